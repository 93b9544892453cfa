import { readDecimal } from '../../exact/decimal.ts'
import { integerFromText } from '../../exact/integer.ts'
import { multiply, negate, power, type Rational, rational } from '../../exact/rational.ts'
import { kept } from '../../tree/kept.ts'
import type { NumberNode, Tree } from '../../tree/tree.ts'

/**
 * A decimal as it was written: its value and its last place.
 *
 *     -3.140        6.02 \times 10^{23}        33.3\%
 *         ^            ^                          ^
 *
 * In `a × 10^n` the last place is the mantissa's. Anything else (a fraction, a product with π) is no written decimal,
 * whatever digits it holds.
 */
export interface WrittenDecimal {
  readonly value: Rational
  /** The last written place: 3.14 has 2, 6.02×10^23 has -21. */
  readonly places: number
  /** Significant digits that were written. */
  readonly significant: number
  /** Written with a point, an exponent or ten to a power: not a plain integer. */
  readonly decimal: boolean
}

const ten = rational(10, 1)

/** Read a tree as one written decimal or integer; `undefined` for any other number. */
export function writtenDecimal(tree: Tree): WrittenDecimal | undefined {
  switch (tree.type) {
    case 'number':
      return fromLexeme(tree)
    case 'negate': {
      const inner = writtenDecimal(tree.operand)
      return inner === undefined ? undefined : { ...inner, value: negate(inner.value) }
    }
    case 'fenced':
      return tree.open === '(' && tree.close === ')' && tree.items.length === 1 ? writtenDecimal(tree.items[0] as Tree) : undefined
    case 'postfix': {
      if (tree.operator !== 'percent' && tree.operator !== 'permille') return undefined
      const inner = writtenDecimal(tree.operand)
      return inner === undefined ? undefined : shifted(inner, tree.operator === 'percent' ? -2 : -3)
    }
    case 'times': {
      if (tree.factors.length !== 2) return undefined
      const [mantissa, scale] = tree.factors as [Tree, Tree]
      const exponent = powerOfTen(scale)
      const inner = exponent === undefined ? undefined : writtenDecimal(mantissa)
      return inner === undefined || exponent === undefined
        ? undefined
        : { ...shifted(inner, exponent), decimal: inner.decimal || exponent < 0 }
    }
    default:
      return undefined
  }
}

/** Kept with the tree: a gold comes again, and a member of a list is asked by each of the others. */
const fromLexeme = kept(({ lexeme }: NumberNode): WrittenDecimal | undefined => {
  const numeral = readDecimal(lexeme)
  // A recurring decimal is an exact number, written out in full.
  if (numeral === undefined || lexeme.includes('(') || lexeme.endsWith('...')) return undefined
  return { value: numeral.value, places: numeral.places, significant: numeral.significant, decimal: numeral.decimal }
})

function shifted(inner: WrittenDecimal, exponent: number): WrittenDecimal {
  return {
    ...inner,
    value: multiply(inner.value, power(ten, exponent)),
    places: inner.places - exponent,
    decimal: inner.decimal || exponent < 0,
  }
}

/** `10^{n}` with a small integer exponent. */
function powerOfTen(tree: Tree): number | undefined {
  if (tree.type !== 'power' || tree.base.type !== 'number' || tree.base.lexeme !== '10') return undefined
  const negative = tree.exponent.type === 'negate'
  const digits = tree.exponent.type === 'negate' ? tree.exponent.operand : tree.exponent
  if (digits.type !== 'number' || !/^[0-9]{1,4}$/.test(digits.lexeme)) return undefined
  const value = Number(integerFromText(digits.lexeme))
  return negative ? -value : value
}
