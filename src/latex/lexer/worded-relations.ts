import { type Home, homeOf } from '../wording/homes.ts'
import { newToken, type Token, type TokenKind } from './token.ts'

/**
 * Relations in words, between what they relate: `x大于1`, `x is at least 1`; and where a name lives: `k is an integer`, `t为参数`.
 *
 *     x  is greater than or equal to  3        x  不小于  3        k  is an integer
 *        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^              ^^^^^^           ^^^^^^^^^^^^^
 *        one token, `\geq`                        `\geq`           two tokens, `\in`, `\mathbb Z`
 *
 * In English a name stands before the verb: "a possible value is less than 3" says something of a possible value, and
 * "5 more than x" is a sum. Chinese words stand alone between signs, or lead in to a value. A constant or parameter is any
 * real number where it is said of an answer; "u is a constant" alone is an answer itself.
 */
export function withRelations(lexed: readonly Token[]): readonly Token[] {
  if (!maySayRelation(lexed)) return lexed
  const tokens = withoutHyphens(lexed)
  const out: Token[] = []
  let said = false
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token
    const announced = isFor(token) ? announcedHome(tokens, at) : undefined
    if (announced !== undefined) {
      out.push(retold(token, token.kind, 'for', token.end), ...announced.names, ...signs(token, token.end, announced.home))
      at += announced.length
      continue
    }
    const found = at === 0 ? (nameless(tokens) ?? phraseHere(tokens, at, out, said)) : phraseHere(tokens, at, out, said)
    if (found === undefined) {
      out.push(token)
      at++
      continue
    }
    said = true
    const last = tokens[at + found.length - 1] as Token
    out.push(...signs(token, last.end, found.values))
    at += found.length
  }
  return out
}

function maySayRelation(tokens: readonly Token[]): boolean {
  if (isWord(tokens[0] as Token)) return true
  for (const token of tokens) if (mayBegin(token) || isFor(token)) return true
  return false
}

/** "non-negative": one word, whose hyphen was read as a sign. */
function withoutHyphens(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((token, index) => token.value === 'non' && isWord(token) && isHyphenated(tokens, index))
  if (at < 0) return tokens
  const [head, tail] = [tokens[at], tokens[at + 2]] as [Token, Token]
  return [...tokens.slice(0, at), retold(head, head.kind, `non-${tail.value}`, tail.end), ...tokens.slice(at + 3)]
}

function isHyphenated(tokens: readonly Token[], at: number): boolean {
  const [hyphen, tail] = [tokens[at + 1], tokens[at + 2]]
  return hyphen?.value === '-' && !hyphen.gap && tail?.gap === false && (tail.value === 'negative' || tail.value === 'zero')
}

const phraseHere = (tokens: readonly Token[], at: number, before: readonly Token[], said: boolean): Found | undefined =>
  mayBegin(tokens[at] as Token) || (said && isWord(tokens[at] as Token)) ? phraseAt(tokens, at, before[before.length - 1], said) : undefined
const joints: ReadonlySet<string> = new Set(['and', 'but', 'or'])

/** "more than 3": a comparison without its left side, like `>3`, where no other words follow. */
function nameless(tokens: readonly Token[]): Found | undefined {
  let end = 0
  while (end < tokens.length && isWord(tokens[end] as Token)) end++
  if (end < 1 || end > mostWords || end === tokens.length || !beginsValue(tokens[end] as Token)) return undefined
  if (!isLatin((tokens[0] as Token).value)) return undefined
  let words = 'is'
  for (let at = 0; at < end; at++) words += ` ${(tokens[at] as Token).value.toLowerCase()}`
  const relation = phrases.get(words)
  return relation !== undefined && endsOrGoesOn(tokens.slice(end)) ? { values: [relation], length: end } : undefined
}

/** No words more, or one joint with another comparison: "… 5 and less than 10". */
function endsOrGoesOn(tokens: readonly Token[]): boolean {
  const words = tokens.filter(isWord).map(token => token.value.toLowerCase())
  const [joint, ...phrase] = words
  return joint === undefined || (words.length <= mostWords && joints.has(joint) && phrases.has(`is ${phrase.join(' ')}`))
}

/** Words as the signs that they stand for. */
const signs = (words: Token, end: number, values: readonly string[]): readonly Token[] =>
  values.map(value => {
    const kind = value === '0' ? 'number' : value.length === 1 ? 'sign' : 'command'
    return newToken(kind, value, words.start, end, words.gap, words.grouped, false)
  })
const retold = ({ start, gap, grouped, upright }: Token, kind: TokenKind, value: string, end: number): Token =>
  newToken(kind, value, start, end, gap, grouped, upright)

const mostWords = 8

interface Found {
  readonly values: readonly string[]
  readonly length: number
}

