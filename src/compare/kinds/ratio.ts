import { type Decision, different, equivalent, undecided } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { sameName } from '../../canonical/meaning/prefix.ts'
import { gcdIntegers } from '../../exact/integer.ts'
import { numberTree } from '../../latex/wording/lexicon.ts'
import { parse } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { conversion } from '../../latex/units/units.ts'
import type { Tree } from '../../tree/tree.ts'
import { readClock } from '../calendar/clock.ts'
import type { Comparer, Context } from '../comparer.ts'
import { inOrder } from '../members/compose.ts'
import { asQuantity } from '../quantity/measure.ts'
import { otherKind } from '../other-kind.ts'
import { convert, type Quantity } from '../quantity/parts.ts'
import { hasText, spelled } from '../wording/spelling.ts'

/**
 * Ratios: `3:4`, `6:8`, "3 to 4", `1:\sqrt3:2`. Two are the same when their parts are proportional; a ratio of two parts
 * is also the quotient `3/4`. Parts with units are brought to one unit first.
 */
export const compareRatios: Comparer = (gold, prediction, context) => {
  const decision = compareAsRatios(gold, prediction, context)
  // `12:30` is a time of day, or a ratio that nobody has reduced: whether `2:5` is meant stays open.
  return decision?.outcome === 'equivalent' && mayBeClock(gold) && spelled(gold) !== spelled(prediction)
    ? undecided('unsupported', 'reference', 'a time of day or a ratio')
    : decision
}

const compareAsRatios: Comparer = (gold, prediction, context) => {
  const reference = partsOf(gold)
  const answer = partsOf(prediction)
  if (reference === undefined) {
    // A quotient as gold meets a ratio of two parts.
    // Nothing to something is no number: `0:17` is as likely a time.
    if (answer?.length !== 2 || !isQuotient(gold) || answer.some(isZero)) return undefined
    // "two to one" is no 2.
    if (gold.type === 'number' && prediction.type === 'text') return undefined
    return context.member(gold, quotient(answer))
  }
  if (reference.every(isZero)) return undecided('undefined-value', answer?.every(isZero) === true ? 'both' : 'reference')
  if (answer === undefined) {
    if (reference.length === 2 && isUnitless(prediction) && !reference.some(isZero)) return context.member(quotient(reference), prediction)
    return otherKind(gold, prediction)
  }
  if (answer.length !== reference.length)
    return different('members', () => ({ what: 'number of parts', reference: String(reference.length), prediction: String(answer.length) }))
  // `0:2` and `0:1` are scores, and no ratio of anything.
  if (reference.length === 2 && reference.some(isZero))
    return inOrder(reference, answer, context.member, 'members', index => `part ${index + 1}`)
  return proportional(reference, answer, context)
}

function mayBeClock(tree: Tree): boolean {
  const clock = tree.type === 'colon' ? readClock(spelled(tree) ?? '') : undefined
  return clock?.digital === true && gcdIntegers(clock.hour, clock.minute) > 1
}

/** Whether a gold is a ratio, or a quotient that a ratio may equal. */
export const isRatio = (gold: Tree): boolean => isQuotient(gold) || partsOf(gold) !== undefined

/** `a_i · b_j = b_i · a_j` for every pair of parts; parts that are all zero are no ratio. */
function proportional(gold: readonly Tree[], prediction: readonly Tree[], context: Context): Decision {
  if (prediction.every(isZero))
    return different('members', { what: 'ratio', reference: gold.map(toText).join(':'), prediction: prediction.map(toText).join(':') })
  let open: Decision | undefined
  const grounds: Ground[] = []
  for (let i = 1; i < gold.length; i++) {
    for (let j = 0; j < i; j++) {
      // Against a part that is not zero, one product for each part is enough.
      if (j > 0 && !(isZero(gold[0] as Tree) || isZero(prediction[0] as Tree))) break
      context.budget.spend(1)
      const [a, b, c, d] = [gold[i] as Tree, gold[j] as Tree, prediction[i] as Tree, prediction[j] as Tree]
      const decision = context.member(times(a, d), times(c, b))
      if (decision.outcome === 'different')
        return different('members', {
          what: `ratio of part ${j + 1} to part ${i + 1}`,
          reference: `${toText(b)}:${toText(a)}`,
          prediction: `${toText(d)}:${toText(c)}`,
        })
      if (decision.outcome === 'undecided') open ??= decision
      else grounds.push(decision)
    }
  }
  return open ?? equivalent('members', allOf('proportional-parts', grounds))
}

