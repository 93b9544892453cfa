import type { Integer } from '../exact/integer.ts'
import type { Term } from './term.ts'
export const signByEvaluation = (_term: Term): -1 | 0 | 1 | undefined => undefined
export const floorByEvaluation = (_term: Term): Integer | undefined => undefined
