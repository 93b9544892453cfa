import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Kind, kinds } from '../src/compare/kind.ts'
import type { Gold, GoldSpec } from '../src/compare/gold.ts'
import type { Undecided } from '../src/compare/verdict.ts'
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
  /** Equivalent without a proof. What says nothing else is proved. */
  readonly certainty?: 'likely'
  /** Why it is undecided, and whose fault that is. */
  readonly cause?: Undecided['cause']
  readonly side?: Undecided['side']
  readonly why: string
  /** The rule of `fixtures/rules.json` that the case shows. */
  readonly rule?: string
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

/** The rules of docs/answers.md in one sentence each, and the kinds whose files show them. */
interface Rule {
  readonly id: string
  readonly sentence: string
  readonly kinds: readonly string[]
}
const rules = JSON.parse(readFileSync(`${folder}rules.json`, 'utf8')) as readonly Rule[]

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
        if (verdict.outcome === 'equivalent') expect(verdict.certainty, verdict.by).toBe(row.certainty ?? 'proved')
        if (verdict.outcome === 'undecided') expect([verdict.cause, verdict.side]).toEqual([row.cause, row.side])
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
  it.each(rules)('$id: $sentence', ({ id, kinds: named }) => {
    const cases = [...names].flatMap(([kind, rows]) => rows.filter(row => row.rule === id).map(row => ({ kind, ...row })))
    expect(
      cases.some(row => row.outcome === 'equivalent'),
      'an accepted case',
    ).toBe(true)
    expect(
      cases.some(row => row.outcome !== 'equivalent'),
      'a near miss',
    ).toBe(true)
    for (const kind of named)
      expect(
        cases.some(row => row.kind === kind),
        kind,
      ).toBe(true)
  })
  it('knows the rule of every case that names one', () => {
    const known = new Set(rules.map(rule => rule.id))
    expect([...names.values()].flat().filter(row => row.rule !== undefined && !known.has(row.rule))).toEqual([])
  })
  it('gives every case an id of its own', () => {
    const ids = [...names.values()].flat().map(row => row.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
