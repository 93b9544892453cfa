import type { Budget } from '../../limits/budget.ts'
import { children, mentions, some } from '../../tree/children.ts'
import type { RelationNode, Tree } from '../../tree/tree.ts'
import { subtractTerms, sum } from '../term/build.ts'
import { takeCondition } from '../meaning/condition.ts'
import type { Family, Progression } from './family.ts'
import { interpret } from '../meaning/interpret.ts'
import { integer, isZero } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { isName, sameName, splitPrefix } from '../meaning/prefix.ts'
import type { Scope } from '../meaning/scope.ts'
import { withSign } from '../meaning/signs.ts'
import type { Term } from '../term/term.ts'
import { holds, substitute, variablesOf } from '../term/walk.ts'

/**
 * Read families with an integer parameter.
 *
 *     x = \pm\frac\pi3 + 2k\pi,   k \in \mathbb Z
 *     ^   ^^^^^^^^^^^^^^^^^^^^^   ^^^^^^^^^^^^^^^
 *     name      body, two of them     parameter
 *
 * The parameter is what the condition declares an integer. Where a body is not linear in it (`(-1)^k\frac\pi6+k\pi`),
 * even and odd values are read apart.
 */
export interface FamilyReading {
  readonly name?: Tree
  /** The parameter's name, as it was written. */
  readonly parameter: string
  readonly family: Family
}

export interface Parameter {
  readonly name: string
  /** The first value, or all integers. */
  readonly from: number | undefined
}

/** A body and what is declared about its parameter. */
export interface Parametric {
  readonly body: Tree
  readonly parameter: Parameter
}

/**
 * Take the declaration of an integer parameter off a tree, wherever it stands: `k\pi, k\in\mathbb Z`,
 * `\{k\pi \mid k\in\mathbb Z\}`, `x=k\pi\ (k\in\mathbb Z)`, "where k is an integer". `undefined` when there is none, or
 * when it is not about a letter of the body.
 *
 * @param firstNatural where ℕ begins
 */
export function parametricOf(tree: Tree, firstNatural: 0 | 1): Parametric | undefined {
  const hoisted = takeCondition(tree, true)
  if (hoisted === undefined) return undefined
  const parameter = parameterOf(hoisted.condition, firstNatural)
  if (parameter === undefined || !mentions(hoisted.body, parameter.name)) return undefined
  // `\{x \mid x>0\}` is a set of reals: a bound alone makes no integer of a letter that is not called like one.
  if (bounds(hoisted.body, parameter.name)) return undefined
  if (!declaresInteger(hoisted.condition) && (hoisted.body.type === 'symbol' || !integerLetters.has(parameter.name))) return undefined
  return { body: hoisted.body, parameter }
}

/** `1<x<5, x\in\mathbb Z` is a set of integers, and no family of anything; that `n` is whole goes without saying. */
const bounds = (body: Tree, parameter: string): boolean =>
  body.type === 'relation' &&
  !integerLetters.has(parameter) &&
  body.operators.every(operator => operator !== 'eq' && operator !== 'in') &&
  body.operands.some(operand => operand.type === 'symbol' && operand.name === parameter)

/** Whether a condition says more than a bound. */
function declaresInteger(condition: Tree): boolean {
  if (condition.type === 'relation') return condition.operators[0] === 'in'
  return condition.type !== 'logic' && condition.type !== 'list' ? true : children(condition).some(declaresInteger)
}

/** A body whose parameter goes without saying: the only letter among those that integers are called. */
export function withImpliedParameter(tree: Tree, known: ReadonlySet<string>): Parametric | undefined {
  const letters = new Set<string>()
  const body = splitPrefix(tree).value
  some(body, node => {
    if (node.type === 'symbol' && integerLetters.has(node.name) && !known.has(node.name)) letters.add(node.name)
    return false
  })
  const [name] = letters
  return letters.size === 1 && name !== undefined ? { body: tree, parameter: { name, from: undefined } } : undefined
}

/** Letters that stand for whole numbers by custom. */
export const integerLetters: ReadonlySet<string> = new Set([...'jklmnpqrst'])

function parameterOf(condition: Tree, firstNatural: 0 | 1): Parameter | undefined {
  switch (condition.type) {
    case 'relation':
      return parameterOfRelation(condition, firstNatural)
    case 'logic':
    case 'list': {
      const parts = condition.type === 'logic' ? condition.operands : condition.items
      const found = parts.map(part => parameterOf(part, firstNatural))
      const [first] = found
      // `k \in \mathbb Z, k \ge 0`: one letter, the stricter start.
      if (first === undefined || found.some(each => each === undefined || each.name !== first.name)) return undefined
      const starts = found.flatMap(each => (each?.from === undefined ? [] : [each.from]))
      return { name: first.name, from: starts.length === 0 ? undefined : Math.max(...starts) }
    }
    default:
      return undefined
  }
}

