import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/canonical/normal/normal.ts'
import { isConstantTerm, isIntegerValued, isNonNegative, isPositive, isReal, signOfConstant } from '../../src/canonical/term/property.ts'
import { termToText } from '../../src/canonical/term/text.ts'
import type { Term } from '../../src/canonical/term/term.ts'
import { freshBudget, termOf } from './reading.ts'

/**
 * What is meant by an expression, as a person reads it: the term, its normal form, and what is known of it wherever it is
 * defined. A line of `forms.tsv` holds the four; each was checked by hand.
 */
const rows = readFileSync(new URL('forms.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => line.split('\t') as [written: string, term: string, normal: string, known: string])

const known = (term: Term): string =>
  [
    isReal(term) ? 'real' : '',
    isNonNegative(term) ? 'nonnegative' : '',
    isPositive(term) ? 'positive' : '',
    isIntegerValued(term) ? 'integer' : '',
    isConstantTerm(term) ? `constant ${signOfConstant(term)}` : '',
  ]
    .filter(word => word !== '')
    .join(' ')

describe.each(rows)('%s', (written, term, normal, properties) => {
  it(`is ${term}`, () => {
    expect(termToText(termOf(written))).toBe(term)
  })
  it(`has the normal form ${normal}`, () => {
    expect(termToText(normalise(termOf(written), freshBudget()))).toBe(normal)
  })
  it(`is ${properties}`, () => {
    expect(known(termOf(written))).toBe(properties)
  })
})
