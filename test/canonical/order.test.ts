import { describe, expect, test } from 'vitest'
import {
  compareReals,
  derivative,
  insideClosed,
  isConstant,
  rationalValue,
  signOf,
  substitute,
  termToText,
  variablesOf,
} from '../../src/canonical/ladder/order.ts'
import { integer } from '../../src/canonical/term/node.ts'
import { normalise } from '../../src/canonical/normal/normal.ts'
import { subtractTerms } from '../../src/canonical/term/build.ts'
import { freshBudget, termOf } from './reading.ts'
import { probable, proven, unequal } from './pairs.ts'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { parse } from '../../src/latex/parse.ts'

describe('signs', () => {
  test.each([
    ['3', 1],
    ['-\\frac12', -1],
    ['\\sqrt2-\\frac{99}{70}', -1],
    ['\\pi-3', 1],
    ['\\pi-\\frac{355}{113}', -1],
    ['\\sqrt2+\\sqrt3-\\sqrt{5+2\\sqrt6}', 0],
    ['\\ln2-1', -1],
    ['e^{-100}', 1],
    ['-\\infty', -1],
    ['10^{-400}-10^{-401}', 1],
    ['i', undefined],
    ['x', undefined],
  ] as const)('of %s', (text, sign) => {
    expect(signOf(termOf(text), freshBudget())).toBe(sign)
  })
})

describe('order of constants', () => {
  test.each([
    ['\\sqrt2', '1.4142135623730951', -1],
    ['\\pi', '\\frac{22}7', -1],
    ['e^\\pi', '\\pi^e', 1],
    ['2^{1/3}', '\\sqrt[3]2', 0],
    ['-\\infty', '5', -1],
    ['\\infty', '10^{100}', 1],
    ['\\sqrt{5+2\\sqrt6}', '\\sqrt2+\\sqrt3', 0],
    ['\\frac13', '0.333', 1],
  ] as const)('%s and %s', (a, b, order) => {
    expect(compareReals(termOf(a), termOf(b), freshBudget())).toBe(order)
    expect(compareReals(termOf(b), termOf(a), freshBudget())).toBe(order === 0 ? 0 : -order)
  })
})

test('closed intervals hold their ends and nothing beyond', () => {
  const inside = (text: string): boolean | undefined => insideClosed(termOf(text), { num: 1, den: 1 }, { num: 3, den: 2 }, freshBudget())
  expect(inside('1')).toBe(true)
  expect(inside('\\sqrt2')).toBe(true)
  expect(inside('\\frac32')).toBe(true)
  expect(inside('\\sqrt{2.26}')).toBe(false)
  expect(inside('1-10^{-30}')).toBe(false)
  expect(inside('x')).toBe(undefined)
})

test('constants, variables, values', () => {
  expect(isConstant(termOf('\\sqrt2+\\pi'))).toBe(true)
  expect(isConstant(termOf('\\sum_{k=1}^{10000}\\frac1{k^2}'))).toBe(true)
  expect(isConstant(termOf('x'))).toBe(false)
  expect(isConstant(termOf('f(2)'))).toBe(false)
  expect(variablesOf(termOf('ay+bx^2+\\sum_{k=1}^nk^k')).map(variable => variable.name)).toEqual(['a', 'b', 'n', 'x', 'y'])
  expect(rationalValue(termOf('\\frac{4}{6}'))).toEqual({ num: 2, den: 3 })
  expect(rationalValue(termOf('\\pi'))).toBe(undefined)
  expect(substitute(termOf('x^2+x'), 'x', integer(3), freshBudget()).key).toBe('12')
  expect(substitute(termOf('\\frac1x'), 'x', integer(0), freshBudget()).type).toBe('undefined')
})

describe('derivatives', () => {
  test.each([
    ['x^3', '3x^2'],
    ['\\sin(2x)', '2\\cos(2x)'],
    ['e^{x^2}', '2xe^{x^2}'],
    ['\\ln(x^2+1)', '\\frac{2x}{x^2+1}'],
    ['x^x', 'x^x(\\ln x+1)'],
    ['\\frac{x}{x+1}', '\\frac1{(x+1)^2}'],
    ['\\arctan x', '\\frac1{1+x^2}'],
    ['\\sqrt x', '\\frac1{2\\sqrt x}'],
    ['\\tan x', '\\frac{1}{\\cos^2 x}'],
    ['5', '0'],
  ])('of %s', (text, expected) => {
    const found = derivative(termOf(text), 'x')
    expect(found).toBeDefined()
    if (found !== undefined) expect(normalise(subtractTerms(found, termOf(expected)), freshBudget()).key).toBe('0')
  })
  test('are not made up', () => {
    expect(derivative(termOf('\\lfloor x\\rfloor'), 'x')).toBe(undefined)
    expect(derivative(termOf('x!'), 'x')).toBe(undefined)
  })
})

describe('text of a term', () => {
  test.each([
    ['\\sqrt{12}', '2*sqrt(3)'],
    ['x^2-\\frac12', 'x^2 - 1/2'],
    ['\\frac{x}{2y}', 'x/(2*y)'],
    ['-x', '-x'],
    ['(x+1)^3', '(x + 1)^3'],
    ['\\sin2x', 'sin(2*x)'],
    ['n!', 'n!'],
    ['\\frac{\\sqrt6}{4}', 'sqrt(6)/4'],
  ])('%s', (text, expected) => {
    expect(termToText(termOf(text))).toBe(expected)
  })
  test.each([...proven, ...probable, ...unequal].flat())('is read back: %s', text => {
    const { tree } = parse(text)
    const scope = scopeOf(tree, tree)
    const term = interpret(tree, scope, freshBudget())
    if (term === undefined || term.type === 'undefined') return
    const written = termToText(term)
    if (written.length > 3000) return
    expect(interpret(parse(written).tree, scope, freshBudget())?.key).toBe(term.key)
  })
})
