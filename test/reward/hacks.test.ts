/**
 * Every preset against every pattern. The table in `docs/rewards.md` is what this test finds:
 * `UPDATE=1 npx vitest run test/reward/hacks.test.ts` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { publishedFunctions } from '../../src/reward/published/published.ts'
import { type PresetName, type RewardResult, reward, rewardPresets } from '../../src/reward.ts'
import { type Attempt, envelopes, patterns, unreadableReference } from './hacks.ts'

const presets = Object.keys(rewardPresets) as PresetName[]
const published = Object.keys(publishedFunctions) as PresetName[]

function pay(preset: PresetName, { reference, response }: Attempt, compat: boolean): RewardResult {
  const envelope = envelopes[preset]
  return reward({ response: response(envelope), reference, tokens: 100 }, preset, { compat })
}

describe.each(presets)('%s', preset => {
  it('pays an honest answer in its form, and no wrong one', () => {
    const { say } = envelopes[preset]
    const score = (answer: string, compat: boolean) => reward({ response: say(answer), reference: '2', tokens: 100 }, preset, { compat })
    expect(score('2', false).accuracy).toBe(1)
    expect(score('3', false).accuracy).toBe(0)
    if (!published.includes(preset)) return
    expect(score('2', true).accuracy).toBe(1)
    expect(score('3', true).accuracy).toBe(0)
    expect(score('2', true).score).toBeCloseTo(score('2', false).score as number, 12)
    expect(score('3', true).score).toBeCloseTo(score('3', false).score as number, 12)
  })

  it.each(patterns)('does not pay for %s', (name, _, attempts) => {
    for (const attempt of attempts) {
      const { accuracy, score, reason } = pay(preset, attempt, false)
      const why = `${attempt.response(envelopes[preset]).slice(0, 200)} for ${attempt.reference}: ${reason}`
      expect(accuracy === 1, why).toBe(false)
      // Nothing that the response does leaves the sample out of the statistics.
      if (name !== unreadableReference && attempt.reference !== '0/0') expect(score, why).not.toBeNull()
    }
  })
})

describe('a box with something beside it', () => {
  const file = fileURLToPath(new URL('../fixtures/beside.jsonl', import.meta.url))
  const rows = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { readonly id: string; readonly reference: string; readonly response: string })

  it.each(rows)('is paid where it is the whole answer: $response', row => {
    expect(reward({ response: row.response, reference: row.reference }, 'accuracy').accuracy).toBe(1)
  })
})

describe('docs/rewards.md', () => {
  const file = new URL('../../docs/rewards.md', import.meta.url)
  const [open, close] = ['<!-- what the published functions pay for -->\n', '<!-- end -->']

  it('tells which published functions pay', () => {
    const rows = patterns.map(([name, example, attempts]) => {
      const paying = published.filter(preset => attempts.some(attempt => pay(preset, attempt, true).accuracy === 1))
      const names =
        paying.length === 0 ? 'none' : paying.length === published.length ? 'all' : paying.map(preset => `\`${preset}\``).join(', ')
      return `| ${name} | ${example.replaceAll('|', '\\|')} | ${names} | none |`
    })
    const table = ['| pattern | for example | paid in `compat` by | paid by our presets |', '| --- | --- | --- | --- |', ...rows, ''].join(
      '\n',
    )
    const text = readFileSync(file, 'utf8')
    const [start, end] = [text.indexOf(open), text.indexOf(close)]
    expect(start).toBeGreaterThan(0)
    if (process.env['UPDATE'] === '1') writeFileSync(file, text.slice(0, start + open.length) + table + text.slice(end))
    expect(
      readFileSync(file, 'utf8')
        .slice(start + open.length)
        .split(close)[0],
    ).toBe(table)
  })
})
