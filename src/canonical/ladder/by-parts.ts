/**
 * Equality part by part, for expressions that are too large for one normal form.
 *
 * Both sides are sums of summands. What stands on both sides is cancelled; powers of sums, functions and operators are
 * cancelled in pairs when their bases and arguments are equal by the same argument (congruence). Each summand left is brought to its own
 * normal form. Those that share a kernel (a function, a root, a divisor) are added up in one, which is small; constants are a
 * question for the ladder of constants. What remains at last must be zero.
 *
 * As with normal forms, the answer `true` means: equal wherever both sides are defined.
 */
import { zeroComplex } from '../../exact/complex-ball.ts'
import { exactRoot } from '../../exact/integer.ts'
import { divide, multiply, negate, ONE, type Rational } from '../../exact/rational.ts'
import { type Budget, Exhausted } from '../../limits/budget.ts'
import { negateTerm, scale, sum } from '../term/build.ts'
import { constantSumIsZero } from './constant-sum.ts'
import { allOf, type Ground, proof } from './ground.ts'
import { evaluate, valuesDiffer } from '../value/evaluate.ts'
import { isZero, splitCoefficient, zero } from '../term/node.ts'
import { normalise } from '../normal/normal.ts'
import { isConstantTerm } from '../term/property.ts'
import { sameForm } from './same-form.ts'
import type { Term } from '../term/term.ts'
import { plainPoint } from '../value/sample.ts'
import { parts, variablesOf } from '../term/walk.ts'

/** Steps of the forms of parts, and of a value; nesting of parts in parts; summands of one side. */
const partSteps = { letters: 20_000, form: 40_000, residues: 40_000 }
const [valueSteps, deepest, mostSummands] = [5_000, 8, 200]

/** How the two are known to be equal; `undefined` says nothing. */
export const equalByParts = (gold: Term, prediction: Term, budget: Budget, depth = 0): Ground | undefined => {
  if (gold.key === prediction.key) return proof('canonical-terms')
  if (depth > deepest) return undefined
  budget.spend(10)
  let left = summandsOf(gold)
  let right = summandsOf(prediction)
  if (left.length + right.length > 2 * mostSummands) return undefined
  const shared = new Set(left.map(part => part.key).filter(key => right.some(other => other.key === key)))
  left = left.filter(part => !shared.has(part.key))
  right = right.filter(part => !shared.has(part.key))
  const grounds: Ground[] = []
  const use = (found: Ground | undefined): boolean => {
    if (found !== undefined) grounds.push(found)
    return found !== undefined
  }
  // Pairs of the same shape.
  for (const part of [...left]) {
    const partner = right.find(other => use(sameShape(part, other, budget, depth)))
    if (partner === undefined) continue
    left = left.filter(other => other !== part)
    right = right.filter(other => other !== partner)
  }
  const constants = [...left.filter(isConstantTerm), ...right.filter(isConstantTerm).map(negateTerm)]
  const rest = [...left.filter(part => !isConstantTerm(part)), ...right.filter(part => !isConstantTerm(part)).map(negateTerm)]
  if (!use(sumVanishes(rest, budget))) {
    const open = withoutVanishing(rest, grounds, budget)
    const simple = sum(open.map(part => simplified(part, budget)))
    const remaining =
      simple.type === 'constant' ? simple : sum(clusters(summandsOf(simple)).map(cluster => simplified(sum(cluster), budget)))
    if (isConstantTerm(remaining)) constants.push(remaining)
    else if (!use(vanishes(remaining, budget))) return undefined
  }
  return use(constantSumIsZero(sum(constants), budget)) ? allOf(theorem, grounds) : undefined
}

const theorem = 'congruence-of-parts'

/** Summands, with numbers in front of sums multiplied into them. */
const summandsOf = (term: Term, factor: Rational = ONE): readonly Term[] => {
  if (term.type === 'sum') return term.terms.flatMap(part => summandsOf(part, factor))
  const { coefficient, rest } = splitCoefficient(term)
  if (rest.type === 'sum' && term.type !== 'constant') return summandsOf(rest, multiply(coefficient, factor))
  return isZero(term) ? [] : [factor.num === 1 && factor.den === 1 ? term : scale(factor, term)]
}

/** How a sum is known to be 0 as a whole. */
const sumVanishes = (summands: readonly Term[], budget: Budget): Ground | undefined => {
  const total = sum(summands)
  return isZero(total) ? proof('canonical-terms') : vanishes(total, budget)
}

/**
 * What is left of summands when groups that share a kernel and add up to 0 are taken away. A value at a point tells which
 * groups are worth the work.
 */
const withoutVanishing = (summands: readonly Term[], grounds: Ground[], budget: Budget): readonly Term[] => {
  if (summands.length === 0) return summands
  const point = plainPoint([...new Map(summands.flatMap(variablesOf).map(each => [each.key, each])).values()], 1)
  return clusters(summands).flatMap(members => {
    const total = sum(members)
    if (isZero(total)) return []
    const value = budget.attempt('intervals', valueSteps, () => evaluate(total, { values: point, precision: 64, budget }))
    const open = value instanceof Exhausted || value === undefined || value === 'nowhere' || !valuesDiffer(value, zeroComplex)
    const found = open ? vanishes(total, budget) : undefined
    if (found === undefined) return members
    grounds.push(found)
    return []
  })
}

/** How a term is known to be 0: by its normal form, with letters for its parts or without. */
const vanishes = (term: Term, budget: Budget): Ground | undefined => sameForm(term, zero, partSteps, budget)

