import type { Strategy, Witness } from '../canonical/ladder/decision.ts'
import type { Different } from '../compare/verdict.ts'
import { decimalText, terminates } from '../exact/decimal.ts'
import { rationalFromText } from '../exact/rational.ts'
import { nouns } from './kinds.ts'
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
  const shaped = asSentence(witness, quote)
  if (shaped !== undefined) return shaped
  const verb = isPlural(witness) ? 'are' : 'is'
  return `${subject(witness)} ${verb} ${quote.value(witness.prediction)} in the prediction and ${quote.value(witness.reference)} in the reference.`
}

/** Witnesses that have a shape of their own: a truth at a point, a place inside a set, a member of one side only. */
function asSentence({ what, at, prediction, reference }: Witness, quote: Quoting): string | undefined {
  const place = Object.entries(at ?? {}).map(([name, value]) => `${name} = ${value}`)
  const where = place.length === 0 ? '' : `at ${place.join(', ')} `
  if (isTruth(prediction) && isTruth(reference)) {
    const holds = reference === 'true' ? 'the reference' : 'the prediction'
    const fails = reference === 'true' ? 'the prediction' : 'the reference'
    return `${where}${holds} is true, ${fails} is not.`
  }
  if (prediction === 'outside' && reference === 'inside') return `${what} lies in the reference only.`
  if (prediction === 'inside' && reference === 'outside') return `${what} lies in the prediction only.`
  if (what === 'member') return `only the prediction holds ${quote.value(prediction)}, only the reference ${quote.value(reference)}.`
  if (what === 'number of members') return `the prediction has ${counted(prediction)}, the reference ${reference}.`
  if (what === 'form' && reference === 'a value') return `${quote.value(prediction)} states no value, as the reference does.`
  if (what === 'form' && prediction.startsWith('not solved')) return `the prediction is ${quote.value(prediction)}.`
  if (what === 'chain of values') return `the chain ${quote.value(prediction)} in the prediction contradicts itself.`
  return undefined
}

const isTruth = (value: string): boolean => value === 'true' || value === 'false' || value === 'not true'
const counted = (count: string): string => `${count} ${count === '1' ? 'member' : 'members'}`

/** "P is X, the reference is Y", where X is the value of the prediction as a whole; of a part or at a point, side by side. */
const valueByValue: Sentence = (verdict, quote) => {
  if (verdict.witness.what.startsWith('value in ')) return inOneUnit(verdict, quote)
  if (subject(verdict.witness) !== 'the value') return sideBySide(verdict, quote)
  const decimal = /\d[.,]\d/.test(verdict.prediction) || /\d[.,]\d/.test(verdict.reference)
  if (!decimal) return whole(verdict, quote, verdict.witness)
  const { prediction, reference } = verdict.witness
  return whole(verdict, quote, { prediction: measured(prediction), reference: measured(reference) })
}

/** The same with the unit into which both values were converted. */
const inOneUnit: Sentence = (verdict, quote) => {
  const { what, prediction, reference } = verdict.witness
  if (!what.startsWith('value in ')) return sideBySide(verdict, quote)
  const unit = what.slice('value in '.length)
  return whole(verdict, quote, { prediction: withUnit(measured(prediction), unit), reference: withUnit(measured(reference), unit) })
}

/** `$5`, `30°`, `5 m`. */
function withUnit(value: string, unit: string): string {
  if (unit.length === 1 && '$€£¥₹'.includes(unit)) return value.startsWith('-') ? `-${unit}${value.slice(1)}` : unit + value
  return unit.length === 1 && '°%‰'.includes(unit) ? value + unit : `${value} ${unit}`
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
    return verdict.kind === null
      ? `${quote.answer(prediction)} is not the kind of answer that the reference ${quote.answer(reference)} asks for.`
      : `the reference ${quote.answer(reference)} is ${nouns[verdict.kind]}, ${quote.answer(prediction)} is not.`
  if (/^an? /.test(witness.what)) return `${quote.answer(prediction)} has ${witness.what}, the reference is ${quote.answer(reference)}.`
  return sideBySide(verdict, quote)
}

/** What is said on either side; numbered moves and parts of dates tell where. */
const inWords: Sentence = ({ witness }, quote) => {
  const { what, prediction, reference } = witness
  const says = `the prediction says ${quote.value(prediction)}, the reference ${quote.value(reference)}.`
  if (/^[a-z]+ \d+$/.test(what)) {
    if (prediction === 'none') return `the prediction has no ${what}, which is ${quote.value(reference)} in the reference.`
    if (reference === 'none') return `the reference has no ${what}, which is ${quote.value(prediction)} in the prediction.`
    return `${what} is ${quote.value(prediction)} in the prediction and ${quote.value(reference)} in the reference.`
  }
  return timely.has(what) ? `another ${what}: ${says}` : says
}

const timely: ReadonlySet<string> = new Set(['day', 'day of the week', 'month', 'time', 'year'])

/** How a witness of each strategy is told. */
const sentences = {
  'canonical-form': valueByValue,
  cas: valueByValue,
  choices: (verdict, quote) => {
    const { kind, witness } = verdict
    if (witness.what.startsWith('content of')) return sideBySide(verdict, quote)
    return kind === 'choice' || kind === 'number'
      ? `the prediction chooses ${quote.value(witness.prediction)}, the reference ${quote.value(witness.reference)}.`
      : `the prediction has ${quote.value(witness.prediction)} where the reference has ${quote.value(witness.reference)}.`
  },
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
  words: inWords,
} as const satisfies Record<Strategy, Sentence>

/** One or two sentences without their headline: what shows that the answers differ. */
export function whyDifferent(verdict: Different, quote: Quoting): string {
  return sentences[verdict.by](verdict, quote)
}
