/**
 * Real balls: rigorous approximate arithmetic, after Arb (F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius
 * interval arithmetic", IEEE Transactions on Computers 66, 2017).
 *
 * A ball is the set of reals (man ± rad)·2^exp. A function of balls gives a ball that contains the value at every point of
 * its arguments: what two balls prove about order and difference is a proof about the numbers they stand for. Nothing here
 * ever proves equality.
 *
 * `precision` says how many bits of a midpoint are kept; what is cut off goes into the radius, rounded up. An exact dyadic
 * stays exact (`rad` 0) where it fits. Exponents are numbers, so 2^(10^9) is a short ball. One whose exponent leaves
 * ±2^50 becomes the whole line, or is absorbed into a radius around 0.
 *
 * `undefined` means that there is no value, or that the ball is too wide to tell (a divisor that may be 0): try again with
 * more bits. Each function takes time bounded by its precision and the length of its arguments; `ballSteps` estimates it.
 *
 * Arithmetic and order share the same dyadics, and so this file is long.
 */
import { bitLength, floorRoot, fromBigInt, type Integer, isEven, maxPowerBits, toBigInt } from './integer.ts'
import { type Rational, rational } from './rational.ts'

export interface Ball {
  readonly man: bigint
  /** At least 0, in units of 2^exp. */
  readonly rad: bigint
  /** A safe integer, or `Infinity` for the whole line. */
  readonly exp: number
}

/** The elementary functions take a larger precision for this one. */
export const maxPrecision = 1 << 16
const largestExponent = 1_125_899_906_842_624
const radiusBits = 30
const radiusLimit = 1n << BigInt(radiusBits)

export const zeroBall: Ball = Object.freeze({ man: 0n, rad: 0n, exp: 0 })
export const oneBall: Ball = Object.freeze({ man: 1n, rad: 0n, exp: 0 })
/** All reals: nothing is known. */
export const wholeLine: Ball = Object.freeze({ man: 0n, rad: 1n, exp: Number.POSITIVE_INFINITY })

/** What one addition, product, quotient or square root costs, in steps of a budget. */
export function ballSteps(precision: number): number {
  return 4 + (precision >> 6) + (((precision >> 9) * (precision >> 9)) >> 2)
}

const bits = (n: bigint): number => bitLength(n)
const size = (n: bigint): bigint => (n < 0n ? -n : n)
/** `n / 2^shift` rounded up, for n >= 0. */
const shiftedUp = (n: bigint, shift: number): bigint => -(-n >> BigInt(shift))

/** (man ± rad)·2^exp with a midpoint of at most `precision` bits. */
export function ball(man: bigint, rad: bigint, exp: number, precision: number): Ball {
  let shift = bits(man) - precision
  if (rad >= radiusLimit) shift = Math.max(shift, bits(rad) - radiusBits)
  if (shift > 0) {
    const kept = man >> BigInt(shift)
    // The floor is off by less than a unit; where only zeros are cut off, an exact number stays exact.
    if (rad !== 0n) rad = shiftedUp(rad, shift) + 1n
    else if (kept << BigInt(shift) !== man) rad = 1n
    man = kept
    exp += shift
  }
  if (exp > largestExponent) return man === 0n && rad === 0n ? zeroBall : wholeLine
  if (exp < -largestExponent) return man === 0n && rad === 0n ? zeroBall : vanishing(man, rad, exp)
  return { man, rad, exp }
}

/** A ball around 0 that holds a ball with a very small exponent. */
function vanishing(man: bigint, rad: bigint, exp: number): Ball {
  return { man: 0n, rad: 1n, exp: Math.max(-largestExponent, exp + bits(size(man) + rad)) }
}

/** man·2^exp ± rad·2^radExp, at most `precision` bits. */
export function ballAround(man: bigint, exp: number, rad: bigint, radExp: number, precision: number): Ball {
  if (rad === 0n) return ball(man, 0n, exp, precision)
  if (exp === Number.POSITIVE_INFINITY || radExp === Number.POSITIVE_INFINITY) return wholeLine
  const finer = exp - radExp
  if (finer > 0) {
    // The radius is finer than the unit: lengthen the midpoint as far as the precision goes.
    const shift = man === 0n ? finer : Math.min(finer, Math.max(0, precision + 2 - bits(man)))
    const rest = finer - shift
    const radius = rest > bits(rad) ? 1n : shiftedUp(rad, rest)
    return man === 0n ? ball(0n, rad, radExp, precision) : ball(man << BigInt(shift), radius, exp - shift, precision)
  }
  const coarser = -finer
  const room = Math.max(0, radiusBits - bits(rad))
  if (coarser <= room) return ball(man, rad << BigInt(coarser), exp, precision)
  // The unit is much finer than the radius: shorten the midpoint.
  const shift = coarser - room
  const cut = shift > bits(man) ? (man < 0n ? -1n : 0n) : man >> BigInt(shift)
  return ball(cut, (rad << BigInt(room)) + 1n, exp + shift, precision)
}

