/**
 * The reply of a judge, read strictly: one word or nothing. "Incorrect" contains "correct", and a judge that explains itself may
 * write both, so a word is never looked for inside of a reply. What is not exactly a verdict is `unparsed`, which is
 * neither.
 */
import type { Tier } from '../reward.ts'
import type { VerdictWords } from './prompts.ts'

export const readVerdicts = ['correct', 'incorrect', 'unparsed'] as const
export type ReadVerdict = (typeof readVerdicts)[number]

/**
 * Read a one-word verdict. Case, one full stop, quotes and bold around the word are its dress; reasoning in front of it that is
 * marked as such (`<think>…</think>`) is not part of the reply.
 *
 * @param words other words than Correct and Incorrect
 * @example
 * readVerdict('Correct.') // 'correct'
 * readVerdict('**Incorrect**') // 'incorrect'
 * readVerdict('Not correct') // 'unparsed'
 * readVerdict('Correct? No, incorrect.') // 'unparsed'
 * readVerdict('\\boxed{A}', { correct: ['A'], incorrect: ['B', 'C'] }) // 'correct'
 */
export function readVerdict(reply: string, words: VerdictWords = usualWords): ReadVerdict {
  const word = oneWord(reply, [...words.correct, ...words.incorrect])
  if (word === undefined) return 'unparsed'
  return words.correct.includes(word) ? 'correct' : 'incorrect'
}
const usualWords: VerdictWords = { correct: ['correct'], incorrect: ['incorrect'] }

/**
 * Read the tier of an open answer, as strictly.
 *
 * @example
 * readTier('Partly.') // 'partly'
 * readTier('Partly correct') // 'unparsed'
 */
export function readTier(reply: string): Tier {
  return oneWord(reply, ['correct', 'partly', 'incorrect']) ?? 'unparsed'
}

/** The reply without its dress, if it is exactly one of these words, in any case. A box around it is dress, too. */
function oneWord<const Word extends string>(reply: string, words: readonly Word[]): Word | undefined {
  const word = afterThinking(reply)
    .trim()
    .replace(/^(?:\*\*|["'`])|(?:\*\*|["'`])$/g, '')
    .replace(/\.$/, '')
    .replace(/(?:\*\*|["'`])$/, '')
    .replace(/^\\boxed\{([^{}]{1,40})\}$/, '$1')
    .toLowerCase()
  return words.find(known => known.toLowerCase() === word)
}

/** What follows the reasoning; a reply whose reasoning does not end says nothing. */
export function afterThinking(reply: string): string {
  if (!reply.trimStart().startsWith('<think>')) return reply
  const end = reply.lastIndexOf('</think>')
  return end < 0 ? '' : reply.slice(end + '</think>'.length)
}
