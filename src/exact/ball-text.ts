/**
 * Decimal texts of balls, for witnesses and explanations.
 */
import { type Ball, ballFromInteger, divideBalls, midpointOfBall, negateBall, powerBall, relativeAccuracyBits } from './ball.ts'
import type { ComplexBall } from './complex-ball.ts'
import { decimalText, scaled } from './decimal.ts'
import { bitLength } from './integer.ts'
import { compareRationals, integer, type Rational } from './rational.ts'

/** Exponents up to this are expanded. */
const expandedBits = 4096

/**
 * The midpoint with the given number of significant digits. It tells nothing about the radius.
 *
 * @example
 * midpointText(ballFromRational({ num: 1, den: 3 }, 64), 10) // '0.3333333333'
 */
export function midpointText(b: Ball, digits: number): string {
  if (b.exp === Number.POSITIVE_INFINITY) return '?'
  if (b.man === 0n) return '0'
  if (b.man < 0n) return `-${midpointText(negateBall(b), digits)}`
  if (Math.abs(b.exp) <= expandedBits) return decimalText(midpointOfBall(b) as Rational, digits)
  // man·2^exp / 10^exponent is a number of ordinary size; the estimate of the exponent is off by at most one.
  const exponent = Math.floor((bitLength(b.man) - 1 + b.exp) * 0.3010299956639812)
  const precision = 4 * digits + 64
  const power = powerBall(ballFromInteger(10, precision), exponent, precision)
  const quotient = power && divideBalls({ man: b.man, rad: 0n, exp: b.exp }, power, precision)
  if (quotient === undefined) return '?'
  const { mantissa, shift } = roundedMantissa(midpointOfBall(quotient) as Rational, digits)
  return `${mantissa}e${exponent + shift}`
}

/** A positive rational as `d.ddd` and the power of ten that was taken out. */
function roundedMantissa(r: Rational, digits: number): { readonly mantissa: string; readonly shift: number } {
  let shift = 0
  while (compareRationals(r, scaled(integer(1), shift)) < 0) shift--
  while (compareRationals(r, scaled(integer(1), shift + 1)) >= 0) shift++
  const mantissa = decimalText(scaled(r, -shift), digits)
  return mantissa === '10' ? { mantissa: '1', shift: shift + 1 } : { mantissa, shift }
}

/**
 * As many digits as the ball is sure of, give or take one in the last place, at most `digits`; `undefined` when it is
 * sure of none.
 *
 * @example
 * certainDigits(piBall(64), 30) // '3.14159265358979324'
 */
export function certainDigits(b: Ball, digits: number): string | undefined {
  const known = Math.floor(Math.min(relativeAccuracyBits(b), 4 * digits) * 0.30103)
  return known <= 0 ? undefined : midpointText(b, Math.min(known, digits))
}

/** `2.5`, `2.5+1.5i`, `-i`: the midpoints of both parts; an imaginary part that is exactly 0 is left out. */
export function complexText(z: ComplexBall, digits: number): string {
  const { re, im } = z
  if (im.man === 0n && im.rad === 0n) return midpointText(re, digits)
  const size = midpointText(im.man < 0n ? negateBall(im) : im, digits)
  const imaginary = `${size === '1' ? '' : size}i`
  if (re.man === 0n && re.rad === 0n) return im.man < 0n ? `-${imaginary}` : imaginary
  return `${midpointText(re, digits)}${im.man < 0n ? '-' : '+'}${imaginary}`
}
