import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fraction, integer, variable } from '../../src/canonical/term/node.ts'
import { sum } from '../../src/canonical/term/build.ts'
import {
  allReals,
  combine,
  complementOf,
  firstDifference,
  intervalSet,
  isEmptySet,
  noReals,
  pointSet,
  type RealSet,
  ray,
  sameStructure,
} from '../../src/canonical/realset/realset.ts'
import { between, floorOf, orderOfConstants as order, settleLattice } from '../../src/canonical/realset/lattice.ts'
import { solveRelation } from '../../src/canonical/realset/solve.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { plainScope } from '../../src/canonical/meaning/scope.ts'
import { parse } from '../../src/latex/parse.ts'
import { Budget } from '../../src/limits/budget.ts'

const cut = (value: number) => ({ value: integer(value) })

/** A piece: a point, an interval or a ray with small integer ends. */
const piece: fc.Arbitrary<RealSet> = fc.oneof(
  fc.integer({ min: -6, max: 6 }).map(at => pointSet(cut(at))),
  fc
    .tuple(fc.integer({ min: -6, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.boolean())
    .map(([at, length, a, b]) => intervalSet(cut(at), a, cut(at + length), b)),
  fc
    .tuple(fc.integer({ min: -6, max: 6 }), fc.constantFrom(1 as const, -1 as const), fc.boolean())
    .map(([at, side, closed]) => ray(cut(at), side, closed)),
)
const unite = (pieces: readonly RealSet[]): RealSet => pieces.reduce((a, b) => combine('union', a, b, order) as RealSet, noReals)
const set = fc.array(piece, { maxLength: 4 }).map(unite)

/** Membership by the definition, as a second opinion: at halves from -8 to 8. */
const samples = Array.from({ length: 33 }, (_, index) => index / 2 - 8)
const holds = (of: RealSet, at: number): boolean => {
  let region = 0
  for (const { value } of of.cuts) {
    const sign = order(Number.isInteger(at) ? integer(at) : fraction(at * 2, 2), value) ?? 0
    if (sign < 0) break
    region += sign === 0 ? 1 : 2
    if (sign === 0) break
  }
  return of.inside[region] === true
}

describe('sets of reals', () => {
  it('agree with membership, point by point', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const both = combine('intersection', a, b, order) as RealSet
        const either = combine('union', a, b, order) as RealSet
        const only = combine('difference', a, b, order) as RealSet
        const not = complementOf(a) as RealSet
        for (const at of samples) {
          expect(holds(both, at)).toBe(holds(a, at) && holds(b, at))
          expect(holds(either, at)).toBe(holds(a, at) || holds(b, at))
          expect(holds(only, at)).toBe(holds(a, at) && !holds(b, at))
          expect(holds(not, at)).toBe(!holds(a, at))
        }
      }),
      { seed: 7 },
    )
  })

  it('have one normal form: equal sets have equal cuts and flags', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), pieces => {
        const forward = unite(pieces)
        const backward = unite([...pieces].reverse())
        expect(sameStructure(forward, backward)).toBe(true)
        expect(forward.cuts.map(each => each.value.key)).toEqual(backward.cuts.map(each => each.value.key))
        expect(firstDifference(forward, backward, order)).toBe('equal')
      }),
      { seed: 7 },
    )
  })

  it('follow the law of De Morgan', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const left = complementOf(combine('union', a, b, order) as RealSet) as RealSet
        const right = combine('intersection', complementOf(a) as RealSet, complementOf(b) as RealSet, order) as RealSet
        expect(firstDifference(left, right, order)).toBe('equal')
      }),
      { seed: 7 },
    )
  })

  it('show a region that is in one of them only', () => {
    const region = firstDifference(intervalSet(cut(0), true, cut(1), true), intervalSet(cut(0), true, cut(1), false), order)
    expect(region).toMatchObject({ type: 'cut', inLeft: true })
    const gap = firstDifference(allReals, ray(cut(2), 1, true), order)
    expect(gap).toMatchObject({ type: 'gap', inLeft: true, upper: cut(2) })
  })

  it('have no order of letters, unless they differ by a number', () => {
    const a = variable('a')
    const left = ray({ value: a }, 1, true)
    expect(combine('union', left, ray({ value: variable('b') }, 1, true), order)).toBeUndefined()
    expect(combine('union', left, ray({ value: sum([a, integer(1)]) }, 1, true), order)?.cuts).toEqual([{ value: a }])
  })
})

