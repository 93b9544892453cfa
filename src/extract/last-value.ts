import type { Span } from '../source/span.ts'
import { wanting } from './broken-off.ts'
import { isBlank, isCapital, isDigit, isLetter, lettersEnd, lowerAscii } from './characters.ts'
import { tidy } from './edges.ts'
import { numeralEnd } from './sentence.ts'
import { leadingAnswer, readsLikeValue, refine, wordsOf } from './stated.ts'

/**
 * The value that a sentence of prose comes to without a formula.
 *
 *     So the shape is (D).      There are **12** apples.      80 - 30 = 50 degrees      No, it is not.
 *                     ^^^                   ^^                          ^^^^^^^^^^      ^^
 */

/** "…, which is choice C", "So A is correct", "the shape is (D)". */
export function lastChoice(text: string, sentence: Span): Span | undefined {
  const tail = refine(text, sentence.start, sentence.end)
  let start = tail.start
  for (const noun of ['choice ', 'option ', 'Choice ', 'Option ']) if (text.startsWith(noun, start)) start += noun.length
  if (tail.start > sentence.start && isChoice(text, start, tail.end)) return { start, end: tail.end }
  const only = chosen(text, sentence) ?? onlyChoice(text, sentence)
  if (only !== undefined) return only
  let at = conclusionEnd(text, sentence)
  while (at < sentence.end && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0x2c)) at++
  let end = at
  while (end < sentence.end && !isBlank(text.charCodeAt(end))) end++
  const isSubject = text.startsWith(' is the ', end) || text.startsWith(' is correct', end)
  if (!isSubject) return undefined
  if (isChoice(text, at, end) || isNumber(text, at, end)) return { start: at, end }
  return undefined
}

/** "I choose D" */
function chosen(text: string, sentence: Span): Span | undefined {
  const { start, end } = tidy(text, sentence.start, sentence.end)
  const letter = end - 1
  return isCapital(text.charCodeAt(letter)) && choosing.test(text.slice(start, letter)) ? { start: letter, end } : undefined
}
const choosing =
  /^(?:So |Therefore,? |Thus,? |Hence,? )?(?:I|we|We) (?:would |will |'ll )?(?:choose|chose|pick|select)(?: the)?(?: answer| choice| option)? $/

/** ASCII lower case, sorted. */
export const conclusions: ReadonlySet<string> = new Set(['consequently', 'finally', 'hence', 'only', 'so', 'therefore', 'thus'])

/** Behind "So" or "Therefore" at the beginning of the sentence; its start when there is none. */
export function conclusionEnd(text: string, sentence: Span): number {
  const end = lettersEnd(text, sentence.start, sentence.end)
  return conclusions.has(lowerAscii(text.slice(sentence.start, end))) ? end : sentence.start
}

/** The one `(B)` of the sentence. */
function onlyChoice(text: string, sentence: Span): Span | undefined {
  let found: Span | undefined
  for (let at = sentence.start; at + 3 <= sentence.end; at++) {
    if (text.charCodeAt(at) === 0x5c) {
      at++
      continue
    }
    if (!isChoice(text, at, at + 3) || !isBlank(text.charCodeAt(at - 1))) continue
    if (found !== undefined) return undefined
    found = { start: at, end: at + 3 }
  }
  return found
}

/** `B`, `(B)`. */
function isChoice(text: string, start: number, end: number): boolean {
  const bracket = text.charCodeAt(start) === 0x28
  const letter = bracket ? start + 1 : start
  return isCapital(text.charCodeAt(letter)) && end === letter + (bracket ? 2 : 1) && (!bracket || text.charCodeAt(end - 1) === 0x29)
}

const isNumber = (text: string, start: number, end: number): boolean => end > start && numeralEnd(text, start, end) === end

/** A value that the sentence holds without a formula. */
export function plainValue(text: string, sentence: Span): Span | undefined {
  if (hasMarkup(text, sentence)) return undefined
  const bold = boldOf(text, sentence)
  if (bold !== undefined) return bold
  const whole = tidy(text, bulletEnd(text, sentence.start), sentence.end)
  const refined = refine(text, sentence.start, sentence.end)
  const isRefined = refined.start > whole.start && readsLikeValue(text, refined.start, refined.end)
  if (!isRefined && isShort(text, whole, startsLine(text, sentence.start))) return whole
  const stated = leadingAnswer(text, whole.start, whole.end)
  if (!isRefined && stated.end < whole.end && isShort(text, stated, false)) return stated
  const word = firstWord(text, whole)
  if (word !== undefined) return word
  const equals = lastEquals(text, sentence)
  if (equals >= 0 && !(isRefined && refined.start > equals)) {
    const tail = leadingAnswer(text, equals, sentence.end)
    if (tail.end > tail.start + 1 || isDigit(text.charCodeAt(tail.start))) {
      if (readsLikeValue(text, tail.start, tail.end)) return tail
    }
  }
  return isRefined ? refined : undefined
}

/** Tags, environments and calls: not prose. */
function hasMarkup(text: string, sentence: Span): boolean {
  const view = text.slice(sentence.start, sentence.end)
  for (let at = view.indexOf('<'); at >= 0; at = view.indexOf('<', at + 1)) {
    const next = view.charCodeAt(at + 1)
    if (isLetter(next) || next === 0x2f) return true
  }
  return view.indexOf('\\begin') >= 0 || view.indexOf('\\end') >= 0 || view.indexOf('()') >= 0 || view.indexOf("('") >= 0
}

function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const code = text.charCodeAt(i)
    if (code === 0x0a) return true
    if (code !== 0x20) return false
  }
  return true
}

