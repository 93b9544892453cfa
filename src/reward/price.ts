/**
 * The sum that a sample earns.
 *
 *     verdict or judgement ─→ accuracy ┐
 *     response ─────────────→ format   ├→ score
 *     tokens, words ────────→ length … ┘
 */
import type { Verdict } from '../compare/verdict.ts'
import { byMethod, byVerdict, methodOf, type SampleFacts } from './accuracy.ts'
import { formatProblem } from './format.ts'
import { addUp, type FoundFormat, type RewardResult } from './parts.ts'
import type { RewardRule } from './rule.ts'

/**
 * Price a verdict on a response. Pure: the same verdict, response, rule and facts give the same result.
 *
 * @param response the whole response, for the format; `judge` has read the answer from it
 * @throws RangeError for a method that the rule does not have, or a judgement outside its range
 */
export function priceVerdict(verdict: Verdict, response: string, rule: RewardRule, facts: SampleFacts = {}): RewardResult {
  const method = methodOf(rule, facts)
  const problem =
    rule.format === null ? undefined : (lengthProblem(rule, facts.tokens) ?? formatProblem(whole(response, facts), rule.format))
  const found = method === 'rule' ? byVerdict(verdict, rule, response) : byMethod(method, verdict, rule, facts.judgement)
  const format = rule.format === null ? null : formatOf(problem)
  return addUp({ verdict, response, found, format, rule, method, facts })
}

/** The response with the mark that the template has written for it. */
const whole = (response: string, { thinkingOpened }: SampleFacts): string =>
  thinkingOpened === true && !response.trimStart().startsWith('<think>') ? `<think>${response}` : response

/** A response behind the hard limit would have been cut off, its last tag with it. */
export function lengthProblem({ maxTokens }: RewardRule, tokens: number | undefined): string | undefined {
  if (maxTokens === null || tokens === undefined || tokens <= maxTokens) return undefined
  return `expected at most ${maxTokens} tokens, found ${tokens}`
}

const formatOf = (problem: string | undefined): FoundFormat =>
  problem === undefined ? { value: 1, reason: 'The format is kept.' } : { value: 0, reason: `The format is broken: ${problem}.` }
