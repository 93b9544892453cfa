/**
 * An assertion for promptfoo:
 *
 *     assert:
 *       - type: javascript
 *         value: file://node_modules/mathverdict/dist/evaluators/promptfoo.js:mathVerdict
 *         config: { gold: answer, preset: deepvision }
 *
 * Contract (promptfoo 0.121): `(output: string | object, context: { vars, config, … }) => { pass, score, reason, namedScores? }`. promptfoo
 * has no unscored sample: one whose gold cannot be read fails with a reason that begins with "Unscored", and is counted in
 * `namedScores`.
 */
import { grade, type ScorerSettings } from './grade.ts'

export type { ScorerSettings } from './grade.ts'

export interface PromptfooContext {
  readonly vars: Readonly<Record<string, unknown>>
  readonly config?: Readonly<Record<string, unknown>>
}
export interface PromptfooResult {
  pass: boolean
  score: number
  reason: string
  namedScores: Record<string, number>
}

/** Variables that hold the gold, unless `config.gold` names another. */
const golds = ['gold', 'reference', 'expected', 'answer'] as const

/**
 * @throws TypeError for a wrong setting, or where no variable holds a gold
 * @example
 * mathVerdict('It is \\boxed{0.5}.', { vars: { gold: '1/2' } }) // { pass: true, score: 1 }
 * mathVerdict('It is 0.6.', { vars: { key: '1/2' }, config: { gold: 'key' } }) // { pass: false, score: 0 }
 */
export function mathVerdict(output: string | object, context: PromptfooContext): PromptfooResult {
  const { gold: name, ...settings } = (context.config ?? {}) as { readonly gold?: string } & ScorerSettings
  const names = name === undefined ? golds : [name]
  const variable = names.find(one => Object.hasOwn(context.vars, one))
  if (variable === undefined) throw new TypeError(`Expected the gold in a variable named ${names.join(' or ')}`)
  const graded = grade(output, context.vars[variable], settings)
  const score = typeof graded.score === 'number' ? graded.score : 0
  const reason = String(graded.reason)
  return {
    pass: graded.acc === 1,
    score,
    reason: graded.unscored === true ? `Unscored: ${reason}` : reason,
    namedScores: {
      accuracy: graded.acc === 1 ? 1 : 0,
      undecided: graded.undecided === true ? 1 : 0,
      unscored: graded.unscored === true ? 1 : 0,
    },
  }
}
