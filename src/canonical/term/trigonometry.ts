/**
 * Sines, cosines and their inverses.
 *
 * Arguments are brought to a first shape by parity and by steps of π/2, so that `\sin(π/2-x)` is `\cos x`.
 * At rational multiples of π with denominators 1, 2, 3, 4, 5, 6, 10, 12 the values are written in
 * radicals as far as they need no nested ones; the others stay `\cos(rπ)` with `0 < r < 1/2`.
 *
 * The arctangent of a rational a/b is the angle of the Gaussian integer b + ai. Its factors into Gaussian
 * primes are unique, so writing it as a sum of one angle for each prime (below π/4) and a multiple of π/4
 * is a canonical form: `\arctan1+\arctan2+\arctan3` becomes `π` on its own.
 */
import { add, floorOf, multiply, negate, type Rational, subtract } from '../../exact/rational.ts'
import { negateTerm, power, product, quotient, scale, splitContent, squareRoot, subtractTerms, sum } from './build.ts'
import { factor } from '../../exact/factoring.ts'
import {
  applyNode,
  constant,
  euler,
  fraction,
  half,
  imaginary,
  integer,
  isOne,
  minusOne,
  one,
  pi,
  powerNode,
  splitCoefficient,
  undefinedTerm,
  zero,
} from './node.ts'
import { isConstantTerm, isIntegerValued, isReal, signOfConstant } from './property.ts'
import type { Term } from './term.ts'

const radical = (n: number): Term => powerNode(integer(n), half)

/** `\cos(πr)` for `0 ≤ r ≤ 1/2` in radicals, when they are not nested. */
const exactCosine = (num: number, den: number): Term | undefined => {
  switch (den) {
    case 1:
      return one
    case 2:
      return zero
    case 3:
      return half
    case 4:
      return scale(half.value, radical(2))
    case 5:
      return scale({ num: 1, den: 4 }, sum([radical(5), num === 1 ? one : minusOne]))
    case 6:
      return scale(half.value, radical(3))
    case 12: {
      const six = product([radical(2), radical(3)])
      return scale({ num: 1, den: 4 }, num === 1 ? sum([six, radical(2)]) : subtractTerms(six, radical(2)))
    }
    default:
      return undefined
  }
}

const two: Rational = { num: 2, den: 1 }
/** `r` reduced modulo 2 into `[0, 2)`. */
const turn = (r: Rational): Rational => subtract(r, multiply(two, { num: floorOf(multiply(r, half.value)), den: 1 }))
const less = (a: Rational, num: number, den: number): boolean => subtract(a, { num, den }).num < 0

/** `\cos(πr)` for any rational r. */
export const cosineOfTurn = (r: Rational): Term => {
  let t = turn(r)
  if (!less(t, 1, 1)) t = subtract(two, t)
  let negative = false
  if (!less(t, 1, 2) && !(t.num === 1 && t.den === 2)) {
    t = subtract({ num: 1, den: 1 }, t)
    negative = true
  }
  const exact = typeof t.den === 'number' && typeof t.num === 'number' ? exactCosine(t.num, t.den) : undefined
  const value = t.num === 0 ? one : (exact ?? applyNode('cos', [scale(t, pi)]))
  return negative ? negateTerm(value) : value
}
export const sineOfTurn = (r: Rational): Term => cosineOfTurn(subtract(half.value, r))

/** `e^{iπr}`: in radicals where the cosine is known in them, a power of e otherwise. */
export const unitRoot = (r: Rational): Term => {
  const t = turn(r)
  const re = cosineOfTurn(t)
  const im = sineOfTurn(t)
  if (isUnresolved(re) || isUnresolved(im))
    return powerNode(euler, product([constant(less(t, 1, 1) ? t : subtract(t, two)), imaginary, pi]))
  return sum([re, product([imaginary, im])])
}
const isUnresolved = (term: Term): boolean => {
  const { rest } = splitCoefficient(term)
  return rest.type === 'apply'
}

