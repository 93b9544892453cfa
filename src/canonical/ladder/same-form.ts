/**
 * Whether two terms have the same normal form: told by residues before one is written out.
 *
 * One evaluation in a prime field says mostly at once that two forms differ, so that nothing is spent on them. What agrees there
 * is proved by the forms, with letters for parts or as it stands; where they are too long to write out, more evaluations make
 * it `likely`. As with normal forms, equal means: wherever both sides are defined.
 */
import type { Budget } from '../../limits/budget.ts'
import { generalised, generalisedTerm, type Reach } from './generalise.ts'
import { type Ground, proof } from './ground.ts'
import { isZero } from '../term/node.ts'
import { sameNormalForm } from '../normal/normal.ts'
import { ResidueComparison } from '../normal/residue-identity.ts'
import type { Term } from '../term/term.ts'

/** Steps that the parts of the question may take. */
export interface FormSteps {
  readonly letters: number
  readonly form: number
  readonly residues: number
}

/** Terms that are written shorter than this have forms that cost less than residues. */
const shortest = 160
/** Steps of a proof of what is likely already. */
const proofSteps = 60_000

/**
 * How two terms are known to have the same form; `undefined` where they have not, or nobody knows.
 *
 * @param ranDry told the rung that ran dry
 */
export const sameForm = (a: Term, b: Term, steps: FormSteps, budget: Budget, ranDry?: (rung: string) => void): Ground | undefined => {
  const residues = new ResidueComparison(a, b, budget)
  const first =
    a.key.length + b.key.length < shortest ? undefined : budget.attempt('fingerprint', steps.residues, () => residues.agreeOnce())
  if (first === false) return undefined
  const mostForm = first === true ? proofSteps : steps.form
  for (const reach of ['arguments', 'bases'] as const) {
    const sides = inLetters(a, b, reach, budget)
    if (sides === undefined) continue
    const found = budget.attempt('normal-form', Math.min(steps.letters, mostForm), () => sameNormalForm(...sides, budget))
    if (found === true) return proof('letters-for-parts')
  }
  const whole = budget.attempt('normal-form', Math.min(steps.form, mostForm), () => sameNormalForm(a, b, budget))
  if (whole === true) return proof('quotient-of-polynomials')
  if (whole === false) return undefined
  const bits = budget.attempt('fingerprint', steps.residues, () => residues.agreeForCertain())
  if (typeof bits === 'number') return { certainty: 'likely', bits, residues: residues.agreed }
  ranDry?.(whole.rung)
  return undefined
}

/** Letters for what both sides hold, or for what one term holds twice when it is to be 0. */
const inLetters = (a: Term, b: Term, reach: Reach, budget: Budget): readonly [Term, Term] | undefined => {
  if (isZero(b)) {
    const general = generalisedTerm(a, reach, budget)
    return general && [general, b]
  }
  const sides = generalised(a, b, reach, budget)
  return sides && [sides.gold, sides.prediction]
}
