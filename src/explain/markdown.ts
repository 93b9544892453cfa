import { groundText } from '../canonical/ladder/ground.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { Step, Verdict } from '../compare/verdict.ts'
import { headline, reason } from './explain.ts'
import { markdown } from './quote.ts'

/**
 * The verdict as Markdown: the sentences of `explain`, the facts as a list, what was remarked while reading, and the trace.
 * Text of others stands in code spans only, so nothing in it is taken for Markdown.
 *
 * @example
 * explainMarkdown(judge({ prediction: '5', reference: '5' })).split('\n')[0] // '**Equivalent**: both are written `5`.'
 */
export function explainMarkdown(verdict: Verdict): string {
  const blocks = [`**${headline(verdict)}**: ${reason(verdict, markdown)}`, facts(verdict).join('\n')]
  if (verdict.diagnostics.length > 0) blocks.push(`Remarks:\n\n${verdict.diagnostics.map(remark).join('\n')}`)
  if (verdict.trace.length > 0) blocks.push(`Trace:\n\n${verdict.trace.map(traceItem).join('\n')}`)
  return `${blocks.join('\n\n')}\n`
}

/**
 * The trace as aligned lines of text, for a terminal. Empty when no trace was asked for.
 *
 * @example
 * formatTrace([{ rung: 'read', note: 'two numbers' }, { rung: 'exact-number', note: '5 = 5' }]) // 'read          two numbers\nexact-number  5 = 5'
 */
export function formatTrace(trace: readonly Step[]): string {
  const width = trace.reduce((widest, { rung }) => Math.max(widest, rung.length), 0)
  return trace.map(({ rung, note }) => `${rung.padEnd(width)}  ${note}`).join('\n')
}

function facts(verdict: Verdict): readonly string[] {
  const { kind, declared, prediction, reference, extraction } = verdict
  const rows = [`- prediction: ${markdown.answer(prediction)}`, `- reference: ${markdown.answer(reference)}`]
  if (kind !== null) rows.push(`- kind: ${kind}, ${declared ? 'declared' : 'inferred'}`)
  if (verdict.outcome === 'undecided') rows.push(`- cause: ${verdict.cause}, side: ${verdict.side}`)
  else rows.push(`- decided by: ${verdict.by}`)
  if (verdict.outcome === 'equivalent') rows.push(`- certainty: ${verdict.certainty}`, `- ground: ${groundText(verdict)}`)
  if (extraction !== undefined) rows.push(`- extracted by: ${extraction.found ? extraction.rule : `nothing (${extraction.reason})`}`)
  rows.push(`- rules: ${verdict.rulesVersion}, policy: ${verdict.policyDigest}, steps: ${verdict.steps}`)
  return rows
}

const remark = ({ severity, code, message, span }: Diagnostic): string =>
  `- ${severity} ${code} at ${span.start}–${span.end}: ${markdown.value(message)}`

const traceItem = ({ rung, note }: Step, index: number): string => `${index + 1}. ${rung}: ${markdown.value(note)}`
