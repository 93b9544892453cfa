import { checkDepth, deepest, isHead } from './children.ts'
import { isLexeme } from './lexeme.ts'
import type {
  AccentNode,
  ApplyNode,
  BigNode,
  BigOperator,
  CloseFence,
  ConstantName,
  DivideNode,
  ListNode,
  LogicNode,
  MatrixNode,
  NumberNode,
  OpenFence,
  PostfixOperator,
  Relation,
  SetOperationNode,
  TimesNode,
  Tree,
} from './tree.ts'
import { unreachable } from './unreachable.ts'

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

const constantHeads: ReadonlyMap<ConstantName, string> = new Map([
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

const relationHeads: ReadonlyMap<Relation, string> = new Map([
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

const logicHeads: ReadonlyMap<LogicNode['operator'], string> = new Map([
  ['and', 'And'],
  ['or', 'Or'],
  ['not', 'Not'],
  ['xor', 'Xor'],
])

const setHeads: ReadonlyMap<SetOperationNode['operator'], string> = new Map([
  ['union', 'Union'],
  ['intersection', 'Intersection'],
  ['difference', 'SetMinus'],
  ['complement', 'Complement'],
])

const postfixHeads: ReadonlyMap<PostfixOperator, string> = new Map([
  ['factorial', 'Factorial'],
  ['doublefactorial', 'Factorial2'],
  ['percent', 'Percent'],
  ['permille', 'Permille'],
  ['degree', 'Degrees'],
  ['arcminute', 'ArcMinutes'],
  ['arcsecond', 'ArcSeconds'],
])

const accentHeads: ReadonlyMap<AccentNode['accent'], string> = new Map([
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

const bigHeads: ReadonlyMap<BigOperator, string> = new Map([
  ['sum', 'Sum'],
  ['product', 'Product'],
  ['integral', 'Integrate'],
  ['limit', 'Limit'],
  ['union', 'BigUnion'],
  ['intersection', 'BigIntersection'],
])

/** Functions whose MathJSON head is not just their name: the name here, then MathJSON's. */
const functionHeads: ReadonlyMap<string, string> = new Map([
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
const symbolSpellings: ReadonlyMap<string, Tree> = new Map<string, Tree>([
  ...[...constantHeads].map(([name, head]) => [head, { type: 'constant', name } as const] as const),
  ['NegativeInfinity', { type: 'negate', operand: { type: 'constant', name: 'infinity' } }],
  ['ExponentialE', { type: 'symbol', name: 'e' }],
  ['ImaginaryUnit', { type: 'symbol', name: 'i' }],
  ['Nothing', { type: 'unread', source: '' }],
])

const relationsByHead = inverse(relationHeads)
const logicByHead = inverse(logicHeads)
const setsByHead = inverse(setHeads)
const postfixByHead = inverse(postfixHeads)
const accentsByHead = inverse(accentHeads)
const bigByHead = inverse(bigHeads)
const functionsByHead = inverse(functionHeads)

/** Every head that does not mean "a function of this name". */
const takenHeads: ReadonlySet<string> = new Set<string>([
  ...structuralHeads,
  ...[relationHeads, logicHeads, setHeads, postfixHeads, accentHeads, bigHeads, functionHeads].flatMap(heads => [...heads.values()]),
])

function inverse<Name extends string>(heads: ReadonlyMap<Name, string>): ReadonlyMap<string, Name> {
  return new Map([...heads].map(([name, head]) => [head, name]))
}

// ---------------------------------------------------------------------------------------------------------- writing

/**
 * A tree as MathJSON, without spans. `fromMathJson` reads it back as the same tree, notation included.
 * A `RangeError` for trees deeper than 1000 levels.
 *
 * @example
 * toMathJson(parse('\\frac{1}{2}x').tree) // ['Multiply', ['Rational', 1, 2], 'x']
 */
export function toMathJson(tree: Tree): MathJson {
  checkDepth(tree)
  return write(tree)
}

function write(node: Tree): MathJson {
  switch (node.type) {
    case 'number':
      return writeNumber(node)
    case 'symbol':
      return writeSymbol(node.name)
    case 'constant':
      return named(constantHeads, node.name)
    case 'text':
      return writeString(node.value)
    case 'unread':
      return ['Error', "'unread'", ['LatexString', writeString(node.source)]]
    case 'plus':
      return ['Add', ...node.terms.map(write)]
    case 'negate':
      return ['Negate', write(node.operand)]
    case 'plusminus': {
      const head = node.sign === '±' ? 'PlusMinus' : 'MinusPlus'
      return node.left === undefined ? [head, write(node.right)] : [head, write(node.left), write(node.right)]
    }
    case 'times':
      return noted(['Multiply', ...node.factors.map(write)], node.written, 'juxtaposed')
    case 'divide': {
      const head = isInteger(node.numerator) && isInteger(node.denominator) ? 'Rational' : 'Divide'
      return noted([head, write(node.numerator), write(node.denominator)], node.written, 'bar')
    }
    case 'mixed':
      return ['MixedNumber', write(node.whole), write(node.fraction)]
    case 'power':
      return ['Power', write(node.base), write(node.exponent)]
    case 'root':
      return node.degree === undefined ? ['Sqrt', write(node.radicand)] : ['Root', write(node.radicand), write(node.degree)]
    case 'subscript':
      return ['Subscript', write(node.base), write(node.index)]
    case 'prime':
      return node.order === 1 ? ['Prime', write(node.base)] : ['Prime', write(node.base), node.order]
    case 'accent':
      return [named(accentHeads, node.accent), write(node.body)]
    case 'postfix':
      return [named(postfixHeads, node.operator), write(node.operand)]
    case 'apply':
      return writeApply(node)
    case 'big':
      return writeBig(node)
    case 'relation': {
      const operands = node.operands.map(write)
      const heads = node.operators.map(operator => named(relationHeads, operator))
      const first = heads[0]
      if (first !== undefined && operands.length === heads.length + 1 && heads.every(head => head === first)) return [first, ...operands]
      return ['Chain', ['Sequence', ...heads], ...operands]
    }
    case 'modulo':
      return [node.written === 'bmod' ? 'Mod' : 'Modulo', write(node.operand), write(node.modulus)]
    case 'logic':
      return [named(logicHeads, node.operator), ...node.operands.map(write)]
    case 'setoperation':
      return [named(setHeads, node.operator), ...node.operands.map(write)]
    case 'list':
      return tightened(noted(['List', ...node.items.map(write)], node.separator, 'comma'), node.tight)
    case 'fenced': {
      const items = node.items.map(write)
      if (node.open === '(' && node.close === ')' && items.length > 1) return tightened(['Tuple', ...items], node.tight)
      return tightened(['Delimiter', ['Sequence', ...items], `'${node.open}${node.close}'`], node.tight)
    }
    case 'set':
      return ['Set', ...node.items.map(write), ...(node.condition === undefined ? [] : [['Condition', write(node.condition)]])]
    case 'matrix':
      return ['Matrix', ['List', ...node.rows.map(row => ['List', ...row.map(write)])], writeString(node.fence)]
    case 'cases':
      return [
        'Cases',
        ...node.rows.map(row => ['Sequence', write(row.value), ...(row.condition === undefined ? [] : [write(row.condition)])]),
      ]
    case 'colon':
      return ['Colon', ...node.parts.map(write)]
    case 'given':
      return ['Given', write(node.body), write(node.condition)]
    case 'labelled':
      return ['Labelled', writeString(node.label), write(node.body)]
    default:
      return unreachable(node)
  }
}

function writeNumber(node: NumberNode): MathJson {
  if (node.grouped !== undefined) return { num: node.lexeme, grouped: node.grouped }
  return String(Number(node.lexeme)) === node.lexeme ? Number(node.lexeme) : { num: node.lexeme }
}

/** A symbol is a bare string, unless that would read as something else. */
function writeSymbol(name: string): MathJson {
  if (name === '' || symbolSpellings.has(name)) return { sym: name, notation: 'name' }
  return isPlainName(name) ? name : { sym: name }
}

function writeString(value: string): MathJson {
  return value.includes("'") ? { str: value } : `'${value}'`
}

/** A function applied. Its name is the head where no other reading of that head is possible, else `Apply` says it. */
function writeApply(node: ApplyNode): MathJson {
  const args = node.arguments.map(write)
  if (node.head.type === 'symbol') {
    const { name } = node.head
    const head = functionHeads.get(name) ?? (isPlainName(name) && !takenHeads.has(name) ? name : undefined)
    if (head === 'Log') {
      if (args.length === 1) return node.subscript === undefined ? [head, ...args] : [head, ...args, write(node.subscript)]
    } else if (head !== undefined && node.subscript === undefined) return [head, ...args]
  }
  const fn = ['Apply', write(node.head), ...args]
  return node.subscript === undefined ? fn : { fn, subscript: write(node.subscript) }
}

function writeBig(node: BigNode): MathJson {
  const part = (tree: Tree | undefined): MathJson => (tree === undefined ? 'Nothing' : write(tree))
  const limits = ['Limits', part(node.variable), part(node.lower), part(node.upper)]
  const fn = [named(bigHeads, node.operator), write(node.body), limits]
  return node.side === undefined ? fn : { fn, side: node.side }
}

function noted(fn: readonly MathJson[], notation: string, usual: string): MathJson {
  return notation === usual ? fn : { fn, notation }
}

function tightened(expression: MathJson, tight: true | undefined): MathJson {
  if (tight === undefined) return expression
  return isArray(expression) ? { fn: expression, tight } : { ...(expression as MathJsonObject), tight }
}

function named<Name extends string>(heads: ReadonlyMap<Name, string>, name: Name): string {
  const head = heads.get(name)
  if (head === undefined) throw new TypeError(`Expected one of ${[...heads.keys()].join(', ')}, found ${JSON.stringify(name)}`)
  return head
}

function isInteger(node: Tree): boolean {
  return node.type === 'number' && /^[0-9]+$/.test(node.lexeme)
}

/** A letter of any script first, so that it is neither a number nor a quoted string. */
function isPlainName(name: string): boolean {
  const first = name.charCodeAt(0)
  return name !== '' && !(first >= 48 && first <= 57) && !['+', '-', '.', "'", '$', '"', '`', ' '].includes(name.charAt(0))
}

// ---------------------------------------------------------------------------------------------------------- reading

/**
 * The tree of a MathJSON expression. Heads that are not known are functions of that name. A `TypeError` that says what
 * was expected where, for anything that is not MathJSON; a `RangeError` for more than 1000 levels.
 *
 * @example
 * toLatex(fromMathJson(['Divide', 'x', 2])) // '\\frac{x}{2}'
 */
export function fromMathJson(json: unknown): Tree {
  return read(json, '', 1)
}

/** One function expression: its operands and its attributes. */
interface Call {
  readonly head: string
  readonly operands: readonly unknown[]
  readonly attributes: ReadonlyMap<string, unknown>
  readonly path: string
  readonly level: number
}

function read(json: unknown, path: string, level: number): Tree {
  if (level > deepest) throw new RangeError(`Expected MathJSON of at most ${deepest} levels`)
  if (typeof json === 'number') return readJsonNumber(json, path)
  if (typeof json === 'string') return readString(json, path)
  if (isArray(json)) return readCall(json, new Map(), path, level)
  if (typeof json !== 'object' || json === null) throw unexpected('a MathJSON expression', json, path)
  const fields = new Map<string, unknown>(Object.entries(json))
  if (fields.has('num')) return readNumeral(fields.get('num'), fields.get('grouped'), `${path}/num`)
  if (fields.has('str')) return { type: 'text', value: expectString(fields.get('str'), `${path}/str`) }
  if (fields.has('sym')) {
    const name = expectString(fields.get('sym'), `${path}/sym`)
    return fields.get('notation') === 'name' ? { type: 'symbol', name } : readSymbol(name, `${path}/sym`)
  }
  const fn = fields.get('fn')
  if (isArray(fn)) return readCall(fn, fields, `${path}/fn`, level)
  throw unexpected('an object with num, sym, str or fn', json, path)
}

function readJsonNumber(value: number, path: string): Tree {
  if (value === Number.POSITIVE_INFINITY) return { type: 'constant', name: 'infinity' }
  if (value === Number.NEGATIVE_INFINITY) return { type: 'negate', operand: { type: 'constant', name: 'infinity' } }
  if (Number.isNaN(value)) throw unexpected('a number', value, path)
  return readNumeral(String(value), undefined, path)
}

function readNumeral(value: unknown, grouped: unknown, path: string): Tree {
  const text = expectString(value, path)
  const digits = text.replace(/^[+-]/, '').replace(/[eE]\+?/, 'e')
  const sign = text.startsWith('-')
  if (digits === 'Infinity') {
    const operand: Tree = { type: 'constant', name: 'infinity' }
    return sign ? { type: 'negate', operand } : operand
  }
  if (!isLexeme(digits)) throw unexpected('a numeral', text, path)
  if (grouped !== undefined && grouped !== 'comma' && grouped !== 'space') throw unexpected("'comma' or 'space'", grouped, path)
  const number: NumberNode = grouped === undefined ? { type: 'number', lexeme: digits } : { type: 'number', lexeme: digits, grouped }
  return sign ? { type: 'negate', operand: number } : number
}

function readString(value: string, path: string): Tree {
  const quoted = value.length >= 2 && value.startsWith("'") && value.endsWith("'")
  if (quoted) return { type: 'text', value: value.slice(1, -1) }
  const first = value.charCodeAt(0)
  if ((first >= 48 && first <= 57) || value.startsWith('+') || value.startsWith('-')) return readNumeral(value, undefined, path)
  return readSymbol(value, path)
}

function readSymbol(name: string, path: string): Tree {
  if (name === '') throw unexpected('a symbol', name, path)
  return symbolSpellings.get(name) ?? { type: 'symbol', name }
}

function readCall(array: readonly unknown[], attributes: ReadonlyMap<string, unknown>, path: string, level: number): Tree {
  const [head, ...operands] = array
  if (typeof head !== 'string' || head === '' || head.startsWith("'")) throw unexpected('the name of a function', head, `${path}/0`)
  const call: Call = { head, operands, attributes, path, level }
  const reader = readers.get(head)
  if (reader !== undefined) return reader(call)
  return {
    type: 'apply',
    head: { type: 'symbol', name: functionsByHead.get(head) ?? head },
    arguments: all(call),
  }
}

const readers: ReadonlyMap<string, (call: Call) => Tree> = new Map<string, (call: Call) => Tree>([
  ['Add', call => ({ type: 'plus', terms: all(call) })],
  ['Subtract', readSubtract],
  ['Negate', call => ({ type: 'negate', operand: one(call) })],
  ['PlusMinus', call => readPlusMinus(call, '±')],
  ['MinusPlus', call => readPlusMinus(call, '∓')],
  ['Multiply', call => ({ type: 'times', factors: all(call), written: notation(call, timesNotations, 'juxtaposed') })],
  ['Divide', readDivide],
  ['Rational', readDivide],
  ['Half', () => ({ type: 'divide', numerator: numeral('1'), denominator: numeral('2'), written: 'bar' })],
  ['MixedNumber', readMixed],
  ['Power', call => two(call, (base, exponent) => ({ type: 'power', base, exponent }))],
  ['Square', call => ({ type: 'power', base: one(call), exponent: numeral('2') })],
  ['Sqrt', call => ({ type: 'root', radicand: one(call) })],
  ['Root', call => two(call, (radicand, degree) => ({ type: 'root', radicand, degree }))],
  ['Subscript', call => two(call, (base, index) => ({ type: 'subscript', base, index }))],
  ['Prime', readPrime],
  ['Apply', readApply],
  ['Log', readLog],
  ['Chain', readChain],
  ['Mod', call => two(call, (operand, modulus) => ({ type: 'modulo', operand, modulus, written: 'bmod' }))],
  ['Modulo', call => two(call, (operand, modulus) => ({ type: 'modulo', operand, modulus, written: 'pmod' }))],
  ['List', readList],
  ['Delimiter', readDelimiter],
  ...['Tuple', 'Single', 'Pair', 'Triple'].map(head => [head, readTuple] as const),
  ['Set', readSet],
  ['Matrix', readMatrix],
  ['Cases', readCases],
  ['Colon', call => ({ type: 'colon', parts: all(call) })],
  ['Given', call => two(call, (body, condition) => ({ type: 'given', body, condition }))],
  ['Labelled', readLabelled],
  ['Error', readError],
  ...[...relationsByHead].map(([head, operator]) => [head, (call: Call) => readRelation(call, operator)] as const),
  ...[...logicByHead].map(
    ([head, operator]) => [head, (call: Call) => ({ type: 'logic', operator, operands: all(call) }) as const] as const,
  ),
  ...[...setsByHead].map(
    ([head, operator]) => [head, (call: Call) => ({ type: 'setoperation', operator, operands: all(call) }) as const] as const,
  ),
  ...[...postfixByHead].map(
    ([head, operator]) => [head, (call: Call) => ({ type: 'postfix', operator, operand: one(call) }) as const] as const,
  ),
  ...[...accentsByHead].map(([head, accent]) => [head, (call: Call) => ({ type: 'accent', accent, body: one(call) }) as const] as const),
  ...[...bigByHead].map(([head, operator]) => [head, (call: Call) => readBig(call, operator)] as const),
])

function readSubtract(call: Call): Tree {
  const [first, ...rest] = all(call)
  if (first === undefined) throw arity(call, 'operands')
  return { type: 'plus', terms: [first, ...rest.map(operand => ({ type: 'negate', operand }) as const)] }
}

function readPlusMinus(call: Call, sign: '±' | '∓'): Tree {
  const [first, second] = all(call)
  if (first === undefined || call.operands.length > 2) throw arity(call, 'one or two operands')
  return second === undefined ? { type: 'plusminus', sign, right: first } : { type: 'plusminus', sign, left: first, right: second }
}

const timesNotations: readonly TimesNode['written'][] = ['juxtaposed', 'spaced', 'cdot', 'cross', 'star']
const divideNotations: readonly DivideNode['written'][] = ['bar', 'slash', 'obelus']
const separators: readonly ListNode['separator'][] = ['comma', 'semicolon', 'and', 'or', 'space', 'line']
const openFences: readonly OpenFence[] = ['(', '[', '{', '⟨', ']']
const closeFences: readonly CloseFence[] = [')', ']', '}', '⟩', '[']
const matrixFences: readonly MatrixNode['fence'][] = ['none', '(', '[', '{', '|', '‖']

function readDivide(call: Call): Tree {
  const written = notation(call, divideNotations, 'bar')
  return two(call, (numerator, denominator) => ({ type: 'divide', numerator, denominator, written }))
}

function readMixed(call: Call): Tree {
  return two(call, (whole, fraction) => {
    if (whole.type !== 'number') throw unexpected('a numeral', call.operands[0], `${call.path}/1`)
    if (fraction.type !== 'divide') throw unexpected('a fraction', call.operands[1], `${call.path}/2`)
    return { type: 'mixed', whole, fraction }
  })
}

function readLabelled(call: Call): Tree {
  count(call, 2)
  return { type: 'labelled', label: text(call, 0), body: operand(call, 1) }
}

function readPrime(call: Call): Tree {
  const order = call.operands.length === 1 ? 1 : call.operands[1]
  if (call.operands.length === 0 || call.operands.length > 2) throw arity(call, 'one operand and an order')
  if (typeof order !== 'number' || !Number.isSafeInteger(order) || order < 1) throw unexpected('an order', order, `${call.path}/2`)
  return { type: 'prime', base: operand(call, 0), order }
}

function readApply(call: Call): Tree {
  const [head, ...args] = all(call)
  if (head === undefined || !isHead(head)) throw unexpected('a function', call.operands[0], `${call.path}/1`)
  const subscript = call.attributes.get('subscript')
  if (subscript === undefined) return { type: 'apply', head, arguments: args }
  return { type: 'apply', head, arguments: args, subscript: read(subscript, `${call.path}/subscript`, call.level + 1) }
}

function readLog(call: Call): Tree {
  const [argument, base, ...rest] = all(call)
  if (argument === undefined || rest.length > 0) throw arity(call, 'an argument and a base')
  const apply = { type: 'apply', head: { type: 'symbol', name: 'log' }, arguments: [argument] } as const
  return base === undefined ? apply : { ...apply, subscript: base }
}

function readRelation(call: Call, operator: Relation): Tree {
  const operands = all(call)
  if (operands.length < 2) throw arity(call, 'two or more operands')
  return { type: 'relation', operands, operators: operands.slice(1).map(() => operator) }
}

function readChain(call: Call): Tree {
  const [heads, ...rest] = call.operands
  if (!isArray(heads) || heads[0] !== 'Sequence') throw unexpected('a Sequence of relations', heads, `${call.path}/1`)
  const operators = heads.slice(1).map((head, index) => {
    const operator = typeof head === 'string' ? relationsByHead.get(head) : undefined
    if (operator === undefined) throw unexpected('a relation', head, `${call.path}/1/${index + 1}`)
    return operator
  })
  if (rest.length !== operators.length + 1) throw arity(call, `a Sequence of relations and ${operators.length + 1} operands`)
  const operands = rest.map((item, index) => read(item, `${call.path}/${index + 2}`, call.level + 1))
  return { type: 'relation', operands, operators }
}

/** `["Sum", body, ["Limits", variable, lower, upper]]`; a part that is not there is `"Nothing"`. */
function readBig(call: Call, operator: BigOperator): Tree {
  const limits = call.operands[1]
  if (call.operands.length === 0 || call.operands.length > 2) throw arity(call, 'a body and Limits')
  if (limits !== undefined && !(isArray(limits) && (limits[0] === 'Limits' || limits[0] === 'Tuple') && limits.length <= 4)) {
    throw unexpected('["Limits", variable, lower, upper]', limits, `${call.path}/2`)
  }
  const part = (index: number): Tree | undefined => {
    const json = limits?.[index]
    return json === undefined || json === 'Nothing' ? undefined : read(json, `${call.path}/2/${index}`, call.level + 1)
  }
  const [variable, lower, upper] = [part(1), part(2), part(3)]
  const side = call.attributes.get('side')
  if (side !== undefined && side !== '+' && side !== '-') throw unexpected("'+' or '-'", side, call.path)
  return {
    type: 'big',
    operator,
    ...(variable && { variable }),
    ...(lower && { lower }),
    ...(upper && { upper }),
    ...(side && { side }),
    body: operand(call, 0),
  }
}

function readList(call: Call): Tree {
  const separator = notation(call, separators, 'comma')
  return call.attributes.get('tight') === true
    ? { type: 'list', separator, items: all(call), tight: true }
    : { type: 'list', separator, items: all(call) }
}

function readTuple(call: Call): Tree {
  return fenced(call, '(', ')', all(call))
}

function readDelimiter(call: Call): Tree {
  const [inside, fences = "'()'"] = call.operands
  if (call.operands.length === 0 || call.operands.length > 2) throw arity(call, 'a body and fences')
  const marks = typeof fences === 'string' ? fences.slice(1, -1) : ''
  const open = openFences.find(fence => marks.startsWith(fence))
  const close = closeFences.find(fence => marks.endsWith(fence))
  if (open === undefined || close === undefined || marks.length < 2) throw unexpected("fences such as '[)'", fences, `${call.path}/2`)
  const items =
    isArray(inside) && inside[0] === 'Sequence'
      ? inside.slice(1).map((item, index) => read(item, `${call.path}/1/${index + 1}`, call.level + 1))
      : [operand(call, 0)]
  return fenced(call, open, close, items)
}

function fenced(call: Call, open: OpenFence, close: CloseFence, items: readonly Tree[]): Tree {
  return call.attributes.get('tight') === true
    ? { type: 'fenced', open, close, items, tight: true }
    : { type: 'fenced', open, close, items }
}

function readSet(call: Call): Tree {
  const last = call.operands.at(-1)
  if (!isArray(last) || last[0] !== 'Condition') return { type: 'set', items: all(call) }
  if (last.length !== 2) throw unexpected('a Condition with one operand', last, call.path)
  const condition = read(last[1], `${call.path}/${call.operands.length}/1`, call.level + 1)
  return { type: 'set', items: all({ ...call, operands: call.operands.slice(0, -1) }), condition }
}

function readMatrix(call: Call): Tree {
  const [list] = call.operands
  if (!isArray(list) || list[0] !== 'List' || call.operands.length > 2) throw unexpected('a List of rows', list, `${call.path}/1`)
  const rows = list.slice(1).map((row, index) => {
    const path = `${call.path}/1/${index + 1}`
    if (!isArray(row) || row[0] !== 'List') throw unexpected('a row, which is a List', row, path)
    return row.slice(1).map((cell, column) => read(cell, `${path}/${column + 1}`, call.level + 1))
  })
  const name = call.operands.length === 2 ? text(call, 1) : '('
  const fence = matrixFences.find(known => known === name || (known !== 'none' && name.length === 2 && name.startsWith(known)))
  if (fence === undefined) throw unexpected(`one of ${matrixFences.join(' ')}`, name, `${call.path}/2`)
  return { type: 'matrix', fence, rows }
}

function readCases(call: Call): Tree {
  const rows = call.operands.map((row, index) => {
    const path = `${call.path}/${index + 1}`
    if (!isArray(row) || row[0] !== 'Sequence' || row.length < 2 || row.length > 3) {
      throw unexpected('["Sequence", value, condition]', row, path)
    }
    const value = read(row[1], `${path}/1`, call.level + 1)
    return row.length === 2 ? { value } : { value, condition: read(row[2], `${path}/2`, call.level + 1) }
  })
  return { type: 'cases', rows }
}

/** Errors of other writers keep their text where they have one. */
function readError(call: Call): Tree {
  const last = call.operands.at(-1)
  if (!isArray(last) || last[0] !== 'LatexString' || last.length !== 2) return { type: 'unread', source: '' }
  const inside = read(last[1], `${call.path}/${call.operands.length}/1`, call.level + 1)
  return { type: 'unread', source: inside.type === 'text' ? inside.value : '' }
}

function all(call: Call): readonly Tree[] {
  return call.operands.map((json, index) => read(json, `${call.path}/${index + 1}`, call.level + 1))
}

function operand(call: Call, index: number): Tree {
  return read(call.operands[index], `${call.path}/${index + 1}`, call.level + 1)
}

function count(call: Call, operands: number): void {
  if (call.operands.length !== operands) throw arity(call, operands === 1 ? 'one operand' : `${operands} operands`)
}

function one(call: Call): Tree {
  count(call, 1)
  return operand(call, 0)
}

function two(call: Call, build: (first: Tree, second: Tree) => Tree): Tree {
  count(call, 2)
  return build(operand(call, 0), operand(call, 1))
}

function text(call: Call, index: number): string {
  const inside = operand(call, index)
  if (inside.type !== 'text') throw unexpected('a quoted string', call.operands[index], `${call.path}/${index + 1}`)
  return inside.value
}

function numeral(lexeme: string): NumberNode {
  return { type: 'number', lexeme }
}

function notation<Word extends string>(call: Call, words: readonly Word[], usual: Word): Word {
  const written = call.attributes.get('notation')
  if (written === undefined) return usual
  const word = words.find(known => known === written)
  if (word === undefined) throw unexpected(`one of ${words.join(', ')}`, written, `${call.path}/notation`)
  return word
}

function expectString(value: unknown, path: string): string {
  if (typeof value !== 'string') throw unexpected('a string', value, path)
  return value
}

function arity(call: Call, expected: string): TypeError {
  return new TypeError(`Expected ${call.head} with ${expected}, found ${call.operands.length}${place(call.path)}`)
}

function unexpected(expected: string, found: unknown, path: string): TypeError {
  const shown = typeof found === 'string' ? JSON.stringify(found.length > 40 ? `${found.slice(0, 40)}…` : found) : describe(found)
  return new TypeError(`Expected ${expected}, found ${shown}${place(path)}`)
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : typeof value === 'number' ? String(value) : typeof value
}

function place(path: string): string {
  return path === '' ? '' : ` at ${path}`
}

function isArray(value: unknown): value is readonly unknown[] & readonly MathJson[] {
  return Array.isArray(value)
}
