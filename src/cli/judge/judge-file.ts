/**
 * One file from bytes to results: lines → rows → verdicts → outputs, a batch at a time.
 *
 * Reading waits for writing: the next chunk is asked for only when everything that came from the last one is on its way
 * to the disk, so the memory does not depend on the size of the file.
 */
import { conflictingAnswers } from '../../curate.ts'
import type { Assessor } from './assessor.ts'
import type { Example, Examples } from './examples.ts'
import type { Line } from '../../formats/lines.ts'
import type { RowBatch } from '../../formats/row-file.ts'
import { detectShape, type Shape, shapeProblems } from '../../formats/shapes.ts'
import { UsageError } from '../exit-codes.ts'
import type { AtomicFile } from './outputs.ts'
import { tokensMissing } from './payment.ts'
import type { Progress } from './progress.ts'
import { badLineRecord, errorRecord, faultReason, unjudgedRecord, verdictRecord } from './records.ts'
import { type FieldNames, type Row, readRow, type Sample } from './rows.ts'
import { columnOf, type Judged, Tally } from './tally.ts'

export interface FileJob {
  readonly name: string
  readonly batches: AsyncIterable<RowBatch>
  readonly names: FieldNames
  /** Is told once which tool wrote the rows; `undefined` when none is known. */
  readonly shapeFound: (shape: Shape | undefined) => void
  readonly assessor: Assessor
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
/** The first few lines and rows that could not be used, to be shown. */
export interface Complaint {
  readonly line: number
  readonly reason: string
}
export interface FileResult {
  readonly name: string
  readonly tally: Tally
  readonly complaints: readonly Complaint[]
  /** Names of the fields of the first row that had no gold or no response. */
  readonly fieldsSeen: readonly string[]
  /** The limit was reached before the end. */
  readonly cut: boolean
  /** The tool that wrote the rows, where it is known. */
  readonly shape: Shape | undefined
}
const mostComplaints = 5

export async function judgeFile(job: FileJob): Promise<FileResult> {
  const run = new Run(job)
  for await (const { lines, bytes } of job.batches) {
    for (const line of lines) {
      if (run.full) break
      run.line(line)
    }
    job.progress.advance(bytes, run.rowsSinceLastAsked())
    await run.flush()
    if (run.full) break
  }
  return run.result()
}

class Run {
  readonly #job: FileJob
  readonly #tally: Tally
  readonly #complaints: Complaint[] = []
  #fieldsSeen: readonly string[] = []
  #told = 0
  #names: FieldNames
  #detected = false
  #tokensChecked = false
  #verdicts: string[] = []
  #errors: string[] = []
  #badLines: string[] = []

  constructor(job: FileJob) {
    this.#job = job
    this.#names = job.names
    this.#tally = new Tally(job.draws)
  }

  get full(): boolean {
    return this.#job.limit !== undefined && this.#tally.rows >= this.#job.limit
  }

  rowsSinceLastAsked(): number {
    const rows = this.#tally.rows - this.#told
    this.#told = this.#tally.rows
    return rows
  }

  line(line: Line): void {
    if ('fault' in line) {
      this.#bad(line, faultReason(line), line.start)
      return
    }
    if (line.text.trim() === '') {
      this.#tally.blankLine()
      return
    }
    const row = this.#read(line.text)
    if (typeof row === 'string') this.#bad(line, row, line.text)
    else this.#row(line.number, line.text, row)
  }

