/** Rows of a folder of labelled pairs: `gold`, `pred` or `response`, `expected`. */
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readLines } from '../src/formats/lines.ts'
import { field } from '../src/formats/path.ts'

export interface LabelledPair {
  readonly id: string
  readonly suite: string
  readonly gold: string
  /** `pred` may be an answer or a whole response; `response` is a whole response. */
  readonly text: string
  readonly as: 'auto' | 'response'
  readonly expected: boolean
  /** The label depends on a choice that conventions may make differently. */
  readonly policy: boolean
  /** The label was given by a model, and is wrong now and then. */
  readonly noisy: boolean
  readonly kinds: readonly string[]
  /** Verdict of Math-Verify; `undefined` when the row does not say, `false` when it failed or timed out. */
  readonly mathVerify: boolean | undefined
  /** Options of a multiple-choice row, as the question lists them. */
  readonly options: readonly string[] | undefined
}
export interface SuiteFile {
  readonly path: string
  readonly pairs: readonly LabelledPair[]
  /** Rows that are no labelled pair. */
  readonly skipped: number
}

export async function readSuites(folder: string): Promise<readonly SuiteFile[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.jsonl')).sort()
  const files: SuiteFile[] = []
  for (const name of names) files.push(await readSuite(join(folder, name)))
  return files
}

async function readSuite(path: string): Promise<SuiteFile> {
  const pairs: LabelledPair[] = []
  let skipped = 0
  for await (const batch of readLines(createReadStream(path))) {
    for (const line of batch) {
      if ('fault' in line) skipped += 1
      else if (line.text.trim() !== '') {
        const pair = pairOf(line.text, `${basename(path, '.jsonl')}:${line.number}`, basename(path, '.jsonl'))
        if (pair) pairs.push(pair)
        else skipped += 1
      }
    }
  }
  return { path, pairs, skipped }
}

function pairOf(text: string, place: string, file: string): LabelledPair | undefined {
  let row: unknown
  try {
    row = JSON.parse(text)
  } catch {
    return undefined
  }
  const gold = textOf(field(row, 'gold'))
  const response = textOf(field(row, 'response'))
  const answer = textOf(field(row, 'pred')) ?? response
  const expected = field(row, 'expected')
  if (gold === undefined || answer === undefined || typeof expected !== 'boolean') return undefined
  const mathVerify = field(row, 'math_verify')
  const kinds = field(row, 'kinds')
  const question = textOf(field(row, 'question'))
  return {
    id: textOf(field(row, 'id')) ?? place,
    suite: textOf(field(row, 'suite')) ?? file,
    gold,
    text: answer,
    as: field(row, 'pred') === undefined ? 'response' : 'auto',
    expected,
    policy: Boolean(field(row, 'policy')),
    noisy: textOf(field(row, 'label_by'))?.startsWith('judge:') === true,
    kinds: Array.isArray(kinds) ? kinds.filter(kind => typeof kind === 'string') : [],
    mathVerify: mathVerify === undefined || mathVerify === null ? undefined : mathVerify === true,
    options: field(row, 'mcq') === true && question !== undefined ? optionsIn(question) : undefined,
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/**
 * The options that a question lists as `\text{A)}\ & …`, `A) …` or `A. …`, each label after the one before; `undefined`
 * when there are fewer than two.
 */
export function optionsIn(question: string): readonly string[] | undefined {
  const found: { readonly start: number; readonly end: number }[] = []
  let from = 0
  for (const letter of 'ABCDEFGHIJ') {
    const label = new RegExp(`\\\\text\\{\\(?${letter}[).]\\}(?:\\\\ )?\\s*&?|(?:^|\\n)\\s*\\(?${letter}[).] ?`, 'g')
    label.lastIndex = from
    const match = label.exec(question)
    if (!match) break
    found.push({ start: match.index, end: label.lastIndex })
    from = label.lastIndex
  }
  if (found.length < 2) return undefined
  return found.map(({ end }, at) => content(question.slice(end, found[at + 1]?.start ?? question.length)))
}

/** An option without the layout that stands around it. */
function content(text: string): string {
  const stop = text.search(/\\end\{(?:align|problem|enumerate)|\n\s*\n/)
  return (stop < 0 ? text : text.slice(0, stop)).replace(/(?:\\\\|&|\s)+$/, '').replace(/^(?:&|\s)+/, '')
}
