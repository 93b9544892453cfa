import { subtractTerms } from '../canonical/build.ts'
import { type Decision, equivalent, undecided } from '../canonical/decision.ts'
import { decideEqual } from '../canonical/equal.ts'
import { allOf, type Ground } from '../canonical/ground.ts'
import { interpret } from '../canonical/interpret.ts'
import { isIntegerConstant, zero } from '../canonical/node.ts'
import { sameName, splitPrefix } from '../canonical/prefix.ts'
import { isConstantTerm } from '../canonical/property.ts'
import { type Scope, scopeOf } from '../canonical/scope.ts'
import type { Term } from '../canonical/term.ts'
import { substitute } from '../canonical/walk.ts'
import type { Budget } from '../limits/budget.ts'
import { some } from '../tree/children.ts'
import { conjuncts, numberSetOf } from '../tree/conditions.ts'
import type { RelationNode, Tree } from '../tree/tree.ts'
import type { Context } from './comparer.ts'
import { itemsOf } from './items.ts'

/**
 * Relations of one unknown that is complex: because it is said (`z\in\mathbb C`), or by custom where z or w stands alone in an
 * unsolved equation or between the bars of a modulus.
 *
 *     z^4 = 1            has four solutions; ±1 are those of a real unknown
 *     |z| \le 1          is a disc; -1 \le z \le 1 is its diameter
 */
interface Complex {
  readonly name: string
  readonly relation: RelationNode
  readonly hasModulus: boolean
}

function complexIn(gold: Tree): Complex | undefined {
  const relation = gold.type === 'given' ? gold.body : gold
  if (relation.type !== 'relation') return undefined
  const declared =
    gold.type === 'given'
      ? conjuncts(gold.condition)
          .map(declaredComplex)
          .find(found => found !== undefined)
      : undefined
  const letters = new Set<string>()
  some(relation, node => {
    if (node.type === 'symbol' && node.name !== 'abs') letters.add(node.name)
    return false
  })
  const hasModulus = holdsModulus(relation)
  const [name] = letters
  if (name === undefined || letters.size > 1 || (declared === undefined ? name !== 'z' && name !== 'w' : name !== declared))
    return undefined
  const isEquation = relation.operators.join() === 'eq' && splitPrefix(relation).name === undefined
  return isEquation || hasModulus ? { name, relation, hasModulus } : undefined
}

const holdsModulus = (tree: Tree): boolean =>
  some(tree, node => node.type === 'apply' && node.head.type === 'symbol' && node.head.name === 'abs')

function declaredComplex(condition: Tree): string | undefined {
  if (condition.type !== 'relation' || condition.operators.join() !== 'in') return undefined
  const [letter, set] = condition.operands as [Tree, Tree]
  return letter.type === 'symbol' && numberSetOf(set) === 'complexes' ? letter.name : undefined
}

/**
 * As many different values as the degree of a polynomial, each a root of it, are all its roots.
 *
 * @returns `undefined` when the gold is no polynomial equation of a complex unknown, or the prediction no list of values
 */
export function compareRoots(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const complex = complexIn(gold)
  if (complex === undefined || complex.hasModulus) return undefined
  const { items, name, names } = itemsOf(prediction)
  if (names !== undefined || (name !== undefined && !sameName(name, { type: 'symbol', name: complex.name }))) return undefined
  const values = items.map(item => rootIn(item, complex.name))
  if (values.some(value => value === undefined) || (name === undefined && values.every((value, at) => value === items[at])))
    return undefined
  const scope = scopeOf(gold, prediction)
  const difference = differenceOf(complex.relation, scope, context.budget)
  const degree = difference && degreeOf(difference)
  if (difference === undefined || degree !== values.length || degree > mostRoots) return undefined
  return allRoots(difference, complex.name, values as readonly Tree[], scope, context.budget)
}

const mostRoots = 12

/** `z=i` for the name `z`, and a bare value. */
function rootIn(item: Tree, name: string): Tree | undefined {
  if (item.type !== 'relation') return item
  const split = splitPrefix(item)
  return split.name?.type === 'symbol' && split.name.name === name && split.chain.length === 1 ? split.value : undefined
}

function allRoots(polynomial: Term, name: string, values: readonly Tree[], scope: Scope, budget: Budget): Decision | undefined {
  const known: Term[] = []
  const grounds: Ground[] = []
  for (const value of values) {
    const term = interpret(value, scope, budget)
    if (term === undefined || !isConstantTerm(term)) return undefined
    const met = decideEqual(zero, substitute(polynomial, name, term, budget), budget)
    if (met.outcome !== 'equivalent') return undefined
    if (known.some(other => decideEqual(other, term, budget).outcome !== 'different')) return undefined
    known.push(term)
    grounds.push(met)
  }
  return equivalent('members', allOf('matched-members', grounds))
}

function differenceOf(relation: RelationNode, scope: Scope, budget: Budget): Term | undefined {
  const [left, right] = relation.operands.map(operand => interpret(operand, scope, budget))
  return left && right && subtractTerms(left, right)
}

/** The degree of a polynomial in its only variable. */
function degreeOf(term: Term): number | undefined {
  if (isConstantTerm(term)) return 0
  switch (term.type) {
    case 'variable':
      return 1
    case 'power': {
      const base = degreeOf(term.base)
      return base !== undefined &&
        isIntegerConstant(term.exponent) &&
        typeof term.exponent.value.num === 'number' &&
        term.exponent.value.num > 0
        ? base * term.exponent.value.num
        : undefined
    }
    case 'sum':
    case 'product': {
      const degrees = (term.type === 'sum' ? term.terms : term.factors).map(degreeOf)
      if (degrees.some(degree => degree === undefined)) return undefined
      const known = degrees as readonly number[]
      return term.type === 'sum'
        ? known.reduce((most, degree) => Math.max(most, degree), 0)
        : known.reduce((all, degree) => all + degree, 0)
    }
    default:
      return undefined
  }
}

/**
 * Whether a prediction that was found equal over the reals may be another answer over the complex numbers: it has no modulus
 * where the gold has one, or fewer solutions than the equation has roots.
 */
export function losesComplex(gold: Tree, prediction: Tree, budget: Budget): Decision | undefined {
  const complex = complexIn(gold)
  if (complex === undefined) return undefined
  const open = undecided('unsupported', 'reference', 'the unknown may be complex')
  if (complex.hasModulus) return holdsModulus(prediction) ? undefined : open
  const difference = differenceOf(complex.relation, scopeOf(gold, prediction), budget)
  const degree = difference && degreeOf(difference)
  const { items } = itemsOf(prediction)
  return items.every(item => rootIn(item, complex.name) !== undefined) && items.length !== degree ? open : undefined
}
