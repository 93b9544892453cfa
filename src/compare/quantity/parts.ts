import { type Conversion, conversion, type Unit, unitOf } from '../../latex/units/units.ts'
import { integerTree } from '../../tree/leaves.ts'
import type { Tree } from '../../tree/tree.ts'

/** Values with units as trees: adding parts, moving the point, converting. Nothing is computed; the ladder does that. */

export interface Quantity {
  readonly value: Tree
  readonly unit: Unit
  /** The unit is written in letters of mathematics. */
  readonly weak: boolean | undefined
  /** The number is written in words: "two loops". */
  readonly spoken?: boolean | undefined
}

/** What a part of a tree is: a value, a unit, or both. */
export interface Part {
  readonly value?: Tree
  readonly unit?: Unit | undefined
  readonly weak?: boolean | undefined
  readonly spoken?: boolean | undefined
  /** The sign binds its operand only: `1+5\%` is no 6 %. */
  readonly tight?: boolean | undefined
}

/** A scale word that was said with the unit goes to the value: 5 `million dollars` is 5000000 dollars. */
export function settle(quantity: Quantity): Quantity {
  const { value, unit } = quantity
  return unit.scale === 0 ? quantity : { ...quantity, value: movePoint(value, unit.scale), unit: { ...unit, scale: 0 } }
}

/** Parts of one dimension as one value in the unit of the first. */
export function sumOf(written: readonly Quantity[]): Quantity | undefined {
  if (written.length < 2) return written[0]
  const parts = inContext(written)
  const first = parts[0] as Quantity
  const terms: Tree[] = []
  for (const part of parts) {
    const to = part.unit.dimensions.size > 0 && part.unit.offset === undefined ? conversion(part.unit, first.unit) : undefined
    if (to === undefined) return undefined
    terms.push(convert(part.value, to))
  }
  const unit: Unit = { ...first.unit, nouns: parts.flatMap(part => part.unit.nouns) }
  return { value: { type: 'plus', terms }, unit, weak: parts.every(part => part.weak) }
}

/** Names that mean another unit behind or before one of these: `1m30s`, 5元3角2分, 30度15分20秒. */
const neighbours: ReadonlyMap<string, readonly (readonly [dimension: string, meant: string])[]> = new Map<
  string,
  readonly (readonly [string, string])[]
>([
  ['m', [['s', 'min']]],
  ['min', [['r', 'arcmin']]],
  ['minute', [['r', 'arcmin']]],
  ['minutes', [['r', 'arcmin']]],
  ['pound', [['GBP', '£']]],
  ['pounds', [['GBP', '£']]],
  ['s', [['r', 'arcsec']]],
  ['second', [['r', 'arcsec']]],
  ['seconds', [['r', 'arcsec']]],
  [
    '分',
    [
      ['s', 'min'],
      ['r', 'arcmin'],
      ['CNY', 'fen'],
    ],
  ],
  ['秒', [['r', 'arcsec']]],
])

/** The parts of a sum with units that their neighbours explain. */
function inContext(parts: readonly Quantity[]): readonly Quantity[] {
  const read: Quantity[] = []
  for (const [i, part] of parts.entries()) {
    const beside = (read[i - 1] ?? parts[i + 1])?.unit.dimensions
    const meant = neighbours.get(part.unit.label)?.find(([dimension]) => beside?.size === 1 && beside.get(dimension) === 1)
    const unit = meant === undefined ? undefined : unitOf(meant[1])
    read.push(unit === undefined ? part : { ...part, unit })
  }
  return read
}

/**
 * Whether parts stand in falling order of their units, each less than one of the unit before it: 1 hour and 30 minutes is a
 * sum, 1 hour and 90 minutes are two answers.
 */
export function isFalling(parts: readonly Quantity[]): boolean {
  return inContext(parts).every((part, i, all) => {
    const before = all[i - 1]
    if (before === undefined) return part.value.type === 'number'
    const to = conversion(before.unit, part.unit)
    if (to === undefined || part.unit.dimensions.size === 0 || to.shift !== undefined || part.value.type !== 'number') return false
    const whole = /^\d{1,6}/.exec(part.value.lexeme)
    return whole !== null && BigInt(whole[0]) * to.factor.den < to.factor.num
  })
}

