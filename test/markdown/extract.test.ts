import { describe, expect, it } from 'vitest'
import { extractMarkdown } from '../../src/markdown.ts'

/** A document, the rule that finds its answer, and the answer. */
const documents: readonly (readonly [string, string, string])[] = [
  ['So $x = \\boxed{\\{1,2\\}}$.', 'box', '\\{1,2\\}'],
  ['## Work\n\n2+2\n\n## Final Answer\n\n$x = 5$', 'heading', 'x = 5'],
  ['## 答案\n\n42 元', 'heading', '42 元'],
  ['We add.\n\n**Answer:** $\\frac12$', 'bold', '\\frac12'],
  ['We add.\n\n**Answer: 42**', 'bold', '42'],
  ['**Step 1:** add.\n\nThe total comes to **42 apples**.', 'bold', '42 apples'],
  ['**Final answer**\n\n$$x^{*}_1*y*2$$', 'bold', 'x^{*}_1*y*2'],
  ['| n | Answer |\n|---|---|\n| 3 | $x=5$ |', 'table', 'x=5'],
  ['| part | answer |\n|---|---|\n| a | 3 |\n| b | 5 |', 'table', '3, 5'],
  ['| step | value |\n|---|---|\n| first | 2 |\n| **Answer** | 7 |', 'table', '7'],
  ['The roots are:\n\n- $x=1$\n- $x=3$', 'list', 'x=1, x=3'],
  ['The result follows.\n\n```json\n{"steps": 3, "answer": "12.5"}\n```', 'code', '12.5'],
  ['The result follows.\n\n```\n42\n```', 'code', '42'],
  ['Solving,\n\n$$\nx = 7\n$$', 'math', 'x = 7'],
  ['Solving,\n\n\\[ x = 7 \\]', 'math', 'x = 7'],
  ['Therefore\n\n\\(y=2\\).', 'math', 'y=2'],
  ['It costs 5 dollars.\n\nTherefore, the answer is 12.', 'phrase', '12'],
]

describe('answers in Markdown', () => {
  it.each(documents)('%j', (document, rule, text) => {
    const found = extractMarkdown(document)
    expect(found).toMatchObject({ found: true, rule, text })
    if (found.found) expect(found.parts.map(part => document.slice(part.start, part.end)).join(', ')).toBe(text)
  })

  it('takes no heading, step or note for an answer', () => {
    expect(extractMarkdown('## Work\n\n**Note**\n\nNothing is known.')).toMatchObject({ found: false })
    expect(extractMarkdown('**Step 1:** think.\n\n**Step 2:** stop.')).not.toMatchObject({ rule: 'bold' })
  })

  it('takes no program and no list of steps for an answer', () => {
    expect(extractMarkdown('```python\nfor i in x:\n  print(i)\n  y = i\n  z = y\n```')).not.toMatchObject({ rule: 'code' })
    expect(extractMarkdown('- We add both sides.\n- We divide by the rest.')).not.toMatchObject({ rule: 'list' })
  })

  it('says why there is no answer', () => {
    expect(extractMarkdown('So $\\boxed{4')).toEqual({ found: false, reason: 'truncated' })
    expect(extractMarkdown('', {})).toEqual({ found: false, reason: 'nothing-found' })
    expect(extractMarkdown('The answer is 5', { finishReason: 'length' })).toEqual({ found: false, reason: 'truncated' })
  })

  it('reads the tail of a long document only', () => {
    const words = 'A paragraph of words.\n\n'.repeat(2_000)
    const table = '| n | Answer |\n|---|---|\n| 3 | 7 |'
    expect(extractMarkdown(words + table)).toMatchObject({ found: true, text: '7' })
    expect(extractMarkdown(`${table}\n\n${words}`, { tail: 200 })).toMatchObject({ found: false })
  })

  it('returns on any text', () => {
    for (const text of [
      '$',
      '$$',
      '\\(',
      '|',
      '|-|',
      '```',
      '**',
      '**a',
      '# ',
      '- ',
      '\\[\\(',
      '| a |\n|---|',
      '$'.repeat(500),
      '*'.repeat(500),
    ])
      expect(() => extractMarkdown(text)).not.toThrow()
  })
})
