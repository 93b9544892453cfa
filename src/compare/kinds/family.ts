import { takeCondition } from '../../canonical/meaning/condition.ts'
import { congruenceOf, readCongruence } from '../../canonical/relation/congruence.ts'
import { type Decision, different, undecided } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { decideSameFamily, strayValue } from '../../canonical/relation/family.ts'
import {
  type FamilyReading,
  type Parametric,
  parametricOf,
  readFamily,
  withImpliedParameter,
} from '../../canonical/relation/family-reading.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { alignValues, sameName, splitPrefix } from '../../canonical/meaning/prefix.ts'
import { isReal } from '../../canonical/term/property.ts'
import { scopeOf } from '../../canonical/meaning/scope.ts'
import { termToText } from '../../canonical/term/text.ts'
import { isRead } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { replaceSymbol, some } from '../../tree/children.ts'
import { integerTree } from '../../tree/leaves.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Comparer, Context } from '../comparer.ts'
import { conditionLeftOut } from '../expression/declared-letters.ts'
import { familyInDots, isEndless } from '../members/dotted.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Families with an integer parameter: `2k\pi+\frac\pi6, k\in\mathbb Z`.
 *
 * The parameter's name, shifts and signs of it do not matter; the step and the offsets do. A prediction may leave the
 * declaration out, when only one letter can be the parameter. Families that are not linear in their parameter are
 * compared under a few shifts of it.
 */
export const compareFamilies: Comparer = (gold, written, context) => {
  const prediction = familyInDots(written) ?? written
  let refusal: Decision | undefined
  for (const firstNatural of holdsNaturals(gold) || holdsNaturals(prediction) ? ([0, 1] as const) : ([0] as const)) {
    const reference = parametricOf(gold, firstNatural)
    if (reference === undefined || namesParameter(reference)) return undefined
    const decision = compareParametric(reference, prediction, firstNatural, gold, context)
    if (decision.outcome === 'equivalent') return decision
    refusal = refusal === undefined || decision.outcome === 'undecided' ? decision : refusal
  }
  return refusal
}

/** Whether a gold is a family of values with an integer parameter. */
export const isFamily = (gold: Tree): boolean => parametricOf(gold, 0) !== undefined || parametricOf(gold, 1) !== undefined

const holdsNaturals = (tree: Tree): boolean =>
  some(tree, node => (node.type === 'constant' && node.name === 'naturals') || (node.type === 'symbol' && node.name === 'N'))

/** `a_n=2n+1, n\in\mathbb N` is the term of a sequence, not a family of values. */
function namesParameter({ body, parameter }: Parametric): boolean {
  const { name } = splitPrefix(body)
  return name !== undefined && some(name, node => node.type === 'symbol' && node.name === parameter.name)
}

function compareParametric(reference: Parametric, prediction: Tree, firstNatural: 0 | 1, gold: Tree, context: Context): Decision {
  const { budget } = context
  const declared = parametricOf(prediction, firstNatural)
  if (declared === undefined) {
    if (rangesElsewhere(prediction)) {
      return different('sets', () => ({ what: 'range of the parameter', reference: toText(gold), prediction: toText(prediction) }))
    }
    const left = gold.type === 'given' && takeCondition(prediction, true) === undefined ? conditionLeftOut(gold) : undefined
    if (left !== undefined) return different('kind', () => ({ what: 'the condition', reference: toText(left), prediction: 'none' }))
    const bare = context.member(reference.body, prediction)
    if (bare.outcome === 'equivalent') return bare
  }
  const scope = scopeOf(gold, prediction)
  const congruence = congruenceOf(prediction)
  const residues = congruence && readCongruence(congruence, scope, budget)
  const implied = declared ?? withImpliedParameter(prediction, otherLetters(reference))
  const answer = declared ?? (implied && { body: implied.body, parameter: { ...implied.parameter, from: reference.parameter.from } })
  const aligned = answer && alignBodies(reference, answer)
  if (aligned === 'other-name')
    return different('sets', () => ({ what: 'name', reference: toText(reference.body), prediction: toText(prediction) }))
  const found = residues ?? (aligned && readFamily(aligned.answer, scope, budget))
  const family = readFamily(aligned?.reference ?? reference, scope, budget)
  if (family !== undefined && found !== undefined) return compareReadings(family, found, context)
  if (!isRead(prediction)) return undecided('unreadable-prediction', 'prediction')
  const isBare = gold.type === 'given' && splitPrefix(reference.body).name === undefined
  if (aligned !== undefined) return compareShifted(aligned.reference, aligned.answer, isBare, context)
  if (isEndless(prediction)) return undecided('unsupported', 'both', 'members that dots stand for')
  return otherKind(gold, prediction)
}

/** `k\pi, k\in\mathbb R`: the letter takes more values than integers, and the answer with it; in `k\in\mathbb Z^-` it takes others. */
function rangesElsewhere(prediction: Tree): boolean {
  const found = takeCondition(prediction, true)
  if (found?.condition.type !== 'relation' || found.condition.operators[0] !== 'in') return false
  const [letter, set] = found.condition.operands
  const marked = (set?.type === 'power' || set?.type === 'subscript') && set.base.type === 'constant' && setNames.has(set.base.name)
  if (letter?.type !== 'symbol' || !(marked || (set?.type === 'constant' && dense.has(set.name)))) return false
  return some(splitPrefix(found.body).value, node => node.type === 'symbol' && node.name === letter.name)
}

