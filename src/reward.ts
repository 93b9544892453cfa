/**
 * The door to rewards: judge a response with the demands of a rule, then price the verdict.
 *
 *     response ─judge (finished, last marked answer)→ verdict ─rule→ score, accuracy, format, reason
 *
 * Pricing itself is the room `reward/`, which knows nothing of reading and comparing.
 */
import type { Gold, GoldSpec } from './compare/gold.ts'
import { describe, type Options } from './options.ts'
import { presetRule, type PresetName } from './reward/presets.ts'
import { priceVerdict, type RewardResult } from './reward/price.ts'
import { resolveRule } from './reward/resolve.ts'
import type { RewardRule, RuleSpec } from './reward/rule.ts'
import { judge, type JudgeInput } from './verify.ts'

export { type Format, formatProblem, formats } from './reward/format.ts'
export { type LogField, type LogValue, logColumns, logFields } from './reward/log.ts'
export { type PresetName, rewardPresets } from './reward/presets.ts'
export { priceVerdict, type RewardPart, type RewardResult } from './reward/price.ts'
export { resolveRule } from './reward/resolve.ts'
export type { Price, Prices, RewardRule, RuleSpec } from './reward/rule.ts'

/** One sample: what the model wrote and what the data set knows. */
export interface RewardInput extends Omit<JudgeInput, 'prediction' | 'response'> {
  /** Everything that the model wrote. The answer is always looked for in it, never taken to be it. */
  readonly response: string
  /** What is declared about the gold; holds for `reference` and `references` unless one says otherwise itself. */
  readonly gold?: GoldSpec
}

/** How answers compare. What is demanded of a response is the rule's to say. */
export type RewardOptions = Pick<Options, 'policy' | 'limits'>

/**
 * What a response earns.
 *
 * @param input a response with its reference; text of any kind is taken and never throws
 * @param presetOrRule the name of a preset, or a rule of one's own
 * @returns the score, or `null` for a sample that the reference leaves unscored, with the verdict and its parts
 * @throws TypeError or RangeError for a caller's mistake: a missing response, an unknown preset, field or option
 * @example
 * reward({ response: 'So \\boxed{0.5}.', reference: '\\frac12' }, 'accuracy').score // 1
 * reward({ response: 'So \\boxed{B}.', reference: '12', choices: ['10', '12'] }, 'accuracy').score // 1
 * reward({ response: '\\boxed{2}', reference: '3', references: ['2', '__EMPTY__'] }, 'deepvision').score // 0
 * reward({ response: '\\boxed{2}', reference: '3' }, { prices: { different: -1 } }).score // -1
 */
export function reward(input: RewardInput, presetOrRule: PresetName | RuleSpec, options: RewardOptions = {}): RewardResult {
  const rule = typeof presetOrRule === 'string' ? presetRule(presetOrRule) : resolveRule(presetOrRule)
  const { response, reference, references, gold, ...rest } = checkInput(input)
  const verdict = judge(
    {
      ...rest,
      response,
      reference: declare(reference, gold),
      references: alternatives(references ?? [], rule).map(alternative => declare(alternative, gold)),
    },
    { ...checkOptions(options), finished: rule.finished, prose: rule.prose },
  )
  return priceVerdict(verdict, response, rule)
}

/** A data set marks "no alternatives" with this entry. */
const emptyMarker = '__EMPTY__'

function alternatives(references: readonly Gold[], rule: RewardRule): readonly Gold[] {
  switch (rule.alternatives) {
    case 'all':
      return references
    case 'unless-marked-empty':
      return references.includes(emptyMarker) ? [] : references
    case 'ignored':
      return []
  }
}

/** A reference with the declaration for all of them, which its own declaration overrides. */
function declare(reference: Gold, gold: GoldSpec | undefined): Gold {
  if (gold === undefined) return reference
  return typeof reference === 'string' ? { answer: reference, ...gold } : { ...gold, ...reference }
}

const inputFields: ReadonlySet<string> = new Set(['response', 'reference', 'references', 'options', 'choices', 'finishReason', 'gold'])

function checkInput(input: RewardInput): RewardInput {
  if (typeof input !== 'object' || input === null) throw new TypeError(`Expected { response, reference }, found ${describe(input)}`)
  for (const field of Object.keys(input)) {
    if (!inputFields.has(field)) throw new TypeError(`Expected one of the fields ${[...inputFields].join(', ')}, found '${field}'`)
  }
  const { response, references, gold } = input
  if (typeof response !== 'string') throw new TypeError(`Expected response as a string, found ${describe(response)}`)
  if (references !== undefined && !Array.isArray(references))
    throw new TypeError(`Expected references as an array, found ${describe(references)}`)
  if (gold !== undefined && (typeof gold !== 'object' || gold === null))
    throw new TypeError(`Expected gold as an object, found ${describe(gold)}`)
  return input
}

function checkOptions(options: RewardOptions): RewardOptions {
  if (typeof options !== 'object' || options === null) throw new TypeError(`Expected options as an object, found ${describe(options)}`)
  for (const name of Object.keys(options)) {
    if (name !== 'policy' && name !== 'limits') throw new TypeError(`Expected one of the options policy, limits, found '${name}'`)
  }
  return options
}
