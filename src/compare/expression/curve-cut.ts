import { subtractTerms } from '../../canonical/term/build.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { constant, integer, isIntegerConstant } from '../../canonical/term/node.ts'
import { splitPrefix } from '../../canonical/meaning/prefix.ts'
import { signOfConstant } from '../../canonical/term/property.ts'
import { type Constraint, constraintsOf, evaluateAt, holdsAt, isDefinedAt, type Point } from '../../canonical/relation/relation.ts'
import { type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import type { Term } from '../../canonical/term/term.ts'
import { parts, variablesOf } from '../../canonical/term/walk.ts'
import { rational } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { conjuncts } from '../../tree/conditions.ts'
import type { GivenNode, RelationNode, Tree } from '../../tree/tree.ts'

/**
 * Conditions that cut off a part of a curve.
 *
 *     x^2 + y^2 = 1, y \ge 0        (0,-1) lies on the circle: the condition says more than the equation
 *     y = \sqrt x, x \ge 0          the equation has no other points
 *
 * A point of the curve that breaks the condition is looked for: on a graph at an argument where the function is defined,
 * otherwise at a zero, or between two points where a polynomial changes its sign.
 *
 * @returns the first condition that some point of the curve breaks
 */
export function curveCut({ body, condition }: GivenNode, budget: Budget): Tree | undefined {
  if (body.type !== 'relation' || body.operators.join() !== 'eq') return undefined
  const scope = scopeOf(body, condition)
  const curve = curveOf(body, scope, budget)
  if (curve === undefined) return undefined
  const conditions = condition.type === 'list' && condition.separator === 'comma' ? condition.items : conjuncts(condition)
  return conditions.find(part => {
    const chain = part.type === 'relation' ? asChain(part) : undefined
    const constraints = chain && constraintsOf(chain, scope, budget)
    return constraints !== undefined && isBroken(curve, constraints, budget)
  })
}

interface Curve {
  /** It is zero on the curve. */
  readonly difference: Term
  /** `y` and F where the curve is written `y=F`. */
  readonly graph?: { readonly name: string; readonly value: Term }
  readonly letters: readonly string[]
}

/** The names of coordinates, rectangular and polar. */
const coordinates: ReadonlySet<string> = new Set(['r', 'rho', 'theta', 'x', 'y', 'z'])

function curveOf(equation: RelationNode, scope: Scope, budget: Budget): Curve | undefined {
  const [left, right] = equation.operands.map(operand => interpret(operand, scope, budget))
  if (left === undefined || right === undefined || left.type === 'undefined' || right.type === 'undefined') return undefined
  const difference = subtractTerms(left, right)
  const letters = [...new Set(variablesOf(difference).map(({ name }) => name))]
  const { name } = splitPrefix(equation)
  const isGraph = name?.type === 'symbol' && coordinates.has(name.name)
  const value = isGraph ? (name === equation.operands[0] ? right : left) : undefined
  const free = value !== undefined && isGraph && !variablesOf(value).some(variable => variable.name === name.name)
  return { difference, letters, ...(free && isGraph ? { graph: { name: name.name, value } } : {}) }
}

/** `x\in[0,3)` as `0\le x<3`. */
function asChain(part: RelationNode): RelationNode | undefined {
  if (part.operators.join() !== 'in') return part
  const [name, set] = part.operands
  if (name === undefined || set?.type !== 'fenced' || set.items.length !== 2) return undefined
  const [low, high] = set.items as [Tree, Tree]
  const isEndless = (end: Tree): boolean => end.type === 'constant' || (end.type === 'negate' && end.operand.type === 'constant')
  const first = set.open === '[' ? 'leq' : 'lt'
  const second = set.close === ']' ? 'leq' : 'lt'
  if (isEndless(low)) return isEndless(high) ? undefined : { ...part, operands: [name, high], operators: [second] }
  return isEndless(high)
    ? { ...part, operands: [low, name], operators: [first] }
    : { ...part, operands: [low, name, high], operators: [first, second] }
}

const small = [0, 1, -1, 2, -2, 3, -3, 5, -5, 12, -12, 120, -120].map(value => integer(value))
const values: readonly Term[] = [...small, ...[1, -1, 3, -3].map(value => constant(rational(value, 2)))]
const parameters = [2, 3, 5, 7].map(value => integer(value))

/** Whether the conditions fail at some point of the curve. Letters that are no coordinates are given values. */
function isBroken(curve: Curve, constraints: readonly Constraint[], budget: Budget): boolean {
  const bounded = [...new Set(constraints.flatMap(({ difference }) => variablesOf(difference).map(({ name }) => name)))]
  const [letter] = bounded.filter(name => coordinates.has(name))
  if (letter === undefined || !curve.letters.includes(letter)) return false
  const others = [...new Set([...bounded, ...curve.letters])].filter(name => !coordinates.has(name))
  if (others.length > parameters.length || bounded.filter(name => coordinates.has(name)).length > 1) return false
  const given: Point = new Map(others.map((name, at) => [name, parameters[at] as Term]))
  return values.some(value => {
    const point: Point = new Map([...given, [letter, value]])
    return constraints.some(constraint => holdsAt(constraint, point, budget) === false) && isMet(curve, point, budget)
  })
}

/** Whether the curve has a point whose coordinates are these, as far as they are given. */
function isMet({ difference, graph, letters }: Curve, point: Point, budget: Budget): boolean {
  const open = letters.filter(name => !point.has(name))
  if (graph !== undefined && !point.has(graph.name) && open.every(name => name === graph.name))
    return isDefinedAt(graph.value, point, budget)
  const [name, ...rest] = open
  const fixed: Point = new Map([...point, ...rest.map(other => [other, integer(1)] as const)])
  if (name === undefined) return holdsAt({ difference, relation: 'eq' }, fixed, budget) === true && isDefinedAt(difference, fixed, budget)
  const along = evaluateAt(difference, fixed, budget)
  const smooth = isPolynomial(along)
  const signs = new Set<number>()
  for (const value of values) {
    const at: Point = new Map([[name, value]])
    if (!isDefinedAt(along, at, budget)) continue
    const sign = signOfConstant(evaluateAt(along, at, budget))
    if (sign === 0 || (smooth && sign !== undefined && signs.has(-sign))) return true
    if (sign !== undefined) signs.add(sign)
  }
  return false
}

/** Without poles: between values of opposite signs lies a zero. */
function isPolynomial(term: Term): boolean {
  if (term.type === 'power') return isIntegerConstant(term.exponent) && term.exponent.value.num > 0 && isPolynomial(term.base)
  const plain =
    term.type === 'sum' || term.type === 'product' || term.type === 'constant' || term.type === 'variable' || term.type === 'named'
  return plain && parts(term).every(isPolynomial)
}
