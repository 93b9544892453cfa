import { type Ground, proof, type Theorem } from './ground.ts'

/**
 * What the ladder and the comparers answer. `different` carries a witness that a person can check,
 * `equivalent` says how it is known, `undecided` says why and by whose fault.
 */
export type Outcome = 'equivalent' | 'different' | 'undecided'
/** `proved`: by an exact argument. `likely`: by agreement far beyond coincidence, never by floating point alone. */
export type Certainty = Ground['certainty']
/** Whose text is the reason that nothing could be decided. */
export type Side = 'prediction' | 'reference' | 'both'

/** The argument that decided. Sorted; `docs/answers.md` explains each. */
export const strategies = [
  'canonical-form', // equal canonical terms, or unequal ones in a class whose form is unique
  'cas', // a computer algebra system that the caller asked; never more than likely
  'choices', // letters or options
  'conversion', // equal after converting units
  'curve', // same zero set
  'exact-number',
  'fingerprint', // values in prime fields
  'intervals', // disjoint rigorous intervals, or agreement of very narrow ones
  'kind', // kinds that can never be equal
  'members', // member by member
  'rounding', // a written decimal and its place
  'same-text',
  'same-tree',
  'sets', // as sets of reals
  'words',
] as const
export type Strategy = (typeof strategies)[number]

export const causes = [
  'budget-exhausted',
  'indistinguishable',
  'no-answer',
  'undefined-value',
  'unreadable-prediction',
  'unreadable-reference',
  'unsupported',
] as const
export type Cause = (typeof causes)[number]

/** Something that shows the difference: two values at a point, an element of one set only, two kinds, … */
export interface Witness {
  /** What was compared, in words of the kind: "value", "value at x = 3/2", "the end", "unit", "item 2". */
  readonly what: string
  /** The reference's side, as text that can be read again where it is a value. */
  readonly reference: string
  /** The prediction's side. */
  readonly prediction: string
  /** Values of variables at which the two sides differ, as exact text. */
  readonly at?: Readonly<Record<string, string>>
}

export type DecidedEquivalent = { readonly outcome: 'equivalent'; readonly by: Strategy } & Ground
export interface DecidedDifferent {
  readonly outcome: 'different'
  readonly by: Strategy
  readonly witness: Witness
}
export interface NotDecided {
  readonly outcome: 'undecided'
  readonly cause: Cause
  readonly side: Side
  /** The rung or part that gave up, for `budget-exhausted` and `unsupported`. */
  readonly detail?: string
}
export type Decision = DecidedEquivalent | DecidedDifferent | NotDecided

class LazilyDifferent implements DecidedDifferent {
  readonly outcome = 'different'
  readonly by: Strategy
  readonly #make: () => Witness
  #witness: Witness | undefined
  constructor(by: Strategy, make: () => Witness) {
    this.by = by
    this.#make = make
  }
  get witness(): Witness {
    this.#witness ??= this.#make()
    return this.#witness
  }
}

export const proved = (by: Strategy, theorem: Theorem): DecidedEquivalent => ({ outcome: 'equivalent', by, ...proof(theorem) })
/** @param bits to which values agree */
export const likely = (by: Strategy, bits: number): DecidedEquivalent => ({ outcome: 'equivalent', by, certainty: 'likely', bits })
/** Equivalent on a ground that was put together from parts. */
export const equivalent = (by: Strategy, ground: Ground): DecidedEquivalent => ({ outcome: 'equivalent', by, ...ground })
/** The witness is printed only when somebody asks for it; `verify` never does. */
export const different = (by: Strategy, witness: Witness | (() => Witness)): DecidedDifferent =>
  typeof witness === 'function' ? new LazilyDifferent(by, witness) : { outcome: 'different', by, witness }
export const undecided = (cause: Cause, side: Side, detail?: string): NotDecided =>
  detail === undefined ? { outcome: 'undecided', cause, side } : { outcome: 'undecided', cause, side, detail }
