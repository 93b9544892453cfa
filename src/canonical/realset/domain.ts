/**
 * Is an answer undefined on a whole stretch where the gold is defined?
 *
 *     x+1+0\cdot\ln x     \frac{\sqrt x}{\sqrt x}     e^{\ln x}
 *
 * Terms drop what cancels, and with it where it was defined. So the conditions are gathered from what is *written*: what
 * stands under even roots and in logarithms, what a real exponent is put on, what an arcsine is taken of. A condition that
 * the gold writes too is no loss. For the others a point is looked for at which the gold is certainly defined and the
 * condition certainly fails: one inside each stretch on which it fails, where that can be solved exactly, then the points
 * at which functions are compared. The laws of logarithms, roots and powers are accepted as taught: a condition on a
 * factor of what the gold takes the logarithm (root, power) of is excused, as in `2\ln x` for `\ln x^2`.
 */
import { signOfBall } from '../../exact/ball.ts'
import { isRealBall, zeroComplex } from '../../exact/complex-ball.ts'
import { isEven } from '../../exact/integer.ts'
import { isInteger, type Rational, rationalToText } from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { children } from '../../tree/children.ts'
import type { ApplyNode, Tree } from '../../tree/tree.ts'
import { power, subtractTerms } from '../term/build.ts'
import { differingTexts } from '../ladder/constant.ts'
import { type DecidedDifferent, different, type NotDecided, undecided } from '../ladder/decision.ts'
import { evaluate } from '../value/evaluate.ts'
import { exactValue } from '../value/exact-value.ts'
import { interpret } from '../meaning/interpret.ts'
import { applyNode, imaginary, integer, one, zero } from '../term/node.ts'
import { Frame, normalise, type RationalFunction, toRationalFunctions } from '../normal/normal.ts'
import { witnessAt } from '../ladder/points.ts'
import { exactDivision, type Polynomial } from '../normal/polynomial.ts'
import { isConstantTerm, isIntegerValued, isNonNegative } from '../term/property.ts'
import { between, orderOfConstants } from './lattice.ts'
import { solveRelation } from './solve.ts'
import { samplePoints } from '../value/sample.ts'
import { isTransposition, type Scope } from '../meaning/scope.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { termToText } from '../term/text.ts'
import { holds, variablesOf } from '../term/walk.ts'

/** What must not be negative, and which laws as they are taught may enlarge it. */
interface Condition {
  readonly term: Term
  readonly law: 'logarithm' | 'root' | 'power' | 'none'
}

/** Steps that the search for a point may take. */
const searchSteps = 60_000
const mostPoints = 40

/** Both sides as they are written and as they are meant. */
export interface Sides {
  readonly gold: { readonly tree: Tree; readonly term: Term }
  readonly prediction: { readonly tree: Tree; readonly term: Term }
  readonly scope: Scope
}

/**
 * A difference where the prediction loses an interval on which the gold is defined.
 *
 * @returns `undefined` when no such point is found; `undecided` when the steps ran out before all of them were looked at,
 *   for else an answer could hide what it loses behind what is dear to compute
 */
export const lostDomain = ({ gold, prediction, scope }: Sides, budget: Budget): DecidedDifferent | NotDecided | undefined => {
  const own = conditionsOf(prediction.tree, scope, budget).filter(({ term }) => !isNonNegative(term))
  if (own.length === 0 || holds(gold.term, imaginary.key) || holds(prediction.term, imaginary.key)) return undefined
  const found = budget.attempt('domain', searchSteps, () => {
    const written = conditionsOf(gold.tree, scope, budget)
    const lost = own.filter(({ term }) => !written.some(other => other.term.key === term.key))
    const open = lost.filter(condition => !isExcused(condition, written, budget))
    return open.length === 0 ? undefined : failingPoint(gold.term, written, open, budget)
  })
  return found instanceof Exhausted ? undecided('budget-exhausted', 'prediction', found.rung) : found
}

const failingPoint = (
  gold: Term,
  written: readonly Condition[],
  open: readonly Condition[],
  budget: Budget,
): DecidedDifferent | NotDecided | undefined => {
  const variables = [...new Map([gold, ...open.map(({ term }) => term)].flatMap(variablesOf).map(each => [each.key, each])).values()]
  if (variables.some(({ domain }) => domain === 'complex')) return undefined
  const signAt = (term: Term, values: ReadonlyMap<string, Rational>): number | undefined => {
    const value = evaluate(term, { values, precision: 64, budget })
    return value === undefined || value === 'nowhere' || !isRealBall(value) ? undefined : signOfBall(value.re)
  }
  const probe = applyNode(
    'where',
    [...open, ...written].map(({ term }) => applyNode('ln', [term])),
  )
  const told = new Set<Condition>()
  for (const point of candidates(gold, probe, open, variables, budget)) {
    const fails = open.some(condition => {
      const sign = signAt(condition.term, point)
      if (sign !== undefined) told.add(condition)
      return sign === -1
    })
    if (!fails) continue
    if (!written.every(({ term }) => signAt(term, point) === 1)) continue
    const value = evaluate(gold, { values: point, precision: 64, budget })
    if (value === undefined || value === 'nowhere') continue
    return different('intervals', () => {
      const exact = exactValue(gold, point, budget)
      const text = exact === undefined || exact === 'nowhere' ? differingTexts(value, zeroComplex)?.a : rationalToText(exact)
      return witnessAt(variables, point, text ?? termToText(gold), 'undefined')
    })
  }
  // Where nothing can be told of a condition, it may fail anywhere.
  return told.size < open.length ? undecided('unsupported', 'prediction', 'where it is defined') : undefined
}

