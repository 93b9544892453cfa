/**
 * Published reward functions, holes included, as far as our verdicts express them.
 *
 *     response ─candidates→ texts ─our verdict under their policy, or what they take for equal besides→ accuracy
 *              ─format───→ share                                                       totals are those of the preset
 *
 * They are for comparing: how often would the published function have paid what ours does not? Each row says in `lacks` what it does not
 * reproduce; no row reproduces a notation that the original cannot read, a hang, or a crash.
 */
import { type Policy, policies } from '../../compare/policy.ts'
import { formatProblem } from '../format.ts'
import type { PresetName } from '../presets.ts'
import {
  areCommutingLetters,
  areEqualSets,
  areRoundedEqual,
  beginsWithLetter,
  choiceLetter,
  holdsOnlyLetter,
  isPlainNumber,
  minervaText,
  type Same,
} from './equality.ts'
import { isTagsOnce, isThinkAnswer, isThinkBox, isTightTags, tagShare, withoutBlanksAtMarks } from './formats.ts'
import { answerLine, answerOrRest, boxesIn, firstAnswerTag, hashNumber, lastBox, mathVerifyReading } from './reading.ts'

export interface Published {
  /** The texts that are compared, of which one must be equal. */
  readonly candidates: (response: string) => readonly string[]
  /** How our verdict compares them. */
  readonly policy: Policy
  /** What decides; `same` asks for our verdict on two texts. */
  readonly equal: (prediction: string, reference: string, same: Same) => boolean
  /** The share of the format that is kept, or `null` for none. */
  readonly format: ((response: string) => number) | null
  /** What a reference pays that cannot be read. */
  readonly unreadReference: 0 | 1
  /** Whether the marker `__EMPTY__` is tried like an answer. */
  readonly marker: 'dropped' | 'tried'
  /** A soft limit of length goes on falling behind the hard one, where nothing else is said. */
  readonly unclampedOverlong?: true
  /** What a right answer is worth, where that depends on the response. */
  readonly right?: (response: string) => number
  /** What of the published function is not reproduced. */
  readonly lacks: string
}

const mathRuler: Policy = Object.freeze({ ...policies.exact, name: 'mathruler', units: 'ignored', percent: 'either' })

const byVerdict = (prediction: string, reference: string, same: Same): boolean => same(prediction, reference)

/** Math-Verify: comma lists are sets, words are products of letters. */
const asMathVerify = (prediction: string, reference: string, same: Same): boolean =>
  same(prediction, reference) || areCommutingLetters(prediction, reference) || areEqualSets(prediction, reference, same)

const mathVerify: Published = {
  candidates: mathVerifyReading,
  policy: policies.mathVerify,
  equal: asMathVerify,
  format: null,
  unreadReference: 0,
  marker: 'dropped',
  lacks: 'Answers that Math-Verify cannot read, equations compared by their solutions, clock times and dates read as quotients.',
}

const deepVision: Published = { ...mathVerify, unclampedOverlong: true }

/** Math-Verify that is told to read LaTeX only: without a box it finds nothing that we would. */
const latexOnly: Published = {
  ...mathVerify,
  candidates: response => (boxesIn(response).length > 0 ? mathVerifyReading(response) : []),
  lacks: `${mathVerify.lacks} Formulas between dollars, which are read where there is no box.`,
}

const byMathRuler: Published = {
  candidates: response => listOf(lastBox(response)),
  policy: mathRuler,
  equal: byVerdict,
  format: null,
  unreadReference: 0,
  marker: 'dropped',
  lacks: 'Equal fractions that are refused because they are reduced differently, answers that mathruler cannot read.',
}

const share =
  (isKept: (response: string) => boolean) =>
  (response: string): number =>
    isKept(response) ? 1 : 0

const strictTags = share(response => formatProblem(response, 'think-then-answer') === undefined)

const answerTag = (response: string): readonly string[] => listOf(firstAnswerTag(response))

const visionR1: Published = {
  ...byMathRuler,
  candidates: response => answerTag(response).map(text => text.trim().replace(/^Final Answer:/, '')),
  format: strictTags,
  lacks: 'The paper names no function, so the comparison is that of EasyR1 and the format ours.',
}

