import { describe, expect, it } from 'vitest'
import { indexText, plainScope, positiveIn, scopeOf, variableName } from '../../src/canonical/meaning/scope.ts'
import { parse } from '../../src/latex/parse.ts'

const read = (text: string) => parse(text).tree
const domainsOf = (text: string, other = '1') => Object.fromEntries(scopeOf(read(text), read(other)).domains)

describe('where letters live', () => {
  it.each([
    ['x+1', {}],
    ['n!', { n: 'natural' }],
    ['(n+k)!!', { n: 'natural', k: 'natural' }],
    ['n\\%', {}],
    ['\\binom nk', { n: 'natural', k: 'natural' }],
    ['\\gcd(a,b)', { a: 'natural', b: 'natural' }],
    ['\\operatorname{lcm}(a,b)', { a: 'natural', b: 'natural' }],
    ['\\max(a,b)', {}],
    ['\\sum_{k=1}^{n}k', { n: 'natural' }],
    ['\\sum_{k=m}^{5}k', { m: 'natural' }],
    ['\\prod_{k=1}^{n}k', { n: 'natural' }],
    ['\\int_0^{n}x\\,dx', {}],
    ['\\lim_{x\\to a}x', {}],
    ['a_n', { n: 'integer' }],
    ['a_{n+1}', { n: 'integer' }],
    ['a_1', {}],
    ['(-1)^n', { n: 'integer' }],
    ['(-1)^{2n+1}', { n: 'integer' }],
    ['(-1)^{x}', {}],
    ['(-1)^{2t}', {}],
    ['(-\\frac12)^n', { n: 'integer' }],
    ['i^n', { n: 'integer' }],
    ['2^n', {}],
    ['(-1)^{n/2}', {}],
    ['(-1)^{\\sqrt n}', {}],
    ['\\left(\\frac{1-\\sqrt5}{2}\\right)^n', { n: 'integer' }],
    ['\\left(\\frac{1-\\sqrt5}{2}\\right)^m', { m: 'integer' }],
    ['\\left(\\frac{1-\\sqrt5}{2}\\right)^a', {}],
    ['\\left(\\frac{1+\\sqrt5}{2}\\right)^n', {}],
    ['\\left(\\frac{1-x}{2}\\right)^n', {}],
    ['n\\bmod3', { n: 'integer' }],
    ['n\\in\\mathbb Z', { n: 'integer' }],
    ['n\\in\\mathbb N', { n: 'natural' }],
    ['n\\in\\mathbb Z^+', { n: 'natural' }],
    ['n\\in\\mathbb Z_+', { n: 'natural' }],
    ['n\\in\\mathbb N^*', { n: 'natural' }],
    ['z\\in\\mathbb C', { z: 'complex' }],
    ['x\\in\\mathbb R', {}],
    ['x\\in\\mathbb Q', {}],
    ['x\\in A', {}],
    ['x\\in(0,1)', {}],
    ['a,b\\in\\mathbb Z', { a: 'integer', b: 'integer' }],
    ['\\operatorname{Re}(z)', { z: 'complex' }],
    ['\\operatorname{Im}(z)', { z: 'complex' }],
    ['\\arg(z)', { z: 'complex' }],
    ['\\bar z', { z: 'complex' }],
    ['\\bar w', { w: 'complex' }],
    ['\\bar x', {}],
    ['\\hat z', {}],
    ['n!+a_n', { n: 'natural' }],
    ['x_1!', { x_1: 'natural' }],
  ])('in %s', (text, domains) => {
    expect(domainsOf(text)).toEqual(domains)
  })
  it('joins what both sides say', () => {
    expect(domainsOf('n+1', 'n!')).toEqual({ n: 'natural' })
    expect(domainsOf('a_n', 'n!')).toEqual({ n: 'natural' })
    expect(domainsOf('n!', 'a_n')).toEqual({ n: 'natural' })
  })
  it('joins what is said beside them', () => {
    const scope = scopeOf(read('x+n'), read('x-n'), { memberships: [read('n\\in\\mathbb Z')], positive: ['n', 'x'] })
    expect(Object.fromEntries(scope.domains)).toEqual({ n: 'natural', x: 'positive' })
  })
})

