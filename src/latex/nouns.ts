import { isCountingText, wordsOf } from './lexicon.ts'
import { noUnit, type Unit } from './unit-algebra.ts'

/** Counted things: plain words behind a finished number, in the singular. */

/**
 * A unit of counting: plain words after a finished number. `units` names nothing and is no noun.
 *
 * @example
 * countingUnit('chickens')?.nouns // ['chicken']
 * countingUnit('or more')         // undefined
 */
export function countingUnit(text: string): Unit | undefined {
  if (!isCountingText(text)) return undefined
  const words = wordsOf(text)
  return { ...noUnit, nouns: nounsOf(words), label: words.join(' ') }
}

/** Words that say nothing about what is counted. */
const idle: ReadonlyMap<string, true> = new Map(
  [
    'a',
    'about',
    'all',
    'altogether',
    'an',
    'answer',
    'away',
    'different',
    'distinct',
    'each',
    'exactly',
    'in',
    'of',
    'only',
    'possible',
    'square',
    'the',
    'total',
    'unit',
    'value',
    '个',
    '单位',
    '共',
  ].map(word => [word, true]),
)
/** What words count, in the singular, without those that say nothing. */
export function nounsOf(words: readonly string[]): readonly string[] {
  const nouns: string[] = []
  for (const word of words) {
    const noun = singular(word)
    if (!idle.has(noun)) nouns.push(noun)
  }
  return nouns
}

const irregular: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['dice', 'die'],
  ['does', 'does'],
  ['feet', 'foot'],
  ['geese', 'goose'],
  ['halves', 'half'],
  ['indices', 'index'],
  ['knives', 'knife'],
  ['leaves', 'leaf'],
  ['lives', 'life'],
  ['loaves', 'loaf'],
  ['matrices', 'matrix'],
  ['men', 'man'],
  ['mice', 'mouse'],
  ['people', 'person'],
  ['persons', 'person'],
  ['shelves', 'shelf'],
  ['teeth', 'tooth'],
  ['vertices', 'vertex'],
  ['wolves', 'wolf'],
  ['women', 'woman'],
])
/**
 * The singular of an English noun, by rule; words that are no plural stay.
 *
 * @example
 * singular('boxes') // 'box'
 */
export function singular(word: string): string {
  const known = irregular.get(word)
  if (known !== undefined) return known
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ch|sh|ss|x|zz)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** Whether two sets of nouns may name the same things: one says no more than the other. */
export function nounsAgree(a: readonly string[], b: readonly string[]): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.every(noun => many.includes(noun))
}
