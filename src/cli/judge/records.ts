/** The lines of `X_verdicts.jsonl` and `X_errors.jsonl`. Names are in the style of the data files around them. */
import type { RewardResult } from '../../reward.ts'
import type { FaultyLine, TextLine } from '../../formats/lines.ts'
import type { GrowingBytes } from '../growing-bytes.ts'
import type { Row, Sample } from './rows.ts'
import type { Judged } from './tally.ts'
import type { VerdictFields } from './verdict-memory.ts'

/** A sample and everything that is written about it. */
export interface JudgedSample {
  readonly line: number
  readonly row: Row
  /** Place among the samples of the row. */
  readonly at: number
  readonly sample: Sample
  readonly judged: Judged
  readonly reason: string
  /** Equivalent answers of the row that are different from its gold. */
  readonly conflicts: readonly string[]
}

/** One sample of `X_verdicts.jsonl`: flat, so that a data frame can hold it. */
export function verdictRecord({ line, row, at, sample, judged, reason, conflicts }: JudgedSample): string {
  const { extraction, missing, paid, told } = judged
  told.record ??= verdictFields(row, judged, reason)
  const { outcome, decision, found, remarks, rules } = told.record
  const span = extraction?.span
  return (
    `{"line":${line}` +
    one('id', row.id) +
    (row.samples.length > 1 ? one('sample', at) : '') +
    outcome +
    (paid === undefined ? '' : more(paidFields(paid))) +
    decision +
    (conflicts.length > 0 ? one('conflicting_alternatives', conflicts) : '') +
    found +
    (span === undefined ? '' : `,"span":[${span.start},${span.end}]`) +
    one('finish_reason', sample.finishReason) +
    (missing ? one('missing_response', true) : '') +
    one('label', row.label) +
    remarks +
    (row.notes.length > 0 ? one('notes', row.notes) : '') +
    `${rules}}\n`
  )
}

/** What is the same for every response with this answer. */
function verdictFields(row: Row, judged: Judged, reason: string): VerdictFields {
  const { verdict, extraction } = judged
  const open = verdict.outcome === 'undecided' ? verdict : undefined
  const decided = verdict.outcome === 'undecided' ? undefined : verdict
  return {
    outcome: more({ outcome: verdict.outcome, correct: verdict.outcome === 'equivalent' }),
    decision: more({
      kind: verdict.kind,
      kind_declared: verdict.declared || undefined,
      by: decided?.by,
      certainty: decided?.outcome === 'equivalent' ? decided.certainty : undefined,
      witness: decided?.outcome === 'different' ? decided.witness : undefined,
      cause: open?.cause,
      side: open?.side,
      detail: open?.detail,
      prediction: answerOf(judged),
      reference: verdict.reference,
      reference_index: row.references.length > 1 ? verdict.referenceIndex : undefined,
    }),
    found: more({
      extraction: extraction?.found ? extraction.rule : undefined,
      no_answer: extraction?.found === false ? extraction.reason : undefined,
    }),
    remarks: more({ reason, diagnostics: verdict.diagnostics.length > 0 ? verdict.diagnostics.map(({ code }) => code) : undefined }),
    rules: more({ steps: verdict.steps, rules_version: verdict.rulesVersion, policy_digest: verdict.policyDigest }),
  }
}

/** Fields behind other fields of a record. */
function more(fields: Readonly<Record<string, unknown>>): string {
  const written = JSON.stringify(fields)
  return written === '{}' ? '' : `,${written.slice(1, -1)}`
}

const one = (name: string, value: unknown): string => (value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`)

/** What was paid, and its parts before they are weighted. */
function paidFields({ score, accuracy, parts, method, reason }: RewardResult): Readonly<Record<string, unknown>> {
  const others = parts.filter(({ name }) => name !== 'accuracy').map(({ name, value }) => [name, value])
  return {
    score,
    accuracy,
    ...Object.fromEntries(others),
    method: method === 'rule' ? undefined : method,
    reward_reason: reason,
  }
}

/** The answer that was compared; `null` when the response gave none. */
const answerOf = ({ verdict, extraction }: Judged): string | null => (extraction?.found === false ? null : verdict.prediction)

/** A row that was not judged, in `X_verdicts.jsonl`. */
export function unjudgedRecord(line: number, row: Row, status: 'without-gold' | 'failed', reason: string): string {
  return jsonLine({ line, id: row.id, outcome: null, correct: null, status, reason, notes: row.notes.length > 0 ? row.notes : undefined })
}

/**
 * A row of `X_errors.jsonl`: whole, with what was found out about it in `_eval_info`, as DeepVision's tool writes it.
 *
 * @param out where it is written
 */
export function writeErrorRecord(out: GrowingBytes, source: TextLine, row: Row, judged: readonly Judged[]): void {
  const told = judged.length === 1 ? judged[0]?.told : undefined
  const info = told?.info ?? infoOf(row, judged)
  if (told !== undefined) told.info = info
  if (Object.hasOwn(row.fields, '_eval_info')) {
    const written: unknown = JSON.parse(infoWith(source.number, info))
    out.text(jsonLine({ ...row.fields, _eval_info: written }))
    return
  }
  // The bytes of the row stay as they are, so that no digit and no key order is lost.
  const { text, raw } = source
  if (raw === undefined) out.text(text.slice(0, text.lastIndexOf('}')))
  else out.bytes(raw.subarray(0, raw.lastIndexOf(closingBrace)))
  out.text(`${isEmpty(row.fields) ? '' : ', '}"_eval_info": ${infoWith(source.number, info)}}\n`)
}

const infoWith = (line: number, info: string): string => `{"line_number":${line}${info}}`

/** What was found out about a row, but for its place. */
function infoOf(row: Row, judged: readonly Judged[]): string {
  const verdicts = judged.map(({ verdict }) => verdict)
  const single = <Value>(values: readonly Value[]): Value | readonly Value[] =>
    values.length === 1 && values[0] !== undefined ? values[0] : values
  return more({
    score: verdicts.length === 0 ? null : verdicts.filter(({ outcome }) => outcome === 'equivalent').length / verdicts.length,
    extracted_answer: single(judged.map(answerOf)),
    ground_truth: row.references[0] ?? null,
    outcome: single(verdicts.map(({ outcome }) => outcome)),
    cause: verdicts.some(({ outcome }) => outcome === 'undecided')
      ? single(verdicts.map(verdict => (verdict.outcome === 'undecided' ? verdict.cause : null)))
      : undefined,
  })
}

function isEmpty(fields: object): boolean {
  for (const _ in fields) return false
  return true
}

const closingBrace = 0x7d

/** A line of `X_bad-lines.jsonl`. */
export function badLineRecord(line: number, bytes: number, reason: string, text: string): string {
  return jsonLine({ line, bytes, reason, text })
}

/** Why a line is no text, in words. */
export function faultReason({ fault, bytes, detail }: FaultyLine): string {
  switch (fault) {
    case 'malformed':
      return detail ?? 'malformed'
    case 'invalid-utf8':
      return 'not UTF-8'
    case 'too-long':
      return `too long: ${bytes} bytes`
  }
}

function jsonLine(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(value)}\n`
}
