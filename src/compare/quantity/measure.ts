import { countingUnit, hasDimensions, multiplyUnits, noUnit, powerUnit, type Unit, unitOf } from '../../latex/units/units.ts'
import { children, some } from '../../tree/children.ts'
import { kept } from '../../tree/kept.ts'
import type { ListNode, NodeType, TextNode, Tree } from '../../tree/tree.ts'
import { isBare } from './letter-units.ts'
import { isDescending, isFalling, type Part, type Quantity, settle, sumOf } from './parts.ts'
import { fromText } from './prose.ts'
import { hasText, spelled } from '../wording/spelling.ts'

/**
 * From written trees to values with units.
 *
 * A unit is what stands behind a finished value as text (`5\text{ cm}^2`), set off by a space (`15 m/s^2`) or as a sign
 * (`30^\circ`, `25\%`); money may stand in front. A walk over products, quotients and powers splits a tree in both:
 *
 *     divide( times(15, m), power(s, 2) )   →   15, m·s⁻²
 *     times( 2, h, 30, min )                →   2 + 30·(1/60), h
 *
 * Letters are units only when they are set off and nothing else follows; such a reading is `weak`: it yields when the
 * other side uses the letter as a variable. Prose ("2 hours 30 minutes", "seven dollars") is read by `fromText`.
 */

/**
 * The reading of a tree as value and unit; `undefined` when it has none.
 *
 * @param letters take letters for units also where no space sets them off, as the other side asks for
 * @example
 * asQuantity(parse('5\\text{ cm}').tree)?.unit.label // 'cm'
 */
export function asQuantity(tree: Tree, letters = false): Quantity | undefined {
  if (tree.type === 'number') return undefined
  return letters ? quantityIn(tree, true) : setOffQuantity(tree)
}

const setOffQuantity = kept(tree => (some(tree, mayHoldUnit) ? quantityIn(tree, false) : undefined))

/** Words, signs behind a value, and products in which something may set a letter off: a quick look, so that `2x+3y` is not split. */
function mayHoldUnit(node: Tree): boolean {
  if (node.type !== 'times') return node.type === 'postfix' || node.type === 'text'
  return (
    node.written === 'spaced' ||
    node.factors.some((factor, i) => {
      if (factor.type !== 'symbol') return factor.type === 'times'
      return unitNames.has(factor.name) || (node.factors[i - 1]?.type === 'number' && node.factors[i + 1]?.type === 'number')
    })
  )
}

/** Whether a tree has anything that could be a unit. A quick look; a tree without has no reading as value and unit. */
export const mayBeQuantity: (tree: Tree) => boolean = kept(tree => some(tree, node => unitMarks.has(node.type)))

/** Words, signs behind a value, and products, whose letters may be set off. */
const unitMarks: ReadonlySet<NodeType> = new Set<NodeType>(['postfix', 'text', 'times'])

function quantityIn(tree: Tree, letters: boolean): Quantity | undefined {
  const part = measure(tree, letters)
  if (part?.value === undefined || part.unit === undefined) return undefined
  // Letters behind letters are a product: `\frac27 k_1 g`.
  if (part.weak && hasSymbols(part.value)) return undefined
  return settle({ value: part.value, unit: part.unit, weak: part.weak, spoken: part.spoken })
}

