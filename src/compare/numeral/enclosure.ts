import type { NumberNode, TimesNode, Tree } from '../../tree/tree.ts'

/**
 * Intervals of doubles around the values of arithmetic trees, widened outwards after each operation: enough to tell apart what is
 * far apart, at no cost. They never prove equality. (Moore, Interval Analysis, 1966, chapter 3.)
 */
export interface Enclosure {
  readonly low: number
  readonly high: number
}

/**
 * The enclosure of a tree of plain numerals, π, sums, products, quotients, whole powers and square roots; `undefined` for all other
 * trees, for what may be a date, a score or a mixed numeral, and where the doubles do not reach.
 *
 * @example
 * enclosureOf(parse('x').tree) // undefined
 * enclosureOf(parse('0').tree) // { low: 0, high: 0 }
 */
export function enclosureOf(tree: Tree): Enclosure | undefined {
  return enclose(tree, maxDepth)
}

const maxDepth = 20

/** Whether the values are further apart than the given share of the larger one. */
export function isApart(a: Enclosure, b: Enclosure, share: number): boolean {
  const distance = Math.max(a.low - b.high, b.low - a.high)
  return distance > share * Math.max(Math.abs(a.low), Math.abs(a.high), Math.abs(b.low), Math.abs(b.high))
}

function enclose(tree: Tree, depth: number): Enclosure | undefined {
  if (depth === 0) return undefined
  switch (tree.type) {
    case 'number':
      return isPlainNumeral(tree) ? around(Number(tree.lexeme)) : undefined
    case 'constant':
      return tree.name === 'pi' ? around(Math.PI) : undefined
    case 'negate':
      return negated(enclose(tree.operand, depth - 1))
    case 'fenced':
      return tree.open === '(' && tree.close === ')' && tree.items.length === 1 ? enclose(tree.items[0] as Tree, depth - 1) : undefined
    case 'plus':
      // `2024-3-1`, `3-2`: dates, ranges and scores.
      return tree.terms.every(isSigned) ? undefined : folded(tree.terms, sum, depth)
    case 'times':
      return isProduct(tree) ? folded(tree.factors, product, depth) : undefined
    case 'divide': {
      // `3/1/2024`
      const nested = tree.written === 'slash' && (isSlash(tree.numerator) || isSlash(tree.denominator))
      const below = nested ? undefined : enclose(tree.denominator, depth - 1)
      if (below === undefined || (below.low <= 0 && below.high >= 0)) return undefined
      const above = enclose(tree.numerator, depth - 1)
      const inverse = widened(1 / below.high, 1 / below.low)
      return above && inverse && product(above, inverse)
    }
    case 'power': {
      const exponent = tree.exponent.type === 'number' && /^\d{1,3}$/.test(tree.exponent.lexeme) ? Number(tree.exponent.lexeme) : undefined
      return exponent === undefined || exponent === 0 ? undefined : raised(enclose(tree.base, depth - 1), exponent)
    }
    case 'root': {
      const radicand = tree.degree === undefined ? enclose(tree.radicand, depth - 1) : undefined
      return radicand === undefined || radicand.low < 0 ? undefined : widened(Math.sqrt(radicand.low), Math.sqrt(radicand.high))
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

type Combine = (a: Enclosure, b: Enclosure) => Enclosure | undefined

function folded(trees: readonly Tree[], combine: Combine, depth: number): Enclosure | undefined {
  let all: Enclosure | undefined
  for (const tree of trees) {
    const one = enclose(tree, depth - 1)
    if (one === undefined) return undefined
    all = all === undefined ? one : combine(all, one)
    if (all === undefined) return undefined
  }
  return all
}

const sum: Combine = (a, b) => widened(a.low + b.low, a.high + b.high)

const product: Combine = (a, b) => {
  const [p, q, r, s] = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
  return widened(Math.min(p, q, r, s), Math.max(p, q, r, s))
}

const negated = (a: Enclosure | undefined): Enclosure | undefined => a && { low: -a.high, high: -a.low }

/** By squaring, from the highest bit of the exponent. */
function raised(base: Enclosure | undefined, exponent: number): Enclosure | undefined {
  let power = base
  for (let bit = Math.clz32(exponent) + 1; bit < 32 && power !== undefined && base !== undefined; bit++) {
    power = product(power, power)
    if (power !== undefined && (exponent >>> (31 - bit)) & 1) power = product(power, base)
  }
  return power
}

/** A double is the nearest to a value: the value lies within its neighbours. */
const around = (value: number): Enclosure | undefined => (value === 0 ? zero : widened(value, value))
const zero: Enclosure = { low: 0, high: 0 }

/** More than the rounding of one operation, relative to the end; ends near the limits of doubles have other errors. */
const slack = 1 / 0x1000000000000
function widened(low: number, high: number): Enclosure | undefined {
  return inRange(low) && inRange(high) ? { low: low - slack * Math.abs(low), high: high + slack * Math.abs(high) } : undefined
}
const inRange = (value: number): boolean => {
  const size = Math.abs(value)
  return size < 1e290 && (size > 1e-290 || size === 0)
}
