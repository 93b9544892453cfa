/**
 * Asking a computer algebra system what the core could not decide.
 *
 *     verdict undecided ─→ question in the plain language ─→ thread: "the difference is 0"? values agree? ─→ likely
 *
 * The core stays synchronous and alone; this stands beside it. A system can say one thing only: that it simplifies the
 * difference to zero. It is believed as `likely` at most, and not at all where values of 64 digits at some point differ. It is
 * never asked to refuse. Systems hang on some inputs and are damaged when interrupted; so each runs in a thread of its
 * own, which is ended when it takes too long, and started again for the next question.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Equivalent, Verdict } from '../compare/verdict.ts'
import { createVerifier, type JudgeInput } from '../verify.ts'
import type { Options } from '../options.ts'
import { type CasQuestion, questionOf } from './question.ts'

/** Systems that come with an engine here. */
export type CasName = 'mathjs' | 'nerdamer'

/** A computer algebra system that may be asked. */
export interface Cas {
  /** Named in the trace. */
  readonly name: string
  /** Whether it finds the two sides equal; `false` says nothing. */
  equal(question: CasQuestion): Promise<boolean>
  /** Ends what runs. A process does not end by itself before. */
  close(): Promise<void>
}

export interface CasOptions {
  /** Milliseconds for one question; the thread is ended when they are over. Default 2000. */
  readonly timeout?: number
}

/**
 * A system in a thread of its own: `mathjs`, or `nerdamer` (the package nerdamer-prime). mathjs has to be installed
 * for both, because it also compares values.
 *
 * @throws RangeError when the timeout is no positive number
 * @example
 * const cas = createCas('nerdamer')
 * const verdict = await judgeWithCas({ prediction: '\\frac12', reference: '0.5' }, cas)
 * verdict.outcome // 'equivalent'
 * await cas.close()
 */
export function createCas(name: CasName, options: CasOptions = {}): Cas {
  const timeout = options.timeout ?? 2000
  if (!(timeout > 0)) throw new RangeError(`Expected a positive timeout in milliseconds, found ${timeout}`)
  if (name !== 'mathjs' && name !== 'nerdamer') throw new RangeError(`Expected 'mathjs' or 'nerdamer', found ${String(name)}`)
  return new ThreadCas(name, timeout)
}

/**
 * Judge, and ask the systems in turn where the verdict is undecided for `unsupported`, `indistinguishable` or `budget-exhausted`
 * and the answers are expressions or numbers.
 *
 * @returns the verdict of `judge`; or, when a system finds both sides equal, `equivalent` by `cas`, which is `likely`. The trace
 * names the systems that were asked.
 * @throws what `judge` throws; Error when a system is not installed
 * @example
 * const decided = await judgeWithCas({ prediction: 'x+1', reference: '1+x' }, [])
 * decided.outcome // 'equivalent'
 */
export async function judgeWithCas(input: JudgeInput, cas: Cas | readonly Cas[], options?: Options): Promise<Verdict> {
  const verdict = createVerifier(options).judge(input)
  const question = questionOf(verdict)
  if (question === undefined) return verdict
  const systems = 'equal' in cas ? [cas] : cas
  const trace = [...verdict.trace]
  for (const system of systems) {
    const equal = await system.equal(question)
    if (!equal) {
      trace.push({ rung: 'cas', note: `${system.name} does not know` })
      continue
    }
    trace.push({ rung: 'cas', note: `${system.name} simplifies the difference to 0` })
    return equivalentTo(verdict, trace)
  }
  return { ...verdict, trace }
}

function equivalentTo(verdict: Verdict, trace: Verdict['trace']): Equivalent {
  const { kind, declared, prediction, reference, referenceIndex, diagnostics, rulesVersion, policyDigest, steps, extraction } = verdict
  const common = { kind, declared, prediction, reference, referenceIndex, diagnostics, rulesVersion, policyDigest, steps, trace }
  return { outcome: 'equivalent', by: 'cas', certainty: 'likely', bits: 0, ...common, ...(extraction === undefined ? {} : { extraction }) }
}

class ThreadCas implements Cas {
  readonly name: CasName
  readonly #timeout: number
  #worker: Promise<Worker> | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(name: CasName, timeout: number) {
    this.name = name
    this.#timeout = timeout
  }

  equal(question: CasQuestion): Promise<boolean> {
    const answer = this.#queue.then(() => this.#ask(question))
    this.#queue = answer.catch(() => undefined)
    return answer
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await (await worker?.catch(() => undefined))?.terminate()
  }

  async #ask(question: CasQuestion): Promise<boolean> {
    this.#worker ??= start(this.name)
    const worker = await this.#worker.catch((cause: unknown) => {
      this.#worker = undefined
      throw new Error(`Expected ${this.name} to be installed: ${cause instanceof Error ? cause.message : String(cause)}`)
    })
    const answer = await new Promise<boolean | undefined>(resolve => {
      const settle = (value: boolean | undefined): void => {
        clearTimeout(timer)
        worker.off('message', settle).off('error', fail).off('exit', fail)
        resolve(value)
      }
      const fail = (): void => settle(undefined)
      const timer = setTimeout(fail, this.#timeout)
      worker.on('message', settle).on('error', fail).on('exit', fail)
      worker.postMessage(question)
    })
    if (answer === undefined) await this.close()
    return answer === true
  }
}

/** The built files run as they are; sources need a loader. */
const threadFile = import.meta.url.endsWith('.ts') ? loaded('./thread.ts') : new URL('./thread.js', import.meta.url)
function loaded(file: string): URL {
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  ).href
  const thread = new URL(file, import.meta.url).href
  return new URL(
    `data:text/javascript,import(${JSON.stringify(loader)}).then(({register})=>{register();import(${JSON.stringify(thread)})})`,
  )
}

function start(name: CasName): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile, {
      // Flags of the caller (`--input-type`, `--eval`) are not for a thread.
      execArgv: [],
      workerData: { name },
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    worker.once('error', reject)
    worker.once('message', () => {
      worker.off('error', reject)
      resolve(worker)
    })
  })
}
