import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extract, extractWhole, isMarked } from '../../src/extract/extract.ts'
import {
  type ExtractionRule,
  type ExtractOptions,
  extractionRules,
  type NoAnswerReason,
  noAnswerReasons,
} from '../../src/extract/extraction.ts'
import { phrases } from '../../src/extract/phrases.ts'
import type { Span } from '../../src/source/span.ts'

interface Row {
  readonly id: string
  readonly response: string
  readonly options?: ExtractOptions
  readonly text?: string
  readonly rule?: ExtractionRule
  readonly parts?: readonly string[]
  readonly reason?: NoAnswerReason
  /** Where the thinking ends: what stands behind it. */
  readonly spoken?: string
  /** The places that were passed over, with `candidates`: their rules and contents. */
  readonly passedOver?: readonly (readonly [ExtractionRule, string])[]
  readonly why: string
}

const rows = readFileSync(fileURLToPath(new URL('../fixtures/extraction.jsonl', import.meta.url)), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Row)

describe('fixtures', () => {
  it.each(rows)('$id: $why', row => {
    const found = extract(row.response, row.options)
    const outcome = found.found ? { text: found.text, rule: found.rule } : { reason: found.reason }
    expect(outcome).toEqual(row.reason === undefined ? { text: row.text, rule: row.rule } : { reason: row.reason })
    const written = ({ start, end }: Span): string => row.response.slice(start, end)
    if (found.found) {
      if (row.parts !== undefined) expect(found.parts.map(written)).toEqual(row.parts)
      else if (found.parts.length === 1) {
        // A base or the half of the day may stand behind it.
        const content = found.text.slice(0, found.span.end - found.span.start)
        expect([written(found.span), written(found.parts[0] as Span)]).toEqual([content, content])
      }
      const guessed = found.rule === 'last-math' || found.rule === 'bare'
      if (!guessed) expect(isMarked(row.response)).toBe(true)
      else if (!/think|THINK|boxed|channel/.test(row.response)) expect(isMarked(row.response)).toBe(false)
    }
    if (row.spoken !== undefined) expect(row.response.slice(found.thinkingEnd)).toBe(row.spoken)
    if (row.passedOver !== undefined) expect(found.passedOver.map(place => [place.rule, written(place.span)])).toEqual(row.passedOver)
  })

  it('hold every rule and every reason, except those of other doors', () => {
    const told = new Set<string>(rows.map(row => row.rule ?? row.reason ?? ''))
    expect([...extractionRules, ...noAnswerReasons].filter(name => !told.has(name))).toEqual(['whole', 'too-long'])
  })
})

/** Pieces of responses, put together at random. */
const piece = fc.constantFrom(
  '\\boxed{',
  '\\boxed{5}',
  '\\boxed{}',
  '\\boxed 7',
  '\\fbox{x}',
  '}',
  '{',
  '$',
  '$$',
  '\\[',
  '\\]',
  '\\(',
  '\\)',
  '\\',
  ', ',
  ' and ',
  'x=',
  '(1) ',
  '<think>',
  '</think>',
  '<answer>',
  '</answer>',
  '<|im_end|>',
  '<|begin_of_box|>',
  'The answer is ',
  'Answer:',
  '答案：',
  '故选',
  '#### ',
  '**',
  '. ',
  '\n',
  '42',
  'B',
  'prose ',
  '"answer": "',
  '\u0000',
  '\ud800',
  '　',
)
const response = fc.oneof(
  fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 24 }).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

