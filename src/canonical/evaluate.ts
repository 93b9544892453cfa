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
  absoluteBall,
  addBalls,
  type Ball,
  ballFromInteger,
  ballFromRational,
  ballSteps,
  certainlyDiffer,
  certainlyNegative,
  certainlyNonNegative,
  certainlyPositive,
  containsZero,
  divideBalls,
  floorOfBall,
  multiplyBalls,
  negateBall,
  oneBall,
  powerBall,
  rootBall,
  signOfBall,
  sqrtBall,
  subtractBalls,
  widenBall,
  zeroBall,
  maxRootDegree,
  compareBalls,
  scaleBall,
} from '../exact/ball.ts'
import { atanBall, cosBall, eBall, elementarySteps, expBall, logBall, piBall, sinBall } from '../exact/elementary.ts'
import { type Integer, isEven, multiplyIntegers } from '../exact/integer.ts'
import { hashText } from '../exact/points.ts'
import { floorOf, isInteger, type Rational, rationalToText, subtract as subtractRationals } from '../exact/rational.ts'
import { Budget, Exhausted } from '../limits/budget.ts'
import { exactValue } from './exact-value.ts'
import { isConstantTerm, knownFunctions } from './property.ts'
import type { BoundTerm, PowerTerm, Term } from './term.ts'

/** A number: real when `im` is absent. */
export interface Value {
  readonly re: Ball
  readonly im?: Ball
}
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
}

export const evaluate = (term: Term, place: Place): Evaluated => {
  const { precision, budget } = place
  budget.spend(ballSteps(precision))
  switch (term.type) {
    case 'constant':
      return { re: ballFromRational(term.value, precision) }
    case 'named':
      switch (term.name) {
        case 'pi':
          return { re: piBall(precision) }
        case 'e':
          return { re: eBall(precision) }
        case 'i':
          return { re: zeroBall, im: oneBall }
        default:
          return 'nowhere'
      }
    case 'variable': {
      const value = place.values.get(term.key)
      return value === undefined ? place.complexValues?.get(term.key) : { re: ballFromRational(value, precision) }
    }
    case 'atom':
      return { re: madeUp(term.key, precision) }
    case 'undefined':
      return 'nowhere'
    case 'sum': {
      let total: Value = { re: zeroBall }
      let unknown = false
      for (const part of term.terms) {
        const value = evaluate(part, place)
        if (value === 'nowhere') return value
        if (value === undefined) unknown = true
        else if (!unknown) total = addValues(total, value, precision + 8)
      }
      return unknown ? undefined : total
    }
    case 'product': {
      let total: Value = { re: ballFromRational(term.coefficient, precision) }
      let unknown = false
      for (const part of term.factors) {
        const value = evaluate(part, place)
        if (value === 'nowhere') return value
        if (value === undefined) unknown = true
        else if (!unknown) total = multiplyValues(total, value, precision)
      }
      return unknown ? undefined : total
    }
    case 'power':
      return evaluatePower(term, place)
    case 'apply':
      return evaluateApply(term.name, term.arguments, term.key, place)
    case 'bound':
      return evaluateBound(term, place)
  }
}

/* ------------------------------------------------------------ complex arithmetic */

const isRealValue = (value: Value): boolean => value.im === undefined || (value.im.man === 0n && value.im.rad === 0n)
const make = (re: Ball, im: Ball | undefined): Value => (im === undefined || (im.man === 0n && im.rad === 0n) ? { re } : { re, im })

export const addValues = (a: Value, b: Value, precision: number): Value => {
  const re = addBalls(a.re, b.re, precision)
  if (a.im === undefined && b.im === undefined) return { re }
  return make(re, addBalls(a.im ?? zeroBall, b.im ?? zeroBall, precision))
}
export const negateValue = (a: Value): Value =>
  a.im === undefined ? { re: negateBall(a.re) } : { re: negateBall(a.re), im: negateBall(a.im) }
export const multiplyValues = (a: Value, b: Value, precision: number): Value => {
  if (a.im === undefined && b.im === undefined) return { re: multiplyBalls(a.re, b.re, precision) }
  const ai = a.im ?? zeroBall
  const bi = b.im ?? zeroBall
  const re = subtractBalls(multiplyBalls(a.re, b.re, precision + 4), multiplyBalls(ai, bi, precision + 4), precision)
  return make(re, addBalls(multiplyBalls(a.re, bi, precision + 4), multiplyBalls(ai, b.re, precision + 4), precision))
}
const normOf = (a: Value, precision: number): Ball =>
  a.im === undefined
    ? multiplyBalls(a.re, a.re, precision)
    : addBalls(powerBall(a.re, 2, precision) ?? zeroBall, powerBall(a.im, 2, precision) ?? zeroBall, precision)
