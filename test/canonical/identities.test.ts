import { expect, test } from 'vitest'
import { judge } from '../../src/index.ts'
import { identitiesWithMisses } from './identities.ts'

test.each(identitiesWithMisses)('%s is %s and not %s', (reference, equal, miss) => {
  expect(judge({ reference, prediction: equal }).outcome).toBe('equivalent')
  expect(judge({ reference, prediction: miss }).outcome).not.toBe('equivalent')
})
