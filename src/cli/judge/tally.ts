/**
 * The counts of a file, in constant memory.
 *
 * Everything that was read is counted once, so that the counts add up:
 *
 *     lines   = blank + bad + rows
 *     rows    = judged + without response + without gold + failed
 *     samples = correct + wrong + undecided              of the rows that are judged or without response
 *
 * The denominator of the accuracy is `samples`: a missing response is an answer that was not given, and only a row without
 * gold, a line that is no row and a row that could not be judged are outside of it, each with a count of its own.
 */
import type { Verdict } from '../../compare/verdict.ts'
import type { Extraction } from '../../extract/extraction.ts'
import type { RewardResult } from '../../reward.ts'
import { type PassRateCounts, PassRateTally, type PassRates } from './pass-rate.ts'
import type { Told } from './verdict-memory.ts'
import { type RewardCounts, RewardTally, type RewardSummary } from './reward-tally.ts'

export interface Counts {
  correct: number
  wrong: number
  undecided: number
}
export interface Judged {
  /** Without its place, where it is remembered; `placed` gives the whole one. */
  readonly verdict: Verdict
  readonly extraction: Extraction | undefined
  readonly shift: number
  /** No text was there to be judged. */
  readonly missing: boolean
  /** What a reward rule pays, where one was asked for. */
  readonly paid?: RewardResult | undefined
  /** Kept with the verdict, where verdicts are remembered. */
  readonly told: Told
}

/** The summary of a file or of all files, as it stands in `X_evaluation.json`. */
export interface Summary {
  readonly lines: { readonly total: number; readonly blank: number; readonly bad: number; readonly rows: number }
  readonly rows: {
    readonly total: number
    readonly judged: number
    readonly without_response: number
    readonly without_gold: number
    readonly failed: number
  }
  /** Rows with an equivalent answer that is different from their gold. */
  readonly conflicting_alternatives?: number
  readonly samples: Counts & { readonly total: number; readonly missing: number }
  readonly accuracy: {
    /** correct ÷ samples: undecided counts as wrong. `null` when there is no sample. */
    readonly undecided_as_wrong: number | null
    readonly undecided_as_right: number | null
  }
  /** cause → side → samples. */
  readonly undecided: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Why there was no answer → samples; the parts of `undecided['no-answer']`. */
  readonly no_answer: Readonly<Record<string, number>>
  readonly by_kind: Readonly<Record<string, Counts>>
  readonly by_extraction: Readonly<Record<string, Counts>>
  /** strategy → how it decided. */
  readonly by_strategy: Readonly<Record<string, { readonly proved: number; readonly likely: number; readonly different: number }>>
  readonly pass_rates: PassRates
  readonly reward?: RewardSummary
  readonly labels?: {
    readonly agree: number
    readonly correct_but_labelled_wrong: number
    readonly not_correct_but_labelled_right: number
    readonly unlabelled: number
  }
}

/** How a strategy decided. */
interface Ways {
  proved: number
  likely: number
  different: number
}
type RowCounts = Record<'judged' | 'without_response' | 'without_gold' | 'failed', number>
type LabelCounts = Record<'agree' | 'correct_but_labelled_wrong' | 'not_correct_but_labelled_right' | 'unlabelled', number>

/** What `Tally` holds, as plain data. */
export interface TallyCounts {
  readonly lines: number
  readonly blank: number
  readonly bad: number
  readonly rows: Readonly<RowCounts>
  readonly samples: Readonly<Counts>
  readonly missing: number
  readonly conflicts: number
  readonly undecided: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly noAnswer: ReadonlyMap<string, number>
  readonly byKind: ReadonlyMap<string, Counts>
  readonly byExtraction: ReadonlyMap<string, Counts>
  readonly byStrategy: ReadonlyMap<string, Ways>
  readonly passRates: PassRateCounts
  readonly reward: RewardCounts
  readonly labels: Readonly<LabelCounts>
}