/**
 * The value of a named ratio in the order of the gold's names: `BC:AB=3:2` and `\frac{AB}{BC}=\frac23` for `AB:BC`. `undefined` where the
 * names are others.
 */
export function ratioNamed(gold: Tree | undefined, name: Tree | undefined, value: Tree): Tree | undefined {
  const [names, others] = [namesOf(gold), namesOf(name)]
  const values = value.type === 'colon' ? value.parts : [value, one]
  if (names === undefined || others?.length !== names.length || values.length !== names.length || names.length > 6) return undefined
  const places = names.map(own => others.findIndex(other => sameName(own, other)))
  if (places.includes(-1) || new Set(places).size < places.length) return undefined
  return { type: 'colon', parts: places.map(place => values[place] as Tree) }
}

const one: Tree = { type: 'number', lexeme: '1' }
const namesOf = (tree: Tree | undefined): readonly Tree[] | undefined =>
  tree?.type === 'colon' ? tree.parts : tree?.type === 'divide' ? [tree.numerator, tree.denominator] : undefined

const times = (a: Tree, b: Tree): Tree => ({ type: 'times', factors: [a, b], written: 'cdot' })
const quotient = (parts: readonly Tree[]): Tree => ({
  type: 'divide',
  numerator: parts[0] as Tree,
  denominator: parts[1] as Tree,
  written: 'bar',
})
const isZero = (tree: Tree): boolean => tree.type === 'number' && /^0*(?:\.0*)?$/.test(tree.lexeme)

function isQuotient(tree: Tree): boolean {
  if (tree.type === 'number') return true
  return (tree.type === 'divide' || tree.type === 'root' || tree.type === 'times') && isUnitless(tree)
}

/** `6 m/s` is a speed, and no ratio of 6 to 1. */
const isUnitless = (tree: Tree): boolean => !hasText(tree) && asQuantity(tree) === undefined

function partsOf(tree: Tree): readonly Tree[] | undefined {
  if (tree.type === 'colon') return tree.parts.length < 2 ? undefined : unitless(tree.parts)
  if (tree.type !== 'text' || tree.value.length > 60) return undefined
  const said = tree.value.split(/ (?:is )?to | ?比 ?/)
  if (said.length < 2 || said.length > 6 || said.some(part => part === '' || part.includes(' '))) return undefined
  const parts = said.map(part => numberTree(part) ?? parse(part).tree)
  return parts.every(part => part.type === 'number' || part.type === 'divide' || part.type === 'root' || part.type === 'times') &&
    !parts.some(hasText)
    ? parts
    : undefined
}

/** `3 cm : 1 m`: both in the first unit. Parts that count different things keep their numbers. */
function unitless(parts: readonly Tree[]): readonly Tree[] | undefined {
  const quantities = parts.map(part => asQuantity(part))
  if (!quantities.some(quantity => quantity !== undefined)) return parts.some(hasText) ? undefined : parts
  // `3 cm : 4` leaves open what the 4 is.
  if (quantities.some(quantity => quantity === undefined)) return undefined
  const first = quantities.find((quantity): quantity is Quantity => quantity !== undefined) as Quantity
  return parts.map((part, i) => {
    const quantity = quantities[i]
    if (quantity === undefined) return part
    const by = conversion(quantity.unit, first.unit)
    return by === undefined ? quantity.value : convert(quantity.value, by)
  })
}
