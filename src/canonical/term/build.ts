/**
 * The constructors that keep terms canonical: sums, products and powers.
 *
 * - A sum is flat, its like terms are collected with rational coefficients, its terms are sorted by key.
 * - A product is flat, has one rational coefficient, and its factors have distinct bases: `x·x^a` is
 *   `x^{1+a}`. A factor that is a sum is primitive (integer coefficients without a common factor, the first
 *   one positive); its content went into the coefficient. A number times a lone sum is distributed.
 * - A power of a rational is split into powers of primes, `p^f` with `0 < f < 1`, so that `\sqrt6` and
 *   `\sqrt2\sqrt3` meet, and `6^n` and `2^n3^n`. Even roots of negative constants are imaginary, odd roots
 *   of negative reals are real.
 * - A rule that would enlarge the real domain is not applied: `(\sqrt x)^2` stays a power of `\sqrt x`.
 *   Only isolated points are ever lost (`x/x` is 1).
 *
 * Sums of products are not expanded here; `normal.ts` does that within a budget. The three constructors
 * need each other, and so this file is long.
 */
import { bitLength, exactQuotient, gcdIntegers, type Integer, isEven, lcmIntegers, negateInteger } from '../../exact/integer.ts'
import {
  absolute,
  add,
  divide,
  floorOf,
  isInteger,
  multiply,
  negate,
  power as rationalPowerOf,
  type Rational,
  rationalBits,
  sign,
} from '../../exact/rational.ts'
import { ByKey } from './by-key.ts'
import { factor } from '../../exact/factoring.ts'
import { abs, logarithm } from './functions.ts'
import {
  byFactors,
  byKey,
  constant,
  euler,
  half,
  imaginary,
  inOrder,
  integer,
  isInfinite,
  isOne,
  isZero,
  minusInfinity,
  minusOne,
  one,
  pi,
  plusInfinity,
  powerNode,
  productNode,
  splitCoefficient,
  sumNode,
  undefinedTerm,
  zero,
} from './node.ts'
import { isIntegerValued, isNonNegative, isPositive, isReal, signOfConstant } from './property.ts'
import type { Term } from './term.ts'
import { unitRoot } from './trigonometry.ts'

/** A power of a rational is multiplied out while it stays below this many bits. */
export const expandedBits = 20_000
/** Fractions are added while their sizes together stay below this many bits: the greatest common divisor is quadratic. */
const addedBits = 60_000

const rational = (num: Integer): Rational => ({ num, den: 1 })
const oneValue = one.value

/* ---------------------------------------------------------------- sums */

/** Like terms of a sum. */
interface Collected {
  readonly key: string
  readonly rest: Term
  coefficient: Rational
}

/** The terms of a sum as they come. */
class Summands {
  total: Rational = zero.value
  /** Fractions that are too large to be added. */
  unmerged: Term[] | undefined
  collected: ByKey<Collected> | undefined
  infinity: Term | undefined

  /** @returns what the sum is, whatever follows; `undefined` while that is open */
  take(term: Term): Term | undefined {
    switch (term.type) {
      case 'undefined':
        return undefinedTerm
      case 'constant':
        if (term.value.den !== 1 && this.total.den !== 1 && rationalBits(this.total) + rationalBits(term.value) > addedBits) {
          this.unmerged ??= []
          this.unmerged.push(term)
        } else this.total = add(this.total, term.value)
        return undefined
      case 'sum':
        return this.takeAll(term.terms)
      default: {
        if (isInfinite(term)) {
          if (this.infinity !== undefined && this.infinity.key !== term.key) return undefinedTerm
          this.infinity = term
          return undefined
        }
        const { coefficient, rest } = splitCoefficient(term)
        this.collected ??= new ByKey()
        const known = this.collected.get(rest.key)
        if (known === undefined) this.collected.add({ key: rest.key, coefficient, rest })
        else known.coefficient = add(known.coefficient, coefficient)
        return undefined
      }
    }
  }

