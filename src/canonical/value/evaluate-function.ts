import {
  type Ball,
  ballFromInteger,
  ballFromRational,
  ballSteps,
  certainlyNegative,
  certainlyPositive,
  compareBalls,
  divideBalls,
  floorOfBall,
  multiplyBalls,
  oneBall,
  scaleBall,
  signOfBall,
  sqrtBall,
  subtractBalls,
  upperMagnitude,
} from '../../exact/ball.ts'
import {
  absoluteComplex,
  argumentOf,
  complexFromReal,
  conjugateComplex,
  cosComplex,
  isRealBall,
  logComplex,
  sinComplex,
  zeroComplex,
} from '../../exact/complex-ball.ts'
import {
  atanBall,
  cosBall,
  elementarySteps,
  expBall,
  largestAngle,
  largestExponentBits,
  logBall,
  piBall,
  sinBall,
} from '../../exact/elementary.ts'
import { factorial, gammaBall, logFactorialBall } from '../../exact/factorial.ts'
import { bitLength } from '../../exact/integer.ts'
import { add, floorOf, isInteger, ONE, type Rational, rationalToText, subtract as subtractRationals } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { type Evaluated, evaluate, madeUp, type Place, type Value } from './evaluate.ts'
import { exactValue } from './exact-value.ts'
import { isConstantTerm, knownFunctions } from '../term/property.ts'
import type { ApplyTerm, Term } from '../term/term.ts'

/** Rigorous values of functions, part of `evaluate.ts`. */

const real = (re: Ball | undefined): Value | undefined => re && complexFromReal(re)

export const evaluateFunction = (term: ApplyTerm, place: Place): Evaluated => {
  const { name, arguments: args } = term
  const { precision, budget } = place
  if (name !== 'abs') budget.spend(elementarySteps(precision))
  if (!knownFunctions.has(name)) return unknownFunction(name, args, place)
  const values: Value[] = []
  for (const part of args) {
    const value = evaluate(part, place)
    if (value === undefined || value === 'nowhere') return value
    values.push(value)
  }
  const [a] = values
  const [first, second] = args
  if (a === undefined || first === undefined) return undefined
  const isReal = isRealBall(a)
  switch (name) {
    case 'sin':
      return isReal ? complexFromReal(sinBall(angleOf(first, a.re, place), precision)) : sinComplex(a, precision)
    case 'cos':
      return isReal ? complexFromReal(cosBall(angleOf(first, a.re, place), precision)) : cosComplex(a, precision)
    case 'ln':
      if (isReal) {
        if (certainlyPositive(a.re)) return real(logBall(a.re, precision))
        if (a.re.man === 0n && a.re.rad === 0n) return 'nowhere'
        if (!certainlyNegative(a.re)) return undefined
        if (place.complex !== true && !isConstantTerm(first)) return 'nowhere'
      }
      return logComplex(a, precision)
    case 'arctan':
      return isReal ? complexFromReal(atanBall(a.re, precision)) : undefined
    case 'arccot':
      // For negative arguments the books disagree.
      if (!isReal || !certainlyPositive(a.re)) return undefined
      return complexFromReal(subtractBalls(scaleBall(piBall(precision + 4), -1), atanBall(a.re, precision + 4), precision))
    case 'arcsin': {
      if (!isReal) return undefined
      const room = subtractBalls(oneBall, multiplyBalls(a.re, a.re, precision + 8), precision + 8)
      if (certainlyNegative(room)) return 'nowhere'
      if (!certainlyPositive(room)) return undefined
      const root = sqrtBall(room, precision + 4)
      const slope = root && divideBalls(a.re, root, precision + 4)
      return real(slope && atanBall(slope, precision))
    }
    case 'abs':
      return complexFromReal(absoluteComplex(a, precision))
    case 'sign': {
      const sign = isReal ? signOfBall(a.re) : undefined
      return sign === undefined ? undefined : complexFromReal(ballFromInteger(sign, precision))
    }
    case 'floor': {
      const exact = exactValue(first, place.values, budget)
      const floor = exact !== undefined && exact !== 'nowhere' ? floorOf(exact) : isReal ? floorOfBall(a.re) : undefined
      return floor === undefined ? undefined : complexFromReal(ballFromInteger(floor, precision))
    }
    case 're':
      return complexFromReal(a.re)
    case 'im':
      return complexFromReal(a.im)
    case 'conjugate':
      return conjugateComplex(a)
    case 'arg':
      return real(argumentOf(a, precision))
    case 'factorial':
      return factorialValue(exactValue(first, place.values, budget), isReal ? a.re : undefined, precision, budget)
    case 'binomial':
      return second === undefined ? undefined : binomialValue(first, second, place)
    case 'max':
    case 'min':
      return extreme(name as 'max' | 'min', values)
    default: {
      const exact = exactValue(term, place.values, budget)
      return exact === undefined || exact === 'nowhere' ? exact : complexFromReal(ballFromRational(exact, precision))
    }
  }
}

