/**
 * Decimal numerals: their exact value, and how precisely they were written.
 *
 *     12.50        3e-5        0.1(6)        0.1666...        2.71828...
 *     ^^ ^^        ^ ^^^       ^ ^^^^        ^ ^^^^^^^        ^ ^^^^^ not recurring: a value cut off
 *
 * The last written place is what rounding is about: `places` 2 means hundredths, -3 thousands. A value is "a rounding" of
 * another when it lies within half a unit of that place, ties either way. Dots after digits that do not visibly recur
 * mean that more digits follow, so such a numeral may also be cut off: a whole unit upwards.
 */
import {
  addIntegers,
  bitLength,
  divmodIntegers,
  exactQuotient,
  type Integer,
  integerFromText,
  isEven,
  multiplyIntegers,
  powerInteger,
} from './integer.ts'
import {
  absolute,
  add,
  compareRationals,
  HALF,
  integer,
  multiply,
  negate,
  nearestInteger,
  type Rational,
  rational,
  subtract,
} from './rational.ts'

/** A decimal numeral with what its writing tells. */
export interface Numeral {
  readonly value: Rational
  /** `false` only for digits followed by dots that do not recognisably recur. */
  readonly exact: boolean
  /** Which power of ten the last written digit counts: 1.20 has 2, 1200 has 0, 3e-5 has 5, 12e3 has -3. */
  readonly places: number
  /** Digits that were written from the first one that is not 0; 0.00 has none. */
  readonly significant: number
  /** A point, an exponent or a recurring block was written. */
  readonly decimal: boolean
}

/** Exponents beyond this are not expanded. */
export const maxExponent = 100_000

/**
 * Read the lexeme of a numeral: digits, at most one point, a recurring block in parentheses or dots, an exponent.
 * `undefined` for other text and for an exponent beyond `maxExponent`.
 *
 * @example
 * readDecimal('0.1(6)') // { value: { num: 1, den: 6 }, exact: true }
 * readDecimal('1.20') // { value: { num: 6, den: 5 }, places: 2, significant: 3 }
 * readDecimal('1e999999999') // undefined
 */
export function readDecimal(lexeme: string): Numeral | undefined {
  const wholeEnd = digitsEnd(lexeme, 0)
  if (wholeEnd === lexeme.length && wholeEnd > 0 && wholeEnd < longestSafe)
    return { value: integer(Number(lexeme)), exact: true, places: 0, significant: wholeEnd - leadingZeros(lexeme), decimal: false }
  const point = lexeme.charCodeAt(wholeEnd) === 46 && !lexeme.startsWith('...', wholeEnd)
  const fractionStart = point ? wholeEnd + 1 : wholeEnd
  const fractionEnd = point ? digitsEnd(lexeme, fractionStart) : fractionStart
  const whole = lexeme.slice(0, wholeEnd)
  const fraction = lexeme.slice(fractionStart, fractionEnd)
  let at = fractionEnd
  let block = ''
  let dots = false
  if (point && lexeme.charCodeAt(at) === 40) {
    const blockEnd = digitsEnd(lexeme, at + 1)
    block = lexeme.slice(at + 1, blockEnd)
    if (block === '' || lexeme.charCodeAt(blockEnd) !== 41) return undefined
    at = blockEnd + 1
  } else if (point && lexeme.startsWith('...', at)) {
    dots = true
    at += 3
  } else if (point && lexeme.startsWith('…', at)) {
    dots = true
    at += 1
  }
  if (whole === '' && fraction === '' && block === '') return undefined
  const exponent = readExponent(lexeme, at)
  if (exponent === undefined) return undefined
  const places = fraction.length + block.length - exponent
  const digits = whole + fraction + block
  const written = { places, significant: digits.length - leadingZeros(digits), decimal: point || at < lexeme.length }
  if (block !== '') return { value: scaled(recurring(whole, fraction, block), exponent), exact: true, ...written }
  const length = dots ? recurringLength(fraction) : 0
  if (length > 0) {
    const split = fraction.length - length
    return { value: scaled(recurring(whole, fraction.slice(0, split), fraction.slice(split)), exponent), exact: true, ...written }
  }
  return { value: scaled(integer(wholeNumber(whole + fraction)), exponent - fraction.length), exact: !dots, ...written }
}

