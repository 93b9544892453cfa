import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBigInt, powerInteger } from '../../src/exact/integer.ts'
import * as M from '../../src/exact/modular.ts'
import { hashText, points } from '../../src/exact/points.ts'
import * as Q from '../../src/exact/rational.ts'
import { bigints, rationals } from './arbitrary.ts'

function isPrime(n: number): boolean {
  if (n < 2) return false
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}
const primes = [...M.safePrimes, ...M.imaginaryPrimes]
const prime = fc.constantFrom(...primes)
const mod = (n: bigint, p: number): number => Number(((n % BigInt(p)) + BigInt(p)) % BigInt(p))

describe('the listed primes', () => {
  it('are safe primes below 2^26', () => {
    expect(M.safePrimes.length).toBeGreaterThanOrEqual(8)
    for (const p of M.safePrimes)
      expect([p, p < 2 ** 26, isPrime(p), isPrime((p - 1) / 2), p % 4, p % 3]).toEqual([p, true, true, true, 3, 2])
  })
  it('have a square root of -1 where they say so', () => {
    for (const p of M.imaginaryPrimes) {
      expect([p, p < 2 ** 26, isPrime(p), isPrime((p - 1) / 4)]).toEqual([p, true, true, true])
      const i = M.sqrtMod(p - 1, p) as number
      expect(M.mulMod(i, i, p)).toBe(p - 1)
    }
  })
  it('are all different', () => expect(new Set(primes).size).toBe(primes.length))
})

describe('residues', () => {
  it('agree with bigints', () => {
    fc.assert(
      fc.property(prime, fc.nat(), fc.nat(), (p, first, second) => {
        const a = first % p
        const b = second % p
        expect(M.addMod(a, b, p)).toBe((a + b) % p)
        expect(M.subtractMod(a, b, p)).toBe(mod(BigInt(a - b), p))
        expect(M.negateMod(a, p)).toBe(mod(BigInt(-a), p))
        expect(M.mulMod(a, b, p)).toBe(mod(BigInt(a) * BigInt(b), p))
        if (b !== 0) expect(M.mulMod(M.divideMod(a, b, p) as number, b, p)).toBe(a)
      }),
      { numRuns: 3000 },
    )
  })
  it('multiply at the edges', () => {
    for (const p of primes)
      for (const a of [0, 1, p - 1, p - 2])
        for (const b of [0, 1, p - 1, p - 2]) expect(M.mulMod(a, b, p)).toBe(mod(BigInt(a) * BigInt(b), p))
  })
  it('keep sums, products and powers of rationals', () => {
    fc.assert(
      fc.property(prime, rationals, rationals, fc.integer({ min: 0, max: 20 }), (p, r, s, k) => {
        const a = M.rationalMod(r, p)
        const b = M.rationalMod(s, p)
        if (a === undefined || b === undefined) return
        expect(M.rationalMod(Q.add(r, s), p)).toBe(M.addMod(a, b, p))
        expect(M.rationalMod(Q.multiply(r, s), p)).toBe(M.mulMod(a, b, p))
        expect(M.rationalMod(Q.power(r, k), p)).toBe(M.powMod(a, k, p))
        if (a !== 0) expect(M.rationalMod(Q.power(r, -k), p)).toBe(M.powMod(a, -k, p))
      }),
    )
  })
  it('never mistake an exponent', () => {
    fc.assert(
      fc.property(prime, fc.nat(), bigints, bigints, (p, n, a, b) => {
        const base = 1 + (n % (p - 1))
        const power = (exponent: bigint): number => M.powMod(base, fromBigInt(exponent), p) as number
        expect(M.mulMod(power(a), power(b), p)).toBe(power(a + b))
        expect(power(a * BigInt(p - 1))).toBe(1)
      }),
    )
    expect(M.powMod(0, 0, 67108187)).toBe(1)
    expect(M.powMod(0, 5, 67108187)).toBe(0)
    expect(M.powMod(0, -5, 67108187)).toBe(undefined)
    expect(M.powMod(3, 200, 67108187)).toBe(M.integerMod(powerInteger(3, 200), 67108187))
  })
  it('refuse denominators that vanish', () => {
    expect(M.rationalMod(Q.rational(1, 67108187), 67108187)).toBe(undefined)
    expect(M.inverseMod(0, 67108187)).toBe(undefined)
  })
  it('have square roots and unique odd roots', () => {
    fc.assert(
      fc.property(prime, fc.nat(), (p, n) => {
        const a = n % p
        const root = M.sqrtMod(M.mulMod(a, a, p), p)
        expect(root === a || root === M.negateMod(a, p)).toBe(true)
        expect(M.rootMod(M.powMod(a, 3, p) as number, 3, p)).toBe(a)
        expect(M.rootMod(a, 2, p)).toBe(undefined)
      }),
    )
    const squares = [...Array(500).keys()].filter(a => M.sqrtMod(a + 1, 67108187) !== undefined)
    expect(squares.length > 200 && squares.length < 300).toBe(true)
  })
})

describe('points', () => {
  it('are the same everywhere', () => {
    expect([hashText(''), hashText('x'), hashText('π', 1)]).toEqual([2872998923, 4095882683, 1485158558])
    const sequence = points(1)
    expect([sequence.next(), sequence.next(), sequence.next()]).toEqual([2527132011, 314344336, 2535364964])
  })
  it('stay in their range and spread', () => {
    const sequence = points(hashText('spread'))
    const counts = new Map<number, number>()
    for (let i = 0; i < 7000; i++) {
      const drawn = sequence.between(-3, 3)
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1)
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3])
    for (const count of counts.values()) expect(count > 850 && count < 1150).toBe(true)
    for (let i = 0; i < 1000; i++) {
      const residue = sequence.residue(67108187)
      expect(residue >= 2 && residue <= 67108185).toBe(true)
    }
  })
})
