import { different } from '../../canonical/ladder/decision.ts'
import type { TimesNode, Tree } from '../../tree/tree.ts'
import { asDecimalInterval } from '../numeral/comma.ts'
import type { Comparer } from '../comparer.ts'
import { inOrder } from '../members/compose.ts'
import { isTransposed } from '../members/items.ts'
import { otherKind } from '../other-kind.ts'

/** Matrices and grids: the same shape, entry by entry. `[[1,2],[3,4]]` and rows of numerals are one. */
export const compareMatrices: Comparer = (gold, prediction, context) => {
  const reference = gridValue(gold)
  if (reference === undefined) return undefined
  const interval = asDecimalInterval(gold, prediction)
  if (interval !== undefined) return context.member(interval, prediction)
  const answer = gridValue(prediction) ?? gridOf(prediction, true)
  if (answer === undefined) return otherKind(gold, prediction)
  if (!sameShape(reference, answer)) return different('kind', { what: 'shape', reference: shape(reference), prediction: shape(answer) })
  const columns = reference[0]?.length ?? 1
  const place = (index: number): string => `row ${Math.floor(index / columns) + 1}, column ${(index % columns) + 1}`
  return inOrder(reference.flat(), answer.flat(), context.member, 'members', place)
}

/** Whether a gold is a grid, or computed from grids. */
export const isGrid = (gold: Tree): boolean => gridValue(gold) !== undefined

/** A grid as it was written, or the sum, difference, multiple or product of grids. */
function gridValue(tree: Tree, nesting = 0, within = false): Grid | undefined {
  const written = gridOf(tree, within)
  if (written !== undefined || nesting > 8) return written
  switch (tree.type) {
    case 'negate': {
      const inner = gridValue(tree.operand, nesting + 1)
      return inner?.map(row => row.map(entry => ({ type: 'negate', operand: entry })))
    }
    case 'plus':
      return combine(tree.terms, nesting, addGrids)
    case 'times':
      return scaled(tree, nesting)
    case 'power': {
      const grid = isTransposed(tree) ? gridValue(tree.base, nesting + 1) : undefined
      return grid?.[0]?.map((_, column) => grid.map(row => row[column] as Tree))
    }
    case 'fenced':
      return tree.items.length === 1 && tree.open === '(' ? gridValue(tree.items[0] as Tree, nesting + 1) : undefined
    default:
      return undefined
  }
}

type Grid = readonly (readonly Tree[])[]
/** Entries that a product of grids may make. */
const maxEntries = 400

function combine(trees: readonly Tree[], nesting: number, join: (a: Grid, b: Grid) => Grid | undefined, within = false): Grid | undefined {
  let total: Grid | undefined
  for (const tree of trees) {
    const grid = gridValue(tree, nesting + 1, within)
    if (grid === undefined) return undefined
    total = total === undefined ? grid : join(total, grid)
    if (total === undefined) return undefined
  }
  return total
}

const addGrids = (a: Grid, b: Grid): Grid | undefined =>
  sameShape(a, b) ? a.map((row, i) => row.map((entry, j) => ({ type: 'plus', terms: [entry, b[i]?.[j] as Tree] }))) : undefined

/** Numbers in front of grids, and grids times grids. */
function scaled(tree: TimesNode, nesting: number): Grid | undefined {
  // A multiple of one vector is a vector.
  const within = tree.factors.filter(factor => factor.type === 'matrix').length > 1
  const grids = tree.factors.filter(factor => gridValue(factor, nesting + 1, within) !== undefined)
  if (grids.length === 0) return undefined
  const grid = combine(grids, nesting, multiplyGrids, within)
  const scalars = tree.factors.filter(factor => !grids.includes(factor))
  return scalars.length === 0
    ? grid
    : grid?.map(row => row.map(entry => ({ type: 'times', factors: [...scalars, entry], written: 'cdot' })))
}

function multiplyGrids(a: Grid, b: Grid): Grid | undefined {
  const inner = a[0]?.length ?? 0
  const columns = b[0]?.length ?? 0
  if (inner !== b.length || a.length * columns * inner > maxEntries) return undefined
  return a.map(row =>
    Array.from({ length: columns }, (_, j) => ({
      type: 'plus',
      terms: row.map((entry, k) => ({ type: 'times', factors: [entry, b[k]?.[j] as Tree], written: 'cdot' }) as Tree),
    })),
  )
}

const sameShape = (a: Grid, b: Grid): boolean => a.length === b.length && a.every((row, i) => row.length === b[i]?.length)

/**
 * Rows of a matrix of more than one row and column, of nested brackets, of lines of numerals. A reference that is one row or
 * column is a vector, which is another kind; in a product it is a matrix.
 */
function gridOf(tree: Tree, within: boolean): readonly (readonly Tree[])[] | undefined {
  if (tree.type === 'matrix') return tree.fence === '|' || (!within && tree.rows.length > 0 && vector(tree.rows)) ? undefined : tree.rows
  if (tree.type === 'list' && tree.separator === 'line' && tree.items.length > 1 && tree.items.every(isRow))
    return tree.items.map(item => (item as { items: readonly Tree[] }).items)
  if (tree.type !== 'fenced' || tree.items.length < 1) return undefined
  const lines = tree.items.length === 1 ? boardRows(tree.items[0] as Tree) : undefined
  if (lines !== undefined) return lines
  const rows = tree.items
  if (!rows.every(row => row.type === 'fenced' && row.open === tree.open && row.items.length > 0) || tree.open !== '[') return undefined
  return rows.map(row => (row as { items: readonly Tree[] }).items)
}

/** The rows of `[[1 0 2,4 X 5]]`, whose entries spaces part and whose rows commas do. */
function boardRows(tree: Tree): Grid | undefined {
  if (tree.type !== 'fenced' || tree.open !== '[' || tree.items.length < 2) return undefined
  const width = tree.items.find(isSpaced)?.items.length
  const rows = tree.items.map(item => (isSpaced(item) ? item.items : factorsIn(item)))
  return width !== undefined && rows.every(row => row?.length === width) ? (rows as Grid) : undefined
}

const isSpaced = (tree: Tree): tree is Tree & { type: 'list' } => tree.type === 'list' && tree.separator === 'space'

/** `2 X` and `W O N` between spaces are a product, as written. */
const factorsIn = (tree: Tree): readonly Tree[] | undefined =>
  tree.type === 'times' && (tree.written === 'spaced' || tree.factors.every(factor => factor.type === 'symbol')) ? tree.factors : undefined

const isRow = (tree: Tree): boolean => tree.type === 'list' && (tree.separator === 'space' || tree.separator === 'comma')
const vector = (rows: readonly (readonly Tree[])[]): boolean => rows.length === 1 || rows.every(row => row.length === 1)
const shape = (rows: readonly (readonly Tree[])[]): string => `${rows.length} × ${rows[0]?.length ?? 0}`
