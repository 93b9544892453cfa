/**
 * Intervals are both true and sharp: a coarse one meets a fine one of the same exact argument, and is as narrow as it was asked to
 * be. Arguments lie where digits cancel: beside 0 and ±1, near multiples of π, where radii swallow digits.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as B from '../../src/exact/ball.ts'
import { midpointText } from '../../src/exact/ball-text.ts'
import * as C from '../../src/exact/complex-ball.ts'
import * as E from '../../src/exact/elementary.ts'
import * as F from '../../src/exact/float-interval.ts'
import * as Q from '../../src/exact/rational.ts'
import { ballCases, rationals, smallRationals } from './arbitrary.ts'

type Ball = B.Ball

/** m·2^-e beside a whole number: exact. */
const beside = fc
  .tuple(fc.constantFrom(0, 0, 1, -1, 2, 3, 22, 355), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 90 }))
  .map(([n, m, e]) => Q.add(Q.integer(n), Q.rational(m, 2n ** BigInt(e))))

describe('functions of exact arguments', () => {
  it.each([
    ['exp', E.expBall],
    ['log', E.logBall],
    ['sin', E.sinBall],
    ['cos', E.cosBall],
    ['tan', E.tanBall],
    ['atan', E.atanBall],
    ['asin', E.asinBall],
    ['acos', E.acosBall],
    ['sinh', E.sinhBall],
    ['cosh', E.coshBall],
    ['tanh', E.tanhBall],
    ['asinh', E.asinhBall],
    ['acosh', E.acoshBall],
    ['atanh', E.atanhBall],
    ['sqrt', B.sqrtBall],
    ['cube root', (x: Ball, p: number) => B.rootBall(x, 3, p)],
    ['fifth root', (x: Ball, p: number) => B.rootBall(x, 5, p)],
    ['x^(-2/7)', (x: Ball, p: number) => E.rationalPowerBall(x, Q.rational(-2, 7), p)],
    ['x^x', (x: Ball, p: number) => E.realPowerBall(x, x, p)],
  ] as const)('%s', (_, apply) => {
    fc.assert(
      fc.property(beside, fc.integer({ min: 8, max: 140 }), (r, p) => {
        const x = B.ballFromRational(r, 200)
        const [coarse, fine] = [apply(x, p), apply(x, 500)]
        expect(coarse === undefined).toBe(fine === undefined)
        if (coarse === undefined || fine === undefined) return
        expect(B.mayBeEqual(coarse, fine)).toBe(true)
        expect(B.relativeAccuracyBits(coarse)).toBeGreaterThanOrEqual(p - 8)
      }),
      { numRuns: 120 },
    )
  })
})

