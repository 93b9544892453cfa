import { foldCase, numberWord } from '../../latex/wording/lexicon.ts'

/**
 * Times of day in text: `4:05`, `3:30 p.m.`, `15:30:10`, `6 o'clock`, `half past three`, `noon`, 下午3点半.
 */
export interface Clock {
  /** As written, before noon or afternoon is taken into account. */
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly half?: 'am' | 'pm'
  /** The text itself says that it is a time and no ratio: a half of the day, a leading zero, `o'clock`. */
  readonly explicit: boolean
  /** Written with a colon and two-digit minutes. */
  readonly digital: boolean
}

/**
 * Read a time of day; hours up to 24, minutes and seconds below 60.
 *
 * @example
 * readClock('3:30 p.m.') // { hour: 3, minute: 30, second: 0, half: 'pm', explicit: true, digital: true }
 */
export function readClock(text: string): Clock | undefined {
  if (text.length === 0 || text.length > 40) return undefined
  const folded = foldCase(text).trim().replace(/ uhr$/, 'h').replace(/時/g, '时').replace(/點/g, '点')
  const part = /^(.+?) (?:in the (morning|afternoon|evening)|a ?t night)$/.exec(folded)
  if (part !== null) {
    const hour = part[1] as string
    return withHalf(readClock(/^\d{1,2}$/.test(hour) ? `${hour}:00` : hour), part[2])
  }
  const named = moments.get(folded)
  if (named !== undefined) return named
  if (folded.charCodeAt(0) > 0x7f || /[点时]/.test(folded)) return readChinese(folded)
  const digits =
    /^(\d{1,2})(?:[:.h] ?(\d{2}))?(?:[:.](\d{2}))? ?(a ?\.? ?m\.?|p ?\.? ?m\.?|noon|midnight|o ?' ?clock|hrs|hours|h)?( ?[ap] ?\.? ?m\.?)?\.?$/.exec(
      folded,
    )
  if (digits === null) return readSpoken(folded)
  const [, hour, minute, second, suffix, more] = digits as unknown as [
    string,
    string,
    string | undefined,
    string | undefined,
    string | undefined,
    string | undefined,
  ]
  const dotted = folded.includes('.') && minute !== undefined && !folded.includes(':')
  if (dotted && suffix === undefined) return undefined
  if ((suffix === 'noon' || suffix === 'midnight') && Number(hour) !== 12) return undefined
  if (minute === undefined && (suffix === undefined || suffix === 'h' || suffix === 'hrs' || suffix === 'hours')) return undefined
  // `07:00` counts to 24.
  const half = halfOf(suffix, more) ?? (/^0\d/.test(hour) ? 'am' : undefined)
  const zero = /^0\d/.test(hour) || minute?.startsWith('0') === true || second?.startsWith('0') === true
  return valid(
    Number(hour),
    Number(minute ?? 0),
    Number(second ?? 0),
    half,
    zero || suffix !== undefined || folded.includes('h'),
    minute !== undefined,
  )
}

/** "3:30 in the afternoon", "9 at night": the half of the day that the words say. */
function withHalf(clock: Clock | undefined, part: string | undefined): Clock | undefined {
  if (clock === undefined || clock.half !== undefined || clock.hour === 0 || clock.hour > 12) return undefined
  const night = clock.hour === 12 || clock.hour < 5 ? 'am' : 'pm'
  return { ...clock, half: part === 'morning' ? 'am' : part === undefined ? night : 'pm', explicit: true }
}

function halfOf(suffix: string | undefined, more: string | undefined): 'am' | 'pm' | undefined {
  if (suffix === 'noon') return 'pm'
  if (suffix === 'midnight') return 'am'
  const letter = more?.trim().charAt(0) ?? suffix?.charAt(0)
  return letter === 'a' ? 'am' : letter === 'p' ? 'pm' : undefined
}

function valid(
  hour: number,
  minute: number,
  second: number,
  half: 'am' | 'pm' | undefined,
  explicit: boolean,
  digital: boolean,
): Clock | undefined {
  if (
    hour > 24 ||
    (hour === 24 && minute + second > 0) ||
    minute > 59 ||
    second > 59 ||
    (half !== undefined && (hour > 23 || (half === 'am' ? hour > 12 : hour === 0)))
  )
    return undefined
  return half === undefined ? { hour, minute, second, explicit, digital } : { hour, minute, second, half, explicit, digital }
}

const moments: ReadonlyMap<string, Clock> = new Map([
  ['midday', { hour: 12, minute: 0, second: 0, half: 'pm', explicit: true, digital: false }],
  ['midnight', { hour: 12, minute: 0, second: 0, half: 'am', explicit: true, digital: false }],
  ['午夜', { hour: 12, minute: 0, second: 0, half: 'am', explicit: true, digital: false }],
  ['正午', { hour: 12, minute: 0, second: 0, half: 'pm', explicit: true, digital: false }],
  ['noon', { hour: 12, minute: 0, second: 0, half: 'pm', explicit: true, digital: false }],
])

