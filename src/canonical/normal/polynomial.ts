import { gcdIntegers, type Integer, lcmIntegers } from '../../exact/integer.ts'
import {
  add as addRationals,
  divide,
  multiply as multiplyRationals,
  negate as negateRational,
  ONE,
  power as powerRational,
  type Rational,
  rationalBits,
} from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { certainlyCoprimeIn } from './coprime.ts'

/**
 * Sparse polynomials in many indeterminates over the rationals.
 *
 * A monomial is a string whose i-th UTF-16 unit is the exponent of the i-th indeterminate, without trailing
 * zeros: it is its own hash, and products are short loops. What the indeterminates mean is kept elsewhere
 * (`normal.ts` gives each kernel a number). The map keeps no zero coefficients; the constant monomial is ''.
 */
export interface Polynomial {
  readonly terms: ReadonlyMap<string, Rational>
}

/** Exponents beyond this are not stored: the rung gives up. */
export const maxExponent = 60_000

export const zeroPolynomial: Polynomial = { terms: new Map() }
export const constantPolynomial = (value: Rational): Polynomial => (value.num === 0 ? zeroPolynomial : { terms: new Map([['', value]]) })
export const onePolynomial: Polynomial = constantPolynomial(ONE)

/** The monomial of one indeterminate to a power. */
export const monomial = (index: number, exponent: number): string =>
  exponent === 0 ? '' : '\0'.repeat(index) + String.fromCharCode(exponent)
/** The indeterminate of that number, to a power ≥ 0. */
export const indeterminate = (index: number, exponent = 1): Polynomial => ({ terms: new Map([[monomial(index, exponent), ONE]]) })

export const exponentIn = (of: string, index: number): number => (index < of.length ? of.charCodeAt(index) : 0)

const trimmed = (text: string): string => {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--
  return end === text.length ? text : text.slice(0, end)
}

/** `a · b`. */
export const monomialProduct = (a: string, b: string): string => {
  if (a === '') return b
  if (b === '') return a
  if (a.length < b.length) [a, b] = [b, a]
  let result = ''
  for (let i = 0; i < b.length; i++) {
    const exponent = a.charCodeAt(i) + b.charCodeAt(i)
    if (exponent > maxExponent) throw new Exhausted('normal-form')
    result += String.fromCharCode(exponent)
  }
  return b.length === a.length ? result : result + a.slice(b.length)
}
/** `a / b` where every exponent of b is at most that of a, else `undefined`. */
export const monomialQuotient = (a: string, b: string): string | undefined => {
  if (b === '') return a
  if (b.length > a.length) return undefined
  let result = ''
  for (let i = 0; i < b.length; i++) {
    const left = a.charCodeAt(i) - b.charCodeAt(i)
    if (left < 0) return undefined
    result += String.fromCharCode(left)
  }
  return trimmed(result + a.slice(b.length))
}
/** With the exponent of one indeterminate replaced. */
export const withExponent = (of: string, index: number, exponent: number): string => {
  const padded = of.length <= index ? of + '\0'.repeat(index + 1 - of.length) : of
  return trimmed(padded.slice(0, index) + String.fromCharCode(exponent) + padded.slice(index + 1))
}

export const isZeroPolynomial = (p: Polynomial): boolean => p.terms.size === 0
/** The value of a polynomial without indeterminates, else `undefined`. */
export const constantOf = (p: Polynomial): Rational | undefined => {
  if (p.terms.size === 0) return { num: 0, den: 1 }
  return p.terms.size === 1 ? p.terms.get('') : undefined
}

const accumulate = (into: Map<string, Rational>, key: string, value: Rational): void => {
  const known = into.get(key)
  if (known === undefined) into.set(key, value)
  else {
    const total = addRationals(known, value)
    if (total.num === 0) into.delete(key)
    else into.set(key, total)
  }
}

/** Words of 64 bits of a long number; 0 for one that a double holds. */
const limbs = (value: Rational): number =>
  typeof value.num === 'number' && typeof value.den === 'number' ? 0 : 1 + Math.floor(rationalBits(value) / 64)

const longestOf = (terms: ReadonlyMap<string, Rational>): number => {
  let longest = 0
  for (const value of terms.values()) longest = Math.max(longest, limbs(value))
  return longest
}

