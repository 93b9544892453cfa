import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folder } from '../cli/call.ts'
import { faults } from './faults.ts'
import { killAtRandom } from './kill.ts'
import { writeRows } from './rows.ts'

/** A small part of `npm run faults`, with the sources instead of the built command. */
describe('a run that something happens to', () => {
  it('is killed at random moments, resumed, and loses nothing', async () => {
    const root = folder()
    const input = join(root, 'rows.jsonl')
    writeRows(input, 2000, 3)
    const task = { input, folder: root, kills: 3, seed: 3, options: ['--reward', 'deepvision'], how: {} }
    expect(await killAtRandom(task)).toMatchObject({ kills: 3, lines: 2000, differences: [] })
  }, 300_000)

  it('runs out of disk, says so, and goes on when there is room', async () => {
    const result = await faults.get('disk full')?.({ folder: folder(), rows: 2000, seed: 3, how: {} })
    expect(result?.wrong).toEqual([])
  }, 300_000)
})
