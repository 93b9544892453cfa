import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rationalRoot } from '../../src/canonical/normal/rational-root.ts'
import { addIntegers, multiplyIntegers } from '../../src/exact/integer.ts'
import { integer, type Rational, rational } from '../../src/exact/rational.ts'
import { freshBudget } from './reading.ts'

/** Coefficients of (qx - p)·f, lowest degree first. */
const withRoot = (p: number, q: number, f: readonly number[]): readonly Rational[] =>
  Array.from({ length: f.length + 1 }, (_, k) => integer(addIntegers(multiplyIntegers(q, f[k - 1] ?? 0), multiplyIntegers(-p, f[k] ?? 0))))
const valueAt = (values: readonly Rational[], { num, den }: Rational): number =>
  values.reduceRight((total, value) => (total * Number(num)) / Number(den) + Number(value.num), 0)

test('a rational root is found, and is one', () => {
  const nonZero = fc.integer({ min: 1, max: 12 }).chain(n => fc.constantFrom(n, -n))
  fc.assert(
    fc.property(nonZero, fc.integer({ min: 1, max: 8 }), fc.tuple(nonZero, fc.integer({ min: -9, max: 9 }), nonZero), (p, q, f) => {
      const values = withRoot(p, q, f)
      const root = rationalRoot(values, freshBudget())
      expect(root).toBeDefined()
      expect(Math.abs(valueAt(values, root as Rational))).toBeLessThan(1e-6)
    }),
    { numRuns: 300 },
  )
})

test('where there is none, none is found', () => {
  for (const values of [
    [-2, 0, 0, 1],
    [1, 1, 1, 1, 1],
    [67_108_859, 0, 1, 1],
  ])
    expect(rationalRoot(values.map(integer), freshBudget())).toBeUndefined()
  expect(rationalRoot([rational(-1, 2), integer(1), rational(-1, 2), integer(1)], freshBudget())).toEqual({ num: 1, den: 2 })
})

test('a root modulo the prime alone is none', () => {
  // x³ + x² + 67108857 vanishes at 1 modulo 67108859.
  expect(rationalRoot([67_108_857, 0, 1, 1].map(integer), freshBudget())).toBeUndefined()
})
