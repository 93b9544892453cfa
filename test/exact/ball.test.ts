import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as B from '../../src/exact/ball.ts'
import { certainDigits, midpointText } from '../../src/exact/ball-text.ts'
import * as Q from '../../src/exact/rational.ts'
import { ballCases, rationals } from './arbitrary.ts'

const precisions = fc.integer({ min: 8, max: 160 })
const cases = ballCases(300)

describe('balls contain the exact value', () => {
  it('of sums, products and quotients', () => {
    fc.assert(
      fc.property(cases, cases, precisions, (a, b, p) => {
        expect(B.containsRational(a.ball, a.inside)).toBe(true)
        expect(B.containsRational(B.addBalls(a.ball, b.ball, p), Q.add(a.inside, b.inside))).toBe(true)
        expect(B.containsRational(B.subtractBalls(a.ball, b.ball, p), Q.subtract(a.inside, b.inside))).toBe(true)
        expect(B.containsRational(B.multiplyBalls(a.ball, b.ball, p), Q.multiply(a.inside, b.inside))).toBe(true)
        const quotient = B.divideBalls(a.ball, b.ball, p)
        expect(quotient === undefined).toBe(B.containsZero(b.ball))
        if (quotient) expect(B.containsRational(quotient, Q.divide(a.inside, b.inside))).toBe(true)
        const hull = B.hullOfBalls(a.ball, b.ball, p)
        expect(B.containsRational(hull, a.inside) && B.containsRational(hull, b.inside)).toBe(true)
        expect(B.containsRational(B.widenBall(a.ball, b.ball.rad, b.ball.exp, p), a.inside)).toBe(true)
        expect(B.containsRational(B.absoluteBall(a.ball), Q.absolute(a.inside))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
  it('of powers and roots', () => {
    fc.assert(
      fc.property(ballCases(40), fc.integer({ min: -7, max: 7 }), precisions, (a, k, p) => {
        const power = B.powerBall(a.ball, k, p)
        // A quotient is unknown only where the ball holds 0, or its ends, to the power, are further apart than the bits of a radius or of the precision.
        const spread = B.upperMagnitude(a.ball) - B.lowerMagnitude(a.ball)
        if (power === undefined) expect(k < 0 && (B.containsZero(a.ball) || -k * spread >= Math.min(p, 30))).toBe(true)
        else expect(B.containsRational(power, Q.power(a.inside, k))).toBe(true)
        if (power !== undefined && k % 2 === 0) expect(B.certainlyNegative(power)).toBe(false)
        if (k < 2) return
        const cut = B.rootBall(B.powerBall(a.ball, k, 600) as B.Ball, k, p)
        if (cut === undefined) return
        expect(B.containsRational(cut, k % 2 === 0 ? Q.absolute(a.inside) : a.inside)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
  it('of rationals', () => {
    fc.assert(
      fc.property(rationals, precisions, (r, p) => {
        const b = B.ballFromRational(r, p)
        expect(B.containsRational(b, r)).toBe(true)
        expect(B.relativeAccuracyBits(b)).toBeGreaterThanOrEqual(p - 4)
      }),
    )
  })
  it('and prove only what is true', () => {
    fc.assert(
      fc.property(cases, cases, (a, b) => {
        const order = Q.compareRationals(a.inside, b.inside)
        if (B.certainlyLess(a.ball, b.ball)) expect(order).toBe(-1)
        if (order === 0) expect(B.mayBeEqual(a.ball, b.ball)).toBe(true)
        expect(B.certainlyDiffer(a.ball, b.ball)).toBe(B.certainlyDiffer(b.ball, a.ball))
        const known = B.compareBalls(a.ball, b.ball)
        if (known !== undefined) expect(known).toBe(order)
        const sign = Q.sign(a.inside)
        if (B.certainlyPositive(a.ball)) expect(sign).toBe(1)
        if (B.certainlyNegative(a.ball)) expect(sign).toBe(-1)
        if (sign === 0) expect(B.containsZero(a.ball)).toBe(true)
        expect([undefined, sign]).toContain(B.signOfBall(a.ball))
        expect([undefined, order]).toContain(B.compareBallWithRational(a.ball, b.inside))
        const floor = B.floorOfBall(a.ball)
        if (floor !== undefined) expect(floor).toBe(Q.floorOf(a.inside))
        const size = Q.absolute(a.inside)
        const [low, high] = [B.lowerMagnitude(a.ball), B.upperMagnitude(a.ball)]
        if (Number.isFinite(low)) expect(Q.compareRationals(size, Q.power(Q.TWO, low))).not.toBe(-1)
        if (Number.isFinite(high)) expect(Q.compareRationals(size, Q.power(Q.TWO, high))).toBe(-1)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('exact dyadics', () => {
  it('stay exact', () => {
    const three = B.ballFromInteger(3, 64)
    expect(B.relativeAccuracyBits(B.multiplyBalls(three, B.ballFromRational(Q.HALF, 64), 64))).toBe(Number.POSITIVE_INFINITY)
    expect(
      B.compareBalls(B.sqrtBall(B.ballFromRational(Q.rational(9, 4), 64), 64) as B.Ball, B.ballFromRational(Q.rational(3, 2), 64)),
    ).toBe(0)
    expect(B.signOfBall(B.subtractBalls(three, three, 64))).toBe(0)
  })
})

describe('sizes without end', () => {
  const power = (base: number, exponent: number): B.Ball => B.powerBall(B.ballFromInteger(base, 64), exponent, 64) as B.Ball
  it('are short', () => {
    expect(power(2, 1e9).man.toString(2).length).toBeLessThanOrEqual(64)
    expect(B.certainlyLess(power(2, 1e9), power(2, 1e9 + 1))).toBe(true)
    expect(B.certainlyLess(power(3, 1e9), power(2, 1.6e9))).toBe(true)
    expect(B.certainlyLess(power(2, 1_584_962_500), power(3, 1e9))).toBe(true)
    expect(B.certainlyDiffer(power(2, -1e9), B.zeroBall)).toBe(true)
    expect(B.addBalls(power(2, 1e9), B.oneBall, 64).exp).toBeGreaterThan(1e8)
  })
  it('beyond 2^50 nothing is known, or nothing but a bound', () => {
    const huge = B.powerBall(power(2, 1e9), 1e9, 64) as B.Ball
    expect(huge).toEqual(B.wholeLine)
    const tiny = B.powerBall(power(2, -1e9), 1e9, 64) as B.Ball
    expect(B.containsZero(tiny)).toBe(true)
    expect(B.certainlyLess(tiny, power(2, -1e9))).toBe(true)
    for (const b of [
      B.addBalls(huge, tiny, 64),
      B.multiplyBalls(huge, B.oneBall, 64),
      B.divideBalls(huge, B.oneBall, 64),
      B.negateBall(huge),
      B.absoluteBall(huge),
    ])
      expect(B.containsRational(b as B.Ball, Q.integer(-5))).toBe(true)
    expect(B.multiplyBalls(huge, B.zeroBall, 64)).toEqual(B.zeroBall)
    expect([B.certainlyPositive(huge), B.certainlyNegative(huge), B.certainlyLess(B.zeroBall, huge), B.floorOfBall(huge)]).toEqual([
      false,
      false,
      false,
      undefined,
    ])
    const [minusOne, exponent] = [B.ballFromInteger(-1, 64), 10n ** 5000n]
    expect(B.powerBall(minusOne, exponent, 64)).toEqual(B.oneBall)
    expect(B.powerBall(minusOne, exponent + 1n, 64)).toEqual(minusOne)
  })
})

describe('texts of balls', () => {
  it.each([
    [3n, 100000, '2.9970062790431535238e30103'],
    [-7n, -123456, '-7.690478237848158242e-37164'],
    [1n, 1e9, '4.6129760011690693931e301029995'],
    [1n, -1e9, '2.1677979676169340022e-301029996'],
    [12345678901234567890n, 1e12, '1.1822523636180919991e301029995683'],
    [5n, -1, '2.5'],
  ])('%s·2^%s is %s', (man, exp, text) => expect(midpointText({ man, rad: 0n, exp }, 20)).toBe(text))
  it('show certain digits only', () => {
    expect(certainDigits({ man: 1000n, rad: 1n, exp: 0 }, 20)).toBe('1000')
    expect(certainDigits({ man: 1000n, rad: 900n, exp: 0 }, 20)).toBe(undefined)
    expect(certainDigits(B.ballFromRational(Q.rational(2, 3), 40), 20)).toBe('0.66666666667')
    expect(midpointText(B.wholeLine, 5)).toBe('?')
  })
})