  takeAll(terms: readonly Term[]): Term | undefined {
    for (const term of terms) {
      const stop = this.take(term)
      if (stop !== undefined) return stop
    }
    return undefined
  }
}

/** The sum of terms. @example sum([variable('x'), variable('x')]).key // '(* 2 x)' */
export const sum = (terms: readonly Term[]): Term => {
  const summands = new Summands()
  const stop = summands.takeAll(terms)
  if (stop !== undefined) return stop
  const { total, unmerged, collected, infinity } = summands
  if (infinity !== undefined) return infinity
  if (collected === undefined && unmerged === undefined) return constant(total)
  const result: Term[] = unmerged ?? []
  if (total.num !== 0) result.push(constant(total))
  if (collected !== undefined)
    for (const { coefficient, rest } of collected.entries) if (coefficient.num !== 0) result.push(scaled(coefficient, rest))
  if (result.length === 0) return zero
  if (result.length === 1) return result[0] as Term
  return sumNode(inOrder(result, byFactors))
}

/** `coefficient · rest`, where `rest` is canonical and has no coefficient of its own. */
const scaled = (coefficient: Rational, rest: Term): Term => {
  if (coefficient.num === 1 && coefficient.den === 1) return rest
  if (rest.type === 'product') return productNode(coefficient, rest.factors)
  return productNode(coefficient, [rest])
}

/** A rational times a term; a sum is distributed over. */
export const scale = (coefficient: Rational, term: Term): Term => {
  if (coefficient.num === 0) return term.type === 'undefined' || isInfinite(term) ? undefinedTerm : zero
  if (coefficient.num === 1 && coefficient.den === 1) return term
  switch (term.type) {
    case 'undefined':
      return term
    case 'constant':
      return constant(multiply(coefficient, term.value))
    case 'sum':
      return sumNode(term.terms.map(part => scale(coefficient, part)))
    case 'product': {
      const product = multiply(coefficient, term.coefficient)
      if (product.num === 1 && product.den === 1 && term.factors.length === 1) return term.factors[0] as Term
      return absorbed(product, term.factors)
    }
    case 'named':
      if (isInfinite(term)) return sign(coefficient) < 0 === (term.name === '+infinity') ? minusInfinity : plusInfinity
      return productNode(coefficient, [term])
    default:
      return absorbed(coefficient, [term])
  }
}
/** A product whose powers of integers may have to take factors from its coefficient. */
const absorbed = (coefficient: Rational, factors: readonly Term[]): Term => {
  for (const part of factors)
    if (part.type === 'power' && part.base.type === 'constant' && !isRootOfInteger(part.base.value, part.exponent))
      return product([constant(coefficient), ...factors])
  return productNode(coefficient, factors)
}
/** `2^{1/2}` takes nothing from a coefficient, and gives it nothing. */
const isRootOfInteger = (base: Rational, exponent: Term): boolean =>
  exponent.type === 'constant' &&
  typeof exponent.value.num === 'number' &&
  exponent.value.num > 0 &&
  exponent.value.num < exponent.value.den &&
  base.num > 1
export const negateTerm = (term: Term): Term => scale(minusOne.value, term)
export const subtractTerms = (a: Term, b: Term): Term => sum([a, negateTerm(b)])

