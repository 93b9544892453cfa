/** What a caller's rows must be. Every message names the field, what was expected and what was found. */
import { oneOf, show } from '../reward/check.ts'
import type { RolloutAnswer } from './majority.ts'

/** @throws TypeError */
export function optionalText(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string') throw new TypeError(`Expected ${name} to be a string, found ${show(value)}`)
}

/** @throws TypeError */
export function row(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`Expected ${name} to be an object, found ${show(value)}`)
}

/** @throws TypeError or RangeError */
export function rolloutsOf(name: string, value: unknown): readonly RolloutAnswer[] {
  if (!Array.isArray(value)) throw new TypeError(`Expected ${name} to be an array of rollouts, found ${show(value)}`)
  for (const [at, rollout] of value.entries()) {
    row(`${name}[${at}]`, rollout)
    const { answer, outcome } = rollout as Partial<RolloutAnswer>
    if (answer !== null && typeof answer !== 'string')
      throw new TypeError(`Expected ${name}[${at}].answer to be a string or null, found ${show(answer)}`)
    oneOf(`${name}[${at}].outcome`, outcome, ['equivalent', 'different', 'undecided'])
  }
  return value as readonly RolloutAnswer[]
}
