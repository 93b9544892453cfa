import type { AccentNode, BigOperator, ConstantName, LogicNode, PostfixOperator, Relation, SetOperationNode, Tree } from './tree.ts'

/**
 * To and from MathJSON, the notation of the Compute Engine and MathLive. The maps below are the one place that relates
 * node types to MathJSON heads.
 *
 * - A number is a JSON number where that prints back as the same digits, else `{ "num": "0.50" }`; a symbol is a string;
 *   a text is a string in single quotes; everything else is an array whose first element is its head.
 * - What MathJSON does not say (was `2/3` written with a bar or a slash?) stands beside the head, in the attributes that
 *   MathJSON allows on its object form: `{ "fn": ["Divide", "a", "b"], "notation": "slash" }`. The most common notation
 *   has no attribute, so that ordinary mathematics is plain arrays. Readers that ignore attributes lose notation only.
 * - Heads of our own, where MathJSON has none: `MixedNumber`, `Colon`, `Cases`, `Chain` (a chain of different relations),
 *   `Given`, `Labelled`, `Permille`, `ArcMinutes`, `ArcSeconds`, `OverDoubleDot`, `OverArc`, `BigUnion`, `BigIntersection`. Fences that are not a plain group or tuple are
 *   `Delimiter`, as the Compute Engine writes them before it decides what they mean.
 *
 * Reading is wider than writing: `Subtract`, `Square`, `Rational`, `Pair`, negative numbers and the like become the
 * nodes that write the same. A head that is not in the table is a function of that name.
 */

/** A MathJSON expression, as `toMathJson` writes it. */
export type MathJson = number | string | readonly MathJson[] | MathJsonObject

/** The object forms; exactly one of `num`, `sym`, `str` and `fn` is there. */
export interface MathJsonObject {
  readonly num?: string
  readonly sym?: string
  readonly str?: string
  readonly fn?: readonly MathJson[]
  /** Which of several notations was written; the words are those of the node's own field. */
  readonly notation?: string
  /** Of a number: which thousands separators were written. */
  readonly grouped?: 'comma' | 'space'
  /** Of a list or fence: commas without spaces, which may be decimal commas. */
  readonly tight?: true
  /** Of a limit: from which side. */
  readonly side?: '+' | '-'
  /** Of a function other than a logarithm: its subscript. */
  readonly subscript?: MathJson
}

export const constantHeads: ReadonlyMap<ConstantName, string> = new Map([
  ['pi', 'Pi'],
  ['infinity', 'PositiveInfinity'],
  ['emptyset', 'EmptySet'],
  ['ellipsis', 'ContinuationPlaceholder'],
  ['reals', 'RealNumbers'],
  ['integers', 'Integers'],
  ['naturals', 'NonNegativeIntegers'],
  ['rationals', 'RationalNumbers'],
  ['complexes', 'ComplexNumbers'],
  ['primes', 'PrimeNumbers'],
])

export const relationHeads: ReadonlyMap<Relation, string> = new Map([
  ['eq', 'Equal'],
  ['neq', 'NotEqual'],
  ['lt', 'Less'],
  ['leq', 'LessEqual'],
  ['gt', 'Greater'],
  ['geq', 'GreaterEqual'],
  ['approx', 'Approx'],
  ['equivalent', 'IdenticallyEqual'],
  ['in', 'Element'],
  ['notin', 'NotElement'],
  ['ni', 'Contains'],
  ['subset', 'Subset'],
  ['subseteq', 'SubsetEqual'],
  ['supset', 'Superset'],
  ['supseteq', 'SupersetEqual'],
  ['parallel', 'Parallel'],
  ['perpendicular', 'Perpendicular'],
  ['congruent', 'TildeFullEqual'],
  ['similar', 'Tilde'],
  ['proportional', 'Proportional'],
  ['to', 'To'],
  ['mapsto', 'MapsTo'],
  ['divides', 'Divides'],
  ['implies', 'Implies'],
  ['iff', 'Equivalent'],
])

export const logicHeads: ReadonlyMap<LogicNode['operator'], string> = new Map([
  ['and', 'And'],
  ['or', 'Or'],
  ['not', 'Not'],
  ['xor', 'Xor'],
])

export const setHeads: ReadonlyMap<SetOperationNode['operator'], string> = new Map([
  ['union', 'Union'],
  ['intersection', 'Intersection'],
  ['difference', 'SetMinus'],
  ['complement', 'Complement'],
])

export const postfixHeads: ReadonlyMap<PostfixOperator, string> = new Map([
  ['factorial', 'Factorial'],
  ['doublefactorial', 'Factorial2'],
  ['percent', 'Percent'],
  ['permille', 'Permille'],
  ['degree', 'Degrees'],
  ['arcminute', 'ArcMinutes'],
  ['arcsecond', 'ArcSeconds'],
])

