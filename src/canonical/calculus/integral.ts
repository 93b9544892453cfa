/**
 * Definite integrals in closed form, by antiderivatives from a table: powers, exponentials, sines and cosines of linear
 * arguments, their products with powers by parts, `1/(ax^2+bx+c)`, `\sqrt{a^2-x^2}`, logarithms.
 *
 * The fundamental theorem asks for a continuous integrand: a divisor, a logarithm or an odd power of a root that may vanish
 * strictly between the ends leaves the integral as it is. The table is one list of shapes, and so this file is long.
 */
import { divide, type Rational } from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { linear } from './bound.ts'
import { negateTerm, power, product, quotient, reciprocal, scale, squareRoot, subtractTerms, sum } from '../term/build.ts'
import { derivative } from './derivative.ts'
import { abs, apply, logarithm } from '../term/functions.ts'
import { limitOf } from './limit.ts'
import { constant, euler, half, integer, isInfinite, isIntegerConstant, isZero, minusOne, one, variable, zero } from '../term/node.ts'
import { normalise, toRationalFunction, Frame } from '../normal/normal.ts'
import { coefficientsIn, constantOf } from '../normal/polynomial.ts'
import { isConstantTerm, isPositive, signOfConstant } from '../term/property.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { holds, mapParts, parts, substitute } from '../term/walk.ts'

const integralSteps = 30_000

/** The value where the table gives one, perhaps after a substitution, else `undefined`. */
export const definiteIntegral = (bound: VariableTerm, lower: Term, upper: Term, body: Term, budget: Budget): Term | undefined =>
  byTable(bound, lower, upper, body, budget) ?? bySubstitution(bound, lower, upper, body, budget)

const byTable = (bound: VariableTerm, lower: Term, upper: Term, body: Term, budget: Budget): Term | undefined => {
  const found = budget.attempt('integrals', integralSteps, () => {
    if (!isContinuous(body, bound, lower, upper, budget)) return undefined
    const primitive = antiderivative(body, bound, budget)
    if (primitive === undefined) return undefined
    const high = atEnd(primitive, bound, upper, '-', budget)
    const low = atEnd(primitive, bound, lower, '+', budget)
    if (high === undefined || low === undefined || isInfinite(high) || isInfinite(low)) return undefined
    const value = subtractTerms(high, low)
    return value.type === 'undefined' ? undefined : value
  })
  return found instanceof Exhausted ? undefined : found
}

/**
 * `x = h(t)` for a monotone h, where the integrand has one kernel that is simple in t: `t = a^{kx} b^{lx} …` for exponentials,
 * `x = e^t` for `\ln x`, `x = (t² - b)/a` for `\sqrt{ax+b}`. Over finite ranges.
 */
const bySubstitution = (bound: VariableTerm, lower: Term, upper: Term, body: Term, budget: Budget): Term | undefined => {
  if (isInfinite(lower) || isInfinite(upper)) return undefined
  const found = budget.attempt('integrals', integralSteps, () => {
    const exponential = byExponential(bound, lower, upper, body, budget)
    if (exponential !== undefined) return exponential
    const change = changeOf(body, bound)
    if (change === undefined) return undefined
    const t = variable('§u')
    const x = change.old(t)
    const slope = derivative(x, t.name)
    if (slope === undefined) return undefined
    const from = change.fresh(lower)
    const to = change.fresh(upper)
    if (from.type === 'undefined' || to.type === 'undefined' || isInfinite(from) || isInfinite(to)) return undefined
    const placed = product([substitute(body, bound.name, x, budget), slope])
    return byTable(t, from, to, normalise(change.positive ? unfolded(placed, t, budget) : placed, budget), budget)
  })
  return found instanceof Exhausted ? undefined : found
}
/** Exponentials of multiples of x that are multiplied: slopes by the keys of their bases. */
type Rates = ReadonlyMap<string, { readonly base: Term; readonly slope: Rational }>
const ratesOf = (term: Term, x: VariableTerm): Rates => {
  const rates = new Map<string, { base: Term; slope: Rational }>()
  for (const factor of term.type === 'product' ? term.factors : [term]) {
    if (factor.type !== 'power' || holds(factor.base, x.key) || !isPositive(factor.base)) continue
    const slope = quotient(factor.exponent, x)
    if (slope.type === 'constant') rates.set(factor.base.key, { base: factor.base, slope: slope.value })
  }
  return rates
}
/** Which power of t the exponentials of a term are; `undefined` for none that is whole. */
const multipleOf = (rates: Rates, unit: Rates): number | undefined => {
  let multiple: number | undefined
  for (const [key, { slope }] of rates) {
    const one = unit.get(key)
    const ratio = one && divide(slope, one.slope)
    if (ratio?.den !== 1 || (multiple !== undefined && multiple !== ratio.num)) return undefined
    multiple = Number(ratio.num)
  }
  return rates.size === unit.size ? multiple : undefined
}
const byExponential = (x: VariableTerm, lower: Term, upper: Term, body: Term, budget: Budget): Term | undefined => {
  const t = variable('§u')
  const replaced = (term: Term, unit: Rates): Term => {
    if (!holds(term, x.key)) return term
    const multiple = multipleOf(ratesOf(term, x), unit)
    if (multiple === undefined) return mapParts(term, part => replaced(part, unit), budget)
    const others = term.type === 'product' ? term.factors.filter(factor => ratesOf(factor, x).size === 0) : []
    const front = term.type === 'product' ? constant(term.coefficient) : one
    return product([front, power(t, integer(multiple)), ...others.map(part => replaced(part, unit))])
  }
  for (const unit of unitsOf(body, x).slice(0, 4)) {
    const inner = replaced(body, unit)
    if (holds(inner, x.key)) continue
    const each = [...unit.values()]
    const at = (end: Term): Term => product(each.map(({ base, slope }) => power(base, product([constant(slope), end]))))
    const rate = sum(each.map(({ base, slope }) => product([constant(slope), logarithm(base)])))
    if (signOfConstant(rate) === 0 || signOfConstant(rate) === undefined) continue
    const found = byTable(t, at(lower), at(upper), normalise(quotient(inner, t), budget), budget)
    if (found !== undefined) return quotient(found, rate)
  }
  return undefined
}
const unitsOf = (term: Term, x: VariableTerm): readonly Rates[] => {
  if (!holds(term, x.key)) return []
  const rates = ratesOf(term, x)
  return rates.size > 0 ? [rates] : parts(term).flatMap(part => unitsOf(part, x))
}

