/** `mathverdict judge`: from the command line to files, tables and an exit code. */
import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { shapeNamed } from '../../formats/shapes.ts'
import { Crew, deathsTold, threadsFor } from '../crew.ts'
import { exitCodes, UsageError } from '../exit-codes.ts'
import { fingerprint } from '../fingerprint.ts'
import type { Terminal } from '../terminal.ts'
import type { OverlongSpec } from '../../reward.ts'
import { type Assessor, createAssessor, type Demands } from './assessor.ts'
import type { BatchResult } from './batch.ts'
import { Examples } from './examples.ts'
import { Exchange, exchangeName } from './exchange.ts'
import { checkInputs, type Input, rowsOf } from './inputs.ts'
import { type FileResult, judgeFile } from './judge-file.ts'
import { caughtResults, checkOutputs, type OutputPaths, outputPaths, toolName } from './outputs.ts'
import { type Progress, progressOn } from './progress.ts'
import { printReport } from './report.ts'
import { Results, settleEarlierRun } from './results.ts'
import { RunLock } from './run-lock.ts'
import { type Summary, Tally } from './tally.ts'
import type { JudgeTask, ThreadData } from './thread.ts'

/** The options of `judge`, as the command line gives them. */
export interface JudgeOptions {
  readonly out?: string
  readonly write?: boolean
  readonly force?: boolean
  readonly resume?: boolean
  readonly restart?: boolean
  readonly response?: string
  readonly gold?: string
  readonly label?: string
  readonly shape?: string
  readonly policy?: string
  readonly reward?: string
  readonly compat?: boolean
  readonly tokens?: string
  readonly maxTokens?: number
  readonly overlong?: OverlongSpec | 'none'
  readonly thinkingOpened?: boolean
  readonly finished?: boolean
  readonly prose?: boolean
  readonly limit?: number
  readonly workers?: number
  readonly passAt?: readonly number[]
  readonly examples?: number
  readonly json?: boolean
  readonly quiet?: boolean
  readonly version: string
}

export async function judgeFiles(
  files: readonly string[],
  options: JudgeOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const note = (text: string): void => {
    if (!options.quiet) terminal.err(`${text}\n`)
  }
  const demands = demandsOf(options)
  const assessor = createAssessor(demands)
  const inputs = await chooseInputs(files, note)
  const plan = await planOutputs(inputs, options, note)
  const locks = await claim(plan, options)
  try {
    return await judgeInto(plan, { inputs, options, demands, assessor, terminal, signal, note })
  } finally {
    await Promise.all(locks.map(lock => lock.release()))
  }
}

interface Call {
  readonly inputs: readonly Input[]
  readonly options: JudgeOptions
  readonly demands: Demands
  readonly assessor: Assessor
  readonly terminal: Terminal
  readonly signal: AbortSignal
  readonly note: (text: string) => void
}

async function judgeInto(plan: ReadonlyMap<string, OutputPaths>, call: Call): Promise<number> {
  const { inputs, options, demands, assessor, terminal, signal, note } = call
  const size = inputs.reduce<number | undefined>(
    (sum, input) => (sum === undefined || input.size === undefined ? undefined : sum + input.size),
    0,
  )
  const progress = progressOn(terminal, options.quiet, size)
  const examples = new Examples(options.examples ?? 3)
  const threads = options.limit === undefined ? threadsFor(options.workers, size, availableParallelism()) : 1
  const team = threads === 1 ? undefined : teamOf(threads, assessor, demands)
  const results: FileResult[] = []
  const opened: Results[] = []
  const written: string[] = []
  try {
    for (const input of inputs) {
      progress.enter(input.name)
      const { result, paths } = await judgeInput(input, plan.get(input.name), {
        options,
        assessor,
        team,
        examples,
        progress,
        opened,
        signal,
        note,
      })
      results.push(result)
      written.push(...paths)
    }
    for (const outputs of opened) await outputs.finish()
    const told = deathsTold(team?.crew.deaths ?? 0)
    if (told !== undefined) note(told)
  } catch (error) {
    progress.stop()
    const resumable = opened.some(({ kept }) => kept !== undefined)
    if (signal.aborted) note(`interrupted; ${resumable ? 'the same command with --resume goes on' : 'nothing of it is written'}`)
    else if (resumable) note('What is judged so far is kept. When the cause is mended, the same command with --resume goes on.')
    if (!signal.aborted) throw error
    return exitCodes.interrupted
  } finally {
    progress.stop()
    team?.exchange.close()
    await team?.crew.close()
  }
  const total = new Tally(options.passAt)
  for (const { tally } of results) total.merge(tally)
  const summary = total.summary()
  if (options.json) {
    const filesJson = results.map(result => ({ file: result.name, ...summaryJson(result.tally.summary()) }))
    terminal.out(`${JSON.stringify({ ...identity(options, assessor), files: filesJson, total: summaryJson(summary) }, undefined, 2)}\n`)
  } else if (!options.quiet) {
    printReport({ files: results, total: summary, examples, terms: terms(options, assessor), written, prose: assessor.prose }, terminal)
  }
  return exitCode(summary)
}

