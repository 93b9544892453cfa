/**
 * How far may we go?
 *
 * Every loop whose length depends on input spends steps here. Steps are counted, never timed, so a
 * verdict is the same on every machine. When the steps run out `spend` throws `Exhausted`, which
 * `attempt` turns into a value at the edge of each rung of the ladder; it never leaves the library.
 */
export class Exhausted extends Error {
  readonly rung: string
  constructor(rung: string) {
    super(`Budget of counted steps exhausted in ${rung}`)
    this.name = 'Exhausted'
    this.rung = rung
  }
}

export class Budget {
  #left: number
  #rung = 'reading'
  readonly total: number

  /** @param total steps that may be spent; a safe non-negative integer */
  constructor(total: number) {
    this.total = total
    this.#left = total
  }

  /** Steps spent so far. */
  get spent(): number {
    return this.total - this.#left
  }

  get left(): number {
    return this.#left
  }

  /** Which part of the work is spending now; named in `undecided: budget-exhausted`. */
  get rung(): string {
    return this.#rung
  }

  /** Count `steps` units of work. Throws `Exhausted` when none are left. */
  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new Exhausted(this.#rung)
  }

  /**
   * Run one rung with at most `steps` of the steps that are left. A rung that runs dry gives
   * `undefined` and leaves the rest of the budget to the others.
   */
  attempt<T>(rung: string, steps: number, run: () => T): T | Exhausted
  /** The arguments of `run` may be given beside it, so that no function has to be made for each attempt. */
  attempt<T, A, B, C>(rung: string, steps: number, run: (a: A, b: B, c: C) => T, a: A, b: B, c: C): T | Exhausted
  attempt<T, A, B, C>(rung: string, steps: number, run: (a: A, b: B, c: C) => T, a?: A, b?: B, c?: C): T | Exhausted {
    const outer = this.#rung
    const share = Math.min(steps, Math.max(0, this.#left))
    const rest = this.#left - share
    this.#left = share
    this.#rung = rung
    try {
      return run(a as A, b as B, c as C)
    } catch (cause) {
      if (cause instanceof Exhausted) return cause
      throw cause
    } finally {
      this.#left = rest + Math.max(0, this.#left)
      this.#rung = outer
    }
  }
}

/** Sizes that no input may exceed. Each is a count; `docs/limits.md` says why and what reaches it. */
export interface Limits {
  /** UTF-16 units of a response that are looked at, counted from its end. */
  readonly responseLength: number
  /** UTF-16 units of one answer. */
  readonly answerLength: number
  /** Nesting depth of the written tree. */
  readonly depth: number
  /** Nodes of one written tree. */
  readonly nodes: number
  /** Steps of one verdict. */
  readonly steps: number
}

export const defaultLimits: Limits = Object.freeze({
  responseLength: 2_000_000,
  answerLength: 20_000,
  depth: 120,
  nodes: 5_000,
  steps: 2_000_000,
})
