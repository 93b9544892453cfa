import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/latex/parse.ts'
import { toLatex } from '../../src/latex/print/latex.ts'
import { toText } from '../../src/latex/print/text.ts'
import { judgedCases } from '../fixtures/cases.ts'
import { digest } from '../fixtures/digest.ts'

/**
 * How every answer of the fixtures is read, and every line of `notations.txt`, rare and broken notations: a line with its reading in words, the codes of its remarks, and a digest of the tree with its
 * spans, its print as LaTeX and its remarks. After a change that is meant, `UPDATE=1 npx vitest run test/latex/readings.test.ts` writes
 * the lines anew: read the difference.
 */
const path = fileURLToPath(new URL('readings.tsv', import.meta.url))
/** Longer answers are read by the same grammar. */
const longest = 120

const notations = readFileSync(new URL('notations.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const judged = judgedCases().flatMap(({ reference, references = [], prediction }) => [reference, ...references, prediction ?? reference])
const answers = [...new Set([...notations, ...judged])].filter(text => text.length <= longest)

function lineOf(text: string): string {
  const { tree, diagnostics } = parse(text)
  const reading = { tree, latex: toLatex(tree), diagnostics }
  return [text, toText(tree), diagnostics.map(({ code }) => code).join(' '), digest(JSON.stringify(reading))].map(oneLine).join('\t')
}
const oneLine = (text: string): string => JSON.stringify(text).slice(1, -1)

if (process.env['UPDATE'] === '1') writeFileSync(path, answers.map(text => `${lineOf(text)}\n`).join(''))

const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
const textOf = (line: string): string => line.slice(0, line.indexOf('\t'))
const known = new Map(lines.map(line => [textOf(line), line]))

describe('the answers of the fixtures are read as before', () => {
  for (const text of answers) {
    it(text, () => {
      expect(lineOf(text)).toBe(known.get(oneLine(text)))
    })
  }
  it('in their order, and no others', () => {
    expect(lines.map(textOf)).toEqual(answers.map(oneLine))
  })
})
