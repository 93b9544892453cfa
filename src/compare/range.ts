import { type Decision, undecided } from '../canonical/ladder/decision.ts'
import type { Tree } from '../tree/tree.ts'
import type { Context } from './comparer.ts'
import { inOrder } from './members/compose.ts'
import { isDate } from './kinds/date.ts'
import { rangeIn } from './quantity/measure.ts'
import { spelled } from './wording/spelling.ts'

/**
 * A gold `20-30`: from 20 to 30, or a difference that nobody has worked out.
 *
 * Which one is meant only the question tells: the same range is accepted, and a value that would be that of the difference
 * stays open. `30-20` is arithmetic.
 *
 * @returns `undefined` when the gold is no such pair
 */
export function compareRanges(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const range = rangeIn(gold)
  // Of years it is a date.
  if (range === undefined || range[1].type !== 'number' || isDate(gold)) return undefined
  const given = rangeIn(prediction) ?? rangeInWords(prediction)
  if (given !== undefined) return inOrder(range, given, context.member)
  return undecided('unsupported', 'reference', 'a range or a difference')
}

/** "20 to 30", "from 20 to 30", "between 20 and 30", 20至30. */
function rangeInWords(tree: Tree): readonly Tree[] | undefined {
  const text = tree.type === 'text' || tree.type === 'times' || tree.type === 'list' ? spelled(tree) : undefined
  if (text === undefined || text.length > 60) return undefined
  const found = /^(?:from )?(\d+) ?(?:to|到|至) ?(\d+)$|^between (\d+) and (\d+)$/i.exec(text.trim())
  if (found === null) return undefined
  return [found[1] ?? found[3], found[2] ?? found[4]].map((lexeme): Tree => ({ type: 'number', lexeme: lexeme as string }))
}
