import type { Span } from '../source/span.ts'
import { blankness } from './blank.ts'
import { isBlank, isCapital, isDigit, isLetter, lowerAscii } from './characters.ts'
import { tidy } from './edges.ts'
import { readGlue } from './glue.ts'
import {
  hasOpenFormula,
  isInsideNumber,
  isLineEmpty,
  leadingAnswer,
  mathEnd,
  readsLikeValue,
  refine,
  sentenceEnd,
  wordsOf,
} from './sentence.ts'

/**
 * Nothing is marked as the answer: what would a reader take?
 *
 *     … Hence the area is $\frac{25}{2}$ when $r = 5$.      So 19 - 7 = 12 more triangles.
 *                          ^^^^^^^^^^^^                                ^^^^^^^^^^^^^^^^^
 *
 * The sentences of the last few lines are read from the end. The last one gives its formula, its bold part, what stands
 * behind its last equals sign or verb, or itself when it is as short as an answer. Otherwise the last formula in the
 * sentences before it is taken, or the last number in it. This is a guess, and the rules say so (`last-math`, `bare`);
 * rewards do not use it. A reader who sees that the text breaks off, or that the writer gives up, takes nothing.
 */
export interface Guess {
  readonly rule: 'last-math' | 'bare'
  readonly span: Span
  readonly parts: readonly Span[]
}

/** A formula further from the end belongs to the work, not to the answer. */
const tailLength = 700
const sentencesBack = 4

/** The guess in `[from, to)`; `broken` when the text breaks off. */
export function guess(text: string, from: number, to: number): Guess | 'broken' | undefined {
  const end = contentEnd(text, from, to)
  const start = tailStart(text, from, end)
  const sentences = sentencesOf(text, start, end)
  while (sentences.length > 1 && isFarewell(text, sentences[sentences.length - 1])) sentences.pop()
  const last = sentences[sentences.length - 1]
  if (last === undefined) return undefined
  if (breaksOff(text, start, last)) return 'broken'
  if (givesUp(text, last)) return undefined
  if (lineHasTag(text, last.end, start)) return undefined
  const conclusion = conclusionOf(text, last)
  const value = (conclusion === last ? undefined : readValue(text, conclusion)) ?? readValue(text, last)
  if (value !== undefined) return value
  if (!isTerminated(text, last)) return undefined
  const number = bare(text, onlyNumber(text, conclusion))
  if (number !== undefined && (conclusion !== last || beginsConclusion(text, last))) return number
  for (let i = sentences.length - 2; i >= 0 && i >= sentences.length - 1 - sentencesBack; i--) {
    const sentence = sentences[i]
    if (sentence === undefined || givesUp(text, sentence)) return undefined
    const before = formulaOf(text, sentence)
    if (before !== undefined) return before
  }
  return number
}

const readValue = (text: string, sentence: Span): Guess | undefined =>
  choiceOf(text, sentence) ?? formulaOf(text, sentence) ?? bare(text, plainValue(text, sentence))

/** What stands behind the last "therefore" or "so" of the sentence; the sentence itself when there is none. */
function conclusionOf(text: string, sentence: Span): Span {
  let start = -1
  for (let at = sentence.start; at < sentence.end; ) {
    if (!isLetter(text.charCodeAt(at))) {
      at++
      continue
    }
    let stop = at
    while (stop < sentence.end && isLetter(text.charCodeAt(stop))) stop++
    const begins = isCapital(text.charCodeAt(at)) || text.charCodeAt(at - 2) === 0x2c
    if (
      begins &&
      at > sentence.start &&
      isBlank(text.charCodeAt(at - 1)) &&
      conclusions.has(lowerAscii(text.slice(at, Math.min(stop, at + 12))))
    )
      start = stop
    at = stop
  }
  while (start >= 0 && start < sentence.end && (isBlank(text.charCodeAt(start)) || text.charCodeAt(start) === 0x2c)) start++
  return start < 0 || start >= sentence.end ? sentence : { start, end: sentence.end }
}

