import { remembered } from '../../limits/recent-cache.ts'
import { foldCase, isCountingText, scaleWord, wordsOf } from '../wording/lexicon.ts'
import { countingUnit, nounsOf } from './nouns.ts'
import { multiplyUnits, noUnit, powerUnit, type Unit } from './algebra.ts'
import { namedUnit } from './table.ts'

export { countingUnit, directionsOf, isFactor, nounsAgree, singular, unnamedPower } from './nouns.ts'
export {
  type Conversion,
  conversion,
  type Fraction,
  hasDimensions,
  multiplyUnits,
  noUnit,
  powerUnit,
  sameDimensions,
  type Unit,
} from './algebra.ts'
export { otherMeanings } from './table.ts'

/**
 * Units as they are written: one name, a compound, with words around it.
 *
 *     compound := scale* factor (('/' | 'per' | 每) factor | ('·' | '*' | '-' | ' ') factor)* words?
 *     factor   := ('square' | 'cubic' | 'sq' | 'cu' | 平方 | 立方)? name ('^'? integer | 'squared' | 'cubed')?
 */

/**
 * The unit that a text names as a whole: one name, a compound, with a scale word before or words behind that describe it.
 * Plain counted things are not units here; see `countingUnit`.
 *
 * @example
 * unitOf('km/h')?.label              // 'km/h'
 * unitOf('square centimeters')?.num  // 1n
 * unitOf('chickens')                 // undefined
 */
export const unitOf: (text: string) => Unit | undefined = remembered(readUnit, 2_000)

function readUnit(text: string): Unit | undefined {
  if (text.length === 0 || text.length > 120) return undefined
  const direct = namedUnit(text)
  if (direct !== undefined) return direct
  const tokens = tokenise(text)
  if (tokens === undefined || tokens.length === 0) return undefined
  return new Compound(tokens).read()
}

/**
 * Whether a run of letters or signs is a unit. Two-letter symbols that are as likely a product (`mg`, `ms`) count only
 * when they are set off from the number or upright.
 *
 * @example
 * isUnitWord('cm')       // true
 * isUnitWord('mg')       // false
 * isUnitWord('mg', true) // true
 */
export function isUnitWord(text: string, setOff = false): boolean {
  if (unitOf(text) === undefined) return false
  if (setOff) return true
  if (text.charCodeAt(0) > 0x7f) return true
  if (text.length === 1) return false
  return text.length > 2 ? !fragile.has(text) : sturdy.has(text)
}
/** Symbols of two letters that are units right after a number, without a space. */
const sturdy: ReadonlyMap<string, true> = new Map(
  [
    'cm',
    'dm',
    'dB',
    'eV',
    'ft',
    'gm',
    'ha',
    'hp',
    'hr',
    'Hz',
    'in',
    'KB',
    'kB',
    'kg',
    'Kg',
    'KG',
    'kJ',
    'km',
    'Km',
    'KM',
    'kN',
    'kV',
    'kW',
    'lb',
    'mL',
    'ml',
    'mm',
    'MB',
    'GB',
    'nm',
    'oz',
    'Pa',
    'qt',
    'Rs',
    'TB',
    'Wb',
    'Wh',
    'yd',
    'yr',
  ].map(symbol => [symbol, true]),
)
/** Longer symbols that are as likely a name. */
const fragile: ReadonlyMap<string, true> = new Map(['amu', 'bar', 'rev'].map(symbol => [symbol, true]))

const squares: ReadonlyMap<string, number> = new Map([
  ['square', 2],
  ['sq', 2],
  ['sq.', 2],
  ['cubic', 3],
  ['cu', 3],
  ['cu.', 3],
])

type Token =
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: '/' | '*' | '^' | '(' | ')' }
  | { readonly kind: 'number'; readonly value: number }

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const isNameCode = (code: number): boolean =>
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 0x24 ||
  code === 0x25 ||
  code === 0x2e ||
  code === 0x27 ||
  code === 0x2032 ||
  code === 0x2033 ||
  (code > 0x7f &&
    code !== 0xb7 &&
    code !== 0xa0 &&
    !isSuperscript(code) &&
    code !== 0x22c5 &&
    code !== 0xd7 &&
    code !== 0x207b &&
    code !== 0x3000 &&
    code !== 0xff0f)
