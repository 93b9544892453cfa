import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { JudgeInput } from '../../src/verify.ts'
import { attacks, responseOf, textOf } from '../hostile/corpus.ts'
import type { Case } from './judge-lines.ts'

/** All labelled fixtures and the hostile corpus, as inputs of `judge`. */

interface Row {
  readonly id: string
  readonly reference: string
  readonly references?: readonly string[]
  readonly prediction?: string
  readonly response?: string
  readonly gold?: object
  readonly choices?: readonly string[]
}

const folder = fileURLToPath(new URL('../fixtures/', import.meta.url))

export function cases(): readonly Case[] {
  const ordinary = readdirSync(folder)
    .filter(name => name.endsWith('.jsonl') && name !== 'extraction.jsonl')
    .sort()
    .flatMap(name => readFileSync(folder + name, 'utf8').split('\n'))
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Row)
    .map(row => ({ id: row.id, input: inputOf(row) }))
  const hostile = attacks
    .flatMap(({ rows }) => rows)
    .filter(row => row.big !== true)
    .map(row => ({ id: `hostile/${row.id}`, input: { response: responseOf(row), reference: textOf(row.reference) } }))
  return [...ordinary, ...hostile]
}

function inputOf({ reference, references, prediction, response, gold, choices }: Row): JudgeInput {
  return {
    ...(response === undefined ? { prediction: prediction ?? '' } : { response }),
    reference: gold === undefined ? reference : { answer: reference, ...gold },
    ...(references === undefined ? {} : { references }),
    ...(choices === undefined ? {} : { choices }),
  }
}
