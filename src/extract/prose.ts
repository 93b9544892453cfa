import type { Span } from '../source/span.ts'
import { blankness } from './blank.ts'
import { firstBoxStart } from './box.ts'
import { breaksOff, givesUp } from './broken-off.ts'
import { isBlank, isCapital, isCjk, isLetter, lettersEnd, lowerAscii } from './characters.ts'
import { tidy } from './edges.ts'
import { lastFormula } from './last-formula.ts'
import { conclusionEnd, conclusions, lastChoice, onlyNumber, plainValue } from './last-value.ts'
import { isLineEmpty, isTerminated, sentenceEnd } from './sentence.ts'
import { wordsOf } from './stated.ts'

/**
 * Nothing is marked as the answer: what would a reader take?
 *
 *     … Hence the area is $\frac{25}{2}$ when $r = 5$.      So 19 - 7 = 12 more triangles.
 *                          ^^^^^^^^^^^^                                ^^^^^^^^^^^^^^^^^
 *
 * The sentences of the last few lines are read from the end. The last one gives its formula, its bold part, what stands
 * behind its last equals sign or verb, or itself when it is as short as an answer. Otherwise the last formula in the
 * sentences before it is taken, or the last number in it. This is a guess, and the rules say so (`last-math`, `bare`);
 * rewards do not use it. A reader who sees that the text breaks off, or that the writer gives up, takes nothing.
 */
export interface Guess {
  readonly rule: 'last-math' | 'bare'
  readonly span: Span
  readonly parts: readonly Span[]
}

/** A formula further from the end belongs to the work, not to the answer. */
const tailLength = 700
const sentencesBack = 4
/** A response of one sentence this short is an answer in words. */
const longestOnly = 80

/** The guess in `[from, to)`; `broken` when the text breaks off. */
export function guess(text: string, from: number, to: number): Guess | 'broken' | undefined {
  const end = contentEnd(text, from, to)
  const start = tailStart(text, from, end)
  const sentences = sentencesOf(text, start, end)
  while (sentences.length > 1 && isFarewell(text, sentences[sentences.length - 1])) sentences.pop()
  const last = sentences[sentences.length - 1]
  if (last === undefined) return undefined
  if (breaksOff(text, start, last)) return 'broken'
  if (givesUp(text, last)) return undefined
  if (lineHasTag(text, last.end, start)) return undefined
  const conclusion = conclusionOf(text, last)
  const value = (conclusion === last ? undefined : readValue(text, conclusion)) ?? readValue(text, last)
  if (value !== undefined) return value
  if (sentences.length === 1 && start === from && last.end - last.start <= longestOnly) {
    const whole = tidy(text, last.start, last.end)
    if (isPlainWords(text, whole) || wordsOf(text, whole) === 0) return bare(text, whole)
  }
  const sole = sentences.length === 1 && start === from && last.end - last.start <= longestOnly
  if (!isTerminated(text, last)) return sole ? bare(text, announcedNumber(text, last)) : undefined
  const number = bare(text, onlyNumber(text, conclusion))
  if (number !== undefined && (conclusion !== last || conclusionEnd(text, last) > last.start)) return number
  for (let i = sentences.length - 2; i >= 0 && i >= sentences.length - 1 - sentencesBack; i--) {
    const sentence = sentences[i]
    if (sentence === undefined || givesUp(text, sentence)) return undefined
    const before = formula(text, sentence)
    if (before !== undefined) return before
  }
  return number
}

/** `Result: 8`: one line whose only number stands at its end, behind a colon or an equals sign. */
function announcedNumber(text: string, sentence: Span): Span | undefined {
  const number = onlyNumber(text, sentence)
  if (number === undefined || number.end < tidy(text, sentence.start, sentence.end).end) return undefined
  return /[:=] ?$/.test(text.slice(sentence.start, number.start)) ? number : undefined
}

const readValue = (text: string, sentence: Span): Guess | undefined =>
  bare(text, lastChoice(text, sentence)) ?? formula(text, sentence) ?? bare(text, plainValue(text, sentence))

/** Sorted. */
const numberWords: ReadonlySet<string> = new Set(['eight', 'five', 'four', 'nine', 'one', 'seven', 'six', 'ten', 'three', 'two', 'zero'])

/** Letters and what joins words: no code, and no numbers that a reader would have to pick out. */
function isPlainWords(text: string, span: Span): boolean {
  for (let at = span.start; at < span.end; at++) {
    const code = text.charCodeAt(at)
    if (isLetter(code) && !isLetter(text.charCodeAt(at - 1))) {
      const word = text.slice(at, Math.min(lettersEnd(text, at, span.end), at + 8))
      if (numberWords.has(lowerAscii(word))) return false
    }
    if (!isLetter(code) && code !== 0x20 && code !== 0x2c && code !== 0x2d && code !== 0x27 && code < 0xc0) return false
  }
  return true
}

