import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, formatDiagnostic } from '../../src/source/excerpt.ts'

const seed = 20_250_101

function at(text: string, part: string, options = {}): string {
  const start = text.indexOf(part)
  return excerpt(text, { start, end: start + part.length }, options)
}

describe('excerpt', () => {
  it('underlines the span', () => {
    expect(at('\\frac{1}{2 + ?}', '?')).toBe('\\frac{1}{2 + ?}\n             ^')
    expect(at('\\frac{1}{2 + ?}', '\\frac')).toBe('\\frac{1}{2 + ?}\n^^^^^')
  })
  it('gives an empty span one caret, also at the end of the text', () => {
    expect(excerpt('\\frac{1', { start: 7, end: 7 })).toBe('\\frac{1\n       ^')
    expect(excerpt('abc', { start: 1, end: 1 })).toBe('abc\n ^')
    expect(excerpt('', { start: 0, end: 0 })).toBe('\n^')
  })
  it('leaves out what lies outside the text', () => {
    expect(excerpt('ab', { start: 1, end: 99 })).toBe('ab\n ^')
    expect(excerpt('ab', { start: -5, end: 1 })).toBe('ab\n^')
    expect(excerpt('ab', { start: Number.NaN, end: Number.NaN })).toBe('ab\n  ^')
  })
  it('shows the line of the span with its number', () => {
    expect(at('x = 1\ny = ?\nz = 3', '?')).toBe('2 | y = ?\n  |     ^')
    expect(at('x = 1\r\ny = ?\rz = 3', 'z')).toBe('3 | z = 3\n  | ^')
  })
  it('shows each line of a longer span, and stops after some', () => {
    expect(at('a b\nc d\ne f', 'b\nc')).toBe('1 | a b\n  |   ^\n2 | c d\n  | ^')
    expect(at('a\nb\nc\nd', 'a\nb\nc\nd', { lines: 2 })).toBe('1 | a\n  | ^\n2 | b\n  | ^\n  | …')
  })
  it('counts columns as a terminal does', () => {
    expect(at('面积 = ?', '?')).toBe('面积 = ?\n       ^')
    expect(at('面积 = ?', '积')).toBe('面积 = ?\n  ^^')
    expect(at('e\u0301?', '?')).toBe('e\u0301?\n ^')
    expect(at('😀?', '?')).toBe('😀?\n  ^')
  })
  it('writes out what cannot be seen', () => {
    expect(at('1\u200b2', '\u200b')).toBe('1<U+200B>2\n ^^^^^^^^')
    expect(at('1\u00002', '2')).toBe('1<U+0000>2\n         ^')
  })
  it('cuts long lines around the span', () => {
    const long = `${'a'.repeat(500)}?${'b'.repeat(500)}`
    expect(at(long, '?', { width: 30 })).toBe('…aaaaaaaaaa?bbbbbbbbbbbbbbbbb…\n           ^')
    expect(at(long, 'aaa', { width: 30 })).toBe(`${'a'.repeat(28)}…\n^^^`)
    expect(excerpt(long, { start: 1001, end: 1001 }, { width: 30 })).toBe(`…${'b'.repeat(28)}\n                             ^`)
    expect(excerpt(long, { start: 990, end: 1001 }, { width: 30 })).toBe(`…${'b'.repeat(28)}\n                  ^^^^^^^^^^^`)
  })
  it('is total and as narrow as was asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer(),
        fc.integer(),
        fc.integer({ min: 20, max: 60 }),
        (text, start, end, width) => {
          const rows = excerpt(text, { start, end }, { width }).split('\n')
          expect(rows.length).toBeLessThanOrEqual(7)
          expect(rows.some(row => row.includes('^'))).toBe(true)
        },
      ),
      { seed },
    )
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(300), fc.nat(30), fc.integer({ min: 20, max: 60 }), (part, start, length, width) => {
        const text = part.repeat(40)
        for (const row of excerpt(text, { start, end: start + length }, { width }).split('\n'))
          expect(row.length).toBeLessThanOrEqual(width + 1)
      }),
      { seed },
    )
  })
})

describe('formatDiagnostic', () => {
  it('says severity, code, place and message above the excerpt', () => {
    const diagnostic = {
      code: 'unclosed-group',
      severity: 'error',
      message: 'Expected }, found the end',
      span: { start: 7, end: 7 },
    } as const
    expect(formatDiagnostic(diagnostic, '\\frac{1')).toBe('error[unclosed-group] at 7: Expected }, found the end\n  \\frac{1\n         ^')
    expect(formatDiagnostic(diagnostic, 'x\n\\frac{1')).toBe(
      'error[unclosed-group] at 2:6: Expected }, found the end\n  2 | \\frac{1\n    |      ^',
    )
  })
})
