import { describe, expect, it } from 'vitest'
import { overlapScore, relativeErrorScore, wordErrorScore } from '../../src/reward/measure.ts'
import { type Judgement, judgementValue, type Method, videoR1Method, wethinkMethod } from '../../src/reward/method.ts'
import { type RewardInput, reward } from '../../src/reward.ts'

const row: RewardInput = { response: '<think>Hm.</think><answer>It sleeps on a mat.</answer>', reference: 'a cat asleep' }
const format = 0.3

describe('a model judge', () => {
  it.each<[Judgement | undefined, number | null, number | null]>([
    ['correct', 1, 1],
    ['partly', 0.5, 0.35 + format],
    ['incorrect', 0, format],
    ['unparsed', 0, format],
    [0.25, 0.25, 0.175 + format],
    [0, 0, format],
    [null, null, null],
    [undefined, null, null],
  ])('that says %j makes an accuracy of %d and a score of %d', (judgement, accuracy, score) => {
    const result = reward({ ...row, method: 'model', ...(judgement !== undefined && { judgement }) }, 'wethink')
    expect(result.accuracy).toBe(accuracy)
    if (score === null) expect(result.score).toBeNull()
    else expect(result.score).toBeCloseTo(score, 12)
    expect(result.method).toBe('model')
  })

  it('is not asked about a response without an answer', () => {
    const result = reward({ ...row, response: 'No tag at all.', method: 'model', judgement: 'correct' }, 'wethink')
    expect([result.accuracy, result.score]).toEqual([0, 0])
  })

  it('speaks by the tiers of the rule', () => {
    const rule = { methods: ['model'], tiers: { partly: 0.8, unparsed: null } } as const
    expect(reward({ ...row, judgement: 'partly' }, rule).score).toBe(0.8)
    expect(reward({ ...row, judgement: 'unparsed' }, rule).score).toBeNull()
  })

  it('may say only what a tier is', () => {
    expect(() => reward({ ...row, method: 'model', judgement: 'yes' as Judgement }, 'wethink')).toThrow(
      "Expected judgement to be 'correct', 'partly', 'incorrect', 'unparsed', found 'yes'",
    )
    expect(() => judgementValue(1.5, { correct: 1, partly: 0.5, incorrect: 0, unparsed: 0 })).toThrow(
      'Expected judgement to be from 0 to 1',
    )
    expect(() => reward({ ...row, method: 'model' }, 'accuracy')).toThrow("Expected method to be 'rule', found 'model'")
  })

  it.each<[Method, Judgement | null, string]>([
    ['model', 'partly', 'The model judge says partly, worth 0.8.'],
    ['model', 'unparsed', 'The model judge says unparsed, worth nothing that counts.'],
    ['model', 0.25, 'The model judge says 0.25.'],
    ['measure', 0.5, 'The measure says 0.5.'],
    ['measure', null, 'The measure has not spoken.'],
  ])('by %s gives %j as its reason', (method, judgement, reason) => {
    const rule = { methods: [method], tiers: { partly: 0.8, unparsed: null } } as const
    expect(reward({ ...row, method, judgement }, rule).parts.find(({ name }) => name === 'accuracy')?.reason).toBe(reason)
  })

  it('is paid between the prices of a rule', () => {
    const rule = { methods: ['measure'], prices: { equivalent: 1, different: -1 } } as const
    expect(reward({ ...row, judgement: 0.75 }, rule).score).toBe(0.5)
  })
})

