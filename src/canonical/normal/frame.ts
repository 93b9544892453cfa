/** What conversions into one ring share: the kernels, and the common denominators that they need. */
import { lcmIntegers } from '../../exact/integer.ts'
import type { Term } from '../term/term.ts'
import type { Polynomial } from './polynomial.ts'
import type { Kernel } from './ring.ts'

/** What no rational function over kernels can hold: infinities, undefined values. */
export class Unsuitable extends Error {}

/**
 * Common denominators of exponents and angles, by base or monomial. The arguments of functions are normalised with the
 * same ones, so that `\sin(\cos x)` meets `\sin(1 - 2\sin^2(x/2))`. The version counts refinements: a conversion during which
 * it changed starts over.
 *
 * As long as none changes, a form of an argument is found once: a tower asks for each of its floors from above and from
 * beside, and each of those would ask twice again.
 */
export class Grains {
  readonly #table = new Map<string, number>()
  readonly #normal = new Map<string, Term>()
  readonly #summands = new Map<string, readonly Term[]>()
  #formsOf = 0
  version = 0

  of(key: string): number {
    return this.#table.get(key) ?? 1
  }
  refine(key: string, den: number): number {
    const known = this.#table.get(key) ?? 1
    if (known % den === 0) return known
    const finer = lcmIntegers(known, den)
    if (typeof finer !== 'number' || finer > 5000) throw new Unsuitable()
    this.#table.set(key, finer)
    this.version++
    return finer
  }
  normal(term: Term, make: () => Term): Term {
    return this.#remembered(this.#normal, term, make)
  }
  summands(term: Term, make: () => readonly Term[]): readonly Term[] {
    return this.#remembered(this.#summands, term, make)
  }
  #remembered<T>(known: Map<string, T>, term: Term, make: () => T): T {
    this.#forgetOutdated()
    const found = known.get(term.key)
    if (found !== undefined) return found
    const result = make()
    this.#forgetOutdated()
    known.set(term.key, result)
    return result
  }
  #forgetOutdated(): void {
    if (this.#formsOf === this.version) return
    this.#normal.clear()
    this.#summands.clear()
    this.#formsOf = this.version
  }
}

/** The kernels that several terms share. */
export class Frame<E = Polynomial> {
  readonly kernels: Kernel<E>[] = []
  readonly grains: Grains
  readonly #numbers = new Map<string, number>()

  constructor(grains: Grains = new Grains()) {
    this.grains = grains
  }

  number(key: string, make: () => Omit<Kernel<E>, 'key'>): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const kernel = { key, ...make() }
    const index = this.kernels.length
    this.kernels.push(kernel)
    this.#numbers.set(key, index)
    return index
  }
  /** The kernel of that key, if it is in use. */
  find(key: string): number | undefined {
    return this.#numbers.get(key)
  }
  restart(): void {
    this.kernels.length = 0
    this.#numbers.clear()
  }
}
