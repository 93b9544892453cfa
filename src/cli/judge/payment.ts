/**
 * What a sample of a row earns: the preset, as the options of the command change it, over what the row tells beside its texts.
 *
 *     row ─→ who judges it: `reward` or `category` (WeThink), `problem_type` (Video-R1), `reward_verifier` (V-Triune)
 *     sample ─→ tokens, judgement
 *     options ─→ limits of length, demands that differ from the preset's
 */
import type { Gold } from '../../compare/gold.ts'
import type { Policy } from '../../index.ts'
import { field } from '../../formats/path.ts'
import {
  type Method,
  type OverlongSpec,
  type PresetName,
  presetSources,
  type RewardInput,
  type RewardOptions,
  type RewardResult,
  type RewardRule,
  resolveRule,
  reward,
  type RuleSpec,
  videoR1Method,
  wethinkMethod,
} from '../../reward.ts'
import { resolveOverlong } from '../../reward/overlong.ts'
import { presetRule } from '../../reward/presets.ts'
import { publishedFunction } from '../../reward/published/compat.ts'
import { UsageError } from '../exit-codes.ts'
import type { Row, Sample } from './rows.ts'
import { tokenFields } from './rows.ts'

/** What the command line says about a reward. */
export interface PaymentOptions {
  readonly reward: string
  readonly compat?: boolean | undefined
  readonly finished?: boolean | undefined
  readonly prose?: boolean | undefined
  readonly maxTokens?: number | undefined
  /** `null` for none. */
  readonly overlong?: OverlongSpec | null | undefined
  readonly thinkingOpened?: boolean | undefined
}

export interface Payment {
  readonly rule: RewardRule
  readonly compat: boolean
  /** @throws TypeError or RangeError for what a row declares wrongly */
  readonly pay: (row: Row, sample: Sample) => RewardResult
  /** Why the rule cannot price this sample, which lacks its length; `undefined` when it can. */
  readonly lacksTokens: (sample: Sample) => boolean
  /** Everything that decides, for the evaluation. */
  readonly terms: Readonly<Record<string, unknown>>
}

/** @throws UsageError for options that do not go together */
export function createPayment(given: PaymentOptions, policy: Policy): Payment {
  const compat = given.compat === true
  const named = presetRule(given.reward)
  if (compat) checkCompat(given)
  const spec = changed(named, given)
  const options: RewardOptions = {
    ...(compat ? { compat } : { policy }),
    ...(given.thinkingOpened === true && { thinkingOpened: true }),
    ...(given.maxTokens !== undefined && { maxTokens: given.maxTokens }),
    ...(given.overlong !== undefined && { overlong: given.overlong }),
  }
  const presetOrRule: PresetName | RuleSpec = spec === undefined ? (given.reward as PresetName) : spec
  const rule = withLimits(spec === undefined ? named : resolveRule(spec), given)
  const pricedBy = rule.overlong !== null || rule.maxTokens !== null || rule.cosine !== null
  const withoutLength: RewardOptions = { ...options, maxTokens: null, overlong: null }
  return {
    rule,
    compat,
    lacksTokens: sample => pricedBy && sample.tokens === undefined && sample.response !== undefined,
    pay: (row, sample) => {
      const input = inputOf(rule, row, sample)
      const opened = row.thinkingOpened ? { thinkingOpened: true } : {}
      if (!pricedBy || input.tokens !== undefined) return reward(input, presetOrRule, { ...options, ...opened })
      return unpriced(reward(input, presetOrRule, { ...withoutLength, ...opened }))
    },
    terms: {
      reward_preset: given.reward,
      compat: compat || undefined,
      reward_source: presetSources[given.reward as PresetName].project,
      max_tokens: rule.maxTokens ?? undefined,
      overlong: rule.overlong ?? undefined,
      thinking_opened: given.thinkingOpened,
    },
  }
}

/** The length is known to be needed and not known: what it costs is not guessed. */
const unpriced = (result: RewardResult): RewardResult => ({
  ...result,
  score: null,
  reason: `${result.reason} The length in tokens is not known, and the rule prices it.`,
})

function checkCompat(given: PaymentOptions): void {
  if (given.finished !== undefined || given.prose !== undefined)
    throw new UsageError('--compat pays as the published function does. Leave --finished and --prose out.')
  try {
    publishedFunction(given.reward)
  } catch (error) {
    throw new UsageError(`--compat: ${(error as Error).message}`)
  }
}

/** A rule of its own only where the caller asks for other demands than the preset's. */
function changed(rule: RewardRule, { finished, prose }: PaymentOptions): RuleSpec | undefined {
  if ((finished ?? rule.finished) === rule.finished && (prose ?? rule.prose) === rule.prose) return undefined
  return { ...rule, ...(finished !== undefined && { finished }), ...(prose !== undefined && { prose }) }
}

const withLimits = (rule: RewardRule, { maxTokens, overlong }: PaymentOptions): RewardRule =>
  resolveRule({
    ...rule,
    ...(maxTokens !== undefined && { maxTokens }),
    ...(overlong !== undefined && { overlong: overlong === null ? null : resolveOverlong('overlong', overlong) }),
  })

function inputOf(rule: RewardRule, row: Row, sample: Sample): RewardInput {
  // Alternatives go in with their markers, because it is the rule that says what becomes of them.
  const golds = row.references.filter(answer => !row.alternatives.includes(answer) || answer === row.references[0])
  const [reference, ...others] = [...golds, ...row.alternatives].map((answer): Gold => ({ ...row.declared, answer }))
  if (reference === undefined) throw new RangeError('Expected a row with a gold')
  const method = methodOf(rule, row)
  const tokens = sample.response === undefined ? 0 : sample.tokens
  return {
    response: sample.response ?? '',
    reference,
    references: others,
    ...(sample.finishReason !== undefined && { finishReason: sample.finishReason as NonNullable<RewardInput['finishReason']> }),
    ...(tokens !== undefined && { tokens }),
    ...(method !== undefined && { method }),
    ...(sample.judgement !== undefined && { judgement: sample.judgement as NonNullable<RewardInput['judgement']> }),
  }
}

/** How the accuracy of a row is found, where its rule has several ways. A row that says nothing is judged by rule. */
function methodOf({ name, methods }: RewardRule, { fields }: Row): Method | undefined {
  if (methods.length === 1) return undefined
  const text = (path: string): string | undefined => {
    const value = field(fields, path)
    return typeof value === 'string' ? value : undefined
  }
  switch (name) {
    case 'wethink': {
      const [said, category] = [text('reward'), text('category')]
      return said === undefined && category === undefined ? undefined : wethinkMethod({ reward: said, category })
    }
    case 'video-r1': {
      const type = text('problem_type')
      return type === undefined ? undefined : videoR1Method(type)
    }
    case 'v-triune':
      return text('reward_verifier')?.includes('detection') === true ? 'measure' : undefined
    default:
      return undefined
  }
}

/** What to say when rows lack a length that the rule prices. */
export function tokensMissing({ rule }: Payment, path: string | undefined): string {
  const looked = path === undefined ? tokenFields.join(', ') : path
  return (
    `the reward '${rule.name}' prices the length, and the first response has no count of tokens (looked for ${looked}). ` +
    'Name the field with --tokens PATH, or leave the length out with --overlong none' +
    (rule.maxTokens === null ? '' : ' and without --max-tokens')
  )
}
