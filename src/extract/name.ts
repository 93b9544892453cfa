import { isDigit, isLetter, lettersEnd } from './characters.ts'

export interface Name {
  /** Behind the equals sign. */
  readonly end: number
  /** Behind the name itself. */
  readonly contentEnd: number
}

/** Names are short. */
const longestName = 40

/**
 * `x =`, `a_1=`, `f(x) =`, `|AB|=`, `\angle ABC =`, `$x$ =`.
 *
 * Two runs of letters with only a blank between them are words, except behind a command.
 */
export function readName(text: string, start: number, end: number): Name | undefined {
  const stop = Math.min(end, start + longestName)
  let lettersSeen = false
  let blankAfterLetters = false
  let depth = 0
  let contentEnd = start
  for (let at = start; at < stop; ) {
    const code = text.charCodeAt(at)
    if (code === 0x3d) {
      if (!lettersSeen || text.charCodeAt(at + 1) === 0x3d) return undefined
      return { end: at + 1, contentEnd }
    }
    if (isLetter(code)) {
      if (blankAfterLetters) return undefined
      const after = lettersEnd(text, at, stop)
      if (after - at > 4) return undefined
      lettersSeen = true
      at = after
      contentEnd = at
      continue
    }
    if (code === 0x5c) {
      const next = text.charCodeAt(at + 1)
      if (isLetter(next)) {
        if (blankAfterLetters) return undefined
        const after = lettersEnd(text, at + 1, stop)
        if (isRelation(text.slice(at + 1, after))) return undefined
        lettersSeen = true
        at = after
        contentEnd = at
        // `\angle ABC`: the blank ends the command.
        while (at < stop && text.charCodeAt(at) === 0x20) at++
        continue
      }
      if (next !== 0x28 && next !== 0x29 && next !== 0x2c) return undefined
      at += 2
      continue
    }
    if (code === 0x20 || code === 0x24 || code === 0x26) {
      if (lettersSeen) blankAfterLetters = true
      at++
      continue
    }
    if (code === 0x28) depth++
    else if (code === 0x29) depth--
    if (code === 0x2c) {
      // Only inside a fence: `(x, y) =`.
      if (depth <= 0) return undefined
      blankAfterLetters = false
      at++
      while (at < stop && text.charCodeAt(at) === 0x20) at++
      continue
    }
    if (code >= 0x391 && code <= 0x3c9) lettersSeen = true
    else if (!isNameMark(code) && !(isDigit(code) && lettersSeen)) return undefined
    at++
    contentEnd = at
  }
  return undefined
}

/** Whether `x =`, `f(x) =` or the like stands at `start`. */
export const beginsWithName = (text: string, start: number, end: number): boolean => readName(text, start, end) !== undefined

/** Commands that are not part of a name. */
function isRelation(command: string): boolean {
  switch (command) {
    case 'Leftrightarrow':
    case 'Longrightarrow':
    case 'Rightarrow':
    case 'approx':
    case 'boxed':
    case 'cdot':
    case 'div':
    case 'fbox':
    case 'frac':
    case 'implies':
    case 'pm':
    case 'quad':
    case 'sqrt':
    case 'therefore':
    case 'times':
    case 'to':
      return true
    default:
      return false
  }
}

function isNameMark(code: number): boolean {
  switch (code) {
    case 0x27: // '
    case 0x28: // (
    case 0x29: // )
    case 0x5e: // ^
    case 0x5f: // _
    case 0x7b: // {
    case 0x7c: // |
    case 0x7d: // }
      return true
    default:
      return code === 0x2032 || code === 0x2220
  }
}