interface Angle {
  /** Rational multiple of π. */
  readonly turn: Rational
  /** Integer-valued multiples of π that are not constant, without the π. */
  readonly cycles: Term | undefined
  readonly rest: Term
}
const splitAngle = (u: Term): Angle => {
  let rational: Rational = zero.value
  const cycles: Term[] = []
  const rest: Term[] = []
  for (const term of u.type === 'sum' ? u.terms : [u]) {
    if (term.type === 'named' && term.name === 'pi') rational = add(rational, one.value)
    else if (term.type === 'product' && term.factors.some(part => part.key === pi.key)) {
      if (term.factors.length === 1) rational = add(rational, term.coefficient)
      else {
        const others = product([constant(term.coefficient), ...term.factors.filter(part => part.key !== pi.key)])
        if (isIntegerValued(others)) cycles.push(others)
        else rest.push(term)
      }
    } else rest.push(term)
  }
  if (rest.length === (u.type === 'sum' ? u.terms.length : 1)) return { turn: rational, cycles: undefined, rest: u }
  return { turn: rational, cycles: cycles.length === 0 ? undefined : sum(cycles), rest: sum(rest) }
}
const leadsNegative = (u: Term): boolean => splitContent(u).content.num < 0

export const cosine = (u: Term): Term => sine(sum([u, scale(half.value, pi)]))

export const sine = (u: Term): Term => {
  if (u.type === 'undefined' || (u.type === 'named' && (u.name === '+infinity' || u.name === '-infinity'))) return undefinedTerm
  const angle = splitAngle(u)
  const signs = angle.cycles === undefined ? one : power(minusOne, angle.cycles)
  if (angle.rest.type === 'constant' && angle.rest.value.num === 0) return product([signs, sineOfTurn(angle.turn)])
  let { rest } = angle
  let t = angle.turn
  let negative = false
  if (leadsNegative(rest)) {
    rest = negateTerm(rest)
    t = negate(t)
    negative = true
  }
  t = turn(t)
  if (!less(t, 1, 1)) {
    t = subtract(t, { num: 1, den: 1 })
    negative = !negative
  }
  let name: 'sin' | 'cos' = 'sin'
  if (!less(t, 1, 2)) {
    t = subtract(t, half.value)
    name = 'cos'
  }
  let value: Term
  if (t.num === 0) value = name === 'sin' ? sineOfInverse(rest) : cosineOfInverse(rest)
  else value = applyNode(name, [sum([rest, scale(t, pi)])])
  if (negative) value = negateTerm(value)
  return isOne(signs) ? value : product([signs, value])
}

const squared = (u: Term): Term => power(u, integer(2))
const complement = (u: Term): Term => squareRoot(subtractTerms(one, squared(u)))
const sineOfInverse = (u: Term): Term => {
  if (u.type === 'apply') {
    const inner = u.arguments[0] as Term
    if (u.name === 'arcsin') return inner
    if (u.name === 'arctan') return quotient(inner, squareRoot(sum([one, squared(inner)])))
  }
  return applyNode('sin', [u])
}
const cosineOfInverse = (u: Term): Term => {
  if (u.type === 'apply') {
    const inner = u.arguments[0] as Term
    if (u.name === 'arcsin') return complement(inner)
    if (u.name === 'arctan') return power(sum([one, squared(inner)]), fraction(-1, 2))
  }
  return applyNode('cos', [u])
}

/* ------------------------------------------------------------ inverses */

let table: { arcsin: Map<string, Rational>; arctan: Map<string, Rational> } | undefined
/** Values in radicals whose angle is a rational multiple of π, by key. */
const inverses = (): { arcsin: Map<string, Rational>; arctan: Map<string, Rational> } => {
  if (table !== undefined) return table
  const arcsin = new Map<string, Rational>()
  const arctan = new Map<string, Rational>()
  for (const den of [2, 3, 4, 5, 6, 10, 12])
    for (let num = 1; 2 * num <= den; num++) {
      const r = divideSmall(num, den)
      const s = sineOfTurn(r)
      const c = cosineOfTurn(r)
      if (!isUnresolved(s)) arcsin.set(s.key, r)
      if (!isUnresolved(s) && !isUnresolved(c) && c.key !== zero.key) arctan.set(quotient(s, c).key, r)
    }
  const set = (value: Term, num: number, den: number): void => void arctan.set(value.key, { num, den })
  set(radical(3), 1, 3)
  set(subtractTerms(integer(2), radical(3)), 1, 12)
  set(sum([integer(2), radical(3)]), 5, 12)
  set(subtractTerms(radical(2), one), 1, 8)
  set(sum([radical(2), one]), 3, 8)
  table = { arcsin, arctan }
  return table
}
const divideSmall = (num: number, den: number): Rational => multiply({ num, den: 1 }, { num: 1, den })

