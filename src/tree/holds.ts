import { children, nodeTypes } from './children.ts'
import { kept } from './kept.ts'
import type { NodeType, Tree } from './tree.ts'

/**
 * Which types of nodes stand in a tree, as a set of bits: one walk answers all questions of this sort about a tree.
 */
const bits: ReadonlyMap<NodeType, number> = new Map(nodeTypes.map((type, index) => [type, 1 << index]))
const bit = (type: NodeType): number => bits.get(type) as number

const typesIn = kept((tree): number => {
  let found = bit(tree.type)
  const open: Tree[] = [...children(tree)]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found |= bit(next.type)
    for (const child of children(next)) open.push(child)
  }
  return found
})

/**
 * Ask whether nodes of some types stand in a tree, the tree itself included.
 *
 * @example
 * const holdsText = holding('text')
 * holdsText(parse('5\\text{ cm}').tree) // true
 */
export function holding(...types: readonly NodeType[]): (tree: Tree) => boolean {
  let asked = 0
  for (const type of types) asked |= bit(type)
  return tree => (typesIn(tree) & asked) !== 0
}
