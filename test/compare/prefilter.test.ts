import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prefilterOf } from '../../src/compare/prefilter.ts'
import { judge, parse, verify } from '../../src/index.ts'
import { judgedCases } from '../fixtures/cases.ts'

const filterOf = (gold: string) => prefilterOf(gold, () => parse(gold).tree)
const refuses = (gold: string, text: string, precise = true): boolean => {
  const filter = filterOf(gold)
  return filter !== undefined && (filter.refusesText(text, precise) || filter.refusesTree(parse(text).tree, precise))
}
const isEquivalent = (prediction: string, reference: string): boolean => judge({ prediction, reference }).outcome === 'equivalent'

describe('a numeral', () => {
  it.each([
    ['12', '13'],
    ['$12$.', '1.2'],
    ['0.5', '\\frac{1}{3}'],
    ['-3', '3'],
    ['\\dfrac{3}{4}', '4/3'],
    ['2', '\\frac{1+\\sqrt{5}}{2}'],
    ['235', 'No answer provided.'],
    ['7', 'It cannot be determined by the data'],
    ['7', 'x'],
  ])('%s refuses %s unread', (gold, text) => {
    expect(refuses(gold, text)).toBe(true)
    expect(isEquivalent(text, gold)).toBe(false)
  })

  it.each([
    ['12', 'twelve'],
    ['12', 'a dozen'],
    ['0.5', 'half'],
    ['0.25', 'a quarter of them'],
    ['-1', 'ii'],
    ['2.718', 'e'],
    ['3.14', 'pi'],
    ['0', 'at-at'],
    ['0', '0.1+0.2-\\frac{3}{10}'],
    ['3.333', '\\frac{10}{3}'],
    ['1/6', '0.1(6)'],
    ['12', '12.0'],
    ['-0.75', '\\frac{-3}{4}'],
  ])('%s leaves %s to the comparers', (gold, text) => {
    expect(refuses(gold, text)).toBe(false)
    expect(verify(text, gold)).toBe(true)
  })

  it('refuses no value where the policy has a tolerance of its own', () => {
    expect(refuses('100', '103', false)).toBe(false)
    expect(refuses('100', '103')).toBe(true)
  })
})

describe('a value of plain arithmetic', () => {
  it.each([
    ['2\\sqrt3', '3'],
    ['\\frac{\\pi}{4}', '0.5'],
    ['2^{22}', '6^5'],
    ['\\frac{1}{2004}', '\\frac{1}{2100}'],
  ])('%s refuses %s', (gold, text) => {
    expect(refuses(gold, text)).toBe(true)
    expect(isEquivalent(text, gold)).toBe(false)
  })

  it.each([
    ['2\\sqrt3', '3.464'],
    ['2\\sqrt3', '\\sqrt{12}'],
    ['\\sqrt2', '\\frac{99}{70}'],
    ['2024-3-1', '1-3-2024'],
    ['3-2', '4'],
    ['3/1/2024', '1/3/2024'],
    ['0^0', '5'],
    ['\\frac{1}{1-1}', '5'],
    ['10^{400}', '5'],
  ])('%s leaves %s to the comparers', (gold, text) => {
    expect(refuses(gold, text)).toBe(false)
  })
})

describe('one capital', () => {
  it.each([
    ['B', 'C. 12'],
    ['$B$', 'A'],
    ['(B)', '\\frac{1}{2}'],
    ['B.', 'Option C'],
    ['B', '24-12√3'],
    ['B', 'possible'],
  ])('%s refuses %s unread', (gold, text) => {
    expect(refuses(gold, text)).toBe(true)
    expect(isEquivalent(text, gold)).toBe(false)
  })

  it.each([
    ['B', 'b'],
    ['B', 'B. 12'],
    ['B', '\\text{B}'],
    ['B', 'answerb'],
    ['B', 'AB/A'],
    ['B', 'Ｂ'],
  ])('%s leaves %s to the comparers', (gold, text) => {
    expect(refuses(gold, text)).toBe(false)
    expect(verify(text, gold)).toBe(true)
  })
})

it('has no filter for golds that may be written without a number and without a mark', () => {
  for (const gold of ['x+1', '(1,2)', '12:30', '30^\\circ', 'Paris', '', '\\{1\\}', 'XII', '5 cm']) expect(filterOf(gold)).toBeUndefined()
})

it('refuses nothing that a comparer accepts: each answer of the fixtures beside numerals and marks', () => {
  const answers = new Set(
    judgedCases().flatMap(({ prediction, reference }) => (prediction === undefined ? [reference] : [prediction, reference])),
  )
  const golds = ['0', '1', '-1', '2.718', '3.14', '12', '0.5', '\\frac13', '\\sqrt2', 'A', 'C', 'E']
  const filters = golds.map(filterOf)
  const wrong: string[] = []
  let asked = 0
  for (const [at, answer] of [...answers].entries()) {
    // A part of all pairs: each answer beside one gold that refuses it.
    const gold = at % golds.length
    const filter = filters[gold]
    if (filter === undefined || !filter.refusesText(answer, true)) continue
    asked++
    if (isEquivalent(answer, golds[gold] as string)) wrong.push(`${golds[gold]} | ${answer}`)
  }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(500)
})

const small = fc.integer({ min: 0, max: 40 }).map(String)
const arithmetic = fc.letrec<{ value: string }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    small,
    fc.tuple(small, small).map(([whole, part]) => `${whole}.${part}`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `\\frac{${a}}{${b}}`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `(${a})(${b})`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `${a}-${b}`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `${a}+${b}`),
    fc.tuple(small, small).map(([a, b]) => `${a}\\sqrt{${b}}`),
    fc.tuple(tie('value'), fc.integer({ min: 0, max: 4 })).map(([a, n]) => `(${a})^${n}`),
    fc.constant('\\pi'),
    fc.tuple(small, small).map(([a, b]) => `${a}/${b}`),
  ),
})).value

it('refuses no value that is equal', () => {
  fc.assert(
    fc.property(arithmetic, arithmetic, (gold, prediction) => !refuses(gold, prediction) || !isEquivalent(prediction, gold)),
    { numRuns: 2_000 },
  )
})