export const arcsine = (u: Term): Term => {
  if (u.type === 'undefined') return u
  if (isNegativeLed(u)) return negateTerm(arcsine(negateTerm(u)))
  if (u.type === 'constant') {
    if (u.value.num === 0) return zero
    if (!less(u.value, 1, 1) && !(u.value.num === 1 && u.value.den === 1)) return undefinedTerm
  }
  const known = inverses().arcsin.get(u.key)
  if (known !== undefined) return scale(known, pi)
  if (u.type === 'constant') {
    const other = complement(u)
    if (other.type === 'constant') return arctangent(quotient(u, other))
  }
  return applyNode('arcsin', [u])
}

export const arctangent = (u: Term): Term => {
  if (u.type === 'undefined') return u
  if (u.type === 'named' && u.name === '+infinity') return scale(half.value, pi)
  if (u.type === 'named' && u.name === '-infinity') return scale({ num: -1, den: 2 }, pi)
  if (isNegativeLed(u)) return negateTerm(arctangent(negateTerm(u)))
  if (u.type === 'constant') return arctangentOfRational(u.value)
  const known = inverses().arctan.get(u.key)
  if (known !== undefined) return scale(known, pi)
  return applyNode('arctan', [u])
}
const isNegativeLed = (u: Term): boolean => {
  if (isConstantTerm(u) && isReal(u)) return signOfConstant(u) === -1
  return leadsNegative(u)
}

/** x + iy above a prime p ≡ 1 (mod 4), with x > y > 0. */
const gaussianPrime = (p: number): { x: bigint; y: bigint } | undefined => {
  for (let y = 1; 2 * y * y < p; y++) {
    const square = p - y * y
    const x = Math.floor(Math.sqrt(square))
    if (x * x === square) return { x: BigInt(x), y: BigInt(y) }
  }
  return undefined
}

const arctangentOfRational = (value: Rational): Term => {
  if (value.num === 0) return zero
  const re = BigInt(value.den)
  const im = BigInt(value.num)
  const norm = re * re + im * im
  const plain = applyNode('arctan', [constant(value)])
  if (norm > 1n << 2000n) return plain
  // Turn 1 by one prime after the other and count the quarter turns on the way: α is the sum of all angles,
  // the wanted angle differs from α by quarter turns and lies in (0, π/2), so it is α - quarters·π/2.
  let quarters = 0
  let eighths = 0
  const angles: Term[] = []
  let a = 1n
  let b = 0n
  const rotate = (x: bigint, y: bigint): void => {
    const before = quadrant(a, b)
    const nextA = a * x - b * y
    b = a * y + b * x
    a = nextA
    const after = quadrant(a, b)
    if (after === (before + 1) % 4) quarters++
    else if (before === (after + 1) % 4) quarters--
  }
  for (const { base, exponent } of factor(norm <= 9007199254740991n ? Number(norm) : norm)) {
    if (base === 2) {
      eighths++
      rotate(1n, 1n)
      continue
    }
    if (typeof base !== 'number' || base > 1 << 28) return plain
    const prime = gaussianPrime(base)
    if (prime === undefined) return plain
    const p = BigInt(base)
    // (re + i·im)·(x - iy) is divisible by p exactly when x + iy divides re + i·im.
    const above = (re * prime.x + im * prime.y) % p === 0n && (im * prime.x - re * prime.y) % p === 0n
    for (let k = 0; k < exponent; k++) rotate(prime.x, above ? prime.y : -prime.y)
    angles.push(
      scale({ num: above ? exponent : -exponent, den: 1 }, applyNode('arctan', [constant({ num: Number(prime.y), den: Number(prime.x) })])),
    )
  }
  return sum([...angles, scale(subtract(divideSmall(eighths, 4), divideSmall(quarters, 2)), pi)])
}
/** Quadrant of a direction, axes belong to the quadrant that they open. */
const quadrant = (a: bigint, b: bigint): number => (a > 0n && b >= 0n ? 0 : a <= 0n && b > 0n ? 1 : a < 0n && b <= 0n ? 2 : 3)
