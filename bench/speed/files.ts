/**
 * `npm run bench:file -- [FILE]`: `mathverdict judge` on a large file, against a loop that reads it, parses each line and writes as many
 * bytes; with one thread and with two; with the peak of the memory for a tenth of the rows and for all.
 *
 * FILE is repeated until there are `--rows` rows; without one, rows are made of the fixtures.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Command } from 'commander'
import { table } from '../../src/cli/table.ts'
import { responseOf } from '../responses.ts'
import { root } from './built.ts'
import { readCorpora } from './corpora.ts'

interface Used {
  /** Milliseconds. */
  readonly wall: number
  readonly cpu: number
  readonly kilobytes: number
}

async function run(file: string | undefined, { rows }: { readonly rows: string }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mathverdict-bench-'))
  try {
    const lines = file === undefined ? await made() : readFileSync(file, 'utf8').trimEnd().split('\n')
    const [small, large] = [Math.ceil(Number(rows) / 10), Number(rows)].map(count =>
      repeated(lines, count, join(folder, `${count}.jsonl`)),
    ) as [string, string]
    const results = join(folder, 'results')
    const few = judge(small, results, 1)
    const one = judge(large, results, 1)
    const two = judge(large, results, 2)
    const written = readdirSync(results)
      .map(name => join(results, name))
      .filter(path => path.includes(`${large.split('/').pop()?.replace('.jsonl', '')}_`))
    const floor = measured(join(root, 'bench/speed/floor-loop.mjs'), [large, join(folder, 'floor'), ...written])
    const row = (name: string, { wall, cpu, kilobytes }: Used): string[] => [
      name,
      (wall / 1000).toFixed(2),
      (cpu / 1000).toFixed(2),
      (cpu / floor.cpu).toFixed(2),
      (kilobytes / 1024).toFixed(0),
    ]
    process.stdout.write(
      table(
        [
          [`${rows} rows`, 'wall s', 'cpu s', '× loop (cpu)', 'peak MB'],
          row('read, parse, write', floor),
          row('judge, one thread', one),
          row('judge, two threads', two),
          row('judge, one thread, a tenth of the rows', few),
        ],
        ['left', 'right', 'right', 'right', 'right'],
      ),
    )
    process.stdout.write(
      `two threads: ${(one.wall / two.wall).toFixed(2)} × faster; memory of all rows to a tenth: ${(one.kilobytes / few.kilobytes).toFixed(2)}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function made(): Promise<readonly string[]> {
  const [corpus] = await readCorpora(['fixtures'])
  return (corpus?.pairs ?? []).map(({ id, answer, text }) => JSON.stringify({ id, gdt: answer, model_response: responseOf(text, 1800) }))
}

function repeated(lines: readonly string[], rows: number, path: string): string {
  writeFileSync(path, '')
  const block = `${lines.join('\n')}\n`
  let left = rows
  for (; left >= lines.length; left -= lines.length) appendFileSync(path, block)
  if (left > 0) appendFileSync(path, `${lines.slice(0, left).join('\n')}\n`)
  return path
}

const judge = (file: string, out: string, workers: number): Used =>
  measured(join(root, 'dist/cli/main.js'), ['judge', file, '--out', out, '--quiet', '--workers', String(workers)])

function measured(module: string, args: readonly string[]): Used {
  const report = join(mkdtempSync(join(tmpdir(), 'mathverdict-used-')), 'used.json')
  try {
    execFileSync(process.execPath, [join(root, 'bench/speed/measured-run.mjs'), ...args], {
      env: { ...process.env, MEASURED: report, MEASURED_MODULE: pathToFileURL(module).href },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } catch (error) {
    // The command ends with 1 when a row was not judged; what it used is known all the same.
    if (typeof error !== 'object' || error === null || Reflect.get(error, 'status') !== 1) throw error
  }
  return JSON.parse(readFileSync(report, 'utf8')) as Used
}

await new Command('bench:file').argument('[file]', 'JSONL rows').option('--rows <n>', 'rows in all', '100000').action(run).parseAsync()
