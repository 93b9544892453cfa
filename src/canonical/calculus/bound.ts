/**
 * Operators that bind a variable: sums, products, integrals, limits.
 *
 * Where an elementary rule gives a closed form, the constructor returns it; else the operator stays a node that
 * the ladder evaluates. Sums and products over few numbers are written out. Sums are split by linearity, and each
 * summand `c·k^m·ρ^k`, `c·\binom nk·ρ^k`, `c·ρ^k/k!`, `c/k^{2s}` has its rule.
 */
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { negateTerm, power, product, quotient, reciprocal, subtractTerms, sum } from '../term/build.ts'
import { binomial, factorial } from '../term/discrete.ts'
import { improperIntegral } from './improper.ts'
import { definiteIntegral } from './integral.ts'
import { limitOf } from './limit.ts'
import {
  boundNode,
  constant,
  euler,
  integer,
  isInfinite,
  isIntegerConstant,
  isOne,
  isZero,
  minusOne,
  one,
  pi,
  plusInfinity,
  undefinedTerm,
  zero,
} from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { isIntegerValued, signOfConstant } from '../term/property.ts'
import type { BoundTerm, Term, VariableTerm } from '../term/term.ts'
import { rootTelescopingSum, telescopingSum } from './telescoping.ts'
import { holds, substitute } from '../term/walk.ts'

/** Sums and products of at most this many terms are written out. */
const writtenOut = 1000

export const bound = (
  operator: BoundTerm['operator'],
  variable: VariableTerm,
  lower: Term | undefined,
  upper: Term | undefined,
  body: Term,
  budget: Budget,
  side?: '+' | '-',
): Term => {
  budget.spend(2)
  if (body.type === 'undefined' || lower?.type === 'undefined' || upper?.type === 'undefined') return undefinedTerm
  if ((operator === 'sum' || operator === 'product') && lower !== undefined && upper !== undefined) {
    if (isIntegerConstant(lower) && isIntegerConstant(upper)) {
      const from = Number(lower.value.num)
      const to = Number(upper.value.num)
      const roots = operator === 'sum' && from <= to ? rootTelescopingSum(variable, lower, upper, body, budget) : undefined
      if (roots !== undefined) return roots
      if (to - from < writtenOut && Number.isSafeInteger(from)) {
        const written = budget.attempt('sums', 200_000, () => {
          const terms: Term[] = []
          for (let k = from; k <= to; k++) {
            const term = substitute(body, variable.name, integer(k), budget)
            budget.spend(term.key.length >> 4)
            terms.push(term)
          }
          return operator === 'sum' ? sum(terms) : product(terms)
        })
        if (!(written instanceof Exhausted)) return written
      }
    }
    const closed = operator === 'sum' ? closedSum(variable, lower, upper, body, budget) : closedProduct(variable, lower, upper, body)
    if (closed !== undefined) return closed
  }
  if (operator === 'integral' && lower !== undefined && upper !== undefined) {
    const closed = definiteIntegral(variable, lower, upper, body, budget) ?? improperIntegral(variable, lower, upper, body, budget)
    if (closed !== undefined) return closed
  }
  if (operator === 'limit' && lower !== undefined) {
    const closed = limitOf(variable, lower, body, side, budget)
    if (closed !== undefined) return closed
  }
  return boundNode(operator, variable, lower, upper, body, side)
}

/* ------------------------------------------------------------ sums */

const closedSum = (variable: VariableTerm, lower: Term, upper: Term, body: Term, budget: Budget): Term | undefined => {
  const roots = rootTelescopingSum(variable, lower, upper, body, budget)
  if (roots !== undefined) return roots
  const telescoped = holds(body, variable.key) && body.type === 'product' ? telescopingSum(variable, lower, upper, body) : undefined
  if (telescoped !== undefined) return telescoped
  const expanded = budget.left > 2000 ? expandedBody(body, variable, budget) : body
  const results: Term[] = []
  for (const part of expanded.type === 'sum' ? expanded.terms : [expanded]) {
    const outside: Term[] = []
    const inside: Term[] = []
    for (const factor of part.type === 'product' ? [constant(part.coefficient), ...part.factors] : [part])
      (holds(factor, variable.key) ? inside : outside).push(factor)
    const closed = summand(variable, lower, upper, product(inside))
    if (closed === undefined) return undefined
    results.push(product([...outside, closed]))
  }
  return sum(results)
}
/** The body multiplied out, when that makes it a sum of products without losing factorials and binomials. */
const expandedBody = (body: Term, variable: VariableTerm, budget: Budget): Term => {
  const first = shape(body, variable)
  if (first !== undefined) return body
  const done = budget.attempt('sums', 20_000, () => normalise(body, budget))
  return done instanceof Exhausted ? body : done
}

