/**
 * How much of a response is said again?
 *
 *     the cat the cat the cat        pairs of words: 5, different ones: 2, repeated: 3/5
 *
 * The share of n-grams of words that stood there before, times `penalty`. The same in lmm-r1, VLM-R1 and open-r1, from Yeo et al. 2025
 * ("Demystifying Long Chain-of-Thought Reasoning"). Words are those of `wordsOf`, so Chinese is counted by characters.
 */
import { count, fields, number } from './check.ts'
import { wordsOf } from './words.ts'

export interface Repetition {
  /** Words in an n-gram. */
  readonly n: number
  /** What a response that only repeats itself costs. */
  readonly penalty: number
}

/** @throws TypeError or RangeError for what is no such setting */
export function resolveRepetition(name: string, spec: Repetition): Repetition {
  fields(name, spec, ['n', 'penalty'])
  const penalty = number(`${name}.penalty`, spec.penalty)
  if (penalty < 0) throw new RangeError(`Expected ${name}.penalty to be 0 or more, because it is a price, found ${penalty}`)
  return { n: sizeOf(`${name}.n`, spec.n), penalty }
}

/** The work grows with n. */
const longestGram = 100

function sizeOf(name: string, n: unknown): number {
  const size = count(name, n, 1)
  if (size > longestGram) throw new RangeError(`Expected ${name} to be at most ${longestGram}, found ${size}`)
  return size
}

/** Words that are looked at, from the end: a loop shows there, and memory stays bounded. */
const longest = 100_000

/**
 * The share of n-grams that stood in the text before, from 0 to 1. A text with fewer than `n` words repeats nothing.
 *
 * @example
 * repeatedShare('the cat the cat the cat', 2) // 0.6
 * repeatedShare('a b c', 4) // 0
 */
export function repeatedShare(text: string, n: number): number {
  sizeOf('n', n)
  const all = wordsOf(text)
  const words = all.length > longest ? all.slice(-longest) : all
  const total = words.length - n + 1
  if (total < 1) return 0
  // Each n-gram as a pair (its first n − 1 words, its last word), level by level: keys stay short however large n is.
  let ids = numbered(words.length, at => words[at] as string)
  for (let length = 2; length <= n; length++) {
    const shorter = ids
    ids = numbered(words.length - length + 1, at => `${shorter[at]} ${words[at + length - 1]}`)
    if (new Set(ids).size === ids.length) return 0
  }
  return 1 - new Set(ids).size / total
}

/** Equal keys get equal numbers. */
function numbered(length: number, keyAt: (at: number) => string): readonly number[] {
  const numbers = new Map<string, number>()
  const ids: number[] = []
  for (let at = 0; at < length; at++) {
    const key = keyAt(at)
    const id = numbers.get(key) ?? numbers.size
    numbers.set(key, id)
    ids.push(id)
  }
  return ids
}

/**
 * What repeating costs: 0 or less.
 *
 * @example
 * repetitionPenalty('the cat the cat the cat', { n: 2, penalty: 1 }) // -0.6
 */
export function repetitionPenalty(text: string, spec: Repetition): number {
  const { n, penalty } = resolveRepetition('repetition', spec)
  const share = repeatedShare(text, n)
  return share === 0 ? 0 : -share * penalty
}
