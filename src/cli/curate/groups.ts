/**
 * Rollouts that stand in rows of their own, as trainers dump them: rows with the same question, images and gold are one row
 * with many rollouts. Their pass rate and their majority are those of all of them; which row stays is decided by deduplication.
 */
import { type CurationRule, decideRow, type RolloutAnswer } from '../../curate.ts'
import { digestText } from '../../curate/digest.ts'
import { entriesOf } from '../journal.ts'
import type { JournalEntry } from './journal-entry.ts'

interface Group {
  right: number
  total: number
  /** Rollouts whose answers are compared with each other; the first of them. */
  readonly rollouts: RolloutAnswer[]
  /** Place of the first row in the journal. */
  readonly first: number
}
export type Groups = ReadonlyMap<string, Group>

const mostRollouts = 64
const longestAnswer = 300

const keyOf = ({ q, i, a }: JournalEntry): string => digestText(`${q ?? ''}\n${i ?? ''}\n${a ?? ''}`)

/** Memory grows with the questions, not with the rollouts. */
export async function groupsOf(journal: string): Promise<Groups> {
  const groups = new Map<string, Group>()
  let index = -1
  for await (const entry of entriesOf<JournalEntry>(journal)) {
    index += 1
    if (entry.drop !== undefined || entry.rollouts === undefined) continue
    const key = keyOf(entry)
    const group = groups.get(key) ?? { right: 0, total: 0, rollouts: [], first: index }
    groups.set(key, group)
    group.right += entry.rollouts[0]
    group.total += entry.rollouts[1]
    for (const [answer, outcome] of entry.o ?? []) if (group.rollouts.length < mostRollouts) group.rollouts.push({ answer, outcome })
  }
  return groups
}

/** The entries of a journal as if each row held all rollouts of its question. A suspect gold is told once, at the first row. */
export async function* groupedEntries(journal: string, groups: Groups, rule: CurationRule): AsyncGenerator<JournalEntry> {
  let index = -1
  for await (const entry of entriesOf<JournalEntry>(journal)) {
    index += 1
    const group = entry.drop === undefined && entry.rollouts !== undefined ? groups.get(keyOf(entry)) : undefined
    if (group === undefined) {
      yield entry
      continue
    }
    const { right, total, rollouts, first } = group
    // Beyond the first rollouts only the counts are known, and the counts decide on the difficulty.
    const { suspect } = decideRow({ rollouts }, { ...rule, validity: false, band: undefined })
    const difficulty = decideRow({ passRate: { right, total } }, { ...rule, validity: false, requireLabel: false }).drop
    const contradicted =
      rule.dropSuspects === true
        ? decideRow({ rollouts }, { ...rule, validity: false, band: undefined, requireLabel: false }).drop
        : undefined
    yield {
      ...entry,
      rate: [right, total],
      drop: difficulty ?? contradicted,
      suspect: suspect !== undefined && index === first ? { ...suspect, gold: entry.a ?? '' } : undefined,
    }
  }
}

/** What the journal holds of the rollouts of a row when rows are grouped. */
export const answersOf = (rollouts: readonly RolloutAnswer[]): NonNullable<JournalEntry['o']> =>
  rollouts.slice(0, mostRollouts).map(({ answer, outcome }) => [answer === null ? null : answer.slice(0, longestAnswer), outcome])