function measure(tree: Tree, letters: boolean): Part | undefined {
  switch (tree.type) {
    case 'text':
      return fromText(tree.value)
    case 'subscript':
      // `5_6` is a numeral of another base and measures nothing.
      return tree.base.type === 'number' || hasText(tree) ? undefined : { value: tree }
    case 'symbol': {
      const unit = letters ? unitOf(letterUnits.get(tree.name) ?? tree.name) : undefined
      return unit === undefined ? { value: tree } : { unit, weak: true }
    }
    case 'times':
      return fromFactors(tree.factors, tree.written, letters)
    case 'divide': {
      // `\frac1{2%}` is one over something that a percent sign could be the unit of.
      if (tree.denominator.type === 'postfix' && tree.denominator.operator === 'percent') return { value: tree }
      const above = measure(tree.numerator, letters)
      if (above === undefined) return undefined
      const below = measure(tree.denominator, letters || (above.unit !== undefined && tree.written === 'slash'))
      if (below === undefined) return undefined
      if (above.unit === undefined && below.unit === undefined) return { value: tree }
      const unit = multiplyUnits(above.unit ?? noUnit, below.unit ?? noUnit, -1)
      const { weak } = above.unit === undefined ? below : above
      if (below.value === undefined) return above.value === undefined ? { unit, weak } : { value: above.value, unit, weak }
      const numerator = above.value ?? { type: 'number', lexeme: '1' }
      return { value: { type: 'divide', numerator, denominator: below.value, written: tree.written }, unit, weak }
    }
    case 'power': {
      const base = measure(tree.base, letters)
      if (base === undefined) return undefined
      if (base.unit === undefined) return hasText(tree.exponent) ? undefined : { value: tree }
      const exponent = wholeNumber(tree.exponent)
      // `\text{mol dm}^{-3}`: the exponent is that of the last name.
      const names = tree.base.type === 'text' && tree.base.value.includes(' ') && exponent !== undefined
      const compound = names ? unitOf(`${(tree.base as TextNode).value}^${exponent}`) : undefined
      if (compound !== undefined) return { unit: compound }
      const unnamed = base.unit.label === 'units' && exponent !== undefined ? countingUnit(`units^${exponent}`) : undefined
      if (unnamed !== undefined) return { unit: unnamed }
      const unit =
        base.value === undefined && exponent !== undefined && hasDimensions(base.unit) ? powerUnit(base.unit, exponent) : undefined
      return unit === undefined ? undefined : { unit, weak: base.weak }
    }
    case 'postfix': {
      const name = signs.get(tree.operator)
      const unit = name === undefined ? undefined : unitOf(name)
      if (hasText(tree)) return undefined
      if (unit === undefined) return { value: tree }
      // `25\%\%` is a percent of a percent, and no unit on a unit.
      if (tree.operand.type === 'postfix' && tree.operand.operator === tree.operator) return undefined
      return { value: tree.operand, unit, tight: true }
    }
    case 'negate': {
      const part = measure(tree.operand, letters)
      return part?.value === undefined ? undefined : { ...part, value: { type: 'negate', operand: part.value } }
    }
    case 'plus':
      return fromTerms(tree.terms, letters)
    case 'list':
      return tree.separator === 'and' ? fromItems(tree, letters) : hasText(tree) ? undefined : { value: tree }
    case 'plusminus': {
      const right = measure(tree.right, letters)
      if (right?.value === undefined || (tree.left !== undefined && hasText(tree.left))) return undefined
      if (right.unit === undefined) return { value: tree }
      if (right.tight && tree.left !== undefined) return undefined
      return { ...right, value: { ...tree, right: right.value } }
    }
    case 'fenced': {
      const inner = tree.items.length === 1 && tree.open === '(' ? measure(tree.items[0] as Tree, letters) : undefined
      if (inner?.unit === undefined) return hasText(tree) ? undefined : { value: tree }
      return inner
    }
    default:
      return hasText(tree) ? undefined : { value: tree }
  }
}

const signs: ReadonlyMap<string, string> = new Map([
  ['percent', '%'],
  ['permille', '‰'],
  ['degree', '°'],
  ['arcminute', 'arcmin'],
  ['arcsecond', 'arcsec'],
])
const letterUnits: ReadonlyMap<string, string> = new Map([
  ['Omega', 'Ω'],
  ['mu', 'μ'],
  ['ell', 'ℓ'],
])

/** Products, nested ones included: values first, then units; again and again for `2 h 30 min`. */
function fromFactors(
  factors: readonly Tree[],
  written: 'juxtaposed' | 'spaced' | 'cdot' | 'cross' | 'star',
  letters: boolean,
): Part | undefined {
  const flat: { readonly tree: Tree; readonly loose: boolean; readonly spaced: boolean }[] = []
  flatten(factors, written, flat)
  const done: Quantity[] = []
  let values: Tree[] = []
  let unit: Unit | undefined
  let weak: boolean | undefined = false
  let money = false
  const finish = (): void => {
    done.push(settle({ value: product(values), unit: unit as Unit, weak }))
    values = []
    unit = undefined
  }
  for (let i = 0; i < flat.length; i++) {
    const factor = flat[i] as (typeof flat)[number]
    const run = letterRun(flat, i, letters || unit !== undefined, { value: letters || values.length > 0, part: done.length > 0 })
    if (run !== undefined) {
      unit = multiplyUnits(unit ?? noUnit, run.unit)
      weak ||= run.weak
      i += run.length - 1
      continue
    }
    // `5 m^2`: the space sets off a power as well as a letter.
    const area = factor.spaced && values.length > 0 && isPowerOfUnit(factor.tree)
    const asUnit = letters || unit !== undefined || area
    const part: Part | undefined = factor.tree.type === 'symbol' ? { value: factor.tree } : measure(factor.tree, asUnit)
    if (part === undefined) return undefined
    weak ||= area
    if (part.value !== undefined) {
      if (unit !== undefined) {
        // Money stands before its value. Behind another unit a value begins the next part, unless a dot multiplies it.
        if (money !== (values.length === 0) || factor.loose) return undefined
        if (!money) finish()
      }
      values.push(part.value)
    }
    if (part.unit !== undefined) {
      if (part.value === undefined && values.length === 0) {
        if (!isMoney(part.unit) || unit !== undefined) return undefined
        money = true
      }
      unit = multiplyUnits(unit ?? noUnit, part.unit)
      weak ||= part.weak || (i > 0 && isTight((flat[i - 1] as (typeof flat)[number]).tree, factor.tree))
    }
  }
  if (values.length === 0) return { unit, weak }
  // "a circle" is a phrase; `a \text{ cm}` is a length.
  const only = values.length === 1 ? values[0] : undefined
  if (unit?.dimensions.size === 0 && only?.type === 'symbol' && /^[aAI]$/.test(only.name)) return undefined
  // `1h30`
  if (unit === undefined && done.length === 1 && done[0]?.unit.label === 'h' && isMinutes(only)) unit = unitOf('min')
  if (unit === undefined) return done.length === 0 ? { value: product(values) } : undefined
  finish()
  return isDescending(done) ? sumOf(done) : undefined
}

