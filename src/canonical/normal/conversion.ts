/**
 * Terms as quotients of elements of a ring: of polynomials in kernels, or of images of them.
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
 * The common denominators L are found on the way: when a finer one turns up, the conversion starts over.
 * It is long because every case needs every other: one class, a method for each kind of kernel.
 */
import { bitLength, isEven, subtractIntegers } from '../../exact/integer.ts'
import {
  absolute,
  floorOf,
  integer as wholeRational,
  multiply as multiplyRationals,
  type Rational,
  subtract as subtractRationals,
} from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { power, product, sum } from '../term/build.ts'
import { apply } from '../term/functions.ts'
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
} from '../term/node.ts'
import { minimalOfCosine } from './cosine-polynomial.ts'
import { type Frame, type Grains, Unsuitable } from './frame.ts'
import { maxExponent } from './polynomial.ts'
import { isIntegerValued, isReal } from '../term/property.ts'
import type { Fraction, Kernel, Relation, Ring } from './ring.ts'
import type { Term } from '../term/term.ts'

/** Larger exponents stay inside kernels. */
const largestExponent = 2000
/** Factorials that lie farther apart are kernels of their own, and so are those whose quotient has more bits. */
const mostSteps = 64
const longestQuotient = 60_000
/** Sums of so many terms are added in halves. */
const longSum = 16
/** Multiples of an angle where they are numbers of a field. */
const mostTurns = 20_000

/** Normal forms of what stands inside kernels. */
export interface ArgumentForms {
  readonly normalise: (term: Term, grains: Grains) => Term
  readonly summands: (term: Term, grains: Grains) => readonly Term[]
}

/** One conversion of one or more terms into one frame. */
export class Conversion<E> {
  readonly ring: Ring<E>
  readonly frame: Frame<E>
  readonly budget: Budget
  /** Arguments, bases and exponents in their normal form, with the same common denominators. */
  readonly normalise: (term: Term) => Term
  /** Summands of an argument: multiples of monomials, and one proper fraction. */
  readonly summands: (term: Term) => readonly Term[]
  constructor(ring: Ring<E>, frame: Frame<E>, budget: Budget, forms: ArgumentForms) {
    this.ring = ring
    this.frame = frame
    this.budget = budget
    this.normalise = term => forms.normalise(term, frame.grains)
    this.summands = term => forms.summands(term, frame.grains)
  }

  /**
   * Several terms over the same kernels: from the start again as long as finer denominators turn up. `undefined` when one of
   * them is no quotient over kernels.
   */
  convertTogether(terms: readonly Term[]): readonly Fraction<E>[] | undefined {
    try {
      for (let round = 0; round < 12; round++) {
        const { version } = this.frame.grains
        const values = terms.map(term => this.convert(term))
        if (this.frame.grains.version === version) return values
        this.frame.restart()
      }
      return undefined
    } catch (cause) {
      if (cause instanceof Unsuitable) return undefined
      throw cause
    }
  }

  /* ---------------- arithmetic of quotients */

  whole(value: E): Fraction<E> {
    return { numerator: value, denominator: this.ring.one }
  }
  negative(value: Fraction<E>): Fraction<E> {
    return { numerator: this.ring.negate(value.numerator), denominator: value.denominator }
  }
  subtract(a: E, b: E): E {
    return this.ring.add(a, this.ring.negate(b))
  }
  /** A kernel of the frame, to a power ≥ 0. */
  letter(index: number, exponent = 1): E {
    const kernel = this.frame.kernels[index] as Kernel<E>
    return kernel.relation === undefined ? this.ring.free(kernel, index, exponent) : this.ring.indeterminate(index, exponent)
  }

