/**
 * A matcher for Vitest. Importing this module, in a test or in `setupFiles`, is all that is needed:
 *
 *     import 'mathverdict/vitest'
 *     expect(answer).toBeEquivalentTo('\\frac12')
 *
 * The matcher passes only for `equivalent`. Negated, it passes only for `different`: what could not be decided fails both, because a test
 * should not be green for an answer that nobody could read.
 */
import { expect } from 'vitest'
import { explain, type Gold, judge, type Options } from '../index.ts'

interface EquivalenceMatchers<R> {
  /** The prediction is equivalent to a gold answer, or to one of several. */
  toBeEquivalentTo(gold: Gold | readonly Gold[], options?: Options): R
}

declare module 'vitest' {
  // The parameter and its default have to be those of Vitest.
  // biome-ignore lint/suspicious/noExplicitAny: as Vitest declares it
  interface Matchers<T = any> extends EquivalenceMatchers<T> {}
}

/** The matcher by itself, for `expect.extend`. */
export function toBeEquivalentTo(
  this: { readonly isNot?: boolean },
  prediction: unknown,
  gold: Gold | readonly Gold[],
  options?: Options,
): { readonly pass: boolean; readonly message: () => string } {
  if (typeof prediction !== 'string') throw new TypeError(`Expected a prediction as a string, found ${typeof prediction}`)
  const [reference, ...references] = Array.isArray(gold) ? (gold as readonly Gold[]) : [gold as Gold]
  if (reference === undefined) throw new RangeError('Expected at least one gold answer, found an empty array')
  const verdict = judge({ prediction, reference, references }, options)
  const pass = verdict.outcome === 'equivalent' || (this.isNot === true && verdict.outcome === 'undecided')
  return { pass, message: () => explain(verdict) }
}

expect.extend({ toBeEquivalentTo })
