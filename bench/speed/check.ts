/**
 * `npm run bench:check`: has anything become slower?
 *
 * Times mean nothing on another or a busier machine, so only ratios to the reference loop of the same run are compared, each the median
 * over several processes. A figure fails when it is above its baseline by more than a quarter and by more than three times the
 * spread between the processes, then and now. Processors differ in what they do well, so `bench/baseline.json` has a baseline for each
 * that was measured; on another one the figures are shown beside the first of them, and none fails. `--update` writes this processor's anew.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { table } from '../../src/cli/table.ts'
import { loadBuilt, root } from './built.ts'
import { median } from './clock.ts'
import { readCorpora } from './corpora.ts'
import { responseCosts } from './long-responses.ts'
import { type Machine, machine } from './machine.ts'
import { measureCorpus } from './measure.ts'

interface Figure {
  /** Median over the processes, as a multiple of the reference loop. */
  readonly ratio: number
  /** Median distance from it. */
  readonly spread: number
}
type Figures = Readonly<Record<string, Figure>>
interface Baseline extends Machine {
  readonly figures: Figures
}

const file = join(root, 'bench/baseline.json')
const allowed = 0.25

async function run({
  update,
  processes,
  one,
}: {
  readonly update?: boolean
  readonly processes: string
  readonly one?: boolean
}): Promise<void> {
  if (one) {
    process.stdout.write(JSON.stringify(await ratios()))
    return
  }
  const runs = Array.from(
    { length: Number(processes) },
    () =>
      JSON.parse(execFileSync(process.execPath, [...process.execArgv, import.meta.filename, '--one'], { encoding: 'utf8' })) as Record<
        string,
        number
      >,
  )
  const figures = summarise(runs)
  const here = machine()
  const baselines = JSON.parse(readFileSync(file, 'utf8')) as readonly Baseline[]
  if (update) {
    const others = baselines.filter(({ processor }) => processor !== here.processor)
    writeFileSync(file, `${JSON.stringify([{ ...here, figures }, ...others] satisfies Baseline[], undefined, 2)}\n`)
    return
  }
  const own = baselines.find(({ processor }) => processor === here.processor)
  const baseline = own ?? baselines[0]
  if (baseline === undefined) throw new Error('Expected a baseline, found none; run npm run bench:check -- --update')
  const rows = Object.entries(figures).map(([name, now]) => compared(name, baseline.figures[name], now))
  process.stdout.write(table([['', 'baseline', 'now', 'change', ''], ...rows], ['left', 'right', 'right', 'right', 'left']))
  if (own === undefined)
    process.stdout.write(
      `No baseline for ${here.processor}: shown beside that of ${baseline.processor}, nothing fails. Make one with --update.\n`,
    )
  else if (rows.some(row => row.at(-1) === slower)) process.exitCode = 1
}

const slower = 'SLOWER'

function compared(name: string, before: Figure | undefined, now: Figure): readonly string[] {
  if (before === undefined) return [name, '', now.ratio.toFixed(3), '', 'new']
  const change = now.ratio / before.ratio - 1
  const noise = 3 * (before.spread + now.spread)
  const failed = change > allowed && now.ratio - before.ratio > noise
  return [
    name,
    before.ratio.toFixed(3),
    now.ratio.toFixed(3),
    `${change > 0 ? '+' : ''}${(100 * change).toFixed(0)} %`,
    failed ? slower : 'ok',
  ]
}

/** Multiples of the reference loop, on what comes with the project. */
async function ratios(): Promise<Readonly<Record<string, number>>> {
  const built = await loadBuilt()
  const found: Record<string, number> = {}
  for (const corpus of await readCorpora(['fixtures'])) {
    const { reference, rows } = measureCorpus(built, corpus, { rounds: 5, slowest: 0 })
    for (const { name, spread } of rows) {
      if (spread.cases < 40) continue
      found[`${corpus.name}: ${name.trim()}, median`] = spread.median / reference
    }
    const seen = rows.find(({ name }) => name === 'verify, gold seen before')
    if (seen) found[`${corpus.name}: verify, gold seen before, p95`] = seen.spread.p95 / reference
    for (const { kilobytes, extract } of responseCosts(built, corpus.pairs)) found[`extract from ${kilobytes} kB`] = extract / reference
  }
  return found
}

function summarise(runs: readonly Readonly<Record<string, number>>[]): Figures {
  const names = Object.keys(runs[0] ?? {})
  return Object.fromEntries(
    names.map(name => {
      const values = runs.map(run => run[name] ?? Number.NaN)
      const ratio = median(values)
      return [name, { ratio, spread: median(values.map(value => Math.abs(value - ratio))) }]
    }),
  )
}

await new Command('bench:check')
  .option('--update', 'take the figures of this run as the baseline')
  .option('--processes <n>', 'processes whose medians count', '5')
  .option('--one', 'measure in this process and print ratios as JSON')
  .action(run)
  .parseAsync()
