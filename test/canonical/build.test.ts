import { describe, expect, test } from 'vitest'
import { power, product, sum } from '../../src/canonical/term/build.ts'
import { apply } from '../../src/canonical/term/functions.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { constant } from '../../src/canonical/term/node.ts'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import type { Term } from '../../src/canonical/term/term.ts'
import { expression, randomFrom, shapes } from './battery.ts'
import { probable, proven, unequal } from './pairs.ts'
import { freshBudget, termOf } from './reading.ts'

/** The term built again from its parts, in the other order. */
const rebuilt = (term: Term): Term => {
  switch (term.type) {
    case 'sum':
      return sum([...term.terms].reverse().map(rebuilt))
    case 'product':
      return product([...[...term.factors].reverse().map(rebuilt), constant(term.coefficient)])
    case 'power':
      return power(rebuilt(term.base), rebuilt(term.exponent))
    case 'apply':
      return apply(term.name, term.arguments.map(rebuilt))
    default:
      return term
  }
}

describe('constructors are idempotent and blind to order', () => {
  test.each([...proven, ...probable, ...unequal].flat())('%s', text => {
    const term = termOf(text)
    expect(rebuilt(term).key).toBe(term.key)
  })
  test('random expressions', () => {
    for (let index = 0; index < 700; index++) {
      const tree = expression(randomFrom(900_000 + index), shapes[index % shapes.length] as (typeof shapes)[number], 4)
      const term = interpret(tree, scopeOf(tree, tree), freshBudget())
      if (term !== undefined) expect(rebuilt(term).key).toBe(term.key)
    }
  })
})

describe('canonical terms', () => {
  test.each([
    ['\\sqrt{12}', '(* (^ 3 1/2) 2)'],
    ['\\frac{1}{\\sqrt2}', '(* (^ 2 1/2) 1/2)'],
    ['x\\cdot x^2', '(^ x 3)'],
    ['2(x+1)', '(+ 2 (* x 2))'],
    ['(2x+2)^2', '(* (^ (+ 1 x) 2) 4)'],
    ['\\sqrt{x}\\sqrt{x}', '(^ (^ x 1/2) 2)'],
    ['\\sqrt{x^2}', '(@abs x)'],
    ['\\sin(-x)', '(* (@sin x) -1)'],
    ['\\frac{0}{0}', 'undefined'],
    ['\\infty-\\infty', 'undefined'],
    ['\\infty+5', '#+infinity'],
    ['-2\\cdot\\infty', '#-infinity'],
    ['e^{2\\ln x}', '(^ x 2)'],
    ['\\ln(e^2)', '2'],
    ['i^7', '(* #i -1)'],
  ])('%s', (text, key) => {
    expect(termOf(text).key).toBe(key)
  })
  test('names cannot imitate structure', () => {
    expect(termOf("f'").key).toBe("2:f'")
    expect(termOf('x_{1}').key).toBe('x_1')
  })
})
