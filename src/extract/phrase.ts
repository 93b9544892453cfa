import type { Span } from '../source/span.ts'
import { blankness } from './blank.ts'
import { isBlank, isCapital, isCjk, isDigit, isLetter, lowerAscii } from './characters.ts'
import { tidy } from './edges.ts'
import { beginsWithName } from './glue.ts'
import { type Phrases, phrases } from './phrases.ts'
import { guess } from './prose.ts'
import { mathEnd, refine, sentenceEnd, wordsOf } from './sentence.ts'

/**
 * The last announcement of a final answer.
 *
 *     Hence the final answer to part (b) is:  $\frac{1}{2}$ cm. I hope it is correct.
 *                     noun   remark      link ^ content     ^ end
 *
 * Nouns are searched in windows from the end; behind each, a link must follow in the same line. The last announcement
 * with a link counts, and an empty one is no reason to take an earlier one.
 */
export interface Announced {
  /** Start of the noun. */
  readonly start: number
  readonly contentStart: number
  readonly contentEnd: number
}

const rows: ReadonlyMap<string, readonly Phrases[]> = byNoun()
/** Literals only, longest first: linear. */
const nouns = new RegExp([...rows.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|'), 'g')
const longestNoun = 16

function byNoun(): Map<string, readonly Phrases[]> {
  const map = new Map<string, readonly Phrases[]>()
  for (const row of phrases) for (const noun of row.nouns) map.set(noun, [...(map.get(noun) ?? []), row])
  return map
}

const firstWindow = 1024
const windowGrowth = 8
/** Nouns without an answer behind them that are looked at before giving up. */
const patience = 200

/** The last announcement in `[from, to)`. */
export function lastAnnouncement(text: string, from: number, to: number): Announced | undefined {
  let end = to
  let tries = 0
  for (let width = firstWindow; ; width *= windowGrowth) {
    const start = Math.max(from, to - width)
    const hits = nounsIn(text, start, end)
    for (let i = hits.length - 1; i >= 0; i--) {
      const hit = hits[i]
      if (hit === undefined) continue
      const announced = readAnnouncement(text, hit.at, hit.noun, from, to)
      if (announced !== undefined) return announced
      if (++tries >= patience) return undefined
    }
    if (start === from) return undefined
    end = Math.min(to, start + longestNoun)
  }
}

interface Hit {
  readonly at: number
  readonly noun: string
}

function nounsIn(text: string, start: number, end: number): Hit[] {
  const window = text.slice(start, end)
  const hits: Hit[] = []
  nouns.lastIndex = 0
  for (let match = nouns.exec(window); match !== null; match = nouns.exec(window)) hits.push({ at: start + match.index, noun: match[0] })
  return hits
}

function readAnnouncement(text: string, at: number, noun: string, from: number, to: number): Announced | undefined {
  if (!standsAlone(text, at, noun, from)) return undefined
  for (const row of rows.get(noun) ?? []) {
    const link = linkEnd(text, at, at + noun.length, row, from, to)
    if (link === undefined) continue
    const content = readContent(text, link, row, at, to)
    if (content !== undefined) return content
  }
  return undefined
}

/** `answer` in `final_answer` and `finalAnswer`, not in `unanswered`; `答` not in `回答`. */
function standsAlone(text: string, at: number, noun: string, from: number): boolean {
  if (at === from) return true
  const before = text.charCodeAt(at - 1)
  const first = noun.charCodeAt(0)
  if (isLetter(before)) return isCapital(first) && !isCapital(before)
  if (noun.length === 1) return !isCjk(before)
  return first < 0x400 || first > 0x4ff || before < 0x400 || before > 0x4ff
}

interface Link {
  readonly end: number
  /** The noun was a JSON key. */
  readonly json: boolean
}

/** Where the content begins: behind the colon or the linking word, or on the line below a heading. */
function linkEnd(text: string, noun: number, behind: number, row: Phrases, from: number, to: number): Link | undefined {
  let at = behind
  if (text.startsWith('(s)', at)) at += 3
  else if (text.charCodeAt(at) === 0x73 && row.language === 'en') at++
  if (isLetter(text.charCodeAt(at)) && !isCjk(text.charCodeAt(behind - 1))) return undefined
  const quoted = text.charCodeAt(at) === 0x22
  let bracketed = false
  while (at < to && isWrapping(text.charCodeAt(at))) {
    if (text.charCodeAt(at) === 0x3011) bracketed = true
    at++
  }
  if (bracketed && !isColon(text.charCodeAt(at))) return row.choiceOnly === true ? undefined : { end: at, json: false }
  const direct = colonEnd(text, at)
  if (direct > 0) return { end: direct, json: quoted }
  const code = text.charCodeAt(at)
  if (code === 0x0a || code === 0x0d || (row.choiceOnly !== true && beginsMath(text, at))) {
    return isHeading(text, noun, from) && row.choiceOnly !== true ? { end: at, json: false } : undefined
  }
  const word = row.links.length > 0 ? linkingWord(text, at, to, row) : -1
  return word < 0 ? undefined : { end: word, json: false }
}

/** Emphasis, quotes and brackets between noun and link. */
function isWrapping(code: number): boolean {
  switch (code) {
    case 0x20:
    case 0x22: // "
    case 0x27: // '
    case 0x29: // )
    case 0x2a: // *
    case 0x5f: // _
    case 0x60: // `
    case 0x7d: // }
    case 0xa0:
    case 0x3000:
    case 0x3011: // 】
    case 0x300d: // 」
    case 0x300f: // 』
      return true
    default:
      return false
  }
}

const isColon = (code: number): boolean => code === 0x3a || code === 0xff1a

/** Behind a colon, an equals sign, an arrow or a dash; 0 when there is none. */
function colonEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (isColon(code)) return at + 1
  if (code === 0x3d) return text.charCodeAt(at + 1) === 0x3d ? 0 : at + 1
  if (code === 0x2192 || code === 0x2014 || code === 0x2013) return at + 1
  return code === 0x2d && text.charCodeAt(at + 1) === 0x3e ? at + 2 : 0
}

const beginsMath = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 0x24 || text.startsWith('\\(', at) || text.startsWith('\\[', at)

/** Words before the noun in a heading. ASCII lower case, sorted. */
const headingWords: ReadonlySet<string> = new Set(['boxed', 'correct', 'final', 'my', 'our', 'step', 'the', 'your'])

/** Only marks and a few known words stand before the noun in its line. */
function isHeading(text: string, noun: number, from: number): boolean {
  const earliest = Math.max(from, noun - 40)
  let at = noun - 1
  while (at >= earliest) {
    const code = text.charCodeAt(at)
    if (code === 0x0a || code === 0x0d) return true
    if (isLetter(code)) {
      let start = at
      while (start > earliest && isLetter(text.charCodeAt(start - 1))) start--
      if (!headingWords.has(lowerAscii(text.slice(start, at + 1)))) return false
      at = start - 1
      continue
    }
    if (code === 0x2e) return true
    at--
  }
  return at < from
}

const longestRemark = 90

/** Behind the linking word, or -1. A remark may stand before it if it begins with one of the row's qualifiers. */
function linkingWord(text: string, from: number, to: number, row: Phrases): number {
  const stop = Math.min(to, from + longestRemark)
  const ideographic = isCjk((row.nouns[0] ?? '').charCodeAt(0)) || row.language === 'th'
  if (ideographic) {
    let at = from
    for (const filler of ['应该', '应当', '就', '即', '便'])
      if (text.startsWith(filler, at) && !row.links.some(link => link !== '' && text.startsWith(link, at))) at += filler.length
    for (const link of row.links) if (text.startsWith(link, at)) return at + link.length
    return -1
  }
  let remark = false
  for (let at = from; at < stop; ) {
    const code = text.charCodeAt(at)
    if (code === 0x20 || code === 0x2a || code === 0x5f) {
      at++
      continue
    }
    if (isColon(code)) return remark ? at + 1 : -1
    if (code === 0x24 && remark) {
      at = mathEnd(text, at, stop)
      continue
    }
    if (code === 0x28 && remark) {
      at++
      continue
    }
    if (code === 0x29 && remark) {
      at++
      continue
    }
    if (code <= 0x2f || (code >= 0x3b && code <= 0x40) || (code >= 0x5b && code <= 0x60) || code >= 0x7b) {
      if (code < 0x80 && code !== 0x27) return -1
    }
    let end = at + 1
    while (end < stop && !isWordEnd(text.charCodeAt(end))) end++
    const word = text.slice(at, end)
    if (row.links.includes(word)) return end
    if (!remark && !(row.qualifiers ?? []).includes(word)) return -1
    remark = true
    at = end
  }
  return -1
}

const isWordEnd = (code: number): boolean =>
  code <= 0x26 || (code >= 0x28 && code <= 0x2c) || code === 0x2e || code === 0x2f || (code >= 0x3a && code <= 0x40)

/** Words behind the link that show that no answer follows: "the answer is in simplest form". ASCII lower case, sorted. */
const denials: ReadonlySet<string> = new Set([
  'based',
  'boxed',
  'close',
  'closest',
  'correct',
  'different',
  'expressed',
  'found',
  'given',
  'in',
  'incorrect',
  'obtained',
  'provided',
  'supposed',
  'that',
  'valid',
  'what',
  'wrong',
])
/** Words that only lead to the answer. Sorted. */
const fillers: ReadonlySet<string> = new Set([
  'about',
  'actually',
  'approximately',
  'certainly',
  'clearly',
  'definitely',
  'exactly',
  'hence',
  'indeed',
  'just',
  'probably',
  'simply',
  'still',
  'surely',
  'then',
  'therefore',
  'thus',
])

function readContent(text: string, link: Link, row: Phrases, noun: number, to: number): Announced | undefined {
  let at = skipWrapping(text, link.end, to)
  if (at >= to) return { start: noun, contentStart: to, contentEnd: to }
  if (link.json) {
    const value = jsonValue(text, at, to)
    return { start: noun, ...value }
  }
  for (;;) {
    let end = at
    while (end < to && isLetter(text.charCodeAt(end))) end++
    if (end === at) break
    if (text.startsWith('for sure ', at)) {
      at += 9
      continue
    }
    const word = lowerAscii(text.slice(at, Math.min(end, at + 16)))
    if (fillers.has(word)) {
      at = skipWrapping(text, end, to)
      continue
    }
    if (denials.has(word) && isBlank(text.charCodeAt(end)) && word !== 'that') return undefined
    if (denials.has(word) && end >= to) return undefined
    break
  }
  if (row.choiceOnly === true) {
    const end = choiceEnd(text, at, to)
    return end < 0 ? undefined : { start: noun, contentStart: at, contentEnd: end }
  }
  const choice = lonelyChoice(text, at, to)
  if (choice > 0) return { start: noun, contentStart: at, contentEnd: choice }
  const end = labelledEnd(text, at, to)
  const span = refine(text, at, end)
  const last = lastOfSolution(text, link, at, end, span, to)
  if (last !== undefined) return { start: noun, contentStart: last.start, contentEnd: last.end }
  const content = span.start === span.end || blankness(text, span.start, span.end) === 'empty' ? tidy(text, at, end) : span
  return { start: noun, contentStart: content.start, contentEnd: content.end }
}

/**
 * A heading ("【答案】", "**Answer**") may stand over a whole solution instead of an answer: then what its end gives counts.
 * `undefined` when the first sentence gives a value, or when nothing follows it.
 */
function lastOfSolution(text: string, link: Link, at: number, end: number, first: Span, to: number): Span | undefined {
  const below = lineBreakBetween(text, link.end, at)
  if (!below || to - end < 3 || !(first.start > at || wordsOf(text, first) > 4)) return undefined
  const found = guess(text, at, to)
  return found === undefined || found === 'broken' ? undefined : found.span
}

function lineBreakBetween(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 0x0a) return true
  return false
}

