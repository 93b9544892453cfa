import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asQuantity, movePoint } from '../../src/compare/measure.ts'
import { parse } from '../../src/latex/parse.ts'
import { toText } from '../../src/latex/print-text.ts'

const read = (text: string): string | undefined => {
  const found = asQuantity(parse(text).tree)
  return found === undefined ? undefined : `${toText(found.value)} [${found.unit.label}]`
}

describe('values with units', () => {
  it.each([
    [String.raw`5\text{ cm}`, '5 [cm]'],
    [String.raw`12\,\mathrm{cm}^{2}`, '12 [cm^2]'],
    ['15 m/s^2', '15 [m/s^2]'],
    [String.raw`10\ \mathrm{N\cdot m}`, '10 [N·m]'],
    ['5 kΩ', '5 [kΩ]'],
    [String.raw`\$12 per hour`, '12 [$/hour]'],
    ['5 million dollars', '5000000 [dollars]'],
    ['2.5 million', '2500000 []'],
    ['seven dollars', '7 [dollars]'],
    ['三十度', '30 [度]'],
    [String.raw`\frac{60\text{ km}}{2\text{ h}}`, '60/2 [km/h]'],
    ['about 5 cm', '5 [cm]'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    '2h',
    '13g',
    '2mg',
    '5 m n',
    '2 x',
    String.raw`1+5\%`,
    String.raw`90^\circ-x`,
    String.raw`360^\circ k`,
    '2 is wrong',
    '5 or more',
    'a circle',
    'cm',
    'n',
  ])('%s is none', text => expect(read(text)).toBeUndefined())

  it('moves the point of a numeral and keeps its digits', () => {
    const moved = (lexeme: string, places: number): string => toText(movePoint({ type: 'number', lexeme }, places))
    expect([moved('0.05', 2), moved('5', 2), moved('5', -3), moved('12.50', 1), moved('.5', -1), moved('100', -2)]).toEqual([
      '5',
      '500',
      '0.005',
      '125.0',
      '0.05',
      '1.00',
    ])
    fc.assert(
      fc.property(fc.nat(999999), fc.integer({ min: -12, max: 12 }), (value, places) => {
        const there = movePoint({ type: 'number', lexeme: String(value) }, places)
        const back = movePoint(there, -places)
        return back.type === 'number' && Number(back.lexeme) === value
      }),
      { seed: 9 },
    )
  })
})
