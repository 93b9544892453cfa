import type { Tree } from '../tree/tree.ts'

/**
 * Puzzle answers: grids and lists whose entries are signs and codes rather than mathematics.
 *
 *     [[+,-,+];[-,+,-]]     [[p&!q];[p>q]]     _ _ Q _     ← ↑ →
 *
 * Taken only where the grammar failed. Brackets, commas, semicolons, lines and spaces build the shape; an entry that
 * reads as mathematics is what it reads as, any other is a name spelled as it is written, so that two entries are the
 * same only if they are written alike. Spaces inside an entry count as one.
 */

/** Reads one entry as mathematics; `undefined` when it is none. */
export type ReadEntry = (start: number, end: number) => Tree | undefined

/** Entries and depth beyond these are no answer. */
const mostEntries = 2000
const deepest = 8
/** Characters of an entry in a grid without brackets. */
const longestSign = 3

/** The literal reading of a text, or `undefined` when it has no such shape. */
export function readLiteral(text: string, start: number, end: number, read: ReadEntry): Tree | undefined {
  let from = start
  let to = end
  for (;;) {
    while (from < to && isBlank(text.charCodeAt(from))) from++
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--
    if (to - from > 2 && text[from] === '$' && text[to - 1] === '$') [from, to] = [from + 1, to - 1]
    else if (text.startsWith('\\left[', from)) from += 5
    else break
  }
  if (to - from < 3) return undefined
  if (text[from] === '[' && text[to - 1] === ']') {
    // `[1, \foo]` is an interval or a pair that could not be read, no puzzle.
    const next = text.slice(from + 1, to).trimStart()
    return next[0] === '[' || next[0] === '"' || next.startsWith('\\left[') ? new Brackets(text, read).read(from, to) : undefined
  }
  return grid(text, from, to, read)
}

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000

class Brackets {
  readonly #text: string
  readonly #read: ReadEntry
  #entries = 0
  constructor(text: string, read: ReadEntry) {
    this.#text = text
    this.#read = read
  }

  /** `[…]` around entries; the fence at `start` has to close at `end`. */
  read(start: number, end: number, depth = 0): Tree | undefined {
    if (depth > deepest) return undefined
    const text = this.#text
    const parts: { start: number; end: number; nested: boolean }[] = []
    let level = 0
    let from = start + 1
    let nested = false
    for (let i = start + 1; i < end - 1; i++) {
      const char = text[i]
      if (char === '"') {
        const close = text.indexOf('"', i + 1)
        if (close > i && close < end) i = close
      } else if (char === '[') {
        level++
        nested = true
      } else if (char === ']') {
        if (--level < 0) return undefined
      } else if (char === '(' || char === '{' || char === '⟨') level++
      else if (char === ')' || char === '}' || char === '⟩') level = Math.max(0, level - 1)
      else if (level === 0 && (char === ',' || char === ';')) {
        parts.push({ start: from, end: i, nested })
        from = i + 1
        nested = false
      }
    }
    if (level !== 0) return undefined
    parts.push({ start: from, end: end - 1, nested })
    const items: Tree[] = []
    for (const part of parts) {
      const item = this.#entry(part, depth)
      if (item === undefined) return undefined
      items.push(item)
    }
    return { type: 'fenced', open: '[', close: ']', items, span: { start, end } }
  }

  #entry(part: { start: number; end: number; nested: boolean }, depth: number): Tree | undefined {
    const text = this.#text
    let { start, end } = part
    while (start < end && isBlank(text.charCodeAt(start))) start++
    if (text.startsWith('\\left[', start)) start += 5
    if (end - start > 6 && text.startsWith('\\right', end - 6)) end -= 6
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--
    if (start === end || ++this.#entries > mostEntries) return undefined
    if (part.nested && text[start] === '[' && text[end - 1] === ']') return this.read(start, end, depth + 1)
    if (text[start] === '"' && text[end - 1] === '"' && end - start > 2) [start, end] = [start + 1, end - 1]
    return this.#read(start, end) ?? name(text, start, end)
  }
}

/** Lines of short signs with spaces between them. */
function grid(text: string, start: number, end: number, read: ReadEntry): Tree | undefined {
  const rows: Tree[][] = []
  let row: Tree[] = []
  let entries = 0
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (isBlank(code)) {
      if (code === 10 && row.length > 0) {
        rows.push(row)
        row = []
      }
      at++
      continue
    }
    let stop = at
    while (stop < end && !isBlank(text.charCodeAt(stop))) stop++
    if (stop - at > longestSign || text[at] === '=' || ++entries > mostEntries) return undefined
    const entry = read(at, stop) ?? name(text, at, stop)
    if (entry === undefined) return undefined
    row.push(entry)
    at = stop
  }
  rows.push(row)
  if (entries < 4) return undefined
  const lines: Tree[] = rows.filter(items => items.length > 0).map(items => ({ type: 'list', separator: 'space', items }))
  return lines.length === 1
    ? { ...(lines[0] as Tree), span: { start, end } }
    : { type: 'list', separator: 'line', items: lines, span: { start, end } }
}

/** Other spellings of the signs of logic. */
const signs: ReadonlyMap<string, string> = new Map([
  ['&', '∧'],
  ['~', '¬'],
  ['∼', '¬'],
  ['!', '¬'],
  ['⇒', '→'],
  ['∣', '|'],
])

/** An entry as it is written; spaces count as one, and not at all beside signs of logic, which are folded. A question mark is none, nor is a command. */
function name(text: string, start: number, end: number): Tree | undefined {
  let spelled = ''
  for (let i = start; i < end; i++) {
    const char = text[i] as string
    if (isBlank(char.charCodeAt(0))) {
      if (!spelled.endsWith(' ')) spelled += ' '
    } else spelled += signs.get(char) ?? char
  }
  if (/^[?.…]+$/.test(spelled) || spelled.includes('\\')) return undefined
  return { type: 'symbol', name: /[∧∨¬]/.test(spelled) ? spelled.replaceAll(' ', '') : spelled, span: { start, end } }
}