/** Blanks, line breaks, emphasis and a second colon before the content. */
function skipWrapping(text: string, from: number, to: number): number {
  let at = from
  while (at < to) {
    const code = text.charCodeAt(at)
    const skips =
      isBlank(code) ||
      code === 0x2a ||
      isColon(code) ||
      code === 0x3011 ||
      code === 0x7d ||
      (code === 0x5f && text.charCodeAt(at + 1) === 0x5f)
    if (!skips && !(code === 0x5f && text.charCodeAt(at - 1) === 0x5f)) break
    at++
  }
  return at
}

/** `"answer": "\\frac12"`, `"answer": 5,` */
function jsonValue(text: string, at: number, to: number): { readonly contentStart: number; readonly contentEnd: number } {
  if (text.charCodeAt(at) === 0x22) {
    for (let i = at + 1; i < to; i++) {
      const code = text.charCodeAt(i)
      if (code === 0x5c) i++
      else if (code === 0x22) return { contentStart: at + 1, contentEnd: i }
    }
    return { contentStart: at + 1, contentEnd: to }
  }
  let depth = 0
  let end = at
  for (; end < to; end++) {
    const code = text.charCodeAt(end)
    if (code === 0x5b) depth++
    else if (code === 0x5d) depth--
    else if (code === 0x0a || code === 0x7d || (code === 0x2c && depth <= 0)) break
  }
  return { contentStart: at, contentEnd: end }
}

