import { type Decision, different, equivalent, type Strategy } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import type { Budget } from '../../limits/budget.ts'
import type { Tree } from '../../tree/tree.ts'
import { likelyPartners, manyMembers } from './partners.ts'

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
 * that are likely partners are tried first, so that collections which differ in order at most take a comparison for each member.
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
  return matchMembers(gold, prediction, member, budget, show).decision
}

/** The same, and whether some member of each side is different from all of the other side: no repeats change that. */
export function matchMembers(
  gold: readonly Tree[],
  prediction: readonly Tree[],
  member: (gold: Tree, prediction: Tree) => Decision,
  budget: Budget,
  show: (tree: Tree) => string,
): { readonly decision: Decision; readonly lonely: boolean } {
  if (gold.length !== prediction.length) return { decision: counted(gold.length, prediction.length), lonely: false }
  const size = gold.length
  const decisions = new Map<number, Decision>()
  const decide = (g: number, p: number): Decision => {
    budget.spend(1)
    const known = decisions.get(g * size + p)
    if (known !== undefined) return known
    budget.spend(stepsOfMember(size))
    const decision = member(gold[g] as Tree, prediction[p] as Tree)
    decisions.set(g * size + p, decision)
    return decision
  }
  const unlike = (g: number, p: number): Decision =>
    different('members', { what: 'member', reference: show(gold[g] as Tree), prediction: show(prediction[p] as Tree) })
  const partners = likelyPartners(gold, prediction, budget)
  const lonely = size < manyMembers ? undefined : lonelyMembers(partners, (g, p) => decide(g, p).outcome === 'different')
  if (lonely !== undefined) return { decision: unlike(lonely.gold, lonely.prediction), lonely: true }
  const first = partners.map(p => p ?? 0)
  const certain = perfectMatching(first, (g, p) => decide(g, p).outcome === 'equivalent')
  if (certain.complete) {
    const pairs = certain.partner.map((g, p) => decide(g, p))
    const grounds = pairs.filter(pair => pair.outcome === 'equivalent')
    return { decision: equivalent('members', allOf('matched-members', grounds)), lonely: false }
  }
  // A matching that fails over pairs that are all decided fails whatever the pairs say that were not asked (Hall, 1935).
  const open = [...decisions.values()].find(({ outcome }) => outcome === 'undecided')
  if (open !== undefined) {
    const possible = perfectMatching(first, (g, p) => decide(g, p).outcome !== 'different')
    if (possible.complete) return { decision: open, lonely: false }
  }
  const extra = certain.partner.indexOf(-1)
  const missing = [...Array(size).keys()].find(g => !certain.partner.includes(g)) ?? 0
  return { decision: unlike(missing, extra), lonely: false }
}

/**
 * What comparing two members costs besides the steps that it counts itself: the reading of both. In short collections that is
 * in the price of all; from there on it rises with their length, so that twice the members do not cost ten times as much.
 */
export const stepsOfMember = (size: number): number => (size < manyMembers ? 10 : Math.min(100, 6 * size))

/**
 * A gold member that is different from all prediction members, and a prediction member that is different from all gold
 * members: there is no matching, and not all pairs must be compared to see it. Looked for among the first that have no likely partner.
 */
function lonelyMembers(
  partners: readonly (number | undefined)[],
  areDifferent: (gold: number, prediction: number) => boolean,
): { readonly gold: number; readonly prediction: number } | undefined {
  const places = [...partners.keys()]
  const gold = places
    .filter(g => partners[g] === undefined)
    .slice(0, mostLooked)
    .find(g => places.every(p => areDifferent(g, p)))
  if (gold === undefined) return undefined
  const taken = new Set(partners)
  const prediction = places
    .filter(p => !taken.has(p))
    .slice(0, mostLooked)
    .find(p => places.every(g => areDifferent(g, p)))
  return prediction === undefined ? undefined : { gold, prediction }
}

const mostLooked = 3

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
