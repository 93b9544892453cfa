import { show } from './check.ts'
import type { RewardResult } from './parts.ts'

/** Values that every logger takes. */
export type LogValue = string | number | boolean | null

/**
 * The result as one flat row for a trainer's log. Every result has every field; what does not apply is `null`. `score`, `acc` and
 * `format` are the numbers to average (leaving out `null`); `undecided`, `unscored` and `no_answer` are the rates to watch.
 *
 * @throws TypeError for what is no result
 * @example
 * const { score, acc, outcome, kind } = logFields(reward({ response: '\\boxed{0.5}', reference: '1/2' }, 'accuracy'))
 * ;[score, acc, outcome, kind] // [1, 1, 'equivalent', 'number']
 */
export function logFields(result: RewardResult): Readonly<Record<LogField, LogValue>> {
  if (typeof result !== 'object' || result === null) throw new TypeError(`Expected the result of a reward, found ${show(result)}`)
  const { score, accuracy, format, verdict, rule, method, reason } = result
  const { extraction } = verdict
  return {
    score,
    acc: accuracy,
    format,
    overlong: partOf(result, 'overlong'),
    repetition: partOf(result, 'repetition'),
    length: partOf(result, 'length'),
    unscored: score === null,
    undecided: verdict.outcome === 'undecided',
    no_answer: verdict.outcome === 'undecided' && verdict.cause === 'no-answer',
    outcome: verdict.outcome,
    kind: verdict.kind,
    kind_declared: verdict.declared,
    strategy: verdict.outcome === 'undecided' ? null : verdict.by,
    certainty: verdict.outcome === 'equivalent' ? verdict.certainty : null,
    cause: verdict.outcome === 'undecided' ? verdict.cause : null,
    side: verdict.outcome === 'undecided' ? verdict.side : null,
    prediction: verdict.prediction,
    reference: verdict.reference,
    reference_index: verdict.referenceIndex,
    extraction: extraction === undefined ? null : extraction.found ? extraction.rule : extraction.reason,
    steps: verdict.steps,
    method,
    rule,
    rules_version: verdict.rulesVersion,
    policy: verdict.policyDigest,
    reason,
  }
}

/** What a part adds to the score. */
function partOf({ parts }: RewardResult, name: string): LogValue {
  const part = parts.find(one => one.name === name)
  return part === undefined || part.value === null ? null : part.weight * part.value
}

/** The columns of a log row, in order. */
export const logColumns = [
  'score',
  'acc',
  'format',
  'overlong',
  'repetition',
  'length',
  'unscored',
  'undecided',
  'no_answer',
  'outcome',
  'kind',
  'kind_declared',
  'strategy',
  'certainty',
  'cause',
  'side',
  'prediction',
  'reference',
  'reference_index',
  'extraction',
  'steps',
  'method',
  'rule',
  'rules_version',
  'policy',
  'reason',
] as const
export type LogField = (typeof logColumns)[number]
