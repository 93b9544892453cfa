/**
 * How near is an answer, where near counts?
 *
 * - `wordErrorScore`: 1 − (word edits ÷ words of the reference), for texts that were read off an image;
 * - `overlapScore`: the mean of ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004) as F-measures, for free answers;
 * - `relativeErrorScore`: 1 − |a − b| ÷ |b|, for estimates.
 *
 * All lie in [0, 1]. `null` means that the reference cannot be measured against: empty, too long, or no number. Partial credit can be
 * collected by guessing; use them where a row is *about* nearness, and never for an answer that is right or wrong.
 */
import { wordsOf } from './words.ts'

/** Words of a reference that are compared; a longer one is unscored, because the work grows with its square. */
const longestReference = 2_000

/**
 * @example
 * wordErrorScore('the quick fox', 'the quick box') // 0.6666666666666667
 * wordErrorScore('fox', 'one two three') // 0
 */
export function wordErrorScore(reference: string, prediction: string): number | null {
  const gold = wordsOf(reference)
  if (gold.length === 0 || gold.length > longestReference) return null
  const words = wordsOf(prediction)
  // Each word too many is an edit, so nothing is left to earn.
  if (words.length >= 2 * gold.length) return 0
  return Math.max(0, 1 - editDistance(gold, words) / gold.length)
}

/** Levenshtein's distance in words, row by row. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [row, word] of a.entries()) {
    const line = [row + 1]
    for (const [at, other] of b.entries()) {
      const replaced = (above[at] as number) + (word === other ? 0 : 1)
      line.push(Math.min(replaced, (above[at + 1] as number) + 1, (line[at] as number) + 1))
    }
    above = line
  }
  return above[b.length] as number
}

/**
 * @example
 * overlapScore('a red ball', 'a red ball') // 1
 * overlapScore('a red ball', 'nothing of it') // 0
 */
export function overlapScore(reference: string, prediction: string): number | null {
  const gold = wordsOf(reference)
  if (gold.length === 0 || gold.length > longestReference) return null
  const words = wordsOf(prediction)
  const one = ngramF(gold, words, 1)
  // A single word has no pairs: what can be measured counts.
  const two = gold.length < 2 && words.length < 2 ? one : ngramF(gold, words, 2)
  // Words far behind any match cost precision, and need not be walked.
  const common = commonSubsequence(gold, words.slice(0, 4 * longestReference))
  return (one + two + fMeasure(common, gold.length, words.length)) / 3
}

function ngramF(gold: readonly string[], words: readonly string[], n: number): number {
  const left = ngrams(gold, n)
  let common = 0
  for (const gram of gramsOf(words, n)) {
    const times = left.get(gram) ?? 0
    if (times === 0) continue
    left.set(gram, times - 1)
    common += 1
  }
  return fMeasure(common, gold.length - n + 1, words.length - n + 1)
}

function ngrams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const gram of gramsOf(words, n)) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  return counts
}

function* gramsOf(words: readonly string[], n: number): Generator<string> {
  for (let at = 0; at + n <= words.length; at++) yield words.slice(at, at + n).join(' ')
}

const fMeasure = (common: number, gold: number, words: number): number => (common === 0 ? 0 : (2 * common) / (gold + words))

/** Length of the longest common subsequence. */
function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const line = [0]
    for (const [at, other] of b.entries())
      line.push(word === other ? (above[at] as number) + 1 : Math.max(above[at + 1] as number, line[at] as number))
    above = line
  }
  return above[b.length] as number
}

/**
 * Both sides must be plain decimals: an answer that has to be worked out first is no estimate.
 *
 * @example
 * relativeErrorScore('200', '150') // 0.75
 * relativeErrorScore('200', '100+50') // 0
 * relativeErrorScore('0', '1') // 0
 */
export function relativeErrorScore(reference: string, prediction: string): number | null {
  const gold = plainNumber(reference)
  if (gold === undefined) return null
  const value = plainNumber(prediction)
  if (value === undefined) return 0
  if (gold === value) return 1
  return gold === 0 ? 0 : Math.max(0, 1 - Math.abs(value - gold) / Math.abs(gold))
}

/** A signed decimal with an optional exponent, thousands in groups of three allowed. */
function plainNumber(text: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed.length > 40 || !/^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?([eE][+-]?\d{1,3})?$/.test(trimmed)) return undefined
  const value = Number(trimmed.replaceAll(',', ''))
  return trimmed === '' || !Number.isFinite(value) ? undefined : value
}
