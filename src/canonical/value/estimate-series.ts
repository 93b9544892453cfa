/**
 * Values of infinite series and products without a proven error, for what is called `likely`.
 *
 * The u-transform of D. Levin (1973) with β = 1: from terms a_0, a_1, … and partial sums s_j,
 *
 *     Σ_j (-1)^j C(K,j) (j+1)^{K-2} s_j/a_j  ÷  Σ_j (-1)^j C(K,j) (j+1)^{K-2} 1/a_j
 *
 * settles about two bits for each term, whether the series converges like a power, a geometric series or alternating. It
 * would also sum what diverges; so the terms far out must decrease, alternate in sign or vanish faster than 1/n, before it is
 * asked. The logarithm of a product is a series.
 */
import {
  addBalls,
  type Ball,
  absoluteBall,
  ballFromInteger,
  ballFromRational,
  certainlyNegative,
  certainlyPositive,
  compareBalls,
  divideBalls,
  multiplyBalls,
  subtractBalls,
  upperMagnitude,
  widenBall,
  zeroBall,
} from '../../exact/ball.ts'
import { complexFromReal } from '../../exact/complex-ball.ts'
import { elementarySteps, expBall, logBall } from '../../exact/elementary.ts'
import { fromBigInt } from '../../exact/integer.ts'
import { isInteger } from '../../exact/rational.ts'
import { evaluate, type Place, type Value } from './evaluate.ts'
import { exactValue } from './exact-value.ts'
import { realValue } from './quadrature.ts'
import type { BoundTerm } from '../term/term.ts'

/** Terms that are taken, one count after the other. */
const counts = [40, 64, 100, 150, 220, 320]

/** A sum or product to infinity, to about `place.precision` bits as it seems; `undefined` where it does not settle. */
export const estimatedSeries = (term: BoundTerm, place: Place): Value | undefined => {
  const { lower, upper, body, variable } = term
  if (lower === undefined || upper?.key !== '#+infinity') return undefined
  const start = exactValue(lower, place.values, place.budget)
  if (start === undefined || start === 'nowhere' || !isInteger(start) || typeof start.num !== 'number') return undefined
  const first = start.num
  const isProduct = term.operator === 'product'
  const at = (n: number, precision: number): Ball | undefined => {
    const values = new Map([...place.values, [variable.key, { num: n, den: 1 }]])
    const exact = exactValue(body, values, place.budget)
    if (exact === 'nowhere') return undefined
    const value = exact === undefined ? realValue(evaluate(body, { ...place, values, precision })) : ballFromRational(exact, precision)
    if (!isProduct) return value
    place.budget.spend(elementarySteps(precision))
    return value && certainlyPositive(value) ? logBall(value, precision) : undefined
  }
  if (!convergesFarOut(n => at(first + n, 64))) return undefined
  const sum = levin((n, precision) => at(first + n, precision), place)
  if (sum === undefined) return undefined
  const total = isProduct ? expBall(sum, place.precision) : sum
  return total && complexFromReal(total)
}

/** Whether the terms at 2^8, 2^9, … fall, alternating in sign or faster than 1/n. */
const convergesFarOut = (at: (n: number) => Ball | undefined): boolean => {
  let previous: Ball | undefined
  for (let k = 8; k <= 12; k++) {
    const here = at(1 << k)
    const next = at((1 << k) + 1)
    if (here === undefined || next === undefined) return false
    const size = absoluteBall(here)
    const alternates = (certainlyPositive(here) && certainlyNegative(next)) || (certainlyNegative(here) && certainlyPositive(next))
    if (alternates ? compareBalls(absoluteBall(next), size) !== -1 : upperMagnitude(size) > -k) {
      if (!(here.man === 0n && here.rad === 0n)) return false
    }
    // Twice as far out: at least 2^{-17/16} times as small, or alternating and smaller.
    if (previous !== undefined && !(size.man === 0n && size.rad === 0n)) {
      const share = alternates ? previous : multiplyBalls(previous, { man: 490n, rad: 0n, exp: -10 }, 64)
      if (compareBalls(size, share) === 1 || compareBalls(size, share) === undefined) return false
    }
    previous = size
  }
  return true
}

const levin = (at: (n: number, precision: number) => Ball | undefined, place: Place): Ball | undefined => {
  const target = place.precision
  let previous: Ball | undefined
  let gapBefore: number | undefined
  for (const [index, count] of counts.entries()) {
    // The weights grow to 2^{5·count}, and cancel.
    const work = target + 6 * count
    place.budget.spend(2 * count * (4 + (work >> 6)))
    let above: Ball = zeroBall
    let below: Ball = zeroBall
    let sum: Ball = zeroBall
    let choose = 1n
    for (let j = 0; j <= count; j++) {
      const term = at(j, work)
      if (term === undefined || !(certainlyPositive(term) || certainlyNegative(term))) return undefined
      sum = addBalls(sum, term, work)
      // What falls fast is summed as it stands.
      if (upperMagnitude(term) < -target - 64) return widenBall(sum, 1n, -target - 1, target + 32)
      const weight = ballFromInteger(fromBigInt((j % 2 === 0 ? choose : -choose) * BigInt(j + 1) ** BigInt(count - 2)), work)
      const share = divideBalls(weight, term, work)
      if (share === undefined) return undefined
      above = addBalls(above, multiplyBalls(share, sum, work), work)
      below = addBalls(below, share, work)
      choose = (choose * BigInt(count - j)) / BigInt(j + 1)
    }
    const current = divideBalls(above, below, work)
    if (current === undefined) return undefined
    if (previous !== undefined) {
      const gap = upperMagnitude(subtractBalls(current, previous, work))
      if (gap < -target) return widenBall({ man: current.man, rad: 0n, exp: current.exp }, 1n, -target, target + 32)
      if (gapBefore !== undefined && !reaches(index, gapBefore - gap, gap + target)) return undefined
      gapBefore = gap
    }
    previous = current
  }
  return undefined
}

/** Whether bits won at this pace are enough with the terms that may still be taken; twice the pace is allowed for. */
const reaches = (index: number, won: number, wanted: number): boolean => {
  const [before = 0, now = 0, last = 0] = [counts[index - 1], counts[index], counts[counts.length - 1]]
  return 2 * won * (last - now) >= wanted * (now - before)
}
