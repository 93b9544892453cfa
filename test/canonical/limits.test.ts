import { expect, test } from 'vitest'
import { constantValue } from '../../src/canonical/value/evaluate.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { sameNormalForm } from '../../src/canonical/normal/normal.ts'
import { plainScope } from '../../src/canonical/meaning/scope.ts'
import { relativeAccuracyBits } from '../../src/exact/ball.ts'
import { judge, parse } from '../../src/index.ts'
import { Budget, Exhausted } from '../../src/limits/budget.ts'
import { termOf } from './reading.ts'

test.each([
  ['e^{10^{-4000}}', '1+10^{-4000}', 'normal-form'],
  [
    String.raw`\sqrt{2+\sqrt{2+\sqrt{2+\sqrt{2+\sqrt{2+\sqrt2}}}}}+10^{-5000}`,
    String.raw`2\cos\frac{\pi}{128}+10^{-5000}`,
    'separation-bound',
  ],
  [String.raw`\sum_{k=1}^{20000}\sin k`, '1', 'intervals'],
  [String.raw`16\int_0^\infty\frac{x^3}{e^{2x}-1}dx`, String.raw`\int_0^\infty\frac{x^3}{e^x-1}dx`, 'estimates'],
])('%s against %s runs dry in %s', (reference, prediction, detail) => {
  expect(judge({ reference, prediction })).toMatchObject({ outcome: 'undecided', cause: 'budget-exhausted', detail })
})

/** Towers of floors, each written around the one below. */
const tower = (floor: string, floors: number): string => {
  let text = 'x'
  for (let k = 0; k < floors; k++) text = floor.replace('§', text)
  return text
}

// Each floor is asked for by the one above and by what stands beside it: that is once, not twice per floor.
test.each([
  ['e^{§}', 400],
  ['2^{§}', 400],
  ['x^{§}', 500],
  [String.raw`\sin(§)`, 500],
  [String.raw`\ln(1+§)`, 500],
  [String.raw`\sqrt{1+§}`, 25_000],
  [String.raw`\arctan(1+§)`, 500],
])('the normal form of 24 floors of %s takes at most %d steps', (floor, most) => {
  const budget = new Budget(1_000_000)
  expect(sameNormalForm(termOf(tower(floor, 24)), termOf('x'), budget)).toBe(false)
  expect(budget.spent).toBeLessThanOrEqual(most)
})

test('a term that grows twofold with every floor runs dry before it is written out', () => {
  const budget = new Budget(200_000)
  expect(() => sameNormalForm(termOf(tower('(1+§)!', 12)), termOf('x'), budget)).toThrow(Exhausted)
})

test.each([String.raw`\sinh(§)`, String.raw`\tan(§)`, String.raw`\binom{§}2`])(
  '20 floors of %s are not interpreted: the argument is named twice in each',
  floor => {
    const budget = new Budget(1_000_000)
    const reading = parse(tower(floor, 20))
    expect(() => interpret(reading.tree, plainScope, budget)).toThrow(Exhausted)
  },
)

// What is large before the point is charged, and a difference is seen as soon as it is known.
test.each([
  [String.raw`\sin(2^{4000})`, 10_000, 60_000],
  [String.raw`\cos(10^{1000})`, 10_000, 60_000],
  [String.raw`\pi^{10^{12}}`, 150, 3_000],
])('the value of %s at 64 bits takes from %d to %d steps', (text, least, most) => {
  const budget = new Budget(1_000_000)
  const value = constantValue(termOf(text), 64, budget)
  expect(value !== undefined && value !== 'nowhere' && relativeAccuracyBits(value.re)).toBeGreaterThan(20)
  expect(budget.spent).toBeGreaterThanOrEqual(least)
  expect(budget.spent).toBeLessThanOrEqual(most)
})

const binomials = (first: number): string => Array.from({ length: 300 }, (_, k) => String.raw`\binom{9000}{${k + first}}`).join('')

test('a product beside a number that is shorter by far is not written out', () => {
  for (const [reference, prediction] of [
    ['7', binomials(100)],
    [String.raw`\sqrt2`, `-${binomials(100)}`],
    ['7.5', `1+${binomials(100)}`],
  ] as const) {
    const verdict = judge({ reference, prediction })
    expect(verdict).toMatchObject({ outcome: 'different', by: 'intervals', witness: { what: 'the larger value' } })
    expect(verdict.steps).toBeLessThan(1_000)
  }
  // Lengths tell nothing of these.
  expect(judge({ reference: binomials(100), prediction: `2${binomials(100)}` }).outcome).toBe('different')
  expect(judge({ reference: binomials(100), prediction: binomials(100).replaceAll('}{', '} {') }).outcome).toBe('equivalent')
})

test('a sum of long numbers, a product of them and long roots are charged by their length', () => {
  expect(judge({ reference: '7', prediction: String.raw`\sum_{k=1}^{1000}k!` }).steps).toBeGreaterThan(50_000)
  expect(judge({ reference: 'x', prediction: binomials(100) }).steps).toBeGreaterThan(50_000)
  const budget = new Budget(1_000_000)
  constantValue(termOf(String.raw`\sqrt[15]{7}`), 2048, budget)
  expect(budget.spent).toBeGreaterThan(2_000)
})

test('a power tower that overflows at a dozen points is left alone', () => {
  expect(judge({ reference: 'x', prediction: tower('e^{§}', 20) }).steps).toBeLessThan(250_000)
})

test('factorials of halves are exact', () => {
  for (const [written, value] of [
    [String.raw`\left(\frac12\right)!`, String.raw`\frac{\sqrt\pi}{2}`],
    [String.raw`\left(\frac72\right)!`, String.raw`\frac{105\sqrt\pi}{16}`],
    [String.raw`\left(-\frac12\right)!`, String.raw`\sqrt\pi`],
    [String.raw`\left(-\frac32\right)!`, String.raw`-2\sqrt\pi`],
    [String.raw`\left(-\frac72\right)!`, String.raw`-\frac{8\sqrt\pi}{15}`],
  ] as const)
    expect(termOf(written).key).toBe(termOf(value).key)
})

test('polynomials whose coefficients are long terms are charged by their length', () => {
  const sides = ['p', 'q', 'r', 's', 't', 'u', 'v', 'w'].map(letter => String.raw`\sqrt{${letter}}`).join('+')
  expect(judge({ reference: `${sides}=1`, prediction: `${sides}=2` }).steps).toBeGreaterThan(200_000)
})

// What grows without end at infinity, or nears its value too slowly, is given up; `expression-45000` is not.
test.each([
  [String.raw`\int_0^\infty x-2i^ne^{-x}dx`, 'n!', 40_000],
  [String.raw`\int_0^\infty\frac{x^3}{\sqrt{x^2+1}}dx`, String.raw`\int_0^\infty\frac{x^3}{\sqrt{x^2+2}}dx`, 8_000],
  [String.raw`\int_0^\infty\frac{x^{40}}{e^x-1}dx`, String.raw`\sum_{n=1}^\infty\frac{40!}{n^{41}}`, 20_000],
  ['2', String.raw`\int_0^1x^{x^{x^x}}dx`, 70_000],
  [String.raw`\exp(\binom{9^{2706}}{24})`, String.raw`\exp(24\binom{9^{2706}}{4})`, 50_000],
])('%s against %s is left open within %3$d steps', (reference, prediction, most) => {
  const verdict = judge({ reference, prediction })
  expect(verdict.outcome).toBe('undecided')
  expect(verdict.steps).toBeLessThan(most)
})
