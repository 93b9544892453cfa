import {
  aliases,
  constants,
  fontCommands,
  functions,
  letters,
  relations,
  spacing,
  textCommands,
  unicodeSigns,
} from '../latex/lexer/commands.ts'
import { closingBrace } from './box.ts'
import { isBlank, isCjk, isDigit, isLetter, lettersEnd } from './characters.ts'
import { groupEnd, lineBreakEnd } from './glue.ts'

/**
 * What stands beside a box, piece by piece: a short reading that is neither parsed nor trusted with anything else.
 *
 *     $x + 2\text{ or } \boxed{5}
 *     ^edge    ^number  ^word
 *       ^letter
 *         ^operator
 *
 * Braces, fonts and spaces are passed over, so that `{+}`, `\mathbin{+}` and `\ +\ ` are one operator. Words inside `\text` are words.
 */
export type PieceType =
  | 'arrow'
  | 'bar'
  | 'box'
  | 'cell'
  | 'close'
  | 'colon'
  | 'degree'
  | 'dots'
  | 'edge'
  | 'equal'
  | 'function'
  | 'letter'
  | 'line'
  | 'mark'
  | 'modulus'
  | 'number'
  | 'open'
  | 'operator'
  | 'order'
  | 'other'
  | 'percent'
  | 'script'
  | 'separator'
  | 'stop'
  | 'value'
  | 'word'

export interface Piece {
  readonly type: PieceType
  readonly start: number
  readonly end: number
  /** Nothing can be seen between this piece and the one before; braces are nothing. */
  readonly tight: boolean
  /** Inside `\text{…}`. */
  readonly text?: true
}

/** Signs of one character. */
const signs: ReadonlyMap<string, PieceType> = new Map([
  ['$', 'edge'],
  ['\n', 'line'],
  ['+', 'operator'],
  ['-', 'operator'],
  ['*', 'operator'],
  ['/', 'operator'],
  ['=', 'equal'],
  ['<', 'order'],
  ['>', 'order'],
  ['(', 'open'],
  ['[', 'open'],
  [')', 'close'],
  [']', 'close'],
  ['|', 'bar'],
  ['^', 'script'],
  ['_', 'script'],
  [',', 'separator'],
  [';', 'separator'],
  ['.', 'stop'],
  [':', 'colon'],
  ['!', 'mark'],
  ["'", 'mark'],
  ['&', 'cell'],
  ['%', 'percent'],
  ['°', 'degree'],
  ['、', 'separator'],
  ['，', 'separator'],
  ['；', 'separator'],
  ['。', 'stop'],
  ['：', 'colon'],
  ['（', 'open'],
  ['）', 'close'],
  ['–', 'operator'],
  ['—', 'operator'],
  ['−', 'operator'],
  ['→', 'arrow'],
  ['⇒', 'arrow'],
  ['⟹', 'arrow'],
  ['…', 'dots'],
])

/** Commands that the tables of the grammar do not class, or that mean something else beside a box. */
const commands: ReadonlyMap<string, PieceType> = new Map([
  ['(', 'edge'],
  [')', 'edge'],
  ['[', 'edge'],
  [']', 'edge'],
  ['{', 'open'],
  ['}', 'close'],
  ['%', 'percent'],
  ['|', 'bar'],
  ['langle', 'open'],
  ['lceil', 'open'],
  ['lfloor', 'open'],
  ['lbrace', 'open'],
  ['lbrack', 'open'],
  ['lvert', 'bar'],
  ['rangle', 'close'],
  ['rceil', 'close'],
  ['rfloor', 'close'],
  ['rbrace', 'close'],
  ['rbrack', 'close'],
  ['rvert', 'bar'],
  ['vert', 'bar'],
  ['mid', 'order'],
  ['boxed', 'box'],
  ['fbox', 'box'],
  ['frac', 'value'],
  ['sqrt', 'value'],
  ['binom', 'value'],
  ['infty', 'value'],
  ['sum', 'function'],
  ['prod', 'function'],
  ['int', 'function'],
  ['lim', 'function'],
  ['lnot', 'function'],
  ['not', 'function'],
  ['angle', 'other'],
  ['because', 'other'],
  ['blacksquare', 'other'],
  ['Box', 'other'],
  ['checkmark', 'other'],
  ['exists', 'other'],
  ['forall', 'other'],
  ['mod', 'modulus'],
  ['pmod', 'modulus'],
  ['square', 'other'],
  ['therefore', 'other'],
  ['triangle', 'other'],
  ['xmark', 'other'],
  ['circ', 'degree'],
  ['degree', 'degree'],
  ['degreesign', 'degree'],
  ['ldots', 'dots'],
  ['cdots', 'dots'],
  ['gets', 'arrow'],
  ['leftarrow', 'arrow'],
  ['implies', 'arrow'],
  ['iff', 'arrow'],
  ['to', 'arrow'],
  ['mapsto', 'arrow'],
  ['longmapsto', 'arrow'],
  ['bmod', 'operator'],
  ['cap', 'operator'],
  ['cdot', 'operator'],
  ['choose', 'operator'],
  ['cup', 'operator'],
  ['div', 'operator'],
  ['mp', 'operator'],
  ['oplus', 'operator'],
  ['otimes', 'operator'],
  ['over', 'operator'],
  ['pm', 'operator'],
  ['setminus', 'operator'],
  ['backslash', 'operator'],
  ['times', 'operator'],
  ['times*', 'operator'],
  ['star', 'operator'],
  ['bullet', 'operator'],
  ['vee', 'operator'],
  ['wedge', 'operator'],
  ['xor', 'operator'],
])

