/**
 * Constants and elementary functions of reduced arguments in fixed point, with proven errors.
 *
 * A real x is held as an integer X with X ≈ x·2^W. Unless said otherwise a result is off by at most 2 units of 2^-W when the
 * argument is taken as exact. All terms are computed with guard bits; `>>` and `/` drop less than one unit each, and
 * every bound below counts them. Each kernel first makes its argument small (halving, square roots) about sqrt(W)/4 times,
 * which costs as much time as it saves terms, sums a Taylor series until a term vanishes, and undoes the reduction, which
 * doubles the error each time.
 *
 * With N <= W terms and s reductions the errors below stay under 2^s·(4N + 16) <= 2^s·64·W units, so s + bitLength(W) + 6 guard
 * bits leave less than one unit, and the last shift adds less than one.
 */
import { bitLength, floorRoot, fromBigInt, toBigInt } from './integer.ts'

const guardBits = (width: number, reductions: number): number => reductions + bitLength(width) + 6
const reductionsFor = (width: number): number => 2 + Math.floor(Math.sqrt(width) / 4)
const sqrtOf = (n: bigint): bigint => toBigInt(floorRoot(fromBigInt(n), 2))

/* ---------------------------------------------------------------- constants */

/**
 * Constants are computed at widths that are powers of two and kept. A shorter one is cut from the next width above, never
 * from the widest that happens to be known: results do not depend on what was asked before.
 */
function kept(compute: (width: number) => bigint): (width: number) => bigint {
  const known = new Map<number, bigint>()
  return width => {
    const level = Math.max(256, 1 << bitLength(width))
    let value = known.get(level)
    if (value === undefined) {
      value = compute(level)
      known.set(level, value)
    }
    return value >> BigInt(level - width)
  }
}

/**
 * sum ±1/((2k+1)·n^(2k+1)): the inverse tangent (alternating) or hyperbolic tangent of 1/n. Powers are off by less than 2 units,
 * terms by less than 3, and what is left out behind a vanished power is less than 3: under 3N + 3 units with
 * N <= width/4 terms, for n >= 5.
 */
function inverseTangentOfInverse(n: bigint, width: number, alternating: boolean): bigint {
  const square = n * n
  let power = (1n << BigInt(width)) / n
  let sum = power
  let negative = false
  for (let divisor = 3n; power > 0n; divisor += 2n) {
    power /= square
    if (alternating) negative = !negative
    const term = power / divisor
    sum = negative ? sum - term : sum + term
  }
  return sum
}

/** π, off by at most 2 units. J. Machin 1706: π = 16 atan(1/5) - 4 atan(1/239). */
export const piFixed = kept(width => {
  const guard = guardBits(width, 0)
  const work = width + guard
  const pi = 16n * inverseTangentOfInverse(5n, work, true) - 4n * inverseTangentOfInverse(239n, work, true)
  return pi >> BigInt(guard)
})

/** ln 2, off by at most 2 units: ln 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749). */
export const ln2Fixed = kept(width => {
  const guard = guardBits(width, 1)
  const work = width + guard
  const ln2 =
    18n * inverseTangentOfInverse(26n, work, false) -
    2n * inverseTangentOfInverse(4801n, work, false) +
    8n * inverseTangentOfInverse(8749n, work, false)
  return ln2 >> BigInt(guard)
})

/* ---------------------------------------------------------------- functions */

/**
 * e^x for 0 <= x <= 1.
 *
 * Taylor's series at y = x/2^s, then s squarings. A term t_n = t_(n-1)·y/n is off by e_n <= (e_(n-1)·y + 1)/n + 1 <= 2 units, and behind
 * a vanished one less than 4 are left out: 2N + 4, and 1 for y itself. Squaring doubles the relative error and adds less
 * than 2 units: 2^s·(2N + 7), times e.
 */
