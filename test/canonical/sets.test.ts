import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { orderOfConstants, settleLattice } from '../../src/canonical/realset/lattice.ts'
import { readRealSet } from '../../src/canonical/realset/read.ts'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import { termToText } from '../../src/canonical/term/text.ts'
import { parse } from '../../src/latex/parse.ts'
import { toText } from '../../src/latex/print/text.ts'
import { freshBudget } from './reading.ts'

/**
 * What sets of reals are read from a text, as a prediction and as a gold, which may have to be solved. A line of `sets.tsv` holds
 * the three: `nnyyn 1 2` is (1, 2], a flag for each gap and each end; `-` is no set. Each was checked by hand.
 */
const rows = readFileSync(new URL('sets.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => line.split('\t') as [written: string, prediction: string, gold: string])

function shown(text: string, solve: boolean): string {
  const { tree } = parse(text)
  const reading = readRealSet(tree, { scope: scopeOf(tree, tree), budget: freshBudget(), firstNatural: 0, solve })
  if (reading === undefined) return '-'
  const parts = reading.parts.map(part => {
    const set = settleLattice(part, orderOfConstants) ?? part
    const flags = set.inside.map(flag => (flag ? 'y' : 'n')).join('')
    return [flags, ...set.cuts.map(({ value }) => termToText(value)), ...(set.lattice === true ? ['integers'] : [])].join(' ')
  })
  return `${reading.name === undefined ? '' : `${toText(reading.name)}: `}${parts.join(' | ')}`
}

describe.each(rows)('%s', (written, prediction, gold) => {
  it(`is ${prediction} as a prediction`, () => {
    expect(shown(written, false)).toBe(prediction)
  })
  it(`is ${gold} as a gold`, () => {
    expect(shown(written, true)).toBe(gold)
  })
})
