import { type Decision, different, proved, undecided } from '../../canonical/ladder/decision.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { compareReals, isConstant } from '../../canonical/ladder/order.ts'
import { asAssignment, sameName } from '../../canonical/meaning/prefix.ts'
import { readRealSet } from '../../canonical/realset/read.ts'
import { plainScope, scopeOf } from '../../canonical/meaning/scope.ts'
import { isIntegerText } from '../../latex/lexer/numerals.ts'
import { toText } from '../../latex/print/text.ts'
import type { Tree } from '../../tree/tree.ts'
import { basisComponents } from '../members/basis.ts'
import type { Comparer, Context } from '../comparer.ts'
import { counted, inOrder, matched, matchMembers, stepsOfMember } from '../members/compose.ts'
import { compareDotted, familyInDots, isEndless } from '../members/dotted.ts'
import { isFamily } from './family.ts'
import { isBracketColumn, type Items, itemsOf, ungrouped, ungroupedCount } from '../members/items.ts'
import { otherKind } from '../other-kind.ts'
import { manyMembers } from '../members/partners.ts'
import { compareRealSets } from '../members/reals.ts'
import { compareSetFormulas, isSetFormula } from '../members/set-algebra.ts'
import { saysWhose, tellApart, withUnits } from '../quantity/whose.ts'

/** Lists, sets and tuples: whose order counts, whose repeats count, and what may stand for what. */

/** A bare list: order-free unless declared, repeats count. Equals the set of the same members. */
export const compareLists: Comparer = (gold, prediction, context) => {
  const { reference, answer } = sameCount(itemsOf(gold), prediction)
  const equations = equationsOf(gold, prediction, reference, answer)
  if (equations !== undefined) return matched(equations.gold, equations.prediction, context.member, context.budget, toText)
  const row = reference.form === 'row'
  if ((reference.form !== 'list' && !row) || (reference.items.length < 2 && gold.type !== 'fenced')) return undefined
  if (answer === undefined || (reference.system === true) !== (answer.system === true)) return otherKind(gold, prediction)
  const joined = (item: Tree): boolean => isInequality(item) || isWords(item)
  const each = reference.names !== undefined || reference.items.some(joined) || answer.items.some(joined)
  const lettered = (isOr(gold) && isAnd(prediction)) || (isAnd(gold) && isOr(prediction)) ? reference.items.every(isLettered) : false
  if ((each && isOr(gold) !== isOr(prediction)) || lettered) return otherKind(gold, prediction)
  // One point is not the list of its coordinates.
  if (answer.form === 'tuple' && reference.items.every(isPoint) && !answer.items.some(isPoint)) return counted(reference.items.length, 1)
  if (row) return inOrder(reference.items, answer.items, context.member)
  const byName = aligned(reference, answer)
  if (byName === 'other-names') return otherNames(gold, prediction, reference, answer)
  if (byName !== undefined) return inNames(reference, byName, context)
  const given = withUnits(reference.items, answer.items)
  const fenced = !ignoresFences(context) && (answer.form === 'tuple' || answer.form === 'square')
  const written = fenced || (reference.names !== undefined && answer.names === undefined)
  const ordered = context.spec.ordered === true || written || (tellApart(reference.items) && !given.some(saysWhose))
  const dotted = compareDotted(reference.items, answer.items, ordered, context)
  if (dotted !== undefined) return dotted
  if (ordered) return inOrder(reference.items, given, context.member)
  if (answer.form === 'set') return asSets(reference.items, given, context)
  const decision = matched(reference.items, given, context.member, context.budget, toText)
  if (decision.outcome !== 'different' || !(reference.inherited || answer.inherited)) return decision
  return different('members', () => ({ what: 'values by name', reference: toText(gold), prediction: toText(prediction) }))
}

/** `x-y=0 \text{ or } x+y=1` for `y=x \text{ or } y=1-x`: equations on one side, values under one name on the other, are all equations. */
function equationsOf(gold: Tree, prediction: Tree, reference: Items, answer: Items | undefined) {
  if (gold.type !== 'list' || prediction.type !== 'list' || answer === undefined) return undefined
  const [own, given] = [isUnderOneName(reference), isUnderOneName(answer)]
  if (own === given || !(own ? isUnnamed(answer) : isUnnamed(reference))) return undefined
  const all = [gold.items, prediction.items]
  return all.every(items => items.every(isEquation)) ? { gold: gold.items, prediction: prediction.items } : undefined
}
const isUnderOneName = (items: Items): boolean => items.name !== undefined && items.indices === undefined
const isUnnamed = (items: Items): boolean => items.name === undefined && items.names === undefined
const isEquation = (tree: Tree): boolean => tree.type === 'relation' && tree.operators.every(operator => operator === 'eq')

