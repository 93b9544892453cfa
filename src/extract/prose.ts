import type { Span } from '../source/span.ts'
import { blankness } from './blank.ts'
import { isBlank, isDigit, isLetter, lowerAscii } from './characters.ts'
import { tidy } from './edges.ts'
import { readGlue } from './glue.ts'
import { isLineEmpty, leadingAnswer, mathEnd, readsLikeValue, refine, sentenceEnd } from './sentence.ts'

/**
 * Nothing is marked as the answer: what would a reader take?
 *
 *     … Hence the area is $\frac{25}{2}$ when $r = 5$.      So 19 - 7 = 12 more triangles.
 *                          ^^^^^^^^^^^^                                ^^^^^^^^^^^^^^^^^
 *
 * The sentences of the last few lines are read from the end. The last one gives its formula, its bold part, what stands
 * behind its last equals sign or verb, or itself when it is as short as an answer. Otherwise the last formula in the
 * sentences before it is taken, or the last number in it. This is a guess, and the rules say so (`last-math`, `bare`).
 */
export interface Guess {
  readonly rule: 'last-math' | 'bare'
  readonly span: Span
  readonly parts: readonly Span[]
}

/** A formula further from the end belongs to the work, not to the answer. */
const tailLength = 700
const sentencesBack = 4

export function guess(text: string, from: number, to: number): Guess | undefined {
  let end = tidy(text, Math.max(from, to - 4 * tailLength), to).end
  while (end < to && text.charCodeAt(end) === 0x2a) end++
  const sentences = sentencesOf(text, tailStart(text, from, end), end)
  const last = sentences[sentences.length - 1]
  if (last === undefined) return undefined
  const math = formulaOf(text, last)
  if (math !== undefined) return math
  const value = plainValue(text, last)
  if (value !== undefined) return bare(text, value)
  for (let i = sentences.length - 2; i >= 0 && i >= sentences.length - 1 - sentencesBack; i--) {
    const sentence = sentences[i]
    const before = sentence === undefined ? undefined : formulaOf(text, sentence)
    if (before !== undefined) return before
  }
  const number = lastNumber(text, last)
  return number === undefined ? undefined : bare(text, number)
}

function bare(text: string, span: Span): Guess | undefined {
  return blankness(text, span.start, span.end) === undefined ? { rule: 'bare', span, parts: [span] } : undefined
}

/** The start of a paragraph or else of a line in the tail, so that dollars pair up. */
function tailStart(text: string, from: number, end: number): number {
  const earliest = Math.max(from, end - tailLength)
  if (earliest === from) return from
  let line = -1
  for (let at = earliest; at < end; at++) {
    if (text.charCodeAt(at) !== 0x0a) continue
    if (isLineEmpty(text, at + 1)) return at + 1
    if (line < 0) line = at + 1
  }
  return line < 0 ? earliest : line
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

interface Formula extends Span {
  readonly innerStart: number
  readonly innerEnd: number
}

/** Words before a condition. Sorted. */
const conditions: ReadonlySet<string> = new Set([
  'as',
  'because',
  'for',
  'given',
  'if',
  'provided',
  'since',
  'when',
  'where',
  'whenever',
  'while',
  'with',
])
const verbs: ReadonlySet<string> = new Set(['are', 'be', 'becomes', 'equals', 'get', 'gives', 'is', 'obtain'])

/** The formula that a sentence ends in, with those that are listed beside it. */
function formulaOf(text: string, sentence: Span): Guess | undefined {
  const formulas: Formula[] = []
  let chosen = -1
  let afterVerb = false
  for (let at = sentence.start; at < sentence.end; ) {
    const code = text.charCodeAt(at)
    if (code === 0x24 || code === 0x5c) {
      const stop = mathEnd(text, at, sentence.end)
      const width = code === 0x24 && text.charCodeAt(at + 1) !== 0x24 ? 1 : 2
      const next = text.charCodeAt(at + 1)
      const isSpan = stop - at > 2 * width && (code === 0x24 || next === 0x28 || next === 0x5b)
      if (isSpan) {
        const inner = tidy(text, at + width, stop - width)
        if (inner.end > inner.start && blankness(text, inner.start, inner.end) === undefined && !isName(text, inner)) {
          formulas.push({ start: at, end: stop, innerStart: inner.start, innerEnd: inner.end })
          if (afterVerb || chosen < 0 || formulas.length - 1 === chosen + 1) chosen = formulas.length - 1
          afterVerb = false
        }
      }
      at = stop
      continue
    }
    if (isLetter(code)) {
      let stop = at
      while (stop < sentence.end && isLetter(text.charCodeAt(stop))) stop++
      const word = text.slice(at, stop)
      if (formulas.length > 0 && conditions.has(word)) break
      afterVerb = verbs.has(word)
      at = stop
      continue
    }
    if (code === 0x2c && formulas.length > 0 && text.startsWith(' which', at + 1)) break
    at++
  }
  const last = formulas[chosen]
  if (last === undefined) return undefined
  let first = chosen
  for (; first > 0; first--) {
    const before = formulas[first - 1]
    const after = formulas[first]
    if (before === undefined || after === undefined) break
    const glue = readGlue(text, before.end, after.start)
    if (glue === undefined || !glue.lists) break
  }
  const parts = formulas.slice(first, chosen + 1).map(formula => ({ start: formula.innerStart, end: formula.innerEnd }))
  const head = formulas[first]
  const single = parts[0]
  if (head === undefined || single === undefined) return undefined
  return { rule: 'last-math', span: parts.length === 1 ? single : { start: head.start, end: last.end }, parts }
}

/** `n`, `x_1`, `ABC`, `\triangle ABC`: names what is spoken of, and is no value. */
function isName(text: string, span: Span): boolean {
  if (span.end - span.start > 24) return false
  let lettersSeen = false
  for (let at = span.start; at < span.end; ) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) {
      let stop = at + 1
      while (isLetter(text.charCodeAt(stop))) stop++
      if (!namingCommands.has(text.slice(at + 1, stop))) return false
      at = stop
      lettersSeen = true
      continue
    }
    if (isLetter(code)) lettersSeen = true
    else if (isDigit(code)) {
      const before = text.charCodeAt(at - 1)
      if (before !== 0x5f && before !== 0x7b) return false
    } else if (code !== 0x5f && code !== 0x7b && code !== 0x7d && code !== 0x27 && code !== 0x20) return false
    at++
  }
  return lettersSeen
}

