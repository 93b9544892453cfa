/**
 * Several boxes against several: each is paired with at most one other, so that their overlaps add up to the most, and what is left over
 * on either side counts as an overlap of 0.
 *
 *     score = Σ overlap ÷ max(references, predictions) · countPenalty^|references − predictions|
 *
 * V-Triune counts only overlaps above a threshold that rises in training, and multiplies by 0.6 for each box too many or too few.
 */
import { between, fields } from '../check.ts'
import { bestPairs } from './assignment.ts'
import { type Box, boxIou, boxProblem, type Pixels } from './box.ts'

export interface BoxesOptions {
  readonly pixels?: Pixels
  /** Overlaps below count as 0. Default 0. */
  readonly threshold?: number
  /** A factor for each box too many or too few. Default 1. */
  readonly countPenalty?: number
}

/** Boxes that are compared; a prediction with more earns 0. */
const mostBoxes = 100

/**
 * @returns from 0 to 1; `null` when a reference is no box, there is none, or there are more than 100
 * @example
 * boxesScore([[0, 0, 2, 2], [4, 4, 6, 6]], [[4, 4, 6, 6], [0, 0, 2, 2]]) // 1
 * boxesScore([[0, 0, 2, 2]], [[0, 0, 2, 2], [4, 4, 6, 6]]) // 0.5
 * boxesScore([[0, 0, 2, 2]], null) // 0
 */
export function boxesScore(references: readonly Box[], predictions: readonly Box[] | null, options: BoxesOptions = {}): number | null {
  fields('options', options, ['pixels', 'threshold', 'countPenalty'])
  const { pixels = 'exclusive' } = options
  const threshold = between('options.threshold', options.threshold ?? 0, 0, 1)
  const countPenalty = between('options.countPenalty', options.countPenalty ?? 1, 0, 1)
  if (references.length === 0 || references.length > mostBoxes) return null
  if (references.some(box => boxProblem(box, pixels) !== undefined)) return null
  if (predictions === null || predictions.length === 0 || predictions.length > mostBoxes) return 0
  const overlaps = references.map(reference =>
    predictions.map(prediction => {
      const overlap = boxIou(reference, prediction, { pixels }) ?? 0
      return overlap < threshold ? 0 : overlap
    }),
  )
  const pairs = bestPairs(overlaps)
  const sum = pairs.reduce((total, column, row) => total + (column < 0 ? 0 : (overlaps[row]?.[column] ?? 0)), 0)
  let score = sum / Math.max(references.length, predictions.length)
  for (let extra = Math.abs(references.length - predictions.length); extra > 0; extra--) score *= countPenalty
  return score
}

/**
 * V-Triune's threshold at a share of the training: 0.85 for the first tenth, 0.95 to a quarter, then 0.99.
 *
 * @param progress from 0 to 1
 * @example
 * vTriuneThreshold(0.2) // 0.95
 */
export function vTriuneThreshold(progress: number): number {
  between('progress', progress, 0, 1)
  return progress <= 0.1 ? 0.85 : progress <= 0.25 ? 0.95 : 0.99
}