/** Values under the names of the gold, in its order; a witness says which name. */
function inNames(reference: Items, values: readonly Tree[], context: Context): Decision {
  const name = (index: number): string => toText(reference.names?.[index] as Tree)
  return inOrder(reference.items, values, context.member, 'members', name)
}

/** Braces: order-free, repeats do not count. */
export const compareSets: Comparer = (gold, prediction, context) => {
  if (isSetFormula(gold)) return compareSetFormulas(gold, prediction) ?? otherKind(gold, prediction)
  const items = itemsOf(gold)
  // `1, 2` declared as a set.
  const reference: Items = items.form === 'list' && context.spec.type === 'set' ? { ...items, form: 'set' } : items
  if (reference.form !== 'set') return undefined
  const family = isFamily(prediction) ? familyInDots(gold) : undefined
  if (family !== undefined) return context.member(family, prediction)
  if (isEndless(gold) && isFamily(prediction)) return undecided('unsupported', 'both', 'members that dots stand for')
  const answer = collectionOf(prediction, reference)
  if (isBuilder(prediction)) return compareBuilder(gold, prediction, context) ?? otherKind(gold, prediction)
  const ordered = answer?.form === 'tuple' || answer?.form === 'square' || answer?.form === 'row'
  if (answer === undefined || (ordered && !ignoresFences(context))) return otherKind(gold, prediction)
  if (saysOtherName(reference, answer) || saysOtherName(answer, reference)) return otherNames(gold, prediction, reference, answer)
  // A set of sets is not that of their members.
  if (reference.items.some(isBraced) !== answer.items.some(isBraced)) return otherKind(gold, prediction)
  return compareDotted(reference.items, answer.items, false, context) ?? asSets(reference.items, answer.items, context)
}

const isBraced = (tree: Tree): boolean => tree.type === 'set'

/** A set by a condition that tells no members yet. */
const isBuilder = (tree: Tree): boolean => tree.type === 'set' && tree.condition !== undefined && itemsOf(tree).form === 'single'

/** `\{x\in\mathbb Z\mid 1\le x\le3\}` for `\{1,2,3\}`: as sets of reals; `undefined` where one of them is none, or not solved. */
function compareBuilder(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  let decision: Decision | undefined
  for (const firstNatural of [1, 0] as const) {
    const set = { scope: scopeOf(gold, prediction), budget: context.budget, firstNatural, solve: false }
    const [reference, answer] = [readRealSet(gold, set), readRealSet(prediction, set)]
    decision = reference && answer && compareRealSets(reference, answer, context)
    if (decision?.outcome === 'equivalent') break
  }
  return decision
}

/** `(a,b)`, `\langle a,b\rangle`, a row or column: ordered. Equals the bare list in that order. */
export const compareTuples: Comparer = (gold, prediction, context) => {
  const { reference, answer } = sameCount(itemsOf(gold), prediction)
  const pair = reference.form === 'square' && reference.items.length === 2 && !fallsOff(reference.items, context)
  if (reference.form !== 'tuple' && (reference.form !== 'square' || pair)) return undefined
  const square = reference.form === 'square'
  const admitted =
    answer !== undefined &&
    (answer.form === 'tuple' ||
      answer.form === 'list' ||
      (square && answer.form === 'square') ||
      (answer.form === 'square' && answer.items.length > 2) ||
      answer.form === 'row' ||
      (ignoresFences(context) && answer.form === 'set'))
  if (!admitted || answer.system === true || isOr(prediction) || namesOneUnknown(prediction)) return otherKind(gold, prediction)
  if (reference.point !== undefined && answer.point !== undefined && !sameName(reference.point, answer.point))
    return different('members', { what: 'point', reference: toText(reference.point), prediction: toText(answer.point) })
  const [own, given] = [rowsOf(gold), rowsOf(prediction)]
  if (own !== undefined && given !== undefined && own.length !== given.length)
    return different('kind', { what: 'shape', reference: shape(own), prediction: shape(given) })
  const byName = aligned(reference, answer)
  if (byName === 'other-names') return otherNames(gold, prediction, reference, answer)
  const members = byName ?? answer.items
  const dotted = compareDotted(reference.items, members, context.spec.ordered !== false, context)
  if (dotted !== undefined) return dotted
  if ((context.spec.ordered ?? !ignoresFences(context)) === false && byName === undefined)
    return matched(reference.items, answer.items, context.member, context.budget, toText)
  return inOrder(reference.items, members, context.member)
}

