import { children } from '../tree/children.ts'
import { sameTree } from '../tree/equal.ts'
import type { Tree } from '../tree/tree.ts'

/**
 * Whether an answer is finished: it holds no sum, product, integral or limit sign, no gcd, max, floor, determinant or
 * derivative, and no arithmetic between plain numbers (`123\cdot456`, `2+3`). Powers, roots, factorials, binomials,
 * multiples of π and fractions are finished. A chain is judged by its last member.
 *
 * @returns what is unfinished, as a word for the explanation; `undefined` when the answer is finished
 */
export function unfinished(tree: Tree): string | undefined {
  if (tree.type === 'relation' && tree.operators.every(operator => operator === 'eq' || operator === 'approx')) {
    const approx = tree.operators.indexOf('approx')
    const last = tree.operands[approx < 0 ? tree.operands.length - 1 : approx]
    return last === undefined ? undefined : unfinished(last)
  }
  switch (tree.type) {
    case 'big':
      return tree.operator
    case 'plus':
      if (tree.terms.filter(isPlainNumber).length > 1 || tree.terms.some(isMatrix)) return 'sum'
      break
    case 'times':
      if (tree.factors.filter(isPlainNumber).length > 1 || tree.factors.filter(isMatrix).length > 1) return 'product'
      break
    case 'divide':
      if (isDerivative(tree.numerator, tree.denominator)) return 'derivative'
      // A fraction of fractions is a quotient that was not carried out.
      if (isPlainFraction(tree.numerator) || isPlainFraction(tree.denominator))
        return isPlainNumber(tree.numerator) && isPlainNumber(tree.denominator) ? 'quotient' : undefined
      break
    case 'apply':
      if (tree.head.type === 'symbol' && computed.has(tree.head.name)) return tree.head.name
      break
    case 'modulo':
      return tree.written === 'bmod' && isPlainNumber(tree.operand) ? 'remainder' : undefined
    case 'matrix':
      if (tree.fence === '|') return 'determinant'
      break
    default:
  }
  for (const child of children(tree)) {
    const found = unfinished(child)
    if (found !== undefined) return found
  }
  return undefined
}

const computed: ReadonlySet<string> = new Set([
  'gcd',
  'lcm',
  'max',
  'min',
  'floor',
  'ceiling',
  'round',
  'det',
  'mod',
  'sup',
  'inf',
  'deg',
  'dim',
  'rank',
  'tr',
])

const isMatrix = (tree: Tree): boolean => tree.type === 'matrix'

/** `\frac{d}{dx}` in front of what is to be differentiated. */
const isDerivative = (numerator: Tree, denominator: Tree): boolean =>
  numerator.type === 'symbol' &&
  numerator.name === 'd' &&
  denominator.type === 'times' &&
  sameTree(numerator, denominator.factors[0] as Tree)

/** A numeral, signed, or a fraction of numerals. */
function isPlainNumber(tree: Tree): boolean {
  switch (tree.type) {
    case 'number':
    case 'mixed':
      return true
    case 'negate':
      return isPlainNumber(tree.operand)
    case 'fenced':
      return tree.open === '(' && tree.items.length === 1 && isPlainNumber(tree.items[0] as Tree)
    default:
      return isPlainFraction(tree)
  }
}

function isPlainFraction(tree: Tree): boolean {
  return tree.type === 'divide' && isPlainNumber(tree.numerator) && isPlainNumber(tree.denominator)
}
