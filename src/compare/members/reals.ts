import { type Decision, different, equivalent, proved, undecided } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { isConstantTerm } from '../../canonical/term/property.ts'
import { type Cut, firstDifference, type RealSet, type Region, sameStructure } from '../../canonical/realset/realset.ts'
import { between, orderOfConstants } from '../../canonical/realset/lattice.ts'
import type { SetReading } from '../../canonical/realset/reading.ts'
import { termToText } from '../../canonical/term/text.ts'
import { some } from '../../tree/children.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Context } from '../comparer.ts'

/**
 * Whether two readings are the same set: end by end, so that written decimals may be rounded as the policy says, else
 * region by region, for a value that is in one of them only.
 */
export function compareRealSets(gold: SetReading, prediction: SetReading, context: Context): Decision {
  const [a] = gold.parts
  const [b] = prediction.parts
  if (gold.parts.length === 1 && prediction.parts.length === 1 && a !== undefined && b !== undefined) return compareParts(a, b, context)
  // Symbolic parts whose order is not known: one by one.
  const free = [...prediction.parts]
  const grounds: Ground[] = []
  for (const part of gold.parts) {
    const index = free.findIndex(other => {
      const decision = compareParts(part, other, context)
      if (decision.outcome === 'equivalent') grounds.push(decision)
      return decision.outcome === 'equivalent'
    })
    if (index < 0) return undecided('unsupported', 'both', 'sets with symbolic ends')
    free.splice(index, 1)
  }
  return free.length === 0
    ? equivalent('sets', allOf('regions-of-the-line', grounds))
    : undecided('unsupported', 'both', 'sets with symbolic ends')
}

function compareParts(gold: RealSet, prediction: RealSet, context: Context): Decision {
  if (gold.lattice !== prediction.lattice) {
    return different('sets', {
      what: 'members',
      reference: gold.lattice ? 'integers' : 'reals',
      prediction: prediction.lattice ? 'integers' : 'reals',
    })
  }
  const ends = gold.cuts.length === prediction.cuts.length ? compareEnds(gold.cuts, prediction.cuts, context) : undefined
  if (ends?.outcome === 'equivalent') {
    if (sameStructure(gold, prediction)) return ends
    return bracketWitness(gold, prediction)
  }
  const region = firstDifference(gold, prediction, orderOfConstants)
  if (region === 'equal') return proved('sets', 'regions-of-the-line')
  if (region !== undefined) return different('sets', () => regionWitness(region))
  if (ends !== undefined && sameStructure(gold, prediction)) return ends
  const symbolic = [...gold.cuts, ...prediction.cuts].some(cut => !isConstantTerm(cut.value))
  if (!symbolic) return undecided('indistinguishable', 'both')
  return different('sets', () => ({ what: 'ends', reference: endsText(gold), prediction: endsText(prediction) }))
}

function compareEnds(gold: readonly Cut[], prediction: readonly Cut[], context: Context): Decision {
  let open: Decision | undefined
  const grounds: Ground[] = []
  for (const [index, cut] of gold.entries()) {
    const decision = compareEnd(cut, prediction[index] as Cut, context)
    if (decision.outcome === 'different') return different('sets', () => ({ ...decision.witness, what: `end ${index + 1}` }))
    if (decision.outcome === 'undecided') open ??= decision
    else grounds.push(decision)
  }
  return open ?? equivalent('sets', allOf('regions-of-the-line', grounds))
}

/** Equal exactly, or as written numbers under the policy's rounding. */
function compareEnd(gold: Cut, prediction: Cut, context: Context): Decision {
  if (orderOfConstants(gold.value, prediction.value) === 0) return proved('sets', 'lowest-terms')
  if (gold.written && prediction.written && (hasDecimal(gold.written) || hasDecimal(prediction.written)))
    return context.member(gold.written, prediction.written)
  return decideEqual(gold.value, prediction.value, context.budget, context.note)
}

const hasDecimal = (tree: Tree): boolean => some(tree, node => node.type === 'number' && node.lexeme.includes('.'))

const endsText = (set: RealSet): string => set.cuts.map(cut => termToText(cut.value)).join(', ')

/** The ends are equal, but one of them belongs to one side only. */
function bracketWitness(gold: RealSet, prediction: RealSet): Decision {
  const region = gold.inside.findIndex((flag, index) => flag !== prediction.inside[index])
  const index = region >> 1
  const inGold = gold.inside[region] === true
  const at = gold.cuts[index]
  if (region % 2 === 1 && at !== undefined) return different('sets', () => membership(`the end ${termToText(at.value)}`, inGold))
  return different(
    'sets',
    regionWitness({
      type: 'gap',
      inLeft: inGold,
      ...(gold.cuts[index - 1] && { lower: gold.cuts[index - 1] as Cut }),
      ...(at && { upper: at }),
    }),
  )
}

function regionWitness(region: Region): { what: string; reference: string; prediction: string } {
  if (region.type === 'cut') return membership(`the point ${termToText(region.at.value)}`, region.inLeft)
  const sample = between(region.lower?.value, region.upper?.value, orderOfConstants)
  const place =
    sample === undefined
      ? [region.lower, region.upper].map(cut => (cut === undefined ? 'infinity' : termToText(cut.value))).join(' to ')
      : termToText(sample)
  return membership(`the value ${place}`, region.inLeft)
}

const membership = (what: string, inGold: boolean): { what: string; reference: string; prediction: string } => ({
  what,
  reference: inGold ? 'inside' : 'outside',
  prediction: inGold ? 'outside' : 'inside',
})
