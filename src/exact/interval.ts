/**
 * Rigorous intervals of doubles: the cheap filter in front of balls.
 *
 * `+ - * /` and `sqrt` of doubles are rounded to nearest, so the true value lies less than one unit in the last place away. Each
 * end is moved outwards by at least that much: by |x|·2^-52, which is one to two units, and by the smallest double, which is
 * one unit where doubles get scarce next to 0. An overflow gives an infinite end. So disjoint intervals prove that two
 * numbers differ; overlapping ones prove nothing, and the ends are no values to print.
 */
import type { Ball } from './ball.ts'
import { bitLength, type Integer } from './integer.ts'
import type { Rational } from './rational.ts'

/** low <= x <= high; ends may be infinite, and are never NaN. */
export interface Interval {
  readonly low: number
  readonly high: number
}

const epsilon = 2.220446049250313e-16
const smallest = Number.MIN_VALUE
const largest = Number.MAX_VALUE

const below = (x: number): number => (x > largest ? largest : x - ((x < 0 ? -x : x) * epsilon + smallest))
const above = (x: number): number => (x < -largest ? -largest : x + ((x < 0 ? -x : x) * epsilon + smallest))

export const everything: Interval = Object.freeze({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY })

/** The interval with outward rounded ends; everything when an end is not known. */
function outward(low: number, high: number): Interval {
  return low <= high ? { low: below(low), high: above(high) } : everything
}

export function intervalFromInteger(n: Integer): Interval {
  if (typeof n === 'number') return { low: n, high: n }
  return outward(Number(n), Number(n))
}

export function intervalFromRational(r: Rational): Interval {
  if (r.den === 1) return intervalFromInteger(r.num)
  // Three roundings, of relative size 2^-53: two steps outwards are four.
  if (bitLength(r.num) > 1000 || bitLength(r.den) > 1000)
    return r.num > 0 ? { low: 0, high: everything.high } : { low: everything.low, high: 0 }
  const quotient = Number(r.num) / Number(r.den)
  return { low: below(below(quotient)), high: above(above(quotient)) }
}

/** `everything` where the ball may be out of the range of doubles. */
export function intervalFromBall(b: Ball): Interval {
  if (b.exp < -1000 || bitLength(b.man) + b.exp > 900 || bitLength(b.man) > 900 || bitLength(b.rad) > 900)
    return b.man === 0n && b.rad === 0n ? { low: 0, high: 0 } : everything
  const low = scaledDouble(b.man - b.rad, b.exp)
  const high = scaledDouble(b.man + b.rad, b.exp)
  return outward(low, high)
}

/** man·2^exp: a power of two does not round, unless the result is tiny or infinite. */
function scaledDouble(man: bigint, exp: number): number {
  let value = Number(man)
  for (; exp > 0; exp--) value *= 2
  for (; exp < 0 && value !== 0; exp++) value /= 2
  return value
}

export function negateInterval(a: Interval): Interval {
  return { low: -a.high, high: -a.low }
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return outward(a.low + b.low, a.high + b.high)
}

export function subtractIntervals(a: Interval, b: Interval): Interval {
  return outward(a.low - b.high, a.high - b.low)
}

export function multiplyIntervals(a: Interval, b: Interval): Interval {
  if (a.low >= 0 && b.low >= 0) return outward(a.low * b.low, product(a.high, b.high))
  const [p, q, r, s] = [product(a.low, b.low), product(a.low, b.high), product(a.high, b.low), product(a.high, b.high)]
  return outward(Math.min(p, q, r, s), Math.max(p, q, r, s))
}

/** Where one factor is 0 and the other one infinite, the numbers themselves are finite, and the product is 0. */
const product = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y)

/** `undefined` when the divisor may be 0. */
export function divideIntervals(a: Interval, b: Interval): Interval | undefined {
  if (b.low <= 0 && b.high >= 0) return undefined
  return multiplyIntervals(a, outward(1 / b.high, 1 / b.low))
}

/** `undefined` when the interval reaches below 0. */
export function sqrtInterval(a: Interval): Interval | undefined {
  if (a.low < 0) return undefined
  return { low: Math.max(0, below(Math.sqrt(a.low))), high: above(Math.sqrt(a.high)) }
}

/** An integer power; `undefined` for a negative power of what may be 0. */
export function powerInterval(a: Interval, exponent: number): Interval | undefined {
  if (exponent < 0) {
    const power = powerInterval(a, -exponent)
    return power && divideIntervals({ low: 1, high: 1 }, power)
  }
  if (a.high < 0 || (a.low < 0 && exponent % 2 === 0)) {
    const size = { low: a.high < 0 ? -a.high : 0, high: Math.max(-a.low, a.high) }
    const power = powerInterval(size, exponent)
    return power && (exponent % 2 === 0 ? power : negateInterval(power))
  }
  if (a.low < 0) {
    const [down, up] = [powerInterval({ low: 0, high: -a.low }, exponent), powerInterval({ low: 0, high: a.high }, exponent)]
    return down && up && { low: -down.high, high: up.high }
  }
  let power: Interval = { low: 1, high: 1 }
  let square = a
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = multiplyIntervals(power, square)
    if (left > 1) square = multiplyIntervals(square, square)
  }
  return { low: Math.max(0, power.low), high: power.high }
}

/** The intervals have no number in common. */
export function certainlyApart(a: Interval, b: Interval): boolean {
  return a.high < b.low || b.high < a.low
}

/** Every number of a is below every number of b. */
export function certainlyBelow(a: Interval, b: Interval): boolean {
  return a.high < b.low
}

/** The sign of every number of the interval; 0 only for exactly 0, `undefined` when it is not known. */
export function signOfInterval(a: Interval): -1 | 0 | 1 | undefined {
  return a.low > 0 ? 1 : a.high < 0 ? -1 : a.low === 0 && a.high === 0 ? 0 : undefined
}
