import { type Decision, different, equivalent, proved, undecided } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { isName, sameName, splitPrefix } from '../../canonical/meaning/prefix.ts'
import { isConstantTerm, knownFunctions, signOfConstant } from '../../canonical/term/property.ts'
import { isNamedSet, readRealSet } from '../../canonical/realset/read.ts'
import type { SetContext, SetReading } from '../../canonical/realset/reading.ts'
import { type Constraint, constantRatio, constraintsOf, separate } from '../../canonical/relation/relation.ts'
import { plainScope, type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import { termToText } from '../../canonical/term/text.ts'
import { isRead, parse } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { some } from '../../tree/children.ts'
import { numberSetOf } from '../../tree/conditions.ts'
import { converses } from '../../tree/converse.ts'
import { TreeMemory } from '../../tree/kept.ts'
import type { Tree } from '../../tree/tree.ts'
import { asDecimalInterval } from '../numeral/comma.ts'
import type { Comparer, Context } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'
import { compareRealSets } from '../members/reals.ts'
import { regionOf } from '../members/region.ts'

/**
 * Sets of reals: intervals, inequalities, unions, set-builder, `\ne`.
 *
 * Both sides are read as sets and compared end by end, or region by region for a witness. The reference may be an
 * unsolved inequality and is solved then; the prediction has to be solved, or to be the reference's own inequality
 * rearranged. A reference `(1,2)` may be a point too: the comparer of tuples looks at that reading.
 */
export const compareIntervals: Comparer = (gold, written, context) => {
  if (!maySaySet(gold, context.spec.type === 'point')) return undefined
  const prediction = betweenIn(written) ?? asDecimalInterval(written, gold) ?? written
  const region = regionOf(gold)
  if (region !== undefined) {
    const answer = regionOf(prediction, region.names)
    if (answer === undefined && prediction.type === 'set') return otherKind(gold, prediction)
    return context.member(region.condition, answer?.condition ?? prediction)
  }
  const scope = scopeOf(gold, prediction)
  let refusal: Decision | undefined
  for (const reading of readingsOf(gold, scope, context)) {
    const decision = compareWith(reading, gold, prediction, context)
    if (decision.outcome === 'equivalent') return decision
    refusal = stronger(refusal, decision)
  }
  const rearranged = compareRearranged(gold, prediction, scope, context)
  // A point that tells the relations apart says more than their ends.
  if (rearranged !== undefined && rearranged.outcome !== 'undecided') return rearranged
  return refusal ?? rearranged
}

/** "all real numbers greater than 3", "all x > 3". */
const numbersInWords =
  /^(?:all|any|every) (?:real )?(?:numbers?|reals?) (?:that are )?((?:at|between|greater|larger|less|more|smaller) .+)$/i
const valuesInWords = /^(?:for )?(?:all|any) (?:real )?(?:numbers |values of )?([a-z]) ?([<>≤≥].+)$/i
function relationIn(text: string): Tree | undefined {
  const { tree } = parse(text)
  return tree.type === 'relation' && isRead(tree) ? tree : undefined
}

/** "between 1 and 3/2", without the ends. */
function betweenIn(tree: Tree): Tree | undefined {
  const text = tree.type === 'text' && tree.value.length < 80 ? tree.value : ''
  const told = numbersInWords.exec(text)?.[1]
  if (told !== undefined) return relationIn(told) ?? betweenIn({ type: 'text', value: told })
  const named = valuesInWords.exec(text)
  if (named !== null) return relationIn(`${named[1]} ${named[2]}`)
  if (!/^between /i.test(text)) return undefined
  const ends = text
    .slice('between '.length)
    .replace(/^\\?\$|\$$/g, '')
    .split(' and ')
    .map(end => parse(end).tree)
  return ends.length === 2 && ends.every(end => isRead(end) && end.type !== 'text')
    ? { type: 'fenced', open: '(', close: ')', items: ends }
    : undefined
}

/** Undecided beats different: one reading that could not be decided may still be the meant one. */
function stronger(known: Decision | undefined, next: Decision): Decision {
  return known === undefined || next.outcome === 'undecided' ? next : known
}

const comparisons: ReadonlySet<string> = new Set(['geq', 'gt', 'in', 'leq', 'lt', 'neq', 'notin'])

/** Whether a gold may be a set of reals. */
export const isRealSet = (gold: Tree): boolean => maySaySet(gold, false)

/** `R` beside a set of reals: its plain letter means the set there. */
export function asNumberSet(tree: Tree, other: Tree): Tree {
  const name = tree.type === 'symbol' && isRealSet(other) ? numberSetOf(tree) : undefined
  return name === undefined ? tree : { type: 'constant', name, ...(tree.span === undefined ? {} : { span: tree.span }) }
}

/** Whether a tree has the shape of a set of reals. Plain sets and lists of values belong to other kinds. */
function maySaySet(tree: Tree, isPoint: boolean): boolean {
  switch (tree.type) {
    case 'constant':
    case 'power':
    case 'subscript':
    case 'text':
      return isNamedSet(tree)
    case 'fenced':
      if (tree.items.length === 1) return maySaySet(tree.items[0] as Tree, isPoint)
      return tree.items.length === 2 && tree.open !== '⟨' && tree.open !== '{' && !isPoint
    case 'set':
      return tree.condition !== undefined
    case 'setoperation':
      return true
    case 'relation':
      return tree.operators.some(operator => comparisons.has(operator)) && !isFiniteMembership(tree)
    case 'logic':
      return tree.operands.some(operand => maySaySet(operand, isPoint))
    case 'list':
      return tree.items.some(item => maySaySet(item, isPoint) && !(item.type === 'fenced' && isAmbiguousPair(item)))
    case 'given':
      return maySaySet(tree.body, isPoint)
    case 'cases':
      return tree.rows.some(row => row.condition === undefined && maySaySet(row.value, isPoint))
    default:
      return false
  }
}

/** `x\in\{1,2\}` is a set of values. */
function isFiniteMembership(tree: Tree & { type: 'relation' }): boolean {
  const set = tree.operands[1]
  return tree.operators.length === 1 && tree.operators[0] === 'in' && set?.type === 'set' && set.condition === undefined
}

/** `(1,2)` in a list is a point; `[1,2)` and `(0,+\infty)` are intervals wherever they stand. */
function isAmbiguousPair(tree: Tree & { type: 'fenced' }): boolean {
  const mixed = (tree.open === '(') !== (tree.close === ')')
  return !mixed && !tree.items.some(item => some(item, node => node.type === 'constant' && node.name === 'infinity'))
}

interface Licensed {
  readonly reading: SetReading
  readonly set: SetContext
  /** The prediction has to name the quantity, because without a name it is taken for the variable. */
  readonly named: boolean
}

/** Readings under the plain scope, with the steps that they took and those that were left before. */
const known = new TreeMemory<{ readonly readings: readonly Licensed[]; readonly steps: number; readonly left: number }>()

/**
 * The licensed readings of the reference, kept with its tree. What is known charges the steps that it took, and counts only where
 * no fewer steps are left than there were.
 */
function readingsOf(gold: Tree, scope: Scope, context: Context): readonly Licensed[] {
  const { budget } = context
  if (scope !== plainScope) return readReference(gold, scope, context)
  const before = known.get(gold)
  if (before !== undefined && budget.left >= before.left) {
    budget.spend(before.steps)
    return before.readings.map(licensed => ({ ...licensed, set: { ...licensed.set, budget } }))
  }
  const { left } = budget
  const readings = readReference(gold, scope, context)
  known.set(gold, { readings, steps: left - budget.left, left })
  return readings
}

/** ℕ from 0 or from 1, `|z|` as a quantity or as a function of z. */
function readReference(gold: Tree, scope: Scope, context: Context): readonly Licensed[] {
  const naturals = some(
    gold,
    node => (node.type === 'constant' && node.name === 'naturals') || (node.type === 'symbol' && node.name === 'N'),
  )
  const measures = some(gold, node => node.type === 'apply')
  const readings: Licensed[] = []
  for (const firstNatural of naturals ? ([0, 1] as const) : ([0] as const)) {
    let solved = false
    for (const plainNames of measures ? [true, false] : [false]) {
      const set: SetContext = { scope, budget: context.budget, firstNatural, solve: true, plainNames }
      const reading = readRealSet(gold, set)
      if (reading === undefined) continue
      readings.push({ reading, set, named: solved || isValueOfUnknown(reading.name) })
      solved = plainNames
    }
  }
  return readings
}

function compareWith({ reading, set, named: needsName }: Licensed, gold: Tree, prediction: Tree, context: Context): Decision {
  const named = splitPrefix(prediction)
  const value = named.name !== undefined && named.chain.length === 1 && named.approximations.length === 0 ? named.value : prediction
  const asPrediction: SetContext = { ...set, solve: false, plainNames: false, ...(reading.name && { wanted: reading.name }) }
  // `x=2` is a point where all of it is read; its value alone is none.
  const answer = readRealSet(value, asPrediction) ?? (value === prediction ? undefined : readRealSet(prediction, asPrediction))
  const name = answer?.name ?? (value === prediction ? undefined : named.name)
  if (answer === undefined) return refuse(reading, gold, prediction, set, context)
  if (needsName && name === undefined) {
    return different('sets', () => ({ what: 'name', reference: toText(reading.name as Tree), prediction: 'none' }))
  }
  // `|x|>1` is no way to write the values of x.
  if (reading.name === undefined && isValueOfUnknown(name)) {
    return different('kind', () => ({ what: 'form', reference: toText(gold), prediction: `not solved: ${toText(prediction)}` }))
  }
  if (reading.name !== undefined && name !== undefined && !sameName(reading.name, name)) {
    return different('sets', () => ({ what: 'name', reference: toText(reading.name as Tree), prediction: toText(name) }))
  }
  return compareRealSets(reading, answer, context)
}

/** `\sin x`, `|z|`: a known function of an unknown; `|AB|`, `\cos A` and `f(x)` are quantities that have a name. */
const isValueOfUnknown = (name: Tree | undefined): boolean =>
  name?.type === 'apply' &&
  name.head.type === 'symbol' &&
  knownFunctions.has(name.head.name) &&
  name.arguments.some(argument => argument.type === 'symbol' && unknowns.has(argument.name))
const unknowns: ReadonlySet<string> = new Set([...'xyzt'])

/** Why a prediction that is not read as a solved set is not equal. */
function refuse(reading: SetReading, gold: Tree, prediction: Tree, set: SetContext, context: Context): Decision {
  if (!isRead(prediction)) return undecided('unreadable-prediction', 'prediction')
  const unsolved = readRealSet(prediction, { ...set, solve: true })
  if (unsolved !== undefined) {
    const decision = compareRealSets(reading, unsolved, context)
    if (decision.outcome === 'different') return decision
    // Nothing in it had to be solved: it is closed where no number is.
    if (!some(prediction, node => node.type === 'relation'))
      return different('sets', { what: 'the end infinity', reference: 'outside', prediction: 'inside' })
    return different('kind', () => ({ what: 'form', reference: toText(gold), prediction: `not solved: ${toText(prediction)}` }))
  }
  if (prediction.type === 'fenced' || !maySaySet(prediction, context.spec.type === 'point')) {
    return otherKind(gold, prediction)
  }
  return undecided('unsupported', 'prediction', 'set of reals')
}

// — the same inequality, rearranged —

/**
 * Relations in several variables, or unsolved on both sides: every link of the reference is a link of the prediction
 * times a constant, positive unless the relation is `\ne`. `undefined` when one side is no such relation.
 */
function compareRearranged(gold: Tree, prediction: Tree, scope: Scope, context: Context): Decision | undefined {
  const { budget } = context
  const described = regionOf(prediction)
  if (described !== undefined && gold.type === 'relation') return context.member(gold, described.condition)
  if (gold.type !== 'relation' || prediction.type !== 'relation') return undefined
  if (isSolvedForm(gold)) return undefined
  const reference = constraintsOf(gold, scope, budget)
  const answer = constraintsOf(prediction, scope, budget)
  if (reference === undefined || answer === undefined) return undefined
  if (reference.every(({ difference }) => isConstantTerm(difference))) return compareStatements(gold, prediction, context)
  const grounds: Ground[] = []
  const free = [...answer]
  for (const constraint of reference) {
    const index = free.findIndex(other => {
      const found = ratioOf(constraint, other, context)
      if (found !== undefined) grounds.push(found)
      return found !== undefined
    })
    if (index < 0) return separated(reference, answer, context)
    free.splice(index, 1)
  }
  return free.length === 0 ? equivalent('sets', allOf('positive-ratio', grounds)) : separated(reference, answer, context)
}

/** `1<x<2`: a name between values is solved; the prediction has to be solved too. */
function isSolvedForm(tree: Tree & { type: 'relation' }): boolean {
  const names = tree.operands.filter(isName)
  return (
    names.length === 1 &&
    tree.operands.every(operand => isName(operand) || !some(operand, node => node.type === 'symbol' && node.name !== 'e'))
  )
}

function ratioOf(gold: Constraint, prediction: Constraint, context: Context): Ground | undefined {
  if (gold.relation !== prediction.relation) return undefined
  const ratio = constantRatio(gold.difference, prediction.difference, context.budget)
  if (ratio === undefined) return undefined
  const sign = signOfConstant(ratio.value)
  const allowed = gold.relation === 'neq' || gold.relation === 'eq' ? sign !== undefined && sign !== 0 : sign === 1
  return allowed ? ratio.ground : undefined
}

function separated(gold: readonly Constraint[], prediction: readonly Constraint[], context: Context): Decision {
  const found = separate(gold, prediction, context.budget)
  if (found === undefined) return undecided('unsupported', 'both', 'inequalities that are no multiples of each other')
  const at: Record<string, string> = {}
  for (const [name, value] of found.point) at[name] = termToText(value)
  return different('sets', {
    what: 'relation',
    reference: found.leftHolds ? 'true' : 'false',
    prediction: found.leftHolds ? 'false' : 'true',
    at,
  })
}

/** Statements about constants (`2 < \sqrt5`): the same members in the same order, read from either end. */
function compareStatements(gold: Tree & { type: 'relation' }, prediction: Tree & { type: 'relation' }, context: Context): Decision {
  const sameOperators = prediction.operators.every((operator, index) => operator === gold.operators[index])
  const backwards = [...prediction.operands].reverse()
  const backwardsOperators = [...prediction.operators].reverse().map(operator => converses.get(operator))
  const mirroredOperators = backwardsOperators.every((operator, index) => operator === gold.operators[index])
  if (prediction.operands.length !== gold.operands.length || !(sameOperators || mirroredOperators)) {
    return different('sets', () => ({ what: 'relation', reference: toText(gold), prediction: toText(prediction) }))
  }
  const operands = sameOperators ? prediction.operands : backwards
  for (const [index, operand] of gold.operands.entries()) {
    const decision = context.member(operand, operands[index] as Tree)
    if (decision.outcome !== 'equivalent') return decision
  }
  return proved('members', 'ordered-members')
}
