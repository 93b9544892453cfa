import type { Span } from '../source/span.ts'
import { isBlank, isDigit, isLetter } from './characters.ts'
import { tidy } from './edges.ts'

/**
 * `#### 42`, as the solutions of GSM8K end.
 *
 * Four hashes also begin a Markdown heading, so the line must be the last one, or hold hardly any words. Five are
 * always a heading.
 */
export interface HashMarks {
  readonly span: Span
  readonly outer: Span
}

const firstWindow = 512
const windowGrowth = 8

/** The last `####` with an answer behind it in `[from, to)`. Only the last one is looked at. */
export function lastHashMarks(text: string, from: number, to: number): HashMarks | undefined {
  const at = lastHashes(text, from, to)
  if (at < 0) return undefined
  let end = at + 4
  while (end < to && text.charCodeAt(end) !== 0x0a && text.charCodeAt(end) !== 0x0d) end++
  const span = tidy(text, at + 4, end)
  if (span.start === span.end) return undefined
  return isLastLine(text, end, to) ? wholeLine(span, at) : isShort(text, span) ? wholeLine(span, at) : undefined
}

const wholeLine = (span: Span, at: number): HashMarks => ({ span, outer: { start: at, end: span.end } })

function lastHashes(text: string, from: number, to: number): number {
  for (let width = firstWindow; ; width *= windowGrowth) {
    const start = Math.max(from, to - width)
    const window = text.slice(start, to)
    let last = -1
    for (let at = window.indexOf('####'); at >= 0; ) {
      let end = at
      while (window.charCodeAt(end) === 0x23) end++
      if (end - at === 4 && !isLetter(window.charCodeAt(at - 1)) && !isLetter(window.charCodeAt(end))) last = at
      at = window.indexOf('####', end)
    }
    if (last >= 0) return start + last
    if (start === from) return -1
  }
}

/** Nothing but blanks and special tokens below. */
function isLastLine(text: string, end: number, to: number): boolean {
  const rest = tidy(text, end, Math.min(to, end + 60))
  return rest.start === rest.end && (to - end <= 60 || isBlank(text.charCodeAt(end + 59)))
}

/** A number or formula with at most two words. */
function isShort(text: string, span: Span): boolean {
  let words = 0
  let value = false
  for (let at = span.start; at < span.end; at++) {
    const code = text.charCodeAt(at)
    if (isDigit(code) || code === 0x24 || code === 0x5c) value = true
    if (isLetter(code) && !isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at + 1)) && text.charCodeAt(at - 1) !== 0x5c)
      words++
  }
  const first = text.charCodeAt(span.start)
  return value && words <= 2 && !isLetter(first) && text.charCodeAt(span.start + 1) !== 0x29 && !isNumbered(text, span)
}

/** `1. Setting up` is a heading. */
function isNumbered(text: string, span: Span): boolean {
  let at = span.start
  while (isDigit(text.charCodeAt(at))) at++
  return at > span.start && text.charCodeAt(at) === 0x2e && isBlank(text.charCodeAt(at + 1))
}
