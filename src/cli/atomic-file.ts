/**
 * A file that appears under its name only when it is complete, so that a run that ends early leaves what an earlier run wrote.
 *
 *     X.1234.partial ──write, write, flush──→ ──commit──→ X
 *
 * A run that can be resumed names the partial file itself, and goes on behind the bytes that are known to be whole.
 */
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { FileError } from './exit-codes.ts'
import { GrowingBytes } from './growing-bytes.ts'

/** Bytes that are held before they are written. */
const heldMost = 128 * 1024

export class AtomicFile {
  readonly path: string
  readonly #temporary: string
  #handle: FileHandle | undefined
  readonly #held = new GrowingBytes()
  /** What is on its way to the disk while the caller goes on. */
  #writing: Promise<void> = Promise.resolve()
  #end = 0
  #failure: Error | undefined
  /** It has its name already. */
  #named = false

  /** @param temporary name until it is complete; without it one that no other process has */
  constructor(path: string, temporary = `${path}.${process.pid}.partial`) {
    this.path = path
    this.#temporary = temporary
  }

  /**
   * Nothing is created before the first write, unless `commit` is told that an empty file is a result, too. The disk has what was
   * written when `flush` says so; one piece at most is on its way to it, so that the memory stays bounded.
   */
  async write(part: string | Uint8Array): Promise<void> {
    await this.#trying(async () => {
      await this.#open()
      if (typeof part === 'string') this.#held.text(part)
      else this.#held.bytes(part)
      if (this.#held.length < heldMost) return
      await this.#writing
      this.#writing = this.#empty()
      this.#writing.catch(() => undefined) // told by the next write, or by what ends the file
    })
  }

  /** What was written is on the disk. @returns how many bytes it has */
  async flush(): Promise<number> {
    return await this.#trying(async () => {
      await this.#drain()
      await this.#handle?.datasync()
      return this.#end
    })
  }

  /**
   * Go on behind the first `end` bytes of what a run before this one wrote, and forget the rest.
   *
   * @param complete everything was written, so that the file may have its name already
   * @throws FileError when they are not there any more
   */
  async resume(end: number, complete: boolean): Promise<void> {
    await this.#trying(async () => {
      const size = await sizeOf(this.#temporary)
      if (end === 0) {
        await rm(this.#temporary, { force: true })
      } else if (size !== undefined && size >= end) {
        this.#handle = await open(this.#temporary, 'r+')
        await this.#handle.truncate(end)
      } else if (complete && size === undefined && (await sizeOf(this.path)) === end) {
        this.#named = true
      } else {
        throw new Error(`${this.#temporary} has ${size ?? 0} of the ${end} bytes that were written. Begin anew with --restart`)
      }
      this.#end = end
    })
  }

  /** Give the file its name. An earlier file of that name goes, also when there is nothing new to put there. */
  async commit(ifEmpty: 'write' | 'leave-out'): Promise<boolean> {
    if (this.#named) return true
    return await this.#trying(async () => {
      if (!this.#handle && ifEmpty === 'leave-out') {
        await rm(this.path, { force: true })
        return false
      }
      await this.#open()
      await this.#drain()
      await this.#close()
      await rename(this.#temporary, this.path)
      return true
    })
  }

  /** Leave what was written for a run that goes on with it. */
  async release(): Promise<void> {
    await this.#close().catch(() => undefined)
  }

  /** Forget what was written. */
  async discard(): Promise<void> {
    if (!this.#handle) return
    await this.release()
    await rm(this.#temporary, { force: true })
  }

  async #open(): Promise<void> {
    this.#handle ??= await open(this.#temporary, 'w')
  }

  /** Everything that is held goes to the disk, behind what is on its way. */
  async #drain(): Promise<void> {
    await this.#writing
    await this.#empty()
  }

  async #empty(): Promise<void> {
    const bytes = this.#held.take()
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten = 0 } = (await this.#handle?.write(bytes, at, bytes.length - at, this.#end)) ?? {}
      at += bytesWritten
      this.#end += bytesWritten
    }
  }

  async #close(): Promise<void> {
    this.#held.take()
    await this.#writing.catch(() => undefined)
    await this.#handle?.close()
  }

  /** After a failure nothing more is written: what followed would stand in the wrong place. */
  async #trying<Result>(act: () => Promise<Result>): Promise<Result> {
    try {
      if (this.#failure) throw this.#failure
      return await act()
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error))
      throw new FileError(`Cannot write ${this.path}: ${this.#failure.message}`)
    }
  }
}

const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  )