/** Fewer digits than this are a safe integer. */
const longestSafe = 16

function digitsEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
  return at
}

function leadingZeros(digits: string): number {
  let count = 0
  while (digits.charCodeAt(count) === 48) count++
  return count
}

const wholeNumber = (digits: string): Integer => (digits === '' ? 0 : (integerFromText(digits) ?? 0))

/** The exponent that stands at `at` and ends the lexeme: 0 when the lexeme ends there. */
function readExponent(lexeme: string, at: number): number | undefined {
  if (at === lexeme.length) return 0
  if (lexeme[at] !== 'e' && lexeme[at] !== 'E') return undefined
  const signed = lexeme[at + 1] === '-' || lexeme[at + 1] === '+'
  const digits = lexeme.slice(signed ? at + 2 : at + 1)
  if (digits === '' || digitsEnd(digits, 0) !== digits.length) return undefined
  const size = digits.slice(leadingZeros(digits))
  if (size.length > 6 || Number(size) > maxExponent) return undefined
  return lexeme[at + 1] === '-' ? 0 - Number(size) : Number(size)
}

/** `whole.fraction(block)`: the block is a number over as many nines. */
function recurring(whole: string, fraction: string, block: string): Rational {
  const nines = addIntegers(powerOfTen(block.length), -1)
  const start = wholeNumber(whole + fraction)
  const num = addIntegers(multiplyIntegers(start, nines), wholeNumber(block))
  return rational(num, multiplyIntegers(nines, powerOfTen(fraction.length)))
}

/** Longer blocks before dots are not looked for. */
const longestBlock = 1000

/**
 * The length of the block that the last digits before dots repeat; 0 when they show none. A block must stand three times;
 * two times are enough for three digits and more that begin right behind the point, or for six and more. (The 1828 in
 * 2.718281828… stands twice, by chance.) Zeros do not count: 2.000… is not known to be 2.
 */
function recurringLength(fraction: string): number {
  for (let length = 1; 2 * length <= fraction.length && length <= longestBlock; length++) {
    let repeated = length
    while (repeated < fraction.length && fraction[fraction.length - 1 - repeated] === fraction[fraction.length - 1 - repeated + length])
      repeated++
    const enough = repeated >= 3 * length || (repeated >= 2 * length && (length >= 6 || (length >= 3 && repeated === fraction.length)))
    if (enough) return leadingZeros(fraction.slice(-length)) === length ? 0 : length
  }
  return 0
}

const smallPowers: readonly number[] = Array.from({ length: 16 }, (_, exponent) => Number(`1e${exponent}`))

/** 10 to a non-negative power. */
export function powerOfTen(exponent: number): Integer {
  return smallPowers[exponent] ?? powerInteger(10, exponent)
}

/** `r · 10^exponent`. */
export function scaled(r: Rational, exponent: number): Rational {
  if (exponent === 0 || r.num === 0) return r
  if (exponent > 0) return multiply(r, integer(powerOfTen(exponent)))
  return multiply(r, { num: 1, den: powerOfTen(-exponent) })
}

/** The same numeral behind a minus sign. */
export function negateNumeral(numeral: Numeral): Numeral {
  return { ...numeral, value: negate(numeral.value) }
}

/**
 * A numeral cut down to fewer significant digits, rounded. Longer or equal counts, and recurring blocks, change nothing.
 *
 * @example
 * roundNumeral(readDecimal('0.30000000000000004'), 14) // { value: { num: 3, den: 10 }, places: 14, significant: 14 }
 */
export function roundNumeral(numeral: Numeral, significant: number): Numeral {
  const dropped = numeral.significant - significant
  if (dropped <= 0) return numeral
  const places = numeral.places - dropped
  return { ...numeral, value: roundToPlaces(numeral.value, places), places, significant }
}

/** The multiple of `10^-places` next to r; halves go away from 0. */
export function roundToPlaces(r: Rational, places: number): Rational {
  return scaled(integer(nearestInteger(scaled(r, places))), -places)
}

