import type { Span } from '../source/span.ts'

/**
 * The written tree: what the text says, not what it means.
 *
 * Nodes are plain readonly data without methods, JSON-safe, named after content MathML and OpenMath
 * in lower case. Digits, fences and notation are kept: `(1,2)` stays `fenced` until the gold tells
 * whether it is a point or an interval, `2\frac13` stays `mixed`, `12:30` stays `colon`.
 * `span` points into the caller's text; a node without one was generated.
 */
interface Base {
  readonly span?: Span
}

/**
 * A numeral. `lexeme` holds ASCII digits without separators, at most one `.`, a recurring block in
 * parentheses and an exponent: `1000`, `.5`, `0.(3)`, `0.333...`, `3e-5`. Trailing zeros stay.
 */
export interface NumberNode extends Base {
  readonly type: 'number'
  readonly lexeme: string
  /** Thousands separators were written: `comma` is a bare `,`, which a list could also be. */
  readonly grouped?: 'comma' | 'space'
}

/** A name: one letter (`x`), a Greek letter (`alpha`), or a written-together name (`area`). */
export interface SymbolNode extends Base {
  readonly type: 'symbol'
  readonly name: string
}

export type ConstantName =
  | 'pi'
  | 'infinity'
  | 'emptyset'
  | 'ellipsis'
  | 'reals'
  | 'integers'
  | 'naturals'
  | 'rationals'
  | 'complexes'
  | 'primes'

/** A sign that always means the same. `e` and `i` are symbols: the place decides. */
export interface ConstantNode extends Base {
  readonly type: 'constant'
  readonly name: ConstantName
}

/** Prose: the inside of `\text{…}`, or a run of words. Spaces are single, ends are trimmed. */
export interface TextNode extends Base {
  readonly type: 'text'
  readonly value: string
}

/** A place that could not be read; `source` is the text as written. A diagnostic says why. */
export interface UnreadNode extends Base {
  readonly type: 'unread'
  readonly source: string
}

export interface PlusNode extends Base {
  readonly type: 'plus'
  readonly terms: readonly Tree[]
}
export interface NegateNode extends Base {
  readonly type: 'negate'
  readonly operand: Tree
}
/** `±a` (no `left`), `a ± b`; `sign` is what was written. */
export interface PlusMinusNode extends Base {
  readonly type: 'plusminus'
  readonly sign: '±' | '∓'
  readonly left?: Tree
  readonly right: Tree
}
export interface TimesNode extends Base {
  readonly type: 'times'
  readonly factors: readonly Tree[]
  /** `juxtaposed` is `2x`; `spaced` is a numeral, a visible space and a name (`5 m`), which may be a unit. */
  readonly written: 'juxtaposed' | 'spaced' | 'cdot' | 'cross' | 'star'
}
export interface DivideNode extends Base {
  readonly type: 'divide'
  readonly numerator: Tree
  readonly denominator: Tree
  readonly written: 'bar' | 'slash' | 'obelus'
}
/** `2\frac13`, `2 1/3`. */
export interface MixedNode extends Base {
  readonly type: 'mixed'
  readonly whole: NumberNode
  readonly fraction: DivideNode
}
export interface PowerNode extends Base {
  readonly type: 'power'
  readonly base: Tree
  readonly exponent: Tree
}
export interface RootNode extends Base {
  readonly type: 'root'
  readonly radicand: Tree
  readonly degree?: Tree
}
export interface SubscriptNode extends Base {
  readonly type: 'subscript'
  readonly base: Tree
  readonly index: Tree
}
/** `f'`, `y''`: `order` marks. */
export interface PrimeNode extends Base {
  readonly type: 'prime'
  readonly base: Tree
  readonly order: number
}
export interface AccentNode extends Base {
  readonly type: 'accent'
  readonly accent: 'vec' | 'overline' | 'hat' | 'tilde' | 'dot' | 'ddot' | 'underline' | 'overrightarrow' | 'arc'
  readonly body: Tree
}
export type PostfixOperator = 'factorial' | 'doublefactorial' | 'percent' | 'permille' | 'degree' | 'arcminute' | 'arcsecond'
export interface PostfixNode extends Base {
  readonly type: 'postfix'
  readonly operator: PostfixOperator
  readonly operand: Tree
}

/**
 * A function applied: `\sin x`, `\log_2 8`, `f(x)`, `\gcd(4,6)`, `\binom{n}{k}`, `|x|`, `\lfloor x\rfloor`.
 * `head` is a known name (`sin`, `arcsin`, `log`, `ln`, `abs`, `floor`, `binomial`, `gcd`, …) or any
 * function-like tree (`f`, `f^{-1}`, `f'`). `subscript` holds the base of a logarithm.
 */
export interface ApplyNode extends Base {
  readonly type: 'apply'
  readonly head: SymbolNode | SubscriptNode | PrimeNode | PowerNode | AccentNode
  readonly arguments: readonly Tree[]
  readonly subscript?: Tree
}

export type BigOperator = 'sum' | 'product' | 'integral' | 'limit' | 'union' | 'intersection'
/** `\sum_{k=1}^{n} k`, `\int_0^1 x\,dx`, `\lim_{x\to0} f(x)`; `variable` is bound in `body`. */
export interface BigNode extends Base {
  readonly type: 'big'
  readonly operator: BigOperator
  readonly variable?: Tree
  readonly lower?: Tree
  readonly upper?: Tree
  /** Of a limit: from which side. */
  readonly side?: '+' | '-'
  readonly body: Tree
}

