import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Examples } from '../../src/cli/judge/examples.ts'
import { grouped, percent } from '../../src/cli/judge/numbers.ts'
import { PassRateTally, passAt } from '../../src/cli/judge/pass-rate.ts'

describe('pass@k', () => {
  it('is the share of draws of k samples that hold a right one', () => {
    expect(passAt(4, 1, 1)).toBe(0.25)
    expect(passAt(4, 1, 2)).toBeCloseTo(0.5, 12)
    expect(passAt(4, 2, 2)).toBeCloseTo(1 - 1 / 6, 12)
    expect(passAt(4, 0, 4)).toBe(0)
    expect(passAt(4, 3, 2)).toBe(1)
    expect(passAt(4, 4, 5)).toBeUndefined()
  })

  it('agrees with counting all draws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.nat(10), fc.integer({ min: 1, max: 10 }), (samples, wanted, k) => {
        const right = Math.min(samples, wanted)
        if (k > samples) return
        let draws = 0
        let passed = 0
        for (let set = 0; set < 1 << samples; set += 1) {
          const members = Array.from({ length: samples }, (_, at) => at).filter(at => set & (1 << at))
          if (members.length !== k) continue
          draws += 1
          if (members.some(at => at < right)) passed += 1
        }
        expect(passAt(samples, right, k)).toBeCloseTo(passed / draws, 10)
      }),
    )
  })

  it('is a mean over the rows that have enough samples', () => {
    const tally = new PassRateTally([1, 2, 4])
    tally.add(2, 1)
    tally.add(4, 4)
    tally.add(1, 0)
    const other = new PassRateTally([1, 2, 4])
    other.add(4, 0)
    tally.merge(other)
    expect(tally.report()).toEqual({
      pass_at: [
        { k: 1, rows: 4, value: 1.5 / 4 },
        { k: 2, rows: 3, value: 2 / 3 },
        { k: 4, rows: 2, value: 0.5 },
      ],
      rates: { '0/1': 1, '0/4': 1, '1/2': 1, '4/4': 1 },
      rows: 4,
      mean: 1.5 / 4,
      most_samples: 4,
    })
  })

  it('is nothing without rows', () => {
    expect(new PassRateTally().report()).toEqual({ pass_at: [], rates: {}, rows: 0, mean: null, most_samples: 0 })
  })
})

describe('examples', () => {
  const example = (line: number) => ({ file: 'x', line, id: undefined, reference: '', prediction: '', extracted: true, reason: '' })

  it('are few, of each outcome, and the same in every run', () => {
    const draw = () => {
      const examples = new Examples(3)
      for (let line = 1; line <= 1000; line += 1) examples.offer('wrong', line, 0, () => example(line))
      examples.offer('correct', 1, 0, () => example(0))
      return examples
    }
    const lines = draw()
      .of('wrong')
      .map(({ line }) => line)
    expect(lines).toHaveLength(3)
    expect(draw().of('correct')).toHaveLength(1)
    expect(draw().of('undecided')).toHaveLength(0)
    expect(draw().of('wrong')).toEqual(draw().of('wrong'))
    expect(lines).toEqual(lines.toSorted((a, b) => a - b))
  })

  it('are the same when the input is judged in parts', () => {
    const whole = new Examples(3)
    const joined = new Examples(3)
    for (let first = 1; first <= 1000; first += 90) {
      const part = new Examples(3)
      for (let line = first; line < first + 90; line += 1) {
        whole.offer('wrong', line, 0, () => example(line))
        part.offer('wrong', line, 0, () => example(line))
      }
      joined.merge(part.kept())
    }
    expect(joined.of('wrong')).toEqual(whole.of('wrong'))
  })

  it('may be none', () => {
    const examples = new Examples(0)
    examples.offer('wrong', 1, 0, () => example(1))
    expect(examples.of('wrong')).toEqual([])
  })
})

describe('numbers', () => {
  it('are written alike everywhere', () => {
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567'])
    expect([null, 0, 1 / 3, 1].map(percent)).toEqual(['–', '0.00 %', '33.33 %', '100.00 %'])
  })
})
