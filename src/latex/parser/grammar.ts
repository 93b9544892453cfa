import type { Span } from '../../source/span.ts'
import type { AccentNode, ApplyNode, BigOperator, DivideNode, NumberNode, PostfixOperator, Relation, Tree } from '../../tree/tree.ts'
import { digitsEnd } from '../lexer/characters.ts'
import { sideCondition } from './conditions.ts'
import type { Token } from '../lexer/token.ts'

/** The tables and small questions of the grammar, as the parser's levels ask them. Long because tables are. */

/** What is special inside a fence. */
export const mark = { set: 1, reversed: 2, cells: 4, labels: 8, norm: 16, integral: 32 } as const

export type Separator = 'comma' | 'semicolon' | 'and' | 'or' | 'space' | 'line'

/** Flatten what one separator joins; looser separators hold lists of tighter ones. */
export function groupItems(items: readonly Tree[], separators: readonly Separator[], tight: readonly boolean[], span: Span): Tree {
  const only = separators[0] as Separator
  if (separators.every(separator => separator === only))
    return only === 'comma' && tight.every(Boolean)
      ? { type: 'list', separator: only, items, tight: true, span }
      : { type: 'list', separator: only, items, span }
  for (const loose of ['line', 'semicolon'] as const) {
    if (!separators.includes(loose)) continue
    return splitAt(items, separators, s => s === loose, loose, tight, span)
  }
  // `x>1 and x<3 or x=5`: alternatives of which one holds two conditions.
  if (separators.includes('or') && separators.includes('and')) return splitAt(items, separators, s => s === 'or', 'or', tight, span)
  const words = separators.some(s => s === 'or') ? 'or' : separators.some(s => s === 'and') ? 'and' : undefined
  if (words !== undefined) {
    // `x=1, y=2 or x=3, y=4`: alternatives that each hold a list; `1, 2 and 3`: one list.
    const inner = separators.filter(s => s === 'comma').length
    const relations = items.every(item => item.type === 'relation')
    const alternatives = separators.filter(s => s === words).length + 1
    if (inner > 0 && relations && items.length % alternatives === 0 && items.length > alternatives)
      return splitAt(items, separators, s => s === words, words, tight, span)
    return { type: 'list', separator: words, items, span }
  }
  // What is left is commas and spaces.
  return splitAt(items, separators, s => s !== 'space', 'comma', tight, span)
}

export function splitAt(
  items: readonly Tree[],
  separators: readonly Separator[],
  splits: (s: Separator) => boolean,
  separator: Separator,
  tight: readonly boolean[],
  span: Span,
): Tree {
  const groups: Tree[] = []
  let from = 0
  for (let i = 0; i <= separators.length; i++) {
    if (i < separators.length && !splits(separators[i] as Separator)) continue
    const part = items.slice(from, i + 1)
    const inner = separators.slice(from, i)
    const first = part[0] as Tree
    const last = part[part.length - 1] as Tree
    const partSpan = { start: first.span?.start ?? span.start, end: last.span?.end ?? span.end }
    groups.push(part.length === 1 ? first : sideCondition(groupItems(part, inner, tight.slice(from, i), partSpan)))
    from = i + 1
  }
  return { type: 'list', separator, items: groups, span }
}

/** Signs behind the last cell of a row. */
export const rowEnds: ReadonlySet<string> = new Set([',', ';', ']', ')', '}', '&', '|'])

