import { foldCase, numberWord, ordinalWord } from '../../latex/wording/lexicon.ts'
import { type Clock, readClock } from './clock.ts'

/**
 * Dates in text: `May 5`, `5 May 2020`, `the fifth of May`, `2020-05-05`, `5.6.2020`, 2020年5月5日, `January 2 at 9:31AM`,
 * days of the week, and years with their era (`500 BC`, 公元前500年). With dots the day comes first. In `5/6/2020` the month
 * comes first in some countries and the day in others: it is read with the month first and marked.
 */
export interface CalendarDate {
  readonly year?: number
  readonly month?: number
  readonly day?: number
  /** 0 is Sunday. */
  readonly weekday?: number
  readonly clock?: Clock
  /** The numerals of month and day may be meant the other way round. */
  readonly turnable?: true
  /** A year and its era, and nothing else. Years before the first are counted from 0 down: 1 BC is 0. */
  readonly era?: true
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const shortDays: ReadonlyMap<string, number> = new Map([
  ['fri', 5],
  ['mon', 1],
  ['sat', 6],
  ['sun', 0],
  ['thu', 4],
  ['thur', 4],
  ['thurs', 4],
  ['tue', 2],
  ['tues', 2],
  ['wed', 3],
])
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function monthOf(word: string): number | undefined {
  const name = word.endsWith('.') ? word.slice(0, -1) : word
  if (name === 'sept') return 9
  const at = monthNames.findIndex(month => month === name || (name.length === 3 && month.startsWith(name)))
  return at < 0 ? undefined : at + 1
}

/** A month alone: `March`, `Mar.`, 3月, 三月. */
export function readMonth(text: string): number | undefined {
  if (text.length > 10) return undefined
  const chinese = /^([\d一二三四五六七八九十]{1,2}) ?月份?$/.exec(text)
  if (chinese === null) return monthOf(foldCase(text).trim())
  const said = chinese[1] as string
  const month = /^\d+$/.test(said) ? Number(said) : Number(numberWord(said) ?? 0)
  return month >= 1 && month <= 12 ? month : undefined
}

/** `Sunday` for 0. */
export function nameOfWeekday(day: number): string {
  const name = dayNames[day] ?? ''
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/**
 * The day of the week of a full date by the Gregorian calendar, 0 for Sunday; `undefined` when a part is missing.
 *
 * @example
 * weekdayOfDate({ year: 2024, month: 5, day: 1 }) // 3
 */
export function weekdayOfDate({ year, month, day }: CalendarDate): number | undefined {
  if (year === undefined || month === undefined || day === undefined || year < 1753) return undefined
  // Counted from March, a leap day is the last of its year.
  const counted = month < 3 ? year - 1 : year
  const days = Math.floor((((month + 9) % 12) * 153 + 2) / 5) + day
  return (counted * 365 + Math.floor(counted / 4) - Math.floor(counted / 100) + Math.floor(counted / 400) + days + 2) % 7
}

/** A month of a year in digits: `2024-05`, `05/2024`. Nothing but a date on the other side makes it one. */
export function readMonthOfYear(text: string): CalendarDate | undefined {
  const parts = /^([12]\d{3})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{1,2})[-/.]([12]\d{3})$/.exec(text)
  if (parts === null) return undefined
  const [year, month] = [parts[1], parts[2]].map(Number).sort((a, b) => b - a) as [number, number]
  return month >= 1 && month <= 12 ? { year, month } : undefined
}

function weekdayOf(word: string): number | undefined {
  const name = word.endsWith('.') ? word.slice(0, -1) : word
  const at = dayNames.indexOf(name.endsWith('s') && name.length > 6 ? name.slice(0, -1) : name)
  return at >= 0 ? at : shortDays.get(name)
}

const idle: ReadonlyMap<string, true> = new Map(
  ['a', 'an', 'date', 'day', 'is', 'it', 'month', 'of', 'on', 'the', 'year'].map(word => [word, true]),
)

/**
 * Read a date; `undefined` when the text is something else.
 *
 * @example
 * readDate('May 5th, 2020') // { month: 5, day: 5, year: 2020 }
 */
export function readDate(text: string): CalendarDate | undefined {
  if (text.length < 3 || text.length > 60) return text.length === 2 ? readChinese(text) : undefined
  const folded = foldCase(text).trim()
  const date = readNumeric(folded) ?? readEra(folded) ?? readChinese(folded) ?? readEnglish(folded)
  return date !== undefined && isValid(date) ? date : undefined
}

const eras: ReadonlyMap<string, 'before' | 'after'> = new Map([
  ['ad', 'after'],
  ['bc', 'before'],
  ['bce', 'before'],
  ['ce', 'after'],
])

/** `500 BC`, `B.C. 500`, `AD 79`, 公元前500年. */
function readEra(text: string): CalendarDate | undefined {
  const named = /^(?:the )?year (?:of )?(\d{1,4})$/.exec(text)
  if (named !== null) return yearOf(named[1], 'after')
  const chinese = /^(?:公元)?(前)?([\d零〇一二三四五六七八九十百千]{1,9})年?$/.exec(text.replace(/ /g, ''))
  if (chinese !== null && (chinese[1] !== undefined || text.startsWith('公元'))) {
    const said = chinese[2] as string
    return yearOf(/^\d+$/.test(said) ? said : numberWord(said), chinese[1] === undefined ? 'after' : 'before')
  }
  // Letters of mathematics stand apart: `500 B C`.
  const plain = text.replace(/[ .]/g, '')
  const parts = /^(\d{1,4})([abcde]{2,3})$/.exec(plain) ?? /^([abcde]{2,3})(\d{1,4})$/.exec(plain)
  if (parts === null) return undefined
  const [first, second] = [parts[1] as string, parts[2] as string]
  const era = eras.get(first) ?? eras.get(second)
  return era === undefined ? undefined : yearOf(eras.has(first) ? second : first, era)
}

function yearOf(digits: string | undefined, era: 'before' | 'after'): CalendarDate | undefined {
  const year = Number(digits ?? 0)
  return year < 1 || year > 9999 ? undefined : { year: era === 'before' ? 1 - year : year, era: true }
}

function isValid({ year, month, day }: CalendarDate): boolean {
  if (month !== undefined && (month < 1 || month > 12)) return false
  if (month === 2 && day === 29 && year !== undefined && !isLeap(year)) return false
  return day === undefined || (day >= 1 && day <= (monthLengths[(month ?? 1) - 1] as number))
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** `2020-05-05`, `2020/5/6`, `5/6/2020`, `13.5.2020`. */
function readNumeric(text: string): CalendarDate | undefined {
  const parts = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text)
  // `2020-03`: no difference is written with a leading zero.
  if (parts === null) return /^[12]\d{3}-0[1-9]$/.test(text) ? readMonthOfYear(text) : undefined
  const [first, middle, last] = [parts[1] as string, parts[3] as string, parts[4] as string]
  const isYear = (year: string): boolean => year.length === 4 && year >= '1000' && year < '3000'
  if (isYear(first) && last.length <= 2) return { year: Number(first), month: Number(middle), day: Number(last) }
  if (!isYear(last) || first.length > 2) return undefined
  const [year, a, b] = [Number(last), Number(first), Number(middle)]
  if (a > 12 || parts[2] === '.') return { year, month: b, day: a }
  return b > 12 || a === b ? { year, month: a, day: b } : { year, month: a, day: b, turnable: true }
}

const chineseDays = '日一二三四五六'

/** 2020年5月5日, 五月五日, 星期一. */
function readChinese(text: string): CalendarDate | undefined {
  const parts =
    /^(?:([\d〇零一二三四五六七八九]{2,4})年)?(?:([\d一二三四五六七八九十]{1,3})月)?(?:([\d一二三四五六七八九十]{1,3})[日号])?(?:(?:星期|周|礼拜)([一二三四五六日天]))?$/.exec(
      text.replace(/ /g, ''),
    )
  if (parts === null) return undefined
  const [, year, month, day, weekday] = parts as unknown as [
    string,
    string | undefined,
    string | undefined,
    string | undefined,
    string | undefined,
  ]
  if (month === undefined && weekday === undefined) return undefined
  if (month !== undefined && day === undefined && year === undefined && weekday === undefined) return undefined
  const number = (said: string): number => (/^\d+$/.test(said) ? Number(said) : Number(numberWord(said) ?? Number.NaN))
  const date: { year?: number; month?: number; day?: number; weekday?: number } = {}
  if (year !== undefined) date.year = number(year)
  if (month !== undefined) date.month = number(month)
  if (day !== undefined) date.day = number(day)
  if (weekday !== undefined) date.weekday = weekday === '天' ? 0 : chineseDays.indexOf(weekday)
  for (const value of [date.year, date.month, date.day]) if (value !== undefined && !Number.isSafeInteger(value)) return undefined
  return date
}

/** Words in any order: one month, at most one day, year and weekday, and nothing else. */
function readEnglish(text: string): CalendarDate | undefined {
  const at = text.lastIndexOf(' at ')
  const clock = at > 0 ? readClock(text.slice(at + 4)) : undefined
  if (at > 0 && clock === undefined) return undefined
  // `Wednesday, 2024-05-01`
  const space = text.indexOf(' ')
  const named = space > 0 ? weekdayOf(text.slice(0, space).replace(/,$/, '')) : undefined
  const numeric = named === undefined ? undefined : readNumeric(text.slice(space + 1))
  if (numeric !== undefined && named !== undefined) return { ...numeric, weekday: named }
  const date: { year?: number; month?: number; day?: number; weekday?: number; clock?: Clock } = clock === undefined ? {} : { clock }
  // `14-Feb-2023`
  const dashed = /^\d{1,2}-[a-z]{3,9}-\d{4}$/.test(text) ? text.replace(/-/g, ' ') : text
  for (const word of (at > 0 ? text.slice(0, at) : dashed).split(/[ ,]+/)) {
    if (word === '' || word === '.' || idle.has(word)) continue
    const month = monthOf(word)
    const weekday = weekdayOf(word)
    const year = /^[12]\d{3}\.?$/.test(word) ? Number.parseInt(word, 10) : undefined
    const day = year === undefined ? dayOf(word) : undefined
    if (month !== undefined && date.month === undefined) date.month = month
    else if (weekday !== undefined && date.weekday === undefined) date.weekday = weekday
    else if (year !== undefined && date.year === undefined) date.year = year
    else if (day !== undefined && date.day === undefined) date.day = day
    else return undefined
  }
  // A month alone and a lone number are words of their own.
  if (date.month === undefined) return date.weekday !== undefined && date.day === undefined && date.year === undefined ? date : undefined
  return date.day === undefined && date.year === undefined && date.weekday === undefined && text.length <= 4 ? undefined : date
}

function dayOf(word: string): number | undefined {
  const plain = word.endsWith('.') ? word.slice(0, -1) : word
  const day = /^\d{1,2}$/.test(plain) ? Number(plain) : ordinalWord(plain)
  return day !== undefined && day >= 1 && day <= 31 ? day : undefined
}
