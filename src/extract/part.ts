import type { Span } from '../source/span.ts'
import { closingBrace } from './box.ts'
import { isBlank, isDigit, isLetter, lettersEnd } from './characters.ts'

/**
 * Whether a box is only a part of what is written around it.
 *
 *     -\boxed{5}   2\boxed{5}   \boxed{5}^2   $\boxed{5}+1$   $x=1-\boxed{5}$   $\log\boxed{5}$     a part
 *     $x=\boxed{5}$   \boxed{5}\text{ cm}   \boxed{5}^\circ   \boxed{9}\pmod{11}                    the whole value
 *     $\boxed{3}+4=7$   $7=4+\boxed{3}$                                                             fills in a blank
 *     $\boxed{5}=6$                                                                                contradicts what is beside it
 *
 * The value beside the box is that of its side of the equation: an operator next to the box makes it a part, unless another side
 * holds a number, so that the box completes what is known. In prose a dash with blanks is a dash.
 */
export function isPart(text: string, box: Span, from: number, to: number): boolean {
  const after = box.end < to ? text.charCodeAt(box.end) : 0
  if (after === 0x21) return isBangOfFactorial(text, box.end + 1, to)
  if (isDigit(after) || (after === 0x5e && !isDegree(text, box.end))) return true
  if (box.start > from && isDigit(text.charCodeAt(box.start - 1))) return true
  const side = { text, from: Math.max(from, box.start - near), to: Math.min(to, box.end + near) }
  const formula = isInFormula(side, box.start)
  const joined = isJoinedBehind(side, box.end, formula) || isJoinedBefore(side, box.start, formula)
  return joined ? !isBlankOfEquation(side, box) : isOtherInteger(side, box)
}

/** Characters around a box that are looked at. */
const near = 200

