/**
 * One file, asked again: its rows and its verdicts are walked side by side, what was selected is asked about, and every verdict is
 * written with its origin. Some rows are on their way at the same time; they are written in order.
 */
import { finish } from '../../curate/digest.ts'
import type { RowBatch } from '../../formats/row-file.ts'
import { detectShape, questionOf } from '../../formats/shapes.ts'
import type { VerdictFile } from '../../formats/verdict-file.ts'
import type { VerdictLine } from '../../formats/verdict-line.ts'
import { Agreement, type AgreementReport, type ModelJudge, type ModelVerdict, type Selection, selectionOf } from '../../judge-model.ts'
import type { AtomicFile } from '../judge/outputs.ts'
import type { Progress } from '../judge/progress.ts'
import { type FieldNames, readRow } from '../judge/rows.ts'

export interface RejudgeJob {
  readonly batches: AsyncIterable<RowBatch>
  readonly verdicts: VerdictFile
  readonly names: FieldNames & { readonly question?: string | undefined }
  readonly judge: ModelJudge
  readonly select: ReadonlySet<Selection>
  /** Share of the accepted answers that is asked about, too. */
  readonly audit: number
  readonly out: AtomicFile
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Samples by what holds in the end, and by who said so. */
export interface RejudgeCounts {
  readonly samples: number
  readonly correct_before: number
  readonly correct: number
  readonly wrong: number
  readonly undecided: number
  /** Samples whose verdict is the model's. */
  readonly by_model: number
  /** Not correct by the rules, correct by the model. */
  readonly overturned: number
  readonly agreement: AgreementReport
}

interface Pending {
  readonly verdicts: readonly VerdictLine[]
  readonly replies: Promise<readonly (ModelVerdict | undefined)[]>
}

export async function rejudgeFile(job: RejudgeJob): Promise<RejudgeCounts> {
  const tally = new Tally()
  const window = job.judge.options.concurrency * 4
  const queue: Pending[] = []
  let names = job.names
  let detected = false
  const write = async (count: number): Promise<void> => {
    for (const { verdicts, replies } of queue.splice(0, count)) {
      const said = await replies
      await job.out.write(verdicts.map((verdict, at) => tally.merged(verdict, said[at])).join(''))
    }
  }
  try {
    for await (const { lines, bytes } of job.batches) {
      for (const line of lines) {
        const verdicts = await job.verdicts.of(line.number)
        if (verdicts.length === 0 || !('text' in line)) continue
        let question: string | undefined
        const row = readRow(line.text, names)
        if (typeof row !== 'string') {
          if (!detected) names = { ...names, shape: names.shape ?? detectShape(row.fields) }
          detected = true
          question = questionOf(row.fields, names.question ?? names.shape?.question)
        }
        const replies = Promise.all(verdicts.map(verdict => ask(job, question, verdict)))
        replies.catch(() => undefined) // is heard of when its turn comes
        queue.push({ verdicts, replies })
        if (queue.length >= window) await write(1)
      }
      job.progress.advance(bytes, lines.length)
    }
    await write(queue.length)
  } finally {
    await Promise.allSettled(queue.map(({ replies }) => replies))
  }
  return tally.report()
}

async function ask(job: RejudgeJob, question: string | undefined, verdict: VerdictLine): Promise<ModelVerdict | undefined> {
  const selection = selectionOf(verdict)
  if (selection === undefined) return undefined
  const audited = selection === 'equivalent' && finish(Math.imul(verdict.line, 8191) + (verdict.sample ?? 0)) / 2 ** 32 < job.audit
  if (!audited && !job.select.has(selection)) return undefined
  return await job.judge.ask({ question, reference: verdict.reference ?? '', answer: verdict.prediction ?? '' }, job.signal)
}

class Tally {
  readonly #agreement = new Agreement()
  #samples = 0
  #before = 0
  #correct = 0
  #wrong = 0
  #byModel = 0
  #overturned = 0

  /** The line as it is written: the rules' own verdict stays in `outcome`, what holds is `correct`. */
  merged(line: VerdictLine, said: ModelVerdict | undefined): string {
    if (line.outcome === null) return `${JSON.stringify(line)}\n`
    const accepted = line.outcome === 'equivalent'
    this.#agreement.add(accepted, said?.verdict)
    const decided = said?.verdict === 'correct' || said?.verdict === 'incorrect'
    // An accepted answer is a proof of the rules; that a judge doubts it is reported, and does not count.
    const byModel = decided && !accepted
    const correct = byModel ? said.verdict === 'correct' : accepted
    this.#samples += 1
    if (accepted) this.#before += 1
    if (correct) this.#correct += 1
    else if (byModel || line.outcome === 'different') this.#wrong += 1
    if (byModel) this.#byModel += 1
    if (correct && !accepted) this.#overturned += 1
    return `${JSON.stringify({ ...line, correct, rule_correct: accepted, origin: byModel ? 'model' : 'rule', ...modelFields(said) })}\n`
  }

  report(): RejudgeCounts {
    return {
      samples: this.#samples,
      correct_before: this.#before,
      correct: this.#correct,
      wrong: this.#wrong,
      undecided: this.#samples - this.#correct - this.#wrong,
      by_model: this.#byModel,
      overturned: this.#overturned,
      agreement: this.#agreement.report(),
    }
  }
}

function modelFields(said: ModelVerdict | undefined): Readonly<Record<string, unknown>> {
  switch (said?.verdict) {
    case undefined:
      return {}
    case 'failed':
    case 'guarded':
      return { model_verdict: said.verdict, model_reason: said.reason }
    case 'unparsed':
      return { model_verdict: 'unparsed', model_reply: said.reply }
    default:
      return { model_verdict: said?.verdict }
  }
}
