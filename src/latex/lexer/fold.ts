/**
 * Other forms of the same characters: letters and digits in mathematical or full-width dress, ligatures, units in one
 * square, digits of other scripts. Each is replaced by what it is a form of, so that the lexer sees one alphabet; the
 * offsets lead back into the text that was given.
 *
 *     𝑥+𝟏㎝      folded
 *     x+1 cm     and read
 *
 * Only forms whose value is the same are here: `²`, `①` and `½` say something else than 2, 1 and 1/2, and letters of other
 * scripts that look Latin are other letters (see `look-alikes.ts`). Signs stay, too.
 */
export interface Folded {
  readonly text: string
  /** For every place of the folded text, and for its end, the place in the text that was given. */
  readonly offsets: readonly number[]
}

/** The part of a text from `start` to `end` in plain characters; `undefined` where nothing is to be folded. */
export function fold(text: string, start: number, end: number): Folded | undefined {
  if (!isBeyondLatin(text, start, end) || !foldable.test(text)) return undefined
  let folded = ''
  const offsets: number[] = []
  let changed = false
  for (let at = start; at < end; ) {
    const code = text.codePointAt(at) as number
    const width = code > 0xffff && at + 1 < end ? 2 : 1
    const plain = width === 1 && code > 0xffff ? undefined : plainOf(code)
    const written = plain ?? text.slice(at, at + width)
    for (let i = 0; i < written.length; i++) offsets.push(plain === undefined ? at + i : at)
    folded += written
    changed ||= plain !== undefined
    at += width
  }
  offsets.push(end)
  return changed ? { text: folded, offsets } : undefined
}

function isBeyondLatin(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) >= 0x660) return true
  return false
}

/** Blocks that hold anything to fold. */
const foldable =
  /[\u0660-\u066c\u06f0-\u06f9\u07c0-\u0f29\u1040-\u1049\u17e0-\u17e9\u2102-\u217f\u24b6-\u24e9\u3371-\u33df\ud835\ufb00-\ufb06\uff0e-\uff5a]/

function plainOf(code: number): string | undefined {
  if (code < 0x660) return undefined
  if (code < 0x2100) return digitOf(code)
  if (code >= 0xff10 && code <= 0xff5a) return isFullWidth(code) ? String.fromCharCode(code - 0xfee0) : undefined
  // Ⓐ is how some forms print option A.
  if (code >= 0x24b6 && code <= 0x24e9) return String.fromCharCode(code < 0x24d0 ? code - 0x24b6 + 65 : code - 0x24d0 + 97)
  if (code >= 0x1d400 && code <= 0x1d7ff) return mathematicalOf(code)
  const unit = squaredUnits.get(code)
  return unit === undefined ? single.get(code) : ` ${unit}`
}

const isFullWidth = (code: number): boolean => code <= 0xff19 || (code >= 0xff21 && code <= 0xff3a) || code >= 0xff41

/** The zeros of scripts that write decimal places with digits of their own. */
const zeros: readonly number[] = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0,
]

function digitOf(code: number): string | undefined {
  if (code >= 0x66a && code <= 0x66c) return arabicSigns[code - 0x66a]
  const zero = zeros.find(first => code >= first && code < first + 10)
  return zero === undefined ? undefined : String(code - zero)
}

/** Percent, decimal point and the mark of thousands. */
const arabicSigns = ['%', '.', ',']

/** Styles of the Latin alphabet, of the Greek one and of digits, one behind the other. */
function mathematicalOf(code: number): string | undefined {
  if (code < 0x1d6a4) {
    const letter = (code - 0x1d400) % 52
    return String.fromCharCode(letter < 26 ? 65 + letter : 71 + letter)
  }
  if (code < 0x1d6a6) return code === 0x1d6a4 ? 'i' : 'j'
  if (code >= 0x1d7ce) return String((code - 0x1d7ce) % 10)
  return code >= 0x1d6a8 && code < 0x1d7ca ? greek[(code - 0x1d6a8) % greek.length] : undefined
}

