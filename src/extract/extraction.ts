import type { Limits } from '../limits/budget.ts'
import type { Span } from '../source/span.ts'

/** How the answer was found, from the most to the least explicit. */
export const extractionRules = ['box', 'answer-tag', 'phrase', 'hash-marks', 'last-math', 'bare', 'whole'] as const
export type ExtractionRule = (typeof extractionRules)[number]

/** Why there is no answer. */
export const noAnswerReasons = [
  'truncated',
  'empty',
  'placeholder',
  'nothing-found',
  'unfinished-thinking',
  'too-long',
  'taken-back',
] as const
export type NoAnswerReason = (typeof noAnswerReasons)[number]

/** A place in the response that may hold the answer. `span` covers the content only, `outer` the whole construct. */
export interface Candidate {
  readonly rule: ExtractionRule
  readonly span: Span
  readonly outer: Span
}

export type Extraction = Found | NotFound
export interface Found {
  readonly found: true
  readonly rule: ExtractionRule
  /** The answer as written: `response.slice(span.start, span.end)`, for joined boxes their contents joined by ", ", and with the base or the half of the day that stands behind a box. */
  readonly text: string
  readonly span: Span
  /** The contents of joined boxes (`\boxed{1} and \boxed{2}`), in order; one entry for a single box. */
  readonly parts: readonly Span[]
  /** Where the thinking part ends; 0 when there is none. */
  readonly thinkingEnd: number
  /** Other places that were passed over, in order of the text. Collected only when asked for with `candidates`. */
  readonly passedOver: readonly Candidate[]
}
export interface NotFound {
  readonly found: false
  readonly reason: NoAnswerReason
  /** The place that disappointed: the unclosed or empty box. */
  readonly span?: Span
  readonly thinkingEnd: number
  readonly passedOver: readonly Candidate[]
}

export type FinishReason = 'stop' | 'length' | (string & {})

export interface ExtractOptions {
  /** `length` (or `max_tokens`, `max_output_tokens`) makes the response truncated, whatever it holds. */
  readonly finishReason?: FinishReason
  /** Allow the last math span or the last line of prose when nothing is marked as the answer. Default true for `extract`, false in rewards. */
  readonly prose?: boolean
  /** `last` (default) joins only adjacent boxes; `all` takes every box after the thinking as one list. */
  readonly boxes?: 'last' | 'all'
  /** Also collect the places that were passed over (at most the last 16). Default false: it reads the whole response. */
  readonly candidates?: boolean
  /** Sizes: how much of the response is looked at, counted from its end, and how long an answer may be. */
  readonly limits?: Pick<Limits, 'responseLength' | 'answerLength'>
}
