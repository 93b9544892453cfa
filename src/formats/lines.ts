import { isUtf8 } from 'node:buffer'

/**
 * Lines of a byte stream, a batch for each chunk that arrives.
 *
 * Bytes are split at line feeds before they are decoded, so that a broken character spoils its own line only, and a line
 * without an end costs no more memory than `longestLine`. A byte order mark at the start and the carriage return of a
 * Windows line end belong to no line.
 */
export type Line = TextLine | FaultyLine
interface Base {
  /** Counted from 1. */
  readonly number: number
  /** Length without the line end, in bytes. */
  readonly bytes: number
}
export interface TextLine extends Base {
  readonly text: string
}
/** A line that is no text. `start` is what can be shown of it. */
export interface FaultyLine extends Base {
  readonly fault: 'invalid-utf8' | 'malformed' | 'too-long'
  /** What is malformed, where the format tells. */
  readonly detail?: string
  readonly start: string
}

/** Bytes of the longest line that is read. A row with an image in it fits; a file without line ends does not fill the memory. */
export const longestLine = 32 * 1024 * 1024
const shown = 2000
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * @param chunks any byte stream; its back-pressure is kept, because the next chunk is asked for only when the batch is used
 * @param longest bytes of the longest line that is kept
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, longest = longestLine): AsyncGenerator<readonly Line[]> {
  let number = 0
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  const push = (piece: Uint8Array): void => {
    // Of a line that is too long, only the start is kept.
    if (pendingBytes <= longest) pending.push(piece)
    pendingBytes += piece.length
    if (pendingBytes > longest && pending.length > 0) pending = [Buffer.from(Buffer.concat(pending).subarray(0, shown))] // a copy, so that the rest is let go
  }
  const take = (): Line => {
    number += 1
    const only = pending[0]
    const bytes = pending.length === 1 && only ? only : Buffer.concat(pending)
    const line = decode(number, bytes, pendingBytes, longest)
    pending = []
    pendingBytes = 0
    return line
  }
  for await (const chunk of chunks) {
    const batch: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      push(chunk.subarray(start, end))
      batch.push(take())
      start = end + 1
    }
    if (start < chunk.length) push(chunk.subarray(start))
    yield batch
  }
  if (pendingBytes > 0) yield [take()]
}

function decode(number: number, line: Uint8Array, length: number, longest: number): Line {
  const marked = number === 1 && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf
  const returned = length === line.length && line[length - 1] === carriageReturn
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length).subarray(marked ? 3 : 0, line.length - (returned ? 1 : 0))
  if (length > longest) return { number, bytes: length, fault: 'too-long', start: bytes.toString('utf8', 0, shown) }
  if (!isUtf8(bytes)) return { number, bytes: bytes.length, fault: 'invalid-utf8', start: bytes.toString('utf8') }
  return { number, bytes: bytes.length, text: bytes.toString('utf8') }
}
