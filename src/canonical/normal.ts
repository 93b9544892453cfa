/**
 * Normal forms: terms as quotients of polynomials in kernels.
 *
 * A kernel is anything that polynomials cannot see into: a variable, `π`, `\ln 2`, an unknown function. Kernels
 * are chosen so that they are independent as far as theory or habit goes, and where they are not, a relation is
 * kept that rewrites a power of a kernel into smaller ones:
 *
 * - radicals: for each base b one kernel `b^{1/L}`, L the common denominator of its exponents; its L-th power is b;
 * - exponentials: for each base and each monomial m of an exponent, `b^{m/L}`: `e^{2x}` is the square of `e^x`;
 * - sines and cosines: arguments are expanded into multiples of monomials, `sin^2` becomes `1 - cos^2`; multiples of π
 *   are polynomials in `2cos(π/L)`, reduced by its minimal polynomial;
 * - `|u|^2` is `u^2`, `i^2` is -1, `(-1)^{2n}` is 1;
 * - logarithms are expanded as taught, `\ln ab = \ln a + \ln b`; the domains are looked at elsewhere (`points.ts`);
 * - factorials step down to one of their kind: `(n+1)!` is `(n+1)·n!`; binomials are factorials.
 *
 * Two terms are equal wherever both are defined if the cross-multiplied difference reduces to zero. The converse holds
 * only where the kernels left are independent.
 *
 * The common denominators L are found on the way: when a finer one turns up, the conversion starts over.
 * It stays in one file because every case needs every other.
 */
import { isEven, lcmIntegers, subtractIntegers } from '../exact/integer.ts'
import {
  absolute,
  floorOf,
  integer as wholeRational,
  multiply as multiplyRationals,
  type Rational,
  subtract as subtractRationals,
} from '../exact/rational.ts'
import { type Budget, Exhausted } from '../limits/budget.ts'
import { power, product, quotient, sum } from './build.ts'
import { apply } from './functions.ts'
import {
  applyNode,
  boundNode,
  constant,
  euler,
  fraction,
  half,
  imaginary,
  isIntegerConstant,
  minusOne,
  one,
  pi,
  splitCoefficient,
} from './node.ts'
import * as P from './polynomial.ts'
import type { Polynomial } from './polynomial.ts'
import { isIntegerValued, isReal } from './property.ts'
import type { Term } from './term.ts'

export interface RationalFunction {
  readonly numerator: Polynomial
  readonly denominator: Polynomial
}

/** How powers of a kernel are rewritten: `kernel^degree = numerator / denominator`, in kernels that came before (or itself, of lower degree). */
interface Relation {
  readonly degree: number
  readonly value: RationalFunction
}
interface Kernel {
  readonly term: Term
  relation: Relation | undefined
}

/** What no rational function over kernels can hold: infinities, undefined values. */
class Unsuitable extends Error {}

/**
 * Common denominators of exponents and angles, by base or monomial. The arguments of functions are normalised with the
 * same ones, so that `\sin(\cos x)` meets `\sin(1 - 2\sin^2(x/2))`. The version counts refinements: a conversion during which
 * it changed starts over.
 */
class Grains {
  readonly #table = new Map<string, number>()
  version = 0

  refine(key: string, den: number): number {
    const known = this.#table.get(key) ?? 1
    if (known % den === 0) return known
    const finer = lcmIntegers(known, den)
    if (typeof finer !== 'number' || finer > 5000) throw new Unsuitable()
    this.#table.set(key, finer)
    this.version++
    return finer
  }
}

/** The kernels that several terms share. */
export class Frame {
  readonly kernels: Kernel[] = []
  readonly grains: Grains
  readonly #numbers = new Map<string, number>()

  constructor(grains: Grains = new Grains()) {
    this.grains = grains
  }

  number(key: string, make: () => Kernel): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const kernel = make()
    const index = this.kernels.length
    this.kernels.push(kernel)
    this.#numbers.set(key, index)
    return index
  }
  /** The kernel of that key, if it is in use. */
  find(key: string): number | undefined {
    return this.#numbers.get(key)
  }
  restart(): void {
    this.kernels.length = 0
    this.#numbers.clear()
  }
}

/** Larger exponents stay inside kernels. */
const largestExponent = 2000

const whole = (value: Polynomial): RationalFunction => ({ numerator: value, denominator: P.onePolynomial })
const isOnePolynomial = (p: Polynomial): boolean => {
  const value = P.constantOf(p)
  return value !== undefined && value.num === 1 && value.den === 1
}

/** One conversion of one or more terms into one frame. */
class Conversion {
  readonly frame: Frame
  readonly budget: Budget
  constructor(frame: Frame, budget: Budget) {
    this.frame = frame
    this.budget = budget
  }

