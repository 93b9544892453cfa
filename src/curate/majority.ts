/**
 * What the rollouts agree on, and whether the gold is among it.
 *
 * Answers are grouped by comparing each with the first of every group, so that `0.5` and `\frac12` are one answer. When most
 * rollouts agree with each other and not with the gold, either they share a mistake or the gold is wrong: a person
 * should look. A gold is suspect only if the answer of the majority was decided to be different from it.
 */
import type { Decision } from '../canonical/ladder/decision.ts'
import { compare, noSpec } from '../compare/compare.ts'
import type { GoldSpec } from '../compare/gold.ts'
import { policies } from '../compare/policy.ts'
import { parse } from '../latex/parse.ts'
import { Budget, defaultLimits, Exhausted } from '../limits/budget.ts'
import type { Tree } from '../tree/tree.ts'
import { type Interval, wilsonInterval } from './pass-rate.ts'
import { type RolloutAnswer, rolloutsOf } from './rollout.ts'

export interface AnswerGroup {
  /** The first answer of the group as it was written. */
  readonly answer: string
  /** Places of its members among the answers that were given. */
  readonly members: readonly number[]
}

/** Groups that are told apart; what comes later joins no group. */
const mostGroups = 64

/**
 * Group answers by what they mean.
 *
 * @param answers extracted answers; `null` for a rollout without one, which belongs to no group
 * @returns groups, the largest first; equal sizes in the order of their first members
 * @example
 * groupAnswers(['0.5', '1/2', '2', null]).map(({ members }) => members) // [[0, 1], [2]]
 */
export function groupAnswers(answers: readonly (string | null)[], declared: GoldSpec = noSpec): readonly AnswerGroup[] {
  const groups: { readonly answer: string; readonly tree: Tree; readonly members: number[] }[] = []
  for (const [at, answer] of answers.entries()) {
    if (answer === null) continue
    const { tree } = parse(answer)
    const group = groups.find(other => other.answer === answer || same(other.tree, tree, declared))
    if (group !== undefined) group.members.push(at)
    else if (groups.length < mostGroups) groups.push({ answer, tree, members: [at] })
  }
  return groups.sort((a, b) => b.members.length - a.members.length).map(({ answer, members }) => ({ answer, members }))
}

const same = (first: Tree, second: Tree, declared: GoldSpec): boolean => decisionOn(first, second, declared)?.outcome === 'equivalent'

/** What the second answer is to the first; `undefined` where the budget ends. */
export function decisionOn(first: Tree, second: Tree, declared: GoldSpec): Decision | undefined {
  const spec = Object.keys(declared).length === 0 ? noSpec : declared
  const budget = new Budget(defaultLimits.steps)
  const settings = { policy: policies.standard, budget, spec, note: () => undefined }
  const result = budget.attempt('compare', defaultLimits.steps, () => compare(first, second, settings))
  return result instanceof Exhausted ? undefined : result.decision
}

export interface SuspectOptions {
  /** Share of all rollouts that has to agree. Default 0.5; the majority must be more than that. */
  readonly share?: number
  /** Rollouts that have to agree. Default 3. */
  readonly atLeast?: number
  readonly declared?: GoldSpec
}
export interface SuspectGold {
  /** What the majority says. */
  readonly answer: string
  readonly agree: number
  readonly total: number
  /** Rollouts that are equivalent to the gold. */
  readonly right: number
  /** Wilson's interval of the share that agrees. */
  readonly interval: Interval
}

/**
 * Whether most rollouts agree with each other and not with the gold.
 *
 * @throws TypeError or RangeError for rollouts, a share or a count that are none
 * @returns what they say instead, or `undefined`: no majority, or a majority that the gold is in or that could not be told from it
 * @example
 * const wrong = { answer: '7', outcome: 'different' } as const
 * suspectGold([wrong, wrong, wrong, { answer: '6', outcome: 'equivalent' }]) // { answer: '7', agree: 3, total: 4 }
 */
export function suspectGold(rollouts: readonly RolloutAnswer[], options: SuspectOptions = {}): SuspectGold | undefined {
  const { share = 0.5, atLeast = 3, declared = noSpec } = options
  rolloutsOf('rollouts', rollouts)
  if (!(share >= 0 && share < 1)) throw new RangeError(`Expected share from 0 to below 1, found ${share}`)
  if (!Number.isSafeInteger(atLeast) || atLeast < 1) throw new RangeError(`Expected atLeast to be a positive integer, found ${atLeast}`)
  const [largest] = groupAnswers(
    rollouts.map(({ answer }) => answer),
    declared,
  )
  if (largest === undefined) return undefined
  const agree = largest.members.length
  const total = rollouts.length
  if (agree < atLeast || agree <= share * total) return undefined
  if (largest.members.some(at => rollouts[at]?.outcome !== 'different')) return undefined
  const right = rollouts.filter(({ outcome }) => outcome === 'equivalent').length
  return { answer: largest.answer, agree, total, right, interval: wilsonInterval({ right: agree, total }) }
}