/** @param said whether a relation in words stands before it */
function phraseAt(tokens: readonly Token[], at: number, before: Token | undefined, said: boolean): Found | undefined {
  let words = ''
  let found: Found | undefined
  for (let length = 1; length <= mostWords; length++) {
    const token = tokens[at + length - 1]
    if (token === undefined || !isWord(token)) break
    const value = token.value.toLowerCase()
    words += words === '' || !isLatin(value) ? value : ` ${value}`
    const next = tokens[at + length]
    const home = (next === undefined || endsStatement(next)) && endsName(tokens, at) ? homeAt(words, at) : undefined
    if (home !== undefined) found = { values: home, length }
    // "x is greater than 5 and less than 10": the verb is said once.
    const goesOn = before !== undefined && isWord(before) && joints.has(before.value.toLowerCase()) && said
    const relation = phrases.get(words) ?? (goesOn ? phrases.get(`is ${words}`) : undefined)
    if (relation === undefined || next === undefined || !beginsValue(next)) continue
    if (isLatin(words) ? goesOn || isNamed(before) || endsName(tokens, at) : before === undefined || !isWord(before) || isJoint(before))
      found = { values: [relation], length }
  }
  return found
}

const isWord = (token: Token): boolean => token.kind === 'word' || token.kind === 'text'
const isLatin = (text: string): boolean => text.charCodeAt(0) < 0x80
const mayBegin = (token: Token): boolean => isWord(token) && beginsPhrase(token.value)
/** `is …`, `are …`; a phrase of Chinese, or one of its verbs. */
function beginsPhrase(value: string): boolean {
  const code = value.charCodeAt(0)
  if (code >= 0x80) return isVerb(code) || starters.has(value)
  const small = code | 32
  return (small === 97 || small === 105) && starters.has(firstOf(value)) // a, i
}
const isVerb = (code: number): boolean => code === 0x4e3a || code === 0x662f || code === 0x53d6 // 为, 是, 取
function firstOf(value: string): string {
  if (!isLatin(value)) return value
  const space = value.indexOf(' ')
  return (space < 0 ? value : value.slice(0, space)).toLowerCase()
}
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

const endsStatement = (token: Token): boolean => token.kind === 'end' || statementEnds.has(token.value)
const statementEnds: ReadonlySet<string> = new Set([')', ',', ';', '.', '}', 'rbrace'])

/** "is an integer", 为整数: the verb and the set behind a name, as the tokens that say so; "u is a constant" alone is an answer. */
function homeAt(words: string, at: number): readonly string[] | undefined {
  const verb = verbs.find(each => words.startsWith(each))
  const home = verb === undefined ? undefined : homeOf(words.slice(verb.length))
  return home === undefined || (home.constant && at < 2) ? undefined : membership(home)
}
const membership = ({ set, part }: Home): readonly string[] => ['in', set, ...marks[part]]
/** `\mathbb R^+`, `\mathbb Z_{\geq 0}`, `\mathbb R^*`. */
const marks: Readonly<Record<Home['part'], readonly string[]>> = {
  whole: [],
  positive: ['^', '+'],
  'non-negative': ['_', '{', 'geq', '0', '}'],
  'non-zero': ['^', '*'],
}

function isFor(token: Token): boolean {
  if (!isWord(token)) return false
  const { value } = token
  const length = value.startsWith('for') ? 3 : value.startsWith('with') ? 4 : 0
  return length > 0 && (value.length === length || value[length] === ' ')
}

/**
 * "for any real constant c", "with integers m and n": the set stands before the names, and is written behind them; where
 * signs say it again ("for any constant c ∈ ℤ"), they count.
 */
function announcedHome(
  tokens: readonly Token[],
  at: number,
): { readonly names: readonly Token[]; readonly home: readonly string[]; readonly length: number } | undefined {
  let words = (tokens[at] as Token).value.split(' ').slice(1).join(' ')
  for (let from = at + 1; from <= at + mostWords; from++) {
    const token = tokens[from]
    if (token === undefined) return undefined
    if (isWord(token)) words += words === '' ? token.value : ` ${token.value}`
    else {
      const home = homeOf(words.toLowerCase())
      const end = home === undefined ? undefined : endOfNames(tokens, from)
      if (home === undefined || end === undefined) return undefined
      const again = tokens[end]?.value === 'in'
      if (again && (home.set !== 'reals' || home.part !== 'whole')) return undefined
      return { names: tokens.slice(from, end), home: again ? [] : membership(home), length: end - at }
    }
  }
  return undefined
}

/** Behind `c`, `C_1 and C_2`, `a, b, c`, when nothing else follows. */
function endOfNames(tokens: readonly Token[], from: number): number | undefined {
  for (let at = from; at < from + mostWords * 2; ) {
    if (tokens[at]?.kind !== 'name') return undefined
    at++
    if (tokens[at]?.kind === 'subscript') at++
    else if (tokens[at]?.value === '_') at += tokens[at + 1]?.value === '{' && tokens[at + 3]?.value === '}' ? 4 : 2
    const token = tokens[at]
    if (token === undefined || (token.value !== ',' && endsStatement(token)) || token.value === 'in') return at
    if (token.value !== ',' && token.value !== 'and') return undefined
    at++
    if (tokens[at]?.value === 'and') at++
  }
  return undefined
}

/** Whether a name ends right before `at`: `k`, `C_1`, `C_{1}`. */
function endsName(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  return isNamed(before) || (before?.kind === 'number' && tokens[at - 2]?.value === '_')
}
const verbs: readonly string[] = ['is ', 'are ', '为', '是', '取']

const meanings: readonly (readonly [value: string, words: string])[] = [
  ['<', '小于|少于|低于|is less than|is fewer than|is smaller than|is strictly less than'],
  ['=', '等于|is equal to'],
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
const starters: ReadonlySet<string> = new Set(['are', ...[...phrases.keys()].map(firstOf)])
