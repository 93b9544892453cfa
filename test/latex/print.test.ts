import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/latex/parse.ts'
import { toLatex } from '../../src/latex/print-latex.ts'
import { toText } from '../../src/latex/print-text.ts'
import { mapChildren } from '../../src/tree/children.ts'
import { withoutGroups, withoutSpans } from '../../src/tree/equal.ts'
import type { Tree } from '../../src/tree/tree.ts'
import { anyTree, seed, writtenTree } from '../tree/arbitrary.ts'

const meaning = (tree: Tree): Tree => withoutSpans(withoutGroups(tree))

describe('toLatex', () => {
  it('is read back as the same tree', () => {
    fc.assert(
      fc.property(writtenTree, tree => {
        const latex = toLatex(tree)
        expect({ latex, tree: meaning(parse(latex).tree) }).toEqual({ latex, tree: meaning(tree) })
      }),
      { seed, numRuns: 3000 },
    )
  })
})
