import type { Span } from '../source/span.ts'
import { closingBrace } from './box.ts'
import { isBlank, isDigit, isLetter, lettersEnd } from './characters.ts'
import { cjkWords, connectives, glueWord, partTitleEnd, turns } from './glue-words.ts'
import { readLabel } from './label.ts'
import { readName } from './name.ts'

/**
 * What stands between two boxes: glue, or prose?
 *
 *     \boxed{64}\text{ cm} , and  (2)   y  =  $\boxed{3}
 *               unit       list   label name  delimiter
 *
 * Glue is commas, "and" and "or", math delimiters, blanks and line breaks, a unit behind a box, and a part label or a
 * name with `=` before the next one. Boxes with only glue between them are one list; anything else is prose, and the
 * list begins after it. A full stop is glue only where a label follows: `(1) \boxed{3}. (2) \boxed{5}.`
 */
export interface Glue {
  /** A comma, "and" or the like stands there: the writer means a list, not the same box again. */
  readonly lists: boolean
  /** The label and the name that belong to the next box. */
  readonly label?: Span
  readonly name?: Span
}

/** Longer runs of glue are not written by people. */
export const longestGlue = 240

type Token = 'space' | 'list' | 'unit' | 'stop' | 'label' | 'name' | 'for'
interface Read {
  readonly token: Token
  readonly end: number
  /** Where the label or name itself begins and ends. */
  readonly contentStart?: number
  readonly contentEnd?: number
}

/** The glue in `[start, end)`, or `undefined` when it holds prose. */
export function readGlue(text: string, start: number, end: number): Glue | undefined {
  if (end - start > longestGlue) return undefined
  let lists = false
  let stopped = false
  let aboutPart = false
  let label: Span | undefined
  let name: Span | undefined
  for (let at = start; at < end; ) {
    const read = readToken(text, at, end)
    if (read === undefined) return undefined
    switch (read.token) {
      case 'space':
        break
      case 'unit':
        if (stopped || label !== undefined || name !== undefined) return undefined
        break
      case 'stop':
        stopped = true
        break
      case 'for':
        aboutPart = true
        break
      case 'list':
        // "… for part (a) and": the label belongs to the box before.
        if (name !== undefined || (label !== undefined && !aboutPart)) return undefined
        label = undefined
        aboutPart = false
        lists = true
        break
      case 'label':
        if (name !== undefined || label !== undefined) return undefined
        label = { start: read.contentStart ?? at, end: read.contentEnd ?? read.end }
        break
      case 'name':
        if (name !== undefined) return undefined
        name = { start: at, end: read.contentEnd ?? read.end }
        break
    }
    at = read.end
  }
  if (stopped && label === undefined) return undefined
  return { lists, ...(label === undefined ? {} : { label }), ...(name === undefined ? {} : { name }) }
}

/**
 * The label and name that stand directly before the box at `start`, which is the first of its list.
 *
 *     … so (1) $x = $ \boxed{3}
 *          ^^^  ^
 */
export function readLead(text: string, from: number, start: number): Pick<Glue, 'label' | 'name'> {
  const earliest = Math.max(from, start - 40)
  let best: Pick<Glue, 'label' | 'name'> = {}
  for (let at = start - 1; at >= earliest; at--) {
    const before = text.charCodeAt(at - 1)
    const boundary =
      at === from ||
      isBlank(before) ||
      before === 0x24 ||
      before === 0x28 ||
      before === 0x5b ||
      before === 0x7b ||
      before === 0x2a ||
      before > 0x7f
    if (!boundary || isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0x7d) continue
    const glue = readGlue(text, at, start)
    if (glue === undefined) continue
    if (glue.lists) break
    if (glue.label !== undefined || glue.name !== undefined) best = glue
  }
  return best
}

function readToken(text: string, at: number, end: number): Read | undefined {
  const code = text.charCodeAt(at)
  if (isBlank(code)) return one('space', at)
  switch (code) {
    case 0x24: // $
    case 0x26: // &
    case 0x2a: // *
    case 0x7e: // ~
      return one('space', at)
    case 0x2c: // ,
    case 0x3b: // ;
    case 0x3001: // 、
    case 0xff0c: // ，
    case 0xff1b: // ；
      return one('list', at)
    case 0x2e: // .
    case 0x3002: // 。
      return one('stop', at)
    case 0x2d: // - as a bullet
    case 0x2022: // •
      return bullet(text, at) ? one('space', at) : undefined
    case 0x25: // %
    case 0xb0: // °
    case 0x2103: // ℃
    case 0x33a1: // ㎡
    case 0xb2: // ²
    case 0xb3: // ³
      return one('unit', at)
    case 0x5e: // ^
      return exponent(text, at, end)
    case 0x28: // (
    case 0xff08: // （
      return nameToken(text, at, end) ?? labelToken(text, at, end)
    case 0x5c: // backslash
      return command(text, at, end)
    default:
      break
  }
  return nameToken(text, at, end) ?? labelToken(text, at, end) ?? word(text, at, end)
}

const one = (token: Token, at: number): Read => ({ token, end: at + 1 })

function nameToken(text: string, at: number, end: number): Read | undefined {
  const name = readName(text, at, end)
  return name === undefined ? undefined : { token: 'name', ...name }
}

