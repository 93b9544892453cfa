import { different } from '../canonical/decision.ts'
import { toText } from '../latex/print-text.ts'
import type { Tree } from '../tree/tree.ts'
import type { Comparer } from './comparer.ts'
import { inOrder } from './compose.ts'

/** Matrices and grids: the same shape, entry by entry. `[[1,2],[3,4]]` and rows of numerals are one. */
export const compareMatrices: Comparer = (gold, prediction, context) => {
  const reference = gridOf(gold)
  if (reference === undefined) return undefined
  const answer = gridOf(prediction)
  if (answer === undefined) return different('kind', { what: 'kind of answer', reference: toText(gold), prediction: toText(prediction) })
  const same = reference.length === answer.length && reference.every((row, i) => row.length === answer[i]?.length)
  if (!same) return different('kind', { what: 'shape', reference: shape(reference), prediction: shape(answer) })
  return inOrder(reference.flat(), answer.flat(), context.member)
}

/** Rows of a matrix of more than one row and column, of nested brackets, of lines of numerals. */
function gridOf(tree: Tree): readonly (readonly Tree[])[] | undefined {
  if (tree.type === 'matrix') return tree.fence === '|' || (tree.rows.length > 0 && vector(tree.rows)) ? undefined : tree.rows
  if (tree.type === 'list' && tree.separator === 'line' && tree.items.length > 1 && tree.items.every(isRow))
    return tree.items.map(item => (item as { items: readonly Tree[] }).items)
  if (tree.type !== 'fenced' || tree.items.length < 1) return undefined
  const rows = tree.items
  if (!rows.every(row => row.type === 'fenced' && row.open === tree.open && row.items.length > 0) || tree.open !== '[') return undefined
  return rows.map(row => (row as { items: readonly Tree[] }).items)
}

const isRow = (tree: Tree): boolean => tree.type === 'list' && (tree.separator === 'space' || tree.separator === 'comma')
const vector = (rows: readonly (readonly Tree[])[]): boolean => rows.length === 1 || rows.every(row => row.length === 1)
const shape = (rows: readonly (readonly Tree[])[]): string => `${rows.length} × ${rows[0]?.length ?? 0}`
