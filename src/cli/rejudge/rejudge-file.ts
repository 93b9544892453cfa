/**
 * One file, asked again: its rows and its verdicts are walked side by side, what was selected is asked about, and every verdict is
 * written with its origin. Some rows are on their way at the same time; they are written in order.
 */
import { finish } from '../../curate/digest.ts'
import type { RowBatch } from '../../formats/row-file.ts'
import { detectShape, questionOf } from '../../formats/shapes.ts'
import type { VerdictFile } from '../../formats/verdict-file.ts'
import type { VerdictLine } from '../../formats/verdict-line.ts'
import { Agreement, type AgreementReport, type ModelJudge, type ModelTier, type Selection, selectionOf } from '../../judge-model.ts'
import type { RewardRule } from '../../reward.ts'
import type { AtomicFile } from '../atomic-file.ts'
import type { Progress } from '../judge/progress.ts'
import { type FieldNames, readRow } from '../judge/rows.ts'
import { accuracyOf, repaid } from './repay.ts'

export interface RejudgeJob {
  readonly batches: AsyncIterable<RowBatch>
  readonly verdicts: VerdictFile
  readonly names: FieldNames & { readonly question?: string | undefined }
  readonly judge: ModelJudge
  readonly select: ReadonlySet<Selection>
  /** Share of the accepted answers that is asked about, too. */
  readonly audit: number
  /** What judge paid by; scores follow what holds in the end. */
  readonly reward: RewardRule | undefined
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
  /** The scores that hold, where judge paid a reward. */
  readonly reward?: { readonly scored: number; readonly unscored: number; readonly mean: number | null }
  readonly agreement: AgreementReport
}

interface Pending {
  readonly verdicts: readonly VerdictLine[]
  readonly replies: Promise<readonly (ModelTier | undefined)[]>
}

export async function rejudgeFile(job: RejudgeJob): Promise<RejudgeCounts> {
  const tally = new Tally(job.reward)
  // Rows are written in order, so that one whose server limits rates holds up the others only when very many wait behind it.
  const window = Math.max(256, job.judge.options.concurrency * 16)
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

async function ask(job: RejudgeJob, question: string | undefined, verdict: VerdictLine): Promise<ModelTier | undefined> {
  const asked = { question, reference: verdict.reference ?? '', answer: verdict.prediction ?? '' }
  if (isOpen(verdict)) return await job.judge.grade(asked, job.signal)
  const selection = selectionOf(verdict)
  if (selection === undefined) return undefined
  const audited = selection === 'equivalent' && finish(Math.imul(verdict.line, 8191) + (verdict.sample ?? 0)) / 2 ** 32 < job.audit
  if (!audited && !job.select.has(selection)) return undefined
  return await job.judge.ask(asked, job.signal)
}

/** The row itself says that a model judges it, whatever the rules think. */
const isOpen = ({ method, outcome }: VerdictLine): boolean => method === 'model' && outcome !== null

class Tally {
  readonly #agreement = new Agreement()
  #samples = 0
  #before = 0
  #correct = 0
  #wrong = 0
  #byModel = 0
  #overturned = 0
  readonly #reward: RewardRule | undefined
  readonly #paid = { scored: 0, unscored: 0, sum: 0 }

  constructor(reward: RewardRule | undefined) {
    this.#reward = reward
  }

  /** The line as it is written: the rules' own verdict stays in `outcome`, what holds is `correct`. */
  merged(line: VerdictLine, said: ModelTier | undefined): string {
    if (line.outcome === null) return `${JSON.stringify(line)}\n`
    const accepted = line.outcome === 'equivalent'
    if (!isOpen(line)) this.#agreement.add(accepted, said?.verdict)
    const decided = said?.verdict === 'correct' || said?.verdict === 'partly' || said?.verdict === 'incorrect'
    // An accepted answer is a proof of the rules; that a judge doubts it is reported, and does not count.
    const byModel = decided && (!accepted || isOpen(line))
    const correct = byModel ? said.verdict === 'correct' : accepted
    this.#samples += 1
    if (accepted) this.#before += 1
    if (correct) this.#correct += 1
    else if (byModel || line.outcome === 'different') this.#wrong += 1
    if (byModel) this.#byModel += 1
    if (correct && !accepted) this.#overturned += 1
    const origin = byModel ? 'model' : 'rule'
    return `${JSON.stringify({ ...line, ...this.#pay(line, said, byModel), correct, rule_correct: accepted, origin, ...modelFields(said) })}\n`
  }

  /** Where the word of the model holds, it is paid; `rule_score` is what judge had paid. */
  #pay(line: VerdictLine, said: ModelTier | undefined, byModel: boolean): Readonly<Record<string, unknown>> {
    const rule = this.#reward
    if (rule === undefined || line.score === undefined) return {}
    const again = said !== undefined && (byModel || isOpen(line))
    const accuracy = again ? accuracyOf(said, rule) : line.accuracy
    const score = again ? repaid(line, accuracy ?? null, rule) : line.score
    if (score === null) this.#paid.unscored += 1
    else this.#paid.scored += 1
    this.#paid.sum += score ?? 0
    return again ? { score, accuracy, rule_score: line.score } : {}
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
      ...(this.#reward !== undefined && {
        reward: {
          scored: this.#paid.scored,
          unscored: this.#paid.unscored,
          mean: this.#paid.scored === 0 ? null : this.#paid.sum / this.#paid.scored,
        },
      }),
      agreement: this.#agreement.report(),
    }
  }
}

function modelFields(said: ModelTier | undefined): Readonly<Record<string, unknown>> {
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
