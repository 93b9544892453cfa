import { conversion, countingUnit, hasDimensions, nounsAgree, type Unit } from '../../latex/units/units.ts'
import type { Tree } from '../../tree/tree.ts'
import { itemsOf } from '../members/items.ts'
import { asQuantity } from './measure.ts'

/**
 * What the members of a bare list say of themselves.
 *
 * "3 cats and 5 dogs", `6 cm^2, 12 cm` and `P(1,2), Q(3,4)` tell their members apart by their units or names: the order of
 * such a list does not matter as long as the other side tells them apart, too. Bare values (`5, 3`) stand for them only in
 * the order of the gold.
 */

/** Longer lists are measured by nobody; pairs of members are looked at. */
const maxMembers = 12

/** Whether each member says whose value it is, and no two say the same. */
export function tellApart(items: readonly Tree[]): boolean {
  if (items.length < 2 || items.length > maxMembers) return false
  const points = items.map(item => itemsOf(item).point)
  if (points.every(point => point !== undefined)) return true
  const units = items.map(unitIn)
  return units.every((unit, i) => unit !== undefined && units.slice(0, i).every(other => other !== undefined && areApart(unit, other)))
}

/** Whether a member says whose value it is. */
export const saysWhose = (item: Tree): boolean =>
  item.type === 'labelled' || item.type === 'relation' || itemsOf(item).point !== undefined || unitIn(item) !== undefined

/** Labels as units where the gold counts things: `cats: 3` beside "3 cats". */
export function withUnits(gold: readonly Tree[], prediction: readonly Tree[]): readonly Tree[] {
  if (!prediction.some(item => item.type === 'labelled') || !tellApart(gold)) return prediction
  return prediction.map(item => {
    if (item.type !== 'labelled' || item.body.type !== 'number' || countingUnit(item.label) === undefined) return item
    return { type: 'times', factors: [item.body, { type: 'text', value: item.label }], written: 'juxtaposed' }
  })
}

const unitIn = (item: Tree): Unit | undefined => {
  const unit = asQuantity(item)?.unit
  return unit !== undefined && (hasDimensions(unit) || unit.nouns.length > 0) ? unit : undefined
}

const areApart = (a: Unit, b: Unit): boolean => conversion(a, b) === undefined || !nounsAgree(a.nouns, b.nouns)
