import { isUtf8 } from 'node:buffer'

/**
 * Lines of a byte stream, a block for each chunk that arrives.
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
  /** As it lies in the file, where it is a line there. */
  readonly raw?: Uint8Array
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
/** Bytes that are kept of what is too long. */
export const shown = 2000
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Whole lines as they lie in a file, which can go to another thread before anybody decodes them. A line that is too long stands
 * alone, and only its start is there.
 */
export interface LineBlock {
  /** Number of the first line. */
  readonly first: number
  readonly count: number
  /** The lines with their ends; the last one of a file may have none. */
  readonly bytes: Uint8Array
  /** Length of the line that is too long. */
  readonly overlong: number | undefined
}

/**
 * @param chunks any byte stream; its back-pressure is kept, because the next chunk is asked for only when the block is used
 * @param longest bytes of the longest line that is kept
 */
export async function* readBlocks(chunks: AsyncIterable<Uint8Array>, longest = longestLine): AsyncGenerator<LineBlock> {
  let first = 1
  const pending = new Pieces(longest)
  const take = (count: number): LineBlock => {
    const { bytes, length } = pending.take()
    const block = { first, count, bytes, overlong: length > longest ? length : undefined }
    first += count
    return block
  }
  for await (const chunk of chunks) {
    let start = 0
    if (pending.length + chunk.length <= longest) {
      const count = linesEndedIn(chunk)
      start = count === 0 ? 0 : chunk.lastIndexOf(lineFeed) + 1
      pending.push(chunk.subarray(0, start))
      if (count > 0) yield take(count)
    } else {
      for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
        pending.push(chunk.subarray(start, end))
        yield take(1)
        start = end + 1
      }
    }
    pending.push(chunk.subarray(start))
  }
  if (pending.length > 0) yield take(1)
}

/** Bytes of a line or an item that come in several chunks. Of one that is too long, only the start is kept. */
export class Pieces {
  readonly #longest: number
  #pieces: Uint8Array[] = []
  #length = 0

  constructor(longest: number) {
    this.#longest = longest
  }

  /** Of all that came. */
  get length(): number {
    return this.#length
  }

  push(piece: Uint8Array): void {
    if (piece.length === 0) return
    const fits = this.#length <= this.#longest
    if (fits) this.#pieces.push(piece)
    this.#length += piece.length
    if (fits && this.#length > this.#longest) this.#pieces = [Buffer.from(Buffer.concat(this.#pieces).subarray(0, shown))] // a copy, so that the rest is let go
  }

  /** @returns what is kept, and how long it all was */
  take(): { readonly bytes: Uint8Array; readonly length: number } {
    const [only] = this.#pieces
    const taken = { bytes: this.#pieces.length === 1 && only ? only : Buffer.concat(this.#pieces), length: this.#length }
    this.#pieces = []
    this.#length = 0
    return taken
  }
}

function linesEndedIn(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) count++
  return count
}

/** The lines of a block, decoded. */
export function linesOf({ first, count, bytes, overlong }: LineBlock): readonly Line[] {
  if (overlong !== undefined)
    return [{ number: first, bytes: overlong, fault: 'too-long', start: asText(bytes, first).toString('utf8', 0, shown) }]
  const lines: Line[] = []
  let start = 0
  for (let number = first; number < first + count; number++) {
    const found = bytes.indexOf(lineFeed, start)
    const end = found < 0 ? bytes.length : found
    lines.push(decode(number, bytes.subarray(start, end)))
    start = end + 1
  }
  return lines
}

/** @param longest bytes of the longest line that is kept */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, longest = longestLine): AsyncGenerator<readonly Line[]> {
  for await (const block of readBlocks(chunks, longest)) yield linesOf(block)
}

/** The bytes of a line without what belongs to the file. */
function asText(line: Uint8Array, number: number): Buffer {
  const marked = number === 1 && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf
  return Buffer.from(line.buffer, line.byteOffset, line.length).subarray(marked ? 3 : 0)
}

function decode(number: number, line: Uint8Array): Line {
  const whole = asText(line, number)
  const bytes = whole[whole.length - 1] === carriageReturn ? whole.subarray(0, -1) : whole
  if (!isUtf8(bytes)) return { number, bytes: bytes.length, fault: 'invalid-utf8', start: bytes.toString('utf8') }
  return { number, bytes: bytes.length, text: bytes.toString('utf8'), raw: bytes }
}
