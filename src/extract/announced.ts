import type { Span } from '../source/span.ts'
import { blankness } from './blank.ts'
import { isBlank, isCapital, isColon, isDigit, isLetter, lettersEnd, lowerAscii } from './characters.ts'
import { tidy } from './edges.ts'
import { beginsWithName } from './name.ts'
import { guess } from './prose.ts'
import { sentenceEnd } from './sentence.ts'
import { refine, wordsOf } from './stated.ts'

/**
 * What is announced behind "the answer is"?
 *
 *     A, since …     x = 1 ⏎ y = 2     "12", "unit": "cm"     in simplest form
 *     ^              ^^^^^^^^^^^^^      ^^                     nothing
 */

/** Where the content begins. */
export interface Link {
  readonly end: number
  /** The noun was a JSON key. */
  readonly json: boolean
}

/** Words behind the link that show that no answer follows: "the answer is in simplest form". ASCII lower case, sorted. */
const denials: ReadonlySet<string> = new Set([
  'based',
  'boxed',
  'close',
  'closest',
  'correct',
  'different',
  'expressed',
  'found',
  'given',
  'in',
  'incorrect',
  'obtained',
  'provided',
  'supposed',
  'that',
  'valid',
  'what',
  'wrong',
])
/** Words that only lead to the answer. Sorted. */
const fillers: ReadonlySet<string> = new Set([
  'about',
  'actually',
  'approximately',
  'certainly',
  'clearly',
  'definitely',
  'exactly',
  'hence',
  'indeed',
  'just',
  'probably',
  'simply',
  'still',
  'surely',
  'then',
  'therefore',
  'thus',
])

export function readAnnounced(text: string, link: Link, choiceOnly: boolean, to: number): Span | undefined {
  let at = skipWrapping(text, link.end, to)
  if (at >= to) return { start: to, end: to }
  if (link.json) return jsonValue(text, at, to)
  const block = codeBlock(text, at, to)
  if (block !== undefined) return block
  for (;;) {
    const end = lettersEnd(text, at, to)
    if (end === at) break
    if (text.startsWith('for sure ', at)) {
      at += 9
      continue
    }
    const word = lowerAscii(text.slice(at, end))
    if (fillers.has(word)) {
      at = skipWrapping(text, end, to)
      continue
    }
    if (denials.has(word) && (end >= to || (isBlank(text.charCodeAt(end)) && word !== 'that'))) return undefined
    break
  }
  if (choiceOnly) {
    const end = choiceEnd(text, at, to)
    return end < 0 ? undefined : { start: at, end }
  }
  const choice = lonelyChoice(text, at, to)
  if (choice > 0) return { start: at, end: choice }
  const end = labelledEnd(text, at, to)
  const span = refine(text, at, end)
  const last = lastOfSolution(text, link, at, end, span, to)
  if (last !== undefined) return last
  return span.start === span.end || blankness(text, span.start, span.end) === 'empty' ? tidy(text, at, end) : span
}

/**
 * A heading ("【答案】", "**Answer**") may stand over a whole solution instead of an answer: then what its end gives counts.
 * `undefined` when the first sentence gives a value, or when nothing follows it.
 */
function lastOfSolution(text: string, link: Link, at: number, end: number, first: Span, to: number): Span | undefined {
  const below = lineBreakBetween(text, link.end, at)
  if (!below || to - end < 3 || !(first.start > at || wordsOf(text, first) > 4)) return undefined
  const found = guess(text, at, to)
  return found === undefined || found === 'broken' ? undefined : found.span
}

function lineBreakBetween(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 0x0a) return true
  return false
}

/** Blanks, line breaks, emphasis and a second colon before the content. */
function skipWrapping(text: string, from: number, to: number): number {
  let at = from
  while (at < to) {
    const code = text.charCodeAt(at)
    const skips = isBlank(code) || code === 0x2a || isColon(code) || code === 0x3011 || code === 0x7d
    if (!skips) break
    at++
  }
  return at
}

/** What a fence of code begins with when it holds an answer rather than a program. */
const plainFences: ReadonlySet<string> = new Set(['', 'latex', 'math', 'output', 'plaintext', 'tex', 'text', 'txt'])

/** The inside of a closed fence of code that begins here. */
function codeBlock(text: string, at: number, to: number): Span | undefined {
  if (!text.startsWith('```', at)) return undefined
  const line = text.indexOf('\n', at)
  const close = line < 0 ? -1 : text.indexOf('```', line)
  if (close < 0 || close + 3 > to || !plainFences.has(lowerAscii(text.slice(at + 3, Math.min(line, at + 20)).trim()))) return undefined
  return tidy(text, line + 1, close)
}

