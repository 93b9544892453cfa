import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Q from '../../src/exact/rational.ts'
import { rationals } from './arbitrary.ts'

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

/** Lowest terms and a positive denominator, and the value as a pair of bigints. */
function pair(r: Q.Rational): readonly [bigint, bigint] {
  const num = BigInt(r.num)
  const den = BigInt(r.den)
  expect(Object.is(r.num, -0)).toBe(false)
  expect(den > 0n && gcd(num, den) === 1n).toBe(true)
  for (const part of [r.num, r.den])
    expect(typeof part === 'number').toBe(Number.isSafeInteger(Number(part)) && BigInt(Number(part)) === BigInt(part))
  return [num, den]
}
/** Whether r is n/d. */
const is = (r: Q.Rational, n: bigint, d: bigint): boolean => {
  const [num, den] = pair(r)
  return num * d === den * n
}

describe('rationals agree with fractions of bigints', () => {
  it('in arithmetic', () => {
    fc.assert(
      fc.property(rationals, rationals, (r, s) => {
        const [a, b] = pair(r)
        const [c, d] = pair(s)
        expect(is(Q.add(r, s), a * d + c * b, b * d)).toBe(true)
        expect(is(Q.subtract(r, s), a * d - c * b, b * d)).toBe(true)
        expect(is(Q.multiply(r, s), a * c, b * d)).toBe(true)
        if (c !== 0n) expect(is(Q.divide(r, s), a * d, b * c)).toBe(true)
        const difference = a * d - c * b
        expect(Q.compareRationals(r, s)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0)
        expect(Q.equalRationals(r, s)).toBe(difference === 0n)
        expect(Q.lesser(r, s)).toEqual(difference <= 0n ? r : s)
        expect(Q.greater(r, s)).toEqual(difference >= 0n ? r : s)
      }),
      { numRuns: 1000 },
    )
  })
  it('in rounding, powers and text', () => {
    fc.assert(
      fc.property(rationals, fc.integer({ min: 0, max: 5 }), (r, k) => {
        const [a, b] = pair(r)
        const floor = BigInt(Q.floorOf(r))
        expect(floor * b <= a && (floor + 1n) * b > a).toBe(true)
        const ceiling = BigInt(Q.ceilingOf(r))
        expect(ceiling * b >= a && (ceiling - 1n) * b < a).toBe(true)
        const nearest = BigInt(Q.nearestInteger(r))
        const distance = 2n * (nearest * b - a)
        expect(distance <= b && distance >= -b).toBe(true)
        expect(is(Q.fractionalPart(r), a - floor * b, b)).toBe(true)
        expect(is(Q.power(r, k), a ** BigInt(k), b ** BigInt(k))).toBe(true)
        if (a !== 0n) expect(Q.power(r, -k)).toEqual(Q.inverse(Q.power(r, k)))
        if (k % 2 === 1) expect(Q.nthRoot(Q.power(r, k), k)).toEqual(r)
        if (k === 2) expect(Q.nthRoot(Q.power(r, k), k)).toEqual(Q.absolute(r))
        expect(Q.rationalFromText(Q.rationalToText(r))).toEqual(r)
      }),
      { numRuns: 600 },
    )
  })
})

describe('edges of rationals', () => {
  it('rounds halves away from 0', () => {
    expect([1, -1, 3, -3].map(n => Q.nearestInteger(Q.rational(n, 2)))).toEqual([1, -1, 2, -2])
  })
  it('refuses division by 0', () => {
    expect(() => Q.rational(1, 0)).toThrow(RangeError)
    expect(() => Q.divide(Q.ONE, Q.ZERO)).toThrow(RangeError)
    expect(() => Q.power(Q.ZERO, -1)).toThrow(RangeError)
    expect(Q.power(Q.ZERO, 0)).toEqual(Q.ONE)
    expect(Q.rational(0, -7)).toEqual(Q.ZERO)
  })
  it('reads only what it writes', () => {
    expect(Q.rationalToText(Q.rational(-6, 4))).toBe('-3/2')
    expect(Q.rationalFromText('6/4')).toEqual({ num: 3, den: 2 })
    for (const text of ['', '/', '1/', '/2', '1/0', '1/2/3', '0.5', 'x']) expect(Q.rationalFromText(text)).toBe(undefined)
  })
  it('has roots only where they are exact', () => {
    expect(Q.nthRoot(Q.rational(9, 4), 2)).toEqual({ num: 3, den: 2 })
    expect(Q.nthRoot(Q.rational(9, 5), 2)).toBe(undefined)
    expect(Q.nthRoot(Q.rational(-9, 4), 2)).toBe(undefined)
  })
})
