/**
 * Complex balls: a real ball for each part.
 *
 * Principal values, with the cut of roots, powers and logarithms on the negative real axis, which belongs to its upper side:
 * ln(-1) = πi, sqrt(-4) = 2i. A ball that meets the cut without lying exactly on it gets a wide result that holds the
 * values on both sides; more bits make it narrow, unless the number lies on the cut.
 */
import {
  absoluteBall,
  addBalls,
  type Ball,
  ballFromRational,
  certainlyDiffer,
  certainlyNegative,
  certainlyNonNegative,
  certainlyPositive,
  containsZero,
  divideBalls,
  multiplyBalls,
  negateBall,
  oneBall,
  powerBall,
  scaleBall,
  sqrtBall,
  subtractBalls,
  upperEnd,
  upperMagnitude,
  wholeLine,
  zeroBall,
} from './ball.ts'
import { atanBall, coshBall, expBall, logBall, piBall, realPowerBall, sinCosBall, sinhBall } from './elementary.ts'
import { bitLength, type Integer, negateInteger } from './integer.ts'
import type { Rational } from './rational.ts'

export interface ComplexBall {
  readonly re: Ball
  readonly im: Ball
}

export const zeroComplex: ComplexBall = Object.freeze({ re: zeroBall, im: zeroBall })
export const oneComplex: ComplexBall = Object.freeze({ re: oneBall, im: zeroBall })
export const imaginaryUnit: ComplexBall = Object.freeze({ re: zeroBall, im: oneBall })

const isExactZero = (b: Ball): boolean => b.man === 0n && b.rad === 0n

export function complexFromReal(re: Ball): ComplexBall {
  return { re, im: zeroBall }
}

/** Exactly on the real axis. */
export function isRealBall(z: ComplexBall): boolean {
  return isExactZero(z.im)
}

export function negateComplex(z: ComplexBall): ComplexBall {
  return { re: negateBall(z.re), im: negateBall(z.im) }
}

export function conjugateComplex(z: ComplexBall): ComplexBall {
  return { re: z.re, im: negateBall(z.im) }
}

export function addComplex(a: ComplexBall, b: ComplexBall, precision: number): ComplexBall {
  return { re: addBalls(a.re, b.re, precision), im: addBalls(a.im, b.im, precision) }
}

export function subtractComplex(a: ComplexBall, b: ComplexBall, precision: number): ComplexBall {
  return { re: subtractBalls(a.re, b.re, precision), im: subtractBalls(a.im, b.im, precision) }
}

export function multiplyComplex(a: ComplexBall, b: ComplexBall, precision: number): ComplexBall {
  if (isRealBall(a) && isRealBall(b)) return complexFromReal(multiplyBalls(a.re, b.re, precision))
  const work = precision + 4
  return {
    re: subtractBalls(multiplyBalls(a.re, b.re, work), multiplyBalls(a.im, b.im, work), precision),
    im: addBalls(multiplyBalls(a.re, b.im, work), multiplyBalls(a.im, b.re, work), precision),
  }
}

/** `undefined` when the divisor may be 0. */
export function divideComplex(a: ComplexBall, b: ComplexBall, precision: number): ComplexBall | undefined {
  if (isRealBall(b)) {
    const re = divideBalls(a.re, b.re, precision)
    const im = divideBalls(a.im, b.re, precision)
    return re && im && { re, im }
  }
  const work = precision + 4
  const norm = squaredModulus(b, work)
  const product = multiplyComplex(a, conjugateComplex(b), work)
  const re = divideBalls(product.re, norm, precision)
  const im = divideBalls(product.im, norm, precision)
  return re && im && { re, im }
}

function squaredModulus(z: ComplexBall, precision: number): Ball {
  const re = powerBall(z.re, 2, precision) ?? wholeLine
  return addBalls(re, powerBall(z.im, 2, precision) ?? wholeLine, precision)
}

/** |z| */
export function absoluteComplex(z: ComplexBall, precision: number): Ball {
  if (isExactZero(z.im)) return absoluteBall(z.re)
  if (isExactZero(z.re)) return absoluteBall(z.im)
  const square = squaredModulus(z, precision + 4)
  return sqrtBall(square, precision) ?? upTo(sqrtBall(upperEnd(square), precision))
}

/** [0, the upper end], for a number that is known not to be negative; everything for `undefined`. */
function upTo(end: Ball | undefined): Ball {
  if (end === undefined) return wholeLine
  const far = end.man + end.rad
  return { man: far, rad: far, exp: end.exp - 1 }
}

/** [-end, end] */
function around(end: Ball | undefined): Ball {
  return end === undefined ? wholeLine : { man: 0n, rad: end.man + end.rad, exp: end.exp }
}

