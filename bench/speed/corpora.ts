/**
 * What is measured, by name. `fixtures` and `hostile` come with the project; `suites`, `golds` and `rollouts` are folders of a place
 * that `MATHVERDICT_SHARED` names (`../shared` if unset) and are left out where it does not exist.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Gold } from '../../src/index.ts'
import { attacks, textOf } from '../../test/hostile/corpus.ts'
import { readSuites } from '../labelled-pairs.ts'
import { root } from './built.ts'

export interface Pair {
  readonly id: string
  readonly gold: Gold
  /** The text of the gold. */
  readonly answer: string
  readonly text: string
  readonly as: 'auto' | 'response'
}

export interface Corpus {
  readonly name: string
  readonly pairs: readonly Pair[]
}

const shared = process.env['MATHVERDICT_SHARED'] ?? join(root, '../shared')
export const sharedFolder = (name: string): string => join(shared, name)

type Reader = () => readonly Pair[] | Promise<readonly Pair[]>
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['fixtures', fixtures],
  ['hostile', hostile],
  ['suites', suites],
  ['golds', golds],
  ['rollouts', rollouts],
])
export const corpusNames: readonly string[] = [...readers.keys()]

/** The corpora of these names that are at hand; all if no name is given. */
export async function readCorpora(names: readonly string[]): Promise<readonly Corpus[]> {
  const found: Corpus[] = []
  for (const name of names.length === 0 ? corpusNames : names) {
    const read = readers.get(name)
    if (read === undefined) throw new RangeError(`Expected one of ${corpusNames.join(', ')}, found '${name}'`)
    const pairs = await read()
    if (pairs.length > 0) found.push({ name, pairs })
  }
  return found
}

/** The pairs of all fixtures that hold an answer. */
function fixtures(): readonly Pair[] {
  return rowsIn(join(root, 'test/fixtures')).flatMap(({ id, prediction, reference }) =>
    typeof prediction === 'string' && typeof reference === 'string' ? [pair(String(id), reference, prediction)] : [],
  )
}

function hostile(): readonly Pair[] {
  return attacks.flatMap(({ rows }) =>
    rows.flatMap(row => (row.prediction === undefined ? [] : [pair(row.id, textOf(row.reference), textOf(row.prediction))])),
  )
}

async function suites(): Promise<readonly Pair[]> {
  const folder = sharedFolder('suites')
  if (!existsSync(folder)) return []
  return (await readSuites(folder)).flatMap(file =>
    file.pairs.map(({ id, gold, text, as, options }) => ({
      id,
      gold: options === undefined ? gold : { answer: gold, options },
      answer: gold,
      text,
      as,
    })),
  )
}

/** Golds against the gold of the next row: the common wrong answer. */
function golds(): readonly Pair[] {
  const rows = rowsIn(sharedFolder('golds'))
  const step = Math.max(1, Math.floor(rows.length / 3000))
  return rows.flatMap(({ id, answer }, at) => {
    const other = rows[at + 1]?.['answer']
    return at % step === 0 && typeof answer === 'string' && typeof other === 'string' ? [pair(String(id), answer, other)] : []
  })
}

function rollouts(): readonly Pair[] {
  const rows = rowsIn(sharedFolder('rollouts'))
  const step = Math.max(1, Math.floor(rows.length / 2000))
  return rows.flatMap(({ id, gdt, model_response }, at) =>
    at % step === 0 && typeof gdt === 'string' && typeof model_response === 'string'
      ? [{ ...pair(String(id), gdt, model_response), as: 'response' as const }]
      : [],
  )
}

const pair = (id: string, gold: string, text: string): Pair => ({ id, gold, answer: gold, text, as: 'auto' })

function rowsIn(folder: string): readonly Readonly<Record<string, unknown>>[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .sort()
    .flatMap(name => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Readonly<Record<string, unknown>>)
}
