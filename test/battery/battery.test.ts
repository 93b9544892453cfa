import { expect, test } from 'vitest'
import { claims, tally } from './tally.ts'

test.each([
  { depth: 1, count: 210, least: 0.99 },
  { depth: 2, count: 140, least: 0.98 },
  { depth: 3, count: 70, least: 0.98 },
  { depth: 6, count: 28, least: 0.96 },
])(
  'of $count theorems of depth $depth, a share of $least is equivalent, none refused, and no near miss accepted',
  ({ depth, count, least }) => {
    const found = tally(claims(20, depth, count))
    const refused = found.identities - found.equivalent - found.undecided
    expect({ refused, accepted: found.accepted }, found.failures.join('\n')).toEqual({ refused: 0, accepted: 0 })
    expect(found.equivalent, found.failures.join('\n')).toBeGreaterThanOrEqual(least * count)
  },
)
