/** Questions about one UTF-16 unit. NaN, as `charCodeAt` gives outside the text, answers no to all of them. */

export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

export const isCapital = (code: number): boolean => code >= 0x41 && code <= 0x5a

/** An ASCII letter. */
export function isLetter(code: number): boolean {
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

/** Blanks and line ends as Markdown and TeX see them, with the no-break, ideographic and zero-width ones; a mark of direction is none. */
export function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  return code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200d) || code === 0x202f || code === 0x2060
}

/** `:` and its full-width form. */
export const isColon = (code: number): boolean => code === 0x3a || code === 0xff1a

/** Ideographs, kana and hangul. */
export const isCjk = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) || (code >= 0x3040 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7a3) || code === 0x3007

/** ASCII capitals become small letters; everything else stays. */
export function lowerAscii(text: string): string {
  let lower = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    lower += isCapital(code) ? String.fromCharCode(code + 32) : text[i]
  }
  return lower
}

/** Behind the blanks from `at` on, at most `end`. */
export function blanksEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && isBlank(text.charCodeAt(i))) i++
  return i
}

/** Behind the ASCII letters from `at` on, at most `end`. */
export function lettersEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && isLetter(text.charCodeAt(i))) i++
  return i
}
