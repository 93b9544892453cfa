import { mentions } from '../../tree/children.ts'
import type { Relation, RelationNode, Tree } from '../../tree/tree.ts'
import { interpret } from '../meaning/interpret.ts'
import { isInfinite } from '../term/node.ts'
import { isName, sameName } from '../meaning/prefix.ts'
import { isConstantTerm as isConstant, isReal, knownFunctions } from '../term/property.ts'
import { allReals, type Cut, complementOf, pointSet, type RealSet, ray } from './realset.ts'
import { fold } from './join.ts'
import { solveRelation } from './solve.ts'
import type { SetContext, SetReading } from './reading.ts'
import type { Term } from '../term/term.ts'
import { variablesOf } from '../term/walk.ts'

/**
 * Inequalities and their chains as sets.
 *
 *     -1 < 2x \le 3        one quantity with a numeral factor, against values: solved
 *     |x-1| < 3            one variable: solved here, when the caller asks for it
 */
export function readInequality(tree: RelationNode, context: SetContext): SetReading | undefined {
  if (!tree.operators.every(each => mirrored.has(each))) return undefined
  return readSolved(tree, context) ?? (context.solve ? readUnsolved(tree, context) : undefined)
}

/** A finite end, or the sign of an infinite one. */
export function endOf(tree: Tree, context: SetContext): Cut | '+' | '-' | undefined {
  const value = interpret(tree, context.scope, context.budget)
  if (value === undefined || value.type === 'undefined' || !isReal(value)) return undefined
  if (isInfinite(value)) return value.name === '+infinity' ? '+' : '-'
  return { value, written: tree }
}

const mirrored: ReadonlyMap<Relation, Relation> = new Map([
  ['eq', 'eq'],
  ['geq', 'leq'],
  ['gt', 'lt'],
  ['leq', 'geq'],
  ['lt', 'gt'],
  ['neq', 'neq'],
])

/** A written operand: a named quantity with its numeral factor, or a value against which it stands. */
interface Operand {
  readonly tree: Tree
  readonly value: Term | undefined
  readonly quantity: { readonly name: Tree; readonly factor: Tree | undefined; readonly negative: boolean } | undefined
}

function readSolved(tree: RelationNode, context: SetContext): SetReading | undefined {
  const operands = tree.operands.map(
    (operand): Operand => ({
      tree: operand,
      value: interpret(operand, context.scope, context.budget),
      quantity: quantityOf(operand, context),
    }),
  )
  const name = chooseName(operands, context)
  if (name === undefined) return undefined
  const readings: SetReading[] = []
  for (const [index, operator] of tree.operators.entries()) {
    const left = operands[index] as Operand
    const right = operands[index + 1] as Operand
    const nameLeft = left.quantity !== undefined && sameName(left.quantity.name, name)
    const nameRight = right.quantity !== undefined && sameName(right.quantity.name, name)
    if (nameLeft === nameRight) return undefined
    const reading = nameLeft
      ? constrain(left, operator, right, context)
      : constrain(right, mirrored.get(operator) as Relation, left, context)
    if (reading === undefined) return undefined
    readings.push(reading)
  }
  const parts = fold('intersection', readings)?.parts
  return parts && { name, parts }
}

/** Which operand is the quantity: the wanted one, the middle of a chain, the only one that is not constant, else the first. */
function chooseName(operands: readonly Operand[], context: SetContext): Tree | undefined {
  // `i` in an inequality is a letter.
  const open = operands.filter(({ value }) => value === undefined || !(isInfinite(value) || (isConstant(value) && isReal(value))))
  const named = open.flatMap(operand => (operand.quantity === undefined ? [] : [operand.quantity.name]))
  const { wanted } = context
  if (wanted !== undefined) {
    const found = named.find(name => sameName(name, wanted))
    if (found !== undefined) return found
  }
  if (operands.length === 3) return operands[1]?.quantity?.name
  const simple = open.length === 1 ? named : named.filter(isLetterName)
  return simple[0]
}

const isLetterName = (tree: Tree): boolean => tree.type === 'symbol' || tree.type === 'subscript' || tree.type === 'apply'

