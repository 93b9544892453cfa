import type { Tree } from '../tree/tree.ts'

/**
 * A tree as lines, one for each node, with what the node holds beside its parts:
 *
 *     plus
 *     ├─ power
 *     │  ├─ base: symbol x
 *     │  └─ exponent: number 2
 *     └─ number 1
 */
export function outline(tree: Tree): string {
  return lines(tree).join('\n')
}

interface Branch {
  readonly name: string
  readonly node: Tree
}

function lines(node: Tree): readonly string[] {
  const { facts, branches } = partsOf(node)
  const below = branches.flatMap(({ name, node: part }, at) => {
    const last = at === branches.length - 1
    const [first = '', ...rest] = lines(part)
    return [`${last ? '└─' : '├─'} ${name}${first}`, ...rest.map(line => `${last ? '  ' : '│ '} ${line}`)]
  })
  return [[node.type, ...facts].join(' '), ...below]
}

/** Fields that are nodes, or lists of them, are branches; the rest are facts about the node itself. */
function partsOf(node: Tree): { readonly facts: readonly string[]; readonly branches: readonly Branch[] } {
  const facts: string[] = []
  const branches: Branch[] = []
  for (const [name, value] of Object.entries(node)) {
    if (name === 'type' || name === 'span' || value === undefined) continue
    if (isNode(value)) branches.push({ name: `${name}: `, node: value })
    else if (Array.isArray(value) && value.every(isNode)) branches.push(...value.map(part => ({ name: '', node: part })))
    else if (Array.isArray(value) && value.every(item => typeof item !== 'object')) facts.push(value.join(' '))
    else if (Array.isArray(value)) branches.push(...rows(value))
    else facts.push(value === true ? name : String(value))
  }
  return { facts, branches }
}

/** Rows of a matrix are lists of nodes, rows of cases are objects with nodes in them. */
function rows(value: readonly unknown[]): readonly Branch[] {
  return value.flatMap((row, at) => {
    const parts = typeof row === 'object' && row !== null ? Object.entries(row) : []
    return parts.flatMap(([name, node]) =>
      isNode(node) ? [{ name: `row ${at + 1}, ${/^\d+$/.test(name) ? `column ${Number(name) + 1}` : name}: `, node }] : [],
    )
  })
}

const isNode = (value: unknown): value is Tree => typeof value === 'object' && value !== null && 'type' in value
