import type { Integer } from '../../exact/integer.ts'
import { addMod, integerMod, mulMod, powMod, rationalMod, safePrimes } from '../../exact/modular.ts'
import type { Budget } from '../../limits/budget.ts'
import { totient } from '../../exact/factoring.ts'
import { isIntegerValued, isNonNegative } from '../term/property.ts'
import type { Term } from '../term/term.ts'

/**
 * Residues of exact numbers that are too large to write out: `2^{10^9}+1`, `3^{3^{3^3}}`, `100000!`.
 *
 * Two numbers with different residues modulo a prime that divides no denominator are different. A power `a^E` with a
 * huge exponent E is `a^{(E mod φ(m)) + φ(m)}` modulo any m, because E is at least log2(m) (Euler's theorem for a that
 * is not prime to m); so towers are evaluated from the top, each level modulo the φ of the one below. Equal residues
 * prove nothing.
 */
export interface ResidueWitness {
  readonly modulus: number
  readonly gold: number
  readonly prediction: number
}

/** A prime modulo which the two terms have different residues. */
export const differentResidues = (
  gold: Term,
  prediction: Term,
  values: ReadonlyMap<string, Integer>,
  budget: Budget,
): ResidueWitness | undefined => {
  for (const modulus of safePrimes.slice(0, 4)) {
    const a = residue(gold, modulus, values, budget)
    if (a === undefined) return undefined
    const b = residue(prediction, modulus, values, budget)
    if (b === undefined) return undefined
    if (a !== b) return { modulus, gold: a, prediction: b }
  }
  return undefined
}

/** The residue of a rational expression modulo a prime (or of an integer one modulo any number); `undefined` where it has none or it is not known. */
const residue = (term: Term, modulus: number, values: ReadonlyMap<string, Integer>, budget: Budget): number | undefined => {
  budget.spend(2)
  switch (term.type) {
    case 'constant':
      return rationalMod(term.value, modulus)
    case 'variable': {
      const value = values.get(term.key)
      return value === undefined ? undefined : integerMod(value, modulus)
    }
    case 'sum': {
      let total = 0
      for (const part of term.terms) {
        const value = residue(part, modulus, values, budget)
        if (value === undefined) return undefined
        total = addMod(total, value, modulus)
      }
      return total
    }
    case 'product': {
      let total = rationalMod(term.coefficient, modulus)
      for (const part of term.factors) {
        const value = residue(part, modulus, values, budget)
        if (value === undefined || total === undefined) return undefined
        total = mulMod(total, value, modulus)
      }
      return total
    }
    case 'power': {
      const base = residue(term.base, modulus, values, budget)
      if (base === undefined) return undefined
      const exponent = integerOf(term.exponent, values)
      if (exponent !== undefined) return powMod(base, exponent, modulus)
      if (!isHuge(term.exponent) || !isIntegerValued(term.base)) return undefined
      budget.spend(200)
      const turn = totient(modulus)
      const rest = residue(term.exponent, turn, values, budget)
      return rest === undefined ? undefined : powMod(base, rest + turn, modulus)
    }
    case 'apply': {
      const [a, b] = term.arguments
      const n = a === undefined ? undefined : integerOf(a, values)
      if (typeof n !== 'number' || n < 0) return undefined
      if (term.name === 'factorial') return falling(n, n, modulus, budget)
      if (term.name === 'binomial' && b !== undefined) {
        const k = integerOf(b, values)
        if (typeof k !== 'number' || k < 0 || n >= modulus) return undefined
        const above = falling(n, k, modulus, budget)
        const below = falling(k, k, modulus, budget)
        const inverse = below === undefined ? undefined : powMod(below, -1, modulus)
        return inverse === undefined || above === undefined ? undefined : mulMod(above, inverse, modulus)
      }
      return undefined
    }
    default:
      return undefined
  }
}

const integerOf = (term: Term, values: ReadonlyMap<string, Integer>): Integer | undefined => {
  if (term.type === 'constant') return term.value.den === 1 ? term.value.num : undefined
  if (term.type === 'variable') return values.get(term.key)
  if (term.type === 'sum') {
    let total = 0
    for (const part of term.terms) {
      const value = integerOf(part, values)
      if (typeof value !== 'number') return undefined
      total += value
    }
    return Number.isSafeInteger(total) ? total : undefined
  }
  if (term.type === 'product' && term.coefficient.den === 1) {
    let total = Number(term.coefficient.num)
    for (const part of term.factors) {
      const value = integerOf(part, values)
      if (typeof value !== 'number') return undefined
      total *= value
    }
    return Number.isSafeInteger(total) ? total : undefined
  }
  return undefined
}

/** A natural number that was too large to be written out, so that it certainly exceeds 26. */
const isHuge = (term: Term): boolean => {
  if (!isIntegerValued(term) || !isNonNegative(term)) return false
  switch (term.type) {
    case 'power':
      return term.base.type === 'constant' && term.base.value.num > 1
    case 'product':
      return term.factors.some(isHuge)
    case 'sum':
      return term.terms.some(isHuge)
    case 'apply':
      return term.name === 'factorial' && term.arguments[0]?.type === 'constant'
    default:
      return false
  }
}

/** `n (n-1) … (n-k+1)` modulo m; 0 as soon as a factor vanishes. */
const falling = (n: number, k: number, modulus: number, budget: Budget): number | undefined => {
  if (k >= modulus) return 0
  if (k > 3_000_000) return undefined
  budget.spend(Math.floor(k / 8))
  let result = 1 % modulus
  for (let j = 0; j < k && result !== 0; j++) result = mulMod(result, (n - j) % modulus, modulus)
  return result
}