export const accentHeads: ReadonlyMap<AccentNode['accent'], string> = new Map([
  ['vec', 'OverVector'],
  ['overline', 'OverBar'],
  ['hat', 'OverHat'],
  ['tilde', 'OverTilde'],
  ['dot', 'OverDot'],
  ['ddot', 'OverDoubleDot'],
  ['underline', 'UnderBar'],
  ['overrightarrow', 'OverRightArrow'],
  ['arc', 'OverArc'],
])

export const bigHeads: ReadonlyMap<BigOperator, string> = new Map([
  ['sum', 'Sum'],
  ['product', 'Product'],
  ['integral', 'Integrate'],
  ['limit', 'Limit'],
  ['union', 'BigUnion'],
  ['intersection', 'BigIntersection'],
])

/** Functions whose MathJSON head is not just their name: the name here, then MathJSON's. */
export const functionHeads: ReadonlyMap<string, string> = new Map([
  ['abs', 'Abs'],
  ['arccos', 'Arccos'],
  ['arccot', 'Arccot'],
  ['arccsc', 'Arccsc'],
  ['arcosh', 'Arcosh'],
  ['arcsec', 'Arcsec'],
  ['arcsin', 'Arcsin'],
  ['arctan', 'Arctan'],
  ['arg', 'Argument'],
  ['arsinh', 'Arsinh'],
  ['artanh', 'Artanh'],
  ['binomial', 'Binomial'],
  ['ceiling', 'Ceil'],
  ['conjugate', 'Conjugate'],
  ['cos', 'Cos'],
  ['cosh', 'Cosh'],
  ['cot', 'Cot'],
  ['coth', 'Coth'],
  ['csc', 'Csc'],
  ['cis', 'Cis'],
  ['csch', 'Csch'],
  ['det', 'Determinant'],
  ['exp', 'Exp'],
  ['floor', 'Floor'],
  ['Gamma', 'Gamma'],
  ['gcd', 'GCD'],
  ['im', 'Imaginary'],
  ['inf', 'Infimum'],
  ['lcm', 'LCM'],
  ['lg', 'Lg'],
  ['ln', 'Ln'],
  ['log', 'Log'],
  ['max', 'Max'],
  ['min', 'Min'],
  ['norm', 'Norm'],
  ['rank', 'Rank'],
  ['re', 'Real'],
  ['round', 'Round'],
  ['sec', 'Sec'],
  ['sech', 'Sech'],
  ['sign', 'Sign'],
  ['sin', 'Sin'],
  ['sinh', 'Sinh'],
  ['sup', 'Supremum'],
  ['tan', 'Tan'],
  ['tanh', 'Tanh'],
  ['tr', 'Trace'],
])

/** Heads with a reading of their own in `readers`, and those that only stand inside another. */
const structuralHeads = [
  'Add',
  'Apply',
  'Cases',
  'Chain',
  'Colon',
  'Condition',
  'Delimiter',
  'Divide',
  'Error',
  'Function',
  'Given',
  'Half',
  'Labelled',
  'LatexString',
  'Limits',
  'List',
  'Matrix',
  'MinusPlus',
  'MixedNumber',
  'Mod',
  'Modulo',
  'Multiply',
  'Negate',
  'Pair',
  'PlusMinus',
  'Power',
  'Prime',
  'Rational',
  'Root',
  'Sequence',
  'Set',
  'Single',
  'Sqrt',
  'Square',
  'Subscript',
  'Subtract',
  'Triple',
  'Tuple',
] as const

/** Symbols that MathJSON names and the tree spells otherwise. */
export const symbolSpellings: ReadonlyMap<string, Tree> = new Map<string, Tree>([
  ...[...constantHeads].map(([name, head]) => [head, { type: 'constant', name } as const] as const),
  ['NegativeInfinity', { type: 'negate', operand: { type: 'constant', name: 'infinity' } }],
  ['ExponentialE', { type: 'symbol', name: 'e' }],
  ['ImaginaryUnit', { type: 'symbol', name: 'i' }],
  ['Nothing', { type: 'unread', source: '' }],
])

export const relationsByHead = inverse(relationHeads)
export const logicByHead = inverse(logicHeads)
export const setsByHead = inverse(setHeads)
export const postfixByHead = inverse(postfixHeads)
export const accentsByHead = inverse(accentHeads)
export const bigByHead = inverse(bigHeads)
export const functionsByHead = inverse(functionHeads)

/** Every head that does not mean "a function of this name". */
export const takenHeads: ReadonlySet<string> = new Set<string>([
  ...structuralHeads,
  ...[relationHeads, logicHeads, setHeads, postfixHeads, accentHeads, bigHeads, functionHeads].flatMap(heads => [...heads.values()]),
])

function inverse<Name extends string>(heads: ReadonlyMap<Name, string>): ReadonlyMap<string, Name> {
  return new Map([...heads].map(([name, head]) => [head, name]))
}

export function isArray(value: unknown): value is readonly unknown[] & readonly MathJson[] {
  return Array.isArray(value)
}
