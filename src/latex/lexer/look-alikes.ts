/**
 * Letters of other scripts that a reader takes for Latin ones. They are other letters, and are never read as Latin;
 * where they alone make the difference of two answers, nobody who sees the answers can tell it.
 */
const looks: readonly (readonly [script: string, letters: string, latin: string])[] = [
  ['Cyrillic', 'АВСЕНІЈКМОРЅТУХҮаеорсхуіјѕһԁԛԝ', 'ABCEHIJKMOPSTYXYaeopcxyijshdqw'],
  ['Greek', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ', 'ABEZHIKMNOPTYXocj'],
]

interface LookAlike {
  readonly script: string
  readonly latin: string
}
const lookAlikes: ReadonlyMap<string, LookAlike> = new Map(
  looks.flatMap(([script, letters, latin]) =>
    [...letters].map((letter, at): [string, LookAlike] => [letter, { script, latin: latin[at] as string }]),
  ),
)

/** The text with Latin letters for those that look like them; `undefined` where it has none. */
export function withLatinLetters(text: string): string | undefined {
  if (!foreign.test(text)) return undefined
  let latin = ''
  for (const letter of text) latin += lookAlikes.get(letter)?.latin ?? letter
  return latin === text ? undefined : latin
}

/**
 * The look-alikes of a text, each once.
 *
 * @example
 * lookAlikesIn('х+1') // ["Cyrillic 'х', which looks like Latin 'x'"]
 */
export function lookAlikesIn(text: string): readonly string[] {
  return [...new Set(text)].flatMap(letter => {
    const found = lookAlikes.get(letter)
    return found === undefined ? [] : [`${found.script} '${letter}', which looks like Latin '${found.latin}'`]
  })
}

const foreign = /[\u0370-\u058f]/