/** `4mL^2`: letters right behind the factor before them. */
const isTight = (before: Tree, tree: Tree): boolean => {
  const name = tree.type === 'power' ? tree.base : tree
  return isBare(name) && before.span !== undefined && before.span.end === name.span?.start
}

const isMinutes = (tree: Tree | undefined): boolean => tree?.type === 'number' && /^[0-5]\d$/.test(tree.lexeme)

function flatten(
  factors: readonly Tree[],
  written: string,
  flat: { readonly tree: Tree; readonly loose: boolean; readonly spaced: boolean }[],
): void {
  for (const [i, factor] of factors.entries()) {
    const loose = i > 0 && (written === 'cdot' || written === 'cross' || written === 'star')
    if (factor.type === 'times') {
      const at = flat.length
      flatten(factor.factors, factor.written, flat)
      if (loose) flat[at] = { ...(flat[at] as (typeof flat)[number]), loose }
    } else flat.push({ tree: factor, loose, spaced: written === 'spaced' })
  }
}

/** Letters that are a unit together: `k Ω`, `μ m`, and one letter that a space sets off at the end of a product. */
function letterRun(
  flat: readonly { readonly tree: Tree; readonly spaced: boolean; readonly loose: boolean }[],
  at: number,
  letters: boolean,
  behind: { readonly value: boolean; readonly part: boolean },
): { readonly unit: Unit; readonly length: number; readonly weak: boolean } | undefined {
  if (!behind.value) return undefined
  let name = ''
  let length = 0
  let text = false
  for (let i = at; i < flat.length && length < 4; i++) {
    const factor = flat[i] as (typeof flat)[number]
    if (i > at && factor.loose) break
    if (factor.tree.type === 'symbol') name += letterUnits.get(factor.tree.name) ?? factor.tree.name
    else if (factor.tree.type === 'text' && i > at && factor.tree.value.length < 4) [name, text] = [name + factor.tree.value, true]
    else break
    length++
  }
  if (length === 0) return undefined
  const next = flat[at + length]
  const ends = next === undefined || next.loose || next.tree.type === 'number' || next.tree.type === 'power' || next.tree.type === 'text'
  const first = flat[at] as (typeof flat)[number]
  const named = first.tree.type === 'symbol' && unitNames.has(first.tree.name)
  // `1m30s`: each numeral has its unit.
  const last = next === undefined && behind.part
  const between = flat[at - 1]?.tree.type === 'number' && (last || (next?.tree.type === 'number' && !next.loose))
  if (!ends || !(letters || first.spaced || named || text || between)) return undefined
  // A letter before a power (`N s^2`) is one factor more.
  if (length === 1 && !letters && !between && variables.has(name)) return undefined
  const unit = length > 1 ? unitOf(name) : single(first.tree)
  if (unit !== undefined) return { unit, length, weak: true }
  return length > 1 && letters ? oneLetter(first.tree) : undefined
}

/** `m^2` where `m` is a unit that is seldom a variable. */
const isPowerOfUnit = (tree: Tree): boolean =>
  tree.type === 'power' && tree.base.type === 'symbol' && !variables.has(tree.base.name) && single(tree.base) !== undefined

/** Names that are units right behind a number; `min` and `sec` are functions elsewhere. */
const unitNames: ReadonlyMap<string, true> = new Map(['Omega', 'deg', 'min', 'sec'].map(name => [name, true]))
/** Letters that a plain space does not make a unit: they are as often variables. */
const variables: ReadonlyMap<string, true> = new Map([...'abdltyBFHST'].map(letter => [letter, true]))

function single(tree: Tree): Unit | undefined {
  return tree.type === 'symbol' ? unitOf(letterUnits.get(tree.name) ?? tree.name) : undefined
}
function oneLetter(tree: Tree): { readonly unit: Unit; readonly length: number; readonly weak: boolean } | undefined {
  const unit = single(tree)
  return unit === undefined ? undefined : { unit, length: 1, weak: true }
}

