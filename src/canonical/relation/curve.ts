import { divide } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { type Decision, different, proved, undecided, type Witness } from '../ladder/decision.ts'
import { decideEqual } from '../ladder/equal.ts'
import { integer, variable } from '../term/node.ts'
import { Frame, fromPolynomial, type RationalFunction, toRationalFunctions } from '../normal/normal.ts'
import {
  coefficientsIn,
  constantOf,
  degreeIn,
  divideByMonomial,
  equalPolynomials,
  exactDivision,
  exponentIn,
  gcd,
  indeterminate,
  indeterminatesOf,
  isZeroPolynomial,
  monomialContent,
  multiply,
  type Polynomial,
  primitive,
  scalePolynomial,
  subtract,
  totalDegree,
  zeroPolynomial,
} from '../normal/polynomial.ts'
import { isConstantTerm, isNonNegative, isPositive, isReal, knownFunctions, signOfConstant } from '../term/property.ts'
import { solutionsOf } from '../realset/solve.ts'
import { evaluateAt, isDefinedAt, type Point } from './relation.ts'
import type { Term } from '../term/term.ts'
import { termToText } from '../term/text.ts'
import { holds, mapParts, substitute, variablesOf } from '../term/walk.ts'

/**
 * Equations as curves: `f = 0` and `g = 0` are the same answer when they have the same solutions for a reason that can
 * be seen. Both are brought to quotients of polynomials over the same kernels,
 *
 *     f = p/d    g = q/e    c = gcd(p, q)
 *
 * and are the same when p/c and q/c have no zeros, or none that c does not have (`(y-x)^2 = 0`), and when no solution
 * is lost to a denominator. A polynomial has no zeros here if all its terms are positive wherever they are real
 * (`x^2+1`, `e^x`). So `x^2+1=0` and `x^2+2=0` are different, although neither has a real solution.
 *
 * A difference is shown by a point that solves one equation only: small rationals for all variables but one, and an
 * exact solution for that one.
 */
export function decideSameCurve(gold: Term, prediction: Term, budget: Budget): Decision {
  const frame = new Frame()
  const converted = toRationalFunctions([gold, prediction], budget, frame)
  const [f, g] = converted ?? []
  if (f === undefined || g === undefined) return undecided('unsupported', 'both', 'curve')
  if (isZeroPolynomial(f.numerator) || constantOf(f.numerator) !== undefined) return undecided('unsupported', 'reference', 'curve')
  if (isZeroPolynomial(g.numerator))
    return different('curve', () => ({ what: 'equation', reference: equationText(gold), prediction: 'true everywhere' }))
  const used = [f, g].flatMap(value => [...indeterminatesOf(value.numerator), ...indeterminatesOf(value.denominator)])
  const single = new Set(used).size === 1
  const sameZeros = haveSameZeros(f.numerator, g.numerator, frame, budget)
  // In one variable a cancelled numerator and denominator have no common zero.
  if (sameZeros && (single || losesNothing(f, g, frame, budget))) return proved('curve', 'same-zeros')
  const explicit = compareExplicit(f, g, frame, budget)
  if (explicit !== undefined) return explicit
  const found = pointOnOne(withoutFunctions(gold, budget), withoutFunctions(prediction, budget), budget)
  if (found !== undefined) return different('curve', found)
  const plain = frame.kernels.every(kernel => kernel.term.type === 'variable')
  if (!plain || sameZeros) return undecided('unsupported', 'both', 'curve')
  return different('curve', {
    what: 'equation',
    reference: equationText(fromPolynomial(primitive(f.numerator), frame, budget)),
    prediction: equationText(fromPolynomial(primitive(g.numerator), frame, budget)),
  })
}

/**
 * Both equations solved for one letter or unknown function that stands in them linearly, with a constant in front: equal
 * exactly when the solutions are. A difference of the solutions is a difference of the curves.
 */
function compareExplicit(f: RationalFunction, g: RationalFunction, frame: Frame, budget: Budget): Decision | undefined {
  if (constantOf(f.denominator) === undefined || constantOf(g.denominator) === undefined) return undefined
  for (const [index, { term }] of frame.kernels.entries()) {
    const free = term.type === 'variable' || (term.type === 'apply' && !knownFunctions.has(term.name))
    if (!free || frame.kernels.some((kernel, other) => other !== index && holds(kernel.term, term.key))) continue
    const [left, right] = [f, g].map(({ numerator }) => solveLinear(numerator, index, frame, budget))
    if (left === undefined || right === undefined) continue
    const decision = decideEqual(left, right, budget)
    if (decision.outcome === 'equivalent') return { ...decision, by: 'curve' }
    if (decision.outcome === 'different')
      return different('curve', () => ({ ...decision.witness, what: `${termToText(term)}: ${decision.witness.what}` }))
  }
  return undefined
}

