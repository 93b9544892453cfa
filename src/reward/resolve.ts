import { type Cause, causes, type Side } from '../canonical/decision.ts'
import { formats } from './format.ts'
import { acceptances, alternativeRules, type Price, type RewardRule, type RuleSpec } from './rule.ts'

const sides = ['prediction', 'reference', 'both'] as const satisfies readonly Side[]

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
  fields('rule', spec, ['name', 'prices', 'accept', 'format', 'weights', 'alternatives', 'finished', 'prose'])
  const {
    name = 'custom',
    prices = {},
    accept = 'likely',
    format = null,
    weights = {},
    alternatives = 'all',
    finished = true,
    prose = false,
  } = spec
  fields('rule.prices', prices, ['equivalent', 'different', 'undecided', 'causes'])
  fields('rule.weights', weights, ['accuracy', 'format'])
  const different = number('rule.prices.different', prices.different === undefined ? 0 : prices.different)
  const rule: RewardRule = {
    name: string('rule.name', name),
    prices: {
      equivalent: number('rule.prices.equivalent', prices.equivalent === undefined ? 1 : prices.equivalent),
      different,
      undecided: { prediction: different, both: different, reference: null, ...pricesBySide('rule.prices.undecided', prices.undecided) },
      causes: prices.causes === undefined ? {} : pricesByCause(prices.causes),
    },
    accept: oneOf('rule.accept', accept, acceptances),
    format: format === null ? null : oneOf('rule.format', format, formats),
    weights: {
      accuracy: number('rule.weights.accuracy', weights.accuracy === undefined ? 1 : weights.accuracy),
      format: number('rule.weights.format', weights.format === undefined ? 0 : weights.format),
    },
    alternatives: oneOf('rule.alternatives', alternatives, alternativeRules),
    finished: boolean('rule.finished', finished),
    prose: boolean('rule.prose', prose),
  }
  keepPromises(rule)
  resolved.add(deepFreeze(rule))
  return rule
}

/** Rules that went through here; they are frozen, so they need no second look. */
const resolved = new WeakSet<object>()

function keepPromises({ prices }: RewardRule): void {
  const { equivalent, different, undecided } = prices
  if (different >= equivalent) throw new RangeError(`Expected prices.different below prices.equivalent (${equivalent}), found ${different}`)
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

function price(name: string, value: unknown): Price {
  return value === null ? null : number(name, value)
}

function number(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new TypeError(`Expected ${name} to be a finite number, found ${show(value)}`)
  return value
}

function string(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`Expected ${name} to be a string, found ${show(value)}`)
  return value
}

function boolean(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`Expected ${name} to be true or false, found ${show(value)}`)
  return value
}

function oneOf<const T extends string>(name: string, value: unknown, known: readonly T[]): T {
  const found = known.find(word => word === value)
  if (found === undefined) throw new RangeError(`Expected ${name} to be ${list(known)}, found ${show(value)}`)
  return found
}

/** Refuses what is no plain object, and fields that nobody reads. */
function fields(name: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`Expected ${name} to be an object, found ${show(value)}`)
  for (const field of Object.keys(value)) {
    if (!known.includes(field)) throw new RangeError(`Expected the fields of ${name} to be among ${list(known)}, found '${field}'`)
  }
}

const list = (words: readonly string[]): string => words.map(word => `'${word}'`).join(', ')

/** A value in a message. */
function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part)
  return Object.freeze(value)
}
