import type { Span } from '../source/span.ts'
import { type Box, lastBoxStart, nearWindow, readBox, readSpecialBox, specialOpen } from './box.ts'
import { isBlank } from './characters.ts'
import { longestGlue, readGlue, readLead } from './glue.ts'
import { isPart } from './part.ts'
import { isStruck } from './taken-back.ts'

/**
 * One box, or several that make up one list.
 *
 *     $x=\boxed{1}$, $y=\boxed{2}$   →   x=1, y=2
 *
 * From the last box the run grows towards the front as long as there is only glue before its first member. The whole
 * run is the answer, never a part of it: a writer who boxes two values has given two. A box that is struck out or hidden ends the run;
 * a member that is a part of something else, such as `-\boxed{6}, \boxed{5}`, spoils it.
 */
export interface Run {
  readonly members: readonly Box[]
  /** Contents without the blanks around them. */
  readonly parts: readonly Span[]
  readonly text: string
  readonly long: boolean
  /** A member is a part of something else, so that nobody knows what the run says. */
  readonly takenBack?: true
}

/** The run that ends with `last`. `last` is closed. */
export function runOf(text: string, last: Box, from: number, limit: number): Run {
  const lastPart = trimmed(text, last.contentStart, last.contentEnd)
  const alone: Run = { members: [last], parts: [lastPart], text: text.slice(lastPart.start, lastPart.end), long: false }
  const members: Box[] = [last]
  const parts: Span[] = [lastPart]
  const labels: (Span | undefined)[] = []
  const names: (Span | undefined)[] = []
  let lists = false
  let length = alone.text.length
  for (let first = last; mayFollowBox(text, first.start, from); ) {
    const before = boxBefore(text, first, from, limit)
    if (before === undefined) break
    const glue = readGlue(text, before.end, first.start)
    const part = trimmed(text, before.contentStart, before.contentEnd)
    if (glue === undefined || part.start === part.end) break
    if (isPart(text, before, from, last.end)) return { ...alone, takenBack: true }
    if (isStruck(text, before, from, first.start)) break
    labels.push(glue.label)
    names.push(glue.name)
    lists ||= glue.lists || glue.label !== undefined || glue.name !== undefined
    members.push(before)
    parts.push(part)
    length += part.end - part.start + 2
    if (length > limit) return { ...alone, long: true }
    first = before
  }
  const first = members[members.length - 1]
  if (first === undefined || first === last) return alone
  if (!lists && parts.every(part => text.slice(part.start, part.end) === alone.text)) return alone
  const lead = readLead(text, from, first.start)
  labels.push(lead.label)
  names.push(lead.name)
  const labelled = labels.every(label => label !== undefined)
  const named = names.every(name => name !== undefined)
  members.reverse()
  parts.reverse()
  labels.reverse()
  names.reverse()
  const written = parts.map((part, index) => {
    const label = labels[index]
    const name = names[index]
    const content = text.slice(part.start, part.end)
    const withName = named && name !== undefined ? `${text.slice(name.start, name.end)}=${content}` : content
    return labelled && label !== undefined ? `(${plainLabel(text.slice(label.start, label.end))}) ${withName}` : withName
  })
  return { members, parts, text: written.join(', '), long: false }
}

/** ② is 2. */
function plainLabel(written: string): string {
  const circled = written.charCodeAt(0) - 0x245f
  return circled > 0 && circled <= 20 ? String(circled) : written
}

/** Unclosed boxes that `allBoxes` steps over before it stops: each costs a look at one whole answer. */
const patience = 16

/** Every closed box with a content in `[from, end)`, as one list. */
export function allBoxes(text: string, from: number, end: number, limit: number): Run | undefined {
  const members: Box[] = []
  const parts: Span[] = []
  let length = 0
  let unclosed = 0
  for (let to = end; unclosed < patience; ) {
    const start = lastBoxStart(text, from, to, nearWindow)
    if (start < 0) break
    to = start
    const box = readBox(text, start, limit, end)
    if (box === undefined) continue
    if (box.state !== 'closed') {
      unclosed++
      continue
    }
    const inner = members[members.length - 1]
    const part = trimmed(text, box.contentStart, box.contentEnd)
    if (part.start === part.end || (inner !== undefined && box.end > inner.start)) continue
    members.push(box)
    parts.push(part)
    length += part.end - part.start + 2
    if (length > limit) return { members: [box], parts: [part], text: '', long: true }
  }
  if (members.length === 0) return undefined
  members.reverse()
  parts.reverse()
  return { members, parts, text: parts.map(part => text.slice(part.start, part.end)).join(', '), long: false }
}

/** `[start, end)` without the blanks at its ends. */
export function trimmed(text: string, start: number, end: number): Span {
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return { start, end }
}

/**
 * Whether a box may end shortly before `start`: a short look that spares the search for it in almost every response.
 * What stands behind the last closing brace would have to be glue, too.
 */
function mayFollowBox(text: string, start: number, from: number): boolean {
  const earliest = Math.max(from, start - longestGlue)
  const look = text.slice(earliest, start)
  if (look.indexOf('\\boxed') >= 0 || look.indexOf('\\fbox') >= 0 || look.indexOf(specialMark) >= 0) return true
  const brace = look.lastIndexOf('}')
  return brace >= 0 && readGlue(text, earliest + brace + 1, start) !== undefined
}

/** What the tokens around the content of a special box have in common. */
const specialMark = '_of_box|>'

/** The box that ends before `next` begins, if it is closed and the last one before it. */
function boxBefore(text: string, next: Box, from: number, limit: number): Box | undefined {
  const earliest = Math.max(from, next.start - limit - longestGlue)
  const start = lastBoxStart(text, earliest, next.start, nearWindow)
  const box = start < 0 ? undefined : readBox(text, start, next.start - start, text.length)
  // One that ends further away than glue reaches joins nothing, and is not looked for.
  const near = text.slice(Math.max(earliest, next.start - longestGlue), next.start).indexOf(specialMark) >= 0
  const special = near ? text.slice(earliest, next.start).lastIndexOf(specialOpen) : -1
  const last = special < 0 || earliest + special < start ? box : readSpecialBox(text, earliest + special, next.start)
  return last !== undefined && last.state === 'closed' && last.end <= next.start ? last : undefined
}