/** The value of a kernel in `a·kernel + rest = 0` with a constant a. */
function solveLinear(p: Polynomial, index: number, frame: Frame, budget: Budget): Term | undefined {
  if (degreeIn(p, index) !== 1) return undefined
  const [rest, lead] = coefficientsIn(p, index)
  const value = lead && constantOf(lead)
  return value && rest && fromPolynomial(scalePolynomial(rest, divide({ num: -1, den: 1 }, value)), frame, budget)
}

const equationText = (term: Term): string => `${termToText(term)} = 0`

/** Largest powers and sizes for which one polynomial is divided by another. */
const mostTerms = 60
const largestPower = 4

function haveSameZeros(p: Polynomial, q: Polynomial, frame: Frame, budget: Budget): boolean {
  const [a, b] = [primitive(p), primitive(q)]
  if (equalPolynomials(a, b)) return true
  const common = gcd(a, b, budget)
  // Without a common part neither has a zero of the other: x^2+1 and x^2+2.
  if (constantOf(common) !== undefined && constantOf(a) === undefined && constantOf(b) === undefined) return false
  return [a, b].every(side => {
    const rest = exactDivision(side, common, budget)
    return rest !== undefined && (hasNoZeros(rest, frame) || vanishesOnlyWith(rest, common, budget))
  })
}

/** No solution of the numerator is lost to a denominator that only one side has. */
function losesNothing(f: RationalFunction, g: RationalFunction, frame: Frame, budget: Budget): boolean {
  const [a, b] = [primitive(f.denominator), primitive(g.denominator)]
  const common = gcd(a, b, budget)
  return [a, b].every(side => {
    const rest = exactDivision(side, common, budget)
    if (rest === undefined) return false
    return hasNoZeros(rest, frame) || vanishesOnlyWith(rest, common, budget) || haveNoCommonZero(f.numerator, rest, frame, budget)
  })
}

/**
 * Whether p has no zero where q is zero. For every kernel of a monomial q, and for a q whose leading coefficient in some
 * kernel is a number, p modulo q tells: `xy-1` modulo `x` is -1.
 */
function haveNoCommonZero(p: Polynomial, q: Polynomial, frame: Frame, budget: Budget): boolean {
  const indices = indeterminatesOf(q)
  if (q.terms.size === 1) return indices.every(index => hasNoZeros(coefficientsIn(p, index)[0] ?? zeroPolynomial, frame))
  return indices.some(index => {
    const rest = remainder(p, q, index, budget)
    return rest !== undefined && hasNoZeros(rest, frame)
  })
}

/** The remainder of p divided by q in one kernel, if the leading coefficient of q is a number. */
function remainder(p: Polynomial, q: Polynomial, index: number, budget: Budget): Polynomial | undefined {
  const degree = degreeIn(q, index)
  const lead = constantOf(coefficientsIn(q, index)[degree] ?? zeroPolynomial)
  if (lead === undefined || lead.num === 0) return undefined
  let rest = p
  for (let top = degreeIn(rest, index); top >= degree; top = degreeIn(rest, index)) {
    const factor = scalePolynomial(coefficientsIn(rest, index)[top] ?? zeroPolynomial, divide({ num: 1, den: 1 }, lead))
    rest = subtract(rest, multiply(multiply(factor, indeterminate(index, top - degree), budget), q, budget), budget)
  }
  return rest
}

/** All terms have one sign and cannot vanish together. */
function hasNoZeros(p: Polynomial, frame: Frame): boolean {
  const rest = withoutPositiveFactor(p, frame)
  const signs = new Set<boolean>()
  let positive = false
  for (const [key, value] of rest.terms) {
    signs.add(value.num > 0)
    let always = true
    for (let index = 0; index < key.length; index++) {
      const exponent = exponentIn(key, index)
      const { term } = frame.kernels[index] as { term: Term }
      if (exponent === 0 || isPositive(term)) continue
      always = false
      if (!(exponent % 2 === 0 && isReal(term)) && !isNonNegative(term)) return false
    }
    positive ||= always
  }
  return positive && signs.size === 1
}

