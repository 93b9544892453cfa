/**
 * What the samples of one prompt say together.
 *
 *     scores  [1, 0, null, 1]  →  mean 2/3 of 3 scored  →  kept?  →  advantages [0.58, −1.15, null, 0.58]
 *
 * An unscored sample (`null`) is in no mean, no spread and no count, and its advantage is `null`: leave it out of the update. A group of
 * which one scored sample is left compares nothing: it is dropped, and its advantage is 0, unless the caller asks for what the
 * published trainers do (DAPO keeps it; verl gives it its score). A group without any scored sample is always dropped.
 */

import type { Price } from './amount.ts'
import { boolean, fields, number, oneOf, scoresOf } from './check.ts'

export interface GroupStatistics {
  readonly scored: number
  readonly unscored: number
  /** `null` when nothing is scored. */
  readonly mean: number | null
  /** Standard deviation of the scored samples as a whole population; exactly 0 when they are equal. `null` when nothing is scored. */
  readonly deviation: number | null
}

/**
 * @example
 * groupStatistics([1, 0, null, 1]).scored // 3
 * groupStatistics([0.1, 0.1, 0.1]).deviation // 0
 */
export function groupStatistics(scores: readonly Price[]): GroupStatistics {
  const scored = scoredOf(scoresOf('scores', scores))
  const unscored = scores.length - scored.length
  if (scored.length === 0) return { scored: 0, unscored, mean: null, deviation: null }
  return { scored: scored.length, unscored, mean: meanOf(scored), deviation: deviationOf(scored, scored.length) }
}

/** When a group is worth a step of training. */
export interface GroupFilter {
  /** The scores must differ. Default true. */
  readonly spread?: boolean
  /** The least mean, and whether it may be reached. */
  readonly least?: number
  /** The greatest mean, and whether it may be reached. */
  readonly greatest?: number
  /** Whether `least` and `greatest` themselves are kept. Default true. */
  readonly inclusive?: boolean
  /** What becomes of a group with one scored sample. Default `drop`. */
  readonly alone?: 'drop' | 'keep'
}

/** The filters of published trainers, as they are. */
export const groupFilters = Object.freeze({
  /** DAPO, and DeepVision's trainer: the metric must differ; a group of one is kept. Code. */
  dapo: Object.freeze<GroupFilter>({ spread: true, alone: 'keep' }),
  /** EasyR1's online filtering: mean strictly between 0.01 and 0.99. Code. */
  easyr1: Object.freeze<GroupFilter>({ spread: false, least: 0.01, greatest: 0.99, inclusive: false, alone: 'keep' }),
  /** MM-EUREKA's online filter: mean accuracy from 0.1 to 0.9. Code. */
  'mm-eureka': Object.freeze<GroupFilter>({ spread: false, least: 0.1, greatest: 0.9, alone: 'keep' }),
})

export interface KeptGroup extends GroupStatistics {
  readonly keep: boolean
  /** Why, in words. */
  readonly reason: string
}

/**
 * Whether a group is kept, and why.
 *
 * @param scores of one prompt; `null` is unscored
 * @throws TypeError or RangeError for a caller's mistake
 * @example
 * keepGroup([1, 0, 1]).keep // true
 * keepGroup([1, null, 1]).reason // 'All 2 scores are 1.'
 * keepGroup([1, null]).reason // 'One scored sample compares nothing.'
 * keepGroup([1, null], groupFilters.dapo).keep // true
 * keepGroup([1, 1, 1, 0], { greatest: 0.7 }).reason // 'The mean 0.75 is above 0.7.'
 */