/** `(1,2)` is `\{1,2\}` for the policy that reads collections as Math-Verify does. */
const ignoresFences = ({ policy }: Context): boolean => policy.collections === 'as-sets'

/** The rows of a matrix, with whatever numbers before it. */
function rowsOf(tree: Tree): readonly (readonly Tree[])[] | undefined {
  if (tree.type === 'negate') return rowsOf(tree.operand)
  if (isBracketColumn(tree)) return tree.items.map(row => row.items)
  const last = tree.type === 'times' ? tree.factors[tree.factors.length - 1] : tree
  return last?.type === 'matrix' ? last.rows : undefined
}

/** `x=1, x=2`: values of one unknown, not coordinates. */
function namesOneUnknown(tree: Tree): boolean {
  if (tree.type !== 'list') return false
  const names = tree.items.map(item => asAssignment(item)?.name)
  const [first] = names
  return (
    names.length > 1 && first !== undefined && first.type !== 'text' && names.every(name => name !== undefined && sameName(name, first))
  )
}

/** Whether a gold is a bare list, or numerals between commas that may be one. */
export const isList = (gold: Tree): boolean => hasForm(gold, 'list', 'row')
/** Whether a gold is an ordered collection. */
export const isTuple = (gold: Tree): boolean => hasForm(gold, 'tuple', 'square')
/** Whether a gold is a set of members, or made of named sets. */
export const isSet = (gold: Tree): boolean => itemsOf(gold).form === 'set' || isSetFormula(gold)

function hasForm(gold: Tree, ...forms: readonly Items['form'][]): boolean {
  const items = itemsOf(gold)
  return forms.includes(items.form) || ungroupedCount(items) > 0
}

/** `[8,4]`: brackets around a pair that falls are no interval. */
function fallsOff(items: readonly Tree[], context: Context): boolean {
  const [first, second] = items.map(item => interpret(item, plainScope, context.budget))
  if (first === undefined || second === undefined || !isConstant(first) || !isConstant(second)) return false
  return compareReals(first, second, context.budget) === 1
}

/** A collection with the number of its members, which is cheap to know. */
interface Reading {
  readonly count: number
  readonly items: () => Items | undefined
}
const read = (items: Items): Reading => ({ count: items.items.length, items: () => items })

/**
 * Both sides as collections of the same number of members, if a comma in some numeral can be read either way.
 */
function sameCount(reference: Items, prediction: Tree): { readonly reference: Items; readonly answer: Items | undefined } {
  const answer = collectionOf(prediction, reference)
  if (answer !== undefined && answer.form !== 'single' && reference.form !== 'single' && answer.items.length === reference.items.length)
    return { reference, answer }
  const items = itemsOf(prediction)
  const golds: readonly Reading[] = [read(reference), { count: ungroupedCount(reference), items: () => ungrouped(reference) }]
  const answers: readonly Reading[] = [
    ...(answer === undefined ? [] : [read(answer)]),
    { count: ungroupedCount(items), items: () => ungrouped(items) },
  ]
  for (const gold of golds) {
    for (const given of answers) {
      if (gold.count === 0 || gold.count !== given.count) continue
      const [g, p] = [gold.items(), given.items()]
      if (g !== undefined && p !== undefined && g.form !== 'single') return { reference: g, answer: p }
    }
  }
  return { reference, answer }
}

/** The prediction as a collection; a single value stands for a collection of one. */
function collectionOf(prediction: Tree, reference: Items): Items | undefined {
  const components = reference.form === 'tuple' ? basisComponents(prediction, reference.items.length) : undefined
  if (components !== undefined) return { form: 'tuple', items: components }
  const items = itemsOf(prediction)
  if (items.form !== 'single') return items
  return reference.items.length === 1 ? { form: 'list', items: items.items } : undefined
}

/** Members in the order in which the gold names them; `undefined` when one side has no names. */
function aligned(reference: Items, answer: Items): readonly Tree[] | 'other-names' | undefined {
  const { names } = reference
  if (saysOtherName(reference, answer) || saysOtherName(answer, reference)) return 'other-names'
  // `P(X=2)=1, P(X=2)=3` names one value twice.
  if (names !== undefined && answer.names === undefined && answer.items.some(item => asAssignment(item) !== undefined)) return 'other-names'
  if (names === undefined || answer.names === undefined) return undefined
  const found: Tree[] = []
  for (const name of names) {
    const at = answer.names.findIndex(other => sameName(name, other))
    if (at < 0) return 'other-names'
    found.push(answer.items[at] as Tree)
  }
  return found.length === answer.items.length ? found : 'other-names'
}

