import type { Piece } from './beside.ts'
import { calculatesBefore, joinerAtEnd, turnsWhatFollows, wordsEndingAt } from './beside-words.ts'
import { areOtherIntegers, certainlyOther, plainNumber } from './plain-number.ts'
import type { Scene } from './scene.ts'

/** What is beside the box takes it in, or is another value for the same thing. */
export type Joint = 'part' | 'contradiction'

/** What stands right in front of the box takes it in or contradicts it. */
export function jointBefore(scene: Scene): Joint | undefined {
  const { before } = scene
  let formula = scene.formula
  let tight = scene.tight
  let edges = 0
  for (let at = before.length - 1; at >= 0; at--) {
    const piece = before[at] as Piece
    const inside = formula && piece.text !== true && edges === 0
    if (piece.type === 'edge') {
      formula = !formula
      edges++
    } else if (piece.type === 'line') {
      if (!formula || edges > 0) return undefined
    } else if (piece.type === 'open' && inside && isAlone(scene) && !isCalled(scene, at)) {
      // Only the fence stands around the box: what is in front of it counts.
    } else if (piece.type !== 'cell') {
      if (piece.type === 'equal' || piece.type === 'arrow')
        return isOtherMember(scene, at) || isNamedAgain(scene, at) ? 'contradiction' : undefined
      // `$-$ \boxed{5}`
      if (edges === 1 && formula && piece.type === 'operator' && before[at - 1]?.type === 'edge') return 'part'
      return (edges > 1 ? endsInJoint(scene, at) : isJoint(scene, at, inside, tight && edges === 0)) ? 'part' : undefined
    }
    tight &&= piece.tight && piece.type === 'open'
  }
  return undefined
}

/** The nearest piece, by its type. */
function isJoint(scene: Scene, at: number, inside: boolean, tight: boolean): boolean {
  const { before, text } = scene
  const piece = before[at] as Piece
  const previous = before[at - 1]
  switch (piece.type) {
    case 'bar':
    case 'dots':
    case 'script':
      return inside
    case 'function':
      return true
    case 'value':
      return inside || tight
    case 'number':
      return inside || tight
    case 'stop':
      if (!tight || !piece.tight) return false
      if (previous?.type === 'number') return inside || text.slice(previous.start, previous.end) === '0'
      return inside && previous === undefined && scene.behindBox
    case 'letter':
      return (inside && !(previous !== undefined && isWord(previous) && !piece.tight)) || (!inside && isWordJoint(scene, at))
    case 'word':
      return (inside && tight && isProduct(scene, at)) || isWordJoint(scene, at)
    case 'operator':
      return isOperatorJoint(scene, at, inside, tight)
    case 'order':
      return inside || !isMarkup(text, piece)
    case 'colon':
      return inside && tight && (previous?.type === 'number' || (previous === undefined && scene.behindBox))
    case 'separator':
      return isListed(scene, at, inside)
    case 'open':
      return inside && isCalled(scene, at)
    case 'close':
      return inside && (tight || !isPartLabel(scene, at))
    default:
      return false
  }
}

const isWord = (piece: Piece): boolean => piece.type === 'word' || piece.type === 'letter'

/** `ab\boxed{5}` is a product, `so\boxed{5}` is not. */
function isProduct({ before, text }: Scene, at: number): boolean {
  const piece = before[at] as Piece
  const previous = before[at - 1]
  const begins = previous === undefined || previous.type === 'edge' || previous.type === 'number' || previous.type === 'operator'
  return begins && piece.end - piece.start < 4 && !/^(?:is|so|are|or|and|gives?|get|the)$/i.test(text.slice(piece.start, piece.end))
}

/** `minus`, `anything but`; `6 or`, `from 1 to`. */
function isWordJoint(scene: Scene, at: number): boolean {
  const { text, before } = scene
  const words = wordsEndingAt(text, before, at)
  if (turnsWhatFollows(words)) return true
  const joiner = joinerAtEnd(words)
  const range = /(?:^| )to$/.test(words)
  const calculated = calculatesBefore(words)
  if (joiner === undefined && !range && !calculated) return false
  let value = at
  while (value >= 0 && isWord(before[value] as Piece)) value--
  while (value >= 0 && ['close', 'edge', 'open', 'separator'].includes((before[value] as Piece).type)) value--
  if (calculated) return before[value]?.type === 'number'
  if (before[value]?.type !== 'number' || !isOther(scene, before[value] as Piece)) return false
  const lead = leadOf(scene, value)
  if (lead === undefined) return false
  if (range) return lead === 'nothing' || lead === 'range'
  return joiner === 'or' || lead !== 'name'
}