/** The ball with a radius that is larger by rad·2^radExp. */
export function widenBall(b: Ball, rad: bigint, radExp: number, precision: number): Ball {
  if (rad === 0n || b.exp === Number.POSITIVE_INFINITY) return b
  if (b.rad === 0n) return ballAround(b.man, b.exp, rad, radExp, precision)
  const wider = ballAround(0n, 0, rad, radExp, precision)
  return addBalls(b, wider, precision)
}

export function ballFromInteger(n: Integer, precision: number): Ball {
  return ball(toBigInt(n), 0n, 0, precision)
}

export function ballFromRational(r: Rational, precision: number): Ball {
  if (r.den === 1) return ballFromInteger(r.num, precision)
  return divideMidpoints(ball(toBigInt(r.num), 0n, 0, precision + 8), ball(toBigInt(r.den), 0n, 0, precision + 8), precision)
}

/** The ball of all numbers between two ends of balls: it contains both. */
export function hullOfBalls(a: Ball, b: Ball, precision: number): Ball {
  if (a.exp === Number.POSITIVE_INFINITY || b.exp === Number.POSITIVE_INFINITY) return wholeLine
  const work = precision + 4
  const middle = addBalls(midpointOf(a), midpointOf(b), work)
  const half = subtractBalls(midpointOf(a), midpointOf(b), work)
  const center: Ball = { ...middle, exp: middle.exp - 1 }
  // |a - center| <= |a - b| / 2, and each ball reaches its own radius further.
  const reach = [{ ...half, exp: half.exp - 1 }, radiusOf(a), radiusOf(b)]
  return reach.reduce((wide, part) => widenBall(wide, size(part.man) + part.rad, part.exp, precision), center)
}

const midpointOf = (b: Ball): Ball => ({ man: b.man, rad: 0n, exp: b.exp })
const radiusOf = (b: Ball): Ball => ({ man: b.rad, rad: 0n, exp: b.exp })

/** The exact lower end, as a ball of radius 0. */
export function lowerEnd(b: Ball): Ball {
  return { man: b.man - b.rad, rad: 0n, exp: b.exp }
}

/** The exact upper end, as a ball of radius 0. */
export function upperEnd(b: Ball): Ball {
  return { man: b.man + b.rad, rad: 0n, exp: b.exp }
}

/* ---------------------------------------------------------------- arithmetic */

export function negateBall(b: Ball): Ball {
  return { man: -b.man, rad: b.rad, exp: b.exp }
}

export function absoluteBall(b: Ball): Ball {
  if (b.exp === Number.POSITIVE_INFINITY || size(b.man) >= b.rad) return b.man < 0n ? negateBall(b) : b
  return fromZeroTo({ man: size(b.man), rad: b.rad, exp: b.exp })
}

export function addBalls(a: Ball, b: Ball, precision: number): Ball {
  if (a.exp < b.exp) return addBalls(b, a, precision)
  if (a.exp === Number.POSITIVE_INFINITY) return wholeLine
  if (a.man === 0n && a.rad === 0n) return ball(b.man, b.rad, b.exp, precision)
  if (b.man === 0n && b.rad === 0n) return ball(a.man, a.rad, a.exp, precision)
  const shift = a.exp - b.exp
  if (shift <= 2 * precision + 64) {
    const by = BigInt(shift)
    return ball((a.man << by) + b.man, (a.rad << by) + b.rad, b.exp, precision)
  }
  const reach = size(b.man) + b.rad
  if (a.man === 0n || bits(reach) > shift - precision) {
    // b is long, or a is a bare radius: bring both to where b has `precision` bits.
    const short = ball(b.man, b.rad, b.exp, precision)
    if (short.exp > b.exp) return addBalls(a, short, precision)
  }
  // b is below the last bit of a: it only widens.
  const by = Math.min(shift, precision + radiusBits)
  return ball(a.man << BigInt(by), (a.rad << BigInt(by)) + shiftedUp(reach, shift - by), a.exp - by, precision)
}

