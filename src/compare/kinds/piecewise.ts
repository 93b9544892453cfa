import { type Decision, different, equivalent } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { alignValues, asAssignment, sameName, splitPrefix } from '../../canonical/meaning/prefix.ts'
import {
  allReals,
  type Cut,
  combine,
  complementOf,
  firstDifference,
  isEmptySet,
  isPointSet,
  type RealSet,
} from '../../canonical/realset/realset.ts'
import { orderOfConstants, settleLattice } from '../../canonical/realset/lattice.ts'
import { readRealSet } from '../../canonical/realset/read.ts'
import { scopeOf } from '../../canonical/meaning/scope.ts'
import { isRead, parse } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { mapChildren, replaceSymbol, some } from '../../tree/children.ts'
import { integerTree } from '../../tree/leaves.ts'
import type { CasesNode, Tree } from '../../tree/tree.ts'
import { aligned } from '../expression/alignment.ts'
import type { Comparer, Context } from '../comparer.ts'
import { inOrder, matched } from '../members/compose.ts'
import { otherKind } from '../other-kind.ts'
import { compareRealSets } from '../members/reals.ts'
import { compareByResidues } from '../expression/residue-cases.ts'

/**
 * Functions given by cases: the same pieces in any order, each with its value and its condition; or pieces that are cut
 * otherwise, as long as both are defined on the same set and have the same values wherever two pieces meet.
 *
 *     |x|         gold         x ≥ 0: x           x < 0: -x
 *                 prediction   x > 0: x   x = 0: 0   x < 0: -x
 */
export const comparePiecewise: Comparer = (gold, written, context) => {
  const reference = casesOf(gold)
  if (reference === undefined) return undefined
  const prediction = aligned(gold, piecesInARow(written) ?? casesInWords(written) ?? written)
  const answer = casesOf(prediction) ?? onePiece(prediction)
  if (alignValues(splitPrefix(gold), splitPrefix(prediction)) === undefined)
    return different('kind', () => ({ what: 'name', reference: toText(gold), prediction: toText(prediction) }))
  if (answer === undefined) {
    const formula = prediction.type === 'relation' ? asAssignment(prediction)?.value : prediction
    const byFormula =
      formula &&
      (againstFormula(reference, formula, context, isSequence(gold, reference)) ?? compareByResidues(reference, formula, context))
    return byFormula ?? otherKind(gold, prediction)
  }
  // Only what stands last may do without its condition.
  if (
    answer.rows.slice(0, -1).some(row => row.condition === undefined) &&
    reference.rows.slice(0, -1).every(row => row.condition !== undefined)
  )
    return different('kind', () => ({ what: 'the condition', reference: toText(gold), prediction: toText(prediction) }))
  const pieces = matched(reference.rows.map(pieceOf), answer.rows.map(pieceOf), comparePieces, context.budget, toText)
  if (pieces.outcome === 'equivalent') return pieces
  return (
    compareByRegions(reference, answer, isSequence(gold, reference), context) ?? compareByResidues(reference, answer, context) ?? pieces
  )

  function comparePieces(a: Tree, b: Tree): Decision {
    if (a.type === 'given' && b.type === 'given') return inOrder([a.body, a.condition], [b.body, b.condition], context.member)
    // The last piece may say "otherwise" on one side only.
    const [bodyA, bodyB] = [a.type === 'given' ? a.body : a, b.type === 'given' ? b.body : b]
    return context.member(bodyA, bodyB)
  }
}

/** `x, -3<x<3` is one piece. */
const onePiece = (tree: Tree): CasesNode | undefined =>
  tree.type === 'given' ? { type: 'cases', rows: [{ value: tree.body, condition: tree.condition }] } : undefined

/** Whether a gold has cases with conditions. */
export const isPiecewise = (gold: Tree): boolean => casesOf(gold) !== undefined

/** `f(x) = \begin{cases}…\end{cases}`, with or without the name; at least one piece has a condition. */
function casesOf(tree: Tree): CasesNode | undefined {
  if (tree.type === 'cases') return tree.rows.some(row => row.condition !== undefined) ? tree : undefined
  const assignment = tree.type === 'relation' ? asAssignment(tree) : undefined
  return assignment?.value.type === 'cases' ? casesOf(assignment.value) : undefined
}

