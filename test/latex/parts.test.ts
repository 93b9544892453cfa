import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/latex/parse.ts'

/** A part of a text is read as if it stood alone: what stands before and behind it is not looked at. */
const notations = readFileSync(new URL('notations.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const alone = notations.map(text => JSON.stringify(parse(text)))

const surroundings: ReadonlyArray<readonly [before: string, behind: string]> = [
  ['{', '}'],
  ['2', '2'],
  ['.', '.'],
  ['e', 'e5'],
  ['\\', '.5 x'],
  ['~', '\\frac'],
]

describe('a part is read as if it stood alone', () => {
  for (const [before, behind] of surroundings) {
    it(`between ${before} and ${behind}`, () => {
      const start = before.length
      const moved = (key: string, value: unknown): unknown => (key === 'start' || key === 'end' ? (value as number) - start : value)
      const others = notations.filter(
        (text, at) => JSON.stringify(parse(before + text + behind, { start, end: start + text.length }), moved) !== alone[at],
      )
      expect(others).toEqual([])
    })
  }
})
