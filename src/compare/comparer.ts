import type { Decision } from '../canonical/ladder/decision.ts'
import type { Declarations } from '../canonical/meaning/scope.ts'
import type { Budget } from '../limits/budget.ts'
import type { Tree } from '../tree/tree.ts'
import type { GoldSpec } from './gold.ts'
import type { Policy } from './policy.ts'

/** Everything that a comparer may look at beside the two answers. */
export interface Context {
  readonly policy: Policy
  readonly budget: Budget
  /** What is declared about the gold. Empty for members of a collection. */
  readonly spec: GoldSpec
  /** Conditions that were taken off the two answers, and say where letters live. */
  readonly declarations: Declarations
  /** Write one step of the trace; does nothing unless a trace was asked for. */
  readonly note: (rung: string, text: string) => void
  /** The same context where more is said about letters. */
  readonly declaring: (declarations: Declarations) => Context
  /**
   * Compare two parts as whole answers of their own (members of lists, entries of matrices, contents of options).
   * The table of comparers is reached through here, so that no comparer imports another.
   */
  readonly member: (gold: Tree, prediction: Tree) => Decision
  /** Compare values that stood behind a unit or a sign: like `member`, and a declared tolerance still holds. */
  readonly value: (gold: Tree, prediction: Tree) => Decision
  /** Whether a number behind `\approx` is a correct rounding of the value before it; `undefined` when it cannot be told. */
  readonly approximates: (exact: Tree, approximation: Tree) => boolean | undefined
}

/**
 * Compares answers of one kind. Gives `undefined` when the *gold* has no reading of this kind; otherwise it looks for
 * the reading of the prediction that the gold licenses and decides. A prediction that has no such reading is
 * `different` by `kind` if it was read completely, and `undecided` if it was not.
 */
export type Comparer = (gold: Tree, prediction: Tree, context: Context) => Decision | undefined
