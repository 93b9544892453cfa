import { type Budget, Exhausted } from '../../limits/budget.ts'
import { limitByLogarithm } from './asymptotic-logarithm.ts'
import { negateTerm, power, product, quotient, reciprocal, subtractTerms, sum } from '../term/build.ts'
import { logarithm } from '../term/functions.ts'
import { definiteIntegral } from './integral.ts'
import { constant, euler, integer, isInfinite, isZero, minusInfinity, one, plusInfinity, variable, zero } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { signOfConstant } from '../term/property.ts'
import { type Series, seriesOf } from './series.ts'
import type { BoundTerm, Term, VariableTerm } from '../term/term.ts'
import { holds, parts, substitute } from '../term/walk.ts'

/**
 * Limits by series: about the point `a` the variable is `a + t` or `a - t` with t > 0, about infinity `1/t`. Both sides must
 * agree unless a side is given.
 */

/** Steps that one limit may take. */
const limitSteps = 20_000

/** The limit where a series tells it, else `undefined`. */
export const limitOf = (bound: VariableTerm, point: Term, body: Term, side: '+' | '-' | undefined, budget: Budget): Term | undefined => {
  if (!holds(body, bound.key)) return body
  if (!isInfinite(point) && isElementary(body)) {
    // Elementary functions are continuous wherever they are defined.
    const value = substitute(body, bound.name, point, budget)
    if (value.type !== 'undefined' && !isInfinite(value)) return value
  }
  if (point.key === plusInfinity.key && body.type === 'bound') return riemannSum(bound, body, budget)
  const t = variable('§t')
  const along = (value: Term, by: VariableTerm = t): Term | undefined => {
    const found = budget.attempt('limits', limitSteps, () => {
      const series = seriesOf(substitute(body, bound.name, value, budget), by.key, budget)
      return series && limitValue(series)
    })
    return found instanceof Exhausted ? undefined : found
  }
  const root = variable('§s', 'positive')
  // Square roots of the variable have series in its square root.
  if (point.key === plusInfinity.key)
    return (
      along(reciprocal(t)) ?? along(power(root, integer(-2)), root) ?? growthOf(body, bound, budget) ?? byLogarithm(body, bound, budget)
    )
  if (isInfinite(point)) return along(negateTerm(reciprocal(t)))
  // From the right towards 0: as towards infinity of the reciprocal.
  const towardsZero = (): Term | undefined =>
    isZero(point) ? growthOf(substitute(body, bound.name, reciprocal(bound), budget), bound, budget) : undefined
  const right =
    side === '-'
      ? undefined
      : (along(sum([point, t])) ?? along(sum([point, power(root, integer(2))]), root) ?? (side === '+' ? towardsZero() : undefined))
  if (side === '+') return right
  const left = along(sum([point, negateTerm(t)]))
  if (side === '-') return left
  return right !== undefined && left !== undefined && right.key === left.key ? right : undefined
}

/**
 * `\\sum_{k=1}^n f(k/n)/n`, which tends to the integral of f from 0 to 1 where f is continuous there: where it has values at both
 * ends, and an antiderivative between.
 */
const riemannSum = (n: VariableTerm, { operator, variable: k, lower, upper, body }: BoundTerm, budget: Budget): Term | undefined => {
  if (operator !== 'sum' || lower?.type !== 'constant' || (lower.value.num !== 0 && lower.value.num !== 1)) return undefined
  if (upper === undefined || (upper.key !== n.key && upper.key !== subtractTerms(n, one).key)) return undefined
  const t = variable('§t', 'positive')
  const found = budget.attempt('limits', limitSteps, () => {
    const f = normalise(product([n, substitute(body, k.name, product([n, t]), budget)]), budget)
    if (holds(f, n.key) || !isElementary(f)) return undefined
    const ends = [zero, one].map(end => substitute(f, t.name, end, budget))
    return ends.some(end => end.type === 'undefined' || isInfinite(end)) ? undefined : definiteIntegral(t, zero, one, f, budget)
  })
  return found instanceof Exhausted ? undefined : found
}

const byLogarithm = (body: Term, bound: VariableTerm, budget: Budget): Term | undefined => {
  const found = budget.attempt('limits', limitSteps, () => limitByLogarithm(body, bound, budget))
  return found instanceof Exhausted ? undefined : found
}

/**
 * Towards +∞, of a product of a number with powers of x, of `\ln x` and of `c^x`: exponentials outgrow powers, powers outgrow
 * logarithms. A power with x above and below is `e` to the limit of its logarithm.
 */
const growthOf = (body: Term, x: VariableTerm, budget: Budget): Term | undefined => {
  budget.spend(20)
  if (body.type === 'power' && holds(body.base, x.key) && holds(body.exponent, x.key)) {
    const inner = growthOf(product([body.exponent, logarithm(body.base)]), x, budget)
    return inner === undefined ? undefined : inner.key === minusInfinity.key ? zero : isInfinite(inner) ? inner : power(euler, inner)
  }
  let sign = 1
  // Of e^x, x and ln x.
  const orders: Term[] = [zero, zero, zero]
  for (const factor of body.type === 'product' ? [constant(body.coefficient), ...body.factors] : [body]) {
    if (!holds(factor, x.key)) {
      sign *= signOfConstant(factor) ?? 0
      continue
    }
    const base = factor.type === 'power' ? factor.base : factor
    const exponent = factor.type === 'power' ? factor.exponent : one
    if (!holds(base, x.key)) {
      const rate = quotient(exponent, x)
      if (holds(rate, x.key) || signOfConstant(base) !== 1) return undefined
      orders[0] = sum([orders[0] as Term, product([rate, logarithm(base)])])
    } else if (holds(exponent, x.key)) return undefined
    else if (base.key === x.key) orders[1] = sum([orders[1] as Term, exponent])
    else if (base.type === 'apply' && base.name === 'ln' && base.arguments[0]?.key === x.key) orders[2] = sum([orders[2] as Term, exponent])
    else return undefined
  }
  if (sign === 0) return undefined
  for (const order of orders) {
    const direction = signOfConstant(order)
    if (direction === undefined) return undefined
    if (direction < 0) return zero
    if (direction > 0) return sign > 0 ? plusInfinity : minusInfinity
  }
  return undefined
}

const isElementary = (term: Term): boolean => {
  if (term.type === 'bound' || term.type === 'atom') return false
  if (
    term.type === 'apply' &&
    term.name !== 'sin' &&
    term.name !== 'cos' &&
    term.name !== 'ln' &&
    term.name !== 'arctan' &&
    term.name !== 'arcsin' &&
    term.name !== 'abs'
  )
    return false
  return parts(term).every(isElementary)
}

const limitValue = (series: Series): Term | undefined => {
  const index = series.coefficients.findIndex(part => !isZero(part))
  if (index < 0) return undefined
  const order = series.valuation + index
  if (order > 0) return zero
  const lead = series.coefficients[index] as Term
  if (order === 0) return lead
  const sign = signOfConstant(lead)
  return sign === undefined || sign === 0 ? undefined : sign > 0 ? plusInfinity : minusInfinity
}
