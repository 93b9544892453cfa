import type { Cause, Side } from '../canonical/ladder/decision.ts'
import type { Undecided } from '../compare/verdict.ts'
import type { NoAnswerReason } from '../extract/extraction.ts'
import type { Quoting } from './quote.ts'

type Sentence = (verdict: Undecided, quote: Quoting) => string

/** Why a response holds no answer. */
const noAnswer = {
  truncated: 'the response was cut off before its answer was finished',
  empty: 'the place for the answer is empty',
  placeholder: 'the place for the answer holds a placeholder',
  'nothing-found': 'the response marks no answer',
  'unfinished-thinking': 'the response ends inside its thinking part',
  'too-long': 'the response is longer than what is looked at',
  'taken-back': 'the box is struck out, hidden, denied or a part of a larger formula',
} as const satisfies Record<NoAnswerReason, string>

const noAnswerIn: Sentence = ({ side, extraction }, quote) => {
  if (side !== 'prediction') return `${the(side)} ${hold(side)} no answer.`
  if (extraction === undefined) return 'the prediction holds no answer.'
  return extraction.found ? `the extracted ${quote.answer(extraction.text)} is no answer.` : `${noAnswer[extraction.reason]}.`
}

/** The first error that was found while reading, if it is about the text that could not be read. */
const unreadable: Sentence = ({ side, detail, prediction, reference, diagnostics }, quote) => {
  const texts = {
    prediction: quote.answer(prediction),
    reference: quote.answer(reference),
    both: `${quote.answer(prediction)} and ${quote.answer(reference)}`,
  }
  if (detail !== undefined && side !== 'both') return `${the(side)} ${texts[side]} is not certain: it holds ${detail}.`
  const error = side === 'reference' ? undefined : diagnostics.find(({ severity }) => severity === 'error')
  return `${the(side)} ${texts[side]} could not be read${error === undefined ? '' : `: ${lowerFirst(error.message)}`}.`
}

/** What each cause means, by side where that matters. */
const sentences = {
  'budget-exhausted': ({ side, detail }) => `the counted steps ran out${detail === undefined ? '' : ` in ${detail}`}, on ${the(side)}.`,
  indistinguishable: ({ prediction, reference }, quote) =>
    `${quote.answer(prediction)} and ${quote.answer(reference)} agree as far as they were computed, which is not far enough to call them equal.`,
  'no-answer': noAnswerIn,
  'undefined-value': ({ side, prediction, reference }, quote) => {
    if (side === 'both') return 'neither answer has a value, and what has none equals nothing.'
    return `${the(side)} ${quote.answer(side === 'prediction' ? prediction : reference)} has no value.`
  },
  'unreadable-prediction': unreadable,
  'unreadable-reference': unreadable,
  unsupported: ({ side, detail }) =>
    `${the(side)} ${hold(side)} something that is not supported yet${detail === undefined ? '' : `: ${detail}`}.`,
} as const satisfies Record<Cause, Sentence>

/** What to do about it. The fault of the reference is for whoever keeps the data; the rest is paid as wrong. */
const advice = {
  prediction: 'Rewards pay this like a wrong answer.',
  reference: 'Mend the reference or declare its kind; rewards leave the row unscored.',
  both: 'Let a person or a second opinion decide; rewards pay this like a wrong answer.',
} as const satisfies Record<Side, string>

/** Two sentences without their headline: the cause with its side, and what to do. */
export function whyUndecided(verdict: Undecided, quote: Quoting): string {
  return `${sentences[verdict.cause](verdict, quote)} ${advice[verdict.side]}`
}

const the = (side: Side): string => (side === 'both' ? 'both sides' : `the ${side}`)
const hold = (side: Side): string => (side === 'both' ? 'hold' : 'holds')

const lowerFirst = (message: string): string => (message.startsWith('Expected') ? `e${message.slice(1)}` : message)
