import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { remarkAnswers } from '../../src/markdown.ts'

interface Node {
  readonly type: string
  readonly children?: readonly Node[]
  readonly data?: Readonly<Record<string, unknown>>
}

function annotated(document: string, options = {}): { readonly nodes: readonly Node[]; readonly data: Readonly<Record<string, unknown>> } {
  const file = new VFile(document)
  const processor = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(remarkAnswers, options)
  const nodes: Node[] = []
  const walk = (node: Node): void => {
    if (node.data?.['answer'] !== undefined) nodes.push(node)
    node.children?.forEach(walk)
  }
  walk(processor.runSync(processor.parse(file), file) as Node)
  return { nodes, data: file.data }
}

describe('the plugin', () => {
  it('marks the node that holds the answer', () => {
    const { nodes, data } = annotated('We add.\n\n**Answer:** $\\frac12$')
    expect(nodes).toMatchObject([{ type: 'inlineMath', data: { answer: '\\frac12', hProperties: { dataAnswer: '\\frac12' } } }])
    expect(data['answer']).toMatchObject({ found: true, rule: 'bold' })
  })

  it('marks every cell of a column of answers', () => {
    const { nodes } = annotated('| part | answer |\n|---|---|\n| a | 3 |\n| b | 5 |')
    expect(nodes.map(node => node.type)).toEqual(['tableCell', 'tableCell'])
  })

  it('judges against a reference', () => {
    const right = annotated('Hence **0.5**.', { reference: '\\frac12' })
    expect(right.data['verdict']).toMatchObject({ outcome: 'equivalent' })
    expect(right.nodes[0]?.data?.['hProperties']).toMatchObject({ dataOutcome: 'equivalent' })
    expect(annotated('Hence **0.6**.', { reference: '\\frac12' }).data['verdict']).toMatchObject({ outcome: 'different' })
  })

  it('leaves a document without an answer alone', () => {
    const { nodes, data } = annotated('Nothing is known.')
    expect(nodes).toEqual([])
    expect(data['answer']).toMatchObject({ found: false })
  })
})
