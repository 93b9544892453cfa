import { sameName } from '../../canonical/meaning/prefix.ts'
import { some } from '../../tree/children.ts'
import type { RelationNode, Tree } from '../../tree/tree.ts'

/**
 * `l: y=2x+1`, `C: x^2+y^2=1`: the name of a line or a curve in front of its equation, which the parser takes for a ratio. One side may
 * leave it out; other names are other curves.
 */
export function withoutCurveName(gold: Tree, prediction: Tree): readonly [Tree, Tree] {
  const [own, other] = [curveIn(gold), curveIn(prediction)]
  if (own !== undefined && other !== undefined && !sameName(own.name, other.name)) return [gold, prediction]
  return [own?.equation ?? gold, other?.equation ?? prediction]
}

function curveIn(tree: Tree): { readonly name: Tree; readonly equation: RelationNode } | undefined {
  if (tree.type !== 'relation' || tree.operators.join() !== 'eq') return undefined
  const [first, ...others] = tree.operands
  if (first?.type !== 'colon' || first.parts.length !== 2) return undefined
  const [name, left] = first.parts as [Tree, Tree]
  const letter = name.type === 'subscript' ? name.base : name
  if (letter.type !== 'symbol' || !curves.has(letter.name)) return undefined
  const equation: RelationNode = { ...tree, operands: [left, ...others] }
  return some(equation, node => node.type === 'symbol' && (node.name === 'x' || node.name === 'y')) ? { name, equation } : undefined
}

/** What lines, circles and curves are called. */
const curves: ReadonlySet<string> = new Set(['C', 'E', 'Gamma', 'L', 'M', 'Omega', 'l'])
