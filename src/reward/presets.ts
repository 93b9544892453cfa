import { resolveRule } from './resolve.ts'
import type { RewardRule } from './rule.ts'

/** The named rules. Sorted; `docs/rewards.md` says where each comes from. */
export const rewardPresets = Object.freeze({
  /** 1 for an equivalent answer, 0 for any other. Ours. */
  accuracy: resolveRule({ name: 'accuracy' }),
  /**
   * DeepVision-103K: 1 or 0, no term for the format. The gold or any of its `equivalent_answers` counts, and a list with `__EMPTY__`
   * in it is dropped as a whole (the project's default reward function). The answer is extracted and compared by our rules, where
   * theirs hand the whole response to Math-Verify.
   */
  deepvision: resolveRule({ name: 'deepvision', alternatives: 'unless-marked-empty' }),
  /** 0.9 for an equivalent answer and 0.1 for thinking and answering between tags, in this order, once each. Ours. */
  'format+accuracy': resolveRule({
    name: 'format+accuracy',
    format: 'think-then-answer-or-box',
    weights: { accuracy: 0.9, format: 0.1 },
  }),
}) satisfies Readonly<Record<string, RewardRule>>

export type PresetName = keyof typeof rewardPresets

/**
 * The rule of a preset.
 *
 * @throws RangeError for a name that is no preset, with the names that are.
 * @example
 * presetRule('deepvision').alternatives // 'unless-marked-empty'
 * presetRule('deepvison') // throws RangeError: Expected a preset among 'accuracy', 'deepvision', 'format+accuracy', found 'deepvison'
 */
export function presetRule(name: string): RewardRule {
  if (!Object.hasOwn(rewardPresets, name)) {
    const known = Object.keys(rewardPresets).map(preset => `'${preset}'`)
    throw new RangeError(`Expected a preset among ${known.join(', ')}, found '${name}'`)
  }
  return rewardPresets[name as PresetName]
}
