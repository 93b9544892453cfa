import { numberTree, scaleWord } from '../../latex/wording/lexicon.ts'
import { parse } from '../../latex/parse.ts'
import { countingUnit, multiplyUnits, noUnit, type Unit, unitOf } from '../../latex/units/units.ts'
import type { Tree } from '../../tree/tree.ts'
import { isDescending, type Part, type Quantity, settle, sumOf } from './parts.ts'

/** Values with units in running text. */

/** Words before a quantity that say nothing about it. */
const fillers: ReadonlyMap<string, true> = new Map(
  ['about', 'around', 'approx', 'approximately', 'exactly', 'only', 'roughly', 'just', '共', '大约', '约', '约为', '为'].map(word => [
    word,
    true,
  ]),
)

/** Text: a unit, a number in words, or prose with numerals: `2 hours 30 minutes`, `$12 per hour`, 3小时20分钟. */
export function fromText(text: string): Part | undefined {
  const unit = unitOf(text)
  if (unit !== undefined) return { unit }
  const scale = scaleOnly(text)
  if (scale !== undefined) return scale
  const words = numberTree(text)
  if (words !== undefined) return words.type === 'postfix' ? { value: words.operand, unit: percentUnit() } : { value: words }
  const counted = countingUnit(text)
  return counted !== undefined && numberPrefix(text) === undefined ? { unit: counted } : fromProse(text)
}

/** A text of plain letters and signs has a scale only in its first word. */
const plain = /^[ -~]*$/
const firstLetters = /[A-Za-z]+/

/** `million` alone: a factor of the value, no unit. */
function scaleOnly(text: string): Part | undefined {
  if (plain.test(text) && scaleWord(firstLetters.exec(text)?.[0] ?? '') === undefined) return undefined
  const scaled = unitOf(`${text} %`)
  return scaled !== undefined && scaled.scale > 0 && scaled.dimensions.size === 1 && scaled.nouns.length === 0
    ? { unit: { ...noUnit, scale: scaled.scale } }
    : undefined
}

/** The longest beginning of a text that is a number in words or digits. */
function numberPrefix(text: string): { readonly value: Tree; readonly length: number; readonly spoken: boolean } | undefined {
  // `0xFF` is a numeral of its own.
  const digits = /^0[a-z]/i.test(text) ? null : /^\d[\d,]*(?:\.\d+)?(?:\s+\d+\/\d+|\/\d+)?/.exec(text)
  if (digits !== null) {
    const mixed = /^\d+ and (?:a|an|one|two|three) [a-z]+/.exec(text)
    const whole = mixed === null ? undefined : numberTree(mixed[0])
    if (mixed !== null && whole !== undefined) return { value: whole, length: mixed[0].length, spoken: false }
    const { tree } = parse(digits[0])
    return tree.type === 'number' || tree.type === 'mixed' || tree.type === 'divide'
      ? { value: tree, length: digits[0].length, spoken: false }
      : undefined
  }
  if (text.length > 200 || /^\d/.test(text)) return undefined
  let found: { readonly value: Tree; readonly length: number; readonly spoken: boolean } | undefined
  if (text.charCodeAt(0) > 0x7f) {
    for (let end = 1; end <= text.length && end < 20; end++) {
      const value = numberTree(text.slice(0, end))
      if (value !== undefined) found = { value, length: end, spoken: true }
    }
    return found
  }
  for (let end = text.indexOf(' '), words = 0; end > 0 && words < 10; end = text.indexOf(' ', end + 1), words++) {
    const value = numberTree(text.slice(0, end))
    if (value !== undefined && !/^an?$/.test(text.slice(0, end))) found = { value, length: end, spoken: true }
  }
  return found
}

function fromProse(written: string): Part | undefined {
  if (written.length > 200) return undefined
  let text = written.trim()
  for (let space = text.indexOf(' '); space > 0 && fillers.has(text.slice(0, space)); space = text.indexOf(' '))
    text = text.slice(space + 1)
  for (const filler of ['大约', '约', '共']) if (text.startsWith(filler)) text = text.slice(filler.length)
  const half = /^(?:an?|one) ([a-z]+) and a half$/.exec(text)
  if (half !== null) text = `one and a half ${half[1]}`
  const done: Quantity[] = []
  let front: Unit | undefined
  let spoken = false
  const sign = /^(?:US\$|[$€£¥￥₹₽])\s*/.exec(text)
  if (sign !== null) {
    front = unitOf(sign[0].trim())
    text = text.slice(sign[0].length)
  }
  while (text !== '' && done.length < 4) {
    const number = numberPrefix(text)
    if (number === undefined) return undefined
    text = text.slice(number.length)
    const length = nameEnd(text)
    const written = text.slice(0, length).trim().replace(/ and$/, '')
    // "half an hour", "a quarter of a mile"
    const name = number.spoken && number.value.type === 'divide' ? written.replace(/^(?:of )?an? /, '') : written
    text = text.slice(length).trim()
    const percentage = number.value.type === 'postfix'
    const unit = name === '' ? (percentage ? percentUnit() : front) : (unitOf(name) ?? scaleOnly(name)?.unit ?? countingUnit(name))
    if (unit === undefined) return undefined
    // "two interlinked" describes something else than a count; a numeral needs no noun to be one.
    if (number.spoken && /[a-z]{3}ed$/.test(name)) return undefined
    const whole = front === undefined || name === '' ? unit : multiplyUnits(front, unit)
    const value = number.value.type === 'postfix' ? number.value.operand : number.value
    done.push(settle({ value, unit: whole, weak: false }))
    spoken ||= number.spoken
  }
  if (!isDescending(done)) return undefined
  const sum = sumOf(done)
  return sum === undefined ? undefined : { ...sum, spoken }
}

/** Where the name of a unit ends and the next number begins, in digits or, behind a name that is known, in words. */
function nameEnd(text: string): number {
  const digits = /\d/.exec(afterPower(text))?.index ?? text.length
  const name = text.slice(0, digits).trim()
  const wide = name.charCodeAt(0) > 0x7f
  if (name === '' || unitOf(name) !== undefined || (!wide && countingUnit(name) !== undefined)) return digits
  for (let end = wide ? 1 : text.indexOf(' ', 1), tries = 0; end > 0 && end < digits && tries < 8; tries++) {
    const found = namedHere(text.slice(0, end).trim()) && numberPrefix(text.slice(end).trim().replace(/^and /, '')) !== undefined
    if (found) return text.startsWith(' and ', end) ? end + 5 : end
    end = wide ? end + 1 : text.indexOf(' ', end + 1)
  }
  return digits
}

const namedHere = (name: string): boolean => name === '分' || unitOf(name) !== undefined

/** `cm2`, `m^3`: digits that belong to the unit are hidden from the search for the next numeral. */
function afterPower(text: string): string {
  return text.replace(/([A-Za-z])(\^?)([23])(?!\d)/g, (_, letter: string, hat: string) => `${letter}${hat === '' ? '' : '^'}x`)
}

const percentUnit = (): Unit => unitOf('%') as Unit
