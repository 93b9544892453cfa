/**
 * How right is an answer, and what does that pay?
 *
 *     rule     verdict ─────────────────→ 1, 0 or null ─→ prices.equivalent, different, undecided
 *     others   judgement, words, number → from 0 to 1 ──→ between prices.different and prices.equivalent
 */
import type { Verdict } from '../compare/verdict.ts'
import { explain } from '../explain/explain.ts'
import type { Price } from './amount.ts'
import { oneOf } from './check.ts'
import { overlapScore, relativeErrorScore, wordErrorScore } from './measure.ts'
import { type Judgement, judgementValue, type Method } from './method.ts'
import { rivalAnswer } from './rival.ts'
import { priceOfUndecided, type RewardRule } from './rule.ts'

/** What is known about a sample beside its text. */
export interface SampleFacts {
  /** Length of the response in tokens. */
  readonly tokens?: number | undefined
  /** How the accuracy of this row is found. Default: the first method of the rule. */
  readonly method?: Method | undefined
  /** What a model judge or a measure of the caller said. */
  readonly judgement?: Judgement | undefined
  /** The template of the prompt has written `<think>` already. Default false. */
  readonly thinkingOpened?: boolean | undefined
}

/** The method of a row, which the rule must have. */
export const methodOf = (rule: RewardRule, facts: SampleFacts): Method => oneOf('method', facts.method ?? rule.methods[0], rule.methods)

/** How right an answer is, and what that pays. */
export interface Found {
  readonly accuracy: Price
  readonly price: Price
  readonly reason: string
}

/** The verdict decides; an answer that another one stands beside is none. */
export function byVerdict(verdict: Verdict, rule: RewardRule, response: string): Found {
  if (verdict.outcome === 'undecided') {
    const { cause, side } = verdict
    return { accuracy: side === 'reference' ? null : 0, price: priceOfUndecided(rule, cause, side), reason: explain(verdict) }
  }
  if (verdict.outcome === 'different') return { accuracy: 0, price: rule.prices.different, reason: explain(verdict) }
  // What comes from outside is looked at before it is paid.
  oneOf('verdict.outcome', verdict.outcome, ['equivalent', 'different', 'undecided'])
  const refused = (why: string): Found => ({ accuracy: 0, price: rule.prices.different, reason: `${explain(verdict)} ${why}` })
  if (verdict.certainty !== 'proved' && rule.accept === 'proved') return refused('The rule pays only for a proof.')
  const rival = rule.oneAnswer && verdict.extraction !== undefined ? rivalAnswer(response, verdict.extraction) : undefined
  if (rival !== undefined) return refused(`The rule pays for one final answer, and "${rival}" stands beside it.`)
  return { accuracy: 1, price: rule.prices.equivalent, reason: explain(verdict) }
}

/** A graded accuracy is priced between a wrong and a right answer. Without an answer there is nothing to judge. */
export function byMethod(method: Exclude<Method, 'rule'>, verdict: Verdict, rule: RewardRule, judgement: Judgement | undefined): Found {
  const { equivalent, different } = rule.prices
  if (verdict.outcome === 'undecided' && verdict.cause === 'no-answer' && verdict.side === 'prediction')
    return { accuracy: 0, price: different, reason: explain(verdict) }
  const { value, reason } = graded(method, verdict, rule, judgement)
  return { accuracy: value, price: value === null ? null : different + value * (equivalent - different), reason }
}

function graded(
  method: Exclude<Method, 'rule'>,
  { reference, prediction }: Verdict,
  rule: RewardRule,
  judgement: Judgement | undefined,
): { readonly value: Price; readonly reason: string } {
  switch (method) {
    case 'model':
    case 'measure': {
      const value = judgementValue(judgement, rule.tiers)
      const said = typeof judgement === 'string' ? `${judgement}, worth ${value ?? 'nothing that counts'}` : `${value}`
      const who = method === 'model' ? 'model judge' : 'measure'
      return { value, reason: judgement === undefined || judgement === null ? `The ${who} has not spoken.` : `The ${who} says ${said}.` }
    }
    case 'ocr':
      return measured(wordErrorScore(reference, prediction), 'words that agree')
    case 'overlap':
      return measured(overlapScore(reference, prediction), 'overlap of the words')
    case 'regression':
      return measured(relativeErrorScore(reference, prediction), 'nearness of the number')
  }
}

const measured = (value: number | null, what: string): { readonly value: Price; readonly reason: string } => ({
  value,
  reason: value === null ? `The reference cannot be measured for the ${what}.` : `The ${what} is ${value}.`,
})
