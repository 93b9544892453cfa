/**
 * Definite integrals without a closed form, as balls with a proven error.
 *
 * On a piece [c - h, c + h] the integrand is evaluated over a rectangle that holds the ellipse with the ends as foci and
 * half axes h(ρ ± 1/ρ)/2. Where that gives a bounded value and meets no branch cut, the integrand is analytic there with
 * |f| ≤ M, and the rule of Clenshaw and Curtis with n + 1 points is off by at most
 *
 *     h · 64/15 · M · ρ^{1-n} / (1 - ρ^{-2})
 *
 * (L. N. Trefethen, "Approximation Theory and Approximation Practice", SIAM 2013, Theorem 19.3). A piece without such an ellipse is halved. The values at the points are balls, so that the sum is a proof.
 * An integral with a singular end, or over an infinite range, is left to `estimate.ts`.
 */
import {
  addBalls,
  type Ball,
  ballAround,
  ballFromRational,
  ballSteps,
  hullOfBalls,
  multiplyBalls,
  scaleBall,
  subtractBalls,
  upperMagnitude,
  widenBall,
  zeroBall,
} from '../../exact/ball.ts'
import { addComplex, type ComplexBall, complexFromReal, isRealBall, multiplyComplex, zeroComplex } from '../../exact/complex-ball.ts'
import { cosBall, piBall } from '../../exact/elementary.ts'
import type { Budget } from '../../limits/budget.ts'
import { analyticOver } from './analytic.ts'
import { type Evaluated, evaluate, type Place, type Value } from './evaluate.ts'
import { isInfinite } from '../term/node.ts'
import type { BoundTerm, Term } from '../term/term.ts'

/** A piece is halved at most so often. */
const deepest = 10
/** Half axes grow with ρ: more bits for a point, until singularities are met. */
const ellipses: readonly { readonly rho: number; readonly bits: number }[] = [
  { rho: 8, bits: 3 },
  { rho: 4, bits: 2 },
  { rho: 2, bits: 1 },
]
/** Points of one rule. */
const mostPoints = 1024

/** The integral as a ball; `undefined` where the integrand is not analytic around the range, or the ends are not real. */
export const integralBall = (term: BoundTerm, place: Place): Value | undefined => {
  const { lower, upper } = term
  if (lower === undefined || upper === undefined || isInfinite(lower) || isInfinite(upper)) return undefined
  const from = realValue(evaluate(lower, place))
  const to = realValue(evaluate(upper, place))
  return from && to && integrate(term, from, to, place, 0)
}
export const realValue = (value: Evaluated): Ball | undefined =>
  value === undefined || value === 'nowhere' || !isRealBall(value) ? undefined : value.re

const integrate = (term: BoundTerm, from: Ball, to: Ball, place: Place, depth: number): Value | undefined => {
  const { precision } = place
  const work = precision + 16
  const center = scaleBall(addBalls(from, to, work), -1)
  const half = scaleBall(subtractBalls(to, from, work), -1)
  for (const { rho, bits } of ellipses) {
    const bound = boundOver(term, from, to, center, half, rho, place)
    if (bound === undefined) continue
    // 64/15 / (1 - ρ^{-2}) < 8
    const large = bound + upperMagnitude(half) + 3 + bits
    const points = evenAbove(Math.ceil((precision + Math.max(0, large)) / bits))
    if (points > mostPoints) break
    return rule(term, center, half, points, large - points * bits, place)
  }
  if (depth === deepest) return undefined
  const left = integrate(term, from, center, place, depth + 1)
  const right = left && integrate(term, center, to, place, depth + 1)
  return left && right && addComplex(left, right, precision)
}
/** Rules have multiples of 16 points, so that kept ones serve again. */
const evenAbove = (n: number): number => Math.max(16, (n + 15) & ~15)

/** log2 of a bound of |f| over a rectangle around the ellipse; `undefined` when f may not be analytic there. */
const boundOver = (term: BoundTerm, from: Ball, to: Ball, center: Ball, half: Ball, rho: number, place: Place): number | undefined => {
  const wide = multiplyBalls(absolutely(half), ballFromRational({ num: rho * rho + 1, den: 2 * rho }, 64), 64)
  const high = multiplyBalls(absolutely(half), ballFromRational({ num: rho * rho - 1, den: 2 * rho }, 64), 64)
  const box: ComplexBall = { re: around(center, wide), im: around(zeroBall, high) }
  const value = analyticOver(term.body, term.variable.key, { line: hullOfBalls(from, to, 64), box }, { ...place, precision: 64 })
  if (value === undefined) return undefined
  const magnitude = Math.max(upperMagnitude(value.re), upperMagnitude(value.im)) + 1
  return Number.isFinite(magnitude) && magnitude < 4096 ? magnitude : magnitude === Number.NEGATIVE_INFINITY ? -4096 : undefined
}
const absolutely = (b: Ball): Ball => (b.man < 0n ? { man: -b.man, rad: b.rad, exp: b.exp } : b)
const around = (center: Ball, reach: Ball): Ball => widenBall(center, reach.man + reach.rad, reach.exp, 64)

