import { kept } from '../tree/kept.ts'
import type { NodeType, Tree } from '../tree/tree.ts'
import { compareGrowths, isGrowth } from './kinds/asymptotic.ts'
import { compareBaseNumerals, isBaseNumeral } from './kinds/base-numeral.ts'
import { compareChoices, namesChoice } from './kinds/choice.ts'
import { compareLists, compareSets, compareTuples, isList, isSet, isTuple } from './kinds/collection.ts'
import type { Comparer } from './comparer.ts'
import { compareCongruences, isCongruence } from './kinds/congruence.ts'
import { compareDates, isDate } from './kinds/date.ts'
import { compareEquations } from './kinds/equation.ts'
import { compareFamilies, isFamily } from './kinds/family.ts'
import { compareFigures, namesFigure } from './kinds/geometry.ts'
import { compareIntervals, isRealSet } from './kinds/interval.ts'
import type { Kind } from './kind.ts'
import { compareFormulas } from './kinds/logic.ts'
import { compareMatrices, isGrid } from './kinds/matrix.ts'
import { compareNotations, isNotation } from './kinds/notation.ts'
import { compareParts, hasParts } from './kinds/parts.ts'
import { comparePermutations, isPermutation } from './kinds/permutation.ts'
import { comparePiecewise, isPiecewise } from './kinds/piecewise.ts'
import { compareQuantities } from './kinds/quantity.ts'
import { compareRatios, isRatio } from './kinds/ratio.ts'
import { compareSequences, isOrdered } from './kinds/sequence.ts'
import { compareStatements, isStated } from './kinds/statement.ts'
import { compareStructures, isStructure } from './kinds/structure.ts'
import { compareTimes, isTime } from './kinds/time.ts'
import { compareExpressions, compareNumbers } from './kinds/value.ts'
import { compareWords } from './kinds/words.ts'

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
  statement: compareStatements,
  structure: compareStructures,
  time: compareTimes,
  tuple: compareTuples,
  words: compareWords,
} satisfies Record<Kind, Comparer>

/**
 * One way in which a gold may be read.
 *
 * - `alone`: a gold that has this reading has no other (a clock time is no ratio, a sequence of moves no list)
 * - `bare`: what may stand around a value is taken off the prediction first (`x=5` for 5)
 * - `has`: whether a gold has this reading, whatever the prediction; asked once for each gold
 * - `gold`: written shapes of golds that may have this reading; any, when absent. A declaration or known options ask all.
 * - `orPrediction`: shapes of predictions for which any gold may have it (gold `3/4`, prediction `3:4`)
 */
export interface ReadingRule {
  readonly kind: Kind
  readonly alone: boolean
  readonly bare: boolean
  readonly has?: (gold: Tree) => boolean
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
    has: namesChoice,
    gold: shapes('symbol', 'text', 'labelled', 'fenced', 'list', 'times', 'logic', 'set', 'number', 'constant', 'accent', 'relation'),
    orPrediction: shapes('labelled'),
  },
  { kind: 'parts', alone: true, bare: false, has: hasParts, gold: shapes('list') },
  { kind: 'logic', alone: true, bare: true, gold: shapes('logic', 'relation', 'list', 'times') },
  { kind: 'permutation', alone: true, bare: false, has: isPermutation, gold: shapes('fenced', 'times') },
  { kind: 'asymptotic', alone: true, bare: true, has: isGrowth, gold: shapes('apply', 'times') },
  { kind: 'notation', alone: true, bare: true, has: isNotation, gold: shapes('text', 'times', 'plus', 'relation', 'subscript') },
  { kind: 'geometry', alone: true, bare: true, has: namesFigure, gold: shapes('accent', 'apply', 'relation', 'text', 'times') },
  { kind: 'date', alone: true, bare: true, has: isDate, gold: shapes('text', 'times', 'plus', 'divide', 'list', 'number', 'labelled') },
  {
    kind: 'time',
    alone: true,
    bare: true,
    has: isTime,
    gold: shapes('colon', 'text', 'times', 'list', 'labelled', 'postfix'),
    orPrediction: shapes('colon'),
  },
  {
    kind: 'base-numeral',
    alone: true,
    bare: true,
    has: isBaseNumeral,
    gold: shapes('subscript', 'times', 'text', 'fenced', 'negate'),
    orPrediction: shapes('subscript', 'times', 'text'),
  },
  { kind: 'congruence', alone: true, bare: false, has: isCongruence, gold: shapes('modulo', 'list', 'relation', 'given', 'logic') },
  {
    kind: 'family',
    alone: true,
    bare: false,
    has: isFamily,
    gold: shapes('given', 'set', 'list', 'plus', 'plusminus', 'relation', 'setoperation', 'times', 'logic', 'fenced', 'labelled'),
  },
  {
    kind: 'sequence',
    alone: true,
    bare: true,
    has: isOrdered,
    gold: shapes('relation', 'times', 'plus', 'list', 'text', 'symbol', 'fenced', 'labelled', 'matrix', 'set'),
  },
  {
    kind: 'ratio',
    alone: true,
    bare: true,
    has: isRatio,
    gold: shapes('colon', 'text', 'list', 'relation', 'labelled'),
    orPrediction: shapes('colon', ...worded),
  },
  { kind: 'piecewise', alone: true, bare: false, has: isPiecewise, gold: shapes('cases', 'relation', 'given', 'list', 'set') },
  {
    kind: 'structure',
    alone: true,
    bare: true,
    has: isStructure,
    gold: shapes('divide', 'power', 'times', 'subscript', 'fenced', 'relation'),
  },
  { kind: 'matrix', alone: true, bare: true, has: isGrid, gold: shapes('matrix', 'fenced', 'list', 'plus', 'times', 'negate', 'power') },
  { kind: 'quantity', alone: true, bare: true },
  { kind: 'number', alone: false, bare: true },
  { kind: 'equation', alone: true, bare: false, gold: shapes('relation', 'given', 'labelled', 'list', 'logic', 'cases') },
  { kind: 'interval', alone: false, bare: false, has: isRealSet },
  {
    kind: 'tuple',
    alone: false,
    bare: true,
    has: isTuple,
    gold: shapes('fenced', 'matrix', 'apply', 'relation', 'list', 'accent', 'set', 'plus', 'times', 'power', 'negate'),
  },
  { kind: 'set', alone: false, bare: true, has: isSet },
  { kind: 'list', alone: false, bare: true, has: isList },
  { kind: 'statement', alone: true, bare: false, has: isStated, gold: shapes('relation') },
  { kind: 'words', alone: true, bare: true },
  { kind: 'expression', alone: false, bare: true },
]

/** The readings that a gold may have against some prediction; for golds without declarations. */
export const readingsOf: (gold: Tree) => readonly ReadingRule[] = kept(gold =>
  readings.filter(
    ({ has, gold: shapes, orPrediction }) =>
      (shapes === undefined || shapes.has(gold.type) || orPrediction !== undefined) && (has === undefined || has(gold)),
  ),
)

/** Whether a gold of this shape may have a reading, against a prediction of that shape. */
export const mayHave = (reading: ReadingRule, gold: Tree, prediction: Tree): boolean =>
  reading.gold === undefined || reading.gold.has(gold.type) || reading.orPrediction?.has(prediction.type) === true
