import { negateTerm, power, product, quotient, squareRoot, subtractTerms, sum } from './build.ts'
import { apply, logarithm } from './functions.ts'
import { applyNode, integer, minusOne, one, zero } from './node.ts'
import type { Term } from './term.ts'
import { holds } from './walk.ts'

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
      return occurs(term, name) ? undefined : zero
  }
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
