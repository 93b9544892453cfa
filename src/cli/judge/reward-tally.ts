/** What a reward comes to over many samples: means of the scored ones, and how the accuracy of each was found. */
import type { RewardResult } from '../../reward.ts'

export interface RewardSummary {
  readonly scored: number
  /** Samples that belong in no mean: a gold that cannot be read, a judgement or a length that is missing. */
  readonly unscored: number
  readonly mean: number | null
  /** Means of the parts over the scored samples, unweighted; only those that the rule has. */
  readonly parts: Readonly<Record<string, number>>
  /** method → samples. */
  readonly methods: Readonly<Record<string, number>>
}

export interface RewardCounts {
  readonly scored: number
  readonly unscored: number
  readonly sum: number
  readonly parts: ReadonlyMap<string, number>
  readonly methods: ReadonlyMap<string, number>
}

export class RewardTally {
  #scored = 0
  #unscored = 0
  #sum = 0
  readonly #parts = new Map<string, number>()
  readonly #methods = new Map<string, number>()

  add({ score, accuracy, parts, method }: RewardResult): void {
    add(this.#methods, method, 1)
    if (score === null) {
      this.#unscored += 1
      return
    }
    this.#scored += 1
    this.#sum += score
    for (const { name, value } of parts) add(this.#parts, name, name === 'accuracy' ? (accuracy ?? 0) : (value ?? 0))
  }

  merge(other: RewardTally): void {
    this.take(other.counts())
  }

  /** Everything that was counted, as data that a thread can send. */
  counts(): RewardCounts {
    return { scored: this.#scored, unscored: this.#unscored, sum: this.#sum, parts: this.#parts, methods: this.#methods }
  }

  take({ scored, unscored, sum, parts, methods }: RewardCounts): void {
    this.#scored += scored
    this.#unscored += unscored
    this.#sum += sum
    for (const [name, total] of parts) add(this.#parts, name, total)
    for (const [name, samples] of methods) add(this.#methods, name, samples)
  }

  /** `undefined` when no reward was asked for. */
  summary(): RewardSummary | undefined {
    if (this.#scored + this.#unscored === 0) return undefined
    return {
      scored: this.#scored,
      unscored: this.#unscored,
      mean: this.#scored === 0 ? null : this.#sum / this.#scored,
      parts: Object.fromEntries([...this.#parts].map(([name, sum]) => [name, sum / this.#scored])),
      methods: Object.fromEntries([...this.#methods].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }
}

const add = (sums: Map<string, number>, name: string, by: number): void => void sums.set(name, (sums.get(name) ?? 0) + by)
