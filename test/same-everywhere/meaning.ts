import { limitByLogarithm } from '../../src/canonical/calculus/asymptotic-logarithm.ts'
import { bound } from '../../src/canonical/calculus/bound.ts'
import { derivative } from '../../src/canonical/calculus/derivative.ts'
import { takeCondition } from '../../src/canonical/meaning/condition.ts'
import { congruenceOf, readCongruence } from '../../src/canonical/relation/congruence.ts'
import { lostDomain } from '../../src/canonical/realset/domain.ts'
import { decideEqual } from '../../src/canonical/ladder/equal.ts'
import { evaluate } from '../../src/canonical/value/evaluate.ts'
import { exactValue } from '../../src/canonical/value/exact-value.ts'
import { type FamilyReading, parametricOf, readFamily, withImpliedParameter } from '../../src/canonical/relation/family-reading.ts'
import { floatValue } from '../../src/canonical/value/float-value.ts'
import { antiderivative } from '../../src/canonical/calculus/integral.ts'
import { interpret } from '../../src/canonical/meaning/interpret.ts'
import { limitOf } from '../../src/canonical/calculus/limit.ts'
import { one, plusInfinity, variable, zero } from '../../src/canonical/term/node.ts'
import { normalise } from '../../src/canonical/normal/normal.ts'
import { splitPrefix } from '../../src/canonical/meaning/prefix.ts'
import { isConstantTerm, isIntegerValued, isNonNegative, isPositive, isReal, signOfConstant } from '../../src/canonical/term/property.ts'
import { readRealSet } from '../../src/canonical/realset/read.ts'
import type { SetReading } from '../../src/canonical/realset/reading.ts'
import { constraintsOf } from '../../src/canonical/relation/relation.ts'
import { plainPoint } from '../../src/canonical/value/sample.ts'
import { type Scope, scopeOf } from '../../src/canonical/meaning/scope.ts'
import type { Term } from '../../src/canonical/term/term.ts'
import { termToText } from '../../src/canonical/term/text.ts'
import { substitute, variablesOf } from '../../src/canonical/term/walk.ts'
import { separationBits } from '../../src/canonical/value/zero.ts'
import { parse } from '../../src/latex/parse.ts'
import { toText } from '../../src/latex/print/text.ts'
import { Budget } from '../../src/limits/budget.ts'
import type { Tree } from '../../src/tree/tree.ts'

/** Everything that is meant by an answer, before it is compared with another. */

const steps = 60_000
const unit = { tree: { type: 'number', lexeme: '1' } as const, term: one }

/** What a part of the reading says; a budget that ends is a finding, too. */
function within<T>(run: (budget: Budget) => T): T | 'exhausted' {
  const budget = new Budget(steps)
  try {
    return run(budget)
  } catch {
    return 'exhausted'
  }
}

export interface Meaning {
  /** For those who read a difference. */
  readonly words: string
  readonly details: readonly string[]
}

export function meaningOf(written: string): Meaning {
  const { tree } = parse(written)
  const scope = scopeOf(tree, tree)
  const term = within(budget => interpret(tree, scope, budget))
  const details = [...propertiesOf(term), ...readingsOf(tree, scope)]
  const words =
    typeof term === 'object'
      ? termToText(term)
      : within(budget => setText(readRealSet(tree, { scope, budget, firstNatural: 1, solve: true })))
  return { words: words ?? '', details }
}

function propertiesOf(term: Term | 'exhausted' | undefined): readonly string[] {
  if (typeof term !== 'object') return [String(term)]
  const variables = variablesOf(term)
  const flags = [isReal(term), isNonNegative(term), isPositive(term), isIntegerValued(term), isConstantTerm(term)]
  const points = [0, 3, 6].map(round => plainPoint(variables, round))
  return [
    term.key,
    flags.map(flag => (flag ? 'y' : 'n')).join(''),
    isConstantTerm(term) ? `${within(() => signOfConstant(term))} ${within(() => separationBits(term))}` : '',
    within(budget => normalise(term, budget).key),
    ...variables.slice(0, 2).map(({ name }) => String(within(() => derivative(term, name)?.key))),
    ...variables.slice(0, 1).flatMap(({ name }) => calculusOf(term, name)),
    ...points.flatMap(values => [
      json(within(budget => evaluate(term, { values, precision: 64, budget }))),
      json(within(budget => exactValue(term, values, budget))),
      json(within(budget => floatValue(term, values, budget))),
    ]),
  ]
}