/** A point of each stretch on which a condition on one variable fails, then points of all kinds. */
function* candidates(
  gold: Term,
  probe: Term,
  open: readonly Condition[],
  variables: readonly VariableTerm[],
  budget: Budget,
): Generator<ReadonlyMap<string, Rational>, undefined> {
  const [only] = variables
  if (only !== undefined && variables.length === 1)
    for (const { term } of open) {
      const fails = solveRelation(term, 'lt', zero, only.name, budget)
      for (let gap = 0; fails !== undefined && gap <= fails.cuts.length; gap++) {
        if (fails.inside[2 * gap] !== true) continue
        const inside = between(fails.cuts[gap - 1]?.value, fails.cuts[gap]?.value, orderOfConstants)
        if (inside?.type === 'constant' && (only.domain !== 'positive' || inside.value.num > 0)) yield new Map([[only.key, inside.value]])
      }
    }
  yield* samplePoints(gold, probe, variables, mostPoints, budget)
  return undefined
}

/* ---------------------------------------------------------------- taught laws */

/** Whether the condition is on a factor of what the gold has under a condition of the same law. */
const isExcused = ({ term, law }: Condition, written: readonly Condition[], budget: Budget): boolean => {
  const wholes = law === 'none' ? [] : written.filter(other => other.law === law).map(other => barsDropped(other.term))
  if (wholes.length === 0) return false
  const values = toRationalFunctions([barsDropped(term), ...wholes], budget, new Frame())
  // What has no normal form here is believed beside a logarithm of the gold.
  if (values === undefined) return law === 'logarithm'
  const [piece, ...others] = values as [RationalFunction, ...RationalFunction[]]
  const divides = (part: Polynomial, whole: RationalFunction): boolean =>
    exactDivision(whole.numerator, part, budget) !== undefined || exactDivision(whole.denominator, part, budget) !== undefined
  return others.some(whole => divides(piece.numerator, whole) && divides(piece.denominator, whole))
}
const barsDropped = (term: Term): Term => (term.type === 'apply' && term.name === 'abs' ? (term.arguments[0] as Term) : term)

/* ---------------------------------------------------------------- what is written */

/** The conditions of everything written; what has a bound variable of its own is left out. */
const conditionsOf = (tree: Tree, scope: Scope, budget: Budget): readonly Condition[] => {
  const found: Condition[] = []
  const meaning = (part: Tree): Term | undefined => interpret(part, scope, budget)
  const take = (law: Condition['law'], term: Term | undefined): void => {
    if (term === undefined || term.type === 'undefined' || isConstantTerm(term)) return
    // At integers only, no interval is lost.
    if (variablesOf(term).every(({ domain }) => domain === 'integer' || domain === 'natural')) return
    if (!found.some(other => other.term.key === term.key && other.law === law)) found.push({ term, law })
  }
  const walk = (node: Tree): void => {
    if (node.type === 'big') return
    switch (node.type) {
      case 'root': {
        const degree = node.degree === undefined ? integer(2) : meaning(node.degree)
        if (degree?.type === 'constant' && isEven(degree.value.num)) take('root', meaning(node.radicand))
        break
      }
      case 'power': {
        // Whole exponents are the common case, and need no look at the base.
        if (node.exponent.type === 'number' && !node.exponent.lexeme.includes('.')) break
        if (scope.matrices.size > 0 && isTransposition(node)) break
        const asWritten = meaning(node.exponent)
        if (asWritten === undefined || isIntegerValued(asWritten)) break
        // `x^{2\sin^2x+2\cos^2x}` is a square.
        const exponent = normalise(asWritten, budget)
        if (isIntegerValued(exponent)) break
        if (exponent.type !== 'constant') take('power', meaning(node.base))
        else if (!isInteger(exponent.value) && isEven(exponent.value.den)) take('root', meaning(node.base))
        break
      }
      case 'apply':
        takeFunction(node, meaning, take)
        break
      default:
    }
    for (const child of children(node)) walk(child)
  }
  walk(tree)
  return found
}

const takeFunction = (
  { head, arguments: [written], subscript }: ApplyNode,
  meaning: (part: Tree) => Term | undefined,
  take: (law: Condition['law'], term: Term | undefined) => void,
): void => {
  if (head.type !== 'symbol' || written === undefined) return
  const square = (): Term | undefined => {
    const inner = meaning(written)
    return inner && power(inner, integer(2))
  }
  switch (head.name) {
    case 'ln':
    case 'log':
    case 'lg':
    case 'lb':
      take('logarithm', meaning(written))
      if (subscript !== undefined) take('logarithm', meaning(subscript))
      return
    case 'sqrt':
      take('root', meaning(written))
      return
    case 'arcsin':
    case 'arccos':
    case 'artanh': {
      const inner = square()
      take('none', inner && subtractTerms(one, inner))
      return
    }
    case 'arcsec':
    case 'arccsc': {
      const inner = square()
      take('none', inner && subtractTerms(inner, one))
      return
    }
    case 'arcosh': {
      const inner = meaning(written)
      take('none', inner && subtractTerms(inner, one))
      return
    }
    default:
  }
}
