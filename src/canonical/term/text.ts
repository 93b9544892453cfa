import { absoluteInteger, bitLength, type Integer, toBigInt } from '../../exact/integer.ts'
import type { Rational } from '../../exact/rational.ts'
import { plainFunctions, plainNames } from '../../latex/lexer/commands.ts'
import { splitCoefficient } from './node.ts'
import { knownFunctions } from './property.ts'
import type { Term } from './term.ts'

/**
 * Terms as text that a person reads and the parser reads again: `2*sqrt(3)`, `x^2 - 1/2`, `sin(2*x)`.
 *
 * Numbers of thousands of digits are cut. Only the shape is for reading; equality of texts means nothing, keys are for that.
 */

/** How tightly the printed text binds: 1 sum, 2 product, 3 power, 4 alone. */
interface Printed {
  readonly text: string
  readonly level: number
}

const rationalPrinted = (value: Rational): Printed =>
  value.den === 1
    ? { text: integerText(value.num), level: value.num < 0 ? 1 : 4 }
    : { text: `${integerText(value.num)}/${integerText(value.den)}`, level: value.num < 0 ? 1 : 2 }

/** A longer number is shown by its last digits: nobody reads it, and writing it takes longer than comparing it. */
const longestShown = 20_000
const shownDigits = 20

function integerText(value: Integer): string {
  const bits = bitLength(value)
  if (bits <= longestShown) return `${value}`
  const digits = `${absoluteInteger(toBigInt(value) % 10n ** BigInt(shownDigits))}`.padStart(shownDigits, '0')
  return `${value < 0 ? '-' : ''}(${bits} bits)…${digits}`
}

const wrapped = (printed: Printed, level: number): string => (printed.level >= level ? printed.text : `(${printed.text})`)

/** A name as the reader of plain text takes it; others as commands, long indices in `\\mathrm`. */
const nameText = (name: string): string => {
  const cut = name.indexOf('_')
  const base = cut < 0 ? name : name.slice(0, cut)
  const index = cut < 0 ? '' : name.slice(cut + 1)
  const first = base.length > 1 && /^[A-Za-z]+$/.test(base) && !plainNames.has(base) && !plainFunctions.has(base) ? `\\${base}` : base
  if (index === '') return cut < 0 ? first : `${first}_`
  return index.length > 1 && !/^[0-9]+$/.test(index) ? `${first}_{\\mathrm{${index}}}` : `${first}_${index}`
}

const constantNames = { pi: 'pi', e: 'e', i: 'i', '+infinity': 'infinity', '-infinity': '-infinity' } as const

const degreeOf = (term: Term): number => {
  const { rest } = splitCoefficient(term)
  if (rest.type === 'constant') return 0
  let total = 0
  for (const part of rest.type === 'product' ? rest.factors : [rest]) {
    if (part.type === 'variable') total += 1
    else if (part.type === 'power' && part.base.type === 'variable' && part.exponent.type === 'constant')
      total += Number(part.exponent.value.num) / Number(part.exponent.value.den)
  }
  return total
}

