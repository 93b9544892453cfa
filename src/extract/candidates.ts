import type { Span } from '../source/span.ts'
import { lastBoxStart, readBox } from './box.ts'
import type { Candidate, ExtractionRule } from './extraction.ts'
import { lastHashMarks } from './hash-marks.ts'
import { trimmed } from './joined.ts'
import { lastAnnouncement } from './phrase.ts'
import { guess } from './prose.ts'
import { readTags } from './thinking.ts'

/** How many places are told, counted from the end of the response. */
const most = 16
/** Boxes and announcements that are looked at for it. */
const looks = 64

/**
 * The places that were passed over, in order of the text: boxes, tags and announcements, also inside the thinking, and
 * what prose would have given. Places that overlap the chosen one are left out. Bounded work behind one walk.
 */
export function passedOver(text: string, from: number, chosen: Span | undefined, limit: number): readonly Candidate[] {
  const places: Candidate[] = [...boxes(text, from, limit), ...tags(text, from), ...announcements(text, from)]
  const hashes = lastHashMarks(text, from, text.length)
  if (hashes !== undefined) places.push({ rule: 'hash-marks', ...hashes })
  const prose = guess(text, from, text.length)
  if (prose !== undefined && prose !== 'broken') places.push(candidate(prose.rule, prose.span, prose.span))
  const others = places.filter(place => chosen === undefined || place.outer.end <= chosen.start || place.outer.start >= chosen.end)
  others.sort((a, b) => a.outer.start - b.outer.start || b.outer.end - a.outer.end)
  const distinct = others.filter((place, index) => !others.slice(0, index).some(earlier => place.outer.end <= earlier.outer.end))
  return distinct.slice(-most)
}

const candidate = (rule: ExtractionRule, span: Span, outer: Span): Candidate => ({ rule, span, outer })

function boxes(text: string, from: number, limit: number): Candidate[] {
  const found: Candidate[] = []
  for (let to = text.length, look = 0; look < looks && found.length <= most; look++) {
    const start = lastBoxStart(text, from, to)
    if (start < 0) break
    to = start
    const box = readBox(text, start, limit, text.length)
    if (box === undefined || box.state !== 'closed') continue
    found.push(candidate('box', trimmed(text, box.contentStart, box.contentEnd), { start: box.start, end: box.end }))
  }
  return found
}

function tags(text: string, from: number): Candidate[] {
  return readTags(text, from)
    .slice(-most)
    .map(tag => candidate('answer-tag', trimmed(text, tag.contentStart, tag.contentEnd), { start: tag.start, end: tag.end }))
}

function announcements(text: string, from: number): Candidate[] {
  const found: Candidate[] = []
  for (let to = text.length, look = 0; look < looks && found.length <= most; look++) {
    const phrase = lastAnnouncement(text, from, to)
    if (phrase === undefined) break
    to = phrase.start
    if (phrase.contentEnd > phrase.contentStart) {
      const span = { start: phrase.contentStart, end: phrase.contentEnd }
      found.push(candidate('phrase', span, { start: phrase.start, end: phrase.contentEnd }))
    }
  }
  return found
}
