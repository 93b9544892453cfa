import { functions } from '../../latex/lexer/commands.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * Signs of operations and of operators that the parser takes for names: `A\otimes B`, `f\circ g` (as degrees of f), `\nabla f`,
 * `\partial f`; names of functions without an argument (`V\dim`). Their order counts.
 */
export const isOperation = (factor: Tree, index: number, factors: readonly Tree[]): boolean =>
  factor.type === 'symbol'
    ? operations.has(factor.name) || functions.has(factor.name)
    : factor.type === 'postfix' && factor.operator === 'degree' && factor.operand.type === 'symbol' && index < factors.length - 1
const operations: ReadonlySet<string> = new Set([
  'bullet',
  'diamond',
  'ltimes',
  'nabla',
  'otimes',
  'partial',
  'rtimes',
  'star',
  'triangleleft',
  'triangleright',
  'wr',
])
