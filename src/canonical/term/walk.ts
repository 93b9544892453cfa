import type { Budget } from '../../limits/budget.ts'
import { bound } from '../calculus/bound.ts'
import { power, product, sum } from './build.ts'
import { ByKey } from './by-key.ts'
import { apply } from './functions.ts'
import { byKey, constant, inOrder } from './node.ts'
import { isConstantTerm } from './property.ts'
import type { Term, VariableTerm } from './term.ts'

/** Walks over terms: the parts of one, the variables in it, another term in place of a variable. */

/** The terms directly inside. */
export const parts = (term: Term): readonly Term[] => {
  switch (term.type) {
    case 'sum':
      return term.terms
    case 'product':
      return term.factors
    case 'power':
      return [term.base, term.exponent]
    case 'apply':
      return term.arguments
    case 'bound': {
      const inside: Term[] = [term.body]
      if (term.lower !== undefined) inside.push(term.lower)
      if (term.upper !== undefined) inside.push(term.upper)
      return inside
    }
    default:
      return none
  }
}
const none: readonly Term[] = Object.freeze([])

/** The same constructor around `f` of each part, simplified again. A part that stays the same object keeps the node. */
export const mapParts = (term: Term, f: (part: Term) => Term, budget: Budget): Term => {
  budget.spend(1)
  switch (term.type) {
    case 'sum': {
      const terms = term.terms.map(f)
      return same(terms, term.terms) ? term : sum(terms)
    }
    case 'product': {
      const factors = term.factors.map(f)
      return same(factors, term.factors) ? term : product([constant(term.coefficient), ...factors])
    }
    case 'power': {
      const base = f(term.base)
      const exponent = f(term.exponent)
      return base === term.base && exponent === term.exponent ? term : power(base, exponent)
    }
    case 'apply': {
      const args = term.arguments.map(f)
      return same(args, term.arguments) ? term : apply(term.name, args)
    }
    case 'bound': {
      const lower = term.lower === undefined ? undefined : f(term.lower)
      const upper = term.upper === undefined ? undefined : f(term.upper)
      const body = f(term.body)
      if (lower === term.lower && upper === term.upper && body === term.body) return term
      return bound(term.operator, term.variable, lower, upper, body, budget, term.side)
    }
    default:
      return term
  }
}
const same = (a: readonly Term[], b: readonly Term[]): boolean => a.every((part, index) => part === b[index])

/** Whether a variable, atom or unknown function of that key occurs. */
export const holds = (term: Term, key: string): boolean => term.key === key || parts(term).some(part => holds(part, key))

/** The free variables, each once, in the order of their names. */
export const variablesOf = (term: Term): readonly VariableTerm[] => {
  const found = new ByKey<VariableTerm>()
  collect(term, found, noNames)
  return inOrder(found.entries, byKey)
}
const noNames: readonly string[] = []
const collect = (term: Term, found: ByKey<VariableTerm>, bound: readonly string[]): void => {
  if (term.type === 'variable') {
    if (!bound.includes(term.key) && found.get(term.key) === undefined) found.add(term)
    return
  }
  if (term.type === 'bound' && term.operator !== 'antiderivative') {
    if (term.lower !== undefined) collect(term.lower, found, bound)
    if (term.upper !== undefined) collect(term.upper, found, bound)
    collect(term.body, found, [...bound, term.variable.key])
    return
  }
  for (const part of parts(term)) collect(part, found, bound)
}

/** No variable, no unknown function. */
export const isConstant = (term: Term): boolean => isConstantTerm(term)

/**
 * The term with `value` in place of the variable of that name.
 *
 * @example
 * substitute(power(variable('x'), integer(2)), 'x', integer(3), budget).key // '9'
 */
export const substitute = (term: Term, name: string, value: Term, budget: Budget): Term => {
  if (term.type === 'variable') return term.name === name ? value : term
  return mapParts(term, part => substitute(part, name, value, budget), budget)
}
