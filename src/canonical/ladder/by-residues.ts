/**
 * Equality for all integers, class by class.
 *
 *     \lfloor\frac n2\rfloor = \frac{2n-1+(-1)^n}{4}      n = 2k:  k = k      n = 2k+1:  k = k
 *
 * Floors of polynomials with rational coefficients, powers of -1 and angles that are multiples of π have simple forms in each
 * class of a modulus, which is a common multiple of all their denominators. The question is put anew for each class.
 */
import { lcmIntegers } from '../../exact/integer.ts'
import type { Budget } from '../../limits/budget.ts'
import { product, sum } from '../term/build.ts'
import type { Decision } from './decision.ts'
import { apply } from '../term/functions.ts'
import { allOf, type Ground } from './ground.ts'
import { integer, minusOne, pi, splitCoefficient, variable } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { holds, mapParts, parts, substitute } from '../term/walk.ts'

/** Classes that are tried, at most. */
const largestModulus = 24

/**
 * How two terms in one integer are known to be equal; `undefined` says nothing.
 *
 * @param decide the ladder, for one class
 */
export const equalByResidues = (
  gold: Term,
  prediction: Term,
  variables: readonly VariableTerm[],
  budget: Budget,
  decide: (gold: Term, prediction: Term) => Decision,
): Ground | undefined => {
  const [n] = variables
  if (n === undefined || variables.length !== 1 || (n.domain !== 'integer' && n.domain !== 'natural')) return undefined
  const modulus = lcmIntegers(modulusOf(gold, n, budget), modulusOf(prediction, n, budget))
  if (typeof modulus !== 'number' || modulus === 1 || modulus > largestModulus) return undefined
  // n is not negative where it is natural, and neither is the quotient.
  const k = variable('§k', n.domain)
  const grounds: Ground[] = []
  for (let rest = 0; rest < modulus; rest++) {
    const member = sum([product([integer(modulus), k]), integer(rest)])
    const [a, b] = [gold, prediction].map(side => inClass(substitute(side, n.name, member, budget), budget)) as [Term, Term]
    const found = decide(a, b)
    if (found.outcome !== 'equivalent') return undefined
    grounds.push(found)
  }
  return allOf('residues-cover-integers', grounds)
}

/** A common multiple of the denominators in floors, of 2 for powers of -1, and of the periods of angles. */
const modulusOf = (term: Term, n: VariableTerm, budget: Budget): number => {
  if (!holds(term, n.key)) return 1
  let modulus = 1
  const include = (den: unknown): void => {
    const common = typeof den === 'number' ? lcmIntegers(modulus, den) : undefined
    modulus = typeof common === 'number' ? Math.min(common, largestModulus + 1) : largestModulus + 1
  }
  const [argument] = term.type === 'apply' ? term.arguments : []
  if (term.type === 'apply' && argument !== undefined && (term.name === 'floor' || term.name === 'cos' || term.name === 'sin')) {
    const expanded = normalise(argument, budget)
    for (const part of expanded.type === 'sum' ? expanded.terms : [expanded]) {
      const { coefficient, rest } = splitCoefficient(part)
      if (term.name === 'floor') include(coefficient.den)
      else if (holds(rest, pi.key) && typeof coefficient.den === 'number') include(2 * coefficient.den)
    }
  }
  if (term.type === 'power' && term.base.key === minusOne.key) include(2)
  for (const part of parts(term)) include(modulusOf(part, n, budget))
  return modulus
}

/** With the arguments of floors and angles expanded, so that their constructors see what is whole. */
const inClass = (term: Term, budget: Budget): Term => {
  const inside = mapParts(term, part => inClass(part, budget), budget)
  return inside.type === 'apply' && (inside.name === 'floor' || inside.name === 'cos' || inside.name === 'sin')
    ? apply(
        inside.name,
        inside.arguments.map(part => normalise(part, budget)),
      )
    : inside
}
