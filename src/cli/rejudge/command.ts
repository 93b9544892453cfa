/** `mathverdict rejudge`: a second opinion by a model on what the rules refused or could not decide. */
import { mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { FormatError } from '../../formats/format-error.ts'
import { shapeNamed } from '../../formats/shapes.ts'
import { VerdictFile } from '../../formats/verdict-file.ts'
import { JudgeUnavailable, type ModelJudge, type Selection, selections, usualSelections } from '../../judge-model.ts'
import { type RewardRule, rewardPresets } from '../../reward.ts'
import { AtomicFile } from '../atomic-file.ts'
import { exitCodes, FileError, UsageError } from '../exit-codes.ts'
import { checkInputs, type Input, rowsOf } from '../judge/inputs.ts'
import { grouped, percent } from '../judge/numbers.ts'
import { stemOf, toolName } from '../judge/outputs.ts'
import { type Progress, progressOn } from '../judge/progress.ts'
import { table } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { type JudgeCallOptions, openJudge } from './judge-options.ts'
import { type RejudgeCounts, rejudgeFile } from './rejudge-file.ts'

/** The options of `rejudge`, as the command line gives them. */
export interface RejudgeOptions extends JudgeCallOptions {
  readonly out: string
  readonly from?: string
  readonly select?: string
  readonly audit?: number
  readonly shape?: string
  readonly question?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly version: string
}

interface Place {
  readonly input: Input
  readonly verdicts: string
  readonly evaluation: string
  readonly to: { readonly verdicts: string; readonly evaluation: string }
}

export async function rejudgeFiles(
  files: readonly string[],
  options: RejudgeOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const note = (text: string): void => {
    if (!options.quiet) terminal.err(`${text}\n`)
  }
  const select = selectionsIn(options.select)
  const places = await planned(await checkInputs(files), options)
  const judge = await openJudge(options, join(options.out, 'judge-cache.jsonl'))
  const total = places.reduce((sum, { input }) => sum + (input.size ?? 0), 0)
  const progress = progressOn(terminal, options.quiet, total)
  const results: { readonly file: string; readonly counts: RejudgeCounts }[] = []
  const written: string[] = []
  try {
    for (const place of places) {
      progress.enter(place.input.name)
      const counts = await rejudgeOne(place, { options, judge, select, progress, signal })
      results.push({ file: place.input.name, counts })
      written.push(place.to.verdicts, place.to.evaluation)
    }
  } catch (error) {
    if (error instanceof FormatError || error instanceof JudgeUnavailable) throw new FileError(error.message)
    if (!signal.aborted) throw error
    note('interrupted; what the judge has said so far is kept, and the same command asks only for the rest')
    return exitCodes.interrupted
  } finally {
    progress.stop()
  }
  const totals = judge.totals()
  if (options.json) terminal.out(`${JSON.stringify({ ...identity(options, judge, select), files: results, totals }, undefined, 2)}\n`)
  else if (!options.quiet) print(results, judge, written, terminal)
  return totals.failed + totals.unparsed > 0 ? exitCodes.no : exitCodes.ok
}

interface Run {
  readonly options: RejudgeOptions
  readonly judge: ModelJudge
  readonly select: ReadonlySet<Selection>
  readonly progress: Progress
  readonly signal: AbortSignal
}

async function rejudgeOne(
  { input, verdicts, evaluation, to }: Place,
  { options, judge, select, progress, signal }: Run,
): Promise<RejudgeCounts> {
  const out = new AtomicFile(to.verdicts)
  const before = judge.totals()
  const file = await VerdictFile.open(verdicts, signal)
  try {
    const shape = options.shape === undefined ? undefined : shapeNamed(options.shape)
    const names = { shape, question: options.question }
    const judged = await ruleEvaluation(evaluation)
    const counts = await rejudgeFile({
      batches: rowsOf(input, signal),
      verdicts: file,
      names,
      judge,
      select,
      audit: options.audit ?? 0,
      reward: rewardOf(judged),
      out,
      progress,
      signal,
    })
    const after = judge.totals()
    const asked = Object.fromEntries(
      Object.entries(after).map(([name, value]) => [
        name,
        value === null ? null : value - ((before[name as keyof typeof before] as number | null) ?? 0),
      ]),
    )
    const merged = new AtomicFile(to.evaluation)
    await merged.write(
      `${JSON.stringify(evaluationOf(judged, counts, { ...identity(options, judge, select), totals: asked }), undefined, 2)}\n`,
    )
    await out.commit('write')
    await merged.commit('write')
    return counts
  } catch (error) {
    await out.discard()
    throw error
  } finally {
    await file.close()
  }
}

/** What judge has written about the file; nothing when it is not there any more. */
async function ruleEvaluation(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return {}
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found === 'object' && found !== null) return found as Readonly<Record<string, unknown>>
  } catch {
    // said below
  }
  throw new FileError(`${path} is no evaluation that judge has written. Judge again.`)
}