export function subtractBalls(a: Ball, b: Ball, precision: number): Ball {
  return addBalls(a, negateBall(b), precision)
}

export function multiplyBalls(a: Ball, b: Ball, precision: number): Ball {
  if ((a.man === 0n && a.rad === 0n) || (b.man === 0n && b.rad === 0n)) return zeroBall
  const man = a.man * b.man
  if (a.rad === 0n && b.rad === 0n) return ball(man, 0n, a.exp + b.exp, precision)
  return ball(man, size(a.man) * b.rad + size(b.man) * a.rad + a.rad * b.rad, a.exp + b.exp, precision)
}

/** `undefined` when the divisor may be 0. */
export function divideBalls(a: Ball, b: Ball, precision: number): Ball | undefined {
  if (size(b.man) <= b.rad) return undefined
  if (a.exp === Number.POSITIVE_INFINITY) return wholeLine
  return divideMidpoints(a, b, precision)
}

/** The quotient of balls, the divisor of which is not 0. */
function divideMidpoints(a: Ball, b: Ball, precision: number): Ball {
  if (a.man === 0n && a.rad === 0n) return zeroBall
  const divisor = size(b.man)
  const shift = Math.max(0, precision + 2 + bits(divisor) - bits(a.man))
  const by = BigInt(shift)
  const dividend = a.man << by
  const quotient = dividend / b.man
  let rad = quotient * b.man === dividend ? 0n : 1n
  // |a/b - (a ± r)/(b ± s)| <= (|a|·s + |b|·r) / (|b|·(|b| - s))
  if (a.rad !== 0n || b.rad !== 0n) rad += ((size(a.man) * b.rad + divisor * a.rad) << by) / (divisor * (divisor - b.rad)) + 1n
  return ball(quotient, rad, a.exp - b.exp - shift, precision)
}

/** Twice, half, … a ball: `b · 2^power`. */
export function scaleBall(b: Ball, power: number): Ball {
  return b.man === 0n && b.rad === 0n ? zeroBall : ball(b.man, b.rad, b.exp + power, maxPrecision)
}

/** An integer power, by squaring. 0 to the 0 is 1; `undefined` for a negative power of what may be 0. */
export function powerBall(base: Ball, exponent: Integer, precision: number): Ball | undefined {
  if (exponent < 0) {
    const power = powerBall(base, fromBigInt(-toBigInt(exponent)), precision + 4)
    return power === undefined ? undefined : divideBalls(oneBall, power, precision)
  }
  if (exponent === 0) return oneBall
  if (base.exp === Number.POSITIVE_INFINITY) return wholeLine
  if (base.rad << 8n <= size(base.man)) return powerBySquaring(base, exponent, precision)
  // Of a wide ball take the ends: odd powers increase, and so do even ones from 0 on.
  const even = isEven(exponent)
  const from = even ? absoluteBall(base) : base
  const low = powerBySquaring(lowerEnd(from), exponent, precision)
  const high = powerBySquaring(upperEnd(from), exponent, precision)
  if (low.man !== 0n || low.rad !== 0n) return hullOfBalls(low, high, precision)
  const wide = fromZeroTo(high)
  return ball(wide.man, wide.rad, wide.exp, precision)
}

/** [0, upper end] for an upper end that is not negative. */
function fromZeroTo(end: Ball): Ball {
  const far = end.man + end.rad
  return { man: far, rad: far, exp: end.exp - 1 }
}

function powerBySquaring(base: Ball, exponent: Integer, precision: number): Ball {
  // Each rounding is doubled by every later squaring: one more bit for each bit of the exponent.
  const length = bitLength(exponent)
  if (length > precision + 4096) return wholeLineUnlessUnit(base, exponent)
  const work = precision + length + 4
  let power = base
  const digits = exponent.toString(2)
  for (let at = 1; at < length; at++) {
    power = multiplyBalls(power, power, work)
    if (digits.charCodeAt(at) === 49) power = multiplyBalls(power, base, work)
    if (power.exp === Number.POSITIVE_INFINITY) return wholeLine
  }
  return ball(power.man, power.rad, power.exp, precision)
}

function wholeLineUnlessUnit(base: Ball, exponent: Integer): Ball {
  if (base.rad !== 0n) return wholeLine
  if (base.man === 0n) return zeroBall
  if (compareDyadics(size(base.man), base.exp, 1n, 0) !== 0) return wholeLine
  return base.man > 0n || isEven(exponent) ? oneBall : negateBall(oneBall)
}