/** The rational content of a sum, with the sign that makes the first coefficient positive, and the primitive rest. */
export const splitContent = (term: Term): { content: Rational; primitive: Term } => {
  if (term.type !== 'sum') {
    const { coefficient, rest } = splitCoefficient(term)
    return { content: coefficient, primitive: rest }
  }
  let num: Integer = 0
  let den: Integer = 1
  let first: Rational | undefined
  for (const part of term.terms) {
    const coefficient = part.type === 'constant' ? part.value : part.type === 'product' ? part.coefficient : oneValue
    first ??= coefficient
    if (bitLength(coefficient.num) + bitLength(coefficient.den) > addedBits) return { content: oneValue, primitive: term }
    num = gcdIntegers(num, coefficient.num)
    den = lcmIntegers(den, coefficient.den)
  }
  const positive: Rational = { num, den }
  const content = first !== undefined && sign(first) < 0 ? negate(positive) : positive
  if (content.num === 1 && content.den === 1) return { content, primitive: term }
  const inverse = divide(oneValue, content)
  return { content, primitive: sumNode(term.terms.map(part => scale(inverse, part))) }
}

/* ---------------------------------------------------------------- products */

interface Entry {
  readonly key: string
  readonly base: Term
  /** Rational part of the exponent. */
  rational: Rational
  /** The other parts. */
  symbolic: Term[] | undefined
  /** The base is known to be taken where it is not negative, because an even root of it was written. */
  restricted: boolean
}

/** Small numbers are multiplied as they come. */
const isLight = ({ num, den }: Rational): boolean => typeof num === 'number' && typeof den === 'number'

/** Long numbers are multiplied in halves: one by one, every step would cost as much as the last. */
function productOf(values: readonly Rational[]): Rational {
  const [first = oneValue, second] = values
  if (values.length < 3) return second === undefined ? first : multiply(first, second)
  const middle = values.length >> 1
  return multiply(productOf(values.slice(0, middle)), productOf(values.slice(middle)))
}

/** The factors of a product as they come. */
class Factors {
  coefficient: Rational = oneValue
  entries: ByKey<Entry> | undefined
  infinities = 0
  isUndefined = false
  /** Large rationals, which are multiplied in the end. */
  heavy: Rational[] | undefined

  take(term: Term): void {
    switch (term.type) {
      case 'undefined':
        this.isUndefined = true
        return
      case 'constant':
        this.#times(term.value)
        return
      case 'product':
        this.#times(term.coefficient)
        for (const part of term.factors) this.take(part)
        return
      case 'sum': {
        const { content, primitive } = splitContent(term)
        this.#times(content)
        this.#enter(primitive, one, false)
        return
      }
      case 'power': {
        const { base, exponent } = term
        if (base.type === 'power' && exponent.type === 'constant' && base.exponent.key === half.key)
          this.#enter(base.base, constant(divide(exponent.value, integer(2).value)), true)
        else this.#enter(base, exponent, false)
        return
      }
      default:
        if (isInfinite(term)) {
          this.infinities++
          if (term.name === '-infinity') this.coefficient = negate(this.coefficient)
        } else this.#enter(term, one, false)
    }
  }

  #enter(base: Term, exponent: Term, restricted: boolean): void {
    this.entries ??= new ByKey()
    let entry = this.entries.get(base.key)
    if (entry === undefined) {
      entry = { key: base.key, base, rational: zero.value, symbolic: undefined, restricted: false }
      this.entries.add(entry)
    }
    if (exponent.type === 'constant') entry.rational = add(entry.rational, exponent.value)
    else {
      entry.symbolic ??= []
      entry.symbolic.push(exponent)
    }
    if (restricted || (exponent.type === 'constant' && isEven(exponent.value.den))) entry.restricted = true
  }

  #times(value: Rational): void {
    if (isLight(value)) this.coefficient = multiply(this.coefficient, value)
    else {
      this.heavy ??= []
      this.heavy.push(value)
    }
  }
}

