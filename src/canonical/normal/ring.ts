import type { Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import * as P from './polynomial.ts'
import type { Polynomial } from './polynomial.ts'
import type { Term } from '../term/term.ts'

/** A quotient of two elements of a ring. */
export interface Fraction<E> {
  readonly numerator: E
  readonly denominator: E
}
export type RationalFunction = Fraction<Polynomial>

/** How powers of a kernel are rewritten: `kernel^degree = numerator / denominator`, in kernels that came before (or itself, of lower degree). */
export interface Relation<E> {
  readonly degree: number
  readonly value: Fraction<E>
}
/** What polynomials cannot see into: one indeterminate. */
export interface Kernel<E> {
  readonly key: string
  readonly term: Term
  readonly relation: Relation<E> | undefined
}

/**
 * What terms are converted into: polynomials in kernels, or images of them that keep sums and products.
 *
 * The conversion (`conversion.ts`) decides what the kernels are and which relations they obey; a ring decides what becomes of
 * them. Polynomials keep every kernel; residues put numbers in the place of those that obey no relation.
 */
export interface Ring<E> {
  readonly zero: E
  readonly one: E
  constant(value: Rational): E
  /** A kernel that obeys a relation, to a power ≥ 0, not reduced. */
  indeterminate(index: number, exponent: number): E
  /** A kernel that obeys none, to a power ≥ 0. */
  free(kernel: Kernel<E>, index: number, exponent: number): E
  add(a: E, b: E): E
  negate(a: E): E
  scale(a: E, factor: Rational): E
  multiply(a: E, b: E): E
  /** A natural power, not reduced. */
  power(a: E, exponent: number): E
  isZero(a: E): boolean
  isOne(a: E): boolean
  equal(a: E, b: E): boolean
  /** Whether powers are taken at once, not by squaring and reducing. */
  isMonomial(a: E): boolean
  /** The highest exponent of a kernel; below 0 for zero. */
  degreeIn(a: E, index: number): number
  /** As a polynomial in one kernel: coefficients by exponent. */
  coefficientsIn(a: E, index: number): readonly E[]
  /** What two denominators must be multiplied by to meet: the one of a, and the one of b. */
  cofactors(a: E, b: E): readonly [E, E]
  /** A quotient whose divisor is not 0 for certain. */
  quotient(numerator: E, denominator: E): Fraction<E>
  /** Cosine and sine of an angle that is like no other, where the ring has a point of the circle for it. */
  circle(key: string): { readonly cos: E; readonly sin: E } | undefined
  /** A conjugate of `2cos(kπ/L)`, of the same one for each k, where the ring holds them. */
  cosine(grain: number, k: number): E | undefined
}

/** Polynomials over the rationals in all kernels. */
export class PolynomialRing implements Ring<Polynomial> {
  readonly zero = P.zeroPolynomial
  readonly one = P.onePolynomial
  readonly #budget: Budget
  constructor(budget: Budget) {
    this.#budget = budget
  }
  constant(value: Rational): Polynomial {
    return P.constantPolynomial(value)
  }
  indeterminate(index: number, exponent: number): Polynomial {
    return P.indeterminate(index, exponent)
  }
  free(_kernel: Kernel<Polynomial>, index: number, exponent: number): Polynomial {
    return P.indeterminate(index, exponent)
  }
  add(a: Polynomial, b: Polynomial): Polynomial {
    return P.add(a, b, this.#budget)
  }
  negate(a: Polynomial): Polynomial {
    return P.negatePolynomial(a)
  }
  scale(a: Polynomial, factor: Rational): Polynomial {
    return P.scalePolynomial(a, factor)
  }
  multiply(a: Polynomial, b: Polynomial): Polynomial {
    return P.multiply(a, b, this.#budget)
  }
  power(a: Polynomial, exponent: number): Polynomial {
    return P.powerPolynomial(a, exponent, this.#budget)
  }
  isZero(a: Polynomial): boolean {
    return P.isZeroPolynomial(a)
  }
  isOne(a: Polynomial): boolean {
    const value = P.constantOf(a)
    return value !== undefined && value.num === 1 && value.den === 1
  }
  equal(a: Polynomial, b: Polynomial): boolean {
    return P.equalPolynomials(a, b)
  }
  isMonomial(a: Polynomial): boolean {
    return a.terms.size <= 1
  }
  degreeIn(a: Polynomial, index: number): number {
    return P.degreeIn(a, index)
  }
  coefficientsIn(a: Polynomial, index: number): readonly Polynomial[] {
    return P.coefficientsIn(a, index)
  }
  cofactors(a: Polynomial, b: Polynomial): readonly [Polynomial, Polynomial] {
    const common = P.gcd(a, b, this.#budget)
    return [P.exactDivision(b, common, this.#budget) ?? b, P.exactDivision(a, common, this.#budget) ?? a]
  }
  quotient(numerator: Polynomial, denominator: Polynomial): RationalFunction {
    return { numerator, denominator }
  }
  circle(): undefined {
    return undefined
  }
  cosine(): undefined {
    return undefined
  }
}