/** What introduces the number at `at`: nothing, a word, a word of ranges, a name with `=`; `undefined` when it is not alone. */
function leadOf({ before, text }: Scene, at: number): 'nothing' | 'word' | 'range' | 'name' | undefined {
  let lead = before[at - 1]
  if (lead?.type === 'edge') lead = before[at - 2]
  switch (lead?.type) {
    case undefined:
    case 'line':
    case 'stop':
      return 'nothing'
    case 'word':
      return /^(?:from|between|either)$/i.test(text.slice(lead.start, lead.end)) ? 'range' : 'word'
    case 'equal':
      return 'name'
    case 'colon':
    case 'open':
    case 'separator':
      return 'word'
    default:
      return undefined
  }
}

const isOther = (scene: Scene, piece: Piece): boolean => certainlyOther(plainNumber(scene.text.slice(piece.start, piece.end)), scene.number)

function isOperatorJoint(scene: Scene, at: number, inside: boolean, tight: boolean): boolean {
  const { before, text } = scene
  const piece = before[at] as Piece
  const previous = before[at - 1]
  const sign = text.slice(piece.start, piece.end)
  if (sign === '±' || sign === '\\pm' || sign === '\\mp' || sign === '∓') return true
  if (previous?.type === 'operator' && previous.end === piece.start && sign === text.slice(previous.start, previous.end)) return false
  if (!inside && previous?.type === 'edge') return endsInNumber(scene, at - 2)
  const starts = previous === undefined ? !scene.behindBox : startsSide(text, previous)
  if (inside) return !(starts && sign === '+')
  if (starts) return tight && (sign === '-' || sign === '−')
  if (previous === undefined) return at === before.length - 1
  const operand =
    previous.type === 'number' || previous.type === 'close' || previous.type === 'value' || (tight && previous.type === 'letter')
  return operand && (tight || !'-–—*'.includes(sign))
}

const startsSide = (text: string, piece: Piece): boolean =>
  ['arrow', 'edge', 'equal', 'line', 'open'].includes(piece.type) || (piece.type === 'order' && isMarkup(text, piece))

/** A formula right in front of the one with the box: `$-$ $\boxed{5}$`, `$6$ $\boxed{5}$`. */
function endsInJoint(scene: Scene, at: number): boolean {
  switch ((scene.before[at] as Piece).type) {
    case 'function':
    case 'operator':
    case 'order':
    case 'script':
      return true
    default:
      return endsInNumber(scene, at)
  }
}

/** A number that is all of its formula, and not the number in the box. */
function endsInNumber(scene: Scene, at: number): boolean {
  const piece = scene.before[at]
  if (piece?.type === 'value') return true
  return piece?.type === 'number' && scene.before[at - 1]?.type === 'edge' && isOther(scene, piece)
}

/** `</answer>`, `<|end|>`, `-->` and the mark of a quotation at the start of a line are no relations. */
function isMarkup(text: string, piece: Piece): boolean {
  if (text[piece.start] !== '>') return false
  const before = text.slice(Math.max(0, piece.start - 80), piece.start)
  return /(?:^|\n)[ ]{0,3}>*$|<[/|!A-Za-z][^<>\n]*$|[-|]$/.test(before)
}

/** `6=\boxed{5}`, `6\to\boxed{5}`, `\not=\boxed{5}`: the member in front of the relation at `at` is another whole number. An implication leads to the box. */
function isOtherMember(scene: Scene, at: number): boolean {
  const { before, text } = scene
  const relation = before[at] as Piece
  if (/^(?:\\(?:Long|long)?(?:Rightarrow|implies)|⇒|⟹|=>)$/.test(text.slice(relation.start, relation.end))) return false
  if (before[at - 1]?.type === 'function') return true
  if (at === 0) return scene.behindBox && areOtherIntegers(scene.earlier, scene.number)
  let first = at
  while (first > 0 && !endsMember(before[first - 1] as Piece, before[first])) first--
  if (first === 0 && scene.behindBox) return false
  const start = before[first]
  if (start === undefined || first >= at) return false
  const other = plainNumber(text.slice(start.start, relation.start))
  return other !== undefined && areOtherIntegers(other, scene.number)
}

