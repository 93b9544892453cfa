import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, verify } from '../../src/verify.ts'

/** An interval as the test means it; notations are made from it. */
interface Written {
  readonly lower: number
  readonly upper: number
  readonly closed: readonly [boolean, boolean]
}

const number = (value: number): string =>
  value % 2 === 0 ? String(value / 2) : value < 0 ? `-\\frac{${-value}}{2}` : `\\frac{${value}}{2}`

const notations: readonly ((of: Written) => string)[] = [
  ({ lower, upper, closed }) => `${closed[0] ? '[' : '('}${number(lower)}, ${number(upper)}${closed[1] ? ']' : ')'}`,
  ({ lower, upper, closed }) => `${number(lower)} ${closed[0] ? '\\le' : '<'} x ${closed[1] ? '\\leq' : '<'} ${number(upper)}`,
  ({ lower, upper, closed }) => `${number(upper)} ${closed[1] ? '\\ge' : '>'} x ${closed[0] ? '\\geq' : '>'} ${number(lower)}`,
  ({ lower, upper, closed }) =>
    `x ${closed[0] ? '\\ge' : '>'} ${number(lower)} \\text{ and } x ${closed[1] ? '\\le' : '<'} ${number(upper)}`,
  ({ lower, upper, closed }) => `\\{x \\mid ${number(lower)} ${closed[0] ? '\\le' : '<'} x ${closed[1] ? '\\le' : '<'} ${number(upper)}\\}`,
  ({ lower, upper, closed }) =>
    `x \\in ${closed[0] ? '[' : closed[1] ? '(' : ']'}${number(lower)}, ${number(upper)}${closed[1] ? ']' : '['}`,
  ({ lower, upper, closed }) =>
    `(-\\infty, ${number(upper)}${closed[1] ? ']' : ')'} \\setminus (-\\infty, ${number(lower)}${closed[0] ? ')' : ']'}`,
]

const written: fc.Arbitrary<Written> = fc
  .record({
    lower: fc.integer({ min: -20, max: 18 }),
    upper: fc.integer({ min: 1, max: 20 }),
    closed: fc.tuple(fc.boolean(), fc.boolean()),
  })
  .map(({ lower, upper, closed }) => ({ lower, upper: lower + upper, closed }))

const notation = fc.constantFrom(...notations)

describe('intervals in all their notations', () => {
  it('are the same interval', () => {
    fc.assert(
      fc.property(written, notation, notation, (of, left, right) => {
        expect(verify(right(of), left(of)), `${left(of)} | ${right(of)}`).toBe(true)
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  it('differ in one end or one bracket', () => {
    fc.assert(
      fc.property(written, notation, notation, fc.integer({ min: 0, max: 3 }), (of, left, right, change) => {
        const changed: Written =
          change === 0
            ? { ...of, lower: of.lower - 1 }
            : change === 1
              ? { ...of, upper: of.upper + 1 }
              : { ...of, closed: [change === 2 ? !of.closed[0] : of.closed[0], change === 3 ? !of.closed[1] : of.closed[1]] }
        expect(verify(right(changed), left(of)), `${left(of)} | ${right(changed)}`).toBe(false)
      }),
      { seed: 11, numRuns: 200 },
    )
  })
})

describe('witnesses of sets', () => {
  const witness = (reference: string, prediction: string): unknown => {
    const verdict = judge({ reference, prediction })
    return verdict.outcome === 'different' ? verdict.witness : verdict.outcome
  }
  it('name the end that belongs to one side', () => {
    expect(witness('[1,2)', '[1,2]')).toEqual({ what: 'the end 2', reference: 'outside', prediction: 'inside' })
  })
  it('name a value that is in one set only', () => {
    expect(witness('x>1', 'x>3')).toEqual({ what: 'the value 2', reference: 'inside', prediction: 'outside' })
  })
  it('name the point that is left out', () => {
    expect(witness('\\mathbb{R}', 'x\\ne 3')).toEqual({ what: 'the point 3', reference: 'inside', prediction: 'outside' })
  })
  it('name a point that tells two inequalities apart', () => {
    expect(witness('x>y', 'x<y')).toMatchObject({ what: 'relation', at: { x: '1', y: '0' } })
  })
})

describe('unsolved inequalities', () => {
  it('are refused with the form as reason', () => {
    const verdict = judge({ reference: '-1<x<1', prediction: 'x^2<1' })
    expect(verdict).toMatchObject({ outcome: 'different', by: 'kind', witness: { what: 'form' } })
  })
  it('are undecided when they are not solved here and no point tells them apart', () => {
    expect(judge({ reference: 'x^2<1', prediction: 'x^4<1' }).outcome).not.toBe('equivalent')
  })
})