/** Commands with an argument that does not belong to what is written. */
const aside: ReadonlySet<string> = new Set(['begin', 'color', 'end', 'hspace', 'label', 'phantom', 'tag', 'textcolor', 'vspace'])

/** The pieces of `[from, to)`, which may begin and end anywhere. */
export function piecesOf(text: string, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = []
  let textEnd = -1
  let tight = true
  const add = (type: PieceType, start: number, end: number): number => {
    pieces.push(start < textEnd ? { type, start, end, tight, text: true } : { type, start, end, tight })
    tight = true
    return end
  }
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at)
    if (code === 0x7b || code === 0x7d || code === 0x7e) {
      if (code === 0x7e) tight = false
      at++
    } else if (code !== 0x0a && isBlank(code)) {
      tight = false
      at++
    } else if (isDigit(code)) at = add('number', at, numberEnd(text, at, to))
    else if (isLetter(code)) {
      const end = lettersEnd(text, at, to)
      at = add(end > at + 1 || at < textEnd ? 'word' : 'letter', at, end)
    } else if (code === 0x5c) {
      const command = readCommand(text, at, to)
      if (command.type === 'text') textEnd = Math.max(textEnd, closingBrace(text, command.end, to))
      if (command.type === 'space' || command.type === 'text') tight &&= command.type === 'space' && command.unseen === true
      else add(command.type, at, command.end)
      at = command.end
    } else if (isCjk(code)) {
      let end = at + 1
      while (end < to && isCjk(text.charCodeAt(end))) end++
      at = add('word', at, end)
    } else {
      const sign = text[at] as string
      const arrow = (sign === '-' || sign === '=') && text[at + 1] === '>'
      if (arrow) at = add('arrow', at, at + 2)
      else at = add(signs.get(sign) ?? classOf((unicodeSigns.get(sign) ?? '').replace('\\', '')), at, at + 1)
    }
  }
  return pieces
}

/** Digits, with a point or a comma only between digits. */
function numberEnd(text: string, start: number, to: number): number {
  let at = start
  while (at < to) {
    const code = text.charCodeAt(at)
    const separates = (code === 0x2e || code === 0x2c) && at + 1 < to && isDigit(text.charCodeAt(at + 1))
    if (!isDigit(code) && !separates) break
    at++
  }
  return at
}

interface Command {
  readonly type: PieceType | 'space' | 'text'
  readonly end: number
  readonly unseen?: boolean
}

function readCommand(text: string, start: number, to: number): Command {
  const stop = lettersEnd(text, start + 1, to)
  if (stop === start + 1) {
    const sign = text[stop] ?? ''
    if (sign === '\\') return { type: 'cell', end: lineBreakEnd(text, stop + 1, to) }
    const seen = spacing.get(sign)
    return seen === undefined ? { type: commands.get(sign) ?? 'other', end: stop + 1 } : { type: 'space', end: stop + 1, unseen: !seen }
  }
  const name = text.slice(start + 1, stop)
  if (textCommands.has(name)) return text[stop] === '{' ? { type: 'text', end: stop } : { type: 'space', end: stop }
  if (fontCommands.get(name) === 'upright' && text[stop] === '{') return { type: 'text', end: stop }
  if (aside.has(name)) {
    const behind = groupEnd(text, stop, to)
    // `\begin{array}{cc}`
    return { type: 'space', end: name === 'begin' ? groupEnd(text, behind, to) : behind }
  }
  if (spacing.has(name) || fontCommands.has(name) || name === 'mathbin' || name === 'mathrel' || name === 'mathop')
    return { type: 'space', end: stop, unseen: spacing.get(name) !== true }
  return { type: classOf(name), end: stop }
}

/** The class of a command by its name, as the tables of the grammar have it. */
function classOf(written: string): PieceType {
  const name = aliases.get(written) ?? written
  const known = commands.get(name) ?? signs.get(name)
  if (known !== undefined) return known
  if (functions.has(name)) return 'function'
  if (letters.has(name) || constants.has(name)) return 'value'
  switch (relations.get(name)) {
    case undefined:
      return 'other'
    case 'eq':
    case 'approx':
    case 'equivalent':
    case 'in':
    case 'congruent':
    case 'similar':
      return 'equal'
    case 'to':
    case 'mapsto':
    case 'implies':
    case 'iff':
      return 'arrow'
    default:
      return 'order'
  }
}