export function keepGroup(scores: readonly Price[], filter: GroupFilter = {}): KeptGroup {
  fields('filter', filter, ['spread', 'least', 'greatest', 'inclusive', 'alone'])
  const spread = boolean('filter.spread', filter.spread ?? true)
  const inclusive = boolean('filter.inclusive', filter.inclusive ?? true)
  const alone = oneOf('filter.alone', filter.alone ?? 'drop', ['drop', 'keep'])
  const statistics = groupStatistics(scores)
  const { scored, mean, deviation } = statistics
  const drop = (reason: string): KeptGroup => ({ keep: false, reason, ...statistics })
  if (mean === null) return drop('No sample is scored.')
  if (scored === 1 && alone === 'drop') return drop('One scored sample compares nothing.')
  if (spread && scored > 1 && deviation === 0) return drop(`All ${scored} scores are ${mean}.`)
  if (filter.least !== undefined) {
    const least = number('filter.least', filter.least)
    if (mean < least || (mean === least && !inclusive)) return drop(`The mean ${mean} is ${mean < least ? 'below' : 'not above'} ${least}.`)
  }
  if (filter.greatest !== undefined) {
    const greatest = number('filter.greatest', filter.greatest)
    if (mean > greatest || (mean === greatest && !inclusive))
      return drop(`The mean ${mean} is ${mean > greatest ? 'above' : 'not below'} ${greatest}.`)
  }
  return {
    keep: true,
    reason: scored === 1 ? 'A single scored sample is kept.' : `The mean of ${scored} scores is ${mean}.`,
    ...statistics,
  }
}

export interface AdvantageOptions {
  /** Divide by the standard deviation of the group, or do not (Dr. GRPO). Default `deviation`. */
  readonly divideBy?: 'deviation' | 'nothing'
  /** `sample` divides the squares by n − 1, as the trainers do; `population` by n. Default `sample`. */
  readonly deviation?: 'sample' | 'population'
  /** Added to the deviation. Default 1e-6. */
  readonly epsilon?: number
  /** What a lonely scored sample gets: `zero`, or its `score`, as verl gives it. Default `zero`. */
  readonly alone?: 'zero' | 'score'
}

/**
 * Advantages within a group, as in GRPO: (score − mean) ÷ (deviation + epsilon).
 *
 * @returns one number for each score, and `null` for each `null`; zeros when all scores are equal
 * @throws TypeError or RangeError for a caller's mistake
 * @example
 * groupAdvantages([1, 0, null], { epsilon: 0, deviation: 'population' }) // [1, -1, null]
 * groupAdvantages([0.1, 0.1, 0.1]) // [0, 0, 0]
 * groupAdvantages([1, null]) // [0, null]
 */
export function groupAdvantages(scores: readonly Price[], options: AdvantageOptions = {}): readonly Price[] {
  fields('options', options, ['divideBy', 'deviation', 'epsilon', 'alone'])
  const divideBy = oneOf('options.divideBy', options.divideBy ?? 'deviation', ['deviation', 'nothing'])
  const kind = oneOf('options.deviation', options.deviation ?? 'sample', ['sample', 'population'])
  const alone = oneOf('options.alone', options.alone ?? 'zero', ['zero', 'score'])
  const epsilon = number('options.epsilon', options.epsilon ?? 1e-6)
  if (epsilon < 0) throw new RangeError(`Expected options.epsilon to be 0 or more, found ${epsilon}`)
  const scored = scoredOf(scoresOf('scores', scores))
  if (scored.length === 1 && alone === 'score') return scores
  if (areEqual(scored)) return scores.map(score => (score === null ? null : 0))
  const mean = meanOf(scored)
  const divisor = divideBy === 'nothing' ? 1 : deviationOf(scored, kind === 'sample' ? scored.length - 1 : scored.length) + epsilon
  return scores.map(score => (score === null ? null : (score - mean) / divisor))
}

const scoredOf = (scores: readonly Price[]): readonly number[] => scores.filter(score => score !== null)

const areEqual = (scored: readonly number[]): boolean => scored.every(score => score === scored[0])

/** The common value of equal scores, not their rounded sum. */
const meanOf = (scored: readonly number[]): number =>
  areEqual(scored) ? (scored[0] as number) : scored.reduce((sum, score) => sum + score, 0) / scored.length

function deviationOf(scored: readonly number[], divisor: number): number {
  if (areEqual(scored)) return 0
  const mean = meanOf(scored)
  return Math.sqrt(scored.reduce((sum, score) => sum + (score - mean) * (score - mean), 0) / divisor)
}
