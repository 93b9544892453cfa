import type { Span } from '../source/span.ts'
import { blankness } from './blank.ts'
import { isDigit, isLetter, lettersEnd } from './characters.ts'
import { tidy } from './edges.ts'
import { readGlue } from './glue.ts'
import { isTerminated, mathEnd } from './sentence.ts'
import { wordsOf } from './stated.ts'

/**
 * The formula that a sentence of prose comes to.
 *
 *     Hence the area of $ABC$ is $\frac{25}{2}$ when $r = 5$.      so $x$ is $3$ or $4$
 *                                 ^^^^^^^^^^^^                               ^^^^^^^^^^
 *
 * The last one, or the one behind the last verb; what follows a condition does not count, names are no values, and
 * formulas that are listed beside it belong to it.
 */
export interface LastFormula {
  readonly span: Span
  readonly parts: readonly Span[]
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
export function lastFormula(text: string, sentence: Span): LastFormula | undefined {
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
      const stop = lettersEnd(text, at, sentence.end)
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
  if (!isTerminated(text, sentence) && wordsOf(text, { start: last.end, end: sentence.end }) > 2) return undefined
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
  return { span: parts.length === 1 ? single : { start: head.start, end: last.end }, parts }
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
    } else if (
      code !== 0x5f &&
      code !== 0x7b &&
      code !== 0x7d &&
      code !== 0x27 &&
      code !== 0x28 &&
      code !== 0x29 &&
      code !== 0x7c &&
      code !== 0x20
    )
      return false
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
