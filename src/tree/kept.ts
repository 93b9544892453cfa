import type { Tree } from './tree.ts'

/**
 * Keep with each tree what a pure reading of it gave. Golds come again, and one prediction is asked the same question by
 * several comparers; the memory goes with the tree. Only for readings that spend no steps, so that nothing depends on
 * what was asked before.
 *
 * @example
 * const countOnce = kept(countNodes)
 * countOnce(parse('x+1').tree) // 3
 */
export function kept<T, Node extends Tree = Tree>(read: (tree: Node) => T): (tree: Node) => T {
  const known = new WeakMap<Node, { readonly value: T }>()
  return tree => {
    const before = known.get(tree)
    if (before !== undefined) return before.value
    const value = read(tree)
    known.set(tree, { value })
    return value
  }
}
