/**
 * Equality of two terms by their residues at random points, without writing a normal form out.
 *
 * The difference of two normal forms is a polynomial in the free kernels with a bound W on its degree and on the logarithm of
 * the sum of its coefficients. If it is not 0, a random prime between 2^25 and 2^26 divides all its coefficients with odds of at
 * most W/25 in 1.9 million (each such prime has more than 25 bits), and it vanishes at a random point modulo p with odds of at
 * most W/2^25 (J. T. Schwartz, "Fast probabilistic algorithms for verification of polynomial identities", JACM 27, 1980;
 * R. Zippel, EUROSAM 1979). Together that is less than W/2^24. Primes and points are drawn from a hash of both terms, so that
 * none can be prepared for them, until the odds are below 2^-96, as for everything that is likely.
 */
import { mulMod, powMod } from '../../exact/modular.ts'
import { hashText, points } from '../../exact/points.ts'
import type { Budget } from '../../limits/budget.ts'
import { type ArgumentForms, Conversion } from './conversion.ts'
import { Frame, Grains } from './frame.ts'
import { argumentForms } from './normal.ts'
import { type Residues, ResidueRing, Unlucky } from './residue-ring.ts'
import type { Ring } from './ring.ts'
import type { Term } from '../term/term.ts'
import { type Weight, WeightRing } from './weight-ring.ts'

/** Bits that the odds of chance must lose; points that may fall on a pole. */
const [enoughBits, mostUnlucky] = [96, 8]

/** Two terms, evaluated as often as it is wanted. */
export class ResidueComparison {
  readonly #sides: readonly [Term, Term]
  readonly #budget: Budget
  readonly #grains = new Grains()
  readonly #seed: number
  readonly #forms: ArgumentForms
  #rounds = 0
  #unlucky = 0
  #bits: number | undefined | 'unknown' = 'unknown'
  /** Evaluations at which the two agreed. */
  agreed = 0

  constructor(a: Term, b: Term, budget: Budget) {
    this.#sides = [a, b]
    this.#budget = budget
    this.#forms = argumentForms(budget)
    this.#seed = hashText(b.key, hashText(a.key))
  }

  /** Whether the two agree at one more point; `undefined` where they have no residues. Throws `Exhausted`. */
  agreeOnce(): boolean | undefined {
    if (this.bits === undefined) return undefined
    const step = 2 * this.#grains.of('@pi')
    while (this.#unlucky <= mostUnlucky) {
      const round = this.#rounds++
      const prime = randomPrime(hashText(`prime ${round}`, this.#seed), step, this.#budget)
      const seed = hashText(`point ${round}`, this.#seed)
      try {
        const frame = new Frame<Residues>(this.#grains)
        const found = this.#difference(new ResidueRing(prime, seed, this.#budget), frame)
        if (found === undefined) return undefined
        const same = found.conversion.ring.isZero(found.conversion.reduce(found.value))
        if (same) this.agreed++
        return same
      } catch (cause) {
        if (!(cause instanceof Unlucky)) throw cause
        this.#unlucky++
      }
    }
    return undefined
  }

  /** Bits of the odds that both agree by chance, 96 at least; `undefined` where they do not agree. Throws `Exhausted`. */
  agreeForCertain(): number | undefined {
    const { bits } = this
    if (bits === undefined) return undefined
    while (this.agreed * bits < enoughBits) if (this.agreeOnce() !== true) return undefined
    return this.agreed * bits
  }

  /** Bits that the odds of chance lose at each point; `undefined` for terms without residues, or too large ones. */
  get bits(): number | undefined {
    if (this.#bits === 'unknown') this.#bits = this.#bitsOfOnePoint()
    return this.#bits
  }
  #bitsOfOnePoint(): number | undefined {
    const frame = new Frame<Weight>(this.#grains)
    const found = this.#difference(new WeightRing(frame), frame)
    if (found === undefined) return undefined
    const turns = this.#grains.of('@pi')
    // One of the conjugates of a cosine is drawn, of which there are no more than these.
    let odds = found.value.size * (turns === 1 ? 1 : 2 * turns)
    let bits = 24
    for (; odds > 1; odds /= 2) bits--
    return bits < 4 ? undefined : bits
  }

  /** The difference of the cross products. */
  #difference<E>(ring: Ring<E>, frame: Frame<E>): { readonly value: E; readonly conversion: Conversion<E> } | undefined {
    const conversion = new Conversion(ring, frame, this.#budget, this.#forms)
    const values = conversion.convertTogether(this.#sides)
    if (values === undefined) return undefined
    const [first, second] = values as [(typeof values)[number], (typeof values)[number]]
    const left = conversion.times(first.numerator, second.denominator)
    const right = conversion.times(second.numerator, first.denominator)
    return { value: conversion.subtract(left, right), conversion }
  }
}

/** A prime between 2^25 and 2^26 that is 1 modulo an even number. */
const randomPrime = (seed: number, step: number, budget: Budget): number => {
  const random = points(seed)
  for (;;) {
    const candidate = step * random.between(Math.ceil(2 ** 25 / step), Math.floor((2 ** 26 - 2) / step)) + 1
    budget.spend(4)
    if (isPrime(candidate)) return candidate
  }
}
const smallPrimes = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
/** Miller and Rabin's test to the bases 2, 3 and 5, which is right below 25,326,001, and with 7 below 3,215,031,751. */
const isPrime = (n: number): boolean => {
  if (smallPrimes.some(prime => n % prime === 0)) return false
  let odd = n - 1
  let twos = 0
  for (; odd % 2 === 0; odd /= 2) twos++
  return [2, 3, 5, 7].every(base => {
    let power = powMod(base, odd, n) as number
    if (power === 1 || power === n - 1) return true
    for (let k = 1; k < twos; k++) {
      power = mulMod(power, power, n)
      if (power === n - 1) return true
    }
    return false
  })
}
