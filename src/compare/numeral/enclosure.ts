import { addFloats, divideFloats, type FloatInterval, multiplyFloats, piFloat, powerFloat, rootFloat } from '../../exact/float-interval.ts'
import type { NumberNode, TimesNode, Tree } from '../../tree/tree.ts'

/** Intervals of doubles around the values of arithmetic trees: enough to tell apart what is far apart, before anything is meant by them. */

/**
 * The enclosure of a tree of plain numerals, π, sums, products, quotients, whole powers and square roots; `undefined` for all other
 * trees, for what may be a date, a score or a mixed numeral, and where the doubles do not reach.
 *
 * @example
 * enclosureOf(parse('x').tree) // undefined
 * enclosureOf(parse('0').tree) // { lo: 0, hi: 0 }
 */
export function enclosureOf(tree: Tree): FloatInterval | undefined {
  return enclose(tree, maxDepth)
}

const maxDepth = 20

/** Whether the values are further apart than the given share of the larger one. */
export function isApart(a: FloatInterval, b: FloatInterval, share: number): boolean {
  const distance = Math.max(a.lo - b.hi, b.lo - a.hi)
  return distance > share * Math.max(Math.abs(a.lo), Math.abs(a.hi), Math.abs(b.lo), Math.abs(b.hi))
}

function enclose(tree: Tree, depth: number): FloatInterval | undefined {
  if (depth === 0) return undefined
  switch (tree.type) {
    case 'number':
      return isPlainNumeral(tree) ? numeral(tree.lexeme) : undefined
    case 'constant':
      return tree.name === 'pi' ? piFloat : undefined
    case 'negate':
      return negated(enclose(tree.operand, depth - 1))
    case 'fenced':
      return tree.open === '(' && tree.close === ')' && tree.items.length === 1 ? enclose(tree.items[0] as Tree, depth - 1) : undefined
    case 'plus':
      // `2024-3-1`, `3-2`: dates, ranges and scores.
      return tree.terms.every(isSigned) ? undefined : folded(tree.terms, addFloats, depth)
    case 'times':
      return isProduct(tree) ? folded(tree.factors, multiplyFloats, depth) : undefined
    case 'divide': {
      // `3/1/2024`
      const nested = tree.written === 'slash' && (isSlash(tree.numerator) || isSlash(tree.denominator))
      const below = nested ? undefined : enclose(tree.denominator, depth - 1)
      const above = below && enclose(tree.numerator, depth - 1)
      return above && below && divideFloats(above, below)
    }
    case 'power': {
      const exponent = tree.exponent.type === 'number' && /^\d{1,3}$/.test(tree.exponent.lexeme) ? Number(tree.exponent.lexeme) : undefined
      const base = exponent === undefined || exponent === 0 ? undefined : enclose(tree.base, depth - 1)
      return base && powerFloat(base, exponent as number)
    }
    case 'root': {
      const radicand = tree.degree === undefined ? enclose(tree.radicand, depth - 1) : undefined
      return radicand === undefined || radicand.lo < 0 ? undefined : rootFloat(radicand, 2)
    }
    default:
      return undefined
  }
}

const isPlainNumeral = ({ lexeme, grouped }: NumberNode): boolean =>
  grouped === undefined && lexeme.length < 16 && /^\d+(?:\.\d+)?$/.test(lexeme)
/** `2 3` and `0.1(6)` are lists, dates or decimals as well. */
const isProduct = ({ factors, written }: TimesNode): boolean =>
  written !== 'spaced' &&
  (written !== 'juxtaposed' || factors.every((factor, at) => at === 0 || (factor.type !== 'number' && factor.type !== 'fenced')))
const isSigned = (tree: Tree): boolean => tree.type === 'number' || (tree.type === 'negate' && tree.operand.type === 'number')
const isSlash = (tree: Tree): boolean => tree.type === 'divide' && tree.written === 'slash'

type Combine = (a: FloatInterval, b: FloatInterval) => FloatInterval | undefined

function folded(trees: readonly Tree[], combine: Combine, depth: number): FloatInterval | undefined {
  let all: FloatInterval | undefined
  for (const tree of trees) {
    const one = enclose(tree, depth - 1)
    if (one === undefined) return undefined
    all = all === undefined ? one : combine(all, one)
    if (all === undefined) return undefined
  }
  return all
}

const negated = (a: FloatInterval | undefined): FloatInterval | undefined => a && { lo: -a.hi, hi: -a.lo }

/** Integers of so few digits are doubles; the value of a decimal lies within the neighbours of its double. */
const numeral = (lexeme: string): FloatInterval | undefined => {
  const value = nearest(Number(lexeme))
  return lexeme.includes('.') ? multiplyFloats(value, nearest(1)) : value
}

/** The nearest double, for its value. */
export const nearest = (value: number): FloatInterval => ({ lo: value, hi: value })
