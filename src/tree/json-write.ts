import { checkDepth } from './children.ts'
import {
  accentHeads,
  bigHeads,
  constantHeads,
  functionHeads,
  isArray,
  logicHeads,
  type MathJson,
  type MathJsonObject,
  postfixHeads,
  relationHeads,
  setHeads,
  symbolSpellings,
  takenHeads,
} from './json-heads.ts'
import type { ApplyNode, BigNode, NumberNode, Tree } from './tree.ts'
import { unreachable } from './unreachable.ts'

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
