/**
 * The reply of a judge, read strictly: one word or nothing. "Incorrect" contains "correct", and a judge that explains itself may
 * write both, so a word is never looked for inside of a reply. What is not exactly a verdict is `unparsed`, which is
 * neither.
 */
export const readVerdicts = ['correct', 'incorrect', 'unparsed'] as const
export type ReadVerdict = (typeof readVerdicts)[number]

/**
 * Read a one-word verdict. Case, one full stop, quotes and bold around the word are its dress; reasoning in front of it that is
 * marked as such (`<think>…</think>`) is not part of the reply.
 *
 * @example
 * readVerdict('Correct.') // 'correct'
 * readVerdict('**Incorrect**') // 'incorrect'
 * readVerdict('Not correct') // 'unparsed'
 * readVerdict('Correct? No, incorrect.') // 'unparsed'
 */
export function readVerdict(reply: string): ReadVerdict {
  const word = afterThinking(reply)
    .trim()
    .replace(/^(?:\*\*|["'`])|(?:\*\*|["'`])$/g, '')
    .replace(/\.$/, '')
    .replace(/(?:\*\*|["'`])$/, '')
  if (/^correct$/i.test(word)) return 'correct'
  return /^incorrect$/i.test(word) ? 'incorrect' : 'unparsed'
}

/** What follows the reasoning; a reply whose reasoning does not end says nothing. */
export function afterThinking(reply: string): string {
  if (!reply.trimStart().startsWith('<think>')) return reply
  const end = reply.lastIndexOf('</think>')
  return end < 0 ? '' : reply.slice(end + '</think>'.length)
}
