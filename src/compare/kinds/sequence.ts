import { type Decision, different, equivalent, proved } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { type Direction, directionOf, foldCase, moveLetter, numberTree, truthOf, wordsOf } from '../../latex/wording/lexicon.ts'
import { toText } from '../../latex/print/text.ts'
import { children } from '../../tree/children.ts'
import { converses } from '../../tree/converse.ts'
import { kept } from '../../tree/kept.ts'
import type { Relation, RelationNode, Tree } from '../../tree/tree.ts'
import type { Comparer, Context } from '../comparer.ts'
import { inOrder, matched } from '../members/compose.ts'
import { hasText, spelled } from '../wording/spelling.ts'

/**
 * Ordered runs of names.
 *
 * - moves: `RRDDL`, "right, right, down", ↑↑←, 上上左; letters, words and arrows are the same move
 * - orderings: `A > B > C`, also read backwards as `C < B < A`
 * - paths: `C → A → B` and `C-A-B`, which are also the list `C, A, B`
 * - strings of capitals that are no set of options: `CBDCAD`, `XVI`
 * - lists of words in order, and of words with "and" between them in any order
 */
export const compareSequences: Comparer = (gold, prediction, context) => {
  if (gold.type === 'relation') return isPath(gold) ? asPath(gold, prediction, context) : asOrdering(gold, prediction, context)
  const stops = stopsIn(gold)
  if (stops !== undefined) {
    const answer = namesOf(prediction, stops.length)
    return answer && inOrder(stops, answer, context.member, 'words')
  }
  return asMoves(gold, prediction) ?? asLetters(gold, prediction, context) ?? asWordList(gold, prediction, context)
}

/** Whether a gold is a path, an ordering, moves, letters in an order of their own, or names. */
export function isOrdered(gold: Tree): boolean {
  if (gold.type === 'relation' || stopsIn(gold) !== undefined || movesIn(gold) !== undefined || capitalsOf(gold) !== undefined) return true
  if (gold.type === 'text') return linkedNames(gold.value) !== undefined
  return (gold.type === 'list' || gold.type === 'fenced') && (unsortedLetters(gold) !== undefined || gold.items.some(hasText))
}

/** The moves of a gold. */
const movesIn = kept((gold): readonly Direction[] | undefined => {
  const moves = isMoves(gold) ? movesOf(gold) : undefined
  return moves === undefined || (moves.length < 2 && !isArrow(gold)) ? undefined : moves
})

const unlike = (gold: Tree, prediction: Tree): Decision =>
  different('kind', () => ({ what: 'sequence', reference: toText(gold), prediction: toText(prediction) }))

/** Whether two words or arrows are one move: `up`, ↑, 向上. */
export function sameMove(word: string, other: string): boolean {
  const direction = directionOf(word)
  return direction !== undefined && directionOf(other) === direction
}

const isArrow = (tree: Tree): boolean => tree.type === 'symbol' && (tree.name === '→' || tree.name.endsWith('arrow'))

/** Moves, at least two; one alone is a word or an arrow. */
function asMoves(gold: Tree, prediction: Tree): Decision | undefined {
  const reference = movesIn(gold)
  if (reference === undefined) return undefined
  const answer = movesOf(prediction)
  if (answer === undefined) {
    // `SE` is also a product, a segment, a word.
    return hasText(gold) || reference.length > 3 ? unlike(gold, prediction) : undefined
  }
  for (let i = 0; i < reference.length || i < answer.length; i++) {
    if (reference[i] === answer[i]) continue
    return different('words', { what: `move ${i + 1}`, reference: reference[i] ?? 'none', prediction: answer[i] ?? 'none' })
  }
  return proved('words', 'same-words')
}

