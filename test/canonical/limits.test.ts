import { expect, test } from 'vitest'
import { judge } from '../../src/index.ts'

test.each([
  ['e^{10^{-4000}}', '1+10^{-4000}', 'normal-form'],
  [String.raw`\int_0^\infty\frac{\sin x}{x}dx`, String.raw`\frac{\pi}{2}`, 'estimates'],
])('%s against %s runs dry in %s', (reference, prediction, detail) => {
  expect(judge({ reference, prediction })).toMatchObject({ outcome: 'undecided', cause: 'budget-exhausted', detail })
})
