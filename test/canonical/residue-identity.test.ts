import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameNormalForm } from '../../src/canonical/normal/normal.ts'
import { ResidueComparison } from '../../src/canonical/normal/residue-identity.ts'
import { freshBudget, termsOf } from './reading.ts'

const compared = (gold: string, prediction: string): ResidueComparison => new ResidueComparison(...termsOf(gold, prediction), freshBudget())

describe('residues agree at random points', () => {
  test.each([
    [String.raw`\frac{x^{60}-1}{x-1}-x^{59}`, String.raw`\frac{x^{59}-1}{x-1}`],
    [String.raw`\sin(40x)`, String.raw`2\sin(20x)\cos(20x)`],
    [String.raw`\cos\frac\pi{90}\cos\frac\pi{45}`, String.raw`\frac{\cos\frac\pi{30}+\cos\frac\pi{90}}2`],
    [String.raw`\frac1{\sqrt{x^2+1}+x}`, String.raw`\sqrt{x^2+1}-x`],
    ['|x|^3', 'x^2|x|'],
    ['(e^{x}+1)^{30}(e^x-1)^{30}', '(e^{2x}-1)^{30}'],
  ])('%s and %s', (gold, prediction) => {
    expect(compared(gold, prediction).agreeForCertain()).toBeGreaterThanOrEqual(96)
  })
})

describe('residues tell apart', () => {
  test.each([
    [String.raw`\frac{x^{60}-1}{x-1}-x^{59}`, String.raw`\frac{x^{59}-1}{x-1}+10^{-300}`],
    // Conjugates are not chosen: a wrong sign of one root is seen at every point.
    [String.raw`\sqrt{x^2-1}`, String.raw`-\sqrt{x^2-1}`],
    ['|x|', 'x'],
    ['1', String.raw`1+10^{-300}(\sqrt{x+1}\sqrt{x}+\sqrt{x^2+x})(\sqrt{x+1}\sqrt{x+2}+\sqrt{x^2+3x+2})`],
    [String.raw`\cos\frac\pi{90}`, String.raw`\cos\frac{7\pi}{90}`],
    ['x^{67108859}', 'x^{67108860}'],
  ])('%s and %s', (gold, prediction) => {
    expect(compared(gold, prediction).agreeForCertain()).toBeUndefined()
  })
  test('what is too large for the odds that are promised is not compared', () => {
    expect(compared('((x^{2000}+1)^{2000}+1)^{2000}', '((x^{2000}+1)^{2000}+2)^{2000}').bits).toBeUndefined()
  })
})

test('residues agree exactly where normal forms do', () => {
  const leaf = fc.constantFrom('x', 'y', '2', '3', String.raw`\sqrt{x}`, '|y|', String.raw`\sin x`, String.raw`\cos x`, 'e^{y}')
  const { term } = fc.letrec<{ term: string }>(tie => ({
    term: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(tie('term'), tie('term')).map(([a, b]) => `(${a}+${b})`),
      fc.tuple(tie('term'), tie('term')).map(([a, b]) => `(${a})(${b})`),
      fc.tuple(tie('term'), tie('term')).map(([a, b]) => String.raw`\frac{${a}}{(${b})^2+5}`),
      tie('term').map(a => `(${a})^2`),
    ),
  }))
  fc.assert(
    fc.property(term, term, term, (a, b, c) => {
      for (const [left, right] of [
        [`(${a})(${b})+(${a})(${c})`, `(${a})((${b})+(${c}))`],
        [`(${a})(${b})+(${c})`, `(${a})((${b})+(${c}))`],
      ] as const) {
        const [gold, prediction] = termsOf(left, right)
        const found = new ResidueComparison(gold, prediction, freshBudget()).agreeForCertain() !== undefined
        expect(found).toBe(sameNormalForm(gold, prediction, freshBudget()))
      }
    }),
    { seed: 20, numRuns: 150 },
  )
})
