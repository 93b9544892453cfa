/**
 * `npm run bench`: what a verdict costs, on the pairs of `test/fixtures`.
 *
 * It runs on the built package (`dist`), not on sources that a loader has changed. Each pair is judged in many
 * rounds; the time of a pair is its median over the rounds, and the table shows how these are spread over the pairs. Caches
 * of the core go by text, so each round writes the texts with another number of spaces behind them: *gold seen before*
 * changes the prediction only, *cold* changes both.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Command } from 'commander'
import { table } from '../src/cli/table.ts'
import type * as Core from '../src/index.ts'
import { responseOf } from './responses.ts'

interface Pair {
  readonly id: string
  readonly reference: string
  readonly prediction: string
}
interface Spread {
  readonly name: string
  readonly cases: number
  /** Microseconds. */
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly max: number
  /** The case that took longest. */
  readonly worst: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'dist/index.js')

const program = new Command('bench')
  .description('Measure verify, parse, extract and the cold import of the core.')
  .option('--rounds <n>', 'rounds over all pairs', '60')
  .option('--filter <text>', 'only pairs whose id holds this text')
  .option('--no-save', 'print only; bench/results.md and results.json stay as they are')
  .action(run)

async function run({ rounds, filter, save }: { readonly rounds: string; readonly filter?: string; readonly save: boolean }): Promise<void> {
  const core: typeof Core = await import(pathToFileURL(built).href)
  const pairs = readPairs().filter(({ id }) => filter === undefined || id.includes(filter))
  const times = Number(rounds)
  const spreads = [
    measure('verify, gold seen before', pairs, times, (pair, round) => core.verify(spaced(pair.prediction, round), pair.reference)),
    measure('verify, cold', pairs, times, (pair, round) => core.verify(spaced(pair.prediction, round), spaced(pair.reference, round))),
    measure('judge, gold seen before', pairs, times, ({ prediction, reference }, round) =>
      core.judge({ prediction: spaced(prediction, round), reference }),
    ),
    measure('parse', pairs, times, pair => core.parse(pair.prediction)),
    ...[2, 20, 64].flatMap(size => {
      const responses = pairs.slice(0, 100).map(pair => ({ ...pair, response: responseOf(pair.prediction, size * 1000) }))
      return [
        measure(`extract from ${size} kB`, responses, times, ({ response }) => core.extract(response, { prose: false })),
        measure(`judge a response of ${size} kB`, responses, times, ({ response, reference }) => core.judge({ response, reference })),
      ]
    }),
  ]
  const cold = coldImport(15)
  const outcomes = { equivalent: 0, different: 0, undecided: 0 }
  for (const { prediction, reference } of pairs) outcomes[core.judge({ prediction, reference }).outcome] += 1
  const report = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    rounds: times,
    outcomes,
    coldImportMilliseconds: cold,
    spreads,
  }
  process.stdout.write(`${text(report)}\n`)
  if (!save) return
  writeFileSync(join(root, 'bench/results.md'), markdown(report))
  writeFileSync(join(root, 'bench/results.json'), `${JSON.stringify(report, undefined, 2)}\n`)
}

/** The pairs of all fixtures that hold an answer. */
function readPairs(): readonly Pair[] {
  const folder = join(root, 'test/fixtures')
  const files = readdirSync(folder).filter(name => name.endsWith('.jsonl'))
  return files.sort().flatMap(name =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '')
      .map((line): Partial<Pair> => JSON.parse(line))
      .filter((row): row is Pair => typeof row.prediction === 'string' && typeof row.reference === 'string')
      .map(({ id, reference, prediction }) => ({ id, reference, prediction })),
  )
}

const spaced = (text: string, round: number): string => text + ' '.repeat(round)

function measure<Case extends { readonly id: string }>(
  name: string,
  cases: readonly Case[],
  rounds: number,
  call: (one: Case, round: number) => unknown,
): Spread {
  const times: number[][] = cases.map(() => [])
  const warmUp = 10
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [at, one] of cases.entries()) {
      const start = process.hrtime.bigint()
      call(one, round)
      const time = Number(process.hrtime.bigint() - start) / 1000
      if (round >= warmUp) times[at]?.push(time)
    }
  }
  const medians = cases
    .map((one, at) => ({ id: one.id, time: quantile([...(times[at] ?? [])].sort(ascending), 0.5) }))
    .sort((a, b) => a.time - b.time)
  const sorted = medians.map(({ time }) => time)
  return {
    name,
    cases: cases.length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: quantile(sorted, 1),
    worst: medians.at(-1)?.id ?? '',
  }
}

const ascending = (a: number, b: number): number => a - b

/** The value below which a share of the sorted values lies. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Milliseconds from before the import of the core to after it, in fresh processes; the start of Node is not in it. */
function coldImport(runs: number): { readonly median: number; readonly min: number; readonly max: number } {
  const script = `const t=process.hrtime.bigint();await import(${JSON.stringify(pathToFileURL(built).href)});process.stdout.write(String(Number(process.hrtime.bigint()-t)/1e6))`
  const times = Array.from({ length: runs }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })),
  )
  times.sort(ascending)
  return { median: quantile(times, 0.5), min: quantile(times, 0), max: quantile(times, 1) }
}

interface Report {
  readonly node: string
  readonly platform: string
  readonly rounds: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly coldImportMilliseconds: { readonly median: number; readonly min: number; readonly max: number }
  readonly spreads: readonly Spread[]
}

const head = ['', 'cases', 'median µs', 'p95', 'p99', 'max', 'slowest']
const cells = ({ name, cases, median, p95, p99, max, worst }: Spread): string[] => [
  name,
  String(cases),
  ...[median, p95, p99, max].map(time => time.toFixed(time < 100 ? 2 : 0)),
  worst,
]

function summary({ node, platform, rounds, outcomes, coldImportMilliseconds: { median, min, max } }: Report): string {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
  return `Node ${node}, ${platform}, ${rounds} rounds. Pairs: ${counts.join(', ')}. Cold import of the core: ${median.toFixed(1)} ms (${min.toFixed(1)} to ${max.toFixed(1)}).`
}

function text(report: Report): string {
  return `${table([head, ...report.spreads.map(cells)], ['left', 'right', 'right', 'right', 'right', 'right', 'left'])}\n${summary(report)}`
}

function markdown(report: Report): string {
  const row = (values: readonly string[]): string => `| ${values.join(' | ')} |\n`
  return `# What a verdict costs

Written by \`npm run bench\` on the pairs of \`test/fixtures\`; times are medians of a pair over the rounds, spread over the pairs.

${row(head)}${row(head.map(() => '---'))}${report.spreads.map(spread => row(cells(spread))).join('')}
${summary(report)}
`
}

await program.parseAsync()
