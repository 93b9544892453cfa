import type { Span } from '../source/span.ts'
import { closingBrace } from './box.ts'
import { isBlank, isCapital, isDigit, isLetter } from './characters.ts'

/**
 * How far does an announced answer reach?
 *
 *     The answer is 3.5 cm, which is about $\frac{7}{2}$. I hope it is correct.
 *                   ^^^^^^
 *
 * To the end of its sentence or line: decimal points, abbreviations and full stops inside formulas do not end it. Then
 * what only comments on it is cut off. All functions look at a stretch of bounded length.
 */

/** Tags that dress what they hold. */
const formats = /^<(?:b|br|em|i|strong|u)>/

/** Answers in prose are shorter. */
export const longestSentence = 2000

/** The end of the sentence that starts at `start`, at most `to`. */
export function sentenceEnd(text: string, start: number, to: number): number {
  const stop = Math.min(to, start + longestSentence)
  for (let at = start; at < stop; ) {
    const code = text.charCodeAt(at)
    switch (code) {
      case 0x24: // $
      case 0x5c: // \( \[
        at = mathEnd(text, at, stop)
        break
      case 0x7b: {
        const close = closingBrace(text, at, stop)
        at = close < 0 ? at + 1 : close + 1
        break
      }
      case 0x0a:
      case 0x0d:
      case 0x3002: // 。
      case 0xff01: // ！
      case 0xff1f: // ？
        return at
      case 0x2e:
        if (endsSentence(text, at, start, stop)) return at
        at++
        break
      case 0x21: // ! may be a factorial
      case 0x3f:
        if (isBlank(text.charCodeAt(at + 1)) && isCapital(text.charCodeAt(at + 2)) && isLetter(text.charCodeAt(at + 3))) return at
        at++
        break
      case 0x3c:
        if (beginsTag(text, at) && !(at === start && formats.test(text.slice(at, at + 9)))) return at
        at++
        break
      default:
        at++
    }
  }
  return stop
}

/** Behind the math span or the escaped character at `at`; the next character when there is no span. */
export function mathEnd(text: string, at: number, stop: number): number {
  if (text.charCodeAt(at) === 0x24) {
    const double = text.charCodeAt(at + 1) === 0x24
    const from = double ? at + 2 : at + 1
    for (let i = from; i < stop; i++) {
      const code = text.charCodeAt(i)
      if (code === 0x5c) i++
      else if (code === 0x24 && !double && opensNext(text, i)) break
      else if (code === 0x24) return double && text.charCodeAt(i + 1) === 0x24 ? i + 2 : i + 1
      else if (code === 0x0a && isLineEmpty(text, i + 1)) break
    }
    return from
  }
  const next = text.charCodeAt(at + 1)
  if (next !== 0x28 && next !== 0x5b) return at + 2
  const close = next === 0x28 ? 0x29 : 0x5d
  for (let i = at + 2; i + 1 < stop; i++) {
    if (text.charCodeAt(i) !== 0x5c) continue
    if (text.charCodeAt(i + 1) === close) return i + 2
    i++
  }
  return at + 2
}

/** A dollar behind a blank and before a letter, digit or command opens something: `$105 in all, so $105`. */
function opensNext(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  return isBlank(text.charCodeAt(at - 1)) && (isLetter(next) || isDigit(next) || next === 0x5c)
}

/** Whether a formula opens in `[start, end)` and does not close there. A dollar before a number may be money. */
export function hasOpenFormula(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (code !== 0x24 && code !== 0x5c) {
      at++
      continue
    }
    const next = text.charCodeAt(at + 1)
    const stop = mathEnd(text, at, end)
    const opener = code === 0x24 ? (next === 0x24 ? 2 : 1) : next === 0x28 || next === 0x5b ? 2 : 0
    if (opener > 0 && stop - at <= opener && !isMoney(text, at, end)) return true
    at = stop
  }
  return false
}

/** A dollar before a number that ends its sentence or has a word behind it, or behind a number (`30 $.`). */
function isMoney(text: string, at: number, end: number): boolean {
  const before = text.charCodeAt(at - 1) === 0x20 ? at - 2 : at - 1
  if (isDigit(text.charCodeAt(before)) && !isDigit(text.charCodeAt(at + 1)) && text.charCodeAt(at + 1) !== 0x5c) return true
  const i = numeralEnd(text, at + 1, end)
  const code = text.charCodeAt(i)
  return i > at + 1 && (i >= end || code === 0x2e || code === 0x2c || (code === 0x20 && isLetter(text.charCodeAt(i + 1))))
}

/** Behind the digits from `at` on with what stands inside the number, at most `end`. */
export function numeralEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && (isDigit(text.charCodeAt(i)) || isInsideNumber(text, i))) i++
  return i
}

/** A point, comma or slash between two digits. */
function isInsideNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code === 0x2e || code === 0x2c || code === 0x2f) && isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at - 1))
}

export function isLineEmpty(text: string, at: number): boolean {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x0a) return true
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return false
  }
  return true
}

/** Words that carry a full stop. ASCII lower case, sorted. */
const abbreviations: ReadonlySet<string> = new Set([
  'approx',
  'ca',
  'cf',
  'cu',
  'dr',
  'e.g',
  'eq',
  'fig',
  'i.e',
  'mr',
  'mrs',
  'no',
  'resp',
  'sq',
  'st',
  'vs',
])

function endsSentence(text: string, at: number, start: number, stop: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at + 1)
  if (at + 1 >= stop) return !text.startsWith('...', at - 2)
  if (isDigit(after) || after === 0x2e || before === 0x2e || after === 0x2c) return false
  if (isBlank(after)) return !abbreviations.has(wordBefore(text, at, start))
  if (isCapital(after))
    return isLetter(text.charCodeAt(at + 2)) && (isDigit(before) || before === 0x24 || before === 0x29 || before === 0x7d)
  if (isLetter(after)) return false
  return after !== 0x7d && after !== 0x5c && after !== 0x5e && after !== 0x5f
}

function wordBefore(text: string, at: number, start: number): string {
  let i = at
  while (i > start && (isLetter(text.charCodeAt(i - 1)) || text.charCodeAt(i - 1) === 0x2e)) i--
  let word = ''
  for (let k = i; k < at; k++) word += isCapital(text.charCodeAt(k)) ? String.fromCharCode(text.charCodeAt(k) + 32) : text[k]
  return word
}

/** `<|im_end|>`, `</answer>`, `<eoa>`, `<br>`: no relation sign. */
function beginsTag(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  if (next === 0x7c || next === 0x2f) return true
  if (!isLetter(next)) return false
  for (let i = at + 1; i < at + 20; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x3e) return true
    if (!isLetter(code) && code !== 0x5f) return false
  }
  return false
}

/** Whether the sentence is closed: by a full stop or mark, or by a formula. */
export function isTerminated(text: string, sentence: Span): boolean {
  const after = text.charCodeAt(sentence.end)
  const last = text.charCodeAt(sentence.end - 1)
  return after === 0x2e || after === 0x3002 || after === 0xff01 || last === 0x21 || last === 0x24 || last === 0x5d || last === 0x29
}
