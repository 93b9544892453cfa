/**
 * HTML that is safe by its type: text gets into a page only through `html`, which escapes it, and comes out as `Html`.
 *
 *     html`<b>${text}</b>`      text is escaped, Html is not, a list is joined, undefined and false are nothing
 */
const brand: unique symbol = Symbol('html')

export interface Html {
  readonly [brand]: true
  readonly text: string
}
export type Part = Html | string | number | undefined | false | readonly Part[]

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? ''
  for (const [at, part] of parts.entries()) text += shown(part) + (strings[at + 1] ?? '')
  return trusted(text)
}

/** Markup of our own, or of KaTeX: never text of others. */
export const trusted = (text: string): Html => ({ [brand]: true, text })

function shown(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return 'text' in part ? part.text : part.map(shown).join('')
}

/** Fit for text and for attributes in double quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

/**
 * Text of others with everything visible that would hide or turn it: controls, marks of direction, characters without width.
 *
 * @param longest UTF-16 units that are shown, from the start or the end
 */
export function visible(text: string, longest = 2_000, keep: 'start' | 'end' = 'start'): Html {
  const cut = text.length <= longest ? text : keep === 'start' ? text.slice(0, longest) : text.slice(-longest)
  const body = trusted(escaped(cut).replace(invisible, character => `<span class="hidden-character">${codeOf(character)}</span>`))
  const gap = cut.length < text.length && html`<span class="gap">… ${text.length - cut.length} more</span>`
  return keep === 'start' ? html`${body}${gap}` : html`${gap}${body}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for.
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** Whether a text holds characters that are not seen, or that turn others round. */
export const hidesSomething = (text: string): boolean => text.search(invisible) >= 0

/** The text without such characters, for attributes. */
export const plain = (text: string): string => text.replace(invisible, '')

const codeOf = (character: string): string => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
