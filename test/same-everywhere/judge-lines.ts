import { type JudgeInput, judge } from '../../src/verify.ts'
import { digest } from '../fixtures/digest.ts'

/**
 * What a runtime is asked: a line for each case with id, outcome, kind, by what, steps, and a digest of the whole verdict with its trace.
 * Two runtimes judge alike when these lines are the same. This file is bundled for them, and imports nothing but the core
 * and a digest.
 */

export interface Case {
  readonly id: string
  readonly input: JudgeInput
}

export const judgeLines = (cases: readonly Case[]): readonly string[] => cases.map(lineOf)

function lineOf({ id, input }: Case): string {
  const verdict = judge(input)
  const by = verdict.outcome === 'undecided' ? verdict.cause : verdict.by
  return [id, verdict.outcome, verdict.kind ?? '-', by, verdict.steps, digest(JSON.stringify(verdict))].join('\t')
}
