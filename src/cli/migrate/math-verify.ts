/**
 * Math-Verify, asked through a Python that has it installed. It is called as verl calls it: the gold in a box of its own, the response
 * whole, every default as it is.
 *
 * It may stay silent for as long as it likes (its timeouts cannot interrupt a computation in C), so a row that it does not answer in time
 * is given up and it is started anew.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { UsageError } from '../exit-codes.ts'

/** What Math-Verify says: right or wrong, or why it says nothing. */
export type TheirVerdict = boolean | 'error' | 'hung' | 'unreadable gold'

export interface Question {
  readonly golds: readonly string[]
  readonly response: string
}

const program = `
import json, logging, os, sys
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
try:
    from math_verify import parse, verify
    from importlib.metadata import version
except ImportError as error:
    print(json.dumps({"missing": str(error)}), file=answers, flush=True)
    sys.exit(0)
logging.disable(logging.CRITICAL)
print(json.dumps({"version": version("math-verify")}), file=answers, flush=True)
for line in sys.stdin:
    row = json.loads(line)
    try:
        golds = [parsed for parsed in (parse("\\\\boxed{" + gold + "}") for gold in row["golds"]) if parsed]
        answer = parse(row["response"])
        said = any(verify(gold, answer) for gold in golds) if golds else "unreadable gold"
    except KeyboardInterrupt:
        raise
    except BaseException:
        said = "error"
    print(json.dumps(said), file=answers, flush=True)
`

/** Milliseconds in which Python and SymPy start, on a machine that is busy. */
const toStart = 60_000

export class MathVerify {
  readonly #python: string
  readonly #patience: number
  #session: Session | undefined

  /** @param patience milliseconds after which a row is given up */
  constructor(python: string, patience = 30_000) {
    this.#python = python
    this.#patience = patience
  }

  /** Its version. @throws UsageError when there is no such Python, or it has no Math-Verify */
  async open(): Promise<string> {
    this.#session = new Session(this.#python)
    const hello = await this.#session.read(toStart)
    if (typeof hello === 'object' && hello !== null && 'version' in hello) return String(hello.version)
    throw new UsageError(
      `${this.#python} cannot import math_verify. Install it (pip install 'math-verify[antlr4_13_2]') or name another Python with --python.`,
    )
  }

  async ask(question: Question): Promise<TheirVerdict> {
    if (this.#session === undefined) await this.open()
    const session = this.#session as Session
    session.write(question)
    const said = await session.read(this.#patience)
    if (typeof said === 'boolean' || said === 'unreadable gold') return said
    if (said === 'error') return 'error'
    session.close()
    this.#session = undefined
    return 'hung'
  }

  close(): void {
    this.#session?.close()
  }
}

class Session {
  readonly #child
  readonly #lines

  constructor(python: string) {
    this.#child = spawn(python, ['-c', program], { stdio: ['pipe', 'pipe', 'ignore'] })
    // A missing program and a closed pipe show where its answers are read.
    this.#child.on('error', () => undefined)
    this.#child.stdin.on('error', () => undefined)
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  write(question: Question): void {
    this.#child.stdin.write(`${JSON.stringify(question)}\n`)
  }

  /** The next answer; `undefined` when it ended or nothing came in time. */
  async read(patience: number): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(() => resolve(undefined), patience)
    })
    const next = await Promise.race([this.#lines.next(), late])
    clearTimeout(timer)
    if (next === undefined || next.done === true) return undefined
    const answer: unknown = JSON.parse(next.value)
    return answer
  }

  close(): void {
    this.#child.kill('SIGKILL')
  }
}
