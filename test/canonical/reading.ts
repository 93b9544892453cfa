import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { type Scope, scopeOf } from '../../src/canonical/meaning/scope.ts'
import type { Term } from '../../src/canonical/term/term.ts'
import { parse } from '../../src/latex/parse.ts'
import { Budget } from '../../src/limits/budget.ts'

export const freshBudget = (): Budget => new Budget(2_000_000)

/** The term of a text, read alone or in a given scope. */
export const termOf = (text: string, scope?: Scope): Term => {
  const { tree } = parse(text)
  const term = interpret(tree, scope ?? scopeOf(tree, tree), freshBudget())
  if (term === undefined) throw new Error(`Expected an expression, found ${text}`)
  return term
}
/** Two terms that are read in the scope that they share. */
export const termsOf = (gold: string, prediction: string): readonly [Term, Term] => {
  const scope = scopeOf(parse(gold).tree, parse(prediction).tree)
  return [termOf(gold, scope), termOf(prediction, scope)]
}
