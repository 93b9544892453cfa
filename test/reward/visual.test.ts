import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestPairs } from '../../src/reward/visual/assignment.ts'
import { type Box, type BoxOptions, boxGiou, boxIou, boxProblem, type Pixels } from '../../src/reward/visual/box.ts'
import { boxesScore, vTriuneThreshold } from '../../src/reward/visual/boxes.ts'
import { type Point, pointDistance, pointInBox, pointProblem, pointScore, pointsScore } from '../../src/reward/visual/point.ts'
import { readBox, readBoxes, readPoint, readPoints, readTimeSpan } from '../../src/reward/visual/read.ts'
import { type TimeSpan, timeIou, timeSpanProblem, trackIou } from '../../src/reward/visual/track.ts'

const square: Box = [0, 0, 2, 2]
const nan = Number.NaN

describe('boxes', () => {
  it.each<[Box, Box | null, BoxOptions, number | null]>([
    [square, square, {}, 1],
    [square, [1, 0, 3, 2], {}, 2 / 6],
    [square, [2, 0, 4, 2], {}, 0],
    [square, [2, 0, 4, 2], { pixels: 'inclusive' }, 3 / 15],
    [square, [0, 0, 1, 1], {}, 1 / 4],
    [square, [0, 0, 1, 1], { pixels: 'inclusive' }, 4 / 9],
    [[0, 0, 0, 0], [0, 0, 0, 0], { pixels: 'inclusive' }, 1],
    [[0, 0, 0, 0], [0, 0, 0, 0], {}, null],
    [square, null, {}, 0],
    [square, [2, 2, 0, 0], {}, 0],
    [square, [0, 0, nan, 2], {}, 0],
    [square, [0, 0, Number.POSITIVE_INFINITY, 2], {}, 0],
    [square, [-1e300, -1e300, 1e300, 1e300], {}, 0],
    [square, [0, 0, 2] as unknown as Box, {}, 0],
    [[2, 2, 0, 0], square, {}, null],
  ])('%j and %j with %j overlap by %d', (reference, prediction, options, overlap) => {
    const found = boxIou(reference, prediction, options)
    if (overlap === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo(overlap, 12)
  })

  it.each<[Box, Box | null, number | null]>([
    [square, square, 1],
    [[0, 0, 1, 1], [1, 0, 2, 1], 0],
    [[0, 0, 1, 1], [3, 0, 4, 1], -0.5],
    [square, null, -1],
    [[2, 2, 0, 0], square, null],
  ])('%j and %j generalised: %d', (reference, prediction, value) => expect(boxGiou(reference, prediction)).toBe(value))

  it.each<[unknown, Pixels, string | undefined]>([
    [[0, 0, 1, 1], 'exclusive', undefined],
    [[0, 0, 0, 1], 'exclusive', 'expected x1 below x2, found 0 and 0'],
    [[0, 0, 0, 1], 'inclusive', undefined],
    [[1, 0, 0, 1], 'inclusive', 'expected x1 up to x2, found 1 and 0'],
    [[0, 3, 1, 1], 'exclusive', 'expected y1 below y2, found 3 and 1'],
    [[0, 0, 1], 'exclusive', 'expected four numbers'],
    [[0, 0, 1, '1'], 'exclusive', 'expected finite numbers'],
    [null, 'exclusive', 'expected four numbers'],
  ])('%j with %s pixels: %s', (box, pixels, problem) => expect(boxProblem(box, pixels)).toBe(problem))

  it('refuse unknown options', () => {
    expect(() => boxIou(square, square, { pixels: 'half' as Pixels })).toThrow(
      "Expected options.pixels to be 'exclusive', 'inclusive', found 'half'",
    )
    expect(() => boxIou(square, square, { pixel: 1 } as BoxOptions)).toThrow(
      "Expected the fields of options to be among 'pixels', found 'pixel'",
    )
  })

  it('overlap by the same in both directions, from 0 to 1', () => {
    const side = fc.integer({ min: -20, max: 20 })
    const box = fc
      .tuple(side, side, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
      .map(([x, y, w, h]): Box => [x, y, x + w, y + h])
    fc.assert(
      fc.property(box, box, (a, b) => {
        for (const pixels of ['exclusive', 'inclusive'] as const) {
          const overlap = boxIou(a, b, { pixels }) as number
          expect(overlap).toBe(boxIou(b, a, { pixels }))
          expect(overlap >= 0 && overlap <= 1).toBe(true)
          expect((boxGiou(a, b, { pixels }) as number) <= overlap).toBe(true)
        }
      }),
    )
  })
})

describe('several boxes', () => {
  it('are at most 100', () => {
    const many = (count: number): Box[] => Array.from({ length: count }, (_, at) => [at, 0, at + 1, 1])
    expect([boxesScore(many(100), many(100)), boxesScore(many(101), many(100))]).toEqual([1, null])
    expect([boxesScore(many(1), many(100)), boxesScore(many(1), many(101))]).toEqual([0.01, 0])
  })
  const far: Box = [4, 4, 6, 6]
  it.each<[readonly Box[], readonly Box[] | null, Parameters<typeof boxesScore>[2], number | null]>([
    [[square, far], [far, square], {}, 1],
    [[square, far], [square], {}, 0.5],
    [[square], [square, square, square], {}, 1 / 3],
    [[square], [[1, 0, 3, 2]], {}, 1 / 3],
    [[square], [[1, 0, 3, 2]], { threshold: 0.5 }, 0],
    [[square], [square, far], { countPenalty: 0.6 }, 0.3],
    [[square], [], {}, 0],
    [[square], null, {}, 0],
    [[square], Array.from({ length: 101 }, () => square), {}, 0],
    [[], [square], {}, null],
    [[[2, 2, 0, 0]], [square], {}, null],
  ])('%j against %j with %j: %d', (references, predictions, options, score) => {
    const found = boxesScore(references, predictions, options)
    if (score === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo(score, 12)
  })

  it('take the thresholds of V-Triune', () =>
    expect([0, 0.1, 0.11, 0.25, 0.26, 1].map(vTriuneThreshold)).toEqual([0.85, 0.85, 0.95, 0.95, 0.99, 0.99]))
})

describe('the best pairing', () => {
  /** All ways to give rows columns, by trying. */
  const best = (gains: readonly (readonly number[])[], row = 0, used: readonly number[] = []): number => {
    if (row === gains.length) return 0
    const options = (gains[row] as readonly number[]).flatMap((gain, column) =>
      used.includes(column) ? [] : [gain + best(gains, row + 1, [...used, column])],
    )
    return Math.max(best(gains, row + 1, used), ...options)
  }
  it('leaves rows without a column, and columns without a row', () => {
    expect(bestPairs([[1], [3], [2]])).toEqual([-1, 0, -1])
    expect(bestPairs([[1, 3, 2]])).toEqual([1])
    expect(bestPairs([[], []])).toEqual([-1, -1])
  })

  it('gains as much as any', () => {
    const size = fc.integer({ min: 1, max: 5 })
    const matrix = fc.tuple(size, size).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    )
    fc.assert(
      fc.property(matrix, gains => {
        const pairs = bestPairs(gains)
        const taken = pairs.filter(column => column >= 0)
        expect(new Set(taken).size).toBe(taken.length)
        expect(taken.length).toBe(Math.min(gains.length, gains[0]?.length ?? 0))
        expect(pairs.reduce((sum, column, row) => sum + (column < 0 ? 0 : (gains[row]?.[column] as number)), 0)).toBe(best(gains))
      }),
      { numRuns: 300 },
    )
  })
})

describe('points', () => {
  it('have a distance', () => {
    expect(pointDistance([0, 0], [3, 4])).toBe(5)
    expect(pointDistance([0, 0], null)).toBeNull()
    expect(pointDistance([0, nan], [3, 4])).toBeNull()
    expect([pointProblem([0, 0]), pointProblem([0]), pointProblem([0, nan])]).toEqual([
      undefined,
      'expected two numbers',
      'expected finite numbers',
    ])
  })

  it.each<[Point, Point | null, number | null]>([
    [[0, 0], [0, 0], 1],
    [[0, 0], [3, 4], 0.5],
    [[0, 0], [6, 8], 0],
    [[0, 0], [60, 80], 0],
    [[0, 0], null, 0],
    [[0, 0], [nan, 0], 0],
    [[nan, 0], [0, 0], null],
  ])('%j and %j within 10: %d', (reference, prediction, score) => expect(pointScore(reference, prediction, 10)).toBe(score))

  it('in any order', () => {
    expect(
      pointsScore(
        [
          [0, 0],
          [9, 9],
        ],
        [
          [9, 9],
          [0, 0],
        ],
        5,
      ),
    ).toBe(1)
    expect(
      pointsScore(
        [[0, 0]],
        [
          [0, 0],
          [0, 0],
        ],
        5,
      ),
    ).toBe(0.5)
    expect(pointsScore([[0, 0]], [], 5)).toBe(0)
    // Three points, one found: the others have no partner.
    expect(
      pointsScore(
        [
          [50, 50],
          [90, 90],
          [0, 0],
        ],
        [[0, 0]],
        5,
      ),
    ).toBeCloseTo(1 / 3, 12)
    expect(pointsScore([], [[0, 0]], 5)).toBeNull()
    expect(() => pointScore([0, 0], [0, 0], 0)).toThrow('Expected within to be above 0, found 0')
  })

  it('in a box', () => {
    expect([pointInBox(square, [1, 1]), pointInBox(square, [2, 2]), pointInBox(square, [3, 1]), pointInBox(square, null)]).toEqual([
      1, 1, 0, 0,
    ])
    expect([pointInBox(square, [1, 3]), pointInBox(square, [-1, 1]), pointInBox(square, [1, -1]), pointInBox(square, [nan, 1])]).toEqual([
      0, 0, 0, 0,
    ])
    expect(pointInBox([1, 1, 0, 0], [1, 1])).toBeNull()
  })
})

describe('spans and tracks', () => {
  it.each<[TimeSpan, TimeSpan | null, number | null]>([
    [[0, 10], [0, 10], 1],
    [[0, 10], [5, 15], 5 / 15],
    [[0, 10], [10, 15], 0],
    [[0, 10], [15, 5], 0],
    [[0, 10], null, 0],
    [[10, 0], [0, 10], null],
  ])('%j and %j: %d', (reference, prediction, overlap) => expect(timeIou(reference, prediction)).toBe(overlap))

  it('say what is wrong', () => {
    expect([timeSpanProblem([1, 1]), timeSpanProblem([1]), timeSpanProblem([0, nan])]).toEqual([
      'expected the start below the end, found 1 and 1',
      'expected two numbers',
      'expected finite numbers',
    ])
  })

  it('count the frames of the reference', () => {
    const track = new Map<number, Box>([
      [0, square],
      [8, square],
    ])
    expect(trackIou(track, track)).toBe(1)
    expect(trackIou(track, new Map([[0, square]]))).toBe(0.5)
    expect(trackIou(track, new Map([...track, [9, square]]))).toBe(1)
    expect(trackIou(track, null)).toBe(0)
    for (const broken of [
      [2, Number.NaN],
      [Number.NaN, 2],
      [0, Number.POSITIVE_INFINITY],
      [5, 5],
      [8, 2],
    ] as const)
      expect([timeIou([0, 10], broken), timeIou(broken, [0, 10])]).toEqual([0, null])
    expect(trackIou(new Map(), track)).toBeNull()
    expect(trackIou(new Map<number, Box>([[0, [2, 2, 0, 0]]]), track)).toBeNull()
  })
})

describe('coordinates in an answer', () => {
  it.each<[string, Box | null]>([
    ['[10, 20, 110, 220]', [10, 20, 110, 220]],
    ['10,20,110,220', [10, 20, 110, 220]],
    ['(10, 20, 110.5, -220)', [10, 20, 110.5, -220]],
    ['{"bbox_2d": [10, 20, 110, 220], "label": "cat"}', [10, 20, 110, 220]],
    ['[[10, 20, 110, 220]]', [10, 20, 110, 220]],
    ['[1, 2, 3, 4] or [5, 6, 7, 8]', null],
    ['[1, 2, 3]', null],
    ['[1, 2, 3, 4, 5]', null],
    ['[1, 2, 3, x]', null],
    ['[1, 2, 3, 1e9]', null],
    ['[1, 2, 3, ]', null],
    ['[1, 2, 3, 4', null],
    ['nothing', null],
    ['', null],
  ])('%j is the box %j', (answer, box) => expect(readBox(answer)).toEqual(box))

  it('of several things', () => {
    expect(readBoxes('[[1,2,3,4],[5,6,7,8]]')).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ])
    expect(readBoxes('[1,2,3,4],[5,6]')).toBeNull()
    expect(readPoints('(1, 2), (3, 4)')).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(readPoint('(1, 2), (3, 4)')).toBeNull()
    expect(readPoint('3, 4.5')).toEqual([3, 4.5])
    expect(readTimeSpan('[12.5, 30]')).toEqual([12.5, 30])
    expect(readBoxes('[1,2,3,4]'.repeat(500))).toBeNull()
  })
})
