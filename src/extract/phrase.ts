import { type Link, readAnnounced } from './announced.ts'
import { isCapital, isCjk, isColon, isLetter, lowerAscii } from './characters.ts'
import { type Phrases, phrases } from './phrases.ts'
import { mathEnd } from './sentence.ts'

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
    if (link === undefined || (row.denials !== undefined && isDenied(text, at, from, row.denials))) continue
    if (row.shares?.test(lowerAscii(text.slice(Math.max(from, at - longestClause), at))) === true) continue
    const content = readAnnounced(text, link, row.choiceOnly === true, to)
    // "(the answer is not unique)" speaks about the answer.
    if (content !== undefined && !/^(?:not )?unique\b/i.test(text.slice(content.start, content.start + 12)))
      return { start: at, contentStart: content.start, contentEnd: content.end }
  }
  return undefined
}

const longestClause = 60

/** Whether a word that denies stands before the noun in its clause; a comma, a stop, "so" and the like begin a new one. */
function isDenied(text: string, noun: number, from: number, denials: readonly string[]): boolean {
  const ideographic = isCjk((denials[0] ?? '').charCodeAt(0))
  let start = noun
  while (start > from && start > noun - longestClause && !isBorder(text.charCodeAt(start - 1))) start--
  const clause = text.slice(start, noun)
  if (ideographic) return denials.some(denial => clause.includes(denial))
  let denied = false
  for (const word of lowerAscii(clause).split(' ')) {
    if (clauseWords.has(word)) denied = false
    else denied ||= denials.includes(word)
  }
  return denied
}

/** Commas, stops, line ends, and marks that stand between clauses. */
const isBorder = (code: number): boolean =>
  code === 0x0a ||
  code === 0x2c ||
  code === 0x2e ||
  code === 0x3a ||
  code === 0x3b ||
  code === 0x21 ||
  code === 0x3f ||
  code === 0x3002 ||
  code === 0xff0c ||
  code === 0xff1b
const clauseWords: ReadonlySet<string> = new Set(['and', 'but', 'hence', 'so', 'then', 'therefore', 'thus'])

/** `answer` in `final_answer` and `finalAnswer`, not in `unanswered`; `答` not in `回答`. */
function standsAlone(text: string, at: number, noun: string, from: number): boolean {
  if (at === from) return true
  const before = text.charCodeAt(at - 1)
  const first = noun.charCodeAt(0)
  if (isLetter(before)) return isCapital(first) && !isCapital(before)
  if (noun.length === 1) return !isCjk(before)
  return first < 0x400 || first > 0x4ff || before < 0x400 || before > 0x4ff
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
