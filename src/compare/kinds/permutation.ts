import { different, proved } from '../../canonical/ladder/decision.ts'
import { toText } from '../../latex/print/text.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Comparer } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Permutations in cycle form.
 *
 *     (1\,2\,3)          1 → 2 → 3 → 1, the same as (2\,3\,1)
 *     (1\,2\,3)(4\,5)    several cycles; where they meet, the right one comes first
 *
 * A cycle begins anywhere but runs one way. With commas a cycle looks like a point: the reference has to be written with
 * spaces, and a prediction with commas has to be a product of cycles or to keep the reference's order.
 */
export const comparePermutations: Comparer = (gold, prediction) => {
  const reference = goldCycles(gold)
  if (reference === undefined || !reference.some(cycle => cycle.length > 1)) return undefined
  const answer = cyclesOf(prediction, 'any')
  if (answer === undefined) return otherKind(gold, prediction)
  if (answer.length === 1 && cyclesOf(prediction, 'spaced') === undefined && answer[0]?.join() !== reference[0]?.join())
    return different('kind', () => ({ what: 'form', reference: 'a cycle', prediction: `${toText(prediction)}, which is a point` }))
  for (const element of new Set([...reference, ...answer].flat())) {
    const [to, other] = [imageOf(element, reference), imageOf(element, answer)]
    if (to !== other) return different('members', { what: `image of ${element}`, reference: to, prediction: other })
  }
  return proved('members', 'same-cycles')
}

/** Whether a gold is a permutation in cycles. */
export const isPermutation = (gold: Tree): boolean => goldCycles(gold)?.some(cycle => cycle.length > 1) === true

/** Cycles with spaces, or a product of cycles with commas that do not meet: a product of points is nothing. */
function goldCycles(gold: Tree): readonly Cycle[] | undefined {
  const spaced = cyclesOf(gold, 'spaced')
  if (spaced !== undefined || gold.type !== 'times' || gold.written !== 'juxtaposed') return spaced
  const cycles = cyclesOf(gold, 'any')
  const elements = cycles?.flat() ?? []
  return cycles?.every(cycle => cycle.length > 1) === true && new Set(elements).size === elements.length ? cycles : undefined
}

type Cycle = readonly string[]

/** Where a product of cycles takes an element; the rightmost cycle is applied first. */
function imageOf(element: string, cycles: readonly Cycle[]): string {
  let at = element
  for (let index = cycles.length - 1; index >= 0; index--) {
    const cycle = cycles[index] as Cycle
    const place = cycle.indexOf(at)
    if (place >= 0) at = cycle[(place + 1) % cycle.length] as string
  }
  return at
}

/** More cycles, and longer ones, are no answer. */
const mostCycles = 50
const mostElements = 200

function cyclesOf(tree: Tree, commas: 'spaced' | 'any'): readonly Cycle[] | undefined {
  const factors = tree.type === 'times' && tree.written !== 'cross' ? tree.factors : [tree]
  if (factors.length > mostCycles) return undefined
  const cycles: Cycle[] = []
  for (const factor of factors) {
    const cycle = cycleOf(factor, commas)
    if (cycle === undefined) return undefined
    cycles.push(cycle)
  }
  // A fixed point alone is a number in parentheses.
  return factors.length === 1 && cycles[0]?.length === 1 ? undefined : cycles
}

/** Different positive integers in round parentheses. */
function cycleOf(tree: Tree, commas: 'spaced' | 'any'): Cycle | undefined {
  if (tree.type !== 'fenced' || tree.open !== '(' || tree.close !== ')') return undefined
  const [only] = tree.items
  let items: readonly Tree[] = tree.items
  if (tree.items.length === 1 && only?.type === 'list') {
    if (only.separator !== 'space') return undefined
    items = only.items
  } else if (tree.items.length > 1 && commas === 'spaced') return undefined
  if (items.length > mostElements) return undefined
  const elements = items.map(item => (item.type === 'number' && /^[1-9][0-9]*$/.test(item.lexeme) ? item.lexeme : undefined))
  if (elements.some(element => element === undefined) || new Set(elements).size !== elements.length) return undefined
  const [digits] = elements as [string]
  // `(123)`: one digit each.
  const compact = elements.length === 1 && digits.length > 1 ? [...digits] : undefined
  if (compact === undefined) return elements as Cycle
  return commas === 'any' && new Set(compact).size === compact.length ? compact : undefined
}
