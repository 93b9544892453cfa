/**
 * Truncated Laurent series in one variable t > 0 about 0, with terms as coefficients.
 *
 * `Σ_{k ≥ valuation} c_k t^k`, `length` coefficients. It serves limits: the first coefficient that is not zero tells where
 * the function goes. A coefficient is taken for zero when its constructor or normal form says so. What has no such
 * series (an essential singularity, `\ln t`, unknown functions of t) gives `undefined`.
 */
import type { Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { negateTerm, power, product, quotient, reciprocal, scale, sum } from '../term/build.ts'
import { apply, logarithm } from '../term/functions.ts'
import { constant, euler, integer, isInfinite, isZero, one, plusInfinity, zero } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { signOfConstant } from '../term/property.ts'
import type { Term } from '../term/term.ts'
import { holds } from '../term/walk.ts'

export interface Series {
  /** Exponent of the first coefficient. */
  readonly valuation: number
  readonly coefficients: readonly Term[]
}

const length = 10

const clean = (term: Term, budget: Budget): Term => {
  if (term.type === 'constant' || term.type === 'variable') return term
  return normalise(term, budget)
}
/** Leading zeros dropped; all zero gives `undefined`, since the first coefficient is beyond the horizon. */
const trimmed = (series: Series): Series => {
  let skip = 0
  while (skip < series.coefficients.length && isZero(series.coefficients[skip] as Term)) skip++
  return skip === 0 ? series : { valuation: series.valuation + skip, coefficients: series.coefficients.slice(skip) }
}
const constantSeries = (term: Term): Series => ({ valuation: 0, coefficients: [term, ...new Array<Term>(length - 1).fill(zero)] })

const add = (a: Series, b: Series, budget: Budget): Series => {
  const valuation = Math.min(a.valuation, b.valuation)
  const end = Math.min(a.valuation + a.coefficients.length, b.valuation + b.coefficients.length)
  const coefficients: Term[] = []
  for (let k = valuation; k < end; k++)
    coefficients.push(clean(sum([a.coefficients[k - a.valuation] ?? zero, b.coefficients[k - b.valuation] ?? zero]), budget))
  return { valuation, coefficients }
}
const multiply = (a: Series, b: Series, budget: Budget): Series => {
  const count = Math.min(a.coefficients.length, b.coefficients.length)
  const coefficients: Term[] = []
  for (let k = 0; k < count; k++) {
    const terms: Term[] = []
    for (let j = 0; j <= k; j++) terms.push(product([a.coefficients[j] as Term, b.coefficients[k - j] as Term]))
    coefficients.push(clean(sum(terms), budget))
  }
  return { valuation: a.valuation + b.valuation, coefficients }
}
/** `f(a + u)` from the Taylor coefficients of f at a, for a u that vanishes at 0. */
const compose = (taylor: readonly Term[], u: Series, budget: Budget): Series => {
  let result = constantSeries(taylor[taylor.length - 1] as Term)
  for (let k = taylor.length - 2; k >= 0; k--) result = add(multiply(result, u, budget), constantSeries(taylor[k] as Term), budget)
  return result
}
/** The constant coefficient, and the series without it; `undefined` for a pole. */
const splitHead = (series: Series): { head: Term; tail: Series } | undefined => {
  if (series.valuation < 0) return undefined
  if (series.valuation > 0) return { head: zero, tail: series }
  const [head, ...rest] = series.coefficients
  return head === undefined ? undefined : { head, tail: { valuation: 1, coefficients: [...rest] } }
}

/** The series of a term in `t`. */
export const seriesOf = (term: Term, key: string, budget: Budget): Series | undefined => {
  budget.spend(50)
  if (!holds(term, key)) return isInfinite(term) || term.type === 'undefined' ? undefined : constantSeries(term)
  switch (term.type) {
    case 'variable':
      return { valuation: 1, coefficients: [one, ...new Array<Term>(length - 1).fill(zero)] }
    case 'sum': {
      let total: Series | undefined
      for (const part of term.terms) {
        const next = seriesOf(part, key, budget)
        if (next === undefined) return undefined
        total = total === undefined ? next : add(total, next, budget)
      }
      return total && trimmed(total)
    }
    case 'product': {
      let total: Series = constantSeries(constant(term.coefficient))
      for (const part of term.factors) {
        const next = seriesOf(part, key, budget)
        if (next === undefined) return undefined
        total = multiply(total, next, budget)
      }
      return trimmed(total)
    }
    case 'power':
      return powerSeries(term.base, term.exponent, key, budget)
    case 'apply': {
      if (term.arguments.length !== 1) return undefined
      const inner = seriesOf(term.arguments[0] as Term, key, budget)
      return inner && functionSeries(term.name, inner, budget)
    }
    default:
      return undefined
  }
}

const powerSeries = (base: Term, exponent: Term, key: string, budget: Budget): Series | undefined => {
  if (exponent.type === 'constant') {
    const inner = seriesOf(base, key, budget)
    return inner && rationalPower(inner, exponent.value, budget)
  }
  // a^b = e^{b·ln a}
  const logarithmic = base.key === euler.key ? exponent : product([exponent, logarithm(base)])
  const inner = seriesOf(logarithmic, key, budget)
  return inner && exponential(inner, budget)
}
const exponential = (inner: Series, budget: Budget): Series | undefined => {
  const parts = splitHead(trimmed(inner))
  if (parts === undefined) return undefined
  const head = power(euler, parts.head)
  const taylor: Term[] = [head]
  for (let k = 1; k < length; k++) taylor.push(product([taylor[k - 1] as Term, reciprocal(integer(k))]))
  return compose(taylor, parts.tail, budget)
}
/** `(c·t^v·(1 + u))^r`, by the binomial series. */
const rationalPower = (inner: Series, exponent: Rational, budget: Budget): Series | undefined => {
  const series = trimmed(inner)
  const [head, ...rest] = series.coefficients
  if (head === undefined || isZero(head)) return undefined
  const valuation = (series.valuation * Number(exponent.num)) / Number(exponent.den)
  if (!Number.isInteger(valuation)) return undefined
  const inverse = reciprocal(head)
  const u: Series = { valuation: 1, coefficients: rest.map(part => clean(product([part, inverse]), budget)) }
  const taylor: Term[] = [one]
  for (let k = 1; k < length; k++)
    taylor.push(product([taylor[k - 1] as Term, scale({ num: 1, den: k }, sum([constant(exponent), integer(1 - k)]))]))
  const unit = compose(taylor, u, budget)
  const front = power(head, constant(exponent))
  return { valuation, coefficients: unit.coefficients.map(part => clean(product([part, front]), budget)) }
}

const functionSeries = (name: string, inner: Series, budget: Budget): Series | undefined => {
  const series = trimmed(inner)
  const parts = splitHead(series)
  if (name === 'abs') {
    const sign = signOfConstant(series.coefficients[0] ?? zero)
    if (sign === undefined || sign === 0) return undefined
    return sign > 0 ? series : { valuation: series.valuation, coefficients: series.coefficients.map(negateTerm) }
  }
  if (name === 'sign') {
    const sign = signOfConstant(series.coefficients[0] ?? zero)
    return sign === undefined || sign === 0 ? undefined : constantSeries(integer(sign))
  }
  if (name === 'arctan' && parts === undefined) {
    // arctan u = ±π/2 - arctan(1/u)
    const sign = signOfConstant(series.coefficients[0] ?? zero)
    const inverse = sign === undefined || sign === 0 ? undefined : rationalPower(series, { num: -1, den: 1 }, budget)
    const small = inverse && functionSeries('arctan', inverse, budget)
    const quarter = apply('arctan', [plusInfinity])
    if (small === undefined || sign === undefined) return undefined
    return add(
      constantSeries(scale({ num: sign, den: 1 }, quarter)),
      { ...small, coefficients: small.coefficients.map(negateTerm) },
      budget,
    )
  }
  if (parts === undefined) return undefined
  const { head, tail } = parts
  const taylor: Term[] = []
  switch (name) {
    case 'sin':
    case 'cos': {
      const s = apply('sin', [head])
      const c = apply('cos', [head])
      const cycle = name === 'sin' ? [s, c, negateTerm(s), negateTerm(c)] : [c, negateTerm(s), negateTerm(c), s]
      let factorial = 1
      for (let k = 0; k < length; k++) {
        if (k > 1) factorial *= k
        taylor.push(scale({ num: 1, den: factorial }, cycle[k % 4] as Term))
      }
      break
    }
    case 'ln': {
      if (isZero(head)) return undefined
      taylor.push(logarithm(head))
      const inverse = reciprocal(head)
      for (let k = 1; k < length; k++) taylor.push(scale({ num: k % 2 === 1 ? 1 : -1, den: k }, power(inverse, integer(k))))
      break
    }
    case 'arctan':
      if (!isZero(head)) return undefined
      for (let k = 0; k < length; k++) taylor.push(k % 2 === 0 ? zero : scale({ num: k % 4 === 1 ? 1 : -1, den: k }, one))
      break
    case 'arcsin': {
      if (!isZero(head)) return undefined
      // (2j)! / (4^j (j!)^2 (2j+1))
      let central: Rational = { num: 1, den: 1 }
      for (let k = 0; k < length; k++) {
        if (k % 2 === 0) {
          taylor.push(zero)
          continue
        }
        const j = (k - 1) / 2
        if (j > 0) central = { num: Number(central.num) * (2 * j - 1), den: Number(central.den) * 2 * j }
        taylor.push(quotient(integer(Number(central.num)), integer(Number(central.den) * k)))
      }
      break
    }
    default:
      return undefined
  }
  return compose(taylor, tail, budget)
}
