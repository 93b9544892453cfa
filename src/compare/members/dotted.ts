import { subtractTerms } from '../../canonical/term/build.ts'
import { type Decision, different } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { scopeOf } from '../../canonical/meaning/scope.ts'
import type { Term } from '../../canonical/term/term.ts'
import { toText } from '../../latex/print/text.ts'
import { integerTree, isEllipsis } from '../../tree/leaves.ts'
import type { SetNode, Tree } from '../../tree/tree.ts'
import type { Context } from '../comparer.ts'
import { inOrder } from './compose.ts'

/**
 * Members with dots whose end is a letter, or that have none: `1, 2, …, n`, `1, 3, 5, …`.
 *
 * Equal steps between all terms that are written make a progression; two are the same when their first terms, steps and
 * ends are. Dots after which nothing stands need three terms. Whatever else has dots is compared term by term in the order
 * of writing, because the order is all that says what the dots stand for.
 *
 * @param ordered whether the members stand in an order; otherwise a progression may be written from its other end
 * @returns `undefined` where no side has dots
 */
export function compareDotted(
  gold: readonly Tree[],
  prediction: readonly Tree[],
  ordered: boolean,
  context: Context,
): Decision | undefined {
  if (!gold.some(isEllipsis) && !prediction.some(isEllipsis)) return undefined
  const written = inOrder(gold, prediction, context.member)
  if (written.outcome === 'equivalent') return written
  const [reference, answer] = [progressionOf(gold, context), progressionOf(prediction, context)]
  if (reference === undefined || answer === undefined) return written
  const forward = compareProgressions(reference, answer, context)
  if (forward.outcome === 'equivalent' || ordered || answer.last === undefined) return forward
  const { first, last, step } = answer
  const backward = compareProgressions(reference, { first: last, last: first, step: subtractTerms(zeroOf(step), step) }, context)
  return backward.outcome === 'equivalent' ? backward : forward
}

interface Progression {
  readonly first: Tree
  readonly step: Term
  /** What stands at the end; absent where the dots go on. */
  readonly last?: Tree
}

const zeroOf = (term: Term): Term => subtractTerms(term, term)

function progressionOf(items: readonly Tree[], context: Context): Progression | undefined {
  const dots = items.findIndex(isEllipsis)
  const before = items.slice(0, dots)
  const behind = items.slice(dots + 1)
  if (dots < 0 || behind.some(isEllipsis) || items.length > mostTerms) return undefined
  const steps = [...stepsOf(before, context), ...stepsOf(behind, context)]
  const [step] = steps
  const [first] = before
  if (first === undefined || step === undefined || steps.length < (behind.length === 0 ? 2 : 1)) return undefined
  if (!steps.every(each => each !== undefined && decideEqual(each, step, context.budget, context.note).outcome === 'equivalent'))
    return undefined
  const last = behind[behind.length - 1]
  return last === undefined ? { first, step } : { first, step, last }
}

const mostTerms = 50

function stepsOf(items: readonly Tree[], context: Context): readonly (Term | undefined)[] {
  return items.slice(1).map((item, at) => {
    const before = items[at] as Tree
    const scope = scopeOf(before, item)
    const [from, to] = [interpret(before, scope, context.budget), interpret(item, scope, context.budget)]
    return from && to && subtractTerms(to, from)
  })
}

function compareProgressions(gold: Progression, prediction: Progression, context: Context): Decision {
  const step = decideEqual(gold.step, prediction.step, context.budget, context.note)
  if (step.outcome === 'different') return different('members', () => ({ ...step.witness, what: 'the step between members' }))
  if (step.outcome === 'undecided') return step
  if (gold.last === undefined || prediction.last === undefined) {
    if (gold.last === prediction.last) return context.member(gold.first, prediction.first)
    return different('members', () => ({ what: 'the end', reference: endOf(gold), prediction: endOf(prediction) }))
  }
  return inOrder([gold.first, gold.last], [prediction.first, prediction.last], context.member, 'members', at =>
    at === 0 ? 'first member' : 'last member',
  )
}

const endOf = ({ last }: Progression): string => (last === undefined ? 'none' : toText(last))

/**
 * `\{2,4,6,\ldots\}` as the family `2k+2, k\ge0`: whole numbers at equal steps, of which three are written. `undefined` where a
 * tree is nothing like that.
 */
export function familyInDots(tree: Tree): Tree | undefined {
  if (
    tree.type !== 'set' ||
    tree.condition !== undefined ||
    tree.items.length < 4 ||
    tree.items.findIndex(isEllipsis) !== tree.items.length - 1
  )
    return undefined
  const numbers = tree.items.slice(0, -1).map(wholeNumber)
  const [first, second] = numbers as [number, number]
  if (!numbers.every((number, at) => number === first + at * (second - first)) || second === first) return undefined
  const letter: Tree = { type: 'symbol', name: 'k' }
  const multiple: Tree = { type: 'times', factors: [integerTree(second - first), letter], written: 'juxtaposed' }
  return {
    type: 'given',
    body: { type: 'plus', terms: [multiple, integerTree(first)] },
    condition: { type: 'relation', operands: [letter, integerTree(0)], operators: ['geq'] },
  }
}

/** `\{1,4,9,\ldots\}`: dots behind the last member. */
export const isEndless = (tree: Tree): tree is SetNode =>
  tree.type === 'set' && tree.condition === undefined && tree.items.findIndex(isEllipsis) === tree.items.length - 1 && tree.items.length > 0

/** NaN for what is no short numeral. */
function wholeNumber(tree: Tree): number {
  if (tree.type === 'negate') return -wholeNumber(tree.operand)
  return tree.type === 'number' && /^\d{1,9}$/.test(tree.lexeme) ? Number(tree.lexeme) : Number.NaN
}
