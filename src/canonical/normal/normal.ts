/**
 * Normal forms: terms as quotients of polynomials in kernels.
 *
 * Two terms are equal wherever both are defined if the cross-multiplied difference reduces to zero. The converse holds
 * only where the kernels left are independent. What the kernels are: `conversion.ts`.
 */
import { integer as wholeRational, inverse, negate, type Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { power, product, quotient, sum } from '../term/build.ts'
import { type ArgumentForms, Conversion } from './conversion.ts'
import { Frame, type Grains } from './frame.ts'
import { constant } from '../term/node.ts'
import * as P from './polynomial.ts'
import type { Polynomial } from './polynomial.ts'
import { type Kernel, PolynomialRing, type RationalFunction } from './ring.ts'
import type { Term } from '../term/term.ts'

export { Frame } from './frame.ts'
export type { RationalFunction } from './ring.ts'

const whole = (value: Polynomial): RationalFunction => ({ numerator: value, denominator: P.onePolynomial })

/** Convert several terms over one frame; `undefined` when one of them is no rational function over kernels. */
const convertAll = (
  terms: readonly Term[],
  frame: Frame,
  budget: Budget,
): { values: readonly RationalFunction[]; conversion: Conversion<Polynomial> } | undefined => {
  const conversion = new Conversion(new PolynomialRing(budget), frame, budget, argumentForms(budget))
  const values = conversion.convertTogether(terms)
  return values && { values, conversion }
}

/**
 * A term as a quotient of polynomials in kernels; `undefined` when it holds infinities or undefined parts.
 * Throws `Exhausted` when the budget runs out.
 */
export const toRationalFunction = (term: Term, budget: Budget, frame: Frame = new Frame()): RationalFunction | undefined => {
  const all = toRationalFunctions([term], budget, frame)
  return all?.[0]
}
/** Several terms over the same kernels. */
export const toRationalFunctions = (
  terms: readonly Term[],
  budget: Budget,
  frame: Frame = new Frame(),
): readonly RationalFunction[] | undefined => {
  const converted = convertAll(terms, frame, budget)
  if (converted === undefined) return undefined
  return converted.values.map(value =>
    cancelled({ numerator: converted.conversion.reduce(value.numerator), denominator: value.denominator }, budget),
  )
}
const cancelled = (value: RationalFunction, budget: Budget): RationalFunction => {
  if (P.isZeroPolynomial(value.numerator)) return whole(value.numerator)
  const lone = P.constantOf(value.denominator)
  if (lone !== undefined)
    return whole(P.scalePolynomial(value.numerator, { num: lone.num < 0 ? -lone.den : lone.den, den: lone.num < 0 ? -lone.num : lone.num }))
  const common = P.gcd(value.numerator, value.denominator, budget)
  const numerator = P.exactDivision(value.numerator, common, budget) ?? value.numerator
  const denominator = P.exactDivision(value.denominator, common, budget) ?? value.denominator
  const scale = P.content(denominator)
  const factor: Rational = P.leadingNegative(denominator)
    ? { num: -scale.den as never, den: scale.num }
    : { num: scale.den, den: scale.num }
  return { numerator: P.scalePolynomial(numerator, factor), denominator: P.scalePolynomial(denominator, factor) }
}

/**
 * A polynomial over the kernels of a frame, as a term. Its key is written out, also of kernels that are shared: in
 * `(1+(1+(1+x)!)!)!` it doubles with every floor.
 */
export const fromPolynomial = (p: Polynomial, frame: Frame, budget: Budget): Term => {
  const terms: Term[] = []
  for (const [key, value] of p.terms) {
    const factors: Term[] = [constant(value)]
    for (let i = 0; i < key.length; i++) {
      const exponent = key.charCodeAt(i)
      if (exponent === 0) continue
      const { term } = frame.kernels[i] as Kernel<Polynomial>
      budget.spend(term.key.length >> 5)
      factors.push(power(term, constant(wholeRational(exponent))))
    }
    terms.push(product(factors))
  }
  return sum(terms)
}

/** Whether a term is already a sum of monomials, so that expanding it would change nothing. */
const isExpanded = (term: Term): boolean => {
  switch (term.type) {
    case 'sum':
      return term.terms.every(isMonomial)
    default:
      return isMonomial(term)
  }
}
const isMonomial = (term: Term): boolean => {
  switch (term.type) {
    case 'constant':
    case 'named':
    case 'variable':
    case 'atom':
    case 'undefined':
      return true
    case 'product':
      return term.factors.every(part => part.type !== 'product' && isMonomial(part))
    case 'power':
      return (
        (term.base.type === 'variable' || term.base.type === 'named' || term.base.type === 'constant') &&
        term.exponent.type === 'constant' &&
        (term.base.type === 'constant' || term.exponent.value.num > 0)
      )
    default:
      return false
  }
}

/** The term expanded and cancelled, as a sum of monomials over one denominator. */
export const normalise = (term: Term, budget: Budget): Term => normaliseWith(term, budget, undefined)

/** With common denominators that are shared. */
const normaliseWith = (term: Term, budget: Budget, grains: Grains | undefined): Term => {
  if (isExpanded(term)) return term
  budget.spend(1)
  const frame = new Frame(grains)
  const value = toRationalFunction(term, budget, frame)
  if (value === undefined) return term
  const numerator = fromPolynomial(value.numerator, frame, budget)
  const result = P.equalPolynomials(value.denominator, P.onePolynomial)
    ? numerator
    : quotient(numerator, fromPolynomial(value.denominator, frame, budget))
  return result.key === term.key ? term : result
}

/** Forms of arguments, each computed once as long as the denominators are the same. */
export const argumentForms = (budget: Budget): ArgumentForms => ({
  normalise: (term, grains) => (isExpanded(term) ? term : grains.normal(term, () => normaliseWith(term, budget, grains))),
  summands: (term, grains) => (isExpanded(term) ? summandsOf(term) : grains.summands(term, () => summandsWith(term, budget, grains))),
})
const summandsOf = (term: Term): readonly Term[] => (term.type === 'sum' ? term.terms : [term])

/**
 * What an argument is the sum of: multiples of monomials, and at last a proper fraction, which no more monomials can be divided
 * out of. `x - \frac{1}{y+1}` and `\frac{xy+x-1}{y+1}` have the same two. Kernels are ordered by their keys for it, not by where
 * they were met.
 */
const summandsWith = (term: Term, budget: Budget, grains: Grains): readonly Term[] => {
  const frame = new Frame(grains)
  const value = toRationalFunction(term, budget, frame)
  if (value === undefined) return [term]
  const { numerator, denominator } = value
  if (denominator.terms.size === 1) {
    const below = fromPolynomial(denominator, frame, budget)
    return [...numerator.terms].map(part => quotient(fromPolynomial({ terms: new Map([part]) }, frame, budget), below))
  }
  const ranks = [...frame.kernels].sort((a, b) => (a.key < b.key ? -1 : 1)).map(kernel => frame.kernels.indexOf(kernel))
  const places = frame.kernels.map((_, index) => ranks.indexOf(index))
  const [whole, rest] = P.divisionWithRest(P.renumbered(numerator, places), P.renumbered(denominator, places), budget)
  const monomials = [...P.renumbered(whole, ranks).terms].map(part => fromPolynomial({ terms: new Map([part]) }, frame, budget))
  const content = P.content(rest)
  const factor = P.leadingNegative(rest) ? negate(content) : content
  const above = fromPolynomial(P.renumbered(P.scalePolynomial(rest, inverse(factor)), ranks), frame, budget)
  return [...monomials, product([constant(factor), quotient(above, fromPolynomial(denominator, frame, budget))])]
}

/**
 * Whether two terms have the same normal form, so that they are equal wherever both are defined.
 * `false` says only that these forms differ. Throws `Exhausted` when the budget runs out.
 */
export const sameNormalForm = (a: Term, b: Term, budget: Budget): boolean => {
  const converted = convertAll([a, b], new Frame(), budget)
  if (converted === undefined) return false
  const { conversion } = converted
  const [first, second] = converted.values as [RationalFunction, RationalFunction]
  if (P.equalPolynomials(first.denominator, second.denominator))
    return P.isZeroPolynomial(conversion.reduce(P.subtract(first.numerator, second.numerator, budget)))
  const left = conversion.times(first.numerator, second.denominator)
  const right = conversion.times(second.numerator, first.denominator)
  return P.isZeroPolynomial(conversion.reduce(P.subtract(left, right, budget)))
}
