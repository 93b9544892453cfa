import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Clock, readClock, sameClock, secondsOf } from '../../src/compare/calendar/clock.ts'

const clock = (text: string): Clock => {
  const found = readClock(text)
  if (found === undefined) throw new Error(`${text} is no time`)
  return found
}
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

describe('times of day', () => {
  it.each([
    ['3:30 p.m.', '15:30'],
    ['12:00 AM', '00:00'],
    ['12:15 PM', '12:15'],
    ['noon', '12:00 pm'],
    ['midnight', '00:00'],
    ['9 am', '09:00 am'],
    ['下午3点半', '15:30'],
    ['上午9:05', '9:05 am'],
    ['晚上8点一刻', '20:15'],
    ['15时20分', '15:20'],
  ])('%s is %s', (a, b) => expect(sameClock(clock(a), clock(b))).toBe(true))

  it.each([
    ['3:30 pm', '3:30 am'],
    ['3:30', '15:30'],
    ['3:30:10', '3:30'],
    ['noon', 'midnight'],
  ])('%s is not %s', (a, b) => expect(sameClock(clock(a), clock(b))).toBe(false))

  it.each([
    ['half past three', 3, 30],
    ['quarter to four', 3, 45],
    ['ten past two', 2, 10],
    ["six o'clock", 6, 0],
  ])('%s', (text, hour, minute) => expect([clock(text).hour, clock(text).minute]).toEqual([hour, minute]))

  it.each(['25:00', '3:75', '13:00 xx', '3 to 4', '7', '3.30', '9时', 'at 3', '', '0:30 pm'])('%s is no time', text =>
    expect(readClock(text)).toBeUndefined(),
  )

  it('says whether the text itself is clear', () => {
    expect(['4:05', '06:30', '3:30 pm', "6 o'clock"].map(text => clock(text).explicit)).toEqual([true, true, true, true])
    expect(['3:45', '12:30'].map(text => clock(text).explicit)).toEqual([false, false])
  })

  it('reads both ways to write a time as the same second', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const half = hour < 12 ? 'AM' : 'PM'
        const twelve = hour % 12 === 0 ? 12 : hour % 12
        return (
          secondsOf(clock(`${twelve}:${two(minute)} ${half}`)) === (hour * 60 + minute) * 60 &&
          sameClock(clock(`${twelve}:${two(minute)} ${half}`), clock(`${hour}:${two(minute)}`))
        )
      }),
      { seed: 6 },
    )
  })

  it('never throws', () => {
    const pieces = fc.constantFrom('3', '30', ':', ' ', 'am', 'p.m.', '点', '半', '上午', 'half', 'past', 'to', "o'clock", '时', '分')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 8 }).map(parts => parts.join('')),
        ),
        text => {
          readClock(text)
          return true
        },
      ),
      { seed: 7, numRuns: 500 },
    )
  })
})