  /** Arguments, bases and exponents, with the same common denominators. */
  normalise(term: Term): Term {
    return normaliseWith(term, this.budget, this.frame.grains)
  }

  /* ---------------- arithmetic of rational functions */

  add(a: RationalFunction, b: RationalFunction): RationalFunction {
    if (isOnePolynomial(a.denominator) && isOnePolynomial(b.denominator)) return whole(P.add(a.numerator, b.numerator, this.budget))
    if (P.equalPolynomials(a.denominator, b.denominator))
      return { numerator: P.add(a.numerator, b.numerator, this.budget), denominator: a.denominator }
    const common = P.gcd(a.denominator, b.denominator, this.budget)
    const left = P.exactDivision(a.denominator, common, this.budget) ?? a.denominator
    const right = P.exactDivision(b.denominator, common, this.budget) ?? b.denominator
    const numerator = P.add(this.times(a.numerator, right), this.times(b.numerator, left), this.budget)
    return { numerator, denominator: this.times(a.denominator, right) }
  }
  multiply(a: RationalFunction, b: RationalFunction): RationalFunction {
    return { numerator: this.times(a.numerator, b.numerator), denominator: this.times(a.denominator, b.denominator) }
  }
  raise(a: RationalFunction, exponent: number): RationalFunction {
    if (exponent < 0) {
      if (P.isZeroPolynomial(this.reduce(a.numerator))) throw new Unsuitable()
      return this.raise({ numerator: a.denominator, denominator: a.numerator }, -exponent)
    }
    if (exponent === 1) return a
    return { numerator: this.#raisePolynomial(a.numerator, exponent), denominator: this.#raisePolynomial(a.denominator, exponent) }
  }
  #raisePolynomial(p: Polynomial, exponent: number): Polynomial {
    if (p.terms.size <= 1) return this.reduceSimple(P.powerPolynomial(p, exponent, this.budget))
    let result = P.onePolynomial
    let square = p
    for (let left = exponent; left > 0; ) {
      if (left % 2 === 1) result = this.times(result, square)
      left = (left - (left % 2)) / 2
      if (left > 0) square = this.times(square, square)
    }
    return result
  }
  times(a: Polynomial, b: Polynomial): Polynomial {
    return this.reduceSimple(P.multiply(a, b, this.budget))
  }

