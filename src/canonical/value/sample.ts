/**
 * Points at which functions are compared.
 *
 * Values are rationals with unusual denominators, positive and negative, small and large, so that isolated singular points
 * are not met by chance. Where the two sides hold `|u|`, a sign or a floor with a linear u, points on both sides of its
 * zero are added, and about the zeros of what stands under roots and logarithms. Integer variables get integers. The order depends on a hash of both sides, so that no prediction can be
 * made to fit points that are known beforehand.
 */

import { floorRoot } from '../../exact/integer.ts'
import { hashText, points as sequence } from '../../exact/points.ts'
import {
  add,
  divide,
  equalRationals,
  floorOf,
  multiply,
  negate,
  type Rational,
  rational,
  rationalBits,
  subtract,
} from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { power, subtractTerms } from '../term/build.ts'
import { exactValue } from './exact-value.ts'
import { integer, one } from '../term/node.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { parts, variablesOf } from '../term/walk.ts'

/** The first points at which exact values are tried: squares, so that square roots come out, then quarters, then negative numbers. */
export const plainPoint = (variables: readonly VariableTerm[], round: number): Map<string, Rational> => {
  const point = new Map<string, Rational>()
  variables.forEach((variable, index) => {
    const square = [4, 9, 25, 49, 121, 169][index % 6] as number
    // The larger number goes to the last variable first, then to the first one: \binom nk needs k ≤ n.
    const place = round === 1 ? variables.length - 1 - index : index
    const whole = 4 + 3 * place + round
    const value: Rational =
      variable.domain === 'natural'
        ? { num: whole, den: 1 }
        : variable.domain === 'integer'
          ? { num: round === 2 ? -3 - index : whole, den: 1 }
          : round === 0
            ? { num: square, den: 1 }
            : round === 1
              ? rational(square, 16)
              : { num: (variable.domain === 'positive' ? 1 : -1) * (3 + 2 * index), den: 1 }
    point.set(variable.key, value)
  })
  return point
}

/** A place of one variable near which something changes. */
interface Landmark {
  readonly variable: VariableTerm
  readonly at: Rational
}

/** `a·x² + b·x + c` in one variable, told from four values. */
interface Parabola {
  readonly variable: VariableTerm
  readonly a: Rational
  readonly b: Rational
  readonly c: Rational
}
const parabolaOf = (u: Term, budget: Budget): Parabola | undefined => {
  const variables = variablesOf(u)
  const only = variables[0]
  if (only === undefined || variables.length !== 1) return undefined
  const values: Rational[] = []
  for (let x = 0; x < 4; x++) {
    const value = exactValue(u, new Map([[only.key, { num: x, den: 1 }]]), budget)
    if (value === undefined || value === 'nowhere') return undefined
    values.push(value)
  }
  const [c, second, third, fourth] = values as [Rational, Rational, Rational, Rational]
  const first = subtract(second, c)
  const bend = subtract(subtract(third, second), first)
  const last = subtract(subtract(fourth, third), subtract(third, second))
  if (!equalRationals(bend, last)) return undefined
  const a = multiply(bend, { num: 1, den: 2 })
  return { variable: only, a, b: subtract(first, a), c }
}
/** `b²/4a² - c/a`: the square of the distance of the zeros from the vertex. */
const spread = ({ a, b, c }: Parabola): Rational =>
  divide(subtract(multiply(b, b), multiply({ num: 4, den: 1 }, multiply(a, c))), multiply({ num: 4, den: 1 }, multiply(a, a)))

/** Whether u keeps one sign, as far as values and the normal form of a polynomial of degree at most 2 tell. */
export const neverVanishes = (u: Term, budget: Budget): boolean => {
  const found = parabolaOf(u, budget)
  if (found === undefined) return false
  if (found.a.num === 0) return found.b.num === 0 && found.c.num !== 0
  return spread(found).num <= 0
}

/**
 * Zeros and vertices of u, for a u of degree at most 2 in one variable: there `|u|` bends, and `\\sqrt u` and `\\ln u` begin
 * and end. The zeros are rounded, as only their surroundings matter.
 */
