import type { Cause, Side, Strategy, Witness } from '../canonical/ladder/decision.ts'
import type { Ground } from '../canonical/ladder/ground.ts'
import type { Extraction } from '../extract/extraction.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { Kind } from './kind.ts'

/** Rules of this version. A change that flips any verdict changes it; caches and resumed runs refuse to mix versions. */
export const rulesVersion = '0.1'

/** One step of the way to a verdict, in order. */
export interface Step {
  /** The room or rung that speaks: `extract`, `read`, `interpret`, a strategy, … */
  readonly rung: string
  readonly note: string
}

interface Common {
  /** Kind of the reference. `null` when it could not be read at all. */
  readonly kind: Kind | null
  /** Whether the kind was declared by the data set or inferred from the gold. */
  readonly declared: boolean
  /** The prediction that was compared; empty when there is none. */
  readonly prediction: string
  /** The reference that decided. */
  readonly reference: string
  /** Index of that reference among those given. */
  readonly referenceIndex: number
  /** How the prediction was found, when a response was judged. */
  readonly extraction?: Extraction
  readonly trace: readonly Step[]
  /** Spans point into the text that the caller gave as prediction or response. */
  readonly diagnostics: readonly Diagnostic[]
  readonly rulesVersion: string
  /** Short digest of the policy, for logs. */
  readonly policyDigest: string
  /** Counted steps that were spent. */
  readonly steps: number
}
/** With the theorem of its proof, or the bits to which values agree. */
export type Equivalent = Common & { readonly outcome: 'equivalent'; readonly by: Strategy } & Ground
export interface Different extends Common {
  readonly outcome: 'different'
  readonly by: Strategy
  readonly witness: Witness
}
export interface Undecided extends Common {
  readonly outcome: 'undecided'
  readonly cause: Cause
  readonly side: Side
  readonly detail?: string
}
export type Verdict = Equivalent | Different | Undecided
