/** What a sample earns by the word of a model, from the parts that judge has written beside its verdict. */
import type { VerdictLine } from '../../formats/verdict-line.ts'
import type { RewardRule } from '../../reward.ts'
import type { ModelTier } from '../../judge-model.ts'

/**
 * How right an answer is by what the model said.
 *
 * @returns `null` where it could not be asked, through no fault of the answer
 */
export function accuracyOf(said: ModelTier, { tiers }: RewardRule): number | null {
  if (said.verdict === 'failed') return null
  return tiers[said.verdict === 'guarded' ? 'unparsed' : said.verdict]
}

/** The score with another accuracy; `null` as soon as a part is. */
export function repaid({ format = null, overlong = 0 }: VerdictLine, accuracy: number | null, rule: RewardRule): number | null {
  if (accuracy === null || overlong === null) return null
  const { equivalent, different, unformatted } = rule.prices
  const price = rule.needsFormat && format !== 1 ? unformatted : different + accuracy * (equivalent - different)
  return rule.weights.accuracy * price + (rule.format === null ? 0 : rule.weights.format * (format ?? 0)) + overlong
}
