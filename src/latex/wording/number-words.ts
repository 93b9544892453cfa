import type { Tree } from '../../tree/tree.ts'
import { chineseInteger, chineseNumber, chineseScales, chineseTree } from './chinese-numbers.ts'
import { fraction, numeral } from './number-trees.ts'

/**
 * Numbers that are written in words, English and Chinese.
 *
 *     two hundred and five      205        二百零五     205
 *     three and a half          3 1/2      三分之二     2/3
 *     minus two point one four  -2.14      负二点一四   -2.14
 *
 * The grammar is strict: groups fall in size, units follow tens, `and` stands only where it is said.
 * So `one two` is no number, and neither is `twenty eleven`. A denominator is plural exactly when
 * the numerator is not one, which keeps `twenty third` an ordinal.
 */

/** Lower case for A–Z, À–Þ, Greek and Cyrillic capitals, full-width forms brought to ASCII; everything else stays. */
export function foldCase(text: string): string {
  let capital = false
  let plain = true
  for (let i = 0; i < text.length && plain; i++) {
    const code = text.charCodeAt(i)
    plain = code < 0x80
    capital ||= code >= 0x41 && code <= 0x5a
  }
  if (plain) return capital ? text.toLowerCase() : text
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const ascii = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code === 0x3000 ? 0x20 : code
    const upper =
      (ascii >= 0x41 && ascii <= 0x5a) ||
      (ascii >= 0xc0 && ascii <= 0xde && ascii !== 0xd7) ||
      (ascii >= 0x391 && ascii <= 0x3a9) ||
      (ascii >= 0x410 && ascii <= 0x42f)
    out += String.fromCharCode(upper ? ascii + 32 : ascii)
  }
  return out
}

