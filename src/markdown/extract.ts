import { extract } from '../index.ts'
import type { MarkdownExtraction, MarkdownOptions } from './extraction.ts'
import { findAnswer } from './find.ts'
import { readMarkdown } from './tree.ts'

const defaultTail = 8_000

/**
 * Find the answer in a Markdown document: a box, a tag or an announced answer as `extract` does; where nothing is marked,
 * in the shapes of the document's end. Nodes are found in the tree, text is always sliced from the document itself.
 *
 * @returns the answer with its place, or the reason why there is none. Text never makes it throw.
 * @throws TypeError when the document is not a string
 * @example
 * extractMarkdown('| n | Answer |\n|---|---|\n| 3 | $x=5$ |').text // 'x=5'
 */
export function extractMarkdown(document: string, options: MarkdownOptions = {}): MarkdownExtraction {
  const finish = options.finishReason === undefined ? {} : { finishReason: options.finishReason }
  const marked = extract(document, { prose: false, ...finish })
  if (marked.found && marked.rule !== 'phrase') return foundBy(marked)
  if (!marked.found && marked.reason !== 'nothing-found') return { found: false, reason: marked.reason }
  const start = tailStart(document, Math.max(marked.thinkingEnd, document.length - (options.tail ?? defaultTail)))
  const found = findAnswer(readMarkdown(document.slice(start)), document, start)
  // An announcement in a sentence is as good as the shape that stands before it.
  if (marked.found && (found === undefined || (found.parts[0]?.start ?? 0) < marked.span.start)) return foundBy(marked)
  if (found !== undefined) {
    const [first, last] = [found.parts[0], found.parts[found.parts.length - 1]]
    if (first !== undefined && last !== undefined) {
      const text = found.parts.map(part => document.slice(part.start, part.end)).join(', ')
      return { found: true, rule: found.rule, text, span: { start: first.start, end: last.end }, parts: found.parts }
    }
  }
  const prose = extract(document, { prose: true, ...finish })
  if (!prose.found) return { found: false, reason: prose.reason }
  return prose.rule === 'bare' && !isValue(prose.text) ? { found: false, reason: 'nothing-found' } : foundBy(prose)
}

/** The last words of prose are no answer unless they hold a value, and little else. */
const isValue = (text: string): boolean =>
  /[0-9$\\=]/.test(text) && (text.replace(/\\[A-Za-z]+/g, '').match(/[A-Za-z]{3,}/g)?.length ?? 0) < 2

function foundBy({ rule, text, span, parts }: Extract<ReturnType<typeof extract>, { found: true }>): MarkdownExtraction {
  return { found: true, rule, text, span, parts }
}

/** The tail begins with a block: behind the next empty line, or at the place itself where none follows. */
function tailStart(document: string, from: number): number {
  if (from <= 0) return 0
  const blank = document.indexOf('\n\n', from)
  return blank < 0 ? from : blank + 2
}
