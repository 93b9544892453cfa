/**
 * Limits towards +∞ of products of powers of factorials, exponentials and the variable, by the logarithm.
 *
 *     \frac{\sqrt[n]{n!}}{n}:  \frac1n\ln n! - \ln n = -1 + \frac{\ln n}{2n} + …      so that the limit is 1/e
 *
 * Logarithms are sums of `c·n^j·(\ln n)^l` up to `O(n^-2)`, that of a factorial by Stirling's formula. The
 * largest of them that is left tells the limit.
 */
import type { Budget } from '../../limits/budget.ts'
import { negateTerm, power, product, quotient, sum } from '../term/build.ts'
import { logarithm } from '../term/functions.ts'
import { applyNode, constant, euler, fraction, half, integer, isZero, one, pi, plusInfinity, splitCoefficient, zero } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { isConstantTerm, isPositive, signOfConstant } from '../term/property.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { holds } from '../term/walk.ts'

/** Coefficients by the powers of n and of ln n. */
type Scale = ReadonlyMap<string, { readonly power: number; readonly log: number; readonly coefficient: Term }>
type Entry = readonly [power: number, log: number, coefficient: Term]

const scaleOf = (entries: readonly Entry[]): Scale => {
  const found = new Map<string, { power: number; log: number; coefficient: Term }>()
  for (const [at, log, coefficient] of entries) {
    const key = `${at} ${log}`
    found.set(key, { power: at, log, coefficient: sum([found.get(key)?.coefficient ?? zero, coefficient]) })
  }
  return found
}
const entriesOf = (scale: Scale): readonly Entry[] => [...scale.values()].map(each => [each.power, each.log, each.coefficient] as const)

/** The limit of a product of powers that holds a factorial; `undefined` says nothing. */
export const limitByLogarithm = (body: Term, n: VariableTerm, budget: Budget): Term | undefined => {
  if (!holdsFactorial(body)) return undefined
  budget.spend(50)
  const sign = body.type === 'product' ? body.coefficient.num : 1
  if (sign < 0) {
    const opposite = limitByLogarithm(negateTerm(body), n, budget)
    return opposite && negateTerm(opposite)
  }
  const scale = logarithmOf(body, n, budget)
  if (scale === undefined) return undefined
  const largestFirst = [...scale.values()].sort((a, b) => b.power - a.power || b.log - a.log)
  for (const { power: at, log, coefficient } of largestFirst) {
    if (at < 0) break
    const value = normalise(coefficient, budget)
    if (at === 0 && log === 0) return power(euler, value)
    const direction = signOfConstant(value)
    if (direction === undefined) return undefined
    if (direction !== 0) return direction > 0 ? plusInfinity : zero
  }
  return one
}

const holdsFactorial = (term: Term): boolean =>
  (term.type === 'apply' && (term.name === 'factorial' || term.name === 'binomial')) ||
  (term.type === 'product' && term.factors.some(holdsFactorial)) ||
  (term.type === 'power' && holdsFactorial(term.base))

/** The logarithm of a positive term; of factorials and sums up to `O(n^-2)`. */
const logarithmOf = (term: Term, n: VariableTerm, budget: Budget): Scale | undefined => {
  budget.spend(10)
  if (!holds(term, n.key)) return isPositive(term) ? scaleOf([[0, 0, logarithm(term)]]) : undefined
  if (term.key === n.key) return scaleOf([[0, 1, one]])
  switch (term.type) {
    case 'product': {
      const entries: Entry[] = [[0, 0, logarithm(constant(term.coefficient))]]
      for (const factor of term.factors) {
        const inside = logarithmOf(factor, n, budget)
        if (inside === undefined) return undefined
        entries.push(...entriesOf(inside))
      }
      return scaleOf(entries)
    }
    case 'power': {
      const inside = logarithmOf(term.base, n, budget)
      const exponent = inside && laurentOf(term.exponent, n, budget)
      // What the logarithm of the base leaves out must vanish when it is multiplied.
      const most = isExact(term.base, n) ? 3 : term.base.type === 'apply' || term.base.type === 'sum' ? 1 : 0
      if (exponent === undefined || exponent.some(([at]) => at > most)) return undefined
      return scaleOf(
        entriesOf(inside as Scale).flatMap(([at, log, c]) => exponent.map(([by, d]): Entry => [at + by, log, product([c, d])])),
      )
    }
    case 'apply': {
      const [a, b] = term.arguments
      if (term.name === 'factorial' && a !== undefined) return stirling(a, n, budget)
      if (term.name === 'binomial' && a !== undefined && b !== undefined) {
        const factorial = (of: Term): Term => applyNode('factorial', [of])
        return logarithmOf(quotient(factorial(a), product([factorial(b), factorial(sum([a, negateTerm(b)]))])), n, budget)
      }
      return undefined
    }
    case 'sum':
      return linearLogarithm(term, n, budget)
    default:
      return undefined
  }
}
/** Nothing is left out of the logarithm of these. */
const isExact = (base: Term, n: VariableTerm): boolean => base.key === n.key || !holds(base, n.key)

