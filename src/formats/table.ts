/**
 * Rows of a CSV or TSV file as JSON objects. The first record names the columns. All cells are texts, and a gold `0.50`
 * keeps its digits; only columns that hold lists by their name are read as JSON when they are JSON.
 */
import { type Info, parse } from 'csv-parse'
import { FormatError } from './format-error.ts'
import type { Line } from './lines.ts'
import { through } from './through.ts'

/** Columns that hold lists or objects when a data frame is written as CSV. */
const structured: ReadonlySet<string> = new Set([
  'choices',
  'code',
  'equivalent_answers',
  'images',
  'messages',
  'model_responses',
  'options',
  'pred',
  'predicts',
  'prompt',
  'reward_model',
  'score',
])
const batchSize = 64

/** A record as it stood in the file, beside its row. */
export interface TableRow {
  readonly line: Line
  readonly cells: readonly string[]
}

/**
 * @param separator `,` or a tab
 * @param header gets the names of the columns, once
 */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array>,
  separator: string,
  name: string,
  header: (columns: readonly string[]) => void = () => undefined,
): AsyncGenerator<readonly TableRow[]> {
  const parser = parse({ bom: true, delimiter: separator, info: true, relax_column_count: true, skip_empty_lines: true })
  const records = through<{ readonly record: readonly string[]; readonly info: Info }>(chunks, parser)
  let columns: readonly string[] | undefined
  let number = 0
  let batch: TableRow[] = []
  try {
    for await (const { record, info } of records) {
      if (columns === undefined) {
        columns = record
        header(columns)
        continue
      }
      number += 1
      batch.push({ line: rowOf(number, columns, record, info.bytes), cells: record })
      if (batch.length === batchSize) {
        yield batch
        batch = []
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('CSV_') === true) throw new FormatError(`${name}: ${(error as Error).message}`)
    throw error
  }
  if (batch.length > 0) yield batch
}

function rowOf(number: number, columns: readonly string[], record: readonly string[], bytes: number): Line {
  if (record.length !== columns.length) {
    const detail = `expected ${columns.length} cells, found ${record.length}`
    return { number, bytes, fault: 'malformed', detail, start: record.join(',').slice(0, 2000) }
  }
  const row = new Map(columns.map((column, at) => [column, cell(column, record[at] ?? '')]))
  return { number, bytes, text: JSON.stringify(Object.fromEntries(row)) }
}

function cell(column: string, text: string): unknown {
  if (!structured.has(column) || !/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