/** Steps of a product: that of long numbers grows with the words of both. */
const cost = (value: Rational, longest: number): number => {
  const own = limbs(value)
  return (own === 0 ? 1 : 12) + Math.floor((Math.max(1, own) * longest) / 16)
}

export const add = (a: Polynomial, b: Polynomial, budget: Budget): Polynomial => {
  if (a.terms.size === 0) return b
  if (b.terms.size === 0) return a
  if (a.terms.size < b.terms.size) [a, b] = [b, a]
  budget.spend(b.terms.size)
  const result = new Map(a.terms)
  for (const [key, value] of b.terms) accumulate(result, key, value)
  return { terms: result }
}
export const scalePolynomial = (p: Polynomial, factor: Rational): Polynomial => {
  if (factor.num === 0) return zeroPolynomial
  if (factor.num === 1 && factor.den === 1) return p
  const result = new Map<string, Rational>()
  for (const [key, value] of p.terms) result.set(key, multiplyRationals(value, factor))
  return { terms: result }
}
export const negatePolynomial = (p: Polynomial): Polynomial => {
  const result = new Map<string, Rational>()
  for (const [key, value] of p.terms) result.set(key, negateRational(value))
  return { terms: result }
}
export const subtract = (a: Polynomial, b: Polynomial, budget: Budget): Polynomial => add(a, negatePolynomial(b), budget)

export const multiply = (a: Polynomial, b: Polynomial, budget: Budget): Polynomial => {
  if (a.terms.size === 0 || b.terms.size === 0) return zeroPolynomial
  const first = constantOf(a)
  const second = first === undefined ? constantOf(b) : undefined
  if (first !== undefined || second !== undefined) {
    const [scaled, factor] = first === undefined ? [a, second as Rational] : [b, first]
    budget.spend(scaled.terms.size * cost(factor, longestOf(scaled.terms)))
    return scalePolynomial(scaled, factor)
  }
  const result = new Map<string, Rational>()
  const longest = longestOf(b.terms)
  for (const [keyA, valueA] of a.terms) {
    budget.spend(b.terms.size * cost(valueA, longest))
    for (const [keyB, valueB] of b.terms) accumulate(result, monomialProduct(keyA, keyB), multiplyRationals(valueA, valueB))
  }
  return { terms: result }
}
/** A natural power by squaring; the caller's budget bounds it. */
export const powerPolynomial = (p: Polynomial, exponent: number, budget: Budget): Polynomial => {
  if (p.terms.size === 1) {
    const [key, value] = p.terms.entries().next().value as [string, Rational]
    const length = Math.floor((exponent * rationalBits(value)) / 64)
    budget.spend(1 + Math.floor(exponent / 8) + length + Math.floor((length * length) / 16))
    const coefficient = powerRational(value, exponent)
    let grown = ''
    for (let i = 0; i < key.length; i++) {
      const total = key.charCodeAt(i) * exponent
      if (total > maxExponent) throw new Exhausted('normal-form')
      grown += String.fromCharCode(total)
    }
    return { terms: new Map([[grown, coefficient]]) }
  }
  let result = onePolynomial
  let square = p
  for (let left = exponent; left > 0; ) {
    if (left % 2 === 1) result = multiply(result, square, budget)
    left = (left - (left % 2)) / 2
    if (left > 0) square = multiply(square, square, budget)
  }
  return result
}

