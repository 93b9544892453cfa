import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { digest } from '../fixtures/digest.ts'
import { meaningOf } from './meaning.ts'
import { takingOf } from './taking.ts'

/**
 * Golden files about single answers. A line holds a text, what it is in words, and a digest of all that is read from it. Verdicts do
 * not show a change that both sides share, or that another rung or another kind makes good; these lines do. The texts are the
 * files' own: a new fixture needs no line.
 */

export interface AnswersFile {
  readonly title: string
  readonly texts: readonly string[]
  readonly lines: readonly string[]
  readonly lineOf: (text: string) => string
  readonly write: () => void
}

const oneLine = (text: string): string => JSON.stringify(text).slice(1, -1)

function fileOf(
  name: string,
  title: string,
  read: (text: string) => { readonly words: string; readonly details: readonly string[] },
): AnswersFile {
  const path = fileURLToPath(new URL(name, import.meta.url))
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const texts = lines.map(line => JSON.parse(`"${line.split('\t')[0]}"`) as string)
  const lineOf = (text: string): string => {
    const { words, details } = read(text)
    return [text, words, digest(details.join('\n'))].map(oneLine).join('\t')
  }
  return { title, texts, lines, lineOf, write: () => writeFileSync(path, texts.map(text => `${lineOf(text)}\n`).join('')) }
}

export const answersFiles = (): readonly AnswersFile[] => [
  fileOf('meanings.tsv', 'what answers mean', meaningOf),
  fileOf('takings.tsv', 'what answers are taken for', takingOf),
]
