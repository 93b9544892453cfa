import { type Decision, different } from '../../canonical/ladder/decision.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import type { Prefixed } from '../../canonical/meaning/prefix.ts'
import { isConstantTerm } from '../../canonical/term/property.ts'
import { scopeOf } from '../../canonical/meaning/scope.ts'
import type { Term } from '../../canonical/term/term.ts'
import { variablesOf } from '../../canonical/term/walk.ts'
import { toText } from '../../latex/print/text.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Context } from '../comparer.ts'

/**
 * Chains of equalities in front of a value: the last member counts, and all that can be compared must be equal.
 *
 *     x = 2+3 = 5        a value
 *     x = 5 = 6          says nothing
 *     S = \pi r^2 = 9\pi a value: a formula and a number are not comparable
 *     x+y = 3            no value: without a name every member has to be equal
 *
 * @returns why the chain is no value; `undefined` when it is one
 */
export function contradictionIn(answer: Prefixed, context: Context): Decision | undefined {
  const { name, chain, value, approximations } = answer
  for (let index = 1; index < chain.length; index++) {
    const [before, after] = [chain[index - 1] as Tree, chain[index] as Tree]
    if (name !== undefined && !areComparable(before, after, context)) continue
    if (context.member(after, before).outcome === 'equivalent') continue
    return name === undefined ? otherForm(chain) : contradictory(chain)
  }
  for (const approximation of approximations) {
    if (context.approximates(value, approximation) === false) return contradictory([value, approximation])
  }
  return undefined
}

const contradictory = (chain: readonly Tree[]): Decision =>
  different('kind', () => ({ what: 'chain of values', reference: 'one value', prediction: chain.map(toText).join(', ') }))

/** `x^2=4` tells no value. */
const otherForm = (chain: readonly Tree[]): Decision =>
  different('kind', () => ({ what: 'form', reference: 'a value', prediction: chain.map(toText).join(' = ') }))

/** Two constants, or two expressions in the same variables. */
function areComparable(a: Tree, b: Tree, context: Context): boolean {
  if (a.type === 'text' || b.type === 'text') return false
  const scope = scopeOf(a, b)
  const [left, right] = [interpret(a, scope, context.budget), interpret(b, scope, context.budget)]
  if (left === undefined || right === undefined) return true
  return isConstantTerm(left) === isConstantTerm(right) && names(left) === names(right)
}

const names = (term: Term): string =>
  variablesOf(term)
    .map(variable => variable.key)
    .join()
