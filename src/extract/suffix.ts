/**
 * What stands right behind a box and belongs to the value in it: the base of its digits, the half of the day of its hour.
 *
 *     $\boxed{204}_6$   →   204_6            \boxed{3:30} PM   →   3:30 PM
 *
 * A unit may be left out, a scale ("million") may be what the question asks for, and neither is read here.
 */

/** The digits of a numeral, which may have a base behind it. */
export const areDigits = /^[0-9A-F]{1,60}$/
const base = /^_(?:\d|\{\(?\d{1,2}\)?\}|\{(?:\\(?:text|mathrm)\{)?[a-z 0-9]{1,20}\}{1,2})/
const hour = /^\d{1,2}(?::\d\d)?$/
const half = /^[ $~]{0,3}(?:\\(?:text|mathrm)\{ ?)?([AaPp]\.?[Mm](?![A-Za-z])\.?)/

/** The longest of these with what is between. */
const longest = 40

/** What belongs to `content`, which is boxed up to `end`; nothing in most responses. */
export function suffixOf(text: string, content: string, end: number, to: number): string {
  if (hour.test(content)) {
    const [, written] = half.exec(text.slice(end, Math.min(to, end + longest))) ?? []
    if (written !== undefined) return ` ${written}`
  }
  return areDigits.test(content) ? (base.exec(text.slice(end, Math.min(to, end + longest)))?.[0] ?? '') : ''
}
