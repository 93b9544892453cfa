import type { Strategy, Witness } from '../canonical/decision.ts'
import type { Different } from '../compare/verdict.ts'
import type { Quoting } from './quote.ts'

type Sentence = (verdict: Different, quote: Quoting) => string

/** "the value at x = 3/2", "item 2": what was compared, and where, if the witness names a point. */
function subject({ what, at }: Witness): string {
  const point = Object.entries(at ?? {}).map(([name, value]) => `${name} = ${value}`)
  const named = point.length === 0 || what.includes(' at ') ? what : `${what} at ${point.join(', ')}`
  return what.startsWith('the ') || /^[a-z]+ \d+$/.test(what) ? named : `the ${named}`
}

/** What the witness shows, side by side. Fits every witness. */
const sideBySide: Sentence = ({ witness }, quote) =>
  `${subject(witness)} is ${quote.value(witness.prediction)} in the prediction and ${quote.value(witness.reference)} in the reference.`

/** "P is X, the reference is Y", where X is the value of the prediction as a whole; with a part or a point, side by side. */
const valueByValue: Sentence = (verdict, quote) => {
  const { witness, prediction } = verdict
  if (subject(witness) !== 'the value') return sideBySide(verdict, quote)
  const value = quote.value(witness.prediction)
  const says =
    quote.answer(prediction) === quote.answer(witness.prediction) ? `the prediction is ${value}` : `${quote.answer(prediction)} is ${value}`
  return `${says}, the reference is ${quote.value(witness.reference)}.`
}

/** How a witness of each strategy is told. */
const sentences = {
  'canonical-form': sideBySide,
  choices: ({ witness }, quote) =>
    `the prediction chooses ${quote.value(witness.prediction)}, the reference ${quote.value(witness.reference)}.`,
  conversion: valueByValue,
  curve: (verdict, quote) => `the solutions differ: ${sideBySide(verdict, quote)}`,
  'exact-number': valueByValue,
  fingerprint: sideBySide,
  intervals: valueByValue,
  kind: (verdict, quote) => {
    const { what, prediction, reference } = verdict.witness
    return what === 'kind'
      ? `the prediction reads as ${quote.value(prediction)}, the reference as ${quote.value(reference)}.`
      : sideBySide(verdict, quote)
  },
  members: sideBySide,
  rounding: (verdict, quote) => `${sideBySide(verdict, quote)} Neither is a rounding of the other that counts.`,
  'same-text': sideBySide,
  'same-tree': sideBySide,
  sets: sideBySide,
  words: ({ witness }, quote) => `the prediction says ${quote.value(witness.prediction)}, the reference ${quote.value(witness.reference)}.`,
} as const satisfies Record<Strategy, Sentence>

/** One or two sentences without their headline: what shows that the answers differ. */
export function whyDifferent(verdict: Different, quote: Quoting): string {
  return sentences[verdict.by](verdict, quote)
}
