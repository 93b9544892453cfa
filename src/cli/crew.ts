/** Threads beside this one. What they find is what this thread would have found. */
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { move, Piscina, transferableSymbol, valueSymbol } from 'piscina'
import { type Shape, shapes } from '../formats/shapes.ts'

export class Crew<Task, Result> {
  readonly threads: number
  /** Threads that ended before their time. */
  deaths = 0
  #closed = false
  readonly #piscina: Piscina<Task, Result>

  /**
   * @param module what a thread runs, without its ending: `.ts` among the sources, `.js` when built; it exports `work`
   * @param data what each thread gets when it starts
   */
  constructor(threads: number, module: URL, data: unknown) {
    this.threads = threads
    const ending = extname(import.meta.url)
    this.#piscina = new Piscina({
      filename: fileURLToPath(module) + ending,
      name: 'work',
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: atHand,
      idleTimeout: Number.POSITIVE_INFINITY,
      workerData: data,
      // Sources need a loader; the built files need none.
      ...(ending === '.ts' && { execArgv: ['--import', 'tsx'] }),
    })
    // A thread that dies while idle is replaced with the next task; without a listener the event would end the process.
    this.#piscina.on('error', () => undefined)
    this.#piscina.on('workerDestroy', () => {
      if (!this.#closed) this.deaths += 1
    })
  }

  /** By a thread. What one died of is done here. */
  async run(task: Task, here: () => Result): Promise<Result> {
    try {
      return await this.#piscina.run(task)
    } catch (error) {
      if (this.#closed) throw error
      return here()
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#piscina.destroy()
  }
}

/** What the caller of `new Crew` gave; Piscina wraps data of its own around it. */
export const crewData = (data: unknown): unknown => (Array.isArray(data) ? data.at(-1) : data)

/** A result whose bytes go to the other thread without a copy: a thread that hands them over has them no more. */
export function handedOver<Result extends object>(result: Result, bytes: readonly Uint8Array[]): Result {
  const buffers = bytes.filter(({ length }) => length > 0).map(({ buffer }) => buffer)
  return move({ [transferableSymbol]: buffers, [valueSymbol]: result }) as unknown as Result
}

/** Names of fields as they go to a thread: the shape as its place in the table, because its schemas cannot be copied; -1 for none. */
export interface SentNames<Names extends { readonly shape?: Shape | undefined }> {
  readonly names: Omit<Names, 'shape'>
  readonly shape: number
}
export const sentNames = <Names extends { readonly shape?: Shape | undefined }>({ shape, ...names }: Names): SentNames<Names> => ({
  names,
  shape: shape === undefined ? -1 : shapes.indexOf(shape),
})
export const receivedNames = <Names extends { readonly shape?: Shape | undefined }>({ names, shape }: SentNames<Names>): Names =>
  ({ ...names, shape: shapes[shape] }) as Names

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

/** What to tell about threads that died; nothing when none did. */
export const deathsTold = (deaths: number): string | undefined =>
  deaths === 0
    ? undefined
    : `${deaths === 1 ? 'A thread' : `${deaths} times a thread`} died; the rows in its hands were judged again, and none is missing.`

/** Tasks that lie with a thread, so that it need not wait for this one, which may be judging itself, before it begins the next. */
const atHand = 4

/** Tasks that each thread may have waiting, so that none of them waits while results are on their way to the disk. */
export const aheadPerThread = 8

/**
 * Start work on items as they come, a few ahead, and give the results in the order of the items.
 *
 * The next item is asked for only when there is room, so that the memory does not depend on how many there are.
 *
 * @param ahead items that may be started before the first of them is taken; asked again after each start
 * @param here does an item at once, on this thread, when as many are started as may be: instead of waiting, it helps
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  ahead: () => number,
  start: (item: Item) => Promise<Result>,
  here?: (item: Item) => Result,
): AsyncGenerator<{ readonly item: Item; readonly result: Result }> {
  const taken: { readonly item: Item; readonly result: Promise<Result> | Result; done: boolean }[] = []
  let started = 0
  for await (const item of items) {
    const most = ahead()
    if (here !== undefined && most > 0 && started >= most) {
      taken.push({ item, result: here(item), done: true })
      await turn() // what the others have done meanwhile is heard
    } else {
      const result = start(item)
      const one = { item, result, done: false }
      started++
      const end = (): void => {
        one.done = true
        started--
      }
      result.then(end, end) // awaited in its turn; until then a failure is nobody's
      taken.push(one)
    }
    const room = here === undefined ? 0 : mostHeld * most
    for (let first = taken[0]; first !== undefined && (first.done || taken.length > most + room); first = taken[0]) {
      taken.shift()
      yield { item: first.item, result: await first.result }
    }
  }
  for (const { item, result } of taken) yield { item, result: await result }
}

/** Results that are held for each task that is ahead, while one before them is not done. */
const mostHeld = 2
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
