import { type Decision, different, proved, undecided } from '../../canonical/ladder/decision.ts'
import { insideClosed, rationalValue, termToText } from '../../canonical/ladder/order.ts'
import type { Term } from '../../canonical/term/term.ts'
import { readDecimal, terminates } from '../../exact/decimal.ts'
import {
  absolute,
  add,
  compareRationals,
  divide,
  HALF,
  isInteger,
  multiply,
  power,
  type Rational,
  rational,
  rationalToText,
  subtract,
} from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import type { WrittenDecimal } from './decimal-form.ts'
import type { Policy } from '../policy.ts'

/** One side of a comparison of values: what it means and, if it is one, the decimal that was written. */
export interface Valued {
  readonly term: Term
  readonly decimal: WrittenDecimal | undefined
}

const ten = rational(10, 1)
/** Half a unit of the last of `places` decimal places. */
const halfUnit = (places: number): Rational => multiply(HALF, power(ten, -places))

/** From this significant digit on, digits are those of a printed double and are not compared; no double prints more than the last. */
const doubleDigits = 15
const longestDouble = 17
/** Whether a decimal may be the print of a double. */
const isDouble = (decimal: WrittenDecimal): boolean => decimal.significant >= doubleDigits && decimal.significant <= longestDouble
/** A double that is compared by its leading digits must still fix this many places. */
const doublePlaces = 4

/**
 * Whether two constants that are not equal agree as far as a written decimal goes. Asked only after the ladder said that
 * they differ.
 *
 * - a decimal prediction for an exact gold: the correct rounding of the gold at its own last place, with four significant
 *   digits; an integer gold, or one that terminates within the written places, has no tolerance
 * - a decimal gold for an exact prediction that does not terminate: at the gold's last place, with three significant digits
 * - two decimals, or a terminating value: the longer rounds to the shorter, which has four significant digits
 *
 * @returns `undefined` when no written decimal is involved
 */
export function withinRounding(gold: Valued, prediction: Valued, policy: Policy, budget: Budget): Decision | undefined {
  const rule = policy.rounding
  if (rule.rule === 'none') return undefined
  if (rule.rule === 'relative') return relativeTo(gold, prediction, rule.tolerance, budget)
  if (rule.rule === 'decimals') return within(gold, prediction.term, halfUnit(rule.digits), budget)
  const goldDecimal = gold.decimal?.decimal === true ? gold.decimal : undefined
  const predictionDecimal = prediction.decimal?.decimal === true ? prediction.decimal : undefined
  if (goldDecimal === undefined && predictionDecimal === undefined) return undefined
  const goldInteger = gold.decimal !== undefined && goldDecimal === undefined
  if (predictionDecimal !== undefined && isDouble(predictionDecimal)) {
    const place = predictionDecimal.places - (predictionDecimal.significant - (doubleDigits - 1))
    if (place >= doublePlaces && agrees(gold.term, predictionDecimal.value, halfUnit(place), budget))
      return proved('rounding', 'rounding-interval')
  }
  if (goldDecimal !== undefined && isDouble(goldDecimal)) {
    const place = goldDecimal.places - (goldDecimal.significant - (doubleDigits - 1))
    if (place >= doublePlaces && agrees(prediction.term, goldDecimal.value, halfUnit(place), budget))
      return proved('rounding', 'rounding-interval')
  }
  if (goldInteger) return undefined
  if (goldDecimal === undefined) return roundedPrediction(gold.term, predictionDecimal as WrittenDecimal, budget)
  return roundedGold(goldDecimal, prediction, budget)
}

/** A decimal prediction for an exact gold. */
function roundedPrediction(gold: Term, prediction: WrittenDecimal, budget: Budget): Decision | undefined {
  if (prediction.significant < 4 || isRound(prediction)) return undefined
  const exact = rationalValue(gold)
  if (exact !== undefined) {
    if (isInteger(exact)) return undefined
    const length = terminates(exact)
    if (length !== undefined && length <= prediction.places) return undefined
  }
  return agrees(gold, prediction.value, halfUnit(prediction.places), budget) ? proved('rounding', 'rounding-interval') : undefined
}