/** The product of terms. @example product([variable('x'), variable('x')]).key // '(^ x 2)' */
export const product = (terms: readonly Term[], depth = 0): Term => {
  const given = new Factors()
  for (const term of terms) given.take(term)
  const { entries, infinities, isUndefined, heavy } = given
  let { coefficient } = given
  if (isUndefined) return undefinedTerm
  if (heavy !== undefined) coefficient = multiply(coefficient, productOf(heavy))
  if (infinities > 0) return infiniteProduct(coefficient, entries?.entries ?? [])
  if (entries === undefined || coefficient.num === 0) return constant(coefficient)
  const kept = entries.entries.length > 1 ? withoutBars(entries) : entries.entries

  const factors: Term[] = []
  const again: Term[] = []
  const emit = (term: Term, expectedBase: Term): void => {
    const simple = term.type === 'power' ? term.base.key === expectedBase.key || term.base.type === 'power' : term.key === expectedBase.key
    if (simple && term.type !== 'product' && term.type !== 'constant') factors.push(term)
    else again.push(term)
  }
  for (const entry of kept) {
    const { base, symbolic } = entry
    const exponent = symbolic === undefined ? undefined : sum(entry.rational.num === 0 ? symbolic : [constant(entry.rational), ...symbolic])
    if (exponent === undefined || exponent.type === 'constant') {
      const value = exponent === undefined ? entry.rational : exponent.value
      if (value.num === 0) continue
      if (base.type === 'constant' && base.value.num <= 1) {
        again.push(power(base, constant(value)))
      } else if (base.type === 'constant') {
        const split = primePower(base.value, value, coefficient)
        coefficient = split.coefficient
        if (split.factor !== undefined) factors.push(split.factor)
      } else if (base.type === 'named') {
        if (value.num === 1 && value.den === 1 && base.name !== 'i') factors.push(base)
        else emit(power(base, constant(value)), base)
      } else if (value.den === 1 && value.num === 1 && !entry.restricted) {
        factors.push(base)
      } else if (entry.restricted && !isEven(value.den) && !isNonNegative(base)) {
        factors.push(powerNode(powerNode(base, half), constant(multiply(value, integer(2).value))))
      } else {
        if (base.type === 'product' && value.den === 1) again.push(power(base, constant(value)))
        else factors.push(value.num === 1 && value.den === 1 ? base : powerNode(base, constant(value)))
      }
    } else if (base.type === 'constant') {
      if (base.value.num === -1) {
        emit(signPower(exponent), base)
        continue
      }
      if (base.value.num === 0) {
        factors.push(powerNode(base, exponent))
        continue
      }
      const parts = splitConstant(exponent)
      const whole = floorOf(parts.constant)
      const rest = add(parts.constant, rational(negateInteger(whole)))
      if (whole !== 0) {
        const split = primePower(base.value, rational(whole), coefficient)
        coefficient = split.coefficient
        if (split.factor !== undefined) again.push(split.factor)
      }
      const remaining = rest.num === 0 ? parts.rest : sum([constant(rest), parts.rest])
      emit(powerNode(base, remaining), base)
    } else {
      emit(base.type === 'named' ? power(base, exponent) : powerNode(base, exponent), base)
    }
  }
  if (again.length > 0 && depth < 6) return product([constant(coefficient), ...factors, ...again], depth + 1)
  factors.push(...again)
  if (factors.length === 0) return constant(coefficient)
  if (factors.length === 1) {
    const only = factors[0] as Term
    if (only.type === 'sum') return scale(coefficient, only)
    if (coefficient.num === 1 && coefficient.den === 1) return only
  }
  return productNode(coefficient, inOrder(factors, byKey))
}

/** `|u|` beside an even root of u is u. */
const withoutBars = (entries: ByKey<Entry>): readonly Entry[] =>
  entries.entries.filter(({ base, rational: value, symbolic }) => {
    const inner = base.type === 'apply' && base.name === 'abs' && symbolic === undefined ? base.arguments[0] : undefined
    const root = inner && entries.get(inner.key)
    if (root === undefined || root.symbolic !== undefined || !root.restricted || !isReal(root.base)) return true
    root.rational = add(root.rational, value)
    return false
  })

