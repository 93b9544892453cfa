/** Streams of bytes, decompressed and compressed. */
import { Transform } from 'node:stream'
import zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import type { Compression } from './container.ts'
import { FormatError } from './format-error.ts'
import { through } from './through.ts'

/** @throws FormatError, from the iteration, when the bytes are cut off or damaged */
export async function* decompressed(chunks: AsyncIterable<Uint8Array>, compression: Compression, name: string): AsyncGenerator<Uint8Array> {
  try {
    switch (compression) {
      case 'none':
        yield* chunks
        return
      case 'gzip':
        yield* through<Uint8Array>(chunks, zlib.createGunzip())
        return
      case 'zstd':
        yield* unzstd(chunks)
        return
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    throw new FormatError(`${name} is damaged (${compression}): ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Errors of zlib have a code such as `Z_BUF_ERROR`, those of fzstd a number; what is left are errors of reading. */
function isDamage(error: unknown): boolean {
  const code: unknown = Reflect.get(error as object, 'code')
  return typeof code === 'number' || (typeof code === 'string' && code.startsWith('Z_'))
}

/** Zstandard in JavaScript, because Node has its own only from 22.15 on. Frames may follow each other. */
async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = []
  const stream = new Decompress(chunk => {
    out.push(chunk)
  })
  for await (const chunk of chunks) {
    stream.push(chunk)
    yield* out
    out = []
  }
  stream.push(new Uint8Array(0), true)
  yield* out
}

/** A stream that compresses, or `undefined` for `none`. */
export async function compressor(compression: Compression): Promise<NodeJS.ReadWriteStream | undefined> {
  switch (compression) {
    case 'none':
      return undefined
    case 'gzip':
      return zlib.createGzip()
    case 'zstd':
      return await zstdCompressor()
  }
}

/** Bytes that are compressed at once: small blocks compress badly. */
const zstdBlock = 256 * 1024

/** The compressor of the library is one for the whole process, so streams take turns. */
let zstdFree: Promise<void> = Promise.resolve()

/** Zstandard as one frame, which every reader reads to its end; the same bytes on every Node. */
async function zstdCompressor(): Promise<Transform> {
  const { Zstd } = await import('@hpcc-js/wasm-zstd')
  const zstd = await Zstd.load()
  let release = (): void => undefined
  const before = zstdFree
  zstdFree = new Promise(done => {
    release = done
  })
  await before
  zstd.reset()
  let held: Buffer[] = []
  let size = 0
  const block = (): Uint8Array => {
    const bytes = Buffer.concat(held)
    held = []
    size = 0
    return zstd.compressChunk(bytes)
  }
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      held.push(chunk)
      size += chunk.length
      done(null, size < zstdBlock ? undefined : block())
    },
    flush(done) {
      if (size > 0) this.push(block())
      done(null, zstd.compressEnd())
    },
    destroy: (error, done) => {
      release()
      done(error)
    },
  })
}
