import type { ApplyNode, DivideNode, NodeType, NumberNode, Tree } from './tree.ts'
import { unreachable } from './unreachable.ts'

/**
 * Where children live. `children` is the one place that knows; every walk is built on it. `mapChildren` is its
 * inverse: it rebuilds a node around other children. Both go in the order in which the node's fields are declared,
 * which is the order of the text for all but a few notations (`x^2 \text{ for } x>0` and the like keep it too).
 *
 * The walks use a stack of their own instead of recursion: a tree that a caller built may be deeper than the parser's.
 */

const present: Readonly<Record<NodeType, true>> = {
  number: true,
  symbol: true,
  constant: true,
  text: true,
  unread: true,
  plus: true,
  negate: true,
  plusminus: true,
  times: true,
  divide: true,
  mixed: true,
  power: true,
  root: true,
  subscript: true,
  prime: true,
  accent: true,
  postfix: true,
  apply: true,
  big: true,
  relation: true,
  modulo: true,
  logic: true,
  setoperation: true,
  list: true,
  fenced: true,
  set: true,
  matrix: true,
  cases: true,
  colon: true,
  given: true,
  labelled: true,
}

/** Every node type at run time, in the order of `TreeMap`. The compiler asks for a row when a type is added. */
export const nodeTypes: readonly NodeType[] = Object.freeze(Object.keys(present)) as readonly NodeType[]

const none: readonly Tree[] = Object.freeze([])

/**
 * The trees directly inside a node, none for a leaf. The head of an application is one of them.
 *
 * @example
 * children({ type: 'negate', operand: { type: 'symbol', name: 'x' } }) // [{ type: 'symbol', name: 'x' }]
 */
export function children(node: Tree): readonly Tree[] {
  switch (node.type) {
    case 'number':
    case 'symbol':
    case 'constant':
    case 'text':
    case 'unread':
      return none
    case 'plus':
      return node.terms
    case 'times':
      return node.factors
    case 'negate':
    case 'postfix':
      return [node.operand]
    case 'plusminus':
      return node.left === undefined ? [node.right] : [node.left, node.right]
    case 'divide':
      return [node.numerator, node.denominator]
    case 'mixed':
      return [node.whole, node.fraction]
    case 'power':
      return [node.base, node.exponent]
    case 'root':
      return node.degree === undefined ? [node.radicand] : [node.radicand, node.degree]
    case 'subscript':
      return [node.base, node.index]
    case 'prime':
      return [node.base]
    case 'accent':
    case 'labelled':
      return [node.body]
    case 'apply':
      return node.subscript === undefined ? [node.head, ...node.arguments] : [node.head, ...node.arguments, node.subscript]
    case 'big': {
      const inside: Tree[] = []
      for (const child of [node.variable, node.lower, node.upper]) if (child !== undefined) inside.push(child)
      inside.push(node.body)
      return inside
    }
    case 'relation':
    case 'logic':
    case 'setoperation':
      return node.operands
    case 'modulo':
      return [node.operand, node.modulus]
    case 'list':
    case 'fenced':
      return node.items
    case 'set':
      return node.condition === undefined ? node.items : [...node.items, node.condition]
    case 'matrix':
      return node.rows.flat()
    case 'cases': {
      const inside: Tree[] = []
      for (const row of node.rows) {
        inside.push(row.value)
        if (row.condition !== undefined) inside.push(row.condition)
      }
      return inside
    }
    case 'colon':
      return node.parts
    case 'given':
      return [node.body, node.condition]
    default:
      return unreachable(node)
  }
}

/**
 * The same node around `f` of each child. Everything else, the span included, stays; a node whose children all stay
 * the same object is returned as it is.
 *
 * Three places admit only some types: the whole and the fraction of a mixed number and the head of an application.
 * Where `f` gives a type that does not fit there, that child stays as it was.
 *
 * @example
 * const x = { type: 'symbol', name: 'x' } as const
 * mapChildren({ type: 'negate', operand: x }, () => ({ type: 'number', lexeme: '2' })) // { type: 'negate', operand: { type: 'number', lexeme: '2' } }
 */
