/**
 * Functions with the simplifications that hold wherever both sides are defined. What a function is in terms
 * of simpler ones is written so: `\tan` is a quotient, `\sinh` is exponentials, `\log_b` is a quotient of
 * logarithms, `\arccos` is `π/2 - \arcsin`. So the ladder below meets only `sin`, `cos`, `arcsin`, `arctan`,
 * `ln`, `abs`, `factorial`, `binomial` and the few discrete ones.
 */
import type { Integer } from '../../exact/integer.ts'
import { absolute, negate, type Rational } from '../../exact/rational.ts'
import { negateTerm, power, product, quotient, reciprocal, scale, splitContent, squareRoot, subtractTerms, sum } from './build.ts'
import { factor } from '../../exact/factoring.ts'
import {
  applyNode,
  constant,
  euler,
  fraction,
  half,
  imaginary,
  integer,
  isInfinite,
  isIntegerConstant,
  isZero,
  minusOne,
  one,
  pi,
  plusInfinity,
  productNode,
  undefinedTerm,
  zero,
} from './node.ts'
import { isConstantTerm, isIntegerValued, isNonNegative, isPositive, isReal, signOfConstant } from './property.ts'
import { binomial, commonDivisor, doubleFactorial, extreme, factorial, remainder, rounded } from './discrete.ts'
import type { FunctionName, Term } from './term.ts'
import { arcsine, arctangent, cosine, sine } from './trigonometry.ts'

/** A known function of its arguments, or an unknown one kept by name. @example apply('sqrt', [integer(4)]).key // '2' */
export const apply = (name: FunctionName, args: readonly Term[]): Term => {
  if (args.some(part => part.type === 'undefined')) return undefinedTerm
  const [a, b] = args
  if (a === undefined) return applyNode(name, args)
  if (b === undefined)
    switch (name) {
      case 'abs':
        return abs(a)
      case 'sign':
        return signum(a)
      case 'floor':
      case 'ceiling':
      case 'round':
        return rounded(name as 'floor' | 'ceiling' | 'round', a)
      case 'factorial':
        return factorial(a)
      case 'doublefactorial':
        return doubleFactorial(a)
      case 'gamma':
        return factorial(subtractTerms(a, one))
      case 'sqrt':
        return squareRoot(a)
      case 'exp':
        return power(euler, a)
      case 'ln':
        return logarithm(a)
      case 'log':
      case 'lg':
        return quotient(logarithm(a), logarithm(integer(10)))
      case 'lb':
        return quotient(logarithm(a), logarithm(integer(2)))
      case 'sin':
        return sine(a)
      case 'cos':
        return cosine(a)
      case 'tan':
        return quotient(sine(a), cosine(a))
      case 'cot':
        return quotient(cosine(a), sine(a))
      case 'sec':
        return reciprocal(cosine(a))
      case 'csc':
        return reciprocal(sine(a))
      case 'arcsin':
        return arcsine(a)
      case 'arccos':
        return subtractTerms(scale(half.value, pi), arcsine(a))
      case 'arctan':
        return arctangent(a)
      case 'arccot':
        // For negative u the books disagree (π/2 - arctan u, or arctan 1/u): a letter keeps the question open.
        return isConstantTerm(a) ? subtractTerms(scale(half.value, pi), arctangent(a)) : applyNode(name, args)
      case 'arcsec':
        return subtractTerms(scale(half.value, pi), arcsine(reciprocal(a)))
      case 'arccsc':
        return arcsine(reciprocal(a))
      case 'sinh':
        return scale(half.value, subtractTerms(power(euler, a), power(euler, negateTerm(a))))
      case 'cosh':
        return scale(half.value, sum([power(euler, a), power(euler, negateTerm(a))]))
      case 'tanh':
        return quotient(apply('sinh', [a]), apply('cosh', [a]))
      case 'coth':
        return quotient(apply('cosh', [a]), apply('sinh', [a]))
      case 'sech':
        return reciprocal(apply('cosh', [a]))
      case 'cis':
        return power(euler, product([imaginary, a]))
      case 'csch':
        return reciprocal(apply('sinh', [a]))
      case 'arsinh':
        return logarithm(sum([a, squareRoot(sum([power(a, integer(2)), one]))]))
      case 'arcosh':
        return logarithm(sum([a, product([squareRoot(sum([a, minusOne])), squareRoot(sum([a, one]))])]))
      case 'artanh':
        return scale(half.value, logarithm(quotient(sum([one, a]), subtractTerms(one, a))))
      case 'conjugate':
        return isReal(a) ? a : (conjugated(a) ?? applyNode(name, args))
      case 're': {
        const other = isReal(a) ? a : conjugated(a)
        return other === undefined ? applyNode(name, args) : scale(half.value, sum([a, other]))
      }
      case 'im': {
        const other = isReal(a) ? a : conjugated(a)
        return other === undefined ? applyNode(name, args) : product([fraction(-1, 2), imaginary, subtractTerms(a, other)])
      }
      case 'arg':
        return argument(a)
      default:
    }
  switch (name) {
    case 'log':
      return b === undefined ? applyNode(name, args) : quotient(logarithm(a), logarithm(b))
    case 'binomial':
      return b === undefined ? applyNode(name, args) : binomial(a, b)
    case 'mod':
      return b === undefined ? applyNode(name, args) : remainder(a, b)
    case 'gcd':
    case 'lcm':
      return commonDivisor(name as 'gcd' | 'lcm', args)
    case 'max':
    case 'min':
      return extreme(name as 'max' | 'min', args)
    default:
      return applyNode(name, args)
  }
}

