/**
 * How many rows each stage took in, dropped by which rule, and passed on:
 *
 *     rows that stage k takes in = rows that stage k drops + rows that stage k+1 takes in
 */
import { curationStages, type Drop } from '../../curate.ts'
import type { JournalEntry } from './journal-entry.ts'

const stages = ['read', ...curationStages] as const
type Stage = (typeof stages)[number]

export interface StageReport {
  readonly stage: Stage
  readonly in: number
  readonly dropped: number
  readonly by_rule: Readonly<Record<string, number>>
  readonly out: number
}
export interface CurationCounts {
  readonly rows: number
  readonly kept: number
  readonly dropped: number
  readonly stages: readonly StageReport[]
  readonly files: readonly { readonly file: string; readonly rows: number; readonly kept: number }[]
  /** Rollouts that were judged, and how many were right. */
  readonly rollouts: { readonly total: number; readonly right: number }
  /** Rows by their pass rate, `"c/n"`, all rows and the kept ones. */
  readonly pass_rates: Readonly<Record<string, { readonly rows: number; readonly kept: number }>>
  readonly suspects: number
  /** Rows with an equivalent answer that is different from the gold. */
  readonly conflicts: number
}

const mostRates = 2000

export class StageCounts {
  readonly #drops = new Map<string, number>()
  readonly #files: { readonly file: string; rows: number; kept: number }[]
  readonly #rates = new Map<string, { rows: number; kept: number }>()
  readonly #rollouts = { total: 0, right: 0 }
  #suspects = 0
  #conflicts = 0

  constructor(files: readonly string[]) {
    this.#files = files.map(file => ({ file, rows: 0, kept: 0 }))
  }

  row(entry: JournalEntry, drop: { readonly stage: Drop['stage'] | 'read'; readonly rule: string } | undefined): void {
    const file = this.#files[entry.f]
    if (file !== undefined) {
      file.rows += 1
      if (drop === undefined) file.kept += 1
    }
    if (drop !== undefined) {
      const key = `${drop.stage}\n${drop.rule}`
      this.#drops.set(key, (this.#drops.get(key) ?? 0) + 1)
    }
    if (entry.suspect !== undefined) this.#suspects += 1
    if (entry.conflicts !== undefined) this.#conflicts += 1
    if (entry.rollouts !== undefined) {
      this.#rollouts.right += entry.rollouts[0]
      this.#rollouts.total += entry.rollouts[1]
    }
    if (entry.rate !== undefined) this.#rate(entry.rate.join('/'), drop === undefined)
  }

  #rate(written: string, kept: boolean): void {
    const key = this.#rates.has(written) || this.#rates.size < mostRates ? written : 'other'
    const found = this.#rates.get(key) ?? { rows: 0, kept: 0 }
    this.#rates.set(key, found)
    found.rows += 1
    if (kept) found.kept += 1
  }

  report(): CurationCounts {
    const rows = this.#files.reduce((sum, file) => sum + file.rows, 0)
    const kept = this.#files.reduce((sum, file) => sum + file.kept, 0)
    let left = rows
    const reports = stages.map((stage): StageReport => {
      const rules = [...this.#drops]
        .filter(([key]) => key.startsWith(`${stage}\n`))
        .map(([key, count]) => [key.slice(stage.length + 1), count] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
      const dropped = rules.reduce((sum, [, count]) => sum + count, 0)
      const taken = left
      left -= dropped
      return { stage, in: taken, dropped, by_rule: Object.fromEntries(rules), out: left }
    })
    const rates = [...this.#rates].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    return {
      rows,
      kept,
      dropped: rows - kept,
      stages: reports,
      files: this.#files,
      rollouts: this.#rollouts,
      pass_rates: Object.fromEntries(rates),
      suspects: this.#suspects,
      conflicts: this.#conflicts,
    }
  }
}

function rank(rate: string): number {
  const [right, total] = rate.split('/').map(Number)
  return right === undefined || total === undefined ? 2 : right / total
}
