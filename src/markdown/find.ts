import type { Span } from '../index.ts'
import type { MarkdownRule } from './extraction.ts'
import { isLabel } from './label.ts'
import { contentOf, type MarkdownNode, spanOf } from './tree.ts'

/**
 * The answer of a document that marks none, from the end backwards:
 *
 *     ## Answer          the block under a heading that announces it
 *     **Answer:** 42     what follows bold words that announce it
 *     … is **42**.       bold type in one of the last paragraphs
 *     | n | Answer |     the column or the row that is called so
 *     - $x=1$            a list of values, formulas and nothing else
 *     ```json            a fenced block: the value of "answer", or all of it
 *     $$x = 5$$          a displayed formula
 */
export interface Found {
  readonly rule: MarkdownRule
  readonly parts: readonly Span[]
}

/** Bold type further from the end than this many blocks is emphasis. */
const lastBlocks = 3
/** Longer contents are explanations. */
const longest = 400

export function findAnswer(tree: MarkdownNode, text: string, by: number): Found | undefined {
  const blocks = tree.children ?? []
  return underHeading(blocks, text, by) ?? announced(blocks, text, by) ?? atTheEnd(blocks, text, by)
}

const sliceOf = (text: string, span: Span | undefined): string => (span === undefined ? '' : text.slice(span.start, span.end))

function underHeading(blocks: readonly MarkdownNode[], text: string, by: number): Found | undefined {
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index] as MarkdownNode
    if (block.type !== 'heading' || !isLabel(sliceOf(text, contentOf(block, by)))) continue
    const [below] = blocks.slice(index + 1)
    if (below === undefined) return undefined
    const found = blockAnswer(below, text, by) ?? whole(below, text, by)
    return found && { ...found, rule: 'heading' }
  }
  return undefined
}

/** Bold words in one of the last paragraphs: an announcement and what follows, else the bold words themselves. */
function announced(blocks: readonly MarkdownNode[], text: string, by: number): Found | undefined {
  const from = Math.max(0, blocks.length - lastBlocks)
  for (let index = blocks.length - 1; index >= from; index--) {
    const block = blocks[index] as MarkdownNode
    if (block.type !== 'paragraph') continue
    const nodes = block.children ?? []
    for (let at = nodes.length - 1; at >= 0; at--) {
      const node = nodes[at] as MarkdownNode
      if (node.type !== 'strong') continue
      const content = contentOf(node, by)
      const words = sliceOf(text, content)
      if (!isLabel(words)) {
        const value = afterLabel(words)
        if (content !== undefined && value > 0) return single('bold', trimmed(text, { start: content.start + value, end: content.end }))
        if (content !== undefined && mayBeValue(words)) return single('bold', trimmed(text, content))
        continue
      }
      const [rest] = nodes.slice(at + 1)
      const [start, end] = [rest && spanOf(rest, by), spanOf(block, by)]
      const behind = start && end && trimmed(text, { start: start.start, end: end.end })
      if (behind !== undefined && behind.end > behind.start) return single('bold', withoutDelimiters(text, behind))
      const below = blocks[index + 1]
      const found = below && (blockAnswer(below, text, by) ?? whole(below, text, by))
      if (found !== undefined) return { ...found, rule: 'bold' }
    }
  }
  return undefined
}

/** Where the value begins in "Answer: 42"; 0 when nothing is announced. */
function afterLabel(words: string): number {
  const colon = words.search(/[:：]/)
  return colon > 0 && isLabel(words.slice(0, colon)) && words.slice(colon + 1).trim() !== '' ? colon + 1 : 0
}

/** Bold type is an answer if it holds a number or a formula, or is a short name; "Step 2:" and "Note" are none. */
const mayBeValue = (words: string): boolean =>
  words.length <= 80 && !/[:：]\s*$/.test(words) && !/^(?:step|case|note|part)\b/i.test(words) && /[0-9$\\=]|^[A-Za-z]$/.test(words)

function atTheEnd(blocks: readonly MarkdownNode[], text: string, by: number): Found | undefined {
  const last = blocks[blocks.length - 1]
  return last && blockAnswer(last, text, by)
}

/** The answer that a block has by its shape alone. */
function blockAnswer(block: MarkdownNode, text: string, by: number): Found | undefined {
  switch (block.type) {
    case 'math':
      return single('math', withoutDelimiters(text, spanOf(block, by)))
    case 'code':
      return inCode(block, text, by)
    case 'table':
      return inTable(block, text, by)
    case 'list':
      return inList(block, text, by)
    case 'paragraph':
      return alone(block, text, by)
    default:
      return undefined
  }
}

