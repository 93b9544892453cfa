import { type Decision, different, equivalent, undecided } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { constantRatio } from '../../canonical/relation/relation.ts'
import { scopeOf } from '../../canonical/meaning/scope.ts'
import { isRead } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import type { Relation, RelationNode, Tree } from '../../tree/tree.ts'
import type { Comparer, Context } from '../comparer.ts'
import { inOrder } from '../members/compose.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Statements with a relation that no other kind reads: `A \subseteq B`, `a \in M`, `y \propto x^2`, `3 \mid n`, `G/N \cong K`.
 *
 * The same relation between the same things, read from either end. `\subset` and `\subseteq` stay apart, because books
 * disagree on what `\subset` admits. What is proportional may have any constant in front.
 */
export const compareStatements: Comparer = (gold, prediction, context) => {
  if (!isStated(gold)) return undefined
  if (!isRead(prediction)) return undecided('unreadable-prediction', 'prediction')
  const answer = statementIn(prediction)
  if (answer === undefined) return otherKind(gold, prediction)
  const candidates = [answer, mirrored(answer)].filter(each => each?.operators.join() === gold.operators.join())
  if (candidates.length === 0)
    return different('kind', () => ({ what: 'relation', reference: toText(gold), prediction: toText(prediction) }))
  let refusal: Decision | undefined
  for (const candidate of candidates) {
    if (candidate === undefined) continue
    const decision =
      gold.operators[0] === 'proportional' ? compareGrowing(gold, candidate, context) : compareSides(gold, candidate, context)
    if (decision.outcome === 'equivalent') return decision
    refusal = refusal === undefined || decision.outcome === 'undecided' ? decision : refusal
  }
  return refusal
}

/** The relations of statements, and what each is called from the other end. */
const ends: ReadonlyMap<Relation, Relation | undefined> = new Map<Relation, Relation | undefined>([
  ['congruent', 'congruent'],
  ['divides', undefined],
  ['equivalent', 'equivalent'],
  ['in', 'ni'],
  ['ni', 'in'],
  ['notin', undefined],
  ['proportional', 'proportional'],
  ['similar', 'similar'],
  ['subset', 'supset'],
  ['subseteq', 'supseteq'],
  ['supset', 'subset'],
  ['supseteq', 'subseteq'],
])

/** Whether a gold is a statement of this kind. */
export const isStated = (gold: Tree): gold is RelationNode =>
  gold.type === 'relation' && gold.operators.every(operator => ends.has(operator)) && !givesValues(gold)

/** `x \in \{1,2\}` tells what x is. */
const givesValues = ({ operators, operands }: RelationNode): boolean =>
  operators.join() === 'in' && operands[1]?.type === 'set' && operands[0]?.type !== 'number'

function statementIn(tree: Tree): RelationNode | undefined {
  if (tree.type === 'labelled') return statementIn(tree.body)
  if (tree.type === 'fenced' && tree.items.length === 1) return statementIn(tree.items[0] as Tree)
  return isStated(tree) ? tree : undefined
}

function mirrored(tree: RelationNode): RelationNode | undefined {
  const operators: Relation[] = []
  for (const operator of tree.operators) {
    const other = ends.get(operator)
    if (other === undefined) return undefined
    operators.unshift(other)
  }
  return { ...tree, operators, operands: [...tree.operands].reverse() }
}

const compareSides = (gold: RelationNode, answer: RelationNode, context: Context): Decision =>
  inOrder(gold.operands, answer.operands, context.member, 'members', index => `side ${index + 1}`)

/** `y \propto x^2`: each side up to a constant. */
function compareGrowing(gold: RelationNode, answer: RelationNode, context: Context): Decision {
  const scope = scopeOf(gold, answer)
  const grounds: Ground[] = []
  for (const [index, operand] of gold.operands.entries()) {
    const [a, b] = [operand, answer.operands[index] as Tree].map(side => interpret(side, scope, context.budget))
    const ratio = a && b && constantRatio(a, b, context.budget)
    if (ratio === undefined) {
      const sides = compareSides(gold, answer, context)
      if (sides.outcome !== 'different') return sides
      const other = answer.operands[index] as Tree
      const what = `${index === 0 ? 'left' : 'right'} side up to a constant factor`
      return different('canonical-form', () => ({ what, reference: toText(operand), prediction: toText(other) }))
    }
    grounds.push(ratio.ground)
  }
  return equivalent('canonical-form', allOf('positive-ratio', grounds))
}
