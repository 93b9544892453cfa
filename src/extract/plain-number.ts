import { isRoundingOf, type Numeral, readDecimal, scaled } from '../exact/decimal.ts'
import { integerFromText } from '../exact/integer.ts'
import { equalRationals, negate, rational } from '../exact/rational.ts'

/** Longer numbers are not compared with what stands beside them. */
const longest = 60

/** What stands in no number: a look that spares the reading of words. */
const foreign = /[^\s\d${}()[\],.!%\\/\-acdfrt]/
const digitsOnly = /^\d{1,40}$/
const decimal = /^(\d{1,40}(?:\.\d{1,40})?)(\\?%)?$/
const thousands = /^\d{1,3}(?:,\d{3})+(?:\.\d{1,40})?$/
const fraction = /^(?:\\[dt]?frac\{(\d{1,20})\}\{(\d{1,20})\}|\\[dt]?frac(\d)(\d)|(\d{1,20})\/(\d{1,20}))$/

/**
 * The value of a number that is written plainly; `undefined` for everything else.
 *
 *     12   -1.5   1,000   50\%   3/4   \frac{3}{4}
 */
export function plainNumber(written: string): Numeral | undefined {
  if (written.length > longest || foreign.test(written)) return undefined
  if (digitsOnly.test(written)) return readDecimal(written)
  let text = written.replaceAll(/[\s${}]|\\[()[\],! ]/g, match => (match === '{' || match === '}' ? match : ''))
  while (text.startsWith('{') && text.endsWith('}')) text = text.slice(1, -1)
  if (text.startsWith('-')) {
    const positive = plainNumber(text.slice(1))
    return positive === undefined || text[1] === '-' ? undefined : { ...positive, value: negate(positive.value) }
  }
  const [, digits, percent] = decimal.exec(text) ?? []
  if (digits !== undefined) {
    const read = readDecimal(digits)
    return read === undefined || percent === undefined ? read : { ...read, value: scaled(read.value, -2), places: read.places + 2 }
  }
  if (thousands.test(text)) return readDecimal(text.replaceAll(',', ''))
  const parts = fraction
    .exec(text)
    ?.slice(1)
    .filter(part => part !== undefined)
  const num = integerFromText(parts?.[0] ?? '')
  const den = integerFromText(parts?.[1] ?? '')
  if (num === undefined || den === undefined || den === 0) return undefined
  return { value: rational(num, den), exact: true, places: 0, significant: 0, decimal: false }
}

/** Both are plain numbers, and neither is the other or, written as a decimal, a rounding of it. */
export function certainlyOther(a: Numeral | undefined, b: Numeral | undefined): boolean {
  if (a === undefined || b === undefined || equalRationals(a.value, b.value)) return false
  return !(a.decimal && isRoundingOf(b.value, a)) && !(b.decimal && isRoundingOf(a.value, b))
}

/** Both are whole numbers, and not the same. */
export const areOtherIntegers = (a: Numeral | undefined, b: Numeral | undefined): boolean =>
  a !== undefined && b !== undefined && !a.decimal && !b.decimal && a.value.den === 1 && b.value.den === 1 && certainlyOther(a, b)
