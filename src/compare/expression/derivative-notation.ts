import { isDerivative, sameName } from '../../canonical/meaning/prefix.ts'
import { mapChildren, mentions, some } from '../../tree/children.ts'
import { kept } from '../../tree/kept.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * Derivatives in the notation of the reference: `\frac{d^2y}{dx^2}-3\frac{dy}{dx}=0` as `y''-3y'=0`, and the other way.
 *
 * A mark does not say by which variable, so nothing is changed where derivatives are taken by two of them, or where another
 * usual argument than theirs stands in one of the equations.
 */
export function withDerivativesOf(gold: Tree, prediction: Tree): Tree {
  const known = derivativesIn(gold)
  if (known.length === 0) return prediction
  const quotients = [...known, ...derivativesIn(prediction)].filter(isDerivative)
  const [variable, ...more] = new Set(quotients.map(variableBelow))
  if (variable === undefined || more.length > 0) return prediction
  const others = usualArguments.filter(name => name !== variable && !known.some(node => nameAbove(node) === name))
  if (others.some(name => mentions(gold, name) || mentions(prediction, name))) return prediction
  return written(prediction, known)
}

const usualArguments: readonly string[] = ['t', 'x']

const derivativesIn = kept((tree): readonly Tree[] => {
  const found: Tree[] = []
  some(tree, node => {
    if (isDerivative(node) || isMark(node)) found.push(node)
    return false
  })
  return found
})

const isMark = (tree: Tree): boolean =>
  (tree.type === 'prime' && tree.base.type === 'symbol') || (tree.type === 'accent' && (tree.accent === 'dot' || tree.accent === 'ddot'))

/** What is differentiated. */
function nameAbove(tree: Tree): string | undefined {
  if (tree.type === 'prime') return symbolIn(tree.base)
  if (tree.type === 'accent') return symbolIn(tree.body)
  return tree.type === 'divide' ? lastSymbol(tree.numerator) : undefined
}

const variableBelow = (quotient: Tree): string | undefined => (quotient.type === 'divide' ? lastSymbol(quotient.denominator) : undefined)

/** The letter of `dx^2` and `d^2x`. */
const lastSymbol = (tree: Tree): string | undefined => (tree.type === 'times' ? symbolIn(tree.factors[1]) : undefined)

const symbolIn = (tree: Tree | undefined): string | undefined =>
  tree?.type === 'power' ? symbolIn(tree.base) : tree?.type === 'symbol' ? tree.name : undefined

function written(tree: Tree, known: readonly Tree[]): Tree {
  const same = isDerivative(tree) || isMark(tree) ? known.find(node => sameName(node, tree)) : undefined
  return same ?? mapChildren(tree, child => written(child, known))
}
