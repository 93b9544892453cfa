import { describe, expect, it } from 'vitest'
import { explain } from '../../src/explain/explain.ts'
import { defaultLimits } from '../../src/limits/budget.ts'
import { reward, rewardPresets, type PresetName } from '../../src/reward.ts'
import { judge, verify } from '../../src/verify.ts'
import { attacks, type HostileRow, responseOf, textOf } from './corpus.ts'

/** Presets judge in a few ways only: what is demanded of an answer and whether prose is searched. Each row is paid in all of them, and by one preset in turn. */
const presets = Object.keys(rewardPresets) as PresetName[]
const demands = [...new Map(presets.map(name => [`${rewardPresets[name].finished} ${rewardPresets[name].prose}`, name])).values()]

let turn = 0
const full = new Map(
  presets.map(name => [
    name,
    reward({ response: '<think>Thus.</think> <answer>\\boxed{2}</answer>', reference: '2', tokens: 10 }, name).score,
  ]),
)

function holds(row: HostileRow): void {
  const reference = textOf(row.reference)
  const prediction = row.prediction === undefined ? undefined : textOf(row.prediction)
  const verdict = judge(prediction === undefined ? { response: responseOf(row), reference } : { prediction, reference })
  expect(verdict.steps).toBeLessThanOrEqual(defaultLimits.steps)
  expect(verdict.outcome, explain(verdict)).toBe(row.outcome)
  if (row.under !== 'rewards') expect(verdict.outcome).not.toBe('equivalent')
  if (prediction !== undefined && row.big !== true) expect(verify(prediction, reference)).toBe(row.outcome === 'equivalent')
  const response = responseOf(row)
  for (const preset of new Set([...demands, presets[turn++ % presets.length] as PresetName])) {
    const { verdict: paid, score, accuracy } = reward({ response, reference, tokens: 10 }, preset)
    expect(paid.outcome, `${preset}: ${explain(paid)}`).toBe(row.rewarded ?? row.outcome)
    expect(paid.outcome, preset).not.toBe('equivalent')
    expect(paid.steps).toBeLessThanOrEqual(defaultLimits.steps)
    expect(accuracy ?? 0, preset).toBeLessThan(1)
    // Unscored is not paid; everything else earns less than the right answer.
    expect(score ?? -1, preset).toBeLessThan(full.get(preset) as number)
  }
}

for (const { name, rows } of attacks) {
  describe(`${name} pays nothing`, () => {
    it.each(rows.map(row => [row.id, row.why, row] as const))('%s: %s', (_id, _why, row) => holds(row))
  })
}

describe('the corpus', () => {
  it('has every attack in several dresses, each with an id of its own', () => {
    const ids = attacks.flatMap(({ rows }) => rows.map(row => row.id))
    expect(new Set(ids).size).toBe(ids.length)
    for (const { name, rows } of attacks) expect(rows.length, name).toBeGreaterThanOrEqual(20)
  })
})
