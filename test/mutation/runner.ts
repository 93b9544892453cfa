/**
 * A test runner for Stryker that runs the tests of a room in its own process. One script holds the tests and the sources; it is
 * compiled once and evaluated for each mutant anew, so that nothing a mutant left in a module reaches the next one. That takes
 * some tens of milliseconds, where a start of Vitest takes seconds.
 *
 * Memories by text keep nothing here: what one test has read is read again by the next, or Stryker would not see which tests
 * reach a mutant.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin'
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import type { MutantCoverage, StrykerOptions } from '@stryker-mutator/api/core'
import { build, type Plugin } from 'esbuild'
import fc from 'fast-check'
import { type Registered, vocabulary } from './expect.ts'
import { byTheClock, goldens } from './rooms.ts'
import { keyOf, type Plan } from './sample.ts'

/** What Stryker's switches in the sources read and write. */
interface Switches {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: MutantCoverage | undefined
}

/** Evaluates all modules anew; gives for each test file the function that loads it, and so registers its tests. */
type Evaluate = (require: (name: string) => unknown, module: { exports: Readonly<Record<string, () => unknown>> }) => void

interface Test extends Registered {
  readonly id: string
  readonly file: string
}

const setup = 'test/setup.ts'
const requireHere = createRequire(import.meta.url)

class InProcessRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options)
  readonly #plan: Plan
  readonly #sampled: ReadonlySet<string>
  readonly #switches: Switches
  /** What each file has killed, and in how many milliseconds: the file that kills fastest is tried first, the golden ones last. */
  readonly #worth = new Map<string, { kills: number; milliseconds: number }>()
  #evaluate: Evaluate | undefined

  constructor(options: StrykerOptions) {
    this.#plan = options['plan'] as Plan
    this.#sampled = new Set(this.#plan.sampled)
    const all = globalThis as { __stryker__?: Switches }
    all.__stryker__ ??= {}
    this.#switches = all.__stryker__
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true }
  }

  async init(): Promise<void> {
    const text = await bundle([setup, ...this.#plan.tests])
    this.#evaluate = new Script(`(function (require, module) {${text}\n})`, { filename: 'room.cjs' }).runInThisContext() as Evaluate
  }

  async dryRun(): Promise<DryRunResult> {
    const results: TestResult[] = []
    for (const file of this.#plan.tests) {
      for (const test of this.#load([file])) {
        this.#switches.currentTestId = test.id
        const result = await outcome(test)
        this.#switches.currentTestId = undefined
        results.push(result)
      }
    }
    const mutantCoverage = this.#switches.mutantCoverage ?? { static: {}, perTest: {} }
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage }
  }

  async mutantRun({ testFilter, activeMutant, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    if (!this.#sampled.has(keyOf(activeMutant))) return { status: MutantRunStatus.Error, errorMessage: 'not in the sample' }
    const wanted = new Set(testFilter)
    const files = this.#plan.tests.filter(file => testFilter === undefined || testFilter.some(id => id.startsWith(`${file}#`)))
    files.sort((a, b) => this.#rate(b) - this.#rate(a))
    this.#switches.activeMutant = undefined
    const tests = this.#load(files).filter(({ id }) => testFilter === undefined || wanted.has(id))
    const results: TestResult[] = []
    // Stryker allows a hundred times the hits of the first run, since a failing property is run again to shrink it. Here none is.
    const limit = hitLimit === undefined ? undefined : hitLimit / 5
    this.#switches.hitCount = 0
    this.#switches.hitLimit = limit
    this.#switches.activeMutant = activeMutant.id
    for (const test of tests) {
      const result = await outcome(test)
      results.push(result)
      this.#learn(test.file, result)
      if (result.status === TestStatus.Failed) break
    }
    const hits = this.#switches.hitCount
    this.#switches.activeMutant = undefined
    this.#switches.hitCount = undefined
    return toMutantRunResult(determineHitLimitReached(hits, limit) ?? { status: DryRunStatus.Complete, tests: results })
  }

  #rate(file: string): number {
    if (goldens.includes(file)) return 0
    const worth = this.#worth.get(file)
    return worth === undefined ? 1 : (worth.kills + 1) / (worth.milliseconds + 1)
  }

  #learn(file: string, { status, timeSpentMs }: TestResult): void {
    const { kills, milliseconds } = this.#worth.get(file) ?? { kills: 0, milliseconds: 0 }
    this.#worth.set(file, { kills: kills + (status === TestStatus.Failed ? 1 : 0), milliseconds: milliseconds + timeSpentMs })
  }

  /** The tests of some files, with all modules fresh. */
  #load(files: readonly string[]): readonly Test[] {
    const module: Parameters<Evaluate>[1] = { exports: {} }
    const registered: Registered[] = []
    const words = vocabulary(registered)
    this.#evaluate?.(name => (name === 'vitest' ? words : requireHere(name)), module)
    module.exports[setup]?.()
    // A counterexample is enough; nobody reads a smaller one.
    fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })
    return files.flatMap(file => {
      registered.length = 0
      module.exports[file]?.()
      const tests = registered.map((test, index) => ({ ...test, file, id: `${file}#${index}` }))
      return tests.filter(({ name }) => !name.includes(byTheClock))
    })
  }
}

async function outcome({ id, name, file, run }: Test): Promise<TestResult> {
  const began = performance.now()
  try {
    await run()
    return { id, name, fileName: file, timeSpentMs: performance.now() - began, status: TestStatus.Success }
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error)
    return { id, name, fileName: file, timeSpentMs: performance.now() - began, status: TestStatus.Failed, failureMessage }
  }
}

/** All test files and what they import, as one script. Files are loaded only when asked for. */
async function bundle(files: readonly string[]): Promise<string> {
  const loaders = files.map(file => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`)
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = {${loaders.join(',')}}`, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins: [withoutMemory, ownAddress],
  })
  return outputFiles?.[0]?.text ?? ''
}

/** What `src/limits/recent-cache.ts` exports, keeping nothing by text. What is known of trees goes with them: each test reads its own. */
const withoutMemory: Plugin = {
  name: 'without-memory',
  setup({ onLoad }) {
    onLoad({ filter: /src\/limits\/recent-cache\.ts$/ }, () => ({
      contents: `export class RecentCache {
        #known = new WeakMap()
        get(key) { return typeof key === 'string' ? undefined : this.#known.get(key) }
        set(key, value) { if (typeof key !== 'string') this.#known.set(key, value) }
      }
      export const remembered = read => read`,
    }))
  },
}

/** A test finds its data beside itself. */
const ownAddress: Plugin = {
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /test\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }))
  },
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)]
