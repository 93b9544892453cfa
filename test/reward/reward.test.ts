import { describe, expect, it } from 'vitest'
import { policies } from '../../src/compare/policy.ts'
import type { Verdict } from '../../src/compare/verdict.ts'
import {
  formatProblem,
  logFields,
  priceVerdict,
  type RewardInput,
  type RewardOptions,
  type RuleSpec,
  reward,
  rewardPresets,
} from '../../src/reward.ts'

type Preset = 'accuracy' | 'deepvision' | 'format+accuracy'

/** Sample, preset: score, accuracy, format. Computed by hand. */
const table: readonly [string, RewardInput, Preset, number | null, 0 | 1 | null, 0 | 1 | null][] = [
  ['a right box', { response: 'So \\boxed{0.5}.', reference: '\\frac12' }, 'accuracy', 1, 1, null],
  ['a wrong box', { response: 'So \\boxed{0.4}.', reference: '\\frac12' }, 'accuracy', 0, 0, null],
  ['a right tag', { response: '<answer>4</answer>', reference: '4' }, 'accuracy', 1, 1, null],
  ['a right tag with spaces', { response: '<answer> 4 </answer>', reference: '4' }, 'accuracy', 1, 1, null],
  ['prose alone', { response: 'It is 4, I think.', reference: '4' }, 'accuracy', 0, 0, null],
  ['an alternative', { response: '\\boxed{18.5}', reference: '37/3', references: ['37/2'] }, 'accuracy', 1, 1, null],
  ['a letter for its option', { response: '\\boxed{B}', reference: '12', choices: ['10', '12'] }, 'accuracy', 1, 1, null],
  ['the option of another letter', { response: '\\boxed{A}', reference: '12', choices: ['10', '12'] }, 'accuracy', 0, 0, null],
  ['a declared order', { response: '\\boxed{3, 1}', reference: '1, 3', gold: { ordered: true } }, 'accuracy', 0, 0, null],
  [
    'a declared order that an alternative lifts',
    { response: '\\boxed{3, 1}', reference: '1, 3', references: [{ answer: '1, 3', ordered: false }], gold: { ordered: true } },
    'accuracy',
    1,
    1,
    null,
  ],
  ['an equivalent answer', { response: '\\boxed{37/2}', reference: '18.6', references: ['37/2', '18.5'] }, 'deepvision', 1, 1, null],
  ['no equivalent answers', { response: '\\boxed{37/2}', reference: '37/2', references: ['__EMPTY__'] }, 'deepvision', 1, 1, null],
  [
    'the marker for none as an answer',
    { response: '\\boxed{__EMPTY__}', reference: '3', references: ['__EMPTY__'] },
    'deepvision',
    0,
    0,
    null,
  ],
  ['an answer beside the marker', { response: '\\boxed{2}', reference: '3', references: ['2', '__EMPTY__'] }, 'deepvision', 0, 0, null],
  [
    'the marker with a declaration',
    { response: '\\boxed{2}', reference: '3', references: ['2', { answer: '__EMPTY__' }] },
    'deepvision',
    0,
    0,
    null,
  ],
  ['the marker alone as an answer', { response: '\\boxed{__EMPTY__}', reference: '3', references: ['__EMPTY__'] }, 'accuracy', 0, 0, null],
  ['an answer where nothing is marked', { response: '\\boxed{2}', reference: '3', references: ['2', '__EMPTY__'] }, 'accuracy', 1, 1, null],
  ['right and in format', { response: '<think>2+2</think><answer>4</answer>', reference: '4' }, 'format+accuracy', 1, 1, 1],
  ['right in a box behind the thinking', { response: '<think>2+2</think>So \\boxed{4}.', reference: '4' }, 'format+accuracy', 1, 1, 1],
  ['right without thinking', { response: 'So \\boxed{4}.', reference: '4' }, 'format+accuracy', 0.9, 1, 0],
  ['wrong in format', { response: '<think>2+2</think><answer>5</answer>', reference: '4' }, 'format+accuracy', 0.1, 0, 1],
  ['wrong without thinking', { response: 'So \\boxed{5}.', reference: '4' }, 'format+accuracy', 0, 0, 0],
  ['an unread reference', { response: '\\boxed{4}', reference: '\\frac{1}{' }, 'accuracy', null, null, null],
  ['an empty reference', { response: '\\boxed{4}', reference: '' }, 'accuracy', null, null, null],
  [
    'an unread reference, in format',
    { response: '<think>2+2</think><answer>4</answer>', reference: '\\frac{1}{' },
    'format+accuracy',
    null,
    null,
    1,
  ],
  ['no answer to an unread reference', { response: 'I do not know', reference: '\\frac{1}{' }, 'accuracy', 0, 0, null],
]

