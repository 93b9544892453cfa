import { describe, expect, test } from 'vitest'
import { homeOf } from '../../src/latex/homes.ts'

describe('homeOf', () => {
  test.each([
    ['an arbitrary positive integer', { set: 'integers', positive: true, constant: false }],
    ['non-negative integers', { set: 'naturals', positive: false, constant: false }],
    ['any real number', { set: 'reals', positive: false, constant: false }],
    ['arbitrary real constants', { set: 'reals', positive: false, constant: true }],
    ['a rational constant', { set: 'rationals', positive: false, constant: true }],
    ['任意正整数', { set: 'integers', positive: true, constant: false }],
    ['参数', { set: 'reals', positive: false, constant: true }],
  ])('%s', (words, home) => {
    expect(homeOf(words)).toEqual(home)
  })

  test.each(['an odd integer', 'not an integer', 'non-negative real numbers', 'a number', 'integer n', '', '奇数', '非零整数'])(
    'knows no set called “%s”',
    words => {
      expect(homeOf(words)).toBeUndefined()
    },
  )
})
