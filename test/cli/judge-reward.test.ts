/** What `judge --reward` writes for each sample, against sums made by hand. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { call, file } from './call.ts'

type Line = Readonly<Record<string, unknown>>

/** The lines of verdicts for these rows, and the reward of the summary. */
async function judged(
  rows: readonly unknown[],
  ...options: readonly string[]
): Promise<{ lines: readonly Line[]; reward: Line; code: number | null }> {
  const input = file('run.jsonl', rows)
  const { code, out, err } = await call('judge', input, '--json', ...options)
  if (code === 2) throw new Error(err)
  const lines = readFileSync(input.replace('.jsonl', '_verdicts.jsonl'), 'utf8').trim().split('\n')
  return { code, lines: lines.map(line => JSON.parse(line) as Line), reward: JSON.parse(out).total.reward }
}
const scores = (lines: readonly Line[]): readonly unknown[] => lines.map(({ score }) => score)

describe('judge --reward', () => {
  it('pays dapo by the length that the row tells, wherever its tool puts it', async () => {
    const rows = [
      { gdt: '2', response: '\\boxed{2}', response_length: 100 },
      { gdt: '2', response: '\\boxed{3}', usage: { completion_tokens: 18432 } },
      {
        gdt: '2',
        model_responses: [
          { content: '\\boxed{2}', usage: { completion_tokens: 18432 } },
          { content: '\\boxed{2}', tokens: 30000 },
        ],
      },
      { gdt: '2', model_responses: ['\\boxed{2}', '\\boxed{3}'], response_token_length: [18432, 10] },
      { gdt: '2', model_response: null },
    ]
    const { lines, reward } = await judged(rows, '--reward', 'dapo')
    // 20,480 − 4,096 = 16,384 are free; 18,432 is in the middle of the buffer and costs a half.
    expect(scores(lines)).toEqual([1, -1.5, 0.5, 0, 0.5, -1, -1])
    expect(lines[1]).toMatchObject({ accuracy: 0, overlong: -0.5 })
    expect(reward).toMatchObject({ scored: 7, unscored: 0, mean: -1.5 / 7, parts: { accuracy: 4 / 7 } })
  })

  it('ends at once where a length is priced and no row tells one, and says what to do', async () => {
    const { code, err } = await call('judge', file('run.jsonl', [{ gdt: '2', response: '\\boxed{2}' }]), '--reward', 'dapo')
    expect(code).toBe(2)
    expect(err).toContain("the reward 'dapo' prices the length, and the first response has no count of tokens (looked for response_length,")
    expect(err).toContain('--tokens PATH')
    expect(err).toContain('--overlong none')
  })

  it('leaves a later sample without a length unscored', async () => {
    const rows = [
      { gdt: '2', response: '\\boxed{2}', n: { out: 10 } },
      { gdt: '2', response: '\\boxed{2}' },
    ]
    const { lines } = await judged(rows, '--reward', 'dapo', '--tokens', 'n.out')
    expect(scores(lines)).toEqual([1, null])
    expect(lines[1]?.['outcome']).toBe('equivalent')
    expect(lines[1]?.['reward_reason']).toContain('The length in tokens is not known')
  })

  it('takes limits of length from the options', async () => {
    const rows = [{ gdt: '2', response: '\\boxed{2}', tokens: 20384 }]
    const limit = ['--overlong', '16384,2000,0.1']
    expect(scores((await judged(rows, '--reward', 'dapo', '--overlong', 'none')).lines)).toEqual([1])
    expect(scores((await judged(rows, '--reward', 'deepvision', ...limit)).lines)).toEqual([0.9])
    // DeepVision's reward manager goes on falling: −(20,384 − 14,384) ÷ 2,000 × 0.1.
    const compat = (await judged(rows, '--reward', 'deepvision', ...limit, '--compat')).lines
    expect(compat[0]?.['score']).toBeCloseTo(1 - 0.3, 12)
  })

  it('judges what is longer than a stage as cut off', async () => {
    const kept = '<think>Hm.</think><answer>Final Answer: 2</answer>'
    const rows = [4096, 4097].map(tokens => ({ gdt: '2', response: kept, tokens }))
    const { lines } = await judged(rows, '--reward', 'vision-r1', '--max-tokens', '4096')
    expect(scores(lines)).toEqual([1, 0])
    expect(lines.map(({ outcome }) => outcome)).toEqual(['equivalent', 'undecided'])
    expect(scores((await judged(rows, '--reward', 'vision-r1', '--max-tokens', '8192')).lines)).toEqual([1, 1])
  })

  it('pays WeThink rows by the method that each names, and waits for the judge', async () => {
    const right = '<think>Hm.</think><answer>2</answer>'
    const said = '<think>Hm.</think><answer>It sleeps.</answer>'
    const rows = [
      { problem: 'q', answer: '2', category: 'multiple choice', reward: 'rule', response: right },
      { problem: 'q', answer: 'a cat asleep', category: 'descriptive', response: said },
      { problem: 'q', answer: 'a cat asleep', category: 'descriptive', response: said, judgement: 'partly' },
      { problem: 'q', answer: 'a cat asleep', category: 'descriptive', response: 'A cat.', judgement: 'correct' },
      { problem: 'q', answer: '2', category: 'fill in the blank', response: '<answer>2</answer>' },
      { problem: 'q', answer: '2', category: 'song', response: right },
    ]
    const { lines, reward, code } = await judged(rows, '--reward', 'wethink')
    // 0.7 + 0.3 · waiting · 0.35 + 0.3 · nothing marked as the answer · 0.7 · no such method
    expect(scores(lines).slice(0, 5)).toEqual([1, null, 0.35 + 0.3, 0, 0.7])
    expect(lines[5]).toMatchObject({ status: 'failed' })
    expect(lines[5]?.['reason']).toContain(
      "Expected reward or category to name a rule or a model judge, found reward undefined and category 'song'",
    )
    expect(reward).toMatchObject({ scored: 4, unscored: 1, methods: { model: 3, rule: 2 } })
    expect(code).toBe(1)
  })

  it('leaves what becomes of equivalent answers to the preset', async () => {
    const row = (marked: readonly string[]): unknown => ({
      response: '\\boxed{18.5}',
      reward_model: { ground_truth: '3', equivalent_answers: ['18.5', ...marked] },
    })
    const rows = [row([]), row(['__EMPTY__'])]
    const pay = async (...options: readonly string[]): Promise<readonly unknown[]> =>
      scores((await judged(rows, '--reward', ...options)).lines)
    expect(await pay('deepvision')).toEqual([1, 0])
    expect(await pay('deepvision-eq')).toEqual([1, 1])
    expect(await pay('deepvision-no-eq')).toEqual([0, 0])
  })

  it('keeps the demands of the preset unless others are named', async () => {
    const rows = [{ gdt: '5', response: '\\boxed{2+3}' }]
    expect(scores((await judged(rows, '--reward', 'deepvision')).lines)).toEqual([0])
    expect(scores((await judged(rows, '--reward', 'deepvision', '--no-finished')).lines)).toEqual([1])
  })

  it('pays as published with --compat, and keeps its own verdict', async () => {
    const rows = [{ gdt: 'listen', response: '\\boxed{silent}' }]
    const { lines } = await judged(rows, '--reward', 'deepvision', '--compat')
    expect(lines[0]).toMatchObject({ outcome: 'different', correct: false, accuracy: 1, score: 1 })
    for (const [options, message] of [
      [['--reward', 'accuracy', '--compat'], '--compat: Expected a preset with a published function'],
      [['--reward', 'deepvision', '--compat', '--no-finished'], 'Leave --finished and --prose out'],
      [['--compat'], '--compat says what a reward pays'],
      [['--reward', 'dapo', '--overlong', '100'], 'Expected max,buffer'],
      [['--reward', 'dapo', '--overlong', '100,200'], 'Expected overlong.buffer to be at most maxTokens (100), found 200'],
    ] as const) {
      const { code, err } = await call('judge', file('run.jsonl', rows), ...options)
      expect([code, err]).toEqual([2, expect.stringContaining(message)])
    }
  })

  it('knows that a template has opened the thinking', async () => {
    const rows = ['So \\boxed{2}, or', 'Hm.</think> \\boxed{2}'].map(response => ({ gdt: '2', response }))
    const outcomesOf = async (judgedRows: readonly unknown[], ...options: readonly string[]): Promise<readonly unknown[]> =>
      (await judged(judgedRows, ...options)).lines.map(({ outcome }) => outcome)
    expect(await outcomesOf(rows)).toEqual(['equivalent', 'equivalent'])
    expect(await outcomesOf(rows, '--thinking-opened')).toEqual(['undecided', 'equivalent'])
    expect(scores((await judged(rows, '--reward', 'easyr1-math', '--thinking-opened')).lines)).toEqual([0, 1])
    // A dump tells so itself: its prompt went through the template.
    const dumped = (input: string): readonly unknown[] => rows.map(({ response, gdt }) => ({ input, output: response, gts: gdt }))
    expect(await outcomesOf(dumped('<|im_start|>assistant\n<think>\n'))).toEqual(['undecided', 'equivalent'])
    expect(await outcomesOf(dumped('<|im_start|>assistant\n'))).toEqual(['equivalent', 'equivalent'])
    expect(scores((await judged(dumped('<think>'), '--reward', 'easyr1-math')).lines)).toEqual([0, 1])
  })
})
