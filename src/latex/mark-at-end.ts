import type { Tree } from '../tree/tree.ts'

/**
 * Signs that end in a mark where the grammar waits for an operand: the check of a move of chess, the charge of an ion.
 * They are words, spelled without fonts and braces. Taken only where the grammar failed.
 *
 *     Qxe5+   e8=Q#   \text{Rd8\#}   O-O+        Fe^{3+}   \mathrm{SO}_4^{2-}   Cl^-
 */
export function readMarkAtEnd(text: string, start: number, end: number): Tree | undefined {
  if (end - start > longest) return undefined
  const plain = text.slice(start, end).replace(/\\(?:text|mathrm|ce|mathbf|textbf|rm)(?![A-Za-z])|[{}\\$ \n]/g, '')
  const value = move.exec(plain)?.[1] ?? (ion.test(plain) ? plain.replaceAll('_', '') : undefined)
  return value === undefined ? undefined : { type: 'text', value, span: { start, end } }
}

const longest = 60
const move = /^((?:[KQRBN]?[a-h]?[1-8]?x?[a-h][1-8](?:=?[QRBN])?|[O0]-[O0](?:-[O0])?)[+#]?)[!?]{0,2}$/
const ion = /^[A-Z][A-Za-z0-9_()]{0,20}\^[0-9]?[+-]$/