describe('what names are', () => {
  it.each([
    ['f(x)', 'f(1)', ['f']],
    ['f(x)+f', '1', []],
    ['f(x)', 'f', []],
    ['f(x)+g(y)', '1', ['f', 'g']],
    ['\\sin(x)', '1', []],
    ["f'(x)", '1', ['f']],
    ['f_1(x)', '1', ['f']],
  ])('functions in %s beside %s', (gold, prediction, functions) => {
    expect([...scopeOf(read(gold), read(prediction)).functions]).toEqual(functions)
  })
  it.each([
    ['2i', true],
    ['a_i', false],
    ['\\sum_{i=1}^3i', false],
    ['\\sum_{k=1}^3i', true],
    ['\\vec i', false],
    ['\\vec j', true],
    ['i\\in\\mathbb Z', false],
    ['i\\in A', true],
    ['\\int_0^1x\\,di', true],
  ])('i is the imaginary unit in %s: %s', (text, imaginary) => {
    expect(scopeOf(read(text), read('x')).imaginary).toBe(imaginary)
    expect(scopeOf(read('x'), read(text)).imaginary).toBe(imaginary)
  })
  it.each([
    ['e^x', true],
    ['\\sum_{e=1}^3e', false],
    ['\\sum_{k=1}^3e', true],
  ])('e is the constant in %s: %s', (text, euler) => {
    expect(scopeOf(read(text), read('x')).euler).toBe(euler)
    expect(scopeOf(read('x'), read(text)).euler).toBe(euler)
  })
  it.each([
    ['\\log x', '\\ln x', true],
    ['\\ln x', '\\log x', true],
    ['\\log x', '\\log x', false],
    ['\\ln x', '\\ln x', false],
    ['\\log 2', '\\ln 2', false],
    ['\\log e', '\\ln x', false],
    ['\\log_2x', '\\ln x', false],
    ['\\log x+\\ln x', '\\ln x', false],
    ['\\ln x', '\\log x+\\ln x', false],
    ['\\log x', '\\log x+\\ln x', false],
    ['\\log x', 'x', false],
  ])('the logarithms of %s and %s', (gold, prediction, natural) => {
    expect(scopeOf(read(gold), read(prediction)).logIsNatural).toBe(natural)
  })
  it('is plain where nothing is said', () => {
    expect(scopeOf(read('x+1'), read('x-1'))).toBe(plainScope)
    expect(scopeOf(read('5'), read('-6'))).toBe(plainScope)
    expect(scopeOf(read('n!'), read('-6'))).not.toBe(plainScope)
    expect(scopeOf(read('-6'), read('n!'))).not.toBe(plainScope)
  })
})

describe('letters that are positive', () => {
  it.each([
    ['x>0', ['x']],
    ['x\\ge0', ['x']],
    ['0<x', ['x']],
    ['0\\le x', ['x']],
    ['x>5', ['x']],
    ['0<a<b', ['a', 'b']],
    ['b\\ge a>0', ['b', 'a']],
    ['x>0,y\\ge1', ['x', 'y']],
    ['x>0\\text{ and }y>0', ['x', 'y']],
    ['x>0\\text{ or }y>0', []],
    ['x\\in(0,\\infty)', ['x']],
    ['x\\in(0,1)', ['x']],
    ['x\\in[2,3]', ['x']],
    ['x\\in(-1,1)', []],
    ['x\\in(a,1)', []],
    ['x\\in\\{1,2\\}', []],
    ['x<0', []],
    ['x\\le0', []],
    ['0>x', []],
    ['x>-1', []],
    ['x>y', []],
    ['0<x>1', []],
    ['x\\ne0', []],
    ['x=1', []],
    ['x+1>0', []],
    ['x', []],
  ])('in %s', (text, letters) => {
    expect([...positiveIn(read(text))].sort()).toEqual([...letters].sort())
  })
})

describe('names of variables', () => {
  it.each([
    ['x', 'x'],
    ['x_1', 'x_1'],
    ['x_{1}', 'x_1'],
    ['x_{ab}', 'x_ab'],
    ['x_{\\text{in}}', 'x_in'],
    ['x_{1,2}', 'x_1,2'],
    ['x_{\\alpha}', 'x_alpha'],
    ['x_{y_1}', 'x_y_1'],
    ["x'", "x'"],
    ["x''", "x''"],
    ["x_1'", "x_1'"],
    ['\\vec a', '\\vec{a}'],
    ['\\overrightarrow{AB}', '\\vec{AB}'],
    ['\\overline{AB}', '\\overline{AB}'],
    ['\\hat x', '\\hat{x}'],
    ['5', undefined],
    ['x+1', undefined],
    ['x_{n+1}', undefined],
    ['2x', undefined],
    ['f(x)', undefined],
    ['5_1', undefined],
  ])('%s', (text, name) => {
    expect(variableName(read(text))).toBe(name)
  })
  it.each([
    ['5', '5'],
    ['x', 'x'],
    ['\\text{a b}', 'ab'],
    ['\\pi', 'pi'],
    ['(1,2)', '1,2'],
    ['1,2', '1,2'],
    ['ab', 'ab'],
    ["x'", "x'"],
    ['x_1', 'x_1'],
    ['x+1', undefined],
    ['(1,x+1)', undefined],
    ['2\\sqrt3', undefined],
    ["5+1'", undefined],
  ])('the index %s', (text, name) => {
    expect(indexText(read(text))).toBe(name)
  })
})