const simplified = (term: Term, budget: Budget): Term => {
  const found = budget.attempt('normal-form', partSteps.form, () => normalise(term, budget))
  return found instanceof Exhausted ? term : found
}

/** A point tells most parts apart that are not equal. */
const mayAgree = (a: Term, b: Term, budget: Budget): boolean => {
  const values = plainPoint([...new Map([...variablesOf(a), ...variablesOf(b)].map(each => [each.key, each])).values()], 1)
  const found = budget.attempt('intervals', valueSteps, () => {
    const [left, right] = [a, b].map(side => evaluate(side, { values, precision: 64, budget }))
    return left === undefined || right === undefined || left === 'nowhere' || right === 'nowhere' || !valuesDiffer(left, right)
  })
  return found !== false
}

/** The same outermost operation on equal parts. */
const sameShape = (a: Term, b: Term, budget: Budget, depth: number): Ground | undefined => {
  const powers = samePowers(a, b, budget, depth)
  if (powers !== undefined) return powers
  if (a.type !== b.type || a.type === 'constant' || !mayAgree(a, b, budget)) return undefined
  const pairwise = (first: readonly Term[], second: readonly Term[]): Ground | undefined => {
    const grounds: Ground[] = []
    for (let k = 0; k < first.length; k++) {
      const found = equalByParts(first[k] as Term, second[k] as Term, budget, depth + 1)
      if (found === undefined) return undefined
      grounds.push(found)
    }
    return allOf(theorem, grounds)
  }
  switch (a.type) {
    case 'power': {
      if (b.type !== 'power' || a.base.type === 'variable') return undefined
      if (a.exponent.key !== b.exponent.key && a.base.key !== b.base.key) return undefined
      return pairwise([a.base, a.exponent], [b.base, b.exponent])
    }
    case 'apply':
      return b.type === 'apply' && a.name === b.name && a.arguments.length === b.arguments.length
        ? pairwise(a.arguments, b.arguments)
        : undefined
    case 'product': {
      if (b.type !== 'product' || a.factors.length !== b.factors.length || a.factors.length > 4) return undefined
      if (a.coefficient.num !== b.coefficient.num || a.coefficient.den !== b.coefficient.den) return undefined
      const open = [...b.factors]
      const grounds: Ground[] = []
      for (const factor of a.factors) {
        const at = open.findIndex(other => {
          const found = factor.key === other.key ? proof('canonical-terms') : sameShape(factor, other, budget, depth)
          if (found !== undefined) grounds.push(found)
          return found !== undefined
        })
        if (at < 0) return undefined
        open.splice(at, 1)
      }
      return allOf(theorem, grounds)
    }
    default:
      return undefined
  }
}

/** `c·A^n` and `d·B^n` with `A` as large as `B` when it is scaled by an n-th root of `c/d`, for sums A and B. */
const samePowers = (a: Term, b: Term, budget: Budget, depth: number): Ground | undefined => {
  const [first, second] = [powerOfSum(a), powerOfSum(b)]
  if (first === undefined || second === undefined || first.exponent !== second.exponent) return undefined
  const factor = rootOf(divide(first.coefficient, second.coefficient), first.exponent)
  if (factor === undefined || !mayAgree(a, b, budget)) return undefined
  const found = equalByParts(scale(factor, first.base), second.base, budget, depth + 1)
  return found ?? (first.exponent % 2 === 0 ? equalByParts(scale(negate(factor), first.base), second.base, budget, depth + 1) : undefined)
}
const powerOfSum = (term: Term): { readonly coefficient: Rational; readonly base: Term; readonly exponent: number } | undefined => {
  const { coefficient, rest } = splitCoefficient(term)
  if (rest.type !== 'power' || rest.base.type !== 'sum' || rest.exponent.type !== 'constant') return undefined
  const { num, den } = rest.exponent.value
  return den === 1 && typeof num === 'number' && num > 1 ? { coefficient, base: rest.base, exponent: num } : undefined
}
/** The rational root, if there is one. */
const rootOf = ({ num, den }: Rational, degree: number): Rational | undefined => {
  const [above, below] = [exactRoot(num, degree), exactRoot(den, degree)]
  return above === undefined || below === undefined ? undefined : { num: above, den: below }
}

/** Groups of summands that share a kernel; those without kernels are a group of their own. */
const clusters = (summands: readonly Term[]): readonly (readonly Term[])[] => {
  const groups: { readonly keys: Set<string>; readonly members: Term[] }[] = []
  for (const part of summands) {
    const keys = new Set<string>()
    kernelsOf(part, keys)
    if (keys.size === 0) keys.add('')
    const members = [part]
    for (let k = groups.length - 1; k >= 0; k--) {
      const group = groups[k] as (typeof groups)[number]
      if (![...keys].some(key => group.keys.has(key))) continue
      for (const key of group.keys) keys.add(key)
      members.push(...group.members)
      groups.splice(k, 1)
    }
    groups.push({ keys, members })
  }
  return groups.map(group => group.members)
}
const kernelsOf = (term: Term, into: Set<string>): void => {
  if (isConstantTerm(term)) return
  if (term.type === 'apply' || term.type === 'bound' || term.type === 'atom') into.add(term.key)
  // A divisor, a root, an exponential.
  if (term.type === 'power' && (term.exponent.type !== 'constant' || term.exponent.value.den !== 1 || term.exponent.value.num < 0)) {
    into.add(term.exponent.type === 'constant' ? term.base.key : term.key)
    return
  }
  for (const part of parts(term)) kernelsOf(part, into)
}
