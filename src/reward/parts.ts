/**
 * The parts of a sample, and their sum.
 *
 *     accuracy  format  overlong  repetition  length ── weights → score, or null as soon as a part is null
 */
import type { Verdict } from '../compare/verdict.ts'
import type { Found, SampleFacts } from './accuracy.ts'
import type { Price } from './amount.ts'
import { cosineLengthReward } from './cosine.ts'
import type { Method } from './method.ts'
import { overlongPenalty } from './overlong.ts'
import { repetitionPenalty } from './repetition.ts'
import type { RewardRule } from './rule.ts'

/** One term of the score. */
export interface RewardPart {
  readonly name: 'accuracy' | 'format' | 'length' | 'overlong' | 'repetition'
  /** What the part is worth by itself; `null` when it is unscored. */
  readonly value: Price
  readonly weight: number
  readonly reason: string
}

export interface RewardResult {
  /** The reward, or `null`: the sample is unscored and belongs in no statistics of its group. */
  readonly score: Price
  /**
   * How right the answer is, from 0 to 1. By `rule`: 1 is equivalent and accepted, 0 anything else that the prediction had a part in,
   * `null` the reference alone failed. By another method what that says.
   */
  readonly accuracy: Price
  /** 1 or 0 (or a share, where a published rule has one), or `null` when the rule asks for no format. */
  readonly format: Price
  readonly verdict: Verdict
  /** The terms of the score: `score` is the sum of `weight * value`, or `null` if a value is. */
  readonly parts: readonly RewardPart[]
  /** The parts in words. */
  readonly reason: string
  /** Name of the rule. */
  readonly rule: string
  /** How the accuracy was found. */
  readonly method: Method
}

/** How far the format is kept, from 0 to 1. */
export interface FoundFormat {
  readonly value: number
  readonly reason: string
}

export interface Sample {
  readonly verdict: Verdict
  readonly response: string
  readonly found: Found
  readonly format: FoundFormat | null
  readonly rule: RewardRule
  readonly method: Method
  readonly facts: SampleFacts
}

/** The parts of a sample and their sum. */
export function addUp({ verdict, response, found, format, rule, method, facts }: Sample): RewardResult {
  const parts = [accuracyPart(found, rule, format)]
  if (format !== null) parts.push({ name: 'format', value: format.value, weight: rule.weights.format, reason: format.reason })
  if (rule.overlong !== null) parts.push(overlongPart(facts.tokens, rule.overlong))
  if (rule.repetition !== null) parts.push(repetitionPart(response, rule.repetition))
  if (rule.cosine !== null) parts.push(lengthPart(found.accuracy, facts.tokens, rule.cosine))
  return {
    score: weightedSum(parts),
    accuracy: found.accuracy,
    format: format === null ? null : format.value,
    verdict,
    parts,
    reason: parts.map(part => part.reason).join(' '),
    rule: rule.name,
    method,
  }
}

function accuracyPart({ accuracy, price, reason }: Found, rule: RewardRule, format: FoundFormat | null): RewardPart {
  const weight = rule.weights.accuracy
  if (!rule.needsFormat || format === null || format.value === 1 || accuracy === null)
    return { name: 'accuracy', value: price, weight, reason }
  return { name: 'accuracy', value: rule.prices.unformatted, weight, reason: `${reason} It is paid only where the format is kept.` }
}

const unknownLength = 'The length in tokens is not known.'

function overlongPart(tokens: number | undefined, overlong: NonNullable<RewardRule['overlong']>): RewardPart {
  if (tokens === undefined) return { name: 'overlong', value: null, weight: 1, reason: unknownLength }
  const value = overlongPenalty(tokens, overlong)
  const reason = value === 0 ? 'The length costs nothing.' : `The length of ${tokens} tokens costs ${-value}.`
  return { name: 'overlong', value, weight: 1, reason }
}

function repetitionPart(response: string, repetition: NonNullable<RewardRule['repetition']>): RewardPart {
  const value = repetitionPenalty(response, repetition)
  return { name: 'repetition', value, weight: 1, reason: value === 0 ? 'Nothing is repeated.' : `Repeating costs ${-value}.` }
}

function lengthPart(accuracy: Price, tokens: number | undefined, cosine: NonNullable<RewardRule['cosine']>): RewardPart {
  if (tokens === undefined) return { name: 'length', value: null, weight: 1, reason: unknownLength }
  if (accuracy === null) return { name: 'length', value: null, weight: 1, reason: 'What length is worth depends on the answer.' }
  const value = cosineLengthReward(accuracy === 1, tokens, cosine)
  return { name: 'length', value, weight: 1, reason: `The length of ${tokens} tokens is worth ${value}.` }
}

/** The sum of the weighted values; `null` as soon as one is. */
function weightedSum(parts: readonly RewardPart[]): Price {
  let sum = 0
  for (const { value, weight } of parts) {
    if (value === null) return null
    sum += weight * value
  }
  return sum
}
