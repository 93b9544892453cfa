/**
 * Constants and elementary functions of balls.
 *
 * Each function works at the exact midpoint (the kernels in `series.ts`, whose arguments are brought into a small interval
 * first) and then widens the result by what the radius can do, from a bound of the derivative on the ball. Where a ball is
 * too wide for such a bound, monotone functions are taken at both ends.
 *
 * Arguments near 0 get extra bits, so that sin x or ln(1 + x) keep their leading digits; very near 0 the first term of the series
 * with a bound of the next one is enough. Large arguments cost as many extra bits as they have before the point:
 * sine and cosine of more than `largestAngle` bits are only known to lie in [-1, 1], and exp stops at `largestExponentBits`.
 */
import {
  addBalls,
  absoluteBall,
  type Ball,
  ball,
  ballAround,
  ballFromRational,
  certainlyNegative,
  certainlyPositive,
  compareDyadics,
  divideBalls,
  hullOfBalls,
  lowerMagnitude,
  maxPrecision,
  maxRootDegree,
  multiplyBalls,
  negateBall,
  oneBall,
  powerBall,
  rootBall,
  scaleBall,
  signOfBall,
  sqrtBall,
  subtractBalls,
  upperMagnitude,
  wholeLine,
  widenBall,
  zeroBall,
} from './ball.ts'
import { bitLength, isEven } from './integer.ts'
import type { Rational } from './rational.ts'
import { atanFixed, expFixed, ln2Fixed, logFixed, piFixed, sinCosFixed } from './series.ts'

/** Sines and cosines of numbers from 2^4096 on are not reduced. */
export const largestAngle = 4096
/** exp is taken below 2^45 in absolute value: the exponent of the result must stay far below 2^50. */
export const largestExponentBits = 45
/** -2^45: the exponential of what lies below is smaller than 2^(-2^45). */
const lowestExponent = -35_184_372_088_832

/** What one exponential, logarithm, sine, inverse tangent costs, in steps of a budget. */
export function elementarySteps(precision: number): number {
  const blocks = precision >> 6
  return 50 + 24 * blocks + 4 * blocks * blocks
}

/** At least enough for the error bounds of the kernels. */
const workingBits = (precision: number): number => Math.max(32, Math.min(precision, maxPrecision)) + 8

/** man·2^exp as an integer times 2^-width, rounded down: off by less than one unit. */
function fixed(man: bigint, exp: number, width: number): bigint {
  const shift = exp + width
  if (shift >= 0) return man << BigInt(shift)
  return -shift > bitLength(man) ? (man < 0n ? -1n : 0n) : man >> BigInt(-shift)
}

const isExactZero = (x: Ball): boolean => x.man === 0n && x.rad === 0n
const isExactly = (x: Ball, man: bigint): boolean =>
  x.rad === 0n && x.exp !== Number.POSITIVE_INFINITY && compareDyadics(x.man, x.exp, man, 0) === 0

/* ---------------------------------------------------------------- constants */

/**
 * @example
 * midpointText(piBall(64), 15) // '3.14159265358979'
 */
export function piBall(precision: number): Ball {
  const width = workingBits(precision)
  return ball(piFixed(width), 2n, -width, precision)
}

export function ln2Ball(precision: number): Ball {
  const width = workingBits(precision)
  return ball(ln2Fixed(width), 2n, -width, precision)
}

export function eBall(precision: number): Ball {
  const width = workingBits(precision)
  return ball(expFixed(1n << BigInt(width), width), 2n, -width, precision)
}

/* ---------------------------------------------------------------- exponential and logarithm */

/** `undefined` beyond 2^45; below -2^45 a ball around 0 that holds it. */
export function expBall(x: Ball, precision: number): Ball | undefined {
  const magnitude = upperMagnitude(x)
  if (magnitude > largestExponentBits)
    return certainlyNegative(x) && lowerMagnitude(x) >= largestExponentBits ? { man: 0n, rad: 1n, exp: lowestExponent } : undefined
  if (isExactZero(x)) return oneBall
  if (x.rad !== 0n && bitLength(x.rad) + x.exp > 0) {
    const low = expOfDyadic(x.man - x.rad, x.exp, precision)
    return hullOfBalls(low, expOfDyadic(x.man + x.rad, x.exp, precision), precision)
  }
  const middle = expOfDyadic(x.man, x.exp, precision)
  // e^r - 1 <= 2r for the radius r <= 1.
  return x.rad === 0n ? middle : widenBall(middle, (middle.man + middle.rad) * x.rad * 2n, middle.exp + x.exp, precision)
}