const invertValue = (a: Value, precision: number): Evaluated => {
  if (a.im === undefined) {
    if (a.re.man === 0n && a.re.rad === 0n) return 'nowhere'
    const re = divideBalls(oneBall, a.re, precision)
    return re && { re }
  }
  const norm = normOf(a, precision + 4)
  const re = divideBalls(a.re, norm, precision)
  const im = divideBalls(negateBall(a.im), norm, precision)
  return re && im && make(re, im)
}
const absoluteValue = (a: Value, precision: number): Ball | undefined =>
  a.im === undefined ? absoluteBall(a.re) : sqrtBall(normOf(a, precision + 4), precision)
/** The argument in (-π, π]; `undefined` where the cut is too near. */
const argumentValue = (a: Value, precision: number): Ball | undefined => {
  if (a.im === undefined) {
    if (certainlyPositive(a.re)) return zeroBall
    return certainlyNegative(a.re) ? piBall(precision) : undefined
  }
  const half = scaleBall(piBall(precision + 4), -1)
  if (certainlyPositive(a.re)) {
    const slope = divideBalls(a.im, a.re, precision + 4)
    return slope && atanBall(slope, precision)
  }
  const slope = divideBalls(a.re, a.im, precision + 4)
  const angle = slope && atanBall(slope, precision)
  if (angle === undefined) return undefined
  if (certainlyPositive(a.im)) return subtractBalls(half, angle, precision)
  return certainlyNegative(a.im) ? negateBall(addBalls(half, angle, precision)) : undefined
}
/** The principal logarithm of a complex number. */
const logarithmValue = (a: Value, precision: number): Value | undefined => {
  const size = absoluteValue(a, precision + 4)
  const re = size === undefined || !certainlyPositive(size) ? undefined : logBall(size, precision)
  const im = argumentValue(a, precision)
  return re && im && make(re, im)
}
const exponentialValue = (a: Value, precision: number): Value | undefined => {
  const size = expBall(a.re, precision + 4)
  if (size === undefined) return undefined
  if (a.im === undefined) return { re: size }
  const cos = cosBall(a.im, precision + 4)
  const sin = sinBall(a.im, precision + 4)
  return cos && sin && make(multiplyBalls(size, cos, precision), multiplyBalls(size, sin, precision))
}
const powerValue = (a: Value, exponent: Integer, precision: number): Evaluated => {
  if (a.im === undefined) {
    if (exponent < 0 && a.re.man === 0n && a.re.rad === 0n) return 'nowhere'
    const re = powerBall(a.re, exponent, precision)
    return re && { re }
  }
  if (typeof exponent !== 'number' || Math.abs(exponent) > 100_000) return undefined
  let result: Value = { re: oneBall }
  let square: Value = a
  const work = precision + 40
  for (let left = Math.abs(exponent); left > 0; ) {
    if (left % 2 === 1) result = multiplyValues(result, square, work)
    left = (left - (left % 2)) / 2
    if (left > 0) square = multiplyValues(square, square, work)
  }
  return exponent < 0 ? invertValue(result, precision) : result
}

/* ------------------------------------------------------------ powers */

const evaluatePower = (term: PowerTerm, place: Place): Evaluated => {
  const { precision, budget } = place
  if (term.base.type === 'named' && term.base.name === 'e') {
    budget.spend(elementarySteps(precision))
    const exponent = evaluate(term.exponent, place)
    return exponent === undefined || exponent === 'nowhere' ? exponent : exponentialValue(exponent, precision)
  }
  const base = evaluate(term.base, place)
  if (base === undefined || base === 'nowhere') return base
  const constantExponent = term.exponent.type === 'constant' ? term.exponent.value : undefined
  if (constantExponent !== undefined) {
    if (isInteger(constantExponent)) return powerValue(base, constantExponent.num, precision)
    budget.spend(4 * ballSteps(precision))
    return rationalPower(base, constantExponent, place, place.complex === true || isConstantTerm(term.base))
  }
  const exponent = evaluate(term.exponent, place)
  if (exponent === undefined || exponent === 'nowhere') return exponent
  budget.spend(2 * elementarySteps(precision))
  if (isRealValue(base)) {
    if (certainlyPositive(base.re)) {
      const log = logBall(base.re, precision + 8)
      return log && exponentialValue(multiplyValues({ re: log }, exponent, precision + 8), precision)
    }
    // Only whole powers of a negative number are real.
    const exact = exactValue(term.exponent, place.values, budget)
    if (exact !== undefined && exact !== 'nowhere' && isInteger(exact)) return powerValue(base, exact.num, precision)
    if (certainlyNegative(base.re) && place.complex !== true && !isConstantTerm(term)) return exact === undefined ? undefined : 'nowhere'
  }
  if (containsZero(base.re) && (base.im === undefined || containsZero(base.im))) return undefined
  const log = logarithmValue(base, precision + 8)
  return log && exponentialValue(multiplyValues(log, exponent, precision + 8), precision)
}

