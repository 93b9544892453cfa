import type { Span } from '../source/span.ts'
import { isBlank, isDigit, isLetter, lettersEnd, lowerAscii } from './characters.ts'
import { hasOpenFormula } from './sentence.ts'

/**
 * Signs that prose holds no answer: it ends in the middle of something, or its writer gives up.
 */

/**
 * Whether the text ends in the middle of something: an open formula or fence, a comma or an operator, a word that wants
 * another one, a heading with nothing below.
 */
export function breaksOff(text: string, start: number, last: Span): boolean {
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
  // A lonely `A` is a choice.
  const isWanting = text.charCodeAt(word) !== 0x41 && wanting.has(lowerAscii(text.slice(Math.max(word, end - 16), end)))
  return isWanting && end === last.end && text.charCodeAt(end) !== 0x2e
}

/** `Step 29` with nothing behind it. */
function isStep(text: string, sentence: Span): boolean {
  if (!text.startsWith('Step ', sentence.start) || sentence.end - sentence.start > 9) return false
  return isDigits(text, sentence.start + 5, sentence.end)
}

/** Words that no sentence ends with. ASCII lower case, sorted. */
export const wanting: ReadonlySet<string> = new Set([
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
const cjkSurrender = ['不知道', '信息不足', '对不起', '抱歉', '无法', '没有足够']

/** Whether the writer has no answer, asks, or only announces more work. */
export function givesUp(text: string, sentence: Span): boolean {
  if (beginnings.some(beginning => text.startsWith(beginning, sentence.start))) return true
  for (let at = sentence.start; at < sentence.end; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x3000 && cjkSurrender.some(word => text.startsWith(word, at))) return true
    if (!isLetter(code)) continue
    if (text.startsWith("can't", at) || text.startsWith("don't know", at)) return true
    const start = at
    while (at < sentence.end && isLetter(text.charCodeAt(at))) at++
    const word = lowerAscii(text.slice(start, at))
    if (surrender.has(word) && !(word === 'missing' && isSought(text, at, sentence.end))) return true
  }
  return text.charCodeAt(sentence.end) === 0x3f || text.charCodeAt(sentence.end - 1) === 0x3f
}

/** "the missing number is 10": what is asked for, and no gap in what was given. */
function isSought(text: string, from: number, end: number): boolean {
  const start = from + 1
  const word = isBlank(text.charCodeAt(from)) ? lowerAscii(text.slice(start, lettersEnd(text, start, end))) : ''
  return word !== '' && !given.has(word)
}

/** What a problem gives, and words that lead on to where it is missing. */
const given: ReadonlySet<string> = new Set(['context', 'data', 'detail', 'details', 'for', 'from', 'in', 'info', 'information', 'or'])

function isDigits(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false
  return end > start
}
