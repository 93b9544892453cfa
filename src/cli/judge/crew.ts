/** Threads that judge batches of lines. What they find is what this thread would have found. */
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Line, LineBlock } from '../../formats/lines.ts'
import { shapes } from '../../formats/shapes.ts'
import type { Demands } from './assessor.ts'
import type { BatchResult, BatchTerms } from './batch.ts'

/** A batch as it goes to a thread. */
export interface CrewTask {
  /** A block is decoded by the thread. It is copied and not handed over: when the thread dies, it is still here. */
  readonly rows: LineBlock | readonly Line[]
  readonly terms: Omit<BatchTerms, 'names'>
  readonly names: Omit<BatchTerms['names'], 'shape'>
  /** Place in the table of shapes, whose schemas cannot be copied; -1 for none. */
  readonly shape: number
}

export class Crew {
  readonly threads: number
  #closed = false
  /** Batches that a thread died of. */
  deaths = 0
  readonly #piscina: Piscina<CrewTask, BatchResult>

  constructor(threads: number, demands: Demands) {
    this.threads = threads
    this.#piscina = new Piscina({
      filename: threadFile,
      name: 'judgeBatch',
      minThreads: threads,
      maxThreads: threads,
      idleTimeout: Number.POSITIVE_INFINITY,
      workerData: demands,
      // Sources need a loader; the built files need none.
      ...(extname(threadFile) === '.ts' && { execArgv: ['--import', 'tsx'] }),
    })
    // A thread that dies while idle is replaced with the next task; without a listener the event would end the process.
    this.#piscina.on('error', () => undefined)
  }

  judge(rows: CrewTask['rows'], { names: { shape, ...names }, ...terms }: BatchTerms): Promise<BatchResult> {
    const judged = this.#piscina.run({ rows, terms, names, shape: shape === undefined ? -1 : shapes.indexOf(shape) })
    judged.catch(() => {
      if (!this.#closed) this.deaths += 1
    })
    return judged
  }

  get closed(): boolean {
    return this.#closed
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#piscina.destroy()
  }
}

const threadFile = fileURLToPath(new URL(`./thread${extname(import.meta.url)}`, import.meta.url))

/** Below this many bytes, starting threads takes longer than they save. */
const worthwhile = 32 * 1024 * 1024

/**
 * Threads for an input of this size.
 *
 * @param asked what the caller named
 * @param size bytes; `undefined` for a pipe
 */
export function threadsFor(asked: number | undefined, size: number | undefined, cores: number): number {
  if (asked !== undefined) return asked
  return size === undefined || size < worthwhile ? 1 : Math.max(1, Math.min(cores, 8))
}