/** `undefined` when the ball reaches below 0. */
export function sqrtBall(b: Ball, precision: number): Ball | undefined {
  return rootBall(b, 2, precision)
}

/** The largest degree whose root is taken of an integer; logarithms serve larger ones. */
export const maxRootDegree = 24

/**
 * The real k-th root for 1 <= k <= `maxRootDegree`; odd roots are odd functions. `undefined` for an even root of a ball that
 * reaches below 0, and for larger degrees.
 */
export function rootBall(b: Ball, k: number, precision: number): Ball | undefined {
  if (k > maxRootDegree || k < 1 || b.exp === Number.POSITIVE_INFINITY) return undefined
  if (k === 1) return ball(b.man, b.rad, b.exp, precision)
  if (b.man < 0n && k % 2 === 1) {
    const root = rootBall(negateBall(b), k, precision)
    return root === undefined ? undefined : negateBall(root)
  }
  if (b.rad === 0n) return b.man < 0n ? undefined : rootOfDyadic(b.man, b.exp, k, precision)
  const low = b.man - b.rad
  if (low < 0n && k % 2 === 0) return undefined
  if (b.man > b.rad << 2n) {
    // With s = rad/man < 1/4 the root moves by at most the part 1 - (1 - s)^(1/k) <= 1 - sqrt(1 - s) <= 5/8 s of itself.
    const root = rootOfDyadic(b.man, b.exp, k, precision + 2)
    return widenBall(root, ((root.man + root.rad) * b.rad * 5n) / (b.man * 8n) + 1n, root.exp, precision)
  }
  const lower = low < 0n ? negateBall(rootOfDyadic(-low, b.exp, k, precision)) : rootOfDyadic(low, b.exp, k, precision)
  return hullOfBalls(lower, rootOfDyadic(b.man + b.rad, b.exp, k, precision), precision)
}

/** The root of man·2^exp >= 0: of an integer with k times the bits, rounded down. */
function rootOfDyadic(man: bigint, exp: number, k: number, precision: number): Ball {
  if (man === 0n) return zeroBall
  let shift = Math.max(0, k * (precision + 2) - bits(man))
  const rest = (exp - shift) % k
  shift += rest < 0 ? rest + k : rest
  const radicand = man << BigInt(shift)
  const root = toBigInt(floorRoot(fromBigInt(radicand), k))
  return ball(root, root ** BigInt(k) === radicand ? 0n : 1n, (exp - shift) / k, precision)
}

/* ---------------------------------------------------------------- what balls prove */

/** Sign of m·2^e - n·2^f, without shifting further than the mantissas are long. */
export function compareDyadics(m: bigint, e: number, n: bigint, f: number): -1 | 0 | 1 {
  const left = m < 0n ? -1 : m > 0n ? 1 : 0
  const right = n < 0n ? -1 : n > 0n ? 1 : 0
  if (left !== right || left === 0) return left < right ? -1 : left > right ? 1 : 0
  const above = bits(m) + e - (bits(n) + f)
  if (above !== 0) return above > 0 === left > 0 ? 1 : -1
  const a = e > f ? m << BigInt(e - f) : m
  const b = f > e ? n << BigInt(f - e) : n
  return a < b ? -1 : a > b ? 1 : 0
}

/** Every number of a is below every number of b. */
export function certainlyLess(a: Ball, b: Ball): boolean {
  if (a.exp === Number.POSITIVE_INFINITY || b.exp === Number.POSITIVE_INFINITY) return false
  return compareDyadics(a.man + a.rad, a.exp, b.man - b.rad, b.exp) < 0
}

/**
 * The balls have no number in common.
 *
 * @example
 * const third = ballFromRational({ num: 1, den: 3 }, 64)
 * certainlyDiffer(third, ballFromRational({ num: 333333333333, den: 1000000000000 }, 64)) // true
 * certainlyDiffer(multiplyBalls(third, ballFromInteger(3, 64), 64), oneBall) // false
 */
export function certainlyDiffer(a: Ball, b: Ball): boolean {
  return certainlyLess(a, b) || certainlyLess(b, a)
}

/** The balls have a number in common: nothing is proved. */
export function mayBeEqual(a: Ball, b: Ball): boolean {
  return !certainlyDiffer(a, b)
}

export function certainlyPositive(b: Ball): boolean {
  return b.man > b.rad && b.exp !== Number.POSITIVE_INFINITY
}

export function certainlyNegative(b: Ball): boolean {
  return -b.man > b.rad && b.exp !== Number.POSITIVE_INFINITY
}

