import type { Tree } from '../tree/tree.ts'
import { isCjkText } from './parser/grammar.ts'
import { leadsIn } from './parser/statement.ts'
import type { Token } from './lexer/token.ts'

/**
 * A value that is said of a thing: words, with names among them, that end in "is", `=`, a colon or 为.
 *
 *     Area of triangle ABC = 20        The price is \$20        三角形ABC的面积为20        Radius r = 20
 *     ^^^^^^^^^^^^^^^^^^^^^^           ^^^^^^^^^^^^             ^^^^^^^^^^^^^^^           ^^^^^^
 *
 * The words become the label of the value. Where they only say what a name is (`Radius r`, `Length of AB`), the name and its `=` stay
 * with the value. Words that deny, compare or ask for a condition, numbers and signs in front of the verb say something else.
 *
 * @param read reads the text from a place to its end
 */
export function saidOf(text: string, tokens: readonly Token[], read: (start: number) => Tree | undefined): Tree | undefined {
  const at = verbAt(tokens)
  const verb = tokens[at]
  const first = tokens[0]
  const next = tokens[at + 1]
  if (verb === undefined || first === undefined || next === undefined || isWord(next)) return undefined
  const subject = tokens.slice(0, at)
  const inChinese = isChineseVerb(verb)
  const words = subject.filter(({ kind }) => kind === 'word' || kind === 'text').map(({ value }) => value)
  if (inChinese) words.push(verb.value)
  if (!subject.every(isWordOrName) || words.length === 0) return undefined
  const name = inChinese ? undefined : nameIn(subject)
  if (inChinese ? /[不非没无错否或]|可能|也许|除/.test(words.join('')) : !tells(words, subject, name)) return undefined
  const parting = name !== undefined && !isVerbWord(verb) ? name.start : verb.end
  const body = read(parting)
  if (body === undefined || body.type === 'text' || body.type === 'unread') return undefined
  const span = { start: first.start, end: (tokens[tokens.length - 1] as Token).end }
  return { type: 'labelled', label: plain(text.slice(first.start, parting)), body, span }
}

/** "is not 5", "is at least 3", "is red"; `\$` is a word of one sign. */
const isWord = ({ kind, value }: Token): boolean => kind === 'word' || (kind === 'text' && value.length > 1)

/** Longer subjects are stories. */
const mostTokens = 24

/** The first token that says what the subject is: a verb, `=`, a colon. */
function verbAt(tokens: readonly Token[]): number {
  for (let at = 0; at < tokens.length - 1 && at <= mostTokens; at++) {
    const token = tokens[at] as Token
    if (isVerbWord(token) || isChineseVerb(token) || (token.kind === 'sign' && (token.value === '=' || token.value === ':'))) return at
  }
  return -1
}

const isVerbWord = ({ kind, value }: Token): boolean => (kind === 'word' || kind === 'text') && /^(?:is|are|equals)$/.test(value)
const isChineseVerb = ({ kind, value }: Token): boolean =>
  (kind === 'word' || kind === 'text') && isCjkText(value) && /(?:为|是|等于|共有)$/.test(value)

const figures: ReadonlySet<string> = new Set([
  'angle',
  'measuredangle',
  'triangle',
  'odot',
  'bigodot',
  'overline',
  'widehat',
  'square',
  'parallel',
])

/** Words, letters, figures of geometry, and the fence of `f(x)`. */
const isWordOrName = ({ kind, value }: Token): boolean =>
  kind === 'word' ||
  kind === 'text' ||
  kind === 'name' ||
  kind === 'subscript' ||
  (kind === 'command' && figures.has(value)) ||
  (kind === 'sign' && "(){}_'".includes(value))

/** Nouns that a name may follow, and those whose "of" is followed by what has the value. */
const measures =
  /^(?:angle|base|circumference|diagonal|diameter|edge|height|hypotenuse|leg|length|line|radius|segment|side|slope|speed|width)$/i
const values = /^(?:length|magnitude|measure|size|value)$/i

/** The name at the end of the subject, where all that the words say is what the name is. */
function nameIn(subject: readonly Token[]): Token | undefined {
  let at = subject.length
  while (at > 0 && (subject[at - 1] as Token).kind !== 'word' && (subject[at - 1] as Token).kind !== 'text') at--
  const [name, word] = [subject[at], subject[at - 1]]
  if (name === undefined || word === undefined || name.kind === 'sign') return undefined
  if (measures.test(word.value)) return name
  return word.value === 'of' && values.test(subject[at - 2]?.value ?? '') ? name : undefined
}

/** Words that lead in to a value; names among them need a noun with "of", or one that names have. */
function tells(words: readonly string[], subject: readonly Token[], name: Token | undefined): boolean {
  const named = subject.length > words.length
  if (named && name === undefined && !words.some((word, at) => at > 0 && word === 'of')) return false
  return leadsIn(`${words.length === 1 ? 'the ' : ''}${words.join(' ')} is`)
}

const plain = (label: string): string =>
  label
    .replace(/[$\\{}]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
