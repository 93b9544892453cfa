import { integerTree, isEllipsis } from '../../tree/leaves.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * Members that an ellipsis stands for.
 *
 *     1, 2, …, 10          steps of 1 up to 10
 *     1, 2, 4, 8, …, 64    no equal steps, but a constant factor
 *     2, …, 10             one term before the dots says no step: kept as written
 *
 * At least two terms stand before the dots and at least one behind them. Equal steps decide; a constant factor only where
 * three terms show it and no step fits. Whatever does not end exactly on the last term is kept as written.
 */
export function spelledOut(items: readonly Tree[]): readonly Tree[] {
  const dots = items.findIndex(isEllipsis)
  if (dots < 2 || dots === items.length - 1 || items.length > mostTerms) return items
  const before = integersOf(items.slice(0, dots))
  const behind = integersOf(items.slice(dots + 1))
  if (before === undefined || behind === undefined) return items
  const terms = withSteps(before, behind) ?? withFactor(before, behind)
  return terms === undefined ? items : terms.map(integerTree)
}

/**
 * All integers from one on, up or down: `2, 3, 4, …`, `…, -2, -1`; the whole of them where dots stand at both ends.
 *
 * @returns `undefined` for other steps and where no two terms show one
 */
export function endless(items: readonly Tree[]): { readonly from: Tree; readonly side: 1 | -1 } | 'all' | undefined {
  const [opens, closes] = [items[0], items[items.length - 1]].map(item => item !== undefined && isEllipsis(item))
  const terms = integersOf(items.slice(opens === true ? 1 : 0, closes === true ? -1 : undefined))
  const [first, second] = terms ?? []
  if (terms === undefined || first === undefined || second === undefined || !(opens || closes)) return undefined
  const step = second - first
  if (Math.abs(step) !== 1 || terms.some((term, index) => term !== first + index * step)) return undefined
  if (opens && closes) return 'all'
  const side = step === 1 ? 1 : -1
  return opens ? { from: integerTree(terms[terms.length - 1] as number), side: side === 1 ? -1 : 1 } : { from: integerTree(first), side }
}

/** More terms are never written out. */
const mostTerms = 1000

function withSteps(before: readonly number[], behind: readonly number[]): readonly number[] | undefined {
  const [first, second] = before as [number, number]
  const step = second - first
  const last = behind[behind.length - 1] as number
  const count = step === 0 ? 0 : (last - first) / step + 1
  if (!Number.isInteger(count) || count < before.length + behind.length || count > mostTerms) return undefined
  return fitted(
    Array.from({ length: count }, (_, index) => first + index * step),
    before,
    behind,
  )
}

function withFactor(before: readonly number[], behind: readonly number[]): readonly number[] | undefined {
  const [first, second] = before as [number, number]
  const factor = second / first
  const last = behind[behind.length - 1] as number
  if (before.length < 3 || !Number.isInteger(factor) || Math.abs(factor) < 2) return undefined
  const terms = [first]
  for (let next = first * factor; Math.abs(next) <= Math.abs(last); next *= factor) terms.push(next)
  return terms.length < before.length + behind.length ? undefined : fitted(terms, before, behind)
}

/** The terms, if they begin and end with those that were written. */
function fitted(terms: readonly number[], before: readonly number[], behind: readonly number[]): readonly number[] | undefined {
  const begins = before.every((value, index) => terms[index] === value)
  const ends = behind.every((value, index) => terms[terms.length - behind.length + index] === value)
  return begins && ends ? terms : undefined
}

function integersOf(trees: readonly Tree[]): readonly number[] | undefined {
  const values: number[] = []
  for (const tree of trees) {
    const value = integerOf(tree)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}

function integerOf(tree: Tree): number | undefined {
  if (tree.type === 'number') return /^[0-9]{1,12}$/.test(tree.lexeme) ? Number(tree.lexeme) : undefined
  const inner = tree.type === 'negate' && tree.operand.type === 'number' ? integerOf(tree.operand) : undefined
  return inner === undefined ? undefined : -inner
}
