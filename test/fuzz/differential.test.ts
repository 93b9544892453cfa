import fc from 'fast-check'
import { all, create } from 'mathjs'
import { expect, it } from 'vitest'
import { judge } from '../../src/verify.ts'

/** Two ways to compute: random numbers, written for us and for mathjs, whose BigNumbers have 80 digits here. */
const math = create(all ?? {}, { number: 'BigNumber', precision: 80 })

interface Both {
  readonly latex: string
  readonly plain: string
}
const { both } = fc.letrec<{ both: Both }>(tie => {
  const two = fc.tuple(tie('both'), tie('both'))
  return {
    both: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 4, arbitrary: fc.nat(30).map(n => ({ latex: `${n}`, plain: `${n}` })) },
      two.map(([a, b]) => ({ latex: `(${a.latex}+${b.latex})`, plain: `(${a.plain}+${b.plain})` })),
      two.map(([a, b]) => ({ latex: `(${a.latex}-${b.latex})`, plain: `(${a.plain}-${b.plain})` })),
      two.map(([a, b]) => ({ latex: `${a.latex}\\cdot ${b.latex}`, plain: `(${a.plain}*${b.plain})` })),
      two.map(([a, b]) => ({ latex: `\\frac{${a.latex}}{${b.latex}}`, plain: `((${a.plain})/(${b.plain}))` })),
      tie('both').map(a => ({ latex: `\\sqrt{${a.latex}}`, plain: `sqrt(${a.plain})` })),
      tie('both').map(a => ({ latex: `\\left(${a.latex}\\right)^{2}`, plain: `((${a.plain})^2)` })),
    ),
  }
})

/** The value with 80 digits; `undefined` where it is not real or not finite. */
function value(text: string): { minus(other: unknown): { abs(): { lt(bound: number): boolean; gt(bound: number): boolean } } } | undefined {
  const result = math.evaluate(text)
  return math.isBigNumber(result) && result.isFinite() ? (result as never) : undefined
}

it('agrees with mathjs on random numbers', () => {
  let compared = 0
  fc.assert(
    fc.property(both, both, fc.boolean(), (a, other, same) => {
      const b = same ? { latex: `${a.latex}+${other.latex}-(${other.latex})`, plain: `${a.plain}+${other.plain}-(${other.plain})` } : other
      const [left, right] = [value(a.plain), value(b.plain)]
      if (left === undefined || right === undefined) return
      const { outcome } = judge({ prediction: a.latex, reference: b.latex }, { as: 'answer' })
      const distance = left.minus(right).abs()
      if (outcome === 'equivalent' && distance.gt(1e-40)) throw new Error('equivalent, and mathjs has another value')
      if (outcome === 'different' && distance.lt(1e-40)) throw new Error('different, and mathjs has the same value')
      if (outcome !== 'undecided') compared++
    }),
    { numRuns: 3_000 },
  )
  expect(compared).toBeGreaterThan(1_500)
})
