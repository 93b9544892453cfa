import { describe, expect, test } from 'vitest'
import { decideEqual } from '../../src/canonical/equal.ts'
import { interpret } from '../../src/canonical/interpret.ts'
import { scopeOf } from '../../src/canonical/scope.ts'
import { Budget } from '../../src/limits/budget.ts'
import type { Tree } from '../../src/tree/tree.ts'
import { clearlyDiffer, expression, perturbed, randomFrom, rewritten, shapes } from './battery.ts'

const decide = (gold: Tree, prediction: Tree): string => {
  const scope = scopeOf(gold, prediction)
  const budget = new Budget(2_000_000)
  const a = interpret(gold, scope, budget)
  const b = interpret(prediction, scope, budget)
  return a && b ? decideEqual(a, b, budget).outcome : 'no term'
}

const count = 350
const drawn = (depth: number, steps: number, seed: number): { gold: Tree; same: Tree; other: Tree | undefined }[] =>
  Array.from({ length: count }, (_, index) => {
    const random = randomFrom(seed * 100_003 + index)
    const gold = expression(random, shapes[index % shapes.length] as (typeof shapes)[number], depth)
    const same = rewritten(gold, random, steps)
    const other = perturbed(same, random)
    return { gold, same, other: other !== undefined && clearlyDiffer(gold, other) ? other : undefined }
  })

describe.each([
  { depth: 2, steps: 3, seed: 1 },
  { depth: 3, steps: 6, seed: 2 },
  { depth: 4, steps: 8, seed: 3 },
])('expressions of depth $depth after $steps rewritings', ({ depth, steps, seed }) => {
  const cases = drawn(depth, steps, seed)
  test('are equivalent to what they were, in at least 99 of 100 cases, and never different', () => {
    const outcomes = cases.map(({ gold, same }) => decide(gold, same))
    expect(outcomes.filter(outcome => outcome === 'different')).toEqual([])
    expect(outcomes.filter(outcome => outcome === 'equivalent').length).toBeGreaterThanOrEqual(0.99 * count)
  })
  test('are not accepted when one numeral was changed', () => {
    for (const { gold, other } of cases) if (other !== undefined) expect(decide(gold, other)).not.toBe('equivalent')
  })
})
