/**
 * The ladder: are two expressions equal wherever the gold is defined?
 *
 * Cheapest first, each rung decides or passes on: equal canonical terms; rationals; constants (`constant.ts`); then for
 * functions exact values at plain points, balls at two generic points, normal forms, balls at more points. A difference
 * at one point is a proof. Equal normal forms are a proof wherever both sides are defined; so the domains are looked at
 * when even roots, logarithms or inverse functions could make them smaller. Agreement at points alone is `likely`.
 */
import { Attempts } from './attempts.ts'
import { isEven } from '../../exact/integer.ts'
import { equalRationals, type Rational, rationalToText } from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { subtractTerms } from '../term/build.ts'
import { equalByParts } from './by-parts.ts'
import { equalByResidues } from './by-residues.ts'
import { decideConstants, differByConstant, estimatedGap, holdsOperator, type Note, operatorBits, rungSteps } from './constant.ts'
import { type Decision, different, equivalent, likely, proved, undecided } from './decision.ts'
import { exactValue } from '../value/exact-value.ts'
import { differentResidues } from '../value/fingerprint.ts'
import { generalised } from './generalise.ts'
import { type Ground, proof } from './ground.ts'
import { logarithmsAgree } from './logarithm-sum.ts'
import { isInfinite, isZero } from '../term/node.ts'
import { PointComparison, witnessAt } from './points.ts'
import { isConstantTerm } from '../term/property.ts'
import { sameForm } from './same-form.ts'
import { plainPoint, samplePoints } from '../value/sample.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { termToText } from '../term/text.ts'
import { parts, variablesOf } from '../term/walk.ts'

export type { Note } from './constant.ts'

/**
 * Whether two terms are equal: wherever the gold is defined, up to isolated points.
 *
 * @param note receives one line for each rung that decided
 * @returns `different` with a witness, `equivalent` with its certainty, or `undecided` with a cause
 */
export const decideEqual = (gold: Term, prediction: Term, budget: Budget, note?: Note): Decision => {
  if (gold.type === 'constant' && prediction.type === 'constant')
    return equalRationals(gold.value, prediction.value) ? proved('exact-number', 'lowest-terms') : differentValues(gold, prediction)
  if (gold.type === 'undefined') return undecided('undefined-value', prediction.type === 'undefined' ? 'both' : 'reference')
  if (prediction.type === 'undefined') return differentValues(gold, prediction)
  if (gold.key === prediction.key && !mayBeNowhere(gold) && !dividesByConstantSum(gold)) return proved('canonical-form', 'canonical-terms')
  if (isInfinite(gold) || isInfinite(prediction))
    return holdsOperator(gold) || holdsOperator(prediction) ? undecided('indistinguishable', 'both') : differentValues(gold, prediction)
  const outcome = budget.attempt('equality', budget.left, () =>
    isConstantTerm(gold) && isConstantTerm(prediction)
      ? decideNumbers(gold, prediction, budget, note)
      : decideFunctions(gold, prediction, budget, note),
  )
  return outcome instanceof Exhausted ? undecided('budget-exhausted', 'both', outcome.rung) : outcome
}

const differentValues = (gold: Term, prediction: Term): Decision =>
  different('exact-number', () => ({ what: 'value', reference: termToText(gold), prediction: termToText(prediction) }))

/** Sums of constants that are not proved as a whole may be equal part by part. */
const decideNumbers = (gold: Term, prediction: Term, budget: Budget, note: Note | undefined): Decision => {
  const decision = decideConstants(gold, prediction, budget, note)
  const open =
    decision.outcome === 'undecided'
      ? decision.cause !== 'undefined-value'
      : decision.outcome === 'equivalent' && decision.certainty === 'likely'
  if (!open || (gold.type !== 'sum' && prediction.type !== 'sum')) return decision
  const parts = budget.attempt('normal-form', rungSteps.normalForm, () => equalByParts(gold, prediction, budget))
  if (parts === undefined || parts instanceof Exhausted) return decision
  return decision.outcome === 'undecided' || parts.certainty === 'proved' ? equivalent('canonical-form', parts) : decision
}

/* ---------------------------------------------------------------- functions */

/** Whether the real domain may be smaller than everything up to isolated points. */
const mayBeNowhere = (term: Term): boolean => {
  switch (term.type) {
    case 'power':
      if (term.exponent.type !== 'constant') return !isConstantTerm(term.base) || parts(term).some(mayBeNowhere)
      if (term.exponent.value.den !== 1 && !isConstantTerm(term.base)) return true
      return mayBeNowhere(term.base)
    case 'apply':
      if ((term.name === 'ln' || term.name === 'arcsin') && !isConstantTerm(term)) return true
      return term.arguments.some(mayBeNowhere)
    case 'sum':
    case 'product':
    case 'bound':
      return parts(term).some(mayBeNowhere)
    default:
      return false
  }
}
/** A constant divisor that may hide a zero, which no constructor has seen. */
const dividesByConstantSum = (term: Term): boolean =>
  (term.type === 'power' &&
    term.exponent.type === 'constant' &&
    term.exponent.value.num < 0 &&
    term.base.type === 'sum' &&
    isConstantTerm(term.base)) ||
  parts(term).some(dividesByConstantSum)
