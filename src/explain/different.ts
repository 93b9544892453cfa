import type { Strategy, Witness } from '../canonical/decision.ts'
import type { Different } from '../compare/verdict.ts'
import { decimalText, terminates } from '../exact/decimal.ts'
import { rationalFromText } from '../exact/rational.ts'
import type { Quoting } from './quote.ts'

type Sentence = (verdict: Different, quote: Quoting) => string

/**
 * What was compared, and where: a witness that says "item 2: value" at x = 3 is about "the value of item 2 at x = 3".
 * Numbered parts take no article.
 */
function subject({ what, at }: Witness): string {
  const point = Object.entries(at ?? {}).map(([name, value]) => `${name} = ${value}`)
  const noun = what.split(': ').reverse().join(' of ')
  const named = point.length === 0 || what.includes(' at ') ? noun : `${noun} at ${point.join(', ')}`
  return noun.startsWith('the ') || /^[a-z]+ \d+$/.test(noun) ? named : `the ${named}`
}

const isPlural = ({ what }: Witness): boolean => /^[a-z]+s$/.test(what)

/** What the witness shows, side by side. Fits every witness that names a property. */
const sideBySide: Sentence = ({ witness }, quote) => {
  const verb = isPlural(witness) ? 'are' : 'is'
  return `${subject(witness)} ${verb} ${quote.value(witness.prediction)} in the prediction and ${quote.value(witness.reference)} in the reference.`
}

/** "P is X, the reference is Y", where X is the value of the prediction as a whole; of a part or at a point, side by side. */
const valueByValue: Sentence = (verdict, quote) => {
  if (subject(verdict.witness) !== 'the value') return sideBySide(verdict, quote)
  return whole(verdict, quote, verdict.witness)
}

/** The same with the unit into which both values were converted. */
const inOneUnit: Sentence = (verdict, quote) => {
  const { what, prediction, reference } = verdict.witness
  if (!what.startsWith('value in ')) return sideBySide(verdict, quote)
  const unit = what.slice('value in '.length)
  return whole(verdict, quote, { prediction: `${measured(prediction)} ${unit}`, reference: `${measured(reference)} ${unit}` })
}

function whole({ prediction }: Different, quote: Quoting, values: Pick<Witness, 'prediction' | 'reference'>): string {
  const value = quote.value(values.prediction)
  const says = prediction === values.prediction ? `the prediction is ${value}` : `${quote.answer(prediction)} is ${value}`
  return `${says}, the reference is ${quote.value(values.reference)}.`
}

/** A measured value as a decimal, where it has a short one: `1/20` is 0.05. */
function measured(value: string): string {
  const number = value.length <= 20 ? rationalFromText(value) : undefined
  const places = number === undefined ? undefined : terminates(number)
  return number === undefined || places === undefined || places > 10 ? value : decimalText(number, 30)
}

/** Another kind of answer; or one of the right kind with a fault, which the witness names ("an unfinished sum"). */
const kindOrFault: Sentence = (verdict, quote) => {
  const { witness, prediction, reference } = verdict
  if (witness.what === 'kind of answer')
    return `${quote.answer(prediction)} is not the kind of answer that the reference ${quote.answer(reference)} asks for.`
  if (/^an? /.test(witness.what)) return `${quote.answer(prediction)} has ${witness.what}, the reference is ${quote.answer(reference)}.`
  return sideBySide(verdict, quote)
}

/** How a witness of each strategy is told. */
const sentences = {
  'canonical-form': valueByValue,
  choices: ({ witness }, quote) =>
    `the prediction chooses ${quote.value(witness.prediction)}, the reference ${quote.value(witness.reference)}.`,
  conversion: inOneUnit,
  curve: sideBySide,
  'exact-number': valueByValue,
  fingerprint: valueByValue,
  intervals: valueByValue,
  kind: kindOrFault,
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
