import type { JudgeInput } from '../../src/verify.ts'
import { type JudgedCase, judgedCases } from '../fixtures/cases.ts'
import { attacks, responseOf, textOf } from '../hostile/corpus.ts'
import type { Case } from './judge-lines.ts'

/** All labelled fixtures and the hostile corpus, as inputs of `judge`. */

export function cases(): readonly Case[] {
  const ordinary = judgedCases().map(row => ({ id: row.id, input: inputOf(row) }))
  const hostile = attacks
    .flatMap(({ rows }) => rows)
    .filter(row => row.big !== true)
    .map(row => ({ id: `hostile/${row.id}`, input: { response: responseOf(row), reference: textOf(row.reference) } }))
  return [...ordinary, ...hostile]
}

function inputOf({ reference, references, prediction, response, gold, choices }: JudgedCase): JudgeInput {
  return {
    ...(response === undefined ? { prediction: prediction ?? '' } : { response }),
    reference: gold === undefined ? reference : { answer: reference, ...gold },
    ...(references === undefined ? {} : { references }),
    ...(choices === undefined ? {} : { choices }),
  }
}
