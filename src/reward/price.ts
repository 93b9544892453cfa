import type { Verdict } from '../compare/verdict.ts'
import { explain } from '../explain/explain.ts'
import { formatProblem } from './format.ts'
import { type Price, priceOfUndecided, type RewardRule } from './rule.ts'

/** One term of the score. */
export interface RewardPart {
  readonly name: 'accuracy' | 'format'
  /** What the part is worth by itself; `null` when it is unscored. */
  readonly value: Price
  readonly weight: number
  readonly reason: string
}

export interface RewardResult {
  /** The reward, or `null`: the sample is unscored and belongs in no statistics of its group. */
  readonly score: Price
  /** 1: equivalent and accepted. 0: anything else that the prediction had a part in. `null`: the reference alone failed. */
  readonly accuracy: 0 | 1 | null
  /** 1 or 0, or `null` when the rule asks for no format. */
  readonly format: 0 | 1 | null
  readonly verdict: Verdict
  /** The terms of the score: `score` is the sum of `weight * value`, or `null` if a value is. */
  readonly parts: readonly RewardPart[]
  /** The parts in words. */
  readonly reason: string
  /** Name of the rule. */
  readonly rule: string
}

/**
 * Price a verdict on a response. Pure: the same verdict, response and rule give the same result.
 *
 * @param response the whole response, for the format; `judge` has read the answer from it
 */
export function priceVerdict(verdict: Verdict, response: string, rule: RewardRule): RewardResult {
  const parts = [accuracyPart(verdict, rule)]
  if (rule.format !== null) parts.push(formatPart(formatProblem(response, rule.format), rule))
  const format = rule.format === null ? null : parts[1]?.value === 1 ? 1 : 0
  return {
    score: weightedSum(parts),
    accuracy: isAccepted(verdict, rule) ? 1 : verdict.outcome === 'undecided' && verdict.side === 'reference' ? null : 0,
    format,
    verdict,
    parts,
    reason: parts.map(part => part.reason).join(' '),
    rule: rule.name,
  }
}

function accuracyPart(verdict: Verdict, rule: RewardRule): RewardPart {
  const refused = verdict.outcome === 'equivalent' && !isAccepted(verdict, rule)
  const reason = refused ? `${explain(verdict)} The rule pays only for a proof.` : explain(verdict)
  return { name: 'accuracy', value: priceOf(verdict, rule), weight: rule.weights.accuracy, reason }
}

function formatPart(problem: string | undefined, rule: RewardRule): RewardPart {
  const reason = problem === undefined ? 'The format is kept.' : `The format is broken: ${problem}.`
  return { name: 'format', value: problem === undefined ? 1 : 0, weight: rule.weights.format, reason }
}

function priceOf(verdict: Verdict, rule: RewardRule): Price {
  if (verdict.outcome === 'undecided') return priceOfUndecided(rule, verdict.cause, verdict.side)
  return isAccepted(verdict, rule) ? rule.prices.equivalent : rule.prices.different
}

const isAccepted = (verdict: Verdict, rule: RewardRule): boolean =>
  verdict.outcome === 'equivalent' && (verdict.certainty === 'proved' || rule.accept === 'likely')

function weightedSum(parts: readonly RewardPart[]): Price {
  let sum = 0
  for (const { value, weight } of parts) {
    if (value === null) return null
    sum += weight * value
  }
  return sum
}
