/** What is known about each row so far. */
import type { Drop, RolloutAnswer, SuspectGold } from '../../curate.ts'

/** A row after the first pass. Names are short, because there is a line for each row. */
export interface JournalEntry {
  /** Place of the file among the inputs. */
  readonly f: number
  /** Number of the row in it. */
  readonly n: number
  readonly id?: string | number | undefined
  /** Why it is dropped already. `read` stands for lines that are no row and rows that could not be judged. */
  readonly drop?: { readonly stage: Drop['stage'] | 'read'; readonly rule: string; readonly reason: string } | undefined
  /** Rollouts that were judged, and how many are right. */
  readonly rollouts?: readonly [number, number] | undefined
  /** The pass rate: of the rollouts, or the one that the row holds. */
  readonly rate?: readonly [number, number] | undefined
  readonly suspect?: (Pick<SuspectGold, 'answer' | 'agree' | 'total' | 'right' | 'interval'> & { readonly gold: string }) | undefined
  /** Equivalent answers that are different from the gold. */
  readonly conflicts?: { readonly gold: string; readonly answers: readonly string[] } | undefined
  /** The question and the key of its images, while the row is kept. */
  readonly q?: string | undefined
  readonly i?: string | undefined
  /** Answers and outcomes of its rollouts, where rows are grouped. */
  readonly o?: readonly (readonly [string | null, RolloutAnswer['outcome']])[] | undefined
  /** Its gold. */
  readonly a?: string | undefined
  readonly points?: readonly string[] | undefined
}
