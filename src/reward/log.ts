import type { RewardResult } from './price.ts'

/** Values that every logger takes. */
export type LogValue = string | number | boolean | null

/**
 * The result as one flat row for a trainer's log. Every result has every field; what does not apply is `null`. `score`, `acc` and
 * `format` are the numbers to average (leaving out `null`); `undecided`, `unscored` and `no_answer` are the rates to watch.
 *
 * @example
 * const { score, acc, outcome, kind } = logFields(reward({ response: '\\boxed{0.5}', reference: '1/2' }, 'accuracy'))
 * ;[score, acc, outcome, kind] // [1, 1, 'equivalent', 'number']
 */
export function logFields({ score, accuracy, format, verdict, rule, reason }: RewardResult): Readonly<Record<LogField, LogValue>> {
  const { extraction } = verdict
  return {
    score,
    acc: accuracy,
    format,
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
    rule,
    rules_version: verdict.rulesVersion,
    policy: verdict.policyDigest,
    reason,
  }
}

/** The columns of a log row, in order. */
export const logColumns = [
  'score',
  'acc',
  'format',
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
  'rule',
  'rules_version',
  'policy',
  'reason',
] as const
export type LogField = (typeof logColumns)[number]
