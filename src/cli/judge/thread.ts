/** What a thread of `judge` runs. */
import { workerData } from 'node:worker_threads'
import { type Line, type LineBlock, linesOf } from '../../formats/lines.ts'
import { crewData, handedOver, receivedNames, type SentNames } from '../crew.ts'
import { createAssessor, type Demands } from './assessor.ts'
import { Exchange } from './exchange.ts'
import { Batch, type BatchResult, type BatchTerms } from './batch.ts'
import type { FieldNames } from './rows.ts'

/** A batch as it goes to a thread. */
export interface JudgeTask {
  /** A block is decoded by the thread. It is copied and not handed over: when the thread dies, it is still here. */
  readonly rows: LineBlock | readonly Line[]
  readonly terms: Omit<BatchTerms, 'names'>
  readonly names: SentNames<FieldNames>
}

/** What a thread gets when it starts. */
export interface ThreadData {
  readonly demands: Demands
  readonly exchange: string
}

const data = crewData(workerData) as ThreadData
const assessor = createAssessor(data.demands)
const exchange = new Exchange(data.exchange, assessor.memory)

export function work({ rows, terms, names }: JudgeTask): BatchResult {
  exchange.hear()
  const result = new Batch({ ...terms, names: receivedNames(names) }, assessor).judge('bytes' in rows ? linesOf(rows) : rows)
  exchange.tell()
  return handedOver(result, [result.verdicts, result.errors, result.badLines])
}
