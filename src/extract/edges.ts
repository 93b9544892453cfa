import { eatenLetter } from '../latex/lexer/escapes.ts'
import { isKnownCommand } from '../latex/lexer/known-commands.ts'
import type { Span } from '../source/span.ts'
import { isBlank, isLetter } from './characters.ts'

/**
 * Take from the ends of an answer what is only wrapping.
 *
 *     ** "$x = 5$." **<|im_end|>   →   x = 5
 *
 * Blanks, Markdown emphasis, special tokens of chat templates, a closing full stop or comma, quotes and dollars in
 * pairs, and closers whose opener stands outside (`[Answer: 5]`). An exclamation mark stays: it may be a factorial.
 */
export function tidy(text: string, from: number, to: number): Span {
  let start = from
  let end = to
  const spare = spareClosers(text, start, end)
  for (;;) {
    while (start < end && isBlank(text.charCodeAt(start)) && eatenLetter(text, start, end, isKnownCommand) === undefined) start++
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--
    if (start === end || isStruckOut(text, start, end)) return { start, end }
    const token = tokenStart(text, start, end)
    if (token < end) {
      end = token
      continue
    }
    const after = tokenEnd(text, start, end)
    if (after > start) {
      start = after
      continue
    }
    const first = text.charCodeAt(start)
    const last = text.charCodeAt(end - 1)
    if (isTrailing(last) && !isEllipsis(text, end)) end--
    else if (first === 0x3a || first === 0xff1a || first === 0x2c || first === 0xff0c) start++
    else if ((first === 0x3d || first === 0x2248) && isBlank(text.charCodeAt(start + 1)) && end - start > 2) start++
    else if (last === 0x2a && text.charCodeAt(end - 2) !== 0x5e)
      end-- // the star of `T^*` is no emphasis
    else if (first === 0x2a && !isBoldStart(text, start, end)) start++
    else if (end - start > 1 && isPair(first, last) && !has(text, first, last, start + 1, end - 1)) {
      start++
      end--
    } else if (first === 0x5f && underlined.test(text.slice(start, end))) {
      const width = text.charCodeAt(start + 1) === 0x5f ? 2 : 1
      start += width
      end -= width
    } else if ((first === 0x24 || first === 0x5c) && isMathPair(text, start, end)) {
      start += 2
      end -= 2
    } else if (takeSpare(text, end, last, spare)) end -= last === 0x29 || last === 0x5d ? (text.charCodeAt(end - 2) === 0x5c ? 2 : 1) : 1
    else return { start, end }
  }
}

/** `**73**+1`: the bold part ends before the answer does, and belongs to it. */
const isBoldStart = (text: string, start: number, end: number): boolean =>
  text.charCodeAt(start + 1) === 0x2a && text.slice(start + 2, end).includes('**')

/** Emphasis by underscores; around a letter they may belong to a name. */
const underlined = /^(_{1,2})[^A-Za-z_][^_]{0,60}\1$/

/** `<del>5</del>`: the tags say that it is struck out, and are no wrapping. */
function isStruckOut(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) !== 0x3c || text.charCodeAt(end - 1) !== 0x3e) return false
  return ['del', 's', 'strike'].some(name => text.startsWith(`<${name}>`, start) && text.startsWith(`</${name}>`, end - name.length - 3))
}

function isTrailing(code: number): boolean {
  switch (code) {
    case 0x2c: // ,
    case 0x2e: // .
    case 0x3a: // :
    case 0x3b: // ;
    case 0x3001: // 、
    case 0x3002: // 。
    case 0xff0c: // ，
    case 0xff0e: // ．
    case 0xff1a: // ：
    case 0xff1b: // ；
    case 0x2705: // ✅
    case 0x2713: // ✓
    case 0x2714: // ✔
    case 0xfe0f: // the variation selector behind it
      return true
    default:
      return false
  }
}

