import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Kind, kinds } from '../src/compare/kind.ts'
import type { Gold, GoldSpec } from '../src/compare/gold.ts'
import { explain } from '../src/explain/explain.ts'
import { judge, verify } from '../src/verify.ts'

/** One labelled case. Files of cases are data: one case a line, an accepted form and its near miss next to each other. */
interface Case {
  readonly id: string
  readonly reference: string
  readonly references?: readonly string[]
  readonly prediction?: string
  readonly response?: string
  readonly outcome: 'equivalent' | 'different' | 'undecided'
  readonly why: string
  readonly gold?: GoldSpec
  readonly choices?: readonly string[]
  readonly finished?: boolean
}

const folder = fileURLToPath(new URL('fixtures/', import.meta.url))
const files = readdirSync(folder).filter(name => name.endsWith('.jsonl') && name !== 'extraction.jsonl')
const casesOf = (file: string): Case[] =>
  readFileSync(folder + file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Case)

for (const file of files) {
  describe(file.replace('.jsonl', ''), () => {
    for (const row of casesOf(file)) {
      it(`${row.id}: ${row.why}`, () => {
        const reference: Gold = row.gold === undefined ? row.reference : { answer: row.reference, ...row.gold }
        const options = row.finished === undefined ? {} : { finished: row.finished }
        const text = row.response === undefined ? { prediction: row.prediction as string } : { response: row.response }
        const input = {
          ...text,
          reference,
          ...(row.choices === undefined ? {} : { choices: row.choices }),
          ...(row.references === undefined ? {} : { references: row.references }),
        }
        const verdict = judge(input, options)
        expect(verdict.outcome, explain(verdict)).toBe(row.outcome)
        if (row.choices === undefined && row.references === undefined && row.prediction !== undefined) {
          expect(verify(row.prediction, reference, options), 'verify agrees with judge').toBe(row.outcome === 'equivalent')
        }
      })
    }
  })
}

describe('coverage of the fixtures', () => {
  const names = new Map(files.map(file => [file.replace('.jsonl', ''), casesOf(file)]))
  it.each(kinds)('%s has accepted cases and near misses that are refused', (kind: Kind) => {
    const cases = names.get(kind) ?? []
    expect(cases.filter(row => row.outcome === 'equivalent').length).toBeGreaterThanOrEqual(3)
    expect(cases.filter(row => row.outcome === 'different').length).toBeGreaterThanOrEqual(3)
  })
  it('gives every case an id of its own', () => {
    const ids = [...names.values()].flat().map(row => row.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
