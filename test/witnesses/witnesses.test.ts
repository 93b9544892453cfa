import { expect, test } from 'vitest'
import { type Different, judge } from '../../src/index.ts'
import { judgedCases } from '../fixtures/cases.ts'
import { recheck } from './recheck.ts'

const differences = judgedCases().flatMap(({ id, reference, prediction, gold, choices }): readonly { id: string; verdict: Different }[] => {
  if (prediction === undefined || choices !== undefined) return []
  const verdict = judge({ prediction, reference: gold === undefined ? reference : { answer: reference, ...gold } })
  return verdict.outcome === 'different' ? [{ id, verdict }] : []
})

test('every witness shows two sides that differ', () => {
  const mute = differences.filter(({ verdict: { witness } }) => witness.what === '' || witness.reference === witness.prediction)
  expect(mute.map(({ id, verdict }) => `${id}: ${verdict.witness.what}`)).toEqual([])
})

test('every witness in the fixtures that an independent evaluator can check holds', () => {
  const checks = differences.map(({ id, verdict }) => ({ id, check: recheck(verdict) }))
  expect(checks.flatMap(({ id, check }) => (check.outcome === 'fails' ? [`${id}: ${check.why}`] : []))).toEqual([])
  expect(checks.filter(({ check }) => check.outcome === 'holds').length).toBeGreaterThanOrEqual(1050)
})

test('a witness that does not hold is noticed', () => {
  const verdict = judge({ prediction: 'x+2', reference: 'x+1' }) as Different
  const wrong = (witness: Partial<Different['witness']>) => recheck({ ...verdict, witness: { ...verdict.witness, ...witness } }).outcome
  const at = { x: '3' }
  expect(wrong({ what: 'value at x = 3', reference: '4', prediction: '5', at })).toBe('holds')
  expect(wrong({ what: 'value at x = 3', reference: '4', prediction: '4', at })).toBe('fails')
  expect(wrong({ what: 'value at x = 3', reference: '4.00001', prediction: '5', at })).toBe('fails')
  expect(wrong({ what: 'value at x = 3', reference: 'sqrt(16)', prediction: '6', at })).toBe('fails')
  const set = (witness: Partial<Different['witness']>) =>
    recheck({ ...verdict, reference: '[0,1)', prediction: '(0,1)', witness: { ...verdict.witness, ...witness } }).outcome
  expect(set({ what: 'the end 0', reference: 'inside', prediction: 'outside' })).toBe('holds')
  expect(set({ what: 'the end 0', reference: 'outside', prediction: 'inside' })).toBe('fails')
  expect(set({ what: 'the value 1/2', reference: 'inside', prediction: 'outside' })).toBe('fails')
  const list = (witness: Partial<Different['witness']>) =>
    recheck({ ...verdict, reference: '1, 2', prediction: '1, 3', witness: { ...verdict.witness, what: 'member', ...witness } }).outcome
  expect(list({ reference: '2', prediction: '3' })).toBe('holds')
  expect(list({ reference: '1', prediction: '1' })).toBe('fails')
  const curve = (at: Record<string, string>) =>
    recheck({
      ...verdict,
      reference: 'y=x',
      prediction: 'y=2x',
      witness: { what: 'equation', reference: 'true', prediction: 'not true', at },
    }).outcome
  expect(curve({ x: '1', y: '1' })).toBe('holds')
  expect(curve({ x: '0', y: '0' })).toBe('fails')
  const tower = { what: 'value modulo 1000007', reference: '1', prediction: '128' }
  expect(recheck({ ...verdict, reference: '1', prediction: '2^7', witness: tower }).outcome).toBe('holds')
  expect(recheck({ ...verdict, reference: '1', prediction: '2^{2^{100}}', witness: tower }).outcome).toBe('fails')
})
