import { UsageError } from './exit-codes.ts'

/** The most that one answer or response may be, in UTF-16 units. */
const longest = 16_000_000

/** `-` stands for what standard input holds; one line end at its end is the shell's and not the answer's. */
export async function readText(argument: string): Promise<string> {
  if (argument !== '-') return argument
  let text = ''
  process.stdin.setEncoding('utf8')
  for await (const chunk of process.stdin) {
    text += chunk
    if (text.length > longest)
      throw new UsageError(`Standard input holds more than ${longest} characters. To judge a file of rows: mathverdict judge`)
  }
  return text.replace(/\r?\n$/, '')
}
