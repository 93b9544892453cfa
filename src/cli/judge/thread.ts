/** What a thread of the crew runs. */
import { workerData } from 'node:worker_threads'
import { linesOf } from '../../formats/lines.ts'
import { shapes } from '../../formats/shapes.ts'
import { createAssessor, type Demands } from './assessor.ts'
import { Batch, type BatchResult } from './batch.ts'
import type { CrewTask } from './crew.ts'

const assessor = createAssessor(demandsIn(workerData))

export function judgeBatch({ rows, terms, names, shape }: CrewTask): BatchResult {
  const lines = 'bytes' in rows ? linesOf(rows) : rows
  return new Batch({ ...terms, names: { ...names, shape: shapes[shape] } }, assessor).judge(lines)
}

/** Piscina wraps the data of its own around that of the caller. */
function demandsIn(data: unknown): Demands {
  const own = Array.isArray(data) ? data.at(-1) : data
  return own as Demands
}
