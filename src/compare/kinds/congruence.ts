import { type Congruence, congruenceOf, readCongruence } from '../../canonical/relation/congruence.ts'
import { type Decision, different, undecided } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { decideSameFamily } from '../../canonical/relation/family.ts'
import { parametricOf, readFamily, withImpliedParameter } from '../../canonical/relation/family-reading.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { sameName } from '../../canonical/meaning/prefix.ts'
import { type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import { isRead } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Comparer, Context } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Congruences: the same residue classes, also written with a parameter (`7k+3`). A reference without a name
 * (`3 \pmod 7`) accepts its residue as it is written, `3`; `x \equiv 3 \pmod 7` does not, because that is all x.
 */
export const compareCongruences: Comparer = (gold, prediction, context) => {
  const reference = congruenceOf(gold)
  if (reference === undefined) return undefined
  const scope = scopeOf(gold, prediction)
  const family = readCongruence(reference, scope, context.budget)
  if (family === undefined) return undefined
  const congruence = congruenceOf(prediction)
  const parametric = congruence === undefined ? (parametricOf(prediction, 0) ?? withImpliedParameter(prediction, new Set())) : undefined
  const answer =
    congruence === undefined
      ? parametric && readFamily(parametric, scope, context.budget)
      : readCongruence(congruence, scope, context.budget)
  if (answer === undefined) return compareResidue(reference, gold, prediction, scope, context)
  if (family.name !== undefined && answer.name !== undefined && !sameName(family.name, answer.name)) {
    return different('sets', () => ({ what: 'name', reference: toText(family.name as Tree), prediction: toText(answer.name as Tree) }))
  }
  return decideSameFamily(family.family, answer.family, context.budget)
}

/** Whether a gold is a congruence. */
export const isCongruence = (gold: Tree): boolean => congruenceOf(gold) !== undefined

/** The residue alone, as it is written, and the value of `10 \bmod 7`. */
function compareResidue(reference: Congruence, gold: Tree, prediction: Tree, scope: Scope, context: Context): Decision {
  if (!isRead(prediction)) return undecided('unreadable-prediction', 'prediction')
  const [residue] = reference.residues
  const value = interpret(prediction, scope, context.budget)
  if (reference.name === undefined && residue !== undefined && reference.residues.length === 1 && value !== undefined) {
    for (const tree of [gold, residue]) {
      const term = interpret(tree, scope, context.budget)
      const decision = term && decideEqual(term, value, context.budget)
      if (decision?.outcome === 'equivalent') return decision
    }
  }
  return otherKind(gold, prediction)
}
