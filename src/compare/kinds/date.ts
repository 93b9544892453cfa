import { type Decision, different, proved, undecided } from '../../canonical/ladder/decision.ts'
import { toText } from '../../latex/print/text.ts'
import type { TimesNode, Tree } from '../../tree/tree.ts'
import { type CalendarDate, nameOfWeekday, readDate, readMonth, readMonthOfYear, weekdayOfDate } from '../calendar/calendar.ts'
import { sameClock } from '../calendar/clock.ts'
import type { Comparer } from '../comparer.ts'
import { rangeOf } from '../calendar/date-range.ts'
import { otherKind } from '../other-kind.ts'
import { hasText, spelled } from '../wording/spelling.ts'

/**
 * Dates compare as dates, however they are written. A year or a day of the week may be left out on one side; month,
 * day and time of day may not. A day of the week has to be that of the date. Ranges compare end by end.
 *
 * `5/6/2020` is May 6 or June 5: it equals itself, differs from what is neither, and leaves the rest open.
 */
export const compareDates: Comparer = (gold, prediction, context) => {
  const range = rangeOf(gold)
  if (range !== undefined) {
    const other = rangeOf(prediction)
    const part = other === undefined ? 'range' : (differs(range.from, other.from) ?? differs(range.to, other.to))
    return part === undefined
      ? proved('words', 'same-moment')
      : different('words', () => ({ what: part, reference: said(gold), prediction: said(prediction) }))
  }
  const months = [gold, prediction].map(monthAlone)
  if (months[0] !== undefined && months[1] !== undefined)
    return months[0] === months[1]
      ? proved('words', 'same-moment')
      : different('words', () => ({ what: 'month', reference: said(gold), prediction: said(prediction) }))
  const reference = dateOf(gold) ?? monthOfYear(gold, dateOf(prediction)) ?? plainYear(gold, dateOf(prediction))
  if (reference === undefined) return undefined
  const answer = dateOf(prediction) ?? monthOfYear(prediction, reference) ?? plainYear(prediction, reference)
  const witness = (what: string) => different('words', { what, reference: said(gold), prediction: said(prediction) })
  if (answer === undefined) return context.spec.type === 'date' || reference.month !== undefined ? otherKind(gold, prediction) : undefined
  // `3 BC` may be a multiple of a segment: an era counts against another one.
  if (reference.era !== answer.era) return reference.era === true ? undefined : witness('date')
  const part = differs(reference, answer)
  if (part === weekday && reference.month !== undefined) return wrongWeekday(reference, answer)
  if (reference.turnable === answer.turnable) return part === undefined ? proved('words', 'same-moment') : witness(part)
  return part === undefined || differs(turned(reference), turned(answer)) === undefined ? open(reference) : witness(part)
}

/** With the numerals of month and day exchanged where that is possible. */
const turned = (date: CalendarDate): CalendarDate => {
  const { month, day } = date
  return date.turnable === true && month !== undefined && day !== undefined ? { ...date, month: day, day: month } : date
}

const open = (reference: CalendarDate): Decision =>
  reference.turnable === true
    ? undecided('unreadable-reference', 'reference', 'a date whose first numeral may be the day or the month')
    : undecided('unreadable-prediction', 'prediction', 'a date whose first numeral may be the day or the month')

/** Whether a gold is a date or a range of dates. */
export const isDate = (gold: Tree): boolean =>
  rangeOf(gold) !== undefined ||
  dateOf(gold) !== undefined ||
  digitsOfMonth(gold) !== undefined ||
  monthAlone(gold) !== undefined ||
  (gold.type === 'number' && isYear(gold.lexeme))

/** `2024-05-01`: a year and two digits each for month and day are a date, whatever they would be as a difference. */
export const isNumeralDate = (tree: Tree): boolean =>
  tree.type === 'plus' && /^\d{4}-\d{2}-\d{2}$/.test(spelled(tree) ?? '') && dateOf(tree) !== undefined

/** As it was written: `2024-05-01` is no difference. */
const said = (tree: Tree): string => (spelled(tree) ?? toText(tree)).replace(/([A-Z]) (?=[A-Z]\b)/g, '$1')

