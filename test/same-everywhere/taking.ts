import { noDeclarations, scopeOf } from '../../src/canonical/meaning/scope.ts'
import { isGrowth } from '../../src/compare/kinds/asymptotic.ts'
import { isBaseNumeral } from '../../src/compare/kinds/base-numeral.ts'
import { basisComponents } from '../../src/compare/members/basis.ts'
import { readDate, readMonth, readMonthOfYear, weekdayOfDate } from '../../src/compare/calendar/calendar.ts'
import { namesChoice } from '../../src/compare/kinds/choice.ts'
import { readClock, secondsOf } from '../../src/compare/calendar/clock.ts'
import { isList, isSet, isTuple } from '../../src/compare/kinds/collection.ts'
import { asRecurring } from '../../src/compare/numeral/comma.ts'
import { readingsOf } from '../../src/compare/comparers.ts'
import { isCongruence } from '../../src/compare/kinds/congruence.ts'
import { isDate, isNumeralDate } from '../../src/compare/kinds/date.ts'
import { rangeOf } from '../../src/compare/calendar/date-range.ts'
import { writtenDecimal } from '../../src/compare/numeral/decimal-form.ts'
import { familyInDots } from '../../src/compare/members/dotted.ts'
import { isFamily } from '../../src/compare/kinds/family.ts'
import { unfinished } from '../../src/compare/finished.ts'
import { namesFigure } from '../../src/compare/kinds/geometry.ts'
import { isRealSet } from '../../src/compare/kinds/interval.ts'
import { isTransposed, itemsOf, ungrouped, ungroupedCount } from '../../src/compare/members/items.ts'
import { isGrid } from '../../src/compare/kinds/matrix.ts'
import { asQuantity, hasSymbols, inFeet, isRadianLike, mayBeQuantity, rangeIn } from '../../src/compare/quantity/measure.ts'
import { isNotation } from '../../src/compare/kinds/notation.ts'
import { hasParts } from '../../src/compare/kinds/parts.ts'
import { isPermutation } from '../../src/compare/kinds/permutation.ts'
import { casesInWords, isPiecewise } from '../../src/compare/kinds/piecewise.ts'
import { fromText } from '../../src/compare/quantity/prose.ts'
import { isDescending, isFalling, settle } from '../../src/compare/quantity/parts.ts'
import { isRatio } from '../../src/compare/kinds/ratio.ts'
import { regionOf } from '../../src/compare/members/region.ts'
import { isOrdered } from '../../src/compare/kinds/sequence.ts'
import { isSetFormula } from '../../src/compare/members/set-algebra.ts'
import { hasText, placeIn, spell, spelled } from '../../src/compare/wording/spelling.ts'
import { isStated } from '../../src/compare/kinds/statement.ts'
import { isStructure } from '../../src/compare/kinds/structure.ts'
import { isTitle, subjectsOf } from '../../src/compare/subject.ts'
import { isTime } from '../../src/compare/kinds/time.ts'
import { holdsUndefined, isPartial } from '../../src/compare/expression/vanished.ts'
import { saysWhose } from '../../src/compare/quantity/whose.ts'
import { withoutParticles } from '../../src/compare/wording/word-forms.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { parse } from '../../src/latex/parse.ts'
import { toText } from '../../src/latex/print/text.ts'
import { Budget } from '../../src/limits/budget.ts'
import type { Tree } from '../../src/tree/tree.ts'

/** What an answer is taken for before it meets another: the kinds that it may be of, and what each of them reads in it. */

const predicates: readonly (readonly [string, (tree: Tree) => boolean])[] = [
  ['growth', isGrowth],
  ['base', isBaseNumeral],
  ['choice', namesChoice],
  ['list', isList],
  ['set', isSet],
  ['tuple', isTuple],
  ['congruence', isCongruence],
  ['date', isDate],
  ['numeral date', isNumeralDate],
  ['family', isFamily],
  ['figure', namesFigure],
  ['reals', isRealSet],
  ['transposed', isTransposed],
  ['grid', isGrid],
  ['symbols', hasSymbols],
  ['radian', isRadianLike],
  ['may measure', mayBeQuantity],
  ['notation', isNotation],
  ['parts', hasParts],
  ['permutation', isPermutation],
  ['piecewise', isPiecewise],
  ['ratio', isRatio],
  ['ordered', isOrdered],
  ['formula of sets', isSetFormula],
  ['text', hasText],
  ['stated', isStated],
  ['structure', isStructure],
  ['time', isTime],
  ['partial', isPartial],
  ['whose', saysWhose],
]

export interface Taking {
  /** The names of what it may be. */
  readonly words: string
  readonly details: readonly string[]
}

export function takingOf(written: string): Taking {
  const { tree } = parse(written)
  const words = [
    ...readingsOf(tree).map(({ kind }) => kind),
    '/',
    ...predicates.filter(([, test]) => test(tree)).map(([name]) => name),
  ].join(' ')
  const clock = readClock(written)
  const date = readDate(written)
  const measured = [true, false].map(letters => asQuantity(tree, letters))
  const items = itemsOf(tree)
  const plain = { ...items, items: items.items.map(toText) }
  const apart = ungrouped(items)
  const scope = scopeOf(tree, tree, noDeclarations)
  const budget = new Budget(50_000)
  return {
    words,
    details: [
      json([clock, clock && secondsOf(clock), date, date && weekdayOfDate(date), readMonth(written), readMonthOfYear(written)]),
      json(rangeOf(tree)),
      ...measured.map(quantity => json(quantity && { ...quantity, value: toText(quantity.value) })),
      ...measured.map(quantity => json(quantity && settled(quantity))),
      json(plain),
      json(apart?.items.map(toText)),
      String(ungroupedCount(items)),
      json(writtenDecimal(tree)),
      ...[basisComponents(tree), rangeIn(tree), subjectsOf(tree, tree), regionOf(tree), fromText(written), placeIn(tree)].map(json),
      ...[asRecurring(tree), inFeet(tree), familyInDots(tree), casesInWords(tree)].map(found => (found === undefined ? '' : toText(found))),
      json([unfinished(tree), spelled(tree), spell(tree), withoutParticles(written), isTitle(written)]),
      attempt(() => {
        const term = interpret(tree, scope, budget)
        return term && holdsUndefined(tree, term, scope, budget)
      }),
    ],
  }
}

type Quantity = NonNullable<ReturnType<typeof asQuantity>>
const settled = (quantity: Quantity): unknown => {
  const found = settle(quantity)
  return [toText(found.value), found.unit.label, isFalling([quantity, quantity]), isDescending([quantity, quantity])]
}

function attempt(run: () => unknown): string {
  try {
    return json(run())
  } catch {
    return 'exhausted'
  }
}

const json = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) =>
    key === 'span' ? undefined : typeof inner === 'bigint' ? `${inner}n` : inner instanceof Map ? [...inner] : inner,
  ) ?? 'none'