  /** Apply the relations whose values are polynomials. */
  reduceSimple(p: Polynomial): Polynomial {
    return this.#reduce(p, true)
  }
  /** Apply all relations; a polynomial may be multiplied by the denominators of relations on the way. */
  reduce(p: Polynomial): Polynomial {
    return this.#reduce(p, false)
  }
  #reduce(p: Polynomial, simple: boolean): Polynomial {
    let result = p
    for (let index = this.frame.kernels.length - 1; index >= 0; index--) {
      const relation = (this.frame.kernels[index] as Kernel).relation
      if (relation === undefined) continue
      const polynomial = isOnePolynomial(relation.value.denominator)
      if (simple && !polynomial) continue
      let degree = P.degreeIn(result, index)
      for (let guard = 0; degree >= relation.degree && guard < 100_000; guard++) {
        result = this.#rewrite(result, index, relation, degree)
        degree = P.degreeIn(result, index)
      }
    }
    return result
  }
  #rewrite(p: Polynomial, index: number, relation: Relation, degree: number): Polynomial {
    const coefficients = P.coefficientsIn(p, index)
    const most = Math.floor(degree / relation.degree)
    const self = P.degreeIn(relation.value.numerator, index) > 0
    const step = self ? 1 : most
    let result = P.zeroPolynomial
    for (let exponent = 0; exponent < coefficients.length; exponent++) {
      const coefficient = coefficients[exponent] as Polynomial
      if (P.isZeroPolynomial(coefficient)) continue
      const times = Math.min(step, Math.floor(exponent / relation.degree))
      let value = P.multiply(coefficient, P.indeterminate(index, exponent - times * relation.degree), this.budget)
      if (times > 0) value = P.multiply(value, P.powerPolynomial(relation.value.numerator, times, this.budget), this.budget)
      if (!isOnePolynomial(relation.value.denominator) && step > times)
        value = P.multiply(value, P.powerPolynomial(relation.value.denominator, step - times, this.budget), this.budget)
      result = P.add(result, value, this.budget)
    }
    return result
  }

  /* ---------------- kernels */

  kernel(key: string, term: Term): RationalFunction {
    return whole(P.indeterminate(this.frame.number(key, () => ({ term, relation: undefined }))))
  }
  kernelPower(index: number, exponent: number): RationalFunction {
    if (Math.abs(exponent) > P.maxExponent) throw new Exhausted('normal-form')
    const value = this.reduceSimple(P.indeterminate(index, Math.abs(exponent)))
    return exponent >= 0 ? whole(value) : { numerator: P.onePolynomial, denominator: value }
  }
  imaginary(): RationalFunction {
    const index = this.frame.number('#i', () => ({
      term: imaginary,
      relation: { degree: 2, value: whole(P.constantPolynomial({ num: -1, den: 1 })) },
    }))
    return whole(P.indeterminate(index))
  }

  /* ---------------- terms */

  convert(term: Term): RationalFunction {
    this.budget.spend(2)
    switch (term.type) {
      case 'constant':
        return whole(P.constantPolynomial(term.value))
      case 'named':
        if (term.name === 'e') return this.exponential(euler, one)
        if (term.name === 'i') return this.imaginary()
        if (term.name === 'pi') return this.radical(term, { num: 1, den: 1 })
        throw new Unsuitable()
      case 'variable':
        return this.radical(term, { num: 1, den: 1 })
      case 'sum': {
        let total = whole(P.zeroPolynomial)
        for (const part of term.terms) total = this.add(total, this.convert(part))
        return total
      }
      case 'product': {
        let total = whole(P.constantPolynomial(term.coefficient))
        for (const part of term.factors) total = this.multiply(total, this.convert(part))
        return total
      }
      case 'power':
        return this.power(term.base, term.exponent)
      case 'apply':
        return this.apply(term.name, term.arguments)
      case 'bound': {
        const lower = term.lower === undefined ? undefined : this.normalise(term.lower)
        const upper = term.upper === undefined ? undefined : this.normalise(term.upper)
        const node = boundNode(term.operator, term.variable, lower, upper, this.normalise(term.body), term.side)
        return this.kernel(node.key, node)
      }
      case 'atom':
        return this.kernel(term.key, term)
      case 'undefined':
        throw new Unsuitable()
    }
  }

  power(base: Term, exponent: Term): RationalFunction {
    if (exponent.type !== 'constant') return this.exponential(base, exponent)
    const { value } = exponent
    if (base.key === euler.key) return this.exponential(base, exponent)
    if (value.den === 1) {
      if (base.type === 'power' && base.exponent.key === half.key) return this.radical(base.base, { num: halved(value), den: 1 })
      const times = Number(value.num)
      if (Math.abs(times) > largestExponent && (base.type !== 'variable' || Math.abs(times) > P.maxExponent)) {
        // Not multiplied out: a kernel of its own, over the normal form of the base.
        const simple = isPlain(base) ? base : this.normalise(base)
        const node = power(simple, exponent)
        return simple.key === base.key || node.type === 'power' ? this.kernel(node.key, node) : this.convert(node)
      }
      if (base.type === 'variable') return this.radical(base, value)
      return this.raise(this.convert(base), times)
    }
    if (base.type === 'power' && base.exponent.key === half.key) return this.radical(base.base, multiplyRationals(value, half.value))
    return this.radical(base, value)
  }

  /** `base^exponent` for a rational exponent: one kernel `base^{1/L}` for each base. */
  radical(base: Term, exponent: Rational): RationalFunction {
    if (typeof exponent.den !== 'number' || typeof exponent.num !== 'number') throw new Exhausted('normal-form')
    if (isPlain(base) && base.type !== 'constant') {
      const grain = this.frame.grains.refine(`^${base.key}`, exponent.den)
      const index = this.frame.number(`^${base.key}`, () => ({
        term: grain === 1 ? base : power(base, fraction(1, grain)),
        relation: undefined,
      }))
      return this.kernelPower(index, (exponent.num * grain) / exponent.den)
    }
    const simple = base.type === 'constant' ? base : this.normalise(base)
    if (simple.key !== base.key) {
      // The simpler base may be a power, a square, a number: let the constructors see it.
      const rebuilt = power(simple, constant(exponent))
      if (rebuilt.type !== 'power' || rebuilt.base.key !== simple.key) return this.convert(rebuilt)
    }
    const grain = this.frame.grains.refine(`^${simple.key}`, exponent.den)
    const value = this.convert(simple)
    const down = Number(floorOf(exponent))
    const rest = subtractRationals(exponent, wholeRational(down))
    const index = this.frame.number(`^${simple.key}`, () => ({
      term: power(simple, fraction(1, grain)),
      relation: { degree: grain, value },
    }))
    const root = this.kernelPower(index, (Number(rest.num) * grain) / Number(rest.den))
    return down === 0 ? root : this.multiply(this.raise(value, down), root)
  }

  /** `base^exponent` for an exponent with variables or other kernels in it. */
  exponential(base: Term, exponent: Term): RationalFunction {
    const expanded = this.normalise(exponent)
    const simple = isPlain(base) ? base : this.normalise(base)
    if (simple.key !== base.key || expanded.key !== exponent.key) {
      const rebuilt = power(simple, expanded)
      if (rebuilt.type !== 'power' || rebuilt.base.key !== simple.key || rebuilt.exponent.key !== expanded.key) return this.convert(rebuilt)
    }
    let total = whole(P.onePolynomial)
    for (const part of summandsOf(expanded)) {
      const { coefficient, rest } = splitCoefficient(part)
      let factor: RationalFunction
      if (rest.type === 'constant' && simple.key !== euler.key) factor = this.power(simple, part)
      else if (simple.key === euler.key && holdsImaginary(rest)) {
        const angle = withoutImaginary(rest)
        factor = angle === undefined ? this.exponentialKernel(simple, coefficient, rest) : this.turn(coefficient, angle)
      } else factor = this.exponentialKernel(simple, coefficient, rest)
      total = this.multiply(total, factor)
    }
    return total
  }
  exponentialKernel(base: Term, coefficient: Rational, rest: Term): RationalFunction {
    if (typeof coefficient.den !== 'number' || typeof coefficient.num !== 'number') throw new Exhausted('normal-form')
    const key = `(^ ${base.key} ${rest.key})`
    if (Math.abs(coefficient.num) > largestExponent) {
      // A power of its own, so that no polynomial gets such a degree.
      const node = power(base, product([constant(coefficient), rest]))
      return this.kernel(node.key, node)
    }
    const grain = this.frame.grains.refine(key, coefficient.den)
    const index = this.frame.number(key, () => ({
      term: power(base, product([fraction(1, grain), rest])),
      relation:
        base.key === minusOne.key && grain === 1 && isIntegerValued(rest) ? { degree: 2, value: whole(P.onePolynomial) } : undefined,
    }))
    return this.kernelPower(index, (coefficient.num * grain) / coefficient.den)
  }
  /** `e^{i·c·angle}`. */
  turn(coefficient: Rational, angle: Term): RationalFunction {
    const { cos, sin } = this.angle(coefficient, angle)
    return this.add(cos, this.multiply(this.imaginary(), sin))
  }

  apply(name: string, args: readonly Term[]): RationalFunction {
    const [a, b] = args
    if (a !== undefined && b === undefined)
      switch (name) {
        case 'sin':
        case 'cos': {
          const pair = this.trigonometric(a)
          return name === 'sin' ? pair.sin : pair.cos
        }
        case 'abs':
          return this.absolute(a)
        case 'sign': {
          const inner = this.convert(a)
          return this.multiply(this.absolute(a), this.raise(inner, -1))
        }
        case 'ln':
          return this.logarithm(a)
        case 'factorial':
          return this.factorial(a)
        case 'doublefactorial': {
          const double = this.doubleFactorial(a)
          if (double !== undefined) return double
          break
        }
        default:
      }
    if (name === 'binomial' && a !== undefined && b !== undefined) {
      const below = this.multiply(this.factorial(b), this.factorial(sum([a, product([minusOne, b])])))
      return this.multiply(this.factorial(a), this.raise(below, -1))
    }
    const inner = args.map(part => this.normalise(part))
    const node = inner.every((part, index) => part === args[index]) ? applyNode(name, args) : apply(name, inner)
    if (node.type !== 'apply' || node.name !== name) return this.convert(node)
    return isPlain(node) ? this.radical(node, { num: 1, den: 1 }) : this.kernel(node.key, node)
  }

  absolute(u: Term): RationalFunction {
    const inner = this.normalise(u)
    const node = apply('abs', [inner])
    if (node.type !== 'apply' || node.name !== 'abs') return this.convert(node)
    const of = node.arguments[0] as Term
    const value = this.convert(of)
    // `|z|^2` is `z\\bar z`.
    const square = this.multiply(value, isReal(of) ? value : this.convert(apply('conjugate', [of])))
    const index = this.frame.number(node.key, () => ({ term: node, relation: { degree: 2, value: square } }))
    return whole(P.indeterminate(index))
  }

  logarithm(u: Term): RationalFunction {
    if (u.type === 'product' && (u.factors.length > 1 || absolute(u.coefficient).num !== 1 || u.coefficient.den !== 1)) {
      let total = this.convert(apply('ln', [constant(absolute(u.coefficient))]))
      u.factors.forEach((part, index) => {
        total = this.add(total, this.logarithm(index === 0 && u.coefficient.num < 0 ? product([minusOne, part]) : part))
      })
      return total
    }
    if (u.type === 'power' && isReal(u.exponent)) return this.multiply(this.convert(u.exponent), this.logarithm(u.base))
    if (u.type === 'apply' && u.name === 'abs') return this.logarithm(u.arguments[0] as Term)
    const inner = this.normalise(u)
    if (inner !== u && inner.type === 'product') return this.logarithm(inner)
    const node = apply('ln', [inner])
    if (node.type !== 'apply' || node.name !== 'ln') return this.convert(node)
    return this.radical(node, { num: 1, den: 1 })
  }

  /** `(v + k)!` as a multiple of `v!`, for a `v` whose rational part lies in [0, 1). */
  factorial(u: Term): RationalFunction {
    const inner = this.normalise(u)
    const direct = apply('factorial', [inner])
    if (direct.type !== 'apply' || direct.name !== 'factorial') return this.convert(direct)
    const constantPart = inner.type === 'sum' ? inner.terms.find(part => part.type === 'constant') : undefined
    const known = inner.type === 'constant' ? this.stepsFromKnownFactorial(inner.value) : undefined
    const steps = known ?? (constantPart?.type === 'constant' ? Number(floorOf(constantPart.value)) : undefined)
    if (steps === undefined || Math.abs(steps) > 64) return this.kernel(direct.key, direct)
    const start = sum([inner, constant(wholeRational(-steps))])
    const node = apply('factorial', [start])
    let total = this.kernel(node.key, node)
    const base = this.convert(start)
    for (let k = 1; k <= steps; k++) total = this.multiply(total, this.add(base, whole(P.constantPolynomial(wholeRational(k)))))
    for (let k = 0; k > steps; k--)
      total = this.multiply(total, this.raise(this.add(base, whole(P.constantPolynomial(wholeRational(k)))), -1))
    return total
  }
  /**
   * How far a number lies behind one whose factorial is a kernel already, when that is not far: factorials that are too long to
   * write out.
   */
  stepsFromKnownFactorial({ num, den }: Rational): number | undefined {
    for (const { term } of this.frame.kernels) {
      const of = term.type === 'apply' && term.name === 'factorial' ? term.arguments[0] : undefined
      if (of?.type !== 'constant' || den !== 1 || of.value.den !== 1) continue
      const steps = subtractIntegers(num, of.value.num)
      if (typeof steps === 'number' && Math.abs(steps) <= 64) return steps
    }
    return undefined
  }
  /** `(2v)!! = 2^v v!`, `(2v-1)!! = (2v)!/(2^v v!)`. */
  doubleFactorial(u: Term): RationalFunction | undefined {
    // A tower of marks (`5!!!!`) would grow with every mark.
    if (u.type === 'apply') return undefined
    const inner = this.normalise(u)
    const constantPart = inner.type === 'sum' ? inner.terms.find(isIntegerConstant) : undefined
    const offset = constantPart === undefined ? 0 : constantPart.value.num
    const odd = !isEven(offset)
    const even = odd ? sum([inner, one]) : inner
    const v = product([half, even])
    for (const part of v.type === 'sum' ? v.terms : [v]) if (splitCoefficient(part).coefficient.den !== 1) return undefined
    const below = this.multiply(this.convert(power(constant(wholeRational(2)), v)), this.factorial(v))
    if (!odd) return below
    return this.multiply(this.factorial(even), this.raise(below, -1))
  }

  /* ---------------- angles */

  trigonometric(u: Term): { cos: RationalFunction; sin: RationalFunction } {
    let cos = whole(P.onePolynomial)
    let sin = whole(P.zeroPolynomial)
    for (const part of summandsOf(this.normalise(u))) {
      const { coefficient, rest } = splitCoefficient(part)
      const next = this.angle(coefficient, rest)
      const both = this.add(this.multiply(cos, next.cos), negative(this.multiply(sin, next.sin)))
      sin = this.add(this.multiply(sin, next.cos), this.multiply(cos, next.sin))
      cos = both
    }
    return { cos, sin }
  }

  /** Cosine and sine of `coefficient · rest`. */
  angle(coefficient: Rational, rest: Term): { cos: RationalFunction; sin: RationalFunction } {
    if (typeof coefficient.num !== 'number' || typeof coefficient.den !== 'number') throw new Exhausted('normal-form')
    if (rest.key === pi.key) return this.constantAngle(coefficient)
    const grain = this.frame.grains.refine(`@${rest.key}`, coefficient.den)
    const times = (coefficient.num * grain) / coefficient.den
    if (Math.abs(times) > 200) throw new Exhausted('normal-form')
    if (grain === 1 && rest.type === 'apply' && (rest.name === 'arctan' || rest.name === 'arcsin')) return this.multiples(rest, times)
    const unit = product([fraction(1, grain), rest])
    const cosine = this.frame.number(`@cos ${rest.key}`, () => ({ term: apply('cos', [unit]), relation: undefined }))
    const square = whole(P.subtract(P.onePolynomial, P.indeterminate(cosine, 2), this.budget))
    const sine = this.frame.number(`@sin ${rest.key}`, () => ({ term: apply('sin', [unit]), relation: { degree: 2, value: square } }))
    const c = P.indeterminate(cosine)
    const s = P.indeterminate(sine)
    let re = P.onePolynomial
    let im = P.zeroPolynomial
    for (let k = 0; k < Math.abs(times); k++) {
      const next = P.subtract(this.times(re, c), this.times(im, s), this.budget)
      im = P.add(this.times(im, c), this.times(re, s), this.budget)
      re = next
    }
    return { cos: whole(re), sin: whole(times < 0 ? P.negatePolynomial(im) : im) }
  }

  /** Multiples of an inverse function, whose sine and cosine are algebraic in its argument. */
  multiples(inverse: Term, times: number): { cos: RationalFunction; sin: RationalFunction } {
    const c = this.convert(apply('cos', [inverse]))
    const s = this.convert(apply('sin', [inverse]))
    let cos = whole(P.onePolynomial)
    let sin = whole(P.zeroPolynomial)
    for (let k = 0; k < Math.abs(times); k++) {
      const next = this.add(this.multiply(cos, c), negative(this.multiply(sin, s)))
      sin = this.add(this.multiply(sin, c), this.multiply(cos, s))
      cos = next
    }
    return { cos, sin: times < 0 ? negative(sin) : sin }
  }

  /** At `r·π`: polynomials in `2cos(π/L)`, L even, so that the sine is one as well. */
  constantAngle(r: Rational): { cos: RationalFunction; sin: RationalFunction } {
    const den = Number(r.den)
    const known = { cos: apply('cos', [product([constant(r), pi])]), sin: apply('sin', [product([constant(r), pi])]) }
    if (!holdsTrigonometric(known.cos) && !holdsTrigonometric(known.sin))
      return { cos: this.convert(known.cos), sin: this.convert(known.sin) }
    if (den > 400) throw new Exhausted('normal-form')
    const grain = this.frame.grains.refine('@pi', den % 2 === 0 ? den : 2 * den)
    const modulus = minimalOfCosine(2 * grain, this.budget)
    const degree = modulus.length - 1
    const index = this.frame.number('@pi', () => {
      const terms = new Map<string, Rational>()
      const own = this.frame.kernels.length
      modulus.slice(0, degree).forEach((value, exponent) => {
        if (value !== 0) terms.set(P.monomial(own, exponent), { num: -value, den: 1 })
      })
      return {
        term: product([fraction(2, 1), applyNode('cos', [product([fraction(1, grain), pi])])]),
        relation: { degree, value: whole({ terms }) },
      }
    })
    const c = P.indeterminate(index)
    // 2cos(kθ) by 2cos((k+1)θ) = 2cosθ·2cos(kθ) - 2cos((k-1)θ).
    const doubled = (k: number): Polynomial => {
      const turns = (((k % (2 * grain)) + 2 * grain) % (2 * grain)) as number
      const steps = Math.min(turns, 2 * grain - turns)
      let before = P.constantPolynomial({ num: 2, den: 1 })
      let now = c
      if (steps === 0) return before
      for (let j = 1; j < steps; j++) {
        const next = P.subtract(this.times(now, c), before, this.budget)
        before = now
        now = next
      }
      return now
    }
    const k = (Number(r.num) * grain) / den
    const cos = P.scalePolynomial(doubled(k), half.value)
    const sin = P.scalePolynomial(doubled(grain / 2 - k), half.value)
    return { cos: whole(cos), sin: whole(sin) }
  }
}

