import { type Decision, different, equivalent, type Side, type Strategy, undecided } from '../canonical/decision.ts'
import { allOf, type Ground } from '../canonical/ground.ts'
import type { Budget } from '../limits/budget.ts'
import { sameTree } from '../tree/equal.ts'
import type { Tree } from '../tree/tree.ts'

/**
 * How the outcomes of members make the outcome of the whole.
 *
 * Tuples: any member different → different; else any undecided → undecided; certainty is the minimum. Lists and sets: a
 * perfect matching over equivalent pairs → equivalent; none even if undecided pairs counted as equal → different; else
 * undecided. Tolerance is not transitive, so items are matched, never sorted.
 */
export function inOrder(
  gold: readonly Tree[],
  prediction: readonly Tree[],
  member: (gold: Tree, prediction: Tree) => Decision,
  by: Strategy = 'members',
  name: (index: number) => string = itemName,
): Decision {
  if (gold.length !== prediction.length) return counted(gold.length, prediction.length)
  let open: Decision | undefined
  const grounds: Ground[] = []
  for (let i = 0; i < gold.length; i++) {
    const decision = member(gold[i] as Tree, prediction[i] as Tree)
    if (decision.outcome === 'different')
      return different(decision.by, () => ({ ...decision.witness, what: `${name(i)}: ${decision.witness.what}` }))
    if (decision.outcome === 'undecided') open ??= decision
    else grounds.push(decision)
  }
  return open ?? equivalent(by, allOf('ordered-members', grounds))
}

const itemName = (index: number): string => `item ${index + 1}`

export const counted = (gold: number, prediction: number): Decision =>
  different('members', () => ({ what: 'number of members', reference: String(gold), prediction: String(prediction) }))

/**
 * Match two collections whose order does not count: Kuhn's augmenting paths (1955) over the pairs that may be equal. Members
 * written alike are tried first, so that collections which differ in order at most take a comparison for each member.
 *
 * @param show prints a member for the witness
 */
export function matched(
  gold: readonly Tree[],
  prediction: readonly Tree[],
  member: (gold: Tree, prediction: Tree) => Decision,
  budget: Budget,
  show: (tree: Tree) => string,
): Decision {
  if (gold.length !== prediction.length) return counted(gold.length, prediction.length)
  const size = gold.length
  const decisions = new Map<number, Decision>()
  const decide = (g: number, p: number): Decision => {
    budget.spend(1)
    const known = decisions.get(g * size + p)
    if (known !== undefined) return known
    budget.spend(stepsOfMember)
    const decision = member(gold[g] as Tree, prediction[p] as Tree)
    decisions.set(g * size + p, decision)
    return decision
  }
  const alike = writtenAlike(gold, prediction, budget)
  const certain = perfectMatching(alike, (g, p) => decide(g, p).outcome === 'equivalent')
  if (certain.complete) {
    const pairs = certain.partner.map((g, p) => decide(g, p))
    const grounds = pairs.filter(pair => pair.outcome === 'equivalent')
    return equivalent('members', allOf('matched-members', grounds))
  }
  const possible = perfectMatching(alike, (g, p) => decide(g, p).outcome !== 'different')
  if (possible.complete) {
    for (const decision of decisions.values()) if (decision.outcome === 'undecided') return decision
    return undecided('unsupported', 'both' satisfies Side)
  }
  const extra = certain.partner.indexOf(-1)
  const missing = [...Array(size).keys()].find(g => !certain.partner.includes(g)) ?? 0
  return different('members', { what: 'member', reference: show(gold[missing] as Tree), prediction: show(prediction[extra] as Tree) })
}

/** What comparing two members costs besides the steps that it counts itself: the reading of both. */
const stepsOfMember = 10

/** For each gold member the place of a prediction member of its own that is the same tree, else 0; most are at the same place. */
function writtenAlike(gold: readonly Tree[], prediction: readonly Tree[], budget: Budget): readonly number[] {
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
    return 0
  })
}

/**
 * `partner[p]` is the gold member matched to prediction member `p`, or -1.
 *
 * @param first for each gold member the prediction member that is tried first
 */
function perfectMatching(
  first: readonly number[],
  edge: (gold: number, prediction: number) => boolean,
): { complete: boolean; partner: number[] } {
  const size = first.length
  const partner: number[] = new Array(size).fill(-1)
  let complete = true
  for (let g = 0; g < size; g++) {
    const seen: boolean[] = new Array(size).fill(false)
    if (!augment(g)) complete = false

    function augment(from: number): boolean {
      for (let i = 0; i < size; i++) {
        const p = ((first[from] as number) + i) % size
        if (seen[p] || !edge(from, p)) continue
        seen[p] = true
        const current = partner[p] as number
        if (current < 0 || augment(current)) {
          partner[p] = from
          return true
        }
      }
      return false
    }
  }
  return { complete, partner }
}
