import { bitLength, type Integer } from '../exact/integer.ts'
import type { Rational } from '../exact/rational.ts'
import type { Frame } from './conversion.ts'
import type { Fraction, Kernel, Ring } from './ring.ts'

/**
 * How large the polynomials of a conversion are at most, without writing one out.
 *
 * A polynomial over the rationals is one over the integers divided by an integer. `size` bounds the degree of the former and the
 * binary logarithm of the sum of its absolute coefficients: both add up in products, and in sums the larger one counts. `den`
 * bounds the logarithm of the latter. A letter that obeys a relation weighs what is put in its place.
 */
export interface Weight {
  readonly size: number
  readonly den: number
}

const none: Weight = { size: 0, den: 0 }
const bits = (n: Integer): number => (n === 1 || n === -1 ? 0 : bitLength(n))
const product = (a: Weight, b: Weight): Weight => ({ size: a.size + b.size, den: a.den + b.den })
const times = (a: Weight, factor: number): Weight => ({ size: factor * a.size, den: factor * a.den })

export class WeightRing implements Ring<Weight> {
  readonly zero = none
  readonly one = none
  readonly #frame: Frame<Weight>
  constructor(frame: Frame<Weight>) {
    this.#frame = frame
  }
  constant(value: Rational): Weight {
    return { size: bits(value.num), den: bits(value.den) }
  }
  indeterminate(index: number, exponent: number): Weight {
    const value = this.#frame.kernels[index]?.relation?.value
    return times(
      value === undefined ? { size: 2, den: 0 } : product({ size: 2, den: 0 }, product(value.numerator, value.denominator)),
      exponent,
    )
  }
  free(_kernel: Kernel<Weight>, _index: number, exponent: number): Weight {
    return { size: exponent, den: 0 }
  }
  /** `1 + t²` may stand below a cosine and a sine. */
  circle(): { readonly cos: Weight; readonly sin: Weight } {
    return { cos: { size: 2, den: 0 }, sin: { size: 2, den: 0 } }
  }
  /** All conjugates are 2 at most. */
  cosine(): Weight {
    return { size: 1, den: 0 }
  }
  add(a: Weight, b: Weight): Weight {
    return { size: Math.max(a.size + b.den, b.size + a.den) + 1, den: a.den + b.den }
  }
  negate(a: Weight): Weight {
    return a
  }
  scale(a: Weight, factor: Rational): Weight {
    return product(a, this.constant(factor))
  }
  multiply(a: Weight, b: Weight): Weight {
    return product(a, b)
  }
  power(a: Weight, exponent: number): Weight {
    return times(a, exponent)
  }
  isZero(): boolean {
    return false
  }
  isOne(a: Weight): boolean {
    return a.size === 0 && a.den === 0
  }
  equal(): boolean {
    return false
  }
  isMonomial(): boolean {
    return true
  }
  degreeIn(): number {
    return -1
  }
  coefficientsIn(): readonly Weight[] {
    return []
  }
  cofactors(a: Weight, b: Weight): readonly [Weight, Weight] {
    return [b, a]
  }
  quotient(numerator: Weight, denominator: Weight): Fraction<Weight> {
    return { numerator, denominator }
  }
}
