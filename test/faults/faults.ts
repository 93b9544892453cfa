/**
 * What may happen to a run beside being killed. Each fault is made on purpose; what is there afterwards is counted, and compared with
 * what a run without the fault writes.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Called, type How, spawned } from '../cli/process.ts'
import { differencesOf, lineReached } from './kill.ts'
import { writeRows } from './rows.ts'

export interface FaultTask {
  readonly folder: string
  readonly rows: number
  readonly seed: number
  readonly how: How
}
export interface FaultResult {
  readonly counts: Readonly<Record<string, number | string>>
  /** What went wrong that should not. */
  readonly wrong: readonly string[]
}
export type Fault = (task: FaultTask) => Promise<FaultResult>

interface Evaluation {
  readonly lines: { readonly total: number; readonly blank: number; readonly bad: number; readonly rows: number }
  readonly samples: { readonly total: number }
}

export const faults: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ['disk full', diskFull],
  ['last line cut off', lastLineCutOff],
  ['invalid UTF-8', invalidUtf8],
  ['a line of 100 MB', longLine],
  ['a line of 100 MB in an array', longItem],
  ['threads that die', dyingThreads],
  ['compressed file cut off', compressedCutOff],
])

/** A file system of its own where that is allowed; elsewhere files that may not grow. */
async function diskFull({ folder, rows, seed, how }: FaultTask): Promise<FaultResult> {
  const input = inputIn(folder, rows, seed)
  const whole = join(folder, 'whole')
  await spawned(['judge', input, '--out', whole, '--quiet'], '', how)
  const sizes = readdirSync(whole).map(name => statSync(join(whole, name)).size)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const out = join(folder, 'full')
  mkdirSync(out)
  const resume = ['judge', input, '--out', out, '--resume']
  const mounted = mount(out, Math.floor(all * 0.8))
  let first: Called
  let left: number
  try {
    first = await spawned(resume, '', mounted ? how : { ...how, shell: `ulimit -f ${Math.floor((Math.max(...sizes) * 0.8) / 1024)}` })
    left = lineReached(out)
    if (mounted) execFileSync('mount', ['-o', `remount,size=${4 * all}`, out])
    const second = await spawned(resume, '', how)
    const wrong = [
      ...expected(first, 4, /Cannot write .*(?:ENOSPC|EFBIG)/),
      ...expected(first, 4, /--resume goes on/),
      ...expected(second, 1, /resumed after line/),
      ...differencesOf(whole, out).map(name => `${name} differs after the resumed run`),
    ]
    return {
      counts: { by: mounted ? 'tmpfs' : 'ulimit', code: first.code ?? -1, 'lines on the disk': left, 'code after room': second.code ?? -1 },
      wrong,
    }
  } finally {
    if (mounted) execFileSync('umount', [out])
  }
}

