/**
 * Rational numbers in lowest terms.
 *
 * Equal values have equal fields, whose parts are `Integer`s: small values never touch a bigint. The functions have plain
 * names; where they could clash, import them as `import * as Q from '../exact/rational.ts'`.
 *
 * Sums and products try the schoolbook formula in doubles first. When it overflows, common factors of the denominators
 * (or across a product) are taken out before multiplying, which keeps the numbers as short as the result allows.
 */
import {
  absoluteInteger,
  addIntegers,
  bitLength,
  compareIntegers,
  divmodIntegers,
  exactQuotient,
  exactRoot,
  gcdIntegers,
  type Integer,
  integerFromText,
  multiplyIntegers,
  negateInteger,
  powerInteger,
  subtractIntegers,
} from './integer.ts'

export interface Rational {
  readonly num: Integer
  /** Greater than 0, without a common factor with `num`. */
  readonly den: Integer
}

const MAX = 9007199254740991
const isSafe = (n: number): boolean => n <= MAX && n >= -MAX

export const ZERO: Rational = Object.freeze({ num: 0, den: 1 })
export const ONE: Rational = Object.freeze({ num: 1, den: 1 })
export const TWO: Rational = Object.freeze({ num: 2, den: 1 })
export const MINUS_ONE: Rational = Object.freeze({ num: -1, den: 1 })
export const HALF: Rational = Object.freeze({ num: 1, den: 2 })

/**
 * The quotient of two integers.
 *
 * @throws RangeError for a denominator 0
 * @example
 * rational(6, -4) // { num: -3, den: 2 }
 */
export function rational(num: Integer, den: Integer): Rational {
  if (den === 1) return { num, den: 1 }
  if (den === 0) throw new RangeError('Expected a denominator other than 0')
  const common = gcdIntegers(num, den)
  if (common !== 1) {
    num = exactQuotient(num, common)
    den = exactQuotient(den, common)
  }
  return den < 0 ? { num: negateInteger(num), den: negateInteger(den) } : { num, den }
}

/** An integer as a rational. */
export function integer(n: Integer): Rational {
  return { num: n, den: 1 }
}

export function add(a: Rational, b: Rational): Rational {
  if (a.den === 1 && b.den === 1) return { num: addIntegers(a.num, b.num), den: 1 }
  if (a.den === b.den) return rational(addIntegers(a.num, b.num), a.den)
  if (typeof a.num === 'number' && typeof a.den === 'number' && typeof b.num === 'number' && typeof b.den === 'number') {
    const left = a.num * b.den
    const right = b.num * a.den
    const den = a.den * b.den
    if (isSafe(left) && isSafe(right) && isSafe(left + right) && isSafe(den)) return rational(left + right, den)
  }
  // a/(g·p) + b/(g·q) = (a·q + b·p) / (g·p·q), where only g can share a factor with the numerator.
  const common = gcdIntegers(a.den, b.den)
  const p = exactQuotient(a.den, common)
  const q = exactQuotient(b.den, common)
  const num = addIntegers(multiplyIntegers(a.num, q), multiplyIntegers(b.num, p))
  const shared = gcdIntegers(num, common)
  return { num: exactQuotient(num, shared), den: multiplyIntegers(multiplyIntegers(p, q), exactQuotient(common, shared)) }
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b))
}

export function multiply(a: Rational, b: Rational): Rational {
  if (a.den === 1 && b.den === 1) return { num: multiplyIntegers(a.num, b.num), den: 1 }
  if (typeof a.num === 'number' && typeof a.den === 'number' && typeof b.num === 'number' && typeof b.den === 'number') {
    const num = a.num * b.num
    const den = a.den * b.den
    if (isSafe(num) && isSafe(den)) return rational(num + 0, den)
  }
  return crossProduct(a.num, a.den, b.num, b.den)
}

/** `a/b · c/d` with common factors taken out across; both fractions are in lowest terms and b, d > 0. */
function crossProduct(a: Integer, b: Integer, c: Integer, d: Integer): Rational {
  const first = gcdIntegers(a, d)
  const second = gcdIntegers(c, b)
  return {
    num: multiplyIntegers(exactQuotient(a, first), exactQuotient(c, second)),
    den: multiplyIntegers(exactQuotient(b, second), exactQuotient(d, first)),
  }
}

