import { some } from '../../tree/children.ts'
import type { FencedNode, Relation, RelationNode, SetNode, Tree } from '../../tree/tree.ts'
import { commaGroups } from '../meaning/comma-groups.ts'
import { interpret } from '../meaning/interpret.ts'
import { isName, sameName } from '../meaning/prefix.ts'
import { endless, spelledOut } from '../meaning/progression.ts'
import { allReals, type Cut, combine, intervalSet, isEmptySet, noReals, pointSet, type RealSet, ray } from './realset.ts'
import { endOf, readInequality } from './inequality.ts'
import { complementReading, fold, join } from './join.ts'
import { orderOfConstants, settleLattice } from './lattice.ts'
import type { SetContext, SetReading } from './reading.ts'
import { exceptedIn, type Part, partInWords } from '../meaning/set-words.ts'
import { withSign } from '../meaning/signs.ts'
import type { Term } from '../term/term.ts'

/**
 * Which set of reals is written: intervals, inequalities and their chains, unions, differences, set-builder, `\ne`.
 *
 *     1 < x \le 2        x \in (1,2]        (1,2]        \{x \mid 1<x\le 2\}
 *     name x, solved     name x             no name      the name is bound: no name
 *
 * An inequality is *solved* when one named quantity, at most times a numeral, stands against values that do not hold
 * it. Others are solved here only if the caller asks for it, because a prediction has to be solved by the model.
 *
 * @returns `undefined` when it is none, when it is not solved, or when an operation needs an order of ends that is not known. An
 * interval whose ends are written in the wrong order is none.
 */
export function readRealSet(tree: Tree, context: SetContext): SetReading | undefined {
  const reading = readSet(tree, context)
  if (reading === undefined) return undefined
  const parts: RealSet[] = []
  for (const part of reading.parts) {
    const settled = settleLattice(part, order)
    if (settled === undefined) return undefined
    parts.push(settled)
  }
  // `> 3`: the side that was left out has no name.
  return reading.name === undefined || (reading.name.type === 'symbol' && reading.name.name === '') ? { parts } : { ...reading, parts }
}

function readSet(tree: Tree, context: SetContext): SetReading | undefined {
  context.budget.spend(1)
  switch (tree.type) {
    case 'fenced':
      return readFence(tree, context)
    case 'constant':
    case 'power':
    case 'subscript':
    case 'text':
      return unnamed(namedSet(tree, context))
    case 'set':
      return tree.condition === undefined ? readPoints(tree.items, context) : readBuilder(tree, tree.condition, context)
    case 'setoperation': {
      if (tree.operator === 'complement') return undefined
      const readings: SetReading[] = []
      for (const operand of tree.operands) {
        const reading = readOperand(operand, context)
        if (reading === undefined) return undefined
        readings.push(reading)
      }
      const [first, ...rest] = readings
      if (tree.operator !== 'difference') return fold(tree.operator, readings)
      return rest.reduce<SetReading | undefined>((left, right) => left && join('difference', left, right), first)
    }
    case 'relation':
      return readRelation(tree, context)
    case 'logic': {
      const readings = readAll(tree.operands, context)
      if (readings === undefined || tree.operator === 'xor') return undefined
      if (tree.operator === 'not') return readings[0] && complementReading(readings[0])
      return fold(tree.operator === 'or' ? 'union' : 'intersection', readings)
    }
    case 'list':
      return readList(tree.items, tree.separator, context)
    case 'given':
      return readAllAs('intersection', [tree.body, tree.condition], context)
    case 'cases':
      return tree.rows.some(row => row.condition !== undefined)
        ? undefined
        : readAllAs(
            'intersection',
            tree.rows.map(row => row.value),
            context,
          )
    default:
      return undefined
  }
}

const order = orderOfConstants

const unnamed = (set: RealSet | undefined): SetReading | undefined => set && { parts: [set] }

// — fences —

