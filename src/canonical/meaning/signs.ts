import { mapChildren } from '../../tree/children.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * The tree with all its `±` and `∓` read with their upper or with their lower signs: `a \pm b` is `a+b` or `a-b`. The
 * signs of one expression go together.
 */
export function withSign(tree: Tree, upper: boolean): Tree {
  const inner = mapChildren(tree, child => withSign(child, upper))
  if (inner.type !== 'plusminus') return inner
  const right: Tree = (inner.sign === '±') === upper ? inner.right : { type: 'negate', operand: inner.right }
  return inner.left === undefined ? right : { type: 'plus', terms: [inner.left, right] }
}
