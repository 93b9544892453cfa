/** What curation looks at in a row, wherever its tool has put it. */
import { createHash } from 'node:crypto'
import { type CorrectnessLabel, type PassRate, readLabel, readPassRate } from '../../curate.ts'
import { field, lookUp } from '../../formats/path.ts'
import { questionOf } from '../../formats/shapes.ts'
import type { FieldNames, Row } from '../judge/rows.ts'

/** Names that the caller gave for fields with other names. */
export interface FactNames extends FieldNames {
  readonly question?: string | undefined
  readonly points?: string | undefined
  readonly passRate?: string | undefined
  readonly correctness?: string | undefined
  /** How many rollouts a pass rate stands on that is written as a share. */
  readonly of?: number | undefined
}

const passRateFields = ['pass_rate', 'mimo-pass_rate'] as const
const imageFields = ['images', 'image', 'image_path', 'img_path'] as const
const pointPaths = ['domain-anno.Knowledge', 'knowledge_points', 'knowledge'] as const
const labelFields = ['correctness_label'] as const

export interface Facts {
  readonly question: string | undefined
  /** How many images; `undefined` when the row does not tell. */
  readonly images: number | undefined
  /** Tells the images of two rows apart; `''` when there are none. */
  readonly imageKey: string
  readonly points: readonly string[]
  readonly passRate: PassRate | undefined
  readonly label: CorrectnessLabel | 'unparsed' | undefined
}

export function factsOf(row: Row, names: FactNames): Facts {
  const { fields } = row
  const images = first(imageFields, name => field(fields, name))
  const rate = first(names.passRate === undefined ? passRateFields : [names.passRate], path => lookUp(fields, path))
  const label = first(names.correctness === undefined ? labelFields : [names.correctness], path => lookUp(fields, path))
  return {
    question: questionOf(fields, names.question ?? names.shape?.question),
    images: Array.isArray(images) ? images.length : typeof images === 'string' && images !== '' ? 1 : undefined,
    imageKey: imageKey(images),
    points: first(names.points === undefined ? pointPaths : [names.points], path => textsAt(fields, path)) ?? [],
    passRate: passRateOf(rate, names.of),
    label: label === undefined ? undefined : readLabel(String(label)).label,
  }
}

/**
 * `"2/8"`, or a share such as `0.25` where the caller says of how many rollouts.
 *
 * @throws RangeError for a rate that does not tell its counts
 */
function passRateOf(rate: unknown, of: number | undefined): PassRate | undefined {
  if (rate === undefined || rate === '') return undefined
  const counts = typeof rate === 'string' ? readPassRate(rate) : undefined
  if (counts !== undefined) return counts
  const share = Number(rate)
  if (typeof rate !== 'boolean' && of !== undefined && share >= 0 && share <= 1 && Math.abs(share * of - Math.round(share * of)) < 0.05)
    return { right: Math.round(share * of), total: of }
  const expected =
    of === undefined ? 'counts such as "2/8" (--of N says how many rollouts a share stands on)' : `counts, or a share of ${of}`
  throw new RangeError(`Expected the pass rate as ${expected}, found ${JSON.stringify(rate)}`)
}

function first<Value>(names: readonly string[], value: (name: string) => Value | null | undefined): Value | undefined {
  for (const name of names) {
    const found = value(name)
    if (found !== undefined && found !== null) return found
  }
  return undefined
}

function imageKey(images: unknown): string {
  if (images === undefined || images === '' || (Array.isArray(images) && images.length === 0)) return ''
  return createHash('sha256').update(JSON.stringify(images)).digest('hex').slice(0, 32)
}

/** Texts at a path that may lead through a text of JSON, as in `domain-anno`; a single text is a list of one. */
function textsAt(row: unknown, path: string): readonly string[] | undefined {
  const direct = lookUp(row, path)
  const value = direct === undefined ? throughJson(row, path) : direct
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : undefined
}

function throughJson(row: unknown, path: string): unknown {
  const dot = path.indexOf('.')
  const text = dot < 0 ? undefined : field(row, path.slice(0, dot))
  if (typeof text !== 'string' || !text.trimStart().startsWith('{')) return undefined
  try {
    return lookUp(JSON.parse(text), path.slice(dot + 1))
  } catch {
    return undefined // an annotation that is no JSON says nothing
  }
}