const rationalPower = (base: Value, exponent: Rational, place: Place, principal: boolean): Evaluated => {
  const { precision } = place
  const { num, den } = exponent
  if (!isRealValue(base)) {
    const log = logarithmValue(base, precision + 8)
    return log && exponentialValue(multiplyValues(log, { re: ballFromRational(exponent, precision + 8) }, precision + 8), precision)
  }
  const sign = signOfBall(base.re)
  if (sign === 0) return num > 0 ? { re: zeroBall } : 'nowhere'
  if (sign === undefined) {
    // Around zero only odd roots and roots of what is not negative stay defined.
    if (num > 0 && typeof den === 'number' && den <= maxRootDegree && (!isEven(den) || certainlyNonNegative(base.re))) {
      const root = rootBall(base.re, den, precision + 8)
      const re = root && powerBall(root, num, precision)
      return re && { re }
    }
    return undefined
  }
  const size = sign < 0 ? negateBall(base.re) : base.re
  const positive = positivePower(size, exponent, precision)
  if (positive === undefined) return undefined
  if (sign > 0) return { re: positive }
  if (!isEven(den)) return { re: isEven(num) ? positive : negateBall(positive) }
  if (!principal) return 'nowhere'
  const turn = multiplyBalls(ballFromRational(exponent, precision + 8), piBall(precision + 8), precision + 8)
  const cos = cosBall(turn, precision + 4)
  const sin = sinBall(turn, precision + 4)
  if (cos === undefined || sin === undefined) return undefined
  const exactCosine = den === 2 ? zeroBall : cos
  return make(multiplyBalls(positive, exactCosine, precision), multiplyBalls(positive, sin, precision))
}
const positivePower = (base: Ball, exponent: Rational, precision: number): Ball | undefined => {
  const { num, den } = exponent
  if (typeof den === 'number' && den <= maxRootDegree) {
    const root = rootBall(base, den, precision + 8)
    return root && powerBall(root, num, precision)
  }
  const log = logBall(base, precision + 16)
  return log && expBall(multiplyBalls(log, ballFromRational(exponent, precision + 16), precision + 16), precision)
}

/* ------------------------------------------------------------ functions */

