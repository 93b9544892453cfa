import type { ApplyNode, PowerNode, Tree } from '../../tree/tree.ts'

/** How many ways there are: selections and arrangements in the notations of schools. */

/**
 * `C_{10}^3`, `C^{10}_3`, `A_5^2`: how many ways there are to choose, or to arrange, 3 of 10, where both are numerals and the
 * larger one is 3 or more; `C_1^2` may be the square of a constant.
 */
export function combination(power: PowerNode): Tree {
  const { base, exponent } = power
  if (base.type !== 'subscript' || base.base.type !== 'symbol' || !countings.has(base.base.name)) return power
  if (base.index.type !== 'number' || exponent.type !== 'number') return power
  const [low, high] = [base.index.lexeme, exponent.lexeme]
  if (!/^[0-9]{1,4}$/.test(low) || !/^[0-9]{1,4}$/.test(high) || Math.max(Number(low), Number(high)) < 3) return power
  const [all, chosen] = Number(low) < Number(high) ? [exponent, base.index] : [base.index, exponent]
  // `A_2^5` is as likely the power of something that has an index.
  if (base.base.name !== 'C' && all === exponent) return power
  const counted = base.base.name === 'C' ? selections(all, chosen) : arrangements(all, chosen)
  return power.span === undefined ? counted : { ...counted, span: power.span }
}

/** Letters that count: combinations, arrangements, permutations. */
export const countings: ReadonlySet<string> = new Set(['A', 'C', 'P'])

/** The binomial coefficient. */
export const selections = (all: Tree, chosen: Tree): ApplyNode => ({
  type: 'apply',
  head: { type: 'symbol', name: 'binomial' },
  arguments: [all, chosen],
})

/** Selections in all orders. */
export const arrangements = (all: Tree, chosen: Tree): Tree => ({
  type: 'times',
  factors: [selections(all, chosen), { type: 'postfix', operator: 'factorial', operand: chosen }],
  written: 'juxtaposed',
})