/**
 * Cases in words: "x if x≥0, otherwise -x", "x if x≥0, and -x otherwise", "x if x≥0, -x if x<0".
 *
 * @returns `undefined` when no cases are told
 */
export function casesInWords(tree: Tree): CasesNode | undefined {
  if (tree.type === 'list') {
    const others = tree.items.slice(0, -1)
    const last = withoutOtherwise(tree.items[tree.items.length - 1] as Tree)
    const told = others.every(item => item.type === 'given') && last !== undefined
    if (told) return { type: 'cases', rows: [...others.map(item => ({ value: item.body, condition: item.condition })), { value: last }] }
    const row = piecesInARow(tree)
    return row?.type === 'cases' ? row : undefined
  }
  if (tree.type !== 'text' || tree.value.length > 200) return undefined
  const parts = partedAtOtherwise(tree.value)
  const [first, last] = parts === undefined ? [] : parts.map(part => parse(part).tree)
  if (first === undefined || last === undefined || !isRead(first) || !isRead(last) || last.type === 'text') return undefined
  const head: Tree | undefined =
    first.type === 'given' ? { type: 'cases', rows: [{ value: first.body, condition: first.condition }] } : piecesInARow(first)
  return head?.type === 'cases' ? { type: 'cases', rows: [...head.rows, { value: last }] } : undefined
}

/** `-x \text{ otherwise}`: the word stands behind the last factor. */
function withoutOtherwise(tree: Tree): Tree | undefined {
  if (tree.type === 'negate') {
    const operand = withoutOtherwise(tree.operand)
    return operand && { ...tree, operand }
  }
  if (tree.type !== 'times' || !isOtherwise(tree.factors[tree.factors.length - 1] as Tree)) return undefined
  const factors = tree.factors.slice(0, -1)
  return factors.length === 1 ? factors[0] : { ...tree, factors }
}

/** What is said before and for the last piece: "…, otherwise -x", "… and -x otherwise". */
function partedAtOtherwise(text: string): readonly [string, string] | undefined {
  const word = [' otherwise', ' else'].find(each => text.includes(each))
  const at = word === undefined ? -1 : text.lastIndexOf(word)
  if (word === undefined || at < 0) return undefined
  const [front, behind] = [
    text.slice(0, at),
    text
      .slice(at + word.length)
      .replace(/^,/, '')
      .trim(),
  ]
  if (behind !== '') return [front.replace(/[,;]?(?: and| or)?$/, ''), behind]
  const joint = [' and ', ','].map(each => [front.lastIndexOf(each), each.length] as const).find(([place]) => place > 0)
  return joint === undefined ? undefined : [front.slice(0, joint[0]).replace(/,$/, ''), front.slice(joint[0] + joint[1]).trim()]
}

/** "f(x)=x if x≥0, 1 if x<0": pieces between commas, each with its condition; a name stands in front of the first or of all. */
function piecesInARow(tree: Tree): Tree | undefined {
  if (tree.type !== 'list' || tree.separator === 'or' || tree.items.length < 2) return undefined
  const rows: CasesNode['rows'][number][] = []
  let name: Tree | undefined
  for (const item of tree.items) {
    if (item.type !== 'given') return undefined
    const assignment = item.body.type === 'relation' ? asAssignment(item.body) : undefined
    if (item.body.type === 'relation' && assignment === undefined) return undefined
    if (assignment !== undefined && name !== undefined && !sameName(name, assignment.name)) return undefined
    if (assignment !== undefined && name === undefined && rows.length > 0) return undefined
    name ??= assignment?.name
    rows.push({ value: assignment?.value ?? item.body, condition: item.condition })
  }
  const cases: CasesNode = { type: 'cases', rows }
  return name === undefined ? cases : { type: 'relation', operators: ['eq'], operands: [name, cases] }
}

const pieceOf = (row: CasesNode['rows'][number]): Tree =>
  row.condition === undefined || isOtherwise(row.condition) ? row.value : { type: 'given', body: row.value, condition: row.condition }

const isOtherwise = (tree: Tree): boolean => tree.type === 'text' && /^(otherwise|else)\b/i.test(tree.value)

