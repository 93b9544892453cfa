import { type Decision, different } from '../../canonical/ladder/decision.ts'
import { numberTree } from '../../latex/wording/lexicon.ts'
import { toText } from '../../latex/print/text.ts'
import {
  conversion,
  countingUnit,
  directionsOf,
  hasDimensions,
  isFactor,
  noUnit,
  nounsAgree,
  otherMeanings,
  type Unit,
  unitOf,
  unnamedPower,
} from '../../latex/units/units.ts'
import type { Tree } from '../../tree/tree.ts'
import { asOneNumeral } from '../numeral/comma.ts'
import type { Comparer, Context } from '../comparer.ts'
import { inOrder } from '../members/compose.ts'
import { asQuantity, hasSymbols, inFeet, isRadianLike, mayBeQuantity, rangeIn } from '../quantity/measure.ts'
import { otherKind } from '../other-kind.ts'
import { convert, movePoint, type Quantity } from '../quantity/parts.ts'
import { compareSizes } from '../quantity/size.ts'
import { hasText, placeIn } from '../wording/spelling.ts'

/**
 * Values with units.
 *
 * A unit may be dropped or added; two units must agree after an exact conversion. Both directions are tried (`3.28 ft`
 * and `1 m`: only in feet does the written decimal tell its place). A bare number is the value in the gold's own unit,
 * never in another. Degrees are also what they are in radians: against a value that speaks of π or comes from an
 * inverse function. The percent sign is a unit above 1 and the factor 1/100 everywhere.
 */
export const compareQuantities: Comparer = (writtenGold, writtenPrediction, context) => {
  const gold = asOneNumeral(writtenGold, writtenPrediction) ?? writtenGold
  const said = writtenPrediction.type === 'text' ? numberTree(writtenPrediction.value) : undefined
  const prediction = said ?? asOneNumeral(writtenPrediction, gold) ?? writtenPrediction
  if (context.spec.unit === undefined && !mayBeQuantity(gold) && !mayBeQuantity(prediction)) return undefined
  const sizes = compareSizes(gold, prediction, context)
  if (sizes !== undefined) return sizes
  const range = rangeIn(gold)
  if (range !== undefined && range[1].type !== 'number') {
    const given = rangeIn(prediction)
    return given === undefined ? otherKind(gold, prediction) : inOrder(range, given, context.member)
  }
  const declared = context.spec.unit === undefined ? undefined : (unitOf(context.spec.unit) ?? countingUnit(context.spec.unit))
  // `12th` is a place in an order.
  if (placeIn(gold) !== undefined || placeIn(prediction) !== undefined) return undefined
  // Two values that "and" joins may be a sum only against a quantity.
  if (gold.type === 'list' && asQuantity(prediction) === undefined) {
    const hedged = prediction.type === 'list' && prediction.separator === 'or' && asQuantity(gold) !== undefined
    return hedged ? otherKind(gold, prediction) : undefined
  }
  const marks = inFeet(gold)
  if (marks !== undefined && !isAngle(asQuantity(prediction)?.unit ?? noUnit))
    return compareQuantities(marks, inFeet(prediction) ?? prediction, context)
  const written = asQuantity(gold)
  const reference = written ?? (declared !== undefined && isValue(gold) ? { value: gold, unit: declared, weak: false } : undefined)
  const length = written !== undefined && written.unit.dimensions.get('m') === 1 ? inFeet(prediction) : undefined
  const strict = asQuantity(length ?? prediction)
  if (reference === undefined) {
    if (strict === undefined || !isValue(gold) || (strict.weak && hasSymbols(gold))) return undefined
    // "two loops" describes; a bare 2 is not met by it.
    if (strict.spoken && !hasDimensions(strict.unit)) return undefined
    return addedUnit(gold, strict, context)
  }
  const answer = strict ?? (hasDimensions(reference.unit) && isValue(prediction) ? lettersRead(prediction, reference.unit) : undefined)
  const shape = shapeCounts(gold, reference, prediction)
  if (shape !== undefined) return shape
  if (answer !== undefined) return bothUnits(reference, answer, context)
  if (reference.weak && hasSymbols(prediction)) return undefined
  // `6 m/s` is no ratio of 6 to 1.
  if (prediction.type === 'colon' && hasDimensions(reference.unit)) return otherKind(gold, prediction)
  if (!isValue(prediction)) return written === undefined ? undefined : context.value(reference.value, prediction)
  return droppedUnit(reference, prediction, context, written === undefined)
}

