import type { Strategy } from '../canonical/ladder/decision.ts'
import type { Equivalent } from '../compare/verdict.ts'
import { sameAs } from './kinds.ts'
import type { Quoting } from './quote.ts'

/** What `equivalent` by each strategy means, after "A and B …"; once for a proof, once for what is likely. */
const sentences = {
  'canonical-form': {
    proved: 'have the same canonical form',
    likely: 'have canonical forms that agree as far as they are understood',
  },
  cas: {
    proved: 'are equal for a computer algebra system',
    likely: 'are very probably equal: a computer algebra system simplifies their difference to zero',
  },
  choices: {
    proved: 'make the same choice',
    likely: 'choose options that very probably say the same',
  },
  conversion: {
    proved: 'are the same quantity after conversion of units',
    likely: 'are very probably the same quantity after conversion of units',
  },
  curve: {
    proved: 'have the same solutions',
    likely: 'very probably have the same solutions: their ratio has no zero at the points that were tried',
  },
  'exact-number': {
    proved: 'are exactly the same number',
    likely: 'are very probably the same number',
  },
  fingerprint: {
    proved: 'take the same values in enough prime fields to be the same expression',
    likely: 'take the same values in several prime fields at points drawn from both texts',
  },
  intervals: {
    proved: 'lie in the same rigorous interval, which holds only one candidate',
    likely: 'agree to far more digits than different values of their size could',
  },
  kind: {
    proved: 'are answers of a kind that has only one member',
    likely: 'are answers of the same kind with nothing found to tell them apart',
  },
  members: {
    proved: 'agree member by member',
    likely: 'very probably agree member by member',
  },
  rounding: {
    proved: 'agree to the last digit that is written',
    likely: 'very probably agree to the last digit that is written',
  },
  'same-text': {
    proved: 'are the same text',
    likely: 'are the same text, which was not read further',
  },
  'same-tree': {
    proved: 'are the same up to notation',
    likely: 'are the same up to notation, with parts that were not read further',
  },
  sets: {
    proved: 'are the same set',
    likely: 'are very probably the same set',
  },
  words: {
    proved: 'say the same in words',
    likely: 'very probably say the same in words',
  },
} as const satisfies Record<Strategy, Readonly<Record<Equivalent['certainty'], string>>>

/** One sentence without its headline: what makes the two answers the same. */
export function whyEquivalent(verdict: Equivalent, quote: Quoting): string {
  const { by, certainty, kind, prediction, reference } = verdict
  if (prediction === reference && certainty === 'proved') return `both are written ${quote.answer(reference)}.`
  const own = certainty === 'proved' ? sameAs(kind, by) : undefined
  return `${quote.answer(prediction)} and ${quote.answer(reference)} ${own ?? sentences[by][certainty]}.`
}
