import type { Tree } from '../../tree/tree.ts'
import type { Term } from '../term/term.ts'

/**
 * Sets of real numbers, as finite unions of intervals and points.
 *
 * A set is held by its *cuts*, the increasing ends where membership may change, and one flag for each of the
 * 2n + 1 regions that n cuts make of the line: gap, cut, gap, cut, …, gap.
 *
 *     (1, 2] ∪ {5}         1       2        5
 *     regions        ─────┼───────┼────────┼─────
 *     inside           n  n   y   y    n   y   n
 *
 * Every operation of sets is then one merge of cuts and one operation on flags, open and closed ends need no cases,
 * and a normal set (no cut whose three regions agree) is equal to another exactly when cuts and flags are equal.
 *
 * Cuts are terms, also symbolic ones (`a`, `2a`). The order of two cuts is asked of the caller; where it is not known
 * an operation has no result. One interval with two symbolic ends needs no order: it is taken as written.
 *
 * `lattice` keeps only the integers of the set.
 */
export interface RealSet {
  readonly cuts: readonly Cut[]
  readonly inside: readonly boolean[]
  readonly lattice?: true
}

/** An end of an interval, or an isolated point, with the tree that it was written as. */
export interface Cut {
  readonly value: Term
  readonly written?: Tree
}

/** Sign of `a - b`; `undefined` when it is not known. */
export type Order = (a: Term, b: Term) => -1 | 0 | 1 | undefined

export const allReals: RealSet = { cuts: [], inside: [true] }
export const noReals: RealSet = { cuts: [], inside: [false] }

/** The set `{at}`. */
export function pointSet(at: Cut): RealSet {
  return { cuts: [at], inside: [false, true, false] }
}

/** The ray above (`side: 1`) or below (`side: -1`) an end. */
export function ray(end: Cut, side: 1 | -1, closed: boolean): RealSet {
  return { cuts: [end], inside: [side < 0, closed, side > 0] }
}

/** The interval between two ends that the caller knows to be increasing. */
export function intervalSet(lower: Cut, lowerClosed: boolean, upper: Cut, upperClosed: boolean): RealSet {
  return { cuts: [lower, upper], inside: [false, lowerClosed, true, upperClosed, false] }
}

/** Whether nothing is in the set. Of a lattice set this is exact only after `settleLattice`. */
export function isEmptySet(set: RealSet): boolean {
  return !set.inside.includes(true)
}

/** Whether the set is finitely many points; these are its cuts then. */
export function isPointSet(set: RealSet): boolean {
  return set.inside.every((flag, region) => !flag || region % 2 === 1)
}

/** All reals that are not in the set. A lattice set has no complement here. */
export function complementOf(set: RealSet): RealSet | undefined {
  return set.lattice ? undefined : { cuts: set.cuts, inside: set.inside.map(flag => !flag) }
}

export type SetOperator = 'union' | 'intersection' | 'difference'

/** Union, intersection or difference; `undefined` when an order is not known or the result is no set of this form. */
export function combine(operator: SetOperator, left: RealSet, right: RealSet, order: Order): RealSet | undefined {
  const lattice = latticeOf(operator, left, right)
  if (lattice === undefined) return undefined
  const merged = mergeCuts(left, right, order)
  if (merged === undefined) return undefined
  const inside = merged.left.map((a, region) => {
    const b = merged.right[region] === true
    return operator === 'union' ? a || b : operator === 'intersection' ? a && b : a && !b
  })
  const result = normal(merged.cuts, inside)
  return lattice ? { ...result, lattice: true } : result
}

/** Whether the result holds integers only; `undefined` where integers and reals would mix. */
function latticeOf(operator: SetOperator, left: RealSet, right: RealSet): boolean | undefined {
  if (left.lattice === right.lattice) return left.lattice === true
  if (operator === 'intersection') return true
  if (operator === 'difference' && left.lattice) return true
  return undefined
}

export interface MergedCuts {
  readonly cuts: readonly Cut[]
  /** Flags of each side over the common regions. */
  readonly left: readonly boolean[]
  readonly right: readonly boolean[]
}

/** The cuts of both sets in one increasing row, with the flags of each set over the finer regions. */
export function mergeCuts(left: RealSet, right: RealSet, order: Order): MergedCuts | undefined {
  const cuts: Cut[] = []
  const insideLeft = [left.inside[0] === true]
  const insideRight = [right.inside[0] === true]
  let i = 0
  let j = 0
  while (i < left.cuts.length || j < right.cuts.length) {
    const a = left.cuts[i]
    const b = right.cuts[j]
    const sign = a === undefined ? 1 : b === undefined ? -1 : order(a.value, b.value)
    if (sign === undefined) return undefined
    cuts.push(sign <= 0 ? (a as Cut) : (b as Cut))
    insideLeft.push(left.inside[sign <= 0 ? 2 * i + 1 : 2 * i] === true)
    insideRight.push(right.inside[sign >= 0 ? 2 * j + 1 : 2 * j] === true)
    if (sign <= 0) i += 1
    if (sign >= 0) j += 1
    insideLeft.push(left.inside[2 * i] === true)
    insideRight.push(right.inside[2 * j] === true)
  }
  return { cuts, left: insideLeft, right: insideRight }
}

/** Drop the cuts at which nothing changes. */
function normal(cuts: readonly Cut[], inside: readonly boolean[]): RealSet {
  const kept: Cut[] = []
  const flags = [inside[0] === true]
  cuts.forEach((cut, index) => {
    const before = flags[flags.length - 1]
    const at = inside[2 * index + 1] === true
    const after = inside[2 * index + 2] === true
    if (before === at && at === after) return
    kept.push(cut)
    flags.push(at, after)
  })
  return { cuts: kept, inside: flags }
}

/** Where two sets differ: a cut, or the gap above `lower` and below `upper` (absent at the ends of the line). */
export type Region =
  | { readonly type: 'cut'; readonly at: Cut; readonly inLeft: boolean }
  | { readonly type: 'gap'; readonly lower?: Cut; readonly upper?: Cut; readonly inLeft: boolean }

/**
 * The first region that is in one set only; gaps come before cuts, of integers the other way round, because a gap may
 * hold none. `undefined` when the order is not known.
 */
export function firstDifference(left: RealSet, right: RealSet, order: Order): Region | 'equal' | undefined {
  const merged = mergeCuts(left, right, order)
  if (merged === undefined) return undefined
  const differing = merged.left.flatMap((flag, region) => (flag === merged.right[region] ? [] : [region]))
  const wanted = left.lattice && right.lattice ? 1 : 0
  const region = differing.find(index => index % 2 === wanted) ?? differing[0]
  if (region === undefined) return 'equal'
  const inLeft = merged.left[region] === true
  const index = region >> 1
  if (region % 2 === 1) return { type: 'cut', at: merged.cuts[index] as Cut, inLeft }
  const lower = merged.cuts[index - 1]
  const upper = merged.cuts[index]
  return { type: 'gap', inLeft, ...(lower && { lower }), ...(upper && { upper }) }
}

/** Whether two normal sets have the same flags, so that they are equal exactly when their cuts are, one by one. */
export function sameStructure(left: RealSet, right: RealSet): boolean {
  return (
    left.lattice === right.lattice &&
    left.inside.length === right.inside.length &&
    left.inside.every((flag, region) => flag === right.inside[region])
  )
}
