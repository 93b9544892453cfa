import { deepest, isHead } from './children.ts'
import {
  accentsByHead,
  bigByHead,
  functionsByHead,
  isArray,
  logicByHead,
  postfixByHead,
  relationsByHead,
  setsByHead,
  symbolSpellings,
} from './json-heads.ts'
import { isLexeme } from './lexeme.ts'
import type { BigOperator, CloseFence, DivideNode, ListNode, MatrixNode, NumberNode, OpenFence, Relation, TimesNode, Tree } from './tree.ts'

/**
 * Reading MathJSON. Every complaint says what was expected, what was found and where: `/1/2` is the second operand of the
 * first, as in JSON Pointer.
 */

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