const json = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? 'none'

/** What calculus makes of a function: an antiderivative, limits, an integral, a sum. */
function calculusOf(term: Term, name: string): readonly string[] {
  const [x, n] = [variable(name, 'real'), variable(name, 'natural')]
  const whole = within(budget => substitute(term, name, n, budget))
  return [
    within(budget => antiderivative(term, x, budget)),
    within(budget => limitOf(x, zero, term, '+', budget)),
    within(budget => limitOf(x, plusInfinity, term, undefined, budget)),
    within(budget => bound('integral', x, zero, one, term, budget)),
    within(budget => bound('integral', x, zero, plusInfinity, term, budget)),
    ...(typeof whole === 'object'
      ? [
          within(budget => limitByLogarithm(whole, n, budget)),
          within(budget => bound('sum', n, one, variable('N', 'natural'), whole, budget)),
          within(budget => bound('sum', n, zero, plusInfinity, whole, budget)),
          within(budget => bound('product', n, one, variable('N', 'natural'), whole, budget)),
        ]
      : []),
  ].map(found => (typeof found === 'object' ? found.key : String(found)))
}

function readingsOf(tree: Tree, scope: Scope): readonly string[] {
  const sets = [true, false].flatMap(solve =>
    ([0, 1] as const).map(firstNatural => within(budget => setText(readRealSet(tree, { scope, budget, firstNatural, solve })))),
  )
  const parametric = parametricOf(tree, 0) ?? withImpliedParameter(tree, new Set())
  const congruence = congruenceOf(tree)
  const { name, value, chain, approximations } = splitPrefix(tree)
  return [
    ...sets.map(String),
    parametric === undefined ? '' : `${json(parametric.parameter)} ${within(budget => familyText(readFamily(parametric, scope, budget)))}`,
    congruence === undefined ? '' : String(within(budget => familyText(readCongruence(congruence, scope, budget)))),
    ...[true, false].map(inside => {
      const found = takeCondition(tree, inside)
      return found === undefined ? '' : `${toText(found.body)} if ${toText(found.condition)}`
    }),
    `${name === undefined ? '' : toText(name)} ${toText(value)} ${[...chain, ...approximations].map(toText).join(';')}`,
    tree.type === 'relation'
      ? json(within(budget => constraintsOf(tree, scope, budget)?.map(({ difference, relation }) => `${difference.key} ${relation}`)))
      : '',
    json(
      within(budget => {
        const term = interpret(tree, scope, budget)
        return term && lostDomain({ gold: unit, prediction: { tree, term }, scope }, budget)
      }),
    ),
    json(
      within(budget => {
        const term = interpret(tree, scope, budget)
        return term && decideEqual(term, normalise(term, budget), budget)
      }),
    ),
  ]
}

const setText = (reading: SetReading | undefined): string | undefined =>
  reading &&
  `${reading.name === undefined ? '' : `${toText(reading.name)} in `}${reading.parts
    .map(
      ({ cuts, inside, lattice }) =>
        `${lattice ? 'whole ' : ''}${inside.map(flag => (flag ? 'y' : 'n')).join('')} ${cuts.map(cut => cut.value.key).join(' ')}`,
    )
    .join(' | ')}`

const familyText = (reading: FamilyReading | undefined): string =>
  reading === undefined
    ? 'none'
    : JSON.stringify(reading.family, (_key, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : typeof value === 'object' && value !== null && 'key' in value ? value.key : value,
      )
