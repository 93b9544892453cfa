import { commaGroups } from '../../canonical/meaning/comma-groups.ts'
import { asAssignment, equalNames, isName, isPoint, sameName, splitPrefix } from '../../canonical/meaning/prefix.ts'
import { spelledOut } from '../../canonical/meaning/progression.ts'
import { children, mapChildren, mentions, some } from '../../tree/children.ts'
import { kept } from '../../tree/kept.ts'
import type { FencedNode, Tree } from '../../tree/tree.ts'
import { basisComponents } from './basis.ts'

/**
 * The members of a collection, however it was written: `1, 2`, "1 and 2", `\{1,2\}`, `(1,2)`, `\pm 2`, `x=1, x=2`,
 * a column of a matrix.
 */
export interface Items {
  /** `list`: bare; `set`: braces; `tuple`: round, angle or square fence, or a row or column; `row`: separated by spaces. */
  readonly form: 'list' | 'set' | 'tuple' | 'square' | 'row' | 'single'
  readonly items: readonly Tree[]
  /** Names in front of the members, when every member has one and they are different. */
  readonly names?: readonly Tree[]
  /** The one name that all members have: `x=1, x=2`, `x_1=1, x_2=2`, `x=1, 2`. */
  readonly name?: Tree
  /** The names with their indices, where these tell the members apart: `x_1`, `x_2`. */
  readonly indices?: readonly Tree[]
  /** Bare members took the name before them: `x=1 or 3, y=2`. */
  readonly inherited?: true
  /** Equations that hold together: no member is a value. */
  readonly system?: true
  /** The point whose coordinates they are: `P(1,2)`. */
  readonly point?: Tree
}

/** A single value. */
const single = (tree: Tree): Items => ({ form: 'single', items: [tree] })

/** Read a tree as a collection; a single value is a collection of one. */
export const itemsOf: (tree: Tree) => Items = kept(read)

function read(tree: Tree): Items {
  switch (tree.type) {
    case 'list': {
      if (tree.separator === 'space') return { form: 'row', items: tree.items }
      return named('list', membersOf(tree.items))
    }
    case 'set':
      return tree.condition === undefined ? { form: 'set', items: membersOf(tree.items) } : rootsIn(tree, tree.condition)
    case 'constant':
      return tree.name === 'emptyset' ? { form: 'set', items: [] } : single(tree)
    case 'fenced':
      if (tree.open === '{') return named('list', membersOf(tree.items))
      if (tree.items.length < 2) return single(tree)
      // `(\pm1,0)` is two points.
      if (tree.open === '(' && tree.close === ')' && hasSigns(tree)) return { form: 'list', items: spreadSigns(tree) }
      if (isBracketColumn(tree)) return { form: 'tuple', items: tree.items.map(row => row.items[0] as Tree) }
      if (tree.open === '[' && tree.close === ']') return { form: 'square', items: tree.items }
      return tree.open === '(' && tree.close === ')'
        ? named('tuple', spelledOut(tree.items))
        : tree.open === '⟨'
          ? { form: 'tuple', items: tree.items }
          : single(tree)
    case 'matrix': {
      const vector = vectorOf(tree.rows)
      return vector === undefined ? single(tree) : { form: 'tuple', items: vector }
    }
    case 'apply':
      // A named point: `P(1,2)`.
      if (isPoint(tree.head) && tree.arguments.length > 1 && hasSigns(tree))
        return { ...itemsOf({ type: 'fenced', open: '(', close: ')', items: tree.arguments }), name: tree.head }
      if (isPoint(tree.head) && tree.arguments.length > 1) return { form: 'tuple', items: tree.arguments, point: tree.head }
      return single(tree)
    case 'cases':
      return tree.rows.every(row => row.condition === undefined)
        ? named(
            'list',
            tree.rows.map(row => row.value),
          )
        : single(tree)
    case 'logic':
      return tree.operator === 'and' || tree.operator === 'or' ? named('list', tree.operands) : single(tree)
    case 'relation': {
      // `x \in \{1,2\}`, `x = 1, 2` read as `x = \pm 2`.
      const set = tree.operators.length === 1 && tree.operators[0] === 'in' ? tree.operands[1] : undefined
      const member = tree.operands[0]
      if (set !== undefined && set.type === 'set' && member !== undefined)
        return isName(member) ? { ...itemsOf(set), name: member } : single(tree)
      const assignment = asAssignment(tree)
      if (assignment === undefined) return single(tree)
      // `x=y=2` gives both values.
      const names = equalNames(splitPrefix(tree))
      if (names.length > 1) return { form: 'list', items: names.map(() => assignment.value), names }
      const inner = itemsOf(assignment.value)
      if (assignment.name.type === 'fenced' && assignment.name.items.length > 1)
        return assignment.name.items.length === inner.items.length ? { ...inner, names: assignment.name.items } : inner
      if (hasSigns(assignment.value) || assignment.value.type === 'set') return { ...inner, name: assignment.name }
      return single(tree)
    }
    case 'power':
      // `(1,2,3)^T` and `[1,2]^T` are columns.
      return isTransposed(tree) ? columnOf(itemsOf(tree.base)) : single(tree)
    default:
      return hasSigns(tree) ? { form: 'list', items: spreadSigns(tree) } : (vectorIn(tree) ?? single(tree))
  }
}

