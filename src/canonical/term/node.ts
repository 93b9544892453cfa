import type { Integer } from '../../exact/integer.ts'
import type { Rational } from '../../exact/rational.ts'
import type {
  ApplyTerm,
  AtomTerm,
  BoundTerm,
  ConstantTerm,
  Domain,
  FunctionName,
  NamedTerm,
  PowerTerm,
  ProductTerm,
  SumTerm,
  Term,
  UndefinedTerm,
  VariableTerm,
} from './term.ts'

/**
 * Bare nodes with their keys. Nothing here simplifies: the constructors in `build.ts` decide what may
 * stand where and call these last.
 *
 * A key is prefix text: a numeral for a constant, `#pi` for a named constant, a name for a variable,
 * `(+ …)`, `(* …)`, `(^ …)`, `(@sin …)`, `(!sum …)`. Names that hold other characters than letters and
 * digits carry their length, so that no name can imitate structure.
 */

const plainName = /^[A-Za-z][A-Za-z0-9_]*$/
const quoted = (name: string): string => (plainName.test(name) ? name : `${name.length}:${name}`)

/** A numeral for a key; long ones in base 16, which takes linear time. */
const digits = (n: Integer): string => (typeof n === 'number' ? `${n}` : `0x${n.toString(16)}`)
const rationalKey = (value: Rational): string => (value.den === 1 ? digits(value.num) : `${digits(value.num)}/${digits(value.den)}`)

const small: ConstantTerm[] = []
for (let n = -16; n <= 64; n++) small.push({ type: 'constant', key: `${n}`, value: { num: n, den: 1 } })

/** A rational number. @example constant({ num: 1, den: 2 }).key // '1/2' */
export const constant = (value: Rational): ConstantTerm => {
  if (value.den === 1 && typeof value.num === 'number' && value.num >= -16 && value.num <= 64) return small[value.num + 16] as ConstantTerm
  return { type: 'constant', key: rationalKey(value), value }
}
/** A small integer. */
export const integer = (value: number): ConstantTerm => constant({ num: value, den: 1 })
/** A quotient of small integers in lowest terms. */
export const fraction = (num: number, den: number): ConstantTerm => constant({ num, den })

export const zero: ConstantTerm = integer(0)
export const one: ConstantTerm = integer(1)
export const minusOne: ConstantTerm = integer(-1)
export const half: ConstantTerm = fraction(1, 2)

const named = (name: NamedTerm['name']): NamedTerm => ({ type: 'named', key: `#${name}`, name })
export const pi: NamedTerm = named('pi')
export const euler: NamedTerm = named('e')
export const imaginary: NamedTerm = named('i')
export const plusInfinity: NamedTerm = named('+infinity')
export const minusInfinity: NamedTerm = named('-infinity')

export const undefinedTerm: UndefinedTerm = { type: 'undefined', key: 'undefined' }

const domainMarks: Record<Domain, string> = { real: '', positive: ':P', integer: ':Z', natural: ':N', complex: ':C' }
/** A variable with its domain. */
export const variable = (name: string, domain: Domain = 'real'): VariableTerm => ({
  type: 'variable',
  key: quoted(name) + domainMarks[domain],
  name,
  domain,
})
/** A thing that is not understood further; atoms with the same text are equal. */
export const atom = (text: string): AtomTerm => ({ type: 'atom', key: `?${text.length}:${text}` })

const joined = (terms: readonly Term[]): string => {
  let text = ''
  for (const term of terms) text += ` ${term.key}`
  return text
}
export const sumNode = (terms: readonly Term[]): SumTerm => ({ type: 'sum', key: `(+${joined(terms)})`, terms })
export const productNode = (coefficient: Rational, factors: readonly Term[]): ProductTerm => ({
  type: 'product',
  key: `(*${joined(factors)} ${rationalKey(coefficient)})`,
  coefficient,
  factors,
})
export const powerNode = (base: Term, exponent: Term): PowerTerm => ({
  type: 'power',
  key: `(^ ${base.key} ${exponent.key})`,
  base,
  exponent,
})
export const applyNode = (name: FunctionName, args: readonly Term[]): ApplyTerm => ({
  type: 'apply',
  key: `(@${quoted(name)}${joined(args)})`,
  name,
  arguments: args,
})
/** An operator that binds a variable. */
export const boundNode = (
  operator: BoundTerm['operator'],
  variableTerm: VariableTerm,
  lower: Term | undefined,
  upper: Term | undefined,
  body: Term,
  side?: '+' | '-',
): BoundTerm => ({
  type: 'bound',
  key: `(!${operator}${side ?? ''} ${variableTerm.key} ${lower?.key ?? '_'} ${upper?.key ?? '_'} ${body.key})`,
  operator,
  variable: variableTerm,
  ...(lower === undefined ? {} : { lower }),
  ...(upper === undefined ? {} : { upper }),
  ...(side === undefined ? {} : { side }),
  body,
})

/** What a term of a sum is sorted by: its factors without the coefficient, so that scaling a sum keeps the order. */
const orderKey = (term: Term): string => {
  if (term.type === 'constant') return ''
  if (term.type !== 'product') return term.key
  return term.factors.length === 1 ? (term.factors[0] as Term).key : term.key.slice(0, term.key.lastIndexOf(' '))
}
export const byFactors = (a: Term, b: Term): number => {
  const first = orderKey(a)
  const second = orderKey(b)
  return first < second ? -1 : first > second ? 1 : 0
}
export const byKey = (a: Term, b: Term): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
/** Sort in place; most sums and products have few members, which are put in order without the lists that a call of `sort` makes. */
export const inOrder = <T extends Term>(terms: T[], by: (a: T, b: T) => number): T[] => {
  if (terms.length > fewTerms) return terms.sort(by)
  for (let from = 1; from < terms.length; from++) {
    const term = terms[from] as T
    let at = from
    for (; at > 0 && by(terms[at - 1] as T, term) > 0; at--) terms[at] = terms[at - 1] as T
    terms[at] = term
  }
  return terms
}
const fewTerms = 8

export const isZero = (term: Term): boolean => term.type === 'constant' && term.value.num === 0
export const isOne = (term: Term): boolean => term.type === 'constant' && term.value.num === 1 && term.value.den === 1
export const isIntegerConstant = (term: Term): term is ConstantTerm => term.type === 'constant' && term.value.den === 1
/** One of the two infinities. */
export interface InfinityTerm extends NamedTerm {
  readonly name: '+infinity' | '-infinity'
}
export const isInfinite = (term: Term): term is InfinityTerm =>
  term.type === 'named' && (term.name === '+infinity' || term.name === '-infinity')
/** The rational factor in front, and the rest without it. */
export const splitCoefficient = (term: Term): { coefficient: Rational; rest: Term } => {
  if (term.type === 'constant') return { coefficient: term.value, rest: one }
  if (term.type !== 'product') return { coefficient: one.value, rest: term }
  const rest = term.factors.length === 1 ? (term.factors[0] as Term) : productNode(one.value, term.factors)
  return { coefficient: term.coefficient, rest }
}