/** `|t|` is t where t is not negative. */
const unfolded = (term: Term, t: VariableTerm, budget: Budget): Term =>
  term.type === 'apply' && term.name === 'abs' && term.arguments[0]?.key === t.key
    ? t
    : mapParts(term, part => unfolded(part, t, budget), budget)
interface Change {
  /** The new variable is not negative. */
  readonly positive: boolean
  readonly old: (t: Term) => Term
  readonly fresh: (x: Term) => Term
}
const changeOf = (term: Term, x: VariableTerm): Change | undefined => {
  if (!holds(term, x.key)) return undefined
  if (term.type === 'apply' && term.name === 'ln' && term.arguments[0]?.key === x.key)
    return { positive: false, old: t => power(euler, t), fresh: at => logarithm(at) }
  if (term.type === 'power' && term.exponent.type === 'constant' && term.exponent.value.den === 2) {
    const line = linear(term.base, x)
    if (line !== undefined && !isZero(line.slope))
      return {
        positive: true,
        old: t => quotient(subtractTerms(power(t, integer(2)), line.offset), line.slope),
        fresh: at => squareRoot(sum([product([line.slope, at]), line.offset])),
      }
  }
  for (const part of parts(term)) {
    const found = changeOf(part, x)
    if (found !== undefined) return found
  }
  return undefined
}

const atEnd = (primitive: Term, bound: VariableTerm, end: Term, side: '+' | '-', budget: Budget): Term | undefined => {
  if (!isInfinite(end)) {
    const value = substitute(primitive, bound.name, end, budget)
    if (value.type !== 'undefined') return value
  }
  return limitOf(bound, end, primitive, isInfinite(end) ? undefined : side, budget) ?? vanishing(primitive, bound, end, budget)
}
/** Term by term: products of powers with `e^{-cx}` vanish at infinity, `x^k \ln x` with k > 0 vanishes at 0. */
const vanishing = (primitive: Term, bound: VariableTerm, end: Term, budget: Budget): Term | undefined => {
  const results: Term[] = []
  for (const part of primitive.type === 'sum' ? primitive.terms : [primitive]) {
    const factors = part.type === 'product' ? part.factors : [part]
    if (isInfinite(end) ? isDamped(factors, bound, end) : isFlattened(factors, bound, end, budget)) continue
    const limit = limitOf(bound, end, part, undefined, budget) ?? (isInfinite(end) ? undefined : substitute(part, bound.name, end, budget))
    if (limit === undefined || limit.type === 'undefined') return undefined
    results.push(limit)
  }
  return sum(results)
}
const isDamped = (factors: readonly Term[], bound: VariableTerm, end: Term): boolean => {
  const damping = factors.find(factor => factor.type === 'power' && factor.base.key === euler.key && holds(factor.exponent, bound.key))
  const line = damping?.type === 'power' ? linear(damping.exponent, bound) : undefined
  const slope = line && signOfConstant(line.slope)
  if (slope === undefined || slope === 0 || slope < 0 !== (end.key === '#+infinity')) return false
  return factors.every(
    factor =>
      factor === damping ||
      !holds(factor, bound.key) ||
      factor.key === bound.key ||
      (factor.type === 'power' && factor.base.key === bound.key && factor.exponent.type === 'constant') ||
      (factor.type === 'apply' && (factor.name === 'sin' || factor.name === 'cos')),
  )
}
const isFlattened = (factors: readonly Term[], bound: VariableTerm, end: Term, budget: Budget): boolean => {
  const vanishesAtEnd = (term: Term): boolean => isZero(substitute(term, bound.name, end, budget))
  const log = factors.find(factor => factor.type === 'apply' && factor.name === 'ln')
  if (log?.type !== 'apply' || !vanishesAtEnd(log.arguments[0] as Term)) return false
  const others = factors.filter(factor => factor !== log)
  return (
    others.some(factor =>
      factor.key === bound.key || (factor.type === 'power' && factor.base.key === bound.key) ? vanishesAtEnd(factor) : false,
    ) && others.every(factor => substitute(factor, bound.name, end, budget).type !== 'undefined')
  )
}