export function mapChildren(node: Tree, f: (child: Tree) => Tree): Tree {
  switch (node.type) {
    case 'number':
    case 'symbol':
    case 'constant':
    case 'text':
    case 'unread':
      return node
    case 'plus': {
      const terms = mapAll(node.terms, f)
      return terms === node.terms ? node : { ...node, terms }
    }
    case 'times': {
      const factors = mapAll(node.factors, f)
      return factors === node.factors ? node : { ...node, factors }
    }
    case 'negate':
    case 'postfix': {
      const operand = f(node.operand)
      return operand === node.operand ? node : { ...node, operand }
    }
    case 'plusminus': {
      const left = node.left && f(node.left)
      const right = f(node.right)
      return left === node.left && right === node.right ? node : { ...node, ...(left && { left }), right }
    }
    case 'divide':
      return mapDivide(node, f)
    case 'mixed': {
      const whole = f(node.whole)
      const fraction = f(node.fraction)
      const keptWhole: NumberNode = whole.type === 'number' ? whole : node.whole
      const keptFraction: DivideNode = fraction.type === 'divide' ? fraction : node.fraction
      return keptWhole === node.whole && keptFraction === node.fraction ? node : { ...node, whole: keptWhole, fraction: keptFraction }
    }
    case 'power': {
      const base = f(node.base)
      const exponent = f(node.exponent)
      return base === node.base && exponent === node.exponent ? node : { ...node, base, exponent }
    }
    case 'root': {
      const radicand = f(node.radicand)
      const degree = node.degree && f(node.degree)
      return radicand === node.radicand && degree === node.degree ? node : { ...node, radicand, ...(degree && { degree }) }
    }
    case 'subscript': {
      const base = f(node.base)
      const index = f(node.index)
      return base === node.base && index === node.index ? node : { ...node, base, index }
    }
    case 'prime': {
      const base = f(node.base)
      return base === node.base ? node : { ...node, base }
    }
    case 'accent':
    case 'labelled': {
      const body = f(node.body)
      return body === node.body ? node : { ...node, body }
    }
    case 'apply': {
      const head = f(node.head)
      const args = mapAll(node.arguments, f)
      const subscript = node.subscript && f(node.subscript)
      if (head === node.head && args === node.arguments && subscript === node.subscript) return node
      return { ...node, head: isHead(head) ? head : node.head, arguments: args, ...(subscript && { subscript }) }
    }
    case 'big': {
      const variable = node.variable && f(node.variable)
      const lower = node.lower && f(node.lower)
      const upper = node.upper && f(node.upper)
      const body = f(node.body)
      if (variable === node.variable && lower === node.lower && upper === node.upper && body === node.body) return node
      return { ...node, ...(variable && { variable }), ...(lower && { lower }), ...(upper && { upper }), body }
    }
    case 'relation':
    case 'logic':
    case 'setoperation': {
      const operands = mapAll(node.operands, f)
      return operands === node.operands ? node : { ...node, operands }
    }
    case 'modulo': {
      const operand = f(node.operand)
      const modulus = f(node.modulus)
      return operand === node.operand && modulus === node.modulus ? node : { ...node, operand, modulus }
    }
    case 'list':
    case 'fenced': {
      const items = mapAll(node.items, f)
      return items === node.items ? node : { ...node, items }
    }
    case 'set': {
      const items = mapAll(node.items, f)
      const condition = node.condition && f(node.condition)
      return items === node.items && condition === node.condition ? node : { ...node, items, ...(condition && { condition }) }
    }
    case 'matrix': {
      const rows = node.rows.map(row => mapAll(row, f))
      return rows.every((row, index) => row === node.rows[index]) ? node : { ...node, rows }
    }
    case 'cases': {
      let same = true
      const rows = node.rows.map(row => {
        const value = f(row.value)
        const condition = row.condition && f(row.condition)
        if (value === row.value && condition === row.condition) return row
        same = false
        return condition === undefined ? { value } : { value, condition }
      })
      return same ? node : { ...node, rows }
    }
    case 'colon': {
      const parts = mapAll(node.parts, f)
      return parts === node.parts ? node : { ...node, parts }
    }
    case 'given': {
      const body = f(node.body)
      const condition = f(node.condition)
      return body === node.body && condition === node.condition ? node : { ...node, body, condition }
    }
    default:
      return unreachable(node)
  }
}

