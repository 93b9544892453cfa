// The least that judging a file can cost: read it, JSON.parse each line, write as many bytes as the results have.
// node floor-loop.mjs INPUT RESULT OUT: RESULT is what was written for the input, and its lines are written again.
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'

const [, , input, out, ...results] = process.argv
const sources = results.map(path => createReadStream(path, { encoding: 'latin1' })[Symbol.asyncIterator]())
const total = createWriteStream(out, { encoding: 'latin1' })
let seen = 0
let rest = ''
const decoder = new TextDecoder()
for await (const chunk of createReadStream(input)) {
  const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) if (line !== '') seen += Object.keys(JSON.parse(line)).length
  for (const source of sources) {
    const next = await source.next()
    if (!next.done && !total.write(next.value)) await once(total, 'drain')
  }
}
for (const source of sources)
  for await (const piece of { [Symbol.asyncIterator]: () => source }) if (!total.write(piece)) await once(total, 'drain')
total.end()
await once(total, 'close')
if (seen === 0) process.exitCode = 1