/** How sentences begin that come after everything is said. Sorted. */
const farewells = ['Feel free', 'Hope this', 'I hope', 'If you have', 'Let me know', 'Please let me know', 'Thank you', 'This completes']

const isFarewell = (text: string, sentence: Span | undefined): boolean =>
  sentence !== undefined && farewells.some(farewell => text.startsWith(farewell, sentence.start))

function beginsConclusion(text: string, sentence: Span): boolean {
  let end = sentence.start
  while (end < sentence.end && isLetter(text.charCodeAt(end))) end++
  return conclusions.has(lowerAscii(text.slice(sentence.start, Math.min(end, sentence.start + 12))))
}

/** Whether the text in `[from, to)` ends in the middle of something. */
export function isBrokenOff(text: string, from: number, to: number): boolean {
  const end = contentEnd(text, from, to)
  const start = tailStart(text, from, end)
  const sentences = sentencesOf(text, start, end)
  const last = sentences[sentences.length - 1]
  return last !== undefined && breaksOff(text, start, last)
}

function bare(text: string, span: Span | undefined): Guess | undefined {
  return span !== undefined && blankness(text, span.start, span.end) === undefined ? { rule: 'bare', span, parts: [span] } : undefined
}

/** Whether the sentence is closed: by a full stop or mark, or by a formula. */
function isTerminated(text: string, sentence: Span): boolean {
  const after = text.charCodeAt(sentence.end)
  const last = text.charCodeAt(sentence.end - 1)
  return after === 0x2e || after === 0x3002 || after === 0xff01 || last === 0x21 || last === 0x24 || last === 0x5d || last === 0x29
}

/** Whether the line that ends at `end` holds a tag. */
function lineHasTag(text: string, end: number, from: number): boolean {
  for (let at = end - 1; at >= from && text.charCodeAt(at) !== 0x0a; at--) {
    const next = text.charCodeAt(at + 1)
    if (text.charCodeAt(at) === 0x3c && (isLetter(next) || next === 0x2f)) return true
  }
  return false
}

/** The end of what was written, without blanks and special tokens. */
function contentEnd(text: string, from: number, to: number): number {
  let end = tidy(text, Math.max(from, to - 4 * tailLength), to).end
  while (end < to && !isBlank(text.charCodeAt(end)) && text.charCodeAt(end) !== 0x3c) end++
  return end
}

/** The start of a paragraph, or else of a line or a sentence, in the tail, so that dollars pair up. */
function tailStart(text: string, from: number, end: number): number {
  const earliest = Math.max(from, end - tailLength)
  if (earliest === from) return from
  let line = -1
  let sentence = -1
  for (let at = earliest; at < end; at++) {
    if (text.charCodeAt(at) === 0x2e && text.charCodeAt(at + 1) === 0x20 && isCapital(text.charCodeAt(at + 2)) && sentence < 0)
      sentence = at + 2
    if (text.charCodeAt(at) !== 0x0a) continue
    if (isLineEmpty(text, at + 1)) return at + 1
    if (line < 0) line = at + 1
  }
  return line >= 0 ? line : sentence >= 0 ? sentence : earliest
}

function sentencesOf(text: string, start: number, end: number): Span[] {
  const sentences: Span[] = []
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || code === 0x2e || code === 0x3002 || code === 0xff01 || code === 0xff1f) {
      at++
      continue
    }
    const stop = Math.max(sentenceEnd(text, at, end), at + 1)
    if (!isFence(text, at, stop)) sentences.push({ start: at, end: stop })
    at = stop
  }
  return sentences
}

/** A line of a code fence, or a rule. */
function isFence(text: string, start: number, end: number): boolean {
  if (text.startsWith('```', start)) return true
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code !== 0x2d && code !== 0x2a && code !== 0x5f && !isBlank(code)) return false
  }
  return true
}

/**
 * Whether the text ends in the middle of something: an open formula or fence, a comma or an operator, a word that wants
 * another one, a heading with nothing below.
 */