/** Whether nothing in the integrand can break between the ends. */
const isContinuous = (term: Term, bound: VariableTerm, lower: Term, upper: Term, budget: Budget): boolean => {
  if (!holds(term, bound.key)) return true
  const needsSign = (base: Term): boolean => isPositive(base) || keepsSign(base, bound, lower, upper, budget)
  switch (term.type) {
    case 'power':
      if (term.exponent.type === 'constant' && term.exponent.value.num > 0) return isContinuous(term.base, bound, lower, upper, budget)
      if (!holds(term.base, bound.key)) return isContinuous(term.exponent, bound, lower, upper, budget)
      return needsSign(term.base) && isContinuous(term.base, bound, lower, upper, budget)
    case 'apply':
      if (term.name === 'ln') return needsSign(term.arguments[0] as Term)
      if (term.name === 'sin' || term.name === 'cos' || term.name === 'arctan' || term.name === 'abs')
        return isContinuous(term.arguments[0] as Term, bound, lower, upper, budget)
      return false
    case 'sum':
    case 'product':
      return parts(term).every(part => isContinuous(part, bound, lower, upper, budget))
    case 'variable':
      return true
    default:
      return false
  }
}
/** A polynomial of degree at most 2 without a zero strictly between the ends. */
const keepsSign = (base: Term, bound: VariableTerm, lower: Term, upper: Term, budget: Budget): boolean => {
  const coefficients = quadratic(base, bound, budget)
  if (coefficients === undefined) return false
  const [c, b, a] = coefficients
  if (isZero(a)) {
    if (isZero(b)) return true
    const zeroAt = negateTerm(quotient(c, b))
    const before = isInfinite(lower) ? -1 : signOfConstant(subtractTerms(lower, zeroAt))
    const after = isInfinite(upper) ? 1 : signOfConstant(subtractTerms(upper, zeroAt))
    return (before !== undefined && before >= 0) || (after !== undefined && after <= 0)
  }
  const discriminant = subtractTerms(power(b, integer(2)), product([integer(4), a, c]))
  const sign = signOfConstant(discriminant)
  if (sign === -1) return true
  if (sign === undefined) return isPositive(base)
  const root = squareRoot(discriminant)
  const doubled = product([integer(2), a])
  const zeros = [quotient(subtractTerms(root, b), doubled), quotient(negateTerm(sum([root, b])), doubled)]
  return zeros.every(at => {
    const before = isInfinite(lower) ? -1 : signOfConstant(subtractTerms(lower, at))
    const after = isInfinite(upper) ? 1 : signOfConstant(subtractTerms(upper, at))
    return (before !== undefined && before >= 0) || (after !== undefined && after <= 0)
  })
}
/** `[c, b, a]` of `ax² + bx + c`. */
const quadratic = (term: Term, bound: VariableTerm, budget: Budget): readonly [Term, Term, Term] | undefined => {
  const at = (value: Term): Term => normalise(substitute(term, bound.name, value, budget), budget)
  const frame = new Frame()
  const value = toRationalFunction(term, budget, frame)
  const index = frame.find(`^${bound.key}`)
  if (value === undefined || constantOf(value.denominator) === undefined || index === undefined) return undefined
  if (coefficientsIn(value.numerator, index).length > 3 || frame.kernels.some((kernel, k) => k !== index && holds(kernel.term, bound.key)))
    return undefined
  const c = at(zero)
  const above = at(one)
  const below = at(minusOne)
  const a = normalise(scale(half.value, sum([above, below, scale({ num: -2, den: 1 }, c)])), budget)
  const b = normalise(scale(half.value, subtractTerms(above, below)), budget)
  return [c, b, a]
}