interface Shape {
  /** The exponent m of `k^m`. */
  readonly degree: number
  /** ρ of `ρ^k`. */
  readonly ratio: Term
  /** n of `\binom nk`. */
  readonly choose: Term | undefined
  /** Whether `1/k!` is a factor. */
  readonly factorial: boolean
  /** Factors that came out of exponents `ck + d`. */
  readonly outside: readonly Term[]
}
const shape = (term: Term, variable: VariableTerm): Shape | undefined => {
  let degree = 0
  let ratio: Term = one
  let choose: Term | undefined
  let inverseFactorial = false
  const outside: Term[] = []
  for (const factor of term.type === 'product' ? [constant(term.coefficient), ...term.factors] : [term]) {
    if (!holds(factor, variable.key)) {
      outside.push(factor)
      continue
    }
    const base = factor.type === 'power' ? factor.base : factor
    const exponent = factor.type === 'power' ? factor.exponent : one
    if (base.key === variable.key && isIntegerConstant(exponent)) degree += Number(exponent.value.num)
    else if (
      base.type === 'apply' &&
      base.name === 'factorial' &&
      base.arguments[0]?.key === variable.key &&
      exponent.key === minusOne.key
    ) {
      if (inverseFactorial) return undefined
      inverseFactorial = true
    } else if (base.type === 'apply' && base.name === 'binomial' && isOne(exponent)) {
      const [n, k] = base.arguments as [Term, Term]
      const other = subtractTerms(n, k)
      if (choose !== undefined || holds(n, variable.key) || (k.key !== variable.key && other.key !== variable.key)) return undefined
      choose = n
    } else if (!holds(base, variable.key)) {
      const line = linear(exponent, variable)
      if (line === undefined) return undefined
      ratio = product([ratio, power(base, line.slope)])
      outside.push(power(base, line.offset))
    } else return undefined
  }
  return { degree, ratio, choose, factorial: inverseFactorial, outside }
}
/** `slope · k + offset`. */
export const linear = (term: Term, variable: VariableTerm): { slope: Term; offset: Term } | undefined => {
  const slopes: Term[] = []
  const offsets: Term[] = []
  for (const part of term.type === 'sum' ? term.terms : [term]) {
    if (!holds(part, variable.key)) offsets.push(part)
    else if (part.key === variable.key) slopes.push(one)
    else if (part.type === 'product') {
      const others = part.factors.filter(factor => factor.key !== variable.key)
      if (others.length !== part.factors.length - 1 || others.some(factor => holds(factor, variable.key))) return undefined
      slopes.push(product([constant(part.coefficient), ...others]))
    } else return undefined
  }
  return { slope: sum(slopes), offset: sum(offsets) }
}

const summand = (variable: VariableTerm, lower: Term, upper: Term, term: Term): Term | undefined => {
  if (!holds(term, variable.key))
    return isInfinite(upper) ? (isZero(term) ? zero : undefined) : product([term, sum([upper, negateTerm(lower), one])])
  const found = shape(term, variable)
  if (found === undefined) return upper.key === '#-infinity' ? undefined : telescopingSum(variable, lower, upper, term)
  const { degree, ratio, choose } = found
  const finish = (value: Term): Term => product([...found.outside, value])
  if (choose !== undefined) {
    if (found.factorial || !isZero(lower) || (upper.key !== choose.key && !isInfinite(upper))) return undefined
    const both = sum([one, ratio])
    if (isZero(both) || signOfConstant(both) === 0) return undefined
    if (degree === 0) return finish(power(both, choose))
    if (degree === 1) return finish(product([choose, ratio, power(both, subtractTerms(choose, one))]))
    if (degree === 2)
      return finish(product([choose, ratio, sum([one, product([choose, ratio])]), power(both, subtractTerms(choose, integer(2)))]))
    return undefined
  }
  const infinite = upper.key === plusInfinity.key
  if (found.factorial) {
    if (!infinite || degree < 0 || degree > 1) return undefined
    if (degree === 0 && isZero(lower)) return finish(power(euler, ratio))
    if (degree === 0 && isOne(lower)) return finish(subtractTerms(power(euler, ratio), one))
    if (degree === 1 && (isZero(lower) || isOne(lower))) return finish(product([ratio, power(euler, ratio)]))
    return undefined
  }
  if (degree < 0) {
    if (!infinite || !isOne(lower)) return undefined
    if (isOne(ratio)) {
      const zeta = evenZeta(-degree)
      return zeta === undefined ? undefined : finish(zeta)
    }
    if (ratio.key === minusOne.key && degree % 2 === 0) {
      // Σ (-1)^k / k^s = (2^{1-s} - 1) ζ(s)
      const zeta = evenZeta(-degree)
      return zeta === undefined ? undefined : finish(product([zeta, subtractTerms(power(integer(2), integer(1 + degree)), one)]))
    }
    return undefined
  }
  if (degree > 30) return undefined
  if (isOne(ratio))
    return infinite ? undefined : finish(subtractTerms(powerSum(upper, degree), powerSum(subtractTerms(lower, one), degree)))
  const room = signOfConstant(subtractTerms(one, ratio))
  if (room === 0) return undefined
  if (infinite) {
    // |ρ| < 1 for numbers; a letter is taken to be where the series converges.
    const above = signOfConstant(sum([one, ratio]))
    if ((room !== undefined && room < 0) || (above !== undefined && above <= 0)) return undefined
    if (signOfConstant(ratio) === undefined && ratio.type === 'constant') return undefined
  }
  return finish(weightedPowers(degree, ratio, lower, infinite ? undefined : upper))
}