export function expFixed(x: bigint, width: number): bigint {
  const reductions = reductionsFor(width)
  const guard = guardBits(width, reductions)
  const work = BigInt(width + guard)
  const y = x << BigInt(guard - reductions)
  let term = y
  let value = (1n << work) + y
  for (let n = 2n; term > 0n; n++) {
    term = ((term * y) >> work) / n
    value += term
  }
  for (let i = 0; i < reductions; i++) value = (value * value) >> work
  return value >> BigInt(guard)
}

/** Sine and cosine. */
export interface SineCosine {
  readonly sin: bigint
  readonly cos: bigint
}

/**
 * sin x and cos x for 0 <= x <= 2.
 *
 * Both Taylor series at y = x/2^s <= 1/2 with z = y², whose terms are off by at most 2 units and alternate, so that less than
 * 2 are left out: under 2N + 4 each, 3N + 6 as a complex number. Then s squarings of cos y + i sin y, which has
 * modulus 1: each doubles the error and adds less than 3.
 */
export function sinCosFixed(x: bigint, width: number): SineCosine {
  const reductions = reductionsFor(width)
  const guard = guardBits(width, reductions)
  const work = BigInt(width + guard)
  const y = x << BigInt(guard - reductions)
  const z = (y * y) >> work
  let cos = 1n << work
  let sin = y
  let even = cos
  let odd = y
  for (let n = 1n; even > 0n || odd > 0n; n += 2n) {
    even = ((even * z) >> work) / (n * (n + 1n))
    odd = ((odd * z) >> work) / ((n + 1n) * (n + 2n))
    if ((n & 2n) === 0n) {
      cos -= even
      sin -= odd
    } else {
      cos += even
      sin += odd
    }
  }
  for (let i = 0; i < reductions; i++) {
    const doubled = (sin * cos) >> (work - 1n)
    cos = (cos * cos - sin * sin) >> work
    sin = doubled
  }
  return { sin: sin >> BigInt(guard), cos: cos >> BigInt(guard) }
}

/**
 * atan x for 0 <= x <= 1.
 *
 * s times atan x = 2 atan(x / (1 + sqrt(1 + x²))): each step halves the error it gets and adds less than 5/4, so it stays below
 * 5/2. The series' powers are off by at most 2, its terms by 3, and less than 3 are left out: 2^s·(3N + 6).
 */
export function atanFixed(x: bigint, width: number): bigint {
  const reductions = reductionsFor(width)
  const guard = guardBits(width, reductions)
  const work = BigInt(width + guard)
  const one = 1n << work
  let y = x << BigInt(guard)
  for (let i = 0; i < reductions; i++) y = (y << work) / (one + sqrtOf((one << work) + y * y))
  return (oddSeries(y, work, true) << BigInt(reductions)) >> BigInt(guard)
}

/**
 * ln x for 1/2 <= x <= 2.
 *
 * s times ln x = 2 ln sqrt(x): each root multiplies the error it gets by at most 3/4 and adds less than one unit, so it stays
 * below 4. Then ln x = 2 artanh z with z = (x-1)/(x+1), |z| <= 1/3, off by less than 5 more; the series as for atan: twice
 * 2^s·(3N + 16).
 */
export function logFixed(x: bigint, width: number): bigint {
  const reductions = reductionsFor(width) >> 1
  const guard = guardBits(width, reductions + 1)
  const work = BigInt(width + guard)
  const one = 1n << work
  let y = x << BigInt(guard)
  for (let i = 0; i < reductions; i++) y = sqrtOf(y << work)
  const below = y < one
  const z = ((below ? one - y : y - one) << work) / (y + one)
  const log = (oddSeries(z, work, false) << BigInt(reductions + 1)) >> BigInt(guard)
  return below ? -log : log
}

/** z - z³/3 + z⁵/5 - … (alternating) or with plus signs, for 0 <= z <= 1/2. */
function oddSeries(z: bigint, work: bigint, alternating: boolean): bigint {
  const square = (z * z) >> work
  let power = z
  let sum = z
  let negative = false
  for (let divisor = 3n; power > 0n; divisor += 2n) {
    power = (power * square) >> work
    if (alternating) negative = !negative
    const term = power / divisor
    sum = negative ? sum - term : sum + term
  }
  return sum
}
