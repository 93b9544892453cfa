/**
 * Points at which functions are compared.
 *
 * Values are rationals with unusual denominators, positive and negative, small and large, so that isolated singular points
 * are not met by chance. Where the two sides hold `|u|`, a sign or a floor with a linear u, points on both sides of its
 * zero are added. Integer variables get integers. The order depends on a hash of both sides, so that no prediction can be
 * made to fit points that are known beforehand.
 */
import { hashText, points as sequence } from '../exact/points.ts'
import { add, divide, negate, type Rational, rational } from '../exact/rational.ts'
import type { Budget } from '../limits/budget.ts'
import { exactValue } from './exact-value.ts'
import type { Term, VariableTerm } from './term.ts'
import { parts, variablesOf } from './walk.ts'

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
              ? { num: square, den: 16 }
              : { num: -3 - 2 * index, den: 1 }
    point.set(variable.key, value)
  })
  return point
}

/** Where `|u|`, `sign u` or `floor u` change, for u linear in one variable. */
const kinks = (term: Term, found: { variable: VariableTerm; at: Rational }[], budget: Budget): void => {
  budget.spend(1)
  if (
    term.type === 'apply' &&
    (term.name === 'abs' || term.name === 'sign' || term.name === 'max' || term.name === 'min') &&
    found.length < 12
  ) {
    const variables = variablesOf(term)
    const only = variables[0]
    if (only !== undefined && variables.length === 1) {
      const u = term.arguments[0] as Term
      const v = term.arguments[1]
      const at = (x: number): Rational | undefined => {
        const values = new Map([[only.key, { num: x, den: 1 }]])
        const first = exactValue(u, values, budget)
        const second = v === undefined ? { num: 0, den: 1 } : exactValue(v, values, budget)
        return first === undefined || second === undefined || first === 'nowhere' || second === 'nowhere'
          ? undefined
          : add(first, negate(second))
      }
      const [low, middle, high] = [at(0), at(1), at(2)]
      if (low !== undefined && middle !== undefined && high !== undefined) {
        const slope = add(middle, negate(low))
        const other = add(high, negate(middle))
        if (slope.num !== 0 && slope.num === other.num && slope.den === other.den)
          found.push({ variable: only, at: negate(divide(low, slope)) })
      }
    }
  }
  for (const part of parts(term)) kinks(part, found, budget)
}

/** Magnitudes that are tried in turn, as numerators over about 1000. */
const scales = [1700, 700, 3300, 250, 9100, 40_000, 130_000, 3, 1_700_000]

/** Points for the two sides; at most `count`. */
export const samplePoints = (
  gold: Term,
  prediction: Term,
  variables: readonly VariableTerm[],
  count: number,
  budget: Budget,
): readonly Map<string, Rational>[] => {
  const random = sequence(hashText(prediction.key, hashText(gold.key)))
  const result: Map<string, Rational>[] = []
  const bends: { variable: VariableTerm; at: Rational }[] = []
  kinks(gold, bends, budget)
  kinks(prediction, bends, budget)
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
      // All positive, then all negative, then mixed.
      const scale = scales[(round >> 1) % scales.length] as number
      const size = rational(random.between(Math.floor(scale / 2), scale) + 1, 997 + random.between(0, 20))
      const negative = round % 2 === 1 && (round % 4 === 1 || random.between(0, 1) === 1)
      point.set(variable.key, negative ? negate(size) : size)
    })
    return point
  }
  for (let round = 0; result.length < count; round++) {
    if (round === 2)
      for (const bend of bends)
        for (const side of [-1, 1]) {
          const point = generic(0)
          point.set(bend.variable.key, add(bend.at, rational(side * random.between(200, 900), 1009)))
          result.push(point)
        }
    result.push(generic(round))
  }
  return result
}
