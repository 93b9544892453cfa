import { describe, expect, it } from 'vitest'
import { answersFiles } from './answers.ts'
import { cases } from './cases.ts'
import { asText, readGolden, writeGolden } from './golden.ts'
import { judgeLines } from './judge-lines.ts'

/**
 * Every fixture has the verdict of the golden file, by the same rung, in as many steps, with the same trace. After a change that is
 * meant, `UPDATE=1 npx vitest run test/same-everywhere/golden.test.ts` writes the file anew: read the difference.
 */
const asked = cases()
if (process.env['UPDATE'] === '1') writeGolden(judgeLines(asked))

const lines = readGolden().trimEnd().split('\n')
const idOf = (line: string): string => line.slice(0, line.indexOf('\t'))
const golden = new Map(lines.map(line => [idOf(line), line]))

describe('the golden file', () => {
  for (const row of asked) {
    it(`has the verdict of ${row.id}`, () => {
      expect(judgeLines([row])[0]).toBe(golden.get(row.id))
    })
  }
  it('has the fixtures in their order, and nothing else', () => {
    expect(lines.map(idOf)).toEqual(asked.map(({ id }) => id))
    expect(readGolden()).toBe(asText(lines))
  })
})

/** So many texts are one test: they are short. */
const together = 20

for (const { title, texts, lines: known, lineOf, write } of answersFiles()) {
  describe(title, () => {
    if (process.env['UPDATE'] === '1') write()
    for (let from = 0; from < texts.length; from += together) {
      const part = texts.slice(from, from + together)
      it(`from ${part[0]} on`, () => {
        if (process.env['UPDATE'] !== '1') expect(part.map(lineOf)).toEqual(known.slice(from, from + together))
      })
    }
  })
}
