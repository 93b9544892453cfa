import { equalRationals, type Rational, rationalToText } from '../exact/rational.ts'
import { type Budget, Exhausted } from '../limits/budget.ts'
import { type Decision, different, proved, undecided } from './decision.ts'
import { exactValue } from './exact-value.ts'
import { isInfinite } from './node.ts'
import { sameNormalForm } from './normal.ts'
import type { Term, VariableTerm } from './term.ts'
import { termToText } from './text.ts'
import { variablesOf } from './walk.ts'

/** Told what each rung found, when a trace is wanted. */
export type Note = (rung: string, text: string) => void

/**
 * Whether two terms are equal: wherever the gold is defined.
 *
 * @param note receives one line for each rung that was climbed
 */
export const decideEqual = (gold: Term, prediction: Term, budget: Budget, note?: Note): Decision => {
  if (gold.type === 'constant' && prediction.type === 'constant') {
    return equalRationals(gold.value, prediction.value) ? proved('exact-number') : differentValues(gold, prediction)
  }
  if (gold.type === 'undefined') return undecided('undefined-value', prediction.type === 'undefined' ? 'both' : 'reference')
  if (prediction.type === 'undefined') return differentValues(gold, prediction)
  if (gold.key === prediction.key) return proved('canonical-form')
  if (isInfinite(gold) || isInfinite(prediction)) return differentValues(gold, prediction)
  const variables = variablesOf(gold)
  const names = new Map<string, VariableTerm>()
  for (const variable of [...variables, ...variablesOf(prediction)]) names.set(variable.key, variable)
  for (let round = 0; round < 3; round++) {
    const point = pointOf([...names.values()], round)
    const a = exactValue(gold, point, budget)
    if (a === undefined || a === 'nowhere') continue
    const b = exactValue(prediction, point, budget)
    if (b === undefined || b === 'nowhere' || equalRationals(a, b)) continue
    const at: Record<string, string> = {}
    for (const variable of names.values()) at[variable.name] = rationalToText(point.get(variable.key) as Rational)
    note?.('fingerprint', `values at a point differ: ${rationalToText(a)} and ${rationalToText(b)}`)
    const what = `value at ${Object.entries(at)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ')}`
    return different('fingerprint', { what, reference: rationalToText(a), prediction: rationalToText(b), at })
  }
  const same = budget.attempt('normal-form', 400_000, () => sameNormalForm(gold, prediction, budget))
  if (same === true) {
    note?.('canonical-form', 'the normal forms are equal')
    return proved('canonical-form')
  }
  return same instanceof Exhausted ? undecided('budget-exhausted', 'both', same.rung) : undecided('indistinguishable', 'both')
}

const differentValues = (gold: Term, prediction: Term): Decision =>
  different('exact-number', { what: 'value', reference: termToText(gold), prediction: termToText(prediction) })

const pointOf = (variables: readonly VariableTerm[], round: number): Map<string, Rational> => {
  const point = new Map<string, Rational>()
  variables.forEach((variable, index) => {
    const base = [4, 9, 25, 49, 121, 169][index % 6] as number
    const value: Rational =
      variable.domain === 'natural' || variable.domain === 'integer'
        ? { num: 7 - index + 2 * round, den: 1 }
        : round === 0
          ? { num: base, den: 1 }
          : round === 1
            ? { num: base, den: 4 }
            : { num: -3 - 2 * index, den: 1 }
    point.set(variable.key, value)
  })
  return point
}

/** Whether two antiderivatives differ by a constant only. */
export const decideAntiderivative = (gold: Term, prediction: Term, budget: Budget, note?: Note): Decision =>
  decideEqual(gold, prediction, budget, note)
