import { Budget, Exhausted } from '../../limits/budget.ts'
import { bound } from './bound.ts'
import { negateTerm, power, product, quotient, squareRoot, subtractTerms, sum } from '../term/build.ts'
import { apply, logarithm } from '../term/functions.ts'
import { applyNode, integer, minusOne, one, zero } from '../term/node.ts'
import type { BoundTerm, Term } from '../term/term.ts'
import { holds, substitute } from '../term/walk.ts'

/** Derivatives by the rules; a part that has no rule gives `undefined`. */

/**
 * The derivative with respect to the variable of that name.
 *
 * @example
 * derivative(power(variable('x'), integer(3)), 'x')?.key // '(* (^ x 2) 3)'
 */
export const derivative = (term: Term, name: string): Term | undefined => {
  switch (term.type) {
    case 'constant':
    case 'named':
      return zero
    case 'undefined':
      return term
    case 'variable':
      return term.name === name ? one : zero
    case 'atom':
      return zero
    case 'sum': {
      const terms: Term[] = []
      for (const part of term.terms) {
        const inner = derivative(part, name)
        if (inner === undefined) return undefined
        terms.push(inner)
      }
      return sum(terms)
    }
    case 'product': {
      const terms: Term[] = []
      for (const part of term.factors) {
        const inner = derivative(part, name)
        if (inner === undefined) return undefined
        if (inner === zero) continue
        terms.push(product([term, power(part, minusOne), inner]))
      }
      return sum(terms)
    }
    case 'power': {
      const base = derivative(term.base, name)
      const exponent = derivative(term.exponent, name)
      if (base === undefined || exponent === undefined) return undefined
      const byBase = base === zero ? zero : product([term.exponent, power(term.base, subtractTerms(term.exponent, one)), base])
      if (exponent === zero) return byBase
      return sum([byBase, product([term, logarithm(term.base), exponent])])
    }
    case 'apply': {
      if (term.arguments.length !== 1) return term.arguments.some(part => occurs(part, name)) ? undefined : zero
      const u = term.arguments[0] as Term
      const inner = derivative(u, name)
      if (inner === undefined) return undefined
      if (inner === zero) return zero
      const outer = outerDerivative(term.name, u, term)
      return outer === undefined ? undefined : product([outer, inner])
    }
    case 'bound':
      return occurs(term, name) ? (term.operator === 'integral' ? leibniz(term, name) : undefined) : zero
  }
}

/** Steps of putting ends into an integrand. */
const leibnizSteps = 20_000

/** `d/dx ∫_a^b f(x,t) dt = f(x,b)·b' - f(x,a)·a' + ∫_a^b ∂f/∂x dt` */
const leibniz = ({ lower, upper, body, variable }: BoundTerm, name: string): Term | undefined => {
  if (lower === undefined || upper === undefined) return undefined
  const budget = new Budget(leibnizSteps)
  const found = budget.attempt('integrals', leibnizSteps, () => {
    const ends: Term[] = []
    for (const [end, sign] of [
      [upper, one],
      [lower, minusOne],
    ] as const) {
      const slope = derivative(end, name)
      if (slope === undefined) return undefined
      if (slope !== zero) ends.push(product([sign, slope, substitute(body, variable.name, end, budget)]))
    }
    const inner = derivative(body, name)
    return inner && sum([...ends, bound('integral', variable, lower, upper, inner, budget)])
  })
  return found instanceof Exhausted ? undefined : found
}

const occurs = (term: Term, name: string): boolean => {
  if (term.type === 'variable') return term.name === name
  switch (term.type) {
    case 'sum':
      return term.terms.some(part => occurs(part, name))
    case 'product':
      return term.factors.some(part => occurs(part, name))
    case 'power':
      return occurs(term.base, name) || occurs(term.exponent, name)
    case 'apply':
      return term.arguments.some(part => occurs(part, name))
    case 'bound':
      return [term.lower, term.upper, term.body].some(part => part !== undefined && occurs(part, name))
    default:
      return holds(term, name)
  }
}

const outerDerivative = (name: string, u: Term, whole: Term): Term | undefined => {
  switch (name) {
    case 'sin':
      return apply('cos', [u])
    case 'cos':
      return negateTerm(apply('sin', [u]))
    case 'ln':
      return power(u, minusOne)
    case 'arcsin':
      return power(squareRoot(subtractTerms(one, power(u, integer(2)))), minusOne)
    case 'arctan':
      return power(sum([one, power(u, integer(2))]), minusOne)
    case 'arccot':
      return negateTerm(power(sum([one, power(u, integer(2))]), minusOne))
    case 'abs':
      return quotient(u, whole)
    case 'sign':
      return zero
    default:
      return name.includes("'") || !/^[A-Za-z]$/.test(name) ? undefined : applyNode(`${name}'`, [u])
  }
}
