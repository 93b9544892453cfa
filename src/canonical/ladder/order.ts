import { compareRationals, type Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { subtractTerms } from '../term/build.ts'
import { constant } from '../term/node.ts'
import { isPositive, signOfConstant } from '../term/property.ts'
import type { Term } from '../term/term.ts'
import { zeroTest } from './constant.ts'

/** Signs and order of real constants; `undefined` where it is not known. */

export { derivative } from '../calculus/derivative.ts'
export { termToText } from '../term/text.ts'
export { isConstant, substitute, variablesOf } from '../term/walk.ts'

/** The value of a term that is a rational number. */
export const rationalValue = (term: Term): Rational | undefined => (term.type === 'constant' ? term.value : undefined)

/**
 * The sign of a real constant.
 *
 * @returns `undefined` for what is not constant, not real, or too close to zero to be told
 */
export const signOf = (term: Term, budget: Budget): -1 | 0 | 1 | undefined => {
  if (term.type === 'constant') return term.value.num > 0 ? 1 : term.value.num < 0 ? -1 : 0
  if (term.type === 'named') return term.name === 'i' ? undefined : term.name === '-infinity' ? -1 : 1
  if (isPositive(term)) return 1
  budget.spend(20)
  const known = signOfConstant(term)
  if (known !== undefined) return known
  return zeroTest(term, budget) === 'zero' ? 0 : undefined
}

/** The order of two real constants, infinities included: -1 when a < b. */
export const compareReals = (a: Term, b: Term, budget: Budget): -1 | 0 | 1 | undefined => {
  if (a.type === 'undefined' || b.type === 'undefined') return undefined
  if (a.type === 'constant' && b.type === 'constant') return compareRationals(a.value, b.value)
  if (a.key === b.key) return 0
  const infinite = (term: Term): number => (term.key === '#+infinity' ? 1 : term.key === '#-infinity' ? -1 : 0)
  if (infinite(a) !== 0 || infinite(b) !== 0) return infinite(a) < infinite(b) ? -1 : 1
  return signOf(subtractTerms(a, b), budget)
}

/** Whether a real constant lies in `[low, high]`. */
export const insideClosed = (term: Term, low: Rational, high: Rational, budget: Budget): boolean | undefined => {
  const below = compareReals(constant(low), term, budget)
  if (below === undefined) return undefined
  if (below > 0) return false
  const above = compareReals(term, constant(high), budget)
  return above === undefined ? undefined : above <= 0
}
