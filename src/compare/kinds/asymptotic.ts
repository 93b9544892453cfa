import { type Decision, different, equivalent, proved } from '../../canonical/ladder/decision.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { isConstantTerm, signOfConstant } from '../../canonical/term/property.ts'
import { constantRatio } from '../../canonical/relation/relation.ts'
import { scopeOf } from '../../canonical/meaning/scope.ts'
import { toText } from '../../latex/print/text.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Comparer } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Orders of growth, `O(n^2)`, `\Theta(n\log n)`: the same letter (an upper bound is no lower one), and the same function
 * up to a positive constant factor. Functions that merely grow alike (`O(n+1)` and `O(n)`) are not taken for each other.
 */
export const compareGrowths: Comparer = (gold, prediction, context) => {
  const reference = growthOf(gold)
  if (reference === undefined) return undefined
  const answer = growthOf(prediction)
  if (answer === undefined) return otherKind(gold, prediction)
  if (reference.letter !== answer.letter)
    return different('kind', { what: 'kind of bound', reference: reference.letter, prediction: answer.letter })
  const scope = scopeOf(reference.body, answer.body)
  const [left, right] = [interpret(reference.body, scope, context.budget), interpret(answer.body, scope, context.budget)]
  const other = (): Decision =>
    different('canonical-form', () => ({ what: 'growth', reference: toText(reference.body), prediction: toText(answer.body) }))
  if (left === undefined || right === undefined || left.type === 'undefined' || right.type === 'undefined')
    return context.member(reference.body, answer.body)
  if (isConstantTerm(left) && isConstantTerm(right))
    return signOfConstant(left) === 1 && signOfConstant(right) === 1 ? proved('canonical-form', 'positive-ratio') : other()
  const ratio = constantRatio(left, right, context.budget)
  if (ratio !== undefined && signOfConstant(ratio.value) === 1) return equivalent('canonical-form', ratio.ground)
  return other()
}

/** Whether a gold is an order of growth. */
export const isGrowth = (gold: Tree): boolean => growthOf(gold) !== undefined

/** The letters of Landau and Knuth, as they are written. */
const letters: ReadonlyMap<string, string> = new Map([
  ['O', 'O'],
  ['o', 'o'],
  ['Theta', 'Θ'],
  ['Omega', 'Ω'],
])

/** `O(n^2)` is a letter and one function; the parser may see a product. */
function growthOf(tree: Tree): { readonly letter: string; readonly body: Tree } | undefined {
  if (tree.type === 'apply' && tree.arguments.length === 1) return growth(tree.head, tree.arguments[0])
  if (tree.type !== 'times' || tree.factors.length !== 2) return undefined
  const fence = tree.factors[1]
  return fence?.type === 'fenced' && fence.open === '(' && fence.items.length === 1 ? growth(tree.factors[0], fence.items[0]) : undefined
}

function growth(head: Tree | undefined, body: Tree | undefined): { readonly letter: string; readonly body: Tree } | undefined {
  const letter = head?.type === 'symbol' ? letters.get(head.name) : undefined
  return letter === undefined || body === undefined ? undefined : { letter, body }
}