/** e^(k ln 2 + t) = 2^k·e^t with 0 <= t < ln 2. */
function expOfDyadic(man: bigint, exp: number, precision: number): Ball {
  const width = workingBits(precision) + Math.max(0, bitLength(man) + exp)
  const ln2 = ln2Fixed(width)
  const value = fixed(man, exp, width)
  let k = value / ln2
  let t = value - k * ln2
  if (t < 0n) {
    k -= 1n
    t += ln2
  }
  // t is off by 1 + 2|k| units, which e^t <= 2.1 carries over, and the kernel by 2.
  return ball(expFixed(t, width), 5n + 5n * (k < 0n ? -k : k), Number(k) - width, precision)
}

/** The natural logarithm; `undefined` where the ball reaches 0. */
export function logBall(x: Ball, precision: number): Ball | undefined {
  if (!certainlyPositive(x)) return undefined
  if (isExactly(x, 1n)) return zeroBall
  if (x.rad << 2n > x.man) {
    const low = logOfDyadic(x.man - x.rad, x.exp, precision)
    return hullOfBalls(low, logOfDyadic(x.man + x.rad, x.exp, precision), precision)
  }
  const middle = logOfDyadic(x.man, x.exp, precision)
  if (x.rad === 0n) return middle
  // |ln(1 + s)| <= 4/3 |s| for |s| = rad/man <= 1/4.
  const unit = bitLength(x.man) + 32
  return widenBall(middle, (x.rad << BigInt(unit + 2)) / (3n * x.man) + 1n, -unit, precision)
}

/** ln(2^k·f) = k ln 2 + ln f with f in [3/4, 3/2). */
function logOfDyadic(man: bigint, exp: number, precision: number): Ball {
  const length = bitLength(man)
  const large = man << 2n >= 3n << BigInt(length)
  const k = exp + length - (large ? 0 : 1)
  const scale = large ? length : length - 1
  let width = workingBits(precision)
  if (k === 0) {
    // Leading bits that f shares with 1 cancel.
    const near = man - (1n << BigInt(scale))
    if (near === 0n) return zeroBall
    width += Math.min(scale - bitLength(near) + 1, maxPrecision)
  }
  const log = logFixed(fixed(man, -scale, width), width)
  if (k === 0) return ball(log, 4n, -width, precision)
  // f is off by one unit (which the derivative 4/3 carries over), the kernel by 2, ln 2 by 2.
  return ball(log + BigInt(k) * ln2Fixed(width), 4n + 2n * BigInt(k < 0 ? -k : k), -width, precision)
}

/* ---------------------------------------------------------------- sine, cosine, tangent */

export interface SineCosineBalls {
  readonly sin: Ball
  readonly cos: Ball
}
/** [-1, 1] */
const unitBall: Ball = Object.freeze({ man: 0n, rad: 1n, exp: 0 })

export function sinCosBall(x: Ball, precision: number): SineCosineBalls {
  const magnitude = upperMagnitude(x)
  if (magnitude > largestAngle || (x.rad !== 0n && bitLength(x.rad) + x.exp > 2)) return { sin: unitBall, cos: unitBall }
  if (isExactZero(x)) return { sin: zeroBall, cos: oneBall }
  const middle = sinCosOfDyadic(x.man, x.exp, precision)
  if (x.rad === 0n) return middle
  return { sin: widenBall(middle.sin, x.rad, x.exp, precision), cos: widenBall(middle.cos, x.rad, x.exp, precision) }
}

/** x = q·π/2 + t with 0 <= t < π/2; q modulo 4 says how to turn. */
function sinCosOfDyadic(man: bigint, exp: number, precision: number): SineCosineBalls {
  if (man === 0n) return { sin: zeroBall, cos: oneBall }
  if (man < 0n) {
    const { sin, cos } = sinCosOfDyadic(-man, exp, precision)
    return { sin: negateBall(sin), cos }
  }
  const magnitude = bitLength(man) + exp
  const base = workingBits(precision)
  if (2 * magnitude < -base) {
    // |sin x - x| <= x³/6, |cos x - 1| <= x²/2
    return { sin: ballAround(man, exp, 1n, 3 * magnitude - 2, precision), cos: ballAround(1n, 0, 1n, 2 * magnitude - 1, precision) }
  }
  const width = base + (magnitude > 0 ? magnitude : -magnitude)
  const halfPi = piFixed(width - 1)
  const value = fixed(man, exp, width)
  const q = value / halfPi
  const { sin, cos } = sinCosFixed(value - q * halfPi, width)
  // t is off by 1 + 2q units, the kernel by 2.
  const rad = 3n + 2n * q
  const s = ball(sin, rad, -width, precision)
  const c = ball(cos, rad, -width, precision)
  switch (q & 3n) {
    case 0n:
      return { sin: s, cos: c }
    case 1n:
      return { sin: c, cos: negateBall(s) }
    case 2n:
      return { sin: negateBall(s), cos: negateBall(c) }
    default:
      return { sin: negateBall(c), cos: s }
  }
}

