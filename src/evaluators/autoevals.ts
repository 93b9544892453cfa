/**
 * A scorer for autoevals and Braintrust: `Eval('math', { data, task, scores: [MathVerdict] })`.
 *
 * Contract (autoevals 0.0.132): `Scorer = (args: { output, expected? } & Extra) => Score`, `Score = { name, score: number | null,
 * metadata? }`; `null` leaves a row out of the mean.
 */
import { grade, metadataOf, type ScorerGold, type ScorerSettings } from './grade.ts'

export type { ScorerGold, ScorerSettings } from './grade.ts'

export interface MathVerdictArgs extends ScorerSettings {
  readonly output: string
  readonly expected?: ScorerGold
}
export interface MathVerdictScore {
  name: string
  score: number | null
  metadata: Record<string, unknown>
}

/**
 * @throws TypeError for a wrong setting, or without `expected`
 * @example
 * MathVerdict({ output: 'So \\boxed{0.5}.', expected: '1/2' }) // { name: 'MathVerdict', score: 1 }
 * MathVerdict({ output: 'So \\boxed{0.5}.', expected: '\\frac{1}{' }) // { name: 'MathVerdict', score: null }
 */
export function MathVerdict({ output, expected, preset, policy, finished, compat, choices, prose }: MathVerdictArgs): MathVerdictScore {
  // Braintrust passes on whatever a row holds; only settings are taken from it.
  const given = { preset, policy, finished, compat, choices, prose }
  const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const graded = grade(output, expected, settings)
  return { name: 'MathVerdict', score: graded.score as number | null, metadata: { ...metadataOf(graded) } }
}
