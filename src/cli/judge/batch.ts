/**
 * Lines in, results out: what one thread does with a batch, alone or beside others.
 *
 * A batch knows nothing of the batches around it, so the results of a file are the same bytes whoever judged its parts.
 */
import { conflictingAnswers } from '../../curate.ts'
import type { Line, TextLine } from '../../formats/lines.ts'
import { detectShape, type Shape, shapeProblems, shapes } from '../../formats/shapes.ts'
import { UsageError } from '../exit-codes.ts'
import { GrowingBytes } from '../growing-bytes.ts'
import type { Assessor } from './assessor.ts'
import { type Example, Examples, type KeptExamples } from './examples.ts'
import { tokensMissing } from './payment.ts'
import { badLineRecord, faultReason, unjudgedRecord, verdictRecord, writeErrorRecord } from './records.ts'
import { type FieldNames, type Row, readRow, type Sample } from './rows.ts'
import { columnOf, type Judged, Tally, type TallyCounts } from './tally.ts'

/** What holds for all batches of a file. */
export interface BatchTerms {
  /** Name of the file. */
  readonly name: string
  readonly names: FieldNames
  readonly draws: readonly number[] | undefined
  /** Examples of each outcome. */
  readonly examples: number
  /** Nothing is written otherwise. */
  readonly written: boolean
}
/** A line or row that could not be used. */
export interface Complaint {
  readonly line: number
  readonly reason: string
}
/** Plain data, which a thread can send. */
export interface BatchResult {
  readonly verdicts: Uint8Array
  readonly errors: Uint8Array
  readonly badLines: Uint8Array
  readonly rows: number
  readonly counts: TallyCounts
  readonly examples: KeptExamples
  /** The first few. */
  readonly complaints: readonly Complaint[]
  /** Names of the fields of the first row that had no gold or no response. */
  readonly fieldsSeen: readonly string[]
}
export const mostComplaints = 5

/** What the first rows of a file told, as plain data. */
export interface FirstKnown {
  /** Place in the table of shapes; -1 for none. */
  readonly shape: number
  readonly detected: boolean
  readonly tokensChecked: boolean
}

/** What the first rows of a file tell about the others. */
export class FirstRows {
  names: FieldNames
  readonly #payment: Assessor['payment']
  readonly #name: string
  readonly #shapeFound: (shape: Shape | undefined) => void
  #detected: boolean
  #tokensChecked: boolean

  /**
   * @param shapeFound is told once which tool wrote the rows; `undefined` when none is known
   * @param known what an earlier part of the file told
   */
  constructor(
    name: string,
    names: FieldNames,
    payment: Assessor['payment'],
    shapeFound: (shape: Shape | undefined) => void,
    known: FirstKnown | undefined,
  ) {
    this.#name = name
    this.names = known === undefined ? names : { ...names, shape: shapes[known.shape] }
    this.#payment = payment
    this.#shapeFound = shapeFound
    this.#detected = known?.detected ?? false
    this.#tokensChecked = known?.tokensChecked ?? payment === undefined
  }

