/**
 * What a question asks for, as far as its words tell: a proof, an explanation, a description, several things at once, and
 * whether the options of a choice stand in it. English and Chinese. Plain searches, linear in the text.
 */
import { foldCase } from '../latex/wording/lexicon.ts'

/**
 * What no rule can check, by the words that ask for it. A verb asks where it opens a sentence or a clause: "Prove that", "… and explain
 * why", "<image>Prove that", but not "measurements show that", "fill in the blank to describe", "improve".
 */
const opening = String.raw`(?:^ ?|[.!?;:,)\]$>*}"] ?|\b(?:and|or|then|please|must|should|you) )`
const asking = (verbs: string): RegExp => new RegExp(`${opening}(${verbs})\\b`)
const requests = {
  proof: [asking('prove|show that|give a proof'), /(证明|求证)/],
  explain: [asking('explain|justify|give (?:your )?reasons?'), /(解释|说明理由)/],
  describe: [asking('describe'), /(描述|叙述)/],
} as const
export type Request = keyof typeof requests

/**
 * The first request of a kind that a rule cannot check, with the words that make it.
 *
 * @example
 * requestIn('Prove that n is even.') // { request: 'proof', words: 'prove' }
 * requestIn('<image>\nExplain the chart.') // { request: 'explain', words: 'explain' }
 * requestIn('How can we improve it?') // undefined
 */
export function requestIn(question: string): { readonly request: Request; readonly words: string } | undefined {
  const text = foldCase(question).replace(/\n/g, ';').replace(/\s+/g, ' ') // a line opens a clause
  for (const request of ['proof', 'explain', 'describe'] as const) {
    for (const pattern of requests[request]) {
      const found = pattern.exec(text)
      if (found !== null) return { request, words: found[1] ?? '' }
    }
  }
  return undefined
}

const asks = /\?|？|\b(?:find|calculate|compute|determine|evaluate|solve|what|how many|how much)\b|求|多少|几/

/**
 * Numbered items that each ask something: `(1) Find a. (2) Find b.` Conditions and statements that are numbered ask nothing.
 *
 * @example
 * questionsIn('(1) Find a. (2) Find b.') // 2
 * questionsIn('If (1) a > 0 and (2) b > 0, find a + b.') // 1
 */
export function questionsIn(question: string): number {
  const text = foldCase(question)
  const marks = [...text.matchAll(/[(（]([1-9]|i{1,3}|iv|v)[)）]|[①-⑨]/g)]
  if (marks.length < 2 || !inOrder(marks.map(([mark]) => mark))) return 1
  let asking = 0
  for (const [at, mark] of marks.entries()) {
    const start = mark.index + mark[0].length
    const item = text.slice(start, marks[at + 1]?.index ?? text.length)
    if (asks.test(item)) asking += 1
  }
  return asking >= 2 ? asking : 1
}

const numbering: ReadonlyMap<string, number> = new Map(
  ['1', '2', '3', '4', '5', '6', '7', '8', '9'].flatMap((digit, at) => [
    [digit, at + 1] as const,
    ['①②③④⑤⑥⑦⑧⑨'.charAt(at), at + 1] as const,
  ]),
)
const romans: ReadonlyMap<string, number> = new Map(['i', 'ii', 'iii', 'iv', 'v'].map((numeral, at) => [numeral, at + 1]))

/** The marks count up from one: `f(1) + f(2)` does too, and asks nothing. */
function inOrder(marks: readonly string[]): boolean {
  return marks.every((mark, at) => {
    const bare = mark.replace(/[()（）]/g, '')
    return (numbering.get(bare) ?? romans.get(bare)) === at + 1
  })
}

/**
 * Letters that label options in the text: `A. 3`, `(B) 4`, `C、5`. At least A and B have to be there.
 *
 * @example
 * optionLetters('Which? A. 3 B. 4 C. 5') // ['A', 'B', 'C']
 */
export function optionLetters(question: string): readonly string[] {
  const found = new Set<string>()
  for (const [, closed, open] of question.matchAll(/(?<![A-Za-z\\])(?:[(（]([A-K])[)）]|([A-K])\s?[.):：、．）])/g))
    found.add(closed ?? open ?? '')
  const letters = [...found].sort()
  return letters[0] === 'A' && letters[1] === 'B' ? letters : []
}

/**
 * Whether the text speaks of a thing by this letter (`points A, B`), so that the letter alone is a name and no option.
 * An `A` before a small word is an article.
 */
export function isNamed(letter: string, question: string): boolean {
  for (let at = question.indexOf(letter); at >= 0; at = question.indexOf(letter, at + 1)) {
    if (isLetter(question.charCodeAt(at - 1)) || isLetter(question.charCodeAt(at + 1))) continue
    const article = letter === 'A' && question[at + 1] === ' ' && isSmall(question.charCodeAt(at + 2))
    if (!article) return true
  }
  return false
}

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a
const isLetter = (code: number): boolean => isSmall(code) || (code >= 0x41 && code <= 0x5a)

/** How many images the text has places for, and whether it speaks of one. */
export function imagesIn(question: string): { readonly places: number; readonly spoken: boolean } {
  const places = question.split('<image>').length - 1
  const text = foldCase(question)
  return { places, spoken: places > 0 || /\b(?:in|as|from) the (?:figure|diagram|image|picture|graph)\b|如图|图中/.test(text) }
}
