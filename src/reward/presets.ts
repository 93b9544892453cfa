import { resolveRule } from './resolve.ts'
import type { RewardRule } from './rule.ts'

/**
 * The named rules: the totals of published systems over our own extraction and comparison. Sorted. `presetSources` says for each part where
 * it comes from, `docs/rewards.md` what differs from the published function and why, and `compat` brings that function back.
 */
export const rewardPresets = Object.freeze({
  /** 1 for an equivalent answer, 0 for any other. */
  accuracy: resolveRule({ name: 'accuracy' }),
  /** DAPO: 1 or −1, and a soft limit of length, with the paper's 20,480 tokens of which the last 4,096 cost. It needs `tokens`. */
  dapo: resolveRule({ name: 'dapo', prices: { different: -1 }, overlong: { maxTokens: 20_480, buffer: 4_096 } }),
  /**
   * DeepVision-103K: 1 or 0, no term for the format. The gold or any of its `equivalent_answers` counts, and a list with `__EMPTY__`
   * in it is dropped as a whole (the project's default reward function).
   */
  deepvision: resolveRule({ name: 'deepvision', alternatives: 'unless-marked-empty' }),
  /** DeepVision's function for `visual_dep_with_eq`: a marker does not drop the alternatives beside it. */
  'deepvision-eq': resolveRule({ name: 'deepvision-eq' }),
  /** DeepVision's function with a clean-up of choices, which the project does not route to. */
  'deepvision-mcq': resolveRule({ name: 'deepvision-mcq', alternatives: 'unless-marked-empty' }),
  /** DeepVision's function for `mm_no_eq`: only the gold counts. */
  'deepvision-no-eq': resolveRule({ name: 'deepvision-no-eq', alternatives: 'ignored' }),
  /** EasyR1 `math.py`, and verl's geo3k: 0.9 for the answer, 0.1 for thinking and a box. */
  'easyr1-math': resolveRule({ name: 'easyr1-math', format: 'think-then-box', weights: { accuracy: 0.9, format: 0.1 } }),
  /** EasyR1 `r1v.py`: half for the answer, half for thinking and answering between tags. */
  'easyr1-r1v': resolveRule({ name: 'easyr1-r1v', format: 'think-then-answer', weights: { accuracy: 0.5, format: 0.5 } }),
  /** 0.9 for an equivalent answer and 0.1 for thinking and answering between tags, in this order, once each. */
  'format+accuracy': resolveRule({
    name: 'format+accuracy',
    format: 'think-then-answer-or-box',
    weights: { accuracy: 0.9, format: 0.1 },
  }),
  /** verl's GSM8K: 1 or 0 for the answer behind `####`. */
  gsm8k: resolveRule({ name: 'gsm8k' }),
  /** LMM-R1's `math_verifier`: 1 for the answer, 0.5 for the format. */
  'lmm-r1': resolveRule({ name: 'lmm-r1', format: 'think-then-answer', weights: { format: 0.5 } }),
  /** MM-EUREKA: 1 for the answer, 0.5 for the format. */
  'mm-eureka': resolveRule({ name: 'mm-eureka', format: 'think-then-answer', weights: { format: 0.5 } }),
  /** V-Triune: (accuracy + 0.1 · format) ÷ 1.1. Rows for detection bring a `measure`. */
  'v-triune': resolveRule({
    name: 'v-triune',
    format: 'think-then-answer',
    weights: { accuracy: 1 / 1.1, format: 0.1 / 1.1 },
    methods: ['rule', 'measure'],
  }),
  /** Video-R1: 1 for the answer by the type of the problem (`videoR1Method`), 1 for the format. */
  'video-r1': resolveRule({
    name: 'video-r1',
    format: 'think-then-answer',
    weights: { format: 1 },
    methods: ['rule', 'ocr', 'overlap', 'regression', 'measure'],
  }),
  /** Vision-R1, hard formatting result reward: 1 only where format and answer are right. `maxTokens` is the stage's limit. */
  'vision-r1': resolveRule({ name: 'vision-r1', format: 'think-then-answer', needsFormat: true }),
  /** Vision-R1-Zero: format and answer, one to one. */
  'vision-r1-zero': resolveRule({ name: 'vision-r1-zero', format: 'think-then-answer', weights: { accuracy: 0.5, format: 0.5 } }),
  /** VL-Rethinker: 1 or 0 for a boxed answer, −0.1 without a box. No bonus for the word "wait". */
  'vl-rethinker': resolveRule({ name: 'vl-rethinker', format: 'box', needsFormat: true, prices: { unformatted: -0.1 } }),
  /** WeThink: 0.7 for the answer and 0.3 for the format. A row says whether a rule or a model judges (`wethinkMethod`). */
  wethink: resolveRule({
    name: 'wethink',
    format: 'think-then-answer',
    weights: { accuracy: 0.7, format: 0.3 },
    methods: ['rule', 'model'],
  }),
}) satisfies Readonly<Record<string, RewardRule>>

export type PresetName = keyof typeof rewardPresets

/** Longest responses of Vision-R1's stages of training, for `maxTokens`: 4K, 8K, 16K. From the paper. */
export const visionR1Stages = Object.freeze([4_096, 8_192, 16_384] as const)

/**
 * The rule of a preset.
 *
 * @throws RangeError for a name that is no preset, with the names that are.
 * @example
 * presetRule('deepvision').alternatives // 'unless-marked-empty'
 * presetRule('deepvison') // throws RangeError: Expected a preset among 'accuracy', 'dapo', 'deepvision',
 */
export function presetRule(name: string): RewardRule {
  if (!Object.hasOwn(rewardPresets, name)) {
    const known = Object.keys(rewardPresets).map(preset => `'${preset}'`)
    throw new RangeError(`Expected a preset among ${known.join(', ')}, found '${name}'`)
  }
  return rewardPresets[name as PresetName]
}