function breaksOff(text: string, start: number, last: Span): boolean {
  if (text.charCodeAt(last.start) === 0x23 || isStep(text, last)) return true
  if (hasOpenFormula(text, start, last.end)) return true
  let depth = 0
  for (let at = last.start; at < last.end; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x28 || code === 0x7b) depth++
    else if ((code === 0x29 || code === 0x7d) && depth > 0) depth--
  }
  if (depth > 0) return true
  let end = last.end
  while (end > last.start && (isBlank(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === 0x2a)) end--
  switch (text.charCodeAt(end - 1)) {
    case 0x26: // &
    case 0x28: // (
    case 0x2b: // +
    case 0x2c: // ,
    case 0x3a: // :
    case 0x3d: // =
    case 0x5b: // [
    case 0x5c: // backslash
    case 0xff0c: // ，
    case 0xff1a: // ：
      return true
    case 0x2d: // -
      return isBlank(text.charCodeAt(end - 2))
    default:
      break
  }
  let word = end
  while (word > last.start && isLetter(text.charCodeAt(word - 1))) word--
  return wanting.has(lowerAscii(text.slice(Math.max(word, end - 16), end))) && end === last.end && text.charCodeAt(end) !== 0x2e
}

/** `Step 29` with nothing behind it. */
function isStep(text: string, sentence: Span): boolean {
  if (!text.startsWith('Step ', sentence.start) || sentence.end - sentence.start > 9) return false
  return isNumber(text, sentence.start + 5, sentence.end)
}

/** Words that no sentence ends with. ASCII lower case, sorted. */
const wanting: ReadonlySet<string> = new Set([
  'a',
  'an',
  'and',
  'are',
  'as',
  'be',
  'but',
  'by',
  'cdot',
  'finally',
  'for',
  'frac',
  'from',
  'get',
  'given',
  'gives',
  'has',
  'have',
  'however',
  'if',
  'is',
  'its',
  'left',
  'next',
  'obtain',
  'of',
  'or',
  'right',
  'since',
  'so',
  'sqrt',
  'than',
  'that',
  'the',
  'then',
  'therefore',
  'thus',
  'times',
  'we',
  'when',
  'where',
  'which',
  'with',
])

/** Words of a writer who has no answer. ASCII lower case, sorted. */
const surrender: ReadonlySet<string> = new Set([
  'contradiction',
  'impossible',
  'incorrect',
  'insufficient',
  'missing',
  'please',
  'provide',
  'provided',
  'sorry',
  'unable',
  'unfortunately',
  'without',
  'wrong',
])
/** How sentences begin that announce work. Sorted. */
const beginnings = ['I can', 'I will', 'Let us', "Let's", 'Next', 'Now', 'We also', 'We can', 'We must', 'We need']
const cjkSurrender = ['无法', '对不起', '抱歉', '没有足够', '信息不足']

/** Whether the writer has no answer, asks, or only announces more work. */
function givesUp(text: string, sentence: Span): boolean {
  if (beginnings.some(beginning => text.startsWith(beginning, sentence.start))) return true
  for (let at = sentence.start; at < sentence.end; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x3000 && cjkSurrender.some(word => text.startsWith(word, at))) return true
    if (!isLetter(code)) continue
    if (text.startsWith("can't", at)) return true
    const start = at
    while (at < sentence.end && isLetter(text.charCodeAt(at))) at++
    if (surrender.has(lowerAscii(text.slice(start, Math.min(at, start + 16))))) return true
  }
  return text.charCodeAt(sentence.end) === 0x3f || text.charCodeAt(sentence.end - 1) === 0x3f
}