const weekday = 'day of the week'

/** The days of the week that two dates say or fall on; what one side says of the year holds for both. */
function weekdays(gold: CalendarDate, prediction: CalendarDate): readonly [number | undefined, number | undefined] {
  const year = gold.year ?? prediction.year
  const dayOf = (date: CalendarDate) => date.weekday ?? weekdayOfDate(year === undefined ? date : { ...date, year })
  return [dayOf(gold), dayOf(prediction)]
}

function wrongWeekday(gold: CalendarDate, prediction: CalendarDate): Decision {
  const [reference, answer] = weekdays(gold, prediction).map(day => nameOfWeekday(day ?? 0)) as [string, string]
  return different('words', { what: weekday, reference, prediction: answer })
}

/** What tells two dates apart; `undefined` when nothing does. */
function differs(gold: CalendarDate, prediction: CalendarDate): string | undefined {
  if (gold.month !== prediction.month) return 'month'
  if (gold.day !== prediction.day) return 'day'
  if (gold.year !== undefined && prediction.year !== undefined && gold.year !== prediction.year) return 'year'
  if (gold.month !== undefined) {
    const [said, known] = weekdays(gold, prediction)
    if (said !== undefined && known !== undefined && said !== known) return weekday
  }
  // With a month the day of the week is an addition; without one it is the answer.
  if (gold.month === undefined && gold.weekday !== prediction.weekday) return weekday
  if ((gold.clock === undefined) !== (prediction.clock === undefined)) return 'time'
  if (gold.clock !== undefined && prediction.clock !== undefined && !sameClock(gold.clock, prediction.clock)) return 'time'
  return undefined
}

/** `2024-12` is arithmetic, except against a month of a year. */
const monthOfYear = (tree: Tree, other: CalendarDate | undefined): CalendarDate | undefined =>
  other?.month === undefined || other.year === undefined || other.day !== undefined ? undefined : digitsOfMonth(tree)

/** `1999` against `AD 1999` or "the year 1999"; an era before our own may not be left out. */
const plainYear = (tree: Tree, other: CalendarDate | undefined): CalendarDate | undefined =>
  other?.era === true && (other.year ?? 0) > 0 && tree.type === 'number' && isYear(tree.lexeme)
    ? { year: Number(tree.lexeme), era: true }
    : undefined

const isYear = (digits: string): boolean => /^[1-9]\d{0,3}$/.test(digits)

/** `March`, `Mar.`, 3月: a month against another one. */
function monthAlone(tree: Tree): number | undefined {
  const text = tree.type === 'text' || tree.type === 'times' ? spelled(tree) : undefined
  return text === undefined ? undefined : readMonth(text.replace(/^the month of /, ''))
}

function digitsOfMonth(tree: Tree): CalendarDate | undefined {
  const numeral = tree.type === 'number' && /^[12]\d{3}\.(?:0[1-9]|1[0-2])$/.test(tree.lexeme)
  const text = tree.type === 'plus' || tree.type === 'divide' || numeral ? spelled(tree) : undefined
  return text === undefined ? undefined : readMonthOfYear(text)
}

function dateOf(tree: Tree): CalendarDate | undefined {
  switch (tree.type) {
    case 'text':
      return readDate(tree.value)
    case 'plus':
      if (tree.terms.length > 3 || tree.terms[0]?.type !== 'number') return undefined
      break
    case 'divide':
      if (tree.written !== 'slash' || tree.numerator.type !== 'divide') return undefined
      break
    case 'list':
      if (tree.items.length > 3) return undefined
      break
    case 'times':
      // `Mon` is a product of letters.
      if (!hasText(tree) && (tree.factors.length > 4 || !isLettered(tree))) return undefined
      break
    default:
      return undefined
  }
  const text = spelled(tree)
  return text === undefined ? undefined : readDate(text)
}

/** `Mon`; `500 BC`: letters around one numeral at most. */
const isLettered = ({ factors }: TimesNode): boolean =>
  factors.filter(({ type }) => type === 'number').length < 2 && factors.every(({ type }) => type === 'symbol' || type === 'number')
