import fc from 'fast-check'
import type { Ball } from '../../src/exact/ball.ts'
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

/** A ball, and a rational inside it. */
export interface BallCase {
  readonly ball: Ball
  readonly inside: Rational
}
const dyadic = (man: bigint, exp: number): Rational =>
  exp >= 0 ? { num: fromBigInt(man << BigInt(exp)), den: 1 } : rational(fromBigInt(man), fromBigInt(1n << BigInt(-exp)))
/** Exact, narrow and wide balls whose sizes lie around 2^±`exponents`, with an end, the middle or any number inside. */
export const ballCases = (exponents: number): fc.Arbitrary<BallCase> =>
  fc
    .record({
      man: fc.oneof(fc.constant(0n), fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: -(2n ** 120n), max: 2n ** 120n })),
      rad: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 2n ** 100n })),
      exp: fc.integer({ min: -exponents - 60, max: exponents - 60 }),
      at: fc.integer({ min: -8, max: 8 }),
    })
    .map(({ man, rad, exp, at }) => ({ ball: { man, rad, exp }, inside: dyadic(man * 8n + rad * BigInt(at), exp - 3) }))
