import { isEven } from '../../exact/integer.ts'
import { isInteger, type Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import type { Relation } from '../../tree/tree.ts'
import { power, product, quotient, reciprocal, scale, squareRoot, subtractTerms, sum } from '../term/build.ts'
import { zeroTest } from '../ladder/constant.ts'
import { kernelPoints } from './kernel-points.ts'
import { constant, fraction, integer, minusOne, zero } from '../term/node.ts'
import { isConstantTerm as isConstant, isReal, signOfConstant } from '../term/property.ts'
import { rationalRoot } from '../normal/rational-root.ts'
import { type Cut, noReals, type Order, type RealSet } from './realset.ts'
import { between, orderOfConstants } from './lattice.ts'
import type { PowerTerm, Term } from '../term/term.ts'
import { mapParts, parts, substitute } from '../term/walk.ts'

/**
 * Solve one relation in one variable, exactly.
 *
 *     |x-1| < 3      f = |x-1| - 3
 *
 * The sign of f can only change at its *critical points*: zeros of its numerator and denominator, for either sign of
 * every absolute value, and the zeros inside the absolute values. With all of them in order, one exact sign at each
 * point and at one rational inside each gap tells the whole set. Points where f is not defined are not in it.
 *
 * Critical points are found for polynomials that fall apart into linear and quadratic factors over the rationals, also
 * in x^k, and for coefficients that are constants up to degree 2; beyond rational functions `kernel-points.ts` goes on.
 * Where one could be missed, there is no answer.
 */
export function solveRelation(left: Term, operator: Relation, right: Term, variable: string, budget: Budget): RealSet | undefined {
  const order = orderOfConstants
  const difference = subtractTerms(left, right)
  const points = criticalPoints(difference, variable, budget, 0)
  if (points === undefined) return undefined
  const cuts = sortPoints(points, order)
  if (cuts === undefined) return undefined
  const holds = (at: Term): boolean | undefined => holdsAt(difference, operator, variable, at, budget)
  const inside: boolean[] = []
  const kept: Cut[] = []
  for (let index = 0; index <= cuts.length; index++) {
    budget.spend(10)
    const lower = cuts[index - 1]
    const sample = between(lower, cuts[index], order)
    const inGap = sample && holds(sample)
    const atCut = lower && holds(lower)
    if (inGap === undefined || (lower !== undefined && atCut === undefined)) return undefined
    const before = inside[inside.length - 1]
    if (lower !== undefined && !(before === atCut && atCut === inGap)) {
      kept.push({ value: lower })
      inside.push(atCut === true, inGap)
    } else if (lower === undefined) inside.push(inGap)
  }
  return inside.length === 0 ? noReals : { cuts: kept, inside }
}

/**
 * Points that solve `term = 0` for sure, in no order: those among the critical points. `undefined` where one could be missed. Where
 * points are all that is wanted, this costs a fraction of the set, which has to know every gap between them.
 */
export function solutionsOf(term: Term, variable: string, budget: Budget): readonly Term[] | undefined {
  return criticalPoints(term, variable, budget, 0)?.filter(at => holdsAt(term, 'eq', variable, at, budget) === true)
}

/** Whether `term` is real and defined at a point and stands in a relation to 0 there; `undefined` when that is not known. */
function holdsAt(term: Term, operator: Relation, variable: string, at: Term, budget: Budget): boolean | undefined {
  const value = substitute(term, variable, at, budget)
  if (value.type === 'undefined' || !isReal(value)) return false
  const defined = isDefinedAt(term, variable, at, budget)
  if (defined !== true) return defined
  const sign = isConstant(value) ? (signOfConstant(value) ?? (zeroTest(value, budget) === 'zero' ? 0 : undefined)) : undefined
  return sign === undefined ? undefined : satisfies(sign, operator)
}

/** Whether roots and logarithms inside are real there: `(\ln x)^2` is a real number at -1, and not defined. */
function isDefinedAt(term: Term, variable: string, at: Term, budget: Budget): boolean | undefined {
  if (isConstant(term)) return true
  const inner = term.type === 'apply' && term.name === 'ln' ? term.arguments[0] : isEvenRoot(term) ? term.base : undefined
  if (inner !== undefined) {
    const sign = signOfConstant(substitute(inner, variable, at, budget))
    if (sign === undefined) return undefined
    if (sign < 0 || (sign === 0 && term.type === 'apply')) return false
  }
  let known: boolean | undefined = true
  for (const part of parts(term)) {
    const defined = isDefinedAt(part, variable, at, budget)
    if (defined === false) return false
    if (defined === undefined) known = undefined
  }
  return known
}

const isEvenRoot = (term: Term): term is PowerTerm =>
  term.type === 'power' && term.exponent.type === 'constant' && isEven(term.exponent.value.den)

function satisfies(sign: -1 | 0 | 1, operator: Relation): boolean | undefined {
  switch (operator) {
    case 'lt':
      return sign < 0
    case 'leq':
      return sign <= 0
    case 'gt':
      return sign > 0
    case 'geq':
      return sign >= 0
    case 'eq':
      return sign === 0
    case 'neq':
      return sign !== 0
    default:
      return undefined
  }
}

function sortPoints(points: readonly Term[], order: Order): readonly Term[] | undefined {
  const sorted: Term[] = []
  for (const point of points) {
    let index = 0
    let sign: -1 | 0 | 1 | undefined = 1
    for (; index < sorted.length; index++) {
      sign = order(point, sorted[index] as Term)
      if (sign === undefined) return undefined
      if (sign <= 0) break
    }
    if (sorted.length === 0 || sign !== 0) sorted.splice(index, 0, point)
  }
  return sorted
}

// — critical points —

/** Absolute values inside each other or side by side beyond this many are left alone. */
const mostAbsolutes = 4

function criticalPoints(term: Term, variable: string, budget: Budget, depth: number): readonly Term[] | undefined {
  const absolutes = new Map<string, Term>()
  collectAbsolutes(term, absolutes)
  if (absolutes.size > mostAbsolutes || depth > mostAbsolutes) return undefined
  const points: Term[] = []
  for (const inner of absolutes.values()) {
    const found = criticalPoints(inner, variable, budget, depth + 1)
    if (found === undefined) return undefined
    points.push(...found)
  }
  const kernels = [...absolutes]
  // More kernels than fit into a word exhaust the budget long before.
  const choices = 1 << Math.min(kernels.length, 30)
  for (let signs = 0; signs < choices; signs++) {
    budget.spend(20)
    const chosen = new Map(kernels.map(([key, inner], index) => [key, (signs >> index) & 1 ? scale(minusOne.value, inner) : inner]))
    const smooth = replaceAll(term, chosen, budget)
    const found = fractionIn(smooth, variable, budget)
    if (found === undefined) {
      const solver = { points: (inner: Term, name: string) => criticalPoints(inner, name, budget, depth + 1), budget }
      const beyond = kernelPoints(smooth, variable, solver)
      if (beyond === undefined) return undefined
      points.push(...beyond)
      continue
    }
    for (const part of [found.numerator, found.denominator]) {
      const roots = realRoots(part, budget)
      if (roots === undefined) return undefined
      points.push(...roots)
    }
  }
  return points
}

function collectAbsolutes(term: Term, found: Map<string, Term>): void {
  if (term.type === 'apply' && term.name === 'abs' && term.arguments[0] !== undefined && !isConstant(term))
    found.set(term.key, term.arguments[0])
  for (const part of parts(term)) collectAbsolutes(part, found)
}

function replaceAll(term: Term, places: ReadonlyMap<string, Term>, budget: Budget): Term {
  const by = places.get(term.key)
  // What replaces an absolute value may hold another one.
  return by === undefined ? mapParts(term, part => replaceAll(part, places, budget), budget) : replaceAll(by, places, budget)
}

// — polynomials with constant coefficients, lowest degree first —

type Polynomial = readonly Term[]

const largestDegree = 24

interface Fraction {
  readonly numerator: Polynomial
  readonly denominator: Polynomial
}

const unit: Polynomial = [integer(1)]

/** A term as a quotient of polynomials in one variable; `undefined` when it is none. */
function fractionIn(term: Term, variable: string, budget: Budget): Fraction | undefined {
  if (isConstant(term)) return { numerator: [term], denominator: unit }
  switch (term.type) {
    case 'variable':
      return term.name === variable ? { numerator: [zero, integer(1)], denominator: unit } : undefined
    case 'sum': {
      const whole: Polynomial[] = []
      let total: Fraction | undefined = { numerator: [zero], denominator: unit }
      for (const part of term.terms) {
        const found = fractionIn(part, variable, budget)
        if (found?.denominator === unit) whole.push(found.numerator)
        else total = total && addFractions(total, found, budget)
      }
      return total && addFractions(total, { numerator: sumOfAll(whole), denominator: unit }, budget)
    }
    case 'product': {
      let total: Fraction | undefined = { numerator: [constant(term.coefficient)], denominator: unit }
      for (const part of term.factors) total = total && multiplyFractions(total, fractionIn(part, variable, budget), budget)
      return total
    }
    case 'power': {
      if (term.exponent.type !== 'constant' || !isInteger(term.exponent.value)) return undefined
      const exponent = Number(term.exponent.value.num)
      const base = fractionIn(term.base, variable, budget)
      if (base === undefined || Math.abs(exponent) > largestDegree) return undefined
      const step = exponent < 0 ? { numerator: base.denominator, denominator: base.numerator } : base
      let total: Fraction | undefined = { numerator: unit, denominator: unit }
      for (let count = 0; count < Math.abs(exponent); count++) total = total && multiplyFractions(total, step, budget)
      return total
    }
    default:
      return undefined
  }
}

/** At once: one by one, a long coefficient would be sorted with every step. */
function sumOfAll(polynomials: readonly Polynomial[]): Polynomial {
  const length = polynomials.reduce((longest, polynomial) => Math.max(longest, polynomial.length), 1)
  return Array.from({ length }, (_, degree) => sum(polynomials.map(polynomial => polynomial[degree] ?? zero)))
}

function addFractions(a: Fraction, b: Fraction | undefined, budget: Budget): Fraction | undefined {
  if (b === undefined) return undefined
  const left = times(a.numerator, b.denominator, budget)
  const right = times(b.numerator, a.denominator, budget)
  const denominator = times(a.denominator, b.denominator, budget)
  if (left === undefined || right === undefined || denominator === undefined) return undefined
  const length = Math.max(left.length, right.length)
  return { numerator: Array.from({ length }, (_, degree) => sum([left[degree] ?? zero, right[degree] ?? zero])), denominator }
}

function multiplyFractions(a: Fraction, b: Fraction | undefined, budget: Budget): Fraction | undefined {
  if (b === undefined) return undefined
  const numerator = times(a.numerator, b.numerator, budget)
  const denominator = times(a.denominator, b.denominator, budget)
  return numerator && denominator && { numerator, denominator }
}

function times(a: Polynomial, b: Polynomial, budget: Budget): Polynomial | undefined {
  const length = a.length + b.length - 1
  if (length > largestDegree + 1) return undefined
  if (a === unit || b === unit) return a === unit ? b : a
  budget.spend(4 * (costOf(a) * b.length + costOf(b) * a.length))
  return Array.from({ length }, (_, degree) => {
    const terms: Term[] = []
    for (let i = Math.max(0, degree - b.length + 1); i <= Math.min(degree, a.length - 1); i++)
      terms.push(product([a[i] as Term, b[degree - i] as Term]))
    return sum(terms)
  })
}

/** Of multiplying each coefficient by one step: as many as it is written with. */
const costOf = (polynomial: Polynomial): number => polynomial.reduce((total, { key }) => total + 1 + (key.length >> 3), 0)

// — real roots —

/** All real roots; `undefined` when they cannot all be written with rationals and square roots here. */
function realRoots(polynomial: Polynomial, budget: Budget): readonly Term[] | undefined {
  budget.spend(polynomial.length)
  let last = polynomial.length - 1
  while (last > 0) {
    const sign = signOfConstant(polynomial[last] as Term)
    if (sign === undefined) return undefined
    if (sign !== 0) break
    last--
  }
  if (last <= 0) return []
  let first = 0
  for (;;) {
    const sign = signOfConstant(polynomial[first] as Term)
    if (sign === undefined) return undefined
    if (sign !== 0) break
    first++
  }
  const core = polynomial.slice(first, last + 1)
  const roots = rootsOfCore(core, budget)
  return roots && first > 0 ? [zero, ...roots] : roots
}

/** Roots of a polynomial whose first and last coefficients are not zero. */
function rootsOfCore(core: Polynomial, budget: Budget): readonly Term[] | undefined {
  const degree = core.length - 1
  if (degree === 0) return []
  const [c, b, a] = core as [Term, Term, Term]
  if (degree === 1) return [quotient(scale(minusOne.value, c), b)]
  const step = commonStep(core)
  if (step > 1) {
    const inner = rootsOfCore(
      core.filter((_, index) => index % step === 0),
      budget,
    )
    return inner && rootsOfPower(inner, step)
  }
  if (degree === 2) return quadraticRoots(a, b, c)
  const values = rationalsOf(core)
  const found = values && rationalRoot(values, budget)
  if (found === undefined) return undefined
  const root = constant(found)
  const rest = realRoots(deflate(core, root), budget)
  return rest && [root, ...rest]
}

/** The largest k such that the polynomial is one in x^k. */
function commonStep(core: Polynomial): number {
  let step = 0
  core.forEach((coefficient, degree) => {
    if (degree === 0 || coefficient === zero) return
    let [a, b] = [step, degree]
    while (b > 0) [a, b] = [b, a % b]
    step = a
  })
  return step
}

function rootsOfPower(values: readonly Term[], step: number): readonly Term[] | undefined {
  const roots: Term[] = []
  for (const value of values) {
    const sign = signOfConstant(value)
    if (sign === undefined) return undefined
    if (sign < 0 && step % 2 === 0) continue
    const magnitude = power(sign < 0 ? scale(minusOne.value, value) : value, fraction(1, step))
    if (sign < 0) roots.push(scale(minusOne.value, magnitude))
    else if (step % 2 === 0) roots.push(magnitude, scale(minusOne.value, magnitude))
    else roots.push(magnitude)
  }
  return roots
}

function quadraticRoots(a: Term, b: Term, c: Term): readonly Term[] | undefined {
  const discriminant = subtractTerms(product([b, b]), product([integer(4), a, c]))
  const sign = signOfConstant(discriminant)
  if (sign === undefined) return undefined
  if (sign < 0) return []
  const root = squareRoot(discriminant)
  const denominator = reciprocal(product([integer(2), a]))
  return [1, -1].map(side => product([sum([scale(minusOne.value, b), product([integer(side), root])]), denominator]))
}

function rationalsOf(core: Polynomial): readonly Rational[] | undefined {
  const values: Rational[] = []
  for (const coefficient of core) {
    if (coefficient.type !== 'constant') return undefined
    values.push(coefficient.value)
  }
  return values
}

/** Divide by (x - root). */
function deflate(core: Polynomial, root: Term): Polynomial {
  const quotientTerms: Term[] = []
  let carry: Term = zero
  for (let degree = core.length - 1; degree > 0; degree--) {
    carry = sum([product([carry, root]), core[degree] as Term])
    quotientTerms.unshift(carry)
  }
  return quotientTerms
}
