import { different, proved } from '../canonical/decision.ts'
import { toText } from '../latex/print-text.ts'
import type { Tree } from '../tree/tree.ts'
import { type CalendarDate, readDate, readMonthOfYear } from './calendar.ts'
import { sameClock } from './clock.ts'
import type { Comparer } from './comparer.ts'
import { rangeOf } from './date-range.ts'
import { hasText, spelled } from './spelling.ts'

/**
 * Dates compare as dates, however they are written. A year or a day of the week may be left out on one side; month,
 * day and time of day may not. Ranges compare end by end.
 */
export const compareDates: Comparer = (gold, prediction, context) => {
  const range = rangeOf(gold)
  if (range !== undefined) {
    const other = rangeOf(prediction)
    const part = other === undefined ? 'range' : (differs(range.from, other.from) ?? differs(range.to, other.to))
    return part === undefined
      ? proved('words')
      : different('words', () => ({ what: part, reference: said(gold), prediction: said(prediction) }))
  }
  const reference = dateOf(gold)
  if (reference === undefined) return undefined
  const answer = dateOf(prediction) ?? monthOfYear(reference, prediction)
  const witness = (what: string) => different('words', { what, reference: said(gold), prediction: said(prediction) })
  if (answer === undefined) return context.spec.type === 'date' || reference.month !== undefined ? witness('date') : undefined
  const part = differs(reference, answer)
  return part === undefined ? proved('words') : witness(part)
}

/** Whether a gold is a date or a range of dates. */
export const isDate = (gold: Tree): boolean => rangeOf(gold) !== undefined || dateOf(gold) !== undefined

/** As it was written: `2024-05-01` is no difference. */
const said = (tree: Tree): string => spelled(tree) ?? toText(tree)

/** What tells two dates apart; `undefined` when nothing does. */
function differs(gold: CalendarDate, prediction: CalendarDate): string | undefined {
  if (gold.month !== prediction.month) return 'month'
  if (gold.day !== prediction.day) return 'day'
  if (gold.year !== undefined && prediction.year !== undefined && gold.year !== prediction.year) return 'year'
  if (gold.weekday !== undefined && prediction.weekday !== undefined && gold.weekday !== prediction.weekday) return 'day of the week'
  // With a month the day of the week is an addition; without one it is the answer.
  if (gold.month === undefined && gold.weekday !== prediction.weekday) return 'day of the week'
  if ((gold.clock === undefined) !== (prediction.clock === undefined)) return 'time'
  if (gold.clock !== undefined && prediction.clock !== undefined && !sameClock(gold.clock, prediction.clock)) return 'time'
  return undefined
}

/** `2024-05` is arithmetic, except against a month of a year. */
function monthOfYear(reference: CalendarDate, prediction: Tree): CalendarDate | undefined {
  if (reference.month === undefined || reference.year === undefined || reference.day !== undefined) return undefined
  const text = prediction.type === 'plus' || prediction.type === 'divide' ? spelled(prediction) : undefined
  return text === undefined ? undefined : readMonthOfYear(text)
}

function dateOf(tree: Tree): CalendarDate | undefined {
  switch (tree.type) {
    case 'text':
      return readDate(tree.value)
    case 'plus':
      if (tree.terms.length !== 3 || tree.terms[0]?.type !== 'number') return undefined
      break
    case 'divide':
      if (tree.written !== 'slash' || tree.numerator.type !== 'divide') return undefined
      break
    case 'list':
      if (tree.items.length > 3) return undefined
      break
    case 'times':
      // `Mon` is a product of letters.
      if (!hasText(tree) && !(tree.factors.length < 5 && tree.factors.every(factor => factor.type === 'symbol'))) return undefined
      break
    default:
      return undefined
  }
  const text = spelled(tree)
  return text === undefined ? undefined : readDate(text)
}
