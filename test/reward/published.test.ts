import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  areCommutingLetters,
  areEqualSets,
  areRoundedEqual,
  beginsWithLetter,
  choiceLetter,
  holdsOnlyLetter,
  minervaText,
} from '../../src/reward/published/equality.ts'
import { isTagsOnce, isThinkAnswer, isThinkBox, isTightTags, tagShare, withoutBlanksAtMarks } from '../../src/reward/published/formats.ts'
import { publishedFunctions } from '../../src/reward/published/published.ts'
import { answerLine, answerOrRest, boxesIn, firstAnswerTag, hashNumber, mathVerifyReading } from '../../src/reward/published/reading.ts'
import { type PresetName, type RuleSpec, reward, rewardPresets } from '../../src/reward.ts'

describe('a published format', () => {
  /** EasyR1 r1v, EasyR1 math, MM-EUREKA, LMM-R1: kept or not; V-Triune: the share. */
  it.each<[string, boolean, boolean, boolean, boolean, number]>([
    ['<think>a</think><answer>2</answer>', true, false, true, true, 0],
    ['<think>a</think>\n<answer>2</answer>', true, false, true, false, 0],
    ['<think>\na\n</think>\n<answer>\n2\n</answer>', true, false, true, false, 1],
    ['<think>\na\n</think>\n\n<answer>\n2\n</answer>', true, false, true, false, 1],
    ['<think></think><answer>2</answer>', true, false, false, true, 0],
    ['<think>a</think><answer></answer>', true, false, false, true, 0],
    ['<think>a</think><answer>2</answer><answer>3</answer>', true, false, false, false, 0],
    ['<think>a</think>b</think><answer>2</answer>', true, false, false, false, 0],
    ['<think>a</think>so<answer>2</answer>', false, false, false, false, 0],
    ['well <think>a</think><answer>2</answer>', false, false, true, false, 0],
    ['<think>a</think><answer>2</answer> done', false, false, true, false, 0],
    ['<think>a</think>\\boxed{2}', false, true, false, false, 0],
    ['<think>a</think>\\boxed{', false, false, false, false, 0],
    ['<think>\\boxed{2}</think>', false, false, false, false, 0],
    ['<answer>2</answer>', false, false, false, false, 0],
    ['<think>a</think><answer></answer>b</answer>', true, false, false, false, 0],
    ['<think>a</think><answer>', false, false, false, false, 0],
    ['<think>a</think></answer>', false, false, false, false, 0],
    ['', false, false, false, false, 0],
  ])('of %j', (response, r1v, math, eureka, lmm, triune) => {
    expect([isThinkAnswer, isThinkBox, isTagsOnce, isTightTags].map(isKept => isKept(response))).toEqual([r1v, math, eureka, lmm])
    expect(tagShare(response)).toBe(triune)
  })

  it('agrees with its regular expression', () => {
    const piece = fc.constantFrom('<think>', '</think>', '<answer>', '</answer>', ' ', '\n', 'a', '\\boxed{', '}')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), pieces => {
        const response = pieces.join('')
        const matches = (pattern: RegExp): boolean => pattern.test(response)
        expect(isThinkAnswer(response)).toBe(matches(/^<think>.*?<\/think>\s*<answer>.*?<\/answer>$/s))
        expect(isThinkBox(response)).toBe(matches(/^<think>.*<\/think>.*\\boxed\{.*\}.*$/s))
        expect(withoutBlanksAtMarks(response)).toBe(response.replace(/\s*([<>/])\s*/g, '$1'))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a published function reads', () => {
  it.each<[string, readonly string[]]>([
    ['\\boxed{1} then \\boxed{2}', ['1', '2']],
    ['\\boxed{\\boxed{2}}', ['\\boxed{2}']],
    ['<think>\\boxed{1}</think>\\boxed{\\frac{1}{2}}', ['1', '\\frac{1}{2}']],
    ['\\boxed{1', []],
    ['none', []],
  ])('the boxes of %j: %j', (response, boxes) => expect(boxesIn(response)).toEqual(boxes))

  it.each<[string, readonly string[]]>([
    ['\\boxed{1} or \\boxed{2}', ['\\{1, 2\\}']],
    ['\\boxed{2} and \\boxed{2}', ['2']],
    ['<think>\\boxed{2}</think> Done.', ['2']],
    ['It is 2.', ['2']],
    ['<think>It is 2.</think>', ['2']],
    ['It is<answer>2</answer>', ['2']],
    ['', []],
  ])('with Math-Verify %j: %j', (response, texts) => expect(mathVerifyReading(response)).toEqual(texts))

  it.each<[string, string | undefined, string | undefined, string]>([
    ['<answer>1</answer><answer>2</answer>', '1', '1', '1'],
    ['<answer>1\n</answer><answer>2</answer>', '1\n', '2', '1\n'],
    ['<answer>1', undefined, undefined, '1'],
    ['none', undefined, undefined, 'none'],
  ])('the tags of %j', (response, first, oneLine, rest) => {
    expect([firstAnswerTag(response), firstAnswerTag(response, { oneLine: true }), answerOrRest(response)]).toEqual([first, oneLine, rest])
  })

  it.each<[string, string | undefined]>([
    ['Answer: 1\nAnswer: 2', '2'],
    ['ANSWER : 3', '3'],
    ['Answer: 1 or Answer: 2', '1 or Answer: 2'],
    ['Answer:\n\n5\nDone.', '5'],
    ['Answer:', undefined],
    [`Answer: 1${' '.repeat(300)}`, undefined],
    ['none', undefined],
  ])('the line of %j: %j', (response, text) => expect(answerLine(response)).toBe(text))

  it.each<[string, string | undefined]>([
    ['#### 1,234', '1234'],
    ['#### 1\n#### -2.5', '-2.5'],
    ['####2', undefined],
    ['#### $5', undefined],
    ['#### 12.5.', '12.5.'],
    ['#### two', undefined],
  ])('the number of %j: %j', (response, text) => expect(hashNumber(response)).toBe(text))
})

describe('a published function takes for equal', () => {
  it.each([
    ['silent', 'listen', true],
    ['up, left', 'left, up, up', true],
    ['UDLR', 'UDL', false],
    ['up, left', 'up', false],
    ['12', '21', false],
    ['', '', false],
  ])('letters %j and %j: %j', (a, b, equal) => expect(areCommutingLetters(a, b)).toBe(equal))

  it.each([
    ['(1,2)', '\\{1,2\\}', true],
    ['1, 1, 2', '2,1', true],
    ['(1,2),(3,4)', '(3,4),(1,2)', true],
    ['\\left(2,1\\right)', '[1,2]', true],
    ['1,2', '1,2,3', false],
    ['(1,2),(3,4)', '(2,1),(3,4)', false],
    ['1', '1', false],
    ['', ',', false],
    ['(1', '1,1', false],
    [',1', '1,1', false],
    ['1,1', '1,', false],
    ['1,(2,3)', '1,(2,3)', true],
    ['1,(2)', '1,2', false],
    ['3(1,2)', '1,2', false],
  ])('sets %j and %j: %j', (a, b, equal) => expect(areEqualSets(a, b, (left, right) => left === right)).toBe(equal))

  it.each([
    ['not B', 'B', true],
    ['B or C', 'B', false],
    ['Because', 'B', false],
    ['', 'B', false],
    ['12', '2', false],
  ])('a letter in %j for %j: %j', (a, b, equal) => expect(holdsOnlyLetter(a, b)).toBe(equal))

  it.each([
    ['B or C', 'B', true],
    ['Because', 'B', true],
    ['C', 'B', false],
    ['22', '2', false],
  ])('a beginning %j for %j: %j', (a, b, equal) => expect(beginsWithLetter(a, b)).toBe(equal))

  it.each<[string, string | undefined]>([
    ['A', 'A'],
    ['b. 12', 'B'],
    ['(C) 12', 'C'],
    ['\\text{D}', 'D'],
    ['a 5', 'A'],
    ['x y', 'X'],
    ['ab', undefined],
    ['12', undefined],
  ])('the choice of %j: %j', (box, letter) => expect(choiceLetter(box)).toBe(letter))

  it.each([
    ['x = 3 = 2', '2'],
    ['$\\boxed{1,000}$', '1000'],
    ['5\\text{ cm}', '5'],
    ['1, 2', '12'],
    ['1,2', '12'],
    ['50\\%', '50'],
  ])('DAPO’s text of %j: %j', (answer, text) => expect(minervaText(answer)).toBe(text))

  it.each([
    ['0.001', '0.004', true],
    ['2.0', '2', false],
    ['2', '2', true],
    ['1.006', '1.01', true],
    ['1.00', '1.01', false],
    ['two', '2', false],
  ])('numbers %j and %j: %j', (a, b, equal) => expect(areRoundedEqual(a, b)).toBe(equal))
})

describe('compat', () => {
  const published = Object.keys(publishedFunctions) as PresetName[]

  it('is known for every preset that is not ours alone', () => {
    expect(published).toEqual(Object.keys(rewardPresets).filter(name => name !== 'accuracy' && name !== 'format+accuracy'))
  })

  it('is told in the name of the rule, and keeps our verdict beside', () => {
    const { rule, verdict, accuracy, reason } = reward({ response: '\\boxed{silent}', reference: 'listen' }, 'deepvision', { compat: true })
    expect([rule, verdict.outcome, accuracy]).toEqual(['deepvision (compat)', 'different', 1])
    expect(reason).toMatch(/The published function takes them for equal\.$/)
  })

  it('knows the text of a gold alone, and its alternatives', () => {
    const input = { response: '\\boxed{2}', reference: { answer: '3', type: 'number' }, references: [{ answer: '2' }] } as const
    expect(reward(input, 'deepvision', { compat: true }).score).toBe(1)
    expect(reward(input, 'deepvision-no-eq', { compat: true }).score).toBe(0)
    expect(() => reward({ ...input, reference: 3 as unknown as string }, 'deepvision', { compat: true })).toThrow(
      'Expected reference as a string',
    )
  })

  it('prices a measure and a judge like ours', () => {
    const input = { response: '<think>a</think><answer>b c</answer>', reference: 'c b', method: 'model', judgement: 0.5 } as const
    expect(reward(input, 'wethink', { compat: true }).score).toBeCloseTo(0.65, 12)
  })

  it('cuts at the limit of a stage', () => {
    const input = { response: '<think>a</think><answer>2</answer>', reference: '2', tokens: 5000 }
    expect(reward(input, 'vision-r1', { compat: true, maxTokens: 4096 }).score).toBe(0)
    expect(reward(input, 'vision-r1', { compat: true, maxTokens: 8192 }).score).toBe(1)
  })

  it('is refused for a preset of ours, for a rule, and with a policy', () => {
    const input = { response: '\\boxed{2}', reference: '2' }
    const policy = { name: 'mine' } as never
    expect(() => reward(input, 'accuracy', { compat: true })).toThrow(
      "Expected a preset with a published function for compat, one of 'dapo'",
    )
    expect(() => reward(input, {} as RuleSpec, { compat: true })).toThrow('Expected the name of a preset for compat, found a rule')
    expect(() => reward(input, 'deepvision', { compat: true, policy })).toThrow('Expected no policy with compat')
    expect(() => reward(input, 'deepvision', { compat: 1 as unknown as boolean })).toThrow('Expected compat as true or false, found 1')
  })
})

describe('any text at all', () => {
  const piece = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('<think>', '</think>', '<answer>', '</answer>', '\\boxed{', '}', 'Answer: ', '#### ', '\n', '2', ' or '),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  )
  it('gets a score from every preset, ours and published', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('2', 'B', 'listen', '\\frac{1}{'), (pieces, reference) => {
        const input = { response: pieces.join(''), reference, tokens: 10 }
        for (const preset of Object.keys(rewardPresets) as PresetName[]) {
          const modes = publishedFunctions[preset as keyof typeof publishedFunctions] === undefined ? [false] : [false, true]
          for (const compat of modes) {
            const { score, accuracy } = reward(input, preset, { compat })
            if (reference !== '\\frac{1}{') expect(score).not.toBeNull()
            if (accuracy !== null) expect(accuracy === 0 || accuracy === 1).toBe(true)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it.each(['<think>', '</think> ', '<answer>', '\\boxed{', '\\boxed{1}', 'Answer: ', '#### 1 ', '< ', 'wait ', '\n'])(
    'in long runs of %j',
    unit => {
      const input = { response: unit.repeat(100_000), reference: '2', tokens: 10 }
      for (const preset of Object.keys(rewardPresets) as PresetName[]) expect(reward(input, preset).accuracy).toBe(0)
      for (const preset of published()) expect(reward(input, preset, { compat: true }).accuracy).toBe(0)
    },
  )
})

const published = (): readonly PresetName[] => Object.keys(publishedFunctions) as PresetName[]

describe('a soft limit of length as published', () => {
  const sample = { response: '\\boxed{2}', reference: '2', tokens: 20_384 }
  const overlong = { maxTokens: 16_384, buffer: 2_000, factor: 0.1 }
  it.each<[PresetName, boolean, number]>([
    // (20,384 − 14,384) ÷ 2,000 × 0.1 = 0.3 where it goes on falling, 0.1 where it ends at the limit.
    ['deepvision', true, 0.7],
    ['deepvision-eq', true, 0.7],
    ['deepvision', false, 0.9],
    ['vl-rethinker', true, 0.9],
  ])('of %s, compat %s', (preset, compat, score) => {
    expect(reward(sample, preset, { compat, overlong }).score).toBeCloseTo(score, 12)
    expect(reward(sample, preset, { compat, overlong: { ...overlong, clamp: true } }).score).toBeCloseTo(0.9, 12)
  })
})

describe('a published function pays', () => {
  const thought = (answer: string): string => `<think>a</think><answer>${answer}</answer>`

  it.each<[PresetName, string, string, number]>([
    ['video-r1', thought('cat'), ' cat ', 1],
    ['video-r1', thought('dog'), 'cat', 0],
    ['video-r1', thought('2.5'), '2.50', 1],
    ['video-r1', thought('2.5'), 'cat', 0],
    ['easyr1-r1v', `${thought('1\n')}<answer>2</answer>`, '2', 1],
    ['easyr1-r1v', `${thought('1\n')}<answer>2</answer>`, '1', 0],
  ])('by %s %j for %j: %d', (preset, response, reference, accuracy) => {
    expect(reward({ response, reference }, preset, { compat: true }).accuracy).toBe(accuracy)
  })

  it('and says to what share the format is kept', () => {
    const { parts } = reward({ response: thought('cat'), reference: 'cat' }, 'video-r1', { compat: true })
    expect(parts.map(({ reason }) => reason)).toContain('The published format is kept to 1.')
  })
})
