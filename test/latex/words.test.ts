import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { meaningOf } from './meaning.ts'

/**
 * What the tables of words say: numbers in words, units, what is counted, where a name lives. A line of `words.tsv` is a text and
 * its meaning; a text is written by hand at its end. After a change that is meant, `UPDATE=1 npx vitest run test/latex/words.test.ts`
 * writes the meanings anew: read the difference.
 */
const path = fileURLToPath(new URL('words.tsv', import.meta.url))
const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
const oneLine = (text: string): string => JSON.stringify(text).slice(1, -1)
const textOf = (line: string): string => JSON.parse(`"${line.split('\t', 1)[0]}"`) as string
const lineOf = (text: string): string => `${oneLine(text)}\t${meaningOf(text)}`

if (process.env['UPDATE'] === '1') writeFileSync(path, lines.map(line => `${lineOf(textOf(line))}\n`).join(''))

describe('words mean what they did', () => {
  it('each of them', () => {
    expect(lines.map(textOf).map(lineOf)).toEqual(readFileSync(path, 'utf8').trimEnd().split('\n'))
  })
})
