/**
 * Why two answers are held for the same.
 *
 * A proof names the theorem or the normal form that it rests on, what is likely says to how many bits values agree. Neither
 * can be built without: `proved(by, theorem)`, `likely(by, bits)`.
 */

/** Theorems, normal forms and conventions, each as a sentence. Sorted. */
export const theorems = {
  'algebraic-separation': 'an algebraic number that is smaller than its separation bound is 0',
  'canonical-terms': 'both have the same canonical term, and its constructors keep the value',
  'cases-of-membership': 'sets are the same when an element belongs to both or to neither, in every case of where it lies',
  'congruence-of-parts': 'equal parts under the same operations make equal wholes; what is left has the normal form 0',
  'direct-factors': 'finite abelian groups are the same when their cyclic factors of prime power order are',
  'formulas-up-to-order': 'and, or, exclusive or and equivalence are commutative and associative',
  'groebner-basis': 'systems of polynomials have the same complex solutions when each vanishes on those of the other, by Gröbner bases',
  'lowest-terms': 'a rational number has one form in lowest terms',
  'letters-for-parts': 'an identity that holds for every value of a letter holds for what is put in its place',
  'logarithms-of-products': 'sums of logarithms are equal when the products that they are the logarithms of are',
  'linear-form-in-logarithms': 'a linear form in logarithms or arctangents vanishes when the algebraic number that it stands for is 1',
  'linear-system': 'linear systems have the same solutions when they have the same reduced echelon form',
  'matched-members': 'a perfect matching pairs equal members',
  'ordered-members': 'the members in the same places are equal',
  'positive-ratio': 'the ratio is a constant of the right sign, by which a relation may be multiplied',
  'proportional-parts': 'products of parts across are equal',
  'quotient-of-polynomials': 'quotients of polynomials over the same kernels are equal when their cross products are',
  'regions-of-the-line': 'sets of reals are the same when they hold the same ends and the same gaps between them',
  'residue-classes': 'progressions are the same when they take the same residues modulo a common step',
  'residues-cover-integers': 'a statement about integers holds when it holds in every class of a modulus',
  'rounding-interval': 'the exact value lies in the interval that a written decimal or a tolerance leaves, by rigorous bounds',
  'same-cycles': 'permutations are the same when they send every element to the same place',
  'same-digits': 'numerals are the same when their digits and bases are',
  'same-figure': 'a figure keeps its name under the symmetries of its kind',
  'same-marks': 'options are the same when their marks are',
  'same-moment': 'dates and times are the same when their parts are',
  'same-text': 'both are the same text',
  'same-tree': 'both are the same up to notation',
  'same-words': 'both say the same words, up to case, articles, plural and what means the same',
  'same-zeros': 'equations have the same solutions when what is left of each after the common factor has no zero of its own',
} as const satisfies Readonly<Record<string, string>>
export type Theorem = keyof typeof theorems

/** Known for certain, by a theorem. */
export interface Proof {
  readonly certainty: 'proved'
  /** What the proof rests on; `theorems` has it as a sentence. */
  readonly theorem: Theorem
}
/** Not proved: values agree to so many bits, far more than were written. */
export interface Agreement {
  readonly certainty: 'likely'
  /** Bits to which values agree, or 0 where a computer algebra system gave its word for it. */
  readonly bits: number
  /** Residues that were compared at random points modulo random primes, where it is these that agree. */
  readonly residues?: number
}
export type Ground = Proof | Agreement

export const proof = (theorem: Theorem): Proof => ({ certainty: 'proved', theorem })

/** A whole whose parts are the same: proved when every part is, and otherwise as sure as the least sure one. */
export const allOf = (theorem: Theorem, parts: readonly Ground[]): Ground => {
  let least: Agreement | undefined
  for (const part of parts) if (part.certainty === 'likely' && (least === undefined || part.bits < least.bits)) least = part
  return least ?? proof(theorem)
}

/** A ground as a step of a trace. */
export const groundText = (ground: Ground): string => {
  if (ground.certainty === 'proved') return `${ground.theorem}: ${theorems[ground.theorem]}`
  if (ground.residues !== undefined)
    return `residues at ${ground.residues} random points modulo random primes agree, by chance with odds below 2^-${ground.bits}`
  return ground.bits === 0
    ? 'on the word of a computer algebra system'
    : `values agree to ${ground.bits} bits, 96 or more beyond what is written`
}
