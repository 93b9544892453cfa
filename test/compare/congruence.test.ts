import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verify } from '../../src/verify.ts'

describe('congruences', () => {
  it('are blind to the representative and to the notation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: -3, max: 3 }),
        (modulus, residue, turns) => {
          const other = residue + turns * modulus
          const reference = `x\\equiv ${residue}\\pmod{${modulus}}`
          expect(verify(`x\\equiv ${other}\\pmod{${modulus}}`, reference)).toBe(true)
          expect(verify(`x=${modulus}k+${other}, k\\in\\mathbb Z`.replace('+-', '-'), reference)).toBe(true)
          expect(verify(`x\\equiv ${other + 1}\\pmod{${modulus}}`, reference)).toBe(false)
          expect(verify(`x\\equiv ${other}\\pmod{${modulus + 1}}`, reference)).toBe(false)
        },
      ),
      { seed: 9, numRuns: 40 },
    )
  })
})