/** A closed interval of rationals. */
export interface RationalInterval {
  readonly low: Rational
  readonly high: Rational
}

/**
 * All values that may have been rounded to a numeral: within half a unit of its last place, ends included. When dots say
 * that it was cut off, up to a whole unit further from 0.
 *
 * @example
 * roundingInterval(readDecimal('3.14')) // { low: { num: 627, den: 200 }, high: { num: 629, den: 200 } }
 */
export function roundingInterval(numeral: Numeral): RationalInterval {
  const unit = scaled(integer(1), -numeral.places)
  const half = multiply(unit, HALF)
  const cut = numeral.exact ? half : unit
  const negative = numeral.value.num < 0
  return { low: subtract(numeral.value, negative ? cut : half), high: add(numeral.value, negative ? half : cut) }
}

/** Whether a value may have been rounded to the numeral; ties may have gone either way. */
export function isRoundingOf(value: Rational, numeral: Numeral): boolean {
  const { low, high } = roundingInterval(numeral)
  return compareRationals(low, value) <= 0 && compareRationals(value, high) <= 0
}

/**
 * How many decimal places a terminating rational needs; `undefined` when it does not terminate.
 *
 * @example
 * terminates({ num: 3, den: 40 }) // 3
 * terminates({ num: 1, den: 3 }) // undefined
 */
export function terminates(r: Rational): number | undefined {
  const twos = divideOut(r.den, 2)
  const fives = divideOut(twos.rest, 5)
  return fives.rest === 1 ? Math.max(twos.times, fives.times) : undefined
}

/** Divide by a prime as often as it goes, by its powers of two at a time. */
function divideOut(n: Integer, prime: 2 | 5): { readonly rest: Integer; readonly times: number } {
  let times = 0
  if (typeof n === 'bigint') {
    const powers: Integer[] = [powerInteger(prime, 16)]
    for (let last = powers[0] as Integer; 2 * bitLength(last) <= bitLength(n); ) {
      last = multiplyIntegers(last, last)
      powers.push(last)
    }
    for (let level = powers.length - 1; level >= 0; level--) {
      const { quotient, remainder } = divmodIntegers(n, powers[level] as Integer)
      if (remainder !== 0) continue
      n = quotient
      times += 16 << level
      level++
    }
  }
  while (prime === 2 ? isEven(n) : divmodIntegers(n, prime).remainder === 0) {
    n = exactQuotient(n, prime)
    times++
  }
  return { rest: n, times }
}

/**
 * A decimal text with the given number of significant digits, rounded to nearest, without idle zeros behind the point.
 * Very large and very small values have an exponent.
 *
 * @example
 * decimalText({ num: 2, den: 3 }, 6) // '0.666667'
 * decimalText({ num: -5, den: 2 }, 6) // '-2.5'
 */
export function decimalText(r: Rational, digits: number): string {
  if (r.num === 0) return '0'
  const size = absolute(r)
  // 10^exponent <= size < 10^(exponent + 1), after at most one correction.
  let exponent = Math.floor((bitLength(size.num) - bitLength(size.den)) * 0.30103)
  while (compareRationals(size, scaled(integer(1), exponent)) < 0) exponent--
  while (compareRationals(size, scaled(integer(1), exponent + 1)) >= 0) exponent++
  let written = `${nearestInteger(scaled(size, digits - 1 - exponent))}`
  if (written.length > digits) {
    exponent++
    written = written.slice(0, digits)
  }
  return (r.num < 0 ? '-' : '') + placePoint(written, exponent)
}

/** The digits `d…` as `d.… · 10^exponent`. */
export function placePoint(digits: string, exponent: number): string {
  let end = digits.length
  while (end > 1 && digits.charCodeAt(end - 1) === 48) end--
  const kept = digits.slice(0, end)
  if (exponent < -6 || exponent >= 21) return `${kept[0]}${end > 1 ? `.${kept.slice(1)}` : ''}e${exponent}`
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${kept}`
  if (end <= exponent + 1) return kept + '0'.repeat(exponent + 1 - end)
  return `${kept.slice(0, exponent + 1)}.${kept.slice(exponent + 1)}`
}