/** `B`, `(B)`, `B.`, `**B`: where the letters of a choice end, or -1. Several letters may follow each other. */
function choiceEnd(text: string, start: number, to: number): number {
  let at = start
  const bracket = text.charCodeAt(at) === 0x28 || text.charCodeAt(at) === 0xff08
  if (bracket) at++
  const first = at
  while (at < to && isCapital(text.charCodeAt(at))) at++
  if (at === first || at - first > 6) return -1
  const after = text.charCodeAt(at)
  if (bracket) return after === 0x29 || after === 0xff09 ? at + 1 : -1
  return isLetter(after) || isDigit(after) || (isBlank(after) && isLetter(text.charCodeAt(at + 1))) ? -1 : at
}

/**
 * A letter with a reason or a restated option behind it: "D, it doesn't make sense for it to be A", "(C), which has …",
 * "B. Because". A list (`A, B`), a product and a formula are left to the sentence. 0 when it is none.
 */
function lonelyChoice(text: string, start: number, to: number): number {
  const bracket = text.charCodeAt(start) === 0x28
  const letter = start + (bracket ? 1 : 0)
  if (!isCapital(text.charCodeAt(letter)) || (bracket && text.charCodeAt(letter + 1) !== 0x29)) return 0
  const end = letter + (bracket ? 2 : 1)
  const mark = text.charCodeAt(end)
  if (mark === 0x20 && (text.startsWith('not ', end + 1) || text.startsWith('non ', end + 1))) return end
  if (mark !== 0x2c && mark !== 0x2e) return 0
  let next = end + 1
  while (next < to && text.charCodeAt(next) === 0x20) next++
  if (next === end + 1 || next >= to) return 0
  let stop = next
  while (stop < to && isLetter(text.charCodeAt(stop))) stop++
  if (stop - next < 2) return 0
  const word = text.slice(next, stop)
  return word === 'and' || word === 'or' ? 0 : end
}