/** The last `**…**`. */
function boldOf(text: string, sentence: Span): Span | undefined {
  const view = text.slice(sentence.start, sentence.end)
  const close = view.lastIndexOf('**')
  const open = close < 2 ? -1 : view.lastIndexOf('**', close - 1)
  const behind = view.charCodeAt(close + 2)
  const heads = view.charCodeAt(close - 1) === 0x3a || behind === 0x3a || behind === 0xff1a || view.charCodeAt(close - 1) === 0xff1a
  if (open < 0 || close - open > 60 || heads) return undefined
  const span = tidy(text, sentence.start + open + 2, sentence.start + close)
  return span.end > span.start && isShort(text, span, true) ? span : undefined
}

function bulletEnd(text: string, start: number): number {
  const code = text.charCodeAt(start)
  const bullet = (code === 0x2d || code === 0x2022 || code === 0x2a || code === 0x3e) && text.charCodeAt(start + 1) === 0x20
  return bullet ? start + 2 : start
}

const shortAnswer = 80

/** Short: a value with at most three words, or one or two words that stand alone in their line. */
function isShort(text: string, span: Span, alone: boolean): boolean {
  if (span.end === span.start || span.end - span.start > shortAnswer) return false
  let words = 0
  let value = false
  for (let at = span.start; at < span.end; ) {
    const code = text.charCodeAt(at)
    if (!isLetter(code)) {
      if (code === 0x3f || code === 0x3a || code === 0x3c || code === 0x21) return false
      if (isDigit(code) || code === 0x24 || code === 0x5c || code === 0x221e || code === 0x2205) value = true
      if (code > 0x2fff && code < 0xff00) words += 0.4
      at++
      continue
    }
    const start = at
    while (at < span.end && isLetter(text.charCodeAt(at))) at++
    if (at - start > 1 && text.charCodeAt(start - 1) !== 0x5c) {
      if (start === span.start && (wanting.has(lowerAscii(text.slice(start, at))) || conclusions.has(lowerAscii(text.slice(start, at)))))
        return false
      words++
    } else if (isCapital(code)) value = true
  }
  return (value && words <= (alone ? 3 : 1)) || (alone && words > 0 && words <= 2)
}

/** "No, it is not possible" says no. */
function firstWord(text: string, span: Span): Span | undefined {
  const end = lettersEnd(text, span.start, span.end)
  const word = lowerAscii(text.slice(span.start, Math.min(end, span.start + 8)))
  const mark = text.charCodeAt(end)
  const answers = word === 'yes' || word === 'no' || word === 'true' || word === 'false'
  return answers && (mark === 0x2c || mark === 0x2e || mark === 0x21) ? { start: span.start, end } : undefined
}

/** Behind the last `=` or `≈`; -1 when there is none. */
function lastEquals(text: string, sentence: Span): number {
  for (let at = sentence.end - 1; at >= sentence.start; at--) {
    const code = text.charCodeAt(at)
    if (code === 0x3d || code === 0x2248) return at + 1
  }
  return -1
}

const shortSentence = 14
const longestNumber = 40

/** The number of a short sentence that holds no other: "She has 5 apples left." */
export function onlyNumber(text: string, sentence: Span): Span | undefined {
  if (sentence.end - sentence.start > 200 || hasMarkup(text, sentence) || wordsOf(text, sentence) > shortSentence) return undefined
  let found: Span | undefined
  for (let at = sentence.start; at < sentence.end; ) {
    const code = text.charCodeAt(at)
    if (!isDigit(code)) {
      at++
      continue
    }
    const before = text.charCodeAt(at - 1)
    const signed = before === 0x2d && !isDigit(text.charCodeAt(at - 2)) && !isLetter(text.charCodeAt(at - 2))
    const start = signed || before === 0x24 ? at - 1 : at
    at = numeralEnd(text, at, sentence.end)
    if (isLetter(before) || before === 0x5f || before === 0x5e || found !== undefined || at - start > longestNumber) return undefined
    found = { start, end: text.charCodeAt(at) === 0x25 ? at + 1 : at }
  }
  return found
}
