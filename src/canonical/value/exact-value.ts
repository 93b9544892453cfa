import { bitLength, fromBigInt } from '../../exact/integer.ts'
import {
  absolute,
  add,
  ceilingOf,
  floorOf,
  integer,
  inverse,
  multiply,
  nearestInteger,
  nthRoot,
  ONE,
  power as raise,
  type Rational,
  rationalBits,
  sign,
  ZERO,
} from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { isConstantTerm } from '../term/property.ts'
import type { BoundTerm, Term } from '../term/term.ts'

/**
 * The exact value of a term at a rational point, as long as it stays rational and short.
 *
 * `undefined`: not rational, or not by this simple evaluator. `'nowhere'`: the term has no real value there
 * (a division by zero, an even root or a logarithm of a negative number).
 */
export type ExactValue = Rational | 'nowhere' | undefined

/** Longer values are left to the rungs that do not write numbers out. */
const longest = 6000

export const exactValue = (term: Term, values: ReadonlyMap<string, Rational>, budget: Budget): ExactValue => {
  budget.spend(1)
  switch (term.type) {
    case 'constant':
      return term.value
    case 'variable':
      return values.get(term.key)
    case 'undefined':
      return 'nowhere'
    case 'sum': {
      let total: Rational = ZERO
      let unknown = false
      for (const part of term.terms) {
        const value = exactValue(part, values, budget)
        if (value === 'nowhere') return value
        if (value === undefined) unknown = true
        else if (!unknown) total = add(total, value)
        if (rationalBits(total) > longest) return undefined
      }
      return unknown ? undefined : total
    }
    case 'product': {
      let total: Rational = term.coefficient
      let unknown = false
      for (const part of term.factors) {
        const value = exactValue(part, values, budget)
        if (value === 'nowhere') return value
        if (value === undefined) unknown = true
        else if (!unknown) total = multiply(total, value)
        if (rationalBits(total) > longest) return undefined
      }
      return unknown ? undefined : total
    }
    case 'power': {
      const exponent = exactValue(term.exponent, values, budget)
      if (exponent === 'nowhere') return exponent
      const base = exactValue(term.base, values, budget)
      if (base === 'nowhere') return base
      if (base === undefined || exponent === undefined) return undefined
      return powerValue(base, exponent, isConstantTerm(term.base))
    }
    case 'apply': {
      const args: Rational[] = []
      let unknown = false
      for (const part of term.arguments) {
        const value = exactValue(part, values, budget)
        if (value === 'nowhere') return value
        if (value === undefined) unknown = true
        else args.push(value)
      }
      return unknown ? undefined : functionValue(term.name, args)
    }
    case 'bound':
      return boundValue(term, values, budget)
    default:
      return undefined
  }
}

/** Sums and products are carried out up to this many terms. */
const longestSum = 300

const boundValue = (term: BoundTerm, values: ReadonlyMap<string, Rational>, budget: Budget): ExactValue => {
  if ((term.operator !== 'sum' && term.operator !== 'product') || term.lower === undefined || term.upper === undefined) return undefined
  const lower = exactValue(term.lower, values, budget)
  const upper = exactValue(term.upper, values, budget)
  if (lower === 'nowhere' || upper === 'nowhere') return 'nowhere'
  if (lower === undefined || upper === undefined || lower.den !== 1 || upper.den !== 1) return undefined
  const from = Number(lower.num)
  const to = Number(upper.num)
  if (to - from > longestSum || Math.abs(from) > 1e9) return undefined
  let total: Rational = term.operator === 'sum' ? ZERO : ONE
  for (let k = from; k <= to; k++) {
    const value = exactValue(term.body, new Map([...values, [term.variable.key, integer(k)]]), budget)
    if (value === undefined || value === 'nowhere') return value
    total = term.operator === 'sum' ? add(total, value) : multiply(total, value)
    if (rationalBits(total) > longest) return undefined
  }
  return total
}

/** Real powers; principal values of constants are left to others. */
const powerValue = (base: Rational, exponent: Rational, constantBase: boolean): ExactValue => {
  if (base.num === 0) return exponent.num > 0 ? ZERO : exponent.num < 0 ? 'nowhere' : ONE
  if (typeof exponent.den !== 'number' || typeof exponent.num !== 'number') return undefined
  if (exponent.den !== 1) {
    if (base.num < 0 && exponent.den % 2 === 0) return constantBase ? undefined : 'nowhere'
    const root = nthRoot(base, exponent.den)
    return root === undefined ? undefined : powerValue(root, { num: exponent.num, den: 1 }, constantBase)
  }
  const isUnit = base.den === 1 && (base.num === 1 || base.num === -1)
  if (!isUnit && Math.abs(exponent.num) * rationalBits(base) > longest) return undefined
  return raise(base, exponent.num)
}

const functionValue = (name: string, args: readonly Rational[]): ExactValue => {
  const [a, b] = args
  if (a === undefined) return undefined
  switch (name) {
    case 'abs':
      return absolute(a)
    case 'sign':
      return integer(sign(a))
    case 'floor':
      return integer(floorOf(a))
    case 'ceiling':
      return integer(ceilingOf(a))
    case 'round':
      return integer(nearestInteger(a))
    case 'ln':
      return a.num <= 0 ? 'nowhere' : a.num === 1 && a.den === 1 ? ZERO : undefined
    case 'sin':
    case 'arcsin':
    case 'arctan':
      if (name === 'arcsin' && absolute(a).num > a.den) return 'nowhere'
      return a.num === 0 ? ZERO : undefined
    case 'cos':
      return a.num === 0 ? ONE : undefined
    case 'factorial':
      if (a.den !== 1) return undefined
      if (a.num < 0) return 'nowhere'
      return a.num > 400 ? undefined : integer(fromBigInt(fallingProduct(BigInt(a.num), BigInt(a.num))))
    case 'doublefactorial': {
      if (a.den !== 1 || a.num > 400) return undefined
      if (a.num < -1) return 'nowhere'
      let result = 1n
      for (let k = BigInt(a.num); k > 1n; k -= 2n) result *= k
      return integer(fromBigInt(result))
    }
    case 'binomial': {
      if (b === undefined || b.den !== 1 || a.den !== 1) return undefined
      if (b.num < 0) return a.num >= 0 ? ZERO : undefined
      if (a.num >= 0 && b.num > a.num) return ZERO
      if (b.num > 400 || bitLength(a.num) > 40) return undefined
      const k = BigInt(b.num)
      return integer(fromBigInt(fallingProduct(BigInt(a.num), k) / fallingProduct(k, k)))
    }
    case 'mod': {
      if (b === undefined) return undefined
      if (b.num === 0) return 'nowhere'
      return add(a, multiply(b, integer(-Number(floorOf(multiply(a, inverse(b)))))))
    }
    default:
      return undefined
  }
}
/** `n (n-1) … (n-k+1)`. */
const fallingProduct = (n: bigint, k: bigint): bigint => {
  let result = 1n
  for (let j = 0n; j < k; j++) result *= n - j
  return result
}