/** The rule by which judge paid. What a published function pays is not changed by a word of ours. */
function rewardOf({ reward_preset, compat }: Readonly<Record<string, unknown>>): RewardRule | undefined {
  const name = typeof reward_preset === 'string' && compat !== true ? reward_preset : ''
  return Object.hasOwn(rewardPresets, name) ? rewardPresets[name as keyof typeof rewardPresets] : undefined
}

/** The evaluation of the rules with the counts that hold now; what the rules counted stays where it was. */
function evaluationOf(
  before: Readonly<Record<string, unknown>>,
  counts: RejudgeCounts,
  rejudge: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { samples, correct, wrong, undecided } = counts
  const summary = typeof before['summary'] === 'object' && before['summary'] !== null ? before['summary'] : {}
  return {
    tool: toolName,
    ...before,
    summary: {
      ...summary,
      correct_count: correct,
      wrong_count: wrong,
      undecided_count: undecided,
      accuracy: samples === 0 ? null : correct / samples,
      accuracy_undecided_as_right: samples === 0 ? null : (correct + undecided) / samples,
    },
    rules_summary: before['summary'],
    ...(counts.reward !== undefined && { reward: counts.reward, rules_reward: before['reward'] }),
    rejudge: { ...rejudge, ...counts },
  }
}

function identity(options: RejudgeOptions, judge: ModelJudge, select: ReadonlySet<Selection>): Readonly<Record<string, unknown>> {
  const { model, prompt } = judge.options
  return {
    tool: toolName,
    version: options.version,
    model,
    prompt: typeof prompt === 'string' ? prompt : prompt.version,
    select: [...select],
    audit: options.audit ?? 0,
  }
}

function selectionsIn(text: string | undefined): ReadonlySet<Selection> {
  if (text === undefined) return new Set(usualSelections)
  return new Set(
    text.split(',').map(part => {
      const found = selections.find(name => name === part.trim())
      if (found === undefined) throw new UsageError(`--select: expected some of ${selections.join(', ')}, found '${part.trim()}'`)
      return found
    }),
  )
}

async function planned(inputs: readonly Input[], options: RejudgeOptions): Promise<readonly Place[]> {
  await mkdir(options.out, { recursive: true })
  const out = await realpath(options.out)
  const places: Place[] = []
  for (const input of inputs) {
    if (input.name === '-') throw new UsageError('The rows of standard input have no verdicts beside them. Name the file that was judged.')
    const from = options.from ?? dirname(input.name)
    const stem = stemOf(input.name)
    const verdicts = join(from, `${stem}_verdicts.jsonl`)
    if ((await stat(verdicts).catch(() => undefined)) === undefined)
      throw new UsageError(`There is no ${verdicts}. Judge first: mathverdict judge ${input.name}; --from DIR names where its results are.`)
    if ((await realpath(from)) === out)
      throw new UsageError('The verdicts of the rules would be overwritten. Name another folder with --out DIR.')
    const to = { verdicts: join(options.out, `${stem}_verdicts.jsonl`), evaluation: join(options.out, `${stem}_evaluation.json`) }
    if (places.some(place => resolve(place.to.verdicts) === resolve(to.verdicts)))
      throw new UsageError(`Two inputs would be written to ${to.verdicts}. Ask about them one at a time.`)
    places.push({ input, verdicts, evaluation: join(from, `${stem}_evaluation.json`), to })
  }
  return places
}

function print(
  results: readonly { readonly file: string; readonly counts: RejudgeCounts }[],
  judge: ModelJudge,
  written: readonly string[],
  { out, colours }: Terminal,
): void {
  const heading = (text: string): void => out(`\n${colours.bold(text)}\n`)
  const totals = judge.totals()
  const share = (part: number, whole: number): string => percent(whole === 0 ? null : part / whole)
  out(
    table(
      [
        ['file', 'samples', 'right by rule', 'overturned', 'right', 'undecided', 'precision of the rules', 'recall'],
        ...results.map(({ file, counts }) => [
          file,
          grouped(counts.samples),
          share(counts.correct_before, counts.samples),
          grouped(counts.overturned),
          share(counts.correct, counts.samples),
          grouped(counts.undecided),
          percent(counts.agreement.precision),
          percent(counts.agreement.recall),
        ]),
      ],
      ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    ),
  )
  heading(`Judge: ${judge.options.model}`)
  const rows = (
    [
      'asked',
      'guarded',
      'cached',
      'requests',
      'correct',
      'partly',
      'incorrect',
      'unparsed',
      'failed',
      'input_tokens',
      'output_tokens',
    ] as const
  ).map(name => [name.replace('_', ' '), grouped(totals[name])])
  out(table([...rows, ...(totals.cost === null ? [] : [['cost', totals.cost.toFixed(4)]])], ['left', 'right']))
  heading('Written')
  out(written.map(path => `${path}\n`).join(''))
}
