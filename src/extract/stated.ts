import type { Span } from '../source/span.ts'
import { blanksEnd, isBlank, isCjk, isDigit, isLetter, lettersEnd } from './characters.ts'
import { tidy } from './edges.ts'
import { mathEnd, numeralEnd } from './sentence.ts'

/**
 * What does a sentence state?
 *
 *     $5$ square units of area       x = 3, since …       The largest $n$ is 34
 *     ^^^^^^^^^^^^^^^^               ^^^^^                                    ^^
 *
 * The answer stands at its beginning, with a unit behind it and comments cut off, or behind its last verb. Alternatives
 * and lists are never cut: `$5$ or $6$` is one answer.
 */

/** Words that begin a comment on the answer, wherever they stand in the sentence. Sorted. */
const comments: ReadonlySet<string> = new Set(['assuming', 'because', 'since'])
/** The same, behind a comma. Sorted. */
const commentsAfterComma: ReadonlySet<string> = new Set([
  'as',
  'because',
  'given',
  'it',
  'not',
  'rounded',
  'since',
  'so',
  'the',
  'there',
  'they',
  'this',
  'though',
  'we',
  'which',
  'while',
  'whose',
])
/** Words behind a formula that do not belong to it. Sorted. */
const detached: ReadonlySet<string> = new Set([
  'also',
  'and',
  'are',
  'as',
  'at',
  'because',
  'but',
  'by',
  'can',
  'corresponds',
  'for',
  'from',
  'given',
  'has',
  'have',
  'if',
  'in',
  'is',
  'of',
  'on',
  'or',
  'since',
  'so',
  'that',
  'the',
  'then',
  'this',
  'to',
  'was',
  'we',
  'when',
  'where',
  'which',
  'with',
])

/**
 * The answer at the beginning of `[start, end)`, which is one sentence.
 *
 *     $5$ square units of area       x = 3, since …       D, which includes both
 *     ^^^^^^^^^^^^^^^^               ^^^^^                ^
 */
export function leadingAnswer(text: string, start: number, end: number): Span {
  const math = mathLength(text, start, end)
  return tidy(text, start, math > 0 ? afterMath(text, start + math, end) : cutComment(text, start, end))
}

/** Length of the math span that starts at `start`, or 0. */
function mathLength(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start)
  const next = text.charCodeAt(start + 1)
  if (code !== 0x24 && !(code === 0x5c && (next === 0x28 || next === 0x5b))) return 0
  const close = mathEnd(text, start, end)
  const opener = code === 0x24 && next !== 0x24 ? 1 : 2
  return close - start > opener ? close - start : 0
}

/** Behind a formula follow more formulas joined by commas and connectives, and a few words for the unit. */
function afterMath(text: string, from: number, end: number): number {
  let kept = from
  let words = 0
  for (let at = from; at < end; ) {
    const code = text.charCodeAt(at)
    const math = mathLength(text, at, end)
    if (math > 0) {
      at += math
      kept = at
      words = 0
      continue
    }
    if (isLetter(code)) {
      const stop = lettersEnd(text, at, end)
      const written = text.slice(at, stop)
      if (written === 'and' || written === 'or') {
        const next = blanksEnd(text, stop, end)
        if (mathLength(text, next, end) === 0) return kept
        at = next
        continue
      }
      if (written === 'where' && declares(text, stop, end)) return end
      if (detached.has(written)) return kept
      words++
      if (words > 4) return kept
      at = stop
      kept = at
      continue
    }
    if (isCjk(code)) {
      words++
      if (words > 6) return kept
      at++
      kept = at
      continue
    }
    if (code === 0x2c || code === 0xff0c || code === 0x3001 || code === 0x3b) {
      const next = blanksEnd(text, at + 1, end)
      const joins =
        text.startsWith('where ', next) || text.startsWith('and ', next) || text.startsWith('or ', next) || mathLength(text, next, end) > 0
      if (!joins) return kept
      at = next
      continue
    }
    if (code === 0x28 || code === 0xff08) return kept
    at++
    if (!isBlank(code)) kept = at
  }
  return kept
}

