import { describe, expect, it } from 'vitest'
import * as B from '../../src/exact/ball.ts'
import { readDecimal } from '../../src/exact/decimal.ts'
import { expBall, piBall } from '../../src/exact/elementary.ts'
import * as F from '../../src/exact/factorial.ts'
import { multiplyIntegers } from '../../src/exact/integer.ts'
import * as Q from '../../src/exact/rational.ts'

type Ball = B.Ball
const published = (text: string): Q.Rational => readDecimal(text)?.value ?? Q.ZERO

describe('exact factorials', () => {
  it('multiply all the numbers', () => {
    let product: number | bigint = 1
    for (let n = 0; n <= 300; n++) {
      if (n > 0) product = multiplyIntegers(product, n)
      expect(F.factorial(n)).toBe(product)
      if (n > 0) expect(multiplyIntegers(F.doubleFactorial(n) as number, F.doubleFactorial(n - 1) as number)).toBe(product)
    }
    expect(`${F.factorial(10_000)}`.length).toBe(35660)
  })
  it('end at both sides', () => {
    expect([F.factorial(-1), F.factorial(10_001), F.factorial(10n ** 30n), F.doubleFactorial(-1), F.doubleFactorial(-2)]).toEqual([
      undefined,
      undefined,
      undefined,
      1,
      undefined,
    ])
  })
})

describe('binomial coefficients', () => {
  it('follow the rule of Pascal, also below 0', () => {
    for (let n = -12; n <= 40; n++)
      for (let k = -2; k <= 42; k++) {
        const [above, left, right] = [F.binomialCoefficient(n + 1, k), F.binomialCoefficient(n, k - 1), F.binomialCoefficient(n, k)]
        expect([n, k, above]).toEqual([n, k, (left as number) + (right as number)])
      }
  })
  it('are exact for long numbers', () => {
    expect(F.binomialCoefficient(10n ** 20n, 2)).toBe((10n ** 20n * (10n ** 20n - 1n)) / 2n)
    expect(F.binomialCoefficient(10n ** 20n, 10n ** 20n - 1n)).toBe(10n ** 20n)
    expect(F.binomialCoefficient(1e9, 5e8)).toBe(undefined)
    expect(F.binomialCoefficient(100, 50)).toBe(100891344545564193334812497256n)
  })
})

describe('gamma', () => {
  it.each([
    [1, 3, '2.678938534707747633655692940974677644128689377957301100950428327590417610167743819540982889041188789'],
    [5, 1, '24'],
    [1, 1, '1'],
  ])('of %i/%i has the published digits', (num, den, text) => {
    for (const precision of [30, 64, 200, 320]) {
      const gamma = F.gammaBall(B.ballFromRational(Q.rational(num, den), precision + 20), precision) as Ball
      expect(B.containsRational(B.widenBall(gamma, 1n, -320, 400), published(text))).toBe(true)
      expect(B.relativeAccuracyBits(gamma)).toBeGreaterThan(precision - 12)
    }
  })
  it('of halves has square roots of π', () => {
    // Γ(1/2)² = π, Γ(-3/2)² = 16π/9
    const square = (num: number): Ball => B.powerBall(F.gammaBall(B.ballFromRational(Q.rational(num, 2), 200), 150) as Ball, 2, 150) as Ball
    expect(B.mayBeEqual(square(1), piBall(150))).toBe(true)
    expect(B.mayBeEqual(square(-3), B.multiplyBalls(piBall(150), B.ballFromRational(Q.rational(16, 9), 150), 150))).toBe(true)
    expect(B.relativeAccuracyBits(square(-3))).toBeGreaterThan(130)
  })
  it('has no value at its poles', () => {
    for (const n of [0, -1, -5]) expect(F.gammaBall(B.ballFromInteger(n, 64), 64)).toBe(undefined)
    expect(F.gammaBall({ man: 1n, rad: 3n, exp: 0 }, 64)).toBe(undefined)
  })
  it.each([['201/2', '361.4355404677776215552519127025207628587788352472218475369797166562779489074525095155057505575626008']])(
    'ln Γ(%s) has the published digits',
    (argument, text) => {
      const x = B.ballFromRational(Q.rationalFromText(argument) as Q.Rational, 400)
      expect(B.containsRational(B.widenBall(F.logGammaBall(x, 320) as Ball, 1n, -310, 400), published(text))).toBe(true)
    },
  )
  it.each([
    [10_001, '82118.13827718132997142943736249782449060027441505409279179054495681310148070373613695224625364284226'],
    [10n ** 30n, '68077552789821370520539743640566.38394296116001686523948255650819311438954345697711846656655607627864'],
  ])('ln %s! has the published digits', (n, text) => {
    for (const precision of [40, 100, 300]) {
      const log = F.logFactorialBall(n, precision) as Ball
      expect(B.containsRational(B.widenBall(log, 1n, -200, 400), published(text))).toBe(true)
      expect(B.relativeAccuracyBits(log)).toBeGreaterThan(precision - 8)
    }
  })
  it('meets exact factorials', () => {
    for (const n of [1, 2, 20, 170, 3000]) {
      const log = F.logGammaBall(B.ballFromInteger(n + 1, 200), 100) as Ball
      const exact = F.factorial(n) as number
      expect(B.containsRational(expBall(log, 60) as Ball, Q.integer(exact))).toBe(true)
    }
  })
  it('tells factorials apart that no double can', () => {
    const inverse = (n: number): Ball => B.divideBalls(B.oneBall, B.ballFromInteger(F.factorial(n) as bigint, 64), 64) as Ball
    expect(B.certainlyLess(inverse(2006), inverse(2004))).toBe(true)
    expect(B.certainlyPositive(inverse(2006))).toBe(true)
    expect(B.certainlyLess(F.logFactorialBall(20_040, 64) as Ball, F.logFactorialBall(20_041, 64) as Ball)).toBe(true)
  })
})