export function certainlyNonNegative(b: Ball): boolean {
  return b.man >= b.rad && b.exp !== Number.POSITIVE_INFINITY
}

export function containsZero(b: Ball): boolean {
  return size(b.man) <= b.rad
}

/** The sign of every number of the ball; 0 only for exactly 0, `undefined` when it is not known. */
export function signOfBall(b: Ball): -1 | 0 | 1 | undefined {
  if (b.man > b.rad) return 1
  if (-b.man > b.rad) return -1
  return b.man === 0n && b.rad === 0n ? 0 : undefined
}

/** The order of all numbers of a and b; 0 only for two equal exact dyadics, `undefined` when it is not known. */
export function compareBalls(a: Ball, b: Ball): -1 | 0 | 1 | undefined {
  if (a.exp === Number.POSITIVE_INFINITY || b.exp === Number.POSITIVE_INFINITY) return undefined
  if (a.rad === 0n && b.rad === 0n) return compareDyadics(a.man, a.exp, b.man, b.exp)
  return certainlyLess(a, b) ? -1 : certainlyLess(b, a) ? 1 : undefined
}

/** Sign of m·2^e - r. */
export function compareDyadicWithRational(m: bigint, e: number, r: Rational): -1 | 0 | 1 {
  const num = toBigInt(r.num)
  const den = toBigInt(r.den)
  // |r| is in (2^(bits num - bits den - 1), 2^(bits num - bits den + 1)): far apart needs no multiplication.
  const above = bits(m) + e - (bits(num) - bits(den))
  if (m !== 0n && num !== 0n && (above > 3 || above < -3)) return above > 0 ? (m > 0n ? 1 : -1) : num > 0n ? -1 : 1
  return compareDyadics(m * den, e, num, 0)
}

export function containsRational(b: Ball, r: Rational): boolean {
  if (b.exp === Number.POSITIVE_INFINITY) return true
  return compareDyadicWithRational(b.man - b.rad, b.exp, r) <= 0 && compareDyadicWithRational(b.man + b.rad, b.exp, r) >= 0
}

/** How the ball lies to a rational; `undefined` when it contains it and more. 0 only when it is exactly r. */
export function compareBallWithRational(b: Ball, r: Rational): -1 | 0 | 1 | undefined {
  if (b.exp === Number.POSITIVE_INFINITY) return undefined
  const lower = compareDyadicWithRational(b.man - b.rad, b.exp, r)
  if (lower > 0 || b.rad === 0n) return lower
  return compareDyadicWithRational(b.man + b.rad, b.exp, r) < 0 ? -1 : undefined
}

/** Every number x of the ball has |x| < 2^magnitude; `-Infinity` for exactly 0. */
export function upperMagnitude(b: Ball): number {
  const far = size(b.man) + b.rad
  return far === 0n ? Number.NEGATIVE_INFINITY : bits(far) + b.exp
}

/** Every number x of the ball has |x| >= 2^magnitude; `-Infinity` when it contains 0. */
export function lowerMagnitude(b: Ball): number {
  const near = size(b.man) - b.rad
  return near <= 0n || b.exp === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : bits(near) - 1 + b.exp
}

/** How many leading bits are right: `Infinity` for an exact ball, 0 or less when it contains 0. */
export function relativeAccuracyBits(b: Ball): number {
  if (b.rad === 0n) return Number.POSITIVE_INFINITY
  return b.exp === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : bits(b.man) - bits(b.rad)
}

/** The floor of every number of the ball, if it is one; `undefined` also where it has more than `maxPowerBits` bits. */
export function floorOfBall(b: Ball): Integer | undefined {
  if (b.exp > maxPowerBits) return undefined
  const lower = floorOfDyadic(b.man - b.rad, b.exp)
  return b.rad === 0n || lower === floorOfDyadic(b.man + b.rad, b.exp) ? fromBigInt(lower) : undefined
}

function floorOfDyadic(man: bigint, exp: number): bigint {
  if (exp >= 0) return man << BigInt(exp)
  return -exp > bits(man) ? (man < 0n ? -1n : 0n) : man >> BigInt(-exp)
}

/** The midpoint as a rational; `undefined` where its exponent is beyond ±`maxPowerBits`. */
export function midpointOfBall(b: Ball): Rational | undefined {
  if (b.exp > maxPowerBits || b.exp < -maxPowerBits) return undefined
  if (b.exp >= 0) return { num: fromBigInt(b.man << BigInt(b.exp)), den: 1 }
  return rational(fromBigInt(b.man), fromBigInt(1n << BigInt(-b.exp)))
}
