/** Times and what is said about many of them. Microseconds, with the cost of asking the clock taken off. */

/** The time of one call. */
export function timed(call: () => unknown): number {
  const start = performance.now()
  call()
  return Math.max(0, (performance.now() - start) * 1000 - clockCost)
}

const clockCost = ((): number => {
  const costs = Array.from({ length: 20_000 }, () => {
    const start = performance.now()
    return (performance.now() - start) * 1000
  })
  return quantile(costs.slice(10_000), 0.5)
})()

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** How the times of cases are spread, and which took longest. */
export interface Spread {
  readonly cases: number
  readonly mean: number
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly max: number
  readonly slowest: readonly { readonly id: string; readonly time: number }[]
}

export function spread(times: readonly { readonly id: string; readonly time: number }[], most = 10): Spread {
  const values = times.map(({ time }) => time)
  return {
    cases: times.length,
    mean: mean(values),
    median: median(values),
    p95: quantile(values, 0.95),
    p99: quantile(values, 0.99),
    max: quantile(values, 1),
    slowest: [...times].sort((a, b) => b.time - a.time).slice(0, most),
  }
}
