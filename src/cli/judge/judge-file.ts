/**
 * One file from bytes to results: lines → rows → verdicts → outputs, a batch at a time.
 *
 *     batches ──→ this thread until the first rows are known ──→ then the crew, a few batches ahead ──→ outputs, in order
 *
 * Reading waits for writing: the next chunk is asked for only when what came from the ones before is on its way to the disk, so
 * the memory does not depend on the size of the file.
 */
import type { Line } from '../../formats/lines.ts'
import type { RowBatch } from '../../formats/row-file.ts'
import type { Shape } from '../../formats/shapes.ts'
import type { Assessor } from './assessor.ts'
import { Batch, type BatchResult, type BatchTerms, type Complaint, FirstRows, mostComplaints } from './batch.ts'
import type { Crew } from './crew.ts'
import type { Examples } from './examples.ts'
import type { AtomicFile } from './outputs.ts'
import type { Progress } from './progress.ts'
import type { FieldNames } from './rows.ts'
import { Tally } from './tally.ts'

export type { Complaint } from './batch.ts'

export interface FileJob {
  readonly name: string
  readonly batches: AsyncIterable<RowBatch>
  readonly names: FieldNames
  /** Is told once which tool wrote the rows; `undefined` when none is known. */
  readonly shapeFound: (shape: Shape | undefined) => void
  readonly assessor: Assessor
  /** Threads beside this one. */
  readonly crew: Crew | undefined
  /** Rows that are judged, from the first; all of them when it is not given. */
  readonly limit: number | undefined
  readonly draws: readonly number[] | undefined
  readonly examples: Examples
  readonly progress: Progress
  /** Nothing is written when it is not given. */
  readonly outputs: Outputs | undefined
}
export interface Outputs {
  readonly verdicts: AtomicFile
  readonly errors: AtomicFile
  readonly badLines: AtomicFile
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

/** Batches that each thread may have waiting, so that none of them waits. */
const aheadPerThread = 3

export async function judgeFile(job: FileJob): Promise<FileResult> {
  const run = new Run(job)
  const ahead = job.crew === undefined || job.limit !== undefined ? 0 : aheadPerThread * job.crew.threads
  const running: { readonly bytes: number; readonly result: Promise<BatchResult> }[] = []
  const next = async (): Promise<void> => {
    const first = running.shift()
    if (first) await run.take(await first.result, first.bytes)
  }
  for await (const { lines, bytes } of job.batches) {
    if (ahead === 0 || !run.settled) {
      await run.take(run.here(lines), bytes)
      if (run.full) break
      continue
    }
    const result = run.elsewhere(lines)
    result.catch(() => undefined) // awaited in its turn; until then a failure is nobody's
    running.push({ bytes, result })
    if (running.length > ahead) await next()
  }
  while (running.length > 0) await next()
  return run.result()
}

class Run {
  readonly #job: FileJob
  readonly #first: FirstRows
  readonly #tally: Tally
  readonly #complaints: Complaint[] = []
  #fieldsSeen: readonly string[] = []

  constructor(job: FileJob) {
    this.#job = job
    this.#first = new FirstRows(job.name, job.names, job.assessor.payment, job.shapeFound)
    this.#tally = new Tally(job.draws)
  }

  get full(): boolean {
    return this.#job.limit !== undefined && this.#tally.rows >= this.#job.limit
  }
  /** The first rows are known, and the rest needs no order. */
  get settled(): boolean {
    return this.#first.settled
  }

  here(lines: readonly Line[]): BatchResult {
    const most = this.#job.limit === undefined ? undefined : this.#job.limit - this.#tally.rows
    return new Batch(this.#terms(), this.#job.assessor, this.#first).judge(lines, most)
  }

  /** By the crew; a batch that a thread died of is judged here. */
  elsewhere(lines: readonly Line[]): Promise<BatchResult> {
    const { crew } = this.#job
    if (crew === undefined) return Promise.resolve(this.here(lines))
    return crew.judge(lines, this.#terms()).catch((error: unknown) => {
      if (crew.closed) throw error
      return this.here(lines)
    })
  }

  async take({ verdicts, errors, badLines, rows, counts, examples, complaints, fieldsSeen }: BatchResult, bytes: number): Promise<void> {
    this.#tally.take(counts)
    this.#job.examples.merge(examples)
    this.#complaints.push(...complaints.slice(0, mostComplaints - this.#complaints.length))
    if (this.#fieldsSeen.length === 0) this.#fieldsSeen = fieldsSeen
    this.#job.progress.advance(bytes, rows)
    const { outputs } = this.#job
    if (!outputs) return
    if (verdicts !== '') await outputs.verdicts.write(verdicts)
    if (errors !== '') await outputs.errors.write(errors)
    if (badLines !== '') await outputs.badLines.write(badLines)
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
