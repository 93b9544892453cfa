import { conjuncts } from '../../tree/conditions.ts'
import type { NodeType, Tree } from '../../tree/tree.ts'
import { functions, plainFunctions, plainNames } from '../lexer/commands.ts'
import { isMembership, isName } from './conditions.ts'
import { isCapital, isFunctionHead } from './grammar.ts'
import { isKnownWord } from '../wording/lexicon.ts'
import { isUnitWord } from '../units/units.ts'

/**
 * How tightly notation binds, loosest first: the levels of the parser's methods. Both printers put parentheses around a
 * node whose level is below what its place asks for.
 */
export const level = {
  /** `1, 2` */
  sequence: 0,
  /** `(1) 3`, `x \text{ if } x>0` */
  item: 1,
  /** `p \land q` */
  logic: 2,
  /** `a < b \le c`, `a \equiv b \pmod n` */
  relation: 3,
  /** `A \cup B` */
  sets: 4,
  /** `3:4` */
  colon: 5,
  /** `a + b` */
  sum: 6,
  /** `-a`, `\pm a` */
  term: 7,
  /** `a \cdot b`, `a / b` */
  product: 8,
  /** `2x`, `2\frac13` */
  run: 9,
  /** `x^2`, `n!` */
  power: 10,
  /** `x`, `(…)`, `\sqrt{…}` */
  atom: 11,
} as const

export type Level = (typeof level)[keyof typeof level]

/** The level of each type as LaTeX; `levelOf` knows the types that have several. */
const levels: Readonly<Record<NodeType, Level>> = {
  number: level.atom,
  symbol: level.atom,
  constant: level.atom,
  text: level.atom,
  unread: level.atom,
  plus: level.sum,
  negate: level.term,
  plusminus: level.sum,
  times: level.product,
  divide: level.product,
  mixed: level.run,
  power: level.power,
  root: level.atom,
  subscript: level.power,
  prime: level.power,
  accent: level.atom,
  postfix: level.power,
  apply: level.atom,
  big: level.term,
  relation: level.relation,
  modulo: level.relation,
  logic: level.logic,
  setoperation: level.sets,
  list: level.sequence,
  fenced: level.atom,
  set: level.atom,
  matrix: level.atom,
  cases: level.atom,
  colon: level.colon,
  given: level.item,
  labelled: level.item,
}

/**
 * The level of a node as it is printed.
 *
 * Some notations take what follows them: `\sum_k k x`, `\lnot p q`, `\angle AB`. They are as loose as a signed term,
 * unless they stand at the tail, where nothing follows that they could take; there they bind like any factor.
 */
export function levelOf(node: Tree, tail: boolean): Level {
  switch (node.type) {
    case 'plusminus':
      return node.left === undefined ? level.term : level.sum
    case 'times':
      return node.written === 'juxtaposed' || node.written === 'spaced' ? level.run : level.product
    case 'divide':
      return node.written === 'bar' ? level.atom : level.product
    case 'big':
      if (node.operator === 'integral') return node.variable === undefined ? level.colon : level.atom
      return tail ? level.power : level.term
    case 'logic':
      return node.operator === 'not' ? (tail ? level.power : level.term) : level.logic
    case 'symbol':
      return !tail && takesWhatFollows(node.name) ? level.term : level.atom
    case 'apply':
      return isFigure(node) && !tail ? level.term : level.atom
    case 'postfix':
      return isMarkedMixed(node) ? level.run : level.power
    case 'modulo':
      return node.written === 'bmod' ? level.product : level.relation
    case 'setoperation':
      return node.operator === 'complement' ? level.power : level.sets
    case 'given':
      return areMemberships(node.condition) && !isMembership(bodyItem(node.body, 0)) && !isName(bodyItem(node.body, -1))
        ? level.sequence
        : level.item
    case 'labelled':
      return labelMark(node.label) === undefined ? level.colon : level.item
    default:
      return levels[node.type]
  }
}

function bodyItem(body: Tree, at: number): Tree {
  return body.type === 'list' ? (body.items.at(at) ?? body) : body
}

const figures: ReadonlySet<string> = new Set(['angle', 'triangle', 'measuredangle', 'sphericalangle'])

/** A name that is read as applied to the letters or the product behind it. */
function takesWhatFollows(name: string): boolean {
  return functions.has(name) || figures.has(name)
}

/** `\angle ABC`, `\triangle ABC`: letters behind a sign. */
export function isFigure(node: Tree): boolean {
  if (node.type !== 'apply' || node.head.type !== 'symbol' || node.arguments.length !== 1 || node.subscript !== undefined) return false
  if (node.head.name !== 'angle' && node.head.name !== 'triangle') return false
  const figure = node.arguments[0] as Tree
  if (figure.type === 'times') return figure.written === 'juxtaposed' && figure.factors.every(isPoint)
  return isPoint(figure) || (figure.type === 'number' && /^[0-9]+$/.test(figure.lexeme))
}

