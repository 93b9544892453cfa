import { type Decision, different } from '../canonical/decision.ts'
import { toText } from '../latex/print-text.ts'
import type { CasesNode, Tree } from '../tree/tree.ts'
import type { Comparer } from './comparer.ts'
import { inOrder, matched } from './compose.ts'

/** Functions given by cases: the same pieces in any order, each with its value and its condition. */
export const comparePiecewise: Comparer = (gold, prediction, context) => {
  const reference = casesOf(gold)
  if (reference === undefined) return undefined
  const answer = casesOf(prediction)
  if (answer === undefined)
    return different('kind', () => ({ what: 'kind of answer', reference: toText(gold), prediction: toText(prediction) }))
  return matched(reference.rows.map(pieceOf), answer.rows.map(pieceOf), comparePieces, context.budget, toText)

  function comparePieces(a: Tree, b: Tree): Decision {
    if (a.type === 'given' && b.type === 'given') return inOrder([a.body, a.condition], [b.body, b.condition], context.member)
    // The last piece may say "otherwise" on one side only.
    const [bodyA, bodyB] = [a.type === 'given' ? a.body : a, b.type === 'given' ? b.body : b]
    return context.member(bodyA, bodyB)
  }
}

/** `f(x) = \begin{cases}…\end{cases}`, with or without the name; at least one piece has a condition. */
function casesOf(tree: Tree): CasesNode | undefined {
  if (tree.type === 'cases') return tree.rows.some(row => row.condition !== undefined) ? tree : undefined
  if (tree.type === 'relation' && tree.operators.length === 1 && tree.operators[0] === 'eq') return casesOf(tree.operands[1] as Tree)
  return undefined
}

const pieceOf = (row: CasesNode['rows'][number]): Tree =>
  row.condition === undefined || isOtherwise(row.condition) ? row.value : { type: 'given', body: row.value, condition: row.condition }

const isOtherwise = (tree: Tree): boolean => tree.type === 'text' && /^(otherwise|else)\b/i.test(tree.value)