describe('any string', () => {
  it('gives an answer whose places lie in the text, or a reason', () => {
    fc.assert(
      fc.property(response, fc.boolean(), fc.constantFrom('last' as const, 'all' as const), (text, prose, boxes) => {
        const found = extract(text, { prose, boxes, candidates: true })
        expect(found.thinkingEnd).toBeLessThanOrEqual(text.length)
        const spans = [
          ...(found.found ? [found.span, ...found.parts] : []),
          ...found.passedOver.flatMap(place => [place.span, place.outer]),
        ]
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeGreaterThanOrEqual(span.start)
          expect(span.end).toBeLessThanOrEqual(text.length)
        }
        for (const place of found.passedOver) {
          expect(place.outer.start).toBeLessThanOrEqual(place.span.start)
          expect(place.outer.end).toBeGreaterThanOrEqual(place.span.end)
        }
        if (!found.found) return
        expect(found.text.trim()).not.toBe('')
        expect(found.span.start).toBeGreaterThanOrEqual(found.thinkingEnd)
        if (found.parts.length === 1) expect(found.text).toBe(text.slice(found.span.start, found.span.end))
        for (let i = 1; i < found.parts.length; i++) expect(found.parts[i]?.start).toBeGreaterThanOrEqual(found.parts[i - 1]?.end ?? 0)
        if (!prose) expect(['last-math', 'bare', 'whole']).not.toContain(found.rule)
      }),
      { numRuns: 1500 },
    )
  })

  it('gives the same twice, with and without candidates', () => {
    fc.assert(
      fc.property(response, text => {
        expect(extract(text)).toEqual(extract(text))
        expect({ ...extract(text, { candidates: true }), passedOver: [] }).toEqual(extract(text))
      }),
    )
  })

  it('gives nothing when it was cut by the length limit', () => {
    fc.assert(fc.property(response, text => !extract(text, { finishReason: 'length' }).found))
  })

  it('yields the box that is written at its end, unless the thinking is unfinished', () => {
    fc.assert(
      fc.property(response, text => {
        // What stands behind the end of a turn is another turn.
        fc.pre(!text.includes('<|im_end|>'))
        const found = extract(`${text}\nprose \\boxed{1234}`)
        if (found.found) expect(found.text.endsWith('1234') || found.rule !== 'box').toBe(true)
        else expect(['unfinished-thinking', 'truncated', 'empty', 'placeholder', 'nothing-found']).toContain(found.reason)
      }),
    )
  })

  it('is marked when something was found by a mark', () => {
    fc.assert(
      fc.property(response, text => {
        const found = extract(text, { prose: false })
        if (found.found) expect(isMarked(text)).toBe(true)
      }),
    )
  })
})

describe('passed over places', () => {
  it('are told in the order of the text, thinking included', () => {
    const text = '<think>\\boxed{1}</think> Answer: 2. So \\boxed{3}, no: <answer>4</answer>. Finally \\boxed{5}'
    const found = extract(text, { candidates: true })
    expect(found.passedOver.map(place => [place.rule, text.slice(place.span.start, place.span.end)])).toEqual([
      ['box', '1'],
      ['phrase', '2'],
      ['box', '3'],
      ['answer-tag', '4'],
    ])
  })

  it('are not looked for unless asked, and never more than 16', () => {
    const text = '\\boxed{1} then '.repeat(100)
    expect(extract(text).passedOver).toEqual([])
    expect(extract(text, { candidates: true }).passedOver).toHaveLength(16)
  })
})

describe('sizes', () => {
  const limits = { responseLength: 1000, answerLength: 20 }

  it('looks at the end of a long response only', () => {
    expect(extract(`\\boxed{1} ${'x '.repeat(1000)}`, { limits, prose: false })).toMatchObject({ reason: 'nothing-found', thinkingEnd: 0 })
    expect(extract(`${'x '.repeat(1000)} \\boxed{1}`, { limits })).toMatchObject({ text: '1', thinkingEnd: 0 })
  })

  it.each([
    ['a long box', `\\boxed{${'1'.repeat(21)}}`],
    ['a long unclosed box', `\\boxed{${'1'.repeat(50)}`],
    ['a long run of boxes', '\\boxed{1},'.repeat(20)],
    ['a long tag', `<answer>${'1'.repeat(21)}</answer>`],
    ['a long line', `Answer: ${'1'.repeat(21)}`],
    ['a long line behind hashes', `#### ${'1'.repeat(21)}`],
  ])('refuses %s', (_, text) => {
    expect(extract(text, { limits })).toMatchObject({ found: false, reason: 'too-long' })
  })

  it('accepts what just fits', () => {
    expect(extract(`\\boxed{${'1'.repeat(20)}}`, { limits })).toMatchObject({ text: '1'.repeat(20) })
    expect(extract(`\\boxed{${'1'.repeat(19)}`, { limits })).toMatchObject({ reason: 'truncated' })
  })
})

