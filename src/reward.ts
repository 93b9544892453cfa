/**
 * The door to rewards: judge a response with the demands of a rule, then price the verdict.
 *
 *     response ─judge (finished, last marked answer)→ verdict ─rule→ score, accuracy, format, reason
 *
 * With `compat` a preset is paid as the published function would have. Pricing itself is the room `reward/`, which knows nothing of
 * reading and comparing.
 */
import type { Gold, GoldSpec } from './compare/gold.ts'
import { extract } from './extract/extract.ts'
import { describe, type Options } from './options.ts'
import type { SampleFacts } from './reward/accuracy.ts'
import type { Judgement, Method } from './reward/method.ts'
import { type OverlongSpec, resolveOverlong } from './reward/overlong.ts'
import type { RewardResult } from './reward/parts.ts'
import { type PresetName, presetRule } from './reward/presets.ts'
import { priceVerdict } from './reward/price.ts'
import { type Ask, priceAsPublished, publishedFunction } from './reward/published/compat.ts'
import { resolveRule } from './reward/resolve.ts'
import type { RewardRule, RuleSpec } from './reward/rule.ts'
import { type JudgeInput, judge } from './verify.ts'

export type { SampleFacts } from './reward/accuracy.ts'
export type { Price } from './reward/amount.ts'
export { type CosineLength, type CosineSpec, cosineLengthReward } from './reward/cosine.ts'
export { type Format, formatProblem, formats } from './reward/format.ts'
export {
  type AdvantageOptions,
  type GroupFilter,
  type GroupStatistics,
  groupAdvantages,
  groupFilters,
  groupStatistics,
  type KeptGroup,
  keepGroup,
} from './reward/group.ts'
export { type LogField, type LogValue, logColumns, logFields } from './reward/log.ts'
export { overlapScore, relativeErrorScore, wordErrorScore } from './reward/measure.ts'
export { type Judgement, type Method, type MethodRow, type Tier, type TierValues, videoR1Method, wethinkMethod } from './reward/method.ts'
export { type Overlong, type OverlongSpec, overlongPenalty } from './reward/overlong.ts'
export type { RewardPart, RewardResult } from './reward/parts.ts'
export { type PresetName, rewardPresets, visionR1Stages } from './reward/presets.ts'
export { priceVerdict } from './reward/price.ts'
export { type Repetition, repeatedShare, repetitionPenalty } from './reward/repetition.ts'
export { resolveRule } from './reward/resolve.ts'
export type { Prices, RewardRule, RuleSpec } from './reward/rule.ts'
export { type Origin, type PresetSource, presetSources } from './reward/sources.ts'
export { type Box, type BoxOptions, boxGiou, boxIou, boxProblem, type Pixels } from './reward/visual/box.ts'
export { type BoxesOptions, boxesScore, vTriuneThreshold } from './reward/visual/boxes.ts'
export { type Point, pointDistance, pointInBox, pointProblem, pointScore, pointsScore } from './reward/visual/point.ts'
export { readBox, readBoxes, readPoint, readPoints, readTimeSpan } from './reward/visual/read.ts'
export { type TimeSpan, type Track, timeIou, timeSpanProblem, trackIou } from './reward/visual/track.ts'

/** One sample: what the model wrote and what the data set knows. */
export interface RewardInput extends Omit<JudgeInput, 'prediction' | 'response'> {
  /** Everything that the model wrote. The answer is always looked for in it, never taken to be it. */
  readonly response: string
  /** What is declared about the gold; holds for `reference` and `references` unless one says otherwise itself. */
  readonly gold?: GoldSpec
  /** Length of the response in tokens, for rules that price it. */
  readonly tokens?: number
  /** How the accuracy of this row is found, for rules with several methods. Default: by `rule`. */
  readonly method?: Method
  /** What a model judge or a measure of the caller said, for the methods `model` and `measure`. Without it the sample is unscored. */
  readonly judgement?: Judgement
}

