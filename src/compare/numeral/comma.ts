import { commaGroups } from '../../canonical/meaning/comma-groups.ts'
import { decimalOf } from '../../latex/parser/decimal-comma.ts'
import { mapChildren, some } from '../../tree/children.ts'
import { kept } from '../../tree/kept.ts'
import type { ListNode, NodeType, NumberNode, TimesNode, Tree } from '../../tree/tree.ts'

/**
 * A comma between numerals is a list separator, a decimal comma or a thousands separator; the other side tells.
 *
 *     1,22  against 1.22        a decimal comma, where the other side shows decimals
 *     0,111                     a decimal comma: nothing groups behind a leading 0
 *     1.000,99  against 1000.99 points group, the comma is the decimal sign
 *     1, 234, 567               three groups and more may group
 *     12,34,567                 groups of two before the last three, as in India
 */
export function asOneNumeral(tree: Tree, other: Tree): Tree | undefined {
  if (tree.type === 'negate') {
    const inner = asOneNumeral(tree.operand, other)
    return inner === undefined ? undefined : { type: 'negate', operand: inner }
  }
  if (tree.type !== 'list' || tree.separator !== 'comma') return undefined
  const first = tree.items[0] as Tree
  if (first.type === 'negate') {
    const positive = asOneNumeral({ ...tree, items: [first.operand, ...tree.items.slice(1)] }, other)
    return positive === undefined ? undefined : { type: 'negate', operand: positive }
  }
  return decimalComma(tree, other) ?? groups(tree)
}

/**
 * The comma stands between the last numeral of the first item and the first numeral of the second: `\$5,50`, `1,5·10³`, `12,5 %`.
 * What else these items hold stays around the one numeral.
 */
function decimalComma(tree: ListNode, other: Tree): Tree | undefined {
  if (tree.tight !== true || tree.items.length !== 2) return undefined
  const [before, behind] = tree.items as [Tree, Tree]
  const whole = before.type === 'number' ? before : moneyIn(before)
  const decimals = firstNumeral(behind)
  if (whole === undefined || decimals === undefined || !/^[0-9]+$/.test(decimals.lexeme)) return undefined
  const grouped = /^[1-9][0-9]{0,2}\.[0-9]{3}$/.test(whole.lexeme)
  if (!grouped && !/^[0-9]+$/.test(whole.lexeme)) return undefined
  // `0,0` is as likely two zeros as one; `1,5·10³` is a mantissa and its power of ten.
  const plain = (whole.lexeme === '0' && decimals.lexeme !== '0') || (whole.lexeme.length === 1 && isScientific(behind))
  if (!plain && !showsDecimals(other)) return undefined
  const numeral: NumberNode = { type: 'number', lexeme: `${whole.lexeme.replace('.', '')}.${decimals.lexeme}` }
  const value = replaceFirst(behind, numeral)
  return before === whole ? value : { type: 'times', factors: [(before as TimesNode).factors[0] as Tree, value], written: 'juxtaposed' }
}

/** The numeral of `\$5`. */
function moneyIn(tree: Tree): NumberNode | undefined {
  if (tree.type !== 'times' || tree.factors.length !== 2) return undefined
  const [sign, value] = tree.factors as [Tree, Tree]
  return sign.type === 'text' && value.type === 'number' ? value : undefined
}

function firstNumeral(tree: Tree): NumberNode | undefined {
  switch (tree.type) {
    case 'number':
      return tree
    case 'postfix':
      return firstNumeral(tree.operand)
    case 'times':
      return firstNumeral(tree.factors[0] as Tree)
    case 'divide':
      return tree.written === 'slash' ? firstNumeral(tree.numerator) : undefined
    default:
      return undefined
  }
}

function replaceFirst(tree: Tree, numeral: NumberNode): Tree {
  switch (tree.type) {
    case 'postfix':
      return { ...tree, operand: replaceFirst(tree.operand, numeral) }
    case 'times':
      return { ...tree, factors: [replaceFirst(tree.factors[0] as Tree, numeral), ...tree.factors.slice(1)] }
    case 'divide':
      return { ...tree, numerator: replaceFirst(tree.numerator, numeral) }
    default:
      return numeral
  }
}

function isScientific(tree: Tree): boolean {
  if (tree.type !== 'times' || tree.written === 'juxtaposed' || tree.factors.length !== 2) return false
  const [mantissa, power] = tree.factors as [Tree, Tree]
  return mantissa.type === 'number' && power.type === 'power' && power.base.type === 'number' && power.base.lexeme === '10'
}

/** Kept with the tree: several comparers ask, and a gold comes again. */
const groups = kept(readGroups)

