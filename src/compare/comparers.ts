import { compareBaseNumerals } from './base-numeral.ts'
import { compareChoices } from './choice.ts'
import { compareLists, compareSets, compareTuples } from './collection.ts'
import type { Comparer } from './comparer.ts'
import { compareCongruences } from './congruence.ts'
import { compareDates } from './date.ts'
import { compareEquations } from './equation.ts'
import { compareFamilies } from './family.ts'
import { compareIntervals } from './interval.ts'
import type { Kind } from './kind.ts'
import { compareMatrices } from './matrix.ts'
import { compareParts } from './parts.ts'
import { comparePiecewise } from './piecewise.ts'
import { compareQuantities } from './quantity.ts'
import { compareRatios } from './ratio.ts'
import { compareSequences } from './sequence.ts'
import { compareTimes } from './time.ts'
import { compareExpressions, compareNumbers } from './value.ts'
import { compareWords } from './words.ts'

/** The compiler asks for a row when a kind is added. */
export const comparers = {
  'base-numeral': compareBaseNumerals,
  choice: compareChoices,
  congruence: compareCongruences,
  date: compareDates,
  equation: compareEquations,
  expression: compareExpressions,
  family: compareFamilies,
  interval: compareIntervals,
  list: compareLists,
  matrix: compareMatrices,
  number: compareNumbers,
  parts: compareParts,
  piecewise: comparePiecewise,
  quantity: compareQuantities,
  ratio: compareRatios,
  sequence: compareSequences,
  set: compareSets,
  time: compareTimes,
  tuple: compareTuples,
  words: compareWords,
} satisfies Record<Kind, Comparer>

/**
 * The order in which readings of a gold are tried, most specific first.
 *
 * - `alone`: a gold that has this reading has no other (a clock time is no ratio, a sequence of moves no list)
 * - `bare`: what may stand around a value is taken off the prediction first (`x=5` for 5)
 */
export const readings: readonly { readonly kind: Kind; readonly alone: boolean; readonly bare: boolean }[] = [
  { kind: 'choice', alone: true, bare: false },
  { kind: 'parts', alone: true, bare: false },
  { kind: 'date', alone: true, bare: true },
  { kind: 'time', alone: true, bare: true },
  { kind: 'base-numeral', alone: true, bare: true },
  { kind: 'congruence', alone: true, bare: false },
  { kind: 'family', alone: true, bare: false },
  { kind: 'sequence', alone: true, bare: true },
  { kind: 'ratio', alone: true, bare: true },
  { kind: 'piecewise', alone: true, bare: false },
  { kind: 'matrix', alone: true, bare: true },
  { kind: 'quantity', alone: true, bare: true },
  { kind: 'number', alone: false, bare: true },
  { kind: 'equation', alone: true, bare: false },
  { kind: 'interval', alone: false, bare: false },
  { kind: 'tuple', alone: false, bare: true },
  { kind: 'set', alone: false, bare: true },
  { kind: 'list', alone: false, bare: true },
  { kind: 'words', alone: true, bare: true },
  { kind: 'expression', alone: false, bare: true },
]