const isSuperscript = (code: number): boolean => code === 0xb9 || code === 0xb2 || code === 0xb3 || (code >= 0x2070 && code <= 0x2079)

function tokenise(text: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    const char = text.charAt(at)
    if (code === 32 || code === 9 || code === 0xa0 || code === 0x3000) at++
    else if (char === '/' || code === 0xff0f) [at] = [at + 1, tokens.push({ kind: 'sign', value: '/' })]
    else if (char === '*' && text.charAt(at + 1) === '*') [at] = [at + 2, tokens.push({ kind: 'sign', value: '^' })]
    else if (char === '*' || code === 0xb7 || code === 0x22c5 || code === 0xd7) [at] = [at + 1, tokens.push({ kind: 'sign', value: '*' })]
    else if (char === '^' || char === '{' || char === '}') [at] = [at + 1, char === '^' ? tokens.push({ kind: 'sign', value: '^' }) : 0]
    else if (char === '(' || char === ')') [at] = [at + 1, tokens.push({ kind: 'sign', value: char })]
    else if (
      isSuperscript(code) ||
      code === 0x207b ||
      (code >= 48 && code <= 57) ||
      (char === '-' && tokens[tokens.length - 1]?.kind !== 'number')
    ) {
      let sign = 1
      let digits = ''
      if (char === '-' || code === 0x207b) [sign, at] = [-1, at + 1]
      for (; at < text.length; at++) {
        const place = superscripts.indexOf(text.charAt(at))
        const digit = text.charCodeAt(at) - 48
        if (place >= 0) digits += String(place)
        else if (digit >= 0 && digit <= 9) digits += String(digit)
        else break
      }
      // A hyphen between words joins them: `kilowatt-hours`.
      if (digits === '') {
        if (sign === 1) return undefined
        tokens.push({ kind: 'sign', value: '*' })
      } else if (digits.length > 2) return undefined
      else tokens.push({ kind: 'number', value: sign * Number(digits) })
    } else if (isNameCode(code)) {
      let end = at
      while (end < text.length && isNameCode(text.charCodeAt(end))) end++
      pushNames(text.slice(at, end), tokens)
      at = end
    } else return undefined
    if (tokens.length > 24) return undefined
  }
  return tokens
}

/** 元每千克 is a quotient; a Latin name stays whole. */
function pushNames(run: string, tokens: Token[]): void {
  const parts = run.split('每')
  parts.forEach((part, i) => {
    if (i > 0) tokens.push({ kind: 'sign', value: '/' })
    if (part !== '') tokens.push({ kind: 'name', value: part })
  })
}

/** Reads the grammar of the header. */
class Compound {
  readonly #tokens: readonly Token[]
  #at = 0
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  read(): Unit | undefined {
    let scale = 0
    for (let token = this.#tokens[this.#at]; token?.kind === 'name'; token = this.#tokens[this.#at]) {
      const power = scaleWord(token.value)
      if (power === undefined) break
      scale += power
      this.#at++
      if (scale > 24) return undefined
    }
    const opening = this.#tokens[this.#at]
    const inverse =
      opening !== undefined && (opening.kind === 'sign' ? opening.value === '/' : opening.kind === 'name' && opening.value === 'per')
    const first = inverse ? noUnit : this.#factor()
    if (first === undefined) return undefined
    let unit = first
    while (this.#at < this.#tokens.length) {
      const mark = this.#at
      const sign = this.#operator()
      if (sign === undefined) return undefined
      const next = this.#factor() ?? (sign === -1 ? this.#noun() : undefined)
      if (next === undefined) {
        this.#at = mark
        const rest = this.#rest()
        if (rest === undefined) return undefined
        unit = { ...unit, nouns: [...unit.nouns, ...rest] }
        break
      }
      unit = multiplyUnits(unit, next, sign)
    }
    return scale === 0 ? unit : { ...unit, scale: unit.scale + scale }
  }

