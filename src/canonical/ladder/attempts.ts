import { type Budget, Exhausted } from '../../limits/budget.ts'

/** The rungs of one decision, each within its steps. The first that ran dry is remembered, for what is undecided in the end. */
export class Attempts {
  readonly #budget: Budget
  #exhausted: string | undefined

  constructor(budget: Budget) {
    this.#budget = budget
  }

  /** The rung that ran dry first. */
  get exhausted(): string | undefined {
    return this.#exhausted
  }

  /** @returns `undefined` where the rung ran dry */
  readonly run = <T>(rung: string, steps: number, decide: () => T): T | undefined => {
    const result = this.#budget.attempt(rung, steps, decide)
    if (!(result instanceof Exhausted)) return result
    this.ranDry(result.rung)
    return undefined
  }

  readonly ranDry = (rung: string): void => {
    this.#exhausted ??= rung
  }
}
