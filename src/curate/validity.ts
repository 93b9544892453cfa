/**
 * Which rows can be verified by a rule at all.
 *
 * The words of a question only suggest: the answer decides. It is read with the parser that judges the rollouts, and what
 * that cannot compare even with itself can reward nobody. The first rule that objects names the reason.
 */
import type { GoldSpec } from '../compare/gold.ts'
import { blankness } from '../extract/blank.ts'
import { foldCase, truthOf } from '../latex/wording/lexicon.ts'
import { isRead } from '../latex/parse.ts'
import { children } from '../tree/children.ts'
import type { Tree } from '../tree/tree.ts'
import { optionalText, row as checkRow } from './check.ts'
import { goldKind } from './gold-kind.ts'
import { imagesIn, isNamed, optionLetters, questionsIn, requestIn } from './question.ts'

/** What a validity rule looks at. */
export interface QuestionRow {
  /** The text of the question; rules about it pass when it is not given. */
  readonly question?: string | undefined
  /** The gold; absent or blank is `no-answer`. */
  readonly answer?: string | undefined
  /** What the data set declares about the gold; its `options` are the options of the question. */
  readonly declared?: GoldSpec | undefined
  /** How many images the row holds; rules about images pass when it is not given. */
  readonly images?: number | undefined
}

/** Sorted in the order in which they are asked. */
export const validityRules = [
  'no-answer',
  'placeholder-answer',
  'no-question',
  'image-missing',
  'proof',
  'explain',
  'describe',
  'several-questions',
  'yes-no',
  'options-missing',
  'open-answer',
  'undefined-answer',
  'unreadable-answer',
] as const
export type ValidityRule = (typeof validityRules)[number]

export interface ValidityOptions {
  /** The rules that are asked; all of them by default. */
  readonly rules?: readonly ValidityRule[]
  /** Words that an answer in words may have before it is open text. Default 6. */
  readonly longestWords?: number
}

export type Validity = { readonly valid: true } | { readonly valid: false; readonly rule: ValidityRule; readonly reason: string }

const valid: Validity = Object.freeze({ valid: true })

/**
 * Whether a rule can verify answers to this question, or which rule objects and why.
 *
 * @throws TypeError for what is no row, RangeError for an unknown rule
 * @example
 * validity({ question: 'Prove that n is even.', answer: '2' }) // { valid: false, rule: 'proof' }
 * validity({ question: 'Which is right?', answer: 'B' }) // { valid: false, rule: 'options-missing' }
 * validity({ question: 'Which is right? A. 3 B. 4', answer: 'B' }) // { valid: true }
 */
export function validity(row: QuestionRow, options: ValidityOptions = {}): Validity {
  const { rules: asked = validityRules, longestWords = 6 } = options
  checkRow('row', row)
  optionalText('row.question', row.question)
  optionalText('row.answer', row.answer)
  for (const rule of asked) {
    if (!validityRules.includes(rule)) throw new RangeError(`Expected rules to be some of ${validityRules.join(', ')}, found '${rule}'`)
  }
  if (!Number.isSafeInteger(longestWords) || longestWords < 0)
    throw new RangeError(`Expected longestWords to be a non-negative integer, found ${longestWords}`)
  for (const { rule, reason } of objections(row, longestWords)) {
    if (asked.includes(rule)) return { valid: false, rule, reason }
  }
  return valid
}

interface Objection {
  readonly rule: ValidityRule
  readonly reason: string
}

/** Every objection in order; a generator, so that a row that falls early costs no reading. */
function* objections(row: QuestionRow, longestWords: number): Generator<Objection> {
  const { question, answer = '', images } = row
  const blank = blankness(answer, 0, answer.length)
  if (blank === 'empty') yield { rule: 'no-answer', reason: 'the row has no answer' }
  if (blank === 'placeholder') yield { rule: 'placeholder-answer', reason: `the answer is a placeholder: ${shown(answer)}` }
  if (marker(answer) === 'nothing') yield { rule: 'no-answer', reason: `the answer says that there is none: ${shown(answer)}` }
  if (question !== undefined) {
    if (question.trim() === '') yield { rule: 'no-question', reason: 'the question is blank' }
    yield* aboutImages(question, images)
    const request = requestIn(question)
    if (request !== undefined) yield { rule: request.request, reason: `the question asks to "${request.words}"` }
  }
  if (blank !== undefined) return
  if (marker(answer) === 'proof') yield { rule: 'proof', reason: `the answer stands for a proof: ${shown(answer)}` }
  const gold = goldKind(answer, row.declared)
  if (gold.kind === 'parts') yield { rule: 'several-questions', reason: `the answer has labelled parts: ${shown(answer)}` }
  const asking = question === undefined ? 1 : questionsIn(question)
  if (asking > 1) yield { rule: 'several-questions', reason: `${asking} numbered items of the question ask something` }
  const truth = truthOf(plainText(gold.tree) ?? '')
  if (truth !== undefined) yield { rule: 'yes-no', reason: `the answer is ${shown(answer)}: half of all guesses are right` }
  yield* aboutOptions(row, gold.tree, gold.kind === 'choice' || row.declared?.options !== undefined)
  const words = proseWords(gold.tree)
  if (words > longestWords) yield { rule: 'open-answer', reason: `the answer is prose of ${words} words` }
  if (gold.itself === 'too-hard') yield { rule: 'unreadable-answer', reason: 'the answer is too large to be compared within the budget' }
  else if (gold.itself.outcome !== 'equivalent') {
    const undefinedValue = gold.itself.outcome === 'undecided' && gold.itself.cause === 'undefined-value'
    yield undefinedValue
      ? { rule: 'undefined-answer', reason: `the answer has no value: ${shown(answer)}` }
      : { rule: 'unreadable-answer', reason: `the answer cannot be compared even with itself: ${shown(answer)}` }
  } else if (!isRead(gold.tree)) yield { rule: 'unreadable-answer', reason: `the answer cannot be read: ${shown(answer)}` }
}

