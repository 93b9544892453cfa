/**
 * Engines that decide pairs, each in a process or thread of its own, which is ended when a pair takes more than two seconds (a hang).
 * mathjs and nerdamer get text printed from our tree; compute-engine and Math-Verify read LaTeX themselves.
 */
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { scopeOf } from '../src/canonical/meaning/scope.ts'
import { nerdamerText } from '../src/cas/nerdamer-text.ts'
import { Names, plainOf } from '../src/cas/plain.ts'
import { judge, type Tree, toLatex } from '../src/index.ts'

export interface Pair {
  readonly latex: readonly [string, string]
  readonly text: readonly [string | undefined, string | undefined]
  readonly equal: boolean
}
export type Answer = boolean | undefined | 'hang'
export interface Result {
  readonly answer: Answer
  readonly microseconds: number
}
export type Engine = (pairs: readonly Pair[]) => Promise<readonly Result[]>

const root = fileURLToPath(new URL('..', import.meta.url))
export const patience = 2000

export function pairOf(reference: Tree, prediction: Tree, equal: boolean): Pair {
  const scope = scopeOf(reference, prediction)
  const names = new Names()
  const [a, b] = [reference, prediction].map(tree => {
    const plain = plainOf(tree, scope, names)
    return plain && nerdamerText(plain)
  })
  return { latex: [toLatex(reference), toLatex(prediction)], text: [a, b], equal }
}

export const ours: Engine = pairs =>
  Promise.resolve(
    pairs.map(({ latex: [reference, prediction] }) => {
      const started = process.hrtime.bigint()
      const { outcome } = judge({ prediction, reference })
      const microseconds = Number(process.hrtime.bigint() - started) / 1000
      return { answer: outcome === 'undecided' ? undefined : outcome === 'equivalent', microseconds }
    }),
  )

export const inThread =
  (name: string): Engine =>
  async pairs => {
    let worker = await start(name)
    const results: Result[] = []
    for (const { latex, text } of pairs) {
      const result = await new Promise<Result | undefined>(resolve => {
        const timer = setTimeout(() => resolve(undefined), patience)
        worker.once('message', (value: Result) => {
          clearTimeout(timer)
          resolve(value)
        })
        worker.postMessage({ latex, text })
      })
      results.push(result ?? { answer: 'hang', microseconds: patience * 1000 })
      if (result === undefined) {
        await worker.terminate()
        worker = await start(name)
      }
    }
    await worker.terminate()
    return results
  }
const start = (name: string): Promise<Worker> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./comparison-thread.mjs', import.meta.url), { workerData: name })
    worker.once('error', reject)
    worker.once('message', () => resolve(worker))
  })

export const inPython =
  (python: string): Engine =>
  async pairs => {
    const results: Result[] = []
    const child = spawn(python, [join(root, 'bench/math_verify_pairs.py')], { stdio: ['pipe', 'pipe', 'ignore'] })
    child.stdin.end(pairs.map(({ latex }) => `${JSON.stringify(latex)}\n`).join(''))
    for await (const line of createInterface({ input: child.stdout })) {
      const [verdict, microseconds] = JSON.parse(line) as [boolean | null, number]
      results.push({ answer: microseconds > patience * 1000 ? 'hang' : (verdict ?? undefined), microseconds })
    }
    return results
  }
export const hasMathVerify = (python: string): boolean => {
  try {
    execFileSync(python, ['-c', 'import math_verify'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
