import { describe, expect, it } from 'vitest'
import { families } from '../../bench/speed/growth-cases.ts'
import { responseOf } from '../../bench/responses.ts'
import { defaultLimits, judge } from '../../src/index.ts'

describe('steps', () => {
  it.each(families)('grow with $name no faster than stated', ({ sizes, pairOf, exponent }) => {
    const counts = sizes.map(size => {
      const { gold, answer } = pairOf(size)
      return { size, steps: judge({ prediction: answer, reference: gold }).steps }
    })
    for (const { steps } of counts) expect(steps).toBeLessThanOrEqual(defaultLimits.steps)
    for (const [at, { size, steps }] of counts.entries()) {
      const smaller = counts[at - 1]
      // A few steps are no growth.
      if (smaller !== undefined) expect(steps).toBeLessThanOrEqual((smaller.steps + 20) * (size / smaller.size) ** exponent)
    }
  })

  it('do not depend on the length of the response', () => {
    const steps = [1_000, 30_000, 300_000].map(length => judge({ response: responseOf('0.5', length), reference: '\\frac12' }).steps)
    expect(new Set(steps).size).toBe(1)
  })

  it('end at the budget, whatever the size', () => {
    for (const { pairOf } of families) {
      const { gold, answer } = pairOf(3000)
      expect(judge({ prediction: answer, reference: gold }).steps).toBeLessThanOrEqual(2 * defaultLimits.steps)
    }
  })
})
