/**
 * Is an algebraic number zero?
 *
 * Write the expression as A/B with algebraic integers A and B, by the rules below. Let u bound every conjugate of A, l every
 * conjugate of B, and let both lie in a field of degree at most D (the product of the degrees of the roots that occur). If
 * A is not zero, its norm is an integer other than zero, so |A| ≥ u^{-(D-1)}, and |A/B| ≥ 1/(u^{D-1}·l). A ball that is
 * smaller than this bound around zero proves zero. The rules are those of C. Burnikel, R. Fleischer, K. Mehlhorn, S. Schirra,
 * "A strong and easily computable separation bound for arithmetic expressions involving radicals", Algorithmica 27 (2000):
 *
 *     integer n:  u = |n|, l = 1                 a ± b:  u = u_a l_b + l_a u_b, l = l_a l_b
 *     a·b:        u = u_a u_b, l = l_a l_b       a/b:    u = u_a l_b, l = l_a u_b
 *     k-th root:  u = (u l^{k-1})^{1/k}, l = l   if u ≥ l;   u = u, l = (u^{k-1} l)^{1/k}   otherwise
 *
 * Roots of unity have u = l = 1 and lie in one cyclotomic field. All bounds are kept as logarithms to base 2, rounded up.
 */
import { containsZero, upperMagnitude } from '../../exact/ball.ts'
import { bitLength, type Integer, lcmIntegers, negateInteger } from '../../exact/integer.ts'
import type { Budget } from '../../limits/budget.ts'
import { constantValue, type Value } from './evaluate.ts'
import { totient } from '../../exact/factoring.ts'
import { pi } from '../term/node.ts'
import type { Term } from '../term/term.ts'

interface Bound {
  /** log2 of u and l. */
  readonly u: number
  readonly l: number
}
interface Field {
  /** Degree of the root of each base. */
  readonly roots: Map<string, number>
  /** Order of the roots of unity. */
  unity: number
}

/** Bits below zero at which a constant must be zero, if it is algebraic and the bound is in reach. */
export const separationBits = (term: Term): number | undefined => {
  const field: Field = { roots: new Map(), unity: 1 }
  const found = boundOf(term, field)
  if (found === undefined) return undefined
  let degree = 1
  for (const root of field.roots.values()) degree *= root
  if (field.unity > 2) degree *= totient(field.unity)
  const bits = (degree - 1) * found.u + found.l
  return Number.isFinite(bits) ? Math.ceil(bits) + 2 : undefined
}

/** log2 |n|, rounded up to an integer. */
const log2 = (n: Integer): number => {
  const size = n < 0 ? negateInteger(n) : n
  return size < 2 ? 0 : bitLength(typeof size === 'number' ? size - 1 : size)
}