export function sinBall(x: Ball, precision: number): Ball {
  return sinCosBall(x, precision).sin
}

export function cosBall(x: Ball, precision: number): Ball {
  return sinCosBall(x, precision).cos
}

/** `undefined` where the ball may hold a pole. */
export function tanBall(x: Ball, precision: number): Ball | undefined {
  const { sin, cos } = sinCosBall(x, precision + 4)
  return divideBalls(sin, cos, precision)
}

/* ---------------------------------------------------------------- inverse functions */

export function atanBall(x: Ball, precision: number): Ball {
  if (isExactZero(x)) return zeroBall
  if (x.exp === Number.POSITIVE_INFINITY) return { man: 0n, rad: 2n, exp: 0 }
  const middle = atanOfDyadic(x.man, x.exp, precision)
  if (x.rad === 0n) return middle
  // The derivative 1/(1 + x²) is at most 1, and 2^-2m where |x| >= 2^m.
  const far = Math.max(0, lowerMagnitude(x))
  return widenBall(middle, x.rad, x.exp - 2 * far, precision)
}

function atanOfDyadic(man: bigint, exp: number, precision: number): Ball {
  if (man === 0n) return zeroBall
  if (man < 0n) return negateBall(atanOfDyadic(-man, exp, precision))
  const magnitude = bitLength(man) + exp
  const base = workingBits(precision)
  // |atan x - x| <= x³/3
  if (2 * magnitude < -base) return ballAround(man, exp, 1n, 3 * magnitude - 1, precision)
  if (magnitude <= 0) {
    const width = base - magnitude
    // The argument is off by one unit, the kernel by 2.
    return ball(atanFixed(fixed(man, exp, width), width), 3n, -width, precision)
  }
  // atan x = π/2 - atan(1/x), also where 1 <= x < 2; for x beyond the width 1/x vanishes, by less than a unit.
  const width = base
  const shift = width - exp
  const inverse = magnitude > width + 2 ? 0n : (1n << BigInt(shift)) / man
  const one = 1n << BigInt(width)
  return ball(piFixed(width - 1) - atanFixed(inverse < one ? inverse : one, width), 6n, -width, precision)
}

/** `undefined` unless the ball lies inside (-1, 1) or is exactly an end. */
export function asinBall(x: Ball, precision: number): Ball | undefined {
  if (isExactly(x, 1n)) return scaleBall(piBall(precision), -1)
  if (isExactly(x, -1n)) return negateBall(scaleBall(piBall(precision), -1))
  const work = precision + 8
  const exact = work + bitLength(x.man)
  const cosine = sqrtBall(multiplyBalls(subtractBalls(oneBall, x, exact), addBalls(oneBall, x, exact), work), work)
  const tangent = cosine && divideBalls(x, cosine, work)
  return tangent && atanBall(tangent, precision)
}

/** `undefined` unless the ball lies inside (-1, 1) or is exactly an end. */
export function acosBall(x: Ball, precision: number): Ball | undefined {
  if (isExactly(x, 1n)) return zeroBall
  if (isExactly(x, -1n)) return piBall(precision)
  const work = precision + 8
  const exact = work + bitLength(x.man)
  // tan²(y/2) = (1 - cos y)/(1 + cos y)
  const square = divideBalls(subtractBalls(oneBall, x, exact), addBalls(oneBall, x, exact), work)
  const tangent = square && sqrtBall(square, work)
  return tangent && scaleBall(atanBall(tangent, work), 1)
}

/* ---------------------------------------------------------------- hyperbolic functions */

/** Bits that an odd function of x needs besides the precision, because e^x - e^-x cancels; `undefined` where x alone is enough. */
function cancelledBits(x: Ball, precision: number): number | undefined {
  const magnitude = upperMagnitude(x)
  return 2 * magnitude < -workingBits(precision) ? undefined : Math.max(0, -magnitude)
}

/** e^x and e^-x. */
function exponentials(x: Ball, precision: number): readonly [Ball, Ball] | undefined {
  const up = expBall(x, precision)
  const down = expBall(negateBall(x), precision)
  return up && down && [up, down]
}

