/**
 * The pairing of rows and columns that gains the most: Kuhn's Hungarian method with potentials, in n²·m steps.
 *
 * @param gains a matrix of finite numbers, 0 or more; rows may be more or fewer than columns
 * @returns for each row its column, or −1
 * @example
 * bestPairs([[0.9, 0.8], [0.8, 0.1]]) // [1, 0]
 */
export function bestPairs(gains: readonly (readonly number[])[]): readonly number[] {
  const rows = gains.length
  const columns = gains[0]?.length ?? 0
  if (columns === 0) return gains.map(() => -1)
  if (rows > columns) return inverted(bestPairs(transposed(gains)), rows)
  // From 1 on; 0 is the place where a row waits for its column.
  const rowPotential = new Array<number>(rows + 1).fill(0)
  const columnPotential = new Array<number>(columns + 1).fill(0)
  const rowOf = new Array<number>(columns + 1).fill(0)
  for (let row = 1; row <= rows; row++) {
    const slack = new Array<number>(columns + 1).fill(Number.POSITIVE_INFINITY)
    const from = new Array<number>(columns + 1).fill(0)
    const seen = new Set<number>()
    rowOf[0] = row
    let at = 0
    while (rowOf[at] !== 0) {
      seen.add(at)
      const current = rowOf[at] as number
      let least = Number.POSITIVE_INFINITY
      let next = 0
      for (let column = 1; column <= columns; column++) {
        if (seen.has(column)) continue
        const cost = -(gains[current - 1]?.[column - 1] as number) - (rowPotential[current] as number) - (columnPotential[column] as number)
        if (cost < (slack[column] as number)) {
          slack[column] = cost
          from[column] = at
        }
        if ((slack[column] as number) < least) {
          least = slack[column] as number
          next = column
        }
      }
      for (let column = 0; column <= columns; column++) {
        if (seen.has(column)) {
          const taken = rowOf[column] as number
          rowPotential[taken] = (rowPotential[taken] as number) + least
          columnPotential[column] = (columnPotential[column] as number) - least
        } else slack[column] = (slack[column] as number) - least
      }
      at = next
    }
    // Shift the row of every column on the way by one.
    while (at !== 0) {
      const before = from[at] as number
      rowOf[at] = rowOf[before] as number
      at = before
    }
  }
  const pairs = new Array<number>(rows).fill(-1)
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] as number
    if (row > 0) pairs[row - 1] = column - 1
  }
  return pairs
}

const transposed = (matrix: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (matrix[0] ?? []).map((_, column) => matrix.map(row => row[column] as number))

function inverted(pairs: readonly number[], length: number): readonly number[] {
  const result = new Array<number>(length).fill(-1)
  for (const [at, other] of pairs.entries()) if (other >= 0) result[other] = at
  return result
}