export const connectives: ReadonlyMap<string, Separator> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['&', 'and'],
  ['和', 'and'],
  ['或', 'or'],
  ['且', 'and'],
  ['及', 'and'],
  ['与', 'and'],
  ['或者', 'or'],
  ['以及', 'and'],
  ['并且', 'and'],
  ['或是', 'or'],
  ['und', 'and'],
  ['oder', 'or'],
  ['и', 'and'],
  ['или', 'or'],
  ['et', 'and'],
  ['ou', 'or'],
  ['と', 'and'],
  ['または', 'or'],
  ['와', 'and'],
  ['과', 'and'],
  ['또는', 'or'],
  [', and', 'and'],
  [', or', 'or'],
])
export const conditionWords: ReadonlySet<string> = new Set([
  'if',
  'for',
  'when',
  'where',
  'with',
  'provided',
  'whenever',
  'unless',
  'assuming',
  '当',
  '其中',
  '若',
])
export const percentWords: ReadonlyMap<string, PostfixOperator> = new Map([
  ['percent', 'percent'],
  ['percentage', 'percent'],
  ['per cent', 'percent'],
  ['pct', 'percent'],
])
export const ordinals: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th'])
export const openers: ReadonlySet<string> = new Set(['(', '[', '{'])
export const closers: ReadonlySet<string> = new Set([')', ']', '}'])
/** Tokens that a look ahead passes. */
export const mostAhead = 200
export const closingCommands: ReadonlySet<string> = new Set(['rbrace', 'rangle', 'rfloor', 'rceil', 'rvert', 'rVert', 'Vert'])
export const nonOperands: ReadonlySet<string> = new Set([
  'cdot',
  'times',
  'times*',
  'div',
  'pm',
  'mp',
  'newline',
  'over',
  'choose',
  'mid',
  'pmod',
  'mod',
  'bmod',
  'circ',
  'prime',
  'degreesign',
  'permille',
  'percent',
  'arcsecond',
  'wedge',
  'vee',
  'not',
  'rbrace',
  'rangle',
  'rfloor',
  'rceil',
  'rvert',
  'rVert',
  'Vert',
  'celsius',
  'fahrenheit',
  'parallel',
])
export const setOperators: ReadonlyMap<string, 'union' | 'intersection' | 'difference'> = new Map([
  ['cup', 'union'],
  ['cap', 'intersection'],
  ['setminus', 'difference'],
])
export const postfixCommands: ReadonlyMap<string, PostfixOperator> = new Map([
  ['degreesign', 'degree'],
  ['circ', 'degree'],
  ['permille', 'permille'],
  ['percent', 'percent'],
  ['arcsecond', 'arcsecond'],
])
export const negations: ReadonlyMap<Relation, Relation> = new Map([
  ['eq', 'neq'],
  ['in', 'notin'],
  ['lt', 'geq'],
  ['gt', 'leq'],
  ['leq', 'gt'],
  ['geq', 'lt'],
])
export const bigOperators: ReadonlyMap<string, BigOperator> = new Map([
  ['sum', 'sum'],
  ['prod', 'product'],
  ['int', 'integral'],
  ['lim', 'limit'],
  ['bigcup', 'union'],
  ['bigcap', 'intersection'],
])
export const inverses: ReadonlyMap<string, string> = new Map([
  ['sin', 'arcsin'],
  ['cos', 'arccos'],
  ['tan', 'arctan'],
  ['cot', 'arccot'],
  ['sec', 'arcsec'],
  ['csc', 'arccsc'],
  ['sinh', 'arsinh'],
  ['cosh', 'arcosh'],
  ['tanh', 'artanh'],
])
export const accentNames: ReadonlyMap<string, AccentNode['accent']> = new Map([
  ['vec', 'vec'],
  ['overline', 'overline'],
  ['hat', 'hat'],
  ['tilde', 'tilde'],
  ['dot', 'dot'],
  ['ddot', 'ddot'],
  ['underline', 'underline'],
  ['overrightarrow', 'overrightarrow'],
  ['overarc', 'arc'],
  ['wideparen', 'arc'],
])
export const environments: ReadonlyMap<string, 'matrix' | 'lines'> = new Map([
  ...[
    'matrix',
    'pmatrix',
    'bmatrix',
    'Bmatrix',
    'vmatrix',
    'Vmatrix',
    'smallmatrix',
    'array',
    'tabular',
    'cases',
    'psmallmatrix',
    'bsmallmatrix',
  ].map(name => [name, 'matrix'] as const),
  ...[
    'align',
    'aligned',
    'gather',
    'gathered',
    'split',
    'equation',
    'eqnarray',
    'alignat',
    'multline',
    'alignedat',
    'flalign',
    'math',
    'displaymath',
    'document',
    'center',
  ].map(name => [name, 'lines'] as const),
])
export const matrixFences: ReadonlyMap<string, '(' | '[' | '{' | '|' | '‖'> = new Map([
  ['pmatrix', '('],
  ['psmallmatrix', '('],
  ['bmatrix', '['],
  ['bsmallmatrix', '['],
  ['Bmatrix', '{'],
  ['vmatrix', '|'],
  ['Vmatrix', '‖'],
])