interface BracketColumn extends Omit<FencedNode, 'items'> {
  readonly items: readonly FencedNode[]
}
/** `[[1],[2]]`: a column, as programs write it. */
export const isBracketColumn = (tree: Tree): tree is BracketColumn =>
  tree.type === 'fenced' &&
  tree.open === '[' &&
  tree.items.length > 1 &&
  tree.items.every(row => row.type === 'fenced' && row.open === '[' && row.items.length === 1)

/** Members as they are meant: dots filled in, both values of `\pm`. */
function membersOf(items: readonly Tree[]): readonly Tree[] {
  const members = spelledOut(items)
  return members.some(hasSigns) ? members.flatMap(spreadSigns) : members
}

const columnOf = (items: Items): Items => (items.form === 'square' ? { ...items, form: 'tuple' } : items)

/** `\{x \mid x=2 \text{ or } x=4\}` has the members 2 and 4; what is not solved has none yet. */
function rootsIn(tree: Tree & { type: 'set' }, condition: Tree): Items {
  const [bound] = tree.items
  const roots = condition.type === 'list' && condition.separator !== 'or' ? undefined : itemsOf(condition)
  const conjunction = condition.type === 'logic' && condition.operator !== 'or'
  if (tree.items.length !== 1 || bound === undefined || roots === undefined || conjunction) return single(tree)
  const only = condition.type === 'relation' ? asAssignment(condition) : undefined
  const name = roots.name ?? only?.name
  if (name === undefined || !sameName(name, bound) || bound.type !== 'symbol') return single(tree)
  return { form: 'set', items: roots.name === undefined && only !== undefined ? [only.value] : roots.items }
}

const transposed: ReadonlySet<string> = new Set(['T', 'intercal', 'mathsf{T}', 'top'])

/** The sign of a transposed row or matrix. */
export function isTransposed(tree: Tree): tree is Tree & { type: 'power' } {
  if (tree.type !== 'power' || tree.exponent.type !== 'symbol') return false
  if (!transposed.has(tree.exponent.name)) return false
  return (tree.base.type === 'fenced' && tree.base.items.length > 1) || tree.base.type === 'matrix'
}

/** `3\hat i-4\hat j`, `2\langle 1,2\rangle`, `\frac12(1,2)`, a number times a row or column. */
function vectorIn(tree: Tree): Items | undefined {
  const components = basisComponents(tree)
  if (components !== undefined) return { form: 'tuple', items: components }
  if (tree.type === 'negate') {
    const items = vectorIn(tree.operand)?.items ?? scaledItems(tree.operand, [])
    return items && { form: 'tuple', items: items.map(operand => ({ type: 'negate', operand })) }
  }
  if (tree.type !== 'times') return undefined
  const vector = tree.factors[tree.factors.length - 1] as Tree
  const scalars = tree.factors.slice(0, -1)
  const items = scaledItems(vector, scalars)
  return items && { form: 'tuple', items: items.map(item => ({ type: 'times', factors: [...scalars, item], written: 'cdot' })) }
}

/** The entries of a vector that factors may stand before: in round fences only numerals, as `f(1,2)` is a value of f. */
function scaledItems(vector: Tree, scalars: readonly Tree[]): readonly Tree[] | undefined {
  const isPlain = (factor: Tree): boolean => factor.type !== 'fenced' && factor.type !== 'matrix'
  if (!scalars.every(isPlain)) return undefined
  if (vector.type === 'matrix') return vector.fence === '|' ? undefined : vectorOf(vector.rows)
  if (vector.type !== 'fenced' || vector.items.length < 2) return undefined
  if (vector.open === '⟨') return vector.items
  const named = (factor: Tree): boolean => some(factor, node => node.type === 'symbol' || node.type === 'text')
  return vector.open === '(' && vector.close === ')' && !scalars.some(named) ? vector.items : undefined
}