export type Relation =
  | 'eq'
  | 'neq'
  | 'lt'
  | 'leq'
  | 'gt'
  | 'geq'
  | 'approx'
  | 'equivalent'
  | 'in'
  | 'notin'
  | 'ni'
  | 'subset'
  | 'subseteq'
  | 'supset'
  | 'supseteq'
  | 'parallel'
  | 'perpendicular'
  | 'congruent'
  | 'similar'
  | 'proportional'
  | 'to'
  | 'mapsto'
  | 'divides'
  | 'implies'
  | 'iff'
/** A chain: `operators.length === operands.length - 1`. `1<x\le2` is one node. */
export interface RelationNode extends Base {
  readonly type: 'relation'
  readonly operands: readonly Tree[]
  readonly operators: readonly Relation[]
}
/** `a \pmod n`, `a \bmod n`: `written` tells which. */
export interface ModuloNode extends Base {
  readonly type: 'modulo'
  readonly operand: Tree
  readonly modulus: Tree
  readonly written: 'pmod' | 'bmod'
}
export interface LogicNode extends Base {
  readonly type: 'logic'
  readonly operator: 'and' | 'or' | 'not' | 'xor'
  readonly operands: readonly Tree[]
}
/** `A \cup B`, `A \cap B`, `A \setminus B`, `A \times B` of sets stays `times`. */
export interface SetOperationNode extends Base {
  readonly type: 'setoperation'
  readonly operator: 'union' | 'intersection' | 'difference' | 'complement'
  readonly operands: readonly Tree[]
}

/**
 * Items without a fence: `1, 2`, `1 and 2`, `a; b`. `tight` is set when the separators were bare commas
 * with no space after them (`1,22`), which may be a decimal comma.
 */
export interface ListNode extends Base {
  readonly type: 'list'
  readonly separator: 'comma' | 'semicolon' | 'and' | 'or' | 'space' | 'line'
  readonly items: readonly Tree[]
  readonly tight?: true
}
export type OpenFence = '(' | '[' | '{' | '⟨' | ']'
export type CloseFence = ')' | ']' | '}' | '⟩' | '['
/**
 * `(a)`, `(1,2)`, `[0,1)`, `⟨1,2⟩`, `]0,1[`; `\{…\}` is a `set`. A fence `{ }` is a bare, unescaped brace
 * pair that held a list (`{1,3}`); it means a bare list.
 */
export interface FencedNode extends Base {
  readonly type: 'fenced'
  readonly open: OpenFence
  readonly close: CloseFence
  readonly items: readonly Tree[]
  readonly tight?: true
}
/** `\{1,2\}`; with `condition`, set-builder: `\{x \mid x>0\}` has items `[x]`. */
export interface SetNode extends Base {
  readonly type: 'set'
  readonly items: readonly Tree[]
  readonly condition?: Tree
}
/** Rows of equal or unequal length; `fence` is what surrounds it: `pmatrix` is `(`. */
export interface MatrixNode extends Base {
  readonly type: 'matrix'
  readonly fence: 'none' | '(' | '[' | '{' | '|' | '‖'
  readonly rows: readonly (readonly Tree[])[]
}
/** `\begin{cases} value & condition \\ … \end{cases}`; a row without `condition` is "otherwise" or an equation of a system. */
export interface CasesNode extends Base {
  readonly type: 'cases'
  readonly rows: readonly { readonly value: Tree; readonly condition?: Tree }[]
}
/** `3:4`, `12:30:05`. */
export interface ColonNode extends Base {
  readonly type: 'colon'
  readonly parts: readonly Tree[]
}
/** A body with a side condition: `2k\pi, k\in\mathbb Z`, `x^2 \text{ for } x>0`. */
export interface GivenNode extends Base {
  readonly type: 'given'
  readonly body: Tree
  readonly condition: Tree
}

/** A label and what it marks: `A. 12`, `(B) 24`, `(1) 3`, `② 5`. `label` has no fences: `A`, `1`, `ii`. */
export interface LabelledNode extends Base {
  readonly type: 'labelled'
  readonly label: string
  readonly body: Tree
}

/** Every node type. A test walks this map and asks for a fixture of each. */
export interface TreeMap {
  number: NumberNode
  symbol: SymbolNode
  constant: ConstantNode
  text: TextNode
  unread: UnreadNode
  plus: PlusNode
  negate: NegateNode
  plusminus: PlusMinusNode
  times: TimesNode
  divide: DivideNode
  mixed: MixedNode
  power: PowerNode
  root: RootNode
  subscript: SubscriptNode
  prime: PrimeNode
  accent: AccentNode
  postfix: PostfixNode
  apply: ApplyNode
  big: BigNode
  relation: RelationNode
  modulo: ModuloNode
  logic: LogicNode
  setoperation: SetOperationNode
  list: ListNode
  fenced: FencedNode
  set: SetNode
  matrix: MatrixNode
  cases: CasesNode
  colon: ColonNode
  given: GivenNode
  labelled: LabelledNode
}
export type NodeType = keyof TreeMap
export type Tree = TreeMap[NodeType]