/* ---------------------------------------------------------------- roots and logarithms */

/** The principal square root: its real part is not negative, and where that is 0 the imaginary part is not negative. */
export function sqrtComplex(z: ComplexBall, precision: number): ComplexBall {
  const { re: x, im: y } = z
  if (isExactZero(y)) {
    if (certainlyNonNegative(x)) return complexFromReal(sqrtBall(x, precision) ?? wholeLine)
    const mirrored = negateBall(x)
    if (certainlyNonNegative(mirrored)) return { re: zeroBall, im: sqrtBall(mirrored, precision) ?? wholeLine }
    return { re: upTo(sqrtBall(upperEnd(x), precision)), im: upTo(sqrtBall(upperEnd(mirrored), precision)) }
  }
  const work = precision + 8
  const modulus = absoluteComplex(z, work)
  if (certainlyNegative(x)) {
    // The imaginary part is the large one: |v| = sqrt((|z| - x)/2), u = |y|/(2|v|).
    const v = sqrtBall(scaleBall(subtractBalls(modulus, x, work), -1), work)
    const u = v && divideBalls(scaleBall(absoluteBall(y), -1), v, precision)
    if (v && u) return { re: u, im: certainlyNonNegative(y) ? v : certainlyNegative(y) ? negateBall(v) : around(v) }
  } else if (!containsZero(x) || !containsZero(y)) {
    const u = sqrtBall(scaleBall(addBalls(modulus, x, work), -1), work)
    const v = u && divideBalls(scaleBall(y, -1), u, precision)
    if (u && v) return { re: u, im: v }
  }
  const far = sqrtBall(upperEnd(modulus), precision)
  return { re: upTo(far), im: around(far) }
}

/** The argument in (-π, π]; a ball that crosses the cut has [-π, π]. `undefined` where z may be 0. */
export function argumentOf(z: ComplexBall, precision: number): Ball | undefined {
  const { re: x, im: y } = z
  if (isExactZero(y) && certainlyPositive(x)) return zeroBall
  if (isExactZero(y) && certainlyNegative(x)) return piBall(precision)
  const work = precision + 4
  if (certainlyPositive(x)) {
    const slope = divideBalls(y, x, work)
    return slope && atanBall(slope, precision)
  }
  if (!containsZero(y)) {
    const slope = divideBalls(x, y, work)
    const quarter = scaleBall(piBall(work), -1)
    return slope && subtractBalls(certainlyPositive(y) ? quarter : negateBall(quarter), atanBall(slope, work), precision)
  }
  if (!certainlyNegative(x)) return undefined
  if (!certainlyNonNegative(y)) return fullTurn
  const slope = divideBalls(y, x, work)
  return slope && addBalls(piBall(work), atanBall(slope, work), precision)
}

/** 0 ± 13/4, which holds [-π, π] */
const fullTurn: Ball = Object.freeze({ man: 0n, rad: 13n, exp: -2 })

/** The principal logarithm ln|z| + i arg z; `undefined` where z may be 0. */
export function logComplex(z: ComplexBall, precision: number): ComplexBall | undefined {
  const im = argumentOf(z, precision)
  if (im === undefined) return undefined
  const axis = isExactZero(z.im) ? z.re : isExactZero(z.re) ? z.im : undefined
  const log = axis ? logBall(absoluteBall(axis), precision) : logBall(squaredModulus(z, 2 * precision), precision)
  return log && { re: axis ? log : scaleBall(log, -1), im }
}

/** `undefined` where the real part is beyond 2^45. */
export function expComplex(z: ComplexBall, precision: number): ComplexBall | undefined {
  if (isRealBall(z)) {
    const re = expBall(z.re, precision)
    return re && complexFromReal(re)
  }
  const work = precision + 4
  const modulus = expBall(z.re, work)
  const { sin, cos } = sinCosBall(z.im, work)
  return modulus && { re: multiplyBalls(modulus, cos, precision), im: multiplyBalls(modulus, sin, precision) }
}

/* ---------------------------------------------------------------- powers */

/** An integer power, by squaring; `undefined` for a negative power of what may be 0. */
export function powerComplex(base: ComplexBall, exponent: Integer, precision: number): ComplexBall | undefined {
  if (isRealBall(base)) {
    const re = powerBall(base.re, exponent, precision)
    return re && complexFromReal(re)
  }
  if (exponent < 0) {
    const power = powerComplex(base, negateInteger(exponent), precision + 4)
    return power && divideComplex(oneComplex, power, precision)
  }
  if (exponent === 0) return oneComplex
  const length = bitLength(exponent)
  if (length > precision + 4096) return { re: wholeLine, im: wholeLine }
  const work = precision + 2 * length + 4
  const digits = exponent.toString(2)
  let power = base
  for (let at = 1; at < length; at++) {
    power = multiplyComplex(power, power, work)
    if (digits.charCodeAt(at) === 49) power = multiplyComplex(power, base, work)
  }
  return power
}

