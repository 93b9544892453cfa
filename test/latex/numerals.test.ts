import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumeral } from '../../src/latex/lexer/numerals.ts'

const read = (text: string) => {
  const { lexeme, end, grouped } = readNumeral(text, 0, text.length)
  return [lexeme, text.slice(end), grouped]
}

describe('numerals', () => {
  it.each([
    ['12345', '12345', '', undefined],
    ['1,000', '1000', '', 'comma'],
    ['1,000,000.5', '1000000.5', '', 'comma'],
    ['1{,}000', '1000', '', 'space'],
    ['1\\,000\\,000', '1000000', '', 'space'],
    ['1 000 000', '1000000', '', 'space'],
    ['11,\\! 111,\\! 100', '11111100', '', 'space'],
    ['0.\\overline{36}', '0.(36)', '', undefined],
    ['0.1\\overline{6}', '0.1(6)', '', undefined],
    ['0.\\dot{3}', '0.(3)', '', undefined],
    ['0.\\dot12\\dot3', '0.(123)', '', undefined],
    ['0.16\u0305', '0.1(6)', '', undefined],
    ['0.1\u03054\u0305', '0.(14)', '', undefined],
    ['0.1\u030742857\u0307', '0.(142857)', '', undefined],
    ['1.234.567', '1234567', '', 'space'],
    ['1_000_000', '1000000', '', 'space'],
    ['1\u2019234\u2019567', '1234567', '', 'space'],
    ['1，000', '1000', '', 'comma'],
    ['0.(3)', '0.(3)', '', undefined],
    ['0.333\\ldots', '0.333...', '', undefined],
    ['3e-5', '3e-5', '', undefined],
    ['3E+5', '3e5', '', undefined],
    ['2{,}5', '2.5', '', undefined],
    ['.5', '.5', '', undefined],
  ])('%s reads as %s', (text, lexeme, rest, grouped) => {
    expect(read(text)).toEqual([lexeme, rest, grouped])
  })

  it.each([
    ['1,0000', '1', ',0000'],
    ['1,00', '1', ',00'],
    ['0,111', '0', ',111'],
    ['1234,567', '1234', ',567'],
    ['1,000 000', '1000', ' 000'],
    ['2.5(4)', '2.5', '(4)'],
    ['1.234', '1.234', ''],
    ['1.234.56', '1.234', '.56'],
    ['1.234.567.8', '1.234', '.567.8'],
    ['1_00', '1', '_00'],
    ['0.1\u03076', '0.1', '\u03076'],
    ['3ex', '3', 'ex'],
    ['3e5x', '3', 'e5x'],
    ['5.', '5', '.'],
    ['1, 000', '1', ', 000'],
  ])('%s ends after %s', (text, lexeme, rest) => {
    expect(read(text).slice(0, 2)).toEqual([lexeme, rest])
  })

  it('always takes at least the first digit and stays inside the text', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.string({ unit: fc.constantFrom(...'0123456789,.{}\\e-+ ()!dot') }), (digit, tail) => {
        const text = `${digit}${tail}`
        const { end } = readNumeral(text, 0, text.length)
        return end >= 1 && end <= text.length
      }),
      { seed: 7 },
    )
  })
})
