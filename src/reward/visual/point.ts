/**
 * How near is a point?
 *
 * A prediction that is no point earns 0; a reference that is none gives `null`. The scores are linear in the distance: published ones differ
 * from project to project, and none is fixed by more than one.
 */
import { positive } from '../check.ts'
import { bestPairs } from './assignment.ts'
import { type Box, boxProblem } from './box.ts'

export type Point = readonly [number, number]

/**
 * What keeps this from being a point, or `undefined` if it is one.
 *
 * @example
 * pointProblem([3, 4]) // undefined
 * pointProblem([3]) // 'expected two numbers'
 */
export function pointProblem(point: unknown): string | undefined {
  if (!Array.isArray(point) || point.length !== 2) return 'expected two numbers'
  return point.every(value => Number.isFinite(value)) ? undefined : 'expected finite numbers'
}

/**
 * The distance between two points, in their own unit.
 *
 * @returns `null` when one of them is no point
 * @example
 * pointDistance([0, 0], [3, 4]) // 5
 */
export function pointDistance(reference: Point, prediction: Point | null): number | null {
  if (pointProblem(reference) !== undefined || prediction === null || pointProblem(prediction) !== undefined) return null
  const x = reference[0] - prediction[0]
  const y = reference[1] - prediction[1]
  return Math.sqrt(x * x + y * y)
}

/**
 * 1 at the reference, 0 from the distance `within` on, straight between.
 *
 * @throws TypeError or RangeError when `within` is not above 0
 * @example
 * pointScore([0, 0], [3, 4], 10) // 0.5
 * pointScore([0, 0], null, 10) // 0
 */
export function pointScore(reference: Point, prediction: Point | null, within: number): number | null {
  positive('within', within)
  if (pointProblem(reference) !== undefined) return null
  const distance = pointDistance(reference, prediction)
  return distance === null ? 0 : Math.max(0, 1 - distance / within)
}

/**
 * 1 for a point in the box, its edge included, else 0: how clicks are checked.
 *
 * @example
 * pointInBox([0, 0, 10, 10], [10, 5]) // 1
 */
export function pointInBox(reference: Box, prediction: Point | null): 0 | 1 | null {
  if (boxProblem(reference, 'inclusive') !== undefined) return null
  if (prediction === null || pointProblem(prediction) !== undefined) return 0
  const [x, y] = prediction
  return x >= reference[0] && x <= reference[2] && y >= reference[1] && y <= reference[3] ? 1 : 0
}

/** Points that are compared; a prediction with more earns 0. */
const mostPoints = 100

/**
 * Several points, in any order: the scores of the best pairing over the greater number of points.
 *
 * @example
 * pointsScore([[0, 0], [9, 9]], [[9, 9], [0, 0]], 5) // 1
 * pointsScore([[0, 0]], [[0, 0], [9, 9]], 5) // 0.5
 */
export function pointsScore(references: readonly Point[], predictions: readonly Point[] | null, within: number): number | null {
  positive('within', within)
  if (references.length === 0 || references.length > mostPoints) return null
  if (references.some(point => pointProblem(point) !== undefined)) return null
  if (predictions === null || predictions.length === 0 || predictions.length > mostPoints) return 0
  const scores = references.map(reference => predictions.map(prediction => pointScore(reference, prediction, within) ?? 0))
  const sum = bestPairs(scores).reduce((total, column, row) => total + (column < 0 ? 0 : (scores[row]?.[column] ?? 0)), 0)
  return sum / Math.max(references.length, predictions.length)
}