/** The highest exponent of one indeterminate; -1 for the zero polynomial. */
export const degreeIn = (p: Polynomial, index: number): number => {
  let degree = -1
  for (const key of p.terms.keys()) degree = Math.max(degree, exponentIn(key, index))
  return degree
}
/** The highest sum of exponents; -1 for the zero polynomial. */
export const totalDegree = (p: Polynomial): number => {
  let degree = -1
  for (const key of p.terms.keys()) {
    let sum = 0
    for (let i = 0; i < key.length; i++) sum += key.charCodeAt(i)
    degree = Math.max(degree, sum)
  }
  return degree
}
/** The indeterminates that occur, ascending. */
export const indeterminatesOf = (p: Polynomial): readonly number[] => {
  const found = new Set<number>()
  for (const key of p.terms.keys()) for (let i = 0; i < key.length; i++) if (key.charCodeAt(i) > 0) found.add(i)
  return [...found].sort((a, b) => a - b)
}
/** As a polynomial in one indeterminate: coefficients by exponent, from 0 up. */
export const coefficientsIn = (p: Polynomial, index: number): Polynomial[] => {
  const parts: Map<string, Rational>[] = []
  for (const [key, value] of p.terms) {
    const exponent = exponentIn(key, index)
    while (parts.length <= exponent) parts.push(new Map())
    ;(parts[exponent] as Map<string, Rational>).set(withExponent(key, index, 0), value)
  }
  return parts.map(terms => ({ terms }))
}
/** The largest rational that leaves integer coefficients without a common factor; positive, 1 for the zero polynomial. */
export const content = (p: Polynomial): Rational => {
  let num: Integer = 0
  let den: Integer = 1
  for (const value of p.terms.values()) {
    num = gcdIntegers(num, value.num)
    den = lcmIntegers(den, value.den)
  }
  return num === 0 ? ONE : { num, den }
}
/** The largest monomial that divides every term. */
export const monomialContent = (p: Polynomial): string => {
  let common: string | undefined
  for (const key of p.terms.keys()) {
    if (common === undefined) common = key
    else {
      let next = ''
      for (let i = 0; i < Math.min(common.length, key.length); i++)
        next += String.fromCharCode(Math.min(common.charCodeAt(i), key.charCodeAt(i)))
      common = trimmed(next)
    }
    if (common === '') return ''
  }
  return common ?? ''
}
export const divideByMonomial = (p: Polynomial, by: string): Polynomial => {
  if (by === '') return p
  const terms = new Map<string, Rational>()
  for (const [key, value] of p.terms) terms.set(monomialQuotient(key, by) as string, value)
  return { terms }
}

/** The greatest monomial in lexicographic order, with its coefficient. */
export const leadingTerm = (p: Polynomial): { key: string; value: Rational } | undefined => {
  let best: { key: string; value: Rational } | undefined
  for (const [key, value] of p.terms) if (best === undefined || key > best.key) best = { key, value }
  return best
}
/** Divided by its content, with a positive leading coefficient. */
export const primitive = (p: Polynomial): Polynomial => {
  const lead = leadingTerm(p)
  if (lead === undefined) return p
  const factor = content(p)
  return scalePolynomial(p, divide(lead.value.num < 0 ? { num: -1, den: 1 } : ONE, factor))
}

export const equalPolynomials = (a: Polynomial, b: Polynomial): boolean => {
  if (a.terms.size !== b.terms.size) return false
  for (const [key, value] of a.terms) {
    const other = b.terms.get(key)
    if (other === undefined || other.num !== value.num || other.den !== value.den) return false
  }
  return true
}

/**
 * The quotient when `b` divides `a`, else `undefined`. Division by leading terms in lexicographic order.
 */
export const exactDivision = (a: Polynomial, b: Polynomial, budget: Budget): Polynomial | undefined => {
  const lead = leadingTerm(b)
  if (lead === undefined) return undefined
  if (b.terms.size === 1) {
    const terms = new Map<string, Rational>()
    for (const [key, value] of a.terms) {
      const left = monomialQuotient(key, lead.key)
      if (left === undefined) return undefined
      terms.set(left, divide(value, lead.value))
    }
    return { terms }
  }
  const rest = new Map(a.terms)
  const result = new Map<string, Rational>()
  while (rest.size > 0) {
    budget.spend(rest.size + b.terms.size)
    const top = leadingTerm({ terms: rest }) as { key: string; value: Rational }
    const key = monomialQuotient(top.key, lead.key)
    if (key === undefined) return undefined
    const value = divide(top.value, lead.value)
    result.set(key, value)
    const minus = negateRational(value)
    for (const [keyB, valueB] of b.terms) accumulate(rest, monomialProduct(key, keyB), multiplyRationals(minus, valueB))
  }
  return { terms: result }
}

