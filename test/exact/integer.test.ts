import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Z from '../../src/exact/integer.ts'
import { bigints } from './arbitrary.ts'

const MAX = 9007199254740991

/** The invariant, and the value as a bigint. */
function checked(n: Z.Integer): bigint {
  expect(Object.is(n, -0), '-0').toBe(false)
  expect(typeof n === 'number').toBe(BigInt(n) <= BigInt(MAX) && BigInt(n) >= -BigInt(MAX))
  return BigInt(n)
}
const floored = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n)
function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a < 0n ? -a : a
}

describe('integers agree with bigints', () => {
  it('in two arguments', () => {
    fc.assert(
      fc.property(bigints, bigints, (a, b) => {
        const x = Z.fromBigInt(a)
        const y = Z.fromBigInt(b)
        expect(checked(Z.addIntegers(x, y))).toBe(a + b)
        expect(checked(Z.subtractIntegers(x, y))).toBe(a - b)
        expect(checked(Z.multiplyIntegers(x, y))).toBe(a * b)
        expect(checked(Z.gcdIntegers(x, y))).toBe(gcd(a, b))
        expect(Z.compareIntegers(x, y)).toBe(a < b ? -1 : a > b ? 1 : 0)
        expect(Z.equalIntegers(x, y)).toBe(a === b)
        if (b === 0n) return
        const { quotient, remainder } = Z.divmodIntegers(x, y)
        expect(checked(quotient)).toBe(floored(a, b))
        expect(checked(remainder)).toBe(a - floored(a, b) * b)
        expect(checked(Z.exactQuotient(Z.multiplyIntegers(x, y), y))).toBe(a)
        const lcm = checked(Z.lcmIntegers(x, y))
        expect(lcm * gcd(a, b)).toBe(a * b < 0n ? -a * b : a * b)
      }),
      { numRuns: 1500 },
    )
  })
  it('in one argument', () => {
    fc.assert(
      fc.property(bigints, a => {
        const x = Z.fromBigInt(a)
        const size = a < 0n ? -a : a
        expect(checked(Z.negateInteger(x))).toBe(-a)
        expect(checked(Z.absoluteInteger(x))).toBe(size)
        expect(Z.signOfInteger(x)).toBe(a > 0n ? 1 : a < 0n ? -1 : 0)
        expect(Z.isEven(x)).toBe(a % 2n === 0n)
        expect(Z.bitLength(x)).toBe(a === 0n ? 0 : size.toString(2).length)
        expect(Z.integerToText(x)).toBe(`${a}`)
        expect(Z.integerFromText(`${a}`)).toBe(x)
        expect(Z.toBigInt(x)).toBe(a)
      }),
      { numRuns: 1000 },
    )
  })
  it('in common divisors of long numbers', () => {
    const long = fc.bigInt({ min: -(2n ** 1500n), max: 2n ** 1500n })
    fc.assert(
      fc.property(long, long, bigints, (a, b, c) => {
        expect(checked(Z.gcdIntegers(Z.fromBigInt(a * c), Z.fromBigInt(b * c)))).toBe(gcd(a * c, b * c))
        expect(checked(Z.gcdIntegers(Z.fromBigInt(a), Z.fromBigInt(b * c)))).toBe(gcd(a, b * c))
      }),
      { numRuns: 300 },
    )
    // Every quotient is 1: the most steps.
    let [f, g] = [1n, 1n]
    for (let i = 0; i < 2000; i++) [f, g] = [f + g, f]
    expect(Z.gcdIntegers(f * 7n, g * 7n)).toBe(7)
  })
  it('in powers and roots', () => {
    fc.assert(
      fc.property(bigints, fc.integer({ min: 0, max: 12 }), (a, k) => {
        const power = a ** BigInt(k)
        expect(checked(Z.powerInteger(Z.fromBigInt(a), k))).toBe(power)
        if (k === 0) return
        const root = k % 2 === 0 && a < 0n ? -a : a
        expect(Z.exactRoot(Z.fromBigInt(power), k)).toBe(Z.fromBigInt(root))
      }),
      { numRuns: 1000 },
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 60n }), fc.bigInt({ min: 0n, max: 2n ** 2000n })),
        fc.integer({ min: 1, max: 300 }),
        (n, k) => {
          const root = BigInt(Z.floorRoot(Z.fromBigInt(n), k))
          expect(root ** BigInt(k) <= n && (root + 1n) ** BigInt(k) > n).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('edges of integers', () => {
  it('changes representation exactly at 2^53', () => {
    expect(Z.addIntegers(MAX, 1)).toBe(2n ** 53n)
    expect(Z.subtractIntegers(2n ** 53n, 1)).toBe(MAX)
    expect(Z.multiplyIntegers(94906267, 94906267)).toBe(94906267n ** 2n)
    expect(Z.multiplyIntegers(-1, 0)).toBe(0)
    expect(Z.divmodIntegers(-6, 3)).toEqual({ quotient: -2, remainder: 0 })
    expect(Z.negateInteger(0)).toBe(0)
  })
  it('takes square roots next to squares', () => {
    for (const root of [94906265, 67108864, 3037000499, 2 ** 26 - 1]) {
      const square = BigInt(root) ** 2n
      expect(Z.floorRoot(Z.fromBigInt(square), 2)).toBe(root)
      expect(Z.floorRoot(Z.fromBigInt(square - 1n), 2)).toBe(root - 1)
      expect(Z.exactRoot(Z.fromBigInt(square + 1n), 2)).toBe(undefined)
    }
  })
  it('refuses what has no value', () => {
    expect(() => Z.divmodIntegers(1, 0)).toThrow(RangeError)
    expect(() => Z.powerInteger(2, -1)).toThrow(RangeError)
    expect(() => Z.powerInteger(2, 1e9)).toThrow(RangeError)
    expect(() => Z.floorRoot(-1, 2)).toThrow(RangeError)
    expect(Z.exactRoot(-4, 2)).toBe(undefined)
    expect(Z.powerInteger(-1, 1e9 + 1)).toBe(-1)
    for (const text of ['', '+', '-', '1.0', '1e3', ' 1', '0x10', '1_000', '٣']) expect(Z.integerFromText(text)).toBe(undefined)
    expect(Z.integerFromText('+007')).toBe(7)
    expect(Z.integerFromText('-0')).toBe(0)
  })
})
