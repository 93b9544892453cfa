import { renameSymbols } from '../../canonical/meaning/prefix.ts'
import { mentions } from '../../tree/children.ts'
import type { Tree } from '../../tree/tree.ts'

/** A set of points, given by a condition on their coordinates. */
export interface PlaneRegion {
  readonly names: readonly string[]
  readonly condition: Tree
}

/** `\{(x,y) \mid x^2+y^2<1\}`: the region is its condition; other coordinates are renamed to those asked for. */
export function regionOf(tree: Tree, wanted?: readonly string[]): PlaneRegion | undefined {
  if (tree.type !== 'set' || tree.condition === undefined || tree.items.length !== 1) return undefined
  const [item] = tree.items
  // `(x,y)\in\mathbb R^2` says where points lie anyway.
  const space = item?.type === 'relation' && item.operators.join() === 'in' ? item.operands[1] : undefined
  const inReals = space?.type === 'power' && space.base.type === 'constant' && space.base.name === 'reals'
  const point = inReals && item?.type === 'relation' ? item.operands[0] : item
  if (point?.type !== 'fenced' || point.items.length < 2) return undefined
  const names: string[] = []
  for (const coordinate of point.items) {
    if (coordinate.type !== 'symbol' || names.includes(coordinate.name)) return undefined
    names.push(coordinate.name)
  }
  if (wanted === undefined || wanted.length !== names.length) return { names, condition: tree.condition }
  const { condition } = tree
  // Another letter that is already there would become a coordinate.
  if (wanted.some(name => !names.includes(name) && mentions(condition, name))) return undefined
  return { names, condition: renameSymbols(tree.condition, new Map(names.map((name, index) => [name, wanted[index] as string]))) }
}
