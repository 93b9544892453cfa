import { checkDepth, children, mapChildren } from './children.ts'
import type { Tree } from './tree.ts'
import { unreachable } from './unreachable.ts'

/**
 * Were the same things written? Everything counts, notation included, except the spans.
 *
 * Two nodes have the same shape when they agree in all that is not a child: type, names, notation, and which of the
 * optional children are there. Two trees are the same when all nodes in corresponding places have the same shape.
 */

/**
 * Structural equality of written trees, blind to spans. `\frac12` and `1/2` are different trees.
 *
 * @example
 * sameTree({ type: 'symbol', name: 'x' }, { type: 'symbol', name: 'x', span: { start: 0, end: 1 } }) // true
 */
export function sameTree(a: Tree, b: Tree): boolean {
  return sameWithin(a, b, levelsByCalls)
}

const levelsByCalls = 32

/** The next levels are walked by calls, what is deeper by a stack. */
function sameWithin(a: Tree, b: Tree, levels: number): boolean {
  if (a === b) return true
  if (!sameShape(a, b)) return false
  if (levels > 0) {
    const [inA, inB] = [children(a), children(b)]
    if (inA.length !== inB.length) return false
    for (let index = 0; index < inA.length; index++) if (!sameWithin(inA[index] as Tree, inB[index] as Tree, levels - 1)) return false
    return true
  }
  const lefts: Tree[] = [a]
  const rights: Tree[] = [b]
  for (let left = lefts.pop(); left !== undefined; left = lefts.pop()) {
    const right = rights.pop() as Tree
    if (left === right) continue
    if (!sameShape(left, right)) return false
    const inLeft = children(left)
    const inRight = children(right)
    if (inLeft.length !== inRight.length) return false
    for (let index = 0; index < inLeft.length; index++) {
      lefts.push(inLeft[index] as Tree)
      rights.push(inRight[index] as Tree)
    }
  }
  return true
}

function sameShape(a: Tree, b: Tree): boolean {
  switch (a.type) {
    case 'number':
      return b.type === 'number' && a.lexeme === b.lexeme && a.grouped === b.grouped
    case 'symbol':
      return b.type === 'symbol' && a.name === b.name
    case 'constant':
      return b.type === 'constant' && a.name === b.name
    case 'text':
      return b.type === 'text' && a.value === b.value
    case 'unread':
      return b.type === 'unread' && a.source === b.source
    case 'plus':
    case 'negate':
    case 'mixed':
    case 'power':
    case 'subscript':
    case 'colon':
    case 'given':
      return b.type === a.type
    case 'plusminus':
      return b.type === 'plusminus' && a.sign === b.sign && (a.left === undefined) === (b.left === undefined)
    case 'times':
      return b.type === 'times' && a.written === b.written
    case 'divide':
      return b.type === 'divide' && a.written === b.written
    case 'root':
      return b.type === 'root' && (a.degree === undefined) === (b.degree === undefined)
    case 'prime':
      return b.type === 'prime' && a.order === b.order
    case 'accent':
      return b.type === 'accent' && a.accent === b.accent
    case 'postfix':
      return b.type === 'postfix' && a.operator === b.operator
    case 'apply':
      return b.type === 'apply' && (a.subscript === undefined) === (b.subscript === undefined) && a.arguments.length === b.arguments.length
    case 'big':
      return (
        b.type === 'big' &&
        a.operator === b.operator &&
        a.side === b.side &&
        (a.variable === undefined) === (b.variable === undefined) &&
        (a.lower === undefined) === (b.lower === undefined) &&
        (a.upper === undefined) === (b.upper === undefined)
      )
    case 'relation':
      return (
        b.type === 'relation' &&
        a.operators.length === b.operators.length &&
        a.operators.every((operator, index) => operator === b.operators[index])
      )
    case 'modulo':
      return b.type === 'modulo' && a.written === b.written
    case 'logic':
      return b.type === 'logic' && a.operator === b.operator
    case 'setoperation':
      return b.type === 'setoperation' && a.operator === b.operator
    case 'list':
      return b.type === 'list' && a.separator === b.separator && a.tight === b.tight
    case 'fenced':
      return b.type === 'fenced' && a.open === b.open && a.close === b.close && a.tight === b.tight
    case 'set':
      return b.type === 'set' && (a.condition === undefined) === (b.condition === undefined)
    case 'matrix':
      return (
        b.type === 'matrix' &&
        a.fence === b.fence &&
        a.rows.length === b.rows.length &&
        a.rows.every((row, index) => row.length === b.rows[index]?.length)
      )
    case 'cases':
      return (
        b.type === 'cases' &&
        a.rows.length === b.rows.length &&
        a.rows.every((row, index) => (row.condition === undefined) === (b.rows[index]?.condition === undefined))
      )
    case 'labelled':
      return b.type === 'labelled' && a.label === b.label
    default:
      return unreachable(a)
  }
}

/**
 * The tree without its spans, as if it had been generated. A `RangeError` beyond 1000 levels.
 *
 * @example
 * withoutSpans(parse('x').tree) // { type: 'symbol', name: 'x' }
 */
export function withoutSpans(tree: Tree): Tree {
  checkDepth(tree)
  return bare(tree)
}

function bare(tree: Tree): Tree {
  const mapped = mapChildren(tree, bare)
  if (mapped.span === undefined) return mapped
  const { span: _, ...rest } = mapped
  return rest as Tree
}

/**
 * The tree without grouping parentheses: `(x)` is `x`, `(1,2)` stays. What is left is what the printers keep; where a
 * tree needs parentheses they add them. A `RangeError` beyond 1000 levels.
 */
export function withoutGroups(tree: Tree): Tree {
  checkDepth(tree)
  return ungrouped(tree)
}

function ungrouped(tree: Tree): Tree {
  const only = tree.type === 'fenced' && tree.open === '(' && tree.close === ')' && tree.items.length === 1 ? tree.items[0] : undefined
  return only === undefined ? mapChildren(tree, ungrouped) : ungrouped(only)
}
