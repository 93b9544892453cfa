import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as B from '../../src/exact/ball.ts'
import { complexText } from '../../src/exact/ball-text.ts'
import * as C from '../../src/exact/complex-ball.ts'
import { piBall } from '../../src/exact/elementary.ts'
import * as Q from '../../src/exact/rational.ts'
import { ballCases, smallRationals } from './arbitrary.ts'

type Complex = C.ComplexBall
const exact = (re: Q.Rational, im: Q.Rational, precision = 120): Complex => ({
  re: B.ballFromRational(re, precision),
  im: B.ballFromRational(im, precision),
})
const whole = (re: number, im: number): Complex => exact(Q.integer(re), Q.integer(im))
const contains = (z: Complex | undefined, re: Q.Rational, im: Q.Rational): boolean =>
  z !== undefined && B.containsRational(z.re, re) && B.containsRational(z.im, im)
const points = fc.tuple(smallRationals, smallRationals)

describe('complex balls', () => {
  it('contain exact sums, products, quotients and powers', () => {
    fc.assert(
      fc.property(points, points, fc.integer({ min: -4, max: 6 }), ([a, b], [c, d], k) => {
        const z = exact(a, b)
        const w = exact(c, d)
        const re = Q.subtract(Q.multiply(a, c), Q.multiply(b, d))
        const im = Q.add(Q.multiply(a, d), Q.multiply(b, c))
        expect(contains(C.addComplex(z, w, 100), Q.add(a, c), Q.add(b, d))).toBe(true)
        expect(contains(C.multiplyComplex(z, w, 100), re, im)).toBe(true)
        if (c.num !== 0 || d.num !== 0) expect(contains(C.divideComplex(C.multiplyComplex(z, w, 100), w, 100), a, b)).toBe(true)
        const power = C.powerComplex(z, k, 100)
        expect(power === undefined).toBe(k < 0 && a.num === 0 && b.num === 0)
        if (power === undefined) return
        let product = C.oneComplex
        for (let i = 0; i < Math.abs(k); i++) product = C.multiplyComplex(product, z, 100)
        const expected = k < 0 ? C.divideComplex(C.oneComplex, product, 100) : product
        expect(expected !== undefined && C.mayBeEqualComplex(power, expected)).toBe(true)
      }),
    )
  })
  it('keep principal values', () => {
    fc.assert(
      fc.property(points, ([a, b]) => {
        const z = exact(a, b)
        const root = C.sqrtComplex(z, 100)
        expect(contains(C.multiplyComplex(root, root, 100), a, b)).toBe(true)
        expect(B.certainlyNegative(root.re)).toBe(false)
        expect(C.relativeAccuracyBitsComplex(root)).toBeGreaterThan(90)
        const log = C.logComplex(z, 100)
        expect(log === undefined).toBe(a.num === 0 && b.num === 0)
        if (log === undefined) return
        expect(contains(C.expComplex(log, 100), a, b)).toBe(true)
        expect(B.certainlyLess(piBall(64), B.absoluteBall(log.im))).toBe(false)
        const cube = C.rationalPowerComplex(z, Q.rational(1, 3), 100) as Complex
        expect(contains(C.powerComplex(cube, 3, 100), a, b)).toBe(true)
      }),
    )
  })
  it('have values on the upper side of the cut', () => {
    expect(C.sqrtComplex(whole(-4, 0), 64)).toEqual({ re: B.zeroBall, im: expect.objectContaining({ rad: 0n }) })
    expect(contains(C.sqrtComplex(whole(-4, 0), 64), Q.ZERO, Q.TWO)).toBe(true)
    expect(C.mayBeEqualComplex(C.logComplex(whole(-1, 0), 64) as Complex, { re: B.zeroBall, im: piBall(64) })).toBe(true)
    expect(complexText(C.rationalPowerComplex(whole(-8, 0), Q.rational(1, 3), 64) as Complex, 8)).toBe('1+1.7320508i')
  })
  it('hold both sides where they meet the cut', () => {
    const near = (im: bigint): Complex => ({ re: B.ballFromInteger(-4, 64), im: { man: im, rad: 1n, exp: -40 } })
    for (const values of [C.sqrtComplex(near(0n), 64), C.logComplex(near(0n), 64) as Complex])
      expect([
        B.containsZero(values.im),
        B.certainlyLess(values.im, B.ballFromInteger(1, 8)),
        B.certainlyLess(B.ballFromInteger(-1, 8), values.im),
      ]).toEqual([true, false, false])
    expect(B.certainlyNegative(C.sqrtComplex(near(-5n), 64).im)).toBe(true)
    expect(B.certainlyPositive(C.sqrtComplex(near(5n), 64).im)).toBe(true)
    // Touching it from above is no crossing.
    expect(B.certainlyPositive((C.logComplex(near(1n), 64) as Complex).im)).toBe(true)
  })
  it('satisfy the identities of Euler and of addition', () => {
    const i = { re: B.zeroBall, im: piBall(100) }
    expect(contains(C.expComplex(i, 100), Q.MINUS_ONE, Q.ZERO)).toBe(true)
    fc.assert(
      fc.property(points, ([a, b]) => {
        const z = exact(Q.divide(a, Q.integer(20)), Q.divide(b, Q.integer(20)))
        const sin = C.sinComplex(z, 100) as Complex
        const cos = C.cosComplex(z, 100) as Complex
        const one = C.addComplex(C.multiplyComplex(sin, sin, 100), C.multiplyComplex(cos, cos, 100), 100)
        expect(contains(one, Q.ONE, Q.ZERO)).toBe(true)
        const [sinh, cosh] = [C.sinhComplex(z, 100) as Complex, C.coshComplex(z, 100) as Complex]
        expect(C.mayBeEqualComplex(C.addComplex(sinh, cosh, 100), C.expComplex(z, 100) as Complex)).toBe(true)
        const tan = C.tanComplex(z, 100)
        if (tan) expect(C.mayBeEqualComplex(C.multiplyComplex(tan, cos, 100), sin)).toBe(true)
      }),
    )
  })
  it('contain the values of wide balls', () => {
    const functions = [
      C.sqrtComplex,
      C.logComplex,
      C.expComplex,
      C.sinComplex,
      (z: Complex, p: number) => C.rationalPowerComplex(z, Q.rational(-2, 5), p),
    ]
    fc.assert(
      fc.property(ballCases(3), ballCases(3), fc.constantFrom(...functions), (x, y, apply) => {
        const wide = apply({ re: x.ball, im: y.ball }, 60)
        const fine = apply(exact(x.inside, y.inside, 400), 300)
        if (wide !== undefined && fine !== undefined) expect(C.mayBeEqualComplex(wide, fine)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  it('have moduli and arguments', () => {
    expect(B.containsRational(C.absoluteComplex(whole(3, -4), 64), Q.integer(5))).toBe(true)
    expect(C.absoluteComplex(whole(0, -7), 64)).toEqual(B.ballFromInteger(7, 64))
    for (const [re, im, quarter] of [
      [1, 1, 1],
      [0, 1, 2],
      [-1, 1, 3],
      [-1, 0, 4],
      [-1, -1, -3],
      [0, -1, -2],
      [1, -1, -1],
    ] as const) {
      const argument = C.argumentOf(whole(re, im), 64) as B.Ball
      expect(B.mayBeEqual(argument, B.multiplyBalls(piBall(64), B.ballFromRational(Q.rational(quarter, 4), 64), 64))).toBe(true)
      expect(B.relativeAccuracyBits(argument)).toBeGreaterThan(55)
    }
    expect(C.argumentOf(whole(0, 0), 64)).toBe(undefined)
  })
  it('are written as they are read', () => {
    expect([whole(1, 2), whole(0, -1), whole(-3, 1), whole(5, 0), whole(0, 3)].map(z => complexText(z, 6))).toEqual([
      '1+2i',
      '-i',
      '-3+i',
      '5',
      '3i',
    ])
  })
})
