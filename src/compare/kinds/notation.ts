import { different, proved } from '../../canonical/ladder/decision.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Comparer } from '../comparer.ts'
import { isElement } from '../wording/elements.ts'
import { otherKind } from '../other-kind.ts'
import { spelled } from '../wording/spelling.ts'

/**
 * Notations whose letters and digits are no product: squares and moves of chess, chemical formulas, reactions.
 *
 *     e4   Nf3   O-O-O             H_2O   C_6H_{12}O_6   Fe^{3+}   2H_2+O_2\to2H_2O
 *
 * Order counts (`OH_2` is not written for water), case counts except in a square, indices may be written on the line.
 */
export const compareNotations: Comparer = (gold, prediction) => {
  const move = moveIn(gold)
  if (move !== undefined) {
    const answer = moveIn(prediction)
    if (isOfZeros(gold) && (answer === undefined || isOfZeros(prediction))) return undefined
    if (answer === undefined) return otherKind({ type: 'text', value: move }, prediction)
    return move === answer ? proved('words', 'same-words') : different('words', { what: 'move', reference: move, prediction: answer })
  }
  const reference = substanceIn(gold)
  if (reference === undefined || !isChemical(reference)) return undefined
  const answer = substanceIn(prediction)
  if (answer === undefined) return otherKind(gold, prediction)
  return reference === answer ? proved('words', 'same-words') : different('words', { what: 'formula', reference, prediction: answer })
}

/** Whether a gold is a move of chess or a chemical formula. */
export function isNotation(gold: Tree): boolean {
  if (moveIn(gold) !== undefined) return true
  const substance = substanceIn(gold)
  return substance !== undefined && isChemical(substance)
}

// — chess —

/** A square, or a move with its piece, origin, capture and promotion; the marks for check and mate may be left out. */
function moveIn(tree: Tree): string | undefined {
  if (tree.type !== 'text' && tree.type !== 'times' && tree.type !== 'plus' && tree.type !== 'relation') return undefined
  const text = textOf(tree)
  if (text === undefined || text.length > 9) return undefined
  const plain = text.replace(/[+#]$/, '')
  if (/^[a-hA-H][1-8]$/.test(plain)) return plain.toLowerCase()
  if (/^[O0]-[O0](-[O0])?$/.test(plain)) return plain.replace(/0/g, 'O')
  return /^[KQRBN]?[a-h]?[1-8]?x?[a-h][1-8](=?[QRBN])?$/.test(plain) ? plain.replace('=', '') : undefined
}

/** Castling written without a letter, `0-0`, is arithmetic as well: only an O on the other side makes it a move. */
const isOfZeros = (tree: Tree): boolean => tree.type === 'plus' && textOf(tree)?.includes('O') === false

function textOf(tree: Tree): string | undefined {
  if (tree.type !== 'relation') return spelled(tree)?.split(' ').join('')
  const sides = tree.operators.join() === 'eq' ? tree.operands.map(textOf) : [undefined]
  return sides.includes(undefined) ? undefined : sides.join('=')
}

// — chemistry —

/** A formula on one line, `C6H12O6`; sides of a reaction are sorted, because their order says nothing. */
function substanceIn(tree: Tree, depth = 0): string | undefined {
  if (depth > 40) return undefined
  switch (tree.type) {
    case 'text':
      return /^[A-Za-z0-9()]{1,60}(\^[0-9]?[+-])?$/.test(tree.value) ? tree.value : undefined
    case 'symbol':
      return /^[A-Za-z]$/.test(tree.name) ? tree.name : undefined
    case 'number':
      return /^[1-9][0-9]{0,3}$/.test(tree.lexeme) ? tree.lexeme : undefined
    case 'subscript':
      return together([tree.base, tree.index], '', depth)
    case 'times':
      return tree.written === 'juxtaposed' || tree.written === 'spaced' ? together(tree.factors, '', depth) : undefined
    case 'fenced': {
      const inner = tree.open === '(' && tree.items.length === 1 ? substanceIn(tree.items[0] as Tree, depth + 1) : undefined
      return inner === undefined ? undefined : `(${inner})`
    }
    case 'plus':
      return substancesIn(tree.terms, depth)?.sort().join(' + ')
    case 'relation':
      return tree.operators.length === 1 && tree.operators[0] === 'to' ? together(tree.operands, ' → ', depth) : undefined
    default:
      return undefined
  }
}

function together(trees: readonly Tree[], between: string, depth: number): string | undefined {
  const parts = substancesIn(trees, depth)
  return parts?.join(between)
}

function substancesIn(trees: readonly Tree[], depth: number): string[] | undefined {
  if (trees.length > mostParts) return undefined
  const parts: string[] = []
  for (const tree of trees) {
    const part = substanceIn(tree, depth + 1)
    if (part === undefined) return undefined
    parts.push(part)
  }
  return parts
}

/** No formula has more elements, groups and indices in a row, and no reaction more substances. */
const mostParts = 60

/** The charge of an ion. */
const charge = /\^[0-9]?[+-]$/

/** At least two elements in a row and an index; one of them such as chemistry writes often, not a product like `P_2V_2`. */
function isChemical(line: string): boolean {
  return (
    line.split(/ → | \+ /).some(part => isCompound(part) || charge.test(part)) &&
    line.split(/ → | \+ /).every(part => elementsOf(part) !== undefined)
  )
}

function isCompound(part: string): boolean {
  const elements = elementsOf(part)
  if (elements === undefined || elements.length < 2 || !/[A-Za-z)][2-9]|[A-Za-z)]1[0-9]/.test(part)) return false
  return elements.some(element => element.length === 2 || 'CHNO'.includes(element))
}

/** The elements of a formula in order; `undefined` when something else stands in it, such as an index of 1, which is never written. */
function elementsOf(part: string): readonly string[] | undefined {
  const elements: string[] = []
  const formula = part.replace(/^[0-9]+/, '').replace(charge, '')
  if (formula === '' || /[A-Za-z)]1(?![0-9])/.test(formula)) return undefined
  for (const [token] of formula.matchAll(/[A-Z][a-z]?|[0-9]+|./g)) {
    if (/^[A-Z]/.test(token)) {
      if (!isElement(token)) return undefined
      elements.push(token)
    } else if (!/^[0-9()]/.test(token)) return undefined
  }
  return elements
}
