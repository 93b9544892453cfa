import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/latex/parse.ts'
import { toLatex } from '../../src/latex/print/latex.ts'
import { toText } from '../../src/latex/print/text.ts'
import { withoutGroups, withoutSpans } from '../../src/tree/equal.ts'
import type { Tree } from '../../src/tree/tree.ts'
import { anyTree, plainTree, seed, textMeaning, writtenTree } from '../tree/arbitrary.ts'

const meaning = (tree: Tree): Tree => withoutSpans(withoutGroups(tree))

function render(latex: string): string {
  const { warn } = console
  console.warn = () => {} // KaTeX has no metrics for some characters, and says so
  try {
    return katex.renderToString(latex, { throwOnError: true, strict: 'ignore' })
  } finally {
    console.warn = warn
  }
}

function deep(levels: number, wrap: (inner: Tree) => Tree): Tree {
  let tree: Tree = { type: 'symbol', name: 'x' }
  for (let level = 1; level < levels; level++) tree = wrap(tree)
  return tree
}

describe('toLatex', () => {
  it('writes what people write', () => {
    const cases: ReadonlyArray<readonly [string, string]> = [
      ['1/2', '1 / 2'],
      ['\\frac12', '\\frac{1}{2}'],
      ['2 1/3', '2\\;1/3'],
      ['-x^2+3x-1', '-x^{2} + 3x - 1'],
      ['2\\pi r', '2\\pi r'],
      ['x y sin(z)', 'xy \\sin z'],
      ['sin(x)cos(x)', '\\sin(x)\\cos x'],
      ['sin^2 x', '\\sin^{2}(x)'],
      ['f^{-1}(x)', 'f^{-1}(x)'],
      ['\\log_2 8', '\\log_{2} 8'],
      ['|x-1|', '\\lvert x - 1\\rvert'],
      ['(x+1)/(x-1)', '(x + 1) / (x - 1)'],
      ['0.\\dot3', '0.\\overline{3}'],
      ['1,000', '1,000'],
      ['5 \\text{ cm}', '5\\,\\text{cm}'],
      ['50%', '50\\%'],
      ["30^\\circ 15'", "30^{\\circ}15'"],
      ['\\{1,2\\}', '\\{1, 2\\}'],
      ['\\{x|x>0\\}', '\\{x \\mid x > 0\\}'],
      ['[0,1)\\cup\\{2\\}', '\\left[0,1\\right) \\cup \\{2\\}'],
      ['2k\\pi, k\\in\\mathbb Z', '2k \\pi, k \\in \\mathbb{Z}'],
      ['\\int_0^1 x dx', '\\int_{0}^{1} x \\, \\mathrm{d}x'],
      ['\\lim_{x\\to0^+}\\frac{\\sin x}{x}', '\\lim_{x \\to 0^+} \\frac{\\sin x}{x}'],
    ]
    for (const [written, printed] of cases) expect(toLatex(parse(written).tree), written).toBe(printed)
  })
  it('puts parentheses where a built tree needs them', () => {
    const [x, y]: Tree[] = [
      { type: 'symbol', name: 'x' },
      { type: 'symbol', name: 'y' },
    ]
    const two: Tree = { type: 'number', lexeme: '2' }
    const sum: Tree = { type: 'plus', terms: [x as Tree, y as Tree] }
    const half: Tree = { type: 'divide', numerator: x as Tree, denominator: two, written: 'bar' }
    const cases: ReadonlyArray<readonly [Tree, string]> = [
      [{ type: 'text', value: '50% of #1' }, '\\text{50\\% of \\#1}'],
      [{ type: 'negate', operand: sum }, '-(x + y)'],
      [{ type: 'power', base: sum, exponent: sum }, '(x + y)^{x + y}'],
      [{ type: 'power', base: half, exponent: two }, '\\left(\\frac{x}{2}\\right)^{2}'],
      [{ type: 'power', base: { type: 'power', base: x as Tree, exponent: two }, exponent: two }, '(x^{2})^{2}'],
      [{ type: 'power', base: { type: 'negate', operand: two }, exponent: two }, '(-2)^{2}'],
      [{ type: 'times', factors: [two, two], written: 'juxtaposed' }, '2(2)'],
      [
        { type: 'times', factors: [two, { type: 'divide', numerator: two, denominator: two, written: 'bar' }], written: 'juxtaposed' },
        '2\\left(\\frac{2}{2}\\right)',
      ],
      [{ type: 'times', factors: [{ type: 'symbol', name: 'f' }, sum], written: 'juxtaposed' }, '(f)(x + y)'],
      [{ type: 'divide', numerator: two, denominator: half, written: 'slash' }, '2 / \\frac{x}{2}'],
      [{ type: 'plus', terms: [x as Tree, { type: 'negate', operand: sum }] }, 'x - (x + y)'],
      [{ type: 'postfix', operator: 'factorial', operand: { type: 'postfix', operator: 'factorial', operand: x as Tree } }, '(x!)!'],
    ]
    for (const [tree, printed] of cases) expect(toLatex(tree)).toBe(printed)
  })
  it('is read back as the same tree', () => {
    fc.assert(
      fc.property(writtenTree, tree => {
        const latex = toLatex(tree)
        expect({ latex, tree: meaning(parse(latex).tree) }).toEqual({ latex, tree: meaning(tree) })
      }),
      { seed, numRuns: 3000 },
    )
  })
  it('is LaTeX that KaTeX renders, whatever the tree', () => {
    fc.assert(
      fc.property(fc.oneof(anyTree, writtenTree), tree => {
        const latex = toLatex(tree)
        expect(() => render(latex), latex).not.toThrow()
      }),
      { seed, numRuns: 1000 },
    )
  })
  it('does not slow down with depth, and refuses what is too deep', () => {
    const f: Tree = { type: 'symbol', name: 'f' }
    for (const wrap of [
      (inner: Tree): Tree => ({ type: 'times', factors: [f, inner], written: 'juxtaposed' }),
      (inner: Tree): Tree => ({ type: 'power', base: inner, exponent: f }),
      (inner: Tree): Tree => ({ type: 'times', factors: [inner, f], written: 'cdot' }),
      (inner: Tree): Tree => ({ type: 'set', items: [inner, f] }),
    ]) {
      expect(toLatex(deep(900, wrap)).length).toBeGreaterThan(900)
      expect(toText(deep(900, wrap)).length).toBeGreaterThan(900)
      expect(() => toLatex(deep(1001, wrap))).toThrow(new RangeError('Expected a tree of at most 1000 levels'))
      expect(() => toText(deep(1001, wrap))).toThrow(RangeError)
    }
  })
})