/** Sorted. */
const namingCommands: ReadonlySet<string> = new Set([
  'alpha',
  'angle',
  'beta',
  'gamma',
  'lambda',
  'mathrm',
  'mu',
  'omega',
  'overline',
  'prime',
  'theta',
  'triangle',
  'vec',
])

/** A value that the sentence holds without a formula. */
function plainValue(text: string, sentence: Span): Span | undefined {
  if (text.charCodeAt(sentence.start) === 0x23) return undefined
  const bold = boldOf(text, sentence)
  if (bold !== undefined) return bold
  const whole = tidy(text, bulletEnd(text, sentence.start), sentence.end)
  if (isShort(text, whole)) return whole
  const word = firstWord(text, whole)
  if (word !== undefined) return word
  const equals = lastEquals(text, sentence)
  if (equals >= 0) {
    const tail = leadingAnswer(text, equals, sentence.end)
    if (tail.end > tail.start && readsLikeValue(text, tail.start, tail.end)) return tail
  }
  const refined = refine(text, sentence.start, sentence.end)
  return refined.start > whole.start && readsLikeValue(text, refined.start, refined.end) ? refined : undefined
}

/** The last `**…**`. */
function boldOf(text: string, sentence: Span): Span | undefined {
  const view = text.slice(sentence.start, sentence.end)
  const close = view.lastIndexOf('**')
  const open = close < 2 ? -1 : view.lastIndexOf('**', close - 1)
  if (open < 0 || close - open > 60 || open === close) return undefined
  const span = tidy(text, sentence.start + open + 2, sentence.start + close)
  return span.end > span.start && view.charCodeAt(close - 1) !== 0x3a && isShort(text, span) ? span : undefined
}

function bulletEnd(text: string, start: number): number {
  const code = text.charCodeAt(start)
  const bullet = (code === 0x2d || code === 0x2022 || code === 0x2a || code === 0x3e) && text.charCodeAt(start + 1) === 0x20
  return bullet ? start + 2 : start
}

const shortAnswer = 80

/** Short, with at most three words and no end of a sentence inside. */
function isShort(text: string, span: Span): boolean {
  if (span.end === span.start || span.end - span.start > shortAnswer) return false
  let words = 0
  for (let at = span.start; at < span.end; ) {
    if (!isLetter(text.charCodeAt(at))) {
      const code = text.charCodeAt(at)
      if (code === 0x3f || code === 0x3a || code === 0x3c) return false
      if (code > 0x2fff && code < 0xff00) words += 0.4
      at++
      continue
    }
    const start = at
    while (at < span.end && isLetter(text.charCodeAt(at))) at++
    if (at - start > 1 && text.charCodeAt(start - 1) !== 0x5c) words++
  }
  return words <= 3
}

/** "No, it is not possible" says no. */
function firstWord(text: string, span: Span): Span | undefined {
  let end = span.start
  while (end < span.end && isLetter(text.charCodeAt(end))) end++
  const word = lowerAscii(text.slice(span.start, Math.min(end, span.start + 8)))
  const mark = text.charCodeAt(end)
  const answers = word === 'yes' || word === 'no' || word === 'true' || word === 'false'
  return answers && (mark === 0x2c || mark === 0x2e || mark === 0x21) ? { start: span.start, end } : undefined
}

/** Behind the last `=`, `≈` or arrow; -1 when there is none. */
function lastEquals(text: string, sentence: Span): number {
  for (let at = sentence.end - 1; at >= sentence.start; at--) {
    const code = text.charCodeAt(at)
    if (code === 0x3d || code === 0x2248) return at + 1
  }
  return -1
}

/** The last number that stands on its own. */
function lastNumber(text: string, sentence: Span): Span | undefined {
  if (text.charCodeAt(sentence.start) === 0x23) return undefined
  let found: Span | undefined
  for (let at = sentence.start; at < sentence.end; ) {
    const code = text.charCodeAt(at)
    if (!isDigit(code)) {
      at++
      continue
    }
    const before = text.charCodeAt(at - 1)
    const start = before === 0x2d && !isDigit(text.charCodeAt(at - 2)) && !isLetter(text.charCodeAt(at - 2)) ? at - 1 : at
    while (at < sentence.end && (isDigit(text.charCodeAt(at)) || isInsideNumber(text, at))) at++
    if (!isLetter(before)) found = { start, end: text.charCodeAt(at) === 0x25 ? at + 1 : at }
  }
  return found
}

function isInsideNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code === 0x2e || code === 0x2c || code === 0x2f) && isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at - 1))
}
