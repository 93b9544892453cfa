import { digitsEnd, isDigit, isLetter } from './characters.ts'

/**
 * Numerals as people write them.
 *
 *     12{,}345.60        1 000 000        0.\overline{36}        3e-5        0.333\ldots
 *     ^^^^^^^^^^^        ^^^^^^^^^        ^^^^^^^^^^^^^^^        ^^^^        ^^^^^^^^^^^
 *
 * A separator groups only when the first group has one to three digits and does not begin with 0, and every later group
 * has exactly three; otherwise the numeral ends before it. Points group where there are two or more: `1.234.567`.
 * `{,}` before another number of digits is a decimal comma.
 * The lexeme keeps every digit that was written: separators go, a recurring block stands in parentheses.
 */
export interface NumeralReading {
  readonly lexeme: string
  readonly end: number
  readonly grouped: 'comma' | 'space' | undefined
}

/** Where digits end behind which stands nothing that could belong to them, nor a letter; `start` where more has to be seen. */
export function plainDigitsEnd(text: string, start: number, end: number): number {
  const at = digitsEnd(text, start, end)
  if (at === end) return at
  const code = text.charCodeAt(at)
  return mayGoOn(code) || isLetter(code) ? start : at
}

/** Read the numeral that begins at `start` (a digit, or a point before a digit). */
export function readNumeral(text: string, start: number, end: number): NumeralReading {
  let at = digitsEnd(text, start, end)
  let lexeme = text.slice(start, at)
  if (at > start && (at === end || !mayGoOn(text.charCodeAt(at)))) return { lexeme, end: at, grouped: undefined }
  const dotted = dottedGroups(text, start, at, end)
  if (dotted !== undefined) return { lexeme: text.slice(start, dotted).replaceAll('.', ''), end: dotted, grouped: 'space' }
  const marked = lexeme === '' ? undefined : markedBlock(text, at, end)
  if (marked !== undefined) return { lexeme: `${lexeme}.${marked.digits}`, end: marked.end, grouped: undefined }
  let grouped: 'comma' | 'space' | undefined
  if (at - start >= 1 && at - start <= 3 && text.charCodeAt(start) !== 48) {
    let separator: string | undefined
    for (;;) {
      const length = separatorLength(text, at)
      if (length === 0) break
      // `,\! 100`: a space behind what takes the space back.
      const spaced = length === 3 && text.startsWith(',\\! ', at)
      const from = at + length + (spaced ? 1 : 0)
      const stop = digitsEnd(text, from, end)
      if (stop - from !== 3) break
      const found = text.slice(at, at + length)
      if (separator !== undefined && found !== separator) break
      separator = found
      grouped = found === ',' || found === '，' ? 'comma' : 'space'
      lexeme += text.slice(from, stop)
      at = stop
    }
  }
  // A decimal point, or `{,}` as decimal comma.
  const comma = text.startsWith('{,}', at) && at + 3 < end && isDigit(text.charCodeAt(at + 3)) && grouped === undefined
  const point = comma ? at + 3 : at + 1
  if (at < end && (comma || text[at] === '.') && !lexeme.includes('.')) {
    const stop = digitsEnd(text, point, end)
    if (stop > point) {
      lexeme += `.${text.slice(point, stop)}`
      at = stop
    } else if (text[at] === '.' && recurringBlock(text, point, end) !== undefined) {
      lexeme = `${lexeme === '' ? '0' : lexeme}.`
      at = point
    }
  }
  if (lexeme.includes('.')) {
    const block = recurringBlock(text, at, end)
    if (block !== undefined) return { lexeme: `${lexeme}(${block.digits})`, end: block.end, grouped }
    const dots = ellipsisEnd(text, at, end)
    if (dots !== undefined) return { lexeme: `${lexeme}...`, end: dots, grouped }
  }
  const exponent = exponentEnd(text, at, end)
  if (exponent === undefined) return { lexeme, end: at, grouped }
  return { lexeme: lexeme + text.slice(at, exponent).replace('E', 'e').replace('+', ''), end: exponent, grouped }
}

/** Whether a character behind digits may belong to their numeral: a point, a separator, an exponent. */
function mayGoOn(code: number): boolean {
  return code > 0x7f || goingOn[code] === 1
}
const goingOn: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => (" '.,\\_{eE".includes(String.fromCharCode(code)) ? 1 : 0))

