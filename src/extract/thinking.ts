import { firstBoxStart } from './box.ts'

/**
 * Where does the thinking end, and which answer tag is the last?
 *
 *     <think> … \boxed{4}? no … </think> So <answer> 5 </answer>
 *                                      ^ thinkingEnd
 *
 * Every mark begins with `<`, which is rare in mathematics, so one walk over the `<` of the whole response
 * finds all of them; the engine's own search makes that walk almost free. Everything before the last closing
 * mark is thinking, whether or not the opening one is visible (chat templates often write it themselves).
 * An opening mark counts only at the start of a line: elsewhere it is talked about. Marks in backticks or
 * quotes are talked about, too. The walk also finds where the writer's turn ends, if he went on to write the next one.
 */
export interface Marks {
  /** End of the last closing mark of thinking; `from` when there is none. */
  readonly thinkingEnd: number
  /** Start of an opening mark after it that nothing closes, or -1. */
  readonly unclosedThinking: number
  /** The last answer tag after the thinking. */
  readonly tag: AnswerTag | undefined
  /** Start of the last `<|begin_of_box|>` after the thinking, or -1. */
  readonly specialBox: number
  /** Where the writer's turn ends: at the special token after which another speaker is invented, or at the end of the text. */
  readonly end: number
}

export interface AnswerTag {
  /** Start of `<answer>`; the end of the thinking when only `</answer>` is visible. */
  readonly start: number
  readonly contentStart: number
  /** Start of `</answer>`, or -1 when it is missing. */
  readonly contentEnd: number
  readonly end: number
}

type Mark = 'think-open' | 'think-close' | 'answer-open' | 'answer-close' | 'box-open' | 'channel' | 'strike' | 'turn-end' | 'turn-start'

/** Names between `<` and `>`, lower case, without blanks. A leading slash closes. Sorted. */
const marks: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['/answer', 'answer-close'],
  ['/final-answer', 'answer-close'],
  ['/final_answer', 'answer-close'],
  ['/finalanswer', 'answer-close'],
  ['/reasoning', 'think-close'],
  ['/s', 'turn-end'],
  ['/seed:think', 'think-close'],
  ['/think', 'think-close'],
  ['/thinking', 'think-close'],
  ['/thought', 'think-close'],
  ['answer', 'answer-open'],
  ['end_of_turn', 'turn-end'],
  ['eos', 'turn-end'],
  ['final-answer', 'answer-open'],
  ['final_answer', 'answer-open'],
  ['finalanswer', 'answer-open'],
  ['reasoning', 'think-open'],
  ['s', 'strike'],
  ['seed:think', 'think-open'],
  ['think', 'think-open'],
  ['thinking', 'think-open'],
  ['thought', 'think-open'],
  ['|/think|', 'think-close'],
  ['|begin_of_box|', 'box-open'],
  ['|begin_of_thought|', 'think-open'],
  ['|channel|', 'channel'],
  ['|end_of_text|', 'turn-end'],
  ['|end_of_think|', 'think-close'],
  ['|end_of_thinking|', 'think-close'],
  ['|end_of_thought|', 'think-close'],
  ['|endoftext|', 'turn-end'],
  ['|eot_id|', 'turn-end'],
  ['|im_end|', 'turn-end'],
  ['|im_start|', 'turn-start'],
  ['|think|', 'think-open'],
])

/** Longer than the longest name with a few blanks. */
const longestMark = 28
const finalChannel = 'final<|message|>'

/** Every closed answer tag from `from` on, in order, also in the thinking. */
export function readTags(text: string, from: number): readonly AnswerTag[] {
  const tags: AnswerTag[] = []
  readMarks(text, from, tags)
  return tags
}

/**
 * One walk over the `<` of `text` from `from` to its end.
 *
 * @param tags collects every answer tag that is closed
 */
