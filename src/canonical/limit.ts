import type { Budget } from '../limits/budget.ts'
import type { Term, VariableTerm } from './term.ts'
export const limitOf = (_v: VariableTerm, _a: Term, _body: Term, _side: '+' | '-' | undefined, _budget: Budget): Term | undefined =>
  undefined
