import { describe, expect, test } from 'vitest'
import { different, proved } from '../../src/canonical/ladder/decision.ts'
import { matched } from '../../src/compare/members/compose.ts'
import { judge, parse, toText } from '../../src/index.ts'
import { Budget } from '../../src/limits/budget.ts'
import type { Tree } from '../../src/tree/tree.ts'

const treesOf = (count: number, member: (index: number) => string): readonly Tree[] =>
  Array.from({ length: count }, (_, index) => parse(member(index + 1)).tree)

/** How often two members are asked about, when those are equal whose values are. */
function asked(gold: readonly Tree[], prediction: readonly Tree[], value: (tree: Tree) => number): { pairs: number; outcome: string } {
  let pairs = 0
  const decision = matched(
    gold,
    prediction,
    (a, b) => {
      pairs++
      return value(a) === value(b)
        ? proved('exact-number', 'canonical-terms')
        : different('exact-number', { what: 'value', reference: toText(a), prediction: toText(b) })
    },
    new Budget(1_000_000),
    toText,
  )
  return { pairs, outcome: decision.outcome }
}

/** `3`, `\sqrt3`, `3^{0.5}`: the number that is written first. */
const firstNumber = (tree: Tree): number => Number(/\d+/.exec(toText(tree))?.[0])

describe('long collections', () => {
  const count = 100
  const roots = treesOf(count, k => String.raw`\sqrt{${k}}`)
  test('in another order and written otherwise take a comparison for each member', () => {
    const reversed = treesOf(count, k => `${count + 1 - k}^{0.5}`)
    expect(asked(roots, reversed, firstNumber)).toEqual({ pairs: count, outcome: 'equivalent' })
  })
  test('of other members are told apart without a comparison of all pairs', () => {
    const others = treesOf(count, k => `${count + k}^{0.5}`)
    const { pairs, outcome } = asked(roots, others, firstNumber)
    expect(outcome).toBe('different')
    expect(pairs).toBeLessThan(2 * count)
  })
  test('with one other member are told apart, and it is named', () => {
    const nearly = treesOf(count, k => (k === 40 ? '1000^{0.5}' : `${count + 1 - k}^{0.5}`))
    const { pairs, outcome } = asked(roots, nearly, firstNumber)
    expect(outcome).toBe('different')
    expect(pairs).toBeLessThan(2 * count)
    const set = (member: (k: number) => string): string => String.raw`\{${Array.from({ length: 12 }, (_, k) => member(k + 1)).join(',')}\}`
    const verdict = judge({
      reference: set(k => String.raw`\sqrt{${k}}`),
      prediction: set(k => (k === 4 ? String.raw`\sqrt{99}` : `${13 - k}^{0.5}`)),
    })
    expect(verdict).toMatchObject({ outcome: 'different', witness: { what: 'member', reference: 'sqrt(9)', prediction: 'sqrt(99)' } })
  })
})
