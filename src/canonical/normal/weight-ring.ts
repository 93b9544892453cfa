import { bitLength, type Integer, lcmIntegers } from '../../exact/integer.ts'
import type { Rational } from '../../exact/rational.ts'
import type { Frame } from './frame.ts'
import type { Fraction, Kernel, Ring } from './ring.ts'

/**
 * How large the polynomials of a conversion are at most, without writing one out.
 *
 * A polynomial over the rationals is one over the integers divided by an integer. `size` bounds the degree of the former and the
 * binary logarithm of the sum of its absolute coefficients: both add up in products, and in sums the larger one counts. The latter
 * is `den` times an integer of at most `more` bits. A letter that obeys a relation weighs what is put in its place.
 */
export interface Weight {
  readonly size: number
  readonly den: number
  readonly more: number
}

const weight = (size: number, den = 1, more = 0): Weight => ({ size, den, more })
const bits = (n: Integer): number => (n === 1 || n === -1 ? 0 : bitLength(n))
const product = (a: Weight, b: Weight): Weight => {
  const den = a.den * b.den
  const [size, more] = [a.size + b.size, a.more + b.more]
  return Number.isSafeInteger(den) ? weight(size, den, more) : weight(size, 1, more + bits(a.den) + bits(b.den))
}
const total = (a: Weight): number => a.size + bits(a.den) + a.more

export class WeightRing implements Ring<Weight> {
  readonly zero = weight(0)
  readonly one = weight(0)
  readonly #frame: Frame<Weight>
  constructor(frame: Frame<Weight>) {
    this.#frame = frame
  }
  constant(value: Rational): Weight {
    return typeof value.den === 'number' ? weight(bits(value.num), value.den) : weight(bits(value.num), 1, bits(value.den))
  }
  indeterminate(index: number, exponent: number): Weight {
    const value = this.#frame.kernels[index]?.relation?.value
    return weight(exponent * (2 + (value === undefined ? 0 : total(value.numerator) + total(value.denominator))))
  }
  free(_kernel: Kernel<Weight>, _index: number, exponent: number): Weight {
    return weight(exponent)
  }
  /** `1 + t²` may stand below a cosine and a sine. */
  circle(): { readonly cos: Weight; readonly sin: Weight } {
    return { cos: weight(2), sin: weight(2) }
  }
  /** All conjugates are 2 at most. */
  cosine(): Weight {
    return weight(1)
  }
  add(a: Weight, b: Weight): Weight {
    const common = lcmIntegers(a.den, b.den)
    if (typeof common !== 'number') return weight(Math.max(total(a), total(b)) + total(a) + total(b), 1, total(a) + total(b))
    const size = Math.max(a.size + bits(common / a.den) + b.more, b.size + bits(common / b.den) + a.more)
    return weight(size + 1, common, a.more + b.more)
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
    const den = a.den === 1 ? 0 : exponent * bits(a.den)
    return weight(exponent * a.size, 1, den + exponent * a.more)
  }
  isZero(): boolean {
    return false
  }
  isOne(a: Weight): boolean {
    return total(a) === 0
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
