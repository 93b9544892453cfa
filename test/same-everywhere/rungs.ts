import { equalByParts } from '../../src/canonical/ladder/by-parts.ts'
import { equalByResidues } from '../../src/canonical/ladder/by-residues.ts'
import { subtractTerms } from '../../src/canonical/term/build.ts'
import { constantSumIsZero } from '../../src/canonical/ladder/constant-sum.ts'
import { decideSameCurve } from '../../src/canonical/relation/curve.ts'
import { decideEqual } from '../../src/canonical/ladder/equal.ts'
import { generalised, generalisedTerm, type Reach } from '../../src/canonical/ladder/generalise.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { linearFormZero } from '../../src/canonical/ladder/logarithmic.ts'
import { logarithmsAgree } from '../../src/canonical/ladder/logarithm-sum.ts'
import { sameLinearSystem } from '../../src/canonical/normal/linear-system.ts'
import { sameNormalForm } from '../../src/canonical/normal/normal.ts'
import { sameComplexSolutions } from '../../src/canonical/normal/polynomial-system.ts'
import { compareSizes } from '../../src/canonical/value/size.ts'
import { isConstantTerm } from '../../src/canonical/term/property.ts'
import { constantRatio } from '../../src/canonical/relation/relation.ts'
import { ResidueComparison } from '../../src/canonical/normal/residue-identity.ts'
import { sameForm } from '../../src/canonical/ladder/same-form.ts'
import { fallApart } from '../../src/canonical/value/float-value.ts'
import { plainPoint, samplePoints } from '../../src/canonical/value/sample.ts'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import type { Term, VariableTerm } from '../../src/canonical/term/term.ts'
import { variablesOf } from '../../src/canonical/term/walk.ts'
import { algebraicZero } from '../../src/canonical/value/zero.ts'
import { parse } from '../../src/latex/parse.ts'
import { Budget } from '../../src/limits/budget.ts'

/**
 * What every rung of the ladder says of a pair when it is asked alone. In a verdict the first one that knows speaks, and those
 * behind it are not heard.
 */

const steps = 40_000

export function rungsOf(reference: string, prediction: string): { readonly words: string; readonly details: readonly string[] } {
  const [gold, answer] = [parse(reference).tree, parse(prediction).tree]
  const scope = scopeOf(gold, answer)
  const [a, b] = [within(budget => interpret(gold, scope, budget)), within(budget => interpret(answer, scope, budget))]
  if (typeof a !== 'object' || typeof b !== 'object') return { words: 'no terms', details: [] }
  const said = rungs.map(([name, ask]) => [name, within(budget => ask(a, b, budget))] as const)
  return {
    words: said
      .filter(([, found]) => agrees(found))
      .map(([name]) => name)
      .join(' '),
    details: said.map(([name, found]) => `${name} ${json(found)}`),
  }
}

const agrees = (found: unknown): boolean =>
  found === true ||
  (typeof found === 'object' && found !== null && ('certainty' in found || ('outcome' in found && found.outcome === 'equivalent')))

const formSteps = { letters: 10_000, form: 20_000, residues: 20_000 }
const lettersOf = (a: Term, b: Term, reach: Reach, budget: Budget): readonly (string | undefined)[] => {
  const both = generalised(a, b, reach, budget)
  return [both?.gold.key, both?.prediction.key, generalisedTerm(a, reach, budget)?.key]
}
const variables = (a: Term, b: Term): readonly VariableTerm[] => [
  ...new Map([...variablesOf(a), ...variablesOf(b)].map(each => [each.key, each])).values(),
]

const rungs: readonly (readonly [string, (a: Term, b: Term, budget: Budget) => unknown])[] = [
  ['ladder', (a, b, budget) => decideEqual(a, b, budget)],
  ['parts', (a, b, budget) => equalByParts(a, b, budget)],
  ['form', (a, b, budget) => sameForm(a, b, formSteps, budget)],
  ['normal-form', (a, b, budget) => sameNormalForm(a, b, budget)],
  ['logarithms', (a, b, budget) => logarithmsAgree(a, b, budget)],
  ['ratio', (a, b, budget) => constantRatio(a, b, budget)?.value.key],
  ['curve', (a, b, budget) => decideSameCurve(a, b, budget)],
  ['linear', (a, b, budget) => sameLinearSystem([a], [b], budget)],
  ['system', (a, b, budget) => sameComplexSolutions([a], [b], budget)],
  ['classes', (a, b, budget) => equalByResidues(a, b, variables(a, b), budget, (c, d) => decideEqual(c, d, budget))],
  ['residues', (a, b, budget) => new ResidueComparison(a, b, budget).agreeOnce()],
  ['letters', (a, b, budget) => (['arguments', 'bases'] as const).map(reach => lettersOf(a, b, reach, budget))],
  ['constant-sum', (a, b, budget) => constantSumIsZero(subtractTerms(a, b), budget)],
  ['algebraic', (a, b, budget) => algebraicZero(subtractTerms(a, b), budget)],
  ['linear-form', (a, b, budget) => linearFormZero(subtractTerms(a, b), budget)],
  ['sizes', (a, b, budget) => (isConstantTerm(a) && isConstantTerm(b) ? compareSizes(a, b, budget) : undefined)],
  ['doubles', (a, b, budget) => [0, 4].map(round => fallApart(a, b, plainPoint(variables(a, b), round), budget))],
  ['points', (a, b, budget) => [...samplePoints(a, b, variables(a, b), 6, budget)].map(point => [...point])],
]

function within<T>(run: (budget: Budget) => T): T | 'exhausted' {
  try {
    return run(new Budget(steps))
  } catch {
    return 'exhausted'
  }
}

const json = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? 'none'
