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

/** A box with what stands around it, read when it is asked for. */
export class Scene {
  readonly text: string
  readonly box: Span
  /** At most a paragraph around the box is looked at. */
  readonly from: number
  readonly to: number
  readonly #start: number
  readonly #earlier: Span | undefined
  #before: readonly Piece[] | undefined
  #after: readonly Piece[] | undefined
  #formula: boolean | undefined
  #number: Numeral | 'none' | undefined

  constructor(text: string, box: Span, from: number, to: number) {
    this.text = text
    this.box = box
    this.#start = from
    this.from = paragraphStart(text, Math.max(from, box.start - farBefore), box.start)
    const latest = Math.min(to, box.end + farBehind)
    const paragraph = text.slice(box.end, latest).indexOf('\n\n')
    this.to = paragraph < 0 ? latest : box.end + paragraph
    this.#earlier = boxBefore(text, this.from, box.start)
  }

  /** Pieces in front of the box, up to the box before it or a few words. */
  get before(): readonly Piece[] {
    this.#before ??= piecesOf(this.text, this.#first(), this.box.start)
    return this.#before
  }

  #first(): number {
    if (this.#earlier !== undefined) return this.#earlier.end
    return this.from === this.box.start - farBefore ? behindBlank(this.text, this.from, this.box.start) : this.from
  }

  get after(): readonly Piece[] {
    this.#after ??= piecesOf(this.text, this.box.end, this.to)
    return this.#after
  }

  /** The box stands in a formula. */
  get formula(): boolean {
    this.#formula ??= isInFormula(this.text, this.#start, this.box.start)
    return this.#formula
  }

  /** The pieces begin at the end of another box. */
  get behindBox(): boolean {
    return this.#earlier !== undefined
  }

  /** What that box holds, when it is a plain number. */
  get earlier(): Numeral | undefined {
    return this.#earlier === undefined ? undefined : plainNumber(contentOf(this.text, this.#earlier))
  }

  /** Nothing can be seen between the last of `before` and the box. */
  get tight(): boolean {
    const last = this.before[this.before.length - 1]
    return isTight(this.text, last === undefined ? this.from : last.end, this.box.start)
  }

  /** The box holds the label of an option, `A` or `(B)`: what stands behind it is the option's content. */
  get label(): boolean {
    return label.test(contentOf(this.text, this.box))
  }

  /** The content, when it is a plain number and has no percent or degrees behind it. */
  get number(): Numeral | undefined {
    this.#number ??= this.#plain() ?? 'none'
    return this.#number === 'none' ? undefined : this.#number
  }

  #plain(): Numeral | undefined {
    const unit = (this.after[0]?.type === 'edge' ? this.after[1] : this.after[0])?.type
    return unit === 'percent' || unit === 'degree' ? undefined : plainNumber(contentOf(this.text, this.box))
  }
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

/** Behind the last blank line of `[from, to)`. */
function paragraphStart(text: string, from: number, to: number): number {
  const window = text.slice(from, to)
  // The first look is forward, which is faster where there is none.
  return window.includes('\n\n') ? from + window.lastIndexOf('\n\n') + 2 : from
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
