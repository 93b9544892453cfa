import { absoluteInteger, gcdIntegers, type Integer, lcmIntegers, toBigInt } from '../../exact/integer.ts'
import { divide, rational, type Rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { product, quotient, subtractTerms, sum } from '../term/build.ts'
import { type Decision, different, equivalent, proved, undecided } from '../ladder/decision.ts'
import { allOf, type Ground, proof } from '../ladder/ground.ts'
import { decideEqual } from '../ladder/equal.ts'
import { constant, half, integer, isZero } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { isConstantTerm, signOfConstant } from '../term/property.ts'
import {
  allReals,
  combine,
  complementOf,
  firstDifference,
  intervalSet,
  isPointSet,
  noReals,
  pointSet,
  type RealSet,
} from '../realset/realset.ts'
import { between, floorOf, orderOfConstants } from '../realset/lattice.ts'
import { solveRelation } from '../realset/solve.ts'
import type { Term } from '../term/term.ts'
import { termToText } from '../term/text.ts'
import { substitute } from '../term/walk.ts'

/**
 * Families with an integer parameter: `\frac\pi6 + 2k\pi`, `(2k\pi, 2k\pi+\pi)`, `(k\pi, 0)`, `x \ne k\pi`.
 *
 * A member is a row of coordinates, `offset + k · step`; an interval is the row of its two ends. Two families over all
 * integers are equal when, cut into progressions of one common step, they have the same offsets modulo that step:
 *
 *     k\pi = \{2k\pi\} \cup \{\pi + 2k\pi\}        common step 2π, offsets 0 and π
 *
 * Families over the naturals are compared by their first members too. Names of parameters, shifts of a parameter and
 * its sign never matter, because they are gone here.
 */
export interface Progression {
  readonly offset: readonly Term[]
  readonly step: readonly Term[]
  /** Only k ≥ 0. */
  readonly oneWay: boolean
  /** Of an interval: which ends belong to it. */
  readonly closed?: readonly [boolean, boolean]
}

export interface Family {
  /** `points` also of higher dimension; `excluded`: all reals but the points. */
  readonly type: 'points' | 'intervals' | 'excluded'
  readonly members: readonly Progression[]
}

/** More progressions of one common step than this are not compared. */
const mostMembers = 400

/** Whether two families hold the same. */
export function decideSameFamily(gold: Family, prediction: Family, budget: Budget): Decision {
  if (gold.type !== prediction.type) return comparePeriodicSets(gold, prediction, budget) ?? kinds(gold, prediction)
  const decision = compareMembers(gold.members, prediction.members, budget)
  if (decision.outcome === 'equivalent' || gold.type !== 'intervals') return decision
  const periodic = comparePeriodicSets(gold, prediction, budget)
  if (periodic !== undefined) return periodic
  // Several intervals with symbolic ends may touch, and be the same set in other pieces.
  const single = gold.members.length === 1 && prediction.members.length === 1
  return single || decision.outcome !== 'different' ? decision : undecided('unsupported', 'both', 'family of intervals with symbolic ends')
}

const kinds = (gold: Family, prediction: Family): Decision =>
  different('kind', { what: 'kind of family', reference: gold.type, prediction: prediction.type })

// — members by members —

function compareMembers(gold: readonly Progression[], prediction: readonly Progression[], budget: Budget): Decision {
  const [first] = gold
  if (first === undefined) return undecided('unsupported', 'reference', 'family')
  const ratios: Rational[] = []
  for (const member of [...gold, ...prediction]) {
    budget.spend(10)
    if (member.offset.length !== first.offset.length)
      return different('sets', () => ({
        what: 'coordinates',
        reference: String(first.offset.length),
        prediction: String(member.offset.length),
      }))
    const ratio = ratioOf(member.step, first.step, budget)
    if (ratio === undefined) return strayMember(gold, prediction, budget) ?? notRelated(gold, prediction)
    ratios.push(ratio)
  }
  const common = ratios.reduce(leastCommonMultiple)
  const [a, b] = [gold, prediction].map((members, side) =>
    spread(members, side === 0 ? ratios.slice(0, gold.length) : ratios.slice(gold.length), common, first.step, budget),
  )
  if (a === undefined || b === undefined) {
    return strayMember(gold, prediction, budget) ?? undecided('unsupported', 'both', 'families of very different steps')
  }
  return matchMembers(a, b, budget)
}

/** One of the first members of a side that is certainly none of the other's. */
function strayMember(gold: readonly Progression[], prediction: readonly Progression[], budget: Budget): Decision | undefined {
  for (const [from, among, inGold] of [
    [gold, prediction, true],
    [prediction, gold, false],
  ] as const) {
    for (const member of from) {
      for (let k = 0; k < 3; k++) {
        const offset = member.offset.map((part, index) => normalise(sum([part, product([integer(k), member.step[index] as Term])]), budget))
        const single: Progression = { ...member, offset }
        if (!among.every(other => lacks(other, single, budget))) continue
        const [inside, outside] = ['inside', 'outside']
        return different('sets', {
          what: `the member ${memberText(single)}`,
          reference: inGold ? inside : outside,
          prediction: inGold ? outside : inside,
        })
      }
    }
  }
  return undefined
}

/** Whether the first member of `one` is certainly not in the progression. */
function lacks(progression: Progression, one: Progression, budget: Budget): boolean {
  const still = { ...one, step: progression.step, oneWay: true }
  return holdsMember(progression, still, false, budget) === false
}

function notRelated(gold: readonly Progression[], prediction: readonly Progression[]): Decision {
  const steps = (members: readonly Progression[]): string => members.map(member => member.step.map(termToText).join(', ')).join('; ')
  return different('sets', { what: 'step', reference: steps(gold), prediction: steps(prediction) })
}

/** The rational r with `step = r · unit`, the same for every coordinate. */
function ratioOf(step: readonly Term[], unit: readonly Term[], budget: Budget): Rational | undefined {
  const lead = unit.findIndex(part => !isZero(part))
  const [top, bottom] = [step[lead], unit[lead]]
  if (top === undefined || bottom === undefined || isZero(top)) return undefined
  const ratio = normalise(quotient(top, bottom), budget)
  if (ratio.type !== 'constant' || ratio.value.num === 0) return undefined
  const same = step.every((part, index) => isZero(normalise(subtractTerms(part, product([ratio, unit[index] as Term])), budget)))
  return same ? ratio.value : undefined
}

function leastCommonMultiple(a: Rational, b: Rational): Rational {
  return rational(lcmIntegers(absoluteInteger(a.num), absoluteInteger(b.num)), gcdIntegers(a.den, b.den))
}

/** Cut every progression into ones of the common step. */
function spread(
  members: readonly Progression[],
  ratios: readonly Rational[],
  common: Rational,
  unit: readonly Term[],
  budget: Budget,
): readonly Progression[] | undefined {
  const result: Progression[] = []
  for (const [index, member] of members.entries()) {
    const ratio = ratios[index] as Rational
    const copies = Number(absoluteInteger(divide(common, ratio).num))
    if (result.length + copies > mostMembers) return undefined
    const forward = ratio.num > 0 || !member.oneWay
    const step = unit.map(part =>
      normalise(product([constant(forward ? common : rational(negative(common.num), common.den)), part]), budget),
    )
    for (let copy = 0; copy < copies; copy++) {
      budget.spend(5)
      result.push({
        ...member,
        step,
        offset: member.offset.map((part, at) => normalise(sum([part, product([integer(copy), member.step[at] as Term])]), budget)),
      })
    }
  }
  return result
}

const negative = (value: Integer): Integer => (typeof value === 'number' ? -value : -value)

function matchMembers(gold: readonly Progression[], prediction: readonly Progression[], budget: Budget): Decision {
  const grounds: Ground[] = []
  let open = false
  const missing = (from: readonly Progression[], among: readonly Progression[]): Progression | undefined =>
    from.find(member => {
      let unknown = false
      // Rays in both directions may make up a whole progression together.
      const bothWays = new Set(among.map(other => other.step.map(part => part.key).join())).size > 1
      for (const other of among) {
        budget.spend(5)
        const found = holdsMember(other, member, bothWays, budget)
        if (found === undefined) unknown = true
        else if (found !== false) {
          grounds.push(found)
          return false
        }
      }
      if (unknown) open = true
      return !unknown
    })
  const onlyGold = missing(gold, prediction)
  if (onlyGold !== undefined)
    return different('sets', () => ({ what: `the member ${memberText(onlyGold)}`, reference: 'inside', prediction: 'outside' }))
  const onlyPrediction = missing(prediction, gold)
  if (onlyPrediction !== undefined)
    return different('sets', () => ({ what: `the member ${memberText(onlyPrediction)}`, reference: 'outside', prediction: 'inside' }))
  return open ? undecided('indistinguishable', 'both') : equivalent('sets', allOf('residue-classes', grounds))
}

function memberText({ offset, closed }: Progression): string {
  const inner = offset.map(termToText).join(', ')
  if (closed !== undefined) return `${closed[0] ? '[' : '('}${inner}${closed[1] ? ']' : ')'}`
  return offset.length === 1 ? inner : `(${inner})`
}

/** Whether `inner` lies wholly in `outer`, both of the same step up to its sign. `false` is proved. */
function holdsMember(outer: Progression, inner: Progression, bothWays: boolean, budget: Budget): Ground | false | undefined {
  if (outer.closed?.[0] !== inner.closed?.[0] || outer.closed?.[1] !== inner.closed?.[1]) return false
  if (outer.oneWay && !inner.oneWay) return bothWays ? undefined : false
  let shift: number | undefined
  const grounds: Ground[] = []
  for (const [index, step] of outer.step.entries()) {
    const difference = normalise(subtractTerms(inner.offset[index] as Term, outer.offset[index] as Term), budget)
    const found = isZero(step) ? undefined : integerQuotient(difference, step, budget)
    if (found !== undefined && typeof found === 'object') {
      if (shift !== undefined && shift !== found.quotient) return false
      shift = found.quotient
      grounds.push(found.ground)
      continue
    }
    if (!isZero(step)) return found === 'none' ? false : undefined
    const decision = decideEqual(inner.offset[index] as Term, outer.offset[index] as Term, budget)
    if (decision.outcome !== 'equivalent') return decision.outcome === 'different' ? false : undefined
    grounds.push(decision)
  }
  const ground = allOf('residue-classes', grounds)
  if (!outer.oneWay) return ground
  // One way: the same direction, and the inner one starts no earlier.
  const sameDirection = outer.step.every((step, index) => step.key === inner.step[index]?.key)
  return sameDirection && (shift ?? 0) >= 0 ? ground : false
}

/** The integer n with `difference = n · step`; `none` when there is certainly none. */
function integerQuotient(difference: Term, step: Term, budget: Budget): { quotient: number; ground: Ground } | 'none' | undefined {
  const ratio = normalise(quotient(difference, step), budget)
  if (ratio.type === 'constant') {
    const { num, den } = ratio.value
    return den === 1 && Number.isSafeInteger(Number(toBigInt(num))) ? { quotient: Number(num), ground: proof('lowest-terms') } : 'none'
  }
  if (!isConstantTerm(ratio)) return 'none'
  const nearest = floorOf(sum([ratio, half]), orderOfConstants)
  if (nearest === undefined) return undefined
  const decision = decideEqual(ratio, integer(nearest), budget)
  if (decision.outcome === 'equivalent') return { quotient: nearest, ground: decision }
  return decision.outcome === 'different' ? 'none' : undefined
}

// — values that are not linear in the parameter —

/** A body and the letter in it that runs through the integers, or through those from `from` on. */
export interface ParametricValue {
  readonly value: Term
  readonly parameter: string
  readonly from: number | undefined
}

/**
 * One of the first values of a family that the other never takes: the equation for its parameter is solved, and no
 * solution is an integer. `undefined` when there is none among them or it cannot be solved.
 */
export function strayValue(from: ParametricValue, other: ParametricValue, budget: Budget): Term | undefined {
  const start = from.from ?? -2
  for (let k = start; k < start + 5; k++) {
    const value = substitute(from.value, from.parameter, integer(k), budget)
    if (value.type === 'undefined' || !isConstantTerm(value)) continue
    const solutions = solveRelation(other.value, 'eq', value, other.parameter, budget)
    if (solutions === undefined || !isPointSet(solutions)) continue
    const taken = solutions.cuts.some(({ value: at }) => {
      const below = floorOf(at, orderOfConstants)
      if (below === undefined) return true
      const integral = orderOfConstants(integer(below), at)
      return integral === undefined || (integral === 0 && below >= (other.from ?? below))
    })
    if (!taken) return value
  }
  return undefined
}

// — as sets of reals in one period —

/** Constant families over all integers, cut to `[0, P)`; `undefined` when one is no such family. */
function comparePeriodicSets(gold: Family, prediction: Family, budget: Budget): Decision | undefined {
  const members = [...gold.members, ...prediction.members]
  const unit = members[0]?.step[0]
  if (
    unit === undefined ||
    members.some(member => member.oneWay || ![...member.offset, ...member.step].every(part => isConstantTerm(part)))
  )
    return undefined
  const dimension = (family: Family): number => (family.type === 'intervals' ? 2 : 1)
  if ([gold, prediction].some(family => family.members.some(member => member.offset.length !== dimension(family)))) return undefined
  const ratios = members.map(member => ratioOf([member.step[0] as Term], [unit], budget))
  if (ratios.some(ratio => ratio === undefined)) return undefined
  const common = (ratios as Rational[]).reduce(leastCommonMultiple)
  const signed = product([constant(common), unit])
  const sign = signOfConstant(signed)
  if (sign === undefined || sign === 0) return undefined
  const period = sign > 0 ? signed : product([integer(-1), signed])
  const a = inOnePeriod(gold, period, budget)
  const b = inOnePeriod(prediction, period, budget)
  if (a === undefined || b === undefined) return undefined
  const region = firstDifference(a, b, orderOfConstants)
  if (region === 'equal') return proved('sets', 'residue-classes')
  if (region === undefined) return undefined
  const sample = region.type === 'cut' ? region.at.value : between(region.lower?.value, region.upper?.value, orderOfConstants)
  const [inside, outside] = ['inside', 'outside']
  return different('sets', {
    what: `the value ${sample === undefined ? 'in a gap' : termToText(sample)}`,
    reference: region.inLeft ? inside : outside,
    prediction: region.inLeft ? outside : inside,
  })
}

function inOnePeriod(family: Family, period: Term, budget: Budget): RealSet | undefined {
  const zeroCut = { value: integer(0) }
  const window = intervalSet(zeroCut, true, { value: period }, false)
  let total: RealSet = noReals
  for (const member of family.members) {
    const ratio = ratioOf([period], [member.step[0] as Term], budget)
    if (ratio === undefined || ratio.den !== 1) return undefined
    const copies = Number(absoluteInteger(ratio.num))
    if (copies > mostMembers) return undefined
    for (let copy = 0; copy < copies; copy++) {
      const ends = member.offset.map((part, index) => sum([part, product([integer(copy), member.step[index] as Term])]))
      const turns = floorOf(quotient(ends[0] as Term, period), orderOfConstants)
      if (turns === undefined) return undefined
      // Two turns more, so that what runs over the end comes in at the start.
      for (const extra of [0, 1]) {
        budget.spend(20)
        const [lower, upper] = ends.map(end => ({ value: normalise(sum([end, product([integer(-turns - extra), period])]), budget) }))
        if (lower === undefined) return undefined
        const piece =
          upper === undefined
            ? pointSet(lower)
            : longerThan(lower.value, upper.value, period)
              ? allReals
              : intervalSet(lower, member.closed?.[0] === true, upper, member.closed?.[1] === true)
        const cut = combine('intersection', piece, window, orderOfConstants)
        const united = cut && combine('union', total, cut, orderOfConstants)
        if (united === undefined) return undefined
        total = united
      }
    }
  }
  if (family.type !== 'excluded') return total
  const rest = complementOf(total)
  return rest && combine('intersection', rest, window, orderOfConstants)
}

const longerThan = (lower: Term, upper: Term, period: Term): boolean => orderOfConstants(subtractTerms(upper, lower), period) === 1
