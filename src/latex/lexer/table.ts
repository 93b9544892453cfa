import type { Span } from '../../source/span.ts'

/**
 * Markdown tables, as answers hold them.
 *
 *     | X | 0 | 1 |
 *     |---|:-:|:-:|      the line that only draws makes a table of the lines around it
 *     | P | $\frac13$ | $\frac23$ |
 *
 * A bar inside dollars, braces or behind a backslash belongs to its cell.
 */
export interface Table {
  readonly rows: readonly (readonly Span[])[]
  readonly end: number
}

/** Rows and columns beyond these are no answer. */
const mostRows = 100
const mostColumns = 100

/** The table whose first bar stands at `start`, the first character of its line; `undefined` when none does. The text begins at `from`. */
export function readTable(text: string, start: number, end: number, from: number): Table | undefined {
  if (!beginsLine(text, start, from)) return undefined
  const rows: (readonly Span[])[] = []
  let at = start
  let stop = start
  for (let line = 0; at < end && line < mostRows; line++) {
    const lineEnd = endOfLine(text, at, end)
    if (line === 1) {
      if (!isRule(text, at, lineEnd)) return undefined
    } else {
      const cells = cellsOf(text, at, lineEnd)
      if (cells === undefined) break
      rows.push(cells)
    }
    stop = lineEnd
    at = lineEnd + 1
    while (at < end && isBlank(text.charCodeAt(at))) at++
    if (text[at] === '$' && text[at + 1] === '|') at++
    if (text[at] !== '|') break
  }
  return rows.length < 2 ? undefined : { rows, end: stop }
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 13

function beginsLine(text: string, start: number, from: number): boolean {
  let at = start
  while (at > from && (isSpace(text.charCodeAt(at - 1)) || text[at - 1] === '$')) at--
  return at === from || text[at - 1] === '\n'
}

function endOfLine(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 || found > end ? end : found
}

/** `|---|:-:|` */
function isRule(text: string, at: number, end: number): boolean {
  let dashes = 0
  for (let i = at; i < end; i++) {
    const char = text[i]
    if (char === '-') dashes++
    else if (char !== '|' && char !== ':' && char !== '$' && !isSpace(text.charCodeAt(i))) return false
  }
  return dashes > 0
}

/** What stands between the bars of a line that begins with one; a bar at its end closes the last cell. */
function cellsOf(text: string, at: number, end: number): readonly Span[] | undefined {
  if (text[at] !== '|') return undefined
  const cells: Span[] = []
  let from = at + 1
  let dollar = false
  let braces = 0
  for (let i = at + 1; i < end; i++) {
    const char = text[i]
    if (char === '\\') i++
    else if (char === '$') dollar = !dollar
    else if (char === '{') braces++
    else if (char === '}') braces--
    else if (char === '|' && !dollar && braces <= 0) {
      if (cells.length === mostColumns) return undefined
      cells.push({ start: from, end: i })
      from = i + 1
    }
  }
  if (/[^\s$]/.test(text.slice(from, end))) cells.push({ start: from, end })
  return cells.length === 0 ? undefined : cells
}
