/**
 * One way to read every kind of file: rows as lines of JSON, a batch at a time, with the bytes of the file that were used.
 */
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { compressions, type Compression, type Container, magicOf, textContainer, withoutCompression } from './container.ts'
import { decompressed } from './compression.ts'
import { FormatError } from './format-error.ts'
import { readArrayItems } from './json-array.ts'
import { type Line, type LineBlock, linesOf, readBlocks } from './lines.ts'
import { openParquet, parquetLine } from './parquet.ts'
import { readTable } from './table.ts'

export interface RowBatch {
  /** Decoded when they are asked for. */
  readonly lines: readonly Line[]
  /** The lines as they lie in the file, where they are lines there. */
  readonly block: LineBlock | undefined
  /** Number of the last line, and the length of all of them; nothing is decoded for these. */
  readonly last: number | undefined
  readonly length: number
  /** Bytes of the file that were read for it, compressed as they lie there. */
  readonly bytes: number
}
export interface RowFile {
  /** Path, or `-` for standard input. */
  readonly name: string
  readonly container: Container
  readonly compression: Compression
  /** Bytes; `undefined` for a pipe. */
  readonly size: number | undefined
  /** The rows from the first. Standard input can be read once, a file as often as needed. */
  readonly batches: (signal: AbortSignal) => AsyncGenerator<RowBatch>
}

/** Small, so that the memory of chunks that wait to be collected stays small. */
const chunkSize = 128 * 1024

/**
 * Look at the start of a file and tell how to read it.
 *
 * @throws FormatError when it is of a kind that is not read; errors of Node when there is no such file
 */
export async function openRows(name: string): Promise<RowFile> {
  const found = await stat(name)
  if (!found.isFile()) return await openStream(name, createReadStream(name, { highWaterMark: chunkSize }))
  const start = await firstBytes(name)
  const magic = magicOf(start)
  const size = found.size
  if (magic === 'parquet') return { name, container: 'parquet', compression: 'none', size, batches: signal => parquetBatches(name, signal) }
  const compression = compressionOf(magic, name)
  const container = textContainer(name, compression === 'none' ? start : await peekText(name, compression))
  // Opened when the first batch is asked for: a stream that nobody reads yet has nobody to hear that the run was ended.
  const batches = async function* (signal: AbortSignal): AsyncGenerator<RowBatch> {
    yield* textBatches(createReadStream(name, { highWaterMark: chunkSize, signal }), name, container, compression)
  }
  return { name, container, compression, size, batches }
}

/** A pipe: its kind is told by what comes first. */
export async function openStream(name: string, stream: AsyncIterable<Uint8Array>): Promise<RowFile> {
  const chunks = stream[Symbol.asyncIterator]()
  const first = await chunks.next()
  const start: Uint8Array = first.done === true ? new Uint8Array(0) : first.value
  const magic = magicOf(start)
  if (magic === 'parquet')
    throw new FormatError('Parquet cannot be read from a pipe, because its directory lies at its end. Name the file.')
  const compression = compressionOf(magic, name)
  async function* all(): AsyncGenerator<Uint8Array> {
    yield start
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value
  }
  // Of compressed text only lines are expected on a pipe: to look into it would mean to read it twice.
  const container = compression === 'none' ? textContainer(name, start) : 'jsonl'
  return { name, container, compression, size: undefined, batches: () => textBatches(all(), name, container, compression) }
}

function compressionOf(magic: ReturnType<typeof magicOf>, name: string): Compression {
  switch (magic) {
    case 'zip':
      throw new FormatError(`${name} is a zip archive. Unpack it first.`)
    case 'utf-16':
      throw new FormatError(`${name} is UTF-16. Write it as UTF-8 first: iconv -f UTF-16 -t UTF-8 ${name}`)
    default:
      return compressions.find(compression => compression === magic) ?? 'none'
  }
}

async function firstBytes(name: string): Promise<Uint8Array> {
  const file = await open(name)
  try {
    const start = Buffer.alloc(4096)
    const { bytesRead } = await file.read(start, 0, start.length, 0)
    return start.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The first bytes of what a compressed file holds; nothing when it is damaged, which reading will tell. */
async function peekText(name: string, compression: Compression): Promise<Uint8Array> {
  const stream = createReadStream(name, { highWaterMark: chunkSize })
  try {
    for await (const chunk of decompressed(stream, compression, name)) if (chunk.length > 0) return chunk
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
  } finally {
    stream.destroy()
  }
  return new Uint8Array(0)
}

async function* textBatches(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  container: 'csv' | 'json' | 'jsonl',
  compression: Compression,
): AsyncGenerator<RowBatch> {
  let read = 0
  let told = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      read += chunk.length
      yield chunk
    }
  }
  const text = decompressed(counted(), compression, name)
  const since = (): number => {
    const bytes = read - told
    told = read
    return bytes
  }
  switch (container) {
    case 'jsonl':
      for await (const block of readBlocks(text)) yield new BlockBatch(block, since())
      return
    case 'json':
      for await (const lines of readArrayItems(text)) yield lineBatch(lines, since())
      return
    case 'csv':
      for await (const rows of readTable(text, separatorOf(name), name)) {
        const lines = rows.map(({ line }) => line)
        yield lineBatch(lines, since())
      }
      return
  }
}

/** A class, because an object with a getter of its own would be kept by the engine until the next full collection, with all its lines. */
class BlockBatch implements RowBatch {
  readonly block: LineBlock
  readonly bytes: number
  #lines: readonly Line[] | undefined

  constructor(block: LineBlock, bytes: number) {
    this.block = block
    this.bytes = bytes
  }

  get lines(): readonly Line[] {
    this.#lines ??= linesOf(this.block)
    return this.#lines
  }
  get last(): number {
    return this.block.first + this.block.count - 1
  }
  get length(): number {
    return this.block.bytes.length
  }
}

/** Rows that do not lie as lines in their file. */
export function lineBatch(lines: readonly Line[], bytes: number): RowBatch {
  return { lines, block: undefined, last: lines.at(-1)?.number, length: lines.reduce((sum, line) => sum + line.bytes, 0), bytes }
}

/** Tabs in a `.tsv`, commas otherwise. */
export const separatorOf = (name: string): string => (/\.tsv$/i.test(withoutCompression(name)) ? '\t' : ',')

async function* parquetBatches(name: string, signal: AbortSignal): AsyncGenerator<RowBatch> {
  const file = await openParquet(name)
  try {
    const share = file.rows === 0 ? 0 : file.size / file.rows
    for await (const { first, rows } of file.groups()) {
      for (let at = 0; at < rows.length; at += batchRows) {
        signal.throwIfAborted()
        const part = rows.slice(at, at + batchRows)
        const lines = part.map((row, offset) => parquetLine(row, first + at + offset))
        yield lineBatch(lines, Math.round(part.length * share))
      }
    }
  } finally {
    await file.close()
  }
}
const batchRows = 64
