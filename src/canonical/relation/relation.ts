import { isRealBall } from '../../exact/complex-ball.ts'
import { rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import type { Relation, RelationNode } from '../../tree/tree.ts'
import { product, quotient, scale, subtractTerms } from '../term/build.ts'
import { allOf, type Ground } from '../ladder/ground.ts'
import { decideEqual } from '../ladder/equal.ts'
import { constantValue, evaluate, type Value } from '../value/evaluate.ts'
import { interpret } from '../meaning/interpret.ts'
import { constant, integer, isZero, minusOne } from '../term/node.ts'
import { isConstantTerm, isReal, signOfConstant } from '../term/property.ts'
import type { Scope } from '../meaning/scope.ts'
import type { Domain, Term } from '../term/term.ts'
import { substitute, variablesOf } from '../term/walk.ts'

/**
 * Relations moved to one side: `2x+3 \ge y` is `y - 2x - 3 \le 0`. Two of them say the same when one difference is a
 * constant times the other: a positive constant for `<` and `\le`, any but zero for `=` and `\ne`.
 */
export interface Constraint {
  readonly difference: Term
  readonly relation: 'eq' | 'leq' | 'lt' | 'neq'
}

/** The links of a chain; `undefined` when a side is no expression or a link is no comparison. */
export function constraintsOf(tree: RelationNode, scope: Scope, budget: Budget): readonly Constraint[] | undefined {
  const values: Term[] = []
  for (const operand of tree.operands) {
    const value = interpret(operand, scope, budget)
    if (value === undefined || value.type === 'undefined') return undefined
    values.push(value)
  }
  const constraints: Constraint[] = []
  for (const [index, operator] of tree.operators.entries()) {
    const found = constraintOf(values[index] as Term, operator, values[index + 1] as Term)
    if (found === undefined) return undefined
    constraints.push(found)
  }
  return constraints
}

function constraintOf(left: Term, operator: Relation, right: Term): Constraint | undefined {
  switch (operator) {
    case 'eq':
    case 'leq':
    case 'lt':
    case 'neq':
      return { difference: subtractTerms(left, right), relation: operator }
    case 'geq':
      return { difference: subtractTerms(right, left), relation: 'leq' }
    case 'gt':
      return { difference: subtractTerms(right, left), relation: 'lt' }
    default:
      return undefined
  }
}

/** A constant c with `right = c · left`, and how that is known. */
export interface Ratio {
  readonly value: Term
  readonly ground: Ground
}

/**
 * The constant between two proportional terms, found at one point and then decided for all; `undefined` when there is
 * none, or when the terms are constants themselves, which say nothing.
 */
export function constantRatio(left: Term, right: Term, budget: Budget): Ratio | undefined {
  if (isConstantTerm(left) || isConstantTerm(right)) return undefined
  for (const value of candidates(left, right, budget)) {
    const decision = decideEqual(scaled(value, left), right, budget)
    if (decision.outcome === 'equivalent') return { value, ground: allOf('positive-ratio', [decision]) }
  }
  return undefined
}

const scaled = (factor: Term, term: Term): Term => (factor.type === 'constant' ? scale(factor.value, term) : product([factor, term]))

/** The quotient at a point where both are defined and not zero; 1 and -1 where no value can be told. */
function candidates(left: Term, right: Term, budget: Budget): readonly Term[] {
  const names = [...new Set([...variablesOf(left), ...variablesOf(right)].map(variable => variable.name))]
  for (let round = 0; round < 3; round++) {
    const point = new Map(names.map((name, index) => [name, integer(primes[(index + 5 * round) % primes.length] as number)]))
    const a = evaluateAt(left, point, budget)
    const b = evaluateAt(right, point, budget)
    if (!isConstantTerm(a) || !isConstantTerm(b)) break
    if (a.type === 'undefined' || b.type === 'undefined' || isZero(a) || isZero(b)) continue
    return [quotient(b, a)]
  }
  return [integer(1), minusOne]
}

const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]

export type Point = ReadonlyMap<string, Term>

/** The value of a term at a point. */
export function evaluateAt(term: Term, point: Point, budget: Budget): Term {
  let value = term
  for (const [name, at] of point) value = substitute(value, name, at, budget)
  return value
}

/** Whether a constraint holds at a point; `undefined` where it is not defined or cannot be told. */
export function holdsAt({ difference, relation }: Constraint, point: Point, budget: Budget): boolean | undefined {
  const value = evaluateAt(difference, point, budget)
  if (value.type === 'undefined' || !isConstantTerm(value) || !isReal(value)) return undefined
  const sign = signOfConstant(value)
  if (sign === undefined) return undefined
  switch (relation) {
    case 'eq':
      return sign === 0
    case 'leq':
      return sign <= 0
    case 'lt':
      return sign < 0
    case 'neq':
      return sign !== 0
  }
}

/** Whether a term has a real value at a point: `(\\ln x)^2` has none at -1, though its principal value is real there. */
export function isDefinedAt(term: Term, point: Point, budget: Budget): boolean {
  const at = new Map<string, Value>()
  for (const { name, key } of variablesOf(term)) {
    const value = point.get(name)
    const found = value && constantValue(value, 64, budget)
    if (found === undefined || found === 'nowhere') return false
    at.set(key, found)
  }
  const value = evaluate(term, { values: new Map(), complexValues: at, precision: 64, budget })
  return value !== undefined && value !== 'nowhere' && isRealBall(value)
}

/** A small point at which one side holds and the other does not. */
export interface Separation {
  readonly point: Point
  readonly leftHolds: boolean
}

/** At most so many points are tried. */
const mostPoints = 100

const coordinates = [0, 1, -1, 2, -2, 3, -3].map(value => constant(rational(value, 1)))

/** The origin, the unit points in both directions, then a mixture. */
function coordinateOf(index: number, at: number, dimension: number, domain: Domain): Term {
  const unit = index - 1 === at ? 1 : index - 1 - dimension === at ? -1 : 0
  const mixed = (index * (2 * at + 1) + Math.floor(index / 7) * (at + 1)) % coordinates.length
  const value = index <= 2 * dimension ? integer(unit) : (coordinates[mixed] as Term)
  const least = domain === 'natural' ? 0 : domain === 'positive' ? 1 : Number.NEGATIVE_INFINITY
  return value.type === 'constant' && value.value.num < least ? integer(5) : value
}

/** Look for a point that tells two conjunctions apart among those with small integer coordinates. */
export function separate(left: readonly Constraint[], right: readonly Constraint[], budget: Budget): Separation | undefined {
  const variables = [...left, ...right].flatMap(constraint => variablesOf(constraint.difference))
  const names = [...new Map(variables.map(variable => [variable.name, variable.domain]))]
  if (names.length === 0 || names.length > 6) return undefined
  const all = (constraints: readonly Constraint[], point: Point): boolean | undefined => {
    let every: boolean | undefined = true
    for (const constraint of constraints) {
      const holds = holdsAt(constraint, point, budget)
      if (holds === false) return false
      if (holds === undefined) every = undefined
    }
    return every
  }
  for (let index = 0; index < mostPoints; index++) {
    const point: Point = new Map(names.map(([name, domain], at) => [name, coordinateOf(index, at, names.length, domain)]))
    const leftHolds = all(left, point)
    const rightHolds = all(right, point)
    if (leftHolds === undefined || rightHolds === undefined || leftHolds === rightHolds) continue
    if ([...left, ...right].every(({ difference }) => isDefinedAt(difference, point, budget))) return { point, leftHolds }
  }
  return undefined
}
