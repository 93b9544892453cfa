import type { Decision } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { derivative, isConstant, variablesOf } from '../../canonical/ladder/order.ts'
import type { SumTerm, Term, VariableTerm } from '../../canonical/term/term.ts'
import type { Context } from '../comparer.ts'

/** What a constant of integration is called. */
const constantNames: ReadonlySet<string> = new Set(['C', 'c', 'K', 'k'])

/**
 * Antiderivatives, `\frac{x^2}{2}+C`: the constant may have another name, and what stands beside it may differ by a
 * constant, so the derivatives are compared.
 *
 * @returns `undefined` unless both sides add an arbitrary constant that occurs nowhere else
 */
export function compareAntiderivatives(gold: Term, prediction: Term, context: Context): Decision | undefined {
  const answer = integrationConstant(prediction)
  if (answer === undefined) return undefined
  // An integral without bounds is all antiderivatives, as if it had a constant.
  if (gold.type === 'bound' && gold.operator === 'antiderivative') {
    const slope = derivative(prediction, gold.variable.name)
    return slope && decideEqual(gold.body, slope, context.budget, context.note)
  }
  const reference = integrationConstant(gold)
  if (reference === undefined) return undefined
  const [only, ...more] = [...variablesOf(gold)].filter(variable => variable.key !== reference.key)
  if (only === undefined || more.length > 0) return undefined
  // Another letter beside it is no constant of integration.
  if ([...variablesOf(prediction)].some(variable => variable.key !== answer.key && variable.key !== only.key)) return undefined
  // `b+c+1` is a sum of letters: a small c is a constant of integration beside a function of an unknown, to which no number is added.
  if (reference.name !== 'C' && (!unknowns.has(only.name) || addsNumber(gold) || addsNumber(prediction))) return undefined
  const [a, b] = [derivative(gold, only.name), derivative(prediction, only.name)]
  if (a === undefined || b === undefined) return undefined
  return decideEqual(a, b, context.budget, context.note)
}

/** What functions are integrated over. */
const unknowns: ReadonlySet<string> = new Set(['x', 'y', 'z', 't', 'u', 'v', 's', 'r', 'w', 'theta'])
const addsNumber = (term: Term): boolean => term.type === 'sum' && term.terms.some(isConstant)

/** The variable that a sum adds and that occurs nowhere else in it. */
function integrationConstant(term: Term): VariableTerm | undefined {
  if (term.type !== 'sum') return undefined
  const found = term.terms.filter((part): part is VariableTerm => part.type === 'variable' && constantNames.has(part.name))
  const [constant] = found
  if (constant === undefined || found.length !== 1) return undefined
  const rest = (term as SumTerm).terms.filter(part => part !== constant)
  if (rest.some(part => [...variablesOf(part)].some(variable => variable.key === constant.key))) return undefined
  return rest.every(part => isConstant(part)) ? undefined : constant
}
