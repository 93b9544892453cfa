import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDepth, children, countNodes, depth, mapChildren, nodeTypes, some, walk } from '../../src/tree/children.ts'
import { sameTree, withoutGroups, withoutSpans } from '../../src/tree/equal.ts'
import type { Tree } from '../../src/tree/tree.ts'
import { anyTree, seed } from './arbitrary.ts'

const x: Tree = { type: 'symbol', name: 'x' }
const y: Tree = { type: 'symbol', name: 'y' }
const one: Tree = { type: 'number', lexeme: '1' }

/** Every object with a `type` inside a value: what `children` should know. */
function nodesWithin(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = Object.hasOwn(value, 'type') ? 1 : 0
  for (const part of Object.values(value)) count += nodesWithin(part)
  return count
}

function deep(levels: number): Tree {
  let tree: Tree = x
  for (let level = 1; level < levels; level++) tree = { type: 'negate', operand: tree }
  return tree
}

describe('children', () => {
  it('knows all of them, whatever the type', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(anyTree, tree => {
        expect(countNodes(tree)).toBe(nodesWithin(tree))
        walk(tree, node => seen.add(node.type))
      }),
      { seed, numRuns: 1000 },
    )
    expect([...seen].sort()).toEqual([...nodeTypes].sort())
  })
  it('refuses what is not a node', () => {
    expect(() => children({ type: 'plusplus' } as unknown as Tree)).toThrow(new TypeError('Expected a node type, found "plusplus"'))
    expect(() => children({ type: 'toString' } as unknown as Tree)).toThrow(TypeError)
  })
})

describe('mapChildren', () => {
  it('returns the node itself when nothing changes', () => {
    fc.assert(
      fc.property(anyTree, tree => {
        expect(mapChildren(tree, child => child)).toBe(tree)
      }),
      { seed },
    )
  })
  it('gives each child to the function, in the order of children', () => {
    fc.assert(
      fc.property(anyTree, tree => {
        const given: Tree[] = []
        mapChildren(tree, child => {
          given.push(child)
          return child
        })
        expect(given).toEqual(children(tree))
      }),
      { seed },
    )
  })
  it('puts copies where the children were', () => {
    const copy = (tree: Tree): Tree => mapChildren({ ...tree }, copy)
    fc.assert(
      fc.property(anyTree, tree => {
        expect(copy(tree)).toEqual(tree)
      }),
      { seed },
    )
  })
  it('keeps spans, and children whose place admits no other type', () => {
    const span = { start: 0, end: 2 }
    expect(mapChildren({ type: 'negate', operand: x, span }, () => y)).toEqual({ type: 'negate', operand: y, span })
    const mixed: Tree = {
      type: 'mixed',
      whole: one as never,
      fraction: { type: 'divide', numerator: one, denominator: one, written: 'bar' },
    }
    expect(mapChildren(mixed, () => y)).toEqual(mixed)
    const apply: Tree = { type: 'apply', head: x as never, arguments: [x] }
    expect(mapChildren(apply, () => one)).toEqual({ type: 'apply', head: x, arguments: [one] })
  })
})

describe('walks', () => {
  const tree: Tree = { type: 'plus', terms: [{ type: 'negate', operand: x }, y] }
  it('go from a parent to its children, from left to right', () => {
    const types: string[] = []
    walk(tree, node => types.push(node.type === 'symbol' ? node.name : node.type))
    expect(types).toEqual(['plus', 'negate', 'x', 'y'])
  })
  it('stay out of where the visitor says so', () => {
    const types: string[] = []
    walk(tree, node => {
      types.push(node.type)
      return node.type !== 'negate'
    })
    expect(types).toEqual(['plus', 'negate', 'symbol'])
  })
  it('find and count', () => {
    expect(some(tree, node => node.type === 'symbol' && node.name === 'y')).toBe(true)
    expect(some(tree, node => node.type === 'number')).toBe(false)
    expect(countNodes(tree)).toBe(4)
    expect(depth(tree)).toBe(3)
    expect(depth(x)).toBe(1)
  })
  it('take trees of any depth without running out of stack', () => {
    const tower = deep(200_000)
    expect(depth(tower)).toBe(200_000)
    expect(countNodes(tower)).toBe(200_000)
    expect(sameTree(tower, deep(200_000))).toBe(true)
    expect(() => withoutSpans(tower)).toThrow(new RangeError('Expected a tree of at most 1000 levels'))
    expect(() => checkDepth(deep(1000))).not.toThrow()
    expect(() => checkDepth(deep(1001))).toThrow(RangeError)
  })
})

