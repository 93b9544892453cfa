import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Span } from '../index.ts'

/** A node of mdast, as far as it is looked at here. */
export interface MarkdownNode {
  readonly type: string
  readonly children?: readonly MarkdownNode[]
  readonly value?: string
  readonly lang?: string | null
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } }
  data?: Record<string, unknown>
}

const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkMath).freeze()

/** The document as a tree whose positions are those of the text. */
export const readMarkdown = (text: string): MarkdownNode => processor.parse(withDollars(text)) as unknown as MarkdownNode

/**
 * `\(…\)` and `\[…\]` with dollars in place of their delimiters, character by character, so that positions stay true:
 * remark-math reads dollars only. Nothing else is changed, and contents are always taken from the text itself.
 *
 *     \(x\)   becomes   $$x$$
 */
export function withDollars(text: string): string {
  return text.replace(/(?<!\\)\\[()[\]]/g, '$$$$')
}

/** Where a node stands, moved by `by`; `undefined` for a node without a place. */
export function spanOf(node: MarkdownNode, by: number): Span | undefined {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset]
  return start === undefined || end === undefined ? undefined : { start: start + by, end: end + by }
}

/** From the first child to the last: a node without its own marks. */
export function contentOf(node: MarkdownNode, by: number): Span | undefined {
  const [first, last] = [node.children?.[0], node.children?.[node.children.length - 1]]
  const [start, end] = [first && spanOf(first, by), last && spanOf(last, by)]
  return start && end && { start: start.start, end: end.end }
}
