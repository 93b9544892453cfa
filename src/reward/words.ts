/**
 * The words of a text for measures of overlap: runs of ASCII letters and digits in lower case, and every other character that is
 * neither a blank nor ASCII punctuation as a word of its own, so that Chinese is counted by characters.
 *
 * @example
 * wordsOf("Don't run, 跑吧!") // ['don', 't', 'run', '跑', '吧']
 */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  let run = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const kind = kindOf(code)
    if (kind === 'letter') {
      run += code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : character
      continue
    }
    if (run !== '') words.push(run)
    run = ''
    if (kind === 'word') words.push(character)
  }
  if (run !== '') words.push(run)
  return words
}

function kindOf(code: number): 'letter' | 'word' | 'gap' {
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return 'letter'
  // Blanks, controls, ASCII and general punctuation, CJK and full-width punctuation.
  if (code <= 0xa0 || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f)) return 'gap'
  return code === 0xff0c || code === 0xff01 || code === 0xff1f || code === 0xff1a || code === 0xff1b || code === 0xfeff ? 'gap' : 'word'
}
