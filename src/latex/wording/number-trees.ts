import type { DivideNode, NumberNode } from '../../tree/tree.ts'

/** Trees of numbers that were written in words. */

export const numeral = (lexeme: string): NumberNode => ({ type: 'number', lexeme })

export const fraction = (numerator: string, denominator: string): DivideNode => ({
  type: 'divide',
  numerator: numeral(numerator),
  denominator: numeral(denominator),
  written: 'slash',
})
