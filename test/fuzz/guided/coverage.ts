import { Session } from 'node:inspector'

/**
 * Which blocks of the sources were run, as V8 counts them (`Profiler.takePreciseCoverage`). A function that was called is covered but
 * for its holes, the blocks that were not run. A hole that is run the first time may leave smaller holes inside.
 */
interface Block {
  readonly startOffset: number
  readonly endOffset: number
  readonly count: number
}
interface Called {
  readonly ranges: readonly Block[]
}
interface Script {
  readonly scriptId: string
  readonly url: string
  readonly functions: readonly Called[]
}

export class Coverage {
  readonly #session = new Session()
  readonly #part: string
  /** The holes of every function that was called, by script and start. */
  readonly #holes = new Map<string, readonly Block[]>()

  /** @param part what the address of a script has to contain */
  constructor(part: string) {
    this.#part = part
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** Functions that were called. */
  get functions(): number {
    return this.#holes.size
  }

  /** Holes that are left in the functions that were called. */
  get holes(): number {
    return [...this.#holes.values()].reduce((sum, holes) => sum + holes.length, 0)
  }

  /** Whether something ran, since the last look, that had never run; `learn` remembers it. */
  look(learn: boolean): boolean {
    let found = false
    for (const { scriptId, functions } of this.#scripts()) {
      for (const { ranges } of functions) {
        const [whole, ...inner] = ranges
        if (whole === undefined || whole.count === 0) continue
        const key = `${scriptId}:${whole.startOffset}:${whole.endOffset}`
        const known = this.#holes.get(key)
        const open = inner.filter(({ count }) => count === 0)
        const left = known === undefined ? open : known.flatMap(hole => remaining(hole, open))
        if (known !== undefined && left.length === known.length && left.every((hole, index) => hole === known[index])) continue
        found = true
        if (learn) this.#holes.set(key, left)
      }
    }
    return found
  }

  #scripts(): readonly Script[] {
    let scripts: readonly Script[] = []
    this.#session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error === null) scripts = answer.result as readonly Script[]
    })
    return scripts.filter(({ url }) => url.includes(this.#part))
  }
}

/** What is left of a hole: itself where it was not run, else the holes inside it. */
function remaining(hole: Block, open: readonly Block[]): readonly Block[] {
  const holds = (outer: Block, inner: Block): boolean => outer.startOffset <= inner.startOffset && outer.endOffset >= inner.endOffset
  return open.some(block => holds(block, hole)) ? [hole] : open.filter(block => holds(hole, block))
}