  /** `1` to multiply (a space is enough), `-1` to divide. */
  #operator(): 1 | -1 | undefined {
    const token = this.#tokens[this.#at]
    if (token?.kind === 'sign') {
      this.#at++
      return token.value === '/' ? -1 : token.value === '*' ? 1 : undefined
    }
    // `60 miles an hour`
    if (token?.kind === 'name' && (token.value === 'per' || token.value === 'a' || token.value === 'an')) {
      this.#at++
      return -1
    }
    return token?.kind === 'name' ? 1 : undefined
  }

  #factor(): Unit | undefined {
    const mark = this.#at
    const token = this.#tokens[this.#at]
    if (token === undefined) return undefined
    if (token.kind === 'sign' && token.value === '(') {
      this.#at++
      let unit = this.#factor()
      while (unit !== undefined && this.#at < this.#tokens.length) {
        const close = this.#tokens[this.#at]
        if (close?.kind === 'sign' && close.value === ')') break
        const sign = this.#operator()
        const next: Unit | undefined = sign === undefined ? undefined : this.#factor()
        unit = sign === undefined || next === undefined ? undefined : multiplyUnits(unit, next, sign)
      }
      if (unit === undefined || this.#at === this.#tokens.length) return undefined
      this.#at++
      return this.#powered(unit)
    }
    if (token.kind !== 'name') return undefined
    const before = squares.get(foldCase(token.value))
    if (before !== undefined) {
      this.#at++
      const base = this.#name()
      if (base !== undefined) return powerUnit(base, before)
      this.#at = mark
      return undefined
    }
    const base = this.#name()
    if (base === undefined) {
      this.#at = mark
      return undefined
    }
    return this.#powered(base)
  }

  /** A name of one to three words: `nautical miles`, `degrees Celsius`, 平方厘米. */
  #name(): Unit | undefined {
    let text = ''
    let longest: Unit | undefined
    let end = this.#at
    for (let i = this.#at; i < this.#at + 3; i++) {
      const token = this.#tokens[i]
      if (token?.kind !== 'name') break
      text = text === '' ? token.value : `${text} ${token.value}`
      const found = namedUnit(text) ?? chinesePower(text)
      if (found !== undefined) [longest, end] = [found, i + 1]
    }
    this.#at = end
    return longest
  }

  #powered(base: Unit): Unit | undefined {
    const token = this.#tokens[this.#at]
    if (token?.kind === 'sign' && token.value === '^') {
      const exponent = this.#tokens[this.#at + 1]
      this.#at += 2
      return exponent?.kind === 'number' ? powerUnit(base, exponent.value) : undefined
    }
    if (token?.kind === 'number') {
      // `cm2`, `s-2`; `US$5` is money before its value.
      if (token.value > 3 || (token.value >= 0 && token.value < 2) || token.value < -3) return undefined
      this.#at++
      return powerUnit(base, token.value)
    }
    if (token?.kind === 'name' && (token.value === 'squared' || token.value === 'cubed')) {
      this.#at++
      return powerUnit(base, token.value === 'squared' ? 2 : 3)
    }
    return base
  }

  /** A counted thing in a denominator: `dollars per ticket`. */
  #noun(): Unit | undefined {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'name') return undefined
    const counted = countingUnit(token.value)
    if (counted !== undefined) this.#at++
    return counted
  }

  /** Words behind the unit that only describe it: `cm long`, `degrees counterclockwise`. */
  #rest(): readonly string[] | undefined {
    const words: string[] = []
    for (const token of this.#tokens.slice(this.#at)) {
      if (token.kind !== 'name') return undefined
      words.push(token.value)
    }
    const text = words.join(' ')
    return isCountingText(text) ? nounsOf(wordsOf(text)) : undefined
  }
}

/** 平方厘米, 立方米. */
function chinesePower(text: string): Unit | undefined {
  const power = text.startsWith('平方') ? 2 : text.startsWith('立方') ? 3 : 0
  if (power === 0) {
    // 万元, 亿千米: a scale word and a unit written together.
    for (let length = 2; length >= 1; length--) {
      const scale = scaleWord(text.slice(0, length))
      const base = scale === undefined || text.charCodeAt(0) < 0x80 ? undefined : namedUnit(text.slice(length))
      if (base !== undefined && scale !== undefined) return { ...base, scale }
    }
    return undefined
  }
  const base = namedUnit(text.slice(2))
  return base === undefined ? undefined : powerUnit(base, power)
}
