import type { Diagnostic } from './diagnostic.ts'
import type { Span } from './span.ts'

/**
 * The place in the text that a remark is about, underlined:
 *
 *     \frac{1}{2 + x
 *          ^^^
 *
 * Columns are counted as a terminal shows them: East Asian wide characters take two, combining marks none, and what
 * cannot be seen is written out as `<U+200B>`. Long lines keep the part around the span between two `…`; of a span over
 * many lines the first ones are shown. With more than one line in the text, each line has its number before it.
 */
export interface ExcerptOptions {
  /** Columns that a line may take, its number not counted. At least 20. Default 80. */
  readonly width?: number
  /** Lines of the text that are shown. At least 1. Default 3. */
  readonly lines?: number
}

/** A character as it is shown. */
interface Cell {
  readonly shown: string
  readonly columns: number
  readonly start: number
}

/**
 * The line or lines of `span` with carets under it. An empty span gets one caret. Parts of the span outside the text are
 * left out. The result has no line break at its end.
 *
 * @param text the text that the span points into
 * @example
 * excerpt('x + ?', { start: 4, end: 5 }) // 'x + ?\n    ^'
 */
export function excerpt(text: string, span: Span, options: ExcerptOptions = {}): string {
  const width = Math.max(20, options.width ?? 80)
  const shownLines = Math.max(1, options.lines ?? 3)
  const start = clamp(span.start, text.length)
  const end = Math.max(start, clamp(span.end, text.length))

  let line = lineAt(text, start)
  const numbered = line.number > 1 || line.next !== undefined
  const shown: Array<{ number: number; text: string; marks: string }> = []
  for (;;) {
    const from = Math.max(start, line.start)
    const to = Math.min(end, line.end)
    shown.push({ number: line.number, ...underline(text, line, from, Math.max(from, to), width) })
    if (line.next === undefined || line.next >= end || shown.length === shownLines) break
    line = lineFrom(text, line.next, line.number + 1)
  }
  const more = line.next !== undefined && line.next < end

  const gutter = numbered ? String(line.number).length : 0
  const before = (label: string): string => (numbered ? `${' '.repeat(gutter - label.length)}${label} | ` : '')
  const rows: string[] = []
  for (const { number, text: content, marks } of shown) {
    rows.push(before(String(number)) + content)
    rows.push(before('') + marks)
  }
  if (more) rows.push(`${before('')}…`)
  return rows.map(row => row.trimEnd()).join('\n')
}

/**
 * A remark as people read it: severity, code, message, place, and the excerpt below.
 *
 * @example
 * const diagnostic = { code: 'unclosed-group', severity: 'error', message: 'Expected }, found the end', span: { start: 6, end: 7 } } as const
 * formatDiagnostic(diagnostic, '\\frac{1') // 'error[unclosed-group] at 6: Expected }, found the end\n  \\frac{1\n        ^'
 */
export function formatDiagnostic(diagnostic: Diagnostic, text: string, options: ExcerptOptions = {}): string {
  const start = clamp(diagnostic.span.start, text.length)
  const line = lineAt(text, start)
  const place = line.number === 1 && line.next === undefined ? `${start}` : `${line.number}:${start - line.start + 1}`
  const below = excerpt(text, diagnostic.span, options)
    .split('\n')
    .map(row => (row === '' ? '' : `  ${row}`))
    .join('\n')
  return `${diagnostic.severity}[${diagnostic.code}] at ${place}: ${diagnostic.message}\n${below}`
}

function clamp(offset: number, length: number): number {
  return Number.isFinite(offset) ? Math.min(Math.max(0, Math.trunc(offset)), length) : length
}

/** One line: `end` is before its line break, `next` behind it. */
interface Line {
  readonly number: number
  readonly start: number
  readonly end: number
  readonly next: number | undefined
}

function lineAt(text: string, offset: number): Line {
  let line = lineFrom(text, 0, 1)
  while (line.next !== undefined && line.next <= offset) line = lineFrom(text, line.next, line.number + 1)
  return line
}

function lineFrom(text: string, start: number, number: number): Line {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) return { number, start, end: at, next: at + 1 }
    if (code === 13) return { number, start, end: at, next: text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1 }
  }
  return { number, start, end: text.length, next: undefined }
}