/** `1.234.567`: where groups between points end, of which there are two or more behind the first; `at` is the end of the first. */
function dottedGroups(text: string, start: number, at: number, end: number): number | undefined {
  if (at - start < 1 || at - start > 3 || text.charCodeAt(start) === 48) return undefined
  let stop = at
  let groups = 0
  while (text[stop] === '.' && digitsEnd(text, stop + 1, end) === stop + 4) {
    stop += 4
    groups++
  }
  const more = text[stop] === '.' && isDigit(text.charCodeAt(stop + 1))
  return groups < 2 || more ? undefined : stop
}

/** A line over every digit of a recurring block, or a dot over its first and its last. */
const overlines = '\u0304\u0305'
const overdot = '\u0307'
const isMark = (code: number): boolean => code === 0x304 || code === 0x305 || code === 0x307

/** `.16̅`, `.1̇42857̇`: decimals from the point at `at` to the end of their recurring block, whose digits carry marks. */
function markedBlock(text: string, at: number, end: number): { digits: string; end: number } | undefined {
  if (text.charCodeAt(at) !== 46 || !isMark(text.charCodeAt(digitsEnd(text, at + 1, end)))) return undefined
  let digits = ''
  let block = -1
  let dots = 0
  let stop = at + 1
  while (stop < end && isDigit(text.charCodeAt(stop))) {
    const mark = text[stop + 1] ?? ''
    const line = mark !== '' && overlines.includes(mark)
    const dot = mark === overdot
    // Behind the block stands nothing, and between its dots no line.
    if ((block >= 0 && dots !== 1 && !line) || dots > 1 || (line && dots > 0)) return undefined
    if ((line || dot) && block < 0) block = digits.length
    if (dot) dots++
    digits += text[stop]
    stop += line || dot ? 2 : 1
  }
  if (block < 0 || (dots === 1 && block !== digits.length - 1)) return undefined
  return { digits: `${digits.slice(0, block)}(${digits.slice(block)})`, end: stop }
}

/** The length of a thousands separator: `,`, `{,}`, `\,`, `\!,`, `,\!`, `'`, `_`, one space, a thin or no-break space; 0 where none stands. */
function separatorLength(text: string, at: number): number {
  switch (text.charCodeAt(at)) {
    case 44: {
      if (text.charCodeAt(at + 1) !== 92) return 1
      const next = text.charCodeAt(at + 2)
      return next === 33 ? (text.startsWith('\\,', at + 3) ? 5 : 3) : next === 44 ? 3 : 1
    }
    case 123:
      return text.startsWith('{,}\\!', at) ? 5 : text.startsWith('{,}', at) ? 3 : text.startsWith('{, }', at) ? 4 : 0
    case 32:
      if (text.charCodeAt(at + 1) !== 123) return 1
      return text.startsWith('{,}', at + 1) ? 4 : text.startsWith('{, }', at + 1) ? 5 : 1
    case 92: {
      const next = text.charCodeAt(at + 1)
      return next === 44 || next === 32 || next === 33 ? 2 : 0
    }
    case 39:
    case 95:
    case 0xa0:
    case 0x2009:
    case 0x2019:
    case 0x202f:
    case 0xff0c:
      return 1
    default:
      return 0
  }
}

/** `\overline{36}`, `\bar3`, `\dot{3}`, `\dot1 4\dot2`, `(36)` right behind the point. */
function recurringBlock(text: string, at: number, end: number): { digits: string; end: number } | undefined {
  const code = text.charCodeAt(at)
  if (code === 40) {
    const stop = digitsEnd(text, at + 1, end)
    return stop > at + 1 && text[stop] === ')' && text[at - 1] === '.' && stop < end
      ? { digits: text.slice(at + 1, stop), end: stop + 1 }
      : undefined
  }
  if (code !== 92) return undefined
  if (text.startsWith('\\overline', at)) return bracedDigits(text, at + 9, end)
  if (text.startsWith('\\bar', at)) return bracedDigits(text, at + 4, end)
  if (!text.startsWith('\\dot', at)) return undefined
  const first = bracedDigits(text, at + 4, end)
  if (first === undefined) return undefined
  const middle = digitsEnd(text, first.end, end)
  if (!text.startsWith('\\dot', middle)) return middle === first.end ? first : undefined
  const last = bracedDigits(text, middle + 4, end)
  return last === undefined ? undefined : { digits: first.digits + text.slice(first.end, middle) + last.digits, end: last.end }
}