function mapDivide(node: DivideNode, f: (child: Tree) => Tree): DivideNode {
  const numerator = f(node.numerator)
  const denominator = f(node.denominator)
  return numerator === node.numerator && denominator === node.denominator ? node : { ...node, numerator, denominator }
}

function mapAll(nodes: readonly Tree[], f: (child: Tree) => Tree): readonly Tree[] {
  let mapped: Tree[] | undefined
  for (let index = 0; index < nodes.length; index++) {
    const before = nodes[index] as Tree
    const after = f(before)
    if (after !== before) {
      mapped ??= nodes.slice()
      mapped[index] = after
    }
  }
  return mapped ?? nodes
}

/** Can this tree be the head of an application? */
export function isHead(node: Tree): node is ApplyNode['head'] {
  return node.type === 'symbol' || node.type === 'subscript' || node.type === 'prime' || node.type === 'power' || node.type === 'accent'
}

/**
 * Visit every node, a parent before its children, in the order of the text. `visit` may return `false` to stay out of
 * a node's children.
 *
 * @example
 * const names: string[] = []
 * walk(parse('x + 2y').tree, node => { if (node.type === 'symbol') names.push(node.name) })
 * names.join() // 'x,y'
 */
export function walk(root: Tree, visit: (node: Tree) => unknown): void {
  const stack: Tree[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visit(node) === false) continue
    const inside = children(node)
    for (let index = inside.length - 1; index >= 0; index--) stack.push(inside[index] as Tree)
  }
}

/** Does the test hold for a node of this tree, the root included? Stops at the first. */
export function some(root: Tree, test: (node: Tree) => boolean): boolean {
  return someWithin(root, test, levelsByCalls)
}

/** The next levels are walked by calls, which cost nothing to keep; what is deeper, by a stack. */
function someWithin(root: Tree, test: (node: Tree) => boolean, levels: number): boolean {
  if (test(root)) return true
  const inside = children(root)
  if (levels > 0) {
    for (let index = 0; index < inside.length; index++) if (someWithin(inside[index] as Tree, test, levels - 1)) return true
    return false
  }
  const stack: Tree[] = []
  for (let index = inside.length - 1; index >= 0; index--) stack.push(inside[index] as Tree)
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (test(node)) return true
    const below = children(node)
    for (let index = below.length - 1; index >= 0; index--) stack.push(below[index] as Tree)
  }
  return false
}

const levelsByCalls = 32

/** Whether a letter of this name stands in the tree, the root included. */
export const mentions = (root: Tree, name: string): boolean => some(root, node => node.type === 'symbol' && node.name === name)

/** The tree with another one in place of each letter of this name. */
export function replaceSymbol(tree: Tree, name: string, by: Tree): Tree {
  if (tree.type === 'symbol') return tree.name === name ? by : tree
  return mapChildren(tree, child => replaceSymbol(child, name, by))
}

/** Nodes of a tree, the root included: `x+1` has three. */
export function countNodes(root: Tree): number {
  let count = 0
  walk(root, () => {
    count++
  })
  return count
}

/** Levels of a tree: a leaf has one, `x+1` two. */
export function depth(root: Tree): number {
  let levels = 0
  let level: readonly Tree[] = [root]
  while (level.length > 0) {
    levels++
    const next: Tree[] = []
    for (let index = 0; index < level.length; index++) {
      const inside = children(level[index] as Tree)
      for (let child = 0; child < inside.length; child++) next.push(inside[child] as Tree)
    }
    level = next
  }
  return levels
}

/** Trees deeper than this are a caller's mistake; the parser stops far above it. */
export const deepest = 1000

/**
 * Hold a tree before a recursive walk over it: a `RangeError` when it is deeper than `deepest`, so that no walk runs out
 * of stack. Trees that the parser built always pass.
 */
export function checkDepth(root: Tree): void {
  let level: readonly Tree[] = [root]
  for (let levels = 1; level.length > 0; levels++) {
    if (levels > deepest) throw new RangeError(`Expected a tree of at most ${deepest} levels`)
    const next: Tree[] = []
    for (const node of level) for (const child of children(node)) next.push(child)
    level = next
  }
}