interface Side {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** `\boxed{5}!$` is a factorial, `\boxed{5}!` and `$\boxed{5}$!` cry out. */
const isBangOfFactorial = (text: string, at: number, to: number): boolean => at < to && text.charCodeAt(at) === 0x24

/** `^\circ`, `^{\circ}` */
const isDegree = (text: string, at: number): boolean => text.startsWith('\\circ', at + (text.charCodeAt(at + 1) === 0x7b ? 2 : 1))

/** Dollars or a bracket of TeX stand open in front of the box. */
function isInFormula({ text, from }: Side, start: number): boolean {
  const before = text.slice(from, start)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (line.split('$').length % 2 === 0) return true
  const opened = Math.max(before.lastIndexOf('\\['), before.lastIndexOf('\\('))
  if (opened >= 0 && opened > Math.max(before.lastIndexOf('\\]'), before.lastIndexOf('\\)'))) return true
  return before.split('$$').length % 2 === 0
}

const operators: ReadonlySet<string> = new Set(['ast', 'bmod', 'cdot', 'div', 'mp', 'over', 'pm', 'times'])
/** Commands that are values or have one behind them: beside a box they are factors. */
const factors: ReadonlySet<string> = new Set(['dfrac', 'frac', 'pi', 'sqrt', 'tfrac', 'theta', 'alpha', 'beta'])
const functions: ReadonlySet<string> = new Set([
  'arccos',
  'arcsin',
  'arctan',
  'cos',
  'cot',
  'exp',
  'lg',
  'lnot',
  'ln',
  'log',
  'neg',
  'sin',
  'tan',
])

/** An operator with an operand behind it, or a factor, follows on the same side. */
function isJoinedBehind(side: Side, end: number, formula: boolean): boolean {
  const { text } = side
  const at = behindUnit(side, end, formula)
  const code = at < side.to ? text.charCodeAt(at) : 0
  // Another member of a list, and what is done to a parenthesis around the box.
  if (code === 0x2c && formula) return isDigit(text.charCodeAt(skipBlanks(side, at + 1, formula)))
  if (code === 0x29 || text.startsWith('\\right)', at)) return isRaised(text, at + (code === 0x29 ? 1 : 7))
  const behind = text.slice(at, at + longestWords)
  // `\boxed{25\text{ cm}}$ squared` is an area.
  if (wordsBehind.test(behind) || (isDigit(text.charCodeAt(end - 2)) && powersInWords.test(behind))) return true
  if (code === 0x5c) {
    const stop = lettersEnd(text, at + 1, side.to)
    const name = text.slice(at + 1, stop)
    if (name === 'ne' || name === 'neq') return true
    if (operators.has(name)) return isOperand(side, skipBlanks(side, stop, formula), formula)
    return (factors.has(name) || functions.has(name)) && at === end
  }
  if (isOperator(code) && !(code === 0x2a && text.charCodeAt(at + 1) === 0x2a)) {
    const blank = isBlank(text.charCodeAt(at - 1))
    return isOperand(side, skipBlanks(side, at + 1, formula), formula) && (formula || !blank || isDigit(text.charCodeAt(at + 2)))
  }
  if (at !== end) return false
  if (code === 0x28) return formula && isNumberInParentheses(side, at)
  // One letter at the box is a factor; units are set off.
  return isLetter(code) && lettersEnd(text, at, side.to) === at + 1 && isFactorLetter(code)
}

/** An operator with an operand in front of it, a sign or a function stands right before the box. */
function isJoinedBefore(side: Side, start: number, formula: boolean): boolean {
  const { text, from } = side
  const at = blanksBefore(side, start, formula)
  if (at <= from) return false
  const code = text.charCodeAt(at - 1)
  if (wordsBefore.test(text.slice(Math.max(from, at - longestWords), at))) return true
  if (formula && (code === 0x5e || code === 0x5f)) return true
  if (formula && code === 0x2c) return isDigit(text.charCodeAt(blanksBefore(side, at - 1, formula) - 1)) && !isNamed(text.slice(from, at))
  if (isLetter(code)) {
    let first = at
    while (first > from && isLetter(text.charCodeAt(first - 1))) first--
    const name = text.slice(first, at)
    if (text.charCodeAt(first - 1) !== 0x5c) return formula && at === start && name.length === 1 && isFactorLetter(code)
    if (name === 'pm' || name === 'mp' || name === 'ne' || name === 'neq') return true
    if (operators.has(name)) return hasOperandBefore(side, first - 1, formula)
    return functions.has(name) || (name === 'pi' && at === start)
  }
  if (code === 0x2260 || (code === 0x3d && text.endsWith('\\not', blanksBefore(side, at - 1, formula)))) return true
  if (code === 0xb1) return true
  if (code === 0x2d && isStartOfFormula(text, at - 2, from)) return at === start || formula
  if (!isOperator(code) || text.charCodeAt(at - 2) === code) return false
  return (formula || at === start) && hasOperandBefore(side, at - 1, formula)
}

/** Arithmetic in words. */
const longestWords = 40
const wordsBehind = /^(?:[$] ?|\\\) ?)?(?:(?:plus|minus|times|divided by) ?(?:[$]|\\\()?\d|[+/*\u00d7\u00b7] ?(?:[$]|\\\()?\d)/
const powersInWords = /^(?:[$] ?|\\\) ?)?(?:squared|cubed)/
const wordsBefore = /(?:^|[^A-Za-z])(?:minus|negative|twice|half of|(?:text|mathrm)\{ ?not ?\}) ?(?:[$]|\\\()?(?:\\ )?$/

/** `)^2`, `)!` */
const isRaised = (text: string, at: number): boolean => text.charCodeAt(at) === 0x5e || text.charCodeAt(at) === 0x21

/** `x=6, ` in front of the box: other unknowns have values of their own. */
const isNamed = (before: string): boolean => before.slice(before.lastIndexOf('$') + 1).includes('=')

/** `+ - * / × ÷ · ±` */
function isOperator(code: number): boolean {
  switch (code) {
    case 0x2a:
    case 0x2b:
    case 0x2d:
    case 0x2f:
    case 0xb1:
    case 0xb7:
    case 0xd7:
    case 0xf7:
    case 0x2212:
      return true
    default:
      return false
  }
}

/** Letters that stand for numbers and hardly ever for units. */
const isFactorLetter = (code: number): boolean => 'abeiknpqrtuwxyz'.includes(String.fromCharCode(code))

function isOperand({ text, to }: Side, at: number, formula: boolean): boolean {
  const code = at < to ? text.charCodeAt(at) : 0
  if (isDigit(code)) return true
  if (code === 0x5c) {
    const name = text.slice(at + 1, lettersEnd(text, at + 1, to))
    return factors.has(name) || functions.has(name) || name === 'boxed' || name === 'left'
  }
  if (code === 0x28) return formula || isDigit(text.charCodeAt(at + 1))
  return isLetter(code) && lettersEnd(text, at, to) === at + 1 && (formula || isFactorLetter(code))
}

/** What ends before `at` is a value: a digit, a closed group, in a formula a letter. */
function hasOperandBefore(side: Side, at: number, formula: boolean): boolean {
  const end = blanksBefore(side, at, formula)
  if (end <= side.from) return false
  const code = side.text.charCodeAt(end - 1)
  return isDigit(code) || code === 0x29 || code === 0x7d || code === 0x5d || (formula && isLetter(code))
}

/** `(2)`, `(2+1)`: digits and operators only. */
function isNumberInParentheses({ text, to }: Side, open: number): boolean {
  let digits = 0
  for (let at = open + 1; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x29) return digits > 0
    if (isDigit(code)) digits++
    else if (code !== 0x20 && code !== 0x2e && !isOperator(code)) return false
  }
  return false
}

/** Behind spaces, braces, and a unit with its power: `\boxed{5}\text{ cm}^2`, `\boxed{5}^\circ`, `\boxed{5}\%`. */
function behindUnit(side: Side, end: number, formula: boolean): number {
  const { text, to } = side
  let at = skipBlanks(side, end, formula)
  for (;;) {
    const code = at < to ? text.charCodeAt(at) : 0
    let next = at
    if (code === 0x25 || code === 0xb0) next = at + 1
    else if (text.startsWith('\\%', at)) next = at + 2
    else if (code === 0x5e && isDegree(text, at)) next = text.charCodeAt(at + 1) === 0x7b ? at + 8 : at + 6
    else if (text.startsWith('\\text', at) || text.startsWith('\\mathrm{', at)) {
      const open = text.indexOf('{', at)
      const close = closingBrace(text, open, to)
      if (close < 0) return at
      next = powerEnd(text, close + 1, to)
    }
    if (next === at) return at
    at = skipBlanks(side, next, formula)
  }
}

/** Behind a power, if one stands there: `^2`, `^{-3}`. */
function powerEnd(text: string, at: number, to: number): number {
  if (text.charCodeAt(at) !== 0x5e) return at
  return text.charCodeAt(at + 1) === 0x7b ? Math.max(at, closingBrace(text, at + 1, to)) + 1 : at + 2
}

/** Behind blanks, spaces of TeX and closing braces; line ends only within a formula. */
function skipBlanks({ text, to }: Side, start: number, formula: boolean): number {
  let at = start
  while (at < to) {
    const code = text.charCodeAt(at)
    if (code === 0x0a || code === 0x0d ? formula : isBlank(code) || code === 0x7d || code === 0x7e) at++
    else if (code === 0x5c && isSpaceCommand(text.charCodeAt(at + 1))) at += 2
    else if (text.startsWith('\\quad', at) || text.startsWith('\\qquad', at)) at += text.charCodeAt(at + 2) === 0x71 ? 6 : 5
    else break
  }
  return at
}

/** Where blanks, spaces of TeX and opening braces in front of `end` begin. */
function blanksBefore({ text, from }: Side, end: number, formula: boolean): number {
  let at = end
  while (at > from) {
    const code = text.charCodeAt(at - 1)
    const line = code === 0x0a || code === 0x0d
    if (isSpaceCommand(code) && text.charCodeAt(at - 2) === 0x5c) at -= 2
    else if (line ? formula : isBlank(code) || code === 0x7b) at--
    else break
  }
  return at
}

/** `\,` `\;` `\:` `\!` `\ ` */
const isSpaceCommand = (code: number): boolean => code === 0x2c || code === 0x3b || code === 0x3a || code === 0x21 || code === 0x20

/** In front of `at` a formula starts, or a side of an equation: a minus behind it is a sign, not a difference or a dash of a list. */
function isStartOfFormula(text: string, at: number, from: number): boolean {
  let start = at
  while (start >= from && text.charCodeAt(start) === 0x20) start--
  if (start < from) return true
  const code = text.charCodeAt(start)
  const opens = code === 0x28 || code === 0x5b
  return code === 0x24 || code === 0x3d || code === 0x3e || code === 0x0a || (opens && text.charCodeAt(start - 1) === 0x5c)
}

/** Another side of the equation, in the same line and formula, holds a number: the box is what was missing. */
function isBlankOfEquation({ text, from, to }: Side, box: Span): boolean {
  const after = text.slice(box.end, to)
  const stop = /[$\n]|\\[)\]]/.exec(after)
  const behind = after.slice(0, stop?.index ?? after.length)
  const equals = behind.indexOf('=')
  if (equals >= 0) return /\d/.test(behind.slice(equals + 1))
  const before = text.slice(from, box.start)
  const start = Math.max(before.lastIndexOf('$'), before.lastIndexOf('\n'), before.lastIndexOf('\\('), before.lastIndexOf('\\['))
  const last = before.lastIndexOf('=')
  return last > start && /\d/.test(before.slice(start + 1, last))
}

/** `\boxed{5}=6`: two whole numbers that are not the same. */
function isOtherInteger({ text, to }: Side, box: Span): boolean {
  const equals = /^[ ]{0,9}=[ ]{0,9}(\d{1,30})(?![\d.,])[ ]{0,9}(?:$|[$\n]|\\[)\]])/.exec(text.slice(box.end, to))
  const content = /^\\(?:boxed|fbox)\{[ ]{0,9}(\d{1,30})[ ]{0,9}\}$/.exec(text.slice(box.start, Math.min(box.end, box.start + near)))
  return equals !== null && content !== null && equals[1] !== content[1]
}
