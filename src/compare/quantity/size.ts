import type { Decision } from '../../canonical/ladder/decision.ts'
import { toText } from '../../latex/print/text.ts'
import { parse } from '../../latex/parse.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Context } from '../comparer.ts'
import { matched } from '../members/compose.ts'
import { asQuantity } from './measure.ts'
import { otherKind } from '../other-kind.ts'
import { spelled } from '../wording/spelling.ts'

/**
 * The sides of a figure: `5 cm by 4 cm`, `5\text{ cm}\times4\text{ cm}`, `5 by 4 by 3 cm`.
 *
 * Lengths stand in any order. Without a unit, `3 by 4` may be the shape of a matrix, whose rows come first.
 *
 * @returns `undefined` when the gold tells no sides in words
 */
export function compareSizes(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const sides = sidesInWords(gold)
  if (sides === undefined) return undefined
  const given = sidesInWords(prediction) ?? sidesInSigns(prediction)
  return given === undefined ? otherKind(gold, prediction) : matched(sides, given, context.member, context.budget, toText)
}

function sidesInWords(tree: Tree): readonly Tree[] | undefined {
  const text = tree.type === 'text' || tree.type === 'times' ? spelled(tree) : undefined
  if (text === undefined || text.length > 80 || !text.includes(' by ')) return undefined
  const parts = text.split(' by ').map(part => parse(part).tree)
  const last = parts[parts.length - 1] as Tree
  const unit = last.type === 'times' ? last.factors[last.factors.length - 1] : undefined
  // `5 by 4 cm`: the unit of the last side is that of all.
  const sides = parts.map((part): Tree => (part.type === 'number' && unit !== undefined ? measured(part, unit) : part))
  return sides.length < 4 && sides.every(isLength) ? sides : undefined
}

const measured = (value: Tree, unit: Tree): Tree => ({ type: 'times', factors: [value, unit], written: 'juxtaposed' })

const isLength = (tree: Tree): boolean => {
  const dimensions = asQuantity(tree)?.unit.dimensions
  return dimensions?.size === 1 && dimensions.get('m') === 1
}

/** `5\text{ cm}\times4\text{ cm}`: the parser binds each unit to what stands before it. */
function sidesInSigns(tree: Tree): readonly Tree[] | undefined {
  if (tree.type !== 'times' || tree.written !== 'cross') return undefined
  return tree.factors.length < 4 && tree.factors.every(isLength) ? tree.factors : undefined
}
