import { defaultLimits } from '../limits/budget.ts'
import type { Span } from '../source/span.ts'
import { blankness } from './blank.ts'
import { type Box, lastBoxStart, nearWindow, readBox, readSpecialBox } from './box.ts'
import { passedOver } from './candidates.ts'
import { tidy, unfenced } from './edges.ts'
import type { Candidate, Extraction, ExtractionRule, ExtractOptions, NoAnswerReason } from './extraction.ts'
import { lastHashMarks } from './hash-marks.ts'
import { allBoxes, type Run, runOf, trimmed } from './joined.ts'
import { lastAnnouncement } from './phrase.ts'
import { certainlyOther, plainNumber } from './plain-number.ts'
import { guess, isBrokenOff } from './prose.ts'
import { hasOpenFormula } from './sentence.ts'
import { refine, wordsOf } from './stated.ts'
import { suffixOf } from './suffix.ts'
import { isDeniedBehind, isTakenBack } from './taken-back.ts'
import { type AnswerTag, type Marks, readMarks } from './thinking.ts'

export { isMarked } from './marked.ts'

/**
 * Which part of the response is the answer?
 *
 *     thinking ─strip→ box or answer tag, the later one ─else→ announcement or ####, the later one ─else→ prose ─→ blank?
 *
 * The text is looked at where it stands: nothing is rewritten, so spans are true. The last construct decides. When it is
 * unclosed, empty or a placeholder, there is no answer, and nothing earlier takes its place. Every step is linear in
 * the length of the response; with a box near the end only the end is read, and the marks of thinking are searched for.
 */

const noCandidates: readonly Candidate[] = Object.freeze([])
const defaults: ExtractOptions = Object.freeze({})

/**
 * Find the answer in a response.
 *
 * @param response everything the model wrote; any string
 * @returns the answer with its rule and place, or the reason why there is none. Text never makes it throw.
 * @throws TypeError when `response` is not a string
 * @example
 * extract('So $x = \\boxed{\\frac12}$.') // { found: true, rule: 'box', text: '\\frac12', … }
 * extract('So $x = \\boxed{\\frac12').reason // 'truncated'
 */
export function extract(response: string, options: ExtractOptions = defaults): Extraction {
  if (typeof response !== 'string') throw new TypeError(`Expected the response to be a string, found ${typeof response}`)
  const { responseLength, answerLength } = options.limits ?? defaultLimits
  const from = Math.max(0, response.length - responseLength)
  const marks = readMarks(response, from)
  const outcome = locate(response, marks, options, answerLength)
  const place = 'reason' in outcome ? outcome.span : outcome.outer
  const rest = options.candidates === true ? passedOver(response, from, place, answerLength) : noCandidates
  const thinkingEnd = marks.thinkingEnd === from ? 0 : marks.thinkingEnd
  if ('reason' in outcome) {
    const { reason, span } = outcome
    return { found: false, reason, ...(span === undefined ? {} : { span }), thinkingEnd, passedOver: rest }
  }
  return { found: true, rule: outcome.rule, text: outcome.text, span: outcome.span, parts: outcome.parts, thinkingEnd, passedOver: rest }
}

interface Answer {
  readonly rule: ExtractionRule
  readonly text: string
  readonly span: Span
  readonly parts: readonly Span[]
  readonly outer: Span
}
interface NoAnswer {
  readonly reason: NoAnswerReason
  readonly span?: Span
}

/** What `finish_reason` says when the length limit cut the response. */
function isCut(finishReason: string | undefined): boolean {
  switch (finishReason) {
    case 'length':
    case 'LENGTH':
    case 'MAX_TOKENS':
    case 'max_length':
    case 'max_output_tokens':
    case 'max_tokens':
      return true
    default:
      return false
  }
}

function locate(text: string, marks: Marks, options: ExtractOptions, limit: number): Answer | NoAnswer {
  if (isCut(options.finishReason)) return { reason: 'truncated' }
  if (marks.unclosedThinking >= 0) return { reason: 'unfinished-thinking', span: { start: marks.unclosedThinking, end: text.length } }
  const from = marks.thinkingEnd
  if (options.boxes === 'all') {
    const run = allBoxes(text, from, marks.end, limit)
    if (run !== undefined) return boxed(text, run)
  }
  const box = lastBox(text, marks, limit)
  const tag = marks.tag
  if (box !== undefined && (tag === undefined || box.end > tag.start)) return fromBox(text, box, from, marks.end, limit)
  if (tag !== undefined) return fromTag(text, tag, from, marks.end, limit)
  return announced(text, from, marks.end, limit) ?? fromProse(text, from, marks.end, options, limit)
}

