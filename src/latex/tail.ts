/**
 * A text without the signs of `signs` at its end. A regular expression (`/0+$/`) would begin anew at every run of them.
 *
 * @example
 * withoutTail('1.500', '0') // '1.5'
 */
export function withoutTail(text: string, signs: string): string {
  let end = text.length
  while (end > 0 && signs.includes(text.charAt(end - 1))) end--
  return end === text.length ? text : text.slice(0, end)
}