/** "…, which is choice C", "So A is correct", "the shape is (D)". */
function choiceOf(text: string, sentence: Span): Guess | undefined {
  const tail = refine(text, sentence.start, sentence.end)
  let start = tail.start
  for (const noun of ['choice ', 'option ', 'Choice ', 'Option ']) if (text.startsWith(noun, start)) start += noun.length
  if (tail.start > sentence.start && isChoice(text, start, tail.end)) return bare(text, { start, end: tail.end })
  const only = onlyChoice(text, sentence)
  if (only !== undefined) return bare(text, only)
  let at = sentence.start
  while (at < sentence.end && isLetter(text.charCodeAt(at))) at++
  if (!conclusions.has(lowerAscii(text.slice(sentence.start, Math.min(at, sentence.start + 12))))) at = sentence.start
  while (at < sentence.end && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0x2c)) at++
  let end = at
  while (end < sentence.end && !isBlank(text.charCodeAt(end))) end++
  const isSubject = text.startsWith(' is the ', end) || text.startsWith(' is correct', end)
  if (!isSubject) return undefined
  if (isChoice(text, at, end) || isNumber(text, at, end)) return bare(text, { start: at, end })
  return undefined
}

/** ASCII lower case, sorted. */
const conclusions: ReadonlySet<string> = new Set(['consequently', 'finally', 'hence', 'only', 'so', 'therefore', 'thus'])

/** The one `(B)` of the sentence. */
function onlyChoice(text: string, sentence: Span): Span | undefined {
  let found: Span | undefined
  for (let at = sentence.start; at + 3 <= sentence.end; at++) {
    if (text.charCodeAt(at) === 0x5c) {
      at++
      continue
    }
    if (!isChoice(text, at, at + 3) || !isBlank(text.charCodeAt(at - 1))) continue
    if (found !== undefined) return undefined
    found = { start: at, end: at + 3 }
  }
  return found
}

/** `B`, `(B)`. */
function isChoice(text: string, start: number, end: number): boolean {
  const bracket = text.charCodeAt(start) === 0x28
  const letter = bracket ? start + 1 : start
  return isCapital(text.charCodeAt(letter)) && end === letter + (bracket ? 2 : 1) && (!bracket || text.charCodeAt(end - 1) === 0x29)
}

function isNumber(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isDigit(text.charCodeAt(at)) && !isInsideNumber(text, at)) return false
  return end > start
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
function formulaOf(text: string, sentence: Span): Guess | undefined {
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
      let stop = at
      while (stop < sentence.end && isLetter(text.charCodeAt(stop))) stop++
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
  return { rule: 'last-math', span: parts.length === 1 ? single : { start: head.start, end: last.end }, parts }
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

/** A value that the sentence holds without a formula. */
function plainValue(text: string, sentence: Span): Span | undefined {
  if (hasMarkup(text, sentence)) return undefined
  const bold = boldOf(text, sentence)
  if (bold !== undefined) return bold
  const whole = tidy(text, bulletEnd(text, sentence.start), sentence.end)
  const refined = refine(text, sentence.start, sentence.end)
  const isRefined = refined.start > whole.start && readsLikeValue(text, refined.start, refined.end)
  if (!isRefined && isShort(text, whole, startsLine(text, sentence.start))) return whole
  const word = firstWord(text, whole)
  if (word !== undefined) return word
  const equals = lastEquals(text, sentence)
  if (equals >= 0 && !(isRefined && refined.start > equals)) {
    const tail = leadingAnswer(text, equals, sentence.end)
    if (tail.end > tail.start + 1 || isDigit(text.charCodeAt(tail.start))) {
      if (readsLikeValue(text, tail.start, tail.end)) return tail
    }
  }
  return isRefined ? refined : undefined
}

/** Tags, environments and calls: not prose. */
function hasMarkup(text: string, sentence: Span): boolean {
  const view = text.slice(sentence.start, sentence.end)
  for (let at = view.indexOf('<'); at >= 0; at = view.indexOf('<', at + 1)) {
    const next = view.charCodeAt(at + 1)
    if (isLetter(next) || next === 0x2f) return true
  }
  return view.indexOf('\\begin') >= 0 || view.indexOf('\\end') >= 0 || view.indexOf('()') >= 0
}

function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const code = text.charCodeAt(i)
    if (code === 0x0a) return true
    if (code !== 0x20) return false
  }
  return true
}

