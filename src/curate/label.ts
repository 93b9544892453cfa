/**
 * What a judge says about a row itself, not about a rollout: DeepVision asks for exactly one of these labels and keeps
 * only rows with the label `1`. A correction is reported and never applied: the judge may be as wrong as the gold.
 */
export const correctnessLabels = ['1', 'CORRECTION', 'ERR_IMG_MISSING', 'ERR_MISMATCH', 'ERR_TEXT_MISSING'] as const
export type CorrectnessLabel = (typeof correctnessLabels)[number]

/** What each label says. */
export const labelMeanings: Readonly<Record<CorrectnessLabel, string>> = Object.freeze({
  '1': 'question, image and answer fit together and the answer is right',
  CORRECTION: 'the answer is wrong, and the judge knows a better one',
  ERR_IMG_MISSING: 'the image is missing or does not show what the question needs',
  ERR_MISMATCH: 'question, image and answer do not belong together',
  ERR_TEXT_MISSING: 'the question is cut off or lacks what is needed to answer it',
})

export type LabelReading = { readonly label: CorrectnessLabel; readonly correction?: string } | { readonly label: 'unparsed' }

/**
 * Read the reply of a judge: one label, nothing else; after `CORRECTION` a colon or space and the answer.
 *
 * @returns `unparsed` for anything else, also for a reply with two labels
 * @example
 * readLabel('1') // { label: '1' }
 * readLabel('CORRECTION: \\frac12') // { label: 'CORRECTION', correction: '\\frac12' }
 * readLabel('10') // { label: 'unparsed' }
 */
export function readLabel(reply: string): LabelReading {
  const text = reply.trim()
  const label = correctnessLabels.find(name => name !== 'CORRECTION' && name === text)
  if (label !== undefined) return { label }
  const correction = /^CORRECTION(?:\s*[:：]\s*|\s+)(\S[^\n]*)$/.exec(text)?.[1]?.trim()
  if (text === 'CORRECTION') return { label: 'CORRECTION' }
  if (correction === undefined || correctnessLabels.some(name => name.length > 1 && correction.includes(name))) return { label: 'unparsed' }
  return { label: 'CORRECTION', correction }
}
