/**
 * Constants that are linear in logarithms or in arctangents of algebraic numbers.
 *
 * `Σ n_j·\ln α_j = 0` with integers n_j and positive α_j says that `Π α_j^{n_j} = 1`. `Σ n_j·\arctan α_j + mπ = 0` says that
 * `Π (1 + iα_j)^{n_j}·e^{iπm}` is a positive number, and that the sum is nearer to 0 than 2π. Both right-hand sides are
 * statements about algebraic numbers, which `zero.ts` decides.
 */
import { certainlyPositive, upperMagnitude } from '../../exact/ball.ts'
import { lcmIntegers } from '../../exact/integer.ts'
import { multiply as multiplyRationals, type Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { power, product, quotient, squareRoot, subtractTerms, sum } from '../term/build.ts'
import { constantValue } from '../value/evaluate.ts'
import { apply } from '../term/functions.ts'
import { constant, imaginary, integer, one, pi, zero } from '../term/node.ts'
import { Frame, toRationalFunction } from '../normal/normal.ts'
import { signOfConstant } from '../term/property.ts'
import type { Term } from '../term/term.ts'
import { unitRoot } from '../term/trigonometry.ts'
import { parts } from '../term/walk.ts'
import { algebraicZero } from '../value/zero.ts'

/** Larger multiples make the products too long. */
const largestMultiple = 200

const holdsLogarithmOrAngle = (term: Term): boolean =>
  term.key === pi.key || (term.type === 'apply' && kernelNames.has(term.name)) || parts(term).some(holdsLogarithmOrAngle)
const kernelNames: ReadonlySet<string> = new Set(['ln', 'arctan', 'arcsin'])

/** Whether a constant is zero, if it is such a sum; `undefined` otherwise. */
export const linearFormZero = (term: Term, budget: Budget): boolean | undefined => {
  if (!holdsLogarithmOrAngle(term)) return undefined
  const frame = new Frame()
  const value = toRationalFunction(term, budget, frame)
  if (value === undefined) return undefined
  const summands: { kernel: Term; times: Rational }[] = []
  for (const [key, times] of value.numerator.terms) {
    const index = key.length - 1
    if (index < 0 || key.charCodeAt(index) !== 1 || /[^\0]/.test(key.slice(0, index))) return undefined
    summands.push({ kernel: frame.kernels[index]?.term ?? zero, times })
  }
  let common: number | bigint = 1
  for (const part of summands) common = lcmIntegers(common, part.times.den)
  const scaled = summands.map(part => ({ kernel: part.kernel, times: multiplyRationals(part.times, { num: common, den: 1 }).num }))
  if (scaled.length === 0 || scaled.some(part => typeof part.times !== 'number' || Math.abs(part.times) > largestMultiple)) return undefined
  const multiples = scaled as { kernel: Term; times: number }[]

  if (multiples.every(part => part.kernel.type === 'apply' && part.kernel.name === 'ln')) {
    const factors: Term[] = []
    for (const { kernel, times } of multiples) {
      const argument = kernel.type === 'apply' ? (kernel.arguments[0] as Term) : zero
      if (signOfConstant(argument) !== 1) return undefined
      factors.push(power(argument, integer(times)))
    }
    return algebraicZero(subtractTerms(product(factors), one), budget)
  }

  const factors: Term[] = []
  let angles = 0
  for (const { kernel, times } of multiples) {
    if (kernel.key === pi.key) {
      factors.push(unitRoot({ num: times, den: 1 }))
      continue
    }
    if (kernel.type !== 'apply' || (kernel.name !== 'arctan' && kernel.name !== 'arcsin')) return undefined
    const argument = kernel.arguments[0] as Term
    const slope = kernel.name === 'arctan' ? argument : quotient(argument, squareRoot(subtractTerms(one, power(argument, integer(2)))))
    factors.push(power(sum([one, product([imaginary, slope])]), integer(times)))
    angles++
  }
  if (angles === 0) return undefined
  // The scaled sum must be smaller than π in absolute value.
  const size = constantValue(product([constant({ num: common, den: 1 }), term]), 64, budget)
  if (size === undefined || size === 'nowhere' || upperMagnitude(size.re) > 1) return undefined
  const direction = product(factors)
  const conjugate = apply('conjugate', [direction])
  if (conjugate.type === 'apply') return undefined
  const real = algebraicZero(subtractTerms(direction, conjugate), budget)
  if (real !== true) return real === false ? false : undefined
  const front = constantValue(direction, 64, budget)
  return front !== undefined && front !== 'nowhere' && certainlyPositive(front.re) ? true : undefined
}