const greek: readonly string[] = [...'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ']

/** Letters that a block of styles leaves out, ligatures, Roman numerals. */
const single: ReadonlyMap<number, string> = new Map([
  [0x210a, 'g'],
  [0x210b, 'H'],
  [0x210c, 'H'],
  [0x210d, 'H'],
  [0x210e, 'h'],
  [0x2110, 'I'],
  [0x2112, 'L'],
  [0x2119, 'P'],
  [0x211b, 'R'],
  [0x2128, 'Z'],
  [0x212a, 'K'],
  [0x212c, 'B'],
  [0x212d, 'C'],
  [0x212f, 'e'],
  [0x2130, 'E'],
  [0x2131, 'F'],
  [0x2133, 'M'],
  [0x2134, 'o'],
  [0x2145, 'D'],
  [0x2146, 'd'],
  [0x2147, 'e'],
  [0x2148, 'i'],
  [0x2149, 'j'],
  ...'I II III IV V VI VII VIII IX X XI XII L C D M'.split(' ').flatMap((numeral, at): [number, string][] => [
    [0x2160 + at, numeral],
    [0x2170 + at, numeral.toLowerCase()],
  ]),
  [0x33d1, 'ln'],
  [0x33d2, 'log'],
  [0xfb00, 'ff'],
  [0xfb01, 'fi'],
  [0xfb02, 'fl'],
  [0xfb03, 'ffi'],
  [0xfb04, 'ffl'],
  [0xfb05, 'st'],
  [0xfb06, 'st'],
  [0xff0e, '.'],
])

/** A unit in one square is set off from what stands before it. */
const squaredUnits: ReadonlyMap<number, string> = new Map([
  [0x3371, 'hPa'],
  [0x3376, 'pc'],
  [0x3380, 'pA'],
  [0x3381, 'nA'],
  [0x3382, 'μA'],
  [0x3383, 'mA'],
  [0x3384, 'kA'],
  [0x3388, 'cal'],
  [0x3389, 'kcal'],
  [0x338a, 'pF'],
  [0x338b, 'nF'],
  [0x338c, 'μF'],
  [0x338d, 'μg'],
  [0x338e, 'mg'],
  [0x338f, 'kg'],
  [0x3390, 'Hz'],
  [0x3391, 'kHz'],
  [0x3392, 'MHz'],
  [0x3393, 'GHz'],
  [0x3395, 'μL'],
  [0x3396, 'mL'],
  [0x3397, 'dL'],
  [0x3398, 'kL'],
  [0x339a, 'nm'],
  [0x339b, 'μm'],
  [0x339c, 'mm'],
  [0x339d, 'cm'],
  [0x339e, 'km'],
  [0x339f, 'mm²'],
  [0x33a0, 'cm²'],
  [0x33a1, 'm²'],
  [0x33a2, 'km²'],
  [0x33a3, 'mm³'],
  [0x33a4, 'cm³'],
  [0x33a5, 'm³'],
  [0x33a6, 'km³'],
  [0x33a7, 'm/s'],
  [0x33a8, 'm/s²'],
  [0x33a9, 'Pa'],
  [0x33aa, 'kPa'],
  [0x33ab, 'MPa'],
  [0x33ac, 'GPa'],
  [0x33ad, 'rad'],
  [0x33ae, 'rad/s'],
  [0x33af, 'rad/s²'],
  [0x33b0, 'ps'],
  [0x33b1, 'ns'],
  [0x33b2, 'μs'],
  [0x33b3, 'ms'],
  [0x33b7, 'mV'],
  [0x33b8, 'kV'],
  [0x33bd, 'mW'],
  [0x33be, 'kW'],
  [0x33bf, 'MW'],
  [0x33c4, 'cc'],
  [0x33c8, 'dB'],
  [0x33ca, 'ha'],
  [0x33d6, 'mol'],
])
