import { describe, expect, it } from 'vitest'
import { readRow } from '../../src/cli/judge/rows.ts'
import { detectShape, questionOf, shapeNamed, shapeNames, shapeProblems } from '../../src/formats/shapes.ts'
import { call, file } from '../cli/call.ts'

/** A row of each tool, and what is judged in it. */
const rows = {
  deepvision: {
    row: {
      question: 'Q',
      images: [],
      prompt: [],
      reward_model: { ground_truth: '1', equivalent_answers: ['__EMPTY__'] },
      'mimo-pass_rate': '2/8',
    },
    references: ['1'],
    responses: [],
    question: 'Q',
  },
  'verl-dump': {
    row: { input: 'Q', output: '\\boxed{1}', gts: '1', score: 1, step: 3 },
    references: ['1'],
    responses: ['\\boxed{1}'],
    question: 'Q',
  },
  verl: {
    row: { data_source: 'x', prompt: [{ role: 'user', content: 'Q' }], reward_model: { ground_truth: '1' } },
    references: ['1'],
    responses: [],
    question: 'Q',
  },
  'deepvision-infer': {
    row: {
      question: 'Q',
      gdt: '1',
      model_responses: [
        { index: 0, content: 'a', finish_reason: 'stop' },
        { index: 1, content: 'b' },
      ],
    },
    references: ['1'],
    responses: ['a', 'b'],
    question: 'Q',
  },
  'qwen-eval': {
    row: { question: 'Q', gt: '1', answer: 'first … so 1', code: ['a', 'b'], pred: ['1', '2'], score: [true, false] },
    references: ['1'],
    responses: ['a', 'b'],
    question: 'Q',
  },
  mathruler: { row: { question: 'Q', predicts: ['a', 'b'], answer: '1' }, references: ['1'], responses: ['a', 'b'], question: 'Q' },
  'r1-v': {
    row: { question: 'Q', ground_truth: '1', model_output: '<answer>1</answer>', extracted_answer: '1' },
    references: ['1'],
    responses: ['<answer>1</answer>'],
    question: 'Q',
  },
  vlmevalkit: {
    row: { index: 1, question: 'Q', answer: 'B', prediction: 'Answer: B', A: '3', B: '4', C: '', hit: 1 },
    references: ['B'],
    responses: ['Answer: B'],
    question: 'Q',
  },
  'ms-swift': {
    row: {
      messages: [
        { role: 'user', content: 'Q' },
        { role: 'assistant', content: 'a' },
      ],
      solution: '1',
    },
    references: ['1'],
    responses: ['a'],
    question: 'Q',
  },
  easyr1: { row: { response: 'a', response_length: 1, ground_truth: '1' }, references: ['1'], responses: ['a'], question: undefined },
  wethink: { row: { problem: 'Q', answer: '1', category: 'MC', reward: 'rule' }, references: ['1'], responses: [], question: 'Q' },
  gameqa: {
    row: { data_id: 'x', qa_type: 'mcq', question: 'Q', answer: 'A', options: ['1', '2'] },
    references: ['A'],
    responses: [],
    question: 'Q',
  },
} as const

describe('shapes', () => {
  it('have an example each', () => expect(Object.keys(rows).sort()).toEqual(shapeNames))

  it.each(Object.entries(rows))('%s is detected, read and keeps its schema', (name, { row, references, responses, question }) => {
    const shape = detectShape(row)
    expect(shape?.name).toBe(name)
    const read = readRow(JSON.stringify(row), { shape })
    expect(read).toMatchObject({ references })
    expect(typeof read === 'string' ? read : read.samples.map(({ response }) => response)).toEqual(responses)
    expect(questionOf(row, shape?.question)).toBe(question)
    expect(shape && shapeProblems(row, shape)).toEqual([])
  })

  it('give the options of their columns, and an earlier verdict', () => {
    const { row } = rows.vlmevalkit
    expect(readRow(JSON.stringify(row), { shape: detectShape(row) })).toMatchObject({
      declared: { options: { A: '3', B: '4' } },
      label: true,
    })
  })

  it('are none for other rows', () => {
    expect(detectShape({ prompt: 'Q', completion: 'a', target: '1' })).toBeUndefined()
    expect(detectShape({})).toBeUndefined()
  })

  it.each([
    ['verl-dump', { input: 'Q', output: 3, gts: '1' }, ['output: expected text, found 3']],
    ['verl-dump', { input: 'Q', output: 'a' }, ['gts: expected text, a number, true or false, a list, found nothing']],
    ['mathruler', { predicts: 'a', answer: '1' }, ["predicts: expected a list, found 'a'"]],
    [
      'deepvision',
      { question: 'Q', reward_model: { ground_truth: '1' }, 'mimo-pass_rate': '0.25' },
      ['mimo-pass_rate: expected a fraction of counts such as "2/8", found \'0.25\''],
    ],
    ['deepvision', { question: 'Q', reward_model: '1', 'mimo-pass_rate': '2/8' }, ["reward_model: expected an object, found '1'"]],
  ])('%s says what is wrong with a row', (name, row, problems) => {
    expect(shapeProblems(row, shapeNamed(name))).toEqual(problems)
  })

  it('are shown by the command, and named by its user', async () => {
    const input = file('dump.jsonl', [{ input: 'Q', output: '\\boxed{1}', gts: '1', score: -1 }])
    const found = await call('judge', input, '--no-write')
    expect(found.err).toContain('rollouts that verl dumps while it trains (input, output, gts); --shape names another')
    expect(found.out).toContain('correct here, labelled wrong')
    const other = await call('judge', input, '--no-write', '--shape', 'mathruler')
    expect(other.out).toContain('no gold (predicts: expected a list, found nothing)')
  })
})
