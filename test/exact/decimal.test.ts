import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBigInt } from '../../src/exact/integer.ts'
import * as D from '../../src/exact/decimal.ts'
import * as Q from '../../src/exact/rational.ts'
import { rationals, smallRationals } from './arbitrary.ts'

const read = (lexeme: string): D.Numeral => {
  const numeral = D.readDecimal(lexeme)
  if (numeral === undefined) throw new Error(`${lexeme} was not read`)
  return numeral
}
const shown = (lexeme: string): string => {
  const { value, exact, places, significant, decimal } = read(lexeme)
  return `${Q.rationalToText(value)} ${exact ? 'exact' : 'cut'} ${places} ${significant}${decimal ? ' decimal' : ''}`
}

describe('reading decimals', () => {
  it.each([
    ['0', '0 exact 0 0'],
    ['007', '7 exact 0 1'],
    ['1200', '1200 exact 0 4'],
    ['.5', '1/2 exact 1 1 decimal'],
    ['5.', '5 exact 0 1 decimal'],
    ['1.20', '6/5 exact 2 3 decimal'],
    ['0.0012', '3/2500 exact 4 2 decimal'],
    ['0.00', '0 exact 2 0 decimal'],
    ['3e-5', '3/100000 exact 5 1 decimal'],
    ['1.50E3', '1500 exact -1 3 decimal'],
    ['12e+3', '12000 exact -3 2 decimal'],
    ['123456789012345678901234567890', '123456789012345678901234567890 exact 0 30'],
    ['0.(3)', '1/3 exact 1 1 decimal'],
    ['.(36)', '4/11 exact 2 2 decimal'],
    ['0.1(6)', '1/6 exact 2 2 decimal'],
    ['0.(9)', '1 exact 1 1 decimal'],
    ['12.(142857)', '85/7 exact 6 8 decimal'],
    ['0.(3)e2', '100/3 exact -1 1 decimal'],
  ])('%s is %s', (lexeme, expected) => expect(shown(lexeme)).toBe(expected))

  it.each([
    ['0.333...', '1/3 exact 3 3 decimal'],
    ['0.333…', '1/3 exact 3 3 decimal'],
    ['0.33...', '33/100 cut 2 2 decimal'],
    ['0.1666...', '1/6 exact 4 4 decimal'],
    ['0.121212...', '4/33 exact 6 6 decimal'],
    ['0.1212...', '303/2500 cut 4 4 decimal'],
    ['0.142857142857...', '1/7 exact 12 12 decimal'],
    ['0.0142857142857...', '1/70 exact 13 12 decimal'],
    ['0.123123...', '41/333 exact 6 6 decimal'],
    // The same block twice, but later: chance.
    ['2.718281828...', '679570457/250000000 cut 9 10 decimal'],
    ['3.14159...', '314159/100000 cut 5 6 decimal'],
    ['2.000...', '2 cut 3 4 decimal'],
    ['0.999...', '1 exact 3 3 decimal'],
  ])('%s is %s', (lexeme, expected) => expect(shown(lexeme)).toBe(expected))

  it.each([
    '',
    '.',
    '...',
    '1...',
    '1.2.3',
    '-1',
    '1e',
    '1e+',
    '1e5.0',
    '0.()',
    '0.(3',
    '0.(3)4',
    '1 000',
    '1,000',
    '٣',
    'e5',
    '1e9999999',
    '1e100001',
  ])('%s is no decimal', lexeme => expect(D.readDecimal(lexeme)).toBe(undefined))
  it('reads exponents up to the bound', () => {
    expect(read('1e0000000005').value).toEqual(Q.integer(100000))
    expect(read('1e-100000').places).toBe(100000)
  })
})

describe('rounding', () => {
  const rounds = (value: string, lexeme: string): boolean => D.isRoundingOf(Q.rationalFromText(value) as Q.Rational, read(lexeme))
  it.each([
    ['355/113', '3.14', true],
    ['355/113', '3.142', true],
    ['355/113', '3.141', false],
    ['1/8', '0.12', true], // a tie, down
    ['1/8', '0.13', true], // and up
    ['1249/10000', '0.13', false],
    ['1234', '1.23e3', true],
    ['1236', '1.23e3', false],
    ['1/1000', '0.00', true],
    // Cut off or rounded, both before dots.
    ['314159/100000', '3.1415...', true],
    ['314159/100000', '3.1416...', true],
    ['314159/100000', '3.1414...', false],
    ['314151/100000', '3.1416...', false],
    ['314159/100000', '3.1415', false],
  ])('%s rounds to %s: %s', (value, lexeme, expected) => expect(rounds(value, lexeme)).toBe(expected))
  it('is symmetrical in the sign', () => {
    for (const lexeme of ['3.1415...', '3.1416'])
      expect(D.isRoundingOf(Q.rational(-314159, 100000), D.negateNumeral(read(lexeme)))).toBe(true)
    expect(D.isRoundingOf(Q.rational(-314149, 100000), D.negateNumeral(read('3.1416')))).toBe(false)
  })
  it('cuts numerals to fewer digits', () => {
    expect(D.roundNumeral(read('0.30000000000000004'), 14).value).toEqual(Q.rational(3, 10))
    expect(D.roundNumeral(read('1.25'), 5)).toEqual(read('1.25'))
    expect(D.roundNumeral(read('129999'), 2)).toMatchObject({ value: Q.integer(130000), places: -4, significant: 2 })
  })
  it('rounds every rational to its own text', () => {
    fc.assert(
      fc.property(rationals, fc.integer({ min: 1, max: 30 }), (r, digits) => {
        const text = D.decimalText(r, digits)
        const numeral = read(text.replace(/^-/, ''))
        expect(D.isRoundingOf(Q.absolute(r), { ...numeral, places: places(r, digits) })).toBe(true)
        expect(text.startsWith('-')).toBe(r.num < 0)
      }),
    )
  })
  /** Places of the last of `digits` significant digits, from the quotient of bigints. */
  function places(r: Q.Rational, digits: number): number {
    if (r.num === 0) return digits
    const scaled = (BigInt(Q.absolute(r).num) * 10n ** 200n) / BigInt(r.den)
    return digits - (`${scaled}`.length - 200)
  }
})

describe('decimal texts', () => {
  it.each([
    ['0', 5, '0'],
    ['1/3', 5, '0.33333'],
    ['2/3', 5, '0.66667'],
    ['-7/2', 5, '-3.5'],
    ['99999/100', 3, '1000'],
    ['1/1000000', 3, '0.000001'],
    ['1/10000000', 3, '1e-7'],
    ['1234567', 3, '1230000'],
    ['123456789012345678901234567890', 4, '1.235e29'],
  ])('%s with %i digits is %s', (value, digits, text) => expect(D.decimalText(Q.rationalFromText(value) as Q.Rational, digits)).toBe(text))

  it('counts the places of terminating rationals', () => {
    fc.assert(
      fc.property(smallRationals, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (r, twos, fives) => {
        const den = 2n ** BigInt(twos) * 5n ** BigInt(fives)
        const decimal = Q.multiply(Q.integer(r.num), { num: 1, den: fromBigInt(den) })
        const count = D.terminates(decimal)
        expect(count).toBeDefined()
        expect(D.scaled(decimal, count as number).den).toBe(1)
        if (count !== 0) expect(D.scaled(decimal, (count as number) - 1).den).not.toBe(1)
      }),
    )
    expect(D.terminates(Q.rational(1, 3))).toBe(undefined)
    expect(D.terminates(Q.rational(1, 30))).toBe(undefined)
    expect(D.terminates(Q.integer(7))).toBe(0)
  })
})
