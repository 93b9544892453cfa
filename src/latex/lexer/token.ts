/**
 * Tokens of an answer. One flat shape, so that the parser's loops stay monomorphic.
 *
 * - `number`: `value` is the numeral's lexeme (see NumberNode)
 * - `name`: one letter or Greek name, `value` is the symbol's name
 * - `word`: a run of letters that is prose, a unit or a connective; also a run of CJK characters
 * - `text`: the inside of `\text{…}`
 * - `command`: `value` without backslash, after aliases (`\dfrac` is `frac`)
 * - `sign`: punctuation or an operator, after unicode folding (`−` is `-`, `≤` is the command `leq`)
 * - `superscript`, `subscript`: a run of unicode digits (`²`, `⁻¹`, `₂`), `value` in ASCII
 * - `vulgar`: `½`, `value` is `1/2`
 * - `circled`: `①`, `value` is `1`
 * - `bad`: a character that is not part of the grammar
 */
export type TokenKind =
  | 'number'
  | 'name'
  | 'word'
  | 'text'
  | 'command'
  | 'sign'
  | 'superscript'
  | 'subscript'
  | 'vulgar'
  | 'circled'
  | 'bad'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly value: string
  readonly start: number
  readonly end: number
  /** White space or a visible spacing command stands before it. */
  readonly gap: boolean
  readonly grouped: 'comma' | 'space' | undefined
  /** Written upright (`\mathrm`, `\text`): a unit rather than a variable. */
  readonly upright: boolean
}

/** All tokens are made here, so that they have one shape. */
export const newToken = (
  kind: TokenKind,
  value: string,
  start: number,
  end: number,
  gap: boolean,
  grouped: 'comma' | 'space' | undefined,
  upright: boolean,
): Token => ({ kind, value, start, end, gap, grouped, upright })
