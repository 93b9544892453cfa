/**
 * Rigorous values of terms at points.
 *
 * Every value is a ball (or two, for a complex number) that contains the true one. A constant is complex where it has to
 * be: `\sqrt{-2}`, `\ln(-1)` are principal values. At a point of a variable the reals count: an even root or a logarithm
 * of a negative number is `'nowhere'` there. `undefined` means that this precision does not tell.
 *
 * Unknown functions and atoms get made-up values that depend only on their name and the exact values of their arguments:
 * two expressions in `f` that differ for one such f are different.
 */
import {
  type Ball,
  ballFromRational,
  ballSteps,
  certainlyNegative,
  certainlyNonNegative,
  certainlyPositive,
  containsZero,
  floorOfBall,
  maxRootDegree,
  multiplyBalls,
  negateBall,
  powerBall,
  rootBall,
  signOfBall,
  upperMagnitude,
} from '../../exact/ball.ts'
import {
  addComplex,
  certainlyDifferComplex,
  type ComplexBall,
  complexFromReal,
  complexPower,
  expComplex,
  imaginaryUnit,
  isRealBall,
  multiplyComplex,
  oneComplex,
  powerComplex,
  rationalPowerComplex,
  zeroComplex,
} from '../../exact/complex-ball.ts'
import { eBall, elementarySteps, expBall, logBall, piBall } from '../../exact/elementary.ts'
import { bitLength, type Integer, isEven } from '../../exact/integer.ts'
import { hashText } from '../../exact/points.ts'
import { isInteger, type Rational } from '../../exact/rational.ts'
import { Budget, Exhausted } from '../../limits/budget.ts'
import { evaluateFunction } from './evaluate-function.ts'
import { exactValue } from './exact-value.ts'
import { estimatedIntegral } from './estimate.ts'
import { estimatedSeries } from './estimate-series.ts'
import { isConstantTerm } from '../term/property.ts'
import { integralBall } from './quadrature.ts'
import type { BoundTerm, PowerTerm, Term } from '../term/term.ts'

/** A number; real for certain when the imaginary part is exactly 0. */
export type Value = ComplexBall
export type Evaluated = Value | 'nowhere' | undefined

/** Where and how exactly to evaluate. */
export interface Place {
  readonly values: ReadonlyMap<string, Rational>
  /** Values of complex variables. */
  readonly complexValues?: ReadonlyMap<string, Value>
  readonly precision: number
  readonly budget: Budget
  /** Principal values everywhere, because a variable is complex. */
  readonly complex?: boolean
  /** Integrals, series and limits may be estimated where no error is proved: such values suggest, they never prove. */
  readonly estimates?: boolean
}

export const evaluate = (term: Term, place: Place): Evaluated => {
  const { precision, budget } = place
  budget.spend(ballSteps(precision))
  switch (term.type) {
    case 'constant':
      return complexFromReal(ballFromRational(term.value, precision))
    case 'named':
      switch (term.name) {
        case 'pi':
          return complexFromReal(piBall(precision))
        case 'e':
          return complexFromReal(eBall(precision))
        case 'i':
          return imaginaryUnit
        default:
          return 'nowhere'
      }
    case 'variable': {
      const value = place.values.get(term.key)
      return value === undefined ? place.complexValues?.get(term.key) : complexFromReal(ballFromRational(value, precision))
    }
    case 'atom':
      return complexFromReal(madeUp(term.key, precision))
    case 'undefined':
      return 'nowhere'
    case 'sum': {
      let total: Value = zeroComplex
      let unknown = false
      for (const part of term.terms) {
        const value = evaluate(part, place)
        if (value === 'nowhere') return value
        if (value === undefined) unknown = true
        else if (!unknown) total = addComplex(total, value, precision + 8)
      }
      return unknown ? undefined : total
    }
    case 'product': {
      let total: Value = complexFromReal(ballFromRational(term.coefficient, precision))
      let unknown = false
      for (const part of term.factors) {
        const value = evaluate(part, place)
        if (value === 'nowhere') return value
        if (value === undefined) unknown = true
        else if (!unknown) total = multiplyComplex(total, value, precision)
      }
      return unknown ? undefined : total
    }
    case 'power':
      return evaluatePower(term, place)
    case 'apply':
      return evaluateFunction(term, place)
    case 'bound':
      return evaluateBound(term, place)
  }
}