/** What stands behind the last "therefore" or "so" of the sentence; the sentence itself when there is none. */
function conclusionOf(text: string, sentence: Span): Span {
  let start = -1
  for (let at = sentence.start; at < sentence.end; ) {
    const code = text.charCodeAt(at)
    if (!isLetter(code)) {
      const word = isCjk(code) ? cjkConclusions.find(conclusion => text.startsWith(conclusion, at)) : undefined
      if (word !== undefined) start = at + word.length
      at += word?.length ?? 1
      continue
    }
    const stop = lettersEnd(text, at, sentence.end)
    const begins = isCapital(text.charCodeAt(at)) || text.charCodeAt(at - 2) === 0x2c
    if (begins && at > sentence.start && isBlank(text.charCodeAt(at - 1)) && conclusions.has(lowerAscii(text.slice(at, stop)))) start = stop
    at = stop
  }
  while (start >= 0 && start < sentence.end && isBehindConclusion(text.charCodeAt(start))) start++
  return start < 0 || start >= sentence.end ? sentence : { start, end: sentence.end }
}

const isBehindConclusion = (code: number): boolean => isBlank(code) || code === 0x2c || code === 0xff0c

const cjkConclusions = ['综上', '所以', '因此', '故'] as const

/** How sentences begin that come after everything is said. Sorted. */
const farewells = ['Feel free', 'Hope this', 'I hope', 'If you have', 'Let me know', 'Please let me know', 'Thank you', 'This completes']

const isFarewell = (text: string, sentence: Span | undefined): boolean =>
  sentence !== undefined && farewells.some(farewell => text.startsWith(farewell, sentence.start))

/** Whether the text in `[from, to)` ends in the middle of something. */
export function isBrokenOff(text: string, from: number, to: number): boolean {
  const end = contentEnd(text, from, to)
  const start = tailStart(text, from, end)
  const sentences = sentencesOf(text, start, end)
  const last = sentences[sentences.length - 1]
  return last !== undefined && breaksOff(text, start, last)
}

function formula(text: string, sentence: Span): Guess | undefined {
  const last = lastFormula(text, sentence)
  return last === undefined ? undefined : { rule: 'last-math', ...last }
}

function bare(text: string, span: Span | undefined): Guess | undefined {
  if (span === undefined || blankness(text, span.start, span.end) !== undefined) return undefined
  // A box here is one that was passed over: it is denied, or only talked about.
  return firstBoxStart(text, span.start, span.end) < 0 ? { rule: 'bare', span, parts: [span] } : undefined
}

/** Whether the line that ends at `end` holds a tag. */
function lineHasTag(text: string, end: number, from: number): boolean {
  for (let at = end - 1; at >= from && text.charCodeAt(at) !== 0x0a; at--) {
    const next = text.charCodeAt(at + 1)
    if (text.charCodeAt(at) === 0x3c && (isLetter(next) || next === 0x2f)) return true
  }
  return false
}

/** The end of what was written, without blanks and special tokens. */
function contentEnd(text: string, from: number, to: number): number {
  let end = tidy(text, Math.max(from, to - 4 * tailLength), to).end
  while (end < to && !isBlank(text.charCodeAt(end)) && text.charCodeAt(end) !== 0x3c) end++
  return end
}

/** The start of a paragraph, or else of a line or a sentence, in the tail, so that dollars pair up. */
function tailStart(text: string, from: number, end: number): number {
  const earliest = Math.max(from, end - tailLength)
  if (earliest === from) return from
  let line = -1
  let sentence = -1
  for (let at = earliest; at < end; at++) {
    if (text.charCodeAt(at) === 0x2e && text.charCodeAt(at + 1) === 0x20 && isCapital(text.charCodeAt(at + 2)) && sentence < 0)
      sentence = at + 2
    if (text.charCodeAt(at) !== 0x0a) continue
    if (isLineEmpty(text, at + 1)) return at + 1
    if (line < 0) line = at + 1
  }
  return line >= 0 ? line : sentence >= 0 ? sentence : earliest
}

function sentencesOf(text: string, start: number, end: number): Span[] {
  const sentences: Span[] = []
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || code === 0x2e || code === 0x3002 || code === 0xff01 || code === 0xff1f) {
      at++
      continue
    }
    const stop = Math.max(sentenceEnd(text, at, end), at + 1)
    if (!isFence(text, at, stop)) sentences.push({ start: at, end: stop })
    at = stop
  }
  return sentences
}

/** A line of a code fence, or a rule. */
function isFence(text: string, start: number, end: number): boolean {
  if (text.startsWith('```', start)) return true
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code !== 0x2d && code !== 0x2a && code !== 0x5f && !isBlank(code)) return false
  }
  return true
}
