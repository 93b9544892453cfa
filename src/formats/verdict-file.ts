/**
 * Verdicts of a file, row by row, beside the rows that they are about. Both lie in the order of the rows, so that one step
 * ahead is all that is held.
 */
import { FormatError } from './format-error.ts'
import type { Line } from './lines.ts'
import { openRows } from './row-file.ts'
import { readVerdictLine, type VerdictLine } from './verdict-line.ts'

export class VerdictFile {
  readonly #name: string
  readonly #lines: AsyncGenerator<VerdictLine>
  #ahead: VerdictLine | undefined
  #ended = false
  #last = 0

  private constructor(name: string, lines: AsyncGenerator<VerdictLine>) {
    this.#name = name
    this.#lines = lines
  }

  static async open(name: string, signal: AbortSignal): Promise<VerdictFile> {
    const file = await openRows(name)
    return new VerdictFile(name, linesOf(name, file.batches(signal)))
  }

  /**
   * The verdicts of a row, one for each sample; one without outcome when the row was not judged. Ask with rising numbers.
   *
   * @throws FormatError when the file is no file of verdicts or not in order
   */
  async of(row: number): Promise<readonly VerdictLine[]> {
    const found: VerdictLine[] = []
    for (;;) {
      const next = await this.#peek()
      if (next === undefined || next.line > row) return found
      if (next.line < this.#last)
        throw new FormatError(`${this.#name}: the verdict on row ${next.line} stands after that on row ${this.#last}`)
      this.#last = next.line
      if (next.line === row) found.push(next)
      this.#ahead = undefined
    }
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined)
  }

  async #peek(): Promise<VerdictLine | undefined> {
    if (this.#ahead !== undefined || this.#ended) return this.#ahead
    const next = await this.#lines.next()
    if (next.done === true) this.#ended = true
    else this.#ahead = next.value
    return this.#ahead
  }
}

async function* linesOf(name: string, batches: AsyncIterable<{ readonly lines: readonly Line[] }>): AsyncGenerator<VerdictLine> {
  for await (const { lines } of batches) {
    for (const line of lines) {
      if ('text' in line && line.text.trim() === '') continue
      const verdict = 'text' in line ? readVerdictLine(line.text) : line.fault
      if (typeof verdict === 'string') throw new FormatError(`${name}, line ${line.number} is no verdict: ${verdict}`)
      yield verdict
    }
  }
}
