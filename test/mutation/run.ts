/**
 * `npm run mutation -- --room exact --sample 300 --seed 1`: Stryker's mutants of one room, all of them or a random sample, each
 * tried with the tests that reach it. Prints the score with its interval and every survivor; the same goes to `build/mutation/`.
 *
 * Only the drawn mutants (and those inside their range) are written into the sources, so that the code runs at nearly its own speed.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Mutant, MutantResult } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { Command, Option } from 'commander'
import { goldens, rooms } from './rooms.ts'
import { draw, interval, keyOf, type Plan } from './sample.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Options {
  readonly room: string
  readonly file?: string
  readonly sample?: number
  readonly seed: number
}

const program = new Command('mutation')
  .description('Change the sources of a room in small ways and count the changes that a test notices.')
  .addOption(new Option('--room <name>', 'the room whose sources are changed').choices([...rooms.keys()]).makeOptionMandatory())
  .option('--file <part>', 'only files whose path contains this')
  .option('--sample <n>', 'try only so many mutants, drawn at random (default: all of the room)', Number)
  .option('--seed <n>', 'where the random sequence starts', Number, 1)
  .action(run)

async function run({ room, file = '', sample, seed }: Options): Promise<void> {
  process.chdir(root)
  const sources = filesBelow(`src/${room}`, '.ts').filter(path => path.includes(file))
  const all = await mutantsOf(sources)
  const drawn = sample === undefined ? all : draw(all, sample, seed)
  const keys = new Set(drawn.map(keyOf))
  const plan: Plan = {
    tests: [...new Set((rooms.get(room) ?? []).flatMap(place => filesBelow(place, '.test.ts')))],
    sampled: [...keys],
  }
  const results = await new Stryker({
    testRunner: 'in-process',
    plugins: [fileURLToPath(new URL('runner.ts', import.meta.url))],
    // Sources with mutants in them take more of the stack.
    testRunnerNodeArgs: ['--import', 'tsx', '--stack-size=3600'],
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: 1,
    // A busy machine is no endless loop.
    timeoutFactor: 3,
    dryRunTimeoutMinutes: 30,
    mutate: drawn.map(rangeOf),
    ignorePatterns: ['bench', 'python', '.ci', 'dist', 'build'],
    tempDirName: 'build/mutation/sandbox',
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
    logLevel: 'error',
    warnings: { unknownOptions: false },
    plan,
  } as never).runMutationTest()
  const lines = report(
    room,
    all.length,
    seed,
    results.map(fromReport).filter(result => keys.has(keyOf(result))),
  )
  mkdirSync('build/mutation', { recursive: true })
  writeFileSync(`build/mutation/${room}-${sample ?? 'all'}-${seed}.txt`, lines.join('\n'))
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** The files below a folder, or the one file that `place` is. */
function filesBelow(place: string, ending: string): string[] {
  if (place.endsWith(ending)) return [place]
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map(name => `${place}/${name.replaceAll('\\', '/')}`)
    .filter(name => name.endsWith(ending))
    .sort()
}

/** All mutants of some files. */
async function mutantsOf(paths: readonly string[]): Promise<readonly Mutant[]> {
  const silent = (): undefined => undefined
  const logger = { debug: silent, info: silent, warn: silent, isDebugEnabled: () => false }
  const files = paths.map(name => ({ name, mutate: true, content: readFileSync(name, 'utf8') }))
  const options = { ignorers: [], excludedMutations: [], plugins: null, noHeader: false }
  return (await new Instrumenter(logger as never).instrument(files, options)).mutants
}

/** In results lines and columns count from 1. */
function fromReport(result: MutantResult): MutantResult {
  const { start, end } = result.location
  const location = { start: { line: start.line - 1, column: start.column - 1 }, end: { line: end.line - 1, column: end.column - 1 } }
  return { ...result, location }
}

/** Ranges count lines from 1, columns from 0. */
function rangeOf({ fileName, location: { start, end } }: Mutant): string {
  return `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`
}

function report(room: string, all: number, seed: number, results: readonly MutantResult[]): string[] {
  const count = (...states: readonly MutantResult['status'][]): number => results.filter(({ status }) => states.includes(status)).length
  const found = count('Killed', 'Timeout')
  const tried = found + count('Survived', 'NoCoverage')
  const byGolden = results.filter(({ killedBy }) => killedBy?.some(test => goldens.some(file => test.startsWith(file)))).length
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  const [low, high] = interval(found, tried)
  const left = results
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .sort((a, b) => (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : a.location.start.line - b.location.start.line))
  return [
    ...left.flatMap(shown),
    '',
    `room ${room}, seed ${seed}: ${all} mutants, ${results.length} drawn, ${results.length - tried} left out (static or not runnable), ${tried} tried`,
    `noticed ${found} (of them ${count('Timeout')} endless), survived ${count('Survived')}, reached by no test ${count('NoCoverage')}`,
    `of those noticed ${byGolden} change no outcome that a test asks for, only a trace, a cost or a reading (golden files): ${percent(tried === 0 ? 0 : (found - byGolden) / tried)} without`,
    `score ${percent(tried === 0 ? 0 : found / tried)}, 95 % interval ${percent(low)} to ${percent(high)}`,
  ]
}

/** A survivor as a difference of lines. */
function shown({ fileName, location: { start, end }, mutatorName, replacement, status }: MutantResult): string[] {
  const path = fileName.slice(fileName.lastIndexOf('src/'))
  const lines = readFileSync(path, 'utf8').split('\n')
  const first = lines[start.line] ?? ''
  const rest = end.line === start.line ? first.slice(end.column) : ' …'
  return [
    `${path}:${start.line + 1} ${mutatorName}${status === 'NoCoverage' ? ' (reached by no test)' : ''}`,
    `  - ${first.trim()}`,
    `  + ${(first.slice(0, start.column) + replacement + rest).trim()}`,
  ]
}

await program.parseAsync()
