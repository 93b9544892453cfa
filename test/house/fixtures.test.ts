/** Every kind of answer has its cases, each with its reason, and near misses beside what is accepted. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kinds } from '../../src/compare/kind.ts'
import { root } from './sources.ts'

const folder = join(root, 'test/fixtures')

interface Case {
  readonly id: string
  readonly outcome: string
  readonly why: string
}
const cases = (file: string): readonly Case[] =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Case)

const files = readdirSync(folder).filter(name => name.endsWith('.jsonl'))

describe('fixtures', () => {
  it('exist for every kind', () => {
    expect(kinds.filter(kind => !existsSync(join(folder, `${kind}.jsonl`)))).toEqual([])
  })

  it('have identifiers of their own', () => {
    const ids = files.flatMap(cases).map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each(files)('%s: says why, each time', file => {
    expect(cases(file).filter(({ why }) => typeof why !== 'string' || why === '')).toEqual([])
  })

  it.each(files.filter(file => kinds.some(kind => file === `${kind}.jsonl`)))('%s: has near misses beside what it accepts', file => {
    const accepted = cases(file).filter(({ outcome }) => outcome === 'equivalent').length
    const refused = cases(file).length - accepted
    expect(accepted).toBeGreaterThan(0)
    expect(refused).toBeGreaterThanOrEqual(accepted / 2)
  })
})
