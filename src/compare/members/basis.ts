import type { Tree } from '../../tree/tree.ts'

/**
 * Vectors written over the unit vectors: `3\hat i-4\hat j` is (3, -4), `\mathbf i+\mathbf k` is (1, 0, 1).
 *
 * Plain letters are taken for unit vectors only where j or k is among them (`3+4i` and `2i` are complex numbers) and another
 * one stands beside it, or the other side is a vector.
 *
 * @param dimension how many components the other side has, where it is a vector
 */
export function basisComponents(tree: Tree, dimension?: number): readonly Tree[] | undefined {
  if (tree.type !== 'plus' && tree.type !== 'times' && tree.type !== 'negate' && tree.type !== 'accent') return undefined
  const found = new Map<string, Tree>()
  let plain = false
  for (const term of tree.type === 'plus' ? tree.terms : [tree]) {
    const part = componentOf(term)
    if (part === undefined || found.has(part.unit)) return undefined
    plain ||= part.plain
    found.set(part.unit, part.value)
  }
  if (plain && !found.has('j') && !found.has('k')) return undefined
  // `2k` is a product, unless the other side is a vector.
  if (plain && found.size < 2 && dimension === undefined) return undefined
  const length = found.has('k') || dimension === 3 ? 3 : 2
  return ['i', 'j', 'k'].slice(0, length).map(unit => found.get(unit) ?? { type: 'number', lexeme: '0' })
}

interface Component {
  readonly unit: string
  readonly plain: boolean
  readonly value: Tree
}

const one: Tree = { type: 'number', lexeme: '1' }

/** `-4\hat j`: a unit vector times the rest. */
function componentOf(tree: Tree): Component | undefined {
  const unit = unitOf(tree)
  if (unit !== undefined) return { ...unit, value: one }
  if (tree.type === 'negate') {
    const inner = componentOf(tree.operand)
    return inner && { ...inner, value: { type: 'negate', operand: inner.value } }
  }
  if (tree.type !== 'times') return undefined
  const units = tree.factors.map(unitOf)
  const at = units.findIndex(each => each !== undefined)
  const only = units[at]
  if (only === undefined || units.filter(each => each !== undefined).length > 1) return undefined
  const rest = tree.factors.filter((_, index) => index !== at)
  return { ...only, value: rest.length === 1 ? (rest[0] as Tree) : { ...tree, factors: rest } }
}

const names: ReadonlyMap<string, string> = new Map([
  ['i', 'i'],
  ['imath', 'i'],
  ['j', 'j'],
  ['jmath', 'j'],
  ['k', 'k'],
])

/** `\hat i`, `\vec{j}`, and the letter alone, whose bold face is not kept. */
function unitOf(tree: Tree): { readonly unit: string; readonly plain: boolean } | undefined {
  const marked = tree.type === 'accent' && (tree.accent === 'hat' || tree.accent === 'vec' || tree.accent === 'overrightarrow')
  const letter = marked ? tree.body : tree
  const unit = letter.type === 'symbol' ? names.get(letter.name) : undefined
  return unit === undefined ? undefined : { unit, plain: !marked }
}
