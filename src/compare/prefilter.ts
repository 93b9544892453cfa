import type { FloatInterval } from '../exact/float-interval.ts'
import { isKnownCommand } from '../latex/lexer/known-commands.ts'
import { lex } from '../latex/lexer/lexer.ts'
import { isKnownWord, isNumberWord } from '../latex/wording/lexicon.ts'
import { remembered } from '../limits/recent-cache.ts'
import type { Tree } from '../tree/tree.ts'
import { enclosureOf, isApart, nearest } from './numeral/enclosure.ts'

/**
 * Refuses texts by what they do not hold, before they are read: a policy under training that is wrong is mostly wrong in plain sight.
 * A filter may only say that a text cannot be equivalent, whatever the policy; all else is left to the comparers.
 */

/**
 * What a gold asks of every answer that is equivalent to it.
 *
 * `precise` says that the policy rounds at written places or not at all, so that values that are far apart are different.
 */
export interface Prefilter {
  /** Whether no reading of the text can be equivalent. */
  refusesText(text: string, precise: boolean): boolean
  /** Whether the prediction is a value of plain arithmetic that is far from the gold's. */
  refusesTree(prediction: Tree, precise: boolean): boolean
}

/**
 * The filter of a gold without declarations; `undefined` when it has none.
 *
 * - A numeral asks for a numeral of about the same value, or else for a digit, a word of numbers or a name of a constant.
 * - Another value of plain arithmetic asks numerals for about the same value.
 * - One capital up to H, a choice or a variable, asks for this letter.
 *
 * @param tree what the gold says
 * @example
 * const filterOf = gold => prefilterOf(gold, () => parse(gold).tree)
 * filterOf('12')?.refusesText('13', true)                     // true
 * filterOf('12')?.refusesText('Not enough information', true) // true
 * filterOf('12')?.refusesText('a dozen', true)                // false
 * filterOf('2\\sqrt3')?.refusesText('3', true)                // true
 * filterOf('B')?.refusesText('C. 12', true)                   // true
 */
export function prefilterOf(gold: string, tree: () => Tree): Prefilter | undefined {
  const numeral = plainValue(gold)
  if (numeral !== undefined) return new ValueFilter(nearest(numeral), true)
  const letter = gold.length <= longestMark ? mark.exec(gold)?.[1] : undefined
  if (letter !== undefined) return new MarkFilter(letter.charCodeAt(0))
  const value = enclosureOf(tree())
  return value && new ValueFilter(value, false)
}

/** Of a value of plain arithmetic; a numeral also refuses prose. */
class ValueFilter implements Prefilter {
  readonly #value: FloatInterval
  readonly #numeral: boolean

  constructor(value: FloatInterval, numeral: boolean) {
    this.#value = value
    this.#numeral = numeral
  }

