import { splitContent, subtractTerms } from '../../canonical/term/build.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { plainScope } from '../../canonical/meaning/scope.ts'
import { toText } from '../../latex/print/text.ts'
import type { Budget } from '../../limits/budget.ts'
import { sameTree } from '../../tree/equal.ts'
import type { RelationNode, Tree } from '../../tree/tree.ts'

/**
 * For each gold member the place of a prediction member of its own that is the same tree; most are at the same place. In
 * long collections also of one that means the same by itself (`3^{0.5}` and `\sqrt3`), so that what is written in another order and
 * otherwise takes no comparison for every pair. A partner is likely and no more: members are compared before they count.
 */
export function likelyPartners(gold: readonly Tree[], prediction: readonly Tree[], budget: Budget): readonly (number | undefined)[] {
  const partners = writtenAlike(gold, prediction, budget)
  if (gold.length < manyMembers || !partners.includes(undefined)) return partners
  const places = new Map<string, number[]>()
  const taken = new Set(partners)
  prediction.forEach((tree, p) => {
    if (taken.has(p)) return
    const meaning = meaningText(tree, budget)
    const known = places.get(meaning)
    if (known === undefined) places.set(meaning, [p])
    else known.push(p)
  })
  return partners.map((partner, g) => partner ?? places.get(meaningText(gold[g] as Tree, budget))?.shift())
}

/** From here on a comparison of all pairs takes long. */
export const manyMembers = 8

function writtenAlike(gold: readonly Tree[], prediction: readonly Tree[], budget: Budget): (number | undefined)[] {
  const size = gold.length
  const taken: boolean[] = new Array(size).fill(false)
  return gold.map((tree, g) => {
    for (let i = 0; i < size; i++) {
      const p = (g + i) % size
      budget.spend(1)
      if (taken[p] || !sameTree(tree, prediction[p] as Tree)) continue
      taken[p] = true
      return p
    }
    return undefined
  })
}

/** The key of an expression; of points, sets and intervals those of what stands in them; else the text. */
function meaningText(tree: Tree, budget: Budget): string {
  budget.spend(1)
  if (tree.type === 'set' && tree.condition === undefined) return `{${tree.items.map(item => meaningText(item, budget)).join(';')}}`
  if (tree.type === 'fenced' && tree.items.length > 1)
    return `${tree.open}${tree.items.map(item => meaningText(item, budget)).join(';')}${tree.close}`
  // Cases: their values mostly differ.
  if (tree.type === 'given') return meaningText(tree.body, budget)
  return (isEquation(tree) ? equationKey(tree, budget) : interpret(tree, plainScope, budget)?.key) ?? toText(tree)
}

const isEquation = (tree: Tree): tree is RelationNode => tree.type === 'relation' && tree.operators.join() === 'eq'

/** Both sides on one, without a factor: of `2x+2y=4` as of `x+y=2`. */
function equationKey({ operands }: RelationNode, budget: Budget): string | undefined {
  const [left, right] = operands.map(side => interpret(side, plainScope, budget))
  return left && right && `${splitContent(subtractTerms(left, right)).primitive.key}=0`
}