function isPoint(node: Tree): boolean {
  if (node.type === 'prime') return isPoint(node.base)
  if (node.type === 'subscript') return node.base.type === 'symbol' && node.base.name.length === 1
  return node.type === 'symbol' && node.name.length === 1
}

/** `k \in \mathbb Z`, and several of them: written behind a comma; other conditions behind "if". */
const areMemberships = (condition: Tree): boolean => conjuncts(condition).every(isMembership)

/** How a label is marked off: `A. `, `1) `, or `undefined` where it is written as words and a colon. */
export function labelMark(label: string): '.' | ')' | undefined {
  if (/^[A-Z]$/.test(label)) return '.'
  return /^(?:[0-9]{1,2}|[a-z]|[ivx]{2,4}|[IVX]{2,4})$/.test(label) ? ')' : undefined
}

/**
 * Are these letters read as a product when they are written without spaces? `xy` is; `sin`, `odd` and `cm` are words, and
 * four letters and more may be.
 */
export function joinsAsProduct(letters: string): boolean {
  if (letters.length > 3) return false
  for (let cut = 2; cut <= letters.length; cut++) {
    const head = letters.slice(0, cut)
    if (functions.has(head) || plainFunctions.has(head) || plainNames.has(head)) return false
  }
  if (isKnownWord(letters) || isUnitWord(letters, true)) return false
  return letters.length < 3 || !/[aeiou]/.test(letters) || /^[abcxyz]+$/.test(letters)
}

/** `33\frac13\%`: the mark belongs to the whole mixed number. */
export function isMarkedMixed(node: Tree): boolean {
  if (node.type !== 'postfix' || node.operand.type !== 'mixed') return false
  if (node.operator !== 'percent' && node.operator !== 'permille' && node.operator !== 'degree' && node.operator !== 'arcsecond')
    return false
  const { numerator, denominator } = node.operand.fraction
  return numerator.type === 'number' && denominator.type === 'number'
}

/** A list that commas hold together, without fence. */
export function isCommaList(node: Tree): boolean {
  return node.type === 'list' && node.separator === 'comma' && node.items.length > 1
}

export function isTight(node: Tree): boolean {
  return node.type === 'list' && node.tight === true
}

/** Would two of these be one numeral with a comma between them, as `220,100`? */
export function readAsGroups(texts: readonly string[]): boolean {
  return texts.some(
    (text, index) => index > 0 && /^[0-9]{3}(?![0-9])/.test(text) && /(?:^|[^0-9.])[1-9][0-9]{0,2}$/.test(texts[index - 1] as string),
  )
}

/** `$` before an amount: a text of one sign. */
export function isCurrency(node: Tree): boolean {
  return node.type === 'text' && node.value.length === 1 && !/[A-Za-z]/.test(node.value)
}

/** Would the parenthesis of the factor behind it be read as its argument? */
export function wouldApply(node: Tree, next: Tree, written: string): boolean {
  if (!/^(?:\\left)?\(/.test(written)) return false
  return isFunctionHead(node) || (isCapital(node) && holdsList(next))
}

/** A parenthesis of several items, or one with marks: `(1,2)^T`. */
function holdsList(node: Tree): boolean {
  switch (node.type) {
    case 'fenced':
      return node.items.length > 1
    case 'power':
    case 'subscript':
    case 'prime':
      return holdsList(node.base)
    case 'postfix':
      return holdsList(node.operand)
    default:
      return false
  }
}

/** The only part of a sum, product, list or chain that has just one; else the node itself. */
export function onlyPart(node: Tree): Tree {
  const parts = partsOf(node)
  return parts?.length === 1 ? onlyPart(parts[0] as Tree) : node
}

function partsOf(node: Tree): readonly Tree[] | undefined {
  switch (node.type) {
    case 'plus':
      return node.terms
    case 'times':
      return node.factors
    case 'relation':
      return node.operands
    case 'list':
      return node.items
    case 'colon':
      return node.parts
    case 'logic':
      return node.operator === 'not' ? undefined : node.operands
    case 'setoperation':
      return node.operator === 'complement' ? undefined : node.operands
    default:
      return undefined
  }
}

/** `1234567` in groups of three. */
export function thousands(digits: string, separator: string): string {
  let grouped = digits.slice(0, digits.length % 3)
  for (let at = digits.length % 3; at < digits.length; at += 3) grouped += (grouped === '' ? '' : separator) + digits.slice(at, at + 3)
  return grouped
}
