import type { AccentNode, BigNode, ConstantName, FencedNode, ListNode, MatrixNode, PostfixOperator, Relation } from '../../tree/tree.ts'
import { letters, unicodeSigns } from '../lexer/commands.ts'

/** How things are spelled in LaTeX and in plain text: the printers' tables, which the parser's read back. */

// ------------------------------------------------------------------------------------------------------------ LaTeX

export const constantCommands: Readonly<Record<ConstantName, string>> = {
  pi: '\\pi',
  infinity: '\\infty',
  emptyset: '\\varnothing',
  ellipsis: '\\ldots',
  reals: '\\mathbb{R}',
  integers: '\\mathbb{Z}',
  naturals: '\\mathbb{N}',
  rationals: '\\mathbb{Q}',
  complexes: '\\mathbb{C}',
  primes: '\\mathbb{P}',
}

export const relationCommands: Readonly<Record<Relation, string>> = {
  eq: '=',
  neq: '\\neq',
  lt: '<',
  leq: '\\leq',
  gt: '>',
  geq: '\\geq',
  approx: '\\approx',
  equivalent: '\\equiv',
  in: '\\in',
  notin: '\\notin',
  ni: '\\ni',
  subset: '\\subset',
  subseteq: '\\subseteq',
  supset: '\\supset',
  supseteq: '\\supseteq',
  parallel: '\\parallel',
  perpendicular: '\\perp',
  congruent: '\\cong',
  similar: '\\sim',
  proportional: '\\propto',
  to: '\\to',
  mapsto: '\\mapsto',
  divides: '\\mid',
  implies: '\\implies',
  iff: '\\iff',
}

export const logicCommands = { and: '\\land', or: '\\lor', xor: '\\veebar' } as const

export const setCommands = { union: '\\cup', intersection: '\\cap', difference: '\\setminus' } as const

export const bigCommands: Readonly<Record<BigNode['operator'], string>> = {
  sum: '\\sum',
  product: '\\prod',
  integral: '\\int',
  limit: '\\lim',
  union: '\\bigcup',
  intersection: '\\bigcap',
}

export const accentCommands: Readonly<Record<AccentNode['accent'], string>> = {
  vec: '\\vec',
  overline: '\\overline',
  hat: '\\hat',
  tilde: '\\tilde',
  dot: '\\dot',
  ddot: '\\ddot',
  underline: '\\underline',
  overrightarrow: '\\overrightarrow',
  arc: '\\overset{\\frown}',
}

export const wrappers: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['abs', ['\\lvert', '\\rvert']],
  ['norm', ['\\lVert', '\\rVert']],
  ['floor', ['\\lfloor', '\\rfloor']],
  ['ceiling', ['\\lceil', '\\rceil']],
])

export const fences: Readonly<Record<FencedNode['open'] | FencedNode['close'], string>> = {
  '(': '(',
  ')': ')',
  '[': '[',
  ']': ']',
  '{': '{',
  '}': '}',
  '⟨': '\\langle',
  '⟩': '\\rangle',
}

export const environments: Readonly<Record<MatrixNode['fence'], string>> = {
  none: 'matrix',
  '(': 'pmatrix',
  '[': 'bmatrix',
  '{': 'Bmatrix',
  '|': 'vmatrix',
  '‖': 'Vmatrix',
}

export const spokenSeparators: Readonly<Record<ListNode['separator'], string>> = {
  comma: ', ',
  semicolon: '; ',
  and: ' \\text{ and } ',
  or: ' \\text{ or } ',
  space: ' \\space ',
  line: ' \\\\ ',
}

/** Functions that are commands of LaTeX; the others are written with `\operatorname`. */
export const operatorCommands: ReadonlySet<string> = new Set([
  'arccos',
  'arcsin',
  'arctan',
  'arg',
  'cos',
  'cosh',
  'cot',
  'coth',
  'csc',
  'deg',
  'det',
  'dim',
  'exp',
  'gcd',
  'hom',
  'inf',
  'ker',
  'lg',
  'ln',
  'log',
  'max',
  'min',
  'Pr',
  'sec',
  'sin',
  'sinh',
  'sup',
  'tan',
  'tanh',
])

export const timesCommands = { cdot: '\\cdot', cross: '\\times', star: '*' } as const

// ------------------------------------------------------------------------------------------------------- plain text

export const constantSigns: Readonly<Record<ConstantName, string>> = {
  pi: 'pi',
  infinity: '∞',
  emptyset: '∅',
  ellipsis: '...',
  reals: 'ℝ',
  integers: 'ℤ',
  naturals: 'ℕ',
  rationals: 'ℚ',
  complexes: 'ℂ',
  primes: 'ℙ',
}

/** Signs of letters and figures: `alpha` is α. */
export const letterSigns: ReadonlyMap<string, string> = new Map(
  [...unicodeSigns]
    .filter(([sign, command]) => sign > '\u0370' && letters.has(command.slice(1)))
    .map(([sign, command]) => [command.slice(1), sign] as const)
    .reverse(),
)

export const relationSigns: Readonly<Record<Relation, string>> = {
  eq: '=',
  neq: '≠',
  lt: '<',
  leq: '≤',
  gt: '>',
  geq: '≥',
  approx: '≈',
  equivalent: '≡',
  in: '∈',
  notin: '∉',
  ni: '∋',
  subset: '⊂',
  subseteq: '⊆',
  supset: '⊃',
  supseteq: '⊇',
  parallel: '∥',
  perpendicular: '⊥',
  congruent: '≅',
  similar: '∼',
  proportional: '∝',
  to: '→',
  mapsto: '↦',
  divides: '∣',
  implies: '⇒',
  iff: '⇔',
}

export const logicSigns = { and: '∧', or: '∨', xor: '⊻' } as const

export const setSigns = { union: '∪', intersection: '∩', difference: '∖' } as const

export const separators: Readonly<Record<ListNode['separator'], string>> = {
  comma: ', ',
  semicolon: '; ',
  and: ' and ',
  or: ' or ',
  space: ' ',
  line: '\n',
}

export const bigSigns: Readonly<Record<BigNode['operator'], string>> = {
  sum: '∑',
  product: '∏',
  integral: '∫',
  limit: 'lim',
  union: '⋃',
  intersection: '⋂',
}

export const postfixSigns: Readonly<Record<PostfixOperator, string>> = {
  factorial: '!',
  doublefactorial: '!!',
  percent: '%',
  permille: '‰',
  degree: '°',
  arcminute: "'",
  arcsecond: '"',
}

export const matrixSigns: Readonly<Record<MatrixNode['fence'], readonly [string, string]>> = {
  none: ['[', ']'],
  '(': ['[', ']'],
  '[': ['[', ']'],
  '{': ['{', '}'],
  '|': ['|', '|'],
  '‖': ['‖', '‖'],
}

/** Functions whose name in plain text is another than in the tree. */
export const plainSpellings: ReadonlyMap<string, string> = new Map([
  ['ceiling', 'ceil'],
  ['sign', 'sgn'],
])
