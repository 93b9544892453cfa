/**
 * What a run has found out so far, written down as it goes on, so that a run that was ended at any moment goes on where it was.
 *
 *     {"tool": …, "rules_version": …, "input": …}      who judges what, by which rules
 *     {…}                                              an entry a line
 *     {…}
 *
 * A journal of other files or rules is never continued. A line that was cut off is written again.
 */
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { readLines } from '../formats/lines.ts'
import { FileError, UsageError } from './exit-codes.ts'

/** Everything that two runs must have in common. */
export type Identity = Readonly<Record<string, unknown>>

export class Journal<Entry> {
  readonly path: string
  /** The last entry that is written down. */
  readonly last: Entry | undefined
  readonly #handle: FileHandle
  #end = 0

  private constructor(path: string, last: Entry | undefined, handle: FileHandle) {
    this.path = path
    this.last = last
    this.#handle = handle
  }

  /**
   * Go on with a journal, or begin one.
   *
   * @throws UsageError when there is a journal of other files or rules
   */
  static async open<Entry>(path: string, identity: Identity, restart: boolean): Promise<Journal<Entry>> {
    const header = JSON.stringify(identity)
    const found = restart ? undefined : await readJournal<Entry>(path)
    if (found !== undefined && found.header !== header) throw otherRun(path, found.header, header)
    const handle = await open(path, found === undefined ? 'w' : 'r+').catch((error: Error) => {
      throw new FileError(`Cannot write ${path}: ${error.message}`)
    })
    const journal = new Journal(path, found?.last, handle)
    if (found === undefined) await journal.#write(`${header}\n`, 0)
    else await journal.#trying(() => handle.truncate(found.end))
    journal.#end = found?.end ?? Buffer.byteLength(header) + 1
    return journal
  }

  async add(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return
    const text = entries.map(entry => `${JSON.stringify(entry)}\n`).join('')
    await this.#write(text, this.#end)
    this.#end += Buffer.byteLength(text)
  }

  /** What was added is on the disk. */
  async flush(): Promise<void> {
    await this.#trying(() => this.#handle.datasync())
  }

  async close(): Promise<void> {
    await this.#trying(() => this.#handle.close())
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true })
  }

  async #write(text: string, at: number): Promise<void> {
    const bytes = Buffer.from(text)
    for (let from = 0; from < bytes.length; ) {
      const { bytesWritten } = await this.#trying(() => this.#handle.write(bytes, from, bytes.length - from, at + from))
      from += bytesWritten
    }
  }

  async #trying<Result>(act: () => Promise<Result>): Promise<Result> {
    try {
      return await act()
    } catch (error) {
      throw new FileError(`Cannot write ${this.path}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** The entries of a journal that is complete, in order. */
export async function* entriesOf<Entry>(path: string): AsyncGenerator<Entry> {
  for await (const lines of readLines(createReadStream(path))) {
    for (const line of lines) if (line.number > 1 && 'text' in line) yield JSON.parse(line.text) as Entry
  }
}

/** What is whole of a journal. */
export interface Found<Entry> {
  readonly header: string
  readonly last: Entry | undefined
  /** Where the last entry ends, in bytes. */
  readonly end: number
}

/** `undefined` when there is no journal, or not even its first line is whole. */
export async function readJournal<Entry>(path: string): Promise<Found<Entry> | undefined> {
  const size = await sizeOf(path)
  if (size === undefined) return undefined
  let header: string | undefined
  let last: Entry | undefined
  let end = 0
  for await (const lines of readLines(createReadStream(path))) {
    for (const line of lines) {
      // Without its line end it was cut off.
      const value = 'text' in line && end + line.bytes + 1 <= size ? parsed(line.text) : undefined
      if (value === undefined || !('text' in line)) return header === undefined ? undefined : { header, last, end }
      end += line.bytes + 1
      if (header === undefined) header = line.text
      else last = value as Entry
    }
  }
  return header === undefined ? undefined : { header, last, end }
}

async function sizeOf(path: string): Promise<number | undefined> {
  const handle = await open(path).catch(() => undefined)
  if (handle === undefined) return undefined
  try {
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

/** `undefined` for what is no object of JSON. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function otherRun(path: string, then: string, now: string): UsageError {
  const differences = differencesOf(leavesOf(JSON.parse(then)), leavesOf(JSON.parse(now)))
  return new UsageError(
    `${path} belongs to a run over other files or by other rules that did not end: ${differences.join('; ')}. ` +
      'Name another folder with --out DIR, or begin anew with --restart.',
  )
}

function differencesOf(then: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set([...then.keys(), ...now.keys()])
  return [...names].flatMap(name => {
    const [before, after] = [then.get(name) ?? 'nothing', now.get(name) ?? 'nothing']
    return before === after ? [] : [`${name} was ${before} and is ${after}`]
  })
}

/** Every plain value with the path that leads to it. */
function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]])
  return new Map(Object.entries(value).flatMap(([name, part]) => [...leavesOf(part, path === '' ? name : `${path}.${name}`)]))
}
