/**
 * Equality of constants, from cheap to dear.
 *
 * 1. Intervals of doubles, then balls of 64 bits: most different numbers fall apart here, with proof.
 * 2. Residues, for integers too large to write out.
 * 3. Normal forms: equal ones prove equality.
 * 4. Algebraic numbers: the separation bound of `zero.ts` proves either answer.
 * 5. The others: balls at rising precision. Agreement is `likely` only when it goes beyond `witnessBits`, a count that
 *    grows with everything that was written, exponents included. That no short expression comes closer to zero without
 *    being zero is D. Richardson's uniformity conjecture ("The Uniformity Conjecture", CCA 2000), which fails only for
 *    expressions made for it; the exponents are counted in because of those.
 */
import { Attempts } from './attempts.ts'
import { type Ball, midpointOfBall, relativeAccuracyBits, upperMagnitude } from '../../exact/ball.ts'
import { isRealBall, subtractComplex } from '../../exact/complex-ball.ts'
import { decimalText, terminates } from '../../exact/decimal.ts'
import { bitLength } from '../../exact/integer.ts'
import { absolute, floorOf, type Rational, rationalBits, rationalToText } from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { subtractTerms } from '../term/build.ts'
import { type Decision, different, equivalent, likely, proved, undecided, type Witness } from './decision.ts'
import { constantValue, type Evaluated, evaluate, type Value, valuesDiffer, withinSteps } from '../value/evaluate.ts'
import { differentResidues } from '../value/fingerprint.ts'
import { fallApart } from '../value/float-value.ts'
import { linearFormZero } from './logarithmic.ts'
import { isZero, one, splitCoefficient, zero } from '../term/node.ts'
import { isPositive } from '../term/property.ts'
import { sameForm } from './same-form.ts'
import { compareSizes } from '../value/size.ts'
import type { Term } from '../term/term.ts'
import { termToText } from '../term/text.ts'
import { parts } from '../term/walk.ts'
import { algebraicZero, excludesZero, highestPrecision } from '../value/zero.ts'

/** Told what each rung found, when a trace is wanted. */
export type Note = (rung: string, text: string) => void

/** Steps of the rungs; docs/limits.md has the inputs that reach them. */
export const rungSteps = Object.freeze({
  normalForm: 200_000,
  letters: 50_000,
  separation: 300_000,
  intervals: 300_000,
  residues: 100_000,
  estimates: 1_000_000,
})

/**
 * Bits to which two expressions of this size must agree before they are called equal without proof; `undefined` when
 * that many cannot be computed.
 */
export const witnessBits = (a: Term, b: Term, budget: Budget, values: ReadonlyMap<string, Rational> = noValues): number | undefined => {
  const first = writtenBits(a, values, budget)
  const second = first === undefined ? undefined : writtenBits(b, values, budget)
  if (first === undefined || second === undefined) return undefined
  const bits = 96 + 4 * (first + second)
  return bits > highestPrecision ? undefined : bits
}
const formSteps = { letters: rungSteps.letters, form: rungSteps.normalForm, residues: rungSteps.residues }
const noValues: ReadonlyMap<string, Rational> = new Map()
const writtenBits = (term: Term, values: ReadonlyMap<string, Rational>, budget: Budget): number | undefined => {
  budget.spend(1)
  if (term.type === 'constant') return 2 + rationalBits(term.value)
  if (term.type === 'variable') {
    const value = values.get(term.key)
    return value === undefined ? 4 : 2 + rationalBits(value)
  }
  let total = 4
  if (term.type === 'product') total += rationalBits(term.coefficient)
  if (term.type === 'power') {
    // `a^E` may be as small as 2^-(|E|·log2 a).
    const value = evaluate(term.exponent, { values, precision: 64, budget })
    const reach = value === undefined || value === 'nowhere' ? 64 : Math.max(0, upperMagnitude(value.re))
    if (reach > 20) return undefined
    const base = term.base.type === 'constant' ? bitLength(term.base.value.num) + bitLength(term.base.value.den) : 2
    total += (1 << reach) * base
  }
  // Inside an operator its variable counts as a number of one bit.
  const inside = term.type === 'bound' ? new Map([...values, [term.variable.key, one.value]]) : values
  for (const part of parts(term)) {
    const size = writtenBits(part, inside, budget)
    if (size === undefined) return undefined
    total += size
  }
  return total
}

