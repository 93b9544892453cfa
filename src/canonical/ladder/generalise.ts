/**
 * A letter in place of a part: an identity that holds for every value of a letter holds for what is put in its place.
 *
 *     \frac{u^3+1}{u+1} = u^2-u+1          with  u = \frac{x}{((2x)^2+y)^2+1}
 *     \tan v + \cot v = \frac{2}{\sin 2v}   with  v = \sqrt{x^2+1}+y
 *
 * Normal forms write out what stands under powers and in functions, where it is large without need. So sums that both sides
 * hold, as base of a root or a divisor, or as an argument up to a factor, become letters before they are compared. What is
 * not equal in letters may still be equal as it was: then the sides are compared as they are.
 */
import { divide, ONE, type Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { scale } from '../term/build.ts'
import { splitCoefficient, variable } from '../term/node.ts'
import { isConstantTerm, isPositive, isReal } from '../term/property.ts'
import type { Term } from '../term/term.ts'
import { mapParts, parts } from '../term/walk.ts'

/** What becomes a letter: `arguments` of functions too, or `bases` of roots and divisors only. */
export type Reach = 'arguments' | 'bases'

/** Both sides in letters; `undefined` where there is nothing to replace. */
export const generalised = (
  gold: Term,
  prediction: Term,
  reach: Reach,
  budget: Budget,
): { readonly gold: Term; readonly prediction: Term } | undefined => {
  const [own, other] = [gold, prediction].map(side => collected(side, reach, budget)) as [Counts, Counts]
  const common = new Set([...own.keys()].filter(key => other.has(key)))
  const [first, second] = common.size === 0 ? [] : inLetters([gold, prediction], common, reach, budget)
  return first && second && { gold: first, prediction: second }
}

/** One term in letters for the sums that it holds more than once; `undefined` where there is none. */
export const generalisedTerm = (term: Term, reach: Reach, budget: Budget): Term | undefined => {
  const often = new Set([...collected(term, reach, budget)].filter(([, count]) => count > 1).map(([key]) => key))
  return often.size === 0 ? undefined : inLetters([term], often, reach, budget)[0]
}

const inLetters = (sides: readonly Term[], keys: ReadonlySet<string>, reach: Reach, budget: Budget): readonly Term[] => {
  const letters = new Map<string, Term>()
  const replaced = (term: Term): Term => {
    if (term.type === 'bound') return term
    const place = placeOf(term, reach)
    if (place === undefined || !keys.has(place.sum.key)) return mapParts(term, replaced, budget)
    const letter = letters.get(place.sum.key) ?? variable(`§${letters.size}`, isPositive(place.sum) ? 'positive' : 'real')
    letters.set(place.sum.key, letter)
    return mapParts(term, part => (part === place.part ? scale(place.factor, letter) : replaced(part)), budget)
  }
  return sides.map(replaced)
}

/** A sum that stands where a letter could. */
interface Place {
  readonly part: Term
  /** `part` is `factor · sum`. */
  readonly sum: Term
  readonly factor: Rational
}

const placeOf = (term: Term, reach: Reach): Place | undefined => {
  if (term.type === 'power') {
    const { base, exponent } = term
    const whole = exponent.type === 'constant' && exponent.value.den === 1 && exponent.value.num > 0
    return whole || !mayBeLetter(base) ? undefined : { part: base, sum: base, factor: ONE }
  }
  const [argument] = term.type === 'apply' && reach === 'arguments' ? term.arguments : []
  if (argument === undefined || !mayBeLetter(argument)) return undefined
  const first = splitCoefficient(argument.type === 'sum' ? (argument.terms[0] as Term) : argument).coefficient
  return { part: argument, sum: scale(divide(ONE, first), argument), factor: first }
}

/** A sum of reals that is no constant. */
const mayBeLetter = (term: Term): boolean => term.type === 'sum' && !isConstantTerm(term) && isReal(term)

type Counts = ReadonlyMap<string, number>
const collected = (term: Term, reach: Reach, budget: Budget): Counts => {
  const found = new Map<string, number>()
  const walk = (part: Term): void => {
    budget.spend(1)
    if (part.type === 'bound') return
    const key = placeOf(part, reach)?.sum.key
    if (key !== undefined) found.set(key, (found.get(key) ?? 0) + 1)
    for (const inner of parts(part)) walk(inner)
  }
  walk(term)
  return found
}