describe('the work grows with the length', () => {
  const length = 400_000
  /** Quadratic work would take minutes here; the limit leaves room for a busy machine. */
  const seconds = 4
  it.each([
    '\\boxed{',
    '\\boxed',
    '\\boxed a b ',
    '\\boxed{1},',
    '{',
    '}',
    '$',
    '$x$ ',
    '\\[',
    '\\',
    '<',
    '</',
    '<think>\n',
    '<answer>',
    'answer',
    'answer is ',
    'Answer: x=1\n',
    'the answer is $x ',
    '"answer": "',
    '答案是',
    '故选',
    '####',
    '**',
    '(',
    '(1) ',
    'x=',
    'a',
    ' ',
    '\n',
    '. ',
    '\ud800',
  ])('%j', unit => {
    const text = unit.repeat(Math.ceil(length / unit.length))
    const start = performance.now()
    for (const whole of [text, `The answer is ${text}`, `<answer>${text}</answer>`]) {
      extract(whole)
      extract(whole, { candidates: true, boxes: 'all' })
      isMarked(whole)
    }
    expect(performance.now() - start).toBeLessThan(seconds * 1000)
  })
})

describe('marked texts', () => {
  it.each([
    'so \\boxed{5}',
    '\\boxed{5',
    '\\fbox{5}',
    '<answer>5</answer>',
    '5</answer>',
    'x</think>5',
    '<think>x',
    'The answer is 5.',
    'Answer: B',
    '**Final answer**: 3',
    '答案：5',
    '故选 B',
    '5\n#### 5',
    '{"answer": 5}',
  ])('%j is', text => expect(isMarked(text)).toBe(true))

  it.each([
    '5',
    'x = 5',
    '\\frac{1}{2}',
    'B',
    '(1, 2)',
    'x < 5',
    'answer',
    'the answer',
    '\\{1, 2\\}',
    'up, left',
    '# 5',
    '',
    'boxed{5}',
    'x<think',
  ])('%j is not', text => expect(isMarked(text)).toBe(false))
})

describe('a whole text', () => {
  it('is the answer without the blanks around it', () => {
    expect(extractWhole(' x = 5 \n')).toMatchObject({ found: true, rule: 'whole', text: 'x = 5', span: { start: 1, end: 6 } })
  })
  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['?', 'placeholder'],
    ['Your answer', 'placeholder'],
    ['1'.repeat(20_001), 'too-long'],
  ])('%j gives %s', (text, reason) => expect(extractWhole(text)).toMatchObject({ found: false, reason }))
})

describe('callers', () => {
  it('are told when the response is no string', () => {
    expect(() => extract(5 as unknown as string)).toThrow(TypeError)
  })
})

describe('the table of phrases', () => {
  it('is sorted by language and speaks every language with a colon', () => {
    const languages = phrases.map(row => row.language)
    expect(languages).toEqual([...languages].sort())
    for (const row of phrases) {
      if (row.choiceOnly === true) continue
      for (const noun of row.nouns) expect(extract(`42 1\n${noun}: 7`, { prose: false }), noun).toMatchObject({ rule: 'phrase', text: '7' })
    }
  })
  it('finds an answer behind every link', () => {
    for (const row of phrases) {
      const space = row.nouns.some(noun => noun.charCodeAt(0) > 0x2fff) ? '' : ' '
      const said = row.choiceOnly === true ? 'B' : '7'
      for (const link of row.links) {
        const text = `x\n${row.nouns[0]}${space}${link}${space}${said}`
        expect(extract(text, { prose: false }), text).toMatchObject({ rule: 'phrase', text: said })
      }
    }
  })
})
