import { ordinalWord } from '../../latex/wording/lexicon.ts'
import { children } from '../../tree/children.ts'
import { kept } from '../../tree/kept.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * What a tree spells, for the kinds that compare words.
 *
 * The parser reads `dog` as a product of letters and `\text{dog}` as text; to a reader both say the same. `spell` puts
 * letters, words, digits and plain punctuation back into running text, and keeps as trees the parts that only
 * mathematics can say (`\frac12`, `x^2`), in order:
 *
 *     less than \frac12      'less than ', <1/2>
 *     (A), (C)               '(A), (C)'
 */
export type Piece = string | Tree

/** The text and the mathematics of a tree, in order; neighbouring texts are joined. */
export const spell: (tree: Tree) => readonly Piece[] = kept(tree => {
  const pieces: Piece[] = []
  write(tree, pieces)
  return pieces
})

/**
 * The text of a tree that is nothing but text; `undefined` when mathematics stands in it.
 *
 * @example
 * spelled(parse('AC').tree) // 'AC'
 */
export function spelled(tree: Tree): string | undefined {
  if (tree.type === 'text') return tree.value
  const pieces = spell(tree)
  if (pieces.length === 0) return ''
  const first = pieces[0]
  return pieces.length === 1 && typeof first === 'string' ? first : undefined
}

/**
 * The place in an order that a tree names: `3rd`, `3^{rd}`, third, 第三.
 *
 * @example
 * placeIn(parse('21st').tree) // 21
 */
export const placeIn: (tree: Tree) => number | undefined = kept(tree => {
  if (tree.type !== 'times' && tree.type !== 'power' && tree.type !== 'text') return undefined
  const text = spelled(tree)
  return text === undefined || text.length > 40 ? undefined : ordinalWord(text.replace(/^(\d+|第) /, '$1'))
})

/** Whether some part of the tree is text. Words in an index are part of a name: `V_{\text{in}}`. */
export function hasText(tree: Tree): boolean {
  if (tree.type === 'subscript') return hasText(tree.base)
  if (tree.type === 'text') return true
  const inside = children(tree)
  return inside.length < long ? inside.some(hasText) : longHasText(tree)
}

/** A long sum or product is asked by every kind of answer. */
const longHasText = kept<boolean>(tree => children(tree).some(hasText))
const long = 16

function push(pieces: Piece[], piece: Piece): void {
  const last = pieces[pieces.length - 1]
  if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece
  else if (piece !== '') pieces.push(piece)
}

/** A word must not grow into its neighbour: `n` and `is even`, `5` and `cm`. */
function pushSpace(pieces: Piece[]): void {
  const last = pieces[pieces.length - 1]
  if (typeof last === 'string' && !last.endsWith(' ')) pieces[pieces.length - 1] = `${last} `
}

const arrows: ReadonlyMap<string, string> = new Map([
  ['downarrow', '↓'],
  ['leftarrow', '←'],
  ['rightarrow', '→'],
  ['uparrow', '↑'],
])

function write(tree: Tree, pieces: Piece[]): void {
  switch (tree.type) {
    case 'text':
      return push(pieces, tree.value)
    case 'number':
      return push(pieces, tree.lexeme)
    case 'symbol':
      return push(pieces, arrows.get(tree.name) ?? tree.name)
    case 'times': {
      if (tree.written !== 'juxtaposed' && tree.written !== 'spaced') return push(pieces, tree)
      for (const [i, factor] of tree.factors.entries()) {
        const before = tree.factors[i - 1]
        if (before !== undefined && (tree.written === 'spaced' || isWordy(factor) || isWordy(before))) pushSpace(pieces)
        write(factor, pieces)
      }
      return
    }
    case 'prime':
      if (tree.order !== 1 || tree.base.type !== 'symbol') return push(pieces, tree)
      return push(pieces, `${tree.base.name}'`)
    case 'fenced': {
      push(pieces, tree.open)
      writeAll(tree.items, ', ', pieces)
      return push(pieces, tree.close)
    }
    case 'list':
      return writeAll(tree.items, separators[tree.separator], pieces)
    case 'logic':
      if (tree.operator === 'not') return push(pieces, tree)
      return writeAll(tree.operands, ` ${tree.operator} `, pieces)
    case 'labelled': {
      push(pieces, `${tree.label}. `)
      return write(tree.body, pieces)
    }
    case 'colon':
      return writeAll(tree.parts, ':', pieces)
    case 'negate':
      push(pieces, '-')
      return write(tree.operand, pieces)
    case 'plus':
      for (const [i, term] of tree.terms.entries()) {
        if (i > 0 && term.type !== 'negate') push(pieces, '+')
        write(term, pieces)
      }
      return
    case 'divide':
      if (tree.written !== 'slash') return push(pieces, tree)
      write(tree.numerator, pieces)
      push(pieces, '/')
      return write(tree.denominator, pieces)
    case 'relation':
      if (!tree.operators.every(operator => operator === 'to')) return push(pieces, tree)
      return writeAll(tree.operands, ' → ', pieces)
    case 'power': {
      // `5^{th}` is an ordinal.
      const raised = tree.base.type === 'number' ? ordinalEnding(tree.exponent) : undefined
      if (raised === undefined || tree.base.type !== 'number') return push(pieces, tree)
      return push(pieces, tree.base.lexeme + raised)
    }
    case 'postfix':
      if (tree.operator !== 'percent' && tree.operator !== 'degree') return push(pieces, tree)
      write(tree.operand, pieces)
      return push(pieces, tree.operator === 'percent' ? '%' : '°')
    default:
      return push(pieces, tree)
  }
}

const separators = { comma: ', ', semicolon: '; ', and: ' and ', or: ' or ', space: ' ', line: ', ' } as const

function writeAll(items: readonly Tree[], between: string, pieces: Piece[]): void {
  for (const [i, item] of items.entries()) {
    if (i > 0) push(pieces, between)
    write(item, pieces)
  }
}

function isWordy(tree: Tree): boolean {
  return tree.type === 'text' && !(tree.value.length === 1 && tree.value.charCodeAt(0) < 0x80)
}

function ordinalEnding(tree: Tree): string | undefined {
  const written = tree.type === 'text' ? tree.value : tree.type === 'times' ? spelled(tree) : undefined
  return written === 'th' || written === 'st' || written === 'nd' || written === 'rd' ? written : undefined
}