describe('integers in a set', () => {
  const settle = (of: RealSet): RealSet => settleLattice({ ...of, lattice: true }, order) as RealSet

  it('are listed when there are finitely many', () => {
    const found = settle(intervalSet({ value: fraction(1, 2) }, false, cut(4), false))
    expect(found.lattice).toBeUndefined()
    expect(found.cuts.map(each => each.value.key)).toEqual(['1', '2', '3'])
  })

  it('have ends that belong to them', () => {
    expect(settle(ray(cut(1), 1, false))).toMatchObject({ cuts: [cut(2)], inside: [false, true, true], lattice: true })
    expect(settle(ray({ value: fraction(-1, 2) }, -1, false))).toMatchObject({
      cuts: [cut(-1)],
      inside: [true, true, false],
      lattice: true,
    })
  })

  it('may be none', () => {
    expect(isEmptySet(settle(intervalSet(cut(1), false, cut(2), false)))).toBe(true)
  })

  it('join neighbours', () => {
    const touching = unite([ray(cut(-1), -1, true), ray(cut(0), 1, true)])
    expect(settle(touching)).toMatchObject({ cuts: [], inside: [true] })
  })
})

describe('a rational between two cuts', () => {
  it('lies between them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (num, den, gap) => {
          const lower = fraction(num, 1)
          const upper = sum([lower, fraction(gap, den)])
          const found = between(lower, upper, order)
          expect(found).toBeDefined()
          if (found === undefined) return
          expect(order(lower, found)).toBe(-1)
          expect(order(found, upper)).toBe(-1)
        },
      ),
      { seed: 7 },
    )
  })

  it('lies outside the last cut', () => {
    expect(between(integer(5), undefined, order)?.key).toBe('6')
    expect(between(undefined, integer(-5), order)?.key).toBe('-6')
  })

  it('has a floor', () => {
    expect(floorOf(fraction(-7, 2), order)).toBe(-4)
    expect(floorOf(integer(9), order)).toBe(9)
  })
})

describe('one relation in one variable', () => {
  const solve = (text: string): string | undefined => {
    const { tree } = parse(text)
    if (tree.type !== 'relation') throw new Error('expected a relation')
    const budget = new Budget(1_000_000)
    const [left, right] = tree.operands.map(operand => interpret(operand, plainScope, budget))
    const operator = tree.operators[0]
    if (left === undefined || right === undefined || operator === undefined) throw new Error('expected two sides')
    const found = solveRelation(left, operator, right, 'x', budget)
    return found?.inside
      .map((flag, region) => (region % 2 === 1 ? `${found.cuts[region >> 1]?.value.key}` : '') + (flag ? '+' : '-'))
      .join(' ')
  }
  it.each([
    ['2x+1<5', '+ 2- -'],
    ['-2x+1<5', '- -2- +'],
    ['x^2<4', '- -2- + 2- -'],
    ['x^2\\le 0', '- 0+ -'],
    ['x^2+1<0', '-'],
    ['x^2+1>0', '+'],
    ['(x-1)^2>0', '+ 1- +'],
    ['x^4-5x^2+4\\le 0', '- -2+ + -1+ - 1+ + 2+ -'],
    ['x^3>8', '- 2- +'],
    ['\\frac1x\\ge 1', '- 0- + 1+ -'],
    ['\\frac{x-1}{x+2}\\ge 0', '+ -2- - 1+ +'],
    ['|x-1|<3', '- -2- + 4- -'],
    ['|x|+|x-1|\\le 1', '- 0+ + 1+ -'],
    ['||x|-2|<1', '- -3- + -1- - 1- + 3- -'],
    ['|2x-1|=|x+1|', '- 0+ - 2+ -'],
    ['x(x-1)(x-2)(x-3)<0', '- 0- + 1- - 2- + 3- -'],
    ['x+1>x', '+'],
    ['x\\ne x', '-'],
  ])('%s', (text, expected) => {
    expect(solve(text)).toBe(expected)
  })

  it('gives nothing where a root could be missed', () => {
    expect(solve('x^5-x-1>0')).toBeUndefined()
    expect(solve('2^x>x')).toBeUndefined()
  })
})