const negative = (value: RationalFunction): RationalFunction => ({
  numerator: P.negatePolynomial(value.numerator),
  denominator: value.denominator,
})
const halved = (value: Rational): number => Number(value.num) / 2

/** A base that polynomials treat as one letter: a variable, π, an atom, a logarithm, an unknown function. */
const isPlain = (base: Term): boolean => {
  switch (base.type) {
    case 'constant':
    case 'variable':
    case 'named':
    case 'atom':
    case 'bound':
      return base.type !== 'named' || base.name === 'pi' || base.name === 'e'
    case 'apply':
      switch (base.name) {
        case 'sin':
        case 'cos':
        case 'abs':
        case 'sign':
        case 'factorial':
        case 'doublefactorial':
        case 'binomial':
          return false
        default:
          return true
      }
    default:
      return false
  }
}

const holdsTrigonometric = (term: Term): boolean => {
  const { rest } = splitCoefficient(term)
  return rest.type === 'apply'
}
const holdsImaginary = (term: Term): boolean =>
  term.key === imaginary.key || (term.type === 'product' && term.factors.some(part => part.key === imaginary.key))
/** `term / i`, when what is left is real. */
const withoutImaginary = (term: Term): Term | undefined => {
  if (term.key === imaginary.key) return one
  if (term.type !== 'product') return undefined
  const rest = product([constant(term.coefficient), ...term.factors.filter(part => part.key !== imaginary.key)])
  return isReal(rest) ? rest : undefined
}

