import type { ConstantName } from '../tree/tree.ts'

/**
 * Where names live, in words: "a positive integer", "arbitrary real constants", 任意整数.
 *
 *     (modifier)*  noun          integer, natural number, rational number, real number, complex number, constant, parameter
 *
 * Modifiers that only count or repeat (a, any, all, some, arbitrary, fixed) say nothing, "positive" takes the half above 0;
 * with any other word (odd, prime, non-zero) the words name a set that has no sign here.
 */
export interface Home {
  readonly set: Extract<ConstantName, 'integers' | 'naturals' | 'rationals' | 'reals' | 'complexes'>
  readonly positive: boolean
  /** "a constant", "a parameter": said of a letter in an answer, not a set of its own. */
  readonly constant: boolean
}

/**
 * @returns `undefined` when the words name no such set
 *
 * @example
 * homeOf('an arbitrary positive integer') // { set: 'integers', positive: true, constant: false }
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
  let positive = false
  for (const word of list) {
    if (word === 'positive') positive = true
    else if (nonNegative.has(word) && set === 'integers') set = 'naturals'
    else if (named.constant && numbers.has(word)) set = (numbers.get(word) as Home).set
    else if (!neutral.has(word)) return undefined
  }
  return { set, positive, constant: named.constant }
}

const mostWords = 6
const set = (name: Home['set'], constant = false): Home => ({ set: name, positive: false, constant })
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
const nonNegative: ReadonlySet<string> = new Set(['non-negative', 'nonnegative'])
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
  ['正整数', { set: 'integers', positive: true, constant: false }],
  ['任意正整数', { set: 'integers', positive: true, constant: false }],
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