describe('a row says who judges', () => {
  it.each<[{ reward?: string; category?: string }, 'rule' | 'model']>([
    [{ reward: 'rule' }, 'rule'],
    [{ reward: 'Model-based' }, 'model'],
    [{ reward: 'LLM judge' }, 'model'],
    [{ reward: 'rule', category: 'descriptive' }, 'rule'],
    [{ reward: '', category: 'Multiple choice' }, 'rule'],
    [{ category: 'fill-in-the-blank' }, 'rule'],
    [{ category: 'Descriptive' }, 'model'],
    [{ category: 'open-ended' }, 'model'],
  ])('%j: %s', (fields, method) => expect(wethinkMethod(fields)).toBe(method))

  it('or is refused', () => {
    expect(() => wethinkMethod({ category: 'song' })).toThrow(
      "Expected reward or category to name a rule or a model judge, found reward undefined and category 'song'",
    )
    expect(() => videoR1Method('ocr')).toThrow("Expected problem_type to be 'multiple choice', 'numerical', 'OCR'")
  })

  it.each<[string, Method]>([
    ['multiple choice', 'rule'],
    ['numerical', 'rule'],
    ['OCR', 'ocr'],
    ['free-form', 'overlap'],
    ['regression', 'regression'],
  ])('in Video-R1: %s by %s', (type, method) => expect(videoR1Method(type)).toBe(method))
})

describe('measures', () => {
  it.each<[string, string, number | null]>([
    ['one two three', 'one two three', 1],
    ['One, two; THREE', 'one two three', 1],
    ['one two three', 'one three', 2 / 3],
    ['one two three', 'three two one', 1 / 3],
    ['one', 'one two three four', 0],
    ['one two', '', 0],
    ['', 'one', null],
    ['今天下雨', '今天下雪', 3 / 4],
    [Array.from({ length: 2_001 }, () => 'a').join(' '), 'a', null],
  ])('words of %j in %j: %d', (reference, prediction, score) => {
    const found = wordErrorScore(reference, prediction)
    if (score === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo(score, 12)
  })

  // ROUGE-1 2·2/(3+2), ROUGE-2 2·1/(2+1), ROUGE-L 2·2/(3+2), and so on, by hand.
  it.each<[string, string, number | null]>([
    ['a b c', 'a b c', 1],
    ['a b c', 'a b', (0.8 + 2 / 3 + 0.8) / 3],
    ['a b c', 'c b a', (1 + 0 + 1 / 3) / 3],
    ['a', 'a', 1],
    ['a', 'b', 0],
    ['a b', '', 0],
    ['...', 'a', null],
    ['a b', 'a a a b', (2 * (2 / 6) + 2 * (1 / 4) + 2 * (2 / 6)) / 3],
  ])('overlap of %j with %j: %d', (reference, prediction, score) => {
    const found = overlapScore(reference, prediction)
    if (score === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo(score, 12)
  })

  it.each<[string, string, number | null]>([
    ['200', '150', 0.75],
    ['200', '200.0', 1],
    ['1,000', '1000', 1],
    ['-4', '-5', 0.75],
    ['4', '-4', 0],
    ['0', '0', 1],
    ['0', '0.001', 0],
    ['2e2', '150', 0.75],
    ['2e2', '2e02', 1],
    ['0.25', '.25', 1],
    ['12,345.75', '12345.75', 1],
    ['200', '150a', 0],
    ['200', 'a150', 0],
    ['200', '1,50', 0],
    ['200', '1500,000', 0],
    ['200', '.', 0],
    ['200', '2e', 0],
    ['200', '100+100', 0],
    ['200', '', 0],
    ['200', '1e999', 0],
    ['many', '150', null],
    ['', '150', null],
  ])('nearness of %j to %j: %d', (reference, prediction, score) => {
    expect(relativeErrorScore(reference, prediction)).toBe(score)
  })

  it('decide rows of Video-R1', () => {
    const say = (answer: string) => `<think>Hm.</think><answer>${answer}</answer>`
    expect(reward({ response: say('one three'), reference: 'one two three', method: 'ocr' }, 'video-r1').score).toBeCloseTo(1 + 2 / 3, 12)
    expect(reward({ response: say('150'), reference: '200', method: 'regression' }, 'video-r1').score).toBe(1.75)
    expect(reward({ response: say('a b'), reference: 'a b c', method: 'overlap' }, 'video-r1').score).toBeCloseTo(1 + (1.6 + 2 / 3) / 3, 12)
    expect(reward({ response: say('150'), reference: 'many', method: 'regression' }, 'video-r1').score).toBeNull()
    expect(reward({ response: say('150'), reference: '200', method: 'regression' }, 'video-r1', { compat: true }).score).toBe(1.75)
  })
})