/** How answers compare, and what a run sets. What else is demanded of a response is the rule's to say. */
export interface RewardOptions extends Pick<Options, 'policy' | 'limits'> {
  /** Pay as the published function of the preset would have, holes included, as far as our verdicts express it. Default false. */
  readonly compat?: boolean
  /**
   * The template of the prompt has written `<think>`, so that responses begin in the thinking. One that never ends it has no answer, and
   * the format counts the mark. Default false. Published functions know nothing of it.
   */
  readonly thinkingOpened?: boolean
  /** A response with more tokens is judged as cut off: the limit of a stage. Default: the rule's. */
  readonly maxTokens?: number | null
  /** A soft limit of length; `null` for none. Default: the rule's. */
  readonly overlong?: OverlongSpec | null
}

/**
 * What a response earns.
 *
 * @param input a response with its reference; text of any kind is taken and never throws
 * @param presetOrRule the name of a preset, or a rule of one's own
 * @returns the score, or `null` for a sample that the reference leaves unscored, with the verdict and its parts
 * @throws TypeError or RangeError for a caller's mistake: a missing response, an unknown preset, field or option, a length that a rule
 * prices and the input does not tell
 * @example
 * reward({ response: 'So \\boxed{0.5}.', reference: '\\frac12' }, 'accuracy').score // 1
 * reward({ response: 'So \\boxed{B}.', reference: '12', choices: ['10', '12'] }, 'accuracy').score // 1
 * reward({ response: '\\boxed{2}', reference: '3', references: ['2', '__EMPTY__'] }, 'deepvision').score // 0
 * reward({ response: '\\boxed{2}', reference: '3' }, { prices: { different: -1 } }).score // -1
 * reward({ response: '\\boxed{silent}', reference: 'listen' }, 'deepvision', { compat: true }).score // 1
 */
export function reward(input: RewardInput, presetOrRule: PresetName | RuleSpec, options: RewardOptions = {}): RewardResult {
  const { compat, thinkingOpened, maxTokens, overlong: limit, ...judging } = checkOptions(options)
  const named = typeof presetOrRule === 'string' ? presetRule(presetOrRule) : resolveRule(presetOrRule)
  const overlong = compat === true ? asPublished(presetOrRule, limit) : limit
  const rule = maxTokens === undefined && overlong === undefined ? named : withLimits(named, maxTokens, overlong)
  const { response, reference, references = [], gold, tokens, method, judgement, ...rest } = checkInput(input)
  const facts: SampleFacts = { tokens, method, judgement, thinkingOpened }
  checkFacts(facts, rule)
  if (compat === true) {
    if (typeof presetOrRule !== 'string') throw new TypeError('Expected the name of a preset for compat, found a rule')
    if (judging.policy !== undefined) throw new TypeError('Expected no policy with compat, which compares as the published function does')
    const published = publishedFunction(presetOrRule)
    const answers = [reference, ...alternatives(references, rule, published.marker)].map(answerOf)
    const ask: Ask = (prediction, answer, policy) => judge({ prediction, reference: answer }, { ...judging, policy, as: 'answer' })
    return priceAsPublished(response, answers, rule, published, facts, ask)
  }
  const cut =
    (rule.maxTokens !== null && tokens !== undefined && tokens > rule.maxTokens) || (thinkingOpened === true && isInThinking(response))
  const verdict = judge(
    {
      ...rest,
      ...(cut && { finishReason: 'length' }),
      response,
      reference: declare(reference, gold),
      references: alternatives(references, rule, 'dropped').map(alternative => declare(alternative, gold)),
    },
    { ...judging, finished: rule.finished, prose: rule.prose },
  )
  return priceVerdict(verdict, response, rule, facts)
}

/** Whether the length of a response behind the limit costs ever more is the published function's to say, unless the caller does. */
function asPublished(name: unknown, overlong: OverlongSpec | null | undefined): OverlongSpec | null | undefined {
  if (overlong === undefined || overlong === null || typeof name !== 'string') return overlong
  return publishedFunction(name).unclampedOverlong === true ? { clamp: false, ...overlong } : overlong
}

/** No mark ends the thinking that the template has begun. */
const isInThinking = (response: string): boolean => extract(response, { prose: false }).thinkingEnd === 0

const withLimits = (rule: RewardRule, maxTokens = rule.maxTokens, overlong: OverlongSpec | null = rule.overlong): RewardRule =>
  resolveRule({ ...rule, maxTokens, overlong: overlong === null ? null : resolveOverlong('options.overlong', overlong) })

