import { isKnownWord } from '../wording/lexicon.ts'

/**
 * Commands that lost their backslash to an escape: in a string that is unescaped twice, `\text` becomes a tab and
 * `ext`, `\frac` a form feed and `rac`, `\boxed` a backspace and `oxed`.
 */

/** Control characters and the letter of the escape that they came from. */
const letters: ReadonlyMap<number, string> = new Map([
  [7, 'a'],
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [11, 'v'],
  [12, 'f'],
  [13, 'r'],
])

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/**
 * The letter that the control character at `at` swallowed together with a backslash; `undefined` when what follows is no
 * command. White space before a short run or a word stays white space.
 *
 * @param isCommand whether a name is a command of the grammar
 */
export function eatenLetter(text: string, at: number, end: number, isCommand: (name: string) => boolean): string | undefined {
  const code = text.charCodeAt(at)
  const letter = letters.get(code)
  if (letter === undefined) return undefined
  let stop = at + 1
  while (stop < end && isLetter(text.charCodeAt(stop))) stop++
  const run = text.slice(at + 1, stop)
  const blank = code >= 9 && code <= 13
  if (blank && (run.length < 3 || isKnownWord(run) || isCommand(run))) return undefined
  return isCommand(letter + run) ? letter : undefined
}