/**
 * Whether the term certainly has a real value at a point, and about it: what stands under roots, in logarithms and in
 * divisors has an exact value that is positive there. `false` says nothing.
 */
const certainlyDefined = (term: Term, point: ReadonlyMap<string, Rational>, budget: Budget): boolean => {
  const positive = (part: Term): boolean => {
    const value = exactValue(part, point, budget)
    return value !== undefined && value !== 'nowhere' && value.num > 0
  }
  switch (term.type) {
    case 'power':
      if (isConstantTerm(term)) return true
      if (term.exponent.type === 'constant' && term.exponent.value.den === 1 && term.exponent.value.num > 0)
        return certainlyDefined(term.base, point, budget)
      return (
        (isConstantTerm(term.base) || positive(term.base)) &&
        certainlyDefined(term.base, point, budget) &&
        certainlyDefined(term.exponent, point, budget)
      )
    case 'apply':
      if (term.name === 'ln') return positive(term.arguments[0] as Term)
      return (
        (term.name === 'sin' || term.name === 'cos' || term.name === 'arctan' || term.name === 'abs') &&
        certainlyDefined(term.arguments[0] as Term, point, budget)
      )
    case 'sum':
    case 'product':
      return parts(term).every(part => certainlyDefined(part, point, budget))
    case 'constant':
    case 'variable':
    case 'named':
      return true
    default:
      return false
  }
}
/** Keys of what must be positive, or in a range, for the term to be real. */
const restrictionsOf = (term: Term): readonly string[] => {
  const inside = parts(term).flatMap(restrictionsOf)
  if (term.type === 'power' && (term.exponent.type !== 'constant' || isEven(term.exponent.value.den)) && !isConstantTerm(term.base))
    inside.push(term.base.key)
  if (term.type === 'apply' && (term.name === 'ln' || term.name === 'arcsin')) inside.push(term.key)
  return inside
}
const decideFunctions = (gold: Term, prediction: Term, budget: Budget, note: Note | undefined): Decision => {
  const names = new Map<string, VariableTerm>()
  for (const variable of variablesOf(gold)) names.set(variable.key, variable)
  for (const variable of variablesOf(prediction)) names.set(variable.key, variable)
  const variables = [...names.values()]
  const complex = variables.some(variable => variable.domain === 'complex')

  if (gold.key === prediction.key && certainlyDefined(gold, plainPoint(variables, 0), budget))
    return proved('canonical-form', 'canonical-terms')

  // Exact values at plain points: a proof of difference with a witness that is easy to check.
  let exactlyEqual = 0
  if (gold.key !== prediction.key)
    for (let round = 0; round < 3; round++) {
      const point = plainPoint(variables, round)
      const a = exactValue(gold, point, budget)
      if (a === undefined || a === 'nowhere') continue
      const b = exactValue(prediction, point, budget)
      if (b === undefined || b === 'nowhere') continue
      if (equalRationals(a, b)) {
        exactlyEqual++
        continue
      }
      note?.('fingerprint', 'exact values at a point differ')
      return different('fingerprint', () => witnessAt(variables, point, rationalToText(a), rationalToText(b)))
    }

  const difference = gold.key === prediction.key ? undefined : subtractTerms(gold, prediction)
  if (difference?.type === 'constant' && !isZero(difference)) {
    note?.('canonical-form', 'the difference is a rational number other than 0')
    return differByConstant(gold, prediction, difference)
  }

  const comparison = new PointComparison(gold, prediction, variables, complex, budget)
  const attempts = new Attempts(budget)
  const attempt = attempts.run
  const early =
    gold.key === prediction.key || exactlyEqual > 1 ? undefined : attempt('intervals', rungSteps.intervals, () => comparison.run(1))
  if (early !== undefined) {
    note?.('intervals', 'balls at a point have no number in common')
    return early
  }
  const ground = gold.key === prediction.key ? proof('canonical-terms') : groundOf(gold, prediction, attempts, budget)
  const same = ground !== undefined
  const everywhere = !mayBeNowhere(gold) && !mayBeNowhere(prediction)
  if (ground?.certainty === 'proved' && everywhere) {
    note?.('canonical-form', 'the normal forms are equal')
    return equivalent('canonical-form', ground)
  }
  const restricted = new Set(same ? restrictionsOf(gold) : [])
  const covered = same && restrictionsOf(prediction).every(key => restricted.has(key))
  const later = attempt('intervals', rungSteps.intervals, () => comparison.run(same && !covered ? 12 : 40, covered ? 1 : 12))
  if (later !== undefined) {
    note?.('intervals', 'balls at a point have no number in common')
    return later
  }
  if (comparison.nowhere === comparison.seen && attempts.exhausted === undefined && comparison.seen > 0)
    return undecided('undefined-value', 'reference')
  if (same && (comparison.good > 0 || (everywhere && comparison.goldDefined === 0))) {
    note?.('canonical-form', `the normal forms are equal, and both sides are defined at ${comparison.good} points`)
    return equivalent('canonical-form', ground)
  }
  if (same && comparison.goldDefined === comparison.good)
    return gold.key === prediction.key ? proved('canonical-form', 'canonical-terms') : undecided('indistinguishable', 'both')
  if (comparison.good === 0) {
    const residues = attempt('fingerprint', rungSteps.residues, () =>
      differentResidues(gold, prediction, new Map(variables.map((v, k) => [v.key, 5 + 2 * k])), budget),
    )
    if (residues !== undefined && variables.every(variable => variable.domain !== 'complex')) {
      const at: Record<string, string> = {}
      variables.forEach((variable, k) => {
        at[variable.name] = `${5 + 2 * k}`
      })
      return different('fingerprint', {
        what: `value modulo ${residues.modulus}`,
        reference: `${residues.gold}`,
        prediction: `${residues.prediction}`,
        at,
      })
    }
  }
  if (comparison.good >= 6 && comparison.complete) {
    const last = attempt('intervals', rungSteps.intervals, () => comparison.confirm())
    if (last !== undefined && last.found !== 'agree') return last.found
    if (last !== undefined) {
      note?.('intervals', `the values agree at ${comparison.good} points, to ${last.bits} bits at the last`)
      return likely('intervals', last.bits)
    }
  }
  if (!complex && comparison.good === 0 && (holdsOperator(gold) || holdsOperator(prediction))) {
    const bits = attempt('estimates', rungSteps.estimates, () => agreeingAtPoints(gold, prediction, variables, budget))
    if (bits !== undefined) {
      note?.('intervals', `quadrature or acceleration without a proven error agrees at points, to ${bits} bits at the last`)
      return likely('intervals', bits)
    }
  }
  const classes = attempt('normal-form', rungSteps.normalForm, () =>
    equalByResidues(gold, prediction, variables, budget, (a, b) => decideEqual(a, b, budget)),
  )
  if (classes !== undefined) {
    note?.('canonical-form', 'equal in each class of a modulus')
    return equivalent('canonical-form', classes)
  }
  if (attempts.exhausted !== undefined) return undecided('budget-exhausted', 'both', attempts.exhausted)
  return undecided('indistinguishable', 'both')
}