/** Single letters in a fence are a point or an interval (`(-e, e)`), in a list two of them are values. */
function isMoves(tree: Tree): boolean {
  if (tree.type === 'fenced') return tree.items.length > 1 && tree.items.every(item => item.type === 'text' && item.value.length > 1)
  if (tree.type !== 'list') return tree.type === 'text' || isArrow(tree) || (tree.type === 'times' && tree.written === 'juxtaposed')
  const letters = tree.items.some(item => item.type !== 'text' || item.value.length === 1)
  return !letters || (tree.items.length > 2 && tree.items.every(item => item.type === 'symbol' && /^[A-Z]|arrow$/.test(item.name)))
}

/** Words and arrows, or one run of letters: of U, D, L, R or of N, S, E, W. */
function movesOf(tree: Tree): readonly Direction[] | undefined {
  const text = spelled(bare(tree))
  if (text === undefined || text === '' || text.length > 4000) return undefined
  const pieces = foldCase(text)
    .split(/[\s,;、，；|\-[\]()'"]+|->|(?<=[←↑→↓])(?=[←↑→↓])/)
    .filter(piece => piece !== '' && piece !== 'then' && piece !== 'and')
  if (pieces.length === 0) return undefined
  const named = arrowsBetween(pieces).map(directionOf)
  if (named.every(move => move !== undefined)) return named as readonly Direction[]
  const letters = pieces.every(piece => piece.length === 1) ? pieces : pieces.length === 1 ? [...(pieces[0] as string)] : []
  if (letters.length === 0) return undefined
  for (const compass of [false, true]) {
    const moves = letters.map(letter => moveLetter(letter, compass) ?? directionOf(letter))
    if (moves.every(move => move !== undefined)) return moves as readonly Direction[]
  }
  return undefined
}

/** `up → left`: arrows between words lead on and are no moves. */
function arrowsBetween(pieces: readonly string[]): readonly string[] {
  const words = pieces.filter(piece => piece !== '→')
  return words.length > 0 && words.length < pieces.length && words.every(word => word.length > 1) ? words : pieces
}

function bare(tree: Tree): Tree {
  if (tree.type === 'fenced' && tree.items.length > 1) return { type: 'list', separator: 'comma', items: tree.items }
  return tree.type === 'set' && tree.condition === undefined ? { type: 'list', separator: 'comma', items: tree.items } : tree
}

/** A run of two capitals or more, written together. */
function asLetters(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const reference = capitalsOf(gold) ?? (context.spec.ordered === false ? undefined : unsortedLetters(gold))
  if (reference === undefined) return undefined
  const answer = capitalsOf(prediction) ?? letterList(prediction)
  if (answer === undefined) return undefined
  return reference === answer ? proved('words', 'same-words') : different('words', { what: 'letters', reference, prediction: answer })
}

function capitalsOf(tree: Tree): string | undefined {
  if (tree.type === 'times' ? tree.written !== 'juxtaposed' : tree.type !== 'text') return undefined
  const text = spelled(tree)
  // Two letters of mathematics are a product or a segment, in any order.
  return text !== undefined && text.length > (tree.type === 'times' ? 2 : 1) && /^[A-Z]+$/.test(text) ? text : undefined
}

/** `C, A, B`: single capitals that are not in alphabetical order were put in an order of their own. */
function unsortedLetters(tree: Tree): string | undefined {
  if (tree.type !== 'list' || tree.separator === 'and' || tree.separator === 'or' || tree.items.length < 3) return undefined
  if (
    !tree.items.every(item => (item.type === 'symbol' && /^[A-Z]$/.test(item.name)) || (item.type === 'text' && /^[A-Z]$/.test(item.value)))
  )
    return undefined
  const letters = letterList(tree)
  return letters === undefined || letters === [...letters].sort().join('') ? undefined : letters
}

function letterList(tree: Tree): string | undefined {
  const run = tree.type === 'list' || tree.type === 'fenced' || tree.type === 'times' || tree.type === 'text' || tree.type === 'relation'
  const text = run ? spelled(tree) : undefined
  if (text === undefined) return undefined
  const letters = text.replace(/[\s,;()[\]'"→]+/g, '')
  return /^[A-Z]+$/.test(letters) ? letters : undefined
}

/** Items that are words: names, not numbers and not single letters. */
function asWordList(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  if (gold.type === 'text') return asPair(gold.value, prediction, context)
  if (gold.type !== 'list' && !(gold.type === 'fenced' && gold.items.length > 1)) return undefined
  if (!gold.items.every(isName) || !gold.items.some(hasText)) return undefined
  const truths = gold.items.map(item => truthOf(spelled(item) ?? ''))
  // "Yes, it is" is a sentence; "yes, no" answers two questions.
  if (truths[0] !== undefined && truths.includes(undefined)) return undefined
  const answer = namesOf(prediction, gold.items.length)
  if (answer === undefined) return undefined
  if (hedges(gold, prediction)) return unlike(gold, prediction)
  const linked = gold.type === 'list' && (gold.separator === 'and' || gold.separator === 'or')
  const free = context.spec.ordered === undefined ? linked : !context.spec.ordered
  return free ? matched(gold.items, answer, context.member, context.budget, toText) : inOrder(gold.items, answer, context.member, 'words')
}

/** "red or blue" names one of those that "red and blue" names. */
function hedges(gold: Tree, prediction: Tree): boolean {
  if (gold.type !== 'list' || prediction.type !== 'list' || gold.separator === prediction.separator) return false
  return prediction.separator === 'or' || (gold.separator === 'or' && prediction.separator === 'and')
}

/** "Lea and Kim" in one text: short names around "and", in any order. */
function asPair(text: string, prediction: Tree, context: Context): Decision | undefined {
  const gold = linkedNames(text)
  if (gold === undefined) return undefined
  if (prediction.type === 'list' && prediction.separator === 'or') return unlike({ type: 'text', value: text }, prediction)
  const answer =
    (prediction.type === 'text' ? linkedNames(prediction.value) : undefined) ?? (prediction.type === 'list' ? prediction.items : undefined)
  return answer === undefined ? undefined : matched(gold, answer, context.member, context.budget, toText)
}

function linkedNames(text: string): readonly Tree[] | undefined {
  if (text.length > 200) return undefined
  const parts = text.split(/, and | and |, | & |和|与|、/)
  if (parts.length < 2 || !/ and | & |和|与|、/.test(text) || numberTree(text) !== undefined) return undefined
  if (!parts.every(part => part !== '' && part.split(' ').length < 3 && !/[0-9\\]/.test(part))) return undefined
  return parts.map(value => ({ type: 'text', value }))
}

/** The names of a prediction, from a list, a path or a text with as many words. */
function namesOf(tree: Tree, count: number): readonly Tree[] | undefined {
  switch (tree.type) {
    case 'list':
      return tree.items
    case 'fenced':
      return tree.items.length > 1 ? tree.items : undefined
    case 'set':
      return tree.condition === undefined ? tree.items : undefined
    case 'relation':
      return isPath(tree) ? tree.operands : undefined
    case 'plus':
      return stopsIn(tree)
    case 'text': {
      const words = wordsOf(tree.value)
      return words.length === count ? words.map(value => ({ type: 'text', value })) : undefined
    }
    case 'times': {
      // `CAB` for `C → A → B`.
      const letters = capitalsOf(tree)
      return letters !== undefined && letters.length === count ? [...letters].map(name => ({ type: 'symbol', name })) : undefined
    }
    default:
      return undefined
  }
}

function isName(tree: Tree): boolean {
  if (tree.type === 'text') return true
  if (tree.type === 'symbol') return true
  if (tree.type === 'subscript' || tree.type === 'prime' || tree.type === 'accent')
    return children(tree).every(child => child.type === 'number' || isName(child))
  return tree.type === 'times' && tree.written === 'juxtaposed' && tree.factors.every(isName)
}

function isPath(tree: RelationNode): boolean {
  return tree.operators.every(operator => operator === 'to')
}

/** `C-A-B`: at least three of the first capitals, each once, with dashes between them, are a path and no difference. */
function stopsIn(tree: Tree): readonly Tree[] | undefined {
  if (tree.type !== 'plus' || tree.terms.length < 3) return undefined
  const stops = tree.terms.map((term, at) => (at === 0 ? term : term.type === 'negate' ? term.operand : undefined))
  const names = stops.map(stop => (stop?.type === 'symbol' && /^[A-L]$/.test(stop.name) ? stop.name : ''))
  return names.includes('') || new Set(names).size < names.length ? undefined : (stops as readonly Tree[])
}

/** `C → A → B`: the same stops in the same order, with arrows, in a list or as letters in a row. */
function asPath(gold: RelationNode, prediction: Tree, context: Context): Decision | undefined {
  if (!gold.operands.every(operand => isName(operand) || operand.type === 'number')) return undefined
  const answer = namesOf(prediction, gold.operands.length)
  return answer === undefined ? unlike(gold, prediction) : inOrder(gold.operands, answer, context.member, 'words')
}

const isOrder = (operator: Relation): boolean => operator !== 'neq' && converses.has(operator)

/** `A > B = C`: at least two names or at least two constants, and nothing between them but order. */
function asOrdering(gold: RelationNode, prediction: Tree, context: Context): Decision | undefined {
  if (gold.operators.every(operator => operator === 'eq') || !gold.operators.every(isOrder)) return undefined
  const names = gold.operands.every(isName)
  const constants = gold.operands.length > 2 && gold.operands.every(isConstant)
  // Two names are an inequality; three are an order.
  if (!(names && (gold.operands.length > 2 || gold.operands.some(hasText))) && !constants) return undefined
  if (prediction.type !== 'relation' || !prediction.operators.every(isOrder)) {
    return gold.operands.some(hasText) ? unlike(gold, prediction) : undefined
  }
  const [reference, answer] = [rising(gold), rising(prediction)]
  if (reference === undefined || answer === undefined) return undefined
  if (reference.operators.join(' ') !== answer.operators.join(' '))
    return different('words', () => ({ what: 'order', reference: toText(gold), prediction: toText(prediction) }))
  return inGroups(reference, answer, context)
}

/** The chain from the smallest to the largest; `undefined` when its signs point both ways. */
function rising(tree: RelationNode): RelationNode | undefined {
  const up = tree.operators.some(operator => operator === 'lt' || operator === 'leq')
  const down = tree.operators.some(operator => operator === 'gt' || operator === 'geq')
  if (up && down) return undefined
  if (!down) return tree
  const operators = [...tree.operators].reverse().map(operator => converses.get(operator) as Relation)
  return { type: 'relation', operands: [...tree.operands].reverse(), operators }
}

/** Names that are equal to each other may change places. */
function inGroups(gold: RelationNode, prediction: RelationNode, context: Context): Decision {
  const [left, right] = [groupsOf(gold), groupsOf(prediction)]
  if (left.length === gold.operands.length) return inOrder(gold.operands, prediction.operands, context.member, 'words')
  let open: Decision | undefined
  const grounds: Ground[] = []
  for (const [i, group] of left.entries()) {
    const decision = matched(group, right[i] ?? [], context.member, context.budget, toText)
    if (decision.outcome === 'different') return decision
    if (decision.outcome === 'undecided') open = decision
    else grounds.push(decision)
  }
  return open ?? equivalent('words', allOf('ordered-members', grounds))
}

function groupsOf(tree: RelationNode): readonly (readonly Tree[])[] {
  const groups: Tree[][] = [[tree.operands[0] as Tree]]
  for (const [i, operator] of tree.operators.entries()) {
    if (operator === 'eq') groups[groups.length - 1]?.push(tree.operands[i + 1] as Tree)
    else groups.push([tree.operands[i + 1] as Tree])
  }
  return groups
}

function isConstant(tree: Tree): boolean {
  if (tree.type === 'symbol') return tree.name === 'e'
  if (tree.type === 'text' || tree.type === 'relation' || tree.type === 'list') return false
  if (tree.type === 'apply') return tree.arguments.every(isConstant)
  return children(tree).every(isConstant)
}
