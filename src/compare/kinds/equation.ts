import { product, subtractTerms } from '../../canonical/term/build.ts'
import { takeCondition } from '../../canonical/meaning/condition.ts'
import { decideSameCurve } from '../../canonical/relation/curve.ts'
import { type Decision, different, equivalent, proved, undecided } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { invertedEquation } from '../../canonical/relation/inverted-equation.ts'
import { sameLinearSystem } from '../../canonical/normal/linear-system.ts'
import { alignValues, asAssignment, equalNames, isName, type Prefixed, sameName, splitPrefix } from '../../canonical/meaning/prefix.ts'
import { isConstantTerm } from '../../canonical/term/property.ts'
import { isPointSet } from '../../canonical/realset/realset.ts'
import { readRealSet } from '../../canonical/realset/read.ts'
import { constantRatio, constraintsOf } from '../../canonical/relation/relation.ts'
import { type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import { withSign } from '../../canonical/meaning/signs.ts'
import type { Term } from '../../canonical/term/term.ts'
import { isRead } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { some } from '../../tree/children.ts'
import type { GivenNode, RelationNode, Tree } from '../../tree/tree.ts'
import { contradictionIn } from '../expression/chain.ts'
import type { Comparer, Context } from '../comparer.ts'
import { inOrder } from '../members/compose.ts'
import { withDerivativesOf } from '../expression/derivative-notation.ts'
import { itemsOf } from '../members/items.ts'
import { otherKind } from '../other-kind.ts'
import { ratioNamed } from './ratio.ts'
import { compareRealSets } from '../members/reals.ts'
import { regionOf } from '../members/region.ts'
import { compareSystems } from '../expression/system.ts'
import { sameCalculation } from '../numeral/written-form.ts'

/**
 * Equations.
 *
 * A reference `name = value` asks for the value: the name may be dropped or added, another name is wrong. If the value
 * holds variables it is a curve too, and every equation of the same curve is the same answer. A reference that is
 * solved for a constant (`x=5`) accepts no other equation: what 5 merely satisfies is not an answer.
 *
 * A reference without a name in front is an equation for its own sake: rearranged and scaled equations are the same,
 * and in one variable its solutions as well (`p=351` for `p-351=0`).
 */
export const compareEquations: Comparer = (gold, written, context) => {
  const prediction = withDerivativesOf(gold, written)
  if (gold.type !== 'relation') return compareSystems(gold, prediction, context)
  if (!gold.operators.every(operator => operator === 'eq' || operator === 'approx')) return undefined
  const conditioned = takeCondition(gold, false)
  if (conditioned !== undefined && !splitsName(gold)) {
    const answer = takeCondition(prediction, false)
    return context.member({ type: 'given', ...conditioned }, answer === undefined ? prediction : { type: 'given', ...answer })
  }
  const reference = splitPrefix(gold)
  if (reference.name === undefined && gold.operators.includes('approx')) return undefined
  const answer = bare(prediction)
  if (reference.name !== undefined) {
    const valueOnly = hasSameName(reference, answer) || isSolved(reference.value, gold, answer, context)
    // Another name in front, or none: the curve is the quicker look.
    const byCurve = valueOnly ? undefined : compareCurves(gold, answer, context)
    if (byCurve?.outcome === 'equivalent') return byCurve
    const byValue = compareValues(reference, answer, context)
    if (byValue.outcome === 'equivalent' || byCurve === undefined) return byValue
    return byCurve.outcome === 'undecided' && areUnrelated(gold, reference, answer) ? byValue : byCurve
  }
  return compareTrueEquations(gold, answer, context)
}

/** `P(0<X<6)=0.6`: what looks like a condition belongs to the name. */
function splitsName(gold: RelationNode): boolean {
  return gold.operands[0]?.type === 'given' && isName(gold.operands[0])
}

/** What may stand around an equation: a fence, a label, the points of its curve; the value inside a condition is looked at with it. */
function bare(tree: Tree): Tree {
  if (tree.type === 'relation' && !splitsName(tree)) {
    const conditioned = takeCondition(tree, false)
    if (conditioned !== undefined) return { type: 'given', ...conditioned }
  }
  if (tree.type === 'labelled') return bare(tree.body)
  const region = regionOf(tree)
  if (region !== undefined) return bare(region.condition)
  // `(1\,2\,3)` is a cycle with its fence.
  const [only] = tree.type === 'fenced' && tree.items.length === 1 && tree.open === '(' ? tree.items : []
  return only === undefined || only.type === 'list' ? tree : bare(only)
}

/** Whether the prediction has the reference's name, so that values alone decide. */
function hasSameName(reference: Prefixed, prediction: Tree): boolean {
  const equation = equationOf(prediction)
  if (equation === undefined) return true
  const answer = splitPrefix(equation)
  return answer.name !== undefined && alignValues(reference, answer) !== undefined
}

/** Whether the prediction names what the reference does not speak of: `g(x)=x^2` for `f(x)=x^2`. */
function areUnrelated(gold: RelationNode, reference: Prefixed, prediction: Tree): boolean {
  const equation = equationOf(prediction)
  const name = equation && splitPrefix(equation).name
  return name !== undefined && reference.name !== undefined && !some(gold, node => isName(node) && sameName(node, name))
}

/** The equation in a tree, also under a condition. */
function equationOf(tree: Tree): RelationNode | undefined {
  if (tree.type === 'given') return equationOf(tree.body)
  if (tree.type === 'fenced' && tree.items.length === 1 && tree.open === '(' && tree.items[0] !== undefined)
    return equationOf(tree.items[0])
  return tree.type === 'relation' && tree.operators.every(operator => operator === 'eq' || operator === 'approx') ? tree : undefined
}

// — name = value —

function compareValues(named: Prefixed, prediction: Tree, context: Context): Decision {
  const reference = pointOf(named)
  if (prediction.type === 'given') return compareGiven(reference, prediction, context)
  const several = compareNamedTuple(reference, prediction, context) ?? compareEqualNames(reference, prediction, context)
  if (several !== undefined) return several
  const equation = equationOf(prediction)
  if (equation === undefined) return context.member(reference.value, prediction)
  const answer = splitPrefix(equation)
  const value = alignValues(reference, answer) ?? ratioNamed(reference.name, answer.name, answer.value)
  if (value === undefined) {
    return different('kind', () => ({ what: 'name', reference: toText(reference.name as Tree), prediction: toText(answer.name as Tree) }))
  }
  // A nameless chain is a value only if its members are equal: `x+y=3` is not 3.
  const contradiction = contradictionIn(answer, context)
  return contradiction ?? context.member(reference.value, value)
}

/** `n \ge 1` behind a formula for `a_n`: indices begin there anyway. */
function isFromTheStart(name: Tree | undefined, condition: Tree): boolean {
  if (name?.type !== 'subscript' || name.index.type !== 'symbol' || condition.type !== 'relation' || condition.operators.length !== 1)
    return false
  const [letter, bound] = condition.operands as [Tree, Tree]
  if (letter.type !== 'symbol' || letter.name !== name.index.name || bound.type !== 'number') return false
  return (condition.operators[0] === 'geq' && bound.lexeme === '1') || (condition.operators[0] === 'gt' && bound.lexeme === '0')
}

/** `(A,B)=(1,2)` names a point: the value is no interval. */
function pointOf(reference: Prefixed): Prefixed {
  const { name, value } = reference
  const point = name?.type === 'fenced' && name.items.length > 1 && value.type === 'fenced' && value.open === '(' && value.close === ')'
  return point ? { ...reference, value: { ...value, open: '⟨', close: '⟩' } } : reference
}

/** The condition stays with the value; whether it may is the business of the value's own kind. */
function compareGiven(reference: Prefixed, prediction: GivenNode, context: Context): Decision {
  const equation = equationOf(prediction.body)
  if (equation === undefined) return context.member(reference.value, prediction)
  const answer = splitPrefix(equation)
  const value = alignValues(reference, answer)
  if (value === undefined) return compareValues(reference, prediction.body, context)
  if (isFromTheStart(reference.name, prediction.condition))
    return contradictionIn(answer, context) ?? context.member(reference.value, value)
  return contradictionIn(answer, context) ?? context.member(reference.value, { ...prediction, body: value })
}

/** `(p,q)=(3,2)` and `p=3, q=2`: by name. */
function compareNamedTuple(reference: Prefixed, prediction: Tree, context: Context): Decision | undefined {
  const { name, value } = reference
  if (name?.type !== 'fenced' || value.type !== 'fenced' || name.items.length !== value.items.length) return undefined
  const turned = inOrderOf(name.items, prediction)
  if (turned !== undefined) return inOrder(value.items, turned, context.member, 'members', index => toText(name.items[index] as Tree))
  if (prediction.type !== 'list' && prediction.type !== 'cases' && prediction.type !== 'logic') return undefined
  const given = (prediction.type === 'list' ? prediction.items : prediction.type === 'logic' ? prediction.operands : []).map(asAssignment)
  if (given.some(each => each !== undefined && !name.items.some(item => sameName(item, each.name)))) {
    return different('members', () => ({ what: 'names', reference: toText(name), prediction: toText(prediction) }))
  }
  const items = name.items.map(
    (item, index): Tree => ({ type: 'relation', operands: [item, value.items[index] as Tree], operators: ['eq'] }),
  )
  return context.member({ type: 'list', separator: 'comma', items }, prediction)
}

/** The values of `(b,a)=(2,1)` in the order in which the reference names them; `undefined` for other names. */
function inOrderOf(names: readonly Tree[], prediction: Tree): readonly Tree[] | undefined {
  const equation = equationOf(prediction)
  const { name, value } = equation === undefined ? { name: undefined, value: prediction } : splitPrefix(equation)
  if (name?.type !== 'fenced' || value.type !== 'fenced' || value.items.length !== names.length || name.items.length !== names.length)
    return undefined
  const places = names.map(item => name.items.findIndex(other => sameName(item, other)))
  if (places.some(place => place < 0) || new Set(places).size < places.length) return undefined
  return places.map(place => value.items[place] as Tree)
}

/** `a=b=0` gives two values: a prediction that names them has to name both. */
function compareEqualNames(reference: Prefixed, prediction: Tree, context: Context): Decision | undefined {
  const names = equalNames(reference)
  if (names.length < 2) return undefined
  const equation = equationOf(prediction)
  // `a=b=c` speaks of three names and of no value, in any order.
  if (isName(reference.value) && equation?.operands.every(isName) === true) {
    const [all, given] = [[...names, reference.value], equation.operands]
    if (all.length === given.length && all.every(name => given.some(other => sameName(name, other))))
      return proved('members', 'matched-members')
    return different('kind', () => ({ what: 'names', reference: all.map(toText).join(', '), prediction: given.map(toText).join(', ') }))
  }
  if (equation === undefined) {
    if (prediction.type !== 'list' && prediction.type !== 'cases' && prediction.type !== 'logic') return undefined
    const items = names.map((name): Tree => ({ type: 'relation', operands: [name, reference.value], operators: ['eq'] }))
    return context.member({ type: 'list', separator: 'comma', items }, prediction)
  }
  const answer = splitPrefix(equation)
  const given = equalNames(answer)
  const same = given.length === names.length && names.every(name => given.some(other => sameName(name, other)))
  if (same) return contradictionIn(answer, context) ?? context.member(reference.value, answer.value)
  if (given.length > 0) {
    return different('kind', () => ({ what: 'names', reference: names.map(toText).join(', '), prediction: given.map(toText).join(', ') }))
  }
  return undefined
}

/** Whether the reference gives a constant for its name: then only that is the answer. */
function isSolved(value: Tree, gold: Tree, prediction: Tree, context: Context): boolean {
  const term = interpret(value, scopeOf(gold, prediction), context.budget)
  return term === undefined ? !some(value, node => node.type === 'plusminus') : isConstantTerm(term)
}

// — curves —

function compareCurves(gold: RelationNode, prediction: Tree, context: Context): Decision | undefined {
  const equation = equationOf(prediction)
  if (equation === undefined || prediction.type === 'given') return undefined
  const scope = scopeOf(gold, equation)
  const f = differenceOf(gold, scope, context)
  const g = differenceOf(equation, scope, context)
  if (f === undefined || g === undefined) return undefined
  // `1=0` has no solution either, and says nothing about x.
  if (isConstantTerm(g) && !isConstantTerm(f))
    return different('curve', () => ({ what: 'equation', reference: toText(gold), prediction: toText(equation) }))
  const ratio = constantRatio(f, g, context.budget)
  if (ratio !== undefined) return equivalent('curve', ratio.ground)
  const [turned, other] = [invertedEquation(f, context.budget), invertedEquation(g, context.budget)]
  const solved = turned === undefined && other === undefined ? undefined : constantRatio(turned ?? f, other ?? g, context.budget)
  if (solved !== undefined) return equivalent('curve', solved.ground)
  return decideSameCurve(f, g, context.budget)
}

/** The two sides moved to one; `\pm` makes a product of both. */
function differenceOf(equation: RelationNode, scope: Scope, context: Context): Term | undefined {
  if (equation.operators.length !== 1) return undefined
  const signed = expandSigns(equation)
  const factors: Term[] = []
  for (const each of signed) {
    const [left, right] = each.operands.map(operand => interpret(operand, scope, context.budget))
    if (left === undefined || right === undefined || left.type === 'undefined' || right.type === 'undefined') return undefined
    factors.push(subtractTerms(left, right))
  }
  return product(factors)
}

/** `y=\pm2x` is `y=2x` or `y=-2x`; all signs of one equation are taken together. */
function expandSigns(equation: RelationNode): readonly RelationNode[] {
  if (!some(equation, node => node.type === 'plusminus')) return [equation]
  return [true, false].map(upper => ({ ...equation, operands: equation.operands.map(operand => withSign(operand, upper)) }))
}

// — equations for their own sake —

function compareTrueEquations(gold: RelationNode, prediction: Tree, context: Context): Decision {
  const scope = scopeOf(gold, prediction)
  const values = gold.operands.map(operand => interpret(operand, scope, context.budget))
  if (values.every(value => value !== undefined && isConstantTerm(value))) return compareStatements(gold, prediction, sameNumbers(context))
  const curve = compareCurves(gold, prediction, context)
  if (curve?.outcome === 'equivalent') return curve
  const solved = compareSolutions(gold, prediction, scope, context)
  if (solved !== undefined) return solved
  if (curve !== undefined) return curve
  if (!isRead(prediction)) return undecided('unreadable-prediction', 'prediction')
  const equation = equationOf(prediction)
  if (equation !== undefined && gold.operands.length > 2) return compareChains(gold, equation, scope, context)
  return equation === undefined
    ? otherKind(gold, prediction)
    : undecided('unsupported', values.every(value => value !== undefined) ? 'prediction' : 'both', 'equation')
}

/** An unsolved equation in one variable and its solutions, named: `x=\pm2` for `x^2=4`. */
function compareSolutions(gold: RelationNode, prediction: Tree, scope: Scope, context: Context): Decision | undefined {
  const set = { scope, budget: context.budget, firstNatural: 0, solve: true, plainNames: true } as const
  const reference = readRealSet(gold, set)
  const [part] = reference?.parts ?? []
  if (reference?.name === undefined || part === undefined || part.cuts.length === 0 || !isPointSet(part)) return undefined
  const answer = readRealSet(rootsOf(prediction) ?? spreadSigns(prediction), { ...set, solve: false, wanted: reference.name })
  if (answer?.name === undefined || !sameName(answer.name, reference.name)) return undefined
  return compareRealSets(reference, answer, context)
}

/** `x=0, \pm1` as `x=0 or x=1 or x=-1`. */
function rootsOf(tree: Tree): Tree | undefined {
  if (tree.type !== 'list') return undefined
  const { form, items, name } = itemsOf(tree)
  if (form !== 'list' || name === undefined || items.some(item => item.type === 'relation')) return undefined
  return { type: 'list', separator: 'or', items: items.map(item => ({ type: 'relation', operators: ['eq'], operands: [name, item] })) }
}

/** `x=\pm2` as `x=2 or x=-2`. */
function spreadSigns(tree: Tree): Tree {
  const equation = equationOf(tree)
  if (equation === undefined || !some(equation, node => node.type === 'plusminus')) return tree
  return { type: 'list', separator: 'or', items: expandSigns(equation) }
}

/** `a=b=c` as a system: a line in space, whose direction and point may be written in many ways. */
function compareChains(gold: RelationNode, prediction: RelationNode, scope: Scope, context: Context): Decision {
  const reference = constraintsOf(gold, scope, context.budget)?.map(each => each.difference)
  const answer = constraintsOf(prediction, scope, context.budget)?.map(each => each.difference)
  const same = reference && answer && sameLinearSystem(reference, answer, context.budget)
  if (same === undefined) {
    const statements = compareStatements(gold, prediction, context.member)
    return statements.outcome === 'equivalent' ? statements : undecided('unsupported', 'both', 'chain of equations')
  }
  return same
    ? proved('curve', 'linear-system')
    : different('curve', () => ({ what: 'system', reference: toText(gold), prediction: toText(prediction) }))
}

/**
 * A true sum is known by its numbers: `2015=1551+464` and `2015=1000+1015` have equal members and are two answers. Members
 * without a calculation are values.
 */
const sameNumbers =
  (context: Context): Context['member'] =>
  (gold, prediction) => {
    if (sameCalculation(gold, prediction)) return proved('same-tree', 'same-tree')
    const values = context.member(gold, prediction)
    if (values.outcome !== 'equivalent' || (isBareNumber(gold) && isBareNumber(prediction))) return values
    return different('members', () => ({ what: 'calculation', reference: toText(gold), prediction: toText(prediction) }))
  }
const isBareNumber = (tree: Tree): boolean => tree.type === 'number' || (tree.type === 'negate' && tree.operand.type === 'number')

/** Statements about constants, and chains of more than two: the same members, in order or backwards. */
function compareStatements(gold: RelationNode, prediction: Tree, member: Context['member']): Decision {
  const equation = equationOf(prediction)
  if (equation === undefined || equation.operands.length !== gold.operands.length) {
    return otherKind(gold, prediction)
  }
  const forward = memberwise(gold.operands, equation.operands, member)
  if (forward.outcome === 'equivalent') return forward
  const backward = memberwise(gold.operands, [...equation.operands].reverse(), member)
  return backward.outcome === 'equivalent' ? backward : forward
}

function memberwise(gold: readonly Tree[], prediction: readonly Tree[], member: Context['member']): Decision {
  const grounds: Ground[] = []
  for (const [index, operand] of gold.entries()) {
    const decision = member(operand, prediction[index] as Tree)
    if (decision.outcome !== 'equivalent') return decision
    grounds.push(decision)
  }
  return equivalent('members', allOf('ordered-members', grounds))
}