/** An integer; in `6.667\times10^4` the mantissa has to be one. */
const isRound = ({ value, places, significant }: WrittenDecimal): boolean =>
  isInteger(value) && (places >= 0 || isInteger(multiply(value, power(ten, places - significant + 1))))

/** A decimal gold. */
function roundedGold(gold: WrittenDecimal, prediction: Valued, budget: Budget): Decision | undefined {
  const value = rationalValue(prediction.term)
  const length = prediction.decimal !== undefined ? prediction.decimal.places : value === undefined ? undefined : terminates(value)
  if (value === undefined || length === undefined) {
    if (gold.significant < 3) return undefined
    return agrees(prediction.term, gold.value, halfUnit(gold.places), budget) ? proved('rounding', 'rounding-interval') : undefined
  }
  const shorter =
    length < gold.places
      ? { value, places: length, significant: prediction.decimal?.significant ?? significantDigits(value, length) }
      : gold
  const longer = shorter === gold ? value : gold.value
  if (shorter.significant < 4) return undefined
  const distance = absolute(subtract(longer, shorter.value))
  return compareRationals(distance, halfUnit(shorter.places)) <= 0 ? proved('rounding', 'rounding-interval') : undefined
}

/** Significant digits of a value with `places` decimals. */
function significantDigits(value: Rational, places: number): number {
  const scaled = rationalToText(absolute(multiply(value, power(ten, places))))
  return scaled.includes('/') ? 0 : scaled === '0' ? 1 : scaled.length
}

/** |term − center| ≤ radius, proved. */
function agrees(term: Term, center: Rational, radius: Rational, budget: Budget): boolean {
  return insideClosed(term, subtract(center, radius), add(center, radius), budget) === true
}

function relativeTo(gold: Valued, prediction: Valued, tolerance: string, budget: Budget): Decision | undefined {
  const share = rationalFromDecimalText(tolerance)
  const value = rationalValue(gold.term)
  if (value !== undefined) {
    const radius = multiply(absolute(value), share)
    return agrees(prediction.term, value, radius, budget) ? proved('rounding', 'rounding-interval') : undefined
  }
  // An irrational gold: the prediction's value leads, within the same share.
  const other = rationalValue(prediction.term)
  if (other === undefined) return undefined
  const radius = divide(multiply(absolute(other), share), add(rational(1, 1), share))
  return agrees(gold.term, other, radius, budget) ? proved('rounding', 'rounding-interval') : undefined
}

/** Absolute or relative tolerance that a data set declares for its gold. */
export function withinTolerance(
  gold: Term,
  prediction: Term,
  tolerance: { readonly absolute?: string; readonly relative?: string },
  budget: Budget,
): Decision {
  const center = rationalValue(prediction)
  const reference = rationalValue(gold)
  const [known, term] = reference !== undefined ? [reference, prediction] : [center, gold]
  if (known === undefined) return undecided('unsupported', 'both', 'a tolerance between two irrational values')
  const radius =
    tolerance.absolute !== undefined
      ? rationalFromDecimalText(tolerance.absolute)
      : multiply(absolute(known), rationalFromDecimalText(tolerance.relative ?? '0'))
  const inside = insideClosed(term, subtract(known, radius), add(known, radius), budget)
  if (inside === true) return proved('rounding', 'rounding-interval')
  if (inside === undefined) return undecided('indistinguishable', 'both')
  return different('rounding', {
    what: `value, ${rationalToText(radius)} apart at most`,
    reference: termToText(gold),
    prediction: termToText(prediction),
  })
}

function within(gold: Valued, prediction: Term, radius: Rational, budget: Budget): Decision | undefined {
  const center = rationalValue(gold.term)
  if (center === undefined) {
    const other = rationalValue(prediction)
    return other !== undefined && agrees(gold.term, other, radius, budget) ? proved('rounding', 'rounding-interval') : undefined
  }
  return agrees(prediction, center, radius, budget) ? proved('rounding', 'rounding-interval') : undefined
}

/** A decimal text of an option, `0.01` or `1e-3`. */
function rationalFromDecimalText(text: string): Rational {
  const value = readDecimal(text)?.value
  if (value === undefined) throw new RangeError(`Expected a decimal number, found '${text}'`)
  return value
}
