import { describe, expect, it } from 'vitest'
import * as B from '../../src/exact/ball.ts'
import { midpointText } from '../../src/exact/ball-text.ts'
import * as E from '../../src/exact/elementary.ts'
import * as F from '../../src/exact/float-interval.ts'
import * as Z from '../../src/exact/integer.ts'
import * as Q from '../../src/exact/rational.ts'

/** Where a way ends: radii that reach 0, the largest exponents, exact values, degrees that are none. */

describe('roots of balls that reach below 0', () => {
  const across: B.Ball = { man: 1n, rad: 2n, exp: 0 }

  it('of odd degree reach from the root of one end to that of the other', () => {
    const root = B.rootBall(across, 3, 30) as B.Ball
    for (const inside of [-1, 0, 1]) expect(B.containsRational(root, Q.integer(inside))).toBe(true)
    expect(B.containsRational(root, Q.rational(1442, 1000))).toBe(true)
    expect(B.containsRational(root, Q.rational(3, 2))).toBe(false)
    expect(B.containsRational(root, Q.rational(-11, 10))).toBe(false)
  })

  it('of even degree are none', () => expect([B.rootBall(across, 2, 30), B.rootBall(across, 4, 30)]).toEqual([undefined, undefined]))

  it('of a radius below a quarter move by no more than they must', () => {
    const wide = B.rootBall({ man: 1000n, rad: 200n, exp: 0 }, 3, 40) as B.Ball
    for (const cube of [800, 1000, 1200]) {
      const root = B.rootBall(B.ballFromInteger(cube, 60), 3, 60) as B.Ball
      expect(B.certainlyDiffer(wide, root)).toBe(false)
    }
    expect(B.containsRational(wide, Q.integer(8))).toBe(false)
    expect(B.containsRational(wide, Q.integer(12))).toBe(false)
  })
})

describe('exact values stay exact', () => {
  it('beside a rational', () => {
    expect(B.compareBallWithRational(B.oneBall, Q.integer(1))).toBe(0)
    expect(B.compareBallWithRational(B.oneBall, Q.integer(2))).toBe(-1)
    expect(B.compareBallWithRational({ man: 1n, rad: 1n, exp: 0 }, Q.integer(2))).toBeUndefined()
    expect(B.compareBallWithRational({ man: 1n, rad: 1n, exp: 0 }, Q.integer(3))).toBe(-1)
    expect(B.compareBallWithRational({ man: 5n, rad: 1n, exp: 0 }, Q.integer(3))).toBe(1)
  })

  it('in the logarithm of 1', () => expect(E.logBall(B.oneBall, 40)).toEqual(B.zeroBall))

  it('in a ball that is wider than its working precision', () => {
    expect(B.ballAround(3n, 0, 0n, -200, 20)).toMatchObject({ rad: 0n })
    expect(B.containsRational(B.ballAround(3n, 4, 1n, -200, 20), Q.integer(48))).toBe(true)
    expect(B.containsRational(B.ballAround(0n, 4, 1n, -200, 20), Q.integer(0))).toBe(true)
  })
})

describe('ends of ranges', () => {
  it('of exponentials of doubles', () => {
    const at = (x: number): F.FloatInterval | undefined => F.expFloat({ lo: x, hi: x })
    expect([at(710), at(1e6), at(-1e6)]).toEqual([undefined, undefined, undefined])
    expect(at(1)?.lo).toBeLessThanOrEqual(Math.E)
  })

  it('of degrees of roots', () => {
    for (const degree of [0, -1, 1.5, 2 ** 53])
      expect(() => Z.floorRoot(8, degree)).toThrow(`Expected a positive safe degree, found ${degree}`)
    expect([Z.floorRoot(8, 1), Z.floorRoot(8, 3), Z.floorRoot(8, 2 ** 53 - 1)]).toEqual([8, 2, 1])
  })

  it('of powers of -1, 0 and 1', () => {
    const huge = 2 ** 52 + 1
    expect([Z.powerInteger(-1, huge), Z.powerInteger(-1, huge - 1), Z.powerInteger(0, huge), Z.powerInteger(1, huge)]).toEqual([
      -1, 1, 0, 1,
    ])
    expect(Object.is(Z.powerInteger(0, 3), 0)).toBe(true)
  })

  it('of mantissas that round up to ten', () => {
    const nines = (exp: number): string => midpointText({ man: 99999n * 10n ** 40n, rad: 0n, exp }, 3)
    expect(nines(0)).toBe('1e45')
    expect(midpointText({ man: 9994n * 10n ** 40n, rad: 0n, exp: 0 }, 3)).toBe('9.99e43')
  })
})