describe('reward', () => {
  it.each(table)('%s', (_, input, preset, score, accuracy, format) => {
    const result = reward(input, preset)
    expect({ score: result.score, accuracy: result.accuracy, format: result.format }, result.reason).toEqual({ score, accuracy, format })
  })

  it('prices by a rule of the caller', () => {
    const rule: RuleSpec = { prices: { different: -1, causes: { 'no-answer': { prediction: -2 } } } }
    expect(reward({ response: '\\boxed{4}', reference: '4' }, rule).score).toBe(1)
    expect(reward({ response: '\\boxed{5}', reference: '4' }, rule).score).toBe(-1)
    expect(reward({ response: '', reference: '4' }, rule).score).toBe(-2)
  })

  it('searches prose and takes unfinished answers only where a rule says so', () => {
    expect(reward({ response: '\\boxed{2+3}', reference: '5' }, 'accuracy').score).toBe(0)
    expect(reward({ response: '\\boxed{2+3}', reference: '5' }, { finished: false }).score).toBe(1)
    expect(reward({ response: 'Hence $x = 5$.', reference: '5' }, { prose: true }).score).toBe(1)
  })

  it('compares by the policy of the caller', () => {
    const input = { response: '\\boxed{1.414}', reference: '\\sqrt2' }
    expect(reward(input, 'accuracy').score).toBe(1)
    expect(reward(input, 'accuracy', { policy: policies.exact }).score).toBe(0)
  })
})

describe('the length', () => {
  const right: RewardInput = { response: '<think>2+2</think><answer>4</answer>', reference: '4' }

  it('behind the limit of a stage makes a response one that was cut off', () => {
    expect(reward({ ...right, tokens: 4096 }, 'vision-r1', { maxTokens: 4096 }).score).toBe(1)
    const long = reward({ ...right, tokens: 4097 }, 'vision-r1', { maxTokens: 4096 })
    expect([long.score, long.accuracy, long.format]).toEqual([0, 0, 0])
    expect(long.reason).toContain('expected at most 4096 tokens, found 4097')
  })

  it('has to be known where a rule prices it', () => {
    expect(() => reward(right, 'dapo')).toThrow(
      "Expected tokens, because the rule 'dapo' prices the length by overlong (null switches it off)",
    )
    expect(() => reward(right, 'vision-r1', { maxTokens: 4096 })).toThrow(
      "Expected tokens, because the rule 'vision-r1' prices the length by maxTokens",
    )
    expect(() => reward({ ...right, tokens: 1.5 }, 'accuracy')).toThrow('Expected tokens as a whole number from 0 on, found 1.5')
    expect(reward(right, 'dapo', { overlong: null }).score).toBe(1)
  })

  it('is priced by the limits of the run', () => {
    const overlong = { maxTokens: 16_384, buffer: 2_000, factor: 0.1, clamp: false }
    expect(reward({ ...right, tokens: 15_384 }, 'deepvision', { overlong }).score).toBe(1 - 0.05)
    expect(reward({ ...right, tokens: 20_384 }, 'deepvision', { overlong }).score).toBeCloseTo(0.7, 15)
    expect(logFields(reward({ ...right, tokens: 15_384 }, 'deepvision', { overlong })).overlong).toBe(-0.05)
  })
})