function readGroups(tree: ListNode): NumberNode | undefined {
  const numerals: string[] = []
  for (let i = 0; i < tree.items.length; i++) {
    const item = tree.items[i] as Tree
    if (item.type !== 'number') return undefined
    // The last two groups of `12,34,567` were read together.
    const pair = item.grouped === 'comma' && tree.tight === true && i === tree.items.length - 1 ? item.lexeme.length - 3 : 0
    if (item.grouped !== undefined && pair === 0) return undefined
    numerals.push(...(pair === 0 ? [item.lexeme] : [item.lexeme.slice(0, pair), item.lexeme.slice(pair)]))
  }
  const threes = tree.items.length > 2 && numerals.every((digits, i) => (i === 0 ? /^[1-9][0-9]{0,2}$/ : /^[0-9]{3}$/).test(digits))
  if (!threes && !(tree.tight === true && isIndian(numerals))) return undefined
  return { type: 'number', lexeme: numerals.join(''), grouped: 'comma' }
}

const isIndian = (numerals: readonly string[]): boolean =>
  numerals.length > 2 &&
  numerals.every((digits, i) => (i === 0 ? /^[1-9][0-9]?$/ : i === numerals.length - 1 ? /^[0-9]{3}$/ : /^[0-9]{2}$/).test(digits))

/**
 * `[0,5; 1,5]` is the matrix that programs write, or an interval with decimal commas where the other side is one with decimals.
 */
export function asDecimalInterval(tree: Tree, other: Tree): Tree | undefined {
  if (tree.type !== 'matrix' || tree.fence !== '[' || tree.rows.length !== 2 || other.type === 'matrix' || !showsDecimals(other))
    return undefined
  const ends = tree.rows.map(row => (row.length === 2 ? decimalOf(row[0] as Tree, row[1] as Tree) : undefined))
  return ends[0] && ends[1] && { type: 'fenced', open: '[', close: ']', items: [ends[0], ends[1]] }
}

const showsDecimals = (tree: Tree): boolean => some(tree, node => node.type === 'number' && node.lexeme.includes('.'))

/**
 * `(12,102)`, `[801,999]`, `\{0,100,200\}`: where commas of a fence stand tight, one inside a numeral parts members like the others.
 * A numeral of thousands has no fence of its own.
 */
export const withMembersApart = (tree: Tree): Tree => (mayHoldFences.has(tree.type) ? apart(tree) : tree)

const mayHoldFences: ReadonlySet<NodeType> = new Set<NodeType>(['fenced', 'given', 'labelled', 'list', 'relation', 'set', 'setoperation'])
/** Hardly any tree holds such a numeral, and what holds none stays the tree that it is. */
const apart: (tree: Tree) => Tree = kept(tree => (some(tree, isGroupedByCommas) ? membersApart(tree) : tree))
const isGroupedByCommas = (tree: Tree): boolean => tree.type === 'number' && tree.grouped === 'comma'

function membersApart(tree: Tree): Tree {
  if ((tree.type !== 'fenced' && tree.type !== 'set') || !isTight(tree.items))
    return mayHoldFences.has(tree.type) ? mapChildren(tree, membersApart) : tree
  if (tree.type === 'set' && tree.condition !== undefined) return tree
  const items = tree.items.flatMap(item => commaGroups(item) ?? [item])
  return items.length > tree.items.length ? { ...tree, items } : mapChildren(tree, membersApart)
}

/** Nothing but one character stands between the items. */
const isTight = (items: readonly Tree[]): boolean =>
  items.every((item, i) => i === 0 || (item.span !== undefined && item.span.start - 1 === items[i - 1]?.span?.end))

/**
 * `0.1(6)` with its recurring digits in parentheses, where it is all that is said; a product as well, as which it is read first.
 *
 * @example
 * asRecurring(parse('0.1(6)').tree) // { type: 'number', lexeme: '0.1(6)' }
 */
export function asRecurring(tree: Tree): Tree | undefined {
  if (tree.type === 'negate') {
    const operand = asRecurring(tree.operand)
    return operand === undefined ? undefined : { type: 'negate', operand }
  }
  if (tree.type !== 'times' || tree.written !== 'juxtaposed' || tree.factors.length !== 2) return undefined
  const [decimals, fence] = tree.factors as [Tree, Tree]
  if (decimals.type !== 'number' || fence.type !== 'fenced' || fence.open !== '(' || fence.items.length !== 1) return undefined
  const block = fence.items[0] as Tree
  const plain = block.type === 'number' && /^[0-9]{1,12}$/.test(block.lexeme) && /^[0-9]+\.[0-9]+$/.test(decimals.lexeme)
  return plain ? { type: 'number', lexeme: `${decimals.lexeme}(${block.lexeme})` } : undefined
}
