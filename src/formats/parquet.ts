/**
 * Parquet: rows in, rows out, a row group at a time.
 *
 * Bytes stay bytes: a column is text only if the file says so. To be judged, a row becomes JSON in which an image is its size and
 * digest; to be written, rows are taken from the file again and no image passes through JSON. What is written has the
 * schema elements of what was read.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { isUtf8 } from 'node:buffer'
import zlib from 'node:zlib'
import {
  type AsyncBuffer,
  type CompressionCodec,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet'
import { Zstd } from '@hpcc-js/wasm-zstd'
import { compressors } from 'hyparquet-compressors'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { FormatError } from './format-error.ts'
import type { Line } from './lines.ts'

export type ParquetRow = Readonly<Record<string, unknown>>

export interface ParquetFile {
  readonly name: string
  readonly size: number
  readonly rows: number
  readonly metadata: FileMetaData
  /** Names of the columns, in order. */
  readonly columns: readonly string[]
  /** Rows with the number of the first, from 0, a row group at a time. */
  readonly groups: () => AsyncGenerator<{ readonly first: number; readonly rows: readonly ParquetRow[] }>
  readonly close: () => Promise<void>
}

/** @throws FormatError when it is no Parquet file that can be read */
export async function openParquet(name: string): Promise<ParquetFile> {
  const handle = await open(name)
  try {
    const { size } = await handle.stat()
    const file = bufferOf(handle, size)
    const metadata = await parquetMetadataAsync(file).catch((error: Error) => {
      throw new FormatError(`${name} cannot be read as Parquet: ${error.message}`)
    })
    return {
      name,
      size,
      rows: Number(metadata.num_rows),
      metadata,
      columns: topLevel(metadata.schema).map(element => element.name),
      groups: () => groups(name, file, metadata),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function* groups(
  name: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
): AsyncGenerator<{ readonly first: number; readonly rows: readonly ParquetRow[] }> {
  let first = 0
  for (const group of metadata.row_groups) {
    const rowEnd = first + Number(group.num_rows)
    const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: first, rowEnd, utf8: false }).catch((error: Error) => {
      throw new FormatError(`${name}, rows from ${first + 1}: ${error.message}`)
    })
    yield { first, rows }
    first = rowEnd
  }
}

function bufferOf(handle: FileHandle, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      const buffer = new ArrayBuffer(end - start)
      let read = 0
      while (read < buffer.byteLength) {
        const { bytesRead } = await handle.read(new Uint8Array(buffer), read, buffer.byteLength - read, start + read)
        if (bytesRead === 0) throw new Error('the file ends too early')
        read += bytesRead
      }
      return buffer
    },
  }
}

/** The row as a line of JSON. Images and other bytes are told by size and digest. */
export function parquetLine(row: ParquetRow, index: number): Line {
  const text = JSON.stringify(row, (_, value: unknown) => plain(value))
  return { number: index + 1, bytes: text.length, text }
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (!(value instanceof Uint8Array)) return value
  // Writers of old leave texts without the mark of texts; an image is never UTF-8.
  if (value.length <= 1_000_000 && isUtf8(value)) return Buffer.from(value).toString('utf8')
  return { $bytes: value.length, $sha256: createHash('sha256').update(value).digest('hex') }
}

/** Elements below the root, without their own children. */
function topLevel(schema: readonly SchemaElement[]): readonly SchemaElement[] {
  const found: SchemaElement[] = []
  let at = 1
  while (at < schema.length) {
    const element = schema[at]
    if (element === undefined) break
    found.push(element)
    at = after(schema, at)
  }
  return found
}

function after(schema: readonly SchemaElement[], at: number): number {
  let next = at + 1
  for (let child = 0; child < (schema[at]?.num_children ?? 0); child += 1) next = after(schema, next)
  return next
}

/** Codecs that can be written on every Node; files in another are written with Snappy. */
const writable: ReadonlySet<CompressionCodec> = new Set<CompressionCodec>(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD'])

/**
 * Writes rows with the schema of another file, a row group for each call of `write`.
 *
 * @param added names of text columns that the other file does not have
 */
export class ParquetCopy {
  readonly #handle: FileHandle
  readonly #bytes = new ByteWriter()
  readonly #writer: ParquetWriter
  readonly #columns: readonly string[]

  private constructor(handle: FileHandle, like: ParquetFile, added: readonly string[], zstd: Zstd) {
    this.#handle = handle
    const [root, ...rest] = like.metadata.schema
    const extra = added.filter(name => !like.columns.includes(name))
    const schema: SchemaElement[] = [
      { ...(root as SchemaElement), num_children: (root?.num_children ?? 0) + extra.length },
      ...rest,
      ...extra.map((name): SchemaElement => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' })),
    ]
    this.#columns = [...like.columns, ...extra]
    const used = like.metadata.row_groups[0]?.columns[0]?.meta_data?.codec
    const codec = used !== undefined && writable.has(used) ? used : 'SNAPPY'
    const { key_value_metadata } = like.metadata
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema,
      codec,
      compressors: { GZIP: input => zlib.gzipSync(input), ZSTD: input => zstd.compress(input) },
      createdBy: 'mathverdict',
      ...(key_value_metadata !== undefined && {
        kvMetadata: key_value_metadata.filter(({ key }) => extra.length === 0 || key !== 'ARROW:schema'),
      }),
    })
  }

  static async create(path: string, like: ParquetFile, added: readonly string[] = []): Promise<ParquetCopy> {
    return new ParquetCopy(await open(path, 'w'), like, added, await Zstd.load())
  }

  /** At most some thousand rows at a time: they are held until they are encoded. */
  async write(rows: readonly ParquetRow[]): Promise<void> {
    if (rows.length === 0) return
    const columnData = this.#columns.map(name => ({ name, data: rows.map(row => row[name] ?? undefined) }))
    await this.#writer.write({ columnData, rowGroupSize: rows.length })
    await this.#drain()
  }

  async finish(): Promise<void> {
    await this.#writer.finish()
    await this.#drain()
    await this.#handle.close()
  }

  async discard(): Promise<void> {
    await this.#handle.close()
  }

  /** `offset` of the writer goes on counting; only what lies in its buffer is handed over. */
  async #drain(): Promise<void> {
    const length = this.#bytes.index
    await this.#handle.writeFile(new Uint8Array(this.#bytes.buffer, 0, length))
    this.#bytes.index = 0
  }
}
