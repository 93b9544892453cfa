/** What `docs/answers.md` says is what `verify` and `reward` do, row by row. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { strategies } from '../../src/canonical/ladder/decision.ts'
import { kinds } from '../../src/compare/kind.ts'
import { verify } from '../../src/index.ts'
import { reward } from '../../src/reward.ts'
import { answerRows, namesInTable } from './answer-tables.ts'
import { root } from './sources.ts'

const text = readFileSync(join(root, 'docs/answers.md'), 'utf8')

describe('docs/answers.md', () => {
  describe.each(answerRows(text, ['gold', 'accepts', 'refuses']))('$section: $gold (line $line)', ({ gold, declared, right, wrong }) => {
    const reference = { answer: gold, ...declared }
    for (const prediction of right) it(`accepts ${prediction}`, () => expect(verify(prediction, reference)).toBe(true))
    for (const prediction of wrong) it(`refuses ${prediction}`, () => expect(verify(prediction, reference)).toBe(false))
  })

  describe.each(answerRows(text, ['gold', 'pays', 'does not pay']))('$section: $gold (line $line)', ({ gold, right, wrong }) => {
    const score = (prediction: string) => reward({ response: `So \\boxed{${prediction}}.`, reference: gold }, 'accuracy').score
    for (const prediction of right) it(`pays ${prediction}`, () => expect(score(prediction)).toBe(1))
    for (const prediction of wrong) it(`does not pay ${prediction}`, () => expect(score(prediction)).toBe(0))
  })

  it('has a section for every kind', () => {
    const sections = text.split('\n').filter(line => line.startsWith('## '))
    expect(kinds.filter(kind => !sections.includes(`## ${kind}`))).toEqual([])
  })

  it('explains every strategy', () => {
    expect(namesInTable(text, ['strategy', 'what it shows'])).toEqual([...strategies])
  })
})