const infiniteProduct = (coefficient: Rational, entries: readonly Entry[]): Term => {
  let direction: number = sign(coefficient)
  if (direction === 0) return undefinedTerm
  for (const { base, rational: value, symbolic } of entries) {
    if (symbolic === undefined && value.den === 1 && isEven(value.num)) continue
    const baseSign = isPositive(base) ? 1 : signOfConstant(base)
    if (baseSign === undefined || baseSign === 0) return undefinedTerm
    if (baseSign < 0) direction = -direction
  }
  return direction > 0 ? plusInfinity : minusInfinity
}

/** The rational part of an exponent and the rest of it. */
const splitConstant = (exponent: Term): { constant: Rational; rest: Term } => {
  if (exponent.type === 'constant') return { constant: exponent.value, rest: zero }
  if (exponent.type !== 'sum') return { constant: zero.value, rest: exponent }
  const first = exponent.terms.find(term => term.type === 'constant')
  if (first === undefined || first.type !== 'constant') return { constant: zero.value, rest: exponent }
  return { constant: first.value, rest: sum(exponent.terms.filter(term => term !== first)) }
}

/**
 * `coefficient · base^exponent` for an integer base ≥ 2: the whole part of the exponent goes into the
 * coefficient while that stays small, the rest stays a power with an exponent between 0 and 1. A power
 * that is too large to write out takes its base out of the coefficient instead.
 */
const primePower = (base: Rational, exponent: Rational, coefficient: Rational): { coefficient: Rational; factor?: Term } => {
  const whole = floorOf(exponent)
  const size = bitLength(base.num)
  if (bitLength(whole) <= 30 && Math.abs(Number(whole)) * size <= 2 * expandedBits) {
    const part = add(exponent, rational(negateInteger(whole)))
    const grown = multiply(coefficient, rationalPowerOf(base, Number(whole)))
    return part.num === 0 ? { coefficient: grown } : { coefficient: grown, factor: powerNode(constant(base), constant(part)) }
  }
  let value = exponent
  let { num, den } = coefficient
  const p = base.num
  while (gcdIntegers(num, p) === p) {
    num = exactQuotient(num, p)
    value = add(value, oneValue)
  }
  while (gcdIntegers(den, p) === p) {
    den = exactQuotient(den, p)
    value = add(value, minusOne.value)
  }
  return { coefficient: { num, den }, factor: powerNode(constant(base), constant(value)) }
}

/** `(-1)^exponent`, reduced modulo 2 where the exponent is integer-valued. */
const signPower = (exponent: Term): Term => {
  const parts: Term[] = []
  let odd = false
  for (const term of exponent.type === 'sum' ? exponent.terms : [exponent]) {
    if (term.type === 'constant' && isInteger(term.value)) {
      if (!isEven(term.value.num)) odd = !odd
      continue
    }
    const { coefficient, rest } = splitCoefficient(term)
    if (isIntegerValued(rest) && coefficient.den === 1) {
      if (!isEven(coefficient.num)) parts.push(rest)
    } else parts.push(term)
  }
  const rest = sum(parts)
  const base = isZero(rest) ? one : rest.type === 'constant' ? power(minusOne, rest) : powerNode(minusOne, rest)
  return odd ? negateTerm(base) : base
}

/* ---------------------------------------------------------------- powers */

