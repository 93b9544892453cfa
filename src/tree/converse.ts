import type { Relation } from './tree.ts'

/** What a comparison is called when it is read from its other end: `a < b` is `b > a`. */
export const converses: ReadonlyMap<Relation, Relation> = new Map<Relation, Relation>([
  ['eq', 'eq'],
  ['geq', 'leq'],
  ['gt', 'lt'],
  ['leq', 'geq'],
  ['lt', 'gt'],
  ['neq', 'neq'],
])