/** `q op value`, or `2q op value`, as the values that q may have. */
function constrain(left: Operand, operator: Relation, right: Operand, context: SetContext): SetReading | undefined {
  const { quantity } = left
  if (quantity === undefined || right.value === undefined || right.value.type === 'undefined' || !isReal(right.value)) return undefined
  if (left.value !== undefined && sharesVariable(left.value, right.value)) return undefined
  // `2x>4+x-x` is not solved, whatever cancels.
  if (quantity.name.type === 'symbol' && mentions(right.tree, quantity.name.name)) return undefined
  const written: Tree = divided(right.tree, quantity.factor, quantity.negative)
  const direction = quantity.negative ? (mirrored.get(operator) as Relation) : operator
  const end = written === right.tree ? finiteOrSign(right.value, right.tree) : endOf(written, context)
  if (end === undefined) return undefined
  const set = typeof end === 'string' ? infiniteConstraint(direction, end) : constraint(direction, end)
  return set && { parts: [set] }
}

function sharesVariable(a: Term, b: Term): boolean {
  const names = new Set(variablesOf(a).map(variable => variable.key))
  return variablesOf(b).some(variable => names.has(variable.key))
}

const finiteOrSign = (value: Term, written: Tree): Cut | '+' | '-' =>
  isInfinite(value) ? (value.name === '+infinity' ? '+' : '-') : { value, written }

function divided(tree: Tree, factor: Tree | undefined, negative: boolean): Tree {
  const quotient: Tree = factor === undefined ? tree : { type: 'divide', numerator: tree, denominator: factor, written: 'slash' }
  return negative ? { type: 'negate', operand: quotient } : quotient
}

function constraint(operator: Relation, end: Cut): RealSet | undefined {
  switch (operator) {
    case 'lt':
    case 'leq':
      return ray(end, -1, operator === 'leq')
    case 'gt':
    case 'geq':
      return ray(end, 1, operator === 'geq')
    case 'eq':
      return pointSet(end)
    case 'neq':
      return complementOf(pointSet(end))
    default:
      return undefined
  }
}

function infiniteConstraint(operator: Relation, sign: '+' | '-'): RealSet | undefined {
  const below = operator === 'lt' || operator === 'leq'
  const above = operator === 'gt' || operator === 'geq'
  return (below && sign === '+') || (above && sign === '-') ? allReals : undefined
}

/** A name, also `2x`, `-x`, `\frac{x}{2}`: at most a numeral factor. */
function quantityOf(tree: Tree, context: SetContext): Operand['quantity'] {
  if (tree.type === 'negate') {
    const inner = quantityOf(tree.operand, context)
    return inner && { ...inner, negative: !inner.negative }
  }
  if (isName(tree)) return context.plainNames && !isPlainName(tree) ? undefined : { name: tree, factor: undefined, negative: false }
  if (tree.type === 'divide' && isName(tree.numerator) && isPositiveNumeral(tree.denominator, context)) {
    return {
      name: tree.numerator,
      factor: { type: 'divide', numerator: { type: 'number', lexeme: '1' }, denominator: tree.denominator, written: 'slash' },
      negative: false,
    }
  }
  if (tree.type !== 'times') return undefined
  const [first, ...rest] = tree.factors
  if (first === undefined || rest.length === 0 || !isPositiveNumeral(first, context)) return undefined
  const name: Tree = rest.length === 1 ? (rest[0] as Tree) : { ...tree, factors: rest }
  return isName(name) ? { name, factor: first, negative: false } : undefined
}

/** A letter, or an unknown function of something. */
function isPlainName(tree: Tree): boolean {
  return tree.type !== 'apply' || tree.head.type !== 'symbol' || !knownFunctions.has(tree.head.name)
}

function isPositiveNumeral(tree: Tree, context: SetContext): boolean {
  if (tree.type !== 'number' && tree.type !== 'divide') return false
  const term = interpret(tree, context.scope, context.budget)
  return term?.type === 'constant' && term.value.num > 0
}

/** Solve each link of the chain for the only variable in it. */
function readUnsolved(tree: RelationNode, context: SetContext): SetReading | undefined {
  const values: Term[] = []
  for (const operand of tree.operands) {
    const value = interpret(operand, context.scope, context.budget)
    if (value === undefined || value.type === 'undefined') return undefined
    values.push(value)
  }
  const names = new Set(values.flatMap(variablesOf).map(each => each.name))
  const [variable] = names
  if (variable === undefined || names.size > 1) return undefined
  const readings: SetReading[] = []
  for (const [index, operator] of tree.operators.entries()) {
    const set = solveRelation(values[index] as Term, operator, values[index + 1] as Term, variable, context.budget)
    if (set === undefined) return undefined
    readings.push({ parts: [set] })
  }
  const parts = fold('intersection', readings)?.parts
  return parts && { name: { type: 'symbol', name: variable }, parts }
}
