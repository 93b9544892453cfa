/** A random sample of mutants, and what its score says about all of them. */
import type { Mutant } from '@stryker-mutator/api/core'

/** What the runner is told: the test files to run, and the mutants that were drawn. */
export interface Plan {
  readonly tests: readonly string[]
  readonly sampled: readonly string[]
}

/** The same mutant has the same key in every run, whatever else was instrumented. Lines and columns count from 0. */
export function keyOf({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): string {
  const path = fileName.slice(fileName.lastIndexOf('src/'))
  return `${path}:${start.line}:${start.column}-${end.line}:${end.column} ${mutatorName} ${replacement}`
}

/** `count` different members of `all`, each choice as likely as any other; the same seed draws the same. */
export function draw<T>(all: readonly T[], count: number, seed: number): T[] {
  const left = [...all]
  let state = seed >>> 0
  /** Mulberry32, by Tommy Ettinger. */
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const chosen = Math.min(count, left.length)
  for (let i = 0; i < chosen; i++) {
    const j = i + Math.floor(random() * (left.length - i))
    const other = left[j] as T
    left[j] = left[i] as T
    left[i] = other
  }
  return left.slice(0, chosen)
}

/** Wilson's interval of 95 % for a share of `hits` in `count`. */
export function interval(hits: number, count: number): readonly [low: number, high: number] {
  if (count === 0) return [0, 1]
  const z2 = 1.959964 ** 2
  const share = hits / count
  const middle = (share + z2 / (2 * count)) / (1 + z2 / count)
  const half = (Math.sqrt(z2) / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count))
  return [middle - half, middle + half]
}