/** Presets with a published function. Sorted. */
export const publishedFunctions: Readonly<Record<Exclude<PresetName, 'accuracy' | 'format+accuracy'>, Published>> = Object.freeze({
  dapo: {
    candidates: response => listOf(answerLine(response)),
    policy: policies.exact,
    equal: (prediction, reference) => minervaText(prediction) === minervaText(reference),
    format: null,
    unreadReference: 0,
    marker: 'dropped',
    lacks: 'The whole list of units and of shorthand fractions that are rewritten.',
  },
  deepvision: deepVision,
  'deepvision-eq': { ...deepVision, marker: 'tried' },
  'deepvision-mcq': {
    ...deepVision,
    candidates: response => {
      const letter = choiceLetter(lastBox(response) ?? '')
      return letter === undefined ? mathVerifyReading(response) : [letter]
    },
    lacks: 'The letter put into every place of the response that looks like the box, and not only into the box.',
  },
  'deepvision-no-eq': deepVision,
  'easyr1-math': {
    ...byMathRuler,
    candidates: response => listOf(lastBox(withoutBlanksAtMarks(response))),
    format: share(response => isThinkBox(withoutBlanksAtMarks(response))),
  },
  'easyr1-r1v': {
    ...byMathRuler,
    candidates: response => [firstAnswerTag(response, { oneLine: true })?.trim() ?? response.trim()],
    format: share(isThinkAnswer),
  },
  gsm8k: {
    candidates: response => listOf(hashNumber(response)),
    policy: policies.exact,
    equal: (prediction, reference) => prediction === reference.trim(),
    format: null,
    unreadReference: 0,
    marker: 'dropped',
    lacks: 'The flexible method, which takes the last number of the response.',
  },
  'lmm-r1': { ...latexOnly, format: share(isTightTags), unreadReference: 1 },
  'mm-eureka': {
    ...mathVerify,
    candidates: response => [...mathVerifyReading(answerOrRest(response)), answerOrRest(response).trim()].slice(0, 2),
    equal: (prediction, reference, same) => asMathVerify(prediction, reference, same) || holdsOnlyLetter(prediction, reference),
    format: share(isTagsOnce),
    unreadReference: 1,
    lacks: `${mathVerify.lacks} Gold and prediction given in the wrong order.`,
  },
  'v-triune': {
    ...latexOnly,
    format: tagShare,
    lacks: `${latexOnly.lacks} Letters folded to lower case first, overlaps of boxes (they come as a measure).`,
  },
  'video-r1': {
    candidates: response => listOf(firstAnswerTag(response)?.trim()),
    policy: policies.exact,
    equal: (prediction, reference) => (isPlainNumber(reference) ? areRoundedEqual(prediction, reference) : prediction === reference.trim()),
    format: share(isThinkAnswer),
    unreadReference: 0,
    marker: 'dropped',
    lacks: 'Words stemmed for ROUGE, the bonus for length.',
  },
  'vision-r1': visionR1,
  'vision-r1-zero': visionR1,
  'vl-rethinker': {
    ...mathVerify,
    candidates: response => [...listOf(lastBox(response)), ...answerTag(response), ...listOf(answerLine(response))],
    equal: (prediction, reference, same) => asMathVerify(prediction, reference, same) || beginsWithLetter(prediction, reference),
    format: share(response => boxesIn(response).length > 0),
    right: waitBonus,
    lacks: `${mathVerify.lacks} The −1 for an answer that cannot be parsed, the demand for an end-of-sequence token.`,
  },
  wethink: {
    ...visionR1,
    lacks: 'No source tells the rule, so the comparison is that of EasyR1, the format and the tiers ours.',
  },
})

/** 1.1 with one or two "wait"; from three on 0.2 less for each, down to −0.1. */
function waitBonus(response: string): number {
  let waits = 0
  for (const _ of response.matchAll(/wait/gi)) waits += 1
  if (waits === 0) return 1
  return waits <= 2 ? 1.1 : Math.max(-0.1, 1 - 0.2 * waits)
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text]
}
