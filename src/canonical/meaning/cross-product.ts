import type { Tree } from '../../tree/tree.ts'
import { negateTerm, product, sum } from '../term/build.ts'
import { applyNode, constant, one, zero } from '../term/node.ts'
import type { Term } from '../term/term.ts'

/**
 * The product of two vectors that is a vector: `\vec a\times\vec b` is `-\vec b\times\vec a`. It is taken apart over sums, numbers are
 * taken out of it, and what is left stands in one order, with the sign that the order costs. A vector is known by its mark.
 */
export const crossProduct = (factors: readonly Term[]): Term => {
  const numbers = factors.filter(factor => !isVectorial(factor))
  const [first, second, ...more] = factors.filter(isVectorial)
  if (first === undefined || second === undefined) return product(factors)
  // `a × b × c` depends on where parentheses are thought.
  const crossed = more.length > 0 ? applyNode(crossName, [first, second, ...more]) : crossOfTwo(first, second)
  return product([...numbers, crossed])
}

/** The name of such a product among terms. */
export const crossName = 'cross'
/** Sums of more terms stay as they are. */
const largestSum = 8

const crossOfTwo = (a: Term, b: Term): Term => {
  if (a.type === 'sum' && a.terms.length <= largestSum) return sum(a.terms.map(term => crossOfTwo(term, b)))
  if (b.type === 'sum' && b.terms.length <= largestSum) return sum(b.terms.map(term => crossOfTwo(a, term)))
  const [left, right] = [withoutNumbers(a), withoutNumbers(b)]
  if (left.vector.key === right.vector.key) return zero
  const inOrder = left.vector.key < right.vector.key
  const crossed = applyNode(crossName, inOrder ? [left.vector, right.vector] : [right.vector, left.vector])
  return product([left.numbers, right.numbers, inOrder ? crossed : negateTerm(crossed)])
}

/** `2q\vec v`: the numbers, and the vector. What holds several vectors is left whole. */
const withoutNumbers = (term: Term): { readonly numbers: Term; readonly vector: Term } => {
  const vectors = term.type === 'product' ? term.factors.filter(isVectorial) : []
  const [vector] = vectors
  if (term.type !== 'product' || vector === undefined || vectors.length > 1) return { numbers: one, vector: term }
  return { numbers: product([constant(term.coefficient), ...term.factors.filter(factor => factor !== vector)]), vector }
}

/** Holds a vector outside of functions. */
const isVectorial = (term: Term): boolean => {
  switch (term.type) {
    case 'variable':
      return /^\\(?:vec|hat)\{/.test(term.name)
    case 'apply':
      return term.name === crossName
    case 'product':
      return term.factors.some(isVectorial)
    case 'sum':
      return term.terms.some(isVectorial)
    default:
      return false
  }
}

/** `\vec v`, `\hat r`, `q\vec v`, `-\vec B`, `\vec r_1`: what is a vector as it is written. */
export const isVector = (tree: Tree): boolean => {
  switch (tree.type) {
    case 'accent':
      return tree.accent === 'vec' || tree.accent === 'overrightarrow' || tree.accent === 'hat'
    case 'subscript':
    case 'prime':
      return isVector(tree.base)
    case 'negate':
      return isVector(tree.operand)
    case 'divide':
      return isVector(tree.numerator)
    case 'times':
      return tree.factors.some(isVector)
    case 'plus':
      return tree.terms.some(isVector)
    case 'fenced':
      return tree.open === '(' && tree.items.length === 1 && isVector(tree.items[0] as Tree)
    default:
      return false
  }
}