/** `undefined` beyond 2^45 in absolute value, as for all hyperbolic functions. */
export function sinhBall(x: Ball, precision: number): Ball | undefined {
  if (isExactZero(x)) return zeroBall
  const extra = cancelledBits(x, precision)
  // |sinh x - x| <= |x|³/5 for |x| <= 1.
  if (extra === undefined) return widenBall(x, 1n, 3 * upperMagnitude(x) - 2, precision)
  const pair = exponentials(x, precision + extra + 8)
  return pair && scaleBall(subtractBalls(pair[0], pair[1], precision), -1)
}

export function coshBall(x: Ball, precision: number): Ball | undefined {
  const pair = exponentials(x, precision + 8)
  return pair && scaleBall(addBalls(pair[0], pair[1], precision), -1)
}

export function tanhBall(x: Ball, precision: number): Ball | undefined {
  const sinh = sinhBall(x, precision + 8)
  const cosh = coshBall(x, precision + 8)
  return sinh && cosh && divideBalls(sinh, cosh, precision)
}

export function asinhBall(x: Ball, precision: number): Ball | undefined {
  if (isExactZero(x)) return zeroBall
  if (x.man < 0n) {
    const positive = asinhBall(negateBall(x), precision)
    return positive && negateBall(positive)
  }
  const extra = cancelledBits(x, precision)
  // |arsinh x - x| <= |x|³/6
  if (extra === undefined) return widenBall(x, 1n, 3 * upperMagnitude(x) - 2, precision)
  const work = precision + extra + 8
  const root = sqrtBall(addBalls(powerBall(x, 2, work) ?? wholeLine, oneBall, work), work)
  return root && logBall(addBalls(x, root, work), precision)
}

/** `undefined` unless the ball lies above 1 or is exactly 1. */
export function acoshBall(x: Ball, precision: number): Ball | undefined {
  const work = precision + 8
  const exact = work + bitLength(x.man)
  const root = sqrtBall(multiplyBalls(subtractBalls(x, oneBall, exact), addBalls(x, oneBall, exact), exact), exact)
  return root && logBall(addBalls(x, root, exact), precision)
}

/** `undefined` unless the ball lies inside (-1, 1). */
export function atanhBall(x: Ball, precision: number): Ball | undefined {
  if (isExactZero(x)) return zeroBall
  const extra = cancelledBits(x, precision)
  // |artanh x - x| <= |x|³/2 for |x| <= 1/2.
  if (extra === undefined) return widenBall(x, 1n, 3 * upperMagnitude(x) - 1, precision)
  const work = precision + extra + 8
  const exact = work + bitLength(x.man)
  const quotient = divideBalls(addBalls(oneBall, x, exact), subtractBalls(oneBall, x, exact), work)
  const log = quotient && logBall(quotient, precision)
  return log && scaleBall(log, -1)
}

/* ---------------------------------------------------------------- powers */

/**
 * A real power e^(y ln x) of a positive base; 0 to a positive power is 0. Integer and rational exponents have functions of their own.
 * `undefined` where the base may be negative, or the result is too large.
 */
export function realPowerBall(base: Ball, exponent: Ball, precision: number): Ball | undefined {
  if (isExactZero(base)) return certainlyPositive(exponent) ? zeroBall : undefined
  if (!certainlyPositive(base)) return undefined
  // What the exponential needs before the point.
  const logarithmBits = bitLength(Math.max(Math.abs(upperMagnitude(base)), Math.abs(lowerMagnitude(base))))
  const work = precision + 8 + Math.min(largestExponentBits, Math.max(0, upperMagnitude(exponent) + logarithmBits))
  const log = logBall(base, work)
  return log && expBall(multiplyBalls(exponent, log, work), precision)
}

/**
 * A rational power. Negative bases have real powers where the denominator is odd; `undefined` for other powers of what may be
 * negative, negative powers of what may be 0, and results that are too large.
 */
export function rationalPowerBall(base: Ball, exponent: Rational, precision: number): Ball | undefined {
  if (exponent.den === 1) return powerBall(base, exponent.num, precision)
  const sign = signOfBall(base)
  if (sign === 0) return exponent.num > 0 ? zeroBall : undefined
  if (exponent.den <= maxRootDegree) {
    const root = rootBall(base, Number(exponent.den), precision + bitLength(exponent.num) + 8)
    return root && powerBall(root, exponent.num, precision)
  }
  if (sign === undefined || (sign < 0 && isEven(exponent.den))) return undefined
  const work = precision + 2 * largestExponentBits
  const size = realPowerBall(absoluteBall(base), ballFromRational(exponent, work), precision)
  return sign > 0 || isEven(exponent.num) ? size : size && negateBall(size)
}
