import type { Budget } from '../../limits/budget.ts'
import type { Tree } from '../../tree/tree.ts'
import type { RealSet } from './realset.ts'
import type { Scope } from '../meaning/scope.ts'

/** A set of reals as it was read. */
export interface SetReading {
  /** The quantity that lies in the set. */
  readonly name?: Tree
  /** The set is the union of these; several only where symbolic ends hide their order. */
  readonly parts: readonly RealSet[]
}

/** How sets of reals are read. */
export interface SetContext {
  readonly scope: Scope
  readonly budget: Budget
  /** Whether ℕ begins at 0 or 1; both sides are read alike. */
  readonly firstNatural: 0 | 1
  /** Solve what is not solved: for references. */
  readonly solve: boolean
  /** Only letters are names: `|z|` is a function of z. */
  readonly plainNames?: boolean
  /** The quantity that the other side names; it decides which side of `a<x` is the name. */
  readonly wanted?: Tree
}
