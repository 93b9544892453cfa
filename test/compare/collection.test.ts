import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../../src/index.ts'

/** Members that are told apart, as one set. */
const braces = (members: readonly string[]): string => `\\{${members.join(',')}\\}`
const members = (count: number): string[] => Array.from({ length: count }, (_, at) => `x+${at + 1}`)

describe('sets of many members', () => {
  test('in another order take a comparison for each member, not for each pair', () => {
    const stepsOf = (count: number): number => {
      const verdict = judge({ prediction: braces(members(count).reverse()), reference: braces(members(count)) })
      expect(verdict.outcome).toBe('equivalent')
      return verdict.steps
    }
    // Pairs are only looked at: twice the members take less than four times the steps, at some tenths of a step for a pair.
    expect(stepsOf(300)).toBeLessThan(300 * 300)
  })

  test('with one other member are different, and it is named', () => {
    const prediction = braces([...members(100).reverse().slice(1), 'y'])
    expect(judge({ prediction, reference: braces(members(100)) })).toMatchObject({
      outcome: 'different',
      witness: { reference: 'x + 100', prediction: 'y' },
    })
  })

  test('count equal members once, in any order', () => {
    const member = fc.constantFrom('x+1', '1+x', 'y', '\\frac{y}{2}', '0.5y')
    const value = (text: string): string => ({ '1+x': 'x+1', '0.5y': '\\frac{y}{2}' })[text] ?? text
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 1, maxLength: 4 }),
        fc.array(member, { minLength: 1, maxLength: 4 }),
        (gold, prediction) => {
          const [own, other] = [new Set(gold.map(value)), new Set(prediction.map(value))]
          const same = own.size === other.size && [...own].every(each => other.has(each))
          expect(judge({ prediction: braces(prediction), reference: braces(gold) }).outcome).toBe(same ? 'equivalent' : 'different')
        },
      ),
    )
  })
})
