/**
 * Where an expression with roots, exponentials or logarithms of one variable can change its sign.
 *
 *     \sqrt{x+3} < x+1      f = √(x+3) - x - 1      f·f̄ = x² + x - 2
 *     2^x > 8               f = t - 8,              t = 2^x
 *     \ln x < 1             f = t - 1,              t = \ln x
 *     \sin x > 2            f = t - 2,              t = \sin x, which is never 2
 *
 * A square root is removed by multiplying with the conjugate: zeros of f are zeros of the product, and some more, which do
 * no harm, as the sign is asked at each point and in each gap. One monotone kernel t that holds all of the variable is
 * solved for: f changes its sign where t takes a root of f as a function of t. Where t begins or ends counts, too.
 */
import { isEven } from '../../exact/integer.ts'
import { isInteger } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { power, product, quotient, subtractTerms } from '../term/build.ts'
import { logarithm } from '../term/functions.ts'
import { constant, euler, minusOne, one, powerNode, splitCoefficient, variable as variableTerm } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { isConstantTerm, isPositive, signOfConstant } from '../term/property.ts'
import type { PowerTerm, Term } from '../term/term.ts'
import { mapParts, parts } from '../term/walk.ts'

/** What the caller knows of rational functions: zeros and poles, in the variable of that name. */
export interface Solver {
  readonly points: (term: Term, variable: string) => readonly Term[] | undefined
  readonly budget: Budget
}

/** Points at which a term that is no rational function may change its sign; `undefined` where one could be missed. */
export const kernelPoints = (written: Term, variable: string, solver: Solver): readonly Term[] | undefined => {
  const term = withJoinedPowers(written, solver.budget)
  const kernels = new Map<string, Term>()
  collectKernels(term, kernels)
  const root = [...kernels.values()].find(isSquareRoot)
  if (root?.type === 'power') return withoutRoot(term, root.base, kernels, variable, solver)
  return ofOneKernel(term, [...kernels.values()], variable, solver)
}

/** `2^x5^x` is one power of 10 again: terms keep powers of primes. */
const withJoinedPowers = (term: Term, budget: Budget): Term => {
  const inside = mapParts(term, part => (isConstantTerm(part) ? part : withJoinedPowers(part, budget)), budget)
  if (inside.type !== 'product') return inside
  const primes = inside.factors.filter(isPowerOfRational)
  const [first] = primes
  if (first === undefined || primes.length < 2) return inside
  const { rest } = splitCoefficient(first.exponent)
  let base: Term = one
  for (const prime of primes) {
    const { coefficient, rest: exponent } = splitCoefficient(prime.exponent)
    if (exponent.key !== rest.key || !isInteger(coefficient)) return inside
    base = product([base, power(prime.base, constant(coefficient))])
  }
  const others = inside.factors.filter(factor => !isPowerOfRational(factor))
  return product([constant(inside.coefficient), ...others, powerNode(base, rest)])
}
const isPowerOfRational = (term: Term): term is PowerTerm =>
  term.type === 'power' && term.base.type === 'constant' && isPositive(term.base) && !isConstantTerm(term.exponent)

/** The largest parts that are not made by the four operations. */
const collectKernels = (term: Term, found: Map<string, Term>): void => {
  if (isConstantTerm(term)) return
  const rational =
    term.type === 'sum' ||
    term.type === 'product' ||
    (term.type === 'power' && term.exponent.type === 'constant' && isInteger(term.exponent.value))
  if (rational) for (const part of parts(term)) collectKernels(part, found)
  else found.set(term.key, term)
}

const isSquareRoot = (kernel: Term): boolean =>
  kernel.type === 'power' && kernel.exponent.type === 'constant' && kernel.exponent.value.den === 2

/** By the conjugate in `√radicand`. */
const withoutRoot = (
  term: Term,
  radicand: Term,
  kernels: ReadonlyMap<string, Term>,
  variable: string,
  { points, budget }: Solver,
): readonly Term[] | undefined => {
  const others = new Map<string, Term>()
  for (const [key, kernel] of kernels)
    if (isSquareRoot(kernel) && kernel.type === 'power' && kernel.base.key === radicand.key) others.set(key, product([minusOne, kernel]))
  const norm = normalise(product([term, replaced(term, others, budget)]), budget)
  const [ends, zeros] = [points(radicand, variable), points(norm, variable)]
  return ends && zeros && [...ends, ...zeros]
}