const landmarksOf = (u: Term, found: Landmark[], budget: Budget): void => {
  if (found.length >= 16) return
  const parabola = parabolaOf(u, budget)
  if (parabola === undefined) return
  const { variable, a, b, c } = parabola
  if (a.num === 0) {
    if (b.num !== 0) found.push({ variable, at: negate(divide(c, b)) })
    return
  }
  const vertex = negate(divide(b, multiply(a, { num: 2, den: 1 })))
  found.push({ variable, at: vertex })
  const square = spread(parabola)
  if (square.num <= 0 || rationalBits(square) > 400) return
  const half = rational(floorRoot(floorOf(multiply(square, { num: 1_000_000, den: 1 })), 2), 1000)
  found.push({ variable, at: add(vertex, half) }, { variable, at: subtract(vertex, half) })
}

/** Landmarks of all absolute values, roots, logarithms and inverse functions inside. */
const landmarks = (term: Term, found: Landmark[], budget: Budget): void => {
  budget.spend(1)
  if (term.type === 'apply') {
    const [u, v] = term.arguments
    if (u !== undefined)
      switch (term.name) {
        case 'abs':
        case 'sign':
        case 'ln':
          landmarksOf(u, found, budget)
          break
        case 'max':
        case 'min':
          if (v !== undefined) landmarksOf(subtractTerms(u, v), found, budget)
          break
        case 'arcsin':
          landmarksOf(subtractTerms(power(u, integer(2)), one), found, budget)
          break
        default:
      }
  } else if (term.type === 'power' && term.exponent.type === 'constant' && term.exponent.value.den !== 1)
    landmarksOf(term.base, found, budget)
  for (const part of parts(term)) landmarks(part, found, budget)
}

/** Magnitudes that are tried in turn, as numerators over about 1000. */
const scales = [1700, 130_000, 250, 9100, 1_700_000_000, 3, 40_000, 3300, 700]

/** Points for the two sides; at most `count`. */
export function* samplePoints(
  gold: Term,
  prediction: Term,
  variables: readonly VariableTerm[],
  count: number,
  budget: Budget,
): Generator<Map<string, Rational>, undefined> {
  const random = sequence(hashText(prediction.key, hashText(gold.key)))
  const generic = (round: number): Map<string, Rational> => {
    const point = new Map<string, Rational>()
    variables.forEach((variable, index) => {
      if (variable.domain === 'natural' || variable.domain === 'integer') {
        const reach = 3 + 2 * round
        const size =
          variables.length > 1
            ? random.between(0, reach) + (index === (round % 2 === 0 ? variables.length - 1 : 0) ? reach : 0)
            : random.between(round < 3 ? 1 : 0, 2 + reach)
        point.set(variable.key, { num: variable.domain === 'integer' && round % 3 === 2 ? -size : size, den: 1 })
        return
      }
      // All positive, then all negative, then mixed in sign and size.
      const scale = scales[((round >> 1) + (round > 3 && index > 0 ? random.between(0, 2) : 0)) % scales.length] as number
      const size = rational(random.between(Math.floor(scale / 2), scale) + 1, 997 + random.between(0, 20))
      const negative = round === 1 || (round > 1 && (variables.length === 1 ? round % 2 === 1 : random.between(0, 1) === 1))
      point.set(variable.key, negative && variable.domain !== 'positive' ? negate(size) : size)
    })
    return point
  }
  let given = 0
  for (let round = 0; given < count; round++) {
    if (round === 2) {
      const bends: Landmark[] = []
      landmarks(gold, bends, budget)
      landmarks(prediction, bends, budget)
      for (const bend of bends)
        for (const side of [-1, 1]) {
          const near = add(bend.at, rational(side * random.between(200, 900), 1009))
          if (bend.variable.domain === 'positive' && near.num <= 0) continue
          const point = generic(0)
          point.set(bend.variable.key, near)
          given++
          yield point
        }
    }
    given++
    yield generic(round)
  }
  return undefined
}
