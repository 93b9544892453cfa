import { lastBoxStart } from './box.ts'
import { lastHashMarks } from './hash-marks.ts'
import { lastAnnouncement } from './phrase.ts'
import { readMarks } from './thinking.ts'

/**
 * Whether the text says of itself where its answer is: a box, an answer tag, marks of thinking, an announcement ("the
 * answer is …") or `####`. `verify` reads such a prediction as a response and any other as one answer.
 *
 * @example
 * isMarked('so it is \\boxed{5}') // true
 * isMarked('x = 5') // false
 */
export function isMarked(text: string): boolean {
  // Searched for from the end, where it mostly is.
  if (lastBoxStart(text, 0, text.length) >= 0) return true
  const marks = readMarks(text, 0)
  if (marks.tag !== undefined || marks.thinkingEnd > 0 || marks.unclosedThinking >= 0 || marks.specialBox >= 0) return true
  return lastAnnouncement(text, 0, text.length) !== undefined || lastHashMarks(text, 0, text.length) !== undefined
}
