/**
 * Arithmetic in prime fields, for fingerprints of exact values.
 *
 * A map from the rationals whose denominators p does not divide onto the residues modulo p keeps sums, products and powers
 * with integer exponents. So values with different residues are different: a proof, for a few machine operations, however
 * large the numbers are. Equal residues prove nothing, and an exponent is never reduced by anything but p - 1 of a known
 * integer; here it is not reduced at all.
 *
 * Primes stay below 2^26, so that a product is below 2^52 and exact in a double. The quotient that `mulMod` estimates with
 * one rounding is off by at most one, which the two comparisons repair. Residues are in [0, p).
 */
import { type Integer, negateInteger } from './integer.ts'
import type { Rational } from './rational.ts'

/**
 * Primes p whose (p - 1)/2 is prime too: an element other than 0, 1 and -1 has an order of at least (p - 1)/2, so that powers
 * with different small exponents do not meet by chance. All are 3 modulo 4 and 2 modulo 3: -1 has no square root, and
 * every element has exactly one cube root.
 */
export const safePrimes: readonly number[] = Object.freeze([
  67108187, 67107983, 67107539, 67107323, 67106903, 67106099, 67104803, 67104743, 67104539, 67104419, 67104263, 67104047,
])

/** Primes p whose (p - 1)/4 is prime, the next best where -1 needs a square root: `sqrtMod(p - 1, p)` is an imaginary unit. */
export const imaginaryPrimes: readonly number[] = Object.freeze([
  67108109, 67107749, 67106717, 67106477, 67106189, 67105877, 67105517, 67105373,
])

export function addMod(a: number, b: number, p: number): number {
  const sum = a + b
  return sum >= p ? sum - p : sum
}

export function subtractMod(a: number, b: number, p: number): number {
  const difference = a - b
  return difference < 0 ? difference + p : difference
}

export function negateMod(a: number, p: number): number {
  return a === 0 ? 0 : p - a
}

export function mulMod(a: number, b: number, p: number): number {
  const product = a * b
  const rest = product - Math.floor(product / p) * p
  return rest < 0 ? rest + p : rest >= p ? rest - p : rest
}

/**
 * A power with an integer exponent, by squaring: as many rounds as the exponent has bits. 0 to the 0 is 1, a negative power
 * of 0 is `undefined`.
 *
 * @example
 * powMod(2, 1000000000, 67108187) // 28339192
 */
export function powMod(base: number, exponent: Integer, p: number): number | undefined {
  if (exponent < 0) {
    const inverse = inverseMod(base, p)
    return inverse === undefined ? undefined : powMod(inverse, negateInteger(exponent), p)
  }
  let power = 1
  if (typeof exponent === 'number') {
    let square = base
    let left = exponent
    while (left > 0) {
      const half = Math.floor(left / 2)
      if (left !== 2 * half) power = mulMod(power, square, p)
      left = half
      if (left > 0) square = mulMod(square, square, p)
    }
    return power
  }
  for (const bit of exponent.toString(2)) {
    power = mulMod(power, power, p)
    if (bit === '1') power = mulMod(power, base, p)
  }
  return power
}

/** The inverse, by Euclid's algorithm; `undefined` when there is none. The modulus need not be prime. */
export function inverseMod(a: number, p: number): number | undefined {
  // Invariant: next ≡ nextFactor · a, last ≡ lastFactor · a.
  let last = p
  let next = a
  let lastFactor = 0
  let nextFactor = 1
  while (next > 1) {
    const rest = last % next
    const quotient = (last - rest) / next
    const factor = lastFactor - quotient * nextFactor
    last = next
    next = rest
    lastFactor = nextFactor
    nextFactor = factor
  }
  if (next === 0) return undefined
  return nextFactor < 0 ? nextFactor + p : nextFactor
}

export function divideMod(a: number, b: number, p: number): number | undefined {
  const inverse = inverseMod(b, p)
  return inverse === undefined ? undefined : mulMod(a, inverse, p)
}

export function integerMod(n: Integer, p: number): number {
  const rest = typeof n === 'number' ? n % p : Number(n % BigInt(p))
  return rest < 0 ? rest + p : rest + 0
}

/** The residue of a rational; `undefined` when p divides its denominator. */
export function rationalMod(r: Rational, p: number): number | undefined {
  const num = integerMod(r.num, p)
  return r.den === 1 ? num : divideMod(num, integerMod(r.den, p), p)
}

/**
 * One of the two square roots, the smaller residue; `undefined` when there is none. The other one is `p - root`.
 *
 * p modulo 4 is 3: a^((p+1)/4). Otherwise p modulo 8 is 5 (all primes above are one or the other): Atkin's formula.
 */
export function sqrtMod(a: number, p: number): number | undefined {
  if (a === 0) return 0
  let root: number | undefined
  if (p % 4 === 3) root = powMod(a, (p + 1) / 4, p)
  else if (p % 8 === 5) {
    const b = powMod(addMod(a, a, p), (p - 5) / 8, p) as number
    const i = mulMod(addMod(a, a, p), mulMod(b, b, p), p)
    root = mulMod(mulMod(a, b, p), subtractMod(i, 1, p), p)
  } else throw new RangeError(`Expected a prime that is 3 modulo 4 or 5 modulo 8, found ${p}`)
  if (root === undefined || mulMod(root, root, p) !== a) return undefined
  return root <= p - root ? root : p - root
}

/** The only k-th root, where k has no common factor with p - 1; `undefined` where it has one. */
export function rootMod(a: number, k: number, p: number): number | undefined {
  const exponent = inverseMod(integerMod(k, p - 1), p - 1)
  return exponent === undefined ? undefined : powMod(a, exponent, p)
}
