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

/** An example with the lot that it drew. */
interface Kept {
  readonly lot: number
  readonly example: Example
}
/** Those that are kept, as data that a thread can send. */
export type KeptExamples = Readonly<Record<keyof Counts, readonly Kept[]>>

/**
 * A few examples of each outcome, drawn evenly from all rows: each sample draws a lot from its place in the input, and the lowest
 * lots are kept. A lot depends on nothing else, so that two runs show the same examples, in however many parts they judge.
 */
export class Examples {
  readonly size: number
  readonly #kept: Record<keyof Counts, Kept[]> = { correct: [], wrong: [], undecided: [] }

  /** @param size examples of each outcome */
  constructor(size: number) {
    this.size = size
  }

  /**
   * @param at place among the samples of the row
   * @param make is called only when the example is kept
   */
  offer(outcome: keyof Counts, line: number, at: number, make: () => Example): void {
    const lot = lotOf(line, at)
    if (this.#takes(outcome, lot)) this.#keep(outcome, { lot, example: make() })
  }

  /** Those of a later part of the input. */
  merge(later: KeptExamples): void {
    for (const outcome of outcomes) {
      for (const one of later[outcome]) if (this.#takes(outcome, one.lot)) this.#keep(outcome, one)
    }
  }

  kept(): KeptExamples {
    return this.#kept
  }

  /** In the order of the input. */
  of(outcome: keyof Counts): readonly Example[] {
    return this.#kept[outcome].map(({ example }) => example)
  }

  #takes(outcome: keyof Counts, lot: number): boolean {
    const kept = this.#kept[outcome]
    return kept.length < this.size || kept.some(other => lot < other.lot)
  }

  /** In the place of the highest lot, the later one of two. */
  #keep(outcome: keyof Counts, one: Kept): void {
    const kept = this.#kept[outcome]
    if (kept.length >= this.size) {
      const highest = kept.reduce((worst, other, at) => (other.lot >= (kept[worst]?.lot ?? 0) ? at : worst), 0)
      kept.splice(highest, 1)
    }
    kept.push(one)
  }
}

const outcomes = ['correct', 'wrong', 'undecided'] as const

/** 32 bits from a place, by the finaliser of MurmurHash3. */
function lotOf(line: number, at: number): number {
  let lot = Math.imul(line, 0x9e3779b1) + at
  lot = Math.imul(lot ^ (lot >>> 16), 0x85ebca6b)
  lot = Math.imul(lot ^ (lot >>> 13), 0xc2b2ae35)
  return (lot ^ (lot >>> 16)) >>> 0
}
