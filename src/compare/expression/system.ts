import { subtractTerms } from '../../canonical/term/build.ts'
import { type Decision, different, proved } from '../../canonical/ladder/decision.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { sameLinearSystem } from '../../canonical/normal/linear-system.ts'
import { variablesOf } from '../../canonical/ladder/order.ts'
import { sameComplexSolutions } from '../../canonical/normal/polynomial-system.ts'
import { asAssignment } from '../../canonical/meaning/prefix.ts'
import { type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import type { Term } from '../../canonical/term/term.ts'
import { toText } from '../../latex/print/text.ts'
import type { RelationNode, Tree } from '../../tree/tree.ts'
import type { Context } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Systems of equations: the same solutions, whatever equations say so. The reference has to be a system that was
 * left unsolved; its solution `x=2, y=1` is the same answer then, a single equation of it is not.
 *
 * @returns `undefined` when the reference is no such system
 */
export function compareSystems(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const equations = equationsOf(gold)
  if (equations === undefined || equations.every(equation => asAssignment(equation) !== undefined)) return undefined
  // `2x-y=0, 3x-y=0` may be two lines: another pair of lines through the same point is another answer, the point is not.
  const separate = gold.type === 'list' && gold.separator === 'comma'
  if (separate && equationsOf(prediction)?.some(equation => asAssignment(equation) === undefined) !== false) return undefined
  const scope = scopeOf(gold, prediction)
  const reference = differencesOf(equations, scope, context)
  if (reference === undefined) return undefined
  const answers = equationsOf(prediction) ?? coordinatesOf(prediction, reference)
  if (sameLinearSystem(reference, reference, context.budget) === undefined) {
    // Not linear: a proof of equality only. What differs may differ in complex solutions alone.
    const answer = answers && differencesOf(answers, scope, context)
    const same = answer && context.budget.attempt('systems', systemSteps, () => sameComplexSolutions(reference, answer, context.budget))
    return same === true ? proved('curve', 'groebner-basis') : undefined
  }
  if (answers === undefined) return otherKind(gold, prediction)
  const answer = differencesOf(answers, scope, context)
  const same = answer && sameLinearSystem(reference, answer, context.budget)
  if (same === undefined) return undefined
  return same
    ? proved('curve', 'linear-system')
    : different('curve', () => ({ what: 'system', reference: toText(gold), prediction: toText(prediction) }))
}

/** `(2,1)` gives the unknowns of a system in the order of the alphabet. */
function coordinatesOf(tree: Tree, system: readonly Term[]): readonly RelationNode[] | undefined {
  if (tree.type !== 'fenced' || tree.open !== '(' || tree.close !== ')') return undefined
  const names = [...new Set(system.flatMap(term => [...variablesOf(term)].map(({ name }) => name)))].sort()
  if (names.length !== tree.items.length || !names.every(name => /^[a-z]$/.test(name))) return undefined
  return names.map((name, index) => ({
    type: 'relation',
    operands: [{ type: 'symbol', name }, tree.items[index] as Tree],
    operators: ['eq'],
  }))
}

/** Steps of Gröbner bases. */
const systemSteps = 200_000

/** Two equations or more that hold together. */
function equationsOf(tree: Tree): readonly RelationNode[] | undefined {
  const items = itemsOf(tree)
  if (items === undefined || items.length < 2) return undefined
  return items.every(isEquation) ? items : undefined
}

const isEquation = (tree: Tree): tree is RelationNode =>
  tree.type === 'relation' && tree.operators.length === 1 && tree.operators[0] === 'eq'

function itemsOf(tree: Tree): readonly Tree[] | undefined {
  switch (tree.type) {
    case 'cases':
      return tree.rows.every(row => row.condition === undefined) ? tree.rows.map(row => row.value) : undefined
    case 'list':
      return tree.separator === 'or' ? undefined : tree.items
    case 'logic':
      return tree.operator === 'and' ? tree.operands : undefined
    default:
      return undefined
  }
}

function differencesOf(equations: readonly RelationNode[], scope: Scope, context: Context): readonly Term[] | undefined {
  const differences: Term[] = []
  for (const { operands } of equations) {
    const [left, right] = operands.map(side => interpret(side, scope, context.budget))
    if (left === undefined || right === undefined || left.type === 'undefined' || right.type === 'undefined') return undefined
    differences.push(subtractTerms(left, right))
  }
  return differences
}
