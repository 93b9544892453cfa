import type { Tree } from '../../tree/tree.ts'
import { type CalendarDate, readDate, readMonth } from './calendar.ts'
import { spelled } from '../wording/spelling.ts'

/** From one year, month or date to a later one: `2010–2015`, "March to May", "from May 2010 to June 2011", 2010年至2015年. */
export interface DateRange {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** Read a range; `undefined` when the tree is something else. `2010-2015` is one, `2015-2010` is a difference. */
export function rangeOf(tree: Tree): DateRange | undefined {
  const [first, second] = endsOf(tree) ?? []
  if (first === undefined || second === undefined) return undefined
  const [from, to] = [readEnd(first), readEnd(second)]
  if (from === undefined || to === undefined) return undefined
  // Years in the wrong order are arithmetic; months may go on into the next year.
  if (from.year !== undefined && to.year !== undefined && from.year > to.year) return undefined
  return (from.month === undefined) === (to.month === undefined) ? { from, to } : undefined
}

function endsOf(tree: Tree): readonly string[] | undefined {
  if (tree.type === 'plus') {
    const [first, second] = tree.terms as [Tree, Tree]
    if (tree.terms.length !== 2 || first.type !== 'number' || second.type !== 'negate' || second.operand.type !== 'number') return undefined
    return [first.lexeme, second.operand.lexeme]
  }
  if (tree.type === 'list') {
    const numerals = tree.separator === 'space' && tree.items.length === 2 && tree.items.every(item => item.type === 'number')
    return numerals ? tree.items.map(item => (item as Tree & { type: 'number' }).lexeme) : undefined
  }
  const text = tree.type === 'text' || tree.type === 'times' ? spelled(tree) : undefined
  if (text === undefined || text.length > 60) return undefined
  const plain = text
    .trim()
    .replace(/^(?:from|between) |^从/i, '')
    .replace(/[\u2013\u2014~～]/g, '-')
  for (const between of [' to ', ' through ', ' until ', ' and ', '到', '至', ' - ', '-']) {
    if (between === ' and ' && !/^between /i.test(text.trim())) continue
    const parts = plain.split(between)
    if (parts.length === 2) return parts.map(part => part.trim())
  }
  return undefined
}

/** A year of four digits, a month, or a date with a year or a month. */
function readEnd(text: string): CalendarDate | undefined {
  if (/^[12][0-9]{3}年?$/.test(text)) return { year: Number.parseInt(text, 10) }
  const month = readMonth(text)
  return month === undefined ? readDate(text) : { month }
}