/* ------------------------------------------------------------ the table */

/** An antiderivative, else `undefined`. */
export const antiderivative = (body: Term, bound: VariableTerm, budget: Budget): Term | undefined => {
  const direct = termByTerm(body, bound, budget)
  if (direct !== undefined) return direct
  const expanded = normalise(body, budget)
  return expanded.key === body.key ? undefined : termByTerm(expanded, bound, budget)
}
const termByTerm = (body: Term, bound: VariableTerm, budget: Budget): Term | undefined => {
  const results: Term[] = []
  for (const part of body.type === 'sum' ? body.terms : [body]) {
    const outside: Term[] = []
    const inside: Term[] = []
    for (const factor of part.type === 'product' ? [constant(part.coefficient), ...part.factors] : [part])
      (holds(factor, bound.key) ? inside : outside).push(factor)
    const primitive = single(inside, bound, budget, 0)
    if (primitive === undefined) return undefined
    results.push(product([...outside, primitive]))
  }
  return sum(results)
}

/** An antiderivative of a product of factors that all hold the variable. */
const single = (factors: readonly Term[], x: VariableTerm, budget: Budget, depth: number): Term | undefined => {
  budget.spend(20)
  if (depth > 12) return undefined
  if (factors.length === 0) return x
  if (factors.length === 1) return lone(factors[0] as Term, x, budget)
  // x^n · f by parts, with n natural.
  const monomial = factors.find(
    factor => factor.key === x.key || (factor.type === 'power' && factor.base.key === x.key && isIntegerConstant(factor.exponent)),
  )
  const others = factors.filter(factor => factor !== monomial)
  if (monomial === undefined || others.length !== 1) return undefined
  const n = monomial.type === 'power' && monomial.exponent.type === 'constant' ? Number(monomial.exponent.value.num) : 1
  const f = others[0] as Term
  if (f.type === 'apply' && (f.name === 'ln' || f.name === 'arctan') && n !== -1) {
    // ∫ x^n f = x^{n+1}/(n+1)·f - ∫ x^{n+1}/(n+1)·f'
    const inner = linear(f.arguments[0] as Term, x)
    if (inner === undefined || f.name !== 'ln' || !isZero(inner.offset)) return undefined
    const raised = quotient(power(x, integer(n + 1)), integer(n + 1))
    return subtractTerms(product([raised, f]), quotient(power(x, integer(n + 1)), integer((n + 1) * (n + 1))))
  }
  // x·f(x²)
  if (n === 1 && f.type === 'power' && f.base.key === euler.key) {
    const square = quadratic(f.exponent, x, budget)
    if (square !== undefined && !isZero(square[2]) && isZero(square[1])) return quotient(f, product([integer(2), square[2]]))
  }
  if (n === 1 && f.type === 'power' && f.exponent.type === 'constant') {
    const square = quadratic(f.base, x, budget)
    if (square !== undefined && !isZero(square[2]) && isZero(square[1])) {
      const inner = product([integer(2), square[2]])
      if (f.exponent.key === minusOne.key) return quotient(logarithm(abs(f.base)), inner)
      const next = sum([f.exponent, one])
      return quotient(power(f.base, next), product([inner, next]))
    }
  }
  if (n < 1) return undefined
  const primitive = lone(f, x, budget)
  if (primitive === undefined || (f.type === 'power' && f.base.key !== euler.key && holds(f.base, x.key))) return undefined
  const lowered = n === 1 ? [] : [n === 2 ? x : power(x, integer(n - 1))]
  const { coefficient, rest } = splitOutside(primitive, x)
  if (rest.length > 1) return undefined
  const remaining = single([...lowered, ...rest], x, budget, depth + 1)
  return remaining && subtractTerms(product([monomial, primitive]), product([integer(n), coefficient, remaining]))
}
const splitOutside = (term: Term, x: VariableTerm): { coefficient: Term; rest: Term[] } => {
  const outside: Term[] = []
  const rest: Term[] = []
  for (const factor of term.type === 'product' ? [constant(term.coefficient), ...term.factors] : [term])
    (holds(factor, x.key) ? rest : outside).push(factor)
  return { coefficient: product(outside), rest }
}

