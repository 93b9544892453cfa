/** `mathverdict report`: what was judged, as one page of HTML. */
import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FormatError } from '../../formats/format-error.ts'
import { detectShape, questionOf, shapeNamed } from '../../formats/shapes.ts'
import { VerdictFile } from '../../formats/verdict-file.ts'
import type { VerdictLine } from '../../formats/verdict-line.ts'
import { type ReportEntry, renderReport } from '../../report.ts'
import { AtomicFile } from '../atomic-file.ts'
import { exitCodes, FileError, UsageError } from '../exit-codes.ts'
import { type Assessor, createAssessor } from '../judge/assessor.ts'
import { checkInputs, type Input, rowsOf } from '../judge/inputs.ts'
import { grouped } from '../judge/numbers.ts'
import { stemOf } from '../judge/outputs.ts'
import { type Progress, progressOn } from '../judge/progress.ts'
import { type FieldNames, readRow, type Row } from '../judge/rows.ts'
import { placed } from '../judge/verdict-memory.ts'
import type { Terminal } from '../terminal.ts'
import { type Evaluation, readEvaluation, tablesOf, termsOf } from './evaluation.ts'
import { Reservoir } from './reservoir.ts'

/** The options of `report`, as the command line gives them. */
export interface ReportCallOptions {
  readonly out: string
  readonly from?: string
  readonly title?: string
  readonly each?: number
  readonly question?: string
  readonly force?: boolean
  readonly quiet?: boolean
}

interface Judged {
  readonly input: Input
  readonly verdicts: string
  readonly evaluation: Evaluation
}
/** A sample that was chosen, to be judged again for its trace. */
interface Chosen {
  readonly file: string
  readonly row: Row
  readonly question: string | undefined
  readonly line: VerdictLine
  readonly assessor: Assessor
}

export async function reportFiles(
  files: readonly string[],
  options: ReportCallOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const judged = await judgedInputs(await checkInputs(files), options.from)
  await checkForeign(options)
  const progress = progressOn(
    terminal,
    options.quiet,
    judged.reduce((sum, { input }) => sum + (input.size ?? 0), 0),
  )
  const chosen = new Reservoir<Chosen>(options.each ?? 50)
  try {
    for (const one of judged) {
      progress.enter(one.input.name)
      await choose(one, { options, several: judged.length > 1, chosen, progress, signal })
    }
  } catch (error) {
    if (error instanceof FormatError) throw new FileError(error.message)
    if (!signal.aborted) throw error
    return exitCodes.interrupted
  } finally {
    progress.stop()
  }
  const entries = chosen.items().map(entryOf)
  const page = renderReport(entries, {
    title: options.title ?? judged.map(({ input }) => basename(input.name)).join(', '),
    terms: [...new Set(judged.map(({ evaluation }) => termsOf(evaluation)))],
    tables: tablesOf(judged.map(({ input, evaluation }) => ({ name: basename(input.name), evaluation }))),
    note: `Gold on the left, answer on the right. ${
      entries.length === chosen.seen
        ? `All ${grouped(entries.length)} verdicts.`
        : `${grouped(entries.length)} of ${grouped(chosen.seen)} verdicts: up to ${options.each ?? 50} of every outcome, cause and kind, drawn evenly.`
    }`,
  })
  const out = new AtomicFile(options.out)
  await out.write(page)
  await out.commit('write')
  if (!options.quiet) terminal.out(`${options.out}: ${grouped(entries.length)} of ${grouped(chosen.seen)} verdicts\n`)
  return chosen.seen === 0 ? exitCodes.undecided : exitCodes.ok
}

async function judgedInputs(inputs: readonly Input[], from: string | undefined): Promise<readonly Judged[]> {
  const judged: Judged[] = []
  for (const input of inputs) {
    if (input.name === '-') throw new UsageError('The rows of standard input have no verdicts beside them. Name the file that was judged.')
    const stem = join(from ?? dirname(input.name), stemOf(input.name))
    judged.push({ input, verdicts: `${stem}_verdicts.jsonl`, evaluation: await readEvaluation(`${stem}_evaluation.json`) })
  }
  return judged
}

