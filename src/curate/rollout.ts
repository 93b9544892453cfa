/** What curation knows of a rollout. */
import { oneOf, show } from '../reward/check.ts'
import { row } from './check.ts'

/** One judged rollout. */
export interface RolloutAnswer {
  /** The extracted answer, `null` when there is none. */
  readonly answer: string | null
  readonly outcome: 'equivalent' | 'different' | 'undecided'
}

/** Rollouts as a caller gave them. @throws TypeError or RangeError */
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