  get known(): FirstKnown {
    const { shape } = this.names
    return { shape: shape === undefined ? -1 : shapes.indexOf(shape), detected: this.#detected, tokensChecked: this.#tokensChecked }
  }

  /** Nothing more is to be learnt: other threads may take the rest. */
  get settled(): boolean {
    return this.#detected && this.#tokensChecked
  }

  /** The first row tells which tool wrote the file, unless the caller has. */
  read(text: string): Row | string {
    const row = readRow(text, this.names)
    if (this.#detected || typeof row === 'string') return row
    this.#detected = true
    if (this.names.shape === undefined) this.names = { ...this.names, shape: detectShape(row.fields) }
    const { shape } = this.names
    this.#shapeFound(shape)
    return shape === undefined ? row : readRow(text, this.names)
  }

  /** Without a length for the first response there is hardly one for the others: better to end now than after hours. */
  checkTokens(samples: readonly Sample[]): void {
    if (this.#tokensChecked) return
    const first = samples.find(({ response }) => response !== undefined)
    if (first === undefined) return
    this.#tokensChecked = true
    if (this.#payment?.lacksTokens(first) === true)
      throw new UsageError(`${this.#name}: ${tokensMissing(this.#payment, this.names.tokens)}.`)
  }
}

export class Batch {
  readonly #terms: BatchTerms
  readonly #assessor: Assessor
  /** Absent where the first rows are known. */
  readonly #first: FirstRows | undefined
  readonly #tally: Tally
  readonly #examples: Examples
  readonly #complaints: Complaint[] = []
  #fieldsSeen: readonly string[] = []
  readonly #verdicts = new GrowingBytes()
  readonly #errors = new GrowingBytes()
  readonly #badLines = new GrowingBytes()

  constructor(terms: BatchTerms, assessor: Assessor, first?: FirstRows) {
    this.#terms = terms
    this.#assessor = assessor
    this.#first = first
    this.#tally = new Tally(terms.draws)
    this.#examples = new Examples(terms.examples)
  }

  /** @param most rows that are judged; the lines behind them are left out */
  judge(lines: readonly Line[], most = Number.POSITIVE_INFINITY): BatchResult {
    for (const line of lines) {
      if (this.#tally.rows >= most) break
      this.#line(line)
    }
    return {
      verdicts: this.#verdicts.take(),
      errors: this.#errors.take(),
      badLines: this.#badLines.take(),
      rows: this.#tally.rows,
      counts: this.#tally.counts(),
      examples: this.#examples.kept(),
      complaints: this.#complaints,
      fieldsSeen: this.#fieldsSeen,
    }
  }

  get #names(): FieldNames {
    return this.#first?.names ?? this.#terms.names
  }

  #line(line: Line): void {
    if ('fault' in line) {
      this.#bad(line, faultReason(line), line.start)
      return
    }
    if (line.text.trim() === '') {
      this.#tally.blankLine()
      return
    }
    const row = this.#first === undefined ? readRow(line.text, this.#terms.names) : this.#first.read(line.text)
    if (typeof row === 'string') this.#bad(line, row, line.text)
    else this.#row(line, row)
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
    this.#badLines.text(badLineRecord(line.number, line.bytes, reason, text))
  }

  #row(source: TextLine, row: Row): void {
    const line = source.number
    if (row.references.length === 0) {
      this.#tally.rowWithoutGold()
      this.#unjudged(source, row, 'without-gold', this.#why(row, 'no gold'))
      return
    }
    const samples = row.samples.length > 0 ? row.samples : [{ response: undefined, finishReason: undefined }]
    this.#first?.checkTokens(samples)
    let judged: readonly Judged[]
    try {
      judged = samples.map(sample => this.#assessor.judge(row, sample))
    } catch (error) {
      // A declaration that the core refuses, or a mistake of the core: neither may cost the rows that are still to come.
      this.#tally.failedRow()
      this.#unjudged(source, row, 'failed', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
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
    if (judged.some(({ verdict }) => verdict.outcome !== 'equivalent')) writeErrorRecord(this.#errors, source, row, judged)
  }

  #judged(line: number, row: Row, at: number, sample: Sample, judged: Judged, conflicts: readonly string[]): void {
    const { verdict } = judged
    const reason = (): string => this.#assessor.explain(judged)
    if (this.#terms.written) this.#verdicts.text(verdictRecord({ line, row, at, sample, judged, reason: reason(), conflicts }))
    this.#examples.offer(columnOf(verdict), line, at, (): Example => {
      const extracted = judged.extraction?.found !== false
      return {
        file: this.#terms.name,
        line,
        id: row.id,
        reference: verdict.reference.slice(0, 300),
        prediction: extracted ? verdict.prediction.slice(0, 300) : (sample.response ?? '').slice(-300),
        extracted,
        reason: reason().slice(0, 300),
      }
    })
  }

  #unjudged(source: TextLine, row: Row, status: 'without-gold' | 'failed', reason: string): void {
    this.#complain(source.number, reason)
    this.#seen(row)
    this.#verdicts.text(unjudgedRecord(source.number, row, status, reason))
    writeErrorRecord(this.#errors, source, row, [])
  }

  #complain(line: number, reason: string): void {
    if (this.#complaints.length < mostComplaints) this.#complaints.push({ line, reason: reason.slice(0, 300) })
  }

  #seen(row: Row): void {
    if (this.#fieldsSeen.length === 0) this.#fieldsSeen = Object.keys(row.fields).slice(0, 30)
  }
}
