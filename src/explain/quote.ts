/** How a sentence shows text that somebody else wrote. */
export interface Quoting {
  /** An answer as written, marked off from the sentence. */
  readonly answer: (text: string) => string
  /** A value or a word that the library printed. */
  readonly value: (text: string) => string
}

/** Longest quotation, in UTF-16 units. The middle of a longer text is left out. */
const longest = 120

/** For a terminal or a log: answers in straight quotes, values bare. */
export const plain: Quoting = {
  answer: text => `"${shorten(text)}"`,
  value: text => shorten(text),
}

/** For Markdown: code spans, whose fence is longer than any run of backticks inside. */
export const markdown: Quoting = {
  answer: codeSpan,
  value: codeSpan,
}

function codeSpan(text: string): string {
  const content = shorten(text)
  let run = 0
  let longestRun = 0
  for (const character of content) {
    run = character === '`' ? run + 1 : 0
    longestRun = Math.max(longestRun, run)
  }
  const fence = '`'.repeat(longestRun + 1)
  const padding = longestRun > 0 || content === '' ? ' ' : ''
  return `${fence}${padding}${content}${padding}${fence}`
}

/** On one line, with a space for every control character and a name for what cannot be seen, and about `longest` units long. */
function shorten(text: string): string {
  const head = text.length > longest ? `${cut(text, 0, longest / 2)} … ${cut(text, text.length - longest / 2, text.length)}` : text
  let line = ''
  for (const character of head) {
    const hidden = invisible.test(character)
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    line += hidden ? `<U+${code}>` : character < ' ' || character === '\u007f' ? ' ' : character
  }
  return line.trim()
}

/** Zero width, marks of direction, soft hyphen: they change what is read, and a reader has to see them. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/

/** A slice that keeps surrogate pairs whole. */
function cut(text: string, start: number, end: number): string {
  const from = isLowSurrogate(text.charCodeAt(start)) ? start + 1 : start
  const to = end < text.length && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end
  return text.slice(from, to)
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
