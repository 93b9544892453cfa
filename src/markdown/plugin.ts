import { type Gold, judge, type Options } from '../index.ts'
import { extractMarkdown } from './extract.ts'
import type { MarkdownExtraction, MarkdownOptions } from './extraction.ts'
import { type MarkdownNode, spanOf } from './tree.ts'

export interface AnswersOptions extends MarkdownOptions {
  /** Judge the answer against this reference. */
  readonly reference?: Gold
  /** How it is judged. */
  readonly judge?: Options
}

/** What the plugin needs of a file of unified. */
interface MarkdownFile {
  readonly data: Record<string, unknown>
  toString(): string
}

/**
 * A remark plugin that annotates a document's answer. The file gets `data.answer`, what `extractMarkdown` found, and with a
 * reference `data.verdict`; the smallest node around each part of the answer gets `data.answer` and, for HTML, the
 * attributes `data-answer` and `data-outcome`.
 *
 * @example
 * // unified().use(remarkParse).use(remarkMath).use(remarkAnswers, { reference: '42' })
 * typeof remarkAnswers({ reference: '42' }) // 'function'
 */
export function remarkAnswers(options: AnswersOptions = {}): (tree: unknown, file: MarkdownFile) => void {
  return (tree, file) => {
    const answer = extractMarkdown(file.toString(), options)
    file.data['answer'] = answer
    if (!answer.found) return
    const verdict =
      options.reference === undefined ? undefined : judge({ prediction: answer.text, reference: options.reference }, options.judge)
    if (verdict !== undefined) file.data['verdict'] = verdict
    annotate(tree as MarkdownNode, answer, verdict?.outcome)
  }
}

function annotate(tree: MarkdownNode, answer: MarkdownExtraction & { readonly found: true }, outcome: string | undefined): void {
  for (const part of answer.parts) {
    const node = smallestAround(tree, part.start, part.end)
    if (node === undefined) continue
    const attributes = { dataAnswer: answer.text, ...(outcome === undefined ? {} : { dataOutcome: outcome }) }
    const known = node.data?.['hProperties'] as Record<string, unknown> | undefined
    node.data = { ...node.data, answer: answer.text, hProperties: { ...known, ...attributes } }
  }
}

/** The innermost node that holds the whole span; text has no attributes, so its parent is taken. */
function smallestAround(node: MarkdownNode, start: number, end: number): MarkdownNode | undefined {
  const span = spanOf(node, 0)
  if (node.type === 'text' || (span !== undefined && (span.start > start || span.end < end))) return undefined
  for (const child of node.children ?? []) {
    const inner = smallestAround(child, start, end)
    if (inner !== undefined) return inner
  }
  return node.type === 'root' ? undefined : node
}