/** Coefficients, from the constant one up, of the minimal polynomial of `2cos(2π/n)`, by dividing out those of the proper divisors. */
const minimalOfCosine = (n: number, budget: Budget): readonly number[] => {
  const known = minimalPolynomials.get(n)
  if (known !== undefined) {
    budget.spend(n)
    return known
  }
  budget.spend(n * n)
  const cyclotomic = cyclotomicPolynomial(n, budget)
  // Φ_n(z) = z^{d}·ψ(z + 1/z) with 2d = φ(n): peel off the leading coefficients with Chebyshev-like sums z^k + z^-k.
  const d = (cyclotomic.length - 1) / 2
  if (n <= 2) return n === 1 ? [-2, 1] : [2, 1]
  const result = new Array<number>(d + 1).fill(0)
  const rest = cyclotomic.slice(d)
  // t^k = Σ binom(k, j) z^{k-2j}
  for (let k = d; k >= 0; k--) {
    const lead = rest[k] as number
    result[k] = lead
    let choose = 1
    for (let j = 0; 2 * j <= k; j++) {
      rest[k - 2 * j] = (rest[k - 2 * j] as number) - lead * choose
      choose = (choose * (k - j)) / (j + 1)
    }
  }
  if (result.some(value => !Number.isSafeInteger(value))) throw new Exhausted('normal-form')
  if (minimalPolynomials.size < 64) minimalPolynomials.set(n, result)
  return result
}
const minimalPolynomials = new Map<number, readonly number[]>()
const cyclotomicPolynomial = (n: number, budget: Budget): number[] => {
  let result: number[] = [-1, ...new Array<number>(n - 1).fill(0), 1]
  for (let d = 1; d < n; d++) {
    if (n % d !== 0) continue
    const divisor = cyclotomicPolynomial(d, budget)
    budget.spend(result.length * 2)
    const quotientTerms = new Array<number>(result.length - divisor.length + 1).fill(0)
    const rest = [...result]
    for (let k = quotientTerms.length - 1; k >= 0; k--) {
      const lead = rest[k + divisor.length - 1] as number
      quotientTerms[k] = lead
      if (lead !== 0) for (let j = 0; j < divisor.length; j++) rest[k + j] = (rest[k + j] as number) - lead * (divisor[j] as number)
    }
    result = quotientTerms
  }
  return result
}

