/**
 * What the scorers of all tools have in common: the text that a model wrote, a gold, and settings.
 *
 * Models under evaluation are seldom told to mark their answer, so prose is read unless a setting says otherwise. A gold that cannot be
 * read is no failure of the model: the sample is unscored, in the way that each tool has for it.
 */
import { answer, type GoldValue, type Graded, type Request } from '../worker.ts'

/** Settings of a scorer. */
export interface ScorerSettings extends Pick<Request, 'preset' | 'policy' | 'finished' | 'compat' | 'choices'> {
  /** Where nothing is marked as the answer, read the last formula or number of the prose. Default true. */
  readonly prose?: boolean
}

/** A gold: a text, a number, an object with an `answer` and declarations, or a list of alternatives. */
export type ScorerGold = GoldValue

/**
 * @param output a text; other JSON is read as its text
 * @throws TypeError for a wrong setting or a gold that is none
 */
export function grade(output: unknown, gold: unknown, settings: ScorerSettings): Graded {
  const { prose = true, ...others } = settings
  const reply = answer({ response: textOf(output), gold, prose, ...others })
  if ('error' in reply) throw new TypeError(reply.error.message)
  return reply
}

function textOf(output: unknown): string | null {
  if (output === null || output === undefined) return null
  return typeof output === 'string' ? output : typeof output === 'object' ? JSON.stringify(output) : String(output)
}

/** What is worth keeping beside a score. */
export const metadataOf = ({
  outcome,
  kind,
  cause,
  side,
  prediction,
  reference,
  reason,
  rules_version,
  policy,
}: Graded): Readonly<Record<string, unknown>> => ({ outcome, kind, cause, side, prediction, reference, reason, rules_version, policy })
