/** The command, killed at random moments and resumed each time: what is there in the end is what an uninterrupted run writes. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom } from '../canonical/battery.ts'
import { type Called, type How, started } from '../cli/process.ts'

export interface KillTask {
  /** A file of rows. */
  readonly input: string
  /** Where folders of results are made. */
  readonly folder: string
  readonly kills: number
  readonly seed: number
  readonly options: readonly string[]
  readonly how: How
  /** Is told of every kill. */
  readonly say?: (text: string) => void
}
export interface KillResult {
  readonly kills: number
  /** Runs that were killed at least once and ended; a run that ends before all kills are used up is followed by another one. */
  readonly runs: number
  /** Kills that found a checkpoint behind which the next process went on. */
  readonly resumed: number
  readonly lines: number
  /** What is not as in the uninterrupted run. */
  readonly differences: readonly string[]
}

export async function killAtRandom({ input, folder, kills, seed, options, how, say = () => undefined }: KillTask): Promise<KillResult> {
  const random = randomFrom(seed)
  const judge = (out: string): readonly string[] => ['judge', input, '--out', out, '--json', ...options]
  const whole = join(folder, 'whole')
  const began = performance.now()
  const expected = await started(judge(whole), '', how).called
  const span = performance.now() - began
  const lines = (JSON.parse(expected.out) as { total: { lines: { total: number } } }).total.lines.total
  const differences: string[] = []
  let [killed, resumed, runs] = [0, 0, 0]
  while (killed < kills) {
    runs += 1
    const out = join(folder, `killed-${runs}`)
    mkdirSync(out)
    let ended: Called | undefined
    while (ended === undefined) {
      // So long on average that the kills are spread over one whole run.
      const moment = killed < kills ? random() * 2 * (span / kills) : undefined
      ended = await killedAfter(moment, out, [...judge(out), '--resume'], how)
      if (ended !== undefined) break
      killed += 1
      const line = lineReached(out)
      if (line > 0) resumed += 1
      say(`kill ${killed}: ${moment?.toFixed(0)} ms after the lock, run ${runs}, ${line} of ${lines} lines on the disk`)
    }
    if (ended.code !== expected.code) differences.push(`run ${runs}: code ${ended.code} instead of ${expected.code}: ${ended.err}`)
    if (ended.out !== expected.out) differences.push(`run ${runs}: what it prints`)
    differences.push(...differencesOf(whole, out).map(name => `run ${runs}: ${name}`))
  }
  return { kills: killed, runs, resumed, lines, differences }
}

/** `undefined` when it was killed; what it said when it ended before. */
async function killedAfter(moment: number | undefined, out: string, args: readonly string[], how: How): Promise<Called | undefined> {
  const lock = join(out, lockName(out))
  const left = lockText(lock)
  const { child, called } = started(args, '', how)
  let ended = false
  const end = called.finally(() => {
    ended = true
  })
  if (moment !== undefined) {
    while (!ended && [left, undefined].includes(lockText(lock))) await passed(2)
    await Promise.race([end, passed(moment)])
    if (!ended) child.kill('SIGKILL')
  }
  const result = await end
  return child.signalCode === 'SIGKILL' ? undefined : result
}

/** What stands in the lock; it is not there for a moment when a process takes over that of a dead one. */
function lockText(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8')
  } catch {
    return undefined
  }
}

const passed = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds))

const lockName = (out: string): string => readdirSync(out).find(name => name.endsWith('_judge.lock')) ?? 'rows_judge.lock'

/** By the journal; 0 when there is none. */
export function lineReached(out: string): number {
  const name = readdirSync(out).find(found => found.endsWith('_judge.journal'))
  const text = name === undefined ? '' : readFileSync(join(out, name), 'utf8')
  const last = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .trimEnd()
    .split('\n')
    .slice(1)
    .at(-1)
  return last === undefined ? 0 : (JSON.parse(last) as { line: number }).line
}

/** Names of files that are not the same in both folders. */
export function differencesOf(one: string, other: string): readonly string[] {
  const names = new Set([...readdirSync(one), ...readdirSync(other)])
  return [...names].filter(name => {
    const [a, b] = [join(one, name), join(other, name)]
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b))
  })
}