/** A monotone function t of an inner term: a power of it in f, and where the inner term must be for a value of t. */
interface Kernel {
  readonly inner: Term
  readonly powers: ReadonlyMap<string, Term>
  /** The value of the inner term; `undefined` when t never has this value, `endless` when it has it again and again. */
  readonly inverse: (value: Term) => Term | 'endless' | undefined
}

const unknown = variableTerm('§t', 'real')

const ofOneKernel = (term: Term, kernels: readonly Term[], variable: string, { points, budget }: Solver): readonly Term[] | undefined => {
  const kernel = logarithmic(kernels) ?? exponential(kernels) ?? oddRoot(kernels) ?? wave(kernels)
  if (kernel === undefined) return undefined
  const outer = replaced(term, kernel.powers, budget)
  if (!variablesAre(outer, unknown.key)) return undefined
  const values = points(outer, '§t')
  const ends = points(kernel.inner, variable)
  if (values === undefined || ends === undefined) return undefined
  const found = [...ends]
  for (const value of values) {
    const inside = kernel.inverse(value)
    if (inside === undefined) continue
    if (inside === 'endless') return undefined
    const places = points(subtractTerms(kernel.inner, inside), variable)
    if (places === undefined) return undefined
    found.push(...places)
  }
  return found
}

const variablesAre = (term: Term, key: string): boolean =>
  (term.type !== 'variable' || term.key === key) && parts(term).every(part => variablesAre(part, key))

const logarithmic = ([first, ...rest]: readonly Term[]): Kernel | undefined => {
  const inner = first?.type === 'apply' && first.name === 'ln' ? first.arguments[0] : undefined
  if (first === undefined || inner === undefined || rest.length > 0) return undefined
  return { inner, powers: new Map([[first.key, unknown]]), inverse: value => power(euler, value) }
}

/** `b^u`, `b^{2u}`, … with one positive base. */
const exponential = (kernels: readonly Term[]): Kernel | undefined => {
  const [first] = kernels
  if (first?.type !== 'power' || !isConstantTerm(first.base) || !isPositive(first.base)) return undefined
  const inner = splitCoefficient(first.exponent).rest
  const powers = new Map<string, Term>()
  for (const kernel of kernels) {
    if (kernel.type !== 'power' || kernel.base.key !== first.base.key) return undefined
    const { coefficient, rest } = splitCoefficient(kernel.exponent)
    if (rest.key !== inner.key || !isInteger(coefficient)) return undefined
    powers.set(kernel.key, power(unknown, constant(coefficient)))
  }
  const { base } = first
  return {
    inner,
    powers,
    inverse: value => (signOfConstant(value) === -1 || value.key === '0' ? undefined : quotient(logarithm(value), logarithm(base))),
  }
}

/** `u^{p/n}` with an odd n. */
const oddRoot = ([first, ...rest]: readonly Term[]): Kernel | undefined => {
  if (first?.type !== 'power' || first.exponent.type !== 'constant' || rest.length > 0) return undefined
  const { num, den } = first.exponent.value
  if (den === 1 || isEven(den) || typeof num !== 'number') return undefined
  const powers = new Map([[first.key, power(unknown, constant({ num, den: 1 }))]])
  return { inner: first.base, powers, inverse: value => power(value, constant({ num: den, den: 1 })) }
}

/** A sine or a cosine: beyond ±1 there is nothing to solve. */
const wave = ([first, ...rest]: readonly Term[]): Kernel | undefined => {
  if (first?.type !== 'apply' || !(first.name === 'sin' || first.name === 'cos') || rest.length > 0) return undefined
  const [inner] = first.arguments
  if (inner === undefined) return undefined
  const isBeyond = (value: Term): boolean => signOfConstant(subtractTerms(power(value, constant({ num: 2, den: 1 })), one)) === 1
  return { inner, powers: new Map([[first.key, unknown]]), inverse: value => (isBeyond(value) ? undefined : 'endless') }
}

const replaced = (term: Term, by: ReadonlyMap<string, Term>, budget: Budget): Term =>
  by.get(term.key) ?? mapParts(term, part => replaced(part, by, budget), budget)
