import fc from 'fast-check'
import { fromBigInt, type Integer } from '../../src/exact/integer.ts'
import { type Rational, rational } from '../../src/exact/rational.ts'

/** Bigints around all the sizes at which representations change. */
export const bigints: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -20n, max: 20n }),
  fc.bigInt({ min: -(2n ** 31n), max: 2n ** 31n }),
  fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n }),
  fc.bigInt({ min: -(2n ** 53n) - 4n, max: -(2n ** 53n) + 4n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }),
)
export const integers: fc.Arbitrary<Integer> = bigints.map(fromBigInt)
export const rationals: fc.Arbitrary<Rational> = fc
  .tuple(
    integers,
    integers.filter(n => n !== 0),
  )
  .map(([num, den]) => rational(num, den))
export const smallRationals: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 60 }))
  .map(([num, den]) => rational(num, den))
