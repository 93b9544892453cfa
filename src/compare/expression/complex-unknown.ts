import { negateTerm, subtractTerms } from '../../canonical/term/build.ts'
import { type Decision, equivalent, undecided } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { isIntegerConstant, zero } from '../../canonical/term/node.ts'
import { sameName, splitPrefix } from '../../canonical/meaning/prefix.ts'
import { isConstantTerm } from '../../canonical/term/property.ts'
import { type Constraint, constantRatio, constraintsOf } from '../../canonical/relation/relation.ts'
import { type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import type { Term } from '../../canonical/term/term.ts'
import { parts, substitute } from '../../canonical/term/walk.ts'
import type { Budget } from '../../limits/budget.ts'
import { some } from '../../tree/children.ts'
import { conjuncts, numberSetOf } from '../../tree/conditions.ts'
import { sameTree } from '../../tree/equal.ts'
import { kept } from '../../tree/kept.ts'
import type { RelationNode, Tree } from '../../tree/tree.ts'
import type { Context } from '../comparer.ts'
import { itemsOf } from '../members/items.ts'

/**
 * Relations of one unknown that is complex: because it is said (`z\in\mathbb C`, or the imaginary unit beside it), or perhaps, where z
 * stands alone in an unsolved equation, or z or w between the bars of a modulus. What is only perhaps complex is real, but all
 * complex solutions are taken for it, too.
 *
 *     z^4 = 1, z\in\mathbb C     has four solutions; ±1 are those of a real unknown
 *     |z| \le 1, z\in\mathbb C   is a disc; -1 \le z \le 1 is its diameter
 */
interface Complex {
  readonly name: string
  readonly relation: RelationNode
  readonly hasModulus: boolean
  readonly isSaid: boolean
}

/** Letters that are no unknown here. */
const constants: ReadonlySet<string> = new Set(['abs', 'e', 'i'])

const complexIn = kept((gold: Tree): Complex | undefined => {
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
    if (node.type === 'symbol' && !constants.has(node.name)) letters.add(node.name)
    return false
  })
  const hasModulus = holdsModulus(relation)
  const [name] = letters
  if (
    name === undefined ||
    letters.size > 1 ||
    (declared === undefined ? name !== 'z' && !(name === 'w' && hasModulus) : name !== declared)
  )
    return undefined
  const isEquation = relation.operators.join() === 'eq' && splitPrefix(relation).name === undefined
  const isSaid = declared !== undefined || some(relation, node => node.type === 'symbol' && node.name === 'i')
  return isEquation || hasModulus ? { name, relation, hasModulus, isSaid } : undefined
})

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
 * Whether a prediction that was found equal over the reals may be another answer over the complex numbers: the solutions of a
 * real unknown, an equation that has the same real solutions only, or another modulus.
 */
export function losesComplex(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const complex = complexIn(gold)
  if (complex === undefined || !complex.isSaid || sameTree(gold, prediction)) return undefined
  const { budget } = context
  const equation = prediction.type === 'given' ? prediction.body : prediction
  const isSame =
    equation.type === 'relation' && splitPrefix(equation).name === undefined
      ? sameRelation(complex, equation, budget)
      : !complex.hasModulus && compareRoots(gold, prediction, context)?.outcome === 'equivalent'
  return isSame ? undefined : undecided('unsupported', 'reference', 'the unknown may be complex')
}

/** Whether two relations say the same of a complex unknown: multiples of one polynomial, or the same canonical terms. */
function sameRelation({ name, relation, hasModulus }: Complex, other: RelationNode, budget: Budget): boolean {
  const member: Tree = {
    type: 'relation',
    operators: ['in'],
    operands: [
      { type: 'symbol', name },
      { type: 'constant', name: 'complexes' },
    ],
  }
  const scope = scopeOf(relation, other, { memberships: [member], positive: [] })
  const [own, given] = [constraintsOf(relation, scope, budget), constraintsOf(other, scope, budget)]
  if (own === undefined || given === undefined || own.length !== given.length) return false
  const [first, second] = [own[0], given[0]]
  if (!hasModulus)
    return (
      own.length === 1 &&
      first !== undefined &&
      second !== undefined &&
      constantRatio(first.difference, second.difference, budget) !== undefined
    )
  const keysOf = ({ difference, relation: operator }: Constraint): readonly string[] =>
    operator === 'eq' || operator === 'neq' ? [keyOf(difference), keyOf(negateTerm(difference))] : [keyOf(difference)]
  return own.every(one => given.some(two => one.relation === two.relation && keysOf(two).includes(keyOf(one.difference))))
}

/** The key of a term in which `|1-z|` is `|z-1|`. */
function keyOf(term: Term): string {
  const [argument] = parts(term)
  if (term.type === 'apply' && term.name === 'abs' && argument !== undefined)
    return `|${[keyOf(argument), keyOf(negateTerm(argument))].sort()[0]}|`
  if (argument === undefined) return term.key
  const inner = parts(term).map(keyOf)
  if (term.type === 'sum') return `(${inner.sort().join('+')})`
  if (term.type === 'product') return `${term.coefficient.num}/${term.coefficient.den}(${inner.sort().join('*')})`
  if (term.type === 'power') return `(${inner.join('^')})`
  return term.type === 'apply' ? `${term.name}(${inner.join()})` : term.key
}
