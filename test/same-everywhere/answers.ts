import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { digest } from '../fixtures/digest.ts'
import { meaningOf } from './meaning.ts'
import { judge } from '../../src/index.ts'
import { rungsOf } from './rungs.ts'
import { takingOf } from './taking.ts'

/**
 * Golden files about single answers, and about pairs. A line holds a text, what it is in words, and a digest of all that is read from it. Verdicts do
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

/** What stands between the two texts of a pair. */
const between = ' ‖ '
const oneLine = (text: string): string => JSON.stringify(text).slice(1, -1)

interface Read {
  readonly words: string
  readonly details: readonly string[]
}

function fileOf(name: string, title: string, read: (text: string) => Read): AnswersFile {
  const path = fileURLToPath(new URL(name, import.meta.url))
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const texts = lines.map(line => JSON.parse(`"${line.split('\t')[0]}"`) as string)
  const lineOf = (text: string): string => {
    const { words, details } = read(text)
    return [text, words, digest(details.join('\n'))].map(oneLine).join('\t')
  }
  return { title, texts, lines, lineOf, write: () => writeFileSync(path, texts.map(text => `${lineOf(text)}\n`).join('')) }
}

const ofPair =
  (read: (reference: string, prediction: string) => Read) =>
  (text: string): Read => {
    const [reference = '', prediction = ''] = text.split(between)
    return read(reference, prediction)
  }

/** Comparers are made for their own kind; here they meet the others. */
function verdictOf(reference: string, prediction: string): Read {
  const verdict = judge({ reference, prediction })
  const how = verdict.outcome === 'undecided' ? verdict.cause : verdict.by
  return { words: `${verdict.outcome} ${verdict.kind ?? 'no kind'} ${how}`, details: [JSON.stringify(verdict)] }
}

export const answersFiles = (): readonly AnswersFile[] => [
  fileOf('meanings.tsv', 'what answers mean', meaningOf),
  fileOf('takings.tsv', 'what answers are taken for', takingOf),
  fileOf('rungs.tsv', 'what each rung says of pairs', ofPair(rungsOf)),
  fileOf('strangers.tsv', 'what is said of answers to other questions', ofPair(verdictOf)),
]
