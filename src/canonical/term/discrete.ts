/**
 * Functions with integers in them: factorials, binomials, rounding, remainders, divisors, extremes.
 */
import { floorByEvaluation } from '../value/evaluate.ts'
import { absoluteInteger, bitLength, gcdIntegers, type Integer, lcmIntegers, powerInteger } from '../../exact/integer.ts'
import { binomialCoefficient, doubleFactorial as exactDoubleFactorial, factorial as exactFactorial } from '../../exact/factorial.ts'
import { ceilingOf, compareRationals, floorOf, nearestInteger } from '../../exact/rational.ts'
import { negateTerm, product, quotient, scale, squareRoot, subtractTerms, sum } from './build.ts'
import {
  applyNode,
  byKey,
  constant,
  half,
  integer,
  isInfinite,
  isIntegerConstant,
  minusInfinity,
  one,
  pi,
  plusInfinity,
  undefinedTerm,
  zero,
} from './node.ts'
import { isConstantTerm, isIntegerValued, isReal, signOfConstant } from './property.ts'
import type { Term } from './term.ts'

/** Factorials up to here are multiplied out. */
const expandedFactorial = 2500
/** Longer binomial coefficients stay as they are. */
export const expandedBits = 60_000
/** The smaller number below, up to which a binomial is written out whatever stands above. */
const shortBinomial = 500

const whole = (n: Integer): Term => constant({ num: n, den: 1 })

/** `u!`: a number for a natural u, a multiple of √π for a half. */
export const factorial = (u: Term): Term => {
  if (u.type === 'constant') {
    const { num, den } = u.value
    if (den === 1) {
      if (num < 0) return undefinedTerm
      const value = num > expandedFactorial ? undefined : exactFactorial(num)
      return value === undefined ? applyNode('factorial', [u]) : whole(value)
    }
    // (m/2)! from (-1/2)! = √π: m!!/2^{(m+1)/2} for a positive odd m, (-2)^{j}/(2j-1)!! with j = (-m-1)/2 for a negative one.
    if (den === 2 && typeof num === 'number' && num > -400 && num < 400) {
      const odd = exactDoubleFactorial(num > 0 ? num : -num - 2) ?? 1
      const two = powerInteger(num > 0 ? 2 : -2, num > 0 ? (num + 1) / 2 : (-num - 1) / 2)
      return scale(num > 0 ? { num: odd, den: two } : { num: two, den: odd }, squareRoot(pi))
    }
  }
  if (isInfinite(u)) return u
  return applyNode('factorial', [u])
}
export const doubleFactorial = (u: Term): Term => {
  if (!isIntegerConstant(u)) return applyNode('doublefactorial', [u])
  const n = u.value.num
  if (n < -1) return undefinedTerm
  const value = n > expandedFactorial ? undefined : exactDoubleFactorial(n)
  return value === undefined ? applyNode('doublefactorial', [u]) : whole(value)
}
/** `\\binom{n}{k}`; for a natural number `k` it is a polynomial in `n`. */
export const binomial = (n: Term, k: Term): Term => {
  if (isIntegerConstant(k)) {
    const below = k.value.num
    if (below < 0) return zero
    if (isIntegerConstant(n)) {
      const small = n.value.num >= 0 && n.value.num < 2 * Number(below) ? Number(n.value.num) - Number(below) : Number(below)
      // As long as factorials are, or short: `\\binom{5000}{2500}` stays a quotient of factorials that stay.
      const long = small * bitLength(n.value.num) > expandedBits || (small > shortBinomial && n.value.num > expandedFactorial)
      const value = long ? undefined : binomialCoefficient(n.value.num, below)
      if (value !== undefined) return whole(value)
    } else if (below <= 12) {
      const factors: Term[] = []
      for (let j = 0; j < below; j++) factors.push(quotient(subtractTerms(n, integer(j)), integer(j + 1)))
      return product(factors)
    }
  }
  const other = subtractTerms(n, k)
  if (isIntegerConstant(other) && isIntegerValued(n) && !isIntegerConstant(k)) return binomial(n, other)
  if (n.key === k.key) return one
  return applyNode('binomial', [n, other.key < k.key ? other : k])
}

/** `\lfloor u\rfloor` and its kin: of constants the integer, of sums with their integer-valued terms apart. */
export const rounded = (name: 'floor' | 'ceiling' | 'round', u: Term): Term => {
  if (u.type === 'constant')
    return constant({
      num: name === 'floor' ? floorOf(u.value) : name === 'ceiling' ? ceilingOf(u.value) : nearestInteger(u.value),
      den: 1,
    })
  if (isIntegerValued(u)) return u
  if (isConstantTerm(u) && isReal(u)) {
    const shifted = name === 'round' ? sum([u, half]) : name === 'ceiling' ? negateTerm(u) : u
    const value = floorByEvaluation(shifted)
    if (value !== undefined) return name === 'ceiling' ? negateTerm(constant({ num: value, den: 1 })) : constant({ num: value, den: 1 })
  }
  if (u.type === 'sum') {
    const whole = u.terms.filter(isIntegerValued)
    if (whole.length > 0) return sum([...whole, rounded(name, sum(u.terms.filter(part => !isIntegerValued(part))))])
  }
  if (name === 'ceiling') return negateTerm(applyNode('floor', [negateTerm(u)]))
  return applyNode(name, [u])
}

export const remainder = (a: Term, m: Term): Term => {
  if (a.type === 'constant' && m.type === 'constant') {
    if (m.value.num === 0) return undefinedTerm
    return subtractTerms(a, product([m, rounded('floor', quotient(a, m))]))
  }
  return applyNode('mod', [a, m])
}

export const commonDivisor = (name: 'gcd' | 'lcm', args: readonly Term[]): Term => {
  if (args.every(isIntegerConstant)) {
    let result: Integer = name === 'gcd' ? 0 : 1
    for (const part of args)
      if (part.type === 'constant') result = name === 'gcd' ? gcdIntegers(result, part.value.num) : lcmIntegers(result, part.value.num)
    return whole(absoluteInteger(result))
  }
  return applyNode(name, [...args].sort(byKey))
}

export const extreme = (name: 'max' | 'min', args: readonly Term[]): Term => {
  const kept: Term[] = []
  for (const candidate of args) {
    let dominated = false
    for (let index = 0; index < kept.length; index++) {
      const other = kept[index] as Term
      const order =
        candidate.type === 'constant' && other.type === 'constant'
          ? compareRationals(candidate.value, other.value)
          : orderOf(candidate, other)
      if (order === undefined) continue
      if (name === 'max' ? order <= 0 : order >= 0) dominated = true
      else kept.splice(index--, 1)
    }
    if (!dominated) kept.push(candidate)
  }
  if (kept.length === 1) return kept[0] as Term
  return applyNode(name, kept.sort(byKey))
}
const orderOf = (a: Term, b: Term): number | undefined => {
  if (a.key === b.key) return 0
  if (a.key === plusInfinity.key || b.key === minusInfinity.key) return 1
  if (a.key === minusInfinity.key || b.key === plusInfinity.key) return -1
  return signOfConstant(subtractTerms(a, b))
}
