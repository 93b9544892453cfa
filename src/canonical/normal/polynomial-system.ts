/**
 * Systems of polynomial equations: the same solutions, whatever equations say so.
 *
 * Two systems have the same complex solutions exactly if each polynomial of one vanishes on the solutions of the other
 * (D. Hilbert's Nullstellensatz); the polynomial p does so on the solutions of f_1, …, f_n exactly if 1 is in the ideal of
 * f_1, …, f_n, 1 - t·p (J. L. Rabinowitsch 1929). Membership is told by a Gröbner basis (B. Buchberger 1965), in
 * lexicographic order, within the budget. The same complex solutions are the same real ones; other complex ones say nothing.
 */
import { divide, multiply, negate, ONE } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { Frame, toRationalFunctions } from './normal.ts'
import * as P from './polynomial.ts'
import type { Polynomial } from './polynomial.ts'
import type { Term } from '../term/term.ts'

/** Whether two systems, each given by the differences of its sides, have the same complex solutions; `undefined` when one is not polynomial, or has none. */
export function sameComplexSolutions(left: readonly Term[], right: readonly Term[], budget: Budget): boolean | undefined {
  const frame = new Frame()
  const converted = toRationalFunctions([...left, ...right], budget, frame)
  if (converted === undefined || frame.kernels.some(kernel => kernel.term.type !== 'variable')) return undefined
  if (converted.some(({ denominator }) => P.constantOf(denominator) === undefined)) return undefined
  const polynomials = converted.map(({ numerator }) => numerator)
  const a = groebnerBasis(polynomials.slice(0, left.length), budget)
  const b = groebnerBasis(polynomials.slice(left.length), budget)
  // Without solutions there is nothing to compare.
  if ([...a, ...b].some(f => P.constantOf(f) !== undefined)) return undefined
  const fresh = frame.kernels.length
  return vanishOn(a, b, fresh, budget) && vanishOn(b, a, fresh, budget)
}

/** Whether the polynomials vanish wherever those of the basis do. */
const vanishOn = (polynomials: readonly Polynomial[], basis: readonly Polynomial[], fresh: number, budget: Budget): boolean =>
  polynomials.every(p => {
    if (P.isZeroPolynomial(remainder(p, basis, budget))) return true
    const inverse = P.subtract(P.onePolynomial, P.multiply(P.indeterminate(fresh), p, budget), budget)
    return groebnerBasis([...basis, inverse], budget).some(f => P.constantOf(f) !== undefined)
  })

/** The reduced Gröbner basis. Throws `Exhausted` when the budget runs out. */
export const groebnerBasis = (polynomials: readonly Polynomial[], budget: Budget): readonly Polynomial[] => {
  const basis: Polynomial[] = []
  const pairs: [number, number][] = []
  const take = (p: Polynomial): boolean => {
    const rest = P.primitive(remainder(p, basis, budget))
    if (P.isZeroPolynomial(rest)) return false
    if (P.constantOf(rest) !== undefined) return true
    for (let k = 0; k < basis.length; k++) pairs.push([k, basis.length])
    basis.push(rest)
    return false
  }
  for (const p of [...polynomials].sort((a, b) => a.terms.size - b.terms.size)) if (take(p)) return [P.onePolynomial]
  while (pairs.length > 0) {
    // The pair with the smallest common multiple first.
    let best = 0
    let least: string | undefined
    pairs.forEach(([i, j], index) => {
      const common = commonMultiple(leadOf(basis, i), leadOf(basis, j))
      if (least === undefined || common.length < least.length || (common.length === least.length && common < least)) {
        best = index
        least = common
      }
    })
    budget.spend(pairs.length + 10)
    const [[i, j]] = pairs.splice(best, 1) as [[number, number]]
    const first = leadOf(basis, i)
    const second = leadOf(basis, j)
    // Leading terms without a common indeterminate reduce to zero (Buchberger's first criterion).
    const common = commonMultiple(first, second)
    if (P.monomialQuotient(common, first) === second) continue
    if (take(syzygy(basis[i] as Polynomial, basis[j] as Polynomial, common, budget))) return [P.onePolynomial]
  }
  // Only what no other leading term divides, each reduced by the others.
  const minimal = basis.filter((p, index) => {
    const lead = leadingKey(p)
    return !basis.some((q, other) => {
      const key = leadingKey(q)
      return other !== index && P.monomialQuotient(lead, key) !== undefined && (key !== lead || other < index)
    })
  })
  return minimal.map((p, index) =>
    P.primitive(
      remainder(
        p,
        minimal.filter((_, other) => other !== index),
        budget,
      ),
    ),
  )
}

const leadingKey = (p: Polynomial): string => P.leadingTerm(p)?.key ?? ''
const leadOf = (basis: readonly Polynomial[], index: number): string => leadingKey(basis[index] as Polynomial)
const commonMultiple = (a: string, b: string): string => {
  let result = ''
  for (let k = 0; k < Math.max(a.length, b.length); k++) result += String.fromCharCode(Math.max(P.exponentIn(a, k), P.exponentIn(b, k)))
  return result
}
const shifted = (p: Polynomial, by: string, common: string, budget: Budget): Polynomial => {
  const lead = P.leadingTerm(p)
  const up = lead && P.monomialQuotient(common, by)
  if (lead === undefined || up === undefined) return P.zeroPolynomial
  return P.multiply({ terms: new Map([[up, divide(ONE, lead.value)]]) }, p, budget)
}
const syzygy = (p: Polynomial, q: Polynomial, common: string, budget: Budget): Polynomial =>
  P.subtract(shifted(p, leadingKey(p), common, budget), shifted(q, leadingKey(q), common, budget), budget)

/** What is left after subtracting multiples of the basis from every term that they can cancel. */
const remainder = (p: Polynomial, basis: readonly Polynomial[], budget: Budget): Polynomial => {
  let left = p
  let rest: Polynomial = P.zeroPolynomial
  const leads = basis.map(q => P.leadingTerm(q))
  while (left.terms.size > 0) {
    const lead = P.leadingTerm(left)
    if (lead === undefined) break
    budget.spend(4 + left.terms.size + basis.length)
    let divided = false
    for (let k = 0; k < basis.length && !divided; k++) {
      const other = leads[k]
      const up = other && P.monomialQuotient(lead.key, other.key)
      if (other === undefined || up === undefined) continue
      const factor: Polynomial = { terms: new Map([[up, negate(multiply(lead.value, divide(ONE, other.value)))]]) }
      left = P.add(left, P.multiply(factor, basis[k] as Polynomial, budget), budget)
      divided = true
    }
    if (divided) continue
    const top: Polynomial = { terms: new Map([[lead.key, lead.value]]) }
    rest = P.add(rest, top, budget)
    left = P.subtract(left, top, budget)
  }
  return rest
}
