/** How far a file is, and everything that was counted so far: what a run needs to go on as if it had never been ended. */
import type { Complaint, FirstKnown } from './batch.ts'
import type { KeptExamples } from './examples.ts'
import type { TallyCounts } from './tally.ts'

export interface Checkpoint {
  /** Number of the last line that is in the results. */
  readonly line: number
  /** Bytes of each file of results. */
  readonly ends: OutputEnds
  readonly counts: TallyCounts
  readonly examples: KeptExamples
  readonly complaints: readonly Complaint[]
  readonly fieldsSeen: readonly string[]
  readonly first: FirstKnown
  /** Nothing is left to be judged. */
  readonly complete: boolean
}
export interface OutputEnds {
  readonly verdicts: number
  readonly errors: number
  readonly badLines: number
}

/** As a journal holds it: maps as lists of their entries. */
export const writeCheckpoint = (checkpoint: Checkpoint): unknown => withoutMaps(checkpoint)
export const readCheckpoint = (written: unknown): Checkpoint => withMaps(written) as Checkpoint

const mapMark = '$map'

function withoutMaps(value: unknown): unknown {
  if (value instanceof Map) return { [mapMark]: [...value].map(withoutMaps) }
  return withParts(value, withoutMaps)
}

function withMaps(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, mapMark)) {
    const entries = Reflect.get(value, mapMark) as readonly (readonly [unknown, unknown])[]
    return new Map(entries.map(([key, part]) => [key, withMaps(part)]))
  }
  return withParts(value, withMaps)
}

function withParts(value: unknown, change: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)]))
}