/** @throws RangeError for a divisor 0 */
export function divide(a: Rational, b: Rational): Rational {
  return multiply(a, inverse(b))
}

export function negate(r: Rational): Rational {
  return { num: negateInteger(r.num), den: r.den }
}

export function absolute(r: Rational): Rational {
  return r.num < 0 ? negate(r) : r
}

/** @throws RangeError for 0 */
export function inverse(r: Rational): Rational {
  if (r.num === 0) throw new RangeError('Expected a divisor other than 0')
  return r.num < 0 ? { num: negateInteger(r.den), den: negateInteger(r.num) } : { num: r.den, den: r.num }
}

/**
 * A power with an integer exponent; 0 to the 0 is 1.
 *
 * @throws RangeError for a negative power of 0, an exponent that is no safe integer, or a result beyond `maxPowerBits` bits
 * @example
 * power({ num: -2, den: 3 }, -3) // { num: -27, den: 8 }
 */
export function power(r: Rational, exponent: number): Rational {
  if (exponent < 0) return power(inverse(r), -exponent)
  return { num: powerInteger(r.num, exponent), den: powerInteger(r.den, exponent) }
}

export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  if (a.den === b.den) return compareIntegers(a.num, b.num)
  if (a.num <= 0 !== b.num <= 0) return a.num <= 0 ? -1 : 1
  return compareIntegers(multiplyIntegers(a.num, b.den), multiplyIntegers(b.num, a.den))
}

export function equalRationals(a: Rational, b: Rational): boolean {
  return a.num === b.num && a.den === b.den
}

export function sign(r: Rational): -1 | 0 | 1 {
  return r.num > 0 ? 1 : r.num < 0 ? -1 : 0
}

export function isZero(r: Rational): boolean {
  return r.num === 0
}

export function isInteger(r: Rational): boolean {
  return r.den === 1
}

export function lesser(a: Rational, b: Rational): Rational {
  return compareRationals(a, b) <= 0 ? a : b
}

export function greater(a: Rational, b: Rational): Rational {
  return compareRationals(a, b) >= 0 ? a : b
}

/** The largest integer that is not above r. */
export function floorOf(r: Rational): Integer {
  return r.den === 1 ? r.num : divmodIntegers(r.num, r.den).quotient
}

/** The smallest integer that is not below r. */
export function ceilingOf(r: Rational): Integer {
  return r.den === 1 ? r.num : addIntegers(divmodIntegers(r.num, r.den).quotient, 1)
}

/** The nearest integer; halves go away from 0. */
export function nearestInteger(r: Rational): Integer {
  if (r.den === 1) return r.num
  const doubled = divmodIntegers(addIntegers(multiplyIntegers(2, absoluteInteger(r.num)), r.den), multiplyIntegers(2, r.den)).quotient
  return r.num < 0 ? negateInteger(doubled) : doubled
}

/** `r - floor(r)`, in [0, 1). */
export function fractionalPart(r: Rational): Rational {
  return { num: subtractIntegers(r.num, multiplyIntegers(floorOf(r), r.den)), den: r.den }
}

/**
 * The k-th root if it is rational, else `undefined`; odd roots of negative numbers are negative.
 *
 * @example
 * nthRoot({ num: -8, den: 27 }, 3) // { num: -2, den: 3 }
 */
export function nthRoot(r: Rational, k: number): Rational | undefined {
  const den = exactRoot(r.den, k)
  if (den === undefined) return undefined
  const num = exactRoot(r.num, k)
  return num === undefined ? undefined : { num, den }
}

/** Bits of the numerator and of the denominator together: what arithmetic with r costs. */
export function rationalBits(r: Rational): number {
  return bitLength(r.num) + bitLength(r.den)
}

/** `3`, `-3/2`. */
export function rationalToText(r: Rational): string {
  return r.den === 1 ? `${r.num}` : `${r.num}/${r.den}`
}

/** Reads what `rationalToText` writes, also `6/4`; `undefined` for every other text and for a denominator 0. */
export function rationalFromText(text: string): Rational | undefined {
  const slash = text.indexOf('/')
  const num = integerFromText(slash < 0 ? text : text.slice(0, slash))
  const den = slash < 0 ? 1 : integerFromText(text.slice(slash + 1))
  return num === undefined || den === undefined || den === 0 ? undefined : rational(num, den)
}
