import { sum } from '../../canonical/term/build.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { isConstant } from '../../canonical/ladder/order.ts'
import type { Scope } from '../../canonical/meaning/scope.ts'
import type { Term } from '../../canonical/term/term.ts'
import { holds } from '../../canonical/term/walk.ts'
import type { Budget } from '../../limits/budget.ts'
import { children } from '../../tree/children.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * What a term no longer shows: `x+0\cdot\sqrt{-1-x^2}` means x where it is defined, and it is defined nowhere.
 *
 * Terms drop what cancels, so an answer could carry any undefined part along. The roots and logarithms that are written and
 * that the term does not hold are looked at once more, all together: their sum has to equal itself, which an expression that is
 * defined nowhere does not.
 */
export function holdsUndefined(written: Tree, term: Term, scope: Scope, budget: Budget): boolean {
  const partial: Term[] = []
  collect(written, part => {
    const meaning = interpret(part, scope, budget)
    if (meaning !== undefined && !isConstant(meaning) && !holds(term, meaning.key)) partial.push(meaning)
  })
  if (partial.length === 0) return false
  const all = sum(partial)
  const decision = decideEqual(all, all, budget)
  return decision.outcome === 'undecided' && decision.cause === 'undefined-value'
}

function collect(tree: Tree, take: (part: Tree) => void): void {
  if (isPartial(tree)) take(tree)
  for (const child of children(tree)) collect(child, take)
}

/** Roots, powers and functions that have no real value somewhere; divisors are looked at where terms are built. */
export function isPartial(tree: Tree): boolean {
  if (tree.type === 'root') return true
  if (tree.type === 'apply') return tree.head.type === 'symbol' && partialFunctions.has(tree.head.name)
  return tree.type === 'power' && tree.base.type !== 'number' && !isWhole(tree.exponent)
}

const isWhole = (exponent: Tree): boolean =>
  exponent.type === 'negate' ? isWhole(exponent.operand) : exponent.type === 'number' && !exponent.lexeme.includes('.')

const partialFunctions: ReadonlySet<string> = new Set([
  'arccos',
  'arccsc',
  'arcosh',
  'arcsec',
  'arcsin',
  'artanh',
  'lb',
  'lg',
  'ln',
  'log',
  'sqrt',
])
