/**
 * How is the accuracy of a row found?
 *
 * - `rule`: by the verdict. What is not right earns the price of a wrong answer.
 * - `model`: by a model judge that the caller asked. It says a tier in a word, or a number from 0 to 1.
 * - `measure`: by a measure that the caller took, from 0 to 1: an overlap of boxes, tests that passed.
 * - `ocr`, `overlap`, `regression`: by how much the words or the number of the answer differ from the reference (`measure.ts`).
 *
 * A row without its judgement is unscored. An unparsed judgement is paid like a wrong answer: an answer could have caused it.
 */
import { lowerAscii } from '../extract/characters.ts'
import type { Price } from './amount.ts'
import { between, oneOf, show } from './check.ts'

export const methods = ['rule', 'model', 'measure', 'ocr', 'overlap', 'regression'] as const
export type Method = (typeof methods)[number]

/** The tiers of a model judge. */
export const tiers = ['correct', 'partly', 'incorrect', 'unparsed'] as const
export type Tier = (typeof tiers)[number]

/** What somebody else decided: a tier, a number from 0 to 1, or `null` where they could not, through no fault of the answer. */
export type Judgement = Tier | number | null

/** What each tier is worth. The values are ours: no published system that uses tiers has told its own. */
export type TierValues = Readonly<Record<Tier, Price>>

export const defaultTiers: TierValues = Object.freeze({ correct: 1, partly: 0.5, incorrect: 0, unparsed: 0 })

/**
 * What a judgement is worth, from 0 to 1.
 *
 * @returns `null` when there is none, which leaves the sample unscored
 * @throws RangeError for a word that is no tier or a number outside
 * @example
 * judgementValue('partly', { correct: 1, partly: 0.5, incorrect: 0, unparsed: 0 }) // 0.5
 * judgementValue(undefined, { correct: 1, partly: 0.5, incorrect: 0, unparsed: 0 }) // null
 */
export function judgementValue(judgement: Judgement | undefined, values: TierValues): Price {
  if (judgement === undefined || judgement === null) return null
  if (typeof judgement === 'number') return between('judgement', judgement, 0, 1)
  return values[oneOf('judgement', judgement, tiers)]
}

/** A row of WeThink's data, as far as it says who judges. */
export interface MethodRow {
  /** The reward method of the row. */
  readonly reward?: string | undefined
  /** The type of the question. */
  readonly category?: string | undefined
}

/**
 * Who judges a WeThink row: its `reward` field if that names a method, else its `category`. The literal values are published
 * nowhere, so the words that are looked for are ours: *rule*; *model*, *judge*, *llm*; *choice*, *fill*, *blank*; *descri*, *open*, *free*.
 *
 * @throws RangeError when neither field says it
 * @example
 * wethinkMethod({ reward: 'model', category: 'multiple choice' }) // 'model'
 * wethinkMethod({ category: 'Fill-in-the-blank' }) // 'rule'
 * wethinkMethod({ category: 'song' }) // throws RangeError: Expected reward or category to name a rule or a model judge
 */
export function wethinkMethod(row: MethodRow): 'rule' | 'model' {
  for (const text of [row.reward, row.category]) {
    if (text === undefined) continue
    const words = lowerAscii(text)
    if (modelWords.some(word => words.includes(word))) return 'model'
    if (ruleWords.some(word => words.includes(word))) return 'rule'
  }
  throw new RangeError(
    `Expected reward or category to name a rule or a model judge, found reward ${show(row.reward)} and category ${show(row.category)}`,
  )
}

const ruleWords = ['rule', 'choice', 'fill', 'blank'] as const
const modelWords = ['model', 'judge', 'llm', 'descri', 'open', 'free'] as const

/**
 * The method for a `problem_type` of Video-R1.
 *
 * @throws RangeError for a type that the project does not have
 * @example
 * videoR1Method('OCR') // 'ocr'
 * videoR1Method('multiple choice') // 'rule'
 */
export function videoR1Method(problemType: string): Method {
  switch (problemType) {
    case 'multiple choice':
    case 'numerical':
      return 'rule'
    case 'OCR':
      return 'ocr'
    case 'free-form':
      return 'overlap'
    case 'regression':
      return 'regression'
    default:
      throw new RangeError(
        `Expected problem_type to be 'multiple choice', 'numerical', 'OCR', 'free-form', 'regression', found ${show(problemType)}`,
      )
  }
}
