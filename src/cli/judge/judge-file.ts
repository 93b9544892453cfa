/**
 * One file from bytes to results: lines → rows → verdicts → outputs, a batch at a time.
 *
 *     batches ──→ this thread until the first rows are known ──→ then the crew, a few batches ahead ──→ outputs, in order
 *
 * Reading waits for writing: the next chunk is asked for only when what came from the ones before is on its way to the disk, so
 * the memory does not depend on the size of the file. Lines that an earlier run has judged are read and left out.
 */
import type { Line } from '../../formats/lines.ts'
import type { RowBatch } from '../../formats/row-file.ts'
import type { Shape } from '../../formats/shapes.ts'
import { aheadPerThread, type Crew, inOrder, sentNames } from '../crew.ts'
import type { Assessor } from './assessor.ts'
import { Batch, type BatchResult, type BatchTerms, type Complaint, FirstRows, mostComplaints } from './batch.ts'
import { Examples } from './examples.ts'
import type { Exchange } from './exchange.ts'
import type { Progress } from './progress.ts'
import type { Results } from './results.ts'
import type { FieldNames } from './rows.ts'
import { Tally } from './tally.ts'
import type { JudgeTask } from './thread.ts'

export type { Complaint } from './batch.ts'

export interface FileJob {
  readonly name: string
  readonly batches: AsyncIterable<RowBatch>
  readonly names: FieldNames
  /** Is told once which tool wrote the rows; `undefined` when none is known. */
  readonly shapeFound: (shape: Shape | undefined) => void
  readonly assessor: Assessor
  /** Threads beside this one, which judges as well. */
  readonly crew: Crew<JudgeTask, BatchResult> | undefined
  /** With the threads beside this one. */
  readonly exchange: Exchange | undefined
  /** Rows that are judged, from the first; all of them when it is not given. */
  readonly limit: number | undefined
  readonly draws: readonly number[] | undefined
  readonly examples: Examples
  readonly progress: Progress
  /** Nothing is written when it is not given. */
  readonly outputs: Results | undefined
}
export interface FileResult {
  readonly name: string
  readonly tally: Tally
  /** The first few lines and rows that could not be used, to be shown. */
  readonly complaints: readonly Complaint[]
  /** Names of the fields of the first row that had no gold or no response. */
  readonly fieldsSeen: readonly string[]
  /** The limit was reached before the end. */
  readonly cut: boolean
  /** The tool that wrote the rows, where it is known. */
  readonly shape: Shape | undefined
}

const mebibyte = 1024 * 1024
/**
 * Bytes of rows until the next checkpoint, which waits for the disk: an eighth of what was done, so that the waiting stays little
 * beside the work, and what is done again after the run was ended stays little, too.
 */
const untilCheckpoint = (done: number): number => Math.min(8 * mebibyte, Math.max(mebibyte, done / 8))

export async function judgeFile(job: FileJob): Promise<FileResult> {
  const run = new Run(job)
  const most = job.crew === undefined || job.limit !== undefined ? 0 : aheadPerThread * job.crew.threads
  const ahead = (): number => (run.settled ? most : 0)
  if (!run.complete) {
    for await (const { item, result } of inOrder(
      job.batches,
      ahead,
      async batch => await (ahead() > 0 ? run.elsewhere(batch) : run.here(batch)),
      batch => run.here(batch),
    )) {
      await run.take(result, item)
      if (run.full) break
    }
  }
  await run.end()
  return run.result()
}

class Run {
  readonly #job: FileJob
  readonly #first: FirstRows
  readonly #tally: Tally
  readonly #examples: Examples
  readonly #complaints: Complaint[]
  #fieldsSeen: readonly string[]
  /** The last line that is in the results, and the last of an earlier run. */
  #line: number
  readonly #done: number
  #sinceCheckpoint = 0
  #taken = 0
  readonly complete: boolean

  constructor(job: FileJob) {
    const reached = job.outputs?.reached
    this.#job = job
    this.#first = new FirstRows(job.name, job.names, job.assessor.payment, job.shapeFound, reached?.first)
    this.#tally = new Tally(job.draws)
    this.#examples = new Examples(job.examples.size)
    this.#complaints = [...(reached?.complaints ?? [])]
    this.#fieldsSeen = reached?.fieldsSeen ?? []
    this.#done = reached?.line ?? 0
    this.#line = this.#done
    this.complete = reached?.complete ?? false
    if (reached === undefined) return
    this.#tally.take(reached.counts)
    this.#examples.merge(reached.examples)
    job.progress.advance(0, this.#tally.rows)
  }

  get full(): boolean {
    return this.#job.limit !== undefined && this.#tally.rows >= this.#job.limit
  }
  /** The first rows are known, and the rest needs no order. */
  get settled(): boolean {
    return this.#first.settled
  }

  here(batch: RowBatch): BatchResult {
    const most = this.#job.limit === undefined ? undefined : this.#job.limit - this.#tally.rows
    this.#job.exchange?.hear()
    const result = new Batch(this.#terms(), this.#job.assessor, this.#first).judge(this.#undone(batch), most)
    this.#job.exchange?.tell()
    return result
  }

  elsewhere(batch: RowBatch): Promise<BatchResult> {
    const { crew } = this.#job
    if (crew === undefined) return Promise.resolve(this.here(batch))
    const { block } = batch
    const rows = block !== undefined && block.first > this.#done ? block : this.#undone(batch)
    const { names, ...terms } = this.#terms()
    return crew.run({ rows, terms, names: sentNames(names) }, () => this.here(batch))
  }

  /** The lines that no earlier run has judged. */
  #undone({ lines }: RowBatch): readonly Line[] {
    const [first] = lines
    return first === undefined || first.number > this.#done ? lines : lines.filter(({ number }) => number > this.#done)
  }

  async take(result: BatchResult, { last, length, bytes }: RowBatch): Promise<void> {
    const { rows, counts, examples, complaints, fieldsSeen } = result
    this.#tally.take(counts)
    this.#examples.merge(examples)
    this.#complaints.push(...complaints.slice(0, mostComplaints - this.#complaints.length))
    if (this.#fieldsSeen.length === 0) this.#fieldsSeen = fieldsSeen
    this.#job.progress.advance(bytes, rows)
    const { outputs } = this.#job
    if (!outputs) return
    await outputs.write(result)
    this.#line = last ?? this.#line
    this.#sinceCheckpoint += length
    this.#taken += length
    if (this.#sinceCheckpoint >= untilCheckpoint(this.#taken)) await this.#checkpoint(false)
  }

  /** Every line is judged. */
  async end(): Promise<void> {
    if (!this.complete) await this.#checkpoint(true)
    this.#job.examples.merge(this.#examples.kept())
  }

  async #checkpoint(complete: boolean): Promise<void> {
    this.#sinceCheckpoint = 0
    await this.#job.outputs?.checkpoint({
      line: this.#line,
      counts: this.#tally.counts(),
      examples: this.#examples.kept(),
      complaints: this.#complaints,
      fieldsSeen: this.#fieldsSeen,
      first: this.#first.known,
      complete,
    })
  }

  #terms(): BatchTerms {
    const { name, draws, examples, outputs } = this.#job
    return { name, names: this.#first.names, draws, examples: examples.size, written: outputs !== undefined }
  }

  result(): FileResult {
    return {
      name: this.#job.name,
      tally: this.#tally,
      complaints: this.#complaints,
      fieldsSeen: this.#fieldsSeen,
      cut: this.full,
      shape: this.#first.names.shape,
    }
  }
}