const rule = (term: BoundTerm, center: Ball, half: Ball, points: number, error: number, place: Place): Value | undefined => {
  const { precision, budget } = place
  const work = precision + 16
  const { cosines, weights } = clenshawCurtis(points, work, budget)
  let total: ComplexBall = zeroComplex
  for (let k = 0; k <= points; k++) {
    const mirrored = 2 * k > points
    const index = mirrored ? points - k : k
    const cosine = cosines[index] as Ball
    const at = addBalls(center, multiplyBalls(half, mirrored ? { ...cosine, man: -cosine.man } : cosine, work), work)
    const value = evaluateAt(term.body, term.variable.key, at, place, work)
    if (value === undefined) return undefined
    total = addComplex(total, multiplyComplex(value, complexFromReal(weights[index] as Ball), work), work)
  }
  const sum = multiplyComplex(total, complexFromReal(half), work)
  const real = isRealBall(sum)
  return { re: widenBall(sum.re, 1n, error, precision), im: real ? sum.im : widenBall(sum.im, 1n, error, precision) }
}
/** The integrand where its variable has that value. */
export const evaluateAt = (body: Term, key: string, at: Ball, place: Place, precision: number): Value | undefined => {
  const complexValues = new Map(place.complexValues ?? [])
  complexValues.set(key, complexFromReal(at))
  const value = evaluate(body, { ...place, complexValues, precision })
  return value === 'nowhere' ? undefined : value
}

/* ---------------------------------------------------------------- the rule */

interface Rule {
  /** cos(kπ/n) for k up to n/2; the others are their mirror images. */
  readonly cosines: readonly Ball[]
  readonly weights: readonly Ball[]
}
const kept = new Map<string, Rule>()
const mostKept = 8

/**
 * `w_k = c_k/n · (1 - Σ_j b_j cos(2jkπ/n)/(4j²-1))` for j up to n/2, with `c` and `b` 2 except at the ends, where they are 1.
 * A kept rule costs the steps that it saved.
 */
const clenshawCurtis = (n: number, precision: number, budget: Budget): Rule => {
  const width = (precision + 127) & ~63
  budget.spend((n * n) >> 4)
  budget.spend(n * ballSteps(width))
  const name = `${n}:${width}`
  const known = kept.get(name)
  if (known !== undefined) return known
  const halfway = n / 2
  const pi = piBall(width + 8)
  const cosines: Ball[] = []
  /** In units of 2^-width, off by less than 4. */
  const fixed: bigint[] = []
  for (let k = 0; k <= halfway; k++) {
    const cosine =
      2 * k === n
        ? zeroBall
        : k === 0
          ? ballFromRational({ num: 1, den: 1 }, width)
          : cosBall(multiplyBalls(pi, ballFromRational({ num: k, den: n }, width + 8), width + 8), width + 4)
    cosines.push(cosine)
    const shift = cosine.exp + width
    fixed.push(shift >= 0 ? cosine.man << BigInt(shift) : cosine.man >> BigInt(-shift))
  }
  const at = (m: number): bigint => {
    const turn = m % (2 * n)
    const index = turn > n ? 2 * n - turn : turn
    return index <= halfway ? (fixed[index] as bigint) : -(fixed[n - index] as bigint)
  }
  const weights: Ball[] = []
  for (let k = 0; k <= halfway; k++) {
    let sum = 1n << BigInt(width)
    for (let j = 1; j <= halfway; j++) sum -= ((j === halfway ? 1n : 2n) * at(2 * j * k)) / BigInt(4 * j * j - 1)
    // Each term is off by less than 2·4/3 + 1 units.
    const weight = ballAround(k === 0 ? sum : 2n * sum, -width, BigInt(8 * halfway), -width, width)
    weights.push(multiplyBalls(weight, ballFromRational({ num: 1, den: n }, width), width))
  }
  const made: Rule = { cosines, weights }
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string)
  kept.set(name, made)
  return made
}
