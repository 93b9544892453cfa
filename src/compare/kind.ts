/** Mathematical class of an answer, decided by the gold. Sorted; each has a comparer, a fixture file and a line in docs/answers.md. */
export const kinds = [
  'asymptotic', // O(n²), Θ(n)
  'base-numeral',
  'choice',
  'congruence',
  'date',
  'equation',
  'expression',
  'family', // 2k\pi, k∈Z
  'geometry', // segments, angles, triangles, what is said of them
  'interval', // a set of reals: interval, inequality, union, set-builder
  'list',
  'logic', // p ∧ q
  'matrix',
  'notation', // chess, chemical formulas
  'number',
  'parts', // (1) 3; (2) 5
  'permutation', // (1 2 3)(4 5)
  'piecewise',
  'quantity',
  'ratio',
  'sequence', // words, moves, orderings: ordered
  'set',
  'statement', // A ⊆ B, y ∝ x²
  'structure', // Z/3Z, R^n
  'time',
  'tuple',
  'words',
] as const
export type Kind = (typeof kinds)[number]