/** `\sum\left(\begin{array}{c}n\\k\end{array}\right)`: a column of two in what is summed is a binomial. */
export function withBinomials(body: Tree): Tree {
  if (body.type === 'times') return { ...body, factors: body.factors.map(withBinomials) }
  if (body.type !== 'matrix' || body.fence !== '(' || body.rows.length !== 2) return body
  const entries = body.rows.flat()
  if (entries.length !== 2) return body
  return {
    type: 'apply',
    head: { type: 'symbol', name: 'binomial' },
    arguments: entries,
    ...(body.span === undefined ? {} : { span: body.span }),
  }
}

/** `\int\frac{3\,dz}{z}`, `\int(x\,dx)`: the differential at the end of a numerator or of a fence, and what is left. */
export function differentialIn(body: Tree): { readonly body: Tree; readonly variable: Tree } | undefined {
  switch (body.type) {
    case 'times': {
      const [d, variable] = body.factors.slice(-2)
      const sideBySide = body.written === 'juxtaposed' || body.written === 'spaced'
      if (d?.type !== 'symbol' || d.name !== 'd' || variable?.type !== 'symbol' || !sideBySide) return undefined
      const factors = body.factors.slice(0, -2)
      if (factors.length > 1) return { body: { ...body, factors }, variable }
      return { body: factors[0] ?? { type: 'number', lexeme: '1' }, variable }
    }
    case 'divide': {
      const found = differentialIn(body.numerator)
      return found && { body: { ...body, numerator: found.body }, variable: found.variable }
    }
    case 'fenced': {
      const found = body.items.length === 1 ? differentialIn(body.items[0] as Tree) : undefined
      return found && { body: { ...body, items: [found.body] }, variable: found.variable }
    }
    default:
      return undefined
  }
}

/** `数学期望E(X)=3`: words right before the name of an equation say what it is. */
export function announced(relation: Tree & { type: 'relation' }): Tree {
  const [first, ...others] = relation.operands
  if (first?.type !== 'times' || relation.operators[0] !== 'eq') return relation
  const [words, ...factors] = first.factors
  if (words?.type !== 'text' || !isCjkText(words.value) || factors.some(factor => factor.type === 'text')) return relation
  const rest: Tree = factors.length === 1 ? (factors[0] as Tree) : { ...first, factors }
  return {
    type: 'labelled',
    label: words.value,
    body: { ...relation, operands: [rest, ...others] },
    ...(relation.span === undefined ? {} : { span: relation.span }),
  }
}

/** At least two characters of a script that writes no spaces. */
export const isCjkText = (value: string): boolean => /^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}$/.test(value)

export const relationSigns: ReadonlyMap<Relation, string> = new Map([
  ['approx', '≈'],
  ['eq', '='],
  ['geq', '≥'],
  ['gt', '>'],
  ['in', '∈'],
  ['leq', '≤'],
  ['lt', '<'],
  ['neq', '≠'],
  ['notin', '∉'],
  ['parallel', '∥'],
  ['perpendicular', '⊥'],
  ['subset', '⊂'],
  ['subseteq', '⊆'],
  ['supset', '⊃'],
  ['supseteq', '⊇'],
])
export const moves: ReadonlyMap<string, string> = new Map([
  ['downarrow', '↓'],
  ['leftarrow', '←'],
  ['to', '→'],
  ['uparrow', '↑'],
])
export const loneOperators: ReadonlySet<string> = new Set(['+', '-', 'div'])

/** Commands that mark right and wrong when they stand alone; a cross may also be the sign that is asked for. */
export const tickMarks: ReadonlyMap<string, string> = new Map([
  ['checkmark', '✓'],
  ['sqrt', '√'],
  ['times', '×'],
  ['xmark', '✗'],
])

/** Relations that may stand without their left side: `\ge 5`. */
export const leadingRelations: ReadonlySet<Relation> = new Set(['geq', 'gt', 'leq', 'lt', 'neq'])

/** Signs that stand alone as an index: `T^{*}`, `0^{+}`. */
export const scriptSigns: ReadonlySet<string> = new Set(['*', '+', '-', 'parallel', 'perp', 'times*'])

/** Names that are functions whenever a parenthesis follows. */
export const functionNames: ReadonlySet<string> = new Set([
  'f',
  'g',
  'h',
  'F',
  'G',
  'H',
  'Theta',
  'Omega',
  'Gamma',
  'zeta',
  'phi',
  'Phi',
  'psi',
])