  add(a: Fraction<E>, b: Fraction<E>): Fraction<E> {
    const { ring } = this
    if (ring.isOne(a.denominator) && ring.isOne(b.denominator)) return this.whole(ring.add(a.numerator, b.numerator))
    if (ring.equal(a.denominator, b.denominator)) return { numerator: ring.add(a.numerator, b.numerator), denominator: a.denominator }
    const [right, left] = ring.cofactors(a.denominator, b.denominator)
    const numerator = ring.add(this.times(a.numerator, right), this.times(b.numerator, left))
    return ring.quotient(numerator, this.times(a.denominator, right))
  }
  /** One by one, every step would copy what there is so far. */
  #addInHalves(parts: readonly Fraction<E>[]): Fraction<E> {
    if (parts.length === 1) return parts[0] as Fraction<E>
    const middle = parts.length >> 1
    return this.add(this.#addInHalves(parts.slice(0, middle)), this.#addInHalves(parts.slice(middle)))
  }
  multiply(a: Fraction<E>, b: Fraction<E>): Fraction<E> {
    return this.ring.quotient(this.times(a.numerator, b.numerator), this.times(a.denominator, b.denominator))
  }
  raise(a: Fraction<E>, exponent: number): Fraction<E> {
    if (exponent < 0) {
      const divisor = this.reduce(a.numerator)
      if (this.ring.isZero(divisor)) throw new Unsuitable()
      return this.raise(this.ring.quotient(a.denominator, a.numerator), -exponent)
    }
    if (exponent === 1) return a
    return { numerator: this.#raiseElement(a.numerator, exponent), denominator: this.#raiseElement(a.denominator, exponent) }
  }
  #raiseElement(p: E, exponent: number): E {
    if (this.ring.isMonomial(p)) return this.reduceSimple(this.ring.power(p, exponent))
    let result = this.ring.one
    let square = p
    for (let left = exponent; left > 0; ) {
      if (left % 2 === 1) result = this.times(result, square)
      left = (left - (left % 2)) / 2
      if (left > 0) square = this.times(square, square)
    }
    return result
  }
  times(a: E, b: E): E {
    return this.reduceSimple(this.ring.multiply(a, b))
  }

