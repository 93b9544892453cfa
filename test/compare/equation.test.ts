import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignValues, asAssignment, isName, sameName, splitPrefix } from '../../src/canonical/meaning/prefix.ts'
import { parse } from '../../src/latex/parse.ts'
import { toText } from '../../src/latex/print/text.ts'
import { judge, verify } from '../../src/verify.ts'

const tree = (text: string) => parse(text).tree

describe('names in front of values', () => {
  it.each([
    'x',
    'a_n',
    'f(x)',
    "f'(x)",
    'f^{-1}(x)',
    '\\angle ABC',
    'm\\angle ABC',
    '|AB|',
    'AB',
    'A_1B_1',
    '\\overrightarrow{AB}',
    '|\\vec a-\\vec b|',
    '\\vec a\\cdot\\vec b',
    '\\frac{NO}{BO}',
    '\\frac{dy}{dx}',
    '\\frac{d^2y}{dx^2}',
    '(p,q)',
    'AB:BC',
    'S_{\\triangle ABC}',
    '\\cos A',
    'A\\cup B',
    '\\text{area}',
  ])('%s is a name', text => {
    expect(isName(tree(text))).toBe(true)
  })
  it.each(['x+y', 'x^2', 'AB^2', '2x', '\\ln x', '5', '\\sqrt{x}', 'xy', '\\frac{x+1}{2}', '(x+1,y)', '\\lfloor x\\rfloor'])(
    '%s is none',
    text => {
      expect(isName(tree(text))).toBe(false)
    },
  )

  it.each([
    ['|AB|', '\\overline{BA}', true],
    ['\\angle ABC', '\\angle CBA', true],
    ['m\\angle ABC', '\\angle ABC', true],
    ['\\angle ABC', '\\angle ACB', false],
    ['\\overrightarrow{AB}', '\\overrightarrow{BA}', false],
    ['T_{\\mathrm{s}}', 'T_s', true],
    ['f(x)', 'y', true],
    ['f(x)', 'z', false],
    ['f(x)', 'f(y)', false],
    ['f(x)', 'F(x)', false],
    ['x_1', 'x_2', false],
    ['x', 'X', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(sameName(tree(a), tree(b))).toBe(same)
    expect(sameName(tree(b), tree(a))).toBe(same)
  })

  it('splits names, chains and approximations', () => {
    const split = splitPrefix(tree('S=\\pi r^2=9\\pi\\approx 28.3'))
    expect(split.name && toText(split.name)).toBe('S')
    expect(split.chain.map(toText)).toHaveLength(2)
    expect(toText(split.value)).toBe(toText(tree('9\\pi')))
    expect(split.approximations.map(toText)).toEqual(['28.3'])
    expect(splitPrefix(tree('5=x'))).toMatchObject({ name: { type: 'symbol', name: 'x' }, value: { type: 'number', lexeme: '5' } })
    expect(splitPrefix(tree('x+y=3')).name).toBeUndefined()
  })

  it('renames arguments and indices that the value speaks of', () => {
    const aligned = (gold: string, prediction: string) => {
      const value = alignValues(splitPrefix(tree(gold)), splitPrefix(tree(prediction)))
      return value && toText(value)
    }
    expect(aligned('f(x)=x', 'f(z)=z')).toBe('x')
    expect(aligned('f(x,y)=x-y', 'f(y,x)=y-x')).toBe(toText(tree('x-y')))
    expect(aligned('f(2)=5', 'f(3)=5')).toBeUndefined()
    expect(aligned('x=5', 'y=5')).toBeUndefined()
    expect(aligned('x=5', '5')).toBe('5')
  })

  it('reads assignments', () => {
    expect(asAssignment(tree('x=5'))).toMatchObject({ name: { name: 'x' }, value: { lexeme: '5' } })
    expect(asAssignment(tree('x+1=5'))).toBeUndefined()
    expect(asAssignment(tree('x=\\sqrt2\\approx 1.4'))).toBeUndefined()
  })
})

describe('curves', () => {
  const line = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: -9, max: 9 }))
  const form = (a: number, b: number, c: number): string => `${a}x+${b}y+${c}=0`.replaceAll('+-', '-')

  it('are blind to a factor, and only to a factor', () => {
    fc.assert(
      fc.property(
        line,
        fc.integer({ min: -5, max: 5 }).filter(k => k !== 0),
        fc.integer({ min: 1, max: 3 }),
        ([a, b, c], k, shift) => {
          expect(verify(form(k * a, k * b, k * c), form(a, b, c))).toBe(true)
          expect(verify(form(k * a, k * b, k * c + shift), form(a, b, c))).toBe(false)
        },
      ),
      { seed: 5, numRuns: 60 },
    )
  })

  it('are shown to differ by a point', () => {
    const verdict = judge({ reference: 'y=2x-5', prediction: '\\frac{y+5}{x}=2' })
    expect(verdict).toMatchObject({ outcome: 'different', by: 'curve', witness: { at: { x: '0', y: '-5' } } })
  })

  it('say where both are true or not', () => {
    const verdict = judge({ reference: 'x^2+y^2=1', prediction: 'x^2+y^2=2' })
    expect(verdict).toMatchObject({ outcome: 'different', witness: { reference: 'true', prediction: 'not true' } })
  })
})
