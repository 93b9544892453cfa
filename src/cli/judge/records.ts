/** The lines of `X_verdicts.jsonl` and `X_errors.jsonl`. Names are in the style of the data files around them. */
import type { Verdict } from '../../compare/verdict.ts'
import type { RewardResult } from '../../reward.ts'
import type { FaultyLine, TextLine } from '../../formats/lines.ts'
import type { GrowingBytes } from '../growing-bytes.ts'
import type { Row, Sample } from './rows.ts'
import type { Judged } from './tally.ts'

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
  const { verdict, paid } = judged
  const open = verdict.outcome === 'undecided' ? verdict : undefined
  const decided = verdict.outcome === 'undecided' ? undefined : verdict
  return jsonLine({
    line,
    id: row.id,
    sample: row.samples.length > 1 ? at : undefined,
    outcome: verdict.outcome,
    correct: verdict.outcome === 'equivalent',
    ...(paid && paidFields(paid)),
    kind: verdict.kind,
    kind_declared: verdict.declared || undefined,
    by: decided?.by,
    certainty: decided?.outcome === 'equivalent' ? decided.certainty : undefined,
    witness: decided?.outcome === 'different' ? decided.witness : undefined,
    cause: open?.cause,
    side: open?.side,
    detail: open?.detail,
    prediction: extracted(verdict),
    reference: verdict.reference,
    reference_index: row.references.length > 1 ? verdict.referenceIndex : undefined,
    conflicting_alternatives: conflicts.length > 0 ? conflicts : undefined,
    extraction: verdict.extraction?.found ? verdict.extraction.rule : undefined,
    no_answer: verdict.extraction?.found === false ? verdict.extraction.reason : undefined,
    span: verdict.extraction?.span && [verdict.extraction.span.start, verdict.extraction.span.end],
    finish_reason: sample.finishReason,
    missing_response: judged.missing || undefined,
    label: row.label,
    reason,
    diagnostics: verdict.diagnostics.length > 0 ? verdict.diagnostics.map(({ code }) => code) : undefined,
    notes: row.notes.length > 0 ? row.notes : undefined,
    steps: verdict.steps,
    rules_version: verdict.rulesVersion,
    policy_digest: verdict.policyDigest,
  })
}

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
function extracted(verdict: Verdict): string | null {
  return verdict.extraction?.found === false ? null : verdict.prediction
}

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
  const verdicts = judged.map(({ verdict }) => verdict)
  const single = <Value>(values: readonly Value[]): Value | readonly Value[] =>
    values.length === 1 && values[0] !== undefined ? values[0] : values
  writeWithInfo(out, source, row, {
    line_number: source.number,
    score: verdicts.length === 0 ? null : verdicts.filter(({ outcome }) => outcome === 'equivalent').length / verdicts.length,
    extracted_answer: single(verdicts.map(extracted)),
    ground_truth: row.references[0] ?? null,
    outcome: single(verdicts.map(({ outcome }) => outcome)),
    cause: verdicts.some(({ outcome }) => outcome === 'undecided')
      ? single(verdicts.map(verdict => (verdict.outcome === 'undecided' ? verdict.cause : null)))
      : undefined,
  })
}

/** The bytes of the row stay as they are, so that no digit and no key order is lost. */
function writeWithInfo(out: GrowingBytes, { text, raw }: TextLine, row: Row, info: Readonly<Record<string, unknown>>): void {
  if (Object.hasOwn(row.fields, '_eval_info')) {
    out.text(jsonLine({ ...row.fields, _eval_info: info }))
    return
  }
  if (raw === undefined) out.text(text.slice(0, text.lastIndexOf('}')))
  else out.bytes(raw.subarray(0, raw.lastIndexOf(closingBrace)))
  const comma = Object.keys(row.fields).length === 0 ? '' : ', '
  out.text(`${comma}"_eval_info": ${JSON.stringify(info)}}\n`)
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
