/**
 * `npm run faults [-- --rows 100000 --kills 50 --seed 1]`: kills the built command at random moments of a run and resumes it, and makes
 * the other faults of `faults.ts`. Prints what it counted; the exit code is 1 when a row was lost, counted twice or a message is missing.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { faults } from './faults.ts'
import { killAtRandom } from './kill.ts'
import { writeRows } from './rows.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
})
const [rows, kills, seed] = [Number(values.rows), Number(values.kills), Number(values.seed)]
const say = (text: string): boolean => process.stdout.write(`${text}\n`)
const root = mkdtempSync(join(tmpdir(), 'mathverdict-faults-'))
const how = { built: true }

function tell(name: string, counts: Readonly<Record<string, number | string>>, wrong: readonly string[]): void {
  say(
    `${wrong.length === 0 ? 'as it should be' : 'WRONG          '}  ${name}: ${Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ')}`,
  )
  for (const one of wrong) say(`  ${one}`)
  if (wrong.length > 0) process.exitCode = 1
}

try {
  for (const workers of ['1', '2']) {
    const name = `killed, ${workers} thread${workers === '1' ? '' : 's'}`
    if (!name.includes(values.only)) continue
    const folder = join(root, `kill-${workers}`)
    mkdirSync(folder)
    const input = join(folder, 'rows.jsonl')
    const bytes = writeRows(input, rows, seed)
    const options = ['--workers', workers, '--reward', 'deepvision']
    const task = { input, folder, kills: workers === '1' ? kills : Math.ceil(kills / 5), seed, options, how }
    const result = await killAtRandom({ ...task, ...(values.verbose && { say }) })
    const { kills: killed, runs, resumed, lines, differences } = result
    tell(name, { kills: killed, runs, 'kills behind a checkpoint': resumed, lines, MB: Math.round(bytes / 1e6) }, differences)
    rmSync(folder, { recursive: true })
  }
  for (const [at, [name, fault]] of [...faults].entries()) {
    if (!name.includes(values.only)) continue
    const folder = join(root, `fault-${at}`)
    mkdirSync(folder)
    const { counts, wrong } = await fault({ folder, rows: Math.min(rows, 10_000), seed, how })
    tell(name, counts, wrong)
    rmSync(folder, { recursive: true })
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}
