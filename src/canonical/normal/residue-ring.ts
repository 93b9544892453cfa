/**
 * Images of terms in a prime field: kernels that obey no relation are numbers, the others stay letters.
 *
 *     \frac{x^9-1}{x-1}        a residue
 *     x+\sqrt{x^2+1}           a + s  with  s^2 = a^2 + 1
 *
 * Nothing grows but the few letters that obey relations, so that a sum of cubes of sums costs what is written. Because the
 * relations are kept as they are, and no root is ever chosen, the image of 0 is 0, and what is not 0 vanishes only where a
 * polynomial in the values of the free kernels does.
 */
import { addMod, divideMod, inverseMod, mulMod, negateMod, powMod, rationalMod } from '../../exact/modular.ts'
import { hashText, points } from '../../exact/points.ts'
import type { Rational } from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { exponentIn, monomial, monomialProduct, withExponent } from './polynomial.ts'
import type { Fraction, Kernel, Ring } from './ring.ts'

/** A number in the field, or a polynomial over it: coefficients other than 0 by monomial. */
export type Residues = number | ReadonlyMap<string, number>

/** The prime divides what must be inverted: another one may not. */
export class Unlucky extends Error {}

/** Terms of one polynomial; more letters than that have no use. */
const mostTerms = 4_000

export class ResidueRing implements Ring<Residues> {
  readonly zero: Residues = 0
  readonly one: Residues = 1
  readonly #prime: number
  readonly #seed: number
  readonly #budget: Budget
  #turn: { readonly grain: number; readonly z: number } | undefined

  /** @param seed what the values of the free kernels are drawn from */
  constructor(prime: number, seed: number, budget: Budget) {
    this.#prime = prime
    this.#seed = seed
    this.#budget = budget
  }

