/** The tables of `docs/rewards.md` are computed by hand; this test runs every line of them. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { methods } from '../../src/reward/method.ts'
import { publishedFunctions } from '../../src/reward/published/published.ts'
import { formats, type PresetName, presetSources, reward, rewardPresets } from '../../src/reward.ts'
import { envelopes } from './hacks.ts'

const text = readFileSync(new URL('../../docs/rewards.md', import.meta.url), 'utf8')
const presets = Object.keys(rewardPresets) as PresetName[]
const published = Object.keys(publishedFunctions) as PresetName[]

/** Cells of the rows below this header. */
function rowsBelow(header: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  const start = lines.indexOf(`| ${header} |`)
  if (start < 0) throw new Error(`Expected a table with the header ${header}`)
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map(line => line.slice(2, -2).split(' | '))
}
const codesIn = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

/** The answer in its form, and one in another form that our extraction finds and no preset's format asks for. */
const kept = (preset: PresetName, answer: string): string => envelopes[preset].say(answer)
const broken = (preset: PresetName, answer: string): string =>
  preset === 'format+accuracy' || preset === 'easyr1-math' || preset === 'vl-rethinker'
    ? `I say so.\nAnswer: ${answer}`
    : `I say so: \\boxed{${answer}}`

describe('the totals', () => {
  const rows = rowsBelow('preset | right, format kept | right, format broken | wrong, format kept | wrong, format broken')
  it.each(rows)('of %s: %s, %s, %s, %s', (name, ...totals) => {
    const preset = codesIn(name)[0] as PresetName
    const paid = [kept(preset, '2'), broken(preset, '2'), kept(preset, '3'), broken(preset, '3')].map(
      response => reward({ response, reference: '2', tokens: 100 }, preset).score,
    )
    for (const [at, total] of totals.entries()) expect(paid[at], `column ${at + 2}`).toBeCloseTo(Number(total), 6)
  })

  it('are told for every preset', () => expect(rows.map(([name]) => codesIn(name)[0])).toEqual(presets))
})

describe('where ours differ', () => {
  const rows = rowsBelow('preset | response | gold | published | ours | because')
  it.each(rows)('%s: %s for %s pays %s, ours %s', (name, response, gold, theirs, ours) => {
    const preset = codesIn(name)[0] as PresetName
    const [reference = '', ...references] = codesIn(gold)
    const input = { response: (codesIn(response)[0] ?? '').replaceAll('⏎', '\n'), reference, references, tokens: 100 }
    const close = (score: number | null, expected: string | undefined) =>
      expected === 'null' ? expect(score).toBeNull() : expect(score).toBeCloseTo(Number(expected), 6)
    close(reward(input, preset, { compat: true }).score, theirs)
    close(reward(input, preset).score, ours)
  })

  it('is told for every published function', () => expect([...new Set(rows.map(([name]) => codesIn(name)[0]))]).toEqual(published))
})

describe('the names', () => {
  it('of formats are all explained', () =>
    expect(rowsBelow('format | what it asks for').map(([name]) => codesIn(name)[0])).toEqual([...formats]))
  it('of methods are all explained', () => expect(rowsBelow('method | accuracy').map(([name]) => codesIn(name)[0])).toEqual([...methods]))
})

describe('the sources', () => {
  it('are told for every preset', () => expect(Object.keys(presetSources)).toEqual(presets))

  it('say "ours" where the preset is', () => {
    for (const [name, score, from = ''] of rowsBelow('preset | score | from')) {
      const { total, project } = presetSources[codesIn(name)[0] as PresetName]
      expect(score).not.toBe('')
      if (project === 'mathverdict') expect(from).toBe('ours')
      else expect(from, total).toContain({ code: 'code', paper: 'paper', reviews: 'reviews', ours: 'ours' }[total])
    }
  })

  it('tell what a published function lacks here', () => {
    const lacks = Object.entries(publishedFunctions).map(([name, { lacks }]) => [`\`${name}\``, lacks])
    expect(rowsBelow('preset | not reproduced')).toEqual(lacks)
  })
})
