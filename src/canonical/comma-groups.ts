import type { Tree } from '../tree/tree.ts'

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
  if (tree.type !== 'number' || tree.grouped !== 'comma') return undefined
  const point = tree.lexeme.indexOf('.')
  const whole = point < 0 ? tree.lexeme : tree.lexeme.slice(0, point)
  const decimals = point < 0 ? '' : tree.lexeme.slice(point)
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end))
  // No member of a list is written `000` or `012`: `1,000` is one number.
  if (groups.slice(1).some(digits => digits.startsWith('0'))) return undefined
  return groups.map((digits, i) => ({ type: 'number', lexeme: i === groups.length - 1 ? digits + decimals : digits }))
}