/** A page of ours is told by its first lines; anything else is replaced only with `--force`. */
async function checkForeign({ out, force }: ReportCallOptions): Promise<void> {
  const found = await stat(out).catch(() => undefined)
  if (found?.isDirectory() === true) throw new UsageError(`${out} is a folder. Name a file with --out FILE.`)
  if (found !== undefined && force !== true && !/\.html?$/i.test(out))
    throw new UsageError(`${out} is there already and is no .html file. Name another file with --out FILE, or replace it with --force.`)
}

interface Choice {
  readonly options: ReportCallOptions
  readonly several: boolean
  readonly chosen: Reservoir<Chosen>
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Walk rows and verdicts side by side. */
async function choose({ input, verdicts, evaluation }: Judged, { options, several, chosen, progress, signal }: Choice): Promise<void> {
  const { policy, finished, prose, thinking_opened: thinkingOpened, reward_preset: reward, compat, max_tokens: maxTokens } = evaluation
  // A reward may judge as cut off what is too long; a published function leaves our verdicts as they are.
  const payment =
    reward === undefined || compat === true ? undefined : { reward, finished, prose, thinkingOpened, maxTokens, overlong: null }
  const assessor = createAssessor({ policy, finished, prose, thinkingOpened, payment })
  if (assessor.rulesVersion !== evaluation.rules_version || assessor.policyDigest !== evaluation.policy_digest)
    throw new UsageError(
      `${input.name} was judged by rules ${evaluation.rules_version}, policy ${evaluation.policy_digest}; here are ${assessor.rulesVersion}, ${assessor.policyDigest}. Judge again first.`,
    )
  const file = several ? basename(input.name) : ''
  const lines = await VerdictFile.open(verdicts, signal).catch(() => {
    throw new UsageError(`There is no ${verdicts}. Judge first: mathverdict judge ${input.name}`)
  })
  const fields = evaluation.fields ?? {}
  let names: FieldNames = {
    response: fields['response'],
    gold: fields['gold'],
    tokens: fields['tokens'],
    shape: fields['shape'] === undefined ? undefined : shapeNamed(fields['shape']),
  }
  let detected = false
  try {
    for await (const { lines: rows, bytes } of rowsOf(input, signal)) {
      for (const line of rows) {
        const found = (await lines.of(line.number)).filter(({ outcome }) => outcome !== null)
        if (found.length === 0 || !('text' in line)) continue
        if (!detected) {
          const first = readRow(line.text, names)
          detected = true
          if (names.shape === undefined && typeof first !== 'string') names = { ...names, shape: detectShape(first.fields) }
        }
        for (const one of found) {
          chosen.offer(groupOf(file, one), () => {
            const row = readRow(line.text, names)
            if (typeof row === 'string')
              throw new FormatError(`${input.name}, line ${line.number}: ${row}; it has changed since it was judged`)
            return { file, row, question: questionOf(row.fields, options.question ?? names.shape?.question), line: one, assessor }
          })
        }
      }
      progress.advance(bytes, rows.length)
    }
  } finally {
    await lines.close()
  }
}

/** What a reader wants to see some of. */
const groupOf = (file: string, { outcome, cause, side, kind, origin, label, correct }: VerdictLine): string =>
  JSON.stringify([file, outcome, cause, side, kind, origin, label !== undefined && label !== correct])

function entryOf({ file, row, question, line, assessor }: Chosen): ReportEntry {
  const sample = row.samples[line.sample ?? 0] ?? { response: undefined, finishReason: undefined }
  const verdict = placed(assessor.judge(row, sample))
  if (verdict.outcome !== line.outcome)
    throw new UsageError(
      `Line ${line.line} was judged ${line.outcome} and is ${verdict.outcome} now: it has changed since. Judge again first.`,
    )
  return {
    verdict,
    id: row.id,
    file: file === '' ? undefined : file,
    line: line.line,
    sample: line.sample,
    question,
    response: sample.response,
    score: line.score,
    label: line.label,
    model: line.model_verdict,
    ...(line.rule_correct !== undefined && { correct: line.correct ?? undefined }),
  }
}
