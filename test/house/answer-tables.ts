/**
 * Reads the tables of `docs/answers.md`.
 *
 *     | gold | accepts | refuses |
 *     | --- | --- | --- |
 *     | `1, 2` declared `{"ordered":true}` | `1,2` | `2, 1` |
 *
 * Answers stand in code, where `\|` is a bar, as everywhere in a Markdown table.
 */
export interface AnswerRow {
  readonly section: string
  readonly line: number
  readonly gold: string
  /** What is declared about the gold. */
  readonly declared: Readonly<Record<string, unknown>>
  readonly right: readonly string[]
  readonly wrong: readonly string[]
}

/** The rows of all tables with this header, in order. */
export function answerRows(text: string, header: readonly [string, string, string]): readonly AnswerRow[] {
  const rows: AnswerRow[] = []
  let section = ''
  let inside = false
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('#')) section = line.replace(/^#+ /, '')
    const cells = line.startsWith('|') ? cellsOf(line) : undefined
    if (cells === undefined) inside = false
    else if (cells.join() === header.join()) inside = true
    else if (inside && !cells.every(cell => /^-+$/.test(cell))) rows.push(rowOf(section, index + 1, cells))
  }
  return rows
}

/** First cells of the rows of the table with this header: the names that a document explains. */
export function namesInTable(text: string, header: readonly string[]): readonly string[] {
  const lines = text.split('\n')
  const start = lines.findIndex(line => line.startsWith('|') && cellsOf(line).join() === header.join())
  const names: string[] = []
  for (let at = start + 2; start >= 0 && lines[at]?.startsWith('|') === true; at++)
    names.push(codesOf(cellsOf(lines[at] ?? '')[0] ?? '')[0] ?? '')
  return names
}

function rowOf(section: string, line: number, cells: readonly string[]): AnswerRow {
  const [goldCell = '', rightCell = '', wrongCell = ''] = cells
  const [gold, declared = '{}'] = codesOf(goldCell)
  if (cells.length !== 3 || gold === undefined)
    throw new Error(`Line ${line}: expected gold, right and wrong answers, found ${cells.join(' | ')}`)
  return { section, line, gold, declared: JSON.parse(declared), right: codesOf(rightCell), wrong: codesOf(wrongCell) }
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim())

const codesOf = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]*)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|'))