/** `six o'clock`, `half past three`, `quarter to four`, `ten past two`. */
function readSpoken(text: string): Clock | undefined {
  const half = /^(.+) ([ap])\.?m\.?$/.exec(text)
  if (half !== null) return withHalf(readSpoken(half[1] as string), half[2] === 'a' ? 'morning' : 'afternoon')
  const clock = /^([a-z]+) o ?'? ?clock$/.exec(text)
  if (clock !== null) {
    const hour = numberWord(clock[1] as string)
    return hour === undefined ? undefined : valid(Number(hour), 0, 0, undefined, true, false)
  }
  // "six thirty" is no number
  const [first, second, more] = text.split(/ (?=[a-z])/)
  if (first !== undefined && second !== undefined && more === undefined && numberWord(text) === undefined) {
    const [hours, minutes] = [numberWord(first), numberWord(second)].map(Number)
    if ((hours as number) <= 12 && (hours as number) > 0 && (minutes as number) > 9)
      return valid(hours as number, minutes as number, 0, undefined, true, false)
  }
  const relative = /^(?:a )?([a-z0-9-]+)(?: minutes?)? (past|to|after|before) ([a-z0-9]+)$/.exec(text)
  if (relative === null) return undefined
  const [, amount, direction, of] = relative as unknown as [string, string, string, string]
  const minutes = amount === 'half' ? 30 : amount === 'quarter' ? 15 : small(amount)
  const hour = small(of)
  // `3 to 4` in digits is a ratio.
  // "two to three" is a ratio or a range.
  if (minutes !== undefined && minutes < 5 && !text.includes('minute')) return undefined
  if (minutes === undefined || hour === undefined || hour > 12 || (/^\d/.test(amount) && /^\d/.test(of))) return undefined
  if (direction === 'past' || direction === 'after') return valid(hour, minutes, 0, undefined, true, false)
  return amount === 'half' ? undefined : valid(hour === 1 ? 12 : hour - 1, 60 - minutes, 0, undefined, true, false)
}

function small(text: string): number | undefined {
  const lexeme = /^\d{1,2}$/.test(text) ? text : numberWord(text)
  return lexeme === undefined || lexeme.length > 2 ? undefined : Number(lexeme)
}

const chineseHalves: readonly (readonly [string, 'am' | 'pm'])[] = [
  ['上午', 'am'],
  ['早上', 'am'],
  ['早晨', 'am'],
  ['凌晨', 'am'],
  ['中午', 'pm'],
  ['下午', 'pm'],
  ['傍晚', 'pm'],
  ['晚上', 'pm'],
]

function readChinese(text: string): Clock | undefined {
  let rest = text.replace(/ /g, '')
  let half: 'am' | 'pm' | undefined
  for (const [word, value] of chineseHalves) {
    if (!rest.startsWith(word)) continue
    half = value
    rest = rest.slice(word.length)
    break
  }
  if (half === undefined && rest.charCodeAt(0) > 0x7f && !/^[一二两三四五六七八九十]/.test(rest)) return undefined
  const colon = /^(\d{1,2}):(\d{2})$/.exec(rest)
  if (colon !== null) return half === undefined ? undefined : chinese(Number(colon[1]), Number(colon[2]), half)
  const parts = /^([\d一二两三四五六七八九十]{1,3})([点时])(?:钟|整)?(?:(半)|([一三])刻|([\d零一二三四五六七八九十]{1,3})分?)?$/.exec(rest)
  if (parts === null) return undefined
  const [, hour, sign, halfHour, quarters, minute] = parts as unknown as [
    string,
    string,
    string,
    string | undefined,
    string | undefined,
    string | undefined,
  ]
  // 一点二五 is a decimal.
  if (minute !== undefined && !rest.endsWith('分') && /^[一二三四五六七八九]{1,2}$/.test(minute)) return undefined
  // 9时 alone is a span of nine hours.
  if (sign === '时' && minute === undefined && half === undefined) return undefined
  const hours = small(hour)
  const minutes =
    halfHour !== undefined
      ? 30
      : quarters !== undefined
        ? quarters === '一'
          ? 15
          : 45
        : minute === undefined
          ? 0
          : small(minute.replace(/^[零0](?=.)/, ''))
  return hours === undefined || minutes === undefined ? undefined : chinese(hours, minutes, half)
}

/** 下午15点 says the half of the day twice. */
function chinese(hour: number, minute: number, half: 'am' | 'pm' | undefined): Clock | undefined {
  return valid(hour, minute, 0, hour > 12 ? undefined : half, true, false)
}

/** Seconds since midnight; `undefined` when before or after noon is not said and both are possible. */
export function secondsOf(clock: Clock): number | undefined {
  if (clock.half === undefined && clock.hour > 0 && clock.hour <= 12) return undefined
  const hour =
    clock.half === undefined ? clock.hour % 24 : clock.hour > 12 ? clock.hour : (clock.hour % 12) + (clock.half === 'pm' ? 12 : 0)
  return (hour * 60 + clock.minute) * 60 + clock.second
}

/** Whether two times of day are the same: before or after noon may be left out on one side. */
export function sameClock(a: Clock, b: Clock): boolean {
  const [left, right] = [secondsOf(a), secondsOf(b)]
  if (left !== undefined && right !== undefined) return left === right
  if (a.minute !== b.minute || a.second !== b.second) return false
  // `3:30` is no `15:30`, unless the half of the day was said there.
  if (left === undefined && right === undefined) return a.hour === b.hour
  const [open, fixed] = left === undefined ? [a, b] : [b, a]
  return open.hour % 12 === fixed.hour % 12 && (fixed.half !== undefined || fixed.hour === open.hour)
}