/** `base ^ exponent`, in the real sense where there is one. */
export const power = (base: Term, exponent: Term): Term => {
  if (base.type === 'undefined' || exponent.type === 'undefined') return undefinedTerm
  if (isOne(exponent)) return base
  if (isInfinite(base) || isInfinite(exponent)) return infinitePower(base, exponent)
  if (isZero(exponent)) return isZero(base) ? undefinedTerm : one
  switch (base.type) {
    case 'constant':
      return powerOfRational(base.value, exponent)
    case 'named':
      if (base.name === 'e') return powerOfEuler(exponent)
      if (base.name === 'i') return powerOfImaginary(exponent)
      return exponent.type === 'constant' ? powerNode(base, exponent) : powerOfPositive(base, exponent)
    case 'product':
      return powerOfProduct(base.coefficient, base.factors, exponent)
    case 'sum': {
      const { content, primitive } = splitContent(base)
      if (exponent.type === 'constant' && isOne(exponent)) return base
      if (content.num === 1 && content.den === 1) return powerOfSum(base, exponent)
      return powerOfProduct(content, [primitive], exponent)
    }
    case 'power':
      return powerOfPower(base.base, base.exponent, exponent)
    case 'apply':
      if (base.name === 'abs' && exponent.type === 'constant' && isEven(exponent.value.num) && !isEven(exponent.value.den)) {
        const inner = base.arguments[0] as Term
        if (isReal(inner)) return power(inner, exponent)
      }
      return powerOfPositive(base, exponent)
    default:
      return powerOfPositive(base, exponent)
  }
}

/** A base without structure; an exponent may still undo a logarithm of it. */
const powerOfPositive = (base: Term, exponent: Term): Term => undoneLogarithm(base, exponent) ?? powerNode(base, exponent)

const undoneLogarithm = (base: Term, exponent: Term): Term | undefined => {
  if (exponent.type !== 'product') return undefined
  const inverse = exponent.factors.find(part => part.type === 'power' && part.exponent.key === minusOne.key)
  if (inverse === undefined || inverse.type !== 'power' || !isPositive(base)) return undefined
  const { content, primitive } = splitContent(logarithm(base))
  if (primitive.key !== inverse.base.key) return undefined
  const rest = exponent.factors.filter(part => part !== inverse)
  return power(euler, product([constant(multiply(content, exponent.coefficient)), ...rest]))
}

const infinitePower = (base: Term, exponent: Term): Term => {
  if (isInfinite(exponent)) {
    const value = base.type === 'constant' ? base.value : undefined
    const large = value !== undefined ? value.num > value.den : base.key === '#e' || base.key === '#pi'
    if (large) return exponent.key === plusInfinity.key ? plusInfinity : zero
    if (value !== undefined && value.num >= 0 && value.num < value.den && exponent.key === plusInfinity.key) return zero
    return undefinedTerm
  }
  if (exponent.type !== 'constant' || exponent.value.num === 0) return undefinedTerm
  if (exponent.value.num < 0) return zero
  if (base.key === plusInfinity.key) return plusInfinity
  return exponent.value.den === 1 ? (isEven(exponent.value.num) ? plusInfinity : minusInfinity) : undefinedTerm
}

const powerOfRational = (base: Rational, exponent: Term): Term => {
  if (base.num === 0) return exponent.type === 'constant' ? (exponent.value.num > 0 ? zero : undefinedTerm) : powerNode(zero, exponent)
  if (base.num === 1 && base.den === 1) return one
  if (exponent.type === 'constant') {
    const value = exponent.value
    if (value.den === 1) {
      const times = value.num
      // What is longer is written out prime by prime, so that `4^{9000}` and `2^{18000}` are treated alike.
      if (bitLength(times) <= 30 && Math.abs(Number(times)) * rationalBits(base) <= expandedBits)
        return constant(rationalPowerOf(base, Number(times)))
      if (base.num === -1 && base.den === 1) return isEven(times) ? one : minusOne
    }
    if (base.num < 0) {
      const size = powerOfRational(negate(base), exponent)
      if (!isEven(value.den)) return isEven(value.num) ? size : negateTerm(size)
      return product([unitRoot(value), size])
    }
  } else {
    const undone = base.num > 0 ? undoneLogarithm(constant(base), exponent) : undefined
    if (undone !== undefined) return undone
    if (base.num < 0) return product([signPower(exponent), powerOfRational(negate(base), exponent)])
  }
  const parts: Term[] = []
  if (base.num !== 1)
    for (const { base: p, exponent: k } of factor(base.num)) parts.push(powerNode(constant(rational(p)), scale(integer(k).value, exponent)))
  if (base.den !== 1)
    for (const { base: p, exponent: k } of factor(base.den))
      parts.push(powerNode(constant(rational(p)), scale(integer(-k).value, exponent)))
  return product(parts)
}

