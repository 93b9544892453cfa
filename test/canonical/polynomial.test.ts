import { describe, expect, test } from 'vitest'
import {
  Frame,
  fromPolynomial,
  normalise,
  sameNormalForm,
  toRationalFunction,
  toRationalFunctions,
} from '../../src/canonical/normal/normal.ts'
import {
  coefficientsIn,
  content,
  degreeIn,
  equalPolynomials,
  exactDivision,
  gcd,
  multiply,
  primitive,
  totalDegree,
} from '../../src/canonical/normal/polynomial.ts'
import { Budget, Exhausted } from '../../src/limits/budget.ts'
import { freshBudget, termOf } from './reading.ts'

const polynomials = (...texts: string[]) => {
  const frame = new Frame()
  const values = toRationalFunctions(
    texts.map(text => termOf(text)),
    freshBudget(),
    frame,
  )
  if (values === undefined) throw new Error('Expected rational functions')
  return { frame, values: values.map(value => value.numerator) }
}

describe('greatest common divisors', () => {
  test.each([
    ['x^2-1', 'x^2-2x+1', 'x-1'],
    ['x^3-y^3', 'x^2-y^2', 'x-y'],
    ['(x+1)(y+2)(x-y)', '(x-y)(x+3)', 'x-y'],
    ['6x^2y', '4xy^3', 'xy'],
    ['x^2+1', 'x+1', '1'],
    ['(a+b)^2(a-b)', '(a+b)(a^2+b^2)', 'a+b'],
  ])('of %s and %s', (a, b, expected) => {
    const { values } = polynomials(a, b, expected)
    const [first, second, common] = values as [(typeof values)[0], (typeof values)[0], (typeof values)[0]]
    expect(equalPolynomials(gcd(first, second, freshBudget()), primitive(common))).toBe(true)
  })
})

test('division, degrees, coefficients', () => {
  const { values, frame } = polynomials('x^3-1', 'x-1', 'x^2+x+1')
  const [a, b, c] = values as [(typeof values)[0], (typeof values)[0], (typeof values)[0]]
  const index = frame.find('^x') as number
  expect(equalPolynomials(exactDivision(a, b, freshBudget()) ?? a, c)).toBe(true)
  expect(exactDivision(c, b, freshBudget())).toBe(undefined)
  expect(equalPolynomials(multiply(b, c, freshBudget()), a)).toBe(true)
  expect(degreeIn(a, index)).toBe(3)
  expect(totalDegree(polynomials('x^2y+y^2').values[0] ?? a)).toBe(3)
  expect(coefficientsIn(a, index).length).toBe(4)
  expect(content(polynomials('\\frac23x+\\frac49').values[0] ?? a)).toEqual({ num: 2, den: 9 })
})

test('rational functions are cancelled', () => {
  const frame = new Frame()
  const value = toRationalFunction(termOf('\\frac{x^2-1}{2x-2}'), freshBudget(), frame)
  expect(value && fromPolynomial(value.denominator, frame, freshBudget()).key).toBe('1')
  expect(normalise(termOf('\\frac{x^2-1}{x-1}'), freshBudget()).key).toBe(termOf('x+1').key)
  expect(toRationalFunction(termOf('\\infty'), freshBudget())).toBe(undefined)
})

test('normal forms give up when the steps run out', () => {
  const budget = new Budget(1_000)
  const result = budget.attempt('normal-form', 1_000, () => sameNormalForm(termOf('(a+b+c+d)^{40}'), termOf('(a+b+c+d)^{40}+1'), budget))
  expect(result).toBeInstanceOf(Exhausted)
})
