import { addBalls, type Ball, ballFromRational, certainlyLess, certainlyPositive, multiplyBalls } from '../../exact/ball.ts'
import { isRealBall } from '../../exact/complex-ball.ts'
import { logBall } from '../../exact/elementary.ts'
import type { Budget } from '../../limits/budget.ts'
import { constantValue } from './evaluate.ts'
import { isPositive } from '../term/property.ts'
import type { Term } from '../term/term.ts'

/**
 * The order of positive numbers that no exponent holds, by the logarithms of their logarithms: `10^{10^{10^{10}}}`.
 */

/** `\ln` applied `level` times to the positive number `term`, where it exists. */
const logarithmic = (term: Term, level: number, budget: Budget): Ball | undefined => {
  const precision = 96
  budget.spend(40)
  const value = constantValue(term, precision, budget)
  if (value !== undefined && value !== 'nowhere' && isRealBall(value) && certainlyPositive(value.re)) {
    let result: Ball | undefined = value.re
    for (let k = 0; k < level && result !== undefined; k++) result = certainlyPositive(result) ? logBall(result, precision) : undefined
    return result
  }
  if (level === 0 || !isPositive(term)) return undefined
  if (term.type === 'power') {
    const base = logarithmic(term.base, 1, budget)
    if (base === undefined || !certainlyPositive(base)) return undefined
    if (level === 1) {
      const exponent = logarithmic(term.exponent, 0, budget)
      return exponent && multiplyBalls(exponent, base, precision)
    }
    // ln ln a^E = ln E + ln ln a, and its logarithm again
    const exponent = logarithmic(term.exponent, 1, budget)
    const inner = logBall(base, precision)
    let result = exponent && inner && addBalls(exponent, inner, precision)
    for (let k = 2; k < level && result !== undefined; k++) result = certainlyPositive(result) ? logBall(result, precision) : undefined
    return result
  }
  if (term.type === 'product' && term.coefficient.num > 0) {
    let total = logBall(ballFromRational(term.coefficient, precision), precision)
    for (const part of term.factors) {
      const log = logarithmic(part, 1, budget)
      total = log && total && addBalls(total, log, precision)
    }
    for (let k = 1; k < level && total !== undefined; k++) total = certainlyPositive(total) ? logBall(total, precision) : undefined
    return total
  }
  return undefined
}

/** -1 when a is certainly smaller than b, both positive and very large; `undefined` when it is not known. */
export const compareSizes = (a: Term, b: Term, budget: Budget): -1 | 1 | 0 | undefined => {
  for (const level of [1, 2, 3]) {
    const first = logarithmic(a, level, budget)
    const second = logarithmic(b, level, budget)
    if (first === undefined || second === undefined) continue
    if (certainlyLess(first, second)) return -1
    if (certainlyLess(second, first)) return 1
  }
  return undefined
}