const powerOfImaginary = (exponent: Term): Term => {
  if (exponent.type !== 'constant')
    return isIntegerValued(exponent) ? powerNode(imaginary, exponent) : power(euler, product([half, imaginary, pi, exponent]))
  if (!isInteger(exponent.value)) return unitRoot(divide(exponent.value, integer(2).value))
  const times = exponent.value.num
  const turn = typeof times === 'number' ? ((times % 4) + 4) % 4 : Number(((times % 4n) + 4n) % 4n)
  return turn === 0 ? one : turn === 1 ? imaginary : turn === 2 ? minusOne : productNode(minusOne.value, [imaginary])
}

/** `e^u`: terms `c·ln v` leave as `v^c`, multiples of `iπ` as roots of unity. */
const powerOfEuler = (exponent: Term): Term => {
  if (exponent.type === 'constant') return powerNode(euler, exponent)
  const left: Term[] = []
  const outside: Term[] = []
  for (const term of exponent.type === 'sum' ? exponent.terms : [exponent]) {
    const turn = imaginaryTurn(term)
    if (turn !== undefined) {
      const root = unitRoot(turn)
      if (root.type === 'power' || root.type === 'product') left.push(term)
      else outside.push(root)
      if (root.type === 'product' && root.factors.length === 1 && root.factors[0]?.key === imaginary.key) {
        left.pop()
        outside.push(root)
      }
      continue
    }
    const log = logarithmIn(term)
    if (log !== undefined) outside.push(power(log.argument, log.times))
    else left.push(term)
  }
  const rest = left.length === 0 ? undefined : sum(left)
  const turn = rest === undefined ? undefined : imaginaryTurn(rest)
  const core = rest === undefined || isZero(rest) ? one : turn !== undefined ? unitRoot(turn) : powerNode(euler, rest)
  return outside.length === 0 ? core : product([core, ...outside])
}
/** `r` when the term is `r·i·π`. */
const imaginaryTurn = (term: Term): Rational | undefined =>
  term.type === 'product' && term.factors.length === 2 && term.factors[0]?.key === '#i' && term.factors[1]?.key === '#pi'
    ? term.coefficient
    : undefined
/** `c·ln v`. */
const logarithmIn = (term: Term): { argument: Term; times: Term } | undefined => {
  if (term.type === 'apply' && term.name === 'ln') return { argument: term.arguments[0] as Term, times: one }
  if (term.type !== 'product') return undefined
  const log = term.factors.find(part => part.type === 'apply' && part.name === 'ln')
  if (log === undefined || log.type !== 'apply') return undefined
  const others = term.factors.filter(part => part !== log)
  if (others.some(part => !isReal(part))) return undefined
  return { argument: log.arguments[0] as Term, times: product([constant(term.coefficient), ...others]) }
}