/** The last box after the thinking; boxes that are only talked about are stepped over. */
function lastBox(text: string, marks: Marks, limit: number): Box | undefined {
  const special = marks.specialBox < 0 ? undefined : readSpecialBox(text, marks.specialBox, marks.end)
  const from = special === undefined ? marks.thinkingEnd : special.contentStart
  let start = lastBoxStart(text, from, marks.end)
  while (start >= 0) {
    const box = readBox(text, start, limit, marks.end)
    if (box !== undefined) return outermost(text, box, from, limit, marks.end)
    start = lastBoxStart(text, from, start, nearWindow)
  }
  return special
}

/** `\boxed{\boxed{5}, 6}`: the box that holds the last one, when it holds others beside it. */
function outermost(text: string, inner: Box, from: number, limit: number, end: number): Box {
  let box = inner
  let start = inner.start
  for (let looks = 0; looks < mostBeside; looks++) {
    start = lastBoxStart(text, Math.max(from, box.start - longestBeside), start, nearWindow)
    const outer = start < 0 ? undefined : readBox(text, start, limit, end)
    if (outer === undefined) break
    if (outer.end <= box.start) continue
    if (outer.contentStart > box.start || !holdsMore(text, outer, box)) break
    box = outer
  }
  return box
}

/** Something stands behind the inner box, or a comma in front of it; a line that ends in a box leads up to it. */
function holdsMore(text: string, outer: Box, inner: Box): boolean {
  if (text.slice(inner.end, outer.contentEnd).trim() !== '') return true
  const before = text.slice(outer.contentStart, inner.start).trimEnd()
  return before.endsWith(',') || before.endsWith(';')
}

/** Characters between the opening of a box and that of one inside it. */
const longestBeside = 400
/** Boxes in front of the last one that are looked at for one around it. */
const mostBeside = 6

function fromBox(text: string, box: Box, from: number, to: number, limit: number): Answer | NoAnswer {
  const span = { start: box.start, end: box.end }
  if (box.state === 'open') return { reason: 'truncated', span }
  if (box.state === 'long') return { reason: 'too-long', span }
  if (isTakenBack(text, box, from, to) || isReplaced(text, box, to)) return { reason: 'taken-back', span }
  const blank = blankness(text, box.contentStart, box.contentEnd)
  if (blank !== undefined) return { reason: blank, span }
  const run = runOf(text, box, from, limit)
  const suffix = run.members.length > 1 ? '' : suffixOf(text, run.text, box.end, to)
  return boxed(text, suffix === '' ? run : { ...run, text: run.text + suffix })
}

/** `\boxed{5}. Alternative final answer: 6`: another number is announced behind the box, whether or not a percent sign counts. */
function isReplaced(text: string, box: Box, to: number): boolean {
  const later = lastAnnouncement(text, box.end, to)
  if (later === undefined) return false
  const { start, end } = tidy(text, later.contentStart, later.contentEnd)
  const said = text.slice(start, end)
  const content = text.slice(box.contentStart, box.contentEnd)
  return areOther(said, content) && areOther(said.replace(/\\?%/, ''), content.replace(/\\?%/, ''))
}

const areOther = (a: string, b: string): boolean => certainlyOther(plainNumber(a), plainNumber(b))

function boxed(text: string, run: Run): Answer | NoAnswer {
  const first = run.members[0]
  const last = run.members[run.members.length - 1]
  const firstPart = run.parts[0]
  const lastPart = run.parts[run.parts.length - 1]
  if (first === undefined || last === undefined || firstPart === undefined || lastPart === undefined) return { reason: 'nothing-found' }
  const outer = { start: first.start, end: last.end }
  if (run.long) return { reason: 'too-long', span: outer }
  if (run.takenBack) return { reason: 'taken-back', span: outer }
  const blank = run.parts.length === 1 ? blankness(text, firstPart.start, firstPart.end) : undefined
  if (blank !== undefined) return { reason: blank, span: outer }
  return { rule: 'box', text: run.text, span: { start: firstPart.start, end: lastPart.end }, parts: run.parts, outer }
}