function labelToken(text: string, at: number, end: number): Read | undefined {
  const label = readLabel(text, at, end)
  return label === undefined ? undefined : { token: 'label', end: label.end, contentStart: label.start, contentEnd: label.contentEnd }
}

/** A dash at the start of a line with a blank behind it. */
function bullet(text: string, at: number): boolean {
  if (!isBlank(text.charCodeAt(at + 1))) return false
  for (let i = at - 1; i >= 0; i--) {
    const code = text.charCodeAt(i)
    if (code === 0x0a) return true
    if (!isBlank(code)) return false
  }
  return true
}

/** `^2`, `^{2}`, `^\circ` behind a unit or a box. */
function exponent(text: string, at: number, end: number): Read | undefined {
  const next = text.charCodeAt(at + 1)
  if (isDigit(next)) return { token: 'unit', end: at + 2 }
  if (text.startsWith('\\circ', at + 1)) return { token: 'unit', end: at + 6 }
  if (next !== 0x7b) return undefined
  const close = closingBrace(text, at + 1, end)
  return close < 0 || close > at + 12 ? undefined : { token: 'unit', end: close + 1 }
}

const spacing = new Set(['displaystyle', 'hfill', 'hspace', 'newline', 'par', 'qquad', 'quad', 'thinspace'])
const textual = new Set(['mathbf', 'mathrm', 'mbox', 'operatorname', 'text', 'textbf', 'textit', 'textrm'])

function command(text: string, at: number, end: number): Read | undefined {
  const next = text.charCodeAt(at + 1)
  if (at + 1 >= end) return one('space', at)
  if (!isLetter(next)) {
    if (next === 0x25) return { token: 'unit', end: at + 2 }
    if (next === 0x7b || next === 0x7d) return undefined
    return { token: 'space', end: next === 0x5c ? lineBreakEnd(text, at + 2, end) : at + 2 }
  }
  const i = lettersEnd(text, at + 1, end)
  const name = text.slice(at + 1, i)
  if (spacing.has(name)) return { token: 'space', end: groupEnd(text, i, end) }
  if (name === 'begin' || name === 'end') return { token: 'space', end: groupEnd(text, i, end) }
  if (name === 'and' || name === 'or' || name === 'land' || name === 'lor' || name === 'wedge' || name === 'vee')
    return { token: 'list', end: i }
  if (name === 'circ' || name === 'degree') return { token: 'unit', end: i }
  if (textual.has(name) && text.charCodeAt(i) === 0x7b) {
    const close = closingBrace(text, i, end)
    if (close < 0) return undefined
    return nameToken(text, at, end) ?? textGroup(text, i + 1, close)
  }
  return nameToken(text, at, end)
}

/** Behind the length in `\\[4pt]`, when one stands at `at`. */
export function lineBreakEnd(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== 0x5b) return at
  const close = text.indexOf(']', at)
  const isLength = close > 0 && close < end && close - at < 8 && (isDigit(text.charCodeAt(at + 1)) || text.charCodeAt(at + 1) === 0x2d)
  return isLength ? close + 1 : at
}

/** Behind the group that begins at `at`, if one does. */
export function groupEnd(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== 0x7b) return at
  const close = closingBrace(text, at, end)
  return close < 0 ? at : close + 1
}

/** The inside of `\text{…}`: glue words, or one short word that serves as a unit. */
function textGroup(text: string, start: number, end: number): Read | undefined {
  let token: Token = 'space'
  let words = 0
  let unknown = 0
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (isLetter(code)) {
      const stop = lettersEnd(text, at, end)
      const written = text.slice(at, stop)
      if (turns.has(written)) return undefined
      const known = glueWord(written)
      if (known === undefined) unknown++
      else if (known === 'list') token = 'list'
      else if (known === 'for' && token === 'space') token = 'for'
      words++
      at = stop
      continue
    }
    const read = isBlank(code) || code === 0x7e ? one('space', at) : readToken(text, at, end)
    if (read === undefined || read.token === 'name') return undefined
    if (read.token === 'list') token = 'list'
    else if (read.token === 'unit' && token === 'space') token = 'unit'
    at = read.end
  }
  if (unknown > 0) {
    if (token === 'list' || words > 2 || end - start > 24) return undefined
    token = 'unit'
  }
  return { token, end: end + 1 }
}

function word(text: string, at: number, end: number): Read | undefined {
  const title = partTitleEnd(text, at)
  if (title >= 0 && title <= end) return { token: 'list', end: title }
  const code = text.charCodeAt(at)
  if (isLetter(code)) {
    const stop = lettersEnd(text, at, end)
    const token = glueWord(text.slice(at, stop))
    return token === undefined ? undefined : { token, end: stop }
  }
  if (code >= 0x400 && code < 0x500) {
    let stop = at
    while (stop < end && text.charCodeAt(stop) >= 0x400 && text.charCodeAt(stop) < 0x500) stop++
    return connectives.has(text.slice(at, stop)) ? { token: 'list', end: stop } : undefined
  }
  for (const [written, token] of cjkWords) if (text.startsWith(written, at)) return { token, end: at + written.length }
  return undefined
}
