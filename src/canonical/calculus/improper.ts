/**
 * Improper integrals that no antiderivative gives, by what they are known to be:
 *
 *     \int_0^\infty x^s e^{-ax^p}          \Gamma(\frac{s+1}p) / (p a^{(s+1)/p})                      Euler, Gauss
 *     \int_0^\infty \cos(ax^p)             \Gamma(\frac1p) \cos\frac\pi{2p} / (p a^{1/p})              Fresnel
 *     \int_0^\infty (\frac{\sin ax}x)^m    \frac\pi2, \frac\pi2 a, \frac{3\pi}8 a^2, \frac\pi3 a^3     Dirichlet
 *     \int_0^\infty \frac{\cos bx}{qx^2+r} \frac\pi{2\sqrt{qr}} e^{-b\sqrt{r/q}}                       Laplace
 *     \int_0^1 x^m (1-x)^n                 \frac{m! n!}{(m+n+1)!}                                      Euler
 *
 * Over the whole line, even integrands count twice and odd ones vanish. A parameter that must be positive is a number that
 * is, or a letter: where it is not, the integral has no value and nothing is said.
 */
import { add, divide, ONE, type Rational, rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { negateTerm, power, product, quotient, scale, squareRoot, subtractTerms, sum } from '../term/build.ts'
import { apply } from '../term/functions.ts'
import { constant, euler, integer, isOne, isZero, minusInfinity, one, pi, plusInfinity, zero } from '../term/node.ts'
import { isConstantTerm, isNonNegative, isPositive } from '../term/property.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { holds, substitute } from '../term/walk.ts'

/** The value, if it is one of these; `undefined` for all others. */
export const improperIntegral = (x: VariableTerm, lower: Term, upper: Term, body: Term, budget: Budget): Term | undefined => {
  if (lower.key === minusInfinity.key && upper.key === plusInfinity.key) {
    const half = overHalfLine(x, body)
    if (half === undefined) return undefined
    const mirrored = substitute(body, x.name, negateTerm(x), budget)
    if (mirrored.key === body.key) return scale(rational(2, 1), half)
    return mirrored.key === negateTerm(body).key ? zero : undefined
  }
  if (!isZero(lower)) return undefined
  return upper.key === plusInfinity.key ? overHalfLine(x, body) : isOne(upper) ? beta(x, body) : undefined
}

interface Factors {
  /** What does not hold x. */
  readonly front: Term
  readonly others: readonly Term[]
}
const factorsOf = (x: VariableTerm, body: Term): Factors => {
  const all: readonly Term[] = body.type === 'product' ? [constant(body.coefficient), ...body.factors] : [body]
  return { front: product(all.filter(factor => !holds(factor, x.key))), others: all.filter(factor => holds(factor, x.key)) }
}

const overHalfLine = (x: VariableTerm, body: Term): Term | undefined => {
  const { front, others } = factorsOf(x, body)
  const powers = others.filter(factor => exponentOf(factor, x) !== undefined)
  const [kernel, divisor, ...more] = others.filter(factor => !powers.includes(factor))
  if (kernel === undefined || more.length > 0) return undefined
  const exponent = sum(powers.map(factor => exponentOf(factor, x) as Term))
  const value =
    divisor === undefined
      ? (exponentialMoment(x, kernel, exponent) ?? fresnel(x, kernel, exponent) ?? dirichlet(x, kernel, exponent))
      : (laplace(x, kernel, divisor, exponent) ?? laplace(x, divisor, kernel, exponent))
  return value && product([front, value])
}

/** s of `x^s`. */
const exponentOf = (factor: Term, x: VariableTerm): Term | undefined =>
  factor.key === x.key
    ? one
    : factor.type === 'power' && factor.base.key === x.key && !holds(factor.exponent, x.key)
      ? factor.exponent
      : undefined

/** `a·x^p` for a rational p > 0. */
const monomial = (term: Term, x: VariableTerm): { readonly factor: Term; readonly degree: Rational } | undefined => {
  const { front, others } = factorsOf(x, term)
  const [only] = others
  const degree = others.length === 1 && only !== undefined ? exponentOf(only, x) : undefined
  return degree?.type === 'constant' && degree.value.num > 0 ? { factor: front, degree: degree.value } : undefined
}
const mayBePositive = (term: Term): boolean => (isConstantTerm(term) ? isPositive(term) : true)

const exponentialMoment = (x: VariableTerm, kernel: Term, s: Term): Term | undefined => {
  if (kernel.type !== 'power' || kernel.base.key !== euler.key) return undefined
  const inside = monomial(negateTerm(kernel.exponent), x)
  if (inside === undefined || !mayBePositive(inside.factor)) return undefined
  if (s.type === 'constant' ? add(s.value, ONE).num <= 0 : !isNonNegative(s)) return undefined
  const order = scale(divide(ONE, inside.degree), sum([s, one]))
  return scale(divide(ONE, inside.degree), product([gamma(order), power(inside.factor, negateTerm(order))]))
}

/** Of whole orders and letters, as a factorial. */
const gamma = (order: Term): Term => (order.type === 'constant' ? apply('gamma', [order]) : apply('factorial', [subtractTerms(order, one)]))

const fresnel = (x: VariableTerm, kernel: Term, s: Term): Term | undefined => {
  if (!isZero(s) || kernel.type !== 'apply' || (kernel.name !== 'cos' && kernel.name !== 'sin')) return undefined
  const inside = monomial(kernel.arguments[0] as Term, x)
  if (inside === undefined || !mayBePositive(inside.factor) || divide(ONE, inside.degree).num >= divide(ONE, inside.degree).den)
    return undefined
  const order = constant(divide(ONE, inside.degree))
  return product([
    order,
    apply('gamma', [order]),
    apply(kernel.name, [scale(order.value, product([constant(rational(1, 2)), pi]))]),
    power(inside.factor, negateTerm(order)),
  ])
}

/** Values of `(\sin x/x)^m` over π. */
const dirichletValues: readonly Rational[] = [rational(1, 2), rational(1, 2), rational(3, 8), rational(1, 3)]
const dirichlet = (x: VariableTerm, kernel: Term, s: Term): Term | undefined => {
  const [sine, m] =
    kernel.type === 'power' && kernel.exponent.type === 'constant' ? [kernel.base, Number(kernel.exponent.value.num)] : [kernel, 1]
  if (s.type !== 'constant' || s.value.den !== 1 || -s.value.num !== m) return undefined
  if (sine.type !== 'apply' || sine.name !== 'sin') return undefined
  const inside = monomial(sine.arguments[0] as Term, x)
  const value = dirichletValues[m - 1]
  if (value === undefined || inside?.degree.num !== 1 || inside.degree.den !== 1 || !isPositive(inside.factor)) return undefined
  return product([constant(value), pi, power(inside.factor, integer(m - 1))])
}

const laplace = (x: VariableTerm, wave: Term, divisor: Term, s: Term): Term | undefined => {
  if (wave.type !== 'apply' || divisor.type !== 'power' || divisor.exponent.key !== integer(-1).key || divisor.base.type !== 'sum')
    return undefined
  const angle = monomial(wave.arguments[0] as Term, x)
  const square = power(x, integer(2))
  const [q, r] = [
    sum(divisor.base.terms.filter(term => holds(term, x.key)).map(term => quotient(term, square))),
    sum(divisor.base.terms.filter(term => !holds(term, x.key))),
  ]
  if (angle?.degree.num !== 1 || angle.degree.den !== 1 || holds(q, x.key)) return undefined
  if (![angle.factor, q, r].every(isPositive)) return undefined
  const decay = power(euler, negateTerm(product([angle.factor, squareRoot(quotient(r, q))])))
  if (wave.name === 'cos' && isZero(s)) return quotient(product([constant(rational(1, 2)), pi, decay]), squareRoot(product([q, r])))
  return wave.name === 'sin' && isOne(s) ? quotient(product([constant(rational(1, 2)), pi, decay]), q) : undefined
}

const beta = (x: VariableTerm, body: Term): Term | undefined => {
  const { front, others } = factorsOf(x, body)
  const rest = subtractTerms(one, x)
  const [left, right] = [
    others.flatMap(factor => exponentOf(factor, x) ?? []),
    others.flatMap(factor => exponentOfBase(factor, rest) ?? []),
  ]
  if (left.length + right.length !== others.length || right.length === 0) return undefined
  const [m, n] = [sum(left), sum(right)]
  if (![m, n].every(each => (each.type === 'constant' ? add(each.value, ONE).num > 0 : isNonNegative(each)))) return undefined
  const order = (each: Term): Term => gamma(sum([each, one]))
  return product([front, quotient(product([order(m), order(n)]), gamma(sum([m, n, integer(2)])))])
}
const exponentOfBase = (factor: Term, base: Term): Term | undefined =>
  factor.key === base.key ? one : factor.type === 'power' && factor.base.key === base.key ? factor.exponent : undefined
