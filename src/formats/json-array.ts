/**
 * The items of a JSON array, each as the text that stands in the file, so that digits and key order are kept.
 *
 *     [ {"a": 1.50}, {"b": "]"} ]
 *       ^^^^^^^^^^^  ^^^^^^^^^^
 *
 * The bytes are walked once: quotes, escapes and depth tell where an item ends. Nothing is parsed here; an item that is no
 * JSON is found out by whoever reads it. Memory holds one item.
 */
import { isUtf8 } from 'node:buffer'
import { type Line, longestLine } from './lines.ts'

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const open = new Set([0x5b, 0x7b])
const close = new Set([0x5d, 0x7d])
const shown = 2000

/** @param longest bytes of the longest item that is kept */
export async function* readArrayItems(chunks: AsyncIterable<Uint8Array>, longest = longestLine): AsyncGenerator<readonly Line[]> {
  let depth = 0
  let inText = false
  let escaped = false
  let number = 0
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let ended = false
  const push = (piece: Uint8Array): void => {
    if (piece.length === 0) return
    if (pendingBytes <= longest) pending.push(piece)
    pendingBytes += piece.length
    if (pendingBytes > longest && pending.length > 1) pending = [Buffer.concat(pending).subarray(0, shown)]
  }
  const take = (batch: Line[]): void => {
    const bytes = Buffer.concat(pending)
    const length = pendingBytes
    pending = []
    pendingBytes = 0
    if (length <= longest && bytes.toString('latin1').trim() === '') return
    number += 1
    if (length > longest) batch.push({ number, bytes: length, fault: 'too-long', start: bytes.toString('utf8', 0, shown) })
    else if (!isUtf8(bytes)) batch.push({ number, bytes: length, fault: 'invalid-utf8', start: bytes.toString('utf8') })
    else batch.push({ number, bytes: length, text: bytes.toString('utf8').trim() })
  }
  for await (const chunk of chunks) {
    const batch: Line[] = []
    let start = 0
    for (const [at, byte] of chunk.entries()) {
      if (escaped) escaped = false
      else if (inText) {
        if (byte === backslash) escaped = true
        else if (byte === quote) inText = false
      } else if (byte === quote) inText = true
      else if (open.has(byte)) {
        depth += 1
        if (depth === 1) start = at + 1
      } else if (close.has(byte)) {
        depth -= 1
        if (depth === 0) {
          push(chunk.subarray(start, at))
          take(batch)
          ended = true
        }
      } else if (byte === comma && depth === 1) {
        push(chunk.subarray(start, at))
        take(batch)
        start = at + 1
      }
    }
    if (depth > 0) push(chunk.subarray(start))
    yield batch
  }
  if (!ended || depth !== 0) {
    const bytes = Buffer.concat(pending)
    yield [
      {
        number: number + 1,
        bytes: pendingBytes,
        fault: 'malformed',
        detail: 'the array is cut off: expected ] at its end',
        start: bytes.toString('utf8', 0, shown),
      },
    ]
  }
}