/* ---------------------------------------------------------------- entrances */

/** Convert several terms over one frame; `undefined` when one of them is no rational function over kernels. */
const convertAll = (
  terms: readonly Term[],
  frame: Frame,
  budget: Budget,
): { values: RationalFunction[]; conversion: Conversion } | undefined => {
  const conversion = new Conversion(frame, budget)
  try {
    for (let round = 0; round < 12; round++) {
      const { version } = frame.grains
      const values = terms.map(term => conversion.convert(term))
      if (frame.grains.version === version) return { values, conversion }
      frame.restart()
    }
    return undefined
  } catch (cause) {
    if (cause instanceof Unsuitable) return undefined
    throw cause
  }
}

/**
 * A term as a quotient of polynomials in kernels; `undefined` when it holds infinities or undefined parts.
 * Throws `Exhausted` when the budget runs out.
 */
export const toRationalFunction = (term: Term, budget: Budget, frame: Frame = new Frame()): RationalFunction | undefined => {
  const all = toRationalFunctions([term], budget, frame)
  return all?.[0]
}
/** Several terms over the same kernels. */
export const toRationalFunctions = (
  terms: readonly Term[],
  budget: Budget,
  frame: Frame = new Frame(),
): readonly RationalFunction[] | undefined => {
  const converted = convertAll(terms, frame, budget)
  if (converted === undefined) return undefined
  return converted.values.map(value =>
    cancelled({ numerator: converted.conversion.reduce(value.numerator), denominator: value.denominator }, budget),
  )
}
const cancelled = (value: RationalFunction, budget: Budget): RationalFunction => {
  if (P.isZeroPolynomial(value.numerator)) return whole(value.numerator)
  const lone = P.constantOf(value.denominator)
  if (lone !== undefined)
    return whole(P.scalePolynomial(value.numerator, { num: lone.num < 0 ? -lone.den : lone.den, den: lone.num < 0 ? -lone.num : lone.num }))
  const common = P.gcd(value.numerator, value.denominator, budget)
  const numerator = P.exactDivision(value.numerator, common, budget) ?? value.numerator
  const denominator = P.exactDivision(value.denominator, common, budget) ?? value.denominator
  const scale = P.content(denominator)
  const factor: Rational = P.leadingNegative(denominator)
    ? { num: -scale.den as never, den: scale.num }
    : { num: scale.den, den: scale.num }
  return { numerator: P.scalePolynomial(numerator, factor), denominator: P.scalePolynomial(denominator, factor) }
}