/* ------------------------------------------------------------ powers */

const evaluatePower = (term: PowerTerm, place: Place): Evaluated => {
  const { precision, budget } = place
  if (term.base.type === 'named' && term.base.name === 'e') {
    budget.spend(elementarySteps(precision))
    const exponent = evaluate(term.exponent, place)
    return exponent === undefined || exponent === 'nowhere' ? exponent : expComplex(exponent, precision)
  }
  const base = evaluate(term.base, place)
  if (base === undefined || base === 'nowhere') return base
  const constantExponent = term.exponent.type === 'constant' ? term.exponent.value : undefined
  if (constantExponent !== undefined) {
    if (isInteger(constantExponent)) return integerPower(base, constantExponent.num, place)
    budget.spend(4 * ballSteps(precision))
    return rationalPower(base, constantExponent, place, place.complex === true || isConstantTerm(term.base))
  }
  const exponent = evaluate(term.exponent, place)
  if (exponent === undefined || exponent === 'nowhere') return exponent
  if (isRealBall(base) && !certainlyPositive(base.re)) {
    // Only whole powers of a negative number are real.
    const exact = exactValue(term.exponent, place.values, budget)
    if (exact !== undefined && exact !== 'nowhere' && isInteger(exact)) return integerPower(base, exact.num, place)
    if (certainlyNegative(base.re) && place.complex !== true && !isConstantTerm(term)) return exact === undefined ? undefined : 'nowhere'
  }
  budget.spend(2 * elementarySteps(precision))
  return complexPower(base, exponent, precision)
}
const integerPower = (base: Value, exponent: Integer, { precision, budget }: Place): Evaluated => {
  spendOnSquarings(base, exponent, precision, budget)
  if (exponent < 0 && isRealBall(base) && base.re.man === 0n && base.re.rad === 0n) return 'nowhere'
  return powerComplex(base, exponent, precision)
}
/**
 * Each bit of an exponent is a squaring, at a precision that grows with their number; short ones are in the price of the power. The
 * power leaves all bounds after some fifty of them, or after as many more as the base is near to 1.
 */
const spendOnSquarings = (base: Value, exponent: Integer, precision: number, budget: Budget): void => {
  const length = bitLength(exponent)
  if (length <= 8 || length > precision + 4096) return
  const nearOne = Math.abs(upperMagnitude(base.re)) <= 1
  budget.spend(Math.min(length, nearOne ? precision + 64 : 56) * ballSteps(precision + length))
}

const rationalPower = (base: Value, exponent: Rational, place: Place, principal: boolean): Evaluated => {
  const { precision } = place
  const { num, den } = exponent
  spendOnSquarings(base, num, precision, place.budget)
  if (!isRealBall(base)) return rationalPowerComplex(base, exponent, precision)
  const sign = signOfBall(base.re)
  if (sign === 0) return num > 0 ? zeroComplex : 'nowhere'
  if (sign === undefined) {
    // Around zero only odd roots and roots of what is not negative stay defined.
    if (num > 0 && typeof den === 'number' && den <= maxRootDegree && (!isEven(den) || certainlyNonNegative(base.re))) {
      const root = rootBall(base.re, den, precision + 8)
      return real(root && powerBall(root, num, precision))
    }
    return undefined
  }
  if (sign < 0 && isEven(den)) return principal ? rationalPowerComplex(base, exponent, precision) : 'nowhere'
  const power = positivePower(sign < 0 ? negateBall(base.re) : base.re, exponent, precision, place.budget)
  return real(power && sign < 0 && !isEven(num) ? negateBall(power) : power)
}
const real = (re: Ball | undefined): Value | undefined => re && complexFromReal(re)
const positivePower = (base: Ball, exponent: Rational, precision: number, budget: Budget): Ball | undefined => {
  const { num, den } = exponent
  // A root is one of an integer that is as many times as long.
  budget.spend(20 + 3 * ballSteps(typeof den === 'number' && den > 2 && den <= maxRootDegree ? den * precision : precision))
  if (typeof den === 'number' && den <= maxRootDegree) {
    const root = rootBall(base, den, precision + 8)
    return root && powerBall(root, num, precision)
  }
  const log = logBall(base, precision + 16)
  return log && expBall(multiplyBalls(log, ballFromRational(exponent, precision + 16), precision + 16), precision)
}

