import { kept } from '../../tree/kept.ts'
import type { NumberNode, Tree } from '../../tree/tree.ts'

/**
 * The groups of a numeral that was read with thousands commas, as numerals of their own: `12,102` may also be the
 * two numbers 12 and 102. A sign stays with the first, decimals with the last.
 *
 * @returns `undefined` for a numeral without bare commas and for anything else
 * @example
 * commaGroups(parse('12,102').tree)?.map(group => toText(group)) // ['12', '102']
 */
export function commaGroups(tree: Tree): readonly Tree[] | undefined {
  if (tree.type === 'negate') {
    const groups = commaGroups(tree.operand)
    return groups === undefined ? undefined : [{ type: 'negate', operand: groups[0] as Tree }, ...groups.slice(1)]
  }
  return tree.type === 'number' && tree.grouped === 'comma' ? groupsOf(tree) : undefined
}

/** A list of a thousand members is asked by each of them. */
const groupsOf = kept<readonly Tree[] | undefined, NumberNode>(({ lexeme }) => {
  const point = lexeme.indexOf('.')
  const whole = point < 0 ? lexeme : lexeme.slice(0, point)
  const decimals = point < 0 ? '' : lexeme.slice(point)
  const first = whole.length % 3 || 3
  // No member of a list is written `000` or `012`: `1,000` is one number.
  for (let at = first; at < whole.length; at += 3) if (whole[at] === '0') return undefined
  const groups: Tree[] = []
  for (let start = 0, end = first; start < whole.length; start = end, end += 3)
    groups.push({ type: 'number', lexeme: end === whole.length ? whole.slice(start) + decimals : whole.slice(start, end) })
  return groups
})
