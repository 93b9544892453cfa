/**
 * Whether a sum of constants is 0, group by group.
 *
 *     \sqrt[3]{7+5\sqrt2}+\sqrt[3]{7-5\sqrt2} + \frac{1}{\sqrt[3]{12}-\sqrt[3]{11}}-\sqrt[3]{144}-\sqrt[3]{132}-\sqrt[3]{121} - 2
 *     ---------------------------------------   -----------------------------------------------------------------
 *
 * Summands that share a root, a logarithm or an angle belong together. What such a group adds up to is often rational: the
 * number is guessed from its digits and then proved by the ladder of constants, in a field that is much smaller than that of
 * the whole sum.
 */
import { containsRational, midpointOfBall } from '../../exact/ball.ts'
import { isRealBall } from '../../exact/complex-ball.ts'
import {
  add,
  compareRationals,
  divide,
  floorOf,
  fractionalPart,
  integer,
  inverse,
  multiply,
  ONE,
  type Rational,
  rationalBits,
  ZERO,
} from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { sum } from '../term/build.ts'
import { decideConstants } from './constant.ts'
import { constantValue } from '../value/evaluate.ts'
import { allOf, type Ground, proof } from './ground.ts'
import { constant, isZero, zero } from '../term/node.ts'
import type { Term } from '../term/term.ts'
import { parts } from '../term/walk.ts'

/** Steps of one group. */
const groupSteps = 40_000

/** How a sum of constants is known to be 0; `undefined` says nothing. */
export const constantSumIsZero = (total: Term, budget: Budget): Ground | undefined => {
  if (isZero(total)) return proof('congruence-of-parts')
  if (total.type === 'constant') return undefined
  const groups = total.type === 'sum' ? groupsOf(total.terms) : [total]
  if (groups.length === 1) return isNull(total, zero, budget)
  const grounds: Ground[] = []
  const rest: Term[] = []
  for (const group of groups) {
    const guess = group.type === 'sum' ? rationalNear(group, budget) : undefined
    const value = guess && constant(guess)
    const found = value && budget.attempt('separation-bound', groupSteps, () => isNull(group, value, budget))
    if (value === undefined || found === undefined || found instanceof Exhausted) rest.push(group)
    else {
      grounds.push(found)
      rest.push(value)
    }
  }
  const remaining = sum(rest)
  if (isZero(remaining)) return allOf('congruence-of-parts', grounds)
  const last = remaining.type === 'constant' ? undefined : isNull(remaining, zero, budget)
  return last && allOf('congruence-of-parts', [...grounds, last])
}

const isNull = (group: Term, value: Term, budget: Budget): Ground | undefined => {
  const found = decideConstants(group, value, budget)
  return found.outcome === 'equivalent' ? found : undefined
}

/** Largest denominator that is guessed, and bits of the value. */
const [largestDenominator, guessBits] = [integer(1_000_000), 160]

/** The first convergent of its continued fraction that lies in a real value's ball. */
const rationalNear = (group: Term, budget: Budget): Rational | undefined => {
  const value = budget.attempt('intervals', groupSteps, () => constantValue(group, guessBits, budget))
  if (value instanceof Exhausted || value === undefined || value === 'nowhere' || !isRealBall(value)) return undefined
  let rest = midpointOfBall(value.re)
  if (rest === undefined || rationalBits(rest) > 4 * guessBits) return undefined
  let [before, last] = [ZERO, ONE]
  let [below, denominator] = [ONE, ZERO]
  for (;;) {
    const step = integer(floorOf(rest))
    ;[before, last] = [last, add(multiply(step, last), before)]
    ;[below, denominator] = [denominator, add(multiply(step, denominator), below)]
    if (compareRationals(denominator, largestDenominator) > 0) return undefined
    const convergent = divide(last, denominator)
    if (containsRational(value.re, convergent)) return convergent
    const fraction = fractionalPart(rest)
    if (fraction.num === 0) return undefined
    rest = inverse(fraction)
  }
}

/** Sums of summands that share a root, a logarithm or an angle. */
const groupsOf = (summands: readonly Term[]): readonly Term[] => {
  const groups: { readonly keys: ReadonlySet<string>; readonly members: readonly Term[] }[] = []
  for (const part of summands) {
    const own = new Set<string>()
    kernelsOf(part, own)
    const near = groups.filter(group => [...group.keys].some(key => own.has(key)))
    for (const group of near) groups.splice(groups.indexOf(group), 1)
    groups.push({
      keys: new Set([...own, ...near.flatMap(group => [...group.keys])]),
      members: [part, ...near.flatMap(group => group.members)],
    })
  }
  return groups.map(group => sum(group.members))
}

/** Roots by radicand and degree, functions by name, large powers by themselves. */
const kernelsOf = (term: Term, into: Set<string>): void => {
  if (term.type === 'bound') into.add(term.key)
  if (term.type === 'apply') into.add(term.name === 'cos' || term.name === 'sin' ? 'angle' : term.name)
  if (term.type === 'named') into.add(term.key)
  if (term.type === 'power' && term.base.type === 'constant')
    into.add(term.exponent.type === 'constant' ? `${term.base.key}/${term.exponent.value.den}` : term.key)
  for (const part of parts(term)) kernelsOf(part, into)
}
