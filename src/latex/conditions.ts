import { children } from '../tree/children.ts'
import type { Tree } from '../tree/tree.ts'

/**
 * Side conditions behind an answer: `2k\pi, k\in\mathbb Z` is `2k\pi` *given* `k\in\mathbb Z`.
 *
 * The last items of a bare list are its condition when they only say where a name lives and the items before them are
 * values or equations. A list that holds nothing but conditions stays a list.
 */
export function sideCondition(tree: Tree): Tree {
  if (tree.type !== 'list' || tree.separator === 'space' || tree.separator === 'or') return tree
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
function isMembership(tree: Tree): boolean {
  if (tree.type !== 'relation' || tree.operators[0] !== 'in') return false
  const set = tree.operands[1] as Tree
  const base = set.type === 'power' || set.type === 'subscript' ? set.base : set
  return base.type === 'constant' || (base.type === 'symbol' && (base.name === 'Z' || base.name === 'N' || base.name === 'R'))
}

/** `y=\frac1x, x\ne0`: one equation or expression, and one restriction of a name in it. */
function guarded(items: readonly Tree[]): { body: Tree; condition: Tree } | undefined {
  if (items.length !== 2) return undefined
  const [body, condition] = items as [Tree, Tree]
  if (
    condition.type !== 'relation' ||
    !condition.operators.every(op => op === 'neq' || op === 'lt' || op === 'leq' || op === 'gt' || op === 'geq')
  )
    return undefined
  const names = condition.operands.filter(operand => operand.type === 'symbol')
  if (names.length !== 1) return undefined
  const equation = body.type === 'relation' && body.operators.every(op => op === 'eq')
  if (!equation && (body.type === 'relation' || body.type === 'number' || body.type === 'text')) return undefined
  const name = (names[0] as { name: string }).name
  if (equation && body.operands.some(operand => operand.type === 'symbol' && operand.name === name)) return undefined
  return mentions(body, name, 0) ? { body, condition } : undefined
}

function mentions(tree: Tree, name: string, depth: number): boolean {
  if (depth > 200) return false
  if (tree.type === 'symbol') return tree.name === name
  return children(tree).some(child => mentions(child, name, depth + 1))
}
