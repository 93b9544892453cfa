import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/latex/parse.ts'
import { toLatex } from '../../src/latex/print/latex.ts'
import { toText } from '../../src/latex/print/text.ts'
import { formatDiagnostic } from '../../src/source/excerpt.ts'
import { children, nodeTypes, walk } from '../../src/tree/children.ts'
import { sameTree, withoutGroups } from '../../src/tree/equal.ts'
import { fromMathJson, toMathJson } from '../../src/tree/json.ts'
import type { Tree } from '../../src/tree/tree.ts'

/**
 * Golden trees: one answer in `x.tex`, what is read from it in `x.json`. `UPDATE=1` rewrites the JSON; the change is
 * reviewed as a diff. A span `{ start, end }` is written as `"start-end"`.
 */
const folder = new URL('../fixtures/trees/', import.meta.url)
const names = readdirSync(folder)
  .filter(file => file.endsWith('.tex'))
  .map(file => file.slice(0, -4))

interface Golden {
  readonly tree: unknown
  readonly latex: string
  readonly text: string
  readonly diagnostics: readonly string[]
}

const source = (name: string): string => readFileSync(new URL(`${name}.tex`, folder), 'utf8').replace(/\n$/, '')

function golden(text: string): Golden {
  const { tree, diagnostics } = parse(text)
  const found = { tree, latex: toLatex(tree), text: toText(tree), diagnostics: diagnostics.map(remark => formatDiagnostic(remark, text)) }
  return JSON.parse(JSON.stringify(found), (key, value) => (key === 'span' ? `${value.start}-${value.end}` : value)) as Golden
}

/** JSON with every array and object on one line that fits there. */
function pretty(value: unknown, indent: string): string {
  const flat = JSON.stringify(value, undefined, 1).replace(/\n */g, ' ').replaceAll('[ ', '[').replaceAll(' ]', ']')
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= 110) return flat
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map(item => inner + pretty(item, inner)).join(',\n')}\n${indent}]`
  const fields = Object.entries(value).map(([key, field]) => `${inner}${JSON.stringify(key)}: ${pretty(field, inner)}`)
  return `{\n${fields.join(',\n')}\n${indent}}`
}

describe('golden trees', () => {
  it.each(names)('%s', name => {
    const file = new URL(`${name}.json`, folder)
    const found = golden(source(name))
    if (process.env['UPDATE'] === '1') writeFileSync(file, `${pretty(found, '')}\n`)
    expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  it.each(names)('%s: spans lie inside the text and inside those of their parents', name => {
    const text = source(name)
    const visit = (node: Tree, start: number, end: number): void => {
      const span = node.span ?? { start, end }
      expect(span.start, node.type).toBeGreaterThanOrEqual(start)
      expect(span.end, node.type).toBeLessThanOrEqual(end)
      expect(span.start, node.type).toBeLessThanOrEqual(span.end)
      for (const child of children(node)) visit(child, span.start, span.end)
    }
    visit(parse(text).tree, 0, text.length)
  })

  it.each(names)('%s: is the same when printed and read again, as LaTeX and as MathJSON', name => {
    const { tree, diagnostics } = parse(source(name))
    expect(sameTree(fromMathJson(toMathJson(tree)), tree)).toBe(true)
    if (diagnostics.some(remark => remark.severity === 'error')) return
    expect(sameTree(withoutGroups(parse(toLatex(tree)).tree), withoutGroups(tree)), toLatex(tree)).toBe(true)
  })

  it('show every type of node', () => {
    const seen = new Set<string>()
    for (const name of names) walk(parse(source(name)).tree, node => seen.add(node.type))
    expect(nodeTypes.filter(type => !seen.has(type))).toEqual([])
  })
})
