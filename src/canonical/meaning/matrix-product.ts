import { negate } from '../../exact/rational.ts'
import { power, product, sum } from '../term/build.ts'
import { crossName } from './cross-product.ts'
import { applyNode, constant, integer, isIntegerConstant, one, variable } from '../term/node.ts'
import type { ApplyTerm, ConstantTerm, Term } from '../term/term.ts'
import { parts } from '../term/walk.ts'

/**
 * Products of matrices that are named by letters: `A^{-1}B` is not `BA^{-1}`.
 *
 * A product is a sum of words, each a number times letters in their order. Neighbours with the same base become one power,
 * and what becomes the power 0 is left out, as the unit matrix I is; inverses and transposes of words are words read backwards. Which
 * letters are matrices is told by the scope.
 */
interface Word {
  readonly number: Term
  readonly letters: readonly Term[]
}

const name = 'matrix-product'
const transpose = 'transpose'
/** Products that would have more words or longer ones stay as they are. */
const mostWords = 64
const mostLetters = 32

/** The product of factors, where those that hold matrices keep their order. */
export const matrixProduct = (factors: readonly Term[], matrices: ReadonlySet<string>): Term => {
  let words: readonly Word[] = [{ number: one, letters: [] }]
  for (const factor of factors) {
    const next = wordsOf(factor, matrices)
    if (words.length * next.length > mostWords) return applyNode(name, factors)
    words = words.flatMap(left => next.map(right => joined(left, right)))
  }
  return sum(words.map(termOf))
}

/** A whole power of what holds matrices; `undefined` where it is kept as it is. */
export const matrixPower = (base: Term, exponent: Term, matrices: ReadonlySet<string>): Term | undefined => {
  if (!isIntegerConstant(exponent) || typeof exponent.value.num !== 'number') return undefined
  const times = Math.abs(exponent.value.num)
  const words = wordsOf(base, matrices)
  if (words.every(({ letters }) => letters.length === 0)) return undefined
  const [only, ...others] = words
  if (only === undefined || times === 0 || times > 4) return undefined
  const positive = matrixProduct(new Array<Term>(times).fill(base), matrices)
  if (exponent.value.num > 0) return positive
  if (others.length > 0 || only.letters.length * times > mostLetters) return power(positive, integer(-1))
  const backwards = wordsOf(positive, matrices)[0] as Word
  return termOf({
    number: power(backwards.number, integer(-1)),
    letters: backwards.letters.map(letter => power(baseOf(letter), constant(negate(exponentOf(letter).value)))).reverse(),
  })
}

/** `(AB)^T` is `B^TA^T`, `(A^{-1})^T` is `(A^T)^{-1}`. */
export const transposed = (term: Term, matrices: ReadonlySet<string>): Term =>
  sum(
    wordsOf(term, matrices).map(({ number, letters }) =>
      termOf({ number, letters: letters.map(letter => power(turned(baseOf(letter)), exponentOf(letter))).reverse() }),
    ),
  )

/** A transposed letter is a letter with a mark, and twice transposed the letter itself. */
const turned = (letter: Term): Term => {
  if (letter.type === 'variable') return variable(isTurned(letter.name) ? letter.name.slice(0, -mark.length) : letter.name + mark)
  return letter.type === 'apply' && letter.name === transpose ? (letter.arguments[0] as Term) : applyNode(transpose, [letter])
}
const mark = '^\\top'
const isTurned = (letter: string): boolean => letter.endsWith(mark)

const wordsOf = (term: Term, matrices: ReadonlySet<string>): readonly Word[] => {
  if (!holdsMatrix(term, matrices)) return [{ number: term, letters: [] }]
  switch (term.type) {
    case 'sum':
      return term.terms.flatMap(part => wordsOf(part, matrices))
    case 'product': {
      const letters = term.factors.filter(factor => holdsMatrix(factor, matrices))
      const number = product([constant(term.coefficient), ...term.factors.filter(factor => !letters.includes(factor))])
      return [{ number, letters: letters.flatMap(lettersOf) }]
    }
    default:
      return [{ number: one, letters: lettersOf(term) }]
  }
}
const lettersOf = (term: Term): readonly Term[] =>
  term.type === 'apply' && term.name === name ? term.arguments : isUnit(term) ? [] : [term]
const isUnit = (term: Term): boolean => term.type === 'variable' && term.name === 'I'

const baseOf = (letter: Term): Term => (letter.type === 'power' && isIntegerConstant(letter.exponent) ? letter.base : letter)
const exponentOf = (letter: Term): ConstantTerm =>
  letter.type === 'power' && isIntegerConstant(letter.exponent) ? letter.exponent : integer(1)

/** Two words, one behind the other: where they meet, equal bases become one power, and what vanishes lets its neighbours meet. */
const joined = (left: Word, right: Word): Word => {
  const letters = [...left.letters]
  for (const next of right.letters) {
    const last = letters[letters.length - 1]
    if (last === undefined || baseOf(last).key !== baseOf(next).key) {
      letters.push(next)
      continue
    }
    letters.pop()
    const merged = power(baseOf(last), sum([exponentOf(last), exponentOf(next)]))
    if (merged.type !== 'constant') letters.push(merged)
  }
  return { number: product([left.number, right.number]), letters }
}

const termOf = ({ number, letters }: Word): Term => product([number, letters.length > 1 ? applyNode(name, letters) : (letters[0] ?? one)])

/** Holds a matrix outside of functions. */
export const holdsMatrix = (term: Term, matrices: ReadonlySet<string>): boolean => {
  switch (term.type) {
    case 'variable':
      return matrices.has(term.name) || isTurned(term.name)
    case 'apply':
      return term.name === name || term.name === transpose
    case 'power':
      return holdsMatrix(term.base, matrices)
    case 'product':
      return term.factors.some(factor => holdsMatrix(factor, matrices))
    case 'sum':
      return term.terms.some(part => holdsMatrix(part, matrices))
    default:
      return false
  }
}

/** Products in a term whose order counts: of matrices, and of vectors. */
export const orderedProducts = (term: Term): readonly ApplyTerm[] => {
  // Hardly any term holds one, and its key names what it holds.
  if (!ordered.some(product => term.key.includes(product))) return []
  const inside = parts(term).flatMap(orderedProducts)
  return term.type === 'apply' && ordered.includes(term.name) ? [term, ...inside] : inside
}
const ordered: readonly string[] = [name, crossName]
/** Products of letters have one form, so that other forms are other products; inverses of sums and products of products have several. */
export const isFree = ({ arguments: letters }: ApplyTerm): boolean => letters.every(letter => baseOf(letter).type === 'variable')
