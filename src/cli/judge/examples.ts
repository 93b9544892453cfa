import type { Counts } from './tally.ts'

/** One judged sample, short enough to be printed. */
export interface Example {
  readonly file: string
  readonly line: number
  readonly id: string | number | undefined
  readonly reference: string
  /** What was extracted, or the end of the response when there is no answer. */
  readonly prediction: string
  readonly extracted: boolean
  readonly reason: string
}

interface Kept {
  readonly order: number
  readonly example: Example
}

/**
 * A few examples of each outcome, drawn evenly from all rows (reservoir sampling, Vitter's algorithm R). The draws come
 * from a fixed sequence, so that two runs over the same rows show the same examples.
 */
export class Examples {
  readonly #size: number
  readonly #kept: Record<keyof Counts, Kept[]> = { correct: [], wrong: [], undecided: [] }
  readonly #seen = { correct: 0, wrong: 0, undecided: 0 }
  #state = 0x2545f491

  /** @param size examples of each outcome */
  constructor(size: number) {
    this.#size = size
  }

  /** `make` is called only when the example is kept. */
  offer(outcome: keyof Counts, make: () => Example): void {
    this.#seen[outcome] += 1
    const kept = this.#kept[outcome]
    if (kept.length < this.#size) {
      kept.push({ order: this.#seen[outcome], example: make() })
      return
    }
    const at = this.#draw() % this.#seen[outcome]
    if (at < this.#size) kept[at] = { order: this.#seen[outcome], example: make() }
  }

  /** In the order of the input. */
  of(outcome: keyof Counts): readonly Example[] {
    return this.#kept[outcome].toSorted((a, b) => a.order - b.order).map(({ example }) => example)
  }

  /** Marsaglia's 32-bit xorshift. */
  #draw(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state
    return state >>> 0
  }
}
