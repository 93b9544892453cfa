/**
 * Spans of time, and boxes over time.
 *
 *     reference   |-------------|            overlap ÷ union
 *     prediction        |------------|
 *
 * A track is the mean overlap over the frames of the *reference*: a frame that the prediction leaves out counts 0, and one that it adds
 * counts nothing, because what it shows is not known.
 */
import { type Box, type BoxOptions, boxIou } from './box.ts'

/** Start and end, in any unit. */
export type TimeSpan = readonly [number, number]

/**
 * What keeps this from being a span of time, or `undefined` if it is one.
 *
 * @example
 * timeSpanProblem([5, 2]) // 'expected the start below the end, found 5 and 2'
 */
export function timeSpanProblem(span: unknown): string | undefined {
  if (!Array.isArray(span) || span.length !== 2) return 'expected two numbers'
  if (!span.every(value => Number.isFinite(value))) return 'expected finite numbers'
  const [start, end] = span as unknown as TimeSpan
  return start < end ? undefined : `expected the start below the end, found ${start} and ${end}`
}

/**
 * Temporal intersection over union, from 0 to 1.
 *
 * @returns 0 for a prediction that is no span, `null` for a reference that is none
 * @example
 * timeIou([0, 10], [5, 15]) // 0.3333333333333333
 * timeIou([0, 10], [12, 15]) // 0
 */
export function timeIou(reference: TimeSpan, prediction: TimeSpan | null): number | null {
  if (timeSpanProblem(reference) !== undefined) return null
  if (prediction === null || timeSpanProblem(prediction) !== undefined) return 0
  const overlap = Math.min(reference[1], prediction[1]) - Math.max(reference[0], prediction[0])
  if (overlap <= 0) return 0
  return overlap / (reference[1] - reference[0] + (prediction[1] - prediction[0]) - overlap)
}

/** Boxes by frame. */
export type Track = ReadonlyMap<number, Box>

/**
 * Mean intersection over union over the frames of the reference.
 *
 * @returns `null` when the reference has no frame, or one without a box
 * @example
 * trackIou(new Map([[0, [0, 0, 2, 2]], [8, [0, 0, 2, 2]]]), new Map([[0, [0, 0, 2, 2]]])) // 0.5
 */
export function trackIou(reference: Track, prediction: Track | null, options: BoxOptions = {}): number | null {
  let sum = 0
  for (const [frame, box] of reference) {
    const overlap = boxIou(box, prediction?.get(frame) ?? null, options)
    if (overlap === null) return null
    sum += overlap
  }
  return reference.size === 0 ? null : sum / reference.size
}