const powerOfProduct = (coefficient: Rational, factors: readonly Term[], exponent: Term): Term => {
  const constantExponent = exponent.type === 'constant' ? exponent.value : undefined
  const distributes =
    isIntegerValued(exponent) || (constantExponent !== undefined && !isEven(constantExponent.den) && factors.every(part => isReal(part)))
  if (distributes) return product([powerOfRational(coefficient, exponent), ...factors.map(part => power(part, exponent))])
  const outside: Term[] = []
  const inside: Term[] = []
  for (const part of factors) {
    if (isNonNegative(part)) {
      outside.push(power(part, exponent))
      continue
    }
    if (part.type === 'power' && part.exponent.type === 'constant' && isEven(part.exponent.value.num) && isReal(part.base)) {
      outside.push(power(power(part.base, part.exponent), exponent))
      continue
    }
    if (
      part.type === 'power' &&
      part.exponent.type === 'constant' &&
      part.exponent.value.den === 1 &&
      Math.abs(Number(part.exponent.value.num)) > 2 &&
      isReal(part.base)
    ) {
      // An odd power: its even part leaves as an absolute value.
      const value = part.exponent.value
      const even = add(value, value.num > 0 ? minusOne.value : oneValue)
      outside.push(power(abs(part.base), product([constant(even), exponent])))
      inside.push(value.num > 0 ? part.base : powerNode(part.base, minusOne))
      continue
    }
    const known = signOfConstant(part)
    if (known === 1) outside.push(power(part, exponent))
    else if (known === -1) {
      outside.push(powerNode(negateTerm(part), exponent))
      coefficient = negate(coefficient)
    } else inside.push(part)
  }
  const size = absolute(coefficient)
  outside.push(powerOfRational(size, exponent))
  if (sign(coefficient) > 0 && inside.length === 0) return product(outside)
  if (inside.length === 0) {
    if (constantExponent !== undefined && factors.every(part => signOfConstant(part) !== undefined))
      return product([unitRoot(constantExponent), ...outside])
    // Nowhere real except at zeros: kept whole, so that it is seen to be defined nowhere.
    return powerNode(product([constant(coefficient), ...factors]), exponent)
  }
  const core = product([sign(coefficient) < 0 ? minusOne : one, ...inside])
  const rooted = core.type === 'power' ? powerOfPower(core.base, core.exponent, exponent) : powerNode(core, exponent)
  return product([...outside, rooted])
}

const powerOfSum = (base: Term, exponent: Term): Term => {
  if (exponent.type === 'constant' && exponent.value.den !== 1) {
    const known = signOfConstant(base)
    if (known === 0) return exponent.value.num > 0 ? zero : undefinedTerm
    if (known === -1) {
      const size = powerNode(negateTerm(base), exponent)
      if (!isEven(exponent.value.den)) return isEven(exponent.value.num) ? size : negateTerm(size)
      return product([unitRoot(exponent.value), size])
    }
  }
  return powerOfPositive(base, exponent)
}

const powerOfPower = (inner: Term, first: Term, second: Term): Term => {
  const together = product([first, second])
  if (isPositive(inner) && isReal(first)) return power(inner, together)
  if (inner.key === euler.key && isReal(first)) return power(inner, together)
  if (first.type === 'constant' && second.type === 'constant') {
    const whole = isInteger(second.value)
    const total = multiply(first.value, second.value)
    if (isNonNegative(inner) && (isReal(inner) || whole)) return power(inner, together)
    if (isEven(first.value.den) && !isEven(total.den)) return powerNode(powerNode(inner, half), constant(multiply(total, integer(2).value)))
    if (whole) return power(inner, together)
    if (isReal(inner)) {
      // |u|^{even/odd} is u^{even/odd}.
      const plain = !isEven(first.value.num) || (isEven(total.num) && !isEven(total.den))
      return power(plain ? inner : abs(inner), together)
    }
    return powerNode(powerNode(inner, first), second)
  }
  if (isIntegerValued(second)) return power(inner, together)
  if (isNonNegative(inner) && isReal(first) && first.type === 'constant') return power(inner, together)
  return powerNode(powerNode(inner, first), second)
}

/* ---------------------------------------------------------------- derived */

export const reciprocal = (term: Term): Term => power(term, minusOne)
export const quotient = (numerator: Term, denominator: Term): Term => {
  if (numerator.type === 'constant' && denominator.type === 'constant')
    return denominator.value.num === 0 ? undefinedTerm : constant(divide(numerator.value, denominator.value))
  return product([numerator, power(denominator, minusOne)])
}
export const squareRoot = (term: Term): Term => power(term, half)
/** The real `degree`-th root where there is one. */
export const root = (term: Term, degree: Term): Term => power(term, reciprocal(degree))
