import { describe, expect, it } from 'vitest'
import { type QuestionRow, suspectGold, type ValidityRule, validity } from '../../src/curate.ts'

/** Each rule with what it drops and, beside it, the near miss that it keeps. */
const cases: readonly (readonly [string, QuestionRow, string | undefined])[] = [
  ['a blank answer', { question: 'Find x.', answer: ' ' }, 'no-answer'],
  ['zero is an answer', { question: 'Find x.', answer: '0' }, undefined],
  ['"not found" is none', { question: 'Find x.', answer: 'notfound' }, 'no-answer'],
  ['the number of words "none" is not such a marker', { question: 'Find x.', answer: 'nine' }, undefined],
  ['a placeholder', { question: 'Find x.', answer: '?' }, 'placeholder-answer'],
  ['a blank question', { question: ' ', answer: '1' }, 'no-question'],
  ['no question known', { answer: '1' }, undefined],
  ['a place without an image', { question: '<image> Find x.', answer: '1', images: 0 }, 'image-missing'],
  ['a place with its image', { question: '<image> Find x.', answer: '1', images: 1 }, undefined],
  ['a figure that is spoken of', { question: 'Find x in the figure.', answer: '1', images: 0 }, 'image-missing'],
  ['images not known', { question: 'Find x in the figure.', answer: '1' }, undefined],
  ['prove', { question: 'Prove that $n$ is even.', answer: '2' }, 'proof'],
  ['improve', { question: 'By how much did the crew improve?', answer: '2' }, undefined],
  ['prove behind an image', { question: '<image>Prove that $n$ is even.', answer: '2', images: 1 }, 'proof'],
  ['prove in bold', { question: '**Prove** that $n$ is even.', answer: '2' }, 'proof'],
  ['explain behind an image', { question: '<image>\nExplain the chart.', answer: '2', images: 1 }, 'explain'],
  ['prove behind and', { question: 'Solve it and prove that there are no more solutions.', answer: '2' }, 'proof'],
  ['prove on a line of its own', { question: 'Let n be even\n\n  Prove it', answer: '2' }, 'proof'],
  ['prove behind a number', { question: '(a) Prove it.', answer: '2' }, 'proof'],
  ['a purpose', { question: 'Which of these is enough to prove that it is right? A. x B. y', answer: 'B' }, undefined],
  ['a statement', { question: 'Measurements show that its speed is 20 km/s. Find its mass.', answer: '2' }, undefined],
  ['求证', { question: '求证：三角形全等', answer: '1' }, 'proof'],
  ['an answer that stands for a proof', { question: 'Is it so?', answer: '证明见解析' }, 'proof'],
  ['explain', { question: 'Explain why x = 2.', answer: '2' }, 'explain'],
  ['unexplained', { question: 'The unexplained variance is?', answer: '2' }, undefined],
  ['describe', { question: 'Describe the graph.', answer: '2' }, 'describe'],
  ['describe as a purpose', { question: 'Fill in the blank to describe the model.', answer: '2' }, undefined],
  ['described', { question: 'The curve described above has length', answer: '2' }, undefined],
  ['labelled parts', { question: 'Find both.', answer: '(1) 3; (2) 5' }, 'several-questions'],
  ['a list of solutions', { question: 'Solve it.', answer: '3, 5' }, undefined],
  ['numbered items that ask', { question: '(1) Find a. (2) Find b.', answer: '3' }, 'several-questions'],
  ['numbered conditions', { question: 'Given (1) a > 0, (2) b > 0, find a + b.', answer: '3' }, undefined],
  ['values of a function', { question: 'Find f(1) + f(2). What is it?', answer: '3' }, undefined],
  ['yes', { question: 'Is it so?', answer: 'Yes' }, 'yes-no'],
  ['\\text{no}', { question: 'Is it so?', answer: '\\text{no}' }, 'yes-no'],
  ['a word that begins like no', { question: 'Which way?', answer: 'north' }, undefined],
  ['a letter without options', { question: 'Which is right?', answer: 'B' }, 'options-missing'],
  ['options in the question', { question: 'Which is right? A. 3 B. 4', answer: 'B' }, undefined],
  ['a letter beyond the options', { question: 'Which is right? A. 3 B. 4', answer: 'D' }, 'options-missing'],
  ['options declared', { question: 'Which?', answer: 'B', declared: { options: ['3', '4'] } }, undefined],
  ['a letter beyond the declared ones', { question: 'Which?', answer: 'C', declared: { options: ['3', '4'] } }, 'options-missing'],
  ['several letters without options', { question: 'Which are right?', answer: 'AC' }, 'options-missing'],
  ['the name of a point', { question: 'Which of the points B, C and P lies inside?', answer: 'C' }, undefined],
  ['an article is no name', { question: 'A train leaves. Which is right?', answer: 'A' }, 'options-missing'],
  ['an expression of letters', { question: 'Name the sides.', answer: 'xy' }, undefined],
  ['prose', { question: 'What is it?', answer: 'a triangle that has two equal sides and one right angle' }, 'open-answer'],
  ['a few words', { question: 'What is it?', answer: 'isosceles triangle' }, undefined],
  ['no value', { question: 'Find x.', answer: '0/0' }, 'undefined-answer'],
  ['infinity', { question: 'Find the limit.', answer: '\\infty' }, undefined],
  ['mathematics that cannot be read', { question: 'Find x.', answer: '\\frac{1}{' }, 'unreadable-answer'],
]

describe('validity', () => {
  it.each(cases)('%s', (_, row, rule) => {
    const found = validity(row)
    expect(found.valid ? undefined : found.rule).toBe(rule)
    if (!found.valid) expect(found.reason).not.toBe('')
  })

  it('says what was expected', () => {
    const rules = ['prof'] as unknown as readonly ValidityRule[]
    expect(() => validity({ answer: '1' }, { rules })).toThrow("found 'prof'")
    expect(() => validity({ answer: '1' }, { longestWords: -1 })).toThrow('Expected longestWords to be a non-negative integer, found -1')
    expect(() => suspectGold([], { share: 1 })).toThrow('Expected share from 0 to below 1, found 1')
    expect(() => suspectGold([], { atLeast: 0 })).toThrow('Expected atLeast to be a positive integer, found 0')
  })

  it('asks only the rules that are named', () => {
    expect(validity({ question: 'Prove it.', answer: 'yes' }, { rules: ['yes-no'] })).toMatchObject({ rule: 'yes-no' })
    expect(validity({ question: 'Prove it.', answer: '1' }, { rules: ['yes-no'] }).valid).toBe(true)
  })
})
