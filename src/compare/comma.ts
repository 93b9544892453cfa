import { decimalOf } from '../latex/decimal-comma.ts'
import { some } from '../tree/children.ts'
import type { ListNode, NumberNode, Tree } from '../tree/tree.ts'

/**
 * A comma between numerals is a list separator, a decimal comma or a thousands separator; the other side tells.
 *
 *     1,22  against 1.22        a decimal comma, where the other side shows decimals
 *     0,111                     a decimal comma: nothing groups behind a leading 0
 *     1.000,99  against 1000.99 points group, the comma is the decimal sign
 *     1, 234, 567               three groups and more may group
 */
export function asOneNumeral(tree: Tree, other: Tree): NumberNode | Tree | undefined {
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

function decimalComma(tree: ListNode, other: Tree): NumberNode | undefined {
  if (tree.tight !== true || tree.items.length !== 2) return undefined
  const [whole, decimals] = tree.items as [Tree, Tree]
  if (whole.type !== 'number' || decimals.type !== 'number' || !/^[0-9]+$/.test(decimals.lexeme)) return undefined
  const grouped = /^[1-9][0-9]{0,2}\.[0-9]{3}$/.test(whole.lexeme)
  if (!grouped && !/^[0-9]+$/.test(whole.lexeme)) return undefined
  // `0,0` is as likely two zeros as one.
  if ((whole.lexeme !== '0' || decimals.lexeme === '0') && !showsDecimals(other)) return undefined
  return { type: 'number', lexeme: `${whole.lexeme.replace('.', '')}.${decimals.lexeme}` }
}

function groups(tree: ListNode): NumberNode | undefined {
  if (tree.items.length < 3) return undefined
  let lexeme = ''
  for (const item of tree.items) {
    if (item.type !== 'number' || item.grouped !== undefined) return undefined
    const fits = lexeme === '' ? /^[1-9][0-9]{0,2}$/.test(item.lexeme) : /^[0-9]{3}$/.test(item.lexeme)
    if (!fits) return undefined
    lexeme += item.lexeme
  }
  return { type: 'number', lexeme, grouped: 'comma' }
}

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
