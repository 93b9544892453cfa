import { mapChildren } from '../../tree/children.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * Conditions that stand inside an answer, where the text put them:
 *
 *     y = 12 - 2x\ (3<x<6)        x = \frac\pi3 + 2k\pi\ (k\in\mathbb Z)
 *              ^^^^^^^^^^^                         ^^^^^^^^^^^^^^^^^^^^^
 *
 * The parser binds such a fence to the term before it; it means the whole answer.
 */
export interface Conditioned {
  readonly body: Tree
  readonly condition: Tree
}

/**
 * Take a condition off an answer, wherever it stands.
 *
 * @param sets look into set-builders and lists too: `\{k\pi \mid k\in\mathbb Z\}` is `k\pi` under its condition
 * @returns `undefined` when there is no condition
 */
export function takeCondition(tree: Tree, sets: boolean): Conditioned | undefined {
  return take(tree, sets, 0)
}

function take(tree: Tree, sets: boolean, depth: number): Conditioned | undefined {
  if (depth > 12) return undefined
  switch (tree.type) {
    case 'given':
      return { body: tree.body, condition: tree.condition }
    case 'set':
      return sets ? takeFromSet(tree, depth) : undefined
    case 'list':
      return sets ? takeFromList(tree, depth) : undefined
    case 'times': {
      const last = tree.factors[tree.factors.length - 1]
      const condition = last === undefined ? undefined : fencedCondition(last)
      if (condition === undefined) return undefined
      const factors = tree.factors.slice(0, -1)
      return { body: factors.length === 1 ? (factors[0] as Tree) : { ...tree, factors }, condition }
    }
    case 'relation':
    case 'plus':
    case 'negate':
    case 'setoperation': {
      let condition: Tree | undefined
      const body = mapChildren(tree, child => {
        const inner = condition === undefined ? take(child, sets, depth + 1) : undefined
        if (inner === undefined) return child
        condition = inner.condition
        return inner.body
      })
      return condition && { body, condition }
    }
    case 'fenced':
      return tree.items.length === 1 && tree.items[0] !== undefined ? take(tree.items[0], sets, depth + 1) : undefined
    default:
      return undefined
  }
}

/** `(a>0, a\ne1)`, `(k\in\mathbb Z)`. */
function fencedCondition(tree: Tree): Tree | undefined {
  if (tree.type !== 'fenced' || tree.open !== '(' || tree.items.length === 0) return undefined
  if (tree.items.some(item => item.type !== 'relation')) return undefined
  return tree.items.length === 1 ? tree.items[0] : { type: 'logic', operator: 'and', operands: tree.items }
}

function takeFromSet(tree: Tree & { type: 'set' }, depth: number): Conditioned | undefined {
  const [item] = tree.items
  if (tree.condition === undefined) return item !== undefined && tree.items.length === 1 ? take(item, true, depth + 1) : undefined
  // `\{x \mid x=k\pi, k\in\mathbb Z\}` and `\{k\pi \mid k\in\mathbb Z\}`.
  const inner = take(tree.condition, true, depth + 1)
  if (inner !== undefined) return inner
  if (item === undefined) return undefined
  return { body: tree.items.length === 1 ? item : { type: 'list', separator: 'comma', items: tree.items }, condition: tree.condition }
}

function takeFromList(tree: Tree & { type: 'list' }, depth: number): Conditioned | undefined {
  const last = tree.items[tree.items.length - 1]
  // `x=a \text{ or } x=b, k\in\mathbb Z`
  if (last?.type === 'relation' && last.operators.length === 1 && last.operators[0] === 'in' && isPlainSet(last.operands[1])) {
    const items = tree.items.slice(0, -1)
    if (items.length > 0) return { body: items.length === 1 ? (items[0] as Tree) : { ...tree, items }, condition: last }
  }
  const inner = tree.items.map(item => take(item, true, depth + 1))
  const found = inner.find(each => each !== undefined)
  if (found === undefined) return undefined
  return { body: { ...tree, items: tree.items.map((item, index) => inner[index]?.body ?? item) }, condition: found.condition }
}

/** ℤ, ℕ, `\mathbb{N}^*`, `Z`. */
function isPlainSet(tree: Tree | undefined): boolean {
  if (tree?.type === 'power' || tree?.type === 'subscript') return isPlainSet(tree.base)
  return tree?.type === 'constant' || (tree?.type === 'symbol' && (tree.name === 'Z' || tree.name === 'N'))
}
