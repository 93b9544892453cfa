import type { Numeral } from '../exact/decimal.ts'
import type { Span } from '../source/span.ts'
import { type Piece, piecesOf } from './beside.ts'
import { closingBrace, lastBoxStart, nearWindow } from './box.ts'
import { isBlank } from './characters.ts'
import { plainNumber } from './plain-number.ts'

/** Characters around a box that are looked at, and as far as its line is followed to see whether a formula is open. */
const near = 200
const longestLine = 4_000

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

const label = /^(?:\\[a-z]{2,6} ?\{? ?)?[([]? ?[A-Z] ?[)\].]*\}?[ .:]*$/

export function sceneOf(text: string, box: Span, from: number, to: number): Scene {
  const start = Math.max(from, box.start - near)
  const stop = Math.min(to, box.end + near)
  const earlier = boxBefore(text, start, box.start)
  const behindBox = earlier !== undefined
  const before = piecesOf(text, behindBox ? earlier.end : start === from ? start : behindBlank(text, start, box.start), box.start)
  const content = contentOf(text, box)
  const last = before[before.length - 1]
  const after = piecesOf(text, box.end, stop)
  const unit = (after[0]?.type === 'edge' ? after[1] : after[0])?.type
  return {
    text,
    box,
    from: start,
    to: stop,
    formula: isInFormula(text, from, box.start),
    before,
    behindBox,
    earlier: behindBox ? plainNumber(contentOf(text, earlier)) : undefined,
    tight: isTight(text, last === undefined ? start : last.end, box.start),
    after,
    label: label.test(content),
    number: unit === 'percent' || unit === 'degree' ? undefined : plainNumber(content),
  }
}

/** What the box holds, when it is short. */
function contentOf(text: string, box: Span): string {
  if (box.end - box.start > near) return ''
  const written = text.slice(box.start, box.end)
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

/** Dollars or a bracket of TeX stand open in front of `start`. */
export function isInFormula(text: string, from: number, start: number): boolean {
  const window = text.slice(Math.max(from, start - longestLine), start)
  // No formula goes on behind a blank line.
  const before = window.slice(window.lastIndexOf('\n\n') + 1)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (dollars(line) % 2 === 1) return true
  const opened = Math.max(before.lastIndexOf('\\['), before.lastIndexOf('\\('))
  if (opened >= 0 && opened > Math.max(before.lastIndexOf('\\]'), before.lastIndexOf('\\)'))) return true
  const display = before.split('$$').length % 2 === 0
  return display || before.lastIndexOf('\\begin{') > before.lastIndexOf('\\end{')
}

/** Dollars that are no `\$`. */
function dollars(line: string): number {
  let count = 0
  for (let at = line.indexOf('$'); at >= 0; at = line.indexOf('$', at + 1)) if (line.charCodeAt(at - 1) !== 0x5c) count++
  return count
}
