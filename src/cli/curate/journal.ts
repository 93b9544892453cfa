/**
 * What is known about each row so far, written down as it is found out, so that a run that was ended at any moment goes on where
 * it was. The first line says which files are curated by which rules; a journal of other files or rules is never
 * continued. A line that was cut off is written again.
 */
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { open, rm, stat, truncate } from 'node:fs/promises'
import { once } from 'node:events'
import type { Drop, RolloutAnswer, SuspectGold } from '../../curate.ts'
import { readLines } from '../../formats/lines.ts'
import { FileError, UsageError } from '../exit-codes.ts'
import { happened } from '../judge/outputs.ts'

/** A row after the first pass. Names are short, because there is a line for each row. */
export interface JournalEntry {
  /** Place of the file among the inputs. */
  readonly f: number
  /** Number of the row in it. */
  readonly n: number
  readonly id?: string | number | undefined
  /** Why it is dropped already. `read` stands for lines that are no row and rows that could not be judged. */
  readonly drop?: { readonly stage: Drop['stage'] | 'read'; readonly rule: string; readonly reason: string } | undefined
  /** Rollouts that were judged, and how many are right. */
  readonly rollouts?: readonly [number, number] | undefined
  /** The pass rate: of the rollouts, or the one that the row holds. */
  readonly rate?: readonly [number, number] | undefined
  readonly suspect?: (Pick<SuspectGold, 'answer' | 'agree' | 'total' | 'right' | 'interval'> & { readonly gold: string }) | undefined
  /** Equivalent answers that are different from the gold. */
  readonly conflicts?: { readonly gold: string; readonly answers: readonly string[] } | undefined
  /** The question and the key of its images, while the row is kept. */
  readonly q?: string | undefined
  readonly i?: string | undefined
  /** Answers and outcomes of its rollouts, where rows are grouped. */
  readonly o?: readonly (readonly [string | null, RolloutAnswer['outcome']])[] | undefined
  /** Its gold. */
  readonly a?: string | undefined
  readonly points?: readonly string[] | undefined
}

export class Journal {
  readonly path: string
  /** The last row that is written down. */
  readonly last: { readonly file: number; readonly row: number } | undefined
  readonly #stream: WriteStream
  #failure: Error | undefined

  private constructor(path: string, last: Journal['last'], stream: WriteStream) {
    this.path = path
    this.last = last
    this.#stream = stream
    stream.on('error', error => {
      this.#failure = error
    })
  }

  /** @throws UsageError when the journal is one of other files or rules */
  static async open(path: string, identity: string, restart: boolean): Promise<Journal> {
    if (restart) await rm(path, { force: true })
    const found = await stat(path).catch(() => undefined)
    const header = `${identity}\n`
    if (found === undefined || found.size < Buffer.byteLength(header)) {
      await rm(path, { force: true })
      const stream = createWriteStream(path)
      await once(stream, 'open')
      const journal = new Journal(path, undefined, stream)
      await journal.#write(header)
      return journal
    }
    const { last, end } = await scan(path, identity)
    await truncate(path, end)
    const stream = createWriteStream(path, { flags: 'a' })
    await once(stream, 'open')
    return new Journal(path, last, stream)
  }

  async add(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length > 0) await this.#write(entries.map(entry => `${JSON.stringify(entry)}\n`).join(''))
  }

  async close(): Promise<void> {
    this.#stream.end()
    await happened(this.#stream, 'close')
    if (this.#failure) throw this.#failed()
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true })
  }

  async #write(text: string): Promise<void> {
    if (!this.#failure && !this.#stream.write(text)) await happened(this.#stream, 'drain')
    if (this.#failure) throw this.#failed()
  }

  #failed(): FileError {
    return new FileError(`Cannot write ${this.path}: ${this.#failure?.message ?? 'unknown reason'}`)
  }
}

/** The entries of a journal that is complete, in order. */
export async function* entriesOf(path: string): AsyncGenerator<JournalEntry> {
  for await (const lines of readLines(createReadStream(path))) {
    for (const line of lines) if (line.number > 1 && 'text' in line) yield JSON.parse(line.text) as JournalEntry
  }
}

/** The last entry that is whole, and where it ends in bytes. */
async function scan(path: string, identity: string): Promise<{ readonly last: Journal['last']; readonly end: number }> {
  const handle = await open(path)
  const { size } = await handle.stat()
  await handle.close()
  let end = 0
  let last: Journal['last']
  for await (const lines of readLines(createReadStream(path))) {
    for (const line of lines) {
      if (end + line.bytes + 1 > size || !('text' in line)) return { last, end } // without its line end it was cut off
      end += line.bytes + 1
      if (line.number === 1) {
        if (line.text !== identity) throw otherRun(path)
        continue
      }
      const { f, n } = JSON.parse(line.text) as JournalEntry
      last = { file: f, row: n }
    }
  }
  return { last, end }
}

const otherRun = (path: string): UsageError =>
  new UsageError(
    `${path} belongs to a run over other files or by other rules that did not end. Name another folder with --out DIR, or begin anew with --restart.`,
  )