/** `|u|`, multiplicative, with real powers taken out. */
export const abs = (u: Term): Term => {
  if (isInfinite(u)) return plusInfinity
  if (isNonNegative(u)) return u
  switch (u.type) {
    case 'undefined':
      return u
    case 'constant':
      return negateTerm(u)
    case 'named':
      return u.name === 'i' ? one : u
    case 'product':
      return product([constant(absolute(u.coefficient)), ...u.factors.map(abs)])
    case 'power':
      if (isReal(u.exponent) && (isReal(u.base) || isIntegerValued(u.exponent))) return power(abs(u.base), u.exponent)
      if (isReal(u.base) && isPositive(u.base)) return power(u.base, apply('re', [u.exponent]))
      return applyNode('abs', [u])
    case 'sum': {
      if (!isReal(u)) {
        if (!isConstantTerm(u)) return applyNode('abs', [u])
        const re = apply('re', [u])
        const im = apply('im', [u])
        if (re.type === 'apply' || im.type === 'apply') return applyNode('abs', [u])
        return squareRoot(sum([power(re, integer(2)), power(im, integer(2))]))
      }
      const known = signOfConstant(u)
      if (known !== undefined) return known < 0 ? negateTerm(u) : u
      const { content, primitive } = splitContent(u)
      return scale(absolute(content), applyNode('abs', [primitive]))
    }
    case 'apply':
      if (u.name === 'abs') return u
      return signOfConstant(u) === -1 ? negateTerm(u) : applyNode('abs', [u])
    default:
      return applyNode('abs', [u])
  }
}

const signum = (u: Term): Term => {
  const known = signOfConstant(u)
  if (known !== undefined) return integer(known)
  if (isPositive(u)) return one
  const { content, primitive } = splitContent(u)
  const core = applyNode('sign', [primitive])
  return content.num < 0 ? negateTerm(core) : core
}

/* ------------------------------------------------------------ logarithms */

