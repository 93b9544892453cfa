/**
 * Is there one final answer, or do several stand side by side?
 *
 *     <answer>1</answer> or <answer>2</answer>          Answer: 1 or Answer: 2          #### 1 #### 2
 *     ^ the rival                                        what is between says nothing
 *
 * The last marked answer counts, so that a response may correct itself in words. An answer right before it, with nothing but
 * connectives, marks and blanks between, corrects nothing: it hedges. Boxes in a row are read as one list already (`extract`).
 */
import { lowerAscii } from '../extract/characters.ts'
import { extract } from '../extract/extract.ts'
import type { Extraction } from '../extract/extraction.ts'

/** Nothing that stands further away is looked at. */
const longestGap = 240

/**
 * The answer that stands beside the chosen one and says something else, or `undefined`.
 *
 * @param extraction of the same response
 * @example
 * rivalAnswer('Answer: 1 or Answer: 2', extract('Answer: 1 or Answer: 2')) // '1'
 * rivalAnswer('Answer: 1. No, I forgot one. Answer: 2', extract('Answer: 1. No, I forgot one. Answer: 2')) // undefined
 */
export function rivalAnswer(response: string, extraction: Extraction): string | undefined {
  if (!extraction.found || extraction.rule === 'whole') return undefined
  const { span, thinkingEnd, rule } = extraction
  const from = Math.max(thinkingEnd, span.start - 2 * longestGap)
  if (rule === 'hash-marks') return rivalMarks(response.slice(from, span.start), extraction.text)
  // A box has its own rule for neighbours, and is a rival's rival only where there are tags.
  const near = response.slice(from, span.end)
  if (rule === 'box' && !near.includes('</answer>')) return undefined
  const { passedOver } = extract(response, { prose: false, candidates: true })
  for (const other of passedOver) {
    const gap = span.start - other.outer.end
    if (other.outer.start < thinkingEnd || gap < 0 || gap > longestGap) continue
    if (other.rule === 'last-math' || other.rule === 'bare') continue
    const text = withoutConnective(response.slice(other.span.start, other.span.end))
    if (text !== extraction.text && saysNothing(response.slice(other.outer.end, span.start))) return text
  }
  return undefined
}

/** `#### 1 or #### ` before the chosen 2. */
function rivalMarks(before: string, chosen: string): string | undefined {
  const last = before.lastIndexOf('####')
  const earlier = last <= 0 ? -1 : before.lastIndexOf('####', last - 1)
  if (earlier < 0) return undefined
  const text = withoutConnective(before.slice(earlier + 4, last))
  return /^[-+$\d.,]+$/.test(text) && text !== chosen ? text : undefined
}

const withoutConnective = (text: string): string => text.replace(/(?:[,;.]|\b(?:or|and))?\s{0,20}$/, '').trim()

const emptyWords: ReadonlySet<string> = new Set(['', 'or', 'and', 'the', 'final', 'answer', 'is', 'answer>', '/answer>', 'boxed'])

/** Marks of answers, connectives and punctuation. */
function saysNothing(gap: string): boolean {
  return gap.split(/[\s<,;:.*$\\{}/]/).every(word => emptyWords.has(lowerAscii(word)))
}