function parameterOfRelation(tree: RelationNode, firstNatural: 0 | 1): Parameter | undefined {
  const [left, right] = tree.operands
  const [operator] = tree.operators
  if (tree.operators.length !== 1 || left?.type !== 'symbol' || right === undefined) return undefined
  if (operator === 'in') {
    const from = startOf(right, firstNatural)
    return from === undefined ? undefined : { name: left.name, from: from === 'all' ? undefined : from }
  }
  if ((operator !== 'geq' && operator !== 'gt') || right.type !== 'number') return undefined
  const bound = Number(right.lexeme)
  return Number.isInteger(bound) ? { name: left.name, from: operator === 'gt' ? bound + 1 : bound } : undefined
}

/** The first element of ℤ, ℤ⁺, ℕ, ℕ*. */
function startOf(set: Tree, firstNatural: 0 | 1): number | 'all' | undefined {
  if (set.type === 'power' || set.type === 'subscript') {
    const mark = set.type === 'power' ? set.exponent : set.index
    const inner = startOf(set.base, firstNatural)
    if (inner === 'all' && mark.type === 'relation') return boundOf(mark)
    if (inner === undefined || mark.type !== 'symbol')
      return mark.type === 'number' && mark.lexeme === '0' && inner !== 'all' ? 0 : undefined
    return mark.name === '+' || (mark.name === '*' && inner !== 'all') ? 1 : undefined
  }
  const name = set.type === 'constant' ? set.name : set.type === 'symbol' ? set.name : undefined
  if (name === 'integers' || name === 'Z') return 'all'
  return name === 'naturals' || name === 'N' ? firstNatural : undefined
}

/** `\mathbb Z_{\ge0}`: the first of the integers that the mark leaves. */
function boundOf({ operators, operands }: RelationNode): number | undefined {
  const bound = operands[1]
  if (operands[0]?.type !== 'symbol' || operands[0].name !== '' || bound?.type !== 'number') return undefined
  const first = Number(bound.lexeme)
  if (!Number.isInteger(first)) return undefined
  return operators.join() === 'geq' ? first : operators.join() === 'gt' ? first + 1 : undefined
}

// — bodies —

interface Reader {
  readonly scope: Scope
  readonly budget: Budget
  readonly parameter: Parameter
}

/** Read a body with its parameter as a family; `undefined` when it is not linear in it, even after a split by parity. */
export function readFamily({ body, parameter }: Parametric, scope: Scope, budget: Budget): FamilyReading | undefined {
  const found = readBody(body, { scope, budget, parameter })
  if (found === undefined) return undefined
  return { ...(found.name && { name: found.name }), parameter: parameter.name, family: found.family }
}

interface Named {
  readonly name?: Tree
  readonly family: Family
}

function readBody(tree: Tree, reader: Reader): Named | undefined {
  switch (tree.type) {
    case 'list':
      return unite(tree.items, reader)
    case 'logic':
      return tree.operator === 'or' ? unite(tree.operands, reader) : undefined
    case 'setoperation':
      if (tree.operator === 'union') return unite(tree.operands, reader)
      return tree.operator === 'difference' ? excludeFromReals(tree.operands, reader) : undefined
    case 'set':
      return tree.condition === undefined ? unite(tree.items, reader) : undefined
    case 'fenced':
      return readFence(tree, reader)
    case 'relation':
      return readRelation(tree, reader)
    default: {
      const members = readPoint([tree], reader)
      return members && { family: { type: 'points', members } }
    }
  }
}

function unite(trees: readonly Tree[], reader: Reader): Named | undefined {
  let name: Tree | undefined
  let type: Family['type'] | undefined
  const members: Progression[] = []
  for (const tree of trees) {
    const found = readBody(tree, reader)
    if (found === undefined || (type !== undefined && found.family.type !== type)) return undefined
    if (name !== undefined && found.name !== undefined && !sameName(name, found.name)) return undefined
    name ??= found.name
    type = found.family.type
    members.push(...found.family.members)
  }
  return type && { ...(name && { name }), family: { type, members } }
}

/** `\mathbb R \setminus \{k\pi\}`. */
function excludeFromReals(operands: readonly Tree[], reader: Reader): Named | undefined {
  const [whole, out] = operands
  if (whole?.type !== 'constant' || whole.name !== 'reals' || out === undefined || operands.length !== 2) return undefined
  const found = readBody(out, reader)
  return found?.family.type === 'points' ? { family: { type: 'excluded', members: found.family.members } } : undefined
}