function mount(folder: string, size: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'mathverdict-faults', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function lastLineCutOff({ folder, rows, seed, how }: FaultTask): Promise<FaultResult> {
  const input = inputIn(folder, rows, seed)
  const whole = await evaluated(input, join(folder, 'whole'), how)
  const bytes = readFileSync(input)
  writeFileSync(input, bytes.subarray(0, bytes.length - 40))
  const cut = await evaluated(input, join(folder, 'cut'), how)
  return { counts: countsOf(cut), wrong: [...oneBadLine(whole, cut, 0), ...expected(cut.called, 1, /line \d+: /)] }
}

async function invalidUtf8({ folder, rows, seed, how }: FaultTask): Promise<FaultResult> {
  const input = inputIn(folder, rows, seed)
  const whole = await evaluated(input, join(folder, 'whole'), how)
  appendFileSync(input, Buffer.from('{"gdt": "1", "response": "\\\\boxed{1} \xff\xfe"}\n', 'latin1'))
  const broken = await evaluated(input, join(folder, 'broken'), how)
  return { counts: countsOf(broken), wrong: [...oneBadLine(whole, broken, 1), ...expected(broken.called, 1, /./)] }
}

const longBytes = 100 * 1024 * 1024
/** Of the whole process, Node itself included. */
const mostMemory = 400

async function longLine(task: FaultTask): Promise<FaultResult> {
  return await longRow(task, 'rows.jsonl', (rows, long) => Buffer.concat([long, Buffer.from('\n'), rows]))
}

async function longItem(task: FaultTask): Promise<FaultResult> {
  return await longRow(task, 'rows.json', (rows, long) => {
    const items = rows.toString().trimEnd().split('\n').filter(isRow).join(',\n')
    return Buffer.concat([Buffer.from('['), long, Buffer.from(`,\n${items}]`)])
  })
}

function isRow(line: string): boolean {
  try {
    return JSON.parse(line) !== null
  } catch {
    return false
  }
}

async function longRow(
  { folder, rows, seed, how }: FaultTask,
  name: string,
  join_: (rows: Buffer, long: Buffer) => Buffer,
): Promise<FaultResult> {
  const few = readFileSync(inputIn(folder, Math.min(rows, 500), seed))
  const long = Buffer.from(`{"gdt": "1", "model_response": "${'x'.repeat(longBytes)}"}`)
  const [with_, without] = [join(folder, name), join(folder, `without-${name}`)]
  writeFileSync(with_, join_(few, long))
  writeFileSync(without, join_(few, Buffer.from('3')))
  const whole = await evaluated(without, join(folder, 'without'), measured(how))
  const result = await evaluated(with_, join(folder, 'with'), measured(how))
  const memory = memoryOf(result.called)
  return {
    counts: { ...countsOf(result), 'peak MB': memory, 'peak MB without it': memoryOf(whole.called) },
    wrong: [
      ...oneBadLine(whole, result, 0, 0),
      ...(memory > mostMemory ? [`${memory} MB are more than ${mostMemory}`] : []),
      ...expected(result.called, 1, /too long: \d+ bytes/),
    ],
  }
}

/** A module that Node runs first, in every thread. */
const preloaded = (code: string): readonly string[] => ['--import', `data:text/javascript,${encodeURIComponent(code)}`]

const measured = (how: How): How => ({
  ...how,
  node: preloaded(`
    import { isMainThread } from 'node:worker_threads'
    if (isMainThread) process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS))`),
})
const memoryOf = ({ err }: Called): number => Math.round(Number(/^peak (\d+)$/m.exec(err)?.[1]) / 1024)

/** Every thread ends itself after 300 verdicts, in the middle of a batch. */
async function dyingThreads({ folder, rows, seed, how }: FaultTask): Promise<FaultResult> {
  const input = inputIn(folder, rows, seed)
  const whole = join(folder, 'whole')
  const expectedRun = await spawned(['judge', input, '--out', whole, '--json', '--workers', '2'], '', how)
  const node = preloaded(`
    import { isMainThread } from 'node:worker_threads'
    const { stringify } = JSON
    let left = 300
    if (!isMainThread) JSON.stringify = (...given) => {
      if (given[0]?.rules_version !== undefined && (left -= 1) < 0) {
        console.error('a thread died')
        process.exit(9)
      }
      return stringify(...given)
    }`)
  const out = join(folder, 'dying')
  const run = await spawned(['judge', input, '--out', out, '--json', '--workers', '2'], '', { ...how, node })
  const deaths = run.err.split('a thread died').length - 1
  return {
    counts: { code: run.code ?? -1, deaths },
    wrong: [
      ...(deaths === 0 ? ['no thread died'] : []),
      ...(/thread died; the rows in its hands were judged again/i.test(run.err) ? [] : ['nobody says so']),
      ...(run.code === expectedRun.code ? [] : [`code ${run.code}: ${run.err.slice(-300)}`]),
      ...(run.out === expectedRun.out ? [] : ['it prints something else']),
      ...differencesOf(whole, out).map(name => `${name} differs`),
    ],
  }
}

async function compressedCutOff({ folder, rows, seed, how }: FaultTask): Promise<FaultResult> {
  const bytes = gzipSync(readFileSync(inputIn(folder, rows, seed)))
  const input = join(folder, 'cut.jsonl.gz')
  writeFileSync(input, bytes.subarray(0, Math.floor(bytes.length * 0.7)))
  const out = join(folder, 'cut')
  const first = await spawned(['judge', input, '--out', out], '', how)
  const left = lineReached(out)
  writeFileSync(input, bytes)
  const whole = await spawned(['judge', input, '--out', out, '--restart', '--quiet'], '', how)
  return {
    counts: { code: first.code ?? -1, 'lines on the disk': left, 'code of the whole file': whole.code ?? -1 },
    wrong: [...expected(first, 4, /cut off|damaged|unexpected end/i), ...expected(whole, 1, /^/)],
  }
}

/* ---------------------------------------------------------------- counting */

function inputIn(folder: string, rows: number, seed: number): string {
  const input = join(folder, 'rows.jsonl')
  writeRows(input, rows, seed)
  return input
}

interface Evaluated extends Evaluation {
  readonly called: Called
  /** Lines of the file of verdicts, by the line that they are about. */
  readonly verdicts: readonly number[]
}

async function evaluated(input: string, out: string, how: How): Promise<Evaluated> {
  const called = await spawned(['judge', input, '--out', out], '', how)
  const stem = join(out, (input.split('/').at(-1) ?? '').replace(/\.\w+$/, ''))
  const evaluation = JSON.parse(readFileSync(`${stem}_evaluation.json`, 'utf8')) as Evaluation
  const verdicts = readFileSync(`${stem}_verdicts.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => (JSON.parse(line) as { line: number }).line)
  return { ...evaluation, called, verdicts }
}

const countsOf = ({ called, lines, samples }: Evaluated): Readonly<Record<string, number>> => ({
  code: called.code ?? -1,
  lines: lines.total,
  rows: lines.rows,
  'bad lines': lines.bad,
  samples: samples.total,
})

/** One line more is bad, every other row is there as often as before. @param more lines that were added */
function oneBadLine(whole: Evaluated, broken: Evaluated, more: number, bad = 1): readonly string[] {
  const rows = whole.lines.rows - (more === 0 ? bad : 0)
  return [
    ...(broken.lines.total === whole.lines.total + more ? [] : [`${broken.lines.total} lines instead of ${whole.lines.total + more}`]),
    ...(broken.lines.bad === whole.lines.bad + bad ? [] : [`${broken.lines.bad} bad lines instead of ${whole.lines.bad + bad}`]),
    ...(broken.lines.rows === rows ? [] : [`${broken.lines.rows} rows instead of ${rows}`]),
    ...(new Set(broken.verdicts).size === broken.lines.rows ? [] : ['rows are missing among the verdicts, or are there twice']),
  ]
}

function expected({ code, out, err }: Called, wanted: number, message: RegExp): readonly string[] {
  return [
    ...(code === wanted ? [] : [`code ${code} instead of ${wanted}: ${err.slice(-300)}`]),
    ...(message.test(out + err) ? [] : [`no word of ${message.source} in: ${(out + err).slice(-300)}`]),
  ]
}
