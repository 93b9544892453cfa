import { expect, test } from 'vitest'
import { judge } from '../../src/index.ts'
import { textbook, undecidedYet } from './textbook.ts'

test.each(textbook)('%s %s %s', (...row) => {
  const [reference, prediction] = row.length === 3 ? [row[1], row[2]] : [row[0], row[1]]
  expect(judge({ reference, prediction }).outcome).toBe(row.length === 3 ? 'different' : 'equivalent')
})
test.each(undecidedYet)('%s and %s are left open', (reference, prediction) => {
  expect(judge({ reference, prediction }).outcome).toBe('undecided')
})
