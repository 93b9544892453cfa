/**
 * Many samples on all cores, in order.
 *
 *     requests ──→ [32] [32] [32] … ──→ threads ──→ replies, in the order of the requests
 *                   at most maxPending wait           a thread that died is replaced; its requests are asked again
 *
 * The pool never grows without end: `judge` refuses what does not fit (`PoolFull`), `stream` takes no more from its source until there
 * is room. A verdict does not depend on the thread that found it, so the result is that of one thread. Every grade is bounded by counted
 * steps; a thread dies only of a mistake of this program, of memory or of the outside. Requests that two threads died of are answered
 * with the error `worker-died`, each for itself, and the others of their batch are not lost.
 */
import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { Reply, Request } from '../worker.ts'

export interface PoolOptions {
  /** Default: one for each core but one, and at least one. */
  readonly threads?: number
  /** Requests that go to a thread at once. Default 32. */
  readonly batch?: number
  /** Requests that may wait or run at the same time. Default 16,384. */
  readonly maxPending?: number
  /** Heap of a thread in megabytes. Default 512. */
  readonly memory?: number
}

/** There is no room for these requests now. */
export class PoolFull extends Error {
  override readonly name = 'PoolFull'
}

export class Pool {
  readonly maxPending: number
  readonly #piscina: Piscina<readonly Request[], readonly Reply[]>
  readonly #batch: number
  #pending = 0
  #deaths = 0
  #closed = false

  constructor(options: PoolOptions = {}) {
    const threads = whole('threads', options.threads ?? Math.max(1, availableParallelism() - 1))
    this.#batch = whole('batch', options.batch ?? 32)
    this.maxPending = whole('maxPending', options.maxPending ?? 16_384)
    this.#piscina = new Piscina({
      filename: threadFile,
      name: 'answerAll',
      minThreads: threads,
      maxThreads: threads,
      idleTimeout: Number.POSITIVE_INFINITY,
      // Refusing is done here, by rows and not by batches.
      maxQueue: Number.POSITIVE_INFINITY,
      resourceLimits: { maxOldGenerationSizeMb: whole('memory', options.memory ?? 512) },
      // Sources need a loader; the built files need none.
      ...(extname(threadFile) === '.ts' && { execArgv: ['--import', 'tsx'] }),
    })
    // A thread that dies while idle is replaced with the next task; without a listener the event would end the process.
    this.#piscina.on('error', () => {
      this.#deaths += 1
    })
  }

  /** Requests that wait or run. */
  get pending(): number {
    return this.#pending
  }
  /** Threads that died so far. */
  get deaths(): number {
    return this.#deaths
  }
  get threads(): readonly Worker[] {
    return this.#piscina.threads
  }

  /**
   * Replies to requests, in their order.
   *
   * @throws PoolFull when they do not fit beside those that wait; RangeError when they never will
   */
  async judge(requests: readonly Request[]): Promise<readonly Reply[]> {
    if (this.#closed) throw new Error('Expected an open pool, found a closed one')
    if (requests.length > this.maxPending)
      throw new RangeError(`Expected at most ${this.maxPending} requests at once, found ${requests.length}`)
    if (this.#pending + requests.length > this.maxPending)
      throw new PoolFull(`Expected room for ${requests.length} requests, found ${this.maxPending - this.#pending} places`)
    this.#pending += requests.length
    const batches: Promise<readonly Reply[]>[] = []
    for (let at = 0; at < requests.length; at += this.#batch) {
      const batch = requests.slice(at, at + this.#batch)
      batches.push(
        this.#ask(batch, 0).finally(() => {
          this.#pending -= batch.length
        }),
      )
    }
    return (await Promise.all(batches)).flat()
  }

  /** Replies to a source of any length, in its order, with no more than a few batches for each thread in memory. */
  async *stream(requests: AsyncIterable<Request> | Iterable<Request>): AsyncGenerator<Reply, void, undefined> {
    const ahead = 4 * Math.max(1, this.#piscina.maxThreads)
    const running: Promise<readonly Reply[]>[] = []
    let batch: Request[] = []
    const start = (): void => {
      const answered = this.#ask(batch, 0)
      // Awaited in its turn; until then a failure is nobody's.
      answered.catch(() => undefined)
      running.push(answered)
      batch = []
    }
    for await (const request of requests) {
      batch.push(request)
      if (batch.length < this.#batch) continue
      start()
      if (running.length >= ahead) yield* (await running.shift()) ?? []
    }
    if (batch.length > 0) start()
    for (const answered of running) yield* await answered
  }

  /** Ends the threads when their requests are answered. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#piscina.close()
  }

  async #ask(batch: readonly Request[], attempt: number): Promise<readonly Reply[]> {
    try {
      return await this.#piscina.run(batch)
    } catch (error) {
      // What cannot be copied to a thread is the caller's mistake, and no thread died of it.
      if (error instanceof DOMException && error.name === 'DataCloneError')
        throw new TypeError(`Expected requests of plain data: ${error.message}`)
      this.#deaths += 1
      if (attempt < 1 || batch.length > 1) return await this.#askAgain(batch, attempt)
      const message = error instanceof Error ? error.message : String(error)
      return batch.map(({ id = null }) => ({ id, error: { code: 'worker-died', message } }))
    }
  }

  /** First together, because the death may be nobody's fault; then one by one, so that only the guilty one is lost. */
  async #askAgain(batch: readonly Request[], attempt: number): Promise<readonly Reply[]> {
    if (attempt < 1) return await this.#ask(batch, attempt + 1)
    const replies = await Promise.all(batch.map(request => this.#ask([request], 0)))
    return replies.flat()
  }
}

/**
 * A pool of threads that judge. Close it, or the process stays.
 *
 * @throws RangeError for a size that is no whole number above 0
 * @example
 * const pool = createPool({ threads: 1 })
 * const [reply] = await pool.judge([{ response: '\\boxed{0.5}', gold: '1/2' }])
 * await pool.close()
 */
export const createPool = (options?: PoolOptions): Pool => new Pool(options)

const threadFile = fileURLToPath(new URL(`./thread${extname(import.meta.url)}`, import.meta.url))

function whole(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`Expected ${name} to be a whole number above 0, found ${value}`)
  return value
}
