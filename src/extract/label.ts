import { isBlank, isDigit, isLetter, lettersEnd } from './characters.ts'

/**
 * The label of a part, as it stands in front of a box.
 *
 *     (1)   （ii）   2)   3.   1、   IV.   a)   B:   ①
 */
export interface Label {
  /** Behind the mark that closes it. */
  readonly end: number
  /** The number or letter alone. */
  readonly start: number
  readonly contentEnd: number
}

/** A number or letter in brackets is short. */
const longestInBrackets = 3

/** The label that begins at `at`, if one does. */
export function readLabel(text: string, at: number, end: number): Label | undefined {
  const code = text.charCodeAt(at)
  if (code === 0x28 || code === 0xff08) return bracketed(text, at, end)
  if (code >= 0x2460 && code <= 0x2473) return { start: at, contentEnd: at + 1, end: behindMark(text, at + 1, end) }
  if (isDigit(code)) {
    let stop = at
    while (isDigit(text.charCodeAt(stop))) stop++
    return stop - at > 2 ? undefined : marked(text, at, stop, end)
  }
  if (!isLetter(code)) return undefined
  const stop = lettersEnd(text, at, end)
  if (stop === at + 1 && text.charCodeAt(stop) === 0x29) return { start: at, contentEnd: stop, end: behindMark(text, stop + 1, end) }
  return stop === at + 1 || isRoman(text.slice(at, stop)) ? marked(text, at, stop, end) : undefined
}

/** `(1)`, `(a)`, `(ii)`, `（1）`. */
function bracketed(text: string, at: number, end: number): Label | undefined {
  let stop = at + 1
  while (isLetter(text.charCodeAt(stop)) || isDigit(text.charCodeAt(stop))) stop++
  const close = text.charCodeAt(stop)
  const length = stop - at - 1
  if (length < 1 || length > longestInBrackets || stop >= end || (close !== 0x29 && close !== 0xff09)) return undefined
  return { start: at + 1, contentEnd: stop, end: behindMark(text, stop + 1, end) }
}

/** `1.`, `2)`, `1、`, `IV.`, `B:` with a blank, a formula or a command behind the mark. */
function marked(text: string, start: number, stop: number, end: number): Label | undefined {
  const mark = text.charCodeAt(stop)
  if (stop >= end || (mark !== 0x2e && mark !== 0x29 && mark !== 0x3001 && mark !== 0x3a && mark !== 0xff1a)) return undefined
  const next = text.charCodeAt(stop + 1)
  return isBlank(next) || next === 0x24 || next === 0x5c || next === 0x2a ? { start, contentEnd: stop, end: stop + 1 } : undefined
}

/** A colon or an enumeration comma behind a label belongs to it. */
function behindMark(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at)
  return at < end && (code === 0x3a || code === 0xff1a || code === 0x3001) ? at + 1 : at
}

/** The numbers of a few parts. */
const isRoman = (written: string): boolean => /^(?:i{1,3}|iv|vi{0,3}|I{1,3}|IV|VI{0,3})$/.test(written)
