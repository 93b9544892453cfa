import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Different, type GoldSpec, judge } from '../../src/index.ts'
import { recheck, showsValues } from './recheck.ts'

interface Case {
  readonly id: string
  readonly reference: string
  readonly prediction?: string
  readonly gold?: GoldSpec
  readonly choices?: readonly string[]
}

const folder = fileURLToPath(new URL('../fixtures/', import.meta.url))
const cases = readdirSync(folder)
  .filter(name => name.endsWith('.jsonl') && name !== 'extraction.jsonl')
  .flatMap(name =>
    readFileSync(folder + name, 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(line => JSON.parse(line) as Case),
  )
const differences = cases.flatMap(({ id, reference, prediction, gold, choices }): readonly { id: string; verdict: Different }[] => {
  if (prediction === undefined || choices !== undefined) return []
  const verdict = judge({ prediction, reference: gold === undefined ? reference : { answer: reference, ...gold } })
  return verdict.outcome === 'different' && showsValues(verdict) ? [{ id, verdict }] : []
})

test('every witness of two values in the fixtures holds for an independent evaluator', () => {
  const checks = differences.map(({ id, verdict }) => ({ id, check: recheck(verdict) }))
  expect(checks.flatMap(({ id, check }) => (check.outcome === 'fails' ? [`${id}: ${check.why}`] : []))).toEqual([])
  expect(checks.filter(({ check }) => check.outcome === 'holds').length).toBeGreaterThan(0.7 * checks.length)
})

test('a witness that does not hold is noticed', () => {
  const verdict = judge({ prediction: 'x+2', reference: 'x+1' }) as Different
  const wrong = (witness: Partial<Different['witness']>) => recheck({ ...verdict, witness: { ...verdict.witness, ...witness } }).outcome
  const at = { x: '3' }
  expect(wrong({ what: 'value at x = 3', reference: '4', prediction: '5', at })).toBe('holds')
  expect(wrong({ what: 'value at x = 3', reference: '4', prediction: '4', at })).toBe('fails')
  expect(wrong({ what: 'value at x = 3', reference: '4.00001', prediction: '5', at })).toBe('fails')
  expect(wrong({ what: 'value at x = 3', reference: 'sqrt(16)', prediction: '6', at })).toBe('fails')
})
