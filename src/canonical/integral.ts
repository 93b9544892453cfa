import type { Budget } from '../limits/budget.ts'
import type { Term, VariableTerm } from './term.ts'
export const definiteIntegral = (_v: VariableTerm, _a: Term, _b: Term, _body: Term, _budget: Budget): Term | undefined => undefined