/** Two or more full stops are dots, not the end of a sentence. */
const isEllipsis = (text: string, end: number): boolean => text.charCodeAt(end - 1) === 0x2e && text.charCodeAt(end - 2) === 0x2e

function isPair(first: number, last: number): boolean {
  switch (first) {
    case 0x22: // "
    case 0x24: // $
    case 0x27: // '
    case 0x60: // `
      return last === first
    case 0x201c: // “
      return last === 0x201d
    case 0x2018: // ‘
      return last === 0x2019
    case 0x300c: // 「
      return last === 0x300d
    default:
      return false
  }
}

function has(text: string, first: number, last: number, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if ((code === first || code === last) && text.charCodeAt(i - 1) !== 0x5c) return true
  }
  return false
}

/** `\(…\)`, `\[…\]` or `$$…$$` around the whole, with none of them inside. */
function isMathPair(text: string, start: number, end: number): boolean {
  if (end - start < 5) return false
  const open = text.slice(start, start + 2)
  const close = text.slice(end - 2, end)
  const inner = text.slice(start + 2, end - 2)
  if (open === '\\(' && close === '\\)') return inner.indexOf('\\)') < 0
  if (open === '\\[' && close === '\\]') return inner.indexOf('\\]') < 0
  return open === '$$' && close === '$$' && inner.indexOf('$') < 0
}

/** `<|im_end|>`, `<eoa>`, `</s>`, `<end_of_turn>` at the end: where it begins; `end` when there is none. */
function tokenStart(text: string, start: number, end: number): number {
  if (text.charCodeAt(end - 1) !== 0x3e) return end
  const earliest = Math.max(start, end - 30)
  for (let i = end - 2; i >= earliest; i--) {
    const code = text.charCodeAt(i)
    if (code === 0x3c) return i < end - 2 && !isBlank(text.charCodeAt(i + 1)) ? i : end
    if (isBlank(code)) return end
  }
  return end
}

/** The same at the start: where it ends; `start` when there is none. */
function tokenEnd(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== 0x3c) return start
  const next = text.charCodeAt(start + 1)
  if (next !== 0x7c && next !== 0x2f && !isLetter(next)) return start
  const latest = Math.min(end, start + 30)
  for (let i = start + 1; i < latest; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x3e) return i + 1
    if (isBlank(code) || code === 0x3c || code === 0x3d) return start
  }
  return start
}

/** How many closers at the end lack an opener: fences count together, so that `(1, 2]` keeps both. */
interface Spare {
  fences: number
  braces: number
  dollars: number
}

function spareClosers(text: string, start: number, end: number): Spare {
  // `]0,1]` opens with a bracket that is turned round.
  let fences = text.charCodeAt(start) === 0x5d ? -2 : 0
  let braces = 0
  let dollars = 0
  for (let i = start; i < end; i++) {
    switch (text.charCodeAt(i)) {
      case 0x28:
      case 0x5b:
        fences--
        break
      case 0x29:
      case 0x5d:
        fences++
        break
      case 0x7b:
        braces--
        break
      case 0x7d:
        braces++
        break
      case 0x24:
        dollars++
        break
    }
  }
  return { fences, braces, dollars: dollars & 1 }
}

function takeSpare(text: string, end: number, last: number, spare: Spare): boolean {
  switch (last) {
    case 0x29:
    case 0x5d:
      return spare.fences-- > 0
    case 0x7d:
      return text.charCodeAt(end - 2) !== 0x5c && spare.braces-- > 0
    case 0x24:
      return text.charCodeAt(end - 2) !== 0x5c && spare.dollars-- > 0
    default:
      return false
  }
}

/** The inside of a code fence that covers the whole span. */
export function unfenced(text: string, span: Span): Span {
  if (!text.startsWith('```', span.start) || span.end - span.start < 7 || !text.startsWith('```', span.end - 3)) return span
  let start = span.start + 3
  while (start < span.end && text.charCodeAt(start) !== 0x0a) start++
  return start >= span.end - 3 ? span : tidy(text, start, span.end - 3)
}