/** A polynomial over the kernels of a frame, as a term. */
export const fromPolynomial = (p: Polynomial, frame: Frame): Term => {
  const terms: Term[] = []
  for (const [key, value] of p.terms) {
    const factors: Term[] = [constant(value)]
    for (let i = 0; i < key.length; i++) {
      const exponent = key.charCodeAt(i)
      if (exponent > 0) factors.push(power((frame.kernels[i] as Kernel).term, constant(wholeRational(exponent))))
    }
    terms.push(product(factors))
  }
  return sum(terms)
}

/** The terms of a sum, and of a sum over one product: `(ab-c)/b` is `a` and `-c/b`. A divisor that is a sum stays below all. */
const summandsOf = (term: Term): readonly Term[] => {
  if (term.type === 'sum') return term.terms
  const numerator = term.type === 'product' ? term.factors.find(factor => factor.type === 'sum') : undefined
  if (term.type !== 'product' || numerator?.type !== 'sum') return [term]
  const others = term.factors.filter(factor => factor !== numerator)
  if (others.some(factor => factor.type === 'sum' || (factor.type === 'power' && factor.base.type === 'sum'))) return [term]
  return numerator.terms.map(part => product([constant(term.coefficient), part, ...others]))
}

/** Whether a term is already a sum of monomials, so that expanding it would change nothing. */
const isExpanded = (term: Term): boolean => {
  switch (term.type) {
    case 'sum':
      return term.terms.every(isMonomial)
    default:
      return isMonomial(term)
  }
}
const isMonomial = (term: Term): boolean => {
  switch (term.type) {
    case 'constant':
    case 'named':
    case 'variable':
    case 'atom':
    case 'undefined':
      return true
    case 'product':
      return term.factors.every(part => part.type !== 'product' && isMonomial(part))
    case 'power':
      return (
        (term.base.type === 'variable' || term.base.type === 'named' || term.base.type === 'constant') &&
        term.exponent.type === 'constant' &&
        (term.base.type === 'constant' || term.exponent.value.num > 0)
      )
    default:
      return false
  }
}