/** `3\times4\text{ matrix}`: rows and columns, and no count of 12. */
function shapeCounts(gold: Tree, { unit }: Quantity, prediction: Tree): Decision | undefined {
  const shape = unit.nouns.length > 0 && !hasDimensions(unit) ? shapeIn(gold) : undefined
  if (shape === undefined || shape === shapeIn(prediction)) return undefined
  return different('kind', () => ({ what: 'shape', reference: toText(gold), prediction: toText(prediction) }))
}

/** The numerals between signs of multiplication, with words behind the last at most. */
function shapeIn(tree: Tree): string | undefined {
  if (tree.type !== 'times' || tree.written !== 'cross') return undefined
  const numerals = tree.factors.map(factor =>
    factor.type === 'times' && factor.factors.slice(1).every(hasText) ? factor.factors[0] : factor,
  )
  return numerals.every(numeral => numeral?.type === 'number') ? numerals.map(numeral => toText(numeral as Tree)).join('×') : undefined
}

/** `5m` for `5\text{ m}`: letters right behind a number, when they are a unit of the gold's dimension. */
function lettersRead(prediction: Tree, unit: Unit): Quantity | undefined {
  if (prediction.type !== 'times' && prediction.type !== 'divide' && prediction.type !== 'negate') return undefined
  const loose = asQuantity(prediction, true)
  return loose !== undefined && conversion(loose.unit, unit) !== undefined ? loose : undefined
}

function bothUnits(gold: Quantity, prediction: Quantity, context: Context): Decision {
  const { policy } = context
  if (policy.units === 'ignored' && !isPercent(gold.unit) && !isPercent(prediction.unit)) return context.value(gold.value, prediction.value)
  if (otherPower(gold.unit, prediction.unit) || otherPower(prediction.unit, gold.unit)) return otherUnit(gold.unit, prediction.unit)
  if (isNothing(gold.unit) || isNothing(prediction.unit)) return context.value(gold.value, prediction.value)
  // `25\%` and `25 \text{ apples}` are different.
  if (isPercent(gold.unit) !== isPercent(prediction.unit)) return otherUnit(gold.unit, prediction.unit)
  const ways = directionsOf(gold.unit)
  const given = directionsOf(prediction.unit)
  if (ways.join() !== given.join() && (given.length > 0 ? ways.length > 0 : !isPositive(ways)))
    return otherWay(gold.unit, prediction.unit.label)
  const decision = inUnits(gold, prediction, context)
  if (decision.outcome === 'equivalent') return decision
  for (const [meantGold, meantPrediction] of otherPairs(gold, prediction)) {
    const to = conversion(meantPrediction.unit, meantGold.unit)
    // `68 degrees` are those of the other side's scale, whatever it is.
    if (to === undefined || (to.shift !== undefined && to.shift.num !== 0n)) continue
    const meant = converted(meantGold, meantPrediction, context)
    if (meant.outcome === 'equivalent') return meant
  }
  return decision
}

/** Both sides with what their units may mean else. Where both have another meaning they have it together: 1 MB of 1024 KB. */
function otherPairs(gold: Quantity, prediction: Quantity): readonly (readonly [Quantity, Quantity])[] {
  const meant = (side: Quantity): readonly Quantity[] => otherMeanings(side.unit).map(unit => ({ ...side, unit }))
  // An angle as reference is no temperature.
  const [golds, predictions] = [isAngle(gold.unit) ? [] : meant(gold), meant(prediction)]
  if (golds.length > 0 && predictions.length > 0) return golds.flatMap(g => predictions.map(p => [g, p] as const))
  return [...golds.map(g => [g, prediction] as const), ...predictions.map(p => [gold, p] as const)]
}

function inUnits(gold: Quantity, prediction: Quantity, context: Context): Decision {
  const to = conversion(prediction.unit, gold.unit)
  if (to === undefined)
    return isRate(gold.unit, prediction.unit) ? context.value(gold.value, prediction.value) : otherUnit(gold.unit, prediction.unit)
  if (!nounsAgree(gold.unit.nouns, prediction.unit.nouns)) return otherUnit(gold.unit, prediction.unit)
  return converted(gold, prediction, context)
}

