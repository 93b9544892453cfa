import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Price } from '../../src/reward/amount.ts'
import { type GroupFilter, groupAdvantages, groupFilters, groupStatistics, keepGroup } from '../../src/reward/group.ts'

describe('statistics of a group', () => {
  it.each<[readonly Price[], number, number, number | null, number | null]>([
    [[1, 0, 1, 1], 4, 0, 0.75, Math.sqrt(0.1875)],
    [[1, null, 0, null], 2, 2, 0.5, 0.5],
    [[1], 1, 0, 1, 0],
    [[null, null], 0, 2, null, null],
    [[], 0, 0, null, null],
    [[0.1, 0.1, 0.1], 3, 0, 0.1, 0],
  ])('%j: %d scored, %d unscored, mean %d, deviation %d', (scores, scored, unscored, mean, deviation) => {
    expect(groupStatistics(scores)).toEqual({ scored, unscored, mean, deviation })
  })
})

describe('a group is kept', () => {
  it.each<[readonly Price[], GroupFilter, boolean, string]>([
    [[1, 0], {}, true, 'The mean of 2 scores is 0.5.'],
    [[1, 1], {}, false, 'All 2 scores are 1.'],
    [[0.1, 0.1, 0.1], {}, false, 'All 3 scores are 0.1.'],
    [[1, 1], { spread: false }, true, 'The mean of 2 scores is 1.'],
    [[1, null], {}, false, 'One scored sample compares nothing.'],
    [[1, null], { alone: 'keep' }, true, 'A single scored sample is kept.'],
    [[null, null], { alone: 'keep' }, false, 'No sample is scored.'],
    [[], {}, false, 'No sample is scored.'],
    [[1, null, 1, null], {}, false, 'All 2 scores are 1.'],
    [[1, 0, 0, 0], { least: 0.25 }, true, 'The mean of 4 scores is 0.25.'],
    [[1, 0, 0, 0], { least: 0.25, inclusive: false }, false, 'The mean 0.25 is not above 0.25.'],
    [[1, 0, 0, 0], { least: 0.5 }, false, 'The mean 0.25 is below 0.5.'],
    [[1, 1, 1, 0], { greatest: 0.5 }, false, 'The mean 0.75 is above 0.5.'],
    [[1, 1, 1, 0], { greatest: 0.75, inclusive: false }, false, 'The mean 0.75 is not below 0.75.'],
    [[1], groupFilters.dapo, true, 'A single scored sample is kept.'],
    [[1, 1], groupFilters.dapo, false, 'All 2 scores are 1.'],
    [[1, 1], groupFilters.easyr1, false, 'The mean 1 is above 0.99.'],
    [[0.5, 0.5], groupFilters.easyr1, true, 'The mean of 2 scores is 0.5.'],
    [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0], groupFilters['mm-eureka'], true, 'The mean of 10 scores is 0.1.'],
    [[0, 0, 0, 0], groupFilters['mm-eureka'], false, 'The mean 0 is below 0.1.'],
  ])('%j under %j: %s', (scores, filter, keep, reason) => {
    expect(keepGroup(scores, filter)).toMatchObject({ keep, reason })
  })

  it.each<[unknown, unknown, string]>([
    ['1', {}, "TypeError: Expected scores to be an array of scores, found '1'"],
    [[1, undefined], {}, 'TypeError: Expected scores[1] to be a finite number, found undefined'],
    [[Number.NaN], {}, 'TypeError: Expected scores[0] to be a finite number, found NaN'],
    [[1], { std: 0 }, "RangeError: Expected the fields of filter to be among 'spread'"],
    [[1], { alone: 'maybe' }, "RangeError: Expected filter.alone to be 'drop', 'keep', found 'maybe'"],
  ])('unless asked wrongly: %j, %j', (scores, filter, message) => {
    expect(() => keepGroup(scores as Price[], filter as GroupFilter)).toThrow(
      expect.toSatisfy((error: Error) => `${error}`.startsWith(message), message),
    )
  })
})

describe('advantages', () => {
  const exact = { epsilon: 0 } as const
  it.each<[readonly Price[], Parameters<typeof groupAdvantages>[1], readonly Price[]]>([
    [[1, 0], { ...exact, deviation: 'population' }, [1, -1]],
    [[1, 0], exact, [Math.SQRT1_2, -Math.SQRT1_2]],
    [[3, 1, null], { ...exact, deviation: 'population' }, [1, -1, null]],
    [[3, 1, null], { divideBy: 'nothing' }, [1, -1, null]],
    [[1, 1, 1], {}, [0, 0, 0]],
    [[1, 1, 1], exact, [0, 0, 0]],
    [[0.7, null], {}, [0, null]],
    [[0.7, null], { alone: 'score' }, [0.7, null]],
    [[null, null], {}, [null, null]],
    [[], {}, []],
  ])('%j with %j: %j', (scores, options, expected) => {
    const advantages = groupAdvantages(scores, options)
    expect(advantages.length).toBe(expected.length)
    for (const [at, advantage] of advantages.entries()) {
      if (expected[at] === null) expect(advantage).toBeNull()
      else expect(advantage).toBeCloseTo(expected[at] as number, 12)
    }
  })

  it('add up to nothing, and an unscored sample changes none', () => {
    const score = fc.integer({ min: -8, max: 8 }).map(eighths => eighths / 8)
    fc.assert(
      fc.property(fc.array(score, { minLength: 2, maxLength: 16 }), scores => {
        const advantages = groupAdvantages(scores) as readonly number[]
        expect(advantages.reduce((sum, advantage) => sum + advantage, 0)).toBeCloseTo(0, 9)
        expect(groupAdvantages([null, ...scores])).toEqual([null, ...advantages])
      }),
    )
  })

  it('refuse what is no option', () => {
    expect(() => groupAdvantages([1, 0], { sigma: 1 } as never)).toThrow("Expected the fields of options to be among 'divideBy'")
    expect(() => groupAdvantages([1, 0], { deviation: 'mean' as 'sample' })).toThrow(
      "Expected options.deviation to be 'sample', 'population'",
    )
    expect(() => groupAdvantages([1, 0], { alone: (() => 1) as never })).toThrow('found a function')
    expect(() => groupAdvantages([1, 0], { epsilon: -1 })).toThrow('Expected options.epsilon to be 0 or more, found -1')
    expect(() => groupAdvantages([1, 0], { divideBy: 'mean' as 'nothing' })).toThrow(
      "Expected options.divideBy to be 'deviation', 'nothing', found 'mean'",
    )
  })
})