/** A number between 1 and 3 that looks like no other. */
export const madeUp = (text: string, precision: number): Ball =>
  ballFromRational({ num: (hashText(text) % 999_983) + 1_000_003, den: 1_000_003 }, precision)

/** Longer sums are not added up; shorter ones still spend their steps. */
const longestSum = 20_000
/** Of each term, beside those of its value. */
const termSteps = 20

const evaluateBound = (term: BoundTerm, place: Place): Evaluated => {
  if (term.operator === 'integral')
    return integralBall(term, place) ?? (place.estimates === true ? estimatedIntegral(term, place) : undefined)
  if ((term.operator !== 'sum' && term.operator !== 'product') || term.lower === undefined || term.upper === undefined) return undefined
  if (term.upper.key === '#+infinity') return place.estimates === true ? estimatedSeries(term, place) : undefined
  const lower = exactValue(term.lower, place.values, place.budget)
  const upper = exactValue(term.upper, place.values, place.budget)
  if (lower === 'nowhere' || upper === 'nowhere') return 'nowhere'
  if (lower === undefined || upper === undefined || !isInteger(lower) || !isInteger(upper)) return undefined
  const from = Number(lower.num)
  const to = Number(upper.num)
  if (to - from > longestSum) return undefined
  let total: Value = term.operator === 'sum' ? zeroComplex : oneComplex
  for (let k = from; k <= to; k++) {
    place.budget.spend(termSteps)
    const value = evaluate(term.body, { ...place, values: new Map([...place.values, [term.variable.key, { num: k, den: 1 }]]) })
    if (value === undefined || value === 'nowhere') return value
    total = term.operator === 'sum' ? addComplex(total, value, place.precision) : multiplyComplex(total, value, place.precision)
  }
  return total
}

/* ------------------------------------------------------------ what values prove */

/** The two numbers are certainly different. */
export const valuesDiffer = (a: Value, b: Value): boolean => certainlyDifferComplex(a, b)

const noValues: ReadonlyMap<string, Rational> = new Map()

/** Steps that a sign or a floor inside a constructor may take. */
const innerSteps = 60_000

/** The value of a constant; `undefined` also when it costs too much. */
export const constantValue = (term: Term, precision: number, budget: Budget): Evaluated =>
  evaluate(term, { values: noValues, precision, budget })

/** What costs more than a few steps is left unknown. */
export const withinSteps = <T>(run: (budget: Budget) => T): T | undefined => {
  try {
    return run(new Budget(innerSteps))
  } catch (cause) {
    if (cause instanceof Exhausted) return undefined
    throw cause
  }
}

/** The sign of a real constant that is not zero, as far as 256 bits tell. */
export const signByEvaluation = (term: Term): -1 | 0 | 1 | undefined =>
  withinSteps(budget => {
    for (const precision of [64, 256]) {
      const value = constantValue(term, precision, budget)
      if (value === 'nowhere' || (value !== undefined && !containsZero(value.im))) return undefined
      const sign = value === undefined || !isRealBall(value) ? undefined : signOfBall(value.re)
      if (sign !== undefined) return sign
    }
    return undefined
  })

/** The floor of a real constant that is not too near an integer. */
export const floorByEvaluation = (term: Term): Integer | undefined =>
  withinSteps(budget => {
    for (const precision of [64, 256]) {
      const value = constantValue(term, precision, budget)
      if (value === 'nowhere' || (value !== undefined && !isRealBall(value))) return undefined
      const floor = value === undefined ? undefined : floorOfBall(value.re)
      if (floor !== undefined) return floor
    }
    return undefined
  })
