/** The first pass: every row is read, judged and decided on by itself, and what was found goes into the journal. */
import type { RolloutAnswer } from '../../curate.ts'
import type { Line } from '../../formats/lines.ts'
import type { RowBatch } from '../../formats/row-file.ts'
import { detectShape, type Shape } from '../../formats/shapes.ts'
import type { VerdictFile } from '../../formats/verdict-file.ts'
import type { VerdictLine } from '../../formats/verdict-line.ts'
import { aheadPerThread, type Crew, inOrder, sentNames } from '../crew.ts'
import type { Journal } from '../journal.ts'
import type { Assessor } from '../judge/assessor.ts'
import type { Progress } from '../judge/progress.ts'
import { readRow } from '../judge/rows.ts'
import { type EntryTerms, entriesOf, isBlank, judgedBy, type Rollouts } from './entries.ts'
import type { FactNames } from './facts.ts'
import type { JournalEntry } from './journal-entry.ts'
import type { CurateTask } from './thread.ts'

export interface PassJob {
  readonly batches: AsyncIterable<RowBatch>
  readonly names: FactNames
  readonly terms: EntryTerms
  readonly assessor: Assessor
  /** Threads beside this one. */
  readonly crew: Crew<CurateTask, readonly JournalEntry[]> | undefined
  /** Verdicts of an earlier run; rollouts are judged anew when there are none. */
  readonly verdicts: VerdictFile | undefined
  readonly journal: Journal<JournalEntry>
  readonly progress: Progress
  readonly shapeFound: (shape: Shape | undefined) => void
}

export async function firstPass({ names: given, terms, crew, verdicts, ...job }: PassJob): Promise<void> {
  let names: FactNames | undefined
  const judged = judgedBy(job.assessor)
  const ahead = (): number => (crew === undefined || verdicts !== undefined || names === undefined ? 0 : aheadPerThread * crew.threads)
  const start = async (batch: RowBatch): Promise<readonly JournalEntry[]> => {
    if (names === undefined) {
      const shape = given.shape ?? shapeIn(batch.lines, given)
      if (shape === 'no-row') return entriesOf(batch.lines, given, terms, judged)
      names = { ...given, shape }
      job.shapeFound(shape)
    }
    const known = names
    if (verdicts !== undefined) return entriesOf(batch.lines, known, terms, await verdictsOf(batch.lines, verdicts))
    const here = (): readonly JournalEntry[] => entriesOf(batch.lines, known, terms, judged)
    if (crew === undefined) return here()
    return await crew.run({ rows: batch.block ?? batch.lines, terms, names: sentNames(known) }, here)
  }
  for await (const { item, result } of inOrder(job.batches, ahead, start)) {
    await job.journal.add(result)
    job.progress.advance(item.bytes, result.length)
  }
}

/** The shape that the first row has; `undefined` for one that is not known. */
function shapeIn(lines: readonly Line[], names: FactNames): Shape | undefined | 'no-row' {
  for (const line of lines) {
    const row = 'text' in line && !isBlank(line) ? readRow(line.text, names) : ''
    if (typeof row !== 'string') return detectShape(row.fields)
  }
  return 'no-row'
}

/** What an earlier run said of these lines. */
async function verdictsOf(lines: readonly Line[], verdicts: VerdictFile): Promise<Rollouts> {
  const known = new Map<number, readonly RolloutAnswer[]>()
  for (const { number } of lines) known.set(number, (await verdicts.of(number)).filter(({ outcome }) => outcome !== null).map(rolloutOf))
  return (_, line) => known.get(line) ?? []
}

/** A model's word counts like a rule's: `correct` is the verdict that holds. */
function rolloutOf({ correct, outcome, prediction }: VerdictLine): RolloutAnswer {
  const answer = prediction ?? null
  if (correct === true) return { answer, outcome: 'equivalent' }
  return { answer, outcome: outcome === 'undecided' ? 'undecided' : 'different' }
}