/** A decimal that shows a value; enough digits to tell it from the other one. */
export const ballText = (ball: Ball, digits: number): string | undefined => {
  if (Math.abs(ball.exp) > 5000) return undefined
  const middle = midpointOfBall(ball)
  if (middle === undefined) return undefined
  const text = decimalText(middle, digits)
  // What was rounded to an integer is not shown as one: `13.0000`.
  return /^-?[0-9]+$/.test(text) && text !== decimalText(middle, 3 * digits) && digits <= 80
    ? `${text}.${'0'.repeat(Math.max(1, digits - text.replace('-', '').length))}`
    : text
}
export const valueText = (value: Value, digits: number): string | undefined => {
  const re = ballText(value.re, digits)
  if (isRealBall(value) || re === undefined) return re
  const im = ballText(value.im, digits)
  return im === undefined ? undefined : im.startsWith('-') ? `${re} - ${im.slice(1)}*i` : `${re} + ${im}*i`
}
/** Decimal digits of a value that are known. */
const knownDigits = ({ re, im }: Value): number =>
  Math.floor(
    (Math.min(relativeAccuracyBits(re), im.man === 0n && im.rad === 0n ? Number.POSITIVE_INFINITY : relativeAccuracyBits(im)) - 1) / 3.33,
  )
/** Texts of two different values, with as many digits as it takes to see the difference, and none that is not known. */
export const differingTexts = (a: Value, b: Value): { a: string; b: string } | undefined => {
  const known = Math.min(knownDigits(a), knownDigits(b))
  for (const digits of [6, 10, 20, 40, 80, 160, 400, 1000]) {
    const first = valueText(a, Math.min(digits, Math.max(known, 1)))
    const second = valueText(b, Math.min(digits, Math.max(known, 1)))
    if (first === undefined || second === undefined) return undefined
    if (first !== second) return { a: first, b: second }
  }
  return undefined
}

/** A rational as it would be written by hand: a short decimal where it terminates. */
const rationalShown = (value: Rational): string => {
  const places = terminates(value)
  return places !== undefined && places > 0 && places < 30
    ? decimalText(value, places + bitLength(floorOf(absolute(value))))
    : rationalToText(value)
}
/** Two sides whose difference is a number: values where they can be shown, else the difference. */
export const differByConstant = (gold: Term, prediction: Term, difference: Term): Decision => {
  return different('canonical-form', () => {
    const reference = termToText(gold)
    const other = termToText(prediction)
    return reference.length + other.length < 200
      ? { what: 'value', reference, prediction: other }
      : { what: 'the reference less the prediction', reference: '0', prediction: termToText(difference) }
  })
}
const differentConstants = (gold: Term, prediction: Term, a: Value, b: Value): Decision =>
  different('intervals', () => shownValues(gold, prediction, differingTexts(a, b)))
const shownValues = (gold: Term, prediction: Term, texts: { a: string; b: string } | undefined): Witness => ({
  what: 'value',
  reference: gold.type === 'constant' ? rationalShown(gold.value) : (texts?.a ?? termToText(gold)),
  prediction: prediction.type === 'constant' ? rationalShown(prediction.value) : (texts?.b ?? termToText(prediction)),
})
/** The values again, to be shown: what doubles could tell apart costs few steps. */
const differingValues = (gold: Term, prediction: Term): Witness => {
  const found = withinSteps(budget => compareAt(gold, prediction, 64, budget))
  return shownValues(gold, prediction, found?.outcome === 'different' ? differingTexts(found.a, found.b) : undefined)
}

