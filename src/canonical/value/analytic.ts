/**
 * Values of a term over a whole region of the complex plane, only where it is analytic there.
 *
 * A region is a rectangle together with the real range inside it. A result means: the term, as a function of the one variable,
 * is analytic in the rectangle, agrees there with its values on the real range, and takes values in this ball only. Where an
 * absolute value, a sign or an odd root keeps its sign on the real range, it is continued from there. `undefined` where a
 * pole, a branch cut or a corner may lie in the region.
 */
import {
  type Ball,
  ballFromRational,
  ballSteps,
  certainlyNonNegative,
  certainlyPositive,
  containsZero,
  negateBall,
  scaleBall,
} from '../../exact/ball.ts'
import {
  addComplex,
  type ComplexBall,
  complexFromReal,
  cosComplex,
  divideComplex,
  expComplex,
  isRealBall,
  logComplex,
  multiplyComplex,
  negateComplex,
  oneComplex,
  powerComplex,
  sinComplex,
  sqrtComplex,
  subtractComplex,
  timesImaginary,
} from '../../exact/complex-ball.ts'
import { elementarySteps } from '../../exact/elementary.ts'
import { isEven } from '../../exact/integer.ts'
import { isInteger } from '../../exact/rational.ts'
import { evaluate, type Place } from './evaluate.ts'
import type { Term } from '../term/term.ts'
import { holds } from '../term/walk.ts'

/** The real range, and a rectangle around it. */
export interface Region {
  readonly line: Ball
  readonly box: ComplexBall
}

export const analyticOver = (term: Term, key: string, region: Region, place: Place): ComplexBall | undefined => {
  const { precision, budget } = place
  budget.spend(2 * ballSteps(precision))
  if (term.key === key) return region.box
  if (!holds(term, key)) {
    const value = evaluate(term, place)
    return value === 'nowhere' ? undefined : value
  }
  const over = (part: Term): ComplexBall | undefined => analyticOver(part, key, region, place)
  switch (term.type) {
    case 'sum':
    case 'product': {
      const isSum = term.type === 'sum'
      let total: ComplexBall | undefined
      for (const part of isSum ? term.terms : term.factors) {
        const value = over(part)
        if (value === undefined) return undefined
        total = total === undefined ? value : isSum ? addComplex(total, value, precision) : multiplyComplex(total, value, precision)
      }
      if (isSum || total === undefined) return total
      return multiplyComplex(total, complexFromReal(ballFromRational(term.coefficient, precision)), precision)
    }
    case 'power': {
      if (term.base.key === '#e') {
        const exponent = over(term.exponent)
        return exponent && expComplex(exponent, precision)
      }
      const base = over(term.base)
      if (base === undefined) return undefined
      if (term.exponent.type !== 'constant') {
        const exponent = over(term.exponent)
        const log = logarithm(base, precision)
        return exponent && log && expComplex(multiplyComplex(exponent, log, precision), precision)
      }
      const { value } = term.exponent
      if (isInteger(value)) return powerComplex(base, value.num, precision)
      budget.spend(elementarySteps(precision))
      const sign = offTheCut(base) ? 1 : isEven(value.den) ? undefined : signOnLine(term.base, key, region, place)
      if (sign === undefined) return undefined
      const log = logarithm(sign > 0 ? base : negateComplex(base), precision)
      const root = log && expComplex(multiplyComplex(log, complexFromReal(ballFromRational(value, precision)), precision), precision)
      return root && (sign < 0 && !isEven(value.num) ? negateComplex(root) : root)
    }
    case 'apply': {
      budget.spend(elementarySteps(precision))
      const [inner] = term.arguments
      if (inner === undefined || term.arguments.length !== 1) return undefined
      if (term.name === 'abs' || term.name === 'sign') {
        const sign = signOnLine(inner, key, region, place)
        if (sign === undefined) return undefined
        if (term.name === 'sign') return sign > 0 ? oneComplex : negateComplex(oneComplex)
        const value = over(inner)
        return value && (sign > 0 ? value : negateComplex(value))
      }
      const u = over(inner)
      if (u === undefined) return undefined
      switch (term.name) {
        case 'sin':
          return sinComplex(u, precision)
        case 'cos':
          return cosComplex(u, precision)
        case 'ln':
          return logarithm(u, precision)
        case 'arctan':
          return arctangent(u, precision)
        case 'arcsin': {
          // arctan(u/√(1-u²))
          const room = subtractComplex(oneComplex, multiplyComplex(u, u, precision), precision)
          if (!offTheCut(room)) return undefined
          const slope = divideComplex(u, sqrtComplex(room, precision), precision)
          return slope && arctangent(slope, precision)
        }
        default:
          return undefined
      }
    }
    default:
      return undefined
  }
}

/** No number of the ball is zero or on the negative real axis. */
const offTheCut = (z: ComplexBall): boolean => certainlyPositive(z.re) || !containsZero(z.im)

const logarithm = (z: ComplexBall, precision: number): ComplexBall | undefined => (offTheCut(z) ? logComplex(z, precision) : undefined)

/** (ln(1 + iz) - ln(1 - iz)) / 2i */
const arctangent = (z: ComplexBall, precision: number): ComplexBall | undefined => {
  const turned = timesImaginary(z)
  const a = logarithm(addComplex(oneComplex, turned, precision), precision)
  const b = logarithm(subtractComplex(oneComplex, turned, precision), precision)
  if (a === undefined || b === undefined) return undefined
  const difference = subtractComplex(a, b, precision)
  // (x + iy)/2i = y/2 - ix/2
  return { re: scaleBall(difference.im, -1), im: negateBall(scaleBall(difference.re, -1)) }
}

/** The sign that a term keeps on the real range. */
const signOnLine = (term: Term, key: string, region: Region, place: Place): -1 | 1 | undefined => {
  const value = analyticOver(term, key, { line: region.line, box: complexFromReal(region.line) }, place)
  if (value === undefined || !isRealBall(value)) return undefined
  if (certainlyPositive(value.re)) return 1
  if (certainlyPositive(negateBall(value.re))) return -1
  // A range that only touches zero with one end keeps its sign as well.
  return certainlyNonNegative(value.re) ? 1 : certainlyNonNegative(negateBall(value.re)) ? -1 : undefined
}
