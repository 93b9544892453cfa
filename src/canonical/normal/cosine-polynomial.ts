import { type Budget, Exhausted } from '../../limits/budget.ts'

/** Coefficients, from the constant one up, of the minimal polynomial of `2cos(2π/n)`; what is known costs the steps that it saved. */
export const minimalOfCosine = (n: number, budget: Budget): readonly number[] => {
  const known = minimalPolynomials.get(n)
  if (known !== undefined) {
    budget.spend(known.steps)
    return known.coefficients
  }
  const before = budget.spent
  const coefficients = dividedCosine(n, budget)
  if (minimalPolynomials.size < 64) minimalPolynomials.set(n, { coefficients, steps: budget.spent - before })
  return coefficients
}
const minimalPolynomials = new Map<number, { readonly coefficients: readonly number[]; readonly steps: number }>()

/** By dividing the polynomial of the roots of unity by those of the proper divisors. */
const dividedCosine = (n: number, budget: Budget): readonly number[] => {
  budget.spend(n)
  const cyclotomic = cyclotomicPolynomial(n, budget)
  // Φ_n(z) = z^{d}·ψ(z + 1/z) with 2d = φ(n): peel off the leading coefficients with Chebyshev-like sums z^k + z^-k.
  const d = (cyclotomic.length - 1) / 2
  budget.spend((d * d) >> 2)
  if (n <= 2) return n === 1 ? [-2, 1] : [2, 1]
  const result = new Array<number>(d + 1).fill(0)
  const rest = cyclotomic.slice(d)
  // t^k = Σ binom(k, j) z^{k-2j}
  for (let k = d; k >= 0; k--) {
    const lead = rest[k] as number
    result[k] = lead
    let choose = 1
    for (let j = 0; 2 * j <= k; j++) {
      rest[k - 2 * j] = (rest[k - 2 * j] as number) - lead * choose
      choose = (choose * (k - j)) / (j + 1)
    }
  }
  if (result.some(value => !Number.isSafeInteger(value))) throw new Exhausted('normal-form')
  return result
}
const cyclotomicPolynomial = (n: number, budget: Budget): number[] => {
  let result: number[] = [-1, ...new Array<number>(n - 1).fill(0), 1]
  for (let d = 1; d < n; d++) {
    if (n % d !== 0) continue
    const divisor = cyclotomicPolynomial(d, budget)
    budget.spend(result.length * 2 + ((result.length * divisor.length) >> 4))
    const quotientTerms = new Array<number>(result.length - divisor.length + 1).fill(0)
    const rest = [...result]
    for (let k = quotientTerms.length - 1; k >= 0; k--) {
      const lead = rest[k + divisor.length - 1] as number
      quotientTerms[k] = lead
      if (lead !== 0) for (let j = 0; j < divisor.length; j++) rest[k + j] = (rest[k + j] as number) - lead * (divisor[j] as number)
    }
    result = quotientTerms
  }
  return result
}