/** `\pm a` is `a, -a`; `\frac{1\pm\sqrt5}2` its two values. All signs of one expression go together, `\mp` the other way. */
function spreadSigns(tree: Tree): readonly Tree[] {
  if (tree.type === 'relation') {
    const assignment = tree.operators.length === 1 ? asAssignment(tree) : undefined
    if (assignment === undefined || !hasSigns(assignment.value)) return [tree]
    return spreadSigns(assignment.value).map(value => ({ ...tree, operands: [assignment.name, value] }))
  }
  if (!hasSigns(tree)) return [tree]
  if (tree.type === 'fenced') return hasOwnSigns(tree.items) ? pointsOf(tree) : [withSign(tree, '±'), withSign(tree, '∓')]
  const depth = some(tree, node => node.type === 'plusminus' && node.sign === '∓') ? 1 : signDepth(tree)
  if (depth < 2 || depth > 3) return [withSign(tree, '±'), withSign(tree, '∓')]
  return Array.from({ length: 1 << depth }, (_, choice) => withSigns(tree, choice))
}

/** How many `±` stand inside each other: 2 in `\pm1\pm i` and in `\pm\sqrt{2\pm\sqrt3}`, 1 in `\frac{1\pm i}{2\pm i}`. */
const signDepth = (tree: Tree): number =>
  children(tree).reduce((most, child) => Math.max(most, signDepth(child)), 0) + (tree.type === 'plusminus' ? 1 : 0)

/** Signs inside each other are free: the lowest bit of the choice tells the outermost sign, the next one those inside it. */
function withSigns(tree: Tree, choice: number): Tree {
  if (tree.type !== 'plusminus') return mapChildren(tree, child => withSigns(child, choice))
  const right = withSigns(tree.right, choice >> 1)
  const signed: Tree = choice % 2 === 0 ? right : { type: 'negate', operand: right }
  return tree.left === undefined ? signed : { type: 'plus', terms: [withSigns(tree.left, choice >> 1), signed] }
}

/** `(\pm a,\pm b)`: each coordinate has a sign of its own, where nothing says that they go together (`1\pm\sqrt2`, `\mp`). */
const hasOwnSigns = (items: readonly Tree[]): boolean =>
  items.length < 4 && items.every(item => !hasSigns(item) || (item.type === 'plusminus' && item.left === undefined && item.sign === '±'))

function pointsOf(tree: FencedNode): readonly Tree[] {
  let points: (readonly Tree[])[] = [[]]
  for (const item of tree.items) points = points.flatMap(point => spreadSigns(item).map(value => [...point, value]))
  return points.map(items => ({ ...tree, items }))
}

const hasSigns = (tree: Tree): boolean => some(tree, node => node.type === 'plusminus')

/** Each sign replaced: those that are written like `positive` by plus, the others by minus. */
function withSign(tree: Tree, positive: '±' | '∓'): Tree {
  if (tree.type !== 'plusminus') return mapChildren(tree, child => withSign(child, positive))
  const right = withSign(tree.right, positive)
  const signed: Tree = tree.sign === positive ? right : { type: 'negate', operand: right }
  return tree.left === undefined ? signed : { type: 'plus', terms: [withSign(tree.left, positive), signed] }
}

/**
 * Take the names off members. Different names are kept with them; equal names, one letter with numerals as indices, and a
 * name in front of the first member only (`a = 4, -8, -10`) are one name of a list of values.
 */
