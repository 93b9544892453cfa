import { different, proved } from '../../canonical/ladder/decision.ts'
import { foldCase, numberWord } from '../../latex/wording/lexicon.ts'
import { withoutTail } from '../../latex/tail.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Comparer } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'
import { hasText, spelled } from '../wording/spelling.ts'

/**
 * Numerals in a base: `204_5`, `204_{\text{five}}`, `(204)_5`, `2F_{16}`, `0x2F`, `1011 (base 2)`.
 *
 * The base is part of the answer. It may be left out, and then the digits alone are compared; the same number in
 * another base is another answer, because that is what was asked for.
 */
export const compareBaseNumerals: Comparer = (gold, prediction) => {
  if (gold.type === 'number' && prediction.type !== 'subscript' && prediction.type !== 'times' && prediction.type !== 'text')
    return undefined
  const reference = numeralOf(gold)
  if (reference === undefined) return undefined
  const answer = numeralOf(prediction) ?? lettersOf(prediction, reference.base)
  if (reference.base === undefined) {
    // A bare gold meets a numeral in a base: the gold left the base out, or it is another number.
    const sameDigits = answer?.base !== undefined && answer.digits === reference.digits && fits(reference.digits, answer.base)
    if (sameDigits) return proved('exact-number', 'same-digits')
    if (gold.type !== 'number' || answer?.base === undefined) return undefined
    const { digits, base } = answer
    return different('exact-number', { what: 'digits', reference: reference.digits, prediction: `${digits} in base ${base}` })
  }
  if (answer === undefined) return otherKind(gold, prediction)
  if (answer.base !== undefined && answer.base !== reference.base)
    return different('exact-number', () => ({ what: 'base', reference: String(reference.base), prediction: String(answer.base) }))
  if (answer.digits !== reference.digits)
    return different('exact-number', { what: 'digits', reference: reference.digits, prediction: answer.digits })
  return proved('exact-number', 'same-digits')
}

/** `FF` for `FF_{16}`: letters alone are digits where the gold says so. */
function lettersOf(prediction: Tree, base: number | undefined): BaseNumeral | undefined {
  const text = base === 16 ? spelled(prediction) : undefined
  return text === undefined ? undefined : digitsOf(text, base)
}

/** Whether a gold is a numeral, in a base or with its base left out. */
export const isBaseNumeral = (gold: Tree): boolean => numeralOf(gold) !== undefined

interface BaseNumeral {
  /** Upper case, without leading zeros, with the sign. */
  readonly digits: string
  readonly base?: number
}

function numeralOf(tree: Tree): BaseNumeral | undefined {
  switch (tree.type) {
    case 'number':
      return digitsOf(tree.lexeme, undefined)
    case 'negate': {
      const inner = numeralOf(tree.operand)
      return inner === undefined || inner.digits.startsWith('-') ? undefined : { ...inner, digits: `-${inner.digits}` }
    }
    case 'fenced':
      return tree.items.length === 1 && tree.open === '(' ? numeralOf(tree.items[0] as Tree) : undefined
    case 'subscript': {
      const base = baseOf(tree.index)
      const inner = tree.base.type === 'fenced' && tree.base.items.length === 1 ? (tree.base.items[0] as Tree) : tree.base
      const digits = inner.type === 'number' || inner.type === 'times' || inner.type === 'text' ? spelled(inner) : undefined
      return base === undefined || digits === undefined ? undefined : digitsOf(digits, base)
    }
    case 'times': {
      // `2F_{16}`: the subscript stands at the last digit.
      const last = tree.factors[tree.factors.length - 1]
      if (tree.written !== 'juxtaposed' && tree.written !== 'spaced') return undefined
      if (hasText(tree) && last?.type === 'text') return saidBase(spelled(tree) ?? '')
      if (last?.type !== 'subscript') return plainDigits(tree)
      const base = baseOf(last.index)
      const digits = spelled({ ...tree, factors: [...tree.factors.slice(0, -1), last.base] })
      return base === undefined || digits === undefined ? undefined : digitsOf(digits, base)
    }
    case 'text': {
      return programmed(tree.value) ?? saidBase(tree.value) ?? plainDigits(tree)
    }
    default:
      return undefined
  }
}