/** Whether a parenthesis behind this tree holds its arguments: `f(x)`, `f^{-1}(x)`; `x(y)` is a product. */
export function isFunctionHead(tree: Tree): tree is ApplyNode['head'] {
  switch (tree.type) {
    case 'symbol':
      return functionNames.has(tree.name)
    case 'prime':
    case 'subscript':
      return isFunctionHead(tree.base)
    case 'power':
      return isFunctionHead(tree.base) && isMinusOne(tree.exponent)
    default:
      return false
  }
}

/**
 * `y(t)=…`, `P(A)=…`, `T(n)=…`: in front of `=` a letter with a name or a numeral in parentheses is a function at that place;
 * `x(x+1)=6` stays a product.
 */
export function definedFunction(left: Tree): Tree {
  if (left.type === 'fenced' && left.items.length > 1) return { ...left, items: left.items.map(definedFunction) }
  if (left.type !== 'times' || left.written !== 'juxtaposed' || left.factors.length !== 2) return left
  const [head, fence] = left.factors as [Tree, Tree]
  const letter = head.type === 'prime' || head.type === 'subscript' ? head.base : head
  if (letter.type !== 'symbol' || (head.type !== 'symbol' && head.type !== 'prime' && head.type !== 'subscript')) return left
  if (fence.type !== 'fenced' || fence.open !== '(' || fence.close !== ')' || !fence.items.every(isPlace)) return left
  return { type: 'apply', head, arguments: fence.items, ...(left.span === undefined ? {} : { span: left.span }) }
}

/** Where a function is asked for its value: a name, a numeral, an event. */
function isPlace(tree: Tree): boolean {
  switch (tree.type) {
    case 'number':
    case 'symbol':
    case 'text':
    case 'constant':
    case 'accent':
    case 'setoperation':
    case 'relation':
    case 'given':
      return true
    case 'subscript':
    case 'prime':
      return isPlace(tree.base)
    case 'negate':
      return isPlace(tree.operand)
    case 'divide':
      return isPlace(tree.numerator) && isPlace(tree.denominator)
    default:
      return false
  }
}

/** `(2)` behind `(1)`, `(b)` behind `(a)`, `(ii)` behind `(i)`. */
export function follows(last: string, next: string): boolean {
  if (/^[0-9]+$/.test(last)) return next === String(Number(last) + 1)
  const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']
  const at = roman.indexOf(last)
  if (at >= 0 && next === roman[at + 1]) return true
  return last.length === 1 && next.length === 1 && next.charCodeAt(0) === last.charCodeAt(0) + 1
}

/** A set by its sign or its fences, from which a set may be taken. */
export const isSetTree = (tree: Tree): boolean =>
  tree.type === 'set' ||
  tree.type === 'setoperation' ||
  (tree.type === 'constant' && numberSets.has(tree.name)) ||
  ((tree.type === 'power' || tree.type === 'subscript') && isSetTree(tree.base)) ||
  (tree.type === 'fenced' && tree.items.length === 2 && (tree.open === '[' || tree.close === ']' || tree.open === '('))
const numberSets: ReadonlySet<string> = new Set(['complexes', 'integers', 'naturals', 'rationals', 'reals'])

/** `P`, `P_1`: a capital letter may name a point. */
export const isCapital = (tree: Tree): boolean =>
  (tree.type === 'symbol' && /^[A-Z]$/.test(tree.name)) || ((tree.type === 'subscript' || tree.type === 'prime') && isCapital(tree.base))

/** "if", "for", "where": what follows is a condition. */
export const isConditionWord = (token: Token): boolean =>
  (token.kind === 'word' || token.kind === 'text') && conditionWords.has(firstWord(token.value))
/** What a condition says in words behind its first one: "for all *positive* integers". */
export const conditionContent = (token: Token): string => contentOf(token.value)
const contentOf = (words: string): string =>
  words
    .split(' ')
    .slice(1)
    .filter(word => !quantifiers.has(word.toLowerCase()) && !emptyWords.has(word.toLowerCase()))
    .join(' ')