const small: ReadonlyMap<string, number> = new Map([
  ['zero', 0],
  ['naught', 0],
  ['nought', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fourty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
])

const scales: ReadonlyMap<string, number> = new Map([
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
  ['quadrillion', 15],
  ['lakh', 5],
  ['crore', 7],
])

const ordinals: ReadonlyMap<string, number> = new Map([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['seventh', 7],
  ['eighth', 8],
  ['ninth', 9],
  ['tenth', 10],
  ['eleventh', 11],
  ['twelfth', 12],
  ['thirteenth', 13],
  ['fourteenth', 14],
  ['fifteenth', 15],
  ['sixteenth', 16],
  ['seventeenth', 17],
  ['eighteenth', 18],
  ['nineteenth', 19],
  ['twentieth', 20],
  ['thirtieth', 30],
  ['fortieth', 40],
  ['fiftieth', 50],
  ['sixtieth', 60],
  ['seventieth', 70],
  ['eightieth', 80],
  ['ninetieth', 90],
  ['hundredth', 100],
  ['thousandth', 1000],
  ['millionth', 1_000_000],
])

/**
 * The power of ten that a scale word stands for: `million` is 6, 万 is 4.
 *
 * @example
 * scaleWord('million') // 6
 */
export function scaleWord(text: string): number | undefined {
  const word = foldCase(text)
  return scales.get(word) ?? chineseScales.get(word) ?? (word === 'hundred' || word === '百' ? 2 : undefined)
}

/**
 * The place that an ordinal names: `fifth`, `twenty-first`, `5th`, 第五.
 *
 * @example
 * ordinalWord('twenty-first') // 21
 */
export function ordinalWord(text: string): number | undefined {
  const word = foldCase(text)
  if (word.length > 40) return undefined
  if (isDigit(word.charCodeAt(0))) {
    const digits = /^(\d{1,6})(?:st|nd|rd|th)$/.exec(word)
    return digits === null ? undefined : Number(digits[1])
  }
  if (word.startsWith('第')) {
    const value = /^\d{1,6}$/.test(word.slice(1)) ? word.slice(1) : chineseInteger(word.slice(1))
    return value === undefined ? undefined : Number(value)
  }
  const direct = ordinals.get(word)
  if (direct !== undefined) return direct
  const joint = word.search(/[ -]/)
  const tens = joint < 0 ? undefined : small.get(word.slice(0, joint))
  const unit = tens === undefined || tens < 20 ? undefined : ordinals.get(word.slice(joint + 1))
  return tens !== undefined && unit !== undefined && unit < 10 ? tens + unit : undefined
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Words that a number may begin with, besides digits. */
const starters: ReadonlySet<string> = new Set([
  ...small.keys(),
  ...scales.keys(),
  'a',
  'an',
  'dozen',
  'half',
  'hundred',
  'minus',
  'negative',
])

/** Words that a number in words may hold; each such number holds one. */
const numberWords: ReadonlySet<string> = new Set([
  ...small.keys(),
  ...scales.keys(),
  ...[...ordinals.keys(), 'half', 'quarter', 'dozen', 'hundred', 'score'].flatMap(word => [word, `${word}s`]),
  'halves',
])

/**
 * Whether an English word may stand in a number: `seven`, `thirds`, `dozen`, `half`. Of the words of a number at least one does.
 *
 * @example
 * isNumberWord('quarters') // true
 */
export const isNumberWord = (word: string): boolean => numberWords.has(foldCase(word))

/** Most phrases are refused by their first word: one of a number, or digits that another word follows. */
function mayBeNumber(folded: string): boolean {
  let start = 0
  while (isGap(folded.charCodeAt(start))) start++
  let end = start
  while (isDigit(folded.charCodeAt(end))) end++
  if (end > start) return isGap(folded.charCodeAt(end))
  while (end < folded.length && isLetter(folded.charCodeAt(end))) end++
  return starters.has(folded.slice(start, end))
}

const isLetter = (code: number): boolean => code >= 97 && code <= 122
/** What parts the words of a number. */
const isGap = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 44 || code === 45

/** Longest text that is looked at; the longest honest number in words is shorter. */
const longest = 160

/**
 * The lexeme of a number in words that is no fraction: `seven` is `7`, `three point one four` is `3.14`, 二十 is `20`.
 * `undefined` for everything else, fractions, negatives and numerals in digits included; `numberTree` reads those.
 *
 * @example
 * numberWord('twenty-one') // '21'
 */
export function numberWord(text: string): string | undefined {
  if (text.length === 0 || text.length > longest) return undefined
  const folded = foldCase(text)
  if (folded.charCodeAt(0) > 0x7f) return chineseNumber(folded)
  if (!mayBeNumber(folded)) return undefined
  return englishNumber(split(folded))
}

/**
 * The tree of a number in words, fractions, mixed and negative ones included.
 *
 * @example
 * numberTree('two thirds') // { type: 'divide', numerator: { lexeme: '2' }, denominator: { lexeme: '3' } }
 */
export function numberTree(text: string): Tree | undefined {
  if (text.length === 0 || text.length > longest) return undefined
  const folded = foldCase(text)
  if (folded.charCodeAt(0) > 0x7f) return chineseTree(folded)
  if (!mayBeNumber(folded)) return undefined
  const words = split(folded)
  if ((words[0] === 'minus' || words[0] === 'negative') && words.length > 1) {
    const operand = englishTree(words.slice(1))
    return operand === undefined ? undefined : { type: 'negate', operand }
  }
  return englishTree(words)
}

function split(folded: string): string[] {
  return folded.split(/[ \t\n,-]+/).filter(word => word !== '')
}

function englishTree(words: readonly string[]): Tree | undefined {
  const dozens = words.length === 2 && words[1] === 'dozen' ? digitsOnly([words[0] as string]) : undefined
  if (dozens !== undefined) return numeral(String(Number(dozens) * 12))
  const value = englishNumber(words)
  if (value !== undefined) return numeral(value)
  const chance = englishChance(words)
  if (chance !== undefined) return chance
  const whole = englishFraction(words)
  if (whole !== undefined) return fraction(whole[0], whole[1])
  const and = words.lastIndexOf('and')
  if (and <= 0) return undefined
  const head = words.slice(0, and)
  // "3 and a half"
  const before = digitsOnly(head) ?? englishNumber(head)
  const after = englishFraction(words.slice(and + 1))
  if (before === undefined || after === undefined || before.includes('.')) return undefined
  return {
    type: 'mixed',
    whole: numeral(before),
    fraction: fraction(after[0], after[1]),
  }
}

/** "1 in 6", "5 out of 12", "one in six": a part of the whole. */
function englishChance(words: readonly string[]): Tree | undefined {
  const at = words.indexOf('in')
  const joint = at > 0 ? at : words.indexOf('out')
  if (joint <= 0 || (at <= 0 && words[joint + 1] !== 'of')) return undefined
  const behind = words.slice(joint + (at > 0 ? 1 : 2))
  const [part, whole] = [words.slice(0, joint), behind].map(side => digitsOnly(side) ?? englishNumber(side))
  const isPart =
    part !== undefined && whole !== undefined && /^\d{1,9}$/.test(part) && /^\d{1,9}$/.test(whole) && Number(part) <= Number(whole)
  return isPart ? fraction(part, whole) : undefined
}

/** "3 and a half", "2 thirds": a numeral where a number in words may stand. */
const digitsOnly = ([word, more]: readonly string[]): string | undefined =>
  word !== undefined && more === undefined && /^[1-9]\d{0,8}$/.test(word) ? word : undefined

/** `one half`, `a quarter`, `two thirds`, `half`. */
function englishFraction(words: readonly string[]): readonly [string, string] | undefined {
  const last = words[words.length - 1]
  if (last === undefined) return undefined
  if (words.length === 1) return last === 'half' ? ['1', '2'] : undefined
  const denominator = denominatorWord(last)
  if (denominator === undefined) return undefined
  const head = words.slice(0, -1)
  const numerator = head.length === 1 && (head[0] === 'a' || head[0] === 'an') ? '1' : (digitsOnly(head) ?? englishNumber(head))
  if (numerator === undefined || numerator.includes('.') || (numerator === '1') === denominator.plural) return undefined
  return [numerator, denominator.value]
}

function denominatorWord(word: string): { readonly value: string; readonly plural: boolean } | undefined {
  if (word === 'half') return { value: '2', plural: false }
  if (word === 'halves') return { value: '2', plural: true }
  const plural = word.endsWith('s')
  const singular = plural ? word.slice(0, -1) : word
  if (singular === 'quarter') return { value: '4', plural }
  const value = ordinals.get(singular)
  return value === undefined || value < 3 ? undefined : { value: String(value), plural }
}

type Said = 'start' | 'unit' | 'tens' | 'hundred' | 'scale' | 'and' | 'a'

function englishNumber(words: readonly string[]): string | undefined {
  const point = words.indexOf('point')
  if (point > 0) {
    const whole = englishNumber(words.slice(0, point))
    let digits = ''
    for (const word of words.slice(point + 1)) {
      const digit = word === 'oh' ? 0 : small.get(word)
      if (digit === undefined || digit > 9) return undefined
      digits += String(digit)
    }
    return whole === undefined || digits === '' ? undefined : `${whole}.${digits}`
  }
  let total = 0n
  let group = 0
  let smallest = 100
  let said: Said = 'start'
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const value = small.get(word)
    if (value !== undefined) {
      if (value === 0) return words.length === 1 ? '0' : undefined
      const fresh = said === 'start' || said === 'hundred' || said === 'scale' || said === 'and'
      if (!fresh && !(said === 'tens' && value < 10)) return undefined
      group += value
      said = value < 20 ? 'unit' : 'tens'
    } else if (word === 'hundred') {
      if (said !== 'start' && said !== 'a' && said !== 'unit') return undefined
      if (group >= 100) return undefined
      group = (group === 0 ? 1 : group) * 100
      said = 'hundred'
    } else if (word === 'dozen') {
      if (i !== words.length - 1 || total !== 0n) return undefined
      return said === 'start' || said === 'a' ? '12' : said === 'and' ? undefined : String(group * 12)
    } else if (word === 'and') {
      if (said !== 'hundred' && said !== 'scale') return undefined
      said = 'and'
    } else if (word === 'a') {
      if (said !== 'start') return undefined
      said = 'a'
    } else {
      const scale = scales.get(word)
      if (scale === undefined || scale >= smallest || said === 'and' || said === 'scale') return undefined
      total += BigInt(group === 0 ? 1 : group) * 10n ** BigInt(scale)
      group = 0
      smallest = scale
      said = 'scale'
    }
  }
  if (said === 'start' || said === 'and' || said === 'a') return undefined
  return String(total + BigInt(group))
}