function bracedDigits(text: string, at: number, end: number): { digits: string; end: number } | undefined {
  if (text[at] === '{') {
    const stop = digitsEnd(text, at + 1, end)
    return stop > at + 1 && text[stop] === '}' ? { digits: text.slice(at + 1, stop), end: stop + 1 } : undefined
  }
  const from = text[at] === ' ' ? at + 1 : at
  return from < end && isDigit(text.charCodeAt(from)) ? { digits: text[from] as string, end: from + 1 } : undefined
}

/** `...`, `…`, `\ldots`, `\dots`, `\cdots` right behind decimals. */
function ellipsisEnd(text: string, at: number, end: number): number | undefined {
  const code = text.charCodeAt(at)
  if (code !== 46 && code !== 92 && code !== 0x2026) return undefined
  for (const dots of ['...', '…', '\\ldots', '\\dots', '\\cdots'])
    if (text.startsWith(dots, at) && at + dots.length <= end) return at + dots.length
  return undefined
}

/** `e-5`, `E5`: digits must follow, and no letter behind them. */
function exponentEnd(text: string, at: number, end: number): number | undefined {
  if ((text.charCodeAt(at) | 32) !== 101) return undefined
  const sign = text[at + 1] === '-' || text[at + 1] === '+' ? 1 : 0
  const stop = digitsEnd(text, at + 1 + sign, end)
  if (stop === at + 1 + sign || stop > end) return undefined
  const after = text.charCodeAt(stop)
  const letter = stop < end && ((after >= 97 && after <= 122) || (after >= 65 && after <= 90))
  return letter ? undefined : stop
}

/**
 * Whether a text is an integer in digits and nothing else, as it is written without leading zeros: two of these are equal
 * only if their texts are.
 *
 * @example
 * isIntegerText('-12') // true
 * isIntegerText('012') // false
 */
export function isIntegerText(text: string): boolean {
  const first = text.charCodeAt(0) === 45 ? 1 : 0
  const code = text.charCodeAt(first)
  if (code === 48) return text.length === 1
  if (!isDigit(code)) return false
  for (let at = first + 1; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

/** Numerals as programs write them, `0x1F`, `0b101`, `0o17`: two digits at least, and no letter behind them. */
function programDigits(mark: number): RegExp | undefined {
  if (mark === 120) return /[0-9A-Fa-f]{2,}/y
  if (mark === 98) return /[01]{2,}/y
  return mark === 111 ? /[0-7]{2,}/y : undefined
}
/** Dates with dots, `1.3.2020`, `2020.03.01`. */
const dottedDate = /(?:\d{1,2}\.\d{1,2}\.[12]\d{3}|[12]\d{3}\.\d{1,2}\.\d{1,2})(?!\d|\.\d)/y

/**
 * Where digits end that are no numeral of mathematics but a word: `0x1F`, `1.3.2020`; `at` when they are none.
 *
 * @example
 * wordOfDigits('0x1F', 0, 4) // 4
 */
export function wordOfDigits(text: string, at: number, end: number): number {
  // Most numerals are seen not to be one of these at their second or third character.
  if (text.charCodeAt(at) === 48 && text.charCodeAt(at + 1) > 57) {
    const digits = programDigits(text.charCodeAt(at + 1) | 32)
    const stop = digits === undefined ? at : matchEnd(digits, text, at + 2, end)
    return stop > at + 2 && !(stop < text.length && /[0-9A-Za-z]/.test(text[stop] as string)) ? stop : at
  }
  if (text.charCodeAt(at + 1) !== 46 && text.charCodeAt(at + 2) !== 46 && text.charCodeAt(at + 4) !== 46) return at
  return matchEnd(dottedDate, text, at, end)
}

/** Where a match ends that begins at `at`; `at` when there is none before `end`. */
function matchEnd(pattern: RegExp, text: string, at: number, end: number): number {
  pattern.lastIndex = at
  const stop = pattern.test(text) ? pattern.lastIndex : at
  return stop > end ? at : stop
}
