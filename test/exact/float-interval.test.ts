import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as B from '../../src/exact/ball.ts'
import { readDecimal } from '../../src/exact/decimal.ts'
import * as E from '../../src/exact/elementary.ts'
import * as F from '../../src/exact/float-interval.ts'
import * as Q from '../../src/exact/rational.ts'
import { rationals, smallRationals } from './arbitrary.ts'

const precision = 200
/** The double as the rational that it is. */
const exactly = (x: number): Q.Rational => {
  let den = 1n
  let scaled = x
  for (; !Number.isInteger(scaled); scaled *= 2) den *= 2n
  return Q.rational(BigInt(scaled), den)
}
/** Whether a ball, which holds the true value, meets the interval, and how wide the interval is beside it. */
const holds = (interval: F.FloatInterval, ball: B.Ball): boolean => {
  const middle = B.midpointOfBall(ball) as Q.Rational
  const slack = Q.rational(1, 10n ** 45n)
  return (
    Q.compareRationals(exactly(interval.lo), Q.add(middle, slack)) <= 0 &&
    Q.compareRationals(Q.subtract(middle, slack), exactly(interval.hi)) <= 0
  )
}
const narrow = (interval: F.FloatInterval, ulps: number): boolean =>
  interval.hi - interval.lo <= ulps * Number.EPSILON * Math.max(Math.abs(interval.lo), Math.abs(interval.hi), 1e-300)

const positive = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1000 })).map(([n, d]) => Q.rational(n, d))
const float = (value: Q.Rational): F.FloatInterval => F.floatFromRational(value) as F.FloatInterval
const ball = (value: Q.Rational): B.Ball => B.ballFromRational(value, precision)

describe('intervals of doubles', () => {
  it('holds constants within one unit', () => {
    for (const [interval, value] of [
      [F.piFloat, E.piBall(precision)],
      [F.eFloat, E.eBall(precision)],
      [F.logFloat(float(Q.rational(2, 1))), E.ln2Ball(precision)],
    ] as const) {
      expect(interval && holds(interval, value)).toBe(true)
    }
    expect(narrow(F.piFloat, 2) && narrow(F.eFloat, 2)).toBe(true)
  })

  it('holds every rational, and sums, products and quotients of two', () => {
    fc.assert(
      fc.property(rationals, rationals, (a, b) => {
        const [x, y] = [F.floatFromRational(a), F.floatFromRational(b)]
        if (x === undefined || y === undefined) return
        const pairs: (readonly [F.FloatInterval | undefined, Q.Rational])[] = [
          [x, a],
          [F.addFloats(x, y), Q.add(a, b)],
          [F.multiplyFloats(x, y), Q.multiply(a, b)],
        ]
        if (b.num !== 0) pairs.push([F.divideFloats(x, y), Q.multiply(a, Q.inverse(b))])
        for (const [interval, value] of pairs) {
          if (interval === undefined) continue
          expect(Q.compareRationals(exactly(interval.lo), value)).toBeLessThanOrEqual(0)
          expect(Q.compareRationals(value, exactly(interval.hi))).toBeLessThanOrEqual(0)
        }
      }),
    )
  })

  it('holds roots, whole powers, logarithms and exponentials, and is narrow', () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: 2, max: 12 }), fc.integer({ min: -9, max: 9 }), smallRationals, (x, degree, power, y) => {
        const root = F.rootFloat(float(x), degree) as F.FloatInterval
        expect(holds(root, B.rootBall(ball(x), degree, precision) as B.Ball) && narrow(root, 64)).toBe(true)
        const whole = F.powerFloat(float(x), power)
        if (whole !== undefined && whole.lo > 1e-40 && whole.hi < 1e100) {
          expect(Q.compareRationals(exactly(whole.lo), Q.power(x, power))).toBeLessThanOrEqual(0)
          expect(Q.compareRationals(Q.power(x, power), exactly(whole.hi))).toBeLessThanOrEqual(0)
        }
        const log = F.logFloat(float(x)) as F.FloatInterval
        expect(holds(log, E.logBall(ball(x), precision) as B.Ball)).toBe(true)
        expect(log.hi - log.lo).toBeLessThan(1e-13)
        if (Q.compareRationals(Q.absolute(y), Q.rational(40, 1)) > 0) return
        const exponential = F.expFloat(float(y)) as F.FloatInterval
        expect(holds(exponential, E.expBall(ball(y), precision + 80) as B.Ball) && narrow(exponential, 256)).toBe(true)
      }),
    )
  })

  it('leaves what doubles cannot hold', () => {
    const huge = F.floatFromRational(readDecimal('1e400')?.value as Q.Rational)
    expect(huge).toBeUndefined()
    const large = float(Q.rational(10n ** 300n, 1))
    expect(F.multiplyFloats(large, large)).toBeUndefined()
    expect(F.divideFloats(large, F.addFloats(large, { lo: -large.hi, hi: -large.lo }) as F.FloatInterval)).toBeUndefined()
    expect(F.rootFloat({ lo: -1, hi: 1 }, 2)).toBeUndefined()
    expect(F.logFloat({ lo: 0, hi: 1 })).toBeUndefined()
    expect(F.expFloat({ lo: 1000, hi: 1000 })).toBeUndefined()
  })

  it('tells two numbers apart only when no number is in both', () => {
    expect(F.floatsDiffer({ lo: 1, hi: 2 }, { lo: 2, hi: 3 })).toBe(false)
    expect(F.floatsDiffer({ lo: 1, hi: 2 }, { lo: 2.5, hi: 3 })).toBe(true)
    expect(F.floatsDiffer(float(Q.rational(1, 3)), float(Q.rational(333333333333333, 10n ** 15n)))).toBe(true)
    expect(F.floatsDiffer(float(Q.rational(1, 3)), float(Q.rational(33333333333333333n, 10n ** 17n)))).toBe(false)
  })
})
