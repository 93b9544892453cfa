/** The files to judge, checked before anything is read. */
import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { addAbortSignal } from 'node:stream'
import { FileError, UsageError } from '../exit-codes.ts'

export interface Input {
  /** Path, or `-` for standard input. */
  readonly name: string
  /** Bytes; `undefined` for a pipe. */
  readonly size: number | undefined
}
/** Small, so that the memory of chunks that wait to be collected stays small. */
const chunkSize = 64 * 1024

export async function checkInputs(files: readonly string[]): Promise<readonly Input[]> {
  const inputs: Input[] = []
  for (const name of files) {
    if (inputs.some(input => input.name === name)) throw new UsageError(`${name === '-' ? 'Standard input' : name} is given twice.`)
    inputs.push(name === '-' ? { name, size: undefined } : await checkInput(name))
  }
  return inputs
}

async function checkInput(name: string): Promise<Input> {
  const found = await stat(name).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === 'ENOENT' ? `There is no file ${name}.` : `Cannot read ${name}: ${error.message}`)
  })
  if (found.isDirectory()) {
    const inside = (await readdir(name)).filter(entry => entry.endsWith('.jsonl')).length
    throw new UsageError(
      `${name} is a folder${inside > 0 ? ` with ${inside} JSONL files: mathverdict judge ${name.replace(/\/$/, '')}/*.jsonl` : ' without JSONL files'}`,
    )
  }
  if (!found.isFile()) return { name, size: undefined }
  const start = Buffer.alloc(8)
  const file = await open(name).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Cannot read ${name}: ${error.message}`)
  })
  try {
    await file.read(start, 0, start.length, 0)
  } finally {
    await file.close()
  }
  const other = otherFormats.find(({ magic }) => start.subarray(0, magic.length).equals(Buffer.from(magic)))
  if (other) throw new UsageError(`${name} is ${other.is}, not JSONL. ${other.instead.replaceAll('FILE', name)}`)
  return { name, size: found.size }
}

/** Files that are often given by mistake, by their first bytes. */
const otherFormats: readonly { readonly magic: readonly number[]; readonly is: string; readonly instead: string }[] = [
  { magic: [0x1f, 0x8b], is: 'compressed (gzip)', instead: 'Try: gunzip -c FILE | mathverdict judge - --out DIR' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], is: 'compressed (zstd)', instead: 'Try: zstd -dc FILE | mathverdict judge - --out DIR' },
  { magic: [0x50, 0x4b, 0x03, 0x04], is: 'a zip archive', instead: 'Unpack it first.' },
  {
    magic: [0x50, 0x41, 0x52, 0x31],
    is: 'a Parquet file',
    instead: 'Write it as JSONL first, for instance with pandas: to_json(…, orient="records", lines=True).',
  },
  { magic: [0xff, 0xfe], is: 'UTF-16', instead: 'Try: iconv -f UTF-16 -t UTF-8 FILE | mathverdict judge - --out DIR' },
  { magic: [0xfe, 0xff], is: 'UTF-16', instead: 'Try: iconv -f UTF-16 -t UTF-8 FILE | mathverdict judge - --out DIR' },
]

/** The bytes of an input. Ends with a `FileError` when reading fails; ends early when `signal` says so. */
export async function* bytesOf({ name }: Input, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stream = name === '-' ? addAbortSignal(signal, process.stdin) : createReadStream(name, { highWaterMark: chunkSize, signal })
  try {
    for await (const chunk of stream) yield chunk
  } catch (error) {
    if (signal.aborted) throw error
    throw new FileError(`Cannot read ${name === '-' ? 'standard input' : name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
