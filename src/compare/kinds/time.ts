import { type Decision, different, proved } from '../../canonical/ladder/decision.ts'
import { toText } from '../../latex/print/text.ts'
import { unitOf } from '../../latex/units/units.ts'
import type { NumberNode, TimesNode, Tree } from '../../tree/tree.ts'
import { type Clock, readClock, sameClock } from '../calendar/clock.ts'
import type { Comparer, Context } from '../comparer.ts'
import { asQuantity } from '../quantity/measure.ts'
import { otherKind } from '../other-kind.ts'
import { hasText, spelled } from '../wording/spelling.ts'

/**
 * Times of day, and spans written with a colon.
 *
 * `a:b` is a time of day when one side says so: AM or PM, a leading zero, `o'clock`, a declaration. A gold like `2:30`,
 * two digits of minutes and not in lowest terms, is one too, because a key gives a ratio in lowest terms; it stays a
 * ratio against a prediction that is one in lowest terms (`10:15` and `2:3`). Against a span (`1:40` and `100 minutes`)
 * a colon separates hours and minutes, or minutes and seconds where the other side counts seconds.
 */
export const compareTimes: Comparer = (gold, prediction, context) => {
  const span = asSpan(gold, prediction, context)
  if (span !== undefined) return span
  const [reference, answer] = [clockOf(gold), clockOf(prediction)]
  const other = (): Decision => otherKind(gold, prediction)
  // A ratio, `3:2`, is no time of day, `9:06`.
  if (reference === undefined) return answer?.explicit && wholeParts(gold) !== undefined ? other() : undefined
  const declared = context.spec.type === 'time'
  if (!declared && !reference.explicit && answer?.explicit !== true && !isLikelyClock(gold, prediction)) return undefined
  // `8am` may be a product; only another time of day makes it one.
  if (answer === undefined) return gold.type === 'times' && !hasText(gold) ? undefined : other()
  return sameClock(reference, answer)
    ? proved('exact-number', 'same-moment')
    : different('exact-number', () => ({ what: 'time', reference: toText(gold), prediction: toText(prediction) }))
}

/** Whether a gold is a clock time or a duration. */
export function isTime(gold: Tree): boolean {
  return gold.type === 'colon' || clockOf(gold) !== undefined || asQuantity(gold)?.unit.dimensions.get('s') === 1
}

function clockOf(tree: Tree): Clock | undefined {
  if (tree.type !== 'colon' && tree.type !== 'text' && (tree.type !== 'times' || !(hasText(tree) || isLettered(tree)))) return undefined
  const text = spelled(tree)
  return text === undefined ? undefined : readClock(text)
}

/** `8 am`, `15h30`: a numeral with one or two letters. */
const isLettered = ({ factors }: TimesNode): boolean =>
  factors.length <= 3 && factors[0]?.type === 'number' && factors.slice(1).every(({ type }) => type === 'symbol' || type === 'number')

/** `2:30` is no ratio in lowest terms; see above. */
function isLikelyClock(gold: Tree, prediction: Tree): boolean {
  const reference = wholeParts(gold)
  if (reference === undefined || reference.length !== 2 || gcd(reference) === 1) return false
  const answer = wholeParts(prediction)
  if (answer === undefined) return false
  const clock = clockOf(prediction)
  return clock !== undefined || gcd(answer) !== 1
}

function wholeParts(tree: Tree): readonly number[] | undefined {
  if (tree.type !== 'colon') return undefined
  const parts: number[] = []
  for (const part of tree.parts) {
    if (part.type !== 'number' || !/^\d{1,6}$/.test(part.lexeme)) return undefined
    parts.push(Number(part.lexeme))
  }
  return parts
}

function gcd(numbers: readonly number[]): number {
  let divisor = 0
  for (const number of numbers) {
    let [a, b] = [divisor, number]
    while (b !== 0) [a, b] = [b, a % b]
    divisor = a
  }
  return divisor
}

/** One side with a colon, the other with units of time: compared as spans. */
function asSpan(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const [written, other] = gold.type === 'colon' ? [gold, prediction] : [prediction, gold]
  const named = withoutUnit(written)
  const parts = wholeParts(named?.colon ?? written)
  if (parts === undefined || parts.length > 3 || other.type === 'colon') return undefined
  const span = asQuantity(other)
  if (span === undefined || span.unit.dimensions.size !== 1 || span.unit.dimensions.get('s') !== 1) return undefined
  const [second, minute] = [unitOf('s'), unitOf('min')]
  const seconds = span.unit.num === second?.num || (span.value.type === 'plus' && span.unit.num === minute?.num)
  const minutes = named === undefined ? seconds : named.unit === 'min'
  const units = parts.length === 3 ? ['h', 'min', 's'] : minutes ? ['min', 's'] : ['h', 'min']
  if (parts.some((part, i) => i > 0 && part > 59)) return undefined
  const factors = parts.map(
    (part, i): Tree => ({ type: 'times', factors: [numeral(part), { type: 'text', value: units[i] as string }], written: 'juxtaposed' }),
  )
  const whole: Tree = { type: 'times', factors, written: 'juxtaposed' }
  return gold === written ? context.member(whole, prediction) : context.member(gold, whole)
}

/** `2:30 h`, `5:30 min`: the unit of the first part behind the last. */
function withoutUnit(tree: Tree): { readonly colon: Tree; readonly unit: 'h' | 'min' } | undefined {
  const last = tree.type === 'colon' ? asQuantity(tree.parts[tree.parts.length - 1] as Tree) : undefined
  if (tree.type !== 'colon' || last === undefined || (last.unit.label !== 'h' && last.unit.label !== 'min')) return undefined
  return { colon: { ...tree, parts: [...tree.parts.slice(0, -1), last.value] }, unit: last.unit.label }
}

const numeral = (value: number): NumberNode => ({ type: 'number', lexeme: String(value) })