/** `"answer": "\\frac12"`, `"answer": 5,` */
function jsonValue(text: string, at: number, to: number): Span {
  if (text.charCodeAt(at) === 0x22) {
    for (let i = at + 1; i < to; i++) {
      const code = text.charCodeAt(i)
      if (code === 0x5c) i++
      else if (code === 0x22) return { start: at + 1, end: i }
    }
    return { start: at + 1, end: to }
  }
  let depth = 0
  let end = at
  for (; end < to; end++) {
    const code = text.charCodeAt(end)
    if (code === 0x5b) depth++
    else if (code === 0x5d) depth--
    else if (code === 0x0a || code === 0x7d || (code === 0x2c && depth <= 0)) break
  }
  return { start: at, end }
}

/** `B`, `(B)`, `B.`, `**B`: where the letters of a choice end, or -1. Several letters may follow each other. */
function choiceEnd(text: string, start: number, to: number): number {
  let at = start
  const bracket = text.charCodeAt(at) === 0x28 || text.charCodeAt(at) === 0xff08
  if (bracket) at++
  const first = at
  while (at < to && isCapital(text.charCodeAt(at))) at++
  if (at === first || at - first > 6) return -1
  const after = text.charCodeAt(at)
  if (bracket) return after === 0x29 || after === 0xff09 ? at + 1 : -1
  return isLetter(after) || isDigit(after) || (isBlank(after) && isLetter(text.charCodeAt(at + 1))) ? -1 : at
}

/**
 * A letter with a reason or a restated option behind it: "D, it doesn't make sense for it to be A", "(C), which has …",
 * "B. Because". A list (`A, B`), a product and a formula are left to the sentence. 0 when it is none.
 */
function lonelyChoice(text: string, start: number, to: number): number {
  const bracket = text.charCodeAt(start) === 0x28
  const letter = start + (bracket ? 1 : 0)
  if (!isCapital(text.charCodeAt(letter)) || (bracket && text.charCodeAt(letter + 1) !== 0x29)) return 0
  const end = letter + (bracket ? 2 : 1)
  const mark = text.charCodeAt(end)
  if (mark === 0x20 && (text.startsWith('not ', end + 1) || text.startsWith('non ', end + 1))) return end
  if (mark !== 0x2c && mark !== 0x2e) return 0
  let next = end + 1
  while (next < to && text.charCodeAt(next) === 0x20) next++
  if (next === end + 1 || next >= to) return 0
  const stop = lettersEnd(text, next, to)
  if (stop - next < 2) return 0
  const word = text.slice(next, stop)
  return word === 'and' || word === 'or' ? 0 : end
}

/** A part label or a name with `=` at the start lets the content run over the lines that also begin with one. */
function labelledEnd(text: string, start: number, to: number): number {
  let end = sentenceEnd(text, start, to)
  if (isChoiceWithValue(text, start, end, to)) return sentenceEnd(text, end + 1, to)
  if (beginsWithName(text, start, end)) {
    while (beginsWithName(text, end + 1, Math.min(to, end + 60))) end = sentenceEnd(text, end + 1, to)
    return end
  }
  if (!beginsWithLabel(text, start)) return end
  // `1. 5 ⏎ 2. 6`: the full stop ends the label, where a second one follows.
  if (text.charCodeAt(end) === 0x2e && text.slice(start, end) === '1') {
    const line = sentenceEnd(text, end + 1, to)
    if (!text.startsWith('2. ', behindStops(text, line, to))) return end
    end = line
  }
  for (let parts = 0; parts < 20; parts++) {
    const next = behindStops(text, end, to)
    if (!beginsWithLabel(text, next)) break
    end = sentenceEnd(text, next, to)
    // A label with a full stop is none of a sentence.
    if (text.charCodeAt(end) === 0x2e && end - next < 3) end = sentenceEnd(text, end + 1, to)
  }
  return end
}

function behindStops(text: string, from: number, to: number): number {
  let at = from
  while (at < to && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0x2e)) at++
  return at
}

/** `A. 12 cm`: the full stop behind the letter does not end the sentence when a value follows. */
function isChoiceWithValue(text: string, start: number, end: number, to: number): boolean {
  if (end !== start + 1 || !isCapital(text.charCodeAt(start)) || text.charCodeAt(end) !== 0x2e || end + 2 >= to) return false
  const value = text.charCodeAt(end + 2)
  return text.charCodeAt(end + 1) === 0x20 && (isDigit(value) || value === 0x24 || value === 0x5c || value === 0x2d)
}

function beginsWithLabel(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code >= 0x2460 && code <= 0x2473) return true
  const bracket = code === 0x28 || code === 0xff08
  let i = bracket ? at + 1 : at
  const first = i
  while (isDigit(text.charCodeAt(i)) || (bracket && isLetter(text.charCodeAt(i)))) i++
  if (i === first || i - first > 3) return false
  const close = text.charCodeAt(i)
  if (bracket) return (close === 0x29 || close === 0xff09) && !isCapital(text.charCodeAt(first)) && text.charCodeAt(i + 1) !== 0x2c
  return (close === 0x2e || close === 0x29) && isBlank(text.charCodeAt(i + 1))
}
