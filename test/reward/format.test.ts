import { describe, expect, it } from 'vitest'
import { type Format, formatProblem } from '../../src/reward/format.ts'

const answer = 'think-then-answer'
const box = 'think-then-box'
const either = 'think-then-answer-or-box'

describe('a format is kept by', () => {
  it.each<[string, readonly Format[]]>([
    ['<think>1+1</think><answer>2</answer>', [answer, either]],
    ['\n<think>\n1+1\n</think>\n\n<answer> 2 </answer>\n', [answer, either]],
    ['<think>x</think><answer>So \\boxed{2}</answer>', [answer, either]],
    ['<think>1+1</think>The answer is \\boxed{2}.', [box, either]],
    ['<think>first \\boxed{1}</think> No: $\\boxed{\\frac{1}{2}}$', [box, either]],
  ])('%j', (response, formats) => {
    for (const format of [answer, box, either] as const) {
      expect(formatProblem(response, format) === undefined, format).toBe(formats.includes(format))
    }
  })
})

describe('a format is broken by', () => {
  it.each<[string, string]>([
    ['', 'expected <think> once, found it 0 times'],
    ['<answer>2</answer>', 'expected <think> once, found it 0 times'],
    ['1+1</think><answer>2</answer>', 'expected <think> once, found it 0 times'],
    ['<think>1+1<answer>2</answer>', 'expected </think> once, found it 0 times'],
    ['<think>a</think><think>b</think><answer>2</answer>', 'expected <think> once, found it 2 times'],
    ['</think>1+1<think><answer>2</answer>', 'expected <think> before </think>'],
    ['<think> \n</think><answer>2</answer>', 'expected something between <think> and </think>'],
    ['<think>a</think><answer> </answer>', 'expected something between <answer> and </answer>'],
    ['Well. <think>a</think><answer>2</answer>', 'expected nothing before <think>'],
    ['<think>a</think>Well: <answer>2</answer>', 'expected nothing between </think> and <answer>'],
    ['<think>a</think><answer>2</answer> Done.', 'expected nothing behind </answer>'],
    ['<think>a</think><answer>2</answer><answer>3</answer>', 'expected <answer> once, found it 2 times'],
    ['<think>I put it in <answer> tags</think><answer>2</answer>', 'expected <answer> once, found it 2 times'],
    ['<think>a<answer>2</answer></think>', 'expected <answer> behind </think>'],
    ['<think>a</think><answer>2', 'expected </answer> once, found it 0 times'],
    ['<Think>a</Think><answer>2</answer>', 'expected <think> once, found it 0 times'],
    ['<think>a</think>2', 'expected a finished box behind </think>'],
    ['<think>a \\boxed{2}</think>', 'expected a finished box behind </think>'],
    ['<think>a</think>\\boxed{2', 'expected a finished box behind </think>'],
    ['<think>a</think>\\boxed{}', 'expected a finished box behind </think>'],
  ])('%j: %s', (response, problem) => {
    expect(formatProblem(response, either)).toBe(problem)
  })

  it('an answer tag where a box is asked for', () => {
    expect(formatProblem('<think>a</think><answer>\\boxed{2}</answer>', box)).toBe('expected a box, found an answer tag')
  })

  it.each<[string, string | undefined]>([
    ['<think>a</think><answer>2</answer>', undefined],
    ['So <answer>2</answer> it is', undefined],
    ['2', 'expected <answer> once, found it 0 times'],
    ['<answer>2</answer><answer>3</answer>', 'expected <answer> once, found it 2 times'],
    ['<think>a<answer>2</answer></think>', 'expected <answer> behind the thinking'],
  ])('%j where an answer tag is asked for: %s', (response, problem) => expect(formatProblem(response, 'answer')).toBe(problem))

  it('half a million tags, without taking long', () => {
    expect(formatProblem('<think>'.repeat(500_000), either)).toBe('expected <think> once, found it 500000 times')
  })
})
