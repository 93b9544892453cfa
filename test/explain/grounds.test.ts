import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { likely, proved } from '../../src/canonical/ladder/decision.ts'
import { allOf, groundText, type Theorem, theorems } from '../../src/canonical/ladder/ground.ts'
import { type Equivalent, judge } from '../../src/index.ts'
import { judgedCases } from '../fixtures/cases.ts'

const verdicts = judgedCases().flatMap(({ id, reference, prediction, gold, choices }): readonly { id: string; verdict: Equivalent }[] => {
  if (prediction === undefined) return []
  const answer = gold === undefined ? reference : { answer: reference, ...gold }
  const verdict = judge({ prediction, reference: answer, ...(choices === undefined ? {} : { choices }) })
  return verdict.outcome === 'equivalent' ? [{ id, verdict }] : []
})

describe('grounds', () => {
  it('are named by every verdict of the fixtures, in its trace too', () => {
    const mute = verdicts.filter(({ verdict }) => {
      const named = verdict.certainty === 'proved' ? verdict.theorem in theorems : Number.isInteger(verdict.bits) && verdict.bits >= 96
      return !named || verdict.trace.at(-1)?.note !== groundText(verdict)
    })
    expect(mute.map(({ id }) => id)).toEqual([])
    expect(verdicts.length).toBeGreaterThan(1000)
  })

  it('are all met by some fixture', () => {
    const used = new Set(verdicts.flatMap(({ verdict }) => (verdict.certainty === 'proved' ? [verdict.theorem] : [])))
    expect((Object.keys(theorems) as Theorem[]).filter(name => !used.has(name))).toEqual([])
  })

  it('stand in the documents', () => {
    const document = readFileSync(fileURLToPath(new URL('../../docs/answers.md', import.meta.url)), 'utf8')
    expect(Object.entries(theorems).filter(([name, sentence]) => !document.includes(`| \`${name}\` | ${sentence} |`))).toEqual([])
  })

  it('are asked for by the types: no proof without a theorem, nothing likely without bits', () => {
    expectTypeOf(proved).parameters.toEqualTypeOf<[by: Equivalent['by'], theorem: Theorem]>()
    expectTypeOf(likely).parameters.toEqualTypeOf<[by: Equivalent['by'], bits: number]>()
    expectTypeOf<Extract<Equivalent, { certainty: 'proved' }>['theorem']>().toEqualTypeOf<Theorem>()
    expectTypeOf<Extract<Equivalent, { certainty: 'likely' }>['bits']>().toEqualTypeOf<number>()
  })

  it('of a whole are as sure as the least sure part', () => {
    const [sure, unsure] = [proved('exact-number', 'lowest-terms'), likely('intervals', 120)]
    expect(allOf('ordered-members', [sure, sure])).toEqual({ certainty: 'proved', theorem: 'ordered-members' })
    expect(allOf('ordered-members', [sure, likely('intervals', 300), unsure])).toMatchObject({ certainty: 'likely', bits: 120 })
  })
})
