import { parse } from '../../latex/parse.ts'
import type { Tree } from '../../tree/tree.ts'
import { splitPrefix } from './prefix.ts'

/** Sets of numbers in words: "all real numbers except 2", "positive integers". */

export interface Part {
  readonly sign: 'positive' | 'negative' | 'nonnegative' | 'nonpositive' | 'nonzero' | undefined
  readonly integers: boolean
}

/** "all positive real numbers", "the nonzero integers": a half of a line, or the line without 0; `undefined` for any other phrase. */
export function partInWords(phrase: string): Part | undefined {
  const chinese = chineseParts.get(phrase.replace(/^(?:全体|所有|一切|任意)/, ''))
  if (chinese !== undefined) return chinese
  const found = partWords.exec(phrase.length > 60 ? '' : phrase.toLowerCase())
  if (found === null) return undefined
  const [, sign, noun] = found
  const integers = noun === 'integers' || noun === 'integer'
  // "all real numbers" is the whole line, with its own phrases.
  if (sign === undefined && !integers) return undefined
  return { sign: sign?.replace('-', '') as Part['sign'], integers }
}
const chineseParts: ReadonlyMap<string, Part> = new Map([
  ['正实数', { sign: 'positive', integers: false }],
  ['正整数', { sign: 'positive', integers: true }],
  ['负实数', { sign: 'negative', integers: false }],
  ['负整数', { sign: 'negative', integers: true }],
  ['非负实数', { sign: 'nonnegative', integers: false }],
  ['非负整数', { sign: 'nonnegative', integers: true }],
  ['非零实数', { sign: 'nonzero', integers: false }],
])
const partWords =
  /^(?:all |the |any |every |set of all |the set of all |the set of )?(?:(positive|negative|non-?negative|non-?positive|non-?zero) )?(integers?|reals?|real numbers?)$/

/** What a phrase for all reals leaves out: nothing, or the values behind "except"; `undefined` for any other phrase. */
export function exceptedIn(phrase: string): readonly Tree[] | undefined {
  if (allRealsWords.has(phrase)) return []
  if (phrase.length > 120) return undefined
  for (const word of exceptions) {
    const at = phrase.indexOf(word)
    if (at < 0 || !allRealsWords.has(phrase.slice(0, at))) continue
    const { tree } = parse(phrase.slice(at + word.length))
    const values = tree.type === 'list' && tree.separator !== 'or' ? tree.items : [tree]
    return values.map(value => splitPrefix(value).value)
  }
  return undefined
}
const exceptions: readonly string[] = [' except for ', ' except ', ' other than ', ' excluding ', ' but not ']

const allRealsWords: ReadonlySet<string> = new Set([
  'All real numbers',
  'All reals',
  'all real numbers',
  'all real values',
  'all reals',
  'any real number',
  'real numbers',
  'the real numbers',
  'the set of all real numbers',
  '全体实数',
  '实数集',
  '一切实数',
])
