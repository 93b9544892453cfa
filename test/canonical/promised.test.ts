import { expect, test } from 'vitest'
import { judge } from '../../src/index.ts'
import { promised } from './promised.ts'

test.each(promised)('$reference and $prediction: $outcome', ({ reference, prediction, outcome, how }) => {
  const verdict = judge({ prediction, reference })
  expect(verdict.outcome).toBe(outcome)
  if (verdict.outcome === 'equivalent') expect(verdict.certainty).toBe(how)
  if (verdict.outcome === 'undecided') expect(verdict.cause).toBe(how)
})
