import type { Budget } from '../limits/budget.ts'
import { isZero, zero } from './node.ts'
import { sameNormalForm } from './normal.ts'
import type { Term } from './term.ts'

/** Whether a constant is zero: by its normal form. */
export const zeroTest = (term: Term, budget: Budget): 'zero' | 'nonzero' | undefined => {
  if (term.type === 'constant') return isZero(term) ? 'zero' : 'nonzero'
  const same = budget.attempt('normal-form', 50_000, () => sameNormalForm(term, zero, budget))
  return same === true ? 'zero' : undefined
}