/** `\ln u`: of a rational, by primes; of a product, with its positive factors apart. */
export const logarithm = (u: Term): Term => {
  if (u.type === 'undefined' || isZero(u)) return undefinedTerm
  if (isInfinite(u)) return u.name === '+infinity' ? plusInfinity : undefinedTerm
  switch (u.type) {
    case 'constant':
      return logarithmOfRational(u.value)
    case 'named':
      return u.name === 'e' ? one : u.name === 'i' ? product([half, imaginary, pi]) : applyNode('ln', [u])
    case 'power':
      if (u.base.key === euler.key && isReal(u.exponent)) return u.exponent
      if (isPositive(u.base) && isReal(u.exponent)) return product([u.exponent, logarithm(u.base)])
      if (u.exponent.type === 'constant' && isReal(u.base)) {
        const inner = isNonNegative(u) && !isNonNegative(u.base) && u.exponent.value.den === 1 ? abs(u.base) : u.base
        return scale(u.exponent.value, logarithm(inner))
      }
      return applyNode('ln', [u])
    case 'product': {
      const apart = u.factors.filter(part => isPositive(part))
      const others = u.factors.filter(part => !isPositive(part))
      if (others.length === 0) return sum([logarithmOfRational(u.coefficient), ...apart.map(logarithm)])
      const negative = u.coefficient.num < 0
      const size = absolute(u.coefficient)
      const rest = product([negative ? minusOne : one, ...others])
      const last = rest.type === 'product' || rest.type === 'sum' ? applyNode('ln', [rest]) : logarithm(rest)
      return sum([logarithmOfRational(size), ...apart.map(logarithm), last])
    }
    case 'sum': {
      const known = signOfConstant(u)
      if (known === 0) return undefinedTerm
      if (known === -1) return sum([logarithm(negateTerm(u)), product([imaginary, pi])])
      const { content, primitive } = splitContent(u)
      const size = absolute(content)
      return sum([logarithmOfRational(size), applyNode('ln', [content.num < 0 ? negateTerm(primitive) : primitive])])
    }
    default:
      return applyNode('ln', [u])
  }
}

const logarithmOfRational = (value: Rational): Term => {
  if (value.num === 1 && value.den === 1) return zero
  if (value.num < 0) return sum([logarithmOfRational(negate(value)), product([imaginary, pi])])
  const parts: Term[] = []
  const enter = (n: Integer, direction: number): void => {
    if (n === 1) return
    for (const { base, exponent } of factor(n)) {
      const log = applyNode('ln', [constant({ num: base, den: 1 })])
      const times = direction * exponent
      parts.push(times === 1 ? log : productNode({ num: times, den: 1 }, [log]))
    }
  }
  enter(value.num, 1)
  enter(value.den, -1)
  return sum(parts)
}

/* ------------------------------------------------------------ complex parts */

/** The complex conjugate, where the shape gives it: functions that are real on the reals commute with it. */
const conjugated = (u: Term): Term | undefined => {
  if (isReal(u)) return u
  switch (u.type) {
    case 'named':
      return u.name === 'i' ? productNode(minusOne.value, [imaginary]) : u
    case 'sum': {
      const parts = u.terms.map(conjugated)
      return parts.every(part => part !== undefined) ? sum(parts as Term[]) : undefined
    }
    case 'product': {
      const parts = u.factors.map(conjugated)
      return parts.every(part => part !== undefined) ? product([constant(u.coefficient), ...(parts as Term[])]) : undefined
    }
    case 'power': {
      if (u.exponent.type === 'constant' && u.exponent.value.den !== 1) return undefined
      const base = conjugated(u.base)
      const exponent = conjugated(u.exponent)
      if (base === undefined || exponent === undefined) return undefined
      return isPositive(u.base) || isIntegerConstant(u.exponent) ? power(base, exponent) : undefined
    }
    case 'apply': {
      if (u.name !== 'sin' && u.name !== 'cos') return undefined
      const inner = conjugated(u.arguments[0] as Term)
      return inner === undefined ? undefined : apply(u.name, [inner])
    }
    case 'variable':
      return applyNode('conjugate', [u])
    default:
      return undefined
  }
}

const argument = (u: Term): Term => {
  const known = signOfConstant(u)
  if (known !== undefined) return known > 0 ? zero : known < 0 ? pi : undefinedTerm
  if (!isConstantTerm(u)) return applyNode('arg', [u])
  const re = apply('re', [u])
  const im = apply('im', [u])
  const reSign = signOfConstant(re)
  const imSign = signOfConstant(im)
  if (reSign === undefined || imSign === undefined) return applyNode('arg', [u])
  if (reSign === 0) return scale({ num: imSign, den: 2 }, pi)
  const angle = arctangent(quotient(im, re))
  if (reSign > 0) return angle
  return imSign >= 0 ? sum([angle, pi]) : subtractTerms(angle, pi)
}
