import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asQuantity } from '../../src/compare/quantity/measure.ts'
import { movePoint } from '../../src/compare/quantity/parts.ts'
import { compare } from '../../src/compare/compare.ts'
import { type Policy, policies } from '../../src/compare/policy.ts'
import { parse } from '../../src/latex/parse.ts'
import { toText } from '../../src/latex/print/text.ts'
import { Budget } from '../../src/limits/budget.ts'

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

describe('policies', () => {
  const outcome = (gold: string, prediction: string, policy: Policy): string =>
    compare(parse(gold).tree, parse(prediction).tree, { policy, budget: new Budget(1_000_000), spec: {}, note: () => undefined }).decision
      .outcome
  const { standard } = policies

  it('may require the unit, or never look at it', () => {
    const required: Policy = { ...standard, units: 'required' }
    const ignored: Policy = { ...standard, units: 'ignored' }
    expect(['5', '5 cm', '0.05 m'].map(text => outcome('5 cm', text, required))).toEqual(['different', 'equivalent', 'equivalent'])
    expect(['5', '5 m', '6 cm'].map(text => outcome('5 cm', text, ignored))).toEqual(['equivalent', 'equivalent', 'different'])
  })

  it('reads percent as a unit, as a value, or as either', () => {
    const value: Policy = { ...standard, percent: 'value' }
    const either: Policy = { ...standard, percent: 'either' }
    const against = (policy: Policy): readonly string[] => [
      outcome(String.raw`25\%`, '25', policy),
      outcome(String.raw`25\%`, '0.25', policy),
      outcome(String.raw`0.5\%`, '0.5', policy),
      outcome(String.raw`0.5\%`, '0.005', policy),
    ]
    expect(against(standard)).toEqual(['equivalent', 'equivalent', 'different', 'equivalent'])
    expect(against(value)).toEqual(['different', 'equivalent', 'different', 'equivalent'])
    expect(against(either)).toEqual(['equivalent', 'equivalent', 'equivalent', 'equivalent'])
  })
})
