/**
 * pass@k over rows with several samples, the unbiased estimator of Chen et al., "Evaluating Large Language Models
 * Trained on Code" (2021): a row with c right samples of n is passed by k draws without replacement with probability
 * 1 − C(n−c, k) / C(n, k). A row with fewer than k samples says nothing about pass@k and is left out of it.
 */
import { ExactSum } from './exact-sum.ts'

/** `undefined` for a row that has fewer samples. */
export function passAt(samples: number, right: number, k: number): number | undefined {
  if (k > samples) return undefined
  if (samples - right < k) return 1
  let miss = 1
  for (let at = samples - right + 1; at <= samples; at += 1) miss *= 1 - k / at
  return 1 - miss
}

/** The values of k that are reported unless the caller names some. */
export const usualDraws: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128, 256]
const mostRates = 2000

export interface PassRates {
  /** Rows that have at least k samples, and the mean of pass@k over them. */
  readonly pass_at: readonly { readonly k: number; readonly rows: number; readonly value: number }[]
  /** How many rows have c right samples of n, as `"c/n"`. */
  readonly rates: Readonly<Record<string, number>>
  /** Rows with at least one sample, and the mean over rows of right ÷ samples. */
  readonly rows: number
  readonly mean: number | null
  readonly most_samples: number
}

export interface PassRateCounts {
  readonly most: number
  readonly count: number
  readonly mean: readonly number[]
  readonly sums: readonly (readonly number[])[]
  readonly rows: readonly number[]
  readonly rates: ReadonlyMap<string, number>
}

/** Collects pass rates row by row in constant memory. */
export class PassRateTally {
  readonly #draws: readonly number[]
  readonly #sums: readonly ExactSum[]
  readonly #rows: number[]
  readonly #rates = new Map<string, number>()
  #most = 0
  #count = 0
  readonly #mean = new ExactSum()
  readonly #single = { right: 0, wrong: 0 }

  constructor(draws: readonly number[] = usualDraws) {
    this.#draws = draws
    this.#sums = draws.map(() => new ExactSum())
    this.#rows = draws.map(() => 0)
  }

  add(samples: number, right: number): void {
    if (samples === 1) {
      this.#single[right === 1 ? 'right' : 'wrong'] += 1
      return
    }
    this.#most = Math.max(this.#most, samples)
    this.#count += 1
    this.#mean.add(right / samples)
    this.#countRate(`${right}/${samples}`, 1)
    for (const [at, k] of this.#draws.entries()) {
      const value = passAt(samples, right, k)
      if (value !== undefined) this.#addDraw(at, [value], 1)
    }
  }

  /** Rows of one sample, which most files hold, are counted first and added together: their rates are whole numbers. */
  #addSingle(): void {
    const { right, wrong } = this.#single
    const rows = right + wrong
    if (rows === 0) return
    this.#single.right = 0
    this.#single.wrong = 0
    this.#most = Math.max(this.#most, 1)
    this.#count += rows
    this.#mean.add(right)
    if (right > 0) this.#countRate('1/1', right)
    if (wrong > 0) this.#countRate('0/1', wrong)
    for (const [at, k] of this.#draws.entries()) if (k === 1) this.#addDraw(at, [right], rows)
  }

  merge(other: PassRateTally): void {
    this.take(other.counts())
  }

  /** Everything that was counted, as data that a thread can send. */
  counts(): PassRateCounts {
    this.#addSingle()
    const sums = this.#sums.map(sum => sum.parts())
    return { most: this.#most, count: this.#count, mean: this.#mean.parts(), sums, rows: this.#rows, rates: this.#rates }
  }

  take({ most, count, mean, sums, rows, rates }: PassRateCounts): void {
    this.#most = Math.max(this.#most, most)
    this.#count += count
    this.#mean.take(mean)
    for (const [rate, times] of rates) this.#countRate(rate, times)
    for (const at of this.#draws.keys()) this.#addDraw(at, sums[at] ?? [], rows[at] ?? 0)
  }

  report(): PassRates {
    this.#addSingle()
    const pass_at = this.#draws.flatMap((k, at) => {
      const rows = this.#rows[at] ?? 0
      return rows === 0 ? [] : [{ k, rows, value: (this.#sums[at]?.value() ?? 0) / rows }]
    })
    const rates = [...this.#rates].sort(([a], [b]) => (rank(a) === rank(b) ? (a < b ? -1 : 1) : rank(a) - rank(b)))
    return {
      pass_at,
      rates: Object.fromEntries(rates),
      rows: this.#count,
      mean: this.#count === 0 ? null : this.#mean.value() / this.#count,
      most_samples: this.#most,
    }
  }

  #addDraw(at: number, sum: readonly number[], rows: number): void {
    this.#sums[at]?.take(sum)
    this.#rows[at] = (this.#rows[at] ?? 0) + rows
  }

  /** A file whose every row has another number of samples must not fill the memory; the rest is counted together. */
  #countRate(rate: string, rows: number): void {
    const key = this.#rates.has(rate) || this.#rates.size < mostRates ? rate : 'other'
    this.#rates.set(key, (this.#rates.get(key) ?? 0) + rows)
  }
}

function rank(rate: string): number {
  const [right, samples] = rate.split('/').map(Number)
  return right === undefined || samples === undefined ? 2 : right / samples
}