export class Tally {
  #lines = 0
  #blank = 0
  #bad = 0
  #rows: RowCounts = { judged: 0, without_response: 0, without_gold: 0, failed: 0 }
  #samples: Counts = { correct: 0, wrong: 0, undecided: 0 }
  #missing = 0
  #conflicts = 0
  #undecided = new Map<string, Map<string, number>>()
  #noAnswer = new Map<string, number>()
  #byKind = new Map<string, Counts>()
  #byExtraction = new Map<string, Counts>()
  #byStrategy = new Map<string, Ways>()
  #passRates: PassRateTally
  readonly #reward = new RewardTally()
  #labels: LabelCounts = { agree: 0, correct_but_labelled_wrong: 0, not_correct_but_labelled_right: 0, unlabelled: 0 }

  constructor(draws?: readonly number[]) {
    this.#passRates = new PassRateTally(draws)
  }

  blankLine(): void {
    this.#lines += 1
    this.#blank += 1
  }
  badLine(): void {
    this.#lines += 1
    this.#bad += 1
  }
  rowWithoutGold(): void {
    this.#lines += 1
    this.#rows.without_gold += 1
  }
  failedRow(): void {
    this.#lines += 1
    this.#rows.failed += 1
  }

  /** A row whose equivalent answers contradict its gold. */
  conflict(): void {
    this.#conflicts += 1
  }

  /** A row with a gold: at least one sample, all of them judged. */
  row(samples: readonly Judged[], label: boolean | undefined): void {
    this.#lines += 1
    let missing = true
    let right = 0
    for (const sample of samples) {
      this.#sample(sample, label)
      missing &&= sample.missing
      if (sample.verdict.outcome === 'equivalent') right += 1
    }
    this.#rows[missing ? 'without_response' : 'judged'] += 1
    this.#passRates.add(samples.length, right)
  }

