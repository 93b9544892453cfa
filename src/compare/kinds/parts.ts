import { type Decision, different } from '../../canonical/ladder/decision.ts'
import type { LabelledNode, Tree } from '../../tree/tree.ts'
import type { Comparer } from '../comparer.ts'
import { inOrder } from '../members/compose.ts'

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
      'members',
      index => `part ${reference[index]?.label ?? index + 1}`,
    )
  }
  const sorted: Tree[] = []
  const [places, others] = [placesOf(reference), placesOf(answer)]
  for (const [index, part] of reference.entries()) {
    const place = places === undefined ? undefined : others?.indexOf(places[index] as number)
    const found = place === undefined ? answer.find(other => sameLabel(other, part)) : answer[place]
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

const sameLabel = (a: LabelledNode, b: LabelledNode): boolean => titleOf(a.label) === titleOf(b.label)

/** What a label calls its part, without the verb that leads in to it: 极大值为, "The maximum is"; 单调递增区间 is 增区间. */
const titleOf = (label: string): string =>
  label
    .toLowerCase()
    .replace(/(?:为|是|等于| is| are| equals)$/, '')
    .replace(/^the /, '')
    .replace(/^(?:单调)?递?(?=[增减]区间$)/, '')

/** What parts are counted with, by position. */
const counts: readonly (readonly string[])[] = [
  ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
  ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'],
]

/** Which part each label stands for, if together they count from the first on: `(a), (b)` may stand for `(1), (2)`. */
function placesOf(parts: readonly LabelledNode[]): readonly number[] | undefined {
  for (const count of counts) {
    const places = parts.map(({ label }) => count.indexOf(label.toLowerCase()))
    if (places.every(place => place >= 0 && place < parts.length) && new Set(places).size === parts.length) return places
  }
  return undefined
}

/** At least two parts, all labelled. */
function partsOf(tree: Tree): readonly LabelledNode[] | undefined {
  if (tree.type !== 'list' || tree.items.length < 2) return undefined
  const parts = tree.items.map((item, at) => (item.type === 'labelled' ? item : countedPart(item, at + 1)))
  return parts.every(part => part !== undefined) ? parts : undefined
}

/** `(2)3` where the second part is expected: its number stands tight before it, and no product is meant. */
function countedPart(tree: Tree, place: number): LabelledNode | undefined {
  if (tree.type !== 'times' || tree.written !== 'juxtaposed') return undefined
  const [number, ...factors] = tree.factors
  if (number?.type !== 'fenced' || number.open !== '(' || number.items.length !== 1) return undefined
  const [label] = number.items
  if (label?.type !== 'number' || label.lexeme !== String(place)) return undefined
  return { type: 'labelled', label: label.lexeme, body: factors.length === 1 ? (factors[0] as Tree) : { ...tree, factors } }
}