/** Whether two constants, neither of them infinite, are the same number. */
export const decideConstants = (gold: Term, prediction: Term, budget: Budget, note?: Note): Decision => {
  const attempts = new Attempts(budget)
  const { run: attempt, ranDry } = attempts

  if (gold.key === prediction.key) {
    const broken = brokenSide(gold, prediction, budget)
    return broken === undefined ? proved('canonical-form', 'canonical-terms') : nowhere(gold, prediction, broken)
  }
  const difference = subtractTerms(gold, prediction)
  if (difference.type === 'constant' && !isZero(difference)) {
    note?.('canonical-form', 'the difference is a rational number other than 0')
    return differByConstant(gold, prediction, difference)
  }
  // `2√3` and `3√3`, `π/3` and `π/4`.
  const left = splitCoefficient(gold)
  const right = splitCoefficient(prediction)
  if (left.rest.key === right.rest.key && isPositive(left.rest)) {
    note?.('canonical-form', 'multiples of the same positive number')
    return different('canonical-form', () => ({ what: 'value', reference: termToText(gold), prediction: termToText(prediction) }))
  }
  if (fallApart(gold, prediction, noValues, budget)) {
    note?.('intervals', 'intervals of doubles have no number in common')
    return different('intervals', () => differingValues(gold, prediction))
  }
  const first = attempt('intervals', rungSteps.intervals, () => compareAt(gold, prediction, 64, budget))
  if (first?.outcome === 'different') {
    note?.('intervals', 'balls of 64 bits have no number in common')
    return differentConstants(gold, prediction, first.a, first.b)
  }
  if (first?.outcome === 'nowhere') return nowhere(gold, prediction, first.side)

  const residues = attempt('fingerprint', rungSteps.residues, () => differentResidues(gold, prediction, new Map(), budget))
  if (residues !== undefined) {
    note?.('fingerprint', `residues modulo ${residues.modulus} differ`)
    return different('fingerprint', {
      what: `value modulo ${residues.modulus}`,
      reference: `${residues.gold}`,
      prediction: `${residues.prediction}`,
    })
  }

  const form = sameForm(gold, prediction, formSteps, budget, ranDry)
  if (form !== undefined) {
    const broken = brokenSide(gold, prediction, budget)
    if (broken !== undefined) return nowhere(gold, prediction, broken)
    note?.('canonical-form', 'the normal forms are equal')
    return equivalent('canonical-form', form)
  }

  const algebraic = attempt('separation-bound', rungSteps.separation, () => algebraicZero(difference, budget))
  if (algebraic === true) {
    note?.('canonical-form', 'the difference is an algebraic number below its separation bound')
    return proved('canonical-form', 'algebraic-separation')
  }

  const linear = attempt('separation-bound', rungSteps.separation, () => linearFormZero(difference, budget))
  if (linear === true) {
    note?.('canonical-form', 'a linear form in logarithms or arctangents vanishes, because an algebraic number is 1')
    return proved('canonical-form', 'linear-form-in-logarithms')
  }

  const sizes =
    first?.outcome === 'agree' ? undefined : attempt('intervals', rungSteps.intervals, () => compareSizes(gold, prediction, budget))
  if (sizes !== undefined && sizes !== 0) {
    note?.('intervals', 'the sizes differ')
    return different('intervals', () => ({
      what: sizes < 0 ? 'the larger value' : 'the smaller value',
      reference: termToText(gold),
      prediction: termToText(prediction),
    }))
  }

  const open = holdsOperator(gold) || holdsOperator(prediction)
  const needed = attempt('intervals', 100_000, () =>
    open ? operatorBits(gold, prediction, budget) : witnessBits(gold, prediction, budget),
  )
  const found = open
    ? attempt('intervals', rungSteps.estimates, () => risingPrecision(gold, prediction, needed, budget, (needed ?? 96) + 32))
    : attempt('intervals', rungSteps.intervals, () => risingPrecision(gold, prediction, needed, budget))
  if (found !== undefined) {
    if (found.outcome === 'different') {
      note?.('intervals', `balls of ${found.bits} bits have no number in common`)
      return differentConstants(gold, prediction, found.a, found.b)
    }
    if (found.outcome === 'nowhere') return nowhere(gold, prediction, found.side)
    if (found.outcome === 'agree') {
      note?.('intervals', `the values agree to ${found.bits} bits`)
      return likely('intervals', found.bits)
    }
  }
  if (open && needed !== undefined) {
    const gap = attempt('estimates', rungSteps.estimates, () => estimatedGap(gold, prediction, needed, budget))
    if (gap !== undefined && gap < -needed) {
      note?.('intervals', `quadrature or acceleration without a proven error agrees to ${needed} bits`)
      return likely('intervals', needed)
    }
  }
  if (attempts.exhausted !== undefined) return undecided('budget-exhausted', 'both', attempts.exhausted)
  return undecided('indistinguishable', 'both')
}

