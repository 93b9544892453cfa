/** What a reward comes to over many samples: means of the scored ones, and how the accuracy of each was found. */
import type { RewardResult } from '../../reward.ts'
import { ExactSum } from './exact-sum.ts'

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
  readonly sum: readonly number[]
  readonly parts: ReadonlyMap<string, readonly number[]>
  readonly methods: ReadonlyMap<string, number>
}

export class RewardTally {
  #scored = 0
  #unscored = 0
  readonly #sum = new ExactSum()
  readonly #parts = new Map<string, ExactSum>()
  readonly #methods = new Map<string, number>()

  add({ score, accuracy, parts, method }: RewardResult): void {
    count(this.#methods, method, 1)
    if (score === null) {
      this.#unscored += 1
      return
    }
    this.#scored += 1
    this.#sum.add(score)
    for (const { name, value } of parts) this.#part(name).add(name === 'accuracy' ? (accuracy ?? 0) : (value ?? 0))
  }

  merge(other: RewardTally): void {
    this.take(other.counts())
  }

  /** Everything that was counted, as data that a thread can send. */
  counts(): RewardCounts {
    const parts = new Map([...this.#parts].map(([name, sum]) => [name, sum.parts()]))
    return { scored: this.#scored, unscored: this.#unscored, sum: this.#sum.parts(), parts, methods: this.#methods }
  }

  take({ scored, unscored, sum, parts, methods }: RewardCounts): void {
    this.#scored += scored
    this.#unscored += unscored
    this.#sum.take(sum)
    for (const [name, part] of parts) this.#part(name).take(part)
    for (const [name, samples] of methods) count(this.#methods, name, samples)
  }

  #part(name: string): ExactSum {
    const sum = this.#parts.get(name) ?? new ExactSum()
    this.#parts.set(name, sum)
    return sum
  }

  /** `undefined` when no reward was asked for. */
  summary(): RewardSummary | undefined {
    if (this.#scored + this.#unscored === 0) return undefined
    return {
      scored: this.#scored,
      unscored: this.#unscored,
      mean: this.#scored === 0 ? null : this.#sum.value() / this.#scored,
      parts: Object.fromEntries([...this.#parts].map(([name, sum]) => [name, sum.value() / this.#scored])),
      methods: Object.fromEntries([...this.#methods].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }
}

const count = (counts: Map<string, number>, name: string, by: number): void => void counts.set(name, (counts.get(name) ?? 0) + by)