  refusesText(text: string, precise: boolean): boolean {
    const other = precise ? plainValue(text) : undefined
    if (other !== undefined) return isApart(this.#value, nearest(other), farApart)
    return this.#numeral && holdsNoNumber(text, this.#value.lo === 0)
  }

  refusesTree(prediction: Tree, precise: boolean): boolean {
    const other = precise ? enclosureOf(prediction) : undefined
    return other !== undefined && isApart(this.#value, other, farApart)
  }
}

/** Of one capital. */
class MarkFilter implements Prefilter {
  readonly #capital: number

  constructor(capital: number) {
    this.#capital = capital
  }

  refusesText(text: string): boolean {
    return lacksLetter(text, this.#capital)
  }

  refusesTree(): boolean {
    return false
  }
}

const longestMark = 20
const mark = /^[\s$]*\(?([A-H])\)?\.?[\s$]*$/
/** Longer texts are read: what they say is looked for by other means. */
const longestText = 400

/** Roundings that are accepted show three digits at least, so that values a fiftieth apart are no roundings of each other. */
const farApart = 0.02

/** The value, nearly, of a plain integer, decimal or fraction, maybe between dollar signs or before a full stop. */
function plainValue(text: string): number | undefined {
  let start = 0
  let end = text.length
  if (end > longestNumeral) return undefined
  while (start < end && isAround(text.charCodeAt(start))) start++
  while (end > start && isAround(text.charCodeAt(end - 1))) end--
  if (text.charCodeAt(end - 1) === 0x2e) end--
  const negative = text.charCodeAt(start) === 0x2d
  const from = negative ? start + 1 : start
  const value = text.charCodeAt(from) === 0x5c ? fracValue(text, from, end) : slashValue(text, from, end)
  return value === undefined || !negative ? value : 0 - value
}

/** Numerals up to this length, a fraction's command and signs around it included. */
const longestNumeral = 40
/** More digits than a double holds are read exactly. */
const mostDigits = 15

/** `3`, `0.75`, `3/4`. */
function slashValue(text: string, start: number, end: number): number | undefined {
  const slash = numeralEnd(text, start, end)
  const value = numberIn(text, start, slash)
  if (slash === end || text.charCodeAt(slash) !== 0x2f) return slash === end ? value : undefined
  return quotient(value, numberIn(text, slash + 1, numeralEnd(text, slash + 1, end)), numeralEnd(text, slash + 1, end) === end)
}

/** `\frac{3}{4}`, `\dfrac{3}{4}`, `\tfrac{3}{4}`. */
function fracValue(text: string, start: number, end: number): number | undefined {
  const first = text.charCodeAt(start + 1)
  const at = first === 0x64 || first === 0x74 ? start + 2 : start + 1
  if (!text.startsWith('frac{', at)) return undefined
  const close = numeralEnd(text, at + 5, end)
  if (!text.startsWith('}{', close)) return undefined
  const last = numeralEnd(text, close + 2, end)
  return quotient(numberIn(text, at + 5, close), numberIn(text, close + 2, last), text.charCodeAt(last) === 0x7d && last + 1 === end)
}

const quotient = (above: number | undefined, below: number | undefined, whole: boolean): number | undefined =>
  whole && above !== undefined && below !== undefined && below !== 0 ? above / below : undefined

/** Where digits with at most one point between them end. */
function numeralEnd(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isDigit(text.charCodeAt(at))) at++
  if (at === start || at + 1 >= end || text.charCodeAt(at) !== 0x2e || !isDigit(text.charCodeAt(at + 1))) return at
  at++
  while (at < end && isDigit(text.charCodeAt(at))) at++
  return at
}

const numberIn = (text: string, start: number, end: number): number | undefined =>
  end === start || end - start > mostDigits ? undefined : Number(text.slice(start, end))

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
/** A blank or a dollar sign. */
const isAround = (code: number): boolean => code === 0x20 || code === 0x24

/**
 * Prose without a digit and without a word that a number may be written in. What is left are words and products of letters: no
 * constant among them, and no sum of such products is a number but zero, by a difference.
 */
function holdsNoNumber(text: string, zero: boolean): boolean {
  if (text.length > longestText) return false
  let start = -1
  let words = 0
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at)
    if (isLetter(code)) {
      if (start < 0) start = at
      continue
    }
    if (start >= 0) {
      if (!isOrdinary(text.slice(start, at))) return false
      words++
      start = -1
    }
    if (at < text.length && (!isPunctuation(code) || (zero && code === 0x2d))) return false
  }
  return words > 0
}

/** Whether a run of letters stands for no number: the lexer takes it for a word or for a product with a variable. */
const isOrdinary: (run: string) => boolean = remembered(run => {
  if (isNumberWord(run)) return false
  if (isKnownWord(run)) return true
  const tokens = lex(run).tokens.slice(0, -1)
  const plain = tokens.every(({ kind }) => kind === 'word' || kind === 'text' || kind === 'name')
  return plain && tokens.some(({ kind, value }) => kind !== 'name' || !constants.has(value))
}, 2_000)

/** Letters that may stand for a number. */
const constants: ReadonlySet<string> = new Set(['e', 'i', 'I', 'E'])

/**
 * Whether a text of ASCII characters nowhere writes the letter, capital or small, as a mark of its own or as a variable. Inside a run
 * of letters a capital counts anywhere, a small letter at an end.
 */
function lacksLetter(text: string, capital: number): boolean {
  if (text.length > longestText) return false
  const small = capital + 32
  let start = -1
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at)
    if (isLetter(code)) {
      if (start < 0) start = at
      if (code === capital && text[start - 1] !== '\\') return false
      continue
    }
    if (start >= 0) {
      if (text[start - 1] === '\\') {
        if (at - start === 1 || !isKnownCommand(text.slice(start, at))) return false
      } else if (text.charCodeAt(start) === small || text.charCodeAt(at - 1) === small) return false
      start = -1
    }
    // An entity or an escape may write any letter.
    if (code === 0x26 || (code < 0x20 && code !== 0x0a && code !== 0x09) || (code > 0x7e && !signs.has(code))) return false
  }
  return true
}

/** Signs of mathematics that are no letters: `×`, `·`, `²`, `³`, `°`, `−`, `√`, `∞`, `≤`, `≥`, `≠`, `π`, `θ`. */
const signs: ReadonlySet<number> = new Set([0xd7, 0xb7, 0xb2, 0xb3, 0xb0, 0x2212, 0x221a, 0x221e, 0x2264, 0x2265, 0x2260, 0x3c0, 0x3b8])

const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)

/** Blanks and signs that join words or end sentences: no operator that makes numbers of letters. */
function isPunctuation(code: number): boolean {
  switch (code) {
    case 0x20:
    case 0x21:
    case 0x22:
    case 0x27:
    case 0x28:
    case 0x29:
    case 0x2c:
    case 0x2d:
    case 0x2e:
    case 0x3a:
    case 0x3b:
    case 0x3f:
      return true
    default:
      return false
  }
}
