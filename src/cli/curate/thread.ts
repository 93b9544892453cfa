/** What a thread of `curate` runs. */
import { workerData } from 'node:worker_threads'
import { type Line, type LineBlock, linesOf } from '../../formats/lines.ts'
import { crewData, receivedNames, type SentNames } from '../crew.ts'
import { createAssessor, type Demands } from '../judge/assessor.ts'
import { type EntryTerms, entriesOf, judgedBy } from './entries.ts'
import type { FactNames } from './facts.ts'
import type { JournalEntry } from './journal-entry.ts'

/** A batch as it goes to a thread. */
export interface CurateTask {
  readonly rows: LineBlock | readonly Line[]
  readonly terms: EntryTerms
  readonly names: SentNames<FactNames>
}

const rollouts = judgedBy(createAssessor(crewData(workerData) as Demands))

export function work({ rows, terms, names }: CurateTask): readonly JournalEntry[] {
  return entriesOf('bytes' in rows ? linesOf(rows) : rows, receivedNames(names), terms, rollouts)
}
