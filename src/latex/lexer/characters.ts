/**
 * Classes of characters, by code. What begins with a character of ASCII is told by one look into a table.
 */

/** A sign that stands for itself. */
export const sign = 0
export const space = 1
export const digit = 2
export const letter = 3
export const backslash = 4
/** A sign that may be one with what stands behind it: `<=`, `**`, `->`. */
export const joint = 5
/** A control character, a point, a bar, a tilde: what stands around it says what it is. */
export const special = 6

/** The class of each character of ASCII. */
export const classes: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  if (isDigit(code)) return digit
  if (isLetter(code)) return letter
  if (code === 32) return space
  if (code === 92) return backslash
  const char = String.fromCharCode(code)
  if (code < 32 || '.|~'.includes(char)) return special
  return code === 127 || '!"$*-/<=>`{'.includes(char) ? joint : sign
})

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}
export function isSpace(code: number): boolean {
  if (code < 0xa0) return code === 32 || (code >= 9 && code <= 13)
  return code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x3000
}

/** Characters that are not seen: zero-width, direction marks, byte order mark, soft hyphen. */
export const isHidden = (code: number): boolean =>
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  code === 0xfeff ||
  code === 0xad ||
  code === 0x61c ||
  code === 0x180e
/** Of these, the marks that make what follows run from right to left: the reader sees another order than the one that is written. */
export const turnsDirection = (code: number): boolean =>
  code === 0x200f || code === 0x202b || code === 0x202e || code === 0x2067 || code === 0x61c

export const isCjk = (code: number): boolean =>
  (code >= 0x3040 && code <= 0x30ff) ||
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xd7af) ||
  (code >= 0xf900 && code <= 0xfaff)

/** Latin letters with a mark: the word that holds one is no product. */
export const isAccented = (code: number): boolean => code >= 0xc0 && code <= 0x24f
/** Cyrillic and other scripts whose letters look Latin; kept apart from Latin, with a remark. */
export const isForeignLetter = (code: number): boolean =>
  (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
  (code >= 0x370 && code <= 0x5ff) ||
  (code >= 0x600 && code <= 0x6ff) ||
  (code >= 0x900 && code <= 0x97f) ||
  (code >= 0xe00 && code <= 0xe7f)

/** Where the letters end that begin at `from`. */
export function lettersEnd(text: string, from: number, end: number): number {
  let at = from
  while (at < end && isLetter(text.charCodeAt(at))) at++
  return at
}

/** Where the digits end that begin at `from`. */
export function digitsEnd(text: string, from: number, end: number): number {
  let at = from
  while (at < end && isDigit(text.charCodeAt(at))) at++
  return at
}
