import { bitLength } from '../../exact/integer.ts'
import { signByEvaluation } from '../value/evaluate.ts'
import type { Term } from './term.ts'

/**
 * What can be said about a term from its shape. A predicate that answers `true` has proved it wherever the
 * term is defined over the reals; `false` says nothing.
 */

/** The value is a real number: no imaginary unit and no complex variable occurs. */
export const isReal = (term: Term): boolean => {
  switch (term.type) {
    case 'constant':
      return true
    case 'named':
      return term.name !== 'i'
    case 'variable':
      return term.domain !== 'complex'
    case 'sum':
      return term.terms.every(isReal)
    case 'product':
      return term.factors.every(isReal)
    case 'power':
      return isReal(term.base) && isReal(term.exponent)
    case 'apply':
      if (term.name === 'abs' || term.name === 're' || term.name === 'im' || term.name === 'arg') return true
      return term.arguments.every(isReal)
    case 'bound':
      return isReal(term.body) && (term.lower === undefined || isReal(term.lower)) && (term.upper === undefined || isReal(term.upper))
    default:
      return true
  }
}

const isEvenConstant = (term: Term): boolean =>
  term.type === 'constant' && (typeof term.value.num === 'number' ? term.value.num % 2 === 0 : term.value.num % 2n === 0n)

/** Never negative where it is defined. */
export const isNonNegative = (term: Term): boolean => {
  switch (term.type) {
    case 'constant':
      return term.value.num >= 0
    case 'named':
      return term.name === 'pi' || term.name === 'e' || term.name === '+infinity'
    case 'variable':
      return term.domain === 'natural' || term.domain === 'positive'
    case 'sum':
      return term.terms.every(isNonNegative)
    case 'product':
      return term.coefficient.num > 0 && term.factors.every(isNonNegative)
    case 'power':
      if (isNonNegative(term.base) && isReal(term.exponent)) return true
      if (term.exponent.type === 'constant') {
        if (isEvenConstant(term.exponent) && isReal(term.base)) return true
        const den = term.exponent.value.den
        return (typeof den === 'number' ? den % 2 === 0 : den % 2n === 0n) && isReal(term.base) && !isConstantTerm(term.base)
      }
      return false
    case 'apply':
      switch (term.name) {
        case 'abs':
        case 'factorial':
        case 'doublefactorial':
        case 'gcd':
        case 'lcm':
        case 'arccos':
        case 'arcosh':
          return true
        case 'binomial':
          return term.arguments.every(isNonNegative)
        case 'arctan':
        case 'arcsin':
          return isNonNegative(term.arguments[0] as Term)
        case 'ln':
          return isAboveOne(term.arguments[0] as Term)
        default:
          return false
      }
    default:
      return false
  }
}

/** Greater than zero where it is defined. */
export const isPositive = (term: Term): boolean => {
  switch (term.type) {
    case 'constant':
      return term.value.num > 0
    case 'named':
      return term.name === 'pi' || term.name === 'e' || term.name === '+infinity'
    case 'variable':
      return term.domain === 'positive'
    case 'sum':
      return term.terms.every(isNonNegative) && term.terms.some(isPositive)
    case 'product':
      return term.coefficient.num > 0 && term.factors.every(isPositive)
    case 'power':
      return isPositive(term.base) && isReal(term.exponent)
    case 'apply':
      if (term.name === 'ln') return isAboveOne(term.arguments[0] as Term)
      return term.name === 'factorial' || term.name === 'doublefactorial'
    default:
      return false
  }
}

const isAboveOne = (term: Term): boolean =>
  term.type === 'constant' && term.value.num > 0 && bitLength(term.value.num) > bitLength(term.value.den)

/** An integer wherever it is defined. */
export const isIntegerValued = (term: Term): boolean => {
  switch (term.type) {
    case 'constant':
      return term.value.den === 1
    case 'variable':
      return term.domain === 'integer' || term.domain === 'natural'
    case 'sum':
      return term.terms.every(isIntegerValued)
    case 'product':
      return term.coefficient.den === 1 && term.factors.every(isIntegerValued)
    case 'power':
      return isIntegerValued(term.base) && isIntegerValued(term.exponent) && isNonNegative(term.exponent)
    case 'apply':
      switch (term.name) {
        case 'floor':
        case 'ceiling':
        case 'round':
        case 'factorial':
        case 'doublefactorial':
        case 'sign':
          return true
        case 'abs':
        case 'binomial':
        case 'gcd':
        case 'lcm':
        case 'max':
        case 'min':
        case 'mod':
          return term.arguments.every(isIntegerValued)
        default:
          return false
      }
    default:
      return false
  }
}

/** No variable, no atom and no unknown function occurs; bound variables do not count. */
export const isConstantTerm = (term: Term): boolean => isConstantUnder(term, noNames)
const noNames: readonly string[] = []
const isConstantUnder = (term: Term, bound: readonly string[]): boolean => {
  switch (term.type) {
    case 'constant':
    case 'named':
    case 'undefined':
      return true
    case 'variable':
      return bound.includes(term.key)
    case 'atom':
      return false
    case 'sum':
      return areConstantUnder(term.terms, bound)
    case 'product':
      return areConstantUnder(term.factors, bound)
    case 'power':
      return isConstantUnder(term.base, bound) && isConstantUnder(term.exponent, bound)
    case 'apply':
      return knownFunctions.has(term.name) && areConstantUnder(term.arguments, bound)
    case 'bound':
      return (
        (term.lower === undefined || isConstantUnder(term.lower, bound)) &&
        (term.upper === undefined || isConstantUnder(term.upper, bound)) &&
        isConstantUnder(term.body, term.operator === 'antiderivative' ? bound : [...bound, term.variable.key])
      )
  }
}

const areConstantUnder = (terms: readonly Term[], bound: readonly string[]): boolean => {
  for (const term of terms) if (!isConstantUnder(term, bound)) return false
  return true
}

/** The functions that the ladder can evaluate. Sorted. */
export const knownFunctions: ReadonlySet<string> = new Set([
  'abs',
  'arccos',
  'arccot',
  'arccsc',
  'arcosh',
  'arcsec',
  'arcsin',
  'arctan',
  'arg',
  'arsinh',
  'artanh',
  'binomial',
  'ceiling',
  'conjugate',
  'cos',
  'cosh',
  'cot',
  'coth',
  'csc',
  'cis',
  'csch',
  'doublefactorial',
  'exp',
  'factorial',
  'floor',
  'gamma',
  'gcd',
  'im',
  'lcm',
  'ln',
  'log',
  'max',
  'min',
  'mod',
  're',
  'round',
  'sec',
  'sech',
  'sign',
  'sin',
  'sinh',
  'tan',
  'tanh',
])

/** Sign of a real constant, when it can be told: exactly for rationals, by a rigorous enclosure otherwise. */
export const signOfConstant = (term: Term): -1 | 0 | 1 | undefined => {
  if (term.type === 'constant') return term.value.num > 0 ? 1 : term.value.num < 0 ? -1 : 0
  if (!isConstantTerm(term) || !isReal(term)) return undefined
  if (isPositive(term)) return 1
  return signByEvaluation(term)
}
