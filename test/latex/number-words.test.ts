import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  connective,
  isCountingText,
  isKnownWord,
  numberTree,
  numberWord,
  ordinalWord,
  scaleWord,
  truthOf,
  wordsOf,
} from '../../src/latex/wording/lexicon.ts'
import { foldCase } from '../../src/latex/wording/number-words.ts'

describe('numbers in words', () => {
  it.each([
    ['zero', '0'],
    ['seven', '7'],
    ['Seven', '7'],
    ['twenty-one', '21'],
    ['one hundred and five', '105'],
    ['nineteen hundred', '1900'],
    ['two thousand, three hundred', '2300'],
    ['four hundred million', '400000000'],
    ['a hundred', '100'],
    ['two dozen', '24'],
    ['three point one four', '3.14'],
    ['二百零五', '205'],
    ['十五', '15'],
    ['两千', '2000'],
    ['一万二千', '12000'],
    ['二〇二四', '2024'],
    ['三点一四', '3.14'],
  ])('%s', (text, lexeme) => expect(numberWord(text)).toBe(lexeme))

  it.each([
    'one two',
    'twenty eleven',
    'hundred two hundred',
    'one hundred and',
    'and five',
    'zero five',
    'a',
    'second',
    'cat',
    '',
    '5',
    '百',
    '十十',
    '一二百',
    'two thousand million thousand',
  ])('%s is none', text => expect(numberWord(text)).toBeUndefined())

  it('reads fractions, mixed and negative numbers as trees', () => {
    const fraction = (n: string, d: string) => ({
      type: 'divide',
      numerator: { type: 'number', lexeme: n },
      denominator: { type: 'number', lexeme: d },
      written: 'slash',
    })
    expect(numberTree('one half')).toEqual(fraction('1', '2'))
    expect(numberTree('two thirds')).toEqual(fraction('2', '3'))
    expect(numberTree('a quarter')).toEqual(fraction('1', '4'))
    expect(numberTree('三分之二')).toEqual(fraction('2', '3'))
    expect(numberTree('半')).toEqual(fraction('1', '2'))
    expect(numberTree('three and a half')).toEqual({ type: 'mixed', whole: { type: 'number', lexeme: '3' }, fraction: fraction('1', '2') })
    expect(numberTree('minus two')).toEqual({ type: 'negate', operand: { type: 'number', lexeme: '2' } })
    expect(numberTree('百分之二十五')).toEqual({ type: 'postfix', operator: 'percent', operand: { type: 'number', lexeme: '25' } })
    expect(numberTree('two third')).toBeUndefined()
    expect(numberTree('twenty third')).toBeUndefined()
  })

  it('keeps ordinals apart', () => {
    expect([ordinalWord('fifth'), ordinalWord('twenty-first'), ordinalWord('22nd'), ordinalWord('第五'), ordinalWord('five')]).toEqual([
      5,
      21,
      22,
      5,
      undefined,
    ])
  })

  it('knows scales', () => expect([scaleWord('Million'), scaleWord('万'), scaleWord('亿'), scaleWord('cm')]).toEqual([6, 4, 8, undefined]))

  it('spells and reads the numbers up to 999', () => {
    const ones = [
      '',
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
      'nine',
      'ten',
      'eleven',
      'twelve',
      'thirteen',
      'fourteen',
      'fifteen',
      'sixteen',
      'seventeen',
      'eighteen',
      'nineteen',
    ]
    const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
    for (let n = 1; n < 1000; n++) {
      const words: string[] = []
      if (n >= 100) words.push(ones[(n - (n % 100)) / 100] as string, 'hundred')
      const rest = n % 100
      if (rest >= 20) words.push(tens[(rest - (rest % 10)) / 10] as string, ones[rest % 10] as string)
      else words.push(ones[rest] as string)
      expect(numberWord(words.join(' ').trim())).toBe(String(n))
    }
  })

  it('never throws', () => {
    const pieces = fc.constantFrom(
      'one',
      'two',
      'hundred',
      'thousand',
      'and',
      'a',
      'half',
      'point',
      'minus',
      'third',
      'thirds',
      '一',
      '十',
      '百',
      '万',
      '亿',
      '点',
      '分之',
      '又',
      '负',
      '零',
      ' ',
      '-',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 14 }).map(parts => parts.join(' ')),
          fc.array(pieces, { maxLength: 14 }).map(parts => parts.join('')),
        ),
        text => {
          numberTree(text)
          const lexeme = numberWord(text)
          ordinalWord(text)
          return lexeme === undefined || /^\d+(\.\d+)?$/.test(lexeme)
        },
      ),
      { seed: 5, numRuns: 1000 },
    )
  })
})

describe('the lexicon', () => {
  it('knows connectives and truth in two languages', () => {
    expect([connective('and'), connective('OR'), connective('或'), connective('cat')]).toEqual(['and', 'or', 'or', undefined])
    expect([truthOf('Yes'), truthOf('错误'), truthOf('right'), truthOf('maybe')]).toEqual([true, false, undefined, undefined])
  })
  it('tells words from products', () => {
    expect(['odd', 'No', 'May', 'and', 'seven'].every(isKnownWord)).toBe(true)
    expect(['NO', 'at', 'by', 'be', 'may', 'xy', 'a'].some(isKnownWord)).toBe(false)
  })
  it('folds case and width without tables of the engine', () => {
    expect(foldCase('ABC')).toBe('abc')
    expect(foldCase('ＡＢ１ÉΩ')).toBe('ab1éω')
  })
  it('splits words at spaces and drops punctuation', () =>
    expect(wordsOf('The circles, "intersect".')).toEqual(['the', 'circles', 'intersect']))
  it('takes plain words for what is counted', () => {
    expect(['chickens', 'any text', 'points of intersection'].every(isCountingText)).toBe(true)
    expect(['or more', 'is wrong', 'of 5', 'million', '以上', ''].some(isCountingText)).toBe(false)
  })
})
