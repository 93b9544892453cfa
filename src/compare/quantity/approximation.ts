import { interpret } from '../../canonical/meaning/interpret.ts'
import { insideClosed, isConstant } from '../../canonical/ladder/order.ts'
import { scopeOf } from '../../canonical/meaning/scope.ts'
import { add, HALF, multiply, power, rational, subtract } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import type { Tree } from '../../tree/tree.ts'
import { writtenDecimal } from '../numeral/decimal-form.ts'
import { asQuantity } from './measure.ts'

/**
 * Whether what follows `\approx` is a correct rounding of the value before it, whatever its digits.
 *
 * @returns `undefined` when one side is no constant
 */
export function approximates(exact: Tree, approximation: Tree, budget: Budget): boolean | undefined {
  const decimal = writtenDecimal(asQuantity(approximation)?.value ?? approximation)
  const tree = asQuantity(exact)?.value ?? exact
  const term = interpret(tree, scopeOf(tree, tree), budget)
  if (decimal === undefined || term === undefined || !isConstant(term)) return undefined
  const radius = multiply(HALF, power(rational(10, 1), -decimal.places))
  return insideClosed(term, subtract(decimal.value, radius), add(decimal.value, radius), budget)
}
