/** What a thread of `judge` runs. */
import { workerData } from 'node:worker_threads'
import { type Line, type LineBlock, linesOf } from '../../formats/lines.ts'
import { crewData, handedOver, receivedNames, type SentNames } from '../crew.ts'
import { createAssessor, type Demands } from './assessor.ts'
import { Batch, type BatchResult, type BatchTerms } from './batch.ts'
import type { FieldNames } from './rows.ts'

/** A batch as it goes to a thread. */
export interface JudgeTask {
  /** A block is decoded by the thread. It is copied and not handed over: when the thread dies, it is still here. */
  readonly rows: LineBlock | readonly Line[]
  readonly terms: Omit<BatchTerms, 'names'>
  readonly names: SentNames<FieldNames>
}

const assessor = createAssessor(crewData(workerData) as Demands)

export function work({ rows, terms, names }: JudgeTask): BatchResult {
  const result = new Batch({ ...terms, names: receivedNames(names) }, assessor).judge('bytes' in rows ? linesOf(rows) : rows)
  return handedOver(result, [result.verdicts, result.errors, result.badLines])
}
