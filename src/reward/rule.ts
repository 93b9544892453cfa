/**
 * What a verdict pays.
 *
 * A rule is a plain object: prices for the outcomes, a format that the response must have, what length and repetition cost, the weights
 * of the parts, and how a response is judged before it is priced. Three promises hold for every rule:
 *
 * - a failure of the reference alone is unscored (`null`) unless the rule names a number for it;
 * - what the prediction caused, alone or with the reference, is paid like a wrong answer unless the rule says otherwise;
 * - nothing undecided pays as much as a right answer, or a policy would learn to be undecidable.
 */
import type { Cause, Side } from '../canonical/ladder/decision.ts'
import type { Price } from './amount.ts'
import type { CosineLength, CosineSpec } from './cosine.ts'
import type { Format } from './format.ts'
import type { Method, TierValues } from './method.ts'
import type { Overlong, OverlongSpec } from './overlong.ts'
import type { Repetition } from './repetition.ts'

export interface Prices {
  /** An accepted equivalent answer. */
  readonly equivalent: number
  /** A different answer, and an equivalent one whose certainty is not accepted. */
  readonly different: number
  /** An undecided answer, by whose fault it is. */
  readonly undecided: Readonly<Record<Side, Price>>
  /** Exceptions by cause and side. */
  readonly causes: Readonly<Partial<Record<Cause, Readonly<Partial<Record<Side, Price>>>>>>
  /** Any answer in a response that breaks the format, where the rule says `needsFormat`. */
  readonly unformatted: number
}

/** How sure a verdict must be to be paid as equivalent. */
export const acceptances = ['proved', 'likely'] as const

/**
 * What becomes of the alternatives in `references`. `unless-marked-empty` drops all of them when one is `__EMPTY__`,
 * with which data sets mark an empty list. The marker itself is never an answer.
 */
export const alternativeRules = ['all', 'unless-marked-empty', 'ignored'] as const

export interface RewardRule {
  /** Written into results and logs. */
  readonly name: string
  readonly prices: Prices
  readonly accept: (typeof acceptances)[number]
  /** The format that is checked, or `null` for none. */
  readonly format: Format | null
  /** The accuracy is paid only where the format is kept; otherwise `prices.unformatted`. */
  readonly needsFormat: boolean
  /** The score is `accuracy` times the price plus `format` times 0 or 1, and what length and repetition cost. */
  readonly weights: { readonly accuracy: number; readonly format: number }
  readonly alternatives: (typeof alternativeRules)[number]
  /** A numeric answer must be worked out: `2+3` is not paid for `5`. */
  readonly finished: boolean
  /** The last marked answer is not paid where another stands right beside it. */
  readonly oneAnswer: boolean
  /** A response that marks no answer is searched for its last mathematics or line. */
  readonly prose: boolean
  /** How the accuracy of a row may be found; a row says which by `method`. */
  readonly methods: readonly Method[]
  /** What the words of a model judge are worth. */
  readonly tiers: TierValues
  /** A response with more tokens is judged as one that was cut off, or `null` for no limit. */
  readonly maxTokens: number | null
  /** A soft limit of length. */
  readonly overlong: Overlong | null
  /** What saying things again costs. */
  readonly repetition: Repetition | null
  /** A further part that follows the length on a cosine. */
  readonly cosine: CosineLength | null
}

/** A rule with parts left out. They are those of the preset `accuracy`, and undecided answers follow `different`. */
export interface RuleSpec extends Partial<Omit<RewardRule, 'prices' | 'weights' | 'tiers' | 'overlong' | 'cosine'>> {
  readonly prices?: {
    readonly equivalent?: number
    readonly different?: number
    /** One price for every side, the reference's included, or one for each. */
    readonly undecided?: Price | Readonly<Partial<Record<Side, Price>>>
    readonly causes?: Readonly<Partial<Record<Cause, Price | Readonly<Partial<Record<Side, Price>>>>>>
    readonly unformatted?: number
  }
  readonly weights?: Partial<RewardRule['weights']>
  readonly tiers?: Partial<TierValues>
  readonly overlong?: OverlongSpec | null
  readonly cosine?: CosineSpec | null
}

/** What the rule pays for an answer that could not be decided. */
export function priceOfUndecided({ prices }: RewardRule, cause: Cause, side: Side): Price {
  const exception = prices.causes[cause]?.[side]
  return exception === undefined ? prices.undecided[side] : exception
}