/** `0x1F`, `0b101`, `0o17`, as programs write them. */
function programmed(text: string): BaseNumeral | undefined {
  const base = text.charCodeAt(0) === 48 ? programBases.get(text.slice(0, 2).toLowerCase()) : undefined
  return base === undefined ? undefined : digitsOf(text.slice(2), base)
}

const programBases: ReadonlyMap<string, number> = new Map([
  ['0b', 2],
  ['0o', 8],
  ['0x', 16],
])

/** `1011 (base 2)`, `1011 in base two`, `1011_{\text{base }2}`. */
function saidBase(text: string): BaseNumeral | undefined {
  const said =
    /^([0-9A-Za-z. ]+?)[ ,_{(]*(?:in )?base[- ]([a-z0-9]+)[)}]?\.?$/.exec(text.slice(0, 100)) ??
    /^([0-9A-F]+) \(?(?:in )?(binary|octal|hex|hexadecimal)\)?\.?$/.exec(text.slice(0, 100))
  const base = said === null ? undefined : baseNamed(said[2] as string)
  return base === undefined || said === null ? undefined : digitsOf(said[1] as string, base)
}

/** Digits beyond nine without a base: `2F` as a prediction. */
function plainDigits(tree: Tree): BaseNumeral | undefined {
  const text = spelled(tree)
  return text !== undefined && text.length < 40 && /\d/.test(text) ? digitsOf(text, undefined) : undefined
}

function digitsOf(written: string, base: number | undefined): BaseNumeral | undefined {
  // `3a_{12}` is a multiple of a term; small letters are digits in base sixteen only.
  if (base !== undefined && base !== 16 && /[a-z]/.test(written)) return undefined
  const digits = foldCase(written).replace(/ /g, '')
  if (digits.length > 400 || !/^[0-9a-z]+(?:\.[0-9a-z]+)?$/.test(digits)) return undefined
  // Letters alone are a name with an index, unless they are a numeral in base sixteen.
  if (!/\d/.test(digits) && (base !== 16 || digits.length < 2)) return undefined
  if (base !== undefined && !fits(digits, base)) return undefined
  const upper = digits.toUpperCase()
  const trimmed = upper.includes('.') ? withoutTail(upper, '0').replace(/\.$/, '') : upper
  const plain = trimmed.replace(/^0+(?=[0-9A-Z])/, '')
  return base === undefined ? { digits: plain } : { digits: plain, base }
}

function fits(digits: string, base: number): boolean {
  for (const digit of digits) {
    if (digit === '.' || digit === '-') continue
    const value = digit <= '9' ? digit.charCodeAt(0) - 48 : (digit.charCodeAt(0) | 32) - 87
    if (value >= base) return false
  }
  return true
}

function baseOf(index: Tree): number | undefined {
  if (index.type === 'fenced' && index.items.length === 1) return baseOf(index.items[0] as Tree)
  const text = index.type === 'number' || index.type === 'text' || index.type === 'times' ? spelled(index) : undefined
  return text === undefined ? undefined : baseNamed(foldCase(text))
}

const names: ReadonlyMap<string, number> = new Map([
  ['bin', 2],
  ['binary', 2],
  ['dec', 10],
  ['decimal', 10],
  ['hex', 16],
  ['hexadecimal', 16],
  ['oct', 8],
  ['octal', 8],
])

function baseNamed(text: string): number | undefined {
  const word = text.startsWith('base') ? text.slice(4).trim() : text
  const value = names.get(word) ?? Number((/^\d{1,2}$/.test(word) ? word : numberWord(word)) ?? Number.NaN)
  return value >= 2 && value <= 36 ? value : undefined
}