  /** Apply the relations whose values are polynomials. */
  reduceSimple(p: E): E {
    return this.#reduce(p, true)
  }
  /** Apply all relations; a polynomial may be multiplied by the denominators of relations on the way. */
  reduce(p: E): E {
    return this.#reduce(p, false)
  }
  #reduce(p: E, simple: boolean): E {
    let result = p
    for (let index = this.frame.kernels.length - 1; index >= 0; index--) {
      const relation = (this.frame.kernels[index] as Kernel<E>).relation
      if (relation === undefined) continue
      const polynomial = this.ring.isOne(relation.value.denominator)
      if (simple && !polynomial) continue
      let degree = this.ring.degreeIn(result, index)
      for (let guard = 0; degree >= relation.degree && guard < 100_000; guard++) {
        result = this.#rewrite(result, index, relation, degree)
        degree = this.ring.degreeIn(result, index)
      }
    }
    return result
  }
  #rewrite(p: E, index: number, relation: Relation<E>, degree: number): E {
    const coefficients = this.ring.coefficientsIn(p, index)
    const most = Math.floor(degree / relation.degree)
    const self = this.ring.degreeIn(relation.value.numerator, index) > 0
    const step = self ? 1 : most
    let result = this.ring.zero
    for (let exponent = 0; exponent < coefficients.length; exponent++) {
      const coefficient = coefficients[exponent] as E
      if (this.ring.isZero(coefficient)) continue
      const times = Math.min(step, Math.floor(exponent / relation.degree))
      let value = this.ring.multiply(coefficient, this.letter(index, exponent - times * relation.degree))
      if (times > 0) value = this.ring.multiply(value, this.ring.power(relation.value.numerator, times))
      if (!this.ring.isOne(relation.value.denominator) && step > times)
        value = this.ring.multiply(value, this.ring.power(relation.value.denominator, step - times))
      result = this.ring.add(result, value)
    }
    return result
  }

  /* ---------------- kernels */

  kernel(key: string, term: Term): Fraction<E> {
    return this.whole(this.letter(this.frame.number(key, () => ({ term, relation: undefined }))))
  }
  kernelPower(index: number, exponent: number): Fraction<E> {
    if (Math.abs(exponent) > maxExponent) throw new Exhausted('normal-form')
    const value = this.reduceSimple(this.letter(index, Math.abs(exponent)))
    return exponent >= 0 ? this.whole(value) : { numerator: this.ring.one, denominator: value }
  }
  imaginary(): Fraction<E> {
    const index = this.frame.number('#i', () => ({
      term: imaginary,
      relation: { degree: 2, value: this.whole(this.ring.constant({ num: -1, den: 1 })) },
    }))
    return this.whole(this.letter(index))
  }

  /* ---------------- terms */

  convert(term: Term): Fraction<E> {
    this.budget.spend(2)
    switch (term.type) {
      case 'constant':
        return this.whole(this.ring.constant(term.value))
      case 'named':
        if (term.name === 'e') return this.exponential(euler, one)
        if (term.name === 'i') return this.imaginary()
        if (term.name === 'pi') return this.radical(term, { num: 1, den: 1 })
        throw new Unsuitable()
      case 'variable':
        return this.radical(term, { num: 1, den: 1 })
      case 'sum': {
        const parts = term.terms.map(part => this.convert(part))
        return parts.length < longSum
          ? parts.reduce((total, part) => this.add(total, part), this.whole(this.ring.zero))
          : this.#addInHalves(parts)
      }
      case 'product': {
        let total = this.whole(this.ring.constant(term.coefficient))
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

  power(base: Term, exponent: Term): Fraction<E> {
    if (exponent.type !== 'constant') return this.exponential(base, exponent)
    const { value } = exponent
    if (base.key === euler.key) return this.exponential(base, exponent)
    if (value.den === 1) {
      if (base.type === 'power' && base.exponent.key === half.key) return this.radical(base.base, { num: halved(value), den: 1 })
      const times = Number(value.num)
      if (Math.abs(times) > largestExponent && (base.type !== 'variable' || Math.abs(times) > maxExponent)) {
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
  radical(base: Term, exponent: Rational): Fraction<E> {
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
  exponential(base: Term, exponent: Term): Fraction<E> {
    const expanded = this.normalise(exponent)
    const simple = isPlain(base) ? base : this.normalise(base)
    if (simple.key !== base.key || expanded.key !== exponent.key) {
      const rebuilt = power(simple, expanded)
      if (rebuilt.type !== 'power' || rebuilt.base.key !== simple.key || rebuilt.exponent.key !== expanded.key) return this.convert(rebuilt)
    }
    let total = this.whole(this.ring.one)
    for (const part of this.summands(expanded)) {
      const { coefficient, rest } = splitCoefficient(part)
      let factor: Fraction<E>
      if (rest.type === 'constant' && simple.key !== euler.key) factor = this.power(simple, part)
      else if (simple.key === euler.key && holdsImaginary(rest)) {
        const angle = withoutImaginary(rest)
        factor = angle === undefined ? this.exponentialKernel(simple, coefficient, rest) : this.turn(coefficient, angle)
      } else factor = this.exponentialKernel(simple, coefficient, rest)
      total = this.multiply(total, factor)
    }
    return total
  }
  exponentialKernel(base: Term, coefficient: Rational, rest: Term): Fraction<E> {
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
        base.key === minusOne.key && grain === 1 && isIntegerValued(rest) ? { degree: 2, value: this.whole(this.ring.one) } : undefined,
    }))
    return this.kernelPower(index, (coefficient.num * grain) / coefficient.den)
  }
  /** `e^{i·c·angle}`. */
  turn(coefficient: Rational, angle: Term): Fraction<E> {
    const { cos, sin } = this.angle(coefficient, angle)
    return this.add(cos, this.multiply(this.imaginary(), sin))
  }

  apply(name: string, args: readonly Term[]): Fraction<E> {
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

  absolute(u: Term): Fraction<E> {
    const inner = this.normalise(u)
    const node = apply('abs', [inner])
    if (node.type !== 'apply' || node.name !== 'abs') return this.convert(node)
    const of = node.arguments[0] as Term
    // `|z|` is `\\sqrt{z\\bar z}`.
    if (!isReal(of)) return this.radical(product([of, apply('conjugate', [of])]), half.value)
    const value = this.convert(of)
    const square = this.multiply(value, value)
    const index = this.frame.number(node.key, () => ({ term: node, relation: { degree: 2, value: square } }))
    return this.whole(this.letter(index))
  }

  logarithm(u: Term): Fraction<E> {
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
  factorial(u: Term): Fraction<E> {
    const inner = this.normalise(u)
    const direct = apply('factorial', [inner])
    if (direct.type !== 'apply' || direct.name !== 'factorial') return this.convert(direct)
    const constantPart = inner.type === 'sum' ? inner.terms.find(part => part.type === 'constant') : undefined
    const known = inner.type === 'constant' ? this.stepsFromKnownFactorial(inner.value) : undefined
    const steps = known ?? (constantPart?.type === 'constant' ? Number(floorOf(constantPart.value)) : undefined)
    if (steps === undefined || Math.abs(steps) > mostSteps) return this.kernel(direct.key, direct)
    const start = sum([inner, constant(wholeRational(-steps))])
    const node = apply('factorial', [start])
    let total = this.kernel(node.key, node)
    const base = this.convert(start)
    for (let k = 1; k <= steps; k++) total = this.multiply(total, this.add(base, this.whole(this.ring.constant(wholeRational(k)))))
    for (let k = 0; k > steps; k--)
      total = this.multiply(total, this.raise(this.add(base, this.whole(this.ring.constant(wholeRational(k)))), -1))
    return total
  }
  /**
   * How far a number lies behind one whose factorial is a kernel already, when that is not far: factorials that are too long to
   * write out. Their quotient is written out, unless it is too long as well.
   */
  stepsFromKnownFactorial({ num, den }: Rational): number | undefined {
    for (const { term } of this.frame.kernels) {
      const of = term.type === 'apply' && term.name === 'factorial' ? term.arguments[0] : undefined
      if (of?.type !== 'constant' || den !== 1 || of.value.den !== 1) continue
      const steps = subtractIntegers(num, of.value.num)
      if (typeof steps === 'number' && Math.abs(steps) <= mostSteps && Math.abs(steps) * bitLength(num) <= longestQuotient) return steps
    }
    return undefined
  }
  /** `(2v)!! = 2^v v!`, `(2v-1)!! = (2v)!/(2^v v!)`. */
  doubleFactorial(u: Term): Fraction<E> | undefined {
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

  trigonometric(u: Term): { cos: Fraction<E>; sin: Fraction<E> } {
    let cos = this.whole(this.ring.one)
    let sin = this.whole(this.ring.zero)
    for (const part of this.summands(u)) {
      const { coefficient, rest } = splitCoefficient(part)
      const next = this.angle(coefficient, rest)
      const both = this.add(this.multiply(cos, next.cos), this.negative(this.multiply(sin, next.sin)))
      sin = this.add(this.multiply(sin, next.cos), this.multiply(cos, next.sin))
      cos = both
    }
    return { cos, sin }
  }

  /** Cosine and sine of `coefficient · rest`. */
  angle(coefficient: Rational, rest: Term): { cos: Fraction<E>; sin: Fraction<E> } {
    if (typeof coefficient.num !== 'number' || typeof coefficient.den !== 'number') throw new Exhausted('normal-form')
    if (rest.key === pi.key) return this.constantAngle(coefficient)
    const grain = this.frame.grains.refine(`@${rest.key}`, coefficient.den)
    const times = (coefficient.num * grain) / coefficient.den
    if (grain === 1 && rest.type === 'apply' && (rest.name === 'arctan' || rest.name === 'arcsin')) return this.multiples(rest, times)
    const unit = product([fraction(1, grain), rest])
    const onCircle = this.ring.circle(`${rest.key}/${grain}`)
    if (Math.abs(times) > (onCircle === undefined ? 200 : mostTurns)) throw new Exhausted('normal-form')
    const [c, s] = onCircle === undefined ? this.circleKernels(unit, rest) : [onCircle.cos, onCircle.sin]
    // By doubling: (re + i·im)² on the way.
    let re = this.ring.one
    let im = this.ring.zero
    for (const bit of Math.abs(times).toString(2)) {
      const twice = this.times(re, im)
      re = this.subtract(this.times(re, re), this.times(im, im))
      im = this.ring.add(twice, twice)
      if (bit === '0') continue
      const next = this.subtract(this.times(re, c), this.times(im, s))
      im = this.ring.add(this.times(im, c), this.times(re, s))
      re = next
    }
    return { cos: this.whole(re), sin: this.whole(times < 0 ? this.ring.negate(im) : im) }
  }
  circleKernels(unit: Term, rest: Term): readonly [E, E] {
    const cosine = this.frame.number(`@cos ${rest.key}`, () => ({ term: apply('cos', [unit]), relation: undefined }))
    const square = this.whole(this.subtract(this.ring.one, this.letter(cosine, 2)))
    const sine = this.frame.number(`@sin ${rest.key}`, () => ({ term: apply('sin', [unit]), relation: { degree: 2, value: square } }))
    return [this.letter(cosine), this.letter(sine)]
  }

  /** Multiples of an inverse function, whose sine and cosine are algebraic in its argument. */
  multiples(inverse: Term, times: number): { cos: Fraction<E>; sin: Fraction<E> } {
    const c = this.convert(apply('cos', [inverse]))
    const s = this.convert(apply('sin', [inverse]))
    let cos = this.whole(this.ring.one)
    let sin = this.whole(this.ring.zero)
    for (let k = 0; k < Math.abs(times); k++) {
      const next = this.add(this.multiply(cos, c), this.negative(this.multiply(sin, s)))
      sin = this.add(this.multiply(sin, c), this.multiply(cos, s))
      cos = next
    }
    return { cos, sin: times < 0 ? this.negative(sin) : sin }
  }

  /** At `r·π`: polynomials in `2cos(π/L)`, L even, so that the sine is one as well. */
  constantAngle(r: Rational): { cos: Fraction<E>; sin: Fraction<E> } {
    const den = Number(r.den)
    const known = { cos: apply('cos', [product([constant(r), pi])]), sin: apply('sin', [product([constant(r), pi])]) }
    if (!holdsTrigonometric(known.cos) && !holdsTrigonometric(known.sin))
      return { cos: this.convert(known.cos), sin: this.convert(known.sin) }
    const grain = this.frame.grains.refine('@pi', den % 2 === 0 ? den : 2 * den)
    const doubled = (k: number): E => {
      const turns = (((k % (2 * grain)) + 2 * grain) % (2 * grain)) as number
      const steps = Math.min(turns, 2 * grain - turns)
      return this.ring.cosine(grain, steps) ?? this.doubledCosine(grain, steps)
    }
    const k = (Number(r.num) * grain) / den
    const cos = this.ring.scale(doubled(k), half.value)
    const sin = this.ring.scale(doubled(grain / 2 - k), half.value)
    return { cos: this.whole(cos), sin: this.whole(sin) }
  }
  /** `2cos(kπ/L)`, by `2cos((k+1)θ) = 2cosθ·2cos(kθ) - 2cos((k-1)θ)`. */
  doubledCosine(grain: number, k: number): E {
    const c = this.cosineKernel(grain)
    let before = this.ring.scale(this.ring.one, { num: 2, den: 1 })
    let now = c
    if (k === 0) return before
    for (let j = 1; j < k; j++) {
      const next = this.subtract(this.times(now, c), before)
      before = now
      now = next
    }
    return now
  }
  /** `2cos(π/L)` by its minimal polynomial. */
  cosineKernel(grain: number): E {
    if (grain > 800) throw new Exhausted('normal-form')
    const modulus = minimalOfCosine(2 * grain, this.budget)
    const degree = modulus.length - 1
    const index = this.frame.number('@pi', () => {
      const own = this.frame.kernels.length
      let value = this.ring.zero
      modulus.slice(0, degree).forEach((coefficient, exponent) => {
        if (coefficient === 0) return
        const part = exponent === 0 ? this.ring.one : this.ring.indeterminate(own, exponent)
        value = this.ring.add(value, this.ring.scale(part, { num: -coefficient, den: 1 }))
      })
      return {
        term: product([fraction(2, 1), applyNode('cos', [product([fraction(1, grain), pi])])]),
        relation: { degree, value: this.whole(value) },
      }
    })
    return this.letter(index)
  }
}

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
