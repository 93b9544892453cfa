import { estimatedConstant, holdsOperator } from '../../canonical/ladder/constant.ts'
import { type Decision, different, likely, undecided } from '../../canonical/ladder/decision.ts'
import { lostDomain } from '../../canonical/realset/domain.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { constantValue } from '../../canonical/value/evaluate.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { isFree, orderedProducts } from '../../canonical/meaning/matrix-product.ts'
import { constant } from '../../canonical/term/node.ts'
import { isConstant, termToText } from '../../canonical/ladder/order.ts'
import { plainScope, type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import type { ApplyTerm, Term } from '../../canonical/term/term.ts'
import { parts } from '../../canonical/term/walk.ts'
import { upperMagnitude } from '../../exact/ball.ts'
import type { Rational } from '../../exact/rational.ts'
import { isRead } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { isFactor } from '../../latex/units/units.ts'
import type { Budget } from '../../limits/budget.ts'
import { children, mapChildren, some } from '../../tree/children.ts'
import { TreeMemory } from '../../tree/kept.ts'
import type { PostfixNode, Tree } from '../../tree/tree.ts'
import { compareAntiderivatives } from '../expression/antiderivative.ts'
import { asOneNumeral, asRecurring } from '../numeral/comma.ts'
import type { Comparer, Context } from '../comparer.ts'
import { isNumeralDate } from './date.ts'
import { writtenDecimal } from '../numeral/decimal-form.ts'
import { compareGeneralSolutions } from '../expression/general-solution.ts'
import { leastBits } from '../numeral/least-bits.ts'
import { asQuantity, hasSymbols } from '../quantity/measure.ts'
import { otherKind } from '../other-kind.ts'
import { againstFormula, casesInWords } from './piecewise.ts'
import { withinRounding, withinTolerance } from '../numeral/rounding.ts'
import { placeIn } from '../wording/spelling.ts'
import { holdsUndefined, isPartial } from '../expression/vanished.ts'

/**
 * Numbers and expressions: what a tree means is a term, and the ladder says whether two terms are equal. Only where a
 * written decimal is involved may constants differ, as the policy's rounding says.
 */
export const compareNumbers: Comparer = (writtenGold, writtenPrediction, context) => {
  const gold = asOneNumeral(writtenGold, writtenPrediction) ?? writtenGold
  const prediction = asOneNumeral(writtenPrediction, gold) ?? writtenPrediction
  if (!mayBeConstant(gold)) return undefined
  if (isNumeralDate(prediction)) return otherKind(gold, prediction)
  const [recurringGold, recurringPrediction] = [asRecurring(gold), asRecurring(prediction)]
  if (recurringGold !== undefined || recurringPrediction !== undefined) {
    const decision = context.member(recurringGold ?? gold, recurringPrediction ?? prediction)
    if (decision.outcome === 'equivalent') return decision
  }
  const sizes = differBySize(gold, prediction, context)
  if (sizes !== undefined) return sizes
  const meaning = interpretPair(gold, prediction, context, isNumber)
  if (meaning === undefined) return undefined
  return withUnitLeftOut(gold, prediction, decideValues(gold, prediction, meaning, context), context)
}

export const compareExpressions: Comparer = (gold, prediction, context) => {
  const meaning = interpretPair(gold, prediction, context, isFunction)
  if (meaning === undefined) return undefined
  const told = prediction.type === 'cases' ? prediction : casesInWords(prediction)
  const cases = told && againstFormula(told, gold, context)
  if (cases !== undefined) return cases
  // `180-2\alpha` for `180^\circ-2\alpha`.
  if (addsDegrees(gold) !== addsDegrees(prediction)) {
    const bare = context.member(withoutDegrees(gold), withoutDegrees(prediction))
    if (bare.outcome === 'equivalent') return bare
  }
  return withUnitLeftOut(gold, prediction, decideValues(gold, prediction, meaning, context), context)
}

/** Degrees in a sum or a multiple of letters, outside of functions. */
function addsDegrees(tree: Tree): boolean {
  if (tree.type === 'plus' || tree.type === 'times' || tree.type === 'negate' || tree.type === 'divide')
    return children(tree).some(addsDegrees)
  return isDegree(tree)
}
const isDegree = (tree: Tree): tree is PostfixNode =>
  tree.type === 'postfix' && tree.operator === 'degree' && (tree.operand.type === 'number' || tree.operand.type === 'divide')
const withoutDegrees = (tree: Tree): Tree =>
  tree.type === 'apply' || tree.type === 'power' ? tree : isDegree(tree) ? tree.operand : mapChildren(tree, withoutDegrees)

/** A unit that only the prediction has may be left out; a percent sign has a rule of its own. */
function withUnitLeftOut(gold: Tree, prediction: Tree, decision: Decision, context: Context): Decision {
  if (decision.outcome === 'equivalent' || context.policy.units === 'required' || placeIn(gold) !== undefined) return decision
  const quantity = asQuantity(prediction)
  if (quantity === undefined || asQuantity(gold) !== undefined) return decision
  if (isFactor(quantity.unit) || (quantity.weak && hasSymbols(gold))) return decision
  if (quantity.spoken && quantity.unit.nouns.length > 1) return decision
  return context.member(gold, quantity.value)
}

/** A product that is longer by far than the other side is not written out: no rounding and no percent sign makes up for so many bits. */
function differBySize(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  if (context.spec.tolerance !== undefined) return undefined
  const [own, other] = [leastBits(gold), leastBits(prediction)]
  const bits = own ?? other
  if (bits === undefined || (own !== undefined && other !== undefined)) return undefined
  const { budget } = context
  budget.spend(Math.ceil(bits / 1000))
  const scope = scopeOf(gold, prediction, context.declarations)
  const short = meaningOf(own === undefined ? gold : prediction, scope, budget)
  const value = short !== undefined && isNumber(short) ? constantValue(short, 64, budget) : undefined
  if (short === undefined || value === undefined || value === 'nowhere') return undefined
  if (Math.max(upperMagnitude(value.re), upperMagnitude(value.im)) > bits - 64) return undefined
  context.note('intervals', 'the sizes differ')
  return different('intervals', () =>
    own === undefined
      ? { what: 'the larger value', reference: termToText(short), prediction: toText(prediction) }
      : { what: 'the smaller value', reference: toText(gold), prediction: termToText(short) },
  )
}

interface Meanings {
  readonly gold: Term
  readonly prediction: Term | undefined
}

/** Both sides under one scope; `undefined` when the gold is no expression, or not of the sort that is asked for. */
function interpretPair(gold: Tree, prediction: Tree, context: Context, isAsked: (gold: Term) => boolean): Meanings | undefined {
  const scope = scopeOf(gold, prediction, context.declarations)
  const goldTerm = meaningOf(gold, scope, context.budget)
  if (goldTerm === undefined || !isAsked(goldTerm)) return undefined
  return { gold: goldTerm, prediction: meaningOf(prediction, scope, context.budget) }
}

const isNumber = (gold: Term): boolean => gold.type !== 'undefined' && isConstant(gold)
const isFunction = (gold: Term): boolean => gold.type === 'undefined' || !isConstant(gold)

/** Terms of trees under the plain scope, kept with the tree: golds come again, and two comparers ask for the same. */
const meanings = new TreeMemory<{ readonly term: Term | undefined; readonly steps: number }>()

/** What a tree means; what is known already charges the steps that it took. */
function meaningOf(tree: Tree, scope: Scope, budget: Budget): Term | undefined {
  if (scope !== plainScope) return interpret(tree, scope, budget)
  const known = meanings.get(tree)
  if (known !== undefined) {
    budget.spend(known.steps)
    return known.term
  }
  const before = budget.spent
  const term = interpret(tree, scope, budget)
  meanings.set(tree, { term, steps: budget.spent - before })
  return term
}

function decideValues(gold: Tree, prediction: Tree, meaning: Meanings, context: Context): Decision {
  const { budget, policy, spec } = context
  if (meaning.gold.type === 'undefined') return undecided('undefined-value', 'reference')
  const term = meaning.prediction
  if (term === undefined) {
    if (!isRead(prediction)) return undecided('unreadable-prediction', 'prediction')
    return otherKind(gold, prediction)
  }
  if (term.type === 'undefined') return undecided('undefined-value', 'prediction')
  if (spec.tolerance !== undefined && isConstant(meaning.gold) && isConstant(term)) {
    const declared = typeof spec.tolerance === 'number' ? { absolute: spec.tolerance } : spec.tolerance
    return withinTolerance(
      meaning.gold,
      term,
      declared.absolute !== undefined ? { absolute: String(declared.absolute) } : { relative: String(declared.relative ?? 0) },
      budget,
    )
  }
  if (!isConstant(meaning.gold) && some(gold, isBarredLogarithm) && losesBars(meaning.gold, term))
    return different('kind', { what: 'where it is defined', reference: termToText(meaning.gold), prediction: termToText(term) })
  const antiderivative = isConstant(meaning.gold) ? undefined : compareAntiderivatives(meaning.gold, term, context)
  if (antiderivative !== undefined) return antiderivative
  const solution = isConstant(meaning.gold) ? undefined : compareGeneralSolutions(meaning.gold, term, context)
  if (solution !== undefined) return solution
  const values = decideEqual(meaning.gold, term, budget, context.note)
  const order =
    values.outcome === 'equivalent' ? undefined : byOrder(gold, prediction, [...orderedProducts(meaning.gold), ...orderedProducts(term)])
  const decision = order ?? values
  if (decision.outcome === 'equivalent' && some(prediction, isPartial)) {
    const scope = scopeOf(gold, prediction, context.declarations)
    if (holdsUndefined(prediction, term, scope, budget)) return undecided('undefined-value', 'prediction')
    const sides = { gold: { tree: gold, term: meaning.gold }, prediction: { tree: prediction, term }, scope }
    const lost = lostDomain(sides, budget)
    if (lost !== undefined) {
      if (lost.outcome === 'different') context.note('intervals', 'the prediction is undefined where the reference has a value')
      return lost
    }
  }
  if (decision.outcome === 'equivalent' || !isConstant(meaning.gold) || !isConstant(term)) return decision
  const rounded = withinRounding(
    { term: meaning.gold, decimal: writtenDecimal(gold) },
    { term, decimal: writtenDecimal(prediction) },
    policy,
    budget,
  )
  if (rounded === undefined && decision.outcome === 'undecided')
    return estimatedRounding(gold, prediction, { gold: meaning.gold, prediction: term }, context) ?? decision
  if (rounded !== undefined && rounded.outcome === 'equivalent')
    context.note('rounding', `${termToText(term)} agrees at the last written place`)
  return rounded ?? decision
}

/** Products whose order counts have no values to show, and are told apart by their form where it is the only one. */
function byOrder(gold: Tree, prediction: Tree, products: readonly ApplyTerm[]): Decision | undefined {
  if (products.length === 0) return undefined
  if (!products.every(isFree)) return undecided('unsupported', 'both', 'products whose order counts')
  return different('canonical-form', () => ({ what: 'product in its order', reference: toText(gold), prediction: toText(prediction) }))
}

/**
 * A decimal against an integral, a series or a limit whose value is only estimated: likely where the estimate rounds to it.
 * What an estimate speaks against stays open.
 */
function estimatedRounding(gold: Tree, prediction: Tree, terms: { readonly gold: Term; readonly prediction: Term }, context: Context) {
  const open = holdsOperator(terms.gold) ? terms.gold : holdsOperator(terms.prediction) ? terms.prediction : undefined
  const decimals = { gold: writtenDecimal(gold), prediction: writtenDecimal(prediction) }
  if (open === undefined || (decimals.gold === undefined && decimals.prediction === undefined)) return undefined
  const isRounded = (value: Rational): boolean => {
    const termOf = (term: Term): Term => (term === open ? constant(value) : term)
    const rounded = withinRounding(
      { term: termOf(terms.gold), decimal: decimals.gold },
      { term: termOf(terms.prediction), decimal: decimals.prediction },
      context.policy,
      context.budget,
    )
    return rounded?.outcome === 'equivalent'
  }
  const estimate = estimatedConstant(open, context.budget, isRounded)
  if (estimate === undefined || !isRounded(estimate.value)) return undefined
  context.note('rounding', `an estimate without a proven error, of ${estimate.bits} bits, agrees at the last written place`)
  return likely('rounding', estimate.bits)
}

/** `\ln|u|`: the bars were written; those of `\ln x^2 = 2\ln|x|` are not. */
const isBarredLogarithm = (tree: Tree): boolean =>
  tree.type === 'apply' &&
  tree.head.type === 'symbol' &&
  (tree.head.name === 'ln' || tree.head.name === 'log') &&
  tree.arguments.some(argument => argument.type === 'apply' && argument.head.type === 'symbol' && argument.head.name === 'abs')

/** `\ln|u|` in the gold and `\ln u` in the prediction, which is defined on one side of the zeros of u only. */
function losesBars(gold: Term, prediction: Term): boolean {
  const barred = logarithmsOf(gold).filter(({ type }) => type === 'apply')
  if (barred.length === 0) return false
  const plain = new Set(logarithmsOf(prediction).map(({ key }) => key))
  return barred.some(
    bars => bars.type === 'apply' && bars.name === 'abs' && !plain.has(bars.key) && plain.has((bars.arguments[0] as Term).key),
  )
}

/** What logarithms are taken of. */
function logarithmsOf(term: Term): readonly Term[] {
  const own = term.type === 'apply' && term.name === 'ln' ? [term.arguments[0] as Term] : []
  return [...own, ...parts(term).flatMap(logarithmsOf)]
}

/** Cheap refusal: what can never be a constant is not interpreted here. */
function mayBeConstant(tree: Tree): boolean {
  return (
    tree.type !== 'relation' &&
    tree.type !== 'list' &&
    tree.type !== 'set' &&
    tree.type !== 'text' &&
    (tree.type !== 'matrix' || tree.fence === '|') &&
    tree.type !== 'cases' &&
    tree.type !== 'unread'
  )
}