/** The principal power e^(w ln z); 0 to a power with a positive real part is 0. `undefined` where z may be 0, and for large results. */
export function complexPower(z: ComplexBall, w: ComplexBall, precision: number): ComplexBall | undefined {
  if (isExactZero(z.re) && isExactZero(z.im)) return certainlyPositive(w.re) ? zeroComplex : undefined
  if (isRealBall(z) && isRealBall(w) && certainlyPositive(z.re)) {
    const re = realPowerBall(z.re, w.re, precision)
    return re && complexFromReal(re)
  }
  const work = precision + 16 + Math.min(64, Math.max(0, upperMagnitude(w.re), upperMagnitude(w.im)))
  const log = logComplex(z, work)
  return log && expComplex(multiplyComplex(w, log, work), precision)
}

/** The principal power with a rational exponent; square roots are taken as such. */
export function rationalPowerComplex(z: ComplexBall, exponent: Rational, precision: number): ComplexBall | undefined {
  if (exponent.den === 1) return powerComplex(z, exponent.num, precision)
  if (exponent.den === 2) return powerComplex(sqrtComplex(z, precision + 2 * bitLength(exponent.num) + 4), exponent.num, precision)
  return complexPower(z, complexFromReal(ballFromRational(exponent, precision + 64)), precision)
}

/* ---------------------------------------------------------------- sine, cosine and their kin */

/** sin(x + iy) = sin x cosh y + i cos x sinh y */
export function sinComplex(z: ComplexBall, precision: number): ComplexBall | undefined {
  const work = precision + 4
  const { sin, cos } = sinCosBall(z.re, work)
  if (isRealBall(z)) return complexFromReal(sin)
  const cosh = coshBall(z.im, work)
  const sinh = sinhBall(z.im, work)
  return cosh && sinh && { re: multiplyBalls(sin, cosh, precision), im: multiplyBalls(cos, sinh, precision) }
}

/** cos(x + iy) = cos x cosh y - i sin x sinh y */
export function cosComplex(z: ComplexBall, precision: number): ComplexBall | undefined {
  const work = precision + 4
  const { sin, cos } = sinCosBall(z.re, work)
  if (isRealBall(z)) return complexFromReal(cos)
  const cosh = coshBall(z.im, work)
  const sinh = sinhBall(z.im, work)
  return cosh && sinh && { re: multiplyBalls(cos, cosh, precision), im: negateBall(multiplyBalls(sin, sinh, precision)) }
}

/** `undefined` where z may be a pole. */
export function tanComplex(z: ComplexBall, precision: number): ComplexBall | undefined {
  const sin = sinComplex(z, precision + 4)
  const cos = cosComplex(z, precision + 4)
  return sin && cos && divideComplex(sin, cos, precision)
}

/** i·z */
export function timesImaginary(z: ComplexBall): ComplexBall {
  return { re: negateBall(z.im), im: z.re }
}

/** sinh z = -i sin(iz) */
export function sinhComplex(z: ComplexBall, precision: number): ComplexBall | undefined {
  const sin = sinComplex(timesImaginary(z), precision)
  return sin && negateComplex(timesImaginary(sin))
}

/** cosh z = cos(iz) */
export function coshComplex(z: ComplexBall, precision: number): ComplexBall | undefined {
  return cosComplex(timesImaginary(z), precision)
}

/* ---------------------------------------------------------------- what complex balls prove */

/** No number lies in both: their real or their imaginary parts are disjoint. */
export function certainlyDifferComplex(a: ComplexBall, b: ComplexBall): boolean {
  return certainlyDiffer(a.re, b.re) || certainlyDiffer(a.im, b.im)
}

export function mayBeEqualComplex(a: ComplexBall, b: ComplexBall): boolean {
  return !certainlyDifferComplex(a, b)
}

export function containsZeroComplex(z: ComplexBall): boolean {
  return containsZero(z.re) && containsZero(z.im)
}

/** How many leading bits of the larger part are right in both parts. */
export function relativeAccuracyBitsComplex(z: ComplexBall): number {
  const wide = Math.max(radiusMagnitude(z.re), radiusMagnitude(z.im))
  return wide === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : Math.max(midpointMagnitude(z.re), midpointMagnitude(z.im)) - wide
}

const radiusMagnitude = (b: Ball): number => (b.rad === 0n ? Number.NEGATIVE_INFINITY : bitLength(b.rad) + b.exp)
const midpointMagnitude = (b: Ball): number => (b.man === 0n ? Number.NEGATIVE_INFINITY : bitLength(b.man) + b.exp)
