import { describe, expect, test } from 'vitest'
import { homeOf } from '../../src/latex/wording/homes.ts'

describe('homeOf', () => {
  test.each([
    ['an arbitrary positive integer', { set: 'integers', part: 'positive', constant: false }],
    ['non-negative integers', { set: 'integers', part: 'non-negative', constant: false }],
    ['any real number', { set: 'reals', part: 'whole', constant: false }],
    ['arbitrary real constants', { set: 'reals', part: 'whole', constant: true }],
    ['a rational constant', { set: 'rationals', part: 'whole', constant: true }],
    ['a non-zero constant', { set: 'reals', part: 'non-zero', constant: true }],
    ['non-negative real numbers', { set: 'reals', part: 'non-negative', constant: false }],
    ['非零整数', { set: 'integers', part: 'non-zero', constant: false }],
    ['任意正整数', { set: 'integers', part: 'positive', constant: false }],
    ['参数', { set: 'reals', part: 'whole', constant: true }],
  ])('%s', (words, home) => {
    expect(homeOf(words)).toEqual(home)
  })

  test.each([
    'an odd integer',
    'not an integer',
    'a non-zero positive integer',
    'positive complex numbers',
    'a number',
    'integer n',
    '',
    '奇数',
    '非整数',
  ])('knows no set called “%s”', words => {
    expect(homeOf(words)).toBeUndefined()
  })
})
