import type { Budget } from '../../limits/budget.ts'
import { power, product, quotient, subtractTerms, sum } from '../term/build.ts'
import { constant, euler, integer, minusOne, splitCoefficient } from '../term/node.ts'
import { isConstantTerm } from '../term/property.ts'
import type { Term } from '../term/term.ts'

/**
 * An equation without the one logarithm or odd root in it, turned round:
 *
 *     r + c·ln w = 0      w - e^{-r/c} = 0       a power of e is positive, as w has to be
 *     r + c·∛w = 0        w - (-r/c)^3 = 0       odd powers take every value once
 *
 * Both hold at the same points, so that `y=\ln x` and `x=e^y`, `\log_2 y = x` and `y=2^x` are the same curve. A root of even
 * degree has no such rule: `x=y^2` says less than `y=\sqrt x`.
 *
 * @returns `undefined` when there is nothing of the kind, or more than one
 */
export function invertedEquation(difference: Term, budget: Budget): Term | undefined {
  const terms = difference.type === 'sum' ? difference.terms : [difference]
  const found = terms.flatMap(term => {
    const inner = invertibleIn(term)
    return inner === undefined ? [] : [{ term, ...inner }]
  })
  budget.spend(terms.length)
  const [only] = found
  if (only === undefined || found.length > 1) return undefined
  const rest = product([minusOne, sum(terms.filter(term => term !== only.term))])
  const value = quotient(rest, only.factor)
  return subtractTerms(only.argument, only.degree === undefined ? power(euler, value) : power(value, integer(only.degree)))
}

interface Invertible {
  readonly factor: Term
  readonly argument: Term
  /** Of a root; a logarithm has none. */
  readonly degree?: number
}

/** `c·\ln w` or `c·\sqrt[3]w` with a constant c and a varying w. */
function invertibleIn(term: Term): Invertible | undefined {
  const { coefficient, rest } = splitCoefficient(term)
  const factors = rest.type === 'product' ? rest.factors : [rest]
  const varying = factors.filter(factor => !isConstantTerm(factor))
  const [only] = varying
  if (varying.length !== 1 || only === undefined) return undefined
  const factor = product([constant(coefficient), ...factors.filter(each => each !== only)])
  if (only.type === 'apply' && only.name === 'ln') {
    const [argument] = only.arguments
    return argument && { factor, argument }
  }
  if (only.type !== 'power' || only.exponent.type !== 'constant') return undefined
  const { num, den } = only.exponent.value
  return num === 1 && typeof den === 'number' && den % 2 === 1 && den > 1 && den < 10
    ? { factor, argument: only.base, degree: den }
    : undefined
}