describe('toText', () => {
  it('writes what people type', () => {
    const cases: ReadonlyArray<readonly [string, string]> = [
      ['\\frac{\\sqrt{3}}{2}', 'sqrt(3)/2'],
      ['x^{2}+1', 'x^2 + 1'],
      ['\\{1,2\\}', '{1, 2}'],
      ['\\frac{2\\pi}{3}', '2pi/3'],
      ['\\pi r^2', 'pi*r^2'],
      ['\\frac12x', '(1/2)x'],
      ['2\\frac13', '2 1/3'],
      ['x^{n+1}', 'x^(n + 1)'],
      ['a\\sin x', 'a sin(x)'],
      ['(-\\infty,1]\\cup[2,3)', '(-∞,1] ∪ [2,3)'],
      ['1<x\\le2', '1 < x ≤ 2'],
      ['|x|\\ne\\alpha', 'abs(x) ≠ α'],
      ['\\sqrt[3]{x}', 'cbrt(x)'],
      ['\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}', '[[1, 2], [3, 4]]'],
      ['\\begin{cases}x&x>0\\\\-x&x\\le0\\end{cases}', '{x if x > 0; -x if x ≤ 0}'],
      ['x\\equiv3\\pmod 7', 'x ≡ 3 (mod 7)'],
      ['0.1\\overline{6}', '0.1666...'],
      ['30^\\circ', '30°'],
      ['\\text{no solution}', 'no solution'],
      ['\\mu', 'μ'],
    ]
    for (const [written, printed] of cases) expect(toText(parse(written).tree), written).toBe(printed)
  })
  it('is read back as the same mathematics', () => {
    fc.assert(
      fc.property(plainTree, tree => {
        const text = toText(tree)
        expect({ text, tree: meaning(textMeaning(parse(text).tree)) }).toEqual({ text, tree: meaning(textMeaning(tree)) })
      }),
      { seed, numRuns: 2000 },
    )
  })
  it('takes every tree', () => {
    fc.assert(
      fc.property(anyTree, tree => {
        expect(typeof toText(tree)).toBe('string')
      }),
      { seed, numRuns: 500 },
    )
  })
})
