/**
 * Sums of rational functions that telescope.
 *
 * `c·N(k) / Π (k + r_i)` with different rational r_i and a numerator of lower degree is `Σ c_i/(k + r_i)`, by the residues
 * `c_i = N(-r_i) / Π_{j≠i} (r_j - r_i)`. Where the r_i differ by integers and the c_i add up to 0, the sum from a to b
 * is what is left at both ends: with the shifts s_i = r_i - min r,
 *
 *     Σ_k Σ_i c_i/(k + r_i) = Σ_i c_i · ( Σ_{j=0}^{s_i - 1} (1/(b + r_i - j) - 1/(a + r_0 + j)) )
 *
 * since `Σ_k 1/(k + r_i)` is `Σ_k 1/(k + r_0)` moved by s_i places.
 */
import { add, divide, equalRationals, multiply, negate, ONE, type Rational, subtract, ZERO } from '../../exact/rational.ts'
import { linear } from './bound.ts'
import type { Budget } from '../../limits/budget.ts'
import { product, reciprocal, squareRoot, subtractTerms, sum } from '../term/build.ts'
import { constant, half, isInfinite, isIntegerConstant, minusOne, one, splitCoefficient } from '../term/node.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { holds } from '../term/walk.ts'

const [mostPoles, longestShift] = [8, 40]

/**
 * The sum of `c/(√u + √v)` for linear u and v with `v(k) = u(k+1)`: the summand is `c/s·(√u(k+1) - √u(k))` with the slope s.
 * It is defined where u is not negative at the lower end.
 */
export const rootTelescopingSum = (variable: VariableTerm, lower: Term, upper: Term, summand: Term, budget: Budget): Term | undefined => {
  const { coefficient, rest } = splitCoefficient(summand)
  if (rest.type !== 'power' || rest.exponent.key !== minusOne.key || rest.base.type !== 'sum' || rest.base.terms.length !== 2)
    return undefined
  const lines = rest.base.terms.map(root => {
    const line = root.type === 'power' && root.exponent.key === half.key ? linear(root.base, variable) : undefined
    return line?.slope.type === 'constant' && line.offset.type === 'constant'
      ? { slope: line.slope.value, offset: line.offset.value }
      : undefined
  })
  const [first, second] = lines
  if (first === undefined || second === undefined || lower.type !== 'constant' || isInfinite(upper)) return undefined
  const [low, high] = subtract(second.offset, first.offset).num > 0 ? [first, second] : [second, first]
  const { slope } = low
  if (slope.num <= 0 || !equalRationals(slope, high.slope) || !equalRationals(subtract(high.offset, low.offset), slope)) return undefined
  if (add(multiply(slope, lower.value), low.offset).num < 0) return undefined
  const rootAt = (k: Term): Term => squareRoot(sum([product([constant(slope), k]), constant(low.offset)]))
  budget.spend(10)
  return product([constant(divide(coefficient, slope)), subtractTerms(rootAt(sum([upper, one])), rootAt(lower))])
}

/** The sum of the summand, else `undefined`. `upper` may be infinite. */
export const telescopingSum = (variable: VariableTerm, lower: Term, upper: Term, summand: Term): Term | undefined => {
  const poles: Rational[] = []
  const numerator: { slope: Rational; offset: Rational }[] = []
  let front: Rational = ONE
  for (const factor of summand.type === 'product' ? [constant(summand.coefficient), ...summand.factors] : [summand]) {
    if (factor.type === 'constant') {
      front = multiply(front, factor.value)
      continue
    }
    const base = factor.type === 'power' ? factor.base : factor
    const exponent = factor.type === 'power' ? factor.exponent : constant(ONE)
    if (!isIntegerConstant(exponent) || !holds(base, variable.key)) return undefined
    const line = linear(base, variable)
    if (line?.slope.type !== 'constant' || line.offset.type !== 'constant' || line.slope.value.num === 0) return undefined
    const slope = line.slope.value
    const offset = line.offset.value
    if (exponent.value.num === -1) {
      front = divide(front, slope)
      poles.push(divide(offset, slope))
    } else if (exponent.value.num > 0 && exponent.value.num <= mostPoles) {
      for (let k = 0; k < exponent.value.num; k++) numerator.push({ slope, offset })
    } else return undefined
  }
  if (poles.length < 2 || poles.length > mostPoles || numerator.length >= poles.length - 1) return undefined
  let least = poles[0] as Rational
  for (const pole of poles) if (subtract(pole, least).num < 0) least = pole
  const shifts: number[] = []
  for (const pole of poles) {
    const shift = subtract(pole, least)
    if (shift.den !== 1 || shift.num > longestShift || shifts.includes(Number(shift.num))) return undefined
    shifts.push(Number(shift.num))
  }
  // A pole at a place of summation has no value.
  if (lower.type === 'constant' && poles.some(pole => pole.den === 1 && add(lower.value, pole).num <= 0)) return undefined
  if (lower.type !== 'constant') return undefined
  const terms: Term[] = []
  poles.forEach((pole, i) => {
    let residue = front
    for (const { slope, offset } of numerator) residue = multiply(residue, subtract(offset, multiply(slope, pole)))
    poles.forEach((other, j) => {
      if (j !== i) residue = divide(residue, subtract(other, pole))
    })
    for (let j = 0; j < (shifts[i] as number); j++) {
      if (!isInfinite(upper)) terms.push(product([constant(residue), reciprocal(sum([upper, constant(subtract(pole, whole(j)))]))]))
      terms.push(constant(negate(divide(residue, add(add(lower.value, least), whole(j))))))
    }
  })
  return terms.length === 0 ? constant(ZERO) : sum(terms)
}
const whole = (n: number): Rational => ({ num: n, den: 1 })
