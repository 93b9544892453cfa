/**
 * Duplicates: the same question twice counts twice in training, and once in the training and once in the test set it
 * counts as leakage. Three grades, each containing the one before: the same text; the same text once case, spaces,
 * punctuation and mathematical dress are taken off; nearly the same words with the same numbers and
 * the same answer.
 *
 * Two questions with different images are two questions, whatever their words: the images are part of the key.
 */
import { foldCase } from '../latex/wording/lexicon.ts'
import { DigestMap, digest } from './digest.ts'
import { NearTexts } from './near.ts'

export const duplicateGrades = ['exact', 'normalised', 'near'] as const
export type DuplicateGrade = (typeof duplicateGrades)[number]

export interface DuplicateOptions {
  /** The widest grade that is asked. Default `normalised`. */
  readonly grade?: DuplicateGrade
  /** Share of three-word runs in common from which questions are near duplicates. Default 0.7. */
  readonly threshold?: number
}
export interface Duplicate {
  readonly grade: DuplicateGrade
  /** The number of the row that came first. */
  readonly of: number
}

/**
 * A question without what does not change it: case, spaces, punctuation at words, dollar signs, `\left`, image places.
 * Operators, brackets and digits stay.
 *
 * @example
 * normalQuestion('Find $x$ :  \\left(x+1\\right) = 3.') // 'find x ( x + 1 ) = 3'
 */
export function normalQuestion(question: string): string {
  return foldCase(question)
    .replace(/<image>|\\(?:left|right|displaystyle|[,;!:])|\$+/g, ' ')
    .replace(/\\(?:dfrac|tfrac)\b/g, '\\frac')
    .replace(/[.,](?!\d)|[;:!?"'`。，、；：！？“”‘’]/g, ' ')
    .replace(/(\\[a-z]+|\d+(?:[.,]\d+)*|[a-z]+|[\u3400-\u9fff]|\S)/g, ' $1')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Finds duplicates among rows that come one by one. Memory grows with the rows that are not duplicates: 25 bytes each, near
 * duplicates a kilobyte each.
 *
 * @example
 * const seen = new Duplicates()
 * seen.first({ question: 'Find x.' }, 1) // undefined
 * seen.first({ question: 'find  $x$' }, 2) // { grade: 'normalised', of: 1 }
 * seen.first({ question: 'Find x.', images: 'another' }, 3) // undefined
 */
export class Duplicates {
  readonly #exact = new DigestMap()
  readonly #normal: DigestMap | undefined
  readonly #near: NearTexts | undefined

  /** @throws RangeError for an unknown grade or a threshold outside of [0.5, 1] */
  constructor({ grade = 'normalised', threshold = 0.7 }: DuplicateOptions = {}) {
    if (!duplicateGrades.includes(grade)) throw new RangeError(`Expected a grade of ${duplicateGrades.join(', ')}, found '${grade}'`)
    this.#normal = grade === 'exact' ? undefined : new DigestMap()
    this.#near = grade === 'near' ? new NearTexts(threshold) : undefined
  }

  /**
   * @param row `images`: any text that tells the images of two rows apart, such as their digest; `answer`: the gold, in which near
   *   duplicates have to agree
   * @param number how the row is called when a later one repeats it; a non-negative integer
   * @returns what it repeats, or `undefined` when it is the first of its kind
   */
  first(
    { question, images = '', answer = '' }: { readonly question: string; readonly images?: string; readonly answer?: string },
    number: number,
  ): Duplicate | undefined {
    const exact = this.#exact.first(digest(`${images}\n${question}`), number)
    if (exact !== number) return { grade: 'exact', of: exact }
    if (this.#normal === undefined) return undefined
    const text = normalQuestion(question)
    const normal = this.#normal.first(digest(`${images}\n${text}`), number)
    if (normal !== number) return { grade: 'normalised', of: normal }
    if (this.#near === undefined) return undefined
    // The images are a word of every run, so that rows with different images have no run in common.
    const near = this.#near.first(images === '' ? text : dressed(text, images), normalQuestion(answer), number)
    return near === number ? undefined : { grade: 'near', of: near }
  }
}

const dressed = (text: string, images: string): string => {
  const mark = `#${digest(images).join('x').replace(/\d/g, digitLetter)}`
  return text
    .split(' ')
    .map(word => word + mark)
    .join(' ')
}
const digitLetter = (digit: string): string => 'abcdefghij'.charAt(Number(digit))
