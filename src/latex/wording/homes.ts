import type { ConstantName } from '../../tree/tree.ts'

/**
 * Where names live, in words: "a positive integer", "arbitrary real constants", 任意整数.
 *
 *     (modifier)*  noun          integer, natural number, rational number, real number, complex number, constant, parameter
 *
 * Modifiers that only count or repeat (a, any, all, some, arbitrary, fixed) say nothing, "positive" takes the half above 0,
 * "non-negative" the half from 0 on and "non-zero" all but 0; with any other word (odd, prime) the words name a set that has
 * no sign here.
 */
export interface Home {
  readonly set: Extract<ConstantName, 'integers' | 'naturals' | 'rationals' | 'reals' | 'complexes'>
  readonly part: 'whole' | 'positive' | 'non-negative' | 'non-zero'
  /** "a constant", "a parameter": said of a letter in an answer, not a set of its own. */
  readonly constant: boolean
}

/**
 * @returns `undefined` when the words name no such set
 *
 * @example
 * homeOf('an arbitrary positive integer') // { set: 'integers', part: 'positive', constant: false }
 * homeOf('an odd integer') // undefined
 */
export function homeOf(words: string): Home | undefined {
  if (words.charCodeAt(0) >= 0x80) return inChinese.get(words)
  const list = words.split(' ')
  if (list.length > mostWords) return undefined
  const number = list[list.length - 1]
  const noun = number === 'number' || number === 'numbers' ? list.pop() : undefined
  const last = list.pop() ?? ''
  const named = noun === undefined ? nouns.get(last) : numbers.get(last)
  if (named === undefined) return undefined
  let { set } = named
  let part: Home['part'] = 'whole'
  for (const word of list) {
    const said = partWords.get(word)
    if (said !== undefined) {
      if (part !== 'whole' || (set === 'complexes' && said !== 'non-zero')) return undefined
      part = said
    } else if (named.constant && numbers.has(word)) set = (numbers.get(word) as Home).set
    else if (!neutral.has(word)) return undefined
  }
  return { set, part, constant: named.constant }
}

const mostWords = 6
const set = (name: Home['set'], constant = false, part: Home['part'] = 'whole'): Home => ({ set: name, part, constant })
/** In front of "number". */
const numbers: ReadonlyMap<string, Home> = new Map([
  ['integer', set('integers')],
  ['natural', set('naturals')],
  ['rational', set('rationals')],
  ['real', set('reals')],
  ['complex', set('complexes')],
])
const nouns: ReadonlyMap<string, Home> = new Map([
  ['integer', set('integers')],
  ['integers', set('integers')],
  ['naturals', set('naturals')],
  ['rationals', set('rationals')],
  ['reals', set('reals')],
  ['real', set('reals')],
  ['constant', set('reals', true)],
  ['constants', set('reals', true)],
  ['parameter', set('reals', true)],
  ['parameters', set('reals', true)],
])
const partWords: ReadonlyMap<string, Home['part']> = new Map([
  ['positive', 'positive'],
  ['non-negative', 'non-negative'],
  ['nonnegative', 'non-negative'],
  ['non-zero', 'non-zero'],
  ['nonzero', 'non-zero'],
])
const neutral: ReadonlySet<string> = new Set([
  'a',
  'all',
  'an',
  'any',
  'arbitrary',
  'each',
  'every',
  'fixed',
  'free',
  'given',
  'some',
  'the',
])
const inChinese: ReadonlyMap<string, Home> = new Map([
  ['整数', set('integers')],
  ['任意整数', set('integers')],
  ['正整数', set('integers', false, 'positive')],
  ['任意正整数', set('integers', false, 'positive')],
  ['非负整数', set('integers', false, 'non-negative')],
  ['非零整数', set('integers', false, 'non-zero')],
  ['非零实数', set('reals', false, 'non-zero')],
  ['非零常数', set('reals', true, 'non-zero')],
  ['自然数', set('naturals')],
  ['任意自然数', set('naturals')],
  ['有理数', set('rationals')],
  ['任意有理数', set('rationals')],
  ['实数', set('reals')],
  ['任意实数', set('reals')],
  ['复数', set('complexes')],
  ['常数', set('reals', true)],
  ['任意常数', set('reals', true)],
  ['实常数', set('reals', true)],
  ['任意实常数', set('reals', true)],
  ['参数', set('reals', true)],
])
