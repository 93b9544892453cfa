import { ceilingOf as ceilingOfRational, floorOf as floorOfRational } from '../../exact/rational.ts'
import { product, subtractTerms, sum } from '../term/build.ts'
import { constant, fraction, half, integer, zero } from '../term/node.ts'
import { isConstantTerm, signOfConstant } from '../term/property.ts'
import type { Cut, Order, RealSet } from './realset.ts'
import type { Term } from '../term/term.ts'

/**
 * Integers and rationals between the cuts of a set: the order of cuts, a rational inside a gap, and the normal form of
 * sets of integers.
 */

/** The order of real terms, as far as the sign of their difference can be known: also of `a` and `a+1`. */
export const orderOfConstants: Order = (a, b) => {
  if (a.key === b.key) return 0
  const difference = subtractTerms(a, b)
  return isConstantTerm(difference) ? signOfConstant(difference) : undefined
}

/** Beyond this size a cut has no floor here. */
const largest = 2 ** 50

/** The greatest integer that is not above a constant; `undefined` when it is not known or too large. */
export function floorOf(value: Term, order: Order): number | undefined {
  if (value.type === 'constant') return safe(floorOfRational(value.value))
  let low = -1
  let high = 1
  // Double until low <= value < high, then halve.
  while (order(integer(low), value) === 1) {
    high = low
    low *= 2
    if (low < -largest) return undefined
  }
  for (;;) {
    const sign = order(integer(high), value)
    if (sign === undefined) return undefined
    if (sign === 1) break
    low = high
    high = high < 0 ? 0 : Math.max(1, high * 2)
    if (high > largest) return undefined
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const sign = order(integer(middle), value)
    if (sign === undefined) return undefined
    if (sign === 1) high = middle
    else low = middle
  }
  return order(integer(low), value) === undefined ? undefined : low
}

const safe = (value: number | bigint): number | undefined => (typeof value === 'number' && Math.abs(value) <= largest ? value : undefined)

function ceilingOf(value: Term, order: Order): number | undefined {
  if (value.type === 'constant') return safe(ceilingOfRational(value.value))
  const below = floorOf(value, order)
  if (below === undefined) return undefined
  return order(integer(below), value) === 0 ? below : below + 1
}

/** A rational strictly between two constants, as simple as an integer if there is one; absent ends are infinite. */
export function between(lower: Term | undefined, upper: Term | undefined, order: Order): Term | undefined {
  if (lower === undefined && upper === undefined) return zero
  if (lower === undefined) {
    const above = ceilingOf(upper as Term, order)
    return above === undefined ? undefined : above > 0 ? zero : integer(above - 1)
  }
  if (upper === undefined) {
    const below = floorOf(lower, order)
    return below === undefined ? undefined : below < 0 ? zero : integer(below + 1)
  }
  if (order(lower, zero) === -1 && order(upper, zero) === 1) return zero
  for (let denominator = 1; denominator <= 2 ** 40; denominator *= 2) {
    const scaled = denominator === 1 ? lower : product([integer(denominator), lower])
    const below = floorOf(scaled, order)
    if (below === undefined) return undefined
    const candidate = product([integer(below + 1), fraction(1, denominator)])
    const sign = order(candidate, upper)
    if (sign === undefined) return undefined
    if (sign === -1) return candidate
  }
  // Closer than 2^-40: the middle is exact too, only not as simple.
  return product([half, sum([lower, upper])])
}

/** At most so many integers are listed one by one. */
const listed = 1000

interface Run {
  readonly first: number
  readonly last: number
}

/**
 * The normal form of a set of integers: closed runs of neighbours between integer cuts, or plain points when the set is
 * finite. Other sets are returned as they are. `undefined` when a cut has no known floor.
 */
export function settleLattice(set: RealSet, order: Order): RealSet | undefined {
  if (!set.lattice) return set
  const runs: Run[] = []
  for (let region = 0; region < set.inside.length; region++) {
    if (!set.inside[region]) continue
    const run = runOf(set, region, order)
    if (run === undefined) return undefined
    if (run.first > run.last) continue
    const previous = runs[runs.length - 1]
    if (previous !== undefined && previous.last + 1 >= run.first)
      runs[runs.length - 1] = { first: previous.first, last: Math.max(previous.last, run.last) }
    else runs.push(run)
  }
  const count = runs.reduce((total, run) => total + run.last - run.first + 1, 0)
  if (count <= listed)
    return pointsOf(runs.flatMap(run => Array.from({ length: run.last - run.first + 1 }, (_, index) => run.first + index)))
  return runSet(runs)
}

/** The integers of one region. */
function runOf(set: RealSet, region: number, order: Order): Run | undefined {
  const index = region >> 1
  if (region % 2 === 1) {
    const value = (set.cuts[index] as Cut).value
    const below = floorOf(value, order)
    if (below === undefined) return undefined
    return order(integer(below), value) === 0 ? { first: below, last: below } : { first: 1, last: 0 }
  }
  const lower = set.cuts[index - 1]
  const upper = set.cuts[index]
  const below = lower === undefined ? Number.NEGATIVE_INFINITY : floorOf(lower.value, order)
  const above = upper === undefined ? Number.POSITIVE_INFINITY : ceilingOf(upper.value, order)
  return below === undefined || above === undefined ? undefined : { first: below + 1, last: above - 1 }
}

const integerCut = (value: number): Cut => ({ value: constant({ num: value, den: 1 }) })

function pointsOf(values: readonly number[]): RealSet {
  return { cuts: values.map(integerCut), inside: [false, ...values.flatMap(() => [true, false])] }
}

function runSet(runs: readonly Run[]): RealSet {
  const cuts: Cut[] = []
  const inside = [runs[0]?.first === Number.NEGATIVE_INFINITY]
  for (const run of runs) {
    if (run.first !== Number.NEGATIVE_INFINITY) {
      cuts.push(integerCut(run.first))
      inside.push(true, run.last > run.first)
    }
    if (run.last !== Number.POSITIVE_INFINITY && run.last > run.first) {
      cuts.push(integerCut(run.last))
      inside.push(true, false)
    } else if (run.last === run.first) inside[inside.length - 1] = false
  }
  return { cuts, inside, lattice: true }
}
