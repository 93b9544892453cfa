import { describe, expect, test } from 'vitest'
import type { Decision, Witness } from '../../src/canonical/ladder/decision.ts'
import { decideEqual } from '../../src/canonical/ladder/equal.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import { Budget } from '../../src/limits/budget.ts'
import type { Tree } from '../../src/tree/tree.ts'
import { clearlyDiffer, expression, naive, perturbed, randomFrom, rewritten, shapes } from './battery.ts'

const decide = (gold: Tree, prediction: Tree): Decision | undefined => {
  const scope = scopeOf(gold, prediction)
  const budget = new Budget(2_000_000)
  const a = interpret(gold, scope, budget)
  const b = interpret(prediction, scope, budget)
  return a && b && decideEqual(a, b, budget)
}
/** Whether doubles find the two values of a witness again, as far as doubles go. */
const holds = (witness: Witness, gold: Tree, prediction: Tree): boolean => {
  const values: Record<string, number> = {}
  for (const [name, text] of Object.entries(witness.at ?? {})) values[name] = numberOf(text)
  return [
    [gold, witness.reference],
    [prediction, witness.prediction],
  ].every(([tree, text]) => {
    const expected = naive(tree as Tree, values)
    const written = numberOf(text as string)
    return !Number.isFinite(expected) || !Number.isFinite(written) || Math.abs(expected - written) <= 1e-3 * (1 + Math.abs(expected))
  })
}
const numberOf = (text: string): number => {
  const [num, den] = text.split('/')
  return den === undefined ? Number(num) : Number(num) / Number(den)
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
    const outcomes = cases.map(({ gold, same }) => decide(gold, same)?.outcome)
    expect(outcomes.filter(outcome => outcome === 'different')).toEqual([])
    expect(outcomes.filter(outcome => outcome === 'equivalent').length).toBeGreaterThanOrEqual(0.99 * count)
  })
  test('are refused with a witness that holds when one numeral was changed', () => {
    for (const { gold, other } of cases) {
      if (other === undefined) continue
      const decision = decide(gold, other)
      expect(decision?.outcome).not.toBe('equivalent')
      if (decision?.outcome === 'different') expect(holds(decision.witness, gold, other)).toBe(true)
    }
  })
})