/** A limit, sum or integral without a closed form. */
export const holdsOperator = (term: Term): boolean => term.type === 'bound' || parts(term).some(holdsOperator)

/**
 * Bits to which a value must agree with that of an integral, a series or a limit: 96 more than were written. With n bits
 * written there are at most 2^n expressions, so that two values which do not belong together come as near with odds
 * below 2^-96, unless they were made for it. The conjecture behind `witnessBits` says nothing about such operators.
 */
export const operatorBits = (
  gold: Term,
  prediction: Term,
  budget: Budget,
  values: ReadonlyMap<string, Rational> = noValues,
): number | undefined => {
  const first = writtenBits(gold, values, budget)
  const second = first === undefined ? undefined : writtenBits(prediction, values, budget)
  return first === undefined || second === undefined || first + second > 1024 ? undefined : 96 + first + second
}
/**
 * log2 of how far estimates of integrals, series and limits are apart, at about so many bits. A look at few bits comes first: most
 * values fall apart there, and one that is not found at few bits is not found at many.
 */
export const estimatedGap = (
  gold: Term,
  prediction: Term,
  bits: number,
  budget: Budget,
  values: ReadonlyMap<string, Rational> = noValues,
): number | undefined => {
  const gapAt = (precision: number): number | undefined => {
    const estimate = (term: Term): Evaluated => estimateAt(term, values, precision, budget)
    const a = estimate(gold)
    const b = a === undefined || a === 'nowhere' ? undefined : estimate(prediction)
    return a === undefined || b === undefined || a === 'nowhere' || b === 'nowhere' ? undefined : gapOf(a, b)
  }
  const first = gapAt(quickBits)
  return first === undefined || first > -quickBits / 2 ? first : gapAt(bits + 32)
}
/** Bits of the first look. */
const quickBits = 32

/** Estimates of constants, by the budget of their verdict: both rungs that compare with estimates begin with the same look. */
const looks = new WeakMap<Budget, Map<string, Evaluated>>()
const estimateAt = (term: Term, values: ReadonlyMap<string, Rational>, precision: number, budget: Budget): Evaluated => {
  const estimate = (): Evaluated => evaluate(term, { values, precision, budget, estimates: true })
  if (precision !== quickBits || values.size > 0) return estimate()
  const known = looks.get(budget) ?? new Map<string, Evaluated>()
  looks.set(budget, known)
  if (!known.has(term.key)) known.set(term.key, estimate())
  return known.get(term.key)
}

/**
 * A number in place of an integral, a series or a limit: what two estimates of different precision have in common, with the
 * bits to which they agree.
 *
 * @param isWanted is asked about a first look of few bits: what it refuses is not computed further
 * @returns `undefined` where the estimates agree to fewer than 96 bits, or the number is not wanted
 */
export const estimatedConstant = (
  term: Term,
  budget: Budget,
  isWanted: (value: Rational) => boolean,
): { readonly value: Rational; readonly bits: number } | undefined => {
  const estimate = (precision: number): Value | undefined => {
    const value = budget.attempt('estimates', rungSteps.estimates / 2, () => estimateAt(term, noValues, precision, budget))
    return value instanceof Exhausted || value === 'nowhere' || value === undefined || !isRealBall(value) ? undefined : value
  }
  const first = estimate(quickBits)
  const start = first && midpointOfBall(first.re)
  const rough = start !== undefined && isWanted(start) ? estimate(112) : undefined
  const fine = rough && estimate(144)
  const value = fine && midpointOfBall(fine.re)
  const gap = rough && fine && gapOf(rough, fine)
  return value === undefined || gap === undefined || gap > -96 ? undefined : { value, bits: Math.min(-gap, 112) }
}