function named(form: 'list' | 'tuple', items: readonly Tree[]): Items {
  const first = items[0]
  const leading = first === undefined ? undefined : asAssignment(first)
  if (first === undefined || leading === undefined) return { form, items }
  // `x=y=1, 2` says nothing: two names and two values for each. `x=y=1, z=2` names three.
  if (items.length > 1 && items.some(item => equalNames(splitPrefix(item)).length > 1))
    return items.every(item => item.type === 'relation') ? named(form, items.flatMap(eachName)) : { form: 'single', items }
  if (items.length > 1 && items.slice(1).every(item => item.type !== 'relation'))
    return leading.name.type === 'fenced' ? { form, items } : { form, items: [leading.value, ...items.slice(1)], name: leading.name }
  const assignments = items.map(asAssignment)
  if (assignments.some(assignment => assignment === undefined)) return { form, items: withNameBefore(items), inherited: true }
  const known = assignments as { name: Tree; value: Tree }[]
  const values = known.map(assignment => assignment.value)
  const names = known.map(assignment => assignment.name)
  // `y=x^2, x=y^2`: equations that hold together, not values.
  if (names.some(name => name.type === 'symbol' && values.some(value => mentions(value, name.name)))) return { form, items, system: true }
  const bases = names.map(name => (name.type === 'subscript' ? name.base : name))
  const [base] = bases as [Tree]
  const repeated = names.some((name, i) => names.slice(0, i).some(other => sameName(name, other)))
  // `v_A=2, v_B=3`, `y_{\max}=2, y_{\min}=-1`: letters and words tell things apart, numerals only count the values of an unknown.
  const indexed = names.length > 1 && names.every(name => name.type === 'subscript' && name.index.type === 'number' && isUnknown(name.base))
  const [leader] = names as [Tree]
  // `x_1=1, x_1=2` gives one name two values; `x_1=1, x_2=2, x_1=3` is kept as it is written.
  if (repeated && indexed) return names.every(name => sameName(name, leader)) ? { form, items: values, name: leader } : { form, items }
  if ((repeated || indexed) && bases.every(other => sameName(other, base)))
    return indexed && !repeated ? { form, items: values, name: base, indices: names } : { form, items: values, name: base }
  return repeated ? { form, items } : { form, items: values, names }
}

/** Letters of unknowns, whose values a numeral counts; `v_1` and `T_1` are quantities, `a_1` is a term of a sequence. */
const isUnknown = (tree: Tree): boolean => tree.type === 'symbol' && unknowns.has(tree.name)
const unknowns: ReadonlySet<string> = new Set([...'kmnrstuwxyzXYZ', 'alpha', 'lambda', 'theta'])

/** `x=1 or 3, y=2`: a bare value among several names is one more of the name before it. */
function withNameBefore(items: readonly Tree[]): readonly Tree[] {
  let name: Tree | undefined
  return items.map(item => {
    const own = asAssignment(item)?.name
    if (own === undefined && item.type !== 'relation' && name !== undefined)
      return { type: 'relation', operators: ['eq'], operands: [name, item] }
    name = own
    return item
  })
}

/** `x=y=2` as `x=2` and `y=2`. */
function eachName(item: Tree): readonly Tree[] {
  const split = splitPrefix(item)
  const names = equalNames(split)
  return names.length < 2 ? [item] : names.map(name => ({ type: 'relation', operators: ['eq'], operands: [name, split.value] }))
}

/** The entries of a row or a column. */
function vectorOf(rows: readonly (readonly Tree[])[]): readonly Tree[] | undefined {
  if (rows.length > 1 && rows.every(row => row.length === 1)) return rows.map(row => row[0] as Tree)
  return rows.length === 1 && (rows[0] as readonly Tree[]).length > 1 ? rows[0] : undefined
}

/**
 * The members when bare commas inside numerals separate: `54,108,135` was read as one numeral, and `(3,331)` as a fence
 * around one. `undefined` when no numeral was grouped by commas.
 */
export function ungrouped(items: Items): Items | undefined {
  const { fence, members } = ungroupable(items)
  if (!members.some(isGrouped)) return undefined
  const split = members.flatMap(member => commaGroups(member) ?? [member])
  const form =
    fence === undefined ? (items.form === 'single' ? 'list' : items.form) : fence.open === '(' && fence.close === ')' ? 'tuple' : 'single'
  return { form, items: split }
}

const isGrouped = (member: Tree): boolean => commaGroups(member) !== undefined

/** How many members `ungrouped` gives, without making them; 0 when it gives nothing. */
export function ungroupedCount(items: Items): number {
  const { members } = ungroupable(items)
  let count = 0
  for (const member of members) count += commaGroups(member)?.length ?? 1
  return count > members.length ? count : 0
}

function ungroupable({ form, items }: Items): { readonly fence: FencedNode | undefined; readonly members: readonly Tree[] } {
  const [only] = items
  const fence = form === 'single' && only?.type === 'fenced' && only.items.length === 1 ? only : undefined
  return { fence, members: fence?.items ?? items }
}
