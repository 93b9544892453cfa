/**
 * Which kind of answer a gold is, asked of the comparers themselves: a gold is compared with words that equal nothing, and
 * the reading that answers is its kind. The verdict on a gold and itself tells whether a rule can verify it at all.
 */
import type { Decision } from '../canonical/ladder/decision.ts'
import { compare, noSpec } from '../compare/compare.ts'
import type { GoldSpec } from '../compare/gold.ts'
import type { Kind } from '../compare/kind.ts'
import { policies } from '../compare/policy.ts'
import { parse } from '../latex/parse.ts'
import { Budget, defaultLimits, Exhausted } from '../limits/budget.ts'
import type { Tree } from '../tree/tree.ts'

export interface GoldKind {
  readonly tree: Tree
  /** `null` when no kind of answer has this shape. */
  readonly kind: Kind | null
  /** The gold compared with itself: a gold that is not equivalent to itself cannot be matched by anything. */
  readonly itself: Decision | 'too-hard'
}

const foreign: Tree = { type: 'text', value: 'nothing of the kind' }

/**
 * Read a gold and tell its kind.
 *
 * @param declared what the data set declares about it; a declaration wins
 * @example
 * goldKind('(1) 3; (2) 5').kind // 'parts'
 * goldKind('AC').kind // 'choice'
 */
export function goldKind(gold: string, declared: GoldSpec = noSpec): GoldKind {
  const { tree } = parse(gold)
  const against = (prediction: Tree) => {
    const budget = new Budget(defaultLimits.steps)
    const spec = Object.keys(declared).length === 0 ? noSpec : declared
    const settings = { policy: policies.standard, budget, spec, note: () => undefined }
    return budget.attempt('compare', defaultLimits.steps, () => compare(tree, prediction, settings))
  }
  const strange = against(foreign)
  const itself = against(tree)
  return {
    tree,
    kind: strange instanceof Exhausted ? null : strange.kind,
    itself: itself instanceof Exhausted ? 'too-hard' : itself.decision,
  }
}