/** Whether a remark that begins with "where" says from which set a parameter is: then it belongs to the answer. */
function declares(text: string, start: number, end: number): boolean {
  const remark = text.slice(start, end)
  return remark.indexOf('\\in') >= 0 || remark.indexOf('∈') >= 0 || remark.indexOf('integer') >= 0
}

/** Words that begin a comment in brackets. Sorted. */
const commentsInBrackets: ReadonlySet<string> = new Set(['approx', 'approximately', 'assuming', 'because', 'rounded', 'see', 'since'])

/** Where a comment begins in plain text. Formulas and groups are stepped over. */
function cutComment(text: string, start: number, end: number): number {
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (code === 0x24 || code === 0x5c) {
      at = mathEnd(text, at, end)
      continue
    }
    if (isLetter(code) && at > start) {
      const stop = lettersEnd(text, at, end)
      const written = text.slice(at, stop)
      const before = text.charCodeAt(at - 1)
      const afterComma = isBlank(before) && text.charCodeAt(at - 2) === 0x2c
      if (isBlank(before) && (comments.has(written) || (afterComma && commentsAfterComma.has(written)))) return at
      if (before === 0x28 && commentsInBrackets.has(written)) return at - 1
      if (afterComma && written === 'where' && !declares(text, stop, end)) return at
      at = stop
      continue
    }
    at++
  }
  return end
}

/** Verbs between a subject and its value. */
const copulas: ReadonlySet<string> = new Set(['are', 'be', 'equal', 'equals', 'gives', 'is', 'was'])
const cjkCopulas: readonly string[] = ['应该是', '应该为', '分别是', '分别为', '等于', '得到', '应为', '是', '为', '得', '有']

/**
 * A sentence that holds the answer: what stands behind its last verb, when that is short.
 *
 *     The largest $n$ is 34.        每份应该是 $\frac25$ 吨        it would decrease
 *                        ^^                    ^^^^^^^^^^^         ^^^^^^^^^^^^^^^^^
 */
export function refine(text: string, start: number, end: number): Span {
  const math = mathLength(text, start, end)
  const whole = leadingAnswer(text, start, end)
  let words = 0
  let ideographs = 0
  let best = -1
  const stated = math > 0 ? end : cutComment(text, start, end)
  for (let at = start; at < stated; ) {
    const code = text.charCodeAt(at)
    if (code === 0x24 || code === 0x5c) {
      at = mathEnd(text, at, end)
      continue
    }
    if (isLetter(code)) {
      const stop = lettersEnd(text, at, end)
      const written = text.slice(at, stop)
      if (words > 0 && (copulas.has(written) || (written === 's' && isItS(text, at)))) best = stop
      if (stop - at > 1) words++
      at = stop
      continue
    }
    if (isCjk(code)) {
      const verb = cjkCopulas.find(copula => text.startsWith(copula, at))
      if (verb !== undefined && ideographs > 0) {
        best = at + verb.length
        at = best
        ideographs++
        continue
      }
      ideographs++
    }
    at++
  }
  if (best < 0) return onlyValue(text, whole) ?? whole
  let next = best
  while (next < end && (isBlank(text.charCodeAt(next)) || text.charCodeAt(next) === 0x3a || text.charCodeAt(next) === 0xff1a)) next++
  if (text.startsWith('to ', next)) next += 3
  if (next >= end) return whole
  const tail = leadingAnswer(text, next, end)
  return tail.end > tail.start && readsLikeValue(text, tail.start, tail.end) ? { start: tail.start, end: numberEnd(text, tail) } : whole
}

/** Words behind a number that lead away from it: "5 values *of* n". Sorted. */
const leadingAway: ReadonlySet<string> = new Set(['for', 'if', 'of', 'than', 'that', 'when', 'where', 'which'])