/** The term expanded and cancelled, as a sum of monomials over one denominator. */
export const normalise = (term: Term, budget: Budget): Term => normaliseWith(term, budget, undefined)

const normaliseWith = (term: Term, budget: Budget, grains: Grains | undefined): Term => {
  if (isExpanded(term)) return term
  budget.spend(1)
  const frame = new Frame(grains)
  const value = toRationalFunction(term, budget, frame)
  if (value === undefined) return term
  const numerator = fromPolynomial(value.numerator, frame)
  const result = isOnePolynomial(value.denominator) ? numerator : quotient(numerator, fromPolynomial(value.denominator, frame))
  return result.key === term.key ? term : result
}

/**
 * Whether two terms have the same normal form, so that they are equal wherever both are defined.
 * `false` says only that these forms differ. Throws `Exhausted` when the budget runs out.
 */
export const sameNormalForm = (a: Term, b: Term, budget: Budget): boolean => {
  const converted = convertAll([a, b], new Frame(), budget)
  if (converted === undefined) return false
  const { conversion } = converted
  const [first, second] = converted.values as [RationalFunction, RationalFunction]
  if (P.equalPolynomials(first.denominator, second.denominator))
    return P.isZeroPolynomial(conversion.reduce(P.subtract(first.numerator, second.numerator, budget)))
  const left = conversion.times(first.numerator, second.denominator)
  const right = conversion.times(second.numerator, first.denominator)
  return P.isZeroPolynomial(conversion.reduce(P.subtract(left, right, budget)))
}
