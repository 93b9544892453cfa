import type { Decision } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { derivative, substitute, variablesOf } from '../../canonical/ladder/order.ts'
import type { Term, VariableTerm } from '../../canonical/term/term.ts'
import type { Context } from '../comparer.ts'

/**
 * General solutions of linear differential equations and recurrences, `C_1e^x+C_2e^{-x}`: the constants are arbitrary, so
 * that their names and their order do not matter.
 *
 *     C_1 \cos x + C_2 \sin x   =   A \sin x + B \cos x
 *
 * Letters with numbers are as often capacities or costs. So the gold has to be linear in them, and what they multiply has
 * to be functions of the same variables (one of them may be 1): in `C_1V_1+C_2V_2` and `\frac{C_1V}{C_1+C_2}` names matter.
 *
 * @returns `undefined` unless some renaming makes the sides equal
 */
export function compareGeneralSolutions(gold: Term, prediction: Term, context: Context): Decision | undefined {
  const all = [...variablesOf(gold)]
  const constants = constantsOf(gold, all)
  if (constants === undefined) return undefined
  const fixed = new Set(all.filter(variable => !constants.includes(variable)).map(({ key }) => key))
  const others = [...variablesOf(prediction)].filter(({ key }) => !fixed.has(key))
  if (others.length !== constants.length || !others.every(({ name }) => isConstantName(name))) return undefined
  // A small c is a constant of integration where the other side writes it as one.
  if (constants.some(({ name }) => name === 'c') && !others.every(({ name }) => name === 'C' || isIndexedConstant(name))) return undefined
  for (const order of permutations(others.length)) {
    let renamed = prediction
    // First to names that nobody has, so that two constants may change places.
    for (const [i, { name }] of others.entries())
      renamed = substitute(renamed, name, { ...(constants[i] as VariableTerm), name: `§C${i}`, key: `§C${i}` }, context.budget)
    for (const [i, to] of order.entries()) renamed = substitute(renamed, `§C${i}`, constants[to] as VariableTerm, context.budget)
    const decision = decideEqual(gold, renamed, context.budget)
    if (decision.outcome === 'equivalent') return decision
  }
  return undefined
}

/** Several constants with an index; or `C` alone among variables, and `c` before a function, as in `Ce^{2x}` and `\frac1{C-x}`: a capacity stands beside charges. */
function constantsOf(gold: Term, all: readonly VariableTerm[]): readonly VariableTerm[] | undefined {
  const indexed = all.filter(({ name }) => isIndexedConstant(name))
  if (indexed.length > 1) return indexed.length < 5 && areFree(gold, indexed) ? indexed : undefined
  const capital = indexed.length === 1 ? indexed : all.filter(({ name }) => name === 'C')
  const small = capital.length > 0 ? [] : all.filter(({ name }) => name === 'c')
  const alone = small.length > 0 && areFree(gold, small) ? small : capital
  const others = all.filter(variable => !alone.includes(variable))
  return alone.length === 1 && others.length > 0 && others.every(({ name }) => isUnknown(name)) ? alone : undefined
}

const isUnknown = (name: string): boolean => name.length === 1 && 'xytsu'.includes(name)
const isIndexedConstant = (name: string): boolean => /^[CcKk]_[1-9]$/.test(name)
/** `A`, `c_2`, `k`: what a prediction may call its constants. */
const isConstantName = (name: string): boolean => /^(?:[A-DKck]|[CcKk]_[1-9])$/.test(name)

/** Linear in the constants, each before a function of the same variables; one may stand alone. */
function areFree(gold: Term, constants: readonly VariableTerm[]): boolean {
  const names = new Set(constants.map(({ name }) => name))
  const supports: string[] = []
  for (const { name } of constants) {
    const factor = derivative(gold, name)
    if (factor === undefined) return false
    const variables = [...variablesOf(factor)].map(variable => variable.name).sort()
    if (variables.some(variable => names.has(variable))) return false
    supports.push(variables.join())
  }
  const alone = supports.filter(support => support === '')
  return alone.length < 2 && new Set(supports.filter(support => support !== '')).size === 1
}

function permutations(size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  return permutations(size - 1).flatMap(rest =>
    Array.from({ length: size }, (_, at) => [...rest.slice(0, at), size - 1, ...rest.slice(at)]),
  )
}