/** The last `**…**`. */
function boldOf(text: string, sentence: Span): Span | undefined {
  const view = text.slice(sentence.start, sentence.end)
  const close = view.lastIndexOf('**')
  const open = close < 2 ? -1 : view.lastIndexOf('**', close - 1)
  const behind = view.charCodeAt(close + 2)
  const heads = view.charCodeAt(close - 1) === 0x3a || behind === 0x3a || behind === 0xff1a || view.charCodeAt(close - 1) === 0xff1a
  if (open < 0 || close - open > 60 || heads) return undefined
  const span = tidy(text, sentence.start + open + 2, sentence.start + close)
  return span.end > span.start && isShort(text, span, true) ? span : undefined
}

function bulletEnd(text: string, start: number): number {
  const code = text.charCodeAt(start)
  const bullet = (code === 0x2d || code === 0x2022 || code === 0x2a || code === 0x3e) && text.charCodeAt(start + 1) === 0x20
  return bullet ? start + 2 : start
}

const shortAnswer = 80

/** Short: a value with at most three words, or one or two words that stand alone in their line. */
function isShort(text: string, span: Span, alone: boolean): boolean {
  if (span.end === span.start || span.end - span.start > shortAnswer) return false
  let words = 0
  let value = false
  for (let at = span.start; at < span.end; ) {
    const code = text.charCodeAt(at)
    if (!isLetter(code)) {
      if (code === 0x3f || code === 0x3a || code === 0x3c || code === 0x21) return false
      if (isDigit(code) || code === 0x24 || code === 0x5c || code === 0x221e || code === 0x2205) value = true
      if (code > 0x2fff && code < 0xff00) words += 0.4
      at++
      continue
    }
    const start = at
    while (at < span.end && isLetter(text.charCodeAt(at))) at++
    if (at - start > 1 && text.charCodeAt(start - 1) !== 0x5c) {
      if (start === span.start && (wanting.has(lowerAscii(text.slice(start, at))) || conclusions.has(lowerAscii(text.slice(start, at)))))
        return false
      words++
    } else if (isCapital(code)) value = true
  }
  return (value && words <= (alone ? 3 : 1)) || (alone && words > 0 && words <= 2)
}

/** "No, it is not possible" says no. */
function firstWord(text: string, span: Span): Span | undefined {
  let end = span.start
  while (end < span.end && isLetter(text.charCodeAt(end))) end++
  const word = lowerAscii(text.slice(span.start, Math.min(end, span.start + 8)))
  const mark = text.charCodeAt(end)
  const answers = word === 'yes' || word === 'no' || word === 'true' || word === 'false'
  return answers && (mark === 0x2c || mark === 0x2e || mark === 0x21) ? { start: span.start, end } : undefined
}

/** Behind the last `=` or `≈`; -1 when there is none. */
function lastEquals(text: string, sentence: Span): number {
  for (let at = sentence.end - 1; at >= sentence.start; at--) {
    const code = text.charCodeAt(at)
    if (code === 0x3d || code === 0x2248) return at + 1
  }
  return -1
}

const shortSentence = 14
const longestNumber = 40

/** The number of a short sentence that holds no other: "She has 5 apples left." */
function onlyNumber(text: string, sentence: Span): Span | undefined {
  if (sentence.end - sentence.start > 200 || hasMarkup(text, sentence) || wordsOf(text, sentence) > shortSentence) return undefined
  let found: Span | undefined
  for (let at = sentence.start; at < sentence.end; ) {
    const code = text.charCodeAt(at)
    if (!isDigit(code)) {
      at++
      continue
    }
    const before = text.charCodeAt(at - 1)
    const signed = before === 0x2d && !isDigit(text.charCodeAt(at - 2)) && !isLetter(text.charCodeAt(at - 2))
    const start = signed || before === 0x24 ? at - 1 : at
    while (at < sentence.end && (isDigit(text.charCodeAt(at)) || isInsideNumber(text, at))) at++
    if (isLetter(before) || before === 0x5f || before === 0x5e || found !== undefined || at - start > longestNumber) return undefined
    found = { start, end: text.charCodeAt(at) === 0x25 ? at + 1 : at }
  }
  return found
}
