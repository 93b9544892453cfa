/** What the first pass finds in rows, each by itself: on this thread, or on another one. */
import { conflictingAnswers, type CurationRule, decideRow, type RolloutAnswer } from '../../curate.ts'
import type { Line } from '../../formats/lines.ts'
import type { Assessor } from '../judge/assessor.ts'
import { faultReason } from '../judge/records.ts'
import { type Row, readRow } from '../judge/rows.ts'
import { type FactNames, factsOf } from './facts.ts'
import { answersOf } from './groups.ts'
import type { JournalEntry } from './journal-entry.ts'

/** What holds for all rows of a file. */
export interface EntryTerms {
  /** Place of the file among the inputs. */
  readonly file: number
  /** The last line that an earlier run has in its journal. */
  readonly done: number
  readonly rule: CurationRule
  /** Rows of one question are rollouts of it: difficulty and majority are decided in the second pass. */
  readonly grouped: boolean
}

/** The rollouts of a row, judged. */
export type Rollouts = (row: Row, line: number) => readonly RolloutAnswer[]

/** Entries of the lines that an earlier run has not done; blank lines have none. */
export function entriesOf(lines: readonly Line[], names: FactNames, terms: EntryTerms, rollouts: Rollouts): readonly JournalEntry[] {
  return lines
    .filter(line => line.number > terms.done && !isBlank(line))
    .map(line => entryOf(line.number, 'text' in line ? readRow(line.text, names) : faultReason(line), names, terms, rollouts))
}

export const isBlank = (line: Line): boolean => 'text' in line && line.text.trim() === ''

function entryOf(line: number, row: Row | string, names: FactNames, terms: EntryTerms, rolloutsOf: Rollouts): JournalEntry {
  const place = { f: terms.file, n: line }
  if (typeof row === 'string') return { ...place, drop: { stage: 'read', rule: 'bad-line', reason: row } }
  const { id } = row
  try {
    const facts = factsOf(row, names)
    const rollouts = rolloutsOf(row, line)
    const rule = terms.grouped ? { ...terms.rule, band: undefined, dropSuspects: false } : terms.rule
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
        o: terms.grouped && rollouts.length > 0 ? answersOf(rollouts) : undefined,
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

/** Rollouts that are judged now. */
export function judgedBy(assessor: Assessor): Rollouts {
  return row => {
    if (row.references.length === 0) return []
    return row.samples.map(sample => {
      const { verdict, extraction } = assessor.judge(row, sample)
      return { answer: extraction?.found === false ? null : verdict.prediction, outcome: verdict.outcome }
    })
  }
}