const evaluateApply = (name: string, args: readonly Term[], key: string, place: Place): Evaluated => {
  const { precision, budget } = place
  if (name !== 'abs') budget.spend(elementarySteps(precision))
  if (!knownFunctions.has(name)) {
    let text = name
    for (const part of args) {
      const exact = exactValue(part, place.values, budget)
      if (exact === 'nowhere') return exact
      if (exact === undefined) {
        if (!isConstantTerm(part)) return undefined
        text += ` ${part.key}`
      } else text += ` ${rationalToText(exact)}`
    }
    return { re: madeUp(text, precision) }
  }
  const values: Value[] = []
  for (const part of args) {
    const value = evaluate(part, place)
    if (value === undefined || value === 'nowhere') return value
    values.push(value)
  }
  const [a, b] = values
  if (a === undefined) return undefined
  const real = isRealValue(a)
  switch (name) {
    case 'sin':
    case 'cos': {
      if (real) {
        const re = name === 'sin' ? sinBall(a.re, precision) : cosBall(a.re, precision)
        return re && { re }
      }
      // e^{iz} and e^{-iz}
      const turned: Value = { re: negateBall(a.im ?? zeroBall), im: a.re }
      const up = exponentialValue(turned, precision + 4)
      const down = exponentialValue(negateValue(turned), precision + 4)
      if (up === undefined || down === undefined) return undefined
      const total = addValues(up, name === 'cos' ? down : negateValue(down), precision)
      const halfRe = scaleBall(total.re, -1)
      const halfIm = scaleBall(total.im ?? zeroBall, -1)
      return name === 'cos' ? make(halfRe, halfIm) : make(halfIm, negateBall(halfRe))
    }
    case 'ln': {
      if (real) {
        if (certainlyPositive(a.re)) {
          const re = logBall(a.re, precision)
          return re && { re }
        }
        if (a.re.man === 0n && a.re.rad === 0n) return 'nowhere'
        if (!certainlyNegative(a.re)) return undefined
        if (place.complex !== true && !isConstantTerm(args[0] as Term)) return 'nowhere'
      }
      return logarithmValue(a, precision)
    }
    case 'arctan': {
      if (!real) return undefined
      const re = atanBall(a.re, precision)
      return re && { re }
    }
    case 'arccot': {
      if (!real || !certainlyPositive(a.re)) return undefined
      return { re: subtractBalls(scaleBall(piBall(precision + 4), -1), atanBall(a.re, precision + 4), precision) }
    }
    case 'arcsin': {
      if (!real) return undefined
      const room = subtractBalls(oneBall, multiplyBalls(a.re, a.re, precision + 8), precision + 8)
      if (certainlyNegative(room)) return 'nowhere'
      if (!certainlyPositive(room)) return undefined
      const root = sqrtBall(room, precision + 4)
      const slope = root && divideBalls(a.re, root, precision + 4)
      const re = slope && atanBall(slope, precision)
      return re && { re }
    }
    case 'abs': {
      const re = absoluteValue(a, precision)
      return re && { re }
    }
    case 'sign': {
      const sign = real ? signOfBall(a.re) : undefined
      return sign === undefined ? undefined : { re: ballFromInteger(sign, precision) }
    }
    case 'floor': {
      const exact = exactValue(args[0] as Term, place.values, budget)
      if (exact !== undefined && exact !== 'nowhere') return { re: ballFromInteger(floorOf(exact), precision) }
      const floor = real ? floorOfBall(a.re) : undefined
      return floor === undefined ? undefined : { re: ballFromInteger(floor, precision) }
    }
    case 're':
      return { re: a.re }
    case 'im':
      return { re: a.im ?? zeroBall }
    case 'conjugate':
      return make(a.re, a.im === undefined ? undefined : negateBall(a.im))
    case 'arg': {
      const re = argumentValue(a, precision)
      return re && { re }
    }
    case 'factorial': {
      const exact = exactValue(args[0] as Term, place.values, budget)
      if (exact === undefined || exact === 'nowhere') return exact
      return factorialValue(exact, precision, budget)
    }
    case 'max':
    case 'min': {
      let best = a
      for (const other of values.slice(1)) {
        if (!isRealValue(best) || !isRealValue(other)) return undefined
        const order = compareBalls(other.re, best.re)
        if (order === undefined) return undefined
        if (name === 'max' ? order > 0 : order < 0) best = other
      }
      return best
    }
    case 'binomial': {
      if (b === undefined) return undefined
      const n = exactValue(args[0] as Term, place.values, budget)
      const k = exactValue(args[1] as Term, place.values, budget)
      if (n === undefined || k === undefined || n === 'nowhere' || k === 'nowhere' || !isInteger(n) || !isInteger(k)) return undefined
      if (k.num < 0 || n.num < 0) return undefined
      if (k.num > n.num) return { re: zeroBall }
      const above = factorialValue(n, precision + 8, budget)
      const left = factorialValue(k, precision + 8, budget)
      const right = factorialValue(subtractRationals(n, k), precision + 8, budget)
      if (
        above === undefined ||
        left === undefined ||
        right === undefined ||
        above === 'nowhere' ||
        left === 'nowhere' ||
        right === 'nowhere'
      )
        return undefined
      const re = divideBalls(above.re, multiplyBalls(left.re, right.re, precision + 8), precision)
      return re && { re }
    }
    default: {
      const exact = exactValue({ type: 'apply', key, name, arguments: args }, place.values, budget)
      return exact === undefined || exact === 'nowhere' ? exact : { re: ballFromRational(exact, precision) }
    }
  }
}

