import { counters, renameSymbols } from '../../canonical/meaning/prefix.ts'
import { mapChildren, mentions } from '../../tree/children.ts'
import { integerTree } from '../../tree/leaves.ts'
import type { RelationNode, SubscriptNode, Tree } from '../../tree/tree.ts'

/**
 * A prediction under the letters of the reference, where letters are free to choose:
 *
 *     f(t) = t^2, t > 0         for f(x) = x^2, x > 0          the argument of a function
 *     a_{k+1} = 2a_k            for a_{n+1} = 2a_n             the index of a sequence
 *     a_n = 2a_{n-1}            for a_{n+1} = 2a_n             the same rule, one index further
 *
 * Anything else is left as it is: in `f(a)=5` the letter is a value, not a place for one.
 */
export function aligned(gold: Tree, prediction: Tree): Tree {
  const [reference, answer] = [equationIn(gold), equationIn(prediction)]
  if (reference === undefined || answer === undefined) return prediction
  return alignedIndex(reference, prediction, answer) ?? alignedArgument(reference, prediction, answer)
}

function equationIn(tree: Tree): RelationNode | undefined {
  if (tree.type === 'given') return equationIn(tree.body)
  return tree.type === 'relation' && tree.operators[0] === 'eq' ? tree : undefined
}

function renamed(prediction: Tree, from: string, to: string): Tree {
  if (from === to || mentions(prediction, to)) return prediction
  return renameSymbols(prediction, new Map([[from, to]]))
}

// — arguments —

function alignedArgument(gold: RelationNode, prediction: Tree, answer: RelationNode): Tree {
  const [left, right] = [gold.operands[0], answer.operands[0]]
  if (left?.type !== 'apply' || right?.type !== 'apply' || headText(left.head) !== headText(right.head)) return prediction
  const [to, from] = [left.arguments[0], right.arguments[0]]
  if (left.arguments.length !== 1 || right.arguments.length !== 1 || to?.type !== 'symbol' || from?.type !== 'symbol') return prediction
  const meant =
    gold.operands.slice(1).some(side => mentions(side, to.name)) && answer.operands.slice(1).some(side => mentions(side, from.name))
  return meant ? renamed(prediction, from.name, to.name) : prediction
}

const headText = (tree: Tree): string => JSON.stringify(tree, (key, value: unknown) => (key === 'span' ? undefined : value))

// — indices —

interface Indexed {
  readonly base: string
  readonly letter: string
  /** The highest index is the letter plus this. */
  readonly highest: number
  /** The letter stands elsewhere, too, or is one that counts. */
  readonly counts: boolean
}

/** Longer shifts are another rule. */
const mostShift = 8

function alignedIndex(gold: RelationNode, prediction: Tree, answer: RelationNode): Tree | undefined {
  const reference = indexOf(gold)
  const own = reference && indexOf(answer)
  if (reference === undefined || own === undefined || reference.base !== own.base) return undefined
  // `f_q=0.2`: an index that stands once says whose value it is, unless it is called like a number of a sequence.
  if (own.letter !== reference.letter && !(own.counts && reference.counts)) return undefined
  const shift = reference.highest - own.highest
  const result = renamed(prediction, own.letter, reference.letter)
  if (result === prediction && own.letter !== reference.letter) return undefined
  return shift === 0 || Math.abs(shift) > mostShift ? result : shifted(result, reference.letter, shift)
}

/** The sequence of an equation and its letter: all its indices are `n`, `n+1`, `n-2`. */
function indexOf(equation: RelationNode): Indexed | undefined {
  const found: Omit<Indexed, 'counts'>[] = []
  const letters = new Set<string>()
  const open: Tree[] = [equation]
  for (let tree = open.pop(); tree !== undefined; tree = open.pop()) {
    if (tree.type === 'subscript' && tree.base.type === 'symbol') {
      const offset = offsetOf(tree)
      if (offset === undefined) return undefined
      found.push({ base: tree.base.name, letter: offset.letter, highest: offset.value })
    } else if (tree.type === 'symbol') letters.add(tree.name)
    else
      mapChildren(tree, child => {
        open.push(child)
        return child
      })
  }
  const [first] = found
  if (first === undefined || found.some(other => other.base !== first.base || other.letter !== first.letter)) return undefined
  const counts = found.length > 1 || letters.has(first.letter) || counters.has(first.letter)
  return { ...first, counts, highest: found.reduce((most, { highest }) => Math.max(most, highest), first.highest) }
}

/** `n` is n + 0, `n-2` is n + (-2). */
function offsetOf({ index }: SubscriptNode): { readonly letter: string; readonly value: number } | undefined {
  if (index.type === 'symbol') return index.name.length === 1 ? { letter: index.name, value: 0 } : undefined
  if (index.type !== 'plus' || index.terms.length !== 2) return undefined
  const [letter, step] = index.terms as [Tree, Tree]
  if (letter.type !== 'symbol') return undefined
  const [numeral, sign] = step.type === 'negate' ? [step.operand, -1] : [step, 1]
  return numeral.type === 'number' && /^[0-9]$/.test(numeral.lexeme)
    ? { letter: letter.name, value: sign * Number(numeral.lexeme) }
    : undefined
}

/** The letter plus `by`, everywhere. */
function shifted(tree: Tree, letter: string, by: number): Tree {
  if (tree.type === 'subscript') {
    const offset = offsetOf(tree)
    return offset === undefined ? tree : { ...tree, index: plus(letter, offset.value + by) }
  }
  if (tree.type === 'symbol') return tree.name === letter ? { type: 'fenced', open: '(', close: ')', items: [plus(letter, by)] } : tree
  return mapChildren(tree, child => shifted(child, letter, by))
}

function plus(letter: string, value: number): Tree {
  const symbol: Tree = { type: 'symbol', name: letter }
  if (value === 0) return symbol
  return { type: 'plus', terms: [symbol, integerTree(value)] }
}