/** `Σ_{k=0}^{n} k^m`, by Stirling numbers: `k^m = Σ_j S(m,j)·j!·\binom kj`, and `Σ_k \binom kj = \binom{n+1}{j+1}`. */
const powerSum = (n: Term, m: number): Term => {
  let stirling: bigint[] = [1n]
  for (let row = 1; row <= m; row++) {
    const next: bigint[] = [0n]
    for (let j = 1; j <= row; j++) next.push(BigInt(j) * (stirling[j] ?? 0n) + (stirling[j - 1] ?? 0n))
    stirling = next
  }
  const terms: Term[] = []
  for (let j = 0; j <= m; j++) {
    const times = stirling[j] ?? 0n
    if (times === 0n) continue
    // S(m,j)·j!·\binom{n+1}{j+1} = S(m,j)/(j+1) · (n+1) n … (n-j+1)
    const factors: Term[] = [constant({ num: 1, den: 1 })]
    for (let i = -1; i < j; i++) factors.push(subtractTerms(n, integer(i)))
    terms.push(product([...factors, quotient(integer(Number(times)), integer(j + 1))]))
  }
  return sum(terms)
}

/** `Σ_{k=a}^{b} k^m ρ^k` by summation by parts; without `b`, to infinity. */
const weightedPowers = (m: number, ratio: Term, a: Term, b: Term | undefined): Term => {
  const inverse = reciprocal(subtractTerms(ratio, one))
  const sums: Term[] = []
  for (let j = 0; j <= m; j++) {
    const start = product([j === 0 ? one : power(a, integer(j)), power(ratio, a)])
    const end = b === undefined ? zero : product([j === 0 ? one : power(sum([b, one]), integer(j)), power(ratio, sum([b, one]))])
    const lowerSums: Term[] = []
    for (let i = 0; i < j; i++) lowerSums.push(product([ratio, binomial(integer(j), integer(i)), sums[i] as Term]))
    sums.push(product([inverse, sum([end, negateTerm(isZero(a) && j > 0 ? zero : start), ...lowerSums.map(negateTerm)])]))
  }
  return sums[m] as Term
}

/** ζ(2s) = |B_{2s}| (2π)^{2s} / (2·(2s)!). */
const evenZeta = (s: number): Term | undefined => {
  if (s % 2 !== 0 || s < 2 || s > 40) return undefined
  const bernoulli: Term[] = []
  for (let n = 0; n <= s; n++) {
    let rest: Term = zero
    for (let k = 0; k < n; k++) rest = sum([rest, product([binomial(integer(n + 1), integer(k)), bernoulli[k] as Term])])
    bernoulli.push(n === 0 ? one : quotient(negateTerm(rest), integer(n + 1)))
  }
  const size = bernoulli[s] as Term
  const positive = size.type === 'constant' && size.value.num < 0 ? negateTerm(size) : size
  return product([positive, power(product([integer(2), pi]), integer(s)), reciprocal(product([integer(2), factorial(integer(s))]))])
}

/* ------------------------------------------------------------ products */

const closedProduct = (variable: VariableTerm, lower: Term, upper: Term, body: Term): Term | undefined => {
  if (isInfinite(upper)) return undefined
  const count = sum([upper, negateTerm(lower), one])
  const results: Term[] = []
  for (const factor of body.type === 'product' ? [constant(body.coefficient), ...body.factors] : [body]) {
    if (!holds(factor, variable.key)) {
      results.push(power(factor, count))
      continue
    }
    const base = factor.type === 'power' ? factor.base : factor
    const exponent = factor.type === 'power' ? factor.exponent : one
    const line = linear(base, variable)
    if (line === undefined || !isOne(line.slope) || !isIntegerValued(line.offset) || holds(exponent, variable.key)) return undefined
    // Π (k + d) = (upper + d)! / (lower + d - 1)!
    const above = factorial(sum([upper, line.offset]))
    const below = factorial(sum([lower, line.offset, minusOne]))
    if (above.type === 'undefined' || below.type === 'undefined') return undefined
    results.push(power(quotient(above, below), exponent))
  }
  return product(results)
}
