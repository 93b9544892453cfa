/** `mathverdict curate`: from rollouts to training rows, with a reason for every row that is left out. */
import { mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import {
  type Band,
  type CurationRule,
  type DuplicateGrade,
  readBand,
  type ValidityRule,
  validityRules,
  writePassRate,
} from '../../curate.ts'
import { copyEnding, copyRows } from '../../formats/copy.ts'
import { FormatError } from '../../formats/format-error.ts'
import type { RowFile } from '../../formats/row-file.ts'
import { shapeNamed } from '../../formats/shapes.ts'
import { VerdictFile } from '../../formats/verdict-file.ts'
import { AtomicFile } from '../atomic-file.ts'
import { Crew, deathsTold, threadsFor } from '../crew.ts'
import { exitCodes, FileError, UsageError } from '../exit-codes.ts'
import { fingerprint } from '../fingerprint.ts'
import { Journal } from '../journal.ts'
import { createAssessor, type Demands } from '../judge/assessor.ts'
import { checkInputs, rowsOf } from '../judge/inputs.ts'
import { stemOf, toolName } from '../judge/outputs.ts'
import { progressOn } from '../judge/progress.ts'
import type { Terminal } from '../terminal.ts'
import { firstPass } from './first-pass.ts'
import type { JournalEntry } from './journal-entry.ts'
import { printCuration } from './report.ts'
import { RowStates } from './row-states.ts'
import { type SampleRule, secondPass, usualHardBand } from './second-pass.ts'
import { type CurationCounts, StageCounts } from './stage-counts.ts'
import type { CurateTask } from './thread.ts'

/** The options of `curate`, as the command line gives them. */
export interface CurateOptions {
  readonly out: string
  readonly restart?: boolean
  readonly force?: boolean
  readonly verdicts?: string
  readonly group?: boolean
  readonly band?: string
  readonly hard?: string
  readonly sample?: number
  readonly seed?: number
  readonly validity?: boolean
  readonly rules?: string
  readonly dedupe?: DuplicateGrade | 'none'
  readonly threshold?: number
  readonly dropSuspects?: boolean
  readonly requireLabel?: boolean
  readonly policy?: string
  readonly finished?: boolean
  readonly prose?: boolean
  readonly shape?: string
  readonly response?: string
  readonly gold?: string
  readonly question?: string
  readonly points?: string
  readonly passRate?: string
  readonly of?: number
  readonly workers?: number
  readonly labelField?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly version: string
}

export async function curateFiles(
  files: readonly string[],
  options: CurateOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const note = (text: string): void => {
    if (!options.quiet) terminal.err(`${text}\n`)
  }
  const rule = ruleOf(options)
  const sample = sampleOf(options)
  const inputs = await checkedFiles(files)
  const names = inputs.map(({ name }) => basename(name))
  const demands: Demands = { policy: options.policy ?? 'standard', finished: options.finished, prose: options.prose }
  const assessor = createAssessor(demands)
  const shape = options.shape === undefined ? undefined : shapeNamed(options.shape)
  await mkdir(options.out, { recursive: true })
  const outputs = await planned(inputs, options)
  const verdictFiles = await verdictFilesOf(inputs, options.verdicts)
  const identity = {
    tool: toolName,
    version: options.version,
    rules_version: assessor.rulesVersion,
    policy: assessor.policy,
    policy_digest: assessor.policyDigest,
    finished: assessor.finished,
    prose: assessor.prose,
    rules: settingsOf(options, rule, sample),
    inputs: await Promise.all(inputs.map(({ name }) => fingerprint(name))),
    ...(verdictFiles.length > 0 && { verdicts: await Promise.all(verdictFiles.map(fingerprint)) }),
  }
  const journal = await Journal.open<JournalEntry>(join(options.out, 'curation.journal.jsonl'), identity, options.restart === true)
  await sweep(options.out, [...outputs.kept, outputs.manifest, outputs.suspects, outputs.report])
  if (journal.last !== undefined) note(`resumed after row ${journal.last.n} of ${names[journal.last.f]}`)
  const size = inputs.reduce((sum, input) => sum + (input.size ?? 0), 0)
  const progress = progressOn(terminal, options.quiet, size)
  const threads = verdictFiles.length > 0 ? 1 : threadsFor(options.workers, size, availableParallelism())
  const crew =
    threads === 1 ? undefined : new Crew<CurateTask, readonly JournalEntry[]>(threads, new URL('./thread', import.meta.url), demands)
  try {
    for (const [file, input] of inputs.entries()) {
      if (journal.last !== undefined && file < journal.last.f) continue
      progress.enter(input.name)
      const verdicts = verdictFiles[file] === undefined ? undefined : await VerdictFile.open(verdictFiles[file], signal)
      await firstPass({
        batches: rowsOf({ name: input.name, size: input.size, file: input }, signal),
        names: {
          response: options.response,
          gold: options.gold,
          shape,
          question: options.question,
          points: options.points,
          passRate: options.passRate,
          correctness: options.labelField,
          of: options.of,
        },
        terms: {
          file,
          done: journal.last !== undefined && journal.last.f === file ? journal.last.n : 0,
          rule,
          grouped: options.group === true,
        },
        assessor,
        crew,
        verdicts,
        journal,
        progress,
        shapeFound: found => {
          if (found !== undefined) note(`${input.name}: rows of ${found.of}; --shape names another`)
        },
      })
      await verdicts?.close()
    }
    const told = deathsTold(crew?.deaths ?? 0)
    if (told !== undefined) note(told)
    await crew?.close()
    await journal.close()
    progress.stop()
    const states = inputs.map(() => new RowStates())
    const counts = new StageCounts(names)
    const manifest = new AtomicFile(outputs.manifest)
    const suspects = new AtomicFile(outputs.suspects)
    const duplicates =
      options.dedupe === 'none'
        ? undefined
        : { grade: options.dedupe ?? 'normalised', ...(options.threshold !== undefined && { threshold: options.threshold }) }
    await secondPass({
      journal: journal.path,
      grouped: options.group === true ? rule : undefined,
      names,
      duplicates,
      sample,
      states,
      counts,
      manifest,
      suspects,
    })
    const report = counts.report()
    const kept: string[] = []
    for (const [file, input] of inputs.entries()) {
      const path = outputs.kept[file]
      const state = states[file]
      if (path === undefined || state === undefined) continue
      await writeKept(input, path, state, options.passRate ?? 'pass_rate', signal, report.files[file]?.kept ?? 0)
      kept.push(path)
    }
    await manifest.commit('write')
    await suspects.commit('write')
    const summary = { ...identity, ...report }
    const evaluation = new AtomicFile(outputs.report)
    await evaluation.write(`${JSON.stringify(summary, undefined, 2)}\n`)
    await evaluation.commit('write')
    await journal.remove()
    if (options.json) terminal.out(`${JSON.stringify(summary, undefined, 2)}\n`)
    else if (!options.quiet) printCuration(report, [...kept, outputs.manifest, outputs.suspects, outputs.report], terminal)
    return exitCode(report)
  } catch (error) {
    await journal.close().catch(() => undefined)
    if (error instanceof FormatError) throw new FileError(error.message)
    if (!signal.aborted) throw error
    note('interrupted; the same command goes on from here')
    return exitCodes.interrupted
  } finally {
    progress.stop()
    await crew?.close()
  }
}

function ruleOf(options: CurateOptions): CurationRule {
  return {
    validity: options.validity === false ? false : { ...(options.rules !== undefined && { rules: validityRulesIn(options.rules) }) },
    band: options.band === undefined ? undefined : bandOf('--band', options.band),
    requireLabel: options.requireLabel ?? false,
    dropSuspects: options.dropSuspects ?? false,
  }
}

function validityRulesIn(text: string): readonly ValidityRule[] {
  return text.split(',').map(part => {
    const rule = validityRules.find(name => name === part.trim())
    if (rule === undefined) throw new UsageError(`--rules: expected some of ${validityRules.join(', ')}, found '${part.trim()}'`)
    return rule
  })
}

function sampleOf(options: CurateOptions): SampleRule | undefined {
  if (options.sample === undefined) return undefined
  return {
    hard: options.hard === undefined ? usualHardBand : bandOf('--hard', options.hard),
    places: options.sample,
    seed: options.seed ?? 0,
  }
}

function bandOf(option: string, text: string): Band {
  try {
    return readBand(text)
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`)
  }
}

/** Everything that decides, for the journal and the report. */
function settingsOf(options: CurateOptions, rule: CurationRule, sample: SampleRule | undefined): Readonly<Record<string, unknown>> {
  return {
    validity: rule.validity === false ? false : (rule.validity.rules ?? 'all'),
    group: options.group === true || undefined,
    band: rule.band && [writePassRate(rule.band.from), writePassRate(rule.band.to)],
    require_label: rule.requireLabel,
    drop_suspects: rule.dropSuspects,
    dedupe: options.dedupe ?? 'normalised',
    threshold: options.threshold,
    sample: sample && { hard: [writePassRate(sample.hard.from), writePassRate(sample.hard.to)], places: sample.places, seed: sample.seed },
    fields: {
      shape: options.shape,
      response: options.response,
      gold: options.gold,
      question: options.question,
      points: options.points,
      pass_rate: options.passRate,
      label: options.labelField,
      of: options.of,
    },
  }
}

async function checkedFiles(files: readonly string[]): Promise<readonly RowFile[]> {
  const inputs = await checkInputs(files)
  return inputs.map(({ name, file }) => {
    if (file === undefined || file.size === undefined)
      throw new UsageError(`${name}: curation reads its input twice and takes no pipe. Write a file first.`)
    return file
  })
}

interface Outputs {
  readonly kept: readonly string[]
  readonly manifest: string
  readonly suspects: string
  readonly report: string
}

/** Where everything goes; refuses to replace an input, another input's rows, or what this command did not write. */
async function planned(inputs: readonly RowFile[], options: CurateOptions): Promise<Outputs> {
  const { out } = options
  const kept = inputs.map(input => join(out, `${stemOf(input.name)}_kept.${copyEnding(input)}`))
  const outputs = { kept, manifest: join(out, 'manifest.jsonl'), suspects: join(out, 'suspects.jsonl'), report: join(out, 'curation.json') }
  const sources = new Set(await Promise.all(inputs.map(({ name }) => realpath(name))))
  const seen = new Set<string>()
  const ours = await writtenByUs(outputs.report)
  for (const path of [...kept, outputs.manifest, outputs.suspects, outputs.report]) {
    const real = await realpath(path).catch(() => resolve(path))
    if (sources.has(real)) throw new UsageError(`${path} is an input. Name another folder with --out DIR.`)
    if (seen.has(real)) throw new UsageError(`Two inputs would be written to ${path}. Curate them one at a time.`)
    seen.add(real)
    const there = await stat(path).then(
      () => true,
      () => false,
    )
    const unfinished = await stat(join(out, 'curation.journal.jsonl')).then(
      () => true,
      () => false,
    )
    if (there && !ours && !unfinished && options.force !== true)
      throw new UsageError(
        `${path} is there already and was not written by this command. Name another folder with --out DIR, or replace it with --force.`,
      )
  }
  return outputs
}

/** Remove what a run that was killed while it wrote has left: files that never got their name. */
async function sweep(folder: string, outputs: readonly string[]): Promise<void> {
  const ours = new Set(outputs.map(path => basename(path)))
  for (const name of await readdir(folder)) {
    const partial = /^(.+)\.\d+\.partial$/.exec(name)
    if (partial?.[1] !== undefined && ours.has(partial[1])) await rm(join(folder, name), { force: true })
  }
}

async function writtenByUs(path: string): Promise<boolean> {
  try {
    const report: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof report === 'object' && report !== null && Reflect.get(report, 'tool') === toolName
  } catch {
    return false
  }
}

async function verdictFilesOf(inputs: readonly RowFile[], folder: string | undefined): Promise<readonly string[]> {
  if (folder === undefined) return []
  const paths = inputs.map(({ name }) => join(folder, `${stemOf(name)}_verdicts.jsonl`))
  for (const [at, path] of paths.entries()) {
    await stat(path).catch(() => {
      throw new UsageError(`There is no ${path}. Judge first: mathverdict judge ${inputs[at]?.name} --out ${folder}`)
    })
  }
  return paths
}

async function writeKept(
  input: RowFile,
  path: string,
  states: RowStates,
  field: string,
  signal: AbortSignal,
  expected: number,
): Promise<void> {
  const partial = `${path}.${process.pid}.partial`
  try {
    const written = await copyRows(
      input,
      partial,
      [field],
      row => {
        if (!states.isKept(row)) return undefined
        const rate = states.rate(row)
        return rate === undefined ? new Map() : new Map([[field, writePassRate(rate)]])
      },
      signal,
    )
    if (written !== expected)
      throw new FileError(`${input.name} has changed while it was curated: expected ${expected} rows to keep, found ${written}`)
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

function exitCode({ rows, stages }: CurationCounts): number {
  if (rows === 0) return exitCodes.undecided
  return (stages[0]?.dropped ?? 0) > 0 ? exitCodes.no : exitCodes.ok
}
