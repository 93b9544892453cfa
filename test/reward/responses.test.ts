/** Responses as templates, stop reasons and data sets make them: what each pays under the presets that see them most. */
import { describe, expect, it } from 'vitest'
import { type PresetName, type RewardInput, type RewardOptions, reward } from '../../src/reward.ts'

type Sample = Omit<RewardInput, 'reference'> & { readonly reference?: string }

/** What it shows, sample, options, then the scores of `accuracy`, `format+accuracy`, `vision-r1`. */
const table: readonly [string, Sample, RewardOptions, number, number, number][] = [
  ['tags without spaces', { response: '<think>1+1</think><answer>2</answer>' }, {}, 1, 1, 1],
  ['tags with spaces', { response: '<think> 1+1 </think> <answer> 2 </answer>' }, {}, 1, 1, 1],
  ['tags on lines', { response: '<think>\n1+1\n</think>\n\n<answer>\n2\n</answer>\n' }, {}, 1, 1, 1],
  ['`Final Answer:` in the tag', { response: '<think>1+1</think><answer> Final Answer:2 </answer>' }, {}, 1, 1, 1],
  ['a box in the tag', { response: '<think>1+1</think><answer>\\boxed{2}</answer>' }, {}, 1, 1, 1],
  ['thinking that the template opened, unsaid', { response: '1+1</think><answer>2</answer>' }, {}, 1, 0.9, 0],
  ['thinking that the template opened', { response: '1+1</think><answer>2</answer>' }, { thinkingOpened: true }, 1, 1, 1],
  ['opened by the template and by the model', { response: '<think>1+1</think><answer>2</answer>' }, { thinkingOpened: true }, 1, 1, 1],
  ['opened and never closed, with a box', { response: 'So \\boxed{2}, but wait' }, { thinkingOpened: true }, 0, 0, 0],
  ['opened and never closed, with a tag', { response: 'So <answer>2</answer>' }, { thinkingOpened: true }, 0, 0, 0],
  ['unclosed thinking', { response: '<think>1+1 = \\boxed{2}' }, {}, 0, 0, 0],
  ['unclosed thinking before a tag', { response: '<think>1+1 <answer>2</answer>' }, {}, 0, 0, 0],
  ['a box before a cut-off', { response: '<think>1+1</think>So \\boxed{2} and', finishReason: 'length' }, {}, 0, 0.1, 0],
  ['a box that is cut off', { response: '<think>1+1</think>So \\boxed{2' }, {}, 0, 0, 0],
  ['a tag that is cut off', { response: '<think>1+1</think><answer>2' }, {}, 0, 0, 0],
  ['another answer in the thinking', { response: '<think>\\boxed{3}? No.</think><answer>2</answer>' }, {}, 1, 1, 1],
  ['a correction in words', { response: '<think>1</think>It is \\boxed{3}. No, I forgot one: \\boxed{2}.' }, {}, 1, 1, 0],
  [
    'equivalent answers that disagree with the gold',
    { response: '<think>1+1</think><answer>2</answer>', reference: '3', references: ['2', '5'] },
    {},
    1,
    1,
    1,
  ],
  [
    'equivalent answers that all fail',
    { response: '<think>1+1</think><answer>4</answer>', reference: '3', references: ['2', '5'] },
    {},
    0,
    0.1,
    0,
  ],
  [
    'a gold that cannot be read, and one that can',
    { response: '<think>1</think><answer>2</answer>', reference: '\\frac{1}{', references: ['2'] },
    {},
    1,
    1,
    1,
  ],
]

describe.each(table)('%s', (_, sample, options, accuracy, formatted, hard) => {
  it.each<[PresetName, number]>([
    ['accuracy', accuracy],
    ['format+accuracy', formatted],
    ['vision-r1', hard],
  ])('pays under %s %d', (preset, score) => {
    const result = reward({ reference: '2', ...sample }, preset, options)
    expect(result.score, result.reason).toBe(score)
  })
})

describe('one final answer', () => {
  it.each<[string, 0 | 1]>([
    ['<answer>1</answer><answer>2</answer>', 0],
    ['<answer>1</answer> or <answer>2</answer>', 0],
    ['<answer>2</answer>\n\n<answer>2</answer>', 1],
    ['<answer>1</answer> That is wrong: I forgot one. <answer>2</answer>', 1],
    ['Answer: 1 or Answer: 2', 0],
    ['The answer is 1. The answer is 2.', 0],
    ['The answer is 1. I made a mistake there. The answer is 2.', 1],
    ['Answer: 2\nAnswer: 2', 1],
    ['#### 1 or #### 2', 0],
    ['#### 1\n#### 2', 0],
    ['#### Step 1\nOne and one.\n#### 2', 1],
    ['#### 1\nNo, that is too little.\n#### 2', 1],
    ['<answer>1</answer> or \\boxed{2}', 0],
    ['<think><answer>1</answer></think><answer>2</answer>', 1],
    ['\\boxed{1} or \\boxed{2}', 0],
    ['\\boxed{1}. No, one more: \\boxed{2}', 1],
  ])('%j pays %d', (response, score) => {
    const result = reward({ response, reference: '2' }, 'accuracy')
    expect(result.score, result.reason).toBe(score)
  })

  it('says which one stands beside it, and may be switched off', () => {
    const input = { response: '<answer>1</answer><answer>2</answer>', reference: '2' }
    expect(reward(input, 'accuracy').reason).toMatch(/The rule pays for one final answer, and "1" stands beside it\.$/)
    expect(reward(input, { oneAnswer: false }).score).toBe(1)
  })
})
