/** The first pass: every row is read, judged and decided on by itself, and what was found goes into the journal. */
import { conflictingAnswers, type CurationRule, decideRow, type RolloutAnswer } from '../../curate.ts'
import type { Line } from '../../formats/lines.ts'
import type { RowBatch } from '../../formats/row-file.ts'
import { detectShape, type Shape } from '../../formats/shapes.ts'
import type { VerdictFile } from '../../formats/verdict-file.ts'
import type { VerdictLine } from '../../formats/verdict-line.ts'
import type { Journal } from '../journal.ts'
import type { Assessor } from '../judge/assessor.ts'
import type { Progress } from '../judge/progress.ts'
import { faultReason } from '../judge/records.ts'
import { type Row, readRow } from '../judge/rows.ts'
import { type FactNames, factsOf } from './facts.ts'
import { answersOf } from './groups.ts'
import type { JournalEntry } from './journal-entry.ts'

export interface PassJob {
  /** Place of the file among the inputs. */
  readonly file: number
  readonly batches: AsyncIterable<RowBatch>
  readonly names: FactNames
  readonly rule: CurationRule
  /** Rows of one question are rollouts of it: difficulty and majority are decided in the second pass. */
  readonly grouped: boolean
  readonly assessor: Assessor
  /** Verdicts of an earlier run; rollouts are judged anew when there are none. */
  readonly verdicts: VerdictFile | undefined
  readonly journal: Journal<JournalEntry>
  readonly progress: Progress
  readonly shapeFound: (shape: Shape | undefined) => void
}

export async function firstPass(job: PassJob): Promise<void> {
  const { last } = job.journal
  const done = last !== undefined && last.f === job.file ? last.n : 0
  let names = job.names
  let detected = false
  for await (const { lines, bytes } of job.batches) {
    const entries: JournalEntry[] = []
    for (const line of lines) {
      if ('text' in line && line.text.trim() === '') continue
      const row = 'text' in line ? readRow(line.text, names) : faultReason(line)
      if (!detected && typeof row !== 'string') {
        detected = true
        const shape = names.shape ?? detectShape(row.fields)
        names = { ...names, shape }
        job.shapeFound(shape)
      }
      if (line.number <= done) continue
      entries.push(await entryOf(line, row, names, job))
    }
    await job.journal.add(entries)
    job.progress.advance(bytes, entries.length)
  }
}

async function entryOf(line: Line, found: Row | string, names: FactNames, job: PassJob): Promise<JournalEntry> {
  const place = { f: job.file, n: line.number }
  if (typeof found === 'string') return { ...place, drop: { stage: 'read', rule: 'bad-line', reason: found } }
  // The first row of a file was read before its shape was known.
  const row = names.shape !== undefined && 'text' in line ? readRow(line.text, names) : found
  if (typeof row === 'string') return { ...place, drop: { stage: 'read', rule: 'bad-line', reason: row } }
  const { id } = row
  try {
    const facts = factsOf(row, names)
    const rollouts =
      job.verdicts === undefined
        ? judged(row, job.assessor)
        : (await job.verdicts.of(line.number)).filter(({ outcome }) => outcome !== null).map(rolloutOf)
    const rule = job.grouped ? { ...job.rule, band: undefined, dropSuspects: false } : job.rule
    const { drop, passRate, suspect } = decideRow({ ...facts, answer: row.references[0], declared: row.declared, rollouts }, rule)
    const [gold = ''] = row.references
    const conflicts = row.alternatives.length === 0 ? [] : conflictingAnswers(gold, row.alternatives, row.declared)
    return {
      ...place,
      id,
      drop,
      rollouts: rollouts.length === 0 ? undefined : [rollouts.filter(({ outcome }) => outcome === 'equivalent').length, rollouts.length],
      rate: passRate && [passRate.right, passRate.total],
      suspect: suspect && { ...suspect, gold },
      conflicts: conflicts.length === 0 ? undefined : { gold, answers: conflicts },
      ...(drop === undefined && {
        o: job.grouped && rollouts.length > 0 ? answersOf(rollouts) : undefined,
        q: facts.question ?? '',
        i: facts.imageKey,
        a: row.references[0]?.slice(0, 2000),
        points: facts.points.length === 0 ? undefined : facts.points,
      }),
    }
  } catch (error) {
    // A declaration that the core refuses, or a mistake of the core: neither may cost the rows that are still to come.
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    return { ...place, id, drop: { stage: 'read', rule: 'failed', reason: `${error.name}: ${error.message}` } }
  }
}

function judged(row: Row, assessor: Assessor): readonly RolloutAnswer[] {
  if (row.references.length === 0) return []
  return row.samples.map(sample => {
    const { verdict } = assessor.judge(row, sample)
    return { answer: verdict.extraction?.found === false ? null : verdict.prediction, outcome: verdict.outcome }
  })
}

/** A model's word counts like a rule's: `correct` is the verdict that holds. */
function rolloutOf({ correct, outcome, prediction }: VerdictLine): RolloutAnswer {
  const answer = prediction ?? null
  if (correct === true) return { answer, outcome: 'equivalent' }
  return { answer, outcome: outcome === 'undecided' ? 'undecided' : 'different' }
}
