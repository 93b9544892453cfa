import type { Verdict } from '../../src/compare/verdict.ts'
import { type JudgeInput, judge } from '../../src/verify.ts'

/**
 * What a runtime is asked: a line for each case with id, outcome, kind, by what, steps, and a digest of the whole verdict with its trace.
 * Two runtimes judge alike when these lines are the same. This file is bundled for them, and imports nothing but the core.
 */

export interface Case {
  readonly id: string
  readonly input: JudgeInput
}

export const judgeLines = (cases: readonly Case[]): readonly string[] => cases.map(lineOf)

function lineOf({ id, input }: Case): string {
  const verdict = judge(input)
  const by = verdict.outcome === 'undecided' ? verdict.cause : verdict.by
  return [id, verdict.outcome, verdict.kind ?? '-', by, verdict.steps, digestOf(verdict)].join('\t')
}

/** FNV-1a (Fowler, Noll, Vo) of the verdict as JSON, fields in their order. */
function digestOf(verdict: Verdict): string {
  const text = JSON.stringify(verdict)
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
