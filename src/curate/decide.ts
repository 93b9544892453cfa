/**
 * What becomes of one row, as far as the row itself tells: valid, labelled right, of the right difficulty. Duplicates and
 * sampling, for which other rows count, come after it. The first rule that drops a row is the one that its manifest names.
 */
import type { GoldSpec } from '../compare/gold.ts'
import { type Band, placeInBand } from './band.ts'
import { row as checkRow } from './check.ts'
import type { CorrectnessLabel } from './label.ts'
import { type SuspectGold, suspectGold } from './majority.ts'
import { type PassRate, wilsonInterval, writePassRate } from './pass-rate.ts'
import { type RolloutAnswer, rolloutsOf } from './rollout.ts'
import { type QuestionRow, type ValidityOptions, validity } from './validity.ts'

/** The stages of curation in order; each row that is dropped is dropped by one of them. */
export const curationStages = ['validity', 'label', 'difficulty', 'suspect', 'duplicate', 'sample'] as const
export type CurationStage = (typeof curationStages)[number]

/** Why a row is dropped, for a manifest that explains each. */
export interface Drop {
  readonly stage: CurationStage
  /** The rule of the stage: `proof`, `too-hard`, `ERR_MISMATCH`, `exact`, … */
  readonly rule: string
  readonly reason: string
}

/** A row as curation sees it. */
export interface CurationRow extends QuestionRow {
  /** Judged rollouts. When there are none, `passRate` is taken. */
  readonly rollouts?: readonly RolloutAnswer[]
  /** A pass rate that an earlier run has found. */
  readonly passRate?: PassRate | undefined
  /** What a judge said about the row. */
  readonly label?: CorrectnessLabel | 'unparsed' | undefined
}

export interface CurationRule {
  /** `false` switches the validity filter off. */
  readonly validity: ValidityOptions | false
  /** Pass rates that are kept; `undefined` keeps all, also rows without a rate. */
  readonly band?: Band | undefined
  /** Drop rows whose label is not `1`, and rows that have none. */
  readonly requireLabel?: boolean
  /** Drop rows whose gold is suspect. They are reported in any case. */
  readonly dropSuspects?: boolean
  /** Share of rollouts that has to agree against the gold. Default 0.5. */
  readonly suspectShare?: number
  /** Rollouts that have to agree against the gold. Default 3. */
  readonly suspectAtLeast?: number
}

export interface RowDecision {
  /** `undefined`: the row is kept so far. */
  readonly drop: Drop | undefined
  /** equivalent ÷ all rollouts; undecided ones count as not right. */
  readonly passRate: PassRate | undefined
  readonly suspect: SuspectGold | undefined
}

/**
 * Decide on one row.
 *
 * @throws TypeError or RangeError for what is no row or no rule
 * @example
 * const rollouts = [{ answer: '4', outcome: 'equivalent' }, { answer: '5', outcome: 'different' }] as const
 * const rule = { validity: {}, band: bands.deepvision }
 * decideRow({ question: 'What is 2 + 2?', answer: '4', rollouts }, rule) // { drop: undefined, passRate: { right: 1, total: 2 } }
 */
export function decideRow(row: CurationRow, rule: CurationRule): RowDecision {
  checkRow('row', row)
  checkRow('rule', rule)
  const rollouts = rolloutsOf('row.rollouts', row.rollouts ?? [])
  const passRate =
    rollouts.length === 0
      ? row.passRate
      : { right: rollouts.filter(({ outcome }) => outcome === 'equivalent').length, total: rollouts.length }
  const suspect = suspectOf(rollouts, row.declared, rule)
  return {
    drop: validityDrop(row, rule) ?? labelDrop(row, rule) ?? difficultyDrop(passRate, rule) ?? suspectDrop(suspect, rule),
    passRate,
    suspect,
  }
}

function validityDrop(row: CurationRow, rule: CurationRule): Drop | undefined {
  if (rule.validity === false) return undefined
  const found = validity(row, rule.validity)
  return found.valid ? undefined : { stage: 'validity', rule: found.rule, reason: found.reason }
}

function labelDrop({ label }: CurationRow, { requireLabel = false }: CurationRule): Drop | undefined {
  if (label === '1' || (label === undefined && !requireLabel)) return undefined
  if (label === undefined) return { stage: 'label', rule: 'unlabelled', reason: 'no judge has labelled the row' }
  return {
    stage: 'label',
    rule: label,
    reason: label === 'unparsed' ? 'the label of the judge was not understood' : `the judge says ${label}`,
  }
}

function difficultyDrop(rate: PassRate | undefined, { band }: CurationRule): Drop | undefined {
  if (band === undefined) return undefined
  checkRow('rule.band', band)
  if (rate === undefined) return { stage: 'difficulty', rule: 'no-rollouts', reason: 'the row has neither rollouts nor a pass rate' }
  const place = placeInBand(rate, band)
  if (place === 'inside') return undefined
  const { low, high } = wilsonInterval(rate)
  const written = `pass rate ${writePassRate(rate)} (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`
  const ends = `${writePassRate(band.from)} to ${writePassRate(band.to)}`
  return place === 'below'
    ? { stage: 'difficulty', rule: 'too-hard', reason: `${written} is below ${ends}` }
    : { stage: 'difficulty', rule: 'too-easy', reason: `${written} is above ${ends}` }
}

function suspectOf(rollouts: readonly RolloutAnswer[], declared: GoldSpec | undefined, rule: CurationRule): SuspectGold | undefined {
  const atLeast = rule.suspectAtLeast ?? 3
  // Cheap to tell: fewer wrong answers than have to agree.
  if (rollouts.filter(({ outcome }) => outcome === 'different').length < atLeast) return undefined
  return suspectGold(rollouts, { share: rule.suspectShare ?? 0.5, atLeast, ...(declared !== undefined && { declared }) })
}

function suspectDrop(suspect: SuspectGold | undefined, { dropSuspects = false }: CurationRule): Drop | undefined {
  if (suspect === undefined || !dropSuspects) return undefined
  const { agree, total, answer } = suspect
  return {
    stage: 'suspect',
    rule: 'majority',
    reason: `${agree} of ${total} rollouts agree on ${answer.slice(0, 60)}, which is not the gold`,
  }
}
