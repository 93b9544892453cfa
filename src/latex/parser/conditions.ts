import { children } from '../../tree/children.ts'
import { conjuncts, numberSetOf } from '../../tree/conditions.ts'
import { sameTree } from '../../tree/equal.ts'
import type { RelationNode, Tree } from '../../tree/tree.ts'

/**
 * Side conditions behind an answer: `2k\pi, k\in\mathbb Z` is `2k\pi` *given* `k\in\mathbb Z`.
 *
 * The last items of a bare list are its condition when they only say where a name lives and the items before them are
 * values or equations. A list that holds nothing but conditions stays a list.
 */
export function sideCondition(written: Tree): Tree {
  if (written.type !== 'list' || written.separator === 'space' || written.separator === 'or') return written
  if (!written.items.some(item => item.type === 'relation' || item.type === 'given')) return written
  const tree = { ...written, items: lastCondition(withSharedHomes(written.items)) }
  let from = tree.items.length
  while (from > 1 && isMembership(tree.items[from - 1] as Tree)) from--
  if (from === tree.items.length || isMembership(tree.items[0] as Tree)) {
    const pair = guarded(tree.items)
    return pair === undefined
      ? tree
      : { type: 'given', body: pair.body, condition: pair.condition, ...(tree.span === undefined ? {} : { span: tree.span }) }
  }
  const bodies = tree.items.slice(0, from)
  const conditions = tree.items.slice(from)
  const body: Tree = bodies.length === 1 ? (bodies[0] as Tree) : { type: 'list', separator: tree.separator, items: bodies }
  const condition: Tree = conditions.length === 1 ? (conditions[0] as Tree) : { type: 'logic', operator: 'and', operands: conditions }
  return { type: 'given', body, condition, ...(tree.span === undefined ? {} : { span: tree.span }) }
}

/** `k \in \mathbb Z`, `n \in \mathbb{N}^*`. */
export function isMembership(tree: Tree): boolean {
  if (tree.type !== 'relation' || tree.operators[0] !== 'in') return false
  const set = tree.operands[1] as Tree
  const base = set.type === 'power' || set.type === 'subscript' ? set.base : set
  return numberSetOf(base) !== undefined
}

/** `a, b \in \mathbb R`: the names in front of a membership live there, too; so does one behind "where". */
function withSharedHomes(items: readonly Tree[]): readonly Tree[] {
  if (!items.some(isMembership)) return items
  const out: Tree[] = []
  let home: RelationNode | undefined
  for (const item of [...items].reverse()) {
    if (item.type === 'relation' && isMembership(item) && isName(item.operands[0] as Tree)) home = item
    else if (home !== undefined && isName(item) && !sameTree(item, home.operands[0] as Tree)) {
      out.unshift(livesIn(item, home))
      continue
    } else if (home !== undefined && item.type === 'given' && isName(item.condition)) {
      out.unshift({ ...item, condition: livesIn(item.condition, home) })
      home = undefined
      continue
    } else home = undefined
    out.unshift(item)
  }
  return out
}

/** `x=2+t, y=3t` where t is real: only where a letter lives, and behind the last item, means all of them. */
function lastCondition(items: readonly Tree[]): readonly Tree[] {
  const at = items.findIndex(item => item.type === 'given')
  const item = items[at]
  if (item?.type !== 'given' || !items.slice(at + 1).every(isMembership)) return items
  const said = conjuncts(item.condition)
  return said.every(isMembership) ? [...items.slice(0, at), item.body, ...said, ...items.slice(at + 1)] : items
}

/** `c`, `C_1`; `a_n` is a member of a sequence. */
export const isName = (tree: Tree): boolean =>
  tree.type === 'symbol' || (tree.type === 'subscript' && tree.base.type === 'symbol' && tree.index.type === 'number')
const livesIn = (name: Tree, home: RelationNode): Tree => ({
  ...home,
  operands: [name, ...home.operands.slice(1)],
})

/** `y=\frac1x, x\ne0`, `f(x)=cx, |c|\le1`, `y=a^x, a>0, a\ne1`: one equation or expression, and restrictions of names in it. */
function guarded(items: readonly Tree[]): { body: Tree; condition: Tree } | undefined {
  const [body, ...conditions] = items as [Tree, ...Tree[]]
  const [only] = conditions
  if (only === undefined || isMembership(body) || !conditions.every(condition => isMembership(condition) || restricts(condition, body)))
    return undefined
  return { body, condition: conditions.length === 1 ? only : { type: 'logic', operator: 'and', operands: conditions } }
}

function restricts(condition: Tree, body: Tree): boolean {
  if (
    condition.type !== 'relation' ||
    !condition.operators.every(op => op === 'neq' || op === 'lt' || op === 'leq' || op === 'gt' || op === 'geq')
  )
    return false
  const names = condition.operands.map(insideBars).filter(operand => operand.type === 'symbol')
  if (names.length !== 1) return false
  const equation = body.type === 'relation' && body.operators.every(op => op === 'eq')
  if (!equation && (body.type === 'relation' || body.type === 'number' || body.type === 'text')) return false
  const name = (names[0] as { name: string }).name
  // `x=5, x\ne0` says two things of x; in `f(x)=x, x\ne0` it is the argument.
  const isValue = (operand: Tree): boolean => operand.type === 'symbol' && operand.name === name
  if (equation && body.operands.some(isValue) && body.operands[0]?.type !== 'apply') return false
  return mentions(body, name, 0)
}

/** `|c|` bounds `c`. */
const insideBars = (tree: Tree): Tree =>
  tree.type === 'apply' && tree.head.type === 'symbol' && tree.head.name === 'abs' ? (tree.arguments[0] ?? tree) : tree

function mentions(tree: Tree, name: string, depth: number): boolean {
  if (depth > 200) return false
  if (tree.type === 'symbol') return tree.name === name
  return children(tree).some(child => mentions(child, name, depth + 1))
}
