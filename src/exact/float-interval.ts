/**
 * Intervals of doubles: rigorous and cheap, where 50 bits are enough to tell two numbers apart.
 *
 * An interval holds the true value at every point of its arguments. Sums, products and quotients of doubles are rounded to
 * nearest on every machine (IEEE 754; ECMA-262, Number::add and the like), so that a step of one unit outwards keeps the
 * bound (U. Kulisch, W. Miranker, "Computer Arithmetic in Theory and Practice", 1981). Logarithms and exponentials are built from
 * these alone: those of `Math` may differ between machines.
 *
 * `undefined` means that there is no value, or that doubles do not tell.
 */
import type { Rational } from './rational.ts'

export interface FloatInterval {
  /** Never above `hi`; both finite. */
  readonly lo: number
  readonly hi: number
}

/** A product by this is below any number that rounds to its argument: 1 - 2^-52. */
const inwards = 1 - Number.EPSILON
const outwards = 1 + Number.EPSILON

/** At most any real that rounds to x. With r = |x|, the real is at least r - 2^-53·r; x·(1 - 2^-52), rounded, lies below that. */
const below = (x: number): number => x * (x > 0 ? inwards : outwards) - Number.MIN_VALUE
const above = (x: number): number => x * (x < 0 ? inwards : outwards) + Number.MIN_VALUE

/** Infinite ends say that doubles do not reach. */
const between = (lo: number, hi: number): FloatInterval | undefined =>
  lo >= -Number.MAX_VALUE && hi <= Number.MAX_VALUE ? { lo, hi } : undefined
const around = (lo: number, hi: number): FloatInterval | undefined => between(below(lo), above(hi))

const exactly = (x: number): FloatInterval => ({ lo: x, hi: x })

/** A number is exact, a bigint rounded to nearest (ECMA-262, Number(bigint)). */
export function floatFromRational({ num, den }: Rational): FloatInterval | undefined {
  if (den === 1 && typeof num === 'number') return exactly(num)
  const top = typeof num === 'number' ? exactly(num) : around(Number(num), Number(num))
  const bottom = typeof den === 'number' ? exactly(den) : around(Number(den), Number(den))
  return top && bottom && divideFloats(top, bottom)
}

export function addFloats(a: FloatInterval, b: FloatInterval): FloatInterval | undefined {
  return around(a.lo + b.lo, a.hi + b.hi)
}

export function multiplyFloats(a: FloatInterval, b: FloatInterval): FloatInterval | undefined {
  if (a.lo >= 0 && b.lo >= 0) return around(a.lo * b.lo, a.hi * b.hi)
  const [p, q, r, s] = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  return around(Math.min(p, q, r, s), Math.max(p, q, r, s))
}

export function divideFloats(a: FloatInterval, b: FloatInterval): FloatInterval | undefined {
  if (b.lo <= 0 && b.hi >= 0) return undefined
  const [p, q, r, s] = [a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi]
  return around(Math.min(p, q, r, s), Math.max(p, q, r, s))
}

/** A whole power, by repeated squaring. */
export function powerFloat(base: FloatInterval, exponent: number): FloatInterval | undefined {
  if (exponent < 0) {
    const power = powerFloat(base, -exponent)
    return power && divideFloats(exactly(1), power)
  }
  let result: FloatInterval | undefined = exactly(1)
  let square: FloatInterval | undefined = base
  for (let rest = exponent; rest > 0 && result !== undefined; rest = Math.floor(rest / 2)) {
    if (square === undefined) return undefined
    if (rest % 2 === 1) result = multiplyFloats(result, square)
    if (rest > 1) square = multiplyFloats(square, square)
  }
  return result
}

/** Roots of a higher degree lose too many bits here. */
const largestDegree = 64

/**
 * The root of a positive number.
 *
 * Whatever s is guessed, the root lies between s and x / s^(n-1), because the geometric mean of s taken n - 1 times and of that
 * quotient is the root.
 */
export function rootFloat(x: FloatInterval, degree: number): FloatInterval | undefined {
  if (!(x.lo > 0) || degree > largestDegree) return undefined
  const lower = rootEnds(x.lo, degree)
  const upper = x.hi === x.lo ? lower : rootEnds(x.hi, degree)
  return lower && upper && between(lower.lo, upper.hi)
}

function rootEnds(x: number, degree: number): FloatInterval | undefined {
  const s = degree === 2 ? Math.sqrt(x) : rootNear(x, degree)
  const power = s === undefined ? undefined : powerFloat(exactly(s), degree - 1)
  const ratio = power && divideFloats(exactly(x), power)
  return ratio && s !== undefined ? between(Math.min(s, ratio.lo), Math.max(s, ratio.hi)) : undefined
}

