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
import { type Line, longestLine, Pieces, shown } from './lines.ts'

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const open = new Set([0x5b, 0x7b])
const close = new Set([0x5d, 0x7d])

/** @param longest bytes of the longest item that is kept */
export async function* readArrayItems(chunks: AsyncIterable<Uint8Array>, longest = longestLine): AsyncGenerator<readonly Line[]> {
  let depth = 0
  let inText = false
  let escaped = false
  let number = 0
  const pending = new Pieces(longest)
  let ended = false
  const take = (batch: Line[]): void => {
    const { bytes, length } = pending.take()
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (length <= longest && text.toString('latin1').trim() === '') return
    number += 1
    if (length > longest) batch.push({ number, bytes: length, fault: 'too-long', start: text.toString('utf8', 0, shown) })
    else if (!isUtf8(text)) batch.push({ number, bytes: length, fault: 'invalid-utf8', start: text.toString('utf8') })
    else batch.push({ number, bytes: length, text: text.toString('utf8').trim() })
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
          pending.push(chunk.subarray(start, at))
          take(batch)
          ended = true
        }
      } else if (byte === comma && depth === 1) {
        pending.push(chunk.subarray(start, at))
        take(batch)
        start = at + 1
      }
    }
    if (depth > 0) pending.push(chunk.subarray(start))
    yield batch
  }
  if (!ended || depth !== 0) {
    const { bytes, length } = pending.take()
    yield [
      {
        number: number + 1,
        bytes: length,
        fault: 'malformed',
        detail: 'the array is cut off: expected ] at its end',
        start: Buffer.from(bytes).toString('utf8', 0, shown),
      },
    ]
  }
}