/** What an angle has before the point is taken away: it costs as many bits more, and where they are known they are used. */
const angleOf = (term: Term, angle: Ball, { precision, budget, values }: Place): Ball => {
  const whole = upperMagnitude(angle)
  if (whole < 16 || whole > largestAngle) return angle
  budget.spend(elementarySteps(precision + whole) - elementarySteps(precision))
  if (angle.rad === 0n) return angle
  const exact = exactValue(term, values, budget)
  return exact === undefined || exact === 'nowhere' ? angle : ballFromRational(exact, precision + whole)
}

const unknownFunction = (name: string, args: readonly Term[], place: Place): Evaluated => {
  let text = name
  for (const part of args) {
    const exact = exactValue(part, place.values, place.budget)
    if (exact === 'nowhere') return exact
    if (exact === undefined) {
      if (!isConstantTerm(part)) return undefined
      text += ` ${part.key}`
    } else text += ` ${rationalToText(exact)}`
  }
  return complexFromReal(madeUp(text, place.precision))
}

const extreme = (name: 'max' | 'min', values: readonly Value[]): Value | undefined => {
  let best = values[0]
  for (const other of values.slice(1)) {
    if (best === undefined || !isRealBall(best) || !isRealBall(other)) return undefined
    const order = compareBalls(other.re, best.re)
    if (order === undefined) return undefined
    if (name === 'max' ? order > 0 : order < 0) best = other
  }
  return best
}

/** `x!`: of a small natural number as it stands, of a large one by its logarithm, of others as Γ(x + 1). */
const factorialValue = (exact: Rational | 'nowhere' | undefined, x: Ball | undefined, precision: number, budget: Budget): Evaluated => {
  if (exact === 'nowhere') return exact
  if (exact !== undefined && isInteger(exact)) {
    if (exact.num < 0) return 'nowhere'
    // What the exponential does not reach is not asked for; the logarithm needs as many bits more as the result is large.
    if (bitLength(exact.num) > largestExponentBits) return undefined
    const small = exact.num > 60 ? undefined : factorial(exact.num)
    budget.spend(small === undefined ? 4 * elementarySteps(precision) : ballSteps(precision))
    if (small !== undefined) return complexFromReal(ballFromInteger(small, precision))
    const log = logFactorialBall(exact.num, precision + 64)
    return real(log && expBall(log, precision))
  }
  budget.spend(4 * elementarySteps(precision))
  const argument = exact === undefined ? x : ballFromRational(add(exact, ONE), precision + 16)
  if (argument === undefined) return undefined
  return real(gammaBall(exact === undefined ? subtractBalls(argument, { man: -1n, rad: 0n, exp: 0 }, precision + 16) : argument, precision))
}

const binomialValue = (top: Term, bottom: Term, place: Place): Evaluated => {
  const { precision, budget } = place
  const n = exactValue(top, place.values, budget)
  const k = exactValue(bottom, place.values, budget)
  if (n === undefined || k === undefined || n === 'nowhere' || k === 'nowhere' || !isInteger(n) || !isInteger(k)) return undefined
  if (k.num < 0 || n.num < 0) return undefined
  if (k.num > n.num) return zeroComplex
  const above = factorialValue(n, undefined, precision + 8, budget)
  if (above === undefined || above === 'nowhere') return undefined
  const left = factorialValue(k, undefined, precision + 8, budget)
  const right = factorialValue(subtractRationals(n, k), undefined, precision + 8, budget)
  if (left === undefined || right === undefined || left === 'nowhere' || right === 'nowhere') return undefined
  return real(divideBalls(above.re, multiplyBalls(left.re, right.re, precision + 8), precision))
}
