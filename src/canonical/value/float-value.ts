/**
 * Values of terms in doubles, for the many pairs that fall apart at the first digits. What doubles cannot hold, complex numbers,
 * unknown names, and functions whose series are long are left to the balls of `evaluate.ts`.
 */
import {
  addFloats,
  eFloat,
  expFloat,
  type FloatInterval,
  floatFromRational,
  floatsDiffer,
  logFloat,
  multiplyFloats,
  piFloat,
  powerFloat,
  rootFloat,
} from '../../exact/float-interval.ts'
import type { Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import type { PowerTerm, Term } from '../term/term.ts'

/** Exponents beyond this leave the range of doubles, or nearly. */
const largestExponent = 1024

/**
 * An interval that holds the real value of a term at a point.
 *
 * @returns `undefined` where doubles do not tell; never an interval where there is no real value
 */
export function floatValue(term: Term, values: ReadonlyMap<string, Rational>, budget: Budget): FloatInterval | undefined {
  budget.spend(1)
  switch (term.type) {
    case 'constant':
      return floatFromRational(term.value)
    case 'named':
      return term.name === 'pi' ? piFloat : term.name === 'e' ? eFloat : undefined
    case 'variable': {
      const value = values.get(term.key)
      return value && floatFromRational(value)
    }
    case 'sum': {
      let total: FloatInterval | undefined
      for (const part of term.terms) {
        const value = floatValue(part, values, budget)
        if (value === undefined) return undefined
        total = total === undefined ? value : addFloats(total, value)
        if (total === undefined) return undefined
      }
      return total
    }
    case 'product': {
      let total = floatFromRational(term.coefficient)
      for (const part of term.factors) {
        const value = total && floatValue(part, values, budget)
        if (total === undefined || value === undefined) return undefined
        total = multiplyFloats(total, value)
      }
      return total
    }
    case 'power':
      return floatPower(term, values, budget)
    case 'apply': {
      const [argument] = term.arguments
      if (term.name !== 'ln' || argument === undefined || term.arguments.length !== 1) return undefined
      const value = floatValue(argument, values, budget)
      return value && logFloat(value)
    }
    default:
      return undefined
  }
}

/** Both terms have a real value at the point, and these are certainly different. */
export function fallApart(a: Term, b: Term, values: ReadonlyMap<string, Rational>, budget: Budget): boolean {
  const first = floatValue(a, values, budget)
  const second = first && floatValue(b, values, budget)
  return first !== undefined && second !== undefined && floatsDiffer(first, second)
}

function floatPower(term: PowerTerm, values: ReadonlyMap<string, Rational>, budget: Budget): FloatInterval | undefined {
  const { base, exponent } = term
  if (exponent.type === 'constant') {
    const { num, den } = exponent.value
    if (typeof num !== 'number' || typeof den !== 'number' || num > largestExponent || num < -largestExponent) return undefined
    const value = floatValue(base, values, budget)
    if (value === undefined) return undefined
    if (den === 1) return powerFloat(value, num)
    const root = rootFloat(value, den)
    return root && powerFloat(root, num)
  }
  const power = floatValue(exponent, values, budget)
  if (power === undefined) return undefined
  if (base.type === 'named' && base.name === 'e') return expFloat(power)
  const value = floatValue(base, values, budget)
  const log = value && logFloat(value)
  const product = log && multiplyFloats(log, power)
  return product && expFloat(product)
}