const boundOf = (term: Term, field: Field): Bound | undefined => {
  switch (term.type) {
    case 'constant':
      return { u: log2(term.value.num), l: log2(term.value.den) }
    case 'named':
      if (term.name !== 'i') return undefined
      return unity(4, field)
    case 'sum': {
      // With the common denominator d of the coefficients in front.
      let common: number | bigint = 1
      for (const part of term.terms) {
        const den = part.type === 'constant' ? part.value.den : part.type === 'product' ? part.coefficient.den : 1
        common = lcmIntegers(common, den)
      }
      const each: Bound[] = []
      let l = log2(common)
      for (const part of term.terms) {
        const found =
          part.type === 'product' ? factorsOf(part.factors, field) : part.type === 'constant' ? { u: 0, l: 0 } : boundOf(part, field)
        if (found === undefined) return undefined
        const coefficient = part.type === 'product' ? part.coefficient : part.type === 'constant' ? part.value : undefined
        const weight = (coefficient === undefined ? 0 : log2(coefficient.num)) + log2(common)
        each.push({ u: found.u + weight, l: found.l })
        l += found.l
      }
      const rest = l - log2(common)
      let u = 0
      for (const found of each) u = Math.max(u, found.u + rest - found.l)
      return { u: u + log2(each.length), l }
    }
    case 'product': {
      const found = factorsOf(term.factors, field)
      return found && { u: found.u + log2(term.coefficient.num), l: found.l + log2(term.coefficient.den) }
    }
    case 'power': {
      if (term.base.key === '#e') {
        const { exponent } = term
        const turn =
          exponent.type === 'product' &&
          exponent.factors.length === 2 &&
          exponent.factors[0]?.key === '#i' &&
          exponent.factors[1]?.key === pi.key
        return turn ? unity(2 * Number(exponent.coefficient.den), field) : undefined
      }
      if (term.exponent.type !== 'constant') return undefined
      const { num, den } = term.exponent.value
      if (typeof den !== 'number' || typeof num !== 'number') return undefined
      const base = boundOf(term.base, field)
      if (base === undefined) return undefined
      let root = base
      if (den !== 1) {
        const known = field.roots.get(term.base.key) ?? 1
        const degree = lcmIntegers(known, den)
        if (typeof degree !== 'number') return undefined
        field.roots.set(term.base.key, degree)
        root =
          base.u >= base.l ? { u: (base.u + (den - 1) * base.l) / den, l: base.l } : { u: base.u, l: ((den - 1) * base.u + base.l) / den }
      }
      const times = Math.abs(num)
      return num > 0 ? { u: root.u * times, l: root.l * times } : { u: root.l * times, l: root.u * times }
    }
    case 'apply': {
      const angle = term.arguments[0]
      if (angle === undefined) return undefined
      if (term.name === 'cos' || term.name === 'sin') {
        // (ζ + ζ^-1)/2 or (ζ - ζ^-1)/2i
        const turn =
          angle.type === 'product' && angle.factors.length === 1 && angle.factors[0]?.key === pi.key
            ? Number(angle.coefficient.den)
            : undefined
        if (turn === undefined) return undefined
        return unity(2 * turn * (term.name === 'sin' && turn % 2 === 1 ? 2 : 1), field) && { u: 1, l: 1 }
      }
      if (term.name === 'abs') return boundOf(angle, field)
      return undefined
    }
    default:
      return undefined
  }
}
const factorsOf = (factors: readonly Term[], field: Field): Bound | undefined => {
  let u = 0
  let l = 0
  for (const part of factors) {
    const found = boundOf(part, field)
    if (found === undefined) return undefined
    u += found.u
    l += found.l
  }
  return { u, l }
}
const unity = (order: number, field: Field): Bound | undefined => {
  if (!(order <= highestOrder)) return undefined // denominators beyond doubles are infinite here
  const common = lcmIntegers(field.unity, order)
  if (typeof common !== 'number' || common > highestOrder) return undefined
  field.unity = common
  return { u: 0, l: 0 }
}

/** Roots of unity of higher order have bounds that nobody reaches. */
const highestOrder = 100_000

/** log2 of an upper bound of |value|, for a value that may be complex. */
const upper = (value: Value): number => Math.max(upperMagnitude(value.re), upperMagnitude(value.im)) + 1
export const excludesZero = (value: Value): boolean => !containsZero(value.re) || !containsZero(value.im)

/** Precisions are doubled up to here. */
export const highestPrecision = 16_384

/**
 * Whether an algebraic constant is zero: by a ball narrower than its separation bound, or one without zero. `undefined` when
 * it is not algebraic, not defined, or the bound is out of reach. Throws `Exhausted` when the budget runs out.
 */
export const algebraicZero = (term: Term, budget: Budget): boolean | undefined => {
  const bits = separationBits(term)
  if (bits === undefined || bits > 4 * highestPrecision) return undefined
  for (let precision = 128; ; precision *= 2) {
    const value = constantValue(term, Math.min(precision, bits + 64), budget)
    if (value === 'nowhere') return undefined
    if (value !== undefined) {
      if (excludesZero(value)) return false
      if (upper(value) < -bits) return true
    }
    if (precision > 4 * bits + 1024 || precision > highestPrecision * 2) return undefined
  }
}
