/**
 * Factorials, binomial coefficients and the gamma function.
 *
 * Exact results stop at 10 000!; beyond that a factorial has a logarithm as a ball, enough to tell `1/2004!` from `1/2006!` and
 * `(10^30)!` from `2^(10^30)` by size.
 *
 * lnΓ is Stirling's series: for real z > 0
 *
 *     lnΓ(z) = (z - 1/2) ln z - z + ln(2π)/2 + sum over k < K of B_2k / (2k (2k-1) z^(2k-1)) + R,
 *
 * where |R| is at most the first term that is left out (E. T. Whittaker, G. N. Watson, A Course of Modern Analysis, 12.33).
 * Small z are moved up by z Γ(z) = Γ(z+1) until the terms shrink far enough.
 */
import {
  addBalls,
  type Ball,
  ball,
  ballFromInteger,
  ballFromRational,
  certainlyPositive,
  divideBalls,
  floorOfBall,
  multiplyBalls,
  oneBall,
  scaleBall,
  subtractBalls,
  upperMagnitude,
  widenBall,
} from './ball.ts'
import { expBall, logBall, piBall, sinBall } from './elementary.ts'
import { addIntegers, bitLength, fromBigInt, type Integer, maxPowerBits } from './integer.ts'
import { HALF, type Rational, rational } from './rational.ts'

/** The largest argument of exact factorials. */
export const maxFactorial = 10_000

/** low·(low+step)·… up to high, by halves, so that the factors of each product have equal lengths. */
function rangeProduct(low: number, high: number, step: number): bigint {
  if (low > high) return 1n
  if (high - low < 32 * step) {
    let product = 1n
    // Factors are gathered as long as their product is exact in a double.
    let small = 1
    for (let n = low; n <= high; n += step) {
      if (small * n > Number.MAX_SAFE_INTEGER) {
        product *= BigInt(small)
        small = n
      } else small *= n
    }
    return product * BigInt(small)
  }
  const steps = Math.floor((high - low) / step)
  const middle = low + step * (steps >> 1)
  return rangeProduct(low, middle, step) * rangeProduct(middle + step, high, step)
}

const isCount = (n: Integer, limit: number): n is number => typeof n === 'number' && n >= 0 && n <= limit

/**
 * `undefined` for negative numbers and beyond `maxFactorial`.
 *
 * @example
 * factorial(20) // 2432902008176640000n
 */
export function factorial(n: Integer): Integer | undefined {
  return isCount(n, maxFactorial) ? fromBigInt(rangeProduct(1, n, 1)) : undefined
}

/** n·(n-2)·…, 1 for 0 and -1; `undefined` below and beyond `maxFactorial`. */
export function doubleFactorial(n: Integer): Integer | undefined {
  if (n === -1) return 1
  return isCount(n, maxFactorial) ? fromBigInt(rangeProduct(n % 2 === 0 ? 2 : 1, n, 2)) : undefined
}

/**
 * n over k, for every integer n (`(-1)^k·C(k-n-1, k)` for a negative one) and k; 0 for a negative k. `undefined` where the
 * smaller of k and n - k is beyond `maxFactorial`, or the result could have more than `maxPowerBits` bits.
 */
export function binomialCoefficient(n: Integer, k: Integer): Integer | undefined {
  if (k < 0) return 0
  if (n < 0) {
    const mirrored = binomialCoefficient(addIntegers(addIntegers(k, -1), fromBigInt(-BigInt(n))), k)
    return mirrored === undefined || BigInt(k) % 2n === 0n ? mirrored : fromBigInt(-BigInt(mirrored))
  }
  if (k > n) return 0
  const other = fromBigInt(BigInt(n) - BigInt(k))
  const count = k < other ? k : other
  if (!isCount(count, maxFactorial) || bitLength(n) * count > maxPowerBits) return undefined
  const top = BigInt(n) - BigInt(count) + 1n
  if (typeof n === 'number') return fromBigInt(rangeProduct(Number(top), n, 1) / rangeProduct(1, count, 1))
  let product = 1n
  for (let i = 0n; i < BigInt(count); i++) product *= top + i
  return fromBigInt(product / rangeProduct(1, count, 1))
}

/* ---------------------------------------------------------------- Bernoulli numbers */

/** The most terms of Stirling's series. */
const maxTerms = 256
/** Coefficients B_2k / (2k (2k-1)) for k = 1, 2, …, by how many were asked for: a power of two. */
const coefficients = new Map<number, readonly Rational[]>()

/**
 * Bernoulli numbers from tangent numbers T_k, which need no fractions: B_2k = (-1)^(k-1)·2k·T_k / (4^k (4^k - 1)).
 * R. P. Brent, D. Harvey: Fast computation of Bernoulli, tangent and secant numbers (2011), algorithm TangentNumbers.
 */