  /** The first row tells which tool wrote the file, unless the caller has. */
  #read(text: string): Row | string {
    const row = readRow(text, this.#names)
    if (this.#detected || typeof row === 'string') return row
    this.#detected = true
    if (this.#names.shape === undefined) this.#names = { ...this.#names, shape: detectShape(row.fields) }
    const { shape } = this.#names
    this.#job.shapeFound(shape)
    return shape === undefined ? row : readRow(text, this.#names)
  }

  /** What the schema of the rows says about a row that cannot be used. */
  #why(row: Row, what: string): string {
    const { shape } = this.#names
    const [first] = shape === undefined ? [] : shapeProblems(row.fields, shape)
    return first === undefined ? what : `${what} (${first})`
  }

  #bad(line: Line, reason: string, text: string): void {
    this.#tally.badLine()
    this.#complain(line.number, reason)
    this.#badLines.push(badLineRecord(line.number, line.bytes, reason, text))
  }

  #row(line: number, text: string, row: Row): void {
    if (row.references.length === 0) {
      this.#tally.rowWithoutGold()
      this.#unjudged(line, text, row, 'without-gold', this.#why(row, 'no gold'))
      return
    }
    const samples = row.samples.length > 0 ? row.samples : [{ response: undefined, finishReason: undefined }]
    this.#checkTokens(samples)
    let judged: readonly Judged[]
    try {
      judged = samples.map(sample => this.#job.assessor.judge(row, sample))
    } catch (error) {
      // A declaration that the core refuses, or a mistake of the core: neither may cost the rows that are still to come.
      this.#tally.failedRow()
      this.#unjudged(line, text, row, 'failed', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
      return
    }
    this.#tally.row(judged, row.label)
    const conflicts = row.alternatives.length === 0 ? [] : conflictingAnswers(row.references[0] ?? '', row.alternatives, row.declared)
    if (conflicts.length > 0) this.#tally.conflict()
    for (const [at, sample] of samples.entries()) {
      const one = judged[at]
      if (one) this.#judged(line, row, at, sample, one, conflicts)
    }
    if (judged.every(({ missing }) => missing)) {
      this.#complain(line, this.#why(row, 'no response'))
      this.#seen(row)
    }
    if (judged.some(({ verdict }) => verdict.outcome !== 'equivalent')) this.#errors.push(errorRecord(text, line, row, judged))
  }

  /** Without a length for the first response there is hardly one for the others: better to end now than after hours. */
  #checkTokens(samples: readonly Sample[]): void {
    if (this.#tokensChecked) return
    const first = samples.find(({ response }) => response !== undefined)
    if (first === undefined) return
    this.#tokensChecked = true
    const { payment } = this.#job.assessor
    if (payment?.lacksTokens(first) === true) throw new UsageError(`${this.#job.name}: ${tokensMissing(payment, this.#names.tokens)}.`)
  }

  #judged(line: number, row: Row, at: number, sample: Sample, judged: Judged, conflicts: readonly string[]): void {
    const { verdict } = judged
    let reason: string | undefined
    const explained = (): string => {
      reason ??= this.#job.assessor.explain(judged)
      return reason
    }
    if (this.#job.outputs) this.#verdicts.push(verdictRecord({ line, row, at, sample, judged, reason: explained(), conflicts }))
    this.#job.examples.offer(columnOf(verdict), (): Example => {
      const extracted = verdict.extraction?.found !== false
      return {
        file: this.#job.name,
        line,
        id: row.id,
        reference: verdict.reference.slice(0, 300),
        prediction: extracted ? verdict.prediction.slice(0, 300) : (sample.response ?? '').slice(-300),
        extracted,
        reason: explained().slice(0, 300),
      }
    })
  }

  #unjudged(line: number, text: string, row: Row, status: 'without-gold' | 'failed', reason: string): void {
    this.#complain(line, reason)
    this.#seen(row)
    this.#verdicts.push(unjudgedRecord(line, row, status, reason))
    this.#errors.push(errorRecord(text, line, row, []))
  }

  #complain(line: number, reason: string): void {
    if (this.#complaints.length < mostComplaints) this.#complaints.push({ line, reason: reason.slice(0, 300) })
  }

  #seen(row: Row): void {
    if (this.#fieldsSeen.length === 0) this.#fieldsSeen = Object.keys(row.fields).slice(0, 30)
  }

  async flush(): Promise<void> {
    const [verdicts, errors, badLines] = [this.#verdicts, this.#errors, this.#badLines]
    this.#verdicts = []
    this.#errors = []
    this.#badLines = []
    const { outputs } = this.#job
    if (!outputs) return
    if (verdicts.length > 0) await outputs.verdicts.write(verdicts.join(''))
    if (errors.length > 0) await outputs.errors.write(errors.join(''))
    if (badLines.length > 0) await outputs.badLines.write(badLines.join(''))
  }

  result(): FileResult {
    return {
      name: this.#job.name,
      tally: this.#tally,
      complaints: this.#complaints,
      fieldsSeen: this.#fieldsSeen,
      cut: this.full,
      shape: this.#names.shape,
    }
  }
}
