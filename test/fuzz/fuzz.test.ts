import fc from 'fast-check'
import { describe, it } from 'vitest'
import { invariants } from './invariants.ts'

/** Ten thousand cases; a million and other seeds by `npm run fuzz -- --runs 1000000 --seed 7`. */
const runs = 10_000

describe('fuzzing', () => {
  it.each(invariants.map(({ name, property }) => [name, property] as const))('%s', (_name, property) => {
    fc.assert(property, { numRuns: Math.floor(runs / invariants.length) })
  })
})