  #sample({ verdict, extraction, missing, paid }: Judged, label: boolean | undefined): void {
    const column = columnOf(verdict)
    this.#samples[column] += 1
    if (missing) this.#missing += 1
    count(this.#byKind, verdict.kind ?? 'undetermined')[column] += 1
    count(this.#byExtraction, extractionOf(extraction))[column] += 1
    if (verdict.outcome === 'undecided') {
      const sides = this.#undecided.get(verdict.cause) ?? new Map<string, number>()
      this.#undecided.set(verdict.cause, sides)
      add(sides, verdict.side, 1)
      if (verdict.cause === 'no-answer') add(this.#noAnswer, missing ? 'no-response' : noAnswerReason(extraction), 1)
    } else {
      const strategy = this.#byStrategy.get(verdict.by) ?? { proved: 0, likely: 0, different: 0 }
      this.#byStrategy.set(verdict.by, strategy)
      strategy[verdict.outcome === 'equivalent' ? verdict.certainty : 'different'] += 1
    }
    if (paid !== undefined) this.#reward.add(paid)
    const correct = verdict.outcome === 'equivalent'
    if (label === undefined) this.#labels.unlabelled += 1
    else if (label === correct) this.#labels.agree += 1
    else if (correct) this.#labels.correct_but_labelled_wrong += 1
    else this.#labels.not_correct_but_labelled_right += 1
  }

  /** Take the counts of another file in. */
  merge(other: Tally): void {
    this.take(other.counts())
  }

  /** Everything that was counted, as data that a thread can send. */
  counts(): TallyCounts {
    return {
      lines: this.#lines,
      blank: this.#blank,
      bad: this.#bad,
      rows: this.#rows,
      samples: this.#samples,
      missing: this.#missing,
      conflicts: this.#conflicts,
      undecided: this.#undecided,
      noAnswer: this.#noAnswer,
      byKind: this.#byKind,
      byExtraction: this.#byExtraction,
      byStrategy: this.#byStrategy,
      passRates: this.#passRates.counts(),
      reward: this.#reward.counts(),
      labels: this.#labels,
    }
  }

  take(other: TallyCounts): void {
    this.#lines += other.lines
    this.#blank += other.blank
    this.#bad += other.bad
    addCounts(this.#rows, other.rows)
    addCounts(this.#samples, other.samples)
    this.#missing += other.missing
    this.#conflicts += other.conflicts
    for (const [cause, sides] of other.undecided) {
      const mine = this.#undecided.get(cause) ?? new Map<string, number>()
      this.#undecided.set(cause, mine)
      for (const [side, samples] of sides) add(mine, side, samples)
    }
    for (const [reason, samples] of other.noAnswer) add(this.#noAnswer, reason, samples)
    for (const [kind, counts] of other.byKind) addCounts(count(this.#byKind, kind), counts)
    for (const [rule, counts] of other.byExtraction) addCounts(count(this.#byExtraction, rule), counts)
    for (const [strategy, counts] of other.byStrategy) {
      const mine = this.#byStrategy.get(strategy) ?? { proved: 0, likely: 0, different: 0 }
      this.#byStrategy.set(strategy, mine)
      addCounts(mine, counts)
    }
    this.#passRates.take(other.passRates)
    this.#reward.take(other.reward)
    addCounts(this.#labels, other.labels)
  }

  get badLines(): number {
    return this.#bad
  }
  get rows(): number {
    return this.#rows.judged + this.#rows.without_response + this.#rows.without_gold + this.#rows.failed
  }

  summary(): Summary {
    const { correct, wrong, undecided } = this.#samples
    const total = correct + wrong + undecided
    const reward = this.#reward.summary()
    const labelled = total - this.#labels.unlabelled
    return {
      lines: { total: this.#lines, blank: this.#blank, bad: this.#bad, rows: this.rows },
      rows: { total: this.rows, ...this.#rows },
      ...(this.#conflicts > 0 && { conflicting_alternatives: this.#conflicts }),
      samples: { total, correct, wrong, undecided, missing: this.#missing },
      accuracy: {
        undecided_as_wrong: total === 0 ? null : correct / total,
        undecided_as_right: total === 0 ? null : (correct + undecided) / total,
      },
      undecided: record(this.#undecided, sides => record(sides, samples => samples)),
      no_answer: record(this.#noAnswer, samples => samples),
      by_kind: record(this.#byKind, counts => counts),
      by_extraction: record(this.#byExtraction, counts => counts),
      by_strategy: record(this.#byStrategy, counts => counts),
      pass_rates: this.#passRates.report(),
      ...(reward !== undefined && { reward }),
      ...(labelled > 0 && { labels: { ...this.#labels } }),
    }
  }
}

/** The words of a report: an equivalent answer is correct, a different one is wrong. */
export function columnOf(verdict: Verdict): keyof Counts {
  switch (verdict.outcome) {
    case 'equivalent':
      return 'correct'
    case 'different':
      return 'wrong'
    case 'undecided':
      return 'undecided'
  }
}

function extractionOf(extraction: Extraction | undefined): string {
  if (extraction === undefined) return 'not extracted'
  return extraction.found ? extraction.rule : `none: ${extraction.reason}`
}

function noAnswerReason(extraction: Extraction | undefined): string {
  return extraction && !extraction.found ? extraction.reason : 'other'
}

function count(counts: Map<string, Counts>, key: string): Counts {
  const found = counts.get(key)
  if (found) return found
  const fresh = { correct: 0, wrong: 0, undecided: 0 }
  counts.set(key, fresh)
  return fresh
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function addCounts<Key extends string>(mine: Record<Key, number>, other: Readonly<Record<Key, number>>): void {
  for (const key of Object.keys(other) as Key[]) mine[key] += other[key]
}

/** A map as JSON, sorted by key, so that two runs give the same bytes. */
function record<Value, Out>(map: ReadonlyMap<string, Value>, out: (value: Value) => Out): Record<string, Out> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, out(value)]))
}
