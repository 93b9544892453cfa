import type { Numeral } from '../exact/decimal.ts'
import type { Span } from '../source/span.ts'
import { type Piece, piecesOf } from './beside.ts'
import { closingBrace, lastBoxStart, nearWindow } from './box.ts'
import { isBlank } from './characters.ts'
import { plainNumber } from './plain-number.ts'

/** Characters in front of a box and behind it that are looked at, at most a paragraph. */
const farBefore = 140
const farBehind = 100
/** As far as the paragraph is followed to see whether a formula is open. */
const longestParagraph = 1_000

/** A box with the pieces around it. */
export interface Scene {
  readonly text: string
  readonly box: Span
  readonly from: number
  readonly to: number
  /** The box stands in a formula. */
  readonly formula: boolean
  /** Pieces in front of the box, up to the box before it or a few words. */
  readonly before: readonly Piece[]
  /** The pieces begin at the end of another box. */
  readonly behindBox: boolean
  /** What that box holds, when it is a plain number. */
  readonly earlier: Numeral | undefined
  /** Nothing can be seen between the last of `before` and the box. */
  readonly tight: boolean
  readonly after: readonly Piece[]
  /** The box holds the label of an option, `A` or `(B)`: what stands behind it is the option's content. */
  readonly label: boolean
  /** The content, when it is a plain number and has no percent or degrees behind it. */
  readonly number: Numeral | undefined
}

const label = /^(?:\\[a-z]{2,6}\{)?[ ]?[([]?[A-Z][)\].]{0,2}\}{0,2}[ .:]{0,3}$/

/** Nothing stands beside the box: it begins the text or follows a colon or a full stop, and ends the text. */
export function standsAlone(text: string, box: Span, from: number, to: number): boolean {
  let end = box.end
  const latest = Math.min(to, end + farBehind)
  while (end < latest && (isBlank(text.charCodeAt(end)) || text.charCodeAt(end) === 0x2e)) end++
  if (end < to) return false
  let start = box.start
  const earliest = Math.max(from, start - farBefore)
  while (start > earliest && isBlank(text.charCodeAt(start - 1))) start--
  if (start === from) return true
  const before = text.charCodeAt(start - 1)
  return start < box.start && (before === 0x3a || before === 0x2e)
}

export function sceneOf(text: string, box: Span, from: number, to: number): Scene {
  const start = paragraphStart(text, Math.max(from, box.start - farBefore), box.start)
  const paragraph = text.slice(box.end, Math.min(to, box.end + farBehind)).indexOf('\n\n')
  const stop = paragraph < 0 ? Math.min(to, box.end + farBehind) : box.end + paragraph
  const earlier = boxBefore(text, start, box.start)
  const behindBox = earlier !== undefined
  const first = behindBox ? earlier.end : start === box.start - farBefore ? behindBlank(text, start, box.start) : start
  const before = piecesOf(text, first, box.start)
  const after = piecesOf(text, box.end, stop)
  const last = before[before.length - 1]
  const unit = (after[0]?.type === 'edge' ? after[1] : after[0])?.type
  return {
    text,
    box,
    from: start,
    to: stop,
    formula: isInFormula(text, from, box.start),
    before,
    behindBox,
    get earlier() {
      return behindBox ? plainNumber(contentOf(text, earlier)) : undefined
    },
    tight: isTight(text, last === undefined ? start : last.end, box.start),
    after,
    label: label.test(contentOf(text, box)),
    get number() {
      return unit === 'percent' || unit === 'degree' ? undefined : plainNumber(contentOf(text, box))
    },
  }
}

/** Behind the last blank line of `[from, to)`. */
function paragraphStart(text: string, from: number, to: number): number {
  const blank = text.slice(from, to).lastIndexOf('\n\n')
  return blank < 0 ? from : from + blank + 2
}

/** What the box or tag holds, when it is short. */
export function contentOf(text: string, box: Span): string {
  if (box.end - box.start > farBefore) return ''
  const written = text.slice(box.start, box.end)
  if (written.startsWith('<')) return written.replace(/^<[^<>]{1,40}>/, '').replace(/<[^<>]{1,40}>$/, '')
  const open = written.indexOf('{')
  return (open < 0 ? written.slice(written.indexOf('x') + 1) : written.slice(open + 1, -1)).trim()
}

/** The last box that begins and ends in `[from, to)`. */
function boxBefore(text: string, from: number, to: number): Span | undefined {
  const start = lastBoxStart(text, from, to, nearWindow)
  const end = start < 0 ? 0 : closingBrace(text, text.indexOf('{', start), to) + 1
  return end > 0 ? { start, end } : undefined
}

/** A window begins between words, so that no piece is cut. */
function behindBlank(text: string, start: number, end: number): number {
  let at = start
  while (at < end && !isBlank(text.charCodeAt(at))) at++
  return at
}

function isTight(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || code === 0x7e) return false
    if (code !== 0x5c) continue
    at++
    // `\!` and `\left` set no space that can be seen.
    if (',;: '.includes(text[at] ?? '') || text.startsWith('quad', at) || text.startsWith('qquad', at)) return false
  }
  return true
}

/** Dollars, a bracket of TeX or an environment stand open in front of `start`. */
export function isInFormula(text: string, from: number, start: number): boolean {
  // No formula goes on behind a blank line.
  const before = text.slice(paragraphStart(text, Math.max(from, start - longestParagraph), start), start)
  const line = before.lastIndexOf('\n') + 1
  if (before.includes('$') && (dollars(before, line) || before.split('$$').length % 2 === 0)) return true
  return isOpen(before, '\\[', '\\]') || isOpen(before, '\\(', '\\)') || isOpen(before, '\\begin{', '\\end{')
}

/** The last opening is behind the last closing. The first look is forward, which is faster where there is none. */
const isOpen = (text: string, open: string, close: string): boolean =>
  text.includes(open) && text.lastIndexOf(open) > text.lastIndexOf(close)

/** An odd number of dollars that are no `\$` stands from `line` on. */
function dollars(text: string, line: number): boolean {
  let odd = false
  for (let at = text.indexOf('$', line); at >= 0; at = text.indexOf('$', at + 1)) if (text.charCodeAt(at - 1) !== 0x5c) odd = !odd
  return odd
}
