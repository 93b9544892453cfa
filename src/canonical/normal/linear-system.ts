import { divide, isZero, multiply, type Rational, subtract } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { Frame, toRationalFunctions } from './normal.ts'
import { constantOf, totalDegree } from './polynomial.ts'
import type { Term } from '../term/term.ts'

/**
 * Systems of linear equations, such as a line in space written as a chain of equal quotients. Each system is brought to
 * its reduced row echelon form, which is the same for all systems with the same solutions (unless there are none).
 */

/** One equation: coefficients by monomial, `''` for the constant. */
type Row = Map<string, Rational>

/**
 * Whether two systems, each given by the differences of its sides, have the same solutions; `undefined` when one of
 * them is not linear or has no solution.
 */
export function sameLinearSystem(left: readonly Term[], right: readonly Term[], budget: Budget): boolean | undefined {
  const frame = new Frame()
  const converted = toRationalFunctions([...left, ...right], budget, frame)
  if (converted === undefined || frame.kernels.some(kernel => kernel.term.type !== 'variable')) return undefined
  const rows: Row[] = []
  for (const { numerator, denominator } of converted) {
    if (constantOf(denominator) === undefined || totalDegree(numerator) > 1) return undefined
    rows.push(new Map(numerator.terms))
  }
  // Columns from the last indeterminate to the first, the constant last.
  const columns = [...new Set(rows.flatMap(row => [...row.keys()]))].sort().reverse()
  const a = reduce(rows.slice(0, left.length), columns, budget)
  const b = reduce(rows.slice(left.length), columns, budget)
  if (a === undefined || b === undefined) return undefined
  return a.length === b.length && a.every((row, index) => sameRow(row, b[index] as Row, columns))
}

/** Gauss and Jordan; `undefined` when the system has no solution. */
function reduce(rows: readonly Row[], columns: readonly string[], budget: Budget): readonly Row[] | undefined {
  let left = [...rows]
  const done: Row[] = []
  for (const column of columns) {
    budget.spend(rows.length * columns.length)
    const pivot = left.find(row => !isZero(at(row, column)))
    if (pivot === undefined) continue
    if (column === '') return undefined
    const lead = at(pivot, column)
    const unit: Row = new Map(columns.map(key => [key, divide(at(pivot, key), lead)]))
    const clear = (row: Row): Row => new Map(columns.map(key => [key, subtract(at(row, key), multiply(at(row, column), at(unit, key)))]))
    left = left.filter(row => row !== pivot).map(clear)
    for (const [index, row] of done.entries()) done[index] = clear(row)
    done.push(unit)
  }
  return done
}

const nothing: Rational = { num: 0, den: 1 }
const at = (row: Row, column: string): Rational => row.get(column) ?? nothing

const sameRow = (a: Row, b: Row, columns: readonly string[]): boolean =>
  columns.every(column => at(a, column).num === at(b, column).num && at(a, column).den === at(b, column).den)