/** Compares in the gold's unit, then in the prediction's. */
function converted(gold: Quantity, prediction: Quantity, context: Context): Decision {
  const to = conversion(prediction.unit, gold.unit)
  const back = conversion(gold.unit, prediction.unit)
  if (to === undefined || back === undefined) return otherUnit(gold.unit, prediction.unit)
  const same = to.pi === 0 && to.factor.num === to.factor.den && (to.shift === undefined || to.shift.num === 0n)
  if (same) {
    const decision = context.value(gold.value, prediction.value)
    return hasDimensions(gold.unit) ? inUnit(decision, gold.unit) : decision
  }
  const first = context.value(gold.value, convert(prediction.value, to))
  if (first.outcome === 'equivalent') return { ...first, by: 'conversion' }
  // A declared tolerance is in the gold's unit.
  const second = context.member(convert(gold.value, back), prediction.value)
  if (second.outcome === 'equivalent') return { ...second, by: 'conversion' }
  if (first.outcome === 'undecided') return first
  if (second.outcome === 'undecided') return second
  return different('conversion', () => ({ ...first.witness, what: `value in ${gold.unit.label}` }))
}

/** A witness tells in which unit it counts. */
function inUnit(decision: Decision, unit: Unit): Decision {
  if (decision.outcome !== 'different') return decision
  return different(decision.by, () => {
    const { witness } = decision
    return witness.what === 'value' ? { ...witness, what: `value in ${unit.label}` } : witness
  })
}

/** The gold has a unit, the prediction is a bare value. */
function droppedUnit(gold: Quantity, prediction: Tree, context: Context, declared: boolean): Decision {
  if (isPercent(gold.unit)) return percentGold(gold, prediction, context)
  // "two parallel lines" describes; a bare 2 does not say it.
  if (gold.spoken && gold.unit.nouns.length > 1)
    return different('kind', () => ({
      what: 'kind of answer',
      reference: `${toText(gold.value)} ${gold.unit.label}`,
      prediction: toText(prediction),
    }))
  if (context.policy.units === 'required' && !declared && !isNothing(gold.unit))
    return different('conversion', { what: 'unit', reference: gold.unit.label, prediction: 'none' })
  if (!isPositive(directionsOf(gold.unit))) return otherWay(gold.unit, 'none')
  const value = context.value(gold.value, prediction)
  const plain = isAngle(gold.unit) ? inUnit(value, gold.unit) : value
  if (plain.outcome === 'equivalent' || !isAngle(gold.unit) || !isRadianLike(prediction)) return plain
  return converted(gold, { value: prediction, unit: unitOf('rad') as Unit, weak: false }, context)
}

/** The gold is a bare value, the prediction has a unit. */
function addedUnit(gold: Tree, prediction: Quantity, context: Context): Decision {
  // `2 times` of something is no 2.
  if (isFactor(prediction.unit)) return different('conversion', { what: 'unit', reference: 'none', prediction: prediction.unit.label })
  if (isPercent(prediction.unit)) return percentPrediction(gold, prediction, context)
  if (!isAngle(prediction.unit) || context.policy.units === 'ignored') return context.value(gold, prediction.value)
  const plain = isRadianLike(gold) && prediction.unit.pi !== 0 ? undefined : inUnit(context.value(gold, prediction.value), prediction.unit)
  if (plain?.outcome === 'equivalent') return plain
  const angle = converted({ value: gold, unit: unitOf('rad') as Unit, weak: false }, prediction, context)
  return angle.outcome === 'different' && plain !== undefined ? plain : angle
}

/** Gold `25\%` and a number: 0.25 by value; 25 with the sign dropped, above 1. */
function percentGold(gold: Quantity, prediction: Tree, context: Context): Decision {
  return percentWith(
    context,
    gold.unit,
    gold.value,
    () => context.value(gold.value, movePoint(prediction, percentPlaces(gold.unit))),
    () => context.value(gold.value, prediction),
  )
}

/** Gold `0.25` or `25` and `25\%`. */
function percentPrediction(gold: Tree, prediction: Quantity, context: Context): Decision {
  const byValue = (): Decision => context.value(movePoint(gold, percentPlaces(prediction.unit)), prediction.value)
  return percentWith(context, prediction.unit, prediction.value, byValue, () => context.value(gold, prediction.value))
}

function percentWith(context: Context, sign: Unit, said: Tree, byValue: () => Decision, dropped: () => Decision): Decision {
  const value = inUnit(byValue(), sign)
  if (value.outcome === 'equivalent' || context.policy.percent === 'value') return value
  // Percent may be left out like a unit, permille and tenths may not.
  if (context.policy.percent === 'unit' && (percentPlaces(sign) !== 2 || !isAboveOne(said))) return value
  const unit = dropped()
  return unit.outcome === 'equivalent' || (value.outcome !== 'undecided' && unit.outcome !== 'different') ? unit : value
}