describe('sameTree', () => {
  it('is blind to spans only', () => {
    const span = { start: 3, end: 4 }
    expect(sameTree(x, { ...x, span })).toBe(true)
    expect(sameTree(x, y)).toBe(false)
    const bar: Tree = { type: 'divide', numerator: x, denominator: y, written: 'bar' }
    expect(sameTree(bar, { ...bar, written: 'slash' })).toBe(false)
    expect(sameTree(bar, { ...bar, numerator: y, denominator: x })).toBe(false)
    expect(sameTree({ type: 'number', lexeme: '1000', grouped: 'comma' }, { type: 'number', lexeme: '1000' })).toBe(false)
  })
  it('tells apart what the same children in other places say', () => {
    const sum = { type: 'big', operator: 'sum', body: x } as const
    expect(sameTree({ ...sum, lower: one }, { ...sum, upper: one })).toBe(false)
    const row = (...cells: Tree[]): Tree => ({ type: 'matrix', fence: '(', rows: [cells] })
    expect(sameTree(row(x, y), { type: 'matrix', fence: '(', rows: [[x], [y]] })).toBe(false)
    expect(sameTree({ type: 'set', items: [x, y] }, { type: 'set', items: [x], condition: y })).toBe(false)
    const cases = (...rows: Array<{ value: Tree; condition?: Tree }>): Tree => ({ type: 'cases', rows })
    expect(sameTree(cases({ value: x, condition: y }), cases({ value: x }, { value: y }))).toBe(false)
    const log = { type: 'apply', head: { type: 'symbol', name: 'log' } } as const
    expect(sameTree({ ...log, arguments: [x], subscript: y }, { ...log, arguments: [x, y] })).toBe(false)
  })
  it('agrees with the JSON of trees without spans', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (a, b) => {
        expect(sameTree(a, structuredClone(a))).toBe(true)
        expect(sameTree(a, b)).toBe(isDeepEqual(a, b))
      }),
      { seed, numRuns: 500 },
    )
  })
})

function isDeepEqual(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b)
    return true
  } catch {
    return false
  }
}

describe('withoutSpans', () => {
  it('drops them everywhere', () => {
    const span = { start: 0, end: 1 }
    const spanned: Tree = { type: 'set', items: [{ ...x, span }], condition: { ...y, span }, span }
    expect(withoutSpans(spanned)).toEqual({ type: 'set', items: [x], condition: y })
    expect(spanned.span).toBe(span)
  })
})

describe('withoutGroups', () => {
  const group = (...items: Tree[]): Tree => ({ type: 'fenced', open: '(', close: ')', items })
  it('drops parentheses around one thing', () => {
    expect(withoutGroups(group(group(x)))).toEqual(x)
    expect(withoutGroups({ type: 'negate', operand: group(x) })).toEqual({ type: 'negate', operand: x })
  })
  it('keeps tuples, empty parentheses and other fences', () => {
    expect(withoutGroups(group(x, group(y)))).toEqual(group(x, y))
    expect(withoutGroups(group())).toEqual(group())
    const square: Tree = { type: 'fenced', open: '[', close: ']', items: [x] }
    expect(withoutGroups(square)).toBe(square)
  })
})