function readFence(tree: FencedNode, context: SetContext): SetReading | undefined {
  const [first, second] = tree.items.length === 1 ? endsOf(tree.items[0] as Tree) : tree.items
  if (first === undefined || tree.open === '⟨') return undefined
  if (second === undefined) return tree.open === '(' && tree.close === ')' ? readSet(first, context) : undefined
  if (tree.open === '{') return readPoints(tree.items, context)
  if (tree.items.length > 2) return undefined
  return unnamed(interval(first, tree.open === '[', second, tree.close === ']', context))
}

/** `(12,102)`: the bare comma of one numeral parts two ends. */
function endsOf(item: Tree): readonly Tree[] {
  const groups = commaGroups(item)
  return groups?.length === 2 ? groups : [item]
}

/**
 * The interval between two written ends. A bracket at infinity says no more than a parenthesis in a reference; a
 * prediction that closes an interval there is wrong.
 */
function interval(lower: Tree, lowerClosed: boolean, upper: Tree, upperClosed: boolean, context: SetContext): RealSet | undefined {
  const from = endOf(lower, context)
  const to = endOf(upper, context)
  if (from === undefined || to === undefined || from === '+' || to === '-') return undefined
  if (!context.solve && ((from === '-' && lowerClosed) || (to === '+' && upperClosed))) return undefined
  if (from === '-') return to === '+' ? allReals : ray(to, -1, upperClosed)
  if (to === '+') return ray(from, 1, lowerClosed)
  const sign = order(from.value, to.value)
  if (sign === 0) return lowerClosed && upperClosed ? pointSet(from) : undefined
  return sign === 1 ? undefined : intervalSet(from, lowerClosed, to, upperClosed)
}

function readPoints(items: readonly Tree[], context: SetContext): SetReading | undefined {
  // `\{x>3\}` says its condition only.
  const [only] = items
  if (items.length === 1 && only?.type === 'relation') {
    const parts = readSet(only, context)?.parts
    return parts && { parts }
  }
  const integers = endless(items)
  if (integers === 'all') return { parts: [{ ...allReals, lattice: true }] }
  if (integers !== undefined) {
    const from = endOf(integers.from, context)
    return typeof from === 'object' ? { parts: [{ ...ray(from, integers.side, true), lattice: true }] } : undefined
  }
  const readings: SetReading[] = []
  for (const item of spelledOut(items)) {
    const end = endOf(item, context)
    if (end === undefined || typeof end === 'string') return undefined
    readings.push({ parts: [pointSet(end)] })
  }
  return readings.length === 0 ? { parts: [noReals] } : fold('union', readings)
}

// — named sets —

/** ℝ, ℤ, ℕ with `^+`, `^-`, `^*`, also `_+`; ∅; "all real numbers". */
function namedSet(tree: Tree, context: SetContext): RealSet | undefined {
  if (tree.type === 'text') {
    const part = partInWords(tree.value)
    if (part !== undefined) return partOf(part, context)
    const excepted = exceptedIn(tree.value)
    return excepted === undefined ? undefined : withoutPoints(excepted, context)
  }
  if (tree.type === 'power' || tree.type === 'subscript') {
    const base = namedSet(tree.base, context)
    const mark = tree.type === 'power' ? tree.exponent : tree.index
    if (base !== undefined && isBound(mark)) {
      // `\mathbb R_{>0}`: the side that was left out is the element.
      const within = readSet(mark, { ...context, solve: false })?.parts
      return within?.length === 1 && within[0] !== undefined ? combine('intersection', base, within[0], order) : undefined
    }
    if (base === undefined || mark.type !== 'symbol') return undefined
    const isNaturals =
      (tree.base.type === 'constant' && tree.base.name === 'naturals') || (tree.base.type === 'symbol' && tree.base.name === 'N')
    if (mark.name === '+' || (isNaturals && mark.name === '*')) return combine('intersection', base, ray(zeroCut(context), 1, false), order)
    if (mark.name === '-') return combine('intersection', base, ray(zeroCut(context), -1, false), order)
    if (mark.name === '*') return combine('difference', base, pointSet(zeroCut(context)), order)
    return undefined
  }
  const name = tree.type === 'constant' ? tree.name : tree.type === 'symbol' ? blackboard.get(tree.name) : undefined
  switch (name) {
    case 'reals':
      return allReals
    case 'emptyset':
      return noReals
    case 'integers':
      return { ...allReals, lattice: true }
    case 'naturals': {
      const first = endOf({ type: 'number', lexeme: String(context.firstNatural) }, context)
      return first === undefined || typeof first === 'string' ? undefined : { ...ray(first, 1, true), lattice: true }
    }
    default:
      return undefined
  }
}