/** A guess: e^(ln x / n), and one step of Newton's method. */
function rootNear(x: number, degree: number): number | undefined {
  const log = logOf(x)
  const first = log && expOf(log.lo / degree)?.lo
  if (first === undefined) return undefined
  let power = first
  for (let k = 2; k < degree; k++) power *= first
  return first + (x / power - first) / degree
}

/** 2^k, exactly, where it is a double. */
function powerOfTwo(k: number): number {
  let result = 1
  let square = k < 0 ? 0.5 : 2
  for (let rest = Math.abs(k); rest > 0; rest >>= 1) {
    if (rest & 1) result *= square
    square *= square
  }
  return result
}

/** The numbers lie above the doubles nearest to them. */
const fromBelow = (nearest: number): FloatInterval => ({ lo: nearest, hi: above(nearest) })
const ln2 = fromBelow(Math.LN2)
export const piFloat = fromBelow(Math.PI)
export const eFloat = fromBelow(Math.E)

/** The natural logarithm of a positive number. */
export function logFloat(x: FloatInterval): FloatInterval | undefined {
  if (!(x.lo > 0)) return undefined
  const lower = logOf(x.lo)
  const upper = x.hi === x.lo ? lower : logOf(x.hi)
  return lower && upper && between(lower.lo, upper.hi)
}

/** ln(m·2^k) = k·ln 2 + 2·artanh z with z = (m - 1)/(m + 1), |z| < 0.174, and artanh z = z + z³/3 + z⁵/5 + … */
function logOf(x: number): FloatInterval | undefined {
  let m = x
  let k = 0
  for (; m >= 4_294_967_296; m /= 4_294_967_296) k += 32
  for (; m < 1 / 4_294_967_296; m *= 4_294_967_296) k -= 32
  for (; m > 1.42; m /= 2) k++
  for (; m < 0.71; m *= 2) k--
  const z = quotient(around(m - 1, m - 1), around(m + 1, m + 1))
  const square = z && multiplyFloats(z, z)
  if (z === undefined || square === undefined) return undefined
  // Terms from the last to the first; what is left out is below |z|^23 / (23·(1 - z²)) < |z|·2^-56.
  let sum: FloatInterval | undefined = exactly(0)
  for (let n = 21; n >= 1; n -= 2) {
    const term: FloatInterval | undefined = divideFloats(exactly(1), exactly(n))
    sum = sum && multiplyFloats(sum, square)
    sum = sum && term && addFloats(sum, term)
  }
  sum = sum && addFloats(sum, leftOut)
  const artanh = sum && multiplyFloats(sum, z)
  const whole = multiplyFloats(exactly(k), ln2)
  const twice = artanh && multiplyFloats(exactly(2), artanh)
  return whole && twice && addFloats(whole, twice)
}
const leftOut: FloatInterval = { lo: -Number.EPSILON / 16, hi: Number.EPSILON / 16 }
const quotient = (a: FloatInterval | undefined, b: FloatInterval | undefined): FloatInterval | undefined => a && b && divideFloats(a, b)

/** Beyond this, the exponential is not a double of full length. */
const largestLog = 690

/** The exponential. */
export function expFloat(x: FloatInterval): FloatInterval | undefined {
  const lower = expOf(x.lo)
  const upper = x.hi === x.lo ? lower : expOf(x.hi)
  return lower && upper && between(lower.lo, upper.hi)
}

/** e^x = 2^k·e^r with |r| < 0.35, and e^r = 1 + r + r²/2 + … */
function expOf(x: number): FloatInterval | undefined {
  if (!(x < largestLog && x > -largestLog)) return undefined
  const k = Math.round(x / ln2.lo)
  const shift = multiplyFloats(exactly(-k), ln2)
  const r = shift && addFloats(exactly(x), shift)
  if (r === undefined) return undefined
  // From the last term to the first: 1 + r/16 + r²/(16·17) + … lies within 1/32 of 1.
  let sum: FloatInterval | undefined = { lo: 1 - 1 / 32, hi: 1 + 1 / 32 }
  for (let n = 15; n >= 1; n--) {
    const part: FloatInterval | undefined = sum && multiplyFloats(sum, r)
    const divided: FloatInterval | undefined = part && divideFloats(part, exactly(n))
    sum = divided && addFloats(exactly(1), divided)
  }
  return sum && multiplyFloats(sum, exactly(powerOfTwo(k)))
}

/** The two numbers are certainly different. */
export function floatsDiffer(a: FloatInterval, b: FloatInterval): boolean {
  return a.hi < b.lo || b.hi < a.lo
}
