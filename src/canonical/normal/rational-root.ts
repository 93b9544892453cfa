import { addMod, integerMod, mulMod } from '../../exact/modular.ts'
import {
  absoluteInteger,
  addIntegers,
  divmodIntegers,
  type Integer,
  lcmIntegers,
  multiplyIntegers,
  powerInteger,
} from '../../exact/integer.ts'
import { multiply, rational, type Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { factor } from '../../exact/factoring.ts'

/** More candidates than this are not tried. */
const mostCandidates = 2000

/**
 * A rational root p/q of a polynomial with rational coefficients, lowest degree first: p divides the first, q the last
 * coefficient, once all are integers. `undefined` when there is none, or too many candidates are.
 *
 * Most candidates are no root modulo a prime, which costs no long numbers.
 */
export function rationalRoot(values: readonly Rational[], budget: Budget): Rational | undefined {
  const common = values.reduce<Integer>((multiple, value) => lcmIntegers(multiple, value.den), 1)
  const integers = values.map(value => multiply(value, rational(common, 1)).num)
  const tops = divisors(integers[0] as Integer)
  const bottoms = divisors(integers[integers.length - 1] as Integer)
  if (tops === undefined || bottoms === undefined || tops.length * bottoms.length > mostCandidates) return undefined
  const residues = integers.map(value => integerMod(value, prime))
  for (const bottom of bottoms) {
    for (const top of tops) {
      for (const sign of [1, -1]) {
        budget.spend(values.length)
        const above = multiplyIntegers(top, sign)
        if (!vanishesModulo(residues, integerMod(above, prime), integerMod(bottom, prime))) continue
        budget.spend(10 * values.length)
        if (vanishes(integers, above, bottom)) return rational(above, bottom)
      }
    }
  }
  return undefined
}

/** Below 2^26, so that products of residues are exact. */
const prime = 67_108_859

/** Σ c_k p^k q^{n-k} by Horner's rule from the top, the powers of q growing on the way. */
function vanishesModulo(coefficients: readonly number[], p: number, q: number): boolean {
  let total = 0
  let scale = 1
  for (let k = coefficients.length - 1; k >= 0; k--) {
    total = addMod(mulMod(total, p, prime), mulMod(coefficients[k] as number, scale, prime), prime)
    scale = mulMod(scale, q, prime)
  }
  return total === 0
}

function vanishes(coefficients: readonly Integer[], p: Integer, q: Integer): boolean {
  let total: Integer = 0
  let scale: Integer = 1
  for (let k = coefficients.length - 1; k >= 0; k--) {
    total = addIntegers(multiplyIntegers(total, p), multiplyIntegers(coefficients[k] as Integer, scale))
    scale = multiplyIntegers(scale, q)
  }
  return total === 0
}

function divisors(value: Integer): readonly Integer[] | undefined {
  const magnitude = absoluteInteger(value)
  if (magnitude > 1e12) return undefined
  let found: Integer[] = [1]
  for (const { base, exponent } of factor(magnitude)) {
    const powers = Array.from({ length: exponent + 1 }, (_, index) => powerInteger(base, index))
    found = found.flatMap(divisor => powers.map(each => multiplyIntegers(divisor, each)))
    if (found.length > mostCandidates) return undefined
  }
  return found.filter(divisor => divmodIntegers(magnitude, divisor).remainder === 0)
}
