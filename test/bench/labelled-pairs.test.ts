import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { optionsIn, readSuites } from '../../bench/labelled-pairs.ts'
import { responseOf } from '../../bench/responses.ts'
import { extract } from '../../src/index.ts'

it('reads labelled pairs and counts the rows that are none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'suites-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const rows = [
    { id: 'a', suite: 's', gold: '1', pred: '2', expected: false, math_verify: 'timeout', kinds: ['integer'] },
    { gold: '1', response: '\\boxed{1}', expected: true, policy: 'a choice', label_by: 'judge:someone' },
    { latex: 'x', expected: 'y' },
  ]
  writeFileSync(join(folder, 'one.jsonl'), `${rows.map(row => JSON.stringify(row)).join('\n')}\n{\n\n`)
  const [file] = await readSuites(folder)
  expect(file?.skipped).toBe(2)
  expect(file?.pairs).toMatchObject([
    { id: 'a', suite: 's', as: 'auto', expected: false, mathVerify: false, policy: false, noisy: false, kinds: ['integer'] },
    { id: 'one:2', suite: 'one', as: 'response', expected: true, mathVerify: undefined, policy: true, noisy: true, kinds: [] },
  ])
})

it('finds the options that a question lists', () => {
  expect(optionsIn('Which?\n\\begin{align*}\n\\text{A)}\\ & x=2 &\n\\text{B)}\\ & \\frac12\\\\\n\\end{align*}\n\\end{problem}')).toEqual([
    'x=2',
    '\\frac12',
  ])
  expect(optionsIn('Which?\nA. one\nB. two\nC. three')).toEqual(['one', 'two', 'three'])
  expect(optionsIn('What is A. Smith paid?')).toBeUndefined()
})

it('writes responses of a given length that end in their answer', () => {
  for (const length of [2_000, 20_000, 64_000]) {
    const response = responseOf('\\frac12', length)
    expect(Math.abs(response.length - length)).toBeLessThan(250)
    expect(extract(response, { prose: false })).toMatchObject({ found: true, rule: 'box', text: '\\frac12' })
  }
})