/** `a_n =`, where the conditions are about n: they speak of integers. */
function isSequence(tree: Tree, cases: CasesNode): boolean {
  const { name } = splitPrefix(tree)
  const letter = name?.type === 'subscript' ? letterOf(cases) : undefined
  return letter !== undefined && some(name as Tree, node => node.type === 'symbol' && node.name === letter)
}

// — region by region —

interface Piece {
  readonly value: Tree
  readonly where: RealSet
}

/** `undefined` when a condition is no set of one letter, or nothing was shown. */
function compareByRegions(gold: CasesNode, prediction: CasesNode, integers: boolean, context: Context): Decision | undefined {
  const letter = letterOf(gold)
  if (letter === undefined || letter !== letterOf(prediction)) return undefined
  const [reference, answer] = [piecesOf(gold, integers, context), piecesOf(prediction, integers, context)]
  const [domain, other] = [reference && unionOf(reference), answer && unionOf(answer)]
  if (reference === undefined || answer === undefined || domain === undefined || other === undefined) return undefined
  const domains = compareRealSets({ parts: [domain] }, { parts: [other] }, context)
  if (domains.outcome !== 'equivalent') return domains
  const grounds: Ground[] = [domains]
  for (const a of reference) {
    for (const b of answer) {
      const both = combine('intersection', a.where, b.where, orderOfConstants)
      const common = both && settleLattice(both, orderOfConstants)
      if (common === undefined) return undefined
      if (isEmptySet(common)) continue
      const decision = isPointSet(common)
        ? atPoints(a.value, b.value, common, letter, context)
        : onRegion(a.value, b.value, common, letter, context)
      if (decision?.outcome === 'different')
        return different(decision.by, () => ({ ...decision.witness, what: `piece ${reference.indexOf(a) + 1}: ${decision.witness.what}` }))
      if (decision?.outcome !== 'equivalent') return undefined
      grounds.push(decision)
    }
  }
  return equivalent('sets', allOf('regions-of-the-line', grounds))
}

/** One formula for all cases, `|x|`, if together they cover all reals, of a sequence all positive integers; `undefined` when it was not shown to be the same. */
export function againstFormula(cases: CasesNode, formula: Tree, context: Context, integers = false): Decision | undefined {
  const letter = letterOf(cases)
  if (letter === undefined || !some(formula, node => node.type === 'symbol' && node.name === letter)) return undefined
  const pieces = piecesOf(cases, integers, context)
  const domain = pieces && unionOf(pieces)
  const whole = integers ? setOf(fromOne(letter), true, context) : allReals
  if (pieces === undefined || domain === undefined || whole === undefined) return undefined
  if (firstDifference(domain, whole, orderOfConstants) !== 'equal') return undefined
  const grounds: Ground[] = []
  for (const { value, where } of pieces) {
    const decision = isPointSet(where) ? atPoints(formula, value, where, letter, context) : onRegion(formula, value, where, letter, context)
    if (decision?.outcome !== 'equivalent') return undefined
    grounds.push(decision)
  }
  return equivalent('sets', allOf('regions-of-the-line', grounds))
}

const fromOne = (letter: string): Tree => ({
  type: 'relation',
  operators: ['geq'],
  operands: [{ type: 'symbol', name: letter }, integerTree(1)],
})

/** The letter that the conditions are about. */
function letterOf(cases: CasesNode): string | undefined {
  const names = new Set<string>()
  const look = (tree: Tree): Tree => {
    if (tree.type === 'symbol' && /^[A-Za-z]/.test(tree.name)) names.add(tree.name)
    else mapChildren(tree, look)
    return tree
  }
  for (const { condition } of cases.rows) if (condition !== undefined && !isOtherwise(condition)) look(condition)
  const [only] = names
  return names.size === 1 ? only : undefined
}

function piecesOf(cases: CasesNode, integers: boolean, context: Context): readonly Piece[] | undefined {
  const pieces: Piece[] = []
  for (const { value, condition } of cases.rows) {
    const rest = condition === undefined || isOtherwise(condition)
    const where = rest ? outside(pieces, integers) : setOf(condition, integers, context)
    if (where === undefined) return undefined
    pieces.push({ value, where })
  }
  return pieces
}

