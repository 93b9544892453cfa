import { RecentCache } from '../limits/recent-cache.ts'
import type { Tree } from './tree.ts'

/**
 * Keep with each tree what a pure reading of it gave. Golds come again, and one prediction is asked the same question by
 * several comparers; the trees of the last verdicts are remembered. Only for readings that spend no steps, so that nothing depends on
 * what was asked before.
 *
 * @example
 * const countOnce = kept(countNodes)
 * countOnce(parse('x+1').tree) // 3
 */
export function kept<T, Node extends Tree = Tree>(read: (tree: Node) => T): (tree: Node) => T {
  const known = new RecentCache<Node, { readonly value: T }>(recentTrees)
  return tree => {
    const before = known.get(tree)
    if (before !== undefined) return before.value
    const value = read(tree)
    known.set(tree, { value })
    return value
  }
}

/** A gold, a prediction and their parts, of some verdicts; small, since a whole answer lives as long as a part of it is known. */
export const recentTrees = 64
