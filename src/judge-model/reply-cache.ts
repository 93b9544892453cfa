/**
 * Replies on disk, a line each, by a digest of everything that they depend on: model, prompt and its version, question, reference, answer.
 * A run that was ended asks only for what is missing. A line that was cut off is passed over.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { readLines } from '../formats/lines.ts'
import type { Asked } from './prompts.ts'

const entry = z.object({ key: z.string(), reply: z.string() })

export const cacheKey = (model: string, version: string, { question, reference, answer }: Asked): string =>
  createHash('sha256')
    .update(JSON.stringify([model, version, question ?? null, reference, answer]))
    .digest('hex')
    .slice(0, 32)

export class ReplyCache {
  readonly #path: string | undefined
  readonly #replies: Map<string, string>
  /** Lines are appended one after another, so that none is torn. */
  #writing: Promise<void> = Promise.resolve()

  private constructor(path: string | undefined, replies: Map<string, string>) {
    this.#path = path
    this.#replies = replies
  }

  static async open(path: string | undefined): Promise<ReplyCache> {
    const replies = new Map<string, string>()
    if (path === undefined) return new ReplyCache(path, replies)
    await mkdir(dirname(path), { recursive: true })
    if (await stat(path).catch(() => undefined)) {
      let whole = true
      for await (const lines of readLines(createReadStream(path))) {
        for (const line of lines) {
          const found = 'text' in line ? read(line.text) : undefined
          whole = found !== undefined
          if (found) replies.set(found.key, found.reply)
        }
      }
      if (!whole) await appendFile(path, '\n') // the next line must not stick to a torn one
    }
    return new ReplyCache(path, replies)
  }

  get(key: string): string | undefined {
    return this.#replies.get(key)
  }

  async put(key: string, reply: string): Promise<void> {
    this.#replies.set(key, reply)
    const path = this.#path
    if (path === undefined) return
    this.#writing = this.#writing.then(() => appendFile(path, `${JSON.stringify({ key, reply })}\n`))
    await this.#writing
  }
}

function read(text: string): z.infer<typeof entry> | undefined {
  try {
    const checked = entry.safeParse(JSON.parse(text))
    return checked.success ? checked.data : undefined
  } catch {
    return undefined // cut off when an earlier run was ended
  }
}
