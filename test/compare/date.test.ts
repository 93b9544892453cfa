import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from '../../src/compare/calendar/calendar.ts'

describe('dates', () => {
  it.each([
    ['May 5', { month: 5, day: 5 }],
    ['5 May 2020', { month: 5, day: 5, year: 2020 }],
    ['the fifth of May', { month: 5, day: 5 }],
    ['Monday, May 5th, 2020', { weekday: 1, month: 5, day: 5, year: 2020 }],
    ['2020-05-05', { year: 2020, month: 5, day: 5 }],
    ['2020/5/6', { year: 2020, month: 5, day: 6 }],
    ['5/6/2020', { turnable: true, year: 2020, month: 5, day: 6 }],
    ['13.5.2020', { year: 2020, month: 5, day: 13 }],
    ['2020年5月5日', { year: 2020, month: 5, day: 5 }],
    ['五月五日', { month: 5, day: 5 }],
    ['二〇二〇年十月一日', { year: 2020, month: 10, day: 1 }],
    ['星期天', { weekday: 0 }],
    ['Sept. 20', { month: 9, day: 20 }],
    ['January', { month: 1 }],
    ['Tuesdays', { weekday: 2 }],
  ])('%s', (text, date) => expect(readDate(text)).toEqual(date))

  it.each(['May', '5', 'June 31', '2020-13-05', 'May 5 and 6', 'may be', '5/6', 'Monday 5', '3月', '2023年', 'first', '1/2/3', ''])(
    '%s is no date',
    text => expect(readDate(text)).toBeUndefined(),
  )

  it('never throws', () => {
    const pieces = fc.constantFrom('May', '5', '31', '2020', '-', '/', ' ', ',', 'th', '年', '月', '日', 'Monday', 'at', '3:30', '五', '十')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 8 }).map(parts => parts.join(' ')),
          fc.array(pieces, { maxLength: 8 }).map(parts => parts.join('')),
        ),
        text => {
          readDate(text)
          return true
        },
      ),
      { seed: 8, numRuns: 500 },
    )
  })
})
