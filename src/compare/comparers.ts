import { compareGrowths } from './asymptotic.ts'
import { compareBaseNumerals } from './base-numeral.ts'
import { compareChoices } from './choice.ts'
import { compareLists, compareSets, compareTuples } from './collection.ts'
import type { Comparer } from './comparer.ts'
import { compareCongruences } from './congruence.ts'
import { compareDates } from './date.ts'
import { compareEquations } from './equation.ts'
import { compareFamilies } from './family.ts'
import { compareFigures } from './geometry.ts'
import { compareIntervals } from './interval.ts'
import type { NodeType, Tree } from '../tree/tree.ts'
import type { Kind } from './kind.ts'
import { compareFormulas } from './logic.ts'
import { compareMatrices } from './matrix.ts'
import { compareNotations } from './notation.ts'
import { compareParts } from './parts.ts'
import { comparePermutations } from './permutation.ts'
import { comparePiecewise } from './piecewise.ts'
import { compareQuantities } from './quantity.ts'
import { compareRatios } from './ratio.ts'
import { compareSequences } from './sequence.ts'
import { compareTimes } from './time.ts'
import { compareExpressions, compareNumbers } from './value.ts'
import { compareWords } from './words.ts'

/** The compiler asks for a row when a kind is added. */
export const comparers = {
  asymptotic: compareGrowths,
  'base-numeral': compareBaseNumerals,
  choice: compareChoices,
  congruence: compareCongruences,
  date: compareDates,
  equation: compareEquations,
  expression: compareExpressions,
  family: compareFamilies,
  geometry: compareFigures,
  interval: compareIntervals,
  list: compareLists,
  logic: compareFormulas,
  matrix: compareMatrices,
  notation: compareNotations,
  number: compareNumbers,
  parts: compareParts,
  permutation: comparePermutations,
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
 * One way in which a gold may be read.
 *
 * - `alone`: a gold that has this reading has no other (a clock time is no ratio, a sequence of moves no list)
 * - `bare`: what may stand around a value is taken off the prediction first (`x=5` for 5)
 * - `gold`: written shapes of golds that may have this reading; any, when absent. A declaration or known options ask all.
 * - `orPrediction`: shapes of predictions for which any gold may have it (gold `3/4`, prediction `3:4`)
 */
export interface ReadingRule {
  readonly kind: Kind
  readonly alone: boolean
  readonly bare: boolean
  readonly gold?: ReadonlySet<NodeType>
  readonly orPrediction?: ReadonlySet<NodeType>
}

const shapes = (...types: readonly NodeType[]): ReadonlySet<NodeType> => new Set(types)
const worded = shapes('text', 'times', 'labelled', 'given', 'list')

/** The order in which readings of a gold are tried, most specific first. */
export const readings: readonly ReadingRule[] = [
  {
    kind: 'choice',
    alone: true,
    bare: false,
    gold: shapes('symbol', 'text', 'labelled', 'fenced', 'list', 'times', 'logic', 'set', 'number', 'constant', 'accent', 'relation'),
    orPrediction: shapes('labelled'),
  },
  { kind: 'parts', alone: true, bare: false, gold: shapes('list') },
  { kind: 'logic', alone: true, bare: true, gold: shapes('logic', 'relation', 'list') },
  { kind: 'permutation', alone: true, bare: false, gold: shapes('fenced', 'times') },
  { kind: 'asymptotic', alone: true, bare: true, gold: shapes('apply', 'times') },
  { kind: 'notation', alone: true, bare: true, gold: shapes('text', 'times', 'plus', 'relation', 'subscript') },
  { kind: 'geometry', alone: true, bare: true, gold: shapes('accent', 'apply', 'relation', 'text', 'times') },
  { kind: 'date', alone: true, bare: true, gold: shapes('text', 'times', 'plus', 'divide', 'list', 'number', 'labelled') },
  {
    kind: 'time',
    alone: true,
    bare: true,
    gold: shapes('colon', 'text', 'times', 'list', 'labelled', 'postfix'),
    orPrediction: shapes('colon'),
  },
  {
    kind: 'base-numeral',
    alone: true,
    bare: true,
    gold: shapes('subscript', 'times', 'text', 'fenced'),
    orPrediction: shapes('subscript', 'times', 'text'),
  },
  { kind: 'congruence', alone: true, bare: false, gold: shapes('modulo', 'list', 'relation', 'given', 'logic') },
  {
    kind: 'family',
    alone: true,
    bare: false,
    gold: shapes('given', 'set', 'list', 'plus', 'plusminus', 'relation', 'setoperation', 'times', 'logic', 'fenced', 'labelled'),
  },
  {
    kind: 'sequence',
    alone: true,
    bare: true,
    gold: shapes('relation', 'times', 'list', 'text', 'symbol', 'fenced', 'labelled', 'matrix', 'set'),
  },
  {
    kind: 'ratio',
    alone: true,
    bare: true,
    gold: shapes('colon', 'text', 'list', 'relation', 'labelled'),
    orPrediction: shapes('colon', ...worded),
  },
  { kind: 'piecewise', alone: true, bare: false, gold: shapes('cases', 'relation', 'given', 'list', 'set') },
  { kind: 'matrix', alone: true, bare: true, gold: shapes('matrix', 'fenced', 'list', 'plus', 'times', 'negate', 'power') },
  { kind: 'quantity', alone: true, bare: true },
  { kind: 'number', alone: false, bare: true },
  { kind: 'equation', alone: true, bare: false, gold: shapes('relation', 'given', 'labelled', 'list', 'logic', 'cases') },
  { kind: 'interval', alone: false, bare: false },
  {
    kind: 'tuple',
    alone: false,
    bare: true,
    gold: shapes('fenced', 'matrix', 'apply', 'relation', 'list', 'accent', 'set', 'plus', 'times', 'power'),
  },
  { kind: 'set', alone: false, bare: true },
  { kind: 'list', alone: false, bare: true },
  { kind: 'words', alone: true, bare: true },
  { kind: 'expression', alone: false, bare: true },
]

/** Whether a gold of this shape may have a reading, against a prediction of that shape. */
export const mayHave = (reading: ReadingRule, gold: Tree, prediction: Tree): boolean =>
  reading.gold === undefined || reading.gold.has(gold.type) || reading.orPrediction?.has(prediction.type) === true