/** Inside a tag may stand an announcement or a whole sentence; then its answer is taken, once. */
function fromTag(text: string, tag: AnswerTag, from: number, to: number, limit: number): Answer | NoAnswer {
  if (tag.contentEnd < 0) return { reason: 'truncated', span: { start: tag.start, end: text.length } }
  const outer = { start: tag.start, end: tag.end }
  if (isTakenBack(text, outer, from, to)) return { reason: 'taken-back', span: outer }
  const content = unfenced(text, tidy(text, tag.contentStart, tag.contentEnd))
  if (content.end - content.start > limit) return { reason: 'too-long', span: outer }
  const phrase = lastAnnouncement(text, content.start, content.end)
  if (phrase !== undefined) return answer(text, 'answer-tag', tidy(text, phrase.contentStart, phrase.contentEnd), outer, limit)
  return answer(text, 'answer-tag', statedIn(text, content), outer, limit)
}

/** The content itself when it is short, the answer of its sentence, or that of its last lines. */
function statedIn(text: string, content: Span): Span {
  const words = wordsOf(text, content)
  if (words < 3) return content
  if (words < 9 || text.slice(content.start, content.end).indexOf('\n') < 0) return refine(text, content.start, content.end)
  const found = guess(text, content.start, content.end)
  return found === undefined || found === 'broken' ? content : found.span
}

/** An announcement or `####`, whichever comes later. */
function announced(text: string, from: number, to: number, limit: number): Answer | NoAnswer | undefined {
  const phrase = lastAnnouncement(text, from, to)
  const hashes = lastHashMarks(text, from, to)
  if (hashes !== undefined && (phrase === undefined || hashes.outer.start > phrase.start)) {
    return answer(text, 'hash-marks', hashes.span, hashes.outer, limit)
  }
  if (phrase === undefined) return undefined
  const outer = { start: phrase.start, end: phrase.contentEnd }
  if (phrase.contentStart >= to || isUnfinished(text, phrase.contentStart, phrase.contentEnd, to))
    return { reason: 'truncated', span: outer }
  if (isDeniedBehind(text, phrase.contentEnd, to)) return { reason: 'taken-back', span: outer }
  return answer(text, 'phrase', tidy(text, phrase.contentStart, phrase.contentEnd), outer, limit)
}

/** An announcement this far from the end is not the last word of a response that breaks off. */
const farFromEnd = 600

/** Whether the announced answer is cut off, or the response goes on for long and is cut off then. */
function isUnfinished(text: string, start: number, end: number, to: number): boolean {
  if (to - end > farFromEnd) return isBrokenOff(text, end, to)
  return trimmed(text, end, to).start === to && hasOpenFormula(text, start, to)
}

function fromProse(text: string, from: number, to: number, options: ExtractOptions, limit: number): Answer | NoAnswer {
  if (options.prose === false) return { reason: 'nothing-found' }
  const found = guess(text, from, to)
  if (found === undefined) return { reason: 'nothing-found' }
  if (found === 'broken') return { reason: 'truncated' }
  const { rule, span, parts } = found
  return span.end - span.start > limit
    ? { reason: 'too-long', span }
    : { rule, text: text.slice(span.start, span.end), span, parts, outer: span }
}

function answer(text: string, rule: ExtractionRule, span: Span, outer: Span, limit: number): Answer | NoAnswer {
  if (span.end - span.start > limit) return { reason: 'too-long', span: outer }
  const blank = blankness(text, span.start, span.end)
  if (blank !== undefined) return { reason: blank, span: outer }
  return { rule, text: text.slice(span.start, span.end), span, parts: [span], outer }
}

/**
 * Take the whole text as the answer, as `verify` does for a prediction that marks none.
 *
 * @example
 * extractWhole(' x = 5 ').text // 'x = 5'
 */
export function extractWhole(text: string, options: ExtractOptions = defaults): Extraction {
  const { answerLength } = options.limits ?? defaultLimits
  const passedOver = noCandidates
  if (text.length > answerLength)
    return { found: false, reason: 'too-long', span: { start: 0, end: text.length }, thinkingEnd: 0, passedOver }
  const span = tidy(text, 0, text.length)
  const blank = blankness(text, span.start, span.end)
  if (blank !== undefined) return { found: false, reason: blank, span, thinkingEnd: 0, passedOver }
  return { found: true, rule: 'whole', text: text.slice(span.start, span.end), span, parts: [span], thinkingEnd: 0, passedOver }
}
