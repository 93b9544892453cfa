/** The door to computer algebra systems that are asked what the core leaves undecided. */
export { type Cas, type CasName, type CasOptions, createCas, judgeWithCas } from './cas/cas.ts'
export type { Operation, Plain, PlainFunction } from './cas/plain.ts'
export type { CasQuestion } from './cas/question.ts'
