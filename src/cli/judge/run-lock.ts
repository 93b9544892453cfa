/**
 * Two runs must not write the same results. Who writes them says so in a small file beside them: which process it is, and when that
 * process began, because numbers of processes are used again. What a process that is gone left behind is taken over.
 */
import { readFileSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { UsageError } from '../exit-codes.ts'

export class RunLock {
  readonly #path: string

  private constructor(path: string) {
    this.#path = path
  }

  /** @throws UsageError when another process that runs has it */
  static async take(path: string): Promise<RunLock> {
    for (;;) {
      if (await created(path)) return new RunLock(path)
      const holder = await readHolder(path)
      if (holder === undefined) continue // it was given back just now
      if (isRunning(holder)) throw busy(path, holder)
      // Of two that find it abandoned, one moves it away; the other one finds that it is gone, or moves a fresh one and gives it back.
      const moved = `${path}.${process.pid}`
      await rename(path, moved).catch(() => undefined)
      const gone = await readHolder(moved)
      if (gone !== undefined && isRunning(gone)) {
        await rename(moved, path)
        throw busy(path, gone)
      }
      await rm(moved, { force: true })
    }
  }

  async release(): Promise<void> {
    await rm(this.#path, { force: true })
  }
}

/** `host pid start`; the start is empty where the system does not tell. */
interface Holder {
  readonly host: string
  readonly pid: number
  readonly start: string
}

async function created(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx')
    await handle.write(`${hostname()} ${process.pid} ${startOf(process.pid)}\n`)
    await handle.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new UsageError(`Cannot write ${path}: ${(error as Error).message}`)
  }
}

/** Milliseconds in which a process writes its name into a file that it has made. */
const patience = 200

async function readHolder(path: string): Promise<Holder | undefined> {
  for (let waited = 0; ; waited += 20) {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text === undefined) return undefined
    if (text.endsWith('\n') || waited >= patience) {
      const [host = '', pid = '', start = ''] = text.trimEnd().split(' ')
      return { host, pid: Number(pid), start }
    }
    await new Promise(done => setTimeout(done, 20))
  }
}

/** Of another machine nothing is known; who resumes there says that the run has ended. */
function isRunning({ host, pid, start }: Holder): boolean {
  if (host !== hostname() || !Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return start === '' || start === startOf(pid)
}

/** When a process began, by the clock of the system; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '' // the name in brackets may hold anything
  } catch {
    return ''
  }
}

const busy = (path: string, { pid }: Holder): UsageError =>
  new UsageError(`Process ${pid} is writing these results. Wait for it, or name another folder with --out DIR. (It holds ${path}.)`)