/** What a policy under training tries. The reference is 2 unless the row says otherwise. */
const hacks: readonly [string, string, string?][] = [
  ['nothing', ''],
  ['an empty box', '\\boxed{}'],
  ['a box with an open brace', '\\boxed{{}'],
  ['punctuation', ':'],
  ['a placeholder', '\\boxed{Your answer}'],
  ['two boxes', '\\boxed{1} or \\boxed{2}'],
  ['two boxes, the right one first', '\\boxed{2} and \\boxed{3}'],
  ['a hedge', '\\boxed{1 \\text{ or } 2}'],
  ['a sign too many', '\\boxed{\\pm 2}'],
  ['a set of candidates', '\\boxed{\\{1,2,3\\}}'],
  ['everything', '\\boxed{\\mathbb{R}}'],
  ['an ellipsis', '\\boxed{1, 2, 3, \\ldots}'],
  ['the problem restated', '\\boxed{x^2=4}'],
  ['a tautology', '\\boxed{x=x}'],
  ['a chain with a contradiction', '\\boxed{x=2=3}'],
  ['a chain with a contradiction, the right one last', '\\boxed{x=3=2}'],
  ['an unevaluated sum', '\\boxed{\\sum_{i=1}^{2} 1}'],
  ['arithmetic left to do', '\\boxed{1+1}'],
  ['an answer in the thinking part alone', '<think>\\boxed{2}</think> I am done.'],
  ['an unfinished thinking part', '<think>\\boxed{2}'],
  ['a response without an end', 'So \\boxed{2'],
  ['nothing that has a value', '\\boxed{0/0}'],
  ['undefined for undefined', '\\boxed{0/0}', '0/0'],
  ['infinity', '\\boxed{\\infty}'],
  ['a power tower', '\\boxed{9^{9^{9^{9^9}}}}'],
  ['a factorial of a factorial', '\\boxed{(10^9)!!!}'],
  ['deep nesting', `\\boxed{${'('.repeat(5000)}2${')'.repeat(5000)}}`],
  ['a number close by', '\\boxed{2.0000000000001}'],
  ['the letters in another order', '\\boxed{silent}', 'listen'],
  ['all options', '\\boxed{ABCD}', 'B'],
  ['a condition that narrows', '\\boxed{2 \\text{ if } x > 0}'],
  ['a negation', '\\boxed{\\text{not } 2}'],
]

describe.each<Preset>(['accuracy', 'deepvision'])('%s does not pay for', preset => {
  it.each(hacks)('%s', (_, response, reference = '2') => {
    const { score, reason } = reward({ response, reference }, preset)
    expect(score === null || score === 0, reason).toBe(true)
  })

  it('a response that was cut off', () => {
    expect(reward({ response: 'So \\boxed{2} but', reference: '2', finishReason: 'length' }, preset).score).toBe(0)
  })
})

describe('a mistake of the caller', () => {
  const input: RewardInput = { response: '\\boxed{2}', reference: '2' }
  it.each<[string, () => unknown, string]>([
    ['an unknown preset', () => reward(input, 'acuracy' as Preset), "RangeError: Expected a preset among 'accuracy', 'dapo', 'deepvision'"],
    ['an unknown field of a rule', () => reward(input, { prise: 1 } as RuleSpec), 'RangeError: Expected the fields of rule to be among'],
    ['no rule', () => reward(input, undefined as unknown as RuleSpec), 'TypeError: Expected rule to be an object, found undefined'],
    ['no input', () => reward(null as unknown as RewardInput, 'accuracy'), 'TypeError: Expected { response, reference }, found null'],
    [
      'no response',
      () => reward({ reference: '2' } as RewardInput, 'accuracy'),
      'TypeError: Expected response as a string, found undefined',
    ],
    [
      'a prediction',
      () => reward({ prediction: '2', reference: '2' } as unknown as RewardInput, 'accuracy'),
      "TypeError: Expected one of the fields response, reference, references, options, choices, finishReason, gold, tokens, method, judgement, found 'prediction'",
    ],
    [
      'no reference',
      () => reward({ response: '2' } as RewardInput, 'accuracy'),
      'TypeError: Expected reference as a string or { answer, … }, found undefined',
    ],
    [
      'an alternative that is none',
      () => reward({ ...input, references: ['3', 4 as unknown as string] }, 'accuracy'),
      'TypeError: Expected references[1] as a string or { answer, … }, found 4',
    ],
    [
      'what is no verdict',
      () => priceVerdict({} as Verdict, '', rewardPresets.accuracy),
      "RangeError: Expected verdict.outcome to be 'equivalent', 'different', 'undecided', found undefined",
    ],
    ['no result to log', () => logFields(null as never), 'TypeError: Expected the result of a reward, found null'],
    ['a format that there is not', () => formatProblem('x', 'tags' as never), "RangeError: Expected format to be 'answer', 'box',"],
    [
      'one reference instead of several',
      () => reward({ ...input, references: '3' as unknown as string[] }, 'accuracy'),
      "TypeError: Expected references as an array, found '3'",
    ],
    [
      'a declaration that nobody knows',
      () => reward({ ...input, gold: { orderd: true } as object }, 'accuracy'),
      'TypeError: Expected one of type, ordered',
    ],
    [
      'an option that is the rule’s to say',
      () => reward(input, 'accuracy', { finished: false } as RewardOptions),
      "TypeError: Expected one of the options policy, limits, compat, thinkingOpened, maxTokens, overlong, found 'finished'",
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(expect.toSatisfy((error: Error) => `${error}`.startsWith(message), message))
  })
})
