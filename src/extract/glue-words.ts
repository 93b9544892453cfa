/** Words that may stand between two boxes of one list. */

/** Words that turn the next box into something else than one more member of the list. */
export const turns = new Set([
  'but',
  'hence',
  'instead',
  'is',
  'no',
  'not',
  'so',
  'then',
  'therefore',
  'thus',
  'to',
  'wait',
  'where',
  'wrong',
])

/** Connectives in the languages of the phrase table, and words around part labels. Sorted. */
export const connectives = new Set([
  'AND',
  'And',
  'OR',
  'Or',
  'also',
  'alternatively',
  'and',
  'e',
  'else',
  'et',
  'o',
  'oder',
  'or',
  'otherwise',
  'ou',
  'und',
  'y',
  'и',
  'или',
])
const partWords = new Set([
  'Blank',
  'Case',
  'Option',
  'Part',
  'Problem',
  'Question',
  'blank',
  'case',
  'for',
  'option',
  'part',
  'problem',
  'question',
])

/** Titles of parts that say which one it is in words: 第一空：, 问题2：, "Second blank:". They may stand where a label may. */
const partTitle =
  /第[一二三四五六七八九十\d]{1,3}(?:个空|小题|部分|空|题|问)[：:，、]?|(?:问题|小题|空|题)\d{1,2}[：:、]?|(?:First|Second|Third|Fourth|first|second|third|fourth) (?:blank|part|question|problem)[:,]?/y

/** Behind the title of a part that begins at `at`, or -1. */
export function partTitleEnd(text: string, at: number): number {
  partTitle.lastIndex = at
  return partTitle.test(text) ? partTitle.lastIndex : -1
}

/** Units that may stand behind a box without `\text`. Sorted. */
const units = new Set([
  'L',
  'cents',
  'centimeters',
  'cm',
  'cubic',
  'days',
  'deg',
  'degrees',
  'dm',
  'dollars',
  'feet',
  'ft',
  'g',
  'grams',
  'h',
  'hours',
  'in',
  'inches',
  'kg',
  'km',
  'liters',
  'm',
  'meters',
  'miles',
  'min',
  'minutes',
  'ml',
  'mL',
  'mm',
  'mph',
  'percent',
  's',
  'sec',
  'seconds',
  'sq',
  'square',
  'units',
  'yards',
])

export function glueWord(written: string): 'list' | 'for' | 'unit' | undefined {
  if (connectives.has(written)) return 'list'
  if (partWords.has(written)) return 'for'
  return units.has(written) ? 'unit' : undefined
}

/** Chinese connectives and units, Japanese and Korean connectives, longest first where one begins another. */
export const cjkWords: readonly (readonly [string, 'list' | 'unit'])[] = [
  ['以及', 'list'],
  ['または', 'list'],
  ['또는', 'list'],
  ['그리고', 'list'],
  ['或者', 'list'],
  ['和', 'list'],
  ['と', 'list'],
  ['와', 'list'],
  ['과', 'list'],
  ['与', 'list'],
  ['及', 'list'],
  ['或', 'list'],
  ['且', 'list'],
  ['平方厘米', 'unit'],
  ['平方分米', 'unit'],
  ['平方米', 'unit'],
  ['立方厘米', 'unit'],
  ['立方分米', 'unit'],
  ['立方米', 'unit'],
  ['厘米', 'unit'],
  ['分米', 'unit'],
  ['分钟', 'unit'],
  ['千克', 'unit'],
  ['千米', 'unit'],
  ['小时', 'unit'],
  ['毫升', 'unit'],
  ['毫米', 'unit'],
  ['公顷', 'unit'],
  ['元', 'unit'],
  ['克', 'unit'],
  ['个', 'unit'],
  ['升', 'unit'],
  ['吨', 'unit'],
  ['天', 'unit'],
  ['度', 'unit'],
  ['秒', 'unit'],
  ['米', 'unit'],
]