/** `\ln m! = m\ln m - m + \frac12\ln(2πm) + \frac1{12m} - …` for `m = cn`, c positive; steps from `cn` to `cn + k` are factors. */
const stirling = (m: Term, n: VariableTerm, budget: Budget): Scale | undefined => {
  const linear = linearOf(m, n, budget)
  if (linear === undefined || signOfConstant(linear.slope) !== 1) return undefined
  const { slope: c, offset } = linear
  if (offset.type !== 'constant' || offset.value.den !== 1 || typeof offset.value.num !== 'number' || Math.abs(offset.value.num) > 20)
    return undefined
  const log = logarithm(c)
  const entries: Entry[] = [
    [1, 1, c],
    [1, 0, sum([product([c, log]), negateTerm(c)])],
    [0, 1, half],
    [0, 0, product([half, sum([logarithm(product([integer(2), pi])), log])])],
    [-1, 0, quotient(fraction(1, 12), c)],
  ]
  const steps = offset.value.num
  for (let k = 1; k <= Math.abs(steps); k++) {
    const factor = linearLogarithm(sum([product([c, n]), integer(steps > 0 ? k : 1 - k)]), n, budget)
    if (factor === undefined) return undefined
    for (const [at, l, value] of entriesOf(factor)) entries.push([at, l, steps > 0 ? value : negateTerm(value)])
  }
  return scaleOf(entries)
}

/** `\ln(cn + d) = \ln n + \ln c + \frac d{cn} - …` */
const linearLogarithm = (term: Term, n: VariableTerm, budget: Budget): Scale | undefined => {
  const linear = linearOf(term, n, budget)
  if (linear === undefined || signOfConstant(linear.slope) !== 1) return undefined
  return scaleOf([
    [0, 1, one],
    [0, 0, logarithm(linear.slope)],
    [-1, 0, quotient(linear.offset, linear.slope)],
  ])
}
const linearOf = (term: Term, n: VariableTerm, budget: Budget): { readonly slope: Term; readonly offset: Term } | undefined => {
  const entries = laurentOf(term, n, budget)
  if (entries === undefined || entries.some(([at]) => at !== 0 && at !== 1)) return undefined
  const [slope, offset] = [1, 0].map(at => sum(entries.filter(each => each[0] === at).map(each => each[1]))) as [Term, Term]
  return isZero(slope) ? undefined : { slope, offset }
}

/** A sum of constants times whole powers of n. */
const laurentOf = (term: Term, n: VariableTerm, budget: Budget): readonly (readonly [power: number, coefficient: Term])[] | undefined => {
  const expanded = normalise(term, budget)
  const entries: (readonly [number, Term])[] = []
  for (const part of expanded.type === 'sum' ? expanded.terms : [expanded]) {
    const { coefficient, rest } = splitCoefficient(part)
    let at = 0
    const others: Term[] = [constant(coefficient)]
    for (const factor of rest.type === 'product' ? rest.factors : [rest]) {
      const exponent = factor.key === n.key ? one : factor.type === 'power' && factor.base.key === n.key ? factor.exponent : undefined
      if (exponent === undefined) others.push(factor)
      else if (exponent.type === 'constant' && exponent.value.den === 1 && typeof exponent.value.num === 'number') at += exponent.value.num
      else return undefined
    }
    const value = product(others)
    if (!isConstantTerm(value)) return undefined
    entries.push([at, value])
  }
  return entries
}
