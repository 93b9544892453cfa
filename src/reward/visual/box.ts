/**
 * How well does a box cover another?
 *
 *     (x1, y1) ┌───────┐
 *              │   ┌───┼───┐      overlap ÷ union
 *              └───┼───┘   │
 *                  └───────┘ (x2, y2)
 *
 * `exclusive` takes the corners for coordinates: the width is x2 − x1. `inclusive` takes them for the first and the last pixel: the width
 * is x2 − x1 + 1, as in VLM-R1 and the older detection code. A prediction that is no box earns 0; a reference that is none gives `null`.
 */
import { fields, oneOf } from '../check.ts'

/** x1, y1, x2, y2: two opposite corners, the lesser first. */
export type Box = readonly [number, number, number, number]

export type Pixels = 'exclusive' | 'inclusive'
export interface BoxOptions {
  readonly pixels?: Pixels
}

/**
 * What keeps this from being a box, or `undefined` if it is one.
 *
 * @example
 * boxProblem([0, 0, 2, 1]) // undefined
 * boxProblem([2, 0, 0, 1]) // 'expected x1 below x2, found 2 and 0'
 */
export function boxProblem(box: unknown, pixels: Pixels = 'exclusive'): string | undefined {
  if (!Array.isArray(box) || box.length !== 4) return 'expected four numbers'
  if (!box.every(value => Number.isFinite(value))) return 'expected finite numbers'
  const [x1, y1, x2, y2] = box as unknown as Box
  const order = pixels === 'inclusive' ? 'up to' : 'below'
  if (pixels === 'inclusive' ? x1 > x2 : x1 >= x2) return `expected x1 ${order} x2, found ${x1} and ${x2}`
  if (pixels === 'inclusive' ? y1 > y2 : y1 >= y2) return `expected y1 ${order} y2, found ${y1} and ${y2}`
  return undefined
}

/**
 * Intersection over union, from 0 to 1.
 *
 * @throws RangeError for an unknown option
 * @example
 * boxIou([0, 0, 2, 2], [1, 0, 3, 2]) // 0.3333333333333333
 * boxIou([0, 0, 1, 1], [1, 0, 2, 1], { pixels: 'inclusive' }) // 0.3333333333333333
 * boxIou([0, 0, 2, 2], null) // 0
 * boxIou([2, 2, 0, 0], [0, 0, 2, 2]) // null
 */
export function boxIou(reference: Box, prediction: Box | null, options: BoxOptions = {}): number | null {
  const measured = measure(reference, prediction, options)
  return measured === null || measured === 0 ? measured : measured.overlap / measured.union
}

/**
 * Generalised intersection over union (Rezatofighi et al. 2019), from −1 to 1: less for boxes that are further apart.
 *
 * @returns −1 for a prediction that is no box
 * @example
 * boxGiou([0, 0, 1, 1], [0, 0, 1, 1]) // 1
 * boxGiou([0, 0, 1, 1], [3, 0, 4, 1]) // -0.5
 */
export function boxGiou(reference: Box, prediction: Box | null, options: BoxOptions = {}): number | null {
  const measured = measure(reference, prediction, options)
  if (measured === null || measured === 0) return measured === null ? null : -1
  const { overlap, union, hull } = measured
  return overlap / union - (hull - union) / hull
}

interface Areas {
  readonly overlap: number
  readonly union: number
  /** The smallest box around both. */
  readonly hull: number
}

/** `null` for a reference that is no box, 0 for such a prediction. */
function measure(reference: Box, prediction: Box | null, options: BoxOptions): Areas | null | 0 {
  fields('options', options, ['pixels'])
  const pixels = oneOf('options.pixels', options.pixels ?? 'exclusive', ['exclusive', 'inclusive'])
  if (boxProblem(reference, pixels) !== undefined) return null
  if (prediction === null || boxProblem(prediction, pixels) !== undefined) return 0
  const extra = pixels === 'inclusive' ? 1 : 0
  const side = (low: number, high: number): number => Math.max(0, high - low + extra)
  const area = ([x1, y1, x2, y2]: Box): number => side(x1, x2) * side(y1, y2)
  const [a, b] = [reference, prediction]
  const overlap = area([Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])])
  const hull = area([Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])])
  const union = area(a) + area(b) - overlap
  // Coordinates so large that areas overflow measure nothing.
  return Number.isFinite(hull) && Number.isFinite(union) ? { overlap, union, hull } : 0
}