/** Kernels such as `e^x` divide out of every term. */
function withoutPositiveFactor(p: Polynomial, frame: Frame): Polynomial {
  const common = monomialContent(p)
  for (let index = 0; index < common.length; index++) {
    if (exponentIn(common, index) > 0 && !isPositive((frame.kernels[index] as { term: Term }).term)) return p
  }
  return divideByMonomial(p, common)
}

/** Every zero of `p` is one of `of`: p divides a power of it. */
function vanishesOnlyWith(p: Polynomial, of: Polynomial, budget: Budget): boolean {
  if (of.terms.size > mostTerms || totalDegree(of) > 12) return false
  let power = of
  for (let exponent = 1; exponent <= largestPower; exponent++) {
    if (exactDivision(power, p, budget) !== undefined) return true
    power = multiply(power, of, budget)
    if (power.terms.size > mostTerms) return false
  }
  return false
}

// — witnesses —

/** Values of unknown functions are as free as letters: `f(t)` becomes one. */
function withoutFunctions(term: Term, budget: Budget): Term {
  if (term.type === 'apply' && !knownFunctions.has(term.name)) return variable(termToText(term))
  return mapParts(term, part => withoutFunctions(part, budget), budget)
}

const mostTries = 40
const mostNames = 12
const coordinates = [1, 0, 2, -1, 3, -2, 5, 7]

/** A point that solves one of the equations only. Each equation is solved for the letters that are easy first. */
function pointOnOne(gold: Term, prediction: Term, budget: Budget): Witness | undefined {
  const names = [...new Set([...variablesOf(gold), ...variablesOf(prediction)].map(({ name }) => name))]
  if (names.length > mostNames) return undefined
  const ways = [...waysToSolve(gold, prediction, true, budget), ...waysToSolve(prediction, gold, false, budget)]
  for (const { on, off, free, onGold } of ways.sort((a, b) => a.degree - b.degree)) {
    const others = names.filter(name => name !== free)
    const total = others.reduce(count => Math.min(mostTries, count * coordinates.length), 1)
    for (let index = 0; index < total; index++) {
      const point = new Map(others.map((name, place): [string, Term] => [name, integer(coordinateOf(index, place))]))
      const found = solveAt(on, off, free, point, budget)
      if (found === undefined) continue
      const at: Record<string, string> = {}
      for (const name of names) at[name] = termToText(found.get(name) as Term)
      return { what: 'equation', reference: onGold ? 'true' : 'not true', prediction: onGold ? 'not true' : 'true', at }
    }
  }
  return undefined
}

interface WayToSolve {
  readonly on: Term
  readonly off: Term
  readonly free: string
  readonly onGold: boolean
  /** The degree of the equation in the letter; without end where the letter stands inside a function. */
  readonly degree: number
}

/** One way for each letter of an equation. */
function waysToSolve(on: Term, off: Term, onGold: boolean, budget: Budget): WayToSolve[] {
  const frame = new Frame()
  const numerator = toRationalFunctions([on], budget, frame)?.[0]?.numerator
  const degreeOf = (letter: Term): number => {
    const index = frame.kernels.findIndex(({ term }) => term.key === letter.key)
    const inside = frame.kernels.some(({ term }, other) => other !== index && holds(term, letter.key))
    return numerator === undefined || index < 0 || inside ? Number.POSITIVE_INFINITY : degreeIn(numerator, index)
  }
  return variablesOf(on).map(letter => ({ on, off, free: letter.name, onGold, degree: degreeOf(letter) }))
}

/**
 * The coordinate of the letter at `place` in the try `index`. All letters change from one try to the next, at strides of their own,
 * so that no letter keeps its first value while others go through theirs; two letters have every pair of values once.
 */
function coordinateOf(index: number, place: number): number {
  const size = coordinates.length
  return coordinates[(index * (2 * place + 1) + Math.floor(index / size) * place) % size] as number
}

/** Solve `on = 0` for one variable at values of the others, such that `off` is not zero there. */
function solveAt(on: Term, off: Term, free: string, point: Point, budget: Budget): Point | undefined {
  const slice = evaluateAt(on, point, budget)
  if (slice.type === 'undefined' || isConstantTerm(slice)) return undefined
  for (const value of solutionsOf(slice, free, budget) ?? []) {
    const other = substitute(evaluateAt(off, point, budget), free, value, budget)
    const sign = other.type === 'undefined' ? 1 : isConstantTerm(other) && isReal(other) ? signOfConstant(other) : undefined
    const solution = new Map([...point, [free, value]])
    if (sign !== undefined && sign !== 0 && isDefinedAt(on, solution, budget)) return solution
  }
  return undefined
}