/** The threads beside this one, which judges as well, and how they tell each other what they found. */
interface Team {
  readonly crew: Crew<JudgeTask, BatchResult>
  readonly exchange: Exchange
}

function teamOf(threads: number, assessor: Assessor, demands: Demands): Team {
  const name = exchangeName()
  const data: ThreadData = { demands, exchange: name }
  const crew = new Crew<JudgeTask, BatchResult>(threads - 1, new URL('./thread', import.meta.url), data)
  return { crew, exchange: new Exchange(name, assessor.memory) }
}

function demandsOf(options: JudgeOptions): Demands {
  const { reward, compat, maxTokens, thinkingOpened, finished, prose } = options
  const overlong = options.overlong === 'none' ? null : options.overlong
  if (reward === undefined) {
    const idle = [compat && '--compat', maxTokens !== undefined && '--max-tokens', overlong !== undefined && '--overlong'].find(Boolean)
    if (idle) throw new UsageError(`${idle} says what a reward pays. Name the reward with --reward PRESET.`)
  }
  return {
    policy: options.policy ?? 'standard',
    finished,
    prose,
    thinkingOpened,
    payment: reward === undefined ? undefined : { reward, compat, maxTokens, overlong, thinkingOpened, finished, prose },
  }
}

async function chooseInputs(files: readonly string[], note: (text: string) => void): Promise<readonly Input[]> {
  if (files.length === 0 && process.stdin.isTTY) {
    throw new UsageError('No file to judge. Name JSONL files, or pipe rows into standard input; mathverdict judge --help tells more.')
  }
  const named = files.length === 0 ? ['-'] : files
  const caught = caughtResults(named)
  for (const name of caught) note(`skipped ${name}: it holds results of an earlier run`)
  return await checkInputs(named.filter(name => !caught.has(name)))
}

/** Where the results of each input go; an input that is not in the plan is only counted. */
async function planOutputs(
  inputs: readonly Input[],
  options: JudgeOptions,
  note: (text: string) => void,
): Promise<ReadonlyMap<string, OutputPaths>> {
  const plan = new Map<string, OutputPaths>()
  if (options.resume) checkResumable(inputs, options)
  if (options.write === false) return plan
  if (options.out !== undefined) {
    const folder = options.out
    await mkdir(folder, { recursive: true }).catch((error: Error) => {
      throw new UsageError(`Cannot make the folder ${folder}: ${error.message}`)
    })
  }
  for (const { name } of inputs) {
    if (name !== '-' || options.out !== undefined) plan.set(name, outputPaths(name, options.out))
    else if (!options.json) note('nothing is written for standard input without --out DIR')
  }
  await checkOutputs(plan, options.force === true)
  return plan
}

function checkResumable(inputs: readonly Input[], options: JudgeOptions): void {
  if (options.restart) throw new UsageError('--resume goes on and --restart begins anew: name one of them.')
  if (options.write === false) throw new UsageError('--resume goes on with results, and --no-write writes none.')
  const pipe = inputs.find(({ size }) => size === undefined)
  if (pipe !== undefined)
    throw new UsageError(
      `${pipe.name === '-' ? 'Standard input' : pipe.name} cannot be read a second time, which --resume must. Write a file first.`,
    )
}

/** No other process writes these results, and it is settled what becomes of an earlier run that did not end. */
async function claim(plan: ReadonlyMap<string, OutputPaths>, options: JudgeOptions): Promise<readonly RunLock[]> {
  const locks: RunLock[] = []
  try {
    for (const paths of plan.values()) {
      locks.push(await RunLock.take(paths.lock))
      await settleEarlierRun(paths, options.resume === true ? 'resume' : options.restart === true ? 'restart' : undefined)
    }
    return locks
  } catch (error) {
    await Promise.all(locks.map(lock => lock.release()))
    throw error
  }
}

interface Run {
  readonly options: JudgeOptions
  readonly assessor: Assessor
  readonly team: Team | undefined
  readonly examples: Examples
  readonly progress: Progress
  /** Everything that is being written. */
  readonly opened: Results[]
  readonly signal: AbortSignal
  readonly note: (text: string) => void
}