/** A paragraph that is one formula, one bold value or one piece of code. */
function alone(block: MarkdownNode, text: string, by: number): Found | undefined {
  const nodes = (block.children ?? []).filter(node => !(node.type === 'text' && /^[\s.。]*$/.test(node.value ?? '')))
  const [only] = nodes
  if (only === undefined || nodes.length > 1) return undefined
  if (only.type === 'inlineMath') return single('math', withoutDelimiters(text, spanOf(only, by)))
  if (only.type === 'inlineCode') return single('code', withoutDelimiters(text, spanOf(only, by)))
  return only.type === 'strong' ? single('bold', withoutDelimiters(text, contentOf(only, by))) : undefined
}

/** A short paragraph as it stands. */
function whole(block: MarkdownNode, text: string, by: number): Found | undefined {
  const span = spanOf(block, by)
  if (span === undefined || span.end - span.start > longest || block.type === 'heading') return undefined
  return single(block.type === 'paragraph' ? 'heading' : 'math', withoutDelimiters(text, span))
}

const single = (rule: MarkdownRule, span: Span | undefined): Found | undefined =>
  span === undefined || span.end <= span.start || span.end - span.start > longest ? undefined : { rule, parts: [span] }

// — code —

function inCode(block: MarkdownNode, text: string, by: number): Found | undefined {
  const span = spanOf(block, by)
  if (span === undefined) return undefined
  const written = text.slice(span.start, span.end)
  const open = written.indexOf('\n') + 1
  const close = written.lastIndexOf('\n')
  if (open === 0 || close < open) return undefined
  const content = { start: span.start + open, end: span.start + close }
  const value = /"(?:answer|final_answer|result)"\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}"][^,}\n]*)/.exec(sliceOf(text, content))
  if (value !== null) {
    const quoted = (value[1] as string).startsWith('"') ? 1 : 0
    const start = content.start + value.index + value[0].length - (value[1] as string).length
    return single('code', { start: start + quoted, end: content.start + value.index + value[0].length - quoted })
  }
  // A program is no answer.
  return /\n.*\n.*\n/.test(sliceOf(text, content)) ? undefined : single('code', trimmed(text, content))
}

// — tables and lists —

function inTable(table: MarkdownNode, text: string, by: number): Found | undefined {
  const [head, ...rows] = table.children ?? []
  if (head === undefined || rows.length === 0) return undefined
  const columns = head.children ?? []
  const column = columns.findIndex(cell => isLabel(sliceOf(text, contentOf(cell, by))))
  if (column >= 0)
    return several(
      'table',
      rows.map(row => row.children?.[column]).map(cell => cellOf(cell, text, by)),
    )
  const row = rows.find(each => isLabel(sliceOf(text, contentOf(each.children?.[0] ?? each, by)).replace(/\*/g, '')))
  return (
    row &&
    several(
      'table',
      (row.children ?? []).slice(1).map(cell => cellOf(cell, text, by)),
    )
  )
}

const cellOf = (cell: MarkdownNode | undefined, text: string, by: number): Span | undefined =>
  cell && withoutDelimiters(text, contentOf(cell, by))

/** Items that are a formula or a value each. A list of steps is none. */
function inList(list: MarkdownNode, text: string, by: number): Found | undefined {
  const items = (list.children ?? []).map(item => {
    const [only] = item.children ?? []
    if (only?.type !== 'paragraph' || (item.children ?? []).length > 1) return undefined
    const found = alone(only, text, by)?.parts[0]
    if (found !== undefined) return found
    const content = contentOf(only, by)
    return /^[^\s]{1,20}$/.test(sliceOf(text, content)) ? content : undefined
  })
  return several('list', items)
}

function several(rule: MarkdownRule, spans: readonly (Span | undefined)[]): Found | undefined {
  const parts: Span[] = []
  for (const span of spans) {
    if (span === undefined || span.end <= span.start || span.end - span.start > longest) return undefined
    parts.push(span)
  }
  return parts.length === 0 ? undefined : { rule, parts }
}

// — edges —

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end]
  while (from < to && /[\s:：]/.test(text.charAt(from))) from++
  while (to > from && /[\s.。]/.test(text.charAt(to - 1))) to--
  return { start: from, end: to }
}

const delimiters: readonly (readonly [string, string])[] = [
  ['$$', '$$'],
  ['\\[', '\\]'],
  ['\\(', '\\)'],
  ['**', '**'],
  ['$', '$'],
  ['`', '`'],
]

/** Without the marks around one formula, one piece of code or bold words, and without a stop behind them. */
function withoutDelimiters(text: string, span: Span | undefined): Span | undefined {
  if (span === undefined) return undefined
  let inner = trimmed(text, span)
  for (const [open, close] of delimiters) {
    const content = text.slice(inner.start + open.length, inner.end - close.length)
    const around = text.startsWith(open, inner.start) && text.slice(inner.start, inner.end).endsWith(close)
    if (around && inner.end - inner.start >= open.length + close.length && !content.includes(close))
      inner = trimmed(text, { start: inner.start + open.length, end: inner.end - close.length })
  }
  return inner
}
