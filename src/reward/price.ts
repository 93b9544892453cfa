/**
 * The sum that a sample earns.
 *
 *     verdict or judgement ─prices→ accuracy ┐
 *     response ────────────────────→ format  ├─ weights → score, or null as soon as a part is null
 *     tokens, words ──→ overlong, repetition,│
 *                       length               ┘
 */
import type { Verdict } from '../compare/verdict.ts'
import { explain } from '../explain/explain.ts'
import { oneOf } from './check.ts'
import { cosineLengthReward } from './cosine.ts'
import { formatProblem } from './format.ts'
import { overlapScore, relativeErrorScore, wordErrorScore } from './measure.ts'
import { type Judgement, judgementValue, type Method } from './method.ts'
import { overlongPenalty } from './overlong.ts'
import { repetitionPenalty } from './repetition.ts'
import { rivalAnswer } from './rival.ts'
import { type Price, priceOfUndecided, type RewardRule } from './rule.ts'

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

/** The method of a row, which the rule must have. */
export const methodOf = (rule: RewardRule, facts: SampleFacts): Method => oneOf('method', facts.method ?? rule.methods[0], rule.methods)

/** How right an answer is, and what that pays. */
export interface Found {
  readonly accuracy: Price
  readonly price: Price
  readonly reason: string
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

function byVerdict(verdict: Verdict, rule: RewardRule, response: string): Found {
  if (verdict.outcome === 'undecided') {
    const { cause, side } = verdict
    return { accuracy: side === 'reference' ? null : 0, price: priceOfUndecided(rule, cause, side), reason: explain(verdict) }
  }
  if (verdict.outcome === 'different') return { accuracy: 0, price: rule.prices.different, reason: explain(verdict) }
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

function accuracyPart({ accuracy, price, reason }: Found, rule: RewardRule, format: FoundFormat | null): RewardPart {
  const weight = rule.weights.accuracy
  if (!rule.needsFormat || format === null || format.value === 1 || accuracy === null)
    return { name: 'accuracy', value: price, weight, reason }
  return { name: 'accuracy', value: rule.prices.unformatted, weight, reason: `${reason} It is paid only where the format is kept.` }
}

const formatOf = (problem: string | undefined): FoundFormat =>
  problem === undefined ? { value: 1, reason: 'The format is kept.' } : { value: 0, reason: `The format is broken: ${problem}.` }

/** A response behind the hard limit would have been cut off, its last tag with it. */
export function lengthProblem({ maxTokens }: RewardRule, tokens: number | undefined): string | undefined {
  if (maxTokens === null || tokens === undefined || tokens <= maxTokens) return undefined
  return `expected at most ${maxTokens} tokens, found ${tokens}`
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
export function weightedSum(parts: readonly RewardPart[]): Price {
  let sum = 0
  for (const { value, weight } of parts) {
    if (value === null) return null
    sum += weight * value
  }
  return sum
}
