/** A caller's mistake says which field, what was expected and what was found. */
import { describe, expect, it } from 'vitest'
import { bands, decideRow, suspectGold, validity } from '../../src/curate.ts'

const rule = { validity: {}, band: bands.deepvision }

describe('a mistake of the caller', () => {
  it.each<[string, () => unknown, string]>([
    ['no row', () => decideRow(null as never, rule), 'TypeError: Expected row to be an object, found null'],
    ['no rule', () => decideRow({ answer: '1' }, 'deepvision' as never), "TypeError: Expected rule to be an object, found 'deepvision'"],
    [
      'a band by its name',
      () => decideRow({ question: 'What is 1 + 1?', answer: '2' }, { validity: {}, band: 'deepvision' as never }),
      "TypeError: Expected rule.band to be an object, found 'deepvision'",
    ],
    [
      'rollouts',
      () => decideRow({ answer: '1', rollouts: '1' as never }, rule),
      "TypeError: Expected row.rollouts to be an array of rollouts, found '1'",
    ],
    [
      'an outcome',
      () => decideRow({ answer: '1', rollouts: [{ answer: '1', outcome: 'right' as never }] }, rule),
      "RangeError: Expected row.rollouts[0].outcome to be 'equivalent', 'different', 'undecided', found 'right'",
    ],
    [
      'an answer',
      () => suspectGold([{ answer: 1 as never, outcome: 'different' }]),
      'TypeError: Expected rollouts[0].answer to be a string or null, found 1',
    ],
    ['a question', () => validity({ question: 1 as never, answer: '2' }), 'TypeError: Expected row.question to be a string, found 1'],
    ['a gold', () => validity({ answer: 2 as never }), 'TypeError: Expected row.answer to be a string, found 2'],
  ])('%s', (_, mistake, message) => {
    expect(mistake).toThrow(expect.toSatisfy((error: Error) => String(error) === message))
  })
})