/** One line and the carets under `[from, to)`, cut to `width` columns around it. */
function underline(text: string, line: Line, from: number, to: number, width: number): { text: string; marks: string } {
  // Only what can be seen is looked at: a character takes at most eight columns, and at least every third one takes some.
  const near = from - line.start > 4 * width ? from - 4 * width : line.start
  const far = Math.min(line.end, from + 8 * width)
  const cells = cellsOf(text, near, far)
  let first = 0
  let last = cells.length
  let columns = 0
  for (const cell of cells) columns += cell.columns
  const cutBefore = near > line.start
  const cutBehind = far < line.end
  if (columns + (cutBefore ? 1 : 0) + (cutBehind ? 1 : 0) > width) {
    // Keep a third of the width before the span, the rest for the span and what follows.
    const target = cells.findIndex(cell => cell.start >= from)
    const anchor = target < 0 ? cells.length : target
    let room = Math.floor(width / 3)
    first = anchor
    while (first > 0 && room >= (cells[first - 1] as Cell).columns) room -= (cells[--first] as Cell).columns
    room = width - 2 - (Math.floor(width / 3) - room)
    last = anchor
    while (last < cells.length && room >= (cells[last] as Cell).columns) room -= (cells[last++] as Cell).columns
    if (last === cells.length && !cutBehind) {
      while (first > 0 && room >= (cells[first - 1] as Cell).columns) room -= (cells[--first] as Cell).columns
    }
  }
  const headCut = cutBefore || first > 0
  const tailCut = cutBehind || last < cells.length
  let shown = headCut ? '…' : ''
  let marks = headCut ? ' ' : ''
  let marked = false
  for (let index = first; index < last; index++) {
    const cell = cells[index] as Cell
    shown += cell.shown
    const inside = cell.start >= from && cell.start < to
    marks += (inside ? '^' : ' ').repeat(cell.columns)
    marked ||= inside && cell.columns > 0
  }
  if (tailCut) {
    shown += '…'
    if (to > (cells[last]?.start ?? far)) marks += '^'
  }
  if (!marked) marks = `${' '.repeat(columnsBefore(cells, first, from, headCut))}^`
  return { text: shown, marks: marks.trimEnd() }
}

function columnsBefore(cells: readonly Cell[], first: number, offset: number, headCut: boolean): number {
  let columns = headCut ? 1 : 0
  for (let index = first; index < cells.length; index++) {
    const cell = cells[index] as Cell
    if (cell.start >= offset) break
    columns += cell.columns
  }
  return columns
}

function cellsOf(text: string, start: number, end: number): readonly Cell[] {
  const cells: Cell[] = []
  for (let at = start; at < end; ) {
    const code = text.codePointAt(at) as number
    const length = code > 0xffff && at + 1 < end ? 2 : 1
    cells.push(cell(code, text.slice(at, at + length), at))
    at += length
  }
  return cells
}

function cell(code: number, character: string, start: number): Cell {
  if (code === 9) return { shown: ' ', columns: 1, start }
  if (isInvisible(code)) {
    const shown = `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
    return { shown, columns: shown.length, start }
  }
  return { shown: character, columns: isCombining(code) ? 0 : isWide(code) ? 2 : 1, start }
}

/** Controls, format characters, separators other than the space, lone surrogates. */
function isInvisible(code: number): boolean {
  return inRanges(invisible, code)
}

function isCombining(code: number): boolean {
  return inRanges(combining, code)
}

function isWide(code: number): boolean {
  return inRanges(wide, code)
}

/** Pairs of first and last code point, sorted. */
function inRanges(ranges: readonly number[], code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (code < (ranges[index] as number)) return false
    if (code <= (ranges[index + 1] as number)) return true
  }
  return false
}

// biome-ignore format: pairs
const invisible = [
  0x00, 0x1f, 0x7f, 0x9f, 0xad, 0xad, 0x61c, 0x61c, 0x180e, 0x180e, 0x200b, 0x200f, 0x2028, 0x202e, 0x2060, 0x206f,
  0xd800, 0xdfff, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xfff9, 0xfffb, 0xe0000, 0xe0fff,
]

// biome-ignore format: pairs
const combining = [
  0x300, 0x36f, 0x483, 0x489, 0x591, 0x5bd, 0x610, 0x61a, 0x64b, 0x65f, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff, 0x20d0, 0x20ff,
  0x302a, 0x302d, 0x3099, 0x309a, 0xfe20, 0xfe2f,
]

// biome-ignore format: pairs
const wide = [
  0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0x3098, 0x309b, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf, 0xa960, 0xa97f,
  0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f900, 0x1f9ff, 0x20000, 0x3fffd,
]
