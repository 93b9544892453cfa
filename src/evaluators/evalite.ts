/**
 * A scorer for evalite: `evalite('math', { data, task, scorers: [mathVerdict()] })`.
 *
 * Contract (evalite 0.19): a scorer is a function of `{ input, output, expected }` that returns `{ name, description?, score: number |
 * null, metadata? }`, or an object for `createScorer`. evalite reports `null` as 0, so the metadata say what was unscored.
 */
import { grade, metadataOf, type ScorerGold, type ScorerSettings } from './grade.ts'

export type { ScorerGold, ScorerSettings } from './grade.ts'

export interface EvaliteInput {
  readonly input?: unknown
  readonly output: string
  readonly expected?: ScorerGold
}
export interface EvaliteScore {
  name: string
  description: string
  score: number | null
  metadata: Record<string, unknown>
}

/**
 * A scorer with settings.
 *
 * @example
 * mathVerdict()({ input: 'What is 1/2?', output: 'It is 0.5.', expected: '1/2' }) // { name: 'Math verdict', score: 1 }
 * mathVerdict({ prose: false })({ output: 'It is 0.5.', expected: '1/2' }) // { name: 'Math verdict', score: 0 }
 */
export const mathVerdict =
  (settings: ScorerSettings = {}): ((sample: EvaliteInput) => EvaliteScore) =>
  ({ output, expected }) => {
    const graded = grade(output, expected, settings)
    return {
      name: 'Math verdict',
      description: 'The answer is equivalent to the expected one.',
      score: graded.score as number | null,
      metadata: { ...metadataOf(graded), unscored: graded.unscored },
    }
  }
