import type { Tree } from '../../tree/tree.ts'

/**
 * `\mathbf a\times\mathbf b`: bold letters on both sides of a cross are vectors, which the order of that product counts for. Elsewhere a
 * font says nothing.
 *
 * @param text what was written, with the fonts in front of the letters
 * @returns both sides with arrows on their bold letters, or `undefined` where one side has no vector
 */
export const asVectors = (left: Tree, right: Tree, text: string): readonly [Tree, Tree] | undefined => {
  const [first, second] = [marked(left, text), marked(right, text)]
  return first !== undefined && second !== undefined ? [first, second] : undefined
}

const bold = /\\(?:mathbf|boldsymbol|bm|pmb|bf|vb)\s{0,2}\{?\s{0,2}$/
const longestFont = 16

/** The tree with arrows on bold letters; `undefined` when it holds no vector. */
const marked = (tree: Tree, text: string): Tree | undefined => {
  switch (tree.type) {
    case 'symbol': {
      const at = tree.span?.start ?? 0
      if (tree.name === 'nabla') return tree
      return bold.test(text.slice(Math.max(0, at - longestFont), at))
        ? { type: 'accent', accent: 'vec', body: tree, ...spanOf(tree) }
        : undefined
    }
    case 'accent':
      return tree.accent === 'vec' || tree.accent === 'hat' ? tree : undefined
    case 'subscript': {
      const base = marked(tree.base, text)
      return base && { ...tree, base }
    }
    case 'negate': {
      const operand = marked(tree.operand, text)
      return operand && { ...tree, operand }
    }
    case 'times': {
      const factors = markedAny(tree.factors, text)
      return factors && { ...tree, factors }
    }
    case 'plus': {
      const terms = markedAny(tree.terms, text)
      return terms && { ...tree, terms }
    }
    case 'fenced': {
      const items = tree.items.length === 1 ? markedAny(tree.items, text) : undefined
      return items && { ...tree, items }
    }
    default:
      return undefined
  }
}

const spanOf = ({ span }: Tree) => (span === undefined ? {} : { span })

const markedAny = (trees: readonly Tree[], text: string): readonly Tree[] | undefined => {
  const all = trees.map(tree => marked(tree, text))
  return all.some(each => each !== undefined) ? all.map((each, index) => each ?? (trees[index] as Tree)) : undefined
}