type Comparison =
  | { readonly outcome: 'different' | 'agree'; readonly a: Value; readonly b: Value; readonly bits: number }
  | { readonly outcome: 'nowhere'; readonly side: 'gold' | 'prediction' | 'both' }

const compareAt = (gold: Term, prediction: Term, precision: number, budget: Budget): Comparison | undefined => {
  const a = constantValue(gold, precision, budget)
  const b = constantValue(prediction, precision, budget)
  if (a === 'nowhere' || b === 'nowhere')
    return { outcome: 'nowhere', side: a !== 'nowhere' ? 'prediction' : b !== 'nowhere' ? 'gold' : 'both' }
  if (a === undefined || b === undefined) return undefined
  return { outcome: valuesDiffer(a, b) ? 'different' : 'agree', a, b, bits: precision }
}

const nowhere = (gold: Term, prediction: Term, side: 'gold' | 'prediction' | 'both'): Decision => {
  if (side !== 'prediction') return undecided('undefined-value', side === 'both' ? 'both' : 'reference')
  return different('intervals', () => ({ what: 'value', reference: termToText(gold), prediction: `undefined: ${termToText(prediction)}` }))
}

/** log2 of the distance that two overlapping balls may still have. */
export const gapOf = (a: Value, b: Value): number => {
  const difference = subtractComplex(a, b, 2 * highestPrecision)
  return Math.max(upperMagnitude(difference.re), upperMagnitude(difference.im))
}

/**
 * Rising until the values differ, or are nearer than 2^-needed: in absolute terms, because a difference is what must vanish.
 *
 * @param start bits of the first comparison: an integral costs so much at each precision that it is asked at one
 */
const risingPrecision = (gold: Term, prediction: Term, needed: number | undefined, budget: Budget, start = 128): Comparison | undefined => {
  let limit = needed === undefined ? 2048 : needed + 96
  for (let precision = start; ; precision = Math.min(4 * precision, limit)) {
    const found = compareAt(gold, prediction, precision, budget)
    if (found !== undefined && found.outcome !== 'agree') return { ...found, ...(found.outcome === 'different' ? { bits: precision } : {}) }
    if (found !== undefined && needed !== undefined) {
      if (gapOf(found.a, found.b) < -needed) return { ...found, bits: needed }
      limit = Math.max(limit, needed + 96 + Math.max(0, upperMagnitude(found.a.re), upperMagnitude(found.a.im)))
    }
    if (precision >= limit || limit > 2 * highestPrecision) return undefined
  }
}

/** The side that divides by a zero which no rule has seen, if there is one. */
const brokenSide = (gold: Term, prediction: Term, budget: Budget): 'gold' | 'prediction' | 'both' | undefined => {
  const a = hidesZeroDivision(gold, budget)
  const b = hidesZeroDivision(prediction, budget)
  return a ? (b ? 'both' : 'gold') : b ? 'prediction' : undefined
}
const hidesZeroDivision = (term: Term, budget: Budget): boolean => {
  if (term.type === 'power' && term.exponent.type === 'constant' && term.exponent.value.num < 0 && term.base.type !== 'constant') {
    const value = budget.attempt('intervals', 20_000, () => constantValue(term.base, 128, budget))
    const clear = value !== undefined && value !== 'nowhere' && !(value instanceof Exhausted) && excludesZero(value)
    if (!clear && zeroTest(term.base, budget) === 'zero') return true
  }
  return parts(term).some(part => hidesZeroDivision(part, budget))
}

/** Whether a constant is zero, as far as it can be told. */
export const zeroTest = (term: Term, budget: Budget): 'zero' | 'nonzero' | undefined => {
  if (term.type === 'constant') return isZero(term) ? 'zero' : 'nonzero'
  const decision = decideConstants(term, zero, budget)
  return decision.outcome === 'equivalent' ? 'zero' : decision.outcome === 'different' ? 'nonzero' : undefined
}
