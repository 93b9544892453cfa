/**
 * How long a number is at least, as it is written: before anything is multiplied out.
 *
 *     \binom nk ≥ (n/k)^k     n! ≥ (n/2)^{n/2}     a^m     products of them, and sums of positive ones
 *
 * A product of hundreds of binomials has as many bits as all of them together, and to write it out takes more than all of them.
 * Beside a number that is shorter by far nobody has to.
 */
import { expandedBits } from '../../canonical/term/discrete.ts'
import { bitLength } from '../../exact/integer.ts'
import type { Tree } from '../../tree/tree.ts'

/** A k with 2^k ≤ |value|, and whether the value is known to be positive. */
interface Size {
  readonly bits: number
  readonly positive: boolean
}

/**
 * A k with 2^k ≤ |value|, where that is longer than any one factor that is written out; else `undefined`.
 */
export const leastBits = (tree: Tree): number | undefined => {
  const bits = sizeOf(tree)?.bits ?? 0
  return bits > expandedBits ? bits : undefined
}

/** `undefined` for what is not known to be at least 1. */
const sizeOf = (tree: Tree): Size | undefined => {
  switch (tree.type) {
    case 'number': {
      const n = naturalOf(tree)
      return n === undefined || n === 0 ? undefined : positive(bitLength(n) - 1)
    }
    case 'negate': {
      const size = sizeOf(tree.operand)
      return size && { bits: size.bits, positive: false }
    }
    case 'fenced':
      return tree.items.length === 1 && tree.open === '(' ? sizeOf(tree.items[0] as Tree) : undefined
    case 'plus': {
      let bits = 0
      for (const term of tree.terms) {
        const size = sizeOf(term)
        if (!size?.positive) return undefined
        bits = Math.max(bits, size.bits)
      }
      return positive(bits)
    }
    case 'times': {
      let bits = 0
      let sign = true
      for (const factor of tree.factors) {
        const size = sizeOf(factor)
        if (size === undefined) return undefined
        sign &&= size.positive
        bits += size.bits
      }
      return { bits, positive: sign }
    }
    case 'power': {
      const [base, exponent] = [naturalOf(tree.base), naturalOf(tree.exponent)]
      return base === undefined || base === 0 || exponent === undefined ? undefined : writtenOut((bitLength(base) - 1) * exponent)
    }
    case 'postfix': {
      const n = tree.operator === 'factorial' ? naturalOf(tree.operand) : undefined
      return n === undefined ? undefined : writtenOut(n === 0 ? 0 : Math.floor(n / 2) * (bitLength(Math.ceil(n / 2)) - 1))
    }
    case 'apply': {
      const [n, k] = tree.arguments.map(naturalOf)
      if (tree.head.type !== 'symbol' || tree.head.name !== 'binomial' || n === undefined || k === undefined || k > n) return undefined
      const smaller = Math.min(k, n - k)
      return writtenOut(smaller === 0 ? 0 : smaller * (bitLength(Math.floor(n / smaller)) - 1))
    }
    default:
      return undefined
  }
}
const positive = (bits: number): Size => ({ bits, positive: true })
/** What is longer stays as it stands, and costs nothing. */
const writtenOut = (bits: number): Size => positive(bits <= expandedBits ? bits : 0)

/** The value of a short numeral without a point. */
const naturalOf = (tree: Tree): number | undefined => {
  if (tree.type === 'fenced') return tree.items.length === 1 && tree.open === '(' ? naturalOf(tree.items[0] as Tree) : undefined
  return tree.type === 'number' && /^[0-9]{1,15}$/.test(tree.lexeme) ? Number(tree.lexeme) : undefined
}