/** `n!`, by multiplication or by Stirling's formula: `\ln n! = n\ln n - n + \frac12\ln 2πn + θ/(12n)` with 0 < θ < 1. */
const factorialValue = (n: Rational, precision: number, budget: Budget): Evaluated => {
  if (!isInteger(n)) return undefined
  if (n.num < 0) return 'nowhere'
  if (n.num <= 20_000) {
    let product: Integer = 1
    const total = Number(n.num)
    budget.spend(total)
    let result = oneBall
    for (let k = 2; k <= total; k++) {
      product = multiplyIntegers(product, k)
      if (typeof product === 'bigint' || k === total) {
        result = multiplyBalls(result, ballFromInteger(product, precision + 20), precision + 20)
        product = 1
      }
    }
    return { re: result }
  }
  const log = logarithmOfFactorial(n.num, precision)
  const re = log && expBall(log, precision)
  return re && { re }
}
const logarithmOfFactorial = (n: Integer, precision: number): Ball | undefined => {
  const work = precision + 16
  const value = ballFromInteger(n, work)
  const log = logBall(value, work)
  const root = log && logBall(multiplyBalls(scaleBall(piBall(work), 1), value, work), work)
  const inverse = divideBalls(oneBall, multiplyBalls(ballFromInteger(24, work), value, work), work)
  if (log === undefined || root === undefined || inverse === undefined) return undefined
  const main = addBalls(subtractBalls(multiplyBalls(value, log, work), value, work), scaleBall(root, -1), work)
  // θ/(12n) lies in 1/(24n) ± 1/(24n).
  const wide = addBalls(main, inverse, work)
  return widenBall(wide, (inverse.man < 0n ? -inverse.man : inverse.man) + inverse.rad, inverse.exp, precision)
}

/** A number between 1 and 3 that looks like no other. */
const madeUp = (text: string, precision: number): Ball =>
  ballFromRational({ num: (hashText(text) % 999_983) + 1_000_003, den: 1_000_003 }, precision)

/** Longer sums are not added up; shorter ones still spend their steps. */
const longestSum = 20_000

const evaluateBound = (term: BoundTerm, place: Place): Evaluated => {
  if ((term.operator !== 'sum' && term.operator !== 'product') || term.lower === undefined || term.upper === undefined) return undefined
  const lower = exactValue(term.lower, place.values, place.budget)
  const upper = exactValue(term.upper, place.values, place.budget)
  if (lower === 'nowhere' || upper === 'nowhere') return 'nowhere'
  if (lower === undefined || upper === undefined || !isInteger(lower) || !isInteger(upper)) return undefined
  const from = Number(lower.num)
  const to = Number(upper.num)
  if (to - from > longestSum) return undefined
  let total: Value = { re: term.operator === 'sum' ? zeroBall : oneBall }
  for (let k = from; k <= to; k++) {
    const value = evaluate(term.body, { ...place, values: new Map([...place.values, [term.variable.key, { num: k, den: 1 }]]) })
    if (value === undefined || value === 'nowhere') return value
    total = term.operator === 'sum' ? addValues(total, value, place.precision) : multiplyValues(total, value, place.precision)
  }
  return total
}

/* ------------------------------------------------------------ what values prove */

/** The two numbers are certainly different. */
export const valuesDiffer = (a: Value, b: Value): boolean =>
  certainlyDiffer(a.re, b.re) || (a.im === undefined && b.im === undefined ? false : certainlyDiffer(a.im ?? zeroBall, b.im ?? zeroBall))

const noValues: ReadonlyMap<string, Rational> = new Map()

/** Steps that a sign or a floor inside a constructor may take. */
const innerSteps = 60_000

/** The value of a constant; `undefined` also when it costs too much. */
export const constantValue = (term: Term, precision: number, budget: Budget): Evaluated =>
  evaluate(term, { values: noValues, precision, budget })

const withinSteps = <T>(run: (budget: Budget) => T): T | undefined => {
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
      if (value === 'nowhere' || (value?.im !== undefined && !containsZero(value.im))) return undefined
      const sign = value === undefined || value.im !== undefined ? undefined : signOfBall(value.re)
      if (sign !== undefined) return sign
    }
    return undefined
  })

/** The floor of a real constant that is not too near an integer. */
export const floorByEvaluation = (term: Term): Integer | undefined =>
  withinSteps(budget => {
    for (const precision of [64, 256]) {
      const value = constantValue(term, precision, budget)
      if (value === 'nowhere' || (value !== undefined && value.im !== undefined)) return undefined
      const floor = value === undefined ? undefined : floorOfBall(value.re)
      if (floor !== undefined) return floor
    }
    return undefined
  })
