import { addMod, inverseMod, mulMod, powMod, rationalMod, subtractMod } from '../../exact/modular.ts'
import type { Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'

/** A prime, and the first of the numbers that are put in the place of indeterminates. */
const [prime, first] = [67108187, 48_611_023]

/**
 * Whether two polynomials certainly share no factor with the indeterminate of that index.
 *
 * A common factor leaves one of the same degree in what they are modulo a prime, with numbers for the other
 * indeterminates, wherever the leading coefficients stay other than 0 (W. S. Brown, "On Euclid's algorithm and the
 * computation of polynomial greatest common divisors", JACM 18, 1971). Euclid's algorithm costs next to nothing there.
 */
export const certainlyCoprimeIn = (
  a: ReadonlyMap<string, Rational>,
  b: ReadonlyMap<string, Rational>,
  index: number,
  budget: Budget,
): boolean => {
  const [u, v] = [image(a, index, budget), image(b, index, budget)]
  return u !== undefined && v !== undefined && degreeOfCommonDivisor(u, v, budget) === 0
}

/** Coefficients by exponent; `undefined` where the degree drops or a denominator vanishes. */
const image = (terms: ReadonlyMap<string, Rational>, index: number, budget: Budget): number[] | undefined => {
  const result: number[] = []
  for (const [key, value] of terms) {
    budget.spend(1 + key.length)
    let residue = rationalMod(value, prime)
    if (residue === undefined) return undefined
    for (let i = 0; i < key.length; i++)
      if (i !== index) residue = mulMod(residue, powMod((first * (i + 1)) % prime, key.charCodeAt(i), prime) as number, prime)
    const exponent = index < key.length ? key.charCodeAt(index) : 0
    while (result.length <= exponent) result.push(0)
    result[exponent] = addMod(result[exponent] as number, residue, prime)
  }
  return result[result.length - 1] === 0 ? undefined : result
}

const degreeOfCommonDivisor = (a: number[], b: number[], budget: Budget): number => {
  let [u, v] = a.length < b.length ? [b, a] : [a, b]
  while (v.length > 1) {
    budget.spend(Math.floor((u.length * v.length) / 8) + 1)
    const inverse = inverseMod(v[v.length - 1] as number, prime) as number
    const rest = [...u]
    while (rest.length >= v.length) {
      const factor = mulMod(rest[rest.length - 1] as number, inverse, prime)
      const shift = rest.length - v.length
      for (let k = 0; k < v.length; k++)
        rest[shift + k] = subtractMod(rest[shift + k] as number, mulMod(factor, v[k] as number, prime), prime)
      while (rest.length > 0 && rest[rest.length - 1] === 0) rest.pop()
    }
    if (rest.length === 0) return v.length - 1
    ;[u, v] = [v, rest]
  }
  return 0
}