/** Where an answer that begins with a number stops speaking of it. */
function numberEnd(text: string, span: Span): number {
  if (!isDigit(text.charCodeAt(span.start))) return span.end
  for (let at = span.start; at < span.end; ) {
    const code = text.charCodeAt(at)
    if (code === 0x24 || code === 0x5c) {
      at = mathEnd(text, at, span.end)
      continue
    }
    if (!isLetter(code)) {
      at++
      continue
    }
    const stop = lettersEnd(text, at, span.end)
    if (leadingAway.has(text.slice(at, stop)) && !text.startsWith('out ', at - 4)) return tidy(text, span.start, at).end
    at = stop
  }
  return span.end
}

/** "it's 5", "that's 5". */
const isItS = (text: string, at: number): boolean =>
  text.charCodeAt(at - 1) === 0x27 && (text.startsWith('it', at - 3) || text.startsWith('It', at - 3) || text.startsWith('hat', at - 4))

/** Words that make a number in a sentence something else than its answer. Sorted. */
const qualifying: ReadonlySet<string> = new Set([
  'Option',
  'Part',
  'Step',
  'above',
  'at',
  'below',
  'between',
  'fewer',
  'least',
  'less',
  'more',
  'most',
  'no',
  'not',
  'option',
  'or',
  'over',
  'part',
  'step',
  'than',
  'under',
])

/** The one number or formula of a sentence without a verb that we know: "Jane started growing Sphere 3 hours ago". */
function onlyValue(text: string, sentence: Span): Span | undefined {
  let words = 0
  let value: Span | undefined
  for (let at = sentence.start; at < sentence.end; ) {
    const code = text.charCodeAt(at)
    const math = mathLength(text, at, sentence.end)
    if (math > 0 || isDigit(code)) {
      const before = text.charCodeAt(at - 1)
      if (value !== undefined || isLetter(before) || before === 0x5f || before === 0x5e) return undefined
      const stop = math === 0 ? numeralEnd(text, at, sentence.end) : at + math
      const signed = before === 0x2d || before === 0x24
      if (signed || (stop < sentence.end && !isBlank(text.charCodeAt(stop)) && text.charCodeAt(stop) !== 0x2c)) return undefined
      value = { start: at, end: stop }
      at = stop
      continue
    }
    if (isLetter(code)) {
      const stop = lettersEnd(text, at, sentence.end)
      if (qualifying.has(text.slice(at, stop))) return undefined
      if (stop - at > 1) words++
      at = stop
      continue
    }
    if (code === 0x5c || code > 0x7f) return undefined
    at++
  }
  return value !== undefined && words >= 5 ? tidy(text, value.start, value.end) : undefined
}

/** A formula, a digit, or a letter that stands alone: not `a`, nor `A` or `I` before a word. */
const valued = /[$\\\d]|(?:^|[^A-Za-z])(?!a(?![A-Za-z])|[AI] .[A-Za-z])[A-Za-z](?![A-Za-z])/

/** Short, with a number, a formula or a single letter, and hardly any words. */
export const readsLikeValue = (text: string, start: number, end: number): boolean =>
  valued.test(text.slice(start, end)) && wordsOf(text, { start, end }) <= 4

/** Words of prose in the span: formulas and single letters do not count, two ideographs do as one. */
export function wordsOf(text: string, span: Span): number {
  let words = 0
  for (let at = span.start; at < span.end; ) {
    const code = text.charCodeAt(at)
    if (code === 0x24 || code === 0x5c) {
      at = mathEnd(text, at, span.end)
      continue
    }
    if (isLetter(code)) {
      const stop = lettersEnd(text, at, span.end)
      if (stop - at > 1) words++
      at = stop
      continue
    }
    if (isCjk(code)) words += 0.5
    at++
  }
  return words
}