function stirlingCoefficients(count: number): readonly Rational[] {
  const known = coefficients.get(count)
  if (known !== undefined) return known
  const tangent: bigint[] = [0n, 1n]
  for (let k = 2; k <= count; k++) tangent.push(BigInt(k - 1) * (tangent[k - 1] as bigint))
  for (let k = 2; k <= count; k++)
    for (let j = k; j <= count; j++) tangent[j] = BigInt(j - k) * (tangent[j - 1] as bigint) + BigInt(j - k + 2) * (tangent[j] as bigint)
  const result: Rational[] = []
  for (let k = 1; k <= count; k++) {
    const four = 1n << BigInt(2 * k)
    const numerator = (tangent[k] as bigint) * (k % 2 === 1 ? 1n : -1n)
    result.push(rational(fromBigInt(numerator), fromBigInt(four * (four - 1n) * BigInt(2 * k - 1))))
  }
  coefficients.set(count, result)
  return result
}

/* ---------------------------------------------------------------- gamma */

/** ln Γ(x) for x > 0; `undefined` where the ball reaches 0. */
export function logGammaBall(x: Ball, precision: number): Ball | undefined {
  if (!certainlyPositive(x)) return undefined
  const target = (precision >> 2) + 8
  const work = precision + 2 * bitLength(target) + 16
  const start = upperMagnitude(x) > 40 ? target : floorOfBall({ man: x.man - x.rad, rad: 0n, exp: x.exp })
  const steps = typeof start === 'number' ? Math.max(0, target - start) : 0
  let z = x
  let product = oneBall
  for (let i = 0; i < steps; i++) {
    product = multiplyBalls(product, z, work)
    z = addBalls(z, oneBall, work)
  }
  const log = logBall(z, work)
  const inverse = divideBalls(oneBall, z, work)
  const logTwoPi = logBall(scaleBall(piBall(work), 1), work)
  if (log === undefined || inverse === undefined || logTwoPi === undefined) return undefined
  const half = ballFromRational(HALF, work)
  let sum = subtractBalls(multiplyBalls(subtractBalls(z, half, work), log, work), z, work)
  sum = addBalls(sum, scaleBall(logTwoPi, -1), work)
  sum = addStirlingTerms(sum, inverse, work)
  if (steps === 0) return ball(sum.man, sum.rad, sum.exp, precision)
  const logProduct = logBall(product, work)
  return logProduct && subtractBalls(sum, logProduct, precision)
}

/** Adds terms until they are below the precision or grow, and widens by the first that is left out. */
function addStirlingTerms(sum: Ball, inverse: Ball, work: number): Ball {
  const square = multiplyBalls(inverse, inverse, work)
  let power = inverse
  let last = Number.POSITIVE_INFINITY
  for (let level = 16; ; level *= 2) {
    const list = stirlingCoefficients(level)
    for (let k = level === 16 ? 0 : level / 2; k < level; k++) {
      const term = multiplyBalls(ballFromRational(list[k] as Rational, work), power, work)
      const magnitude = upperMagnitude(term)
      if (magnitude < -work || magnitude > last || k === maxTerms - 1) return widenBall(sum, 1n, magnitude, work)
      last = magnitude
      sum = addBalls(sum, term, work)
      power = multiplyBalls(power, square, work)
    }
  }
}

/** Γ(x); `undefined` where the ball may hold 0 or a negative integer, and where the result is too large. */
export function gammaBall(x: Ball, precision: number): Ball | undefined {
  if (certainlyPositive(x)) {
    const size = Math.max(0, upperMagnitude(x))
    if (size > 40) return undefined
    // The exponential needs the bits of lnΓ before the point: at most those of x ln x.
    const log = logGammaBall(x, precision + size + bitLength(Math.ceil(size)) + 8)
    return log && expBall(log, precision)
  }
  // Γ(x) = π / (sin(πx) Γ(1-x))
  const work = precision + 16 + Math.max(0, upperMagnitude(x))
  if (work > precision + 64) return undefined
  const pi = piBall(work)
  const mirror = subtractBalls(oneBall, x, work)
  const mirrored = certainlyPositive(mirror) ? gammaBall(mirror, work) : undefined
  const divisor = mirrored && multiplyBalls(sinBall(multiplyBalls(pi, x, work), work), mirrored, work)
  return divisor && divideBalls(pi, divisor, precision)
}

/** Longer factorials take longer than the logarithm. */
const shortFactorial = 1_000

/** ln(n!), however large n is; `undefined` for a negative n. */
export function logFactorialBall(n: Integer, precision: number): Ball | undefined {
  if (n < 0) return undefined
  const exact = n > shortFactorial ? undefined : factorial(n)
  if (exact !== undefined) return logBall(ballFromInteger(exact, precision + 8), precision)
  const work = precision + bitLength(n)
  return logGammaBall(ballFromInteger(addIntegers(n, 1), work), precision)
}