/** A part label or a name with `=` at the start lets the content run over the lines that also begin with one. */
function labelledEnd(text: string, start: number, to: number): number {
  let end = sentenceEnd(text, start, to)
  if (isChoiceWithValue(text, start, end, to)) return sentenceEnd(text, end + 1, to)
  if (beginsWithName(text, start, end)) {
    while (beginsWithName(text, end + 1, Math.min(to, end + 60))) end = sentenceEnd(text, end + 1, to)
    return end
  }
  if (!beginsWithLabel(text, start)) return end
  for (let parts = 0; parts < 20; parts++) {
    let next = end
    while (next < to && (isBlank(text.charCodeAt(next)) || text.charCodeAt(next) === 0x2e)) next++
    if (!beginsWithLabel(text, next)) break
    end = sentenceEnd(text, next, to)
  }
  return end
}

/** `A. 12 cm`: the full stop behind the letter does not end the sentence when a value follows. */
function isChoiceWithValue(text: string, start: number, end: number, to: number): boolean {
  if (end !== start + 1 || !isCapital(text.charCodeAt(start)) || text.charCodeAt(end) !== 0x2e || end + 2 >= to) return false
  const value = text.charCodeAt(end + 2)
  return text.charCodeAt(end + 1) === 0x20 && (isDigit(value) || value === 0x24 || value === 0x5c || value === 0x2d)
}

function beginsWithLabel(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code >= 0x2460 && code <= 0x2473) return true
  const bracket = code === 0x28 || code === 0xff08
  let i = bracket ? at + 1 : at
  const first = i
  while (isDigit(text.charCodeAt(i)) || (bracket && isLetter(text.charCodeAt(i)))) i++
  if (i === first || i - first > 3) return false
  const close = text.charCodeAt(i)
  if (bracket) return (close === 0x29 || close === 0xff09) && !isCapital(text.charCodeAt(first)) && text.charCodeAt(i + 1) !== 0x2c
  return (close === 0x2e || close === 0x29) && isBlank(text.charCodeAt(i + 1))
}