async function judgeInput(
  input: Input,
  paths: OutputPaths | undefined,
  { options, assessor, team, examples, progress, opened, signal, note }: Run,
): Promise<{ readonly result: FileResult; readonly paths: readonly string[] }> {
  const shape = options.shape === undefined ? undefined : shapeNamed(options.shape)
  const again = input.size !== undefined
  const outputs =
    paths &&
    (await Results.open(
      paths,
      again
        ? { ...identity(options, assessor), pass_at: options.passAt, examples: examples.size, input: await fingerprint(input.name) }
        : undefined,
    ))
  if (outputs) opened.push(outputs)
  if (outputs?.reached) note(`${input.name}: resumed after line ${outputs.reached.line}`)
  try {
    const result = await judgeFile({
      name: input.name,
      batches: rowsOf(input, signal),
      names: { response: options.response, gold: options.gold, label: options.label, tokens: options.tokens, shape },
      shapeFound: found => {
        if (found?.response !== undefined || found?.gold !== undefined)
          note(`${input.name}: rows of ${found.of} (${found.fields.join(', ')}); --shape names another`)
      },
      assessor,
      crew: team?.crew,
      exchange: team?.exchange,
      limit: options.limit,
      draws: options.passAt,
      examples,
      progress,
      outputs,
    })
    signal.throwIfAborted()
    if (!paths || !outputs) return { result, paths: [] }
    const evaluation = { ...identity(options, assessor), input: input.name, shape: result.shape?.name, ...evaluationOf(result, options) }
    return { result, paths: await outputs.commit(`${JSON.stringify(evaluation, undefined, 2)}\n`) }
  } catch (error) {
    await outputs?.abandon()
    throw error
  }
}

/** Who judged, and by which rules: results of different rules must not be mixed. */
function identity(options: JudgeOptions, assessor: Assessor): Readonly<Record<string, unknown>> {
  return {
    tool: toolName,
    version: options.version,
    rules_version: assessor.rulesVersion,
    policy: assessor.policy,
    policy_digest: assessor.policyDigest,
    finished: assessor.finished,
    prose: assessor.prose,
    ...(assessor.payment === undefined ? { thinking_opened: options.thinkingOpened } : assessor.payment.terms),
    limit: options.limit,
    fields: fieldsOf(options),
  }
}

/** Fields that the caller named, for those who read the rows again. */
function fieldsOf({ response, gold, label, tokens, shape }: JudgeOptions): Readonly<Record<string, string>> | undefined {
  const named = Object.entries({ response, gold, label, tokens, shape }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return named.length === 0 ? undefined : Object.fromEntries(named)
}

function terms(options: JudgeOptions, assessor: Assessor): string {
  return [
    `mathverdict ${options.version}`,
    `rules ${assessor.rulesVersion}`,
    `policy ${assessor.policy} (${assessor.policyDigest})`,
    assessor.finished ? 'finished answers only' : 'unfinished answers too',
    ...(assessor.prose ? ['answers from prose'] : []),
    ...(options.reward === undefined ? [] : [`reward ${options.reward}${options.compat ? ' as published' : ''}`]),
    ...(options.limit === undefined ? [] : [`first ${options.limit} rows of each file`]),
  ].join(' · ')
}

/** The fields of DeepVision's own evaluation first, by its formula: accuracy = correct / (total − errors). */
function summaryJson(summary: Summary): Readonly<Record<string, unknown>> {
  const { samples, rows, lines, accuracy } = summary
  const errors = lines.bad + rows.without_gold + rows.failed
  return {
    summary: {
      total_samples: samples.total + errors,
      correct_count: samples.correct,
      wrong_count: samples.wrong,
      undecided_count: samples.undecided,
      error_count: errors,
      accuracy: accuracy.undecided_as_wrong,
      accuracy_undecided_as_right: accuracy.undecided_as_right,
    },
    ...summary,
  }
}

function evaluationOf(result: FileResult, options: JudgeOptions): Readonly<Record<string, unknown>> {
  return {
    ...summaryJson(result.tally.summary()),
    ...(options.limit !== undefined && { cut_by_limit: result.cut }),
    ...(result.complaints.length > 0 && { not_judged_examples: result.complaints }),
  }
}

function exitCode({ rows, lines, samples }: Summary): number {
  if (samples.total === 0) return exitCodes.undecided
  return lines.bad + rows.without_gold + rows.without_response + rows.failed > 0 ? exitCodes.no : exitCodes.ok
}
