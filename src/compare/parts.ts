import { type Decision, different } from '../canonical/decision.ts'
import type { LabelledNode, Tree } from '../tree/tree.ts'
import type { Comparer } from './comparer.ts'
import { inOrder } from './compose.ts'

/** Multi-part answers, `(1) 3; (2) 5`: part by part, by label where both sides label, else in order. */
export const compareParts: Comparer = (gold, prediction, context) => {
  const reference = partsOf(gold)
  if (reference === undefined) return undefined
  const answer = partsOf(prediction)
  if (answer === undefined) {
    const bare = prediction.type === 'list' ? prediction.items : [prediction]
    return inOrder(
      reference.map(part => part.body),
      bare,
      context.member,
    )
  }
  const sorted: Tree[] = []
  for (const part of reference) {
    const found = answer.find(other => other.label.toLowerCase() === part.label.toLowerCase())
    if (found === undefined) return missingPart(part, answer)
    sorted.push(found.body)
  }
  const name = (index: number): string => `part ${reference[index]?.label ?? index + 1}`
  return inOrder(
    reference.map(part => part.body),
    answer.length === reference.length ? sorted : answer.map(part => part.body),
    context.member,
    'members',
    name,
  )
}

/** Whether a gold has labelled parts. */
export const hasParts = (gold: Tree): boolean => partsOf(gold) !== undefined

const missingPart = (part: LabelledNode, answer: readonly LabelledNode[]): Decision =>
  different('members', { what: 'parts', reference: part.label, prediction: answer.map(other => other.label).join(', ') })

/** At least two parts, all labelled. */
function partsOf(tree: Tree): readonly LabelledNode[] | undefined {
  if (tree.type !== 'list' || tree.items.length < 2) return undefined
  return tree.items.every(item => item.type === 'labelled') ? (tree.items as readonly LabelledNode[]) : undefined
}