  constant(value: Rational): Residues {
    const residue = rationalMod(value, this.#prime)
    if (residue === undefined) throw new Unlucky()
    return residue
  }
  indeterminate(index: number, exponent: number): Residues {
    return exponent === 0 ? 1 : new Map([[monomial(index, exponent), 1]])
  }
  free(kernel: Kernel<Residues>, _index: number, exponent: number): Residues {
    this.#budget.spend(4)
    return this.power(points(hashText(kernel.key, this.#seed)).residue(this.#prime), exponent)
  }
  /** `((1 - t²)/(1 + t²), 2t/(1 + t²))`: where t runs through the field, that runs through the circle but for one point. */
  circle(key: string): { readonly cos: Residues; readonly sin: Residues } {
    this.#budget.spend(10)
    const p = this.#prime
    const t = points(hashText(`@${key}`, this.#seed)).residue(p)
    const square = mulMod(t, t, p)
    const below = inverseMod(addMod(1, square, p), p)
    if (below === undefined) throw new Unlucky()
    return { cos: mulMod(addMod(1, negateMod(square, p), p), below, p), sin: mulMod(addMod(t, t, p), below, p) }
  }
  /** `z^k + z^-k` for a z of order 2L: the minimal polynomial is irreducible, so that one conjugate speaks for all. */
  cosine(grain: number, k: number): Residues | undefined {
    const p = this.#prime
    const turns = (p - 1) / (2 * grain)
    if (!Number.isInteger(turns)) return undefined
    this.#budget.spend(4)
    if (this.#turn?.grain !== grain) this.#turn = { grain, z: this.#rootOfUnity(grain, turns) }
    const power = powMod(this.#turn.z, k, p) as number
    return addMod(power, inverseMod(power, p) as number, p)
  }
  #rootOfUnity(grain: number, turns: number): number {
    const p = this.#prime
    const random = points(hashText(`2cos(π/${grain})`, this.#seed))
    for (;;) {
      this.#budget.spend(20)
      const z = powMod(random.residue(p), turns, p) as number
      if (primeFactors(2 * grain).every(prime => powMod(z, (2 * grain) / prime, p) !== 1)) return z
    }
  }

  add(a: Residues, b: Residues): Residues {
    const p = this.#prime
    if (typeof a === 'number' && typeof b === 'number') return addMod(a, b, p)
    const result = new Map(typeof a === 'number' ? constantTerms(a) : a)
    for (const [key, value] of typeof b === 'number' ? constantTerms(b) : b) accumulate(result, key, value, p)
    this.#budget.spend(result.size)
    return simplest(result)
  }
  negate(a: Residues): Residues {
    return this.#scaled(a, this.#prime - 1)
  }
  scale(a: Residues, factor: Rational): Residues {
    return this.#scaled(a, this.constant(factor) as number)
  }
  #scaled(a: Residues, factor: number): Residues {
    const p = this.#prime
    if (typeof a === 'number') return mulMod(a, factor, p)
    if (factor === 0) return 0
    this.#budget.spend(a.size)
    return new Map([...a].map(([key, value]) => [key, mulMod(value, factor, p)]))
  }
  multiply(a: Residues, b: Residues): Residues {
    if (typeof a === 'number') return this.#scaled(b, a)
    if (typeof b === 'number') return this.#scaled(a, b)
    if (a.size * b.size > 50 * mostTerms) throw new Exhausted('normal-form')
    this.#budget.spend(a.size * b.size)
    const p = this.#prime
    const result = new Map<string, number>()
    for (const [keyA, valueA] of a)
      for (const [keyB, valueB] of b) accumulate(result, monomialProduct(keyA, keyB), mulMod(valueA, valueB, p), p)
    if (result.size > mostTerms) throw new Exhausted('normal-form')
    return simplest(result)
  }
  power(a: Residues, exponent: number): Residues {
    if (typeof a === 'number') return powMod(a, exponent, this.#prime) as number
    let result: Residues = 1
    let square: Residues = a
    for (let left = exponent; left > 0; ) {
      if (left % 2 === 1) result = this.multiply(result, square)
      left = (left - (left % 2)) / 2
      if (left > 0) square = this.multiply(square, square)
    }
    return result
  }

  isZero(a: Residues): boolean {
    return a === 0
  }
  isOne(a: Residues): boolean {
    return a === 1
  }
  equal(a: Residues, b: Residues): boolean {
    if (typeof a === 'number' || typeof b === 'number') return a === b
    if (a.size !== b.size) return false
    for (const [key, value] of a) if (b.get(key) !== value) return false
    return true
  }
  isMonomial(a: Residues): boolean {
    return typeof a === 'number' || a.size === 1
  }
  degreeIn(a: Residues, index: number): number {
    if (typeof a === 'number') return a === 0 ? -1 : 0
    let degree = 0
    for (const key of a.keys()) degree = Math.max(degree, exponentIn(key, index))
    return degree
  }
  coefficientsIn(a: Residues, index: number): readonly Residues[] {
    if (typeof a === 'number') return [a]
    const parts: Map<string, number>[] = []
    for (const [key, value] of a) {
      const exponent = exponentIn(key, index)
      while (parts.length <= exponent) parts.push(new Map())
      ;(parts[exponent] as Map<string, number>).set(withExponent(key, index, 0), value)
    }
    return parts.map(simplest)
  }
  cofactors(a: Residues, b: Residues): readonly [Residues, Residues] {
    return [b, a]
  }
  quotient(numerator: Residues, denominator: Residues): Fraction<Residues> {
    if (typeof denominator !== 'number') return { numerator, denominator }
    const below = divideMod(1, denominator, this.#prime)
    if (below === undefined) throw new Unlucky()
    return { numerator: this.#scaled(numerator, below), denominator: 1 }
  }
}

const constantTerms = (value: number): readonly (readonly [string, number])[] => (value === 0 ? [] : [['', value]])
const accumulate = (into: Map<string, number>, key: string, value: number, p: number): void => {
  const total = addMod(into.get(key) ?? 0, value, p)
  if (total === 0) into.delete(key)
  else into.set(key, total)
}
/** A polynomial without letters is a number. */
const simplest = (terms: ReadonlyMap<string, number>): Residues =>
  terms.size === 0 ? 0 : terms.size === 1 ? (terms.get('') ?? terms) : terms

const primeFactors = (n: number): readonly number[] => {
  const found: number[] = []
  let rest = n
  for (let p = 2; rest > 1; p++) {
    if (rest % p !== 0) continue
    found.push(p)
    while (rest % p === 0) rest /= p
  }
  return found
}