/** A member of a chain begins behind another relation, a sentence or the start of the formula; a tight colon is a ratio. */
const endsMember = (piece: Piece, next: Piece | undefined): boolean =>
  ['arrow', 'cell', 'edge', 'equal', 'line', 'order', 'separator', 'word'].includes(piece.type) ||
  (piece.type === 'colon' && next?.tight === false)

/** A comma, a dollar or a joiner. */
const isBetween = (text: string, piece: Piece): boolean =>
  ['cell', 'edge', 'separator'].includes(piece.type) ||
  (piece.type === 'word' && joinerAtEnd(text.slice(piece.start, piece.end)) !== undefined)

/** `x=6, x=\boxed{5}`, `$x=6$ or $x=\boxed{5}$`: the letter in front of the equals sign at `at` was another number before. */
function isNamedAgain(scene: Scene, at: number): boolean {
  const { before, text } = scene
  const name = before[at - 1]
  if (name?.type !== 'letter') return false
  let value = at - 2
  while (value >= 0 && isBetween(text, before[value] as Piece)) value--
  const same = before[value - 2]
  if (value === at - 2 || before[value]?.type !== 'number' || before[value - 1]?.type !== 'equal' || same?.type !== 'letter') return false
  const lead = before[value - 3]
  if (lead !== undefined && !['edge', 'line', 'separator', 'word'].includes(lead.type)) return false
  return text[same.start] === text[name.start] && isOther(scene, before[value] as Piece)
}

/** `(0, \boxed{5})`, `1, 2, \boxed{5}`, `x=6, x=\boxed{5}`: one member of several. */
function isListed(scene: Scene, at: number, inside: boolean): boolean {
  const { before } = scene
  const previous = before[at - 1]
  if (inside && isFenceOpen(scene)) return true
  if (previous?.type === 'dots') return inside
  if (inside && (previous?.type === 'number' || previous?.type === 'value')) {
    for (let i = at - 1; i >= 0 && before[i]?.type !== 'edge'; i--) if (before[i]?.type === 'equal') return false
    return true
  }
  const value = previous?.type === 'edge' ? at - 2 : at - 1
  if (before[value]?.type !== 'number' || !isOther(scene, before[value] as Piece)) return false
  let first = value
  while (before[first - 1]?.type === 'separator' && before[first - 2]?.type === 'number') first -= 2
  return leadOf(scene, first) === 'nothing' && !(first === value && isLabel(scene, value))
}

/** `1、\boxed{3}`: the number at `at` counts the parts, the first of them or one behind another box. */
function isLabel({ before, text, behindBox }: Scene, at: number): boolean {
  const { start, end } = before[at] as Piece
  return text[end] === '、' && end - start === 1 && (behindBox || text[start] === '1')
}

/** A parenthesis, bracket or brace of the formula is still open in front of the box. */
export function isFenceOpen({ before, formula }: Scene): boolean {
  if (!formula) return false
  let depth = 0
  for (let at = before.length - 1; at >= 0; at--) {
    const { type } = before[at] as Piece
    if (type === 'edge') return false
    if (type === 'close') depth++
    else if (type === 'open' && --depth < 0) return true
  }
  return false
}

/** The box is all that stands in its fence. */
export const isAlone = ({ before, after }: Scene): boolean => before[before.length - 1]?.type === 'open' && after[0]?.type === 'close'

/** `f(`, `\sin(`, `2(`: something right in front of the fence at `at` takes it as argument or factor. */
function isCalled({ before }: Scene, at: number): boolean {
  const previous = before[at - 1]
  if (previous === undefined || before[at]?.tight === false) return previous?.type === 'function'
  return ['function', 'letter', 'number', 'value', 'word', 'close', 'script'].includes(previous.type)
}

/** `(1) \boxed{5}` at the start of a formula. */
const isPartLabel = ({ before }: Scene, at: number): boolean =>
  before[at - 2]?.type === 'open' && (before[at - 3] === undefined || before[at - 3]?.type === 'edge' || before[at - 3]?.type === 'line')
