import type { Tree } from './tree.ts'

/**
 * An integer as it is written: a numeral, with a minus in front of it where it is negative.
 *
 * @example
 * integerTree(-2) // { type: 'negate', operand: { type: 'number', lexeme: '2' } }
 */
export function integerTree(value: number | bigint): Tree {
  const numeral: Tree = { type: 'number', lexeme: String(value < 0 ? -value : value) }
  return value < 0 ? { type: 'negate', operand: numeral } : numeral
}

/** Dots that stand for what is left out: `\ldots`, `\cdots`, `...`. */
export const isEllipsis = (tree: Tree): boolean => tree.type === 'constant' && tree.name === 'ellipsis'
