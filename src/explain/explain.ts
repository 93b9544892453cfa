/**
 * Why was it decided like this?
 *
 * A verdict is told in one or two sentences: a headline for the outcome, then what the strategy or the cause found. Each
 * outcome has a table with a row for every strategy or cause, which the compiler checks for completeness; sentences take
 * their words from the verdict alone, so that a stored verdict can be explained later.
 */
import type { Verdict } from '../compare/verdict.ts'
import { whyDifferent } from './different.ts'
import { whyEquivalent } from './equivalent.ts'
import { plain, type Quoting } from './quote.ts'
import { whyUndecided } from './undecided.ts'

/**
 * One or two sentences for a person: outcome, reason, and for an undecided verdict what to do.
 *
 * @example
 * explain(judge({ prediction: '0.5', reference: '\\frac12' })) // 'Equivalent: "0.5" and "\\frac12" are exactly the same number.'
 */
export function explain(verdict: Verdict): string {
  return `${headline(verdict)}: ${reason(verdict, plain)}`
}

/** The outcome in words. */
export function headline(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'equivalent':
      return verdict.certainty === 'proved' ? 'Equivalent' : 'Very probably equivalent'
    case 'different':
      return 'Different'
    case 'undecided':
      return 'Undecided'
  }
}

/** The sentences behind the headline. */
export function reason(verdict: Verdict, quote: Quoting): string {
  switch (verdict.outcome) {
    case 'equivalent':
      return whyEquivalent(verdict, quote)
    case 'different':
      return whyDifferent(verdict, quote)
    case 'undecided':
      return whyUndecided(verdict, quote)
  }
}