const lone = (f: Term, x: VariableTerm, budget: Budget): Term | undefined => {
  if (f.key === x.key) return scale(half.value, power(x, integer(2)))
  if (f.type === 'sum') return termByTerm(f, x, budget)
  if (f.type === 'power') {
    if (!holds(f.base, x.key)) {
      const line = linear(f.exponent, x)
      return line && quotient(f, product([line.slope, logarithm(f.base)]))
    }
    if (f.exponent.type !== 'constant' && holds(f.exponent, x.key)) return undefined
    const line = linear(f.base, x)
    if (line !== undefined) {
      if (f.exponent.key === minusOne.key) return quotient(logarithm(abs(f.base)), line.slope)
      const next = sum([f.exponent, one])
      return quotient(power(f.base, next), product([next, line.slope]))
    }
    if (f.base.type === 'apply' && f.exponent.type === 'constant') {
      const inner = linear(f.base.arguments[0] as Term, x)
      if (inner === undefined) return undefined
      const [sine, cosine] = [apply('sin', [f.base.arguments[0] as Term]), apply('cos', [f.base.arguments[0] as Term])]
      if (f.exponent.key === '-2') {
        if (f.base.name === 'cos') return quotient(quotient(sine, cosine), inner.slope)
        if (f.base.name === 'sin') return negateTerm(quotient(quotient(cosine, sine), inner.slope))
      }
      if (f.exponent.key === '2' && (f.base.name === 'sin' || f.base.name === 'cos')) {
        // sin² = (1 - cos 2u)/2
        const turned = quotient(product([sine, cosine]), product([integer(2), inner.slope]))
        return f.base.name === 'cos' ? sum([scale(half.value, x), turned]) : subtractTerms(scale(half.value, x), turned)
      }
      return undefined
    }
    return ofQuadratic(f.base, f.exponent, x, budget)
  }
  if (f.type === 'apply') {
    const u = f.arguments[0] as Term
    const inner = linear(u, x)
    if (inner === undefined) return undefined
    switch (f.name) {
      case 'sin':
        return negateTerm(quotient(apply('cos', [u]), inner.slope))
      case 'cos':
        return quotient(apply('sin', [u]), inner.slope)
      case 'ln':
        return quotient(subtractTerms(product([u, f]), u), inner.slope)
      case 'arctan':
        return quotient(subtractTerms(product([u, f]), scale(half.value, logarithm(sum([one, power(u, integer(2))])))), inner.slope)
      case 'arcsin':
        return quotient(sum([product([u, f]), squareRoot(subtractTerms(one, power(u, integer(2))))]), inner.slope)
      default:
        return undefined
    }
  }
  return undefined
}

/** `1/q`, `1/\sqrt q`, `\sqrt q` for a quadratic q. */
const ofQuadratic = (base: Term, exponent: Term, x: VariableTerm, budget: Budget): Term | undefined => {
  const coefficients = quadratic(base, x, budget)
  if (coefficients === undefined || isZero(coefficients[2])) return undefined
  const [c, b, a] = coefficients
  const centre = quotient(b, product([integer(2), a]))
  const shifted = sum([x, centre])
  const discriminant = normalise(subtractTerms(power(b, integer(2)), product([integer(4), a, c])), budget)
  const sign = isConstantTerm(discriminant) ? signOfConstant(discriminant) : isPositive(negateTerm(discriminant)) ? -1 : undefined
  const lead = isConstantTerm(a) ? signOfConstant(a) : isPositive(a) ? 1 : undefined
  if (exponent.key === minusOne.key) {
    if (sign === -1) {
      const root = squareRoot(negateTerm(discriminant))
      return product([integer(2), reciprocal(root), apply('arctan', [quotient(sum([product([integer(2), a, x]), b]), root)])])
    }
    if (sign === 1) {
      const root = squareRoot(discriminant)
      const line = sum([product([integer(2), a, x]), b])
      return product([reciprocal(root), logarithm(abs(quotient(subtractTerms(line, root), sum([line, root]))))])
    }
    return sign === 0 ? negateTerm(reciprocal(product([a, shifted]))) : undefined
  }
  if (sign !== 1 || lead !== -1) return undefined
  // q = (-a)·(r² - s²) with s = x + b/2a
  const radius = squareRoot(quotient(discriminant, product([integer(4), power(a, integer(2))])))
  const angle = apply('arcsin', [quotient(shifted, radius)])
  const front = squareRoot(negateTerm(a))
  if (exponent.key === '-1/2') return quotient(angle, front)
  if (exponent.key !== half.key) return undefined
  return scale(half.value, sum([product([shifted, power(base, half)]), product([front, power(radius, integer(2)), angle])]))
}
