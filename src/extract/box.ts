import { isBlank, isDigit, isLetter } from './characters.ts'

/**
 * Finding and reading a box.
 *
 *     so $\boxed{\frac{1}{2}}$ is …
 *         ^start ^contentStart
 *                          ^contentEnd, end is one more
 *
 * The last box stands near the end, so windows are searched from the end backwards, each eight times as wide as the one
 * before: a forward search in a short window is much faster than a backward search, and the widths add up to a constant
 * times the distance. Braces are matched as TeX does: a backslash takes the next character with it.
 */
export interface Box {
  readonly start: number
  readonly contentStart: number
  readonly contentEnd: number
  /** Just behind the whole construct. */
  readonly end: number
  /** `open` when the box is never closed, `long` when it is not closed within the longest answer. */
  readonly state: 'closed' | 'open' | 'long'
}

const firstWindow = 256
/** The first window behind a box that was just seen. */
export const nearWindow = 32
const windowGrowth = 8
/** Searched at once: windows would cost more than they save. */
const shortRange = 512

/**
 * The start of the last `\boxed` or `\fbox` that begins in `[from, to)`, or -1.
 *
 * @param near where the next box is expected to be close by, a smaller first window
 */
export function lastBoxStart(text: string, from: number, to: number, near: number = firstWindow): number {
  for (let width = to - from <= shortRange ? shortRange : near; ; width *= windowGrowth) {
    const start = Math.max(from, to - width)
    const window = text.slice(start, to)
    let last = -1
    for (let at = window.indexOf('\\boxed'); at >= 0; at = window.indexOf('\\boxed', at + 6)) last = at
    for (let at = window.indexOf('\\fbox', last + 1); at >= 0; at = window.indexOf('\\fbox', at + 5)) last = at
    if (last >= 0) return start + last
    if (start === from) return -1
  }
}

/** The start of the first box in `[from, to)`, or -1. */
export function firstBoxStart(text: string, from: number, to: number): number {
  const window = text.slice(from, to)
  const boxed = window.indexOf('\\boxed')
  const fbox = window.indexOf('\\fbox')
  const first = boxed < 0 ? fbox : fbox < 0 ? boxed : Math.min(boxed, fbox)
  return first < 0 ? -1 : from + first
}

/**
 * Read the box whose backslash is at `start`. `undefined` when it is only talked about ("in \boxed notation", "in
 * `\boxed{}`") or is another command (`\boxedsum`).
 *
 * @param limit the longest content that is followed to its end
 * @param to where the text ends for this purpose
 */
export function readBox(text: string, start: number, limit: number, to: number): Box | undefined {
  let at = start + (text.charCodeAt(start + 1) === 0x62 ? 6 : 5)
  if (isLetter(text.charCodeAt(at)) || isDenied(text, start)) return undefined
  while (isBlank(text.charCodeAt(at))) at++
  if (text.charCodeAt(at) === 0x7b) {
    const close = closingBrace(text, at, Math.min(to, at + limit + 2))
    if (close === at + 1 && isQuoted(text, start, close + 1)) return undefined
    if (close >= 0) return { start, contentStart: at + 1, contentEnd: close, end: close + 1, state: 'closed' }
    const slip = slippedBrace(text, at, Math.min(to, at + limit + 2), to)
    if (slip >= 0) return { start, contentStart: at + 1, contentEnd: slip, end: slip + 2, state: 'closed' }
    const state = at + limit + 2 < to ? 'long' : 'open'
    return { start, contentStart: at + 1, contentEnd: to, end: to, state }
  }
  const end = wordEnd(text, at, Math.min(to, at + limit, at + longestWord))
  return end < 0 ? undefined : { start, contentStart: at, contentEnd: end, end, state: 'closed' }
}

/**
 * A closing brace that was escaped by a slip: `\boxed{185\}`. It counts only with no `\{` of its own, in the box itself,
 * and with nothing behind it but math delimiters and a full stop. Gives its backslash, or -1.
 */
function slippedBrace(text: string, open: number, limit: number, to: number): number {
  let depth = 0
  let sets = 0
  for (let i = open; i + 1 < limit; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x7b) depth++
    else if (code === 0x7d) depth--
    if (code !== 0x5c) continue
    i++
    const next = text.charCodeAt(i)
    if (next === 0x7b) sets++
    else if (next === 0x7d && --sets < 0) return depth === 1 && isOnlyClosers(text, i + 1, to) ? i - 1 : -1
  }
  return -1
}

