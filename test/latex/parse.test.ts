import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRead, parse } from '../../src/latex/parse.ts'
import { walk } from '../../src/tree/children.ts'

const codes = (text: string): string[] => parse(text).diagnostics.map(diagnostic => diagnostic.code)

describe('repairs', () => {
  it.each([
    ['\\frac12', '\\frac{1}{2}'],
    ['\\frac{1}2', '\\frac{1}{2}'],
    ['\\dfrac12', '\\frac{1}{2}'],
    ['\\sqrt3', '\\sqrt{3}'],
    ['\\sqrt12', '\\sqrt{12}'],
    ['x^10', 'x^{10}'],
    ['x**2', 'x^2'],
    ['$x$', 'x'],
    ['\\(x\\)', 'x'],
    ['\\left(x\\right)', '(x)'],
    ['\\\\frac{1}{2}', '\\frac{1}{2}'],
    ['x.', 'x'],
    ['{x+1', 'x+1'],
    ['π', '\\pi'],
    ['2×3', '2\\times3'],
    ['a≤b', 'a\\le b'],
    ['３', '3'],
    ['{1\\over2}', '\\frac{1}{2}'],
    ['\\quad x', 'x'],
    ['\\quadx', 'x'],
  ])('%s reads like %s', (written, plain) => {
    expect(stripped(written)).toEqual(stripped(plain))
    expect(isRead(parse(written).tree)).toBe(true)
  })
})

describe('what looks alike stays apart', () => {
  it.each([
    ['2\\frac13', '2\\cdot\\frac13'],
    ['(1,2)', '[1,2]'],
    ['12:30', '\\frac{12}{30}'],
    ['listen', 'silent'],
    ['1.50', '1.5'],
    ['f(x)', 'a(x)'],
    ['\\text{cm}', 'cm'],
    ['1,22', '1.22'],
  ])('%s is not written like %s', (a, b) => {
    expect(stripped(a)).not.toEqual(stripped(b))
  })
})

describe('diagnostics', () => {
  it.each([
    ['\\frac{}{2}', 'empty-group', { start: 5, end: 6 }],
    ['\\foo', 'unknown-command', { start: 0, end: 4 }],
    ['x+', 'trailing-text', { start: 1, end: 2 }],
    ['(1,2}', 'mismatched-fence', { start: 0, end: 1 }],
    ['1\u200b2', 'hidden-character', { start: 1, end: 2 }],
    ['\\begin{pmatrix}1', 'unclosed-environment', { start: 0, end: 15 }],
  ] as const)('%j gives %s', (text, code, span) => {
    const { tree, diagnostics } = parse(text)
    const found = diagnostics.find(diagnostic => diagnostic.code === code)
    expect(found?.span).toEqual(span)
    expect(isRead(tree)).toBe(false)
  })

  it('tells a look-alike letter apart without folding it', () => {
    expect(codes('\u0430+1')).toContain('look-alike-letter') // Cyrillic а
    expect(stripped('\u0430+1')).not.toEqual(stripped('a+1'))
  })

  it('leaves too deep and too long answers unread', () => {
    expect(codes('('.repeat(5000))).toContain('too-deep')
    expect(codes('1+'.repeat(20_000))).toContain('too-long')
    expect(codes(`${'1+'.repeat(9_000)}1`)).toContain('too-many-nodes')
  })
})

