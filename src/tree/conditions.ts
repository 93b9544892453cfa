import type { ConstantName, Tree } from './tree.ts'

/**
 * The statements that a condition joins by "and", or the condition itself.
 *
 * @example
 * conjuncts(parse('x>0 \\wedge x<1').tree).length // 2
 */
export const conjuncts = (condition: Tree): readonly Tree[] =>
  condition.type === 'logic' && condition.operator === 'and' ? condition.operands : [condition]

/** A set of numbers, also by its plain letter: `k\in Z`. Any other constant is named as it is. */
export function numberSetOf(tree: Tree): ConstantName | undefined {
  if (tree.type === 'constant') return tree.name
  return tree.type === 'symbol' ? letterSets.get(tree.name) : undefined
}
const letterSets: ReadonlyMap<string, ConstantName> = new Map([
  ['Z', 'integers'],
  ['N', 'naturals'],
  ['R', 'reals'],
])