const dense: ReadonlySet<string> = new Set(['complexes', 'rationals', 'reals'])
const setNames: ReadonlySet<string> = new Set([...dense, 'integers', 'naturals', 'primes'])

function compareReadings(gold: FamilyReading, prediction: FamilyReading, context: Context): Decision {
  if (gold.name !== undefined && prediction.name !== undefined && !sameName(gold.name, prediction.name)) {
    return different('sets', () => ({ what: 'name', reference: toText(gold.name as Tree), prediction: toText(prediction.name as Tree) }))
  }
  return decideSameFamily(gold.family, prediction.family, context.budget)
}

/** The letters of the reference that are no parameter. */
function otherLetters({ body, parameter }: Parametric): ReadonlySet<string> {
  const letters = new Set<string>()
  some(body, node => {
    if (node.type === 'symbol' && node.name !== parameter.name) letters.add(node.name)
    return false
  })
  return letters
}

/** Take equal names off both bodies, `f(n)=n+c` and `f(x)=x+c` with one argument. */
function alignBodies(reference: Parametric, answer: Parametric): { reference: Parametric; answer: Parametric } | 'other-name' {
  const [a, b] = [splitPrefix(reference.body), splitPrefix(answer.body)]
  if (a.name === undefined || b.name === undefined) return { reference, answer }
  const value = alignValues(a, b)
  return value === undefined ? 'other-name' : { reference: { ...reference, body: a.value }, answer: { ...answer, body: value } }
}

const shifts = [0, 1, -1, 2, -2]

/** The bodies themselves, with the prediction's parameter replaced by a shifted or mirrored one of the reference. */
function compareShifted(reference: Parametric, answer: Parametric, bare: boolean, context: Context): Decision {
  const [from, to] = [answer.parameter.from, reference.parameter.from]
  const stray = findStray(reference, answer, context)
  if (stray !== undefined) return stray
  if ((from === undefined) !== (to === undefined)) return undecided('unsupported', 'both', 'family')
  if (bare && from === undefined && to === undefined && isPeriodic(reference, context)) return unshifted(reference, answer, context)
  const candidates =
    from === undefined || to === undefined
      ? shifts.flatMap(by => [false, true].map(mirror => ({ by, mirror })))
      : [{ by: from - to, mirror: false }]
  for (const { by, mirror } of candidates) {
    const body = replaceSymbol(answer.body, answer.parameter.name, shifted(reference.parameter.name, by, mirror))
    const decision = context.member(reference.body, body)
    if (decision.outcome === 'equivalent') return decision
  }
  return undecided('unsupported', 'both', 'family that is not linear in its parameter')
}

/** `\cos n\pi, n\in\mathbb Z`: nobody tells two numbers like this, so which n has which value counts. */
function isPeriodic({ body, parameter: { name } }: Parametric, { budget }: Context): boolean {
  const later = replaceSymbol(body, name, shifted(name, commonPeriod, false))
  const scope = scopeOf(wholeNumbers(body, name), later)
  const [now, then] = [interpret(body, scope, budget), interpret(later, scope, budget)]
  // Roots of unity are told by powers.
  return now !== undefined && then !== undefined && isReal(now) && decideEqual(now, then, budget).outcome === 'equivalent'
}

/** Of signs, and of sines and cosines of the usual parts of a turn. */
const commonPeriod = 24

function unshifted(reference: Parametric, answer: Parametric, context: Context): Decision {
  const { name } = reference.parameter
  const body = replaceSymbol(answer.body, answer.parameter.name, { type: 'symbol', name })
  const scope = scopeOf(wholeNumbers(reference.body, name), body)
  const [a, b] = [interpret(reference.body, scope, context.budget), interpret(body, scope, context.budget)]
  return a && b ? decideEqual(a, b, context.budget, context.note) : undecided('unsupported', 'both', 'family')
}

const wholeNumbers = (body: Tree, name: string): Tree => ({
  type: 'given',
  body,
  condition: {
    type: 'relation',
    operands: [
      { type: 'symbol', name },
      { type: 'constant', name: 'integers' },
    ],
    operators: ['in'],
  },
})

/** A value of one family that the other does not take. */
function findStray(reference: Parametric, answer: Parametric, context: Context): Decision | undefined {
  const scope = scopeOf(reference.body, answer.body)
  const [a, b] = [reference, answer].map(({ body, parameter }) => {
    const value = interpret(body, scope, context.budget)
    return value && { value, parameter: parameter.name, from: parameter.from }
  })
  if (a === undefined || b === undefined) return undefined
  const onlyGold = strayValue(a, b, context.budget)
  if (onlyGold !== undefined)
    return different('sets', () => ({ what: `the member ${termToText(onlyGold)}`, reference: 'inside', prediction: 'outside' }))
  const onlyPrediction = strayValue(b, a, context.budget)
  if (onlyPrediction === undefined) return undefined
  return different('sets', () => ({ what: `the member ${termToText(onlyPrediction)}`, reference: 'outside', prediction: 'inside' }))
}

function shifted(name: string, by: number, mirror: boolean): Tree {
  const letter: Tree = { type: 'symbol', name }
  const signed: Tree = mirror ? { type: 'negate', operand: letter } : letter
  if (by === 0) return signed
  return { type: 'plus', terms: [signed, integerTree(by)] }
}