export function readMarks(text: string, from: number, tags?: AnswerTag[]): Marks {
  let thinkingEnd = from
  let opening = -1
  let specialBox = -1
  let turnEnd = -1
  let struck = false
  let tag: AnswerTag | undefined
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
    if (!mayBeginMark(text, at + 1)) continue
    let end = markEnd(text, at)
    if (end < 0) continue
    let mark = marks.get(nameOf(text, at + 1, end - 1))
    if (mark === undefined || isTalkedAbout(text, at, end)) continue
    if (mark === 'channel') {
      const final = text.startsWith(finalChannel, end)
      mark = final ? 'think-close' : 'think-open'
      if (final) end += finalChannel.length
    } else if (mark === 'turn-start') {
      if (text.startsWith('user', end)) {
        if (turnEnd < 0) turnEnd = at
        break
      }
      turnEnd = -1
    }
    if (turnEnd >= 0 && mark !== 'think-close') continue
    switch (mark) {
      case 'strike':
        struck = true
        break
      case 'turn-end':
        // `<s>5</s>` strikes out; a lonely `</s>` ends the turn.
        if (!(struck && text.charCodeAt(at + 1) === 0x2f)) turnEnd = at
        else struck = false
        break
      case 'think-close':
        turnEnd = -1
        thinkingEnd = end
        opening = -1
        specialBox = -1
        tag = undefined
        break
      case 'think-open':
        if (opening < 0 && startsLine(text, at, from)) opening = at
        break
      case 'answer-open':
        if (!text.startsWith(' tag', end)) tag = { start: at, contentStart: end, contentEnd: -1, end: -1 }
        break
      case 'answer-close':
        if (tag === undefined) tag = { start: thinkingEnd, contentStart: thinkingEnd, contentEnd: at, end }
        else if (tag.contentEnd < 0) tag = { ...tag, contentEnd: at, end }
        else break
        tags?.push(tag)
        break
      case 'box-open':
        specialBox = at
        break
    }
  }
  const other = otherThinking(text, from)
  if (other.end > thinkingEnd) {
    thinkingEnd = other.end
    if (opening < thinkingEnd) opening = -1
    if (specialBox < thinkingEnd) specialBox = -1
    if (tag !== undefined && tag.start < thinkingEnd) tag = undefined
  }
  if (other.unclosed && opening < 0) opening = from
  // Behind a finished answer it is talked about.
  const answered = tag !== undefined && tag.contentEnd >= 0 && tag.start < opening
  if (opening >= 0 && (answered || firstBoxStart(text, thinkingEnd, opening) >= 0)) opening = -1
  return { thinkingEnd, unclosedThinking: opening, tag, specialBox, end: turnEnd < thinkingEnd ? text.length : turnEnd }
}

/**
 * Whether the table holds a name that begins as the text behind the `<` does. Comparisons (`a < b`) leave here, before anything is
 * read: a long response may hold hundreds.
 */
function mayBeginMark(text: string, at: number): boolean {
  let first = text.charCodeAt(at)
  if (first === 0x20) while (first === 0x20 || first === 0x09) first = text.charCodeAt(++at)
  if (first === 0x2f || first === 0x7c) return true // a slash or a bar
  const second = text.charCodeAt(at + 1) | 0x20 // a blank between letters may be left out: folded to itself
  switch (first | 0x20) {
    case 0x61: // an
    case 0x65: // en, eo
      return second === 0x6e || second === 0x6f || isGap(second)
    case 0x66: // fi
      return second === 0x69 || isGap(second)
    case 0x72: // re
      return second === 0x65 || isGap(second)
    case 0x73: // se, s>
      return second === 0x65 || second === 0x3e || isGap(second)
    case 0x74: // th
      return second === 0x68 || isGap(second)
    default:
      return false
  }
}
/** A blank or a tab, folded. */
const isGap = (code: number): boolean => code === 0x20 || code === 0x29

/** Just behind the `>` that ends the mark, or -1 when it is too far away to be one. */
function markEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + longestMark)
  for (let i = at + 1; i < limit; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x3e) return i + 1
    if (code === 0x3c || code === 0x0a) return -1
  }
  return -1
}

/** ASCII lower case, blanks left out. */
function nameOf(text: string, start: number, end: number): string {
  let name = ''
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x20 || code === 0x09) continue
    name += code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : text[i]
  }
  return name
}

/** `` `</think>` `` and `"</think>"` are talked about. */
function isTalkedAbout(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1)
  return (before === 0x60 || before === 0x22 || before === 0x27) && text.charCodeAt(end) === before
}

function startsLine(text: string, at: number, from: number): boolean {
  for (let i = at - 1; i >= from; i--) {
    const code = text.charCodeAt(i)
    if (code === 0x0a || code === 0x0d || code === 0x3e) return true
    if (code !== 0x20 && code !== 0x09) return false
  }
  return true
}

/** Marks of thinking that do not begin with `<`: looked for only where the response begins with one, or holds characters that are rare enough. */
function otherThinking(text: string, from: number): { readonly end: number; readonly unclosed: boolean } {
  const brackets = text.startsWith('[THINK]', from)
  const close = brackets ? '[/THINK]' : '◁/think▷'
  let end = -1
  for (let at = text.indexOf(close, from); at >= 0; at = text.indexOf(close, end)) end = at + close.length
  return { end, unclosed: end < 0 && (brackets || text.startsWith('◁think▷', from)) }
}