/** Whether a tree names a set by itself: `\mathbb R`, `\mathbb{Z}^+`, "all real numbers"; not the empty set. */
export function isNamedSet(tree: Tree): boolean {
  if (tree.type === 'text') return partInWords(tree.value) !== undefined || exceptedIn(tree.value) !== undefined
  if (tree.type === 'power' || tree.type === 'subscript') {
    const mark = tree.type === 'power' ? tree.exponent : tree.index
    return isNamedSet(tree.base) && (mark.type === 'symbol' || isBound(mark))
  }
  return tree.type === 'constant' && (tree.name === 'reals' || tree.name === 'integers' || tree.name === 'naturals')
}

/** `>0`, `\ge0` as a mark of a set. */
const isBound = (tree: Tree): boolean => tree.type === 'relation' && tree.operands[0]?.type === 'symbol' && tree.operands[0].name === ''

function partOf({ sign, integers }: Part, context: SetContext): RealSet | undefined {
  const line: RealSet = integers ? { ...allReals, lattice: true } : allReals
  const zero = zeroCut(context)
  switch (sign) {
    case 'positive':
      return combine('intersection', line, ray(zero, 1, false), order)
    case 'negative':
      return combine('intersection', line, ray(zero, -1, false), order)
    case 'nonnegative':
      return combine('intersection', line, ray(zero, 1, true), order)
    case 'nonpositive':
      return combine('intersection', line, ray(zero, -1, true), order)
    case 'nonzero':
      return combine('difference', line, pointSet(zero), order)
    default:
      return line
  }
}

function withoutPoints(values: readonly Tree[], context: SetContext): RealSet | undefined {
  let set: RealSet | undefined = allReals
  for (const value of values) {
    const end = endOf(value, context)
    if (end === undefined || typeof end === 'string') return undefined
    set = set && combine('difference', set, pointSet(end), order)
  }
  return set
}

function zeroCut(context: SetContext): Cut {
  const written: Tree = { type: 'number', lexeme: '0' }
  return { value: interpret(written, context.scope, context.budget) as Term, written }
}

/** Plain capitals behind `\in`, as in `x \in R`. */
const blackboard: ReadonlyMap<string, string> = new Map([
  ['N', 'naturals'],
  ['R', 'reals'],
  ['Z', 'integers'],
])

/** An operand of `\cup`, `\setminus`, or what stands behind `\in`: also `R`, and a lone value for a set of one. */
function readOperand(tree: Tree, context: SetContext): SetReading | undefined {
  if (tree.type === 'symbol') return unnamed(namedSet(tree, context))
  const set = namedSet(tree, context)
  if (set !== undefined) return { parts: [set] }
  return readSet(tree, context) ?? (isLoneValue(tree) ? readPoints([tree], context) : undefined)
}

const isLoneValue = (tree: Tree): boolean =>
  tree.type === 'number' || tree.type === 'negate' || tree.type === 'divide' || tree.type === 'root'

// — set-builder —

function readBuilder(tree: SetNode, condition: Tree, context: SetContext): SetReading | undefined {
  const [item, ...others] = tree.items
  if (item === undefined || others.length > 0) return undefined
  const membership = item.type === 'relation' && item.operators.length === 1 && item.operators[0] === 'in' ? item : undefined
  const bound = membership?.operands[0] ?? item
  if (!isName(bound)) return undefined
  const inner: SetContext = { ...context, wanted: bound }
  const universe = membership?.operands[1] && readOperand(membership.operands[1], inner)
  if (membership !== undefined && universe === undefined) return undefined
  const body = readSet(condition, inner)
  if (body === undefined || (body.name !== undefined && !sameName(body.name, bound))) return undefined
  const both = universe === undefined ? body : join('intersection', { parts: body.parts }, universe)
  return both && { parts: both.parts }
}

