import { type Budget, Exhausted } from '../limits/budget.ts'
import { negateTerm, reciprocal, sum } from './build.ts'
import { isInfinite, isZero, minusInfinity, plusInfinity, variable, zero } from './node.ts'
import { signOfConstant } from './property.ts'
import { type Series, seriesOf } from './series.ts'
import type { Term, VariableTerm } from './term.ts'
import { holds, parts, substitute } from './walk.ts'

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
  const t = variable('§t')
  const along = (value: Term): Term | undefined => {
    const found = budget.attempt('limits', limitSteps, () => {
      const series = seriesOf(substitute(body, bound.name, value, budget), t.key, budget)
      return series && limitValue(series)
    })
    return found instanceof Exhausted ? undefined : found
  }
  if (isInfinite(point)) return along(point.key === plusInfinity.key ? reciprocal(t) : negateTerm(reciprocal(t)))
  const right = side === '-' ? undefined : along(sum([point, t]))
  if (side === '+') return right
  const left = along(sum([point, negateTerm(t)]))
  if (side === '-') return left
  return right !== undefined && left !== undefined && right.key === left.key ? right : undefined
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