/** A data set marks "no alternatives" with this entry. */
const emptyMarker = '__EMPTY__'

function alternatives(references: readonly Gold[], rule: RewardRule, marker: 'dropped' | 'tried'): readonly Gold[] {
  switch (rule.alternatives) {
    case 'all':
      return marker === 'tried' ? references : references.filter(reference => !isMarker(reference))
    case 'unless-marked-empty':
      return references.some(isMarker) ? [] : references
    case 'ignored':
      return []
  }
}

const isMarker = (reference: Gold): boolean =>
  reference === emptyMarker || (typeof reference === 'object' && reference !== null && reference.answer === emptyMarker)

/** A reference with the declaration for all of them, which its own declaration overrides. */
function declare(reference: Gold, gold: GoldSpec | undefined): Gold {
  if (gold === undefined) return reference
  return typeof reference === 'string' ? { answer: reference, ...gold } : { ...gold, ...reference }
}

/** Published functions know the text of a gold and nothing else about it. */
function answerOf(reference: Gold): string {
  const answer: unknown = typeof reference === 'object' && reference !== null ? reference.answer : reference
  if (typeof answer !== 'string') throw new TypeError(`Expected a gold answer as a string or { answer, … }, found ${describe(reference)}`)
  return answer
}

const inputFields: ReadonlySet<string> = new Set([
  'response',
  'reference',
  'references',
  'options',
  'choices',
  'finishReason',
  'gold',
  'tokens',
  'method',
  'judgement',
])

function checkInput(input: RewardInput): RewardInput {
  if (typeof input !== 'object' || input === null) throw new TypeError(`Expected { response, reference }, found ${describe(input)}`)
  for (const field of Object.keys(input)) {
    if (!inputFields.has(field)) throw new TypeError(`Expected one of the fields ${[...inputFields].join(', ')}, found '${field}'`)
  }
  const { response, reference, references, gold } = input
  checkGold('reference', reference)
  if (Array.isArray(references)) for (const [at, one] of references.entries()) checkGold(`references[${at}]`, one)
  if (typeof response !== 'string') throw new TypeError(`Expected response as a string, found ${describe(response)}`)
  if (references !== undefined && !Array.isArray(references))
    throw new TypeError(`Expected references as an array, found ${describe(references)}`)
  if (gold !== undefined && (typeof gold !== 'object' || gold === null))
    throw new TypeError(`Expected gold as an object, found ${describe(gold)}`)
  return input
}

/** A gold is a text, or an object with one; which one is none is said. */
function checkGold(name: string, gold: Gold): void {
  const answer: unknown = typeof gold === 'object' && gold !== null ? gold.answer : gold
  if (typeof answer !== 'string') throw new TypeError(`Expected ${name} as a string or { answer, … }, found ${describe(gold)}`)
}

/** A length that the rule prices has to be known. */
function checkFacts({ tokens }: SampleFacts, rule: RewardRule): void {
  if (tokens !== undefined && (!Number.isSafeInteger(tokens) || tokens < 0))
    throw new TypeError(`Expected tokens as a whole number from 0 on, found ${describe(tokens)}`)
  const pricing = rule.overlong !== null ? 'overlong' : rule.maxTokens !== null ? 'maxTokens' : rule.cosine !== null ? 'cosine' : undefined
  if (tokens === undefined && pricing !== undefined)
    throw new TypeError(`Expected tokens, because the rule '${rule.name}' prices the length by ${pricing} (null switches it off)`)
}

const optionNames: ReadonlySet<string> = new Set(['policy', 'limits', 'compat', 'thinkingOpened', 'maxTokens', 'overlong'])

function checkOptions(options: RewardOptions): RewardOptions {
  if (typeof options !== 'object' || options === null) throw new TypeError(`Expected options as an object, found ${describe(options)}`)
  for (const name of Object.keys(options)) {
    if (!optionNames.has(name)) throw new TypeError(`Expected one of the options ${[...optionNames].join(', ')}, found '${name}'`)
  }
  for (const name of ['compat', 'thinkingOpened'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'boolean')
      throw new TypeError(`Expected ${name} as true or false, found ${describe(options[name])}`)
  }
  return options
}
