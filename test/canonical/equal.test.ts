import { describe, expect, test } from 'vitest'
import type { Decision } from '../../src/canonical/ladder/decision.ts'
import { decideEqual } from '../../src/canonical/ladder/equal.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import { parse } from '../../src/latex/parse.ts'
import { Budget } from '../../src/limits/budget.ts'
import { nothing, open, probable, proven, unequal } from './pairs.ts'

const decide = (reference: string, prediction: string): Decision | undefined => {
  const gold = parse(reference).tree
  const tree = parse(prediction).tree
  const scope = scopeOf(gold, tree)
  const budget = new Budget(2_000_000)
  const a = interpret(gold, scope, budget)
  const b = interpret(tree, scope, budget)
  return a && b && decideEqual(a, b, budget)
}

describe('equal expressions are proved equal', () => {
  test.each(proven)('%s = %s', (reference, prediction) => {
    expect(decide(reference, prediction)).toMatchObject({ outcome: 'equivalent', certainty: 'proved' })
  })
})
describe('equal expressions that are only likely', () => {
  test.each(probable)('%s = %s', (reference, prediction) => {
    expect(decide(reference, prediction)).toMatchObject({ outcome: 'equivalent' })
  })
})
describe('different expressions have a witness', () => {
  test.each(unequal)('%s ≠ %s', (reference, prediction) => {
    expect(decide(reference, prediction)).toMatchObject({ outcome: 'different' })
  })
})
describe('what is undefined equals nothing', () => {
  test.each(nothing)('%s | %s', (reference, prediction) => {
    expect(decide(reference, prediction)).toMatchObject({ outcome: 'undecided', cause: 'undefined-value' })
  })
})
describe('what cannot be told is undecided', () => {
  test.each(open)('%s | %s', (reference, prediction) => {
    expect(decide(reference, prediction)).toMatchObject({ outcome: 'undecided', cause: 'indistinguishable' })
  })
})
describe('an expression equals itself', () => {
  test.each(proven.flat())('%s', text => {
    expect(decide(text, text)).toMatchObject({ outcome: 'equivalent', certainty: 'proved' })
  })
})
