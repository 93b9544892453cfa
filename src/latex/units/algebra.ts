/**
 * What a unit is, and how units multiply and convert.
 *
 * A unit is a vector of base dimensions, an exact factor to the base units (a fraction of integers times a power of π,
 * so that degrees stay exact) and, for temperatures, an offset.
 */
export interface Unit {
  /** Base dimension to power, powers never zero. Counted things are no dimension. */
  readonly dimensions: ReadonlyMap<string, number>
  /** Factor to the base units: `num / den · π^pi`. */
  readonly num: bigint
  readonly den: bigint
  readonly pi: number
  /** Kelvins at the zero of a scale of temperature: 27315/100 for °C. */
  readonly offset?: Fraction
  /** Power of ten that was said with the unit and belongs to the value: `million dollars` has 6. */
  readonly scale: number
  /** What is counted, in singular and folded: `chicken`. Also what further describes a unit: `long`, `north`. */
  readonly nouns: readonly string[]
  /** As it is printed in a witness. */
  readonly label: string
}
export interface Fraction {
  readonly num: bigint
  readonly den: bigint
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
export const reduced = (num: bigint, den: bigint): Fraction => {
  const divisor = gcd(num, den)
  return divisor > 1n ? { num: num / divisor, den: den / divisor } : { num, den }
}

/** No unit at all: the neutral element of `multiplyUnits`. */
export const noUnit: Unit = { dimensions: new Map(), num: 1n, den: 1n, pi: 0, scale: 0, nouns: [], label: '' }

/** Product of two units; an offset is lost, nouns are joined. */
export function multiplyUnits(a: Unit, b: Unit, sign: 1 | -1 = 1): Unit {
  const dimensions = new Map(a.dimensions)
  for (const [base, power] of b.dimensions) {
    const sum = (dimensions.get(base) ?? 0) + sign * power
    if (sum === 0) dimensions.delete(base)
    else dimensions.set(base, sum)
  }
  const { num, den } = sign === 1 ? reduced(a.num * b.num, a.den * b.den) : reduced(a.num * b.den, a.den * b.num)
  const label = b.label === '' ? a.label : `${a.label}${sign === -1 ? '/' : a.label === '' || b.label.startsWith('/') ? '' : '·'}${b.label}`
  const nouns = b.nouns.length === 0 ? a.nouns : [...a.nouns, ...b.nouns.map(noun => (sign === -1 ? `per ${noun}` : noun))]
  const made: Unit = { dimensions, num, den, pi: a.pi + sign * b.pi, scale: a.scale + sign * b.scale, nouns, label }
  const offset = isPlain(b) ? a.offset : isPlain(a) && sign === 1 ? b.offset : undefined
  return offset === undefined ? made : { ...made, offset }
}

function isPlain(unit: Unit): boolean {
  return unit.dimensions.size === 0 && unit.num === unit.den && unit.pi === 0
}

/** A unit to a power; `undefined` beyond ±12. */
export function powerUnit(base: Unit, exponent: number): Unit | undefined {
  if (!Number.isSafeInteger(exponent) || exponent === 0 || exponent > 12 || exponent < -12) return undefined
  if (exponent === 1) return base
  const size = BigInt(exponent < 0 ? -exponent : exponent)
  const [num, den] = exponent < 0 ? [base.den ** size, base.num ** size] : [base.num ** size, base.den ** size]
  const dimensions = new Map<string, number>()
  for (const [name, power] of base.dimensions) dimensions.set(name, power * exponent)
  const label = base.label === '' ? '' : `${base.label}^${exponent}`
  return { dimensions, num, den, pi: base.pi * exponent, scale: base.scale * exponent, nouns: base.nouns, label }
}

/** Whether two units measure the same: the same powers of the same dimensions. */
export function sameDimensions(a: Unit, b: Unit): boolean {
  if (a.dimensions.size !== b.dimensions.size) return false
  for (const [base, power] of a.dimensions) if (b.dimensions.get(base) !== power) return false
  return true
}

/** Whether a unit measures something, not only counts. */
export function hasDimensions(unit: Unit): boolean {
  return unit.dimensions.size > 0
}

/** `value in b = factor · value in a + shift`; `undefined` when they measure different things. */
export interface Conversion {
  readonly factor: Fraction
  readonly pi: number
  readonly shift?: Fraction
}

/**
 * How a value in one unit is brought to another.
 *
 * @example
 * conversion(unitOf('m')!, unitOf('cm')!) // { factor: { num: 100n, den: 1n }, pi: 0 }
 */
export function conversion(from: Unit, to: Unit): Conversion | undefined {
  if (!sameDimensions(from, to)) return undefined
  const factor = reduced(from.num * to.den, from.den * to.num)
  const pi = from.pi - to.pi
  if (from.offset === undefined && to.offset === undefined) return { factor, pi }
  // K = (v + offset / factor) · factor, so v' = v · f + (from.offset − to.offset) / to.factor.
  const [a, b] = [from.offset ?? { num: 0n, den: 1n }, to.offset ?? { num: 0n, den: 1n }]
  const shift = reduced((a.num * b.den - b.num * a.den) * to.den, a.den * b.den * to.num)
  return { factor, pi, shift }
}