/** A letter behind words of its condition: "for every x" says nothing, "for odd k" keeps its words. */
export function conditionOn(letter: Tree & { type: 'symbol' }, said: string): Tree | undefined {
  const content = contentOf(said)
  const span = letter.span === undefined ? {} : { span: letter.span }
  if (content !== '') return { type: 'text', value: `${content} ${letter.name}`, ...span }
  const words = said.toLowerCase().split(' ')
  return words.some(word => universals.has(word)) ? undefined : letter
}
const universals: ReadonlySet<string> = new Set(['all', 'any', 'each', 'every'])
const emptyWords: ReadonlySet<string> = new Set([
  'and',
  'case',
  'number',
  'numbers',
  'of',
  'only',
  'such',
  'that',
  'the',
  'value',
  'values',
])
/** "for *some* a>0", "for *all* x". */
export const isQuantifier = (token: Token): boolean =>
  (token.kind === 'word' || token.kind === 'text') && quantifiers.has(token.value.toLowerCase())
export const quantifiers: ReadonlySet<string> = new Set(['some', 'all', 'any', 'every', 'each', 'a', 'an', 'integer', 'integers', 'real'])

export const isMinusOne = (tree: Tree): boolean => tree.type === 'negate' && tree.operand.type === 'number' && tree.operand.lexeme === '1'
export const isPlainInteger = (tree: Tree): tree is NumberNode => tree.type === 'number' && areDigits(tree.lexeme)
/** Digits and nothing else. */
export const areDigits = (text: string): boolean => text !== '' && digitsEnd(text, 0, text.length) === text.length
export const isProper = (tree: DivideNode): boolean =>
  isPlainInteger(tree.numerator) &&
  isPlainInteger(tree.denominator) &&
  tree.numerator.lexeme.length < 16 &&
  tree.denominator.lexeme.length < 16 &&
  Number(tree.numerator.lexeme) < Number(tree.denominator.lexeme) &&
  tree.numerator.lexeme !== '0'
export const isValue = (tree: Tree): boolean => tree.type !== 'text' && tree.type !== 'relation'
export const isCondition = (tree: Tree): boolean =>
  tree.type === 'relation' &&
  tree.operators.every(op => op === 'in' || op === 'notin' || op === 'neq' || op === 'gt' || op === 'geq' || op === 'lt' || op === 'leq')
export const firstWord = (value: string): string => {
  const space = value.indexOf(' ')
  return (space < 0 ? value : value.slice(0, space)).toLowerCase()
}
export const dropComma = (tree: Tree): Tree => (tree.type === 'list' && tree.items.length === 1 ? (tree.items[0] as Tree) : tree)

/** A numeral, or a fraction or power of numerals: a unit may stand behind it. */
export function endsInNumeral(tree: Tree): boolean {
  switch (tree.type) {
    case 'number':
    case 'mixed':
      return true
    case 'divide':
      return endsInNumeral(tree.numerator) && endsInNumeral(tree.denominator)
    case 'power':
      return endsInNumeral(tree.base)
    case 'root':
      return endsInNumeral(tree.radicand)
    case 'constant':
      return tree.name === 'pi'
    case 'times':
      return tree.factors.every(endsInNumeral)
    default:
      return false
  }
}

/** `²`, `⁻¹`, `⁺`, `ₙ₊₁`: numerals and letters in the form of scripts, with signs between them. */
export function unicodeScript({ value, start, end }: Token): Tree {
  const span = { start, end }
  if (value === '+' || value === '-') return { type: 'symbol', name: value, span }
  if (areDigits(value)) return { type: 'number', lexeme: value, span }
  if (!/^[-+]?(?:[0-9]+[a-z]*|[a-z]+)(?:[-+](?:[0-9]+[a-z]*|[a-z]+))*$/.test(value)) return { type: 'unread', source: value, span }
  const terms = (value.match(/[-+]?[0-9a-z]+/g) ?? []).map((part): Tree => {
    const factors = (part.match(/[0-9]+|[a-z]/g) ?? []).map(
      (said): Tree => (/^[0-9]/.test(said) ? { type: 'number', lexeme: said } : { type: 'symbol', name: said }),
    )
    const operand: Tree = factors.length === 1 ? (factors[0] as Tree) : { type: 'times', factors, written: 'juxtaposed' }
    return part.startsWith('-') ? { type: 'negate', operand } : operand
  })
  return terms.length === 1 ? { ...(terms[0] as Tree), span } : { type: 'plus', terms, span }
}
