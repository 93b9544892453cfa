import { describe, expect, it } from 'vitest'
import { cosineLengthReward, cosineOfPi } from '../../src/reward/cosine.ts'
import { overlongPenalty } from '../../src/reward/overlong.ts'
import { priceVerdict } from '../../src/reward/price.ts'
import { repeatedShare, repetitionPenalty } from '../../src/reward/repetition.ts'
import { resolveRule } from '../../src/reward/resolve.ts'
import { reward } from '../../src/reward.ts'
import { provedVerdict } from './verdicts.ts'

describe('an overlong response', () => {
  const limits = { maxTokens: 16_384, buffer: 2_000 }
  it.each<[number, number, number]>([
    [0, 0, 0],
    [14_384, 0, 0],
    [14_385, -0.0005, -0.0005],
    [15_384, -0.5, -0.5],
    [16_384, -1, -1],
    [18_384, -1, -2],
  ])('of %d tokens costs %d clamped, %d unclamped', (tokens, clamped, unclamped) => {
    expect(overlongPenalty(tokens, limits)).toBe(clamped)
    expect(overlongPenalty(tokens, { ...limits, clamp: false })).toBe(unclamped)
    expect(overlongPenalty(tokens, { ...limits, factor: 0.5 })).toBe(clamped / 2)
  })

  it('costs nothing by a factor of 0, and no count is refused silently', () => {
    expect(overlongPenalty(99_999, { ...limits, factor: 0 })).toBe(0)
    expect(() => overlongPenalty(-1, limits)).toThrow('Expected tokens to be a whole number from 0 on, found -1')
    expect(() => overlongPenalty(1, { ...limits, factor: -1 })).toThrow('Expected overlong.factor to be 0 or more, because it is a price')
  })
})

describe('repetition', () => {
  it.each<[string, number, number]>([
    ['the cat the cat the cat', 2, 3 / 5],
    ['The cat, the CAT.', 2, 1 / 3],
    ['a b c d', 2, 0],
    ['a a a a', 1, 3 / 4],
    ['a a a a', 4, 0],
    ['a b', 3, 0],
    ['', 1, 0],
    ['好好好好', 1, 3 / 4],
    ['x y x y x y x y', 3, 4 / 6],
  ])('of %j in %d-grams: %d', (text, n, share) => {
    expect(repeatedShare(text, n)).toBeCloseTo(share, 15)
    expect(repetitionPenalty(text, { n, penalty: 2 })).toBeCloseTo(-2 * share, 15)
  })

  it('agrees with counting n-grams as texts', () => {
    const words = Array.from({ length: 300 }, (_, at) => `w${(at * at) % 7}`)
    for (const n of [1, 2, 3, 5, 8, 40]) {
      const grams = words.slice(0, words.length - n + 1).map((_, at) => words.slice(at, at + n).join(' '))
      expect(repeatedShare(words.join(' '), n)).toBeCloseTo(1 - new Set(grams).size / grams.length, 12)
    }
  })

  it('is a part of the score where a rule says so', () => {
    const rule = resolveRule({ repetition: { n: 1, penalty: 1 } })
    const { score, parts } = reward({ response: 'so so so so \\boxed{2}', reference: '2' }, rule)
    expect(score).toBeCloseTo(1 - 3 / 6, 12)
    expect(parts.at(-1)).toEqual({ name: 'repetition', value: -0.5, weight: 1, reason: 'Repeating costs 0.5.' })
    expect(reward({ response: '\\boxed{2}', reference: '2' }, rule).parts.at(-1)).toEqual({
      name: 'repetition',
      value: 0,
      weight: 1,
      reason: 'Nothing is repeated.',
    })
  })

  it('of a very long text and an n beyond reason', () => {
    expect(repeatedShare('a '.repeat(300_000), 20)).toBeCloseTo(1, 4)
    expect(() => repeatedShare('a', 101)).toThrow('Expected n to be at most 100, found 101')
  })
})

describe('the cosine', () => {
  it('is that of a table', () => {
    for (let step = 0; step <= 64; step++) expect(cosineOfPi(step / 64)).toBeCloseTo(Math.cos((Math.PI * step) / 64), 15)
    expect([cosineOfPi(0), cosineOfPi(0.5), cosineOfPi(1)]).toEqual([1, 0, -1])
  })

  it.each<[boolean, number, number]>([
    [true, 0, 1],
    [true, 500, 0.75],
    [true, 1000, 0.5],
    [true, 1001, -1],
    [false, 0, -1],
    [false, 500, -0.75],
    [false, 1000, -0.5],
    [false, 1001, -1],
  ])('for an answer that is right (%s) in %d tokens gives %d', (right, tokens, value) => {
    expect(cosineLengthReward(right, tokens, { maxTokens: 1000 })).toBe(value)
  })

  it('takes ends of its own', () => {
    const spec = { maxTokens: 10, right: { short: 2, long: 1 }, wrong: { short: -10, long: 0 }, exceeded: -10 }
    expect(cosineLengthReward(true, 5, spec)).toBe(1.5)
    expect(cosineLengthReward(false, 5, spec)).toBe(-5)
    expect(cosineLengthReward(false, 11, spec)).toBe(-10)
  })

  it('leaves a sample unscored that the reference leaves unscored', () => {
    const rule = resolveRule({ weights: { accuracy: 0 }, cosine: { maxTokens: 1000 } })
    const score = (reference: string) => reward({ response: '\\boxed{2}', reference, tokens: 500 }, rule).score
    expect([score('2'), score('3'), score('\\frac{1}{')]).toEqual([0.75, -0.75, null])
    const part = (reference: string, tokens?: number) =>
      reward({ response: '\\boxed{2}', reference, ...(tokens !== undefined && { tokens }) }, rule).parts.at(-1)
    const about = { name: 'length', weight: 1 }
    expect(part('2', 500)).toEqual({ ...about, value: 0.75, reason: 'The length of 500 tokens is worth 0.75.' })
    expect(() => part('2')).toThrow('Expected tokens, because the rule')
    expect(priceVerdict(provedVerdict, '', rule).parts.at(-1)).toEqual({
      ...about,
      value: null,
      reason: 'The length in tokens is not known.',
    })
    expect(part('\\frac{1}{', 500)).toEqual({ ...about, value: null, reason: 'What length is worth depends on the answer.' })
  })
})
