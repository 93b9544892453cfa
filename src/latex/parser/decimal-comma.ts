import type { Tree } from '../../tree/tree.ts'

/**
 * Two numerals around a comma as one decimal: `0,5`, `-1,25`.
 *
 * @returns `undefined` for any other list
 */
function decimalComma(tree: Tree): Tree | undefined {
  if (tree.type !== 'list' || tree.separator !== 'comma' || tree.items.length !== 2) return undefined
  return decimalOf(tree.items[0] as Tree, tree.items[1] as Tree)
}

/** The decimal with these places, when both are plain digits written next to each other. */
export function decimalOf(whole: Tree, places: Tree): Tree | undefined {
  if (whole.type === 'negate') {
    const inner = decimalOf(whole.operand, places)
    return inner && { type: 'negate', operand: inner }
  }
  const digits = /^[0-9]+$/
  if (whole.type !== 'number' || places.type !== 'number' || !digits.test(whole.lexeme) || !digits.test(places.lexeme)) return undefined
  if (whole.grouped !== undefined || places.grouped !== undefined) return undefined
  if (whole.span !== undefined && places.span !== undefined && places.span.start !== whole.span.end + 1) return undefined
  return {
    type: 'number',
    lexeme: `${whole.lexeme}.${places.lexeme}`,
    ...(whole.span && { span: { start: whole.span.start, end: places.span?.end ?? whole.span.end } }),
  }
}

/** `]0,5; 1,5[`: where semicolons part the items, a comma between two numerals is a decimal sign; all items have to be numerals or values. */
export function withDecimalCommas(items: readonly Tree[]): readonly Tree[] {
  const decimals = items.map(item => (item.type === 'list' ? decimalComma(item) : item))
  return decimals.every(item => item !== undefined) ? (decimals as readonly Tree[]) : items
}
