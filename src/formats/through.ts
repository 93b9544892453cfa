import { type Duplex, pipeline, Readable } from 'node:stream'

/** What comes out of a transform when these chunks go in. An error of either ends the iteration; leaving it ends both. */
export async function* through<Out>(chunks: AsyncIterable<Uint8Array>, transform: Duplex): AsyncGenerator<Out> {
  const source = Readable.from(chunks)
  pipeline(source, transform, () => undefined) // the iteration below hears of errors
  try {
    for await (const out of transform) yield out as Out
  } finally {
    transform.destroy()
    source.destroy()
  }
}