describe('properties', () => {
  const soup = fc.array(
    fc.constantFrom(
      '\\frac',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      '|',
      '^',
      '_',
      '1',
      '2.5',
      'x',
      'sin',
      '\\sin',
      '\\left',
      '\\{',
      '\\}',
      ',',
      ';',
      ' and ',
      '=',
      '<',
      '\\\\',
      '&',
      '\\begin{cases}',
      '\\end{cases}',
      '\\text{',
      '+',
      '-',
      '\\pm',
      '!',
      "'",
      '%',
      '°',
      '$',
      ' ',
      '\n',
      '\\int',
      'd',
      '\\sum',
      '½',
      '²',
      '或',
      '\u200b',
      '\ud800',
      'constructor',
      '__proto__',
    ),
    { maxLength: 40 },
  )

  it('reads any text, with spans inside it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map(parts => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        text => {
          const { tree, diagnostics } = parse(text)
          for (const { span } of diagnostics) expect(span.start >= 0 && span.end <= text.length && span.start <= span.end).toBe(true)
          walk(tree, node => {
            if (node.span !== undefined)
              expect(node.span.start >= 0 && node.span.end <= text.length && node.span.start <= node.span.end).toBe(true)
          })
        },
      ),
      { seed: 11, numRuns: 2_000 },
    )
  })

  it('reads the same text the same way', () => {
    fc.assert(
      fc.property(soup, parts => {
        const text = parts.join('')
        expect(parse(text)).toEqual(parse(text))
      }),
      { seed: 12, numRuns: 300 },
    )
  })
})

/** A tree without spans. */
function stripped(text: string): unknown {
  return JSON.parse(JSON.stringify(parse(text).tree, (key, value) => (key === 'span' ? undefined : value)))
}

describe('what was damaged on the way', () => {
  it.each([
    ['36}', 'mismatched-fence', '36'],
    ['[1,2]}', 'mismatched-fence', '[1,2]'],
    ['60^\text{\\circ}', 'hidden-character', '60^{\\circ}'],
    ['\frac{1}{2}', 'hidden-character', '\\frac{1}{2}'],
    ['"6\\sqrt{4}', 'unclosed-group', '6\\sqrt{4}'],
    ['\\angleABC', 'unknown-command', '\\angle ABC'],
  ] as const)('%j is repaired with a warning', (text, code, plain) => {
    const { tree, diagnostics } = parse(text)
    expect(diagnostics.map(diagnostic => [diagnostic.code, diagnostic.severity])).toEqual([[code, 'warning']])
    expect(isRead(tree)).toBe(true)
    expect(stripped(text)).toEqual(stripped(plain))
  })

  it.each(['60^', '3}6', '(0,1])', 'A} = 3', '[[?]]', '?', '2021 +', '{', '\\frac{}{2}'])('%j stays unread', text => {
    expect(isRead(parse(text).tree)).toBe(false)
  })
})

describe('a bar', () => {
  it.each([
    ['|x|', 'apply'],
    ['2|x|', 'times'],
    ['|x|+|y|', 'plus'],
    ['{|x|}', 'apply'],
    ['3|x', 'relation'],
    ['x|x>1', 'set'],
    ['{x|x>1}', 'set'],
    ['{x||x|<3}', 'set'],
    ['P(A|B)', 'times'],
  ])('of %s belongs to a node of type %s', (text, type) => {
    const { tree } = parse(text)
    expect(isRead(tree)).toBe(true)
    expect(tree.type).toBe(type)
  })
})

describe('a tilde and an exclamation mark', () => {
  it.each([
    ['p & ~q', 'p \\text{ and } \\lnot q'],
    ['p \\wedge !q', 'p \\wedge \\lnot q'],
    ['a~b', 'a b'],
    ['5~\\text{cm}', '5\\ \\text{cm}'],
  ])('%s reads like %s', (written, plain) => {
    expect(stripped(written)).toEqual(stripped(plain))
  })
})

describe('a puzzle answer', () => {
  it.each(['[[+,-];[-,+]]', '["A#","B"]', '_ _ Q _', '#A B# A# #B'])('%s is read literally where the grammar fails', text => {
    expect(isRead(parse(text).tree)).toBe(true)
  })
  it.each(['[0,\\foo{3}]', '[[0,\\foo{3}]]', '[60^,30^]', '2 + 3 =', '[[1,?]]'])('%s is no puzzle and stays unread', text => {
    expect(isRead(parse(text).tree)).toBe(false)
  })
})
