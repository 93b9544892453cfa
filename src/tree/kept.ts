import { walk } from './children.ts'
import type { Tree } from './tree.ts'

/**
 * What was found out about trees, by identity. Golds come again: what is known of them and their parts lives as long as they
 * do. Of all other trees those of the last verdicts are remembered, since one prediction is asked the same question by several
 * comparers; weak keys for each of them would cost collectors more than they save.
 */
export class TreeMemory<Value extends object, Node extends Tree = Tree> {
  readonly #lasting = new WeakMap<Node, Value>()
  /** A ring: a search through few trees costs less than to give each of them a place in a table. */
  readonly #trees: (Node | undefined)[] = new Array(recentTrees).fill(undefined)
  readonly #values: (Value | undefined)[] = new Array(recentTrees).fill(undefined)
  #next = 0

  get(tree: Node): Value | undefined {
    const at = this.#trees.indexOf(tree)
    return at >= 0 ? this.#values[at] : this.#lasting.get(tree)
  }

  set(tree: Node, value: Value): void {
    if (lasting.has(tree)) {
      this.#lasting.set(tree, value)
      return
    }
    this.#trees[this.#next] = tree
    this.#values[this.#next] = value
    this.#next = (this.#next + 1) % recentTrees
  }
}

const lasting = new WeakSet<Tree>()

/** A tree that will be asked about again, with its parts. */
export function keepReadings(root: Tree): void {
  walk(root, node => {
    lasting.add(node)
  })
}

/** A prediction and its parts; few, since a whole answer lives as long as a part of it is known. */
const recentTrees = 16

/**
 * Keep with each tree what a pure reading of it gave. Only for readings that spend no steps, so that nothing depends on what
 * was asked before.
 *
 * @example
 * const countOnce = kept(countNodes)
 * countOnce(parse('x+1').tree) // 3
 */
export function kept<T, Node extends Tree = Tree>(read: (tree: Node) => T): (tree: Node) => T {
  const known = new TreeMemory<{ readonly value: T }, Node>()
  return tree => {
    const before = known.get(tree)
    if (before !== undefined) return before.value
    const value = read(tree)
    known.set(tree, { value })
    return value
  }
}