/** One side has one name for all its members, and the other side calls some member otherwise. */
function saysOtherName({ name, indices }: Items, other: Items): boolean {
  if (name === undefined) return false
  if (indices !== undefined && other.indices?.some(each => !indices.some(index => sameName(index, each)))) return true
  if (other.name === undefined && other.names === undefined && other.items.some(item => callsOtherwise(item, name))) return true
  return (other.name !== undefined && !sameName(name, other.name)) || (other.names?.some(each => !sameName(name, each)) ?? false)
}

/** `w=\pm1` among values of x. */
function callsOtherwise(item: Tree, name: Tree): boolean {
  const own = asAssignment(item)?.name
  return own !== undefined && !sameName(own, name)
}

/** Indexed names of one unknown are shown by the whole answers. */
const otherNames = (gold: Tree, prediction: Tree, reference: Items, answer: Items): Decision =>
  different('members', () => {
    const [own, other] = [namesText(reference), namesText(answer)]
    return own === other
      ? { what: 'names', reference: toText(gold), prediction: toText(prediction) }
      : { what: 'names', reference: own, prediction: other }
  })

const namesText = (items: Items): string => (items.names ?? (items.name === undefined ? [] : [items.name])).map(toText).join(', ')

/** As sets: members that are equal count once, which matters only where they cannot be matched as they stand. */
function asSets(gold: readonly Tree[], prediction: readonly Tree[], context: Context): Decision {
  if (gold.length === 0 && prediction.length === 0) return proved('members', 'matched-members')
  const { decision: whole, lonely } = matchMembers(gold, prediction, context.member, context.budget, toText)
  if (whole.outcome === 'equivalent' || lonely) return whole
  const [reference, answer] = [distinct(gold, context), distinct(prediction, context)]
  const repeats = reference.length < gold.length || answer.length < prediction.length
  return repeats ? matched(reference, answer, context.member, context.budget, toText) : whole
}

/** Members without repeats. Plain integers are told apart by their digits, so that a long list of them costs no pairs. */
function distinct(items: readonly Tree[], context: Context): readonly Tree[] {
  const kept: Tree[] = []
  const others: Tree[] = []
  const digits = new Set<string>()
  for (const item of items) {
    const written = context.policy.rounding.rule === 'relative' ? undefined : plainDigits(item)
    if (written !== undefined && digits.has(written)) continue
    const candidates = written === undefined ? kept : others
    context.budget.spend(1 + candidates.length)
    const isRepeat = (other: Tree): boolean => {
      if (items.length >= manyMembers) context.budget.spend(stepsOfMember(items.length))
      return context.member(other, item).outcome === 'equivalent'
    }
    if (candidates.some(isRepeat)) continue
    kept.push(item)
    if (written === undefined) others.push(item)
    else digits.add(written)
  }
  return kept
}

/** The digits of an integer that has only one way to be written, with its sign. */
function plainDigits(tree: Tree): string | undefined {
  if (tree.type === 'number') return tree.lexeme.length < 13 && isIntegerText(tree.lexeme) ? tree.lexeme : undefined
  if (tree.type !== 'negate' || tree.operand.type !== 'number' || tree.operand.lexeme === '0') return undefined
  const inner = plainDigits(tree.operand)
  return inner && `-${inner}`
}

const shape = (rows: readonly (readonly Tree[])[]): string => `${rows.length} × ${rows[0]?.length ?? 0}`

/** Between inequalities "or" joins what a comma meets; "red or blue" says less than "red and blue". */
const isOr = (tree: Tree): boolean => (tree.type === 'list' && tree.separator === 'or') || (tree.type === 'logic' && tree.operator === 'or')
const isAnd = (tree: Tree): boolean =>
  (tree.type === 'list' && tree.separator === 'and') || (tree.type === 'logic' && tree.operator === 'and')
/** A letter or a name of letters: `p`, `Lea`. */
const isLettered = (tree: Tree): boolean => tree.type === 'symbol' || (tree.type === 'times' && tree.factors.every(isLettered))
const isPoint = (tree: Tree): boolean => tree.type === 'fenced' && tree.items.length > 1
const isWords = (tree: Tree): boolean => tree.type === 'text' || (tree.type === 'labelled' && isWords(tree.body))
const isInequality = (tree: Tree): boolean =>
  tree.type === 'relation' && tree.operators.some(operator => operator !== 'eq' && operator !== 'approx')