function setOf(condition: Tree, integers: boolean, context: Context): RealSet | undefined {
  const scope = scopeOf(condition, condition)
  const reading = readRealSet(condition, { scope, budget: context.budget, firstNatural: 1, solve: true, plainNames: true })
  const [part] = reading?.parts ?? []
  if (part === undefined || reading?.parts.length !== 1) return undefined
  return integers ? settleLattice({ ...part, lattice: true }, orderOfConstants) : part
}

/** What is left for "otherwise"; of a sequence that is not known. */
function outside(pieces: readonly Piece[], integers: boolean): RealSet | undefined {
  const union = integers ? undefined : unionOf(pieces)
  return union && complementOf(union)
}

function unionOf(pieces: readonly Piece[]): RealSet | undefined {
  const [first, ...rest] = pieces.map(({ where }) => where)
  return rest.reduce<RealSet | undefined>((union, where) => {
    // A few integers are held as points, more as a lattice.
    const lattice = union?.lattice === true || where.lattice === true
    const together = union && combine('union', asLattice(union, lattice), asLattice(where, lattice), orderOfConstants)
    return together && settleLattice(together, orderOfConstants)
  }, first)
}

const asLattice = (set: RealSet, lattice: boolean): RealSet => (lattice ? { ...set, lattice: true } : set)

/**
 * The same function, or the same on a region: in place of the letter stands what runs through it.
 *
 *     (a, ∞)   a + x²        (-∞, b)   b - x²        (a, b)   a + (b - a)·x²/(1 + x²)
 */
function onRegion(gold: Tree, prediction: Tree, region: RealSet, letter: string, context: Context): Decision | undefined {
  const everywhere = context.member(gold, prediction)
  if (everywhere.outcome === 'equivalent' || region.lattice === true) return everywhere
  let result: Decision = everywhere
  for (let gap = 0; gap <= region.cuts.length; gap++) {
    if (region.inside[2 * gap] !== true) continue
    const place = runningThrough(region.cuts[gap - 1], region.cuts[gap], letter)
    if (place === undefined) return everywhere
    result = context.member(replaceSymbol(gold, letter, place), replaceSymbol(prediction, letter, place))
    if (result.outcome !== 'equivalent') return result
  }
  const atEnds = atPoints(gold, prediction, region, letter, context)
  return atEnds !== undefined && atEnds.outcome !== 'equivalent' ? atEnds : result
}

function runningThrough(low: Cut | undefined, high: Cut | undefined, letter: string): Tree | undefined {
  const [from, to] = [low && pointOf(low), high && pointOf(high)]
  if ((low !== undefined && from === undefined) || (high !== undefined && to === undefined)) return undefined
  const square: Tree = { type: 'power', base: { type: 'symbol', name: letter }, exponent: integerTree(2) }
  if (from === undefined && to === undefined) return { type: 'symbol', name: letter }
  if (from === undefined) return grouped({ type: 'plus', terms: [to as Tree, { type: 'negate', operand: square }] })
  if (to === undefined) return grouped({ type: 'plus', terms: [from, square] })
  const share: Tree = { type: 'divide', numerator: square, denominator: { type: 'plus', terms: [integerTree(1), square] }, written: 'bar' }
  const width: Tree = grouped({ type: 'plus', terms: [to, { type: 'negate', operand: from }] })
  return grouped({ type: 'plus', terms: [from, { type: 'times', factors: [width, share], written: 'cdot' }] })
}

const grouped = (tree: Tree): Tree => ({ type: 'fenced', open: '(', close: ')', items: [tree] })

/** A rational cut as it would be written. */
function pointOf(cut: Cut): Tree | undefined {
  const at = cut.value.type === 'constant' && typeof cut.value.value.num === 'number' ? cut.value.value : undefined
  return (
    at && grouped({ type: 'divide', numerator: integerTree(Number(at.num)), denominator: integerTree(Number(at.den)), written: 'slash' })
  )
}

/** Where pieces meet in points only, their values there count. */
function atPoints(gold: Tree, prediction: Tree, points: RealSet, letter: string, context: Context): Decision | undefined {
  let result: Decision | undefined
  for (const [index, cut] of points.cuts.entries()) {
    if (points.inside[2 * index + 1] !== true) continue
    const number = pointOf(cut)
    if (number === undefined) return undefined
    result = context.member(replaceSymbol(gold, letter, number), replaceSymbol(prediction, letter, number))
    if (result.outcome !== 'equivalent') return result
  }
  return result
}
