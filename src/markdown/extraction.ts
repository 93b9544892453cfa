import type { ExtractionRule, FinishReason, NoAnswerReason, Span } from '../index.ts'

/** Where the answer stood: what `extract` knows, and the shapes of Markdown. */
export type MarkdownRule = ExtractionRule | 'heading' | 'bold' | 'table' | 'list' | 'code' | 'math'

export type MarkdownExtraction = MarkdownFound | MarkdownNotFound

/** An answer and its place. */
export interface MarkdownFound {
  readonly found: true
  readonly rule: MarkdownRule
  /** As written: the slice of the document, or the slices of `parts` joined by ", ". */
  readonly text: string
  /** From the first part to the last. Half-open offsets into the document. */
  readonly span: Span
  /** The members, when the answer is a list or a column of a table; one entry otherwise. */
  readonly parts: readonly Span[]
}

/** No answer, and why. */
export interface MarkdownNotFound {
  readonly found: false
  readonly reason: NoAnswerReason
}

export interface MarkdownOptions {
  /** `length` (or `max_tokens`, …) makes the response truncated, whatever it holds. */
  readonly finishReason?: FinishReason
  /** How much of the end is read as Markdown, in UTF-16 units. Default 8,000. */
  readonly tail?: number
}