function isOnlyClosers(text: string, start: number, to: number): boolean {
  for (let i = start; i < to; i++) {
    const code = text.charCodeAt(i)
    const closes = isBlank(code) || code === 0x24 || code === 0x2e || code === 0x5c || code === 0x29 || code === 0x5d || code === 0x2a
    if (!closes) return false
  }
  return true
}

/** "It is not \boxed{2}": the box says what the answer is not. */
function isDenied(text: string, start: number): boolean {
  let at = start - 1
  while (at >= 0 && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0x24)) at--
  const before = text.slice(Math.max(0, at - 8), at + 1)
  return /(?:^|[^a-z])(?:not|never|not be)$|cannot be$|n['\u2019]t(?: be)?$/i.test(before)
}

/** `` `\boxed{}` ``, `"$\boxed{}$"`: an empty box in quotes. */
function isQuoted(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start - 1) === 0x24 && text.charCodeAt(end) === 0x24) return isQuoted(text, start - 1, end + 1)
  const before = text.charCodeAt(start - 1)
  const after = text.charCodeAt(end)
  return ((before === 0x60 || before === 0x22 || before === 0x27) && after === before) || (before === 0x201c && after === 0x201d)
}

export const specialOpen = '<|begin_of_box|>'
const specialClose = '<|end_of_box|>'

/** `<|begin_of_box|>…<|end_of_box|>`, as some vision models write a box. */
export function readSpecialBox(text: string, start: number, to: number): Box {
  const contentStart = start + specialOpen.length
  const close = text.indexOf(specialClose, contentStart)
  if (close < 0 || close > to) return { start, contentStart, contentEnd: to, end: to, state: 'open' }
  return { start, contentStart, contentEnd: close, end: close + specialClose.length, state: 'closed' }
}

/** The brace that closes the one at `open`, or -1 when there is none before `limit`. */
export function closingBrace(text: string, open: number, limit: number): number {
  const end = Math.min(limit, text.length)
  let depth = 0
  for (let i = open; i < end; i++) {
    switch (text.charCodeAt(i)) {
      case 0x5c: // \ takes the next character with it
        i++
        break
      case 0x7b:
        depth++
        break
      case 0x7d:
        depth--
        if (depth === 0) return i
        break
    }
  }
  return -1
}

/**
 * A box without braces holds one written word: a number, a command with its groups, a fence, or a single letter that stands alone.
 *
 *     $\boxed 5$   \boxed\frac{1}{2}.   \boxed(3,4)   \boxed A
 *
 * Gives the end of the word, or -1 when nothing like that follows: then the command is only talked about.
 */
function wordEnd(text: string, start: number, limit: number): number {
  const first = text.charCodeAt(start)
  const second = text.charCodeAt(start + 1)
  if (isLetter(first)) {
    let next = start + 1
    while (text.charCodeAt(next) === 0x20) next++
    const follows = text.charCodeAt(next)
    if (next > start + 1 ? isLetter(follows) || isDigit(follows) : isLetter(follows)) return -1
  } else if (!isDigit(first) && !(isSign(first) && isDigit(second)) && !(first === 0x5c && isLetter(second)) && first !== 0x28) {
    return -1
  }
  const stop = Math.min(limit, text.length)
  let depth = 0
  let at = start
  while (at < stop) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) {
      if (!isLetter(text.charCodeAt(at + 1))) break
      at += 2
      while (isLetter(text.charCodeAt(at))) at++
    } else if (code === 0x7b) {
      const close = closingBrace(text, at, stop)
      if (close < 0) break
      at = close + 1
    } else if (code === 0x28) {
      depth++
      at++
    } else if (code === 0x29) {
      if (depth === 0) break
      depth--
      at++
    } else if (isWordPart(text, at, code) || (depth > 0 && (code === 0x20 || code === 0x2c))) at++
    else break
  }
  return depth > 0 || at === start ? -1 : at
}

/** A longer word needs braces. */
const longestWord = 200

const isSign = (code: number): boolean => code === 0x2d || code === 0x2b || code === 0x2e

/** Letters, digits, operators; a separator only between digits. */
function isWordPart(text: string, at: number, code: number): boolean {
  if (isDigit(code) || isLetter(code)) return true
  switch (code) {
    case 0x21: // !
    case 0x25: // %
    case 0x27: // '
    case 0x2b: // +
    case 0x2d: // -
    case 0x2f: // /
    case 0x3d: // =
    case 0x5e: // ^
    case 0x5f: // _
    case 0xb0: // °
      return true
    case 0x2c: // ,
    case 0x2e: // .
      return isDigit(text.charCodeAt(at + 1))
    default:
      return false
  }
}
