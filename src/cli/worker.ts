/**
 * `mathverdict worker`: a line of JSON in, a line of JSON out, in order, until the input ends. Nothing else is ever written to standard
 * output, so that a parent in any language needs a pipe and nothing more.
 *
 * Replies are written together for speed, but no reply waits behind more than a tenth of a second of work on later lines: a parent
 * that watches for signs of life sees them.
 *
 * The worker ends with its parent even where the parent could not close the pipe: a process that was forked from the parent may
 * hold the other end open.
 */
import { once } from 'node:events'
import { type Line, readLines } from '../formats/lines.ts'
import { answerLine, type Reply } from '../worker.ts'
import { exitCodes } from './exit-codes.ts'

/** The bytes that are read and written; standard input and output, or whatever a test puts there. */
export interface Pipe {
  readonly input: AsyncIterable<Uint8Array>
  readonly output: NodeJS.WritableStream
}

/** Milliseconds of work, and UTF-16 units of text, after which replies are written. */
const patience = 100
const most = 65_536

export async function work({ input, output }: Pipe): Promise<number> {
  let text = ''
  const flush = async (): Promise<void> => {
    const written = text
    text = ''
    if (written !== '' && !output.write(written)) await once(output, 'drain')
  }
  for await (const lines of readLines(input)) {
    let since = performance.now()
    for (const line of lines) {
      if ('text' in line && line.text.trim() === '') continue
      text += `${JSON.stringify(reply(line))}\n`
      if (text.length < most && performance.now() - since < patience) continue
      await flush()
      since = performance.now()
    }
    await flush()
  }
  return exitCodes.ok
}

function reply(line: Line): Reply {
  if ('text' in line) return answerLine(line.text, line.number)
  const message = line.fault === 'too-long' ? 'the line is too long' : 'the line is not UTF-8'
  return { id: null, line: line.number, error: { code: 'bad-json', message } }
}

/** Standard input and output of this process, which ends when its parent does. */
export function processPipe(): Pipe {
  const { stdin, stdout, ppid } = process
  // A reader that went away needs no more replies.
  stdout.on('error', () => process.exit(exitCodes.io))
  setInterval(() => {
    if (process.ppid !== ppid) process.exit(exitCodes.io)
  }, 2_000).unref()
  return { input: stdin, output: stdout }
}
