import { describe, expect, test } from 'vitest'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import { parse } from '../../src/latex/parse.ts'
import { termOf, termsOf } from './reading.ts'

const scope = (gold: string, prediction = gold) => scopeOf(parse(gold).tree, parse(prediction).tree)

describe('where variables live', () => {
  test.each([
    ['n!', 'n', 'natural'],
    ['\\binom nk', 'k', 'natural'],
    ['\\sum_{j=1}^nj', 'n', 'natural'],
    ['(-1)^n', 'n', 'integer'],
    ['a_n', 'n', 'integer'],
    ['x+1', 'x', undefined],
    ['2k\\pi, k\\in\\mathbb Z', 'k', 'integer'],
    ['z, z\\in\\mathbb C', 'z', 'complex'],
  ])('%s: %s', (text, name, domain) => {
    expect(scope(text).domains.get(name)).toBe(domain)
  })
  test('both sides share it', () => {
    expect(scope('n(n-1)(n-2)!', 'n!').domains.get('n')).toBe('natural')
    expect(termsOf('(2x)^n', '(-1)^n')[0].key).toContain('n:Z')
  })
})

test('i is the imaginary unit unless it is an index, a bound or a vector', () => {
  expect(scope('2+3i').imaginary).toBe(true)
  expect(scope('\\sum_{i=1}^ni').imaginary).toBe(false)
  expect(scope('a_i+i').imaginary).toBe(false)
  expect(scope('2\\vec i+3\\vec j').imaginary).toBe(false)
  expect(scope('2+3i', 'a_i').imaginary).toBe(false)
  expect(termOf('i^2').key).toBe('-1')
})

test('a name is a function where it is applied and never stands alone', () => {
  expect(scope('f(x)').functions.has('f')).toBe(true)
  expect(termsOf('\\frac{h(a+b)}2', '\\frac12h(b+a)')[0].key).toBe(termsOf('\\frac{h(a+b)}2', '\\frac12h(b+a)')[1].key)
  expect(termOf('x(x+1)').key).toBe(termOf('(x+1)x').key)
})

test('a logarithm without a base is natural only where the other side says ln', () => {
  expect(scope('\\ln x', '\\log x').logIsNatural).toBe(true)
  expect(scope('\\log x', '\\log x').logIsNatural).toBe(false)
  expect(scope('\\ln 100', '\\log 100').logIsNatural).toBe(false)
  expect(termOf('\\log100').key).toBe('2')
})

test('what is no expression has no term', () => {
  for (const text of ['x=1', '\\text{none}', '1,2', '\\{1,2\\}', '(1,2)', '\\emptyset', 'x\\in\\mathbb R', '3 \\pmod 7']) {
    const { tree } = parse(text)
    expect(() => termOf(text, scopeOf(tree, tree))).toThrow(/Expected an expression/)
  }
})