/** `5 m + 3 cm`; `480 + 480\sqrt3` feet, where the unit of the last term is that of the sum. */
function fromTerms(terms: readonly Tree[], letters: boolean): Part | undefined {
  const parts: Part[] = []
  for (const term of terms) {
    const part = measure(term, letters)
    if (part?.value === undefined) return undefined
    parts.push(part)
  }
  const last = parts[parts.length - 1]
  const units = parts.filter(part => part.unit !== undefined).length
  if (units === 1 && rangeIn({ type: 'plus', terms }) !== undefined) return undefined
  if (units === 0) return { value: { type: 'plus', terms } }
  if (units === 1 && last?.unit !== undefined && !last.tight)
    return { value: { type: 'plus', terms: parts.map(part => part.value as Tree) }, unit: last.unit, weak: last.weak }
  if (units < parts.length) return undefined
  return sumOf(parts.map(part => settle({ value: part.value as Tree, unit: part.unit as Unit, weak: part.weak })))
}

/**
 * The ends of `31-50\text{ years}`: a numeral less a larger one is a range where a unit stands behind the last.
 *
 * @example
 * rangeIn(parse('5-10\\text{ cm}').tree)?.length // 2
 */
export function rangeIn(tree: Tree): readonly [low: Tree, high: Tree] | undefined {
  const [low, second] = tree.type === 'plus' && tree.terms.length === 2 ? tree.terms : []
  if (low?.type !== 'number' || second?.type !== 'negate') return undefined
  const high = second.operand
  const last = high.type === 'number' ? high : asQuantity(high)?.value
  const [from, to] = [low, last].map(end =>
    end?.type === 'number' && /^\d{1,6}(?:\.\d{1,6})?$/.test(end.lexeme) ? Number(end.lexeme) : undefined,
  )
  return from !== undefined && to !== undefined && from < to ? [low, high] : undefined
}

/** "1 hour and 30 minutes": the connective joins the parts of one value; in "two and a half hours" those of a number. */
function fromItems(tree: ListNode, letters: boolean): Part | undefined {
  const parts: Quantity[] = []
  for (const item of tree.items) {
    const part = measure(item, letters)
    if (part?.value === undefined || part.unit === undefined) {
      const text = tree.items.length === 2 ? spelled(tree) : undefined
      return text === undefined ? undefined : fromText(text)
    }
    parts.push(settle({ value: part.value, unit: part.unit, weak: part.weak }))
  }
  return isFalling(parts) ? sumOf(parts) : undefined
}

function product(values: readonly Tree[]): Tree {
  if (values.length === 1) return values[0] as Tree
  return { type: 'times', factors: values, written: 'cdot' }
}

function wholeNumber(tree: Tree): number | undefined {
  if (tree.type === 'negate') {
    const value = wholeNumber(tree.operand)
    return value === undefined ? undefined : -value
  }
  if (tree.type === 'fenced' && tree.items.length === 1) return wholeNumber(tree.items[0] as Tree)
  return tree.type === 'number' && /^\d{1,2}$/.test(tree.lexeme) ? Number(tree.lexeme) : undefined
}

function isMoney(unit: Unit): boolean {
  for (const [base, power] of unit.dimensions) if (power === 1 && base.length === 3 && unit.dimensions.size === 1) return true
  return false
}

/**
 * Feet and inches for the marks of minutes and seconds of arc, where no degree stands before them; `undefined` when there
 * are none.
 *
 * @example
 * inFeet(parse("5'").tree)?.type // 'times'
 */
export function inFeet(tree: Tree): Tree | undefined {
  if (tree.type === 'postfix') {
    const name = tree.operator === 'arcminute' ? 'ft' : tree.operator === 'arcsecond' ? 'in' : undefined
    return name === undefined ? undefined : { type: 'times', factors: [tree.operand, { type: 'text', value: name }], written: 'juxtaposed' }
  }
  if (tree.type !== 'times' || tree.factors.length !== 2) return undefined
  const factors = tree.factors.map(inFeet)
  return factors.every(factor => factor !== undefined) ? { ...tree, factors: factors as readonly Tree[] } : undefined
}

/** Whether some letter of the tree is one of those in the unit of a weak reading, or any letter at all with `any`. */
export function hasSymbols(tree: Tree): boolean {
  if (tree.type === 'symbol') return tree.name !== 'e' && tree.name !== 'i'
  if (tree.type === 'apply') return tree.arguments.some(hasSymbols)
  return children(tree).some(hasSymbols)
}

/** Whether π stands in the tree, or a function whose values are angles. */
export function isRadianLike(tree: Tree): boolean {
  if (tree.type === 'constant') return tree.name === 'pi'
  if (tree.type === 'apply' && tree.head.type === 'symbol' && tree.head.name.startsWith('arc')) return true
  return children(tree).some(isRadianLike)
}