/** Quotient and remainder: no term of the remainder is a multiple of the leading term of b, in lexicographic order. */
export const divisionWithRest = (a: Polynomial, b: Polynomial, budget: Budget): readonly [Polynomial, Polynomial] => {
  const lead = leadingTerm(b)
  if (lead === undefined) return [zeroPolynomial, a]
  const open = new Map(a.terms)
  const [quotient, rest] = [new Map<string, Rational>(), new Map<string, Rational>()]
  while (open.size > 0) {
    budget.spend(open.size + b.terms.size)
    const top = leadingTerm({ terms: open }) as { key: string; value: Rational }
    const key = monomialQuotient(top.key, lead.key)
    if (key === undefined) {
      rest.set(top.key, top.value)
      open.delete(top.key)
      continue
    }
    const value = divide(top.value, lead.value)
    quotient.set(key, value)
    const minus = negateRational(value)
    for (const [keyB, valueB] of b.terms) accumulate(open, monomialProduct(key, keyB), multiplyRationals(minus, valueB))
  }
  return [{ terms: quotient }, { terms: rest }]
}
/** With other numbers for the indeterminates: the i-th becomes the one at `places[i]`. */
export const renumbered = (p: Polynomial, places: readonly number[]): Polynomial => {
  const terms = new Map<string, Rational>()
  for (const [key, value] of p.terms) {
    const exponents = new Array<number>(places.length).fill(0)
    for (let i = 0; i < key.length; i++) exponents[places[i] as number] = key.charCodeAt(i)
    terms.set(trimmed(String.fromCharCode(...exponents)), value)
  }
  return { terms }
}

/**
 * Greatest common divisor, primitive with positive leading coefficient, by primitive pseudo-remainder sequences in the
 * last indeterminate and recursion for the content (Knuth, TAOCP 2, 4.6.1, Algorithm E).
 */
export const gcd = (a: Polynomial, b: Polynomial, budget: Budget): Polynomial => {
  if (a.terms.size === 0) return primitive(b)
  if (b.terms.size === 0) return primitive(a)
  if (constantOf(a) !== undefined || constantOf(b) !== undefined) return onePolynomial
  const usedA = indeterminatesOf(a)
  const usedB = indeterminatesOf(b)
  const shared = usedA.filter(index => usedB.includes(index))
  if (shared.every(index => certainlyCoprimeIn(a.terms, b.terms, index, budget))) return onePolynomial
  const index = shared[shared.length - 1] as number
  const contentA = contentIn(a, index, budget)
  const contentB = contentIn(b, index, budget)
  const common = gcd(contentA, contentB, budget)
  let u = exactDivision(a, contentA, budget) ?? a
  let v = exactDivision(b, contentB, budget) ?? b
  if (degreeIn(u, index) < degreeIn(v, index)) [u, v] = [v, u]
  while (v.terms.size > 0) {
    const rest = pseudoRemainder(u, v, index, budget)
    u = v
    if (rest.terms.size > 0 && degreeIn(rest, index) <= 0) return primitive(common)
    v = rest.terms.size === 0 ? rest : (exactDivision(rest, contentIn(rest, index, budget), budget) ?? rest)
  }
  return primitive(multiply(common, primitive(u), budget))
}
/** The greatest common divisor of the coefficients of a polynomial in one indeterminate. */
export const contentIn = (p: Polynomial, index: number, budget: Budget): Polynomial => {
  let common = zeroPolynomial
  for (const coefficient of coefficientsIn(p, index)) {
    if (coefficient.terms.size === 0) continue
    common = common.terms.size === 0 ? primitive(coefficient) : gcd(common, coefficient, budget)
    if (constantOf(common) !== undefined) return onePolynomial
  }
  return common.terms.size === 0 ? onePolynomial : common
}
const pseudoRemainder = (a: Polynomial, b: Polynomial, index: number, budget: Budget): Polynomial => {
  const degree = degreeIn(b, index)
  const lead = coefficientsIn(b, index)[degree] as Polynomial
  let rest = a
  for (let top = degreeIn(rest, index); rest.terms.size > 0 && top >= degree; top = degreeIn(rest, index)) {
    const leadRest = coefficientsIn(rest, index)[top] as Polynomial
    const shifted = multiply(multiply(leadRest, b, budget), indeterminate(index, top - degree), budget)
    const grown = multiply(lead, rest, budget)
    rest = subtract(grown, shifted, budget)
    const factor = content(rest)
    if (factor.num !== 1 || factor.den !== 1) rest = scalePolynomial(rest, divide(ONE, factor))
  }
  return rest
}

export const leadingNegative = (p: Polynomial): boolean => (leadingTerm(p)?.value.num ?? 0) < 0
