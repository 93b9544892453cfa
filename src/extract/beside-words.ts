import { connective, isArticle } from '../latex/wording/lexicon.ts'
import type { Piece } from './beside.ts'

/** Words right in front of a box or right behind it that make it a part of what they say. */

/** Words that are read as one phrase. */
const mostWords = 4

/** The words that end at `last`, in small letters; `$` and brackets of TeX are passed over. */
export function wordsEndingAt(text: string, pieces: readonly Piece[], last: number): string {
  const words: string[] = []
  for (let at = last; at >= 0 && words.length < mostWords; at--) {
    const piece = pieces[at] as Piece
    if (piece.type === 'word' || piece.type === 'letter') words.unshift(text.slice(piece.start, piece.end).toLowerCase())
    else if (piece.type !== 'edge') break
  }
  return words.join(' ')
}

/** The words that begin at `first`. */
export function wordsFrom(text: string, pieces: readonly Piece[], first: number): string {
  const words: string[] = []
  for (let at = first; at < pieces.length && words.length < mostWords; at++) {
    const piece = pieces[at] as Piece
    if (piece.type !== 'word' && piece.type !== 'letter') break
    words.push(text.slice(piece.start, piece.end).toLowerCase())
  }
  return words.join(' ')
}

const denies =
  /(?:^| )(?:than|except|except for|excluding|besides|apart from|(?:anything|everything|all|number|value|numbers|values) but|unless|without|instead of|(?:different|differs?|distinct) from|(?:not|unequal|never) equal to|not (?:necessarily|quite|exactly|really)|(?:opposite|negative|reciprocal|inverse|square|cube|root|factorial|logarithm|double|negation|complement) of|outside(?: of)?|minus|negative|plus|twice|double|triple|half of|not|never)$/

/** `minus`, `less than`, `anything but`, `the square of` in front of the box. */
export const turnsWhatFollows = (words: string): boolean => denies.test(words)

/** `times` behind a number. */
export const calculatesBefore = (words: string): boolean => /(?:^| )(?:times|multiplied by|divided by|over)$/.test(words)

const raises =
  /^(?:squared|cubed|factorial|recurring|repeating|choose|to the power|and (?:a|one|three) (?:half|quarter|third|quarters))(?: |$)/
const bounds =
  /^(?:or (?:more|less|fewer|greater|higher|lower|above|below|over|under|so|larger|smaller|bigger|whatever|anything|something|another|any)|at most|less$)(?: |$)/

/** `squared`, `and a half` behind a number. */
export const turnsNumber = (words: string): boolean => raises.test(words)

/** `or more`, `at most` behind the box. A scale (`million`) may be the unit that the question asks for. */
export const turnsWhatPrecedes = (words: string): boolean => bounds.test(words)

const operations = /^(?:plus|minus|times|divided by|multiplied by)$/
const ranges = /^(?:over|mod|modulo|to|through|until|(?:more|less|fewer|greater|larger|smaller) than)$/

/** `plus`, `divided by` before a number, also behind what is counted. */
export const calculates = (words: string): boolean => operations.test(words)

/** `plus`, `to`, `more than` before a number, right behind the box. */
export const joinsNumber = (words: string): boolean => operations.test(words) || ranges.test(words)

const fillers: ReadonlySet<string> = new Set(['alternatively', 'else', 'even', 'maybe', 'perhaps', 'possibly', 'probably'])

const isFiller = (word: string): boolean => fillers.has(word) || isArticle(word)

/** `or maybe`, `and`, `oder`, 或 at the end of the words. */
export function joinerAtEnd(words: string): 'and' | 'or' | undefined {
  const spoken = words.split(' ')
  let last = spoken.length - 1
  while (last > 0 && isFiller(spoken[last] as string)) last--
  return connective(spoken[last] as string)
}

/** The words are a joiner with nothing but fillers behind it. */
export function joinerOf(words: string): 'and' | 'or' | undefined {
  const [first = '', ...rest] = words.split(' ')
  return rest.every(isFiller) ? connective(first) : undefined
}
