/**
 * Sums of logarithms that are equal because products are:
 *
 *     \frac12\ln\left|\frac{1+\sin x}{1-\sin x}\right| = \ln|\sec x+\tan x|     for     \frac{(1+\sin x)^2}{(1-\sin x)^2} = (\sec x+\tan x)^4
 *
 * Wherever all logarithms are defined, `\sum c_i \ln u_i` is 0 exactly when `\prod u_i^{2Nc_i}` is 1, for a common denominator N
 * of the numbers c_i: even powers do not see bars. What is no logarithm has to cancel by itself.
 */
import { absoluteInteger, type Integer, lcmIntegers } from '../../exact/integer.ts'
import { multiply, type Rational, rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { power, product, subtractTerms, sum } from '../term/build.ts'
import { type Ground, proof } from './ground.ts'
import { constant, isZero, one, splitCoefficient, zero } from '../term/node.ts'
import { sameNormalForm } from '../normal/normal.ts'
import { isReal } from '../term/property.ts'
import type { Term } from '../term/term.ts'

/** Largest power of the products. */
const largestPower = 24

/** A proof that two sides differ by logarithms of 1 only; `undefined` says nothing. */
export const logarithmsAgree = (gold: Term, prediction: Term, budget: Budget): Ground | undefined => {
  const difference = subtractTerms(gold, prediction)
  if (difference.type !== 'sum') return undefined
  const logarithms: { readonly factor: Rational; readonly of: Term }[] = []
  const others: Term[] = []
  for (const term of difference.terms) {
    const { coefficient, rest } = splitCoefficient(term)
    const of = rest.type === 'apply' && rest.name === 'ln' ? withoutBars(rest.arguments[0] as Term) : undefined
    if (of !== undefined && isReal(of)) logarithms.push({ factor: coefficient, of })
    else others.push(term)
  }
  if (logarithms.length < 2) return undefined
  const rest = sum(others)
  if (!isZero(rest) && !sameNormalForm(rest, zero, budget)) return undefined
  const common = logarithms.reduce<Integer>((all, { factor }) => lcmIntegers(all, factor.den), 1)
  const exponents = logarithms.map(({ factor }) => multiply(factor, multiply(rational(common, 1), rational(2, 1))))
  if (exponents.some(({ num }) => absoluteInteger(num) > largestPower)) return undefined
  const whole = product(logarithms.map(({ of }, index) => power(of, constant(exponents[index] as Rational))))
  return sameNormalForm(whole, one, budget) ? proof('logarithms-of-products') : undefined
}

const withoutBars = (term: Term): Term => (term.type === 'apply' && term.name === 'abs' ? (term.arguments[0] as Term) : term)
