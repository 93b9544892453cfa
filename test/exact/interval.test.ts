import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballFromRational } from '../../src/exact/ball.ts'
import { fromBigInt } from '../../src/exact/integer.ts'
import * as I from '../../src/exact/interval.ts'
import * as Q from '../../src/exact/rational.ts'
import { ballCases, rationals, smallRationals } from './arbitrary.ts'

/** The exact value of a double. */
function exactly(x: number): Q.Rational {
  let scale = 0
  while (!Number.isInteger(x)) {
    x *= 2
    scale++
  }
  return Q.rational(fromBigInt(BigInt(x)), fromBigInt(1n << BigInt(scale)))
}
function holds(interval: I.Interval | undefined, r: Q.Rational): boolean {
  if (interval === undefined) return false
  const { low, high } = interval
  const fromBelow = low === Number.NEGATIVE_INFINITY || Q.compareRationals(exactly(low), r) <= 0
  return fromBelow && (high === Number.POSITIVE_INFINITY || Q.compareRationals(r, exactly(high)) <= 0)
}

describe('intervals of doubles contain the exact value', () => {
  it('of arithmetic', () => {
    fc.assert(
      fc.property(rationals, rationals, smallRationals, (r, s, t) => {
        const [a, b] = [I.intervalFromRational(r), I.addIntervals(I.intervalFromRational(s), I.intervalFromRational(t))]
        const u = Q.add(s, t)
        expect(holds(a, r) && holds(b, u)).toBe(true)
        expect(holds(I.negateInterval(b), Q.negate(u))).toBe(true)
        expect(holds(I.subtractIntervals(a, b), Q.subtract(r, u))).toBe(true)
        expect(holds(I.multiplyIntervals(a, b), Q.multiply(r, u))).toBe(true)
        const quotient = I.divideIntervals(a, b)
        if (quotient) expect(holds(quotient, Q.divide(r, u))).toBe(true)
        if (I.certainlyBelow(a, b)) expect(Q.compareRationals(r, u)).toBe(-1)
        if (I.certainlyApart(a, b)) expect(Q.equalRationals(r, u)).toBe(false)
        expect([undefined, Q.sign(u)]).toContain(I.signOfInterval(b))
      }),
      { numRuns: 1000 },
    )
  })
  it('of powers, roots and balls', () => {
    fc.assert(
      fc.property(smallRationals, fc.integer({ min: -5, max: 6 }), ballCases(20), (r, k, { ball, inside }) => {
        const a = I.intervalFromRational(r)
        if (k >= 0 || r.num !== 0) expect(holds(I.powerInterval(a, k), Q.power(r, k))).toBe(true)
        expect(holds(I.sqrtInterval(I.intervalFromRational(Q.multiply(r, r))) ?? I.everything, Q.absolute(r))).toBe(true)
        const wide = I.intervalFromBall(ball)
        expect(holds(wide, inside)).toBe(true)
        if (k >= 0) expect(holds(I.powerInterval(wide, k), Q.power(inside, k))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('edges of doubles', () => {
  const size = (n: number): Q.Rational => Q.power(Q.TWO, n)
  it('overflow to infinite ends and stay true next to 0', () => {
    const huge = I.intervalFromRational(size(1023))
    expect(I.multiplyIntervals(huge, huge).high).toBe(Number.POSITIVE_INFINITY)
    expect(Number.isFinite(I.multiplyIntervals(huge, huge).low)).toBe(true)
    expect(I.subtractIntervals(I.everything, I.everything)).toEqual(I.everything)
    const tiny = I.intervalFromRational(size(-900))
    const square = I.multiplyIntervals(tiny, tiny)
    expect(square.low <= 0 && square.high > 0).toBe(true)
    expect(holds(I.intervalFromRational(size(-1050)), size(-1050))).toBe(true)
    expect(holds(I.intervalFromRational(size(2000)), size(2000))).toBe(true)
    expect(I.intervalFromBall(ballFromRational(size(-3000), 64))).toEqual(I.everything)
  })
  it('has no quotient by 0 and no root below', () => {
    const around = { low: -1, high: 1 }
    expect([I.divideIntervals(around, around), I.sqrtInterval(around), I.powerInterval(around, -2)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  it('tells near numbers apart', () => {
    const root = I.sqrtInterval(I.intervalFromInteger(2)) as I.Interval
    expect(I.certainlyApart(root, I.intervalFromRational(Q.rational(99, 70)))).toBe(true)
    expect(I.certainlyApart(I.multiplyIntervals(root, root), I.intervalFromInteger(2))).toBe(false)
    expect(root.high - root.low < 1e-15).toBe(true)
  })
})
