import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, verify } from '../../src/verify.ts'

const multiple = (value: number): string => (value === 0 ? '0' : `\\frac{${value}\\pi}{12}`.replace('{-', '{-'))
const family = (offsets: readonly number[], step: number, letter: string): string =>
  `${offsets.map(offset => `${multiple(offset)}+\\frac{${step}${letter}\\pi}{12}`).join(', ')}, ${letter}\\in\\mathbb Z`

describe('families', () => {
  const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 3 })

  it('are blind to the name, shift and sign of the parameter, and to a finer cut', () => {
    fc.assert(
      fc.property(offsets, fc.integer({ min: -2, max: 2 }), fc.constantFrom(1, -1), (values, shift, sign) => {
        const reference = family(values, 12, 'k')
        const shifted = family(
          values.map(value => value + 12 * shift),
          12 * sign,
          'n',
        )
        const finer = family([...values, ...values.map(value => value + 12)].reverse(), 24, 'm')
        expect(verify(shifted, reference), `${reference} | ${shifted}`).toBe(true)
        expect(verify(finer, reference), `${reference} | ${finer}`).toBe(true)
      }),
      { seed: 3, numRuns: 40 },
    )
  })

  it('differ in one offset or in the step', () => {
    fc.assert(
      fc.property(offsets, values => {
        const reference = family(values, 12, 'k')
        const missing = values.length > 1 ? family(values.slice(1), 12, 'k') : family(values, 24, 'k')
        const moved = family([(values[0] as number) + 0.5, ...values.slice(1)], 12, 'k')
        expect(verify(missing, reference)).toBe(false)
        expect(verify(moved, reference)).toBe(false)
      }),
      { seed: 3, numRuns: 40 },
    )
  })

  it('name a member of one side only', () => {
    const verdict = judge({ reference: 'k\\pi, k\\in\\mathbb Z', prediction: '2k\\pi, k\\in\\mathbb Z' })
    expect(verdict).toMatchObject({ outcome: 'different', witness: { what: 'the member pi', reference: 'inside', prediction: 'outside' } })
  })
})