describe('balls', () => {
  it('hold what two of them hold, and little more', () => {
    fc.assert(
      fc.property(ballCases(30), ballCases(30), fc.integer({ min: 40, max: 130 }), ({ ball: a }, { ball: b }, p) => {
        const hull = B.hullOfBalls(a, b, p)
        // Neither end of either lies outside.
        for (const end of [B.lowerEnd(a), B.upperEnd(a), B.lowerEnd(b), B.upperEnd(b)]) {
          expect(B.certainlyLess(end, hull) || B.certainlyLess(hull, end)).toBe(false)
        }
        // It is not four times as long as from the lowest to the highest end, beside what the precision cuts off.
        const length = (x: Ball, y: Ball): Ball => B.absoluteBall(B.subtractBalls(B.upperEnd(x), B.lowerEnd(y), 400))
        const far = [length(a, b), length(b, a), length(a, a), length(b, b)].reduce((x, y) => B.addBalls(x, y, 400))
        const cut = B.scaleBall(B.absoluteBall(B.upperEnd(B.absoluteBall(hull))), 4 - p)
        expect(B.certainlyLess(B.addBalls(B.scaleBall(far, 2), cut, 400), length(hull, hull))).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('complex functions on the real axis', () => {
  const real = (x: Ball): C.ComplexBall => ({ re: x, im: B.zeroBall })
  it('agree with the real ones and are as sharp', () => {
    fc.assert(
      fc.property(smallRationals, fc.integer({ min: 30, max: 120 }), (r, p) => {
        const x = B.ballFromRational(r, 300)
        const positive = r.num > 0
        const pairs: (readonly [C.ComplexBall | undefined, Ball | undefined])[] = [
          [C.expComplex(real(x), p), E.expBall(x, 300)],
          [C.sinComplex(real(x), p), E.sinBall(x, 300)],
          [C.cosComplex(real(x), p), E.cosBall(x, 300)],
          [C.tanComplex(real(x), p), E.tanBall(x, 300)],
          [C.sinhComplex(real(x), p), E.sinhBall(x, 300)],
          [C.coshComplex(real(x), p), E.coshBall(x, 300)],
          [C.powerComplex(real(x), 5, p), B.powerBall(x, 5, 300)],
          [C.divideComplex(C.oneComplex, real(x), p), B.divideBalls(B.oneBall, x, 300)],
        ]
        if (positive) {
          pairs.push([C.logComplex(real(x), p), E.logBall(x, 300)])
          pairs.push([C.sqrtComplex(real(x), p), B.sqrtBall(x, 300)])
          pairs.push([C.rationalPowerComplex(real(x), Q.rational(2, 3), p), E.rationalPowerBall(x, Q.rational(2, 3), 300)])
        }
        for (const [complex, value] of pairs) {
          expect(complex === undefined).toBe(value === undefined)
          if (complex === undefined || value === undefined) continue
          expect(B.mayBeEqual(complex.re, value)).toBe(true)
          expect(B.containsZero(complex.im)).toBe(true)
          expect(C.relativeAccuracyBitsComplex(complex)).toBeGreaterThanOrEqual(p - 16)
        }
      }),
      { numRuns: 60 },
    )
  })
  it('have no value where one part has none', () => {
    const zeroIsIn: C.ComplexBall = { re: { man: 0n, rad: 1n, exp: 0 }, im: B.zeroBall }
    expect(C.divideComplex(C.oneComplex, zeroIsIn, 64)).toBe(undefined)
    expect(C.powerComplex(zeroIsIn, -1, 64)).toBe(undefined)
    expect(C.logComplex(zeroIsIn, 64)).toBe(undefined)
  })
})

describe('intervals of doubles with two ends', () => {
  const float = (value: Q.Rational): F.FloatInterval => F.floatFromRational(value) as F.FloatInterval
  const dyadic = (x: number): Q.Rational => {
    let den = 1n
    for (; !Number.isInteger(x); x *= 2) den *= 2n
    return Q.rational(BigInt(x), den)
  }
  it('hold the values of both ends', () => {
    fc.assert(
      fc.property(smallRationals, fc.integer({ min: 1, max: 40 }), (low, width) => {
        const ends = [low, Q.add(low, Q.integer(width))] as const
        const [lo, hi] = [float(ends[0]).lo, float(ends[1]).hi]
        for (const [apply, exact] of [
          [F.expFloat, E.expBall],
          [F.logFloat, E.logBall],
          [(x: F.FloatInterval) => F.rootFloat(x, 3), (x: Ball, p: number) => B.rootBall(x, 3, p)],
          [(x: F.FloatInterval) => F.powerFloat(x, 3), (x: Ball, p: number) => B.powerBall(x, 3, p)],
        ] as const) {
          const wide = apply({ lo, hi })
          if (wide === undefined) continue
          for (const end of ends) {
            const value = exact(B.ballFromRational(end, 200), 120) as Ball
            expect(B.compareBallWithRational(value, dyadic(wide.lo))).not.toBe(-1)
            expect(B.compareBallWithRational(value, dyadic(wide.hi))).not.toBe(1)
          }
        }
      }),
    )
  })
  it('have no value when one end has none', () => {
    expect(F.expFloat({ lo: 0, hi: 1000 })).toBe(undefined)
    expect(F.expFloat({ lo: -1000, hi: 0 })).toBe(undefined)
  })
  it('differ the same way from both sides, and not where they touch', () => {
    fc.assert(
      fc.property(rationals, rationals, (a, b) => {
        const [x, y] = [F.floatFromRational(a), F.floatFromRational(b)]
        if (x === undefined || y === undefined) return
        expect(F.floatsDiffer(x, y)).toBe(F.floatsDiffer(y, x))
        if (F.floatsDiffer(x, y)) expect(Q.compareRationals(a, b)).not.toBe(0)
        expect(F.floatsDiffer({ lo: y.hi, hi: y.hi }, y) || F.floatsDiffer(y, { lo: y.hi, hi: y.hi })).toBe(false)
      }),
    )
  })
})

describe('edges', () => {
  it('of a ball leave open what lies on them', () => {
    const ball: Ball = { man: 5n, rad: 2n, exp: 0 }
    for (const end of [3, 7]) expect(B.compareBallWithRational(ball, Q.integer(end))).toBe(undefined)
    expect([B.compareBallWithRational(ball, Q.integer(8)), B.compareBallWithRational(ball, Q.integer(2))]).toEqual([-1, 1])
    expect(B.containsRational(ball, Q.integer(8)) || B.containsRational(ball, Q.integer(2))).toBe(false)
    expect(B.containsRational(ball, Q.integer(7)) && B.containsRational(ball, Q.integer(3))).toBe(true)
  })
  it('of the line hold everything, and say nothing of signs', () => {
    expect(B.containsRational(B.wholeLine, Q.integer(-5))).toBe(true)
    expect([B.certainlyNonNegative(B.wholeLine), B.certainlyPositive(B.wholeLine)]).toEqual([false, false])
    expect(B.ballAround(1n, 0, 1n, Number.POSITIVE_INFINITY, 64)).toEqual(B.wholeLine)
  })
  it('of the exponents: what is too small to be told from 0 is not 0', () => {
    const tiny = B.ball(3n, 0n, -(2 ** 51), 64)
    expect(B.containsZero(tiny)).toBe(true)
    expect(tiny).not.toEqual(B.zeroBall)
    expect(B.ball(0n, 0n, -(2 ** 51), 64)).toEqual(B.zeroBall)
  })
  it('of powers: even ones of negative numbers are positive, odd ones negative', () => {
    const minusTwo = B.ballFromInteger(-2, 64)
    expect(B.certainlyPositive(E.rationalPowerBall(minusTwo, Q.rational(2, 37), 64) as Ball)).toBe(true)
    expect(B.certainlyNegative(E.rationalPowerBall(minusTwo, Q.rational(3, 37), 64) as Ball)).toBe(true)
  })
  it('of the exponential: what is too large has no value in any part', () => {
    const far = B.scaleBall(B.oneBall, 80)
    for (const apply of [C.sinComplex, C.cosComplex, C.sinhComplex, C.coshComplex, C.expComplex]) {
      for (const z of [
        { re: B.oneBall, im: far },
        { re: far, im: B.oneBall },
      ]) {
        const value = apply(z, 64)
        expect(value === undefined || (value.re !== undefined && value.im !== undefined)).toBe(true)
      }
    }
  })
  it('of texts: nothing is 0, and nines that round up are the next power of ten', () => {
    expect([midpointText(B.zeroBall, 5), midpointText(B.negateBall(B.oneBall), 5)]).toEqual(['0', '-1'])
    // Long integers know their digits.
    for (let exp = 30_000; exp < 30_040; exp++) {
      const power = 2n ** BigInt(exp)
      const digits = `${power}`
      for (const kept of [1, 2, 3]) {
        const rounded = (BigInt(digits.slice(0, kept + 1)) + 5n) / 10n
        const text = `${rounded}`.replace(/0+$/, '')
        const shift = `${rounded}`.length - kept
        const mantissa = text.length === 1 ? text : `${text[0]}.${text.slice(1)}`
        expect(midpointText({ man: 1n, rad: 0n, exp }, kept)).toBe(`${mantissa}e${digits.length - 1 + shift}`)
      }
    }
  })
})