/**
 * Whether parts that nothing joins are one value, 3 hours 20 minutes: each in a smaller unit than the one before it, which
 * nothing else describes. `3\text{ m }5\text{ m}` and "3 m wide 50 cm long" are two.
 */
export function isDescending(parts: readonly Quantity[]): boolean {
  return inContext(parts).every((part, i, all) => {
    const before = all[i - 1]
    if (before === undefined) return true
    const to = conversion(before.unit, part.unit)
    return to !== undefined && to.shift === undefined && to.factor.num > to.factor.den && before.unit.nouns.length === 0
  })
}

/** The value in the other unit, as a tree; numerals move their point where the factor is a power of ten. */
export function convert(value: Tree, by: Conversion): Tree {
  const { factor, pi, shift } = by
  let out = value
  const places = factor.den === 1n ? tens(factor.num) : factor.num === 1n ? negative(tens(factor.den)) : undefined
  if (places !== undefined) out = movePoint(value, places)
  else {
    if (factor.num !== 1n) out = { type: 'times', factors: [integerTree(factor.num), out], written: 'cdot' }
    if (factor.den !== 1n) out = { type: 'divide', numerator: out, denominator: integerTree(factor.den), written: 'bar' }
  }
  if (pi !== 0) {
    const constant: Tree = { type: 'constant', name: 'pi' }
    const size = pi < 0 ? -pi : pi
    const power: Tree = size === 1 ? constant : { type: 'power', base: constant, exponent: { type: 'number', lexeme: String(size) } }
    out =
      pi > 0
        ? { type: 'times', factors: [out, power], written: 'cdot' }
        : { type: 'divide', numerator: out, denominator: power, written: 'bar' }
  }
  if (shift === undefined || shift.num === 0n) return out
  const amount: Tree = { type: 'divide', numerator: integerTree(shift.num), denominator: integerTree(shift.den), written: 'bar' }
  return { type: 'plus', terms: [out, amount] }
}

const negative = (places: number | undefined): number | undefined => (places === undefined ? undefined : -places)

function tens(value: bigint): number | undefined {
  const text = String(value)
  return /^10*$/.test(text) ? text.length - 1 : undefined
}

/**
 * `value · 10^places`: the point of a numeral moves, its digits stay.
 *
 * @example
 * movePoint({ type: 'number', lexeme: '0.05' }, 2) // { type: 'number', lexeme: '5' }
 */
export function movePoint(value: Tree, places: number): Tree {
  if (places === 0) return value
  if (value.type === 'negate') return { type: 'negate', operand: movePoint(value.operand, places) }
  if (value.type === 'number' && /^\d*(?:\.\d*)?$/.test(value.lexeme) && places < 40 && places > -40) {
    const point = value.lexeme.indexOf('.')
    const digits = value.lexeme.replace('.', '')
    const at = (point < 0 ? digits.length : point) + places
    const padded = at <= 0 ? `${'0'.repeat(1 - at)}${digits}` : at > digits.length ? digits + '0'.repeat(at - digits.length) : digits
    const whole = padded.slice(0, at <= 0 ? 1 : at)
    const rest = padded.slice(at <= 0 ? 1 : at)
    const stripped = /^0*(?=\d)/.exec(whole)
    return { type: 'number', lexeme: `${whole.slice(stripped === null ? 0 : stripped[0].length)}${rest === '' ? '' : `.${rest}`}` }
  }
  const scale: Tree = {
    type: 'power',
    base: { type: 'number', lexeme: '10' },
    exponent: integerTree(BigInt(places < 0 ? -places : places)),
  }
  return places > 0
    ? { type: 'times', factors: [value, scale], written: 'cdot' }
    : { type: 'divide', numerator: value, denominator: scale, written: 'bar' }
}
