/**
 * Coordinates in an answer.
 *
 *     [10, 20, 110, 220]      {"bbox_2d": [10, 20, 110, 220], "label": "cat"}      (10, 20), (110, 220)      10, 20
 *
 * A group is what stands between brackets, and must be nothing but decimals, commas and blanks; words outside brackets are not read. Without
 * any bracket the whole text must be one group. A reader of one thing takes exactly one: of two boxes none is the answer. Nothing is repaired.
 */
import type { Box } from './box.ts'
import type { Point } from './point.ts'
import type { TimeSpan } from './track.ts'

/** Groups that are read; an answer with more is none. */
const mostGroups = 400

/**
 * One box, or `null`.
 *
 * @param answer the extracted answer, not the response
 * @example
 * readBox('{"bbox_2d": [10, 20, 110, 220]}') // [10, 20, 110, 220]
 * readBox('[1, 2, 3, 4] or [5, 6, 7, 8]') // null
 */
export function readBox(answer: string): Box | null {
  const boxes = readBoxes(answer)
  return boxes?.length === 1 ? (boxes[0] as Box) : null
}

/**
 * All boxes, in order, or `null` when there is none or a group is not one.
 *
 * @example
 * readBoxes('[[1, 2, 3, 4], [5, 6, 7, 8]]') // [[1, 2, 3, 4], [5, 6, 7, 8]]
 * readBoxes('[1, 2, 3]') // null
 */
export const readBoxes = (answer: string): readonly Box[] | null => groupsOf(answer, 4) as readonly Box[] | null

/**
 * One point, or `null`.
 *
 * @example
 * readPoint('(3, 4.5)') // [3, 4.5]
 */
export function readPoint(answer: string): Point | null {
  const points = readPoints(answer)
  return points?.length === 1 ? (points[0] as Point) : null
}

/** All points, in order, or `null` when there is none or a group is not one. */
export const readPoints = (answer: string): readonly Point[] | null => groupsOf(answer, 2) as readonly Point[] | null

/**
 * One span of time, or `null`; its ends are numbers.
 *
 * @example
 * readTimeSpan('[12.5, 30]') // [12.5, 30]
 */
export const readTimeSpan = (answer: string): TimeSpan | null => readPoint(answer)

function groupsOf(answer: string, size: number): readonly (readonly number[])[] | null {
  const groups: (readonly number[])[] = []
  let start = -1
  let bracketed = false
  for (let at = 0; at < answer.length; at++) {
    const character = answer[at]
    if (character === '[' || character === '(') {
      start = at + 1
      bracketed = true
    } else if ((character === ']' || character === ')') && start >= 0) {
      const numbers = numbersIn(answer.slice(start, at))
      if (numbers?.length !== size || groups.length === mostGroups) return null
      groups.push(numbers)
      start = -1
    }
  }
  if (bracketed) return groups.length === 0 ? null : groups
  const whole = numbersIn(answer)
  return whole?.length === size ? [whole] : null
}

function numbersIn(text: string): readonly number[] | undefined {
  const numbers: number[] = []
  for (const item of text.split(',')) {
    const trimmed = item.trim()
    if (trimmed.length > 40 || !/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(trimmed)) return undefined
    numbers.push(Number(trimmed))
  }
  return numbers
}
