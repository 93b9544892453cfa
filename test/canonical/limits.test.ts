import { expect, test } from 'vitest'
import { judge } from '../../src/index.ts'

test.each([
  ['e^{10^{-4000}}', '1+10^{-4000}', 'normal-form'],
  [
    String.raw`\sqrt{2+\sqrt{2+\sqrt{2+\sqrt{2+\sqrt{2+\sqrt2}}}}}+10^{-5000}`,
    String.raw`2\cos\frac{\pi}{128}+10^{-5000}`,
    'separation-bound',
  ],
  [String.raw`\sum_{k=1}^{20000}\sin k`, '1', 'intervals'],
  [String.raw`\int_0^\infty\frac{x^3}{e^x-1}dx`, String.raw`16\int_0^\infty\frac{x^3}{e^{2x}-1}dx`, 'estimates'],
])('%s against %s runs dry in %s', (reference, prediction, detail) => {
  expect(judge({ reference, prediction })).toMatchObject({ outcome: 'undecided', cause: 'budget-exhausted', detail })
})