/** 2 for percent, 3 for permille, 1 for 成. */
function percentPlaces(unit: Unit): number {
  return unit.den === 10n ? 3 : unit.num === 10n ? 1 : 2
}

/** Whether a numeral is above 1; what is no numeral is not. */
function isAboveOne(value: Tree): boolean {
  switch (value.type) {
    case 'number': {
      const whole = /^0*([1-9]\d*)?(?:\.(\d*))?$/.exec(value.lexeme)
      if (whole === null) return false
      const [digits, rest] = [whole[1] ?? '', whole[2] ?? '']
      return digits.length > 1 || (digits !== '' && digits !== '1') || (digits === '1' && /[1-9]/.test(rest))
    }
    case 'negate':
      return isAboveOne(value.operand)
    case 'mixed':
      return !/^0*$/.test(value.whole.lexeme)
    case 'divide': {
      const { numerator, denominator } = value
      if (numerator.type !== 'number' || denominator.type !== 'number') return false
      if (!/^\d{1,60}$/.test(numerator.lexeme) || !/^\d{1,60}$/.test(denominator.lexeme)) return false
      return BigInt(numerator.lexeme) > BigInt(denominator.lexeme)
    }
    case 'fenced':
      return value.items.length === 1 && isAboveOne(value.items[0] as Tree)
    default:
      return false
  }
}

/** Without a direction, turns go counterclockwise. */
const isPositive = (directions: readonly string[]): boolean => directions.every(name => name === 'counterclockwise')

/** `5\text{ km north}`: a direction that the gold gives is a part of the answer. */
const otherWay = (gold: Unit, prediction: string): Decision =>
  different('conversion', { what: 'direction', reference: labelOf(gold), prediction })

function otherUnit(gold: Unit, prediction: Unit): Decision {
  return different('conversion', { what: 'unit', reference: labelOf(gold), prediction: labelOf(prediction) })
}
function labelOf(unit: Unit): string {
  return unit.nouns.length === 0 || !hasDimensions(unit) ? unit.label : `${unit.label} ${unit.nouns.join(' ')}`
}

/** `units`, square units, or a scale word that has gone into the value. */
function isNothing(unit: Unit): boolean {
  return !hasDimensions(unit) && (unit.nouns.length === 0 || (unit.nouns.length === 1 && unnamedPower(unit.nouns) !== undefined))
}

/** Square units are no cubic units, and `cm` measures neither. */
function otherPower(unnamed: Unit, other: Unit): boolean {
  const power = hasDimensions(unnamed) ? undefined : unnamedPower(unnamed.nouns)
  if (power === undefined) return false
  if (hasDimensions(other)) return other.dimensions.size !== 1 || other.dimensions.get('m') !== power
  return (unnamedPower(other.nouns) ?? (isBareUnit(other) ? 1 : power)) !== power
}
/** `30\text{ units}` of length. */
const isBareUnit = ({ label }: Unit): boolean => label === 'unit' || label === 'units'
function isPercent(unit: Unit): boolean {
  return unit.dimensions.size === 1 && unit.dimensions.get('%') === 1
}
function isAngle(unit: Unit): boolean {
  return unit.dimensions.size === 1 && unit.dimensions.get('r') === 1
}

/** `\$12` and `\$12 per hour`: the same money, one of them with what it is paid for. */
function isRate(a: Unit, b: Unit): boolean {
  const [few, many] = a.dimensions.size < b.dimensions.size ? [a, b] : [b, a]
  if (few.dimensions.size !== 1 || many.dimensions.size < 2) return false
  for (const [base, power] of few.dimensions) if (base.length !== 3 || power !== 1) return false
  const slash = many.label.indexOf('/')
  const paid = slash < 0 ? undefined : unitOf(many.label.slice(0, slash))
  const same = paid === undefined ? undefined : conversion(paid, few)
  return same !== undefined && same.factor.num === same.factor.den
}

/** Trees that a value can have; words, relations and collections are none. */
function isValue(tree: Tree): boolean {
  switch (tree.type) {
    case 'number':
    case 'symbol':
    case 'mixed':
    case 'root':
    case 'big':
    case 'apply':
      return true
    case 'constant':
      return tree.name === 'pi' || tree.name === 'infinity'
    case 'fenced':
      return tree.items.length === 1 && tree.open === '(' && isValue(tree.items[0] as Tree)
    case 'negate':
    case 'postfix':
    case 'plus':
    case 'plusminus':
    case 'times':
    case 'divide':
    case 'power':
    case 'subscript':
      return !hasText(tree)
    default:
      return false
  }
}