/** `(2k\pi, 2k\pi+\pi)` is an interval if both ends move alike, otherwise a point. */
function readFence(tree: Tree & { type: 'fenced' }, reader: Reader): Named | undefined {
  const [first, second] = tree.items
  if (first === undefined) return undefined
  if (second === undefined) return tree.open === '(' ? readBody(first, reader) : undefined
  if (tree.open === '{') return unite(tree.items, reader)
  const members = readPoint(tree.items, reader)
  if (members === undefined) return undefined
  const interval = tree.items.length === 2 && tree.open !== '⟨' && members.every(({ step }) => step[0]?.key === step[1]?.key)
  if (!interval) return tree.open === '(' || tree.open === '⟨' ? { family: { type: 'points', members } } : undefined
  const closed = [tree.open === '[', tree.close === ']'] as const
  return { family: { type: 'intervals', members: members.map(member => ({ ...member, closed })) } }
}

function readRelation(tree: RelationNode, reader: Reader): Named | undefined {
  const [first, second, third] = tree.operands
  const [operator, next] = tree.operators
  if (first === undefined || second === undefined) return undefined
  if (tree.operators.every(each => each === 'eq')) {
    const { name, value } = splitPrefix(tree)
    const found = name === undefined || mentions(name, reader.parameter.name) ? undefined : readBody(value, reader)
    return found && name && { name, family: found.family }
  }
  if (operator === 'in' && tree.operators.length === 1 && isName(first)) {
    const found = readBody(second, reader)
    return found && { name: first, family: found.family }
  }
  if (operator === 'neq' && tree.operators.length === 1 && isName(first)) {
    const found = readBody(second, reader)
    return found?.family.type === 'points' ? { name: first, family: { type: 'excluded', members: found.family.members } } : undefined
  }
  const below = (each: string | undefined): boolean => each === 'lt' || each === 'leq'
  const above = (each: string | undefined): boolean => each === 'gt' || each === 'geq'
  if (third === undefined || tree.operands.length !== 3 || !isName(second)) return undefined
  const upward = below(operator) && below(next)
  if (!upward && !(above(operator) && above(next))) return undefined
  const ends = upward ? [first, third] : [third, first]
  const closed = upward ? ([operator === 'leq', next === 'leq'] as const) : ([next === 'geq', operator === 'geq'] as const)
  const members = readPoint(ends, reader)
  if (members === undefined || members.some(({ step }) => step[0]?.key !== step[1]?.key)) return undefined
  return { name: second, family: { type: 'intervals', members: members.map(member => ({ ...member, closed })) } }
}

/** A row of coordinates; `\pm` gives two rows. */
function readPoint(coordinates: readonly Tree[], reader: Reader): readonly Progression[] | undefined {
  const signed = coordinates.some(tree => some(tree, node => node.type === 'plusminus')) ? [true, false] : [true]
  const members: Progression[] = []
  for (const upper of signed) {
    const terms: Term[] = []
    for (const tree of coordinates) {
      const term = interpret(withSign(tree, upper), reader.scope, reader.budget)
      if (term === undefined || term.type === 'undefined') return undefined
      terms.push(term)
    }
    const found = linear(terms, reader) ?? splitParity(terms, reader)
    if (found === undefined) return undefined
    members.push(...found)
  }
  return members
}

/** The progression of terms that are linear in the parameter, which occurs in one of them at least. */
function linear(terms: readonly Term[], reader: Reader): readonly Progression[] | undefined {
  const { name, from } = reader.parameter
  const { budget } = reader
  const variable = terms.flatMap(variablesOf).find(each => each.name === name)
  if (variable === undefined) return undefined
  const offset: Term[] = []
  const step: Term[] = []
  for (const term of terms) {
    const difference = normalise(subtractTerms(substitute(term, name, sum([variable, integer(1)]), budget), term), budget)
    const start = substitute(term, name, integer(from ?? 0), budget)
    if (holds(difference, variable.key) || start.type === 'undefined' || difference.type === 'undefined') return undefined
    step.push(difference)
    offset.push(normalise(start, budget))
  }
  return step.every(isZero) ? undefined : [{ offset, step, oneWay: from !== undefined }]
}

/** Even and odd values of the parameter apart: `(-1)^k a + k\pi`. */
function splitParity(terms: readonly Term[], reader: Reader): readonly Progression[] | undefined {
  const { name, from } = reader.parameter
  const variable = terms.flatMap(variablesOf).find(each => each.name === name)
  if (variable === undefined) return undefined
  const start = from ?? 0
  const halves = [start, start + 1].map(first => {
    const even = sum([variable, variable, integer(first)])
    const inner: Reader = { ...reader, parameter: { name, from: from === undefined ? undefined : 0 } }
    return linear(
      terms.map(term => normalise(substitute(term, name, even, reader.budget), reader.budget)),
      inner,
    )
  })
  const [a, b] = halves
  return a && b && [...a, ...b]
}
