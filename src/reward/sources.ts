/**
 * Where each part of a preset comes from.
 *
 * - `code`: read in the project's published code;
 * - `paper`: stated in its paper;
 * - `reviews`: stated in public reviews of a withdrawn paper, as far as they quote it;
 * - `ours`: the source is silent, or the preset is ours.
 *
 * Extraction and comparison are ours in every preset without `compat`; `accuracy` names the source of what `compat` compares.
 */
import type { PresetName } from './presets.ts'

export type Origin = 'code' | 'paper' | 'reviews' | 'ours'

export interface PresetSource {
  /** The project, with the file where there is one. */
  readonly project: string
  /** How the parts add up. */
  readonly total: Origin
  /** What is compared, and how. */
  readonly accuracy: Origin
  /** The format, or `null` for none. */
  readonly format: Origin | null
  /** What the source does not say and we chose. */
  readonly chosen: string | null
}

const deepvision = (file: string): PresetSource => ({
  project: `DeepVision-103K, verl/utils/reward_score/${file}`,
  total: 'code',
  accuracy: 'code',
  format: null,
  chosen: null,
})

export const presetSources: Readonly<Record<PresetName, PresetSource>> = Object.freeze({
  accuracy: { project: 'mathverdict', total: 'ours', accuracy: 'ours', format: null, chosen: null },
  dapo: {
    project: 'DAPO (paper), EasyR1 examples/reward_function/dapo.py, verl math_dapo.py',
    total: 'code',
    accuracy: 'code',
    format: null,
    chosen: 'The length limits are those of the paper; a run has its own.',
  },
  deepvision: deepvision('math_verify.py'),
  'deepvision-eq': deepvision('math_verify_with_eq.py'),
  'deepvision-mcq': deepvision('math_verify_eq_mcq.py'),
  'deepvision-no-eq': deepvision('math_verify_no_eq.py'),
  'easyr1-math': {
    project: 'EasyR1 examples/reward_function/math.py, verl geo3k.py',
    total: 'code',
    accuracy: 'code',
    format: 'code',
    chosen: null,
  },
  'easyr1-r1v': { project: 'EasyR1 examples/reward_function/r1v.py', total: 'code', accuracy: 'code', format: 'code', chosen: null },
  'format+accuracy': { project: 'mathverdict', total: 'ours', accuracy: 'ours', format: 'ours', chosen: null },
  gsm8k: { project: 'verl gsm8k.py, its strict method', total: 'code', accuracy: 'code', format: null, chosen: null },
  'lmm-r1': { project: 'LMM-R1 math_verifier', total: 'code', accuracy: 'code', format: 'code', chosen: null },
  'mm-eureka': { project: 'MM-EUREKA reward_func_qwen_instruct', total: 'code', accuracy: 'code', format: 'code', chosen: null },
  'v-triune': {
    project: 'V-Triune (One-RL) verifiers',
    total: 'code',
    accuracy: 'code',
    format: 'code',
    chosen: 'Where in the response the answer is looked for.',
  },
  'video-r1': { project: 'Video-R1', total: 'code', accuracy: 'code', format: 'code', chosen: 'The bonus for length is left out.' },
  'vision-r1': {
    project: 'Vision-R1 (paper, section 3.4)',
    total: 'paper',
    accuracy: 'ours',
    format: 'paper',
    chosen: 'Each tag once; the comparison is that of EasyR1, which the project names.',
  },
  'vision-r1-zero': {
    project: 'Vision-R1 (paper, section 3.1)',
    total: 'paper',
    accuracy: 'ours',
    format: 'paper',
    chosen: 'Each tag once; one to one as halves of 1; the comparison is that of EasyR1.',
  },
  'vl-rethinker': {
    project: 'VL-Rethinker',
    total: 'code',
    accuracy: 'code',
    format: 'code',
    chosen: 'How many waits cost how much from three on.',
  },
  wethink: {
    project: 'WeThink (reviews, README)',
    total: 'reviews',
    accuracy: 'ours',
    format: 'reviews',
    chosen: 'Tiers of the judge (1, 0.5, 0), the words that route a row, the comparison by rule, each tag once.',
  },
})
