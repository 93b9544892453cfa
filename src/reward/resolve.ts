import { type Cause, causes, type Side } from '../canonical/ladder/decision.ts'
import type { Price } from './amount.ts'
import { boolean, count, fields, number, oneOf, show, string } from './check.ts'
import { resolveCosine } from './cosine.ts'
import { formats } from './format.ts'
import { defaultTiers, type Method, methods, type TierValues, tiers } from './method.ts'
import { resolveOverlong } from './overlong.ts'
import { resolveRepetition } from './repetition.ts'
import { acceptances, alternativeRules, type RewardRule, type RuleSpec } from './rule.ts'

const sides = ['prediction', 'reference', 'both'] as const satisfies readonly Side[]

const ruleFields = [
  'name',
  'prices',
  'accept',
  'format',
  'needsFormat',
  'weights',
  'alternatives',
  'finished',
  'oneAnswer',
  'prose',
  'methods',
  'tiers',
  'maxTokens',
  'overlong',
  'repetition',
  'cosine',
] as const satisfies readonly (keyof RewardRule)[]

/**
 * A whole rule from a partial one, checked and frozen.
 *
 * @throws TypeError for a value of the wrong type; RangeError for an unknown field or word, or for prices that would pay
 * an undecided answer like a right one.
 * @example
 * resolveRule({ prices: { different: -1 } }).prices.undecided // { prediction: -1, both: -1, reference: null }
 * resolveRule({ prices: { undecided: 1 } }) // throws RangeError: Expected prices.undecided.prediction below prices.equivalent
 */
export function resolveRule(spec: RuleSpec): RewardRule {
  if (resolved.has(spec)) return spec as RewardRule
  fields('rule', spec, ruleFields)
  const { prices = {}, format = null, weights = {}, maxTokens = null, overlong = null, repetition = null, cosine = null } = spec
  fields('rule.prices', prices, ['equivalent', 'different', 'undecided', 'causes', 'unformatted'])
  fields('rule.weights', weights, ['accuracy', 'format'])
  const different = number('rule.prices.different', orElse(prices.different, 0))
  const rule: RewardRule = {
    name: string('rule.name', orElse(spec.name, 'custom')),
    prices: {
      equivalent: number('rule.prices.equivalent', orElse(prices.equivalent, 1)),
      different,
      undecided: { prediction: different, both: different, reference: null, ...pricesBySide('rule.prices.undecided', prices.undecided) },
      causes: prices.causes === undefined ? {} : pricesByCause(prices.causes),
      unformatted: number('rule.prices.unformatted', orElse(prices.unformatted, different)),
    },
    accept: oneOf('rule.accept', orElse(spec.accept, 'likely'), acceptances),
    format: format === null ? null : oneOf('rule.format', format, formats),
    needsFormat: boolean('rule.needsFormat', orElse(spec.needsFormat, false)),
    weights: {
      accuracy: number('rule.weights.accuracy', orElse(weights.accuracy, 1)),
      format: number('rule.weights.format', orElse(weights.format, 0)),
    },
    alternatives: oneOf('rule.alternatives', orElse(spec.alternatives, 'all'), alternativeRules),
    finished: boolean('rule.finished', orElse(spec.finished, true)),
    oneAnswer: boolean('rule.oneAnswer', orElse(spec.oneAnswer, true)),
    prose: boolean('rule.prose', orElse(spec.prose, false)),
    methods: methodsOf(orElse(spec.methods, ['rule'])),
    tiers: tiersOf(orElse(spec.tiers, {})),
    maxTokens: maxTokens === null ? null : count('rule.maxTokens', maxTokens, 1),
    overlong: overlong === null ? null : resolveOverlong('rule.overlong', overlong),
    repetition: repetition === null ? null : resolveRepetition('rule.repetition', { ...repetition }),
    cosine: cosine === null ? null : resolveCosine('rule.cosine', cosine),
  }
  keepPromises(rule)
  resolved.add(deepFreeze(rule))
  return rule
}

/** `undefined` counts as left out; `null` does not. */
const orElse = <T>(given: T | undefined, otherwise: T): T => (given === undefined ? otherwise : given)

/** Rules that went through here; they are frozen, so they need no second look. */
const resolved = new WeakSet<object>()

function keepPromises({ prices, format, needsFormat }: RewardRule): void {
  const { equivalent, different, undecided, unformatted } = prices
  if (different >= equivalent) throw new RangeError(`Expected prices.different below prices.equivalent (${equivalent}), found ${different}`)
  if (unformatted >= equivalent)
    throw new RangeError(`Expected prices.unformatted below prices.equivalent (${equivalent}), found ${unformatted}`)
  if (needsFormat && format === null) throw new RangeError('Expected a format, because the rule says needsFormat, found null')
  const all = [
    ...sides.map(side => [`prices.undecided.${side}`, undecided[side]] as const),
    ...causes.flatMap(cause => sides.map(side => [`prices.causes.${cause}.${side}`, prices.causes[cause]?.[side]] as const)),
  ]
  for (const [name, price] of all) {
    if (typeof price === 'number' && price >= equivalent) {
      throw new RangeError(
        `Expected ${name} below prices.equivalent (${equivalent}), because what is undecided is not right, found ${price}`,
      )
    }
  }
}

type BySide = Readonly<Partial<Record<Side, Price>>>

function pricesBySide(name: string, given: Price | BySide | undefined): BySide {
  if (given === undefined) return {}
  if (given === null || typeof given === 'number') return Object.fromEntries(sides.map(side => [side, price(name, given)]))
  fields(name, given, sides)
  return Object.fromEntries(sides.flatMap(side => (given[side] === undefined ? [] : [[side, price(`${name}.${side}`, given[side])]])))
}

function pricesByCause(given: Readonly<Partial<Record<Cause, Price | BySide>>>): RewardRule['prices']['causes'] {
  fields('rule.prices.causes', given, causes)
  return Object.fromEntries(
    causes.flatMap(cause => (given[cause] === undefined ? [] : [[cause, pricesBySide(`rule.prices.causes.${cause}`, given[cause])]])),
  )
}

function methodsOf(given: unknown): readonly Method[] {
  if (!Array.isArray(given) || given.length === 0)
    throw new TypeError(`Expected rule.methods to be an array of methods, found ${Array.isArray(given) ? 'an empty one' : show(given)}`)
  return given.map((method, at) => oneOf(`rule.methods[${at}]`, method, methods))
}

/** No tier may be worth more than a right answer, and `unparsed` nothing like one. */
function tiersOf(given: Partial<TierValues>): TierValues {
  fields('rule.tiers', given, tiers)
  const values: TierValues = { ...defaultTiers, ...given }
  for (const tier of tiers) {
    const value = price(`rule.tiers.${tier}`, values[tier])
    if (value !== null && (value < 0 || value > 1)) throw new RangeError(`Expected rule.tiers.${tier} to be from 0 to 1, found ${value}`)
  }
  if (values.unparsed === 1) throw new RangeError('Expected rule.tiers.unparsed below 1, because nothing was said, found 1')
  return values
}

function price(name: string, value: unknown): Price {
  return value === null ? null : number(name, value)
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part)
  return Object.freeze(value)
}