function* aboutImages(question: string, images: number | undefined): Generator<Objection> {
  if (images === undefined) return
  const { places, spoken } = imagesIn(question)
  if (places > images) yield { rule: 'image-missing', reason: `the question has places for ${places} images, and there are ${images}` }
  else if (spoken && images === 0) yield { rule: 'image-missing', reason: 'the question speaks of a figure, and there is no image' }
}

function* aboutOptions({ question, declared }: QuestionRow, tree: Tree, choice: boolean): Generator<Objection> {
  const letters = choice ? lettersOf(tree) : []
  if (letters.length === 0) return
  const options = declared?.options
  const known = options === undefined ? undefined : Array.isArray(options) ? options.map((_, at) => letterAt(at)) : Object.keys(options)
  const there = known ?? (question === undefined ? undefined : optionLetters(question))
  if (there === undefined) return
  const missing = letters.filter(letter => !there.includes(letter))
  if (missing.length === 0) return
  if (there.length > 0) {
    yield { rule: 'options-missing', reason: `the answer is ${letters.join('')}, and the options are ${there.join(', ')}` }
  } else if (question !== undefined && !letters.every(letter => isNamed(letter, question))) {
    yield { rule: 'options-missing', reason: `the answer is the option ${letters.join('')}, and the question has no options` }
  }
}

const letterAt = (at: number): string => String.fromCharCode(0x41 + at)

/** The letters of a choice, wherever its tree keeps them; empty when there is more than letters. */
function lettersOf(tree: Tree): readonly string[] {
  switch (tree.type) {
    case 'symbol':
      return /^[A-K]$/.test(tree.name) ? [tree.name] : []
    case 'text':
      return /^(?:option |choice )?\(?[a-k]\)?\.?$/.test(foldCase(tree.value))
        ? [
            foldCase(tree.value)
              .replace(/[^a-z]/g, '')
              .slice(-1)
              .toUpperCase(),
          ]
        : []
    case 'times':
      return all(tree.factors)
    case 'list':
    case 'fenced':
      return all(tree.items)
    default:
      return []
  }
}

function all(trees: readonly Tree[]): readonly string[] {
  const letters = trees.map(lettersOf)
  return letters.every(found => found.length > 0) ? letters.flat() : []
}

const plainText = (tree: Tree): string | undefined => (tree.type === 'text' ? tree.value : undefined)

/** Words with which data sets say that there is no answer to compare. */
function marker(answer: string): 'proof' | 'nothing' | undefined {
  const word = foldCase(answer).replace(/[\s.。_-]/g, '')
  if (/^(?:proof|qed|seeproof|omitted|略|证明|证明略|证明见解析|见证明|见解析|答案见解析)$/.test(word)) return 'proof'
  return /^(?:notfound|n\/?a|null|nan|none?provided|noanswer|unknown)$/.test(word) ? 'nothing' : undefined
}

/** Words of the texts of an answer, if they are sentences: a list of moves or colours has many texts of a word or two. */
function proseWords(tree: Tree): number {
  const counts = textsOf(tree).map(wordCount)
  const words = counts.reduce((sum, count) => sum + count, 0)
  return words > 2 * counts.length ? words : 0
}

function textsOf(tree: Tree): readonly string[] {
  return tree.type === 'text' ? [tree.value] : children(tree).flatMap(textsOf)
}

/** Words of an alphabet, and pairs of characters of a script without spaces. */
function wordCount(text: string): number {
  const alphabetic = text.match(/[A-Za-z]{2,}/g)?.length ?? 0
  const characters = text.match(/[\u3400-\u9fff]/g)?.length ?? 0
  return alphabetic + Math.ceil(characters / 2)
}

const shown = (answer: string): string => (answer.length > 60 ? `${answer.slice(0, 60)}…` : answer)
