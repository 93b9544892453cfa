/**
 * Some rows of a file, written in the same shape: lines letter by letter, items of an array likewise, records of a table with
 * their cells, rows of a Parquet file with the same schema and their images untouched. A field may be set on the way.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { parse as parseExact, stringify as stringifyExact } from 'lossless-json'
import { compressor, decompressed } from './compression.ts'
import type { Compression } from './container.ts'
import { openParquet, ParquetCopy, type ParquetRow } from './parquet.ts'
import { type RowFile, separatorOf } from './row-file.ts'
import { readTable } from './table.ts'

/** What to do with a row, by its number from 1: leave it out, or copy it with these texts set. */
export type Choose = (number: number) => ReadonlyMap<string, string> | undefined

/** The ending of the name of a copy: `jsonl`, `csv.gz`, `parquet`. */
export function copyEnding(file: RowFile): string {
  const endings = { gzip: '.gz', none: '', zstd: '.zst' } satisfies Record<Compression, string>
  const container = file.container === 'csv' && separatorOf(file.name) === '\t' ? 'tsv' : file.container
  return `${container}${endings[file.compression]}`
}

/**
 * @param path is replaced
 * @param fields names of the texts that `choose` may set
 * @returns how many rows were written
 */
export async function copyRows(
  file: RowFile,
  path: string,
  fields: readonly string[],
  choose: Choose,
  signal: AbortSignal,
): Promise<number> {
  if (file.container === 'parquet') return await copyParquet(file, path, fields, choose, signal)
  let written = 0
  const texts = async function* (): AsyncGenerator<string> {
    const { container } = file
    if (container === 'csv') {
      for await (const text of tableTexts(file, fields, choose, signal)) {
        written += text.rows
        yield text.text
      }
      return
    }
    if (container === 'json') yield '['
    for await (const { lines } of file.batches(signal)) {
      let out = ''
      for (const line of lines) {
        const set = 'text' in line ? choose(line.number) : undefined
        if (set === undefined || !('text' in line)) continue
        const text = withFields(line.text, set)
        out += container === 'json' ? `${written === 0 ? '\n' : ',\n'}${text}` : `${text}\n`
        written += 1
      }
      if (out !== '') yield out
    }
    if (container === 'json') yield '\n]\n'
  }
  const squeeze = await compressor(file.compression)
  const source = Readable.from(texts())
  const target = createWriteStream(path)
  if (squeeze === undefined) await pipeline(source, target, { signal })
  else await pipeline(source, squeeze, target, { signal })
  return written
}

/** Set texts of a row; where a field is new, the rest stays letter by letter. */
export function withFields(text: string, set: ReadonlyMap<string, string>): string {
  if (set.size === 0) return text
  const row = JSON.parse(text) as Readonly<Record<string, unknown>>
  if ([...set.keys()].some(name => Object.hasOwn(row, name))) {
    try {
      const exact = parseExact(text) as Readonly<Record<string, unknown>>
      return stringifyExact({ ...exact, ...Object.fromEntries(set) }) ?? text
    } catch {
      return JSON.stringify({ ...row, ...Object.fromEntries(set) }) // repeated keys, which JSON.parse takes
    }
  }
  const added = [...set].map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(', ')
  return `${text.trimEnd().slice(0, -1).trimEnd()}${Object.keys(row).length === 0 ? '' : ', '}${added}}`
}

async function* tableTexts(
  file: RowFile,
  fields: readonly string[],
  choose: Choose,
  signal: AbortSignal,
): AsyncGenerator<{ readonly text: string; readonly rows: number }> {
  const delimiter = separatorOf(file.name)
  let columns: readonly string[] = []
  const bytes = decompressed(createReadStream(file.name, { signal }), file.compression, file.name)
  let headed = false
  for await (const rows of readTable(bytes, delimiter, file.name, header => (columns = header))) {
    const all = [...columns, ...fields.filter(name => !columns.includes(name))]
    const out = headed ? [] : [all]
    headed = true
    for (const { line, cells } of rows) {
      const set = 'text' in line ? choose(line.number) : undefined
      if (set !== undefined) out.push(all.map((name, at) => set.get(name) ?? cells[at] ?? ''))
    }
    yield { text: stringify(out, { delimiter }), rows: out.length - (out[0] === all ? 1 : 0) }
  }
  if (!headed && columns.length > 0)
    yield { text: stringify([[...columns, ...fields.filter(name => !columns.includes(name))]], { delimiter }), rows: 0 }
}

/** Rows that are held until they are written as one row group. */
const groupRows = 1000
const groupBytes = 64 * 1024 * 1024

async function copyParquet(file: RowFile, path: string, fields: readonly string[], choose: Choose, signal: AbortSignal): Promise<number> {
  const from = await openParquet(file.name)
  const to = await ParquetCopy.create(path, from, fields)
  let held: ParquetRow[] = []
  let bytes = 0
  let written = 0
  const flush = async (): Promise<void> => {
    await to.write(held)
    written += held.length
    held = []
    bytes = 0
  }
  try {
    for await (const { first, rows } of from.groups()) {
      signal.throwIfAborted()
      for (const [at, row] of rows.entries()) {
        const set = choose(first + at + 1)
        if (set === undefined) continue
        held.push(set.size === 0 ? row : { ...row, ...Object.fromEntries(set) })
        bytes += bytesIn(row)
        if (held.length >= groupRows || bytes >= groupBytes) await flush()
      }
    }
    await flush()
    await to.finish()
    return written
  } catch (error) {
    await to.discard()
    throw error
  } finally {
    await from.close()
  }
}

/** Bytes of images and texts in a value, as far as they matter for memory. */
function bytesIn(value: unknown): number {
  if (value instanceof Uint8Array || typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  let sum = 0
  for (const part of Object.values(value)) sum += bytesIn(part)
  return sum
}
