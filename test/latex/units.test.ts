import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  conversion,
  countingUnit,
  isUnitWord,
  multiplyUnits,
  nounsAgree,
  powerUnit,
  singular,
  type Unit,
  unitOf,
} from '../../src/latex/units/units.ts'

const unit = (text: string): Unit => {
  const found = unitOf(text)
  if (found === undefined) throw new Error(`${text} is no unit`)
  return found
}
/** The factor and the power of π of one unit in another. */
const factor = (from: string, to: string): string | undefined => {
  const found = conversion(unit(from), unit(to))
  if (found === undefined) return undefined
  const shift = found.shift === undefined ? '' : ` + ${found.shift.num}/${found.shift.den}`
  return `${found.factor.num}/${found.factor.den}${found.pi === 0 ? '' : `·π^${found.pi}`}${shift}`
}

describe('units', () => {
  it.each([
    ['m', 'cm', '100/1'],
    ['km/h', 'm/s', '5/18'],
    ['kilometers per hour', 'km/h', '1/1'],
    ['square centimeters', 'mm^2', '100/1'],
    ['cm2', 'cm²', '1/1'],
    ['cubic feet', 'in^3', '1728/1'],
    ['L', 'cm^3', '1000/1'],
    ['mL', 'cc', '1/1'],
    ['m/s^2', 'm·s⁻²', '1/1'],
    ['N', 'kg m s^-2', '1/1'],
    ['J/(kg·K)', 'J/(g·K)', '1/1000'],
    ['kWh', 'J', '3600000/1'],
    ['kilowatt-hours', 'kWh', '1/1'],
    ['hours', 'minutes', '60/1'],
    ['years', 'months', '12/1'],
    ['$', 'cents', '100/1'],
    ['°', 'rad', '1/180·π^1'],
    ['rpm', 'rad/s', '1/30·π^1'],
    ['°C', '°F', '9/5 + 32/1'],
    ['°F', '°C', '5/9 + -160/9'],
    ['K', '°C', '1/1 + -5463/20'],
    ['平方厘米', 'cm^2', '1/1'],
    ['立方米', 'L', '1000/1'],
    ['千米每小时', 'km/h', '1/1'],
    ['米/秒', 'm/s', '1/1'],
    ['公斤', '克', '1000/1'],
  ])('%s in %s', (from, to, expected) => expect(factor(from, to)).toBe(expected))

  it.each([
    ['m', 's'],
    ['cm', 'cm^2'],
    ['$', '€'],
    ['years', 'days'],
    ['°', '°C'],
    ['g', 'N'],
  ])('%s and %s measure different things', (a, b) => expect(factor(a, b)).toBeUndefined())

  it('reads symbols in wrong case only where nothing else is meant', () => {
    expect(factor('KG', 'kg')).toBe('1/1')
    expect(factor('Km', 'km')).toBe('1/1')
    expect(factor('mm', 'm')).toBe('1/1000')
    expect(factor('Mm', 'm')).toBe('1000000/1')
    expect(unitOf('as')).toBeUndefined()
    expect(unitOf('pm')).toBeUndefined()
  })

  it('keeps scale words apart from the unit', () => {
    expect(unit('million dollars').scale).toBe(6)
    expect(unit('万元').scale).toBe(4)
    expect(unitOf('million')).toBeUndefined()
  })

  it('keeps words that describe', () => {
    expect(unit('degrees counterclockwise').nouns).toEqual(['counterclockwise'])
    expect(unit('cm long').nouns).toEqual(['long'])
    expect(unitOf('cm or more')).toBeUndefined()
  })

  it('counts things, and no numbers, comparisons, connectives, negations or scales', () => {
    expect(countingUnit('chickens')?.nouns).toEqual(['chicken'])
    expect(countingUnit('units')?.nouns).toEqual([])
    for (const text of ['or more', 'is wrong', 'less', 'million', 'seven', 'not', 'if n is even', 'and 4 cows', '不对', '以上', 'x'])
      expect(countingUnit(text), text).toBeUndefined()
    expect(nounsAgree(['red', 'pencil'], ['pencil'])).toBe(true)
    expect(nounsAgree(['red', 'pencil'], ['blue', 'pencil'])).toBe(false)
  })

  it('takes two-letter symbols right after a number only where no product is likely', () => {
    expect([isUnitWord('cm'), isUnitWord('mg'), isUnitWord('ms'), isUnitWord('mg', true), isUnitWord('hours'), isUnitWord('abc')]).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ])
  })

  it('knows singulars', () => {
    expect(['boxes', 'inches', 'feet', 'children', 'bus', 'glass', 'cities', 'this', 'does'].map(singular)).toEqual([
      'box',
      'inch',
      'foot',
      'child',
      'bus',
      'glass',
      'city',
      'this',
      'does',
    ])
  })

  it('converts there and back to the same factor', () => {
    const symbols = fc.constantFrom('m', 'cm', 'in', 'ft', 'mi', 'km/h', 'mph', 'L', 'gal', 'kg', 'lb', 'J', 'kWh', '°', 'rad', 'h', 'min')
    fc.assert(
      fc.property(symbols, symbols, (a, b) => {
        const [there, back] = [conversion(unit(a), unit(b)), conversion(unit(b), unit(a))]
        if (there === undefined || back === undefined) return there === back
        return there.factor.num * back.factor.num === there.factor.den * back.factor.den && there.pi === -back.pi
      }),
      { seed: 1 },
    )
  })

  it('multiplies and divides back', () => {
    const symbols = fc.constantFrom('m', 's', 'kg', 'N', 'cm', 'rad', '°')
    fc.assert(
      fc.property(symbols, symbols, (a, b) => {
        const product = multiplyUnits(multiplyUnits(unit(a), unit(b)), unit(b), -1)
        const found = conversion(product, unit(a))
        return found !== undefined && found.factor.num === found.factor.den && found.pi === 0
      }),
      { seed: 2 },
    )
    expect(powerUnit(unit('m'), 0)).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        unitOf(text)
        countingUnit(text)
        isUnitWord(text)
        return true
      }),
      { seed: 3, numRuns: 500 },
    )
    const pieces = fc.constantFrom(
      'm',
      'per',
      '/',
      'square',
      '^',
      '2',
      '-',
      '(',
      ')',
      'million',
      '·',
      ' ',
      '每',
      '平方',
      '米',
      '$',
      '%',
      'cubed',
      '⁻¹',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), parts => {
        unitOf(parts.join(''))
        unitOf(parts.join(' '))
        return true
      }),
      { seed: 4, numRuns: 1000 },
    )
  })
})
