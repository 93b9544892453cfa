import type { Token } from './token.ts'

/**
 * Relations in words, between what they relate: `x大于1`, `x is at least 1`.
 *
 *     x  is greater than or equal to  3        x  不小于  3
 *        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^              ^^^^^^
 *        one token, `\geq`                        `\geq`
 *
 * In English a name stands before the verb: "a possible value is less than 3" says something of a possible value, and
 * "5 more than x" is a sum. Chinese words stand alone between signs, or lead in to a value.
 */
export function withRelations(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(mayBegin)) return tokens
  const out: Token[] = []
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token
    const found = mayBegin(token) ? phraseAt(tokens, at, out[out.length - 1]) : undefined
    if (found === undefined) {
      out.push(token)
      at++
      continue
    }
    const last = tokens[at + found.length - 1] as Token
    out.push({ ...token, kind: found.value.length === 1 ? 'sign' : 'command', value: found.value, end: last.end, upright: false })
    at += found.length
  }
  return out
}

const mostWords = 8

function phraseAt(tokens: readonly Token[], at: number, before: Token | undefined): { value: string; length: number } | undefined {
  let words = ''
  let found: { value: string; length: number } | undefined
  for (let length = 1; length <= mostWords; length++) {
    const token = tokens[at + length - 1]
    if (token === undefined || !isWord(token)) break
    const value = token.value.toLowerCase()
    words += words === '' || !isLatin(value) ? value : ` ${value}`
    const relation = phrases.get(words)
    const next = tokens[at + length]
    if (relation === undefined || next === undefined || !beginsValue(next)) continue
    if (isLatin(words) ? isNamed(before) : before === undefined || !isWord(before) || isJoint(before)) found = { value: relation, length }
  }
  return found
}

const isWord = (token: Token): boolean => token.kind === 'word' || token.kind === 'text'
const isLatin = (text: string): boolean => text.charCodeAt(0) < 0x80
const mayBegin = (token: Token): boolean => isWord(token) && starters.has(firstOf(token.value))
const firstOf = (value: string): string => (isLatin(value) ? (value.split(' ', 1)[0] as string).toLowerCase() : value)
/** A letter, an index, a fence that closes. */
const isNamed = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'name' || token.kind === 'subscript' || token.kind === 'command' || token.value === ')' || token.value === '}')
/** 且, 或: what stands behind them goes on with the same name. */
const isJoint = (token: Token): boolean => token.value === '且' || token.value === '或' || token.value === '并且' || token.value === '或者'
const beginsValue = (token: Token): boolean =>
  token.kind === 'number' ||
  token.kind === 'name' ||
  token.kind === 'vulgar' ||
  token.kind === 'command' ||
  (token.kind === 'sign' && (token.value === '-' || token.value === '(' || token.value === '|' || token.value === '{'))

const meanings: readonly (readonly [value: string, words: string])[] = [
  ['<', '小于|少于|低于|is less than|is smaller than|is strictly less than'],
  ['=', '等于'],
  ['>', '大于|多于|高于|is greater than|is larger than|is more than|is bigger than|is strictly greater than'],
  [
    'geq',
    '大于等于|大于或等于|不小于|不少于|不低于|is greater than or equal to|is larger than or equal to|is at least|is not less than|is no less than',
  ],
  [
    'leq',
    '小于等于|小于或等于|不大于|不多于|不高于|不超过|is less than or equal to|is smaller than or equal to|is at most|is not greater than|is no more than|is not more than|is no greater than',
  ],
  ['neq', '不等于|is not equal to'],
]
const phrases: ReadonlyMap<string, string> = new Map(
  meanings.flatMap(([value, words]) => words.split('|').map((phrase): [string, string] => [phrase, value])),
)
const starters: ReadonlySet<string> = new Set([...phrases.keys()].map(phrase => (isLatin(phrase) ? 'is' : phrase)))
