import { toText } from '../../latex/print/text.ts'
import { some } from '../../tree/children.ts'
import { converses } from '../../tree/converse.ts'
import { isEllipsis } from '../../tree/leaves.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * Expressions with dots, `a_1+a_2+\cdots+a_{10}`: what the dots stand for is not computed, so that only the order of terms
 * and factors, fences around one of them and the end from which a relation is read may differ.
 *
 *     \frac{1}{n}+\cdots+1 > \ln n        \ln n < 1+\cdots+\frac1n
 */
export function sameWithDots(gold: Tree, prediction: Tree): boolean {
  return some(gold, isEllipsis) && keyOf(gold, 0) === keyOf(prediction, 0)
}

/** Whether two calculations are written with the same numbers and operations: `1551+464` and `464+1551`, not `1000+1015`. */
export const sameCalculation = (gold: Tree, prediction: Tree): boolean => keyOf(gold, 0) === keyOf(prediction, 0)

const deepest = 60

/** A text that is equal for trees that differ in order only. */
function keyOf(tree: Tree, depth: number): string {
  if (depth > deepest) return toText(tree)
  const keys = (trees: readonly Tree[]): string[] => trees.map(each => keyOf(each, depth + 1))
  switch (tree.type) {
    case 'plus':
      return `+(${keys(tree.terms).sort().join(' ')})`
    case 'times':
      return `*(${keys(tree.factors).sort().join(' ')})`
    case 'number':
      return tree.lexeme
    case 'negate':
      return `-(${keys([tree.operand]).join(' ')})`
    case 'power':
      return `^(${keys([tree.base, tree.exponent]).join(' ')})`
    case 'divide':
      return `/(${keys([tree.numerator, tree.denominator]).join(' ')})`
    case 'fenced':
      return tree.items.length === 1 && tree.open === '(' && tree.items[0] !== undefined ? keyOf(tree.items[0], depth + 1) : toText(tree)
    case 'relation': {
      const turned = tree.operators.every(operator => operator === 'gt' || operator === 'geq')
      const operators = turned ? tree.operators.map(operator => converses.get(operator)).reverse() : tree.operators
      const operands = keys(tree.operands)
      return `(${(turned ? operands.reverse() : operands).join(' ')} ${operators.join()})`
    }
    default:
      return toText(tree)
  }
}