const print = (term: Term, depth: number): Printed => {
  if (depth > 200) return { text: '…', level: 4 }
  switch (term.type) {
    case 'constant':
      return rationalPrinted(term.value)
    case 'named':
      return { text: constantNames[term.name], level: term.name === '-infinity' ? 1 : 4 }
    case 'variable':
      return { text: nameText(term.name), level: 4 }
    case 'atom':
      return { text: term.key.slice(term.key.indexOf(':') + 1), level: 4 }
    case 'undefined':
      return { text: 'undefined', level: 4 }
    case 'sum': {
      const ordered = [...term.terms].sort((a, b) => degreeOf(b) - degreeOf(a))
      let text = ''
      for (const part of ordered) {
        const piece = print(part, depth + 1)
        if (text === '') text = piece.level < 2 && piece.text.startsWith('-') ? piece.text : wrapped(piece, 2)
        else if (piece.text.startsWith('-')) text += ` - ${piece.text.slice(1)}`
        else text += ` + ${wrapped(piece, 2)}`
      }
      return { text, level: 1 }
    }
    case 'product':
      return product(term.coefficient, term.factors, depth)
    case 'power': {
      const radical = asRadical(term.base, term.exponent, depth)
      if (radical !== undefined) return radical
      if (term.exponent.type === 'constant' && term.exponent.value.num < 0) return product({ num: 1, den: 1 }, [term], depth)
      return { text: `${wrapped(print(term.base, depth + 1), 4)}^${exponentText(term.exponent, depth)}`, level: 3 }
    }
    case 'apply':
      if (term.name === 'doublefactorial') return { text: `${wrapped(print(term.arguments[0] as Term, depth + 1), 4)}!!`, level: 4 }
      if (term.name === 'factorial') return { text: `${wrapped(print(term.arguments[0] as Term, depth + 1), 4)}!`, level: 4 }
      return {
        text: `${knownFunctions.has(term.name) ? term.name : nameText(term.name)}(${term.arguments.map(part => print(part, depth + 1).text).join(', ')})`,
        level: 4,
      }
    case 'bound': {
      const limits = [term.lower, term.upper].map(part => (part === undefined ? '' : print(part, depth + 1).text)).join(', ')
      return { text: `${term.operator}(${print(term.body, depth + 1).text}, ${term.variable.name}, ${limits})`, level: 4 }
    }
  }
}

const exponentText = (exponent: Term, depth: number): string => {
  const text = wrapped(print(exponent, depth + 1), 4)
  return text.includes('_') && !text.startsWith('(') ? `(${text})` : text
}

const asRadical = (base: Term, exponent: Term, depth: number): Printed | undefined => {
  if (exponent.type !== 'constant' || exponent.value.num !== 1) return undefined
  if (exponent.value.den === 2) return { text: `sqrt(${print(base, depth + 1).text})`, level: 4 }
  return undefined
}

const product = (coefficient: Rational, factors: readonly Term[], depth: number): Printed => {
  const above: string[] = []
  const below: string[] = []
  let underRoot: bigint = 1n
  for (const part of factors) {
    if (part.type === 'power' && part.base.type === 'constant' && part.exponent.type === 'constant') {
      // Square roots of several primes are shown as one.
      if (part.exponent.value.num === 1 && part.exponent.value.den === 2 && part.base.value.den === 1) {
        underRoot *= BigInt(part.base.value.num)
        continue
      }
    }
    if (part.type === 'power' && part.exponent.type === 'constant' && part.exponent.value.num < 0) {
      const { num, den } = part.exponent.value
      const size: Rational = { num: -num, den }
      if (size.num === 1 && size.den === 1) below.push(wrapped(print(part.base, depth + 1), 3))
      else {
        const radical = asRadical(part.base, { type: 'constant', key: '', value: size }, depth)
        below.push(radical?.text ?? `${wrapped(print(part.base, depth + 1), 4)}^${wrapped(rationalPrinted(size), 4)}`)
      }
    } else above.push(wrapped(print(part, depth + 1), 3))
  }
  if (underRoot !== 1n) above.unshift(`sqrt(${underRoot})`)
  const negative = coefficient.num < 0
  const num = negative ? -coefficient.num : coefficient.num
  if (num !== 1 || above.length === 0) above.unshift(`${num}`)
  if (coefficient.den !== 1) below.unshift(`${coefficient.den}`)
  const denominator = below.length === 0 ? '' : below.length === 1 ? `/${below[0]}` : `/(${below.join('*')})`
  return { text: `${negative ? '-' : ''}${above.join('*')}${denominator}`, level: negative ? 1 : 2 }
}

/** The term as text. @example termToText(squareRoot(integer(12))) // '2*sqrt(3)' */
export const termToText = (term: Term): string => print(term, 0).text
