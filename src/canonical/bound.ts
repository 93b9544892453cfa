import type { Budget } from '../limits/budget.ts'
import { boundNode } from './node.ts'
import type { BoundTerm, Term, VariableTerm } from './term.ts'
export const bound = (
  operator: BoundTerm['operator'],
  variable: VariableTerm,
  lower: Term | undefined,
  upper: Term | undefined,
  body: Term,
  budget: Budget,
  side?: '+' | '-',
): Term => {
  budget.spend(1)
  return boundNode(operator, variable, lower, upper, body, side)
}