// — combining —

function readAll(trees: readonly Tree[], context: SetContext): readonly SetReading[] | undefined {
  const readings: SetReading[] = []
  for (const tree of trees) {
    const reading = readSet(tree, context)
    if (reading === undefined) return undefined
    readings.push(reading)
  }
  return readings
}

function readAllAs(operator: 'union' | 'intersection', trees: readonly Tree[], context: SetContext): SetReading | undefined {
  const readings = readAll(trees, context)
  return readings && fold(operator, readings)
}

/**
 * `x<-1, x>2` and `x<-1 \text{ and } x>2` mean a union, because nothing is in both; `x>1, x<3` means both at once.
 * Sets without a name (`(-\infty,0) \text{ and } (0,1)`) are united. What `\ne` excludes is taken out of the rest.
 */
function readList(items: readonly Tree[], separator: string, context: SetContext): SetReading | undefined {
  const kept: SetReading[] = []
  const excluded: SetReading[] = []
  let last: RelationNode | undefined
  for (const item of items) {
    // `x \ne 1, 2` goes on with the last relation.
    const relation: Tree = item.type === 'relation' || last === undefined ? item : { ...last, operands: [last.operands[0] as Tree, item] }
    const reading = readSet(relation, context)
    if (reading === undefined) return undefined
    const excludes = relation.type === 'relation' && relation.operators.every(operator => operator === 'neq' || operator === 'notin')
    last = excludes && relation.operators.length === 1 ? relation : undefined
    if (excludes) excluded.push(reading)
    else kept.push(reading)
  }
  const rest = kept.length === 0 ? undefined : readAlternatives(kept, separator)
  if (kept.length > 0 && rest === undefined) return undefined
  return fold('intersection', rest === undefined ? excluded : [rest, ...excluded])
}

function readAlternatives(readings: readonly SetReading[], separator: string): SetReading | undefined {
  if (separator !== 'or' && readings.some(reading => reading.name !== undefined)) {
    const both = fold('intersection', readings)
    if (both === undefined) return undefined
    const [part] = both.parts
    if (part !== undefined && !isEmptySet(part)) return both
  }
  // `(0,2), (1,3)` and "(0,2) or (1,3)" are two answers: what is united does not overlap.
  if (separator !== 'line' && readings.some((reading, index) => readings.slice(index + 1).some(other => overlap(reading, other))))
    return undefined
  return fold('union', readings)
}

function overlap(a: SetReading, b: SetReading): boolean {
  if (a.name !== undefined || b.name !== undefined) return false
  const [both] = join('intersection', a, b)?.parts ?? []
  return both !== undefined && !isEmptySet(both)
}

// — relations —

function readRelation(tree: RelationNode, context: SetContext): SetReading | undefined {
  const [first, second] = tree.operands
  const [operator] = tree.operators
  if (first === undefined || second === undefined || operator === undefined) return undefined
  if (operator === 'in' || operator === 'notin')
    return tree.operators.length === 1 ? readMembership(first, operator, second, context) : undefined
  if (some(tree, node => node.type === 'plusminus')) return readSigned(tree, operator, context)
  return readInequality(tree, context)
}

/** `x \ne \pm1` leaves both out, `x = \pm1` is both. */
function readSigned(tree: RelationNode, operator: Relation, context: SetContext): SetReading | undefined {
  if (tree.operators.length !== 1 || (operator !== 'eq' && operator !== 'neq')) return undefined
  const both = [true, false].map(upper =>
    readRelation({ ...tree, operands: tree.operands.map(operand => withSign(operand, upper)) }, context),
  )
  const [a, b] = both
  return a && b && join(operator === 'eq' ? 'union' : 'intersection', a, b)
}

function readMembership(name: Tree, operator: 'in' | 'notin', set: Tree, context: SetContext): SetReading | undefined {
  const reading = isName(name) ? readOperand(set, context) : undefined
  if (reading === undefined || reading.name !== undefined) return undefined
  const named = { name, parts: reading.parts }
  return operator === 'in' ? named : complementReading(named)
}