/** Equal normal forms: of the sides, of the sides with letters for their parts, of their parts. */
const groundOf = (gold: Term, prediction: Term, { run: attempt, ranDry }: Attempts, budget: Budget): Ground | undefined => {
  const whole = sameForm(gold, prediction, formSteps, budget, ranDry)
  if (whole?.certainty === 'proved') return whole
  if (whole !== undefined) {
    // Likely for the whole: perhaps proved part by part.
    const found = budget.attempt('normal-form', rungSteps.letters, () => equalByParts(gold, prediction, budget))
    return found !== undefined && !(found instanceof Exhausted) && found.certainty === 'proved' ? found : whole
  }
  for (const reach of ['arguments', 'bases'] as const) {
    const sides = generalised(gold, prediction, reach, budget)
    if (sides === undefined) continue
    const found = budget.attempt('normal-form', rungSteps.letters, () => equalByParts(sides.gold, sides.prediction, budget))
    if (found !== undefined && !(found instanceof Exhausted)) return found
  }
  return (
    attempt('normal-form', rungSteps.normalForm, () => equalByParts(gold, prediction, budget)) ??
    attempt('normal-form', rungSteps.letters, () => logarithmsAgree(gold, prediction, budget))
  )
}
const formSteps = { letters: rungSteps.letters, form: rungSteps.normalForm, residues: rungSteps.residues }

/** Points at which estimates must agree, points that may be tried, and those that may fail: a series may diverge at some of them. */
const [enoughPoints, mostPoints, mostFailures] = [2, 6, 3]
const agreeingAtPoints = (gold: Term, prediction: Term, variables: readonly VariableTerm[], budget: Budget): number | undefined => {
  let agreed = 0
  let tried = 0
  let failed = 0
  for (const point of samplePoints(gold, prediction, variables, mostPoints, budget)) {
    if (++tried > mostPoints || failed === mostFailures) return undefined
    const bits = operatorBits(gold, prediction, budget, point)
    if (bits === undefined) continue
    const gap = estimatedGap(gold, prediction, bits, budget, point)
    if (gap === undefined) {
      failed++
      continue
    }
    if (gap >= -bits) return undefined
    if (++agreed === enoughPoints) return bits
  }
  return undefined
}
