/**
 * Prose for `\text{…}`. LaTeX gives a few characters a meaning, and KaTeX refuses others: controls, private characters,
 * accents on nothing, and signs that it knows in mathematics only.
 */

/** Prose inside `\text{…}`: special characters escaped, what KaTeX cannot set replaced by �. */
export function escaped(text: string): string {
  let result = ''
  let afterLetter = false
  let afterSpace = false
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code <= 32 || code === 0xa0) {
      if (!afterSpace) result += ' '
      afterLetter = false
      afterSpace = true
      continue
    }
    if (code >= 0x300 && code <= 0x36f) {
      // Accents behind a letter, those that KaTeX knows.
      result += afterLetter && knownAccents.has(code) ? character : '\ufffd'
      afterLetter = false
    } else {
      result += !isRenderable(code) ? '\ufffd' : isOperatorSign(code) ? `$${character}$` : special(character)
      afterLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
    }
    afterSpace = false
  }
  return result
}

const knownAccents: ReadonlySet<number> = new Set([0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30a, 0x30b, 0x30c])

/** Letterlike signs and operators (`ℒ`, `≠`, `∑`): many of them KaTeX knows in mathematics only. */
function isOperatorSign(code: number): boolean {
  const block = code >> 8
  return (
    code === 0x203c ||
    block === 0x21 ||
    block === 0x22 ||
    (code >= 0x231c && code <= 0x231f) ||
    (code >= 0x27c0 && code <= 0x27ef) ||
    block === 0x29 ||
    block === 0x2a
  )
}

/** The ranges of KaTeX's lexer, without a dotless letter that it lacks. */
export function isRenderable(code: number): boolean {
  if (code === 0x1d6a4) return false
  return (
    (code >= 33 && code <= 126) ||
    (code >= 0xa1 && code <= 0x2027) ||
    (code >= 0x202a && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0x10ffff)
  )
}

export function special(character: string): string {
  switch (character) {
    case '\\':
      return '\\textbackslash{}'
    case '^':
      return '\\textasciicircum{}'
    case '~':
      return '\\textasciitilde{}'
    case '{':
    case '}':
    case '$':
    case '#':
    case '%':
    case '&':
    case '_':
      return `\\${character}`
    default:
      return character
  }
}
