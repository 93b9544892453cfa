/**
 * A soft limit of length: the last `buffer` tokens before `maxTokens` cost more and more.
 *
 *     0 ────────────────┐
 *                        ╲             clamped:   never below −factor
 *     −factor             ╲____
 *            max − buffer   max
 *
 * DAPO and EasyR1 clamp; the reward managers of DeepVision and ms-swift go on falling behind `maxTokens`.
 */
import { boolean, count, fields, number, positive } from './check.ts'

export interface Overlong {
  /** The hard limit, in tokens of the response. */
  readonly maxTokens: number
  /** How many tokens before the limit the price begins. */
  readonly buffer: number
  /** What a response at the limit costs. */
  readonly factor: number
  /** Whether a response behind the limit costs no more than one at it. */
  readonly clamp: boolean
}

/** `factor` is 1 and `clamp` is true unless said otherwise. */
export type OverlongSpec = Pick<Overlong, 'maxTokens' | 'buffer'> & Partial<Overlong>

/** @throws TypeError or RangeError for what is no such setting */
export function resolveOverlong(name: string, spec: OverlongSpec): Overlong {
  fields(name, spec, ['maxTokens', 'buffer', 'factor', 'clamp'])
  const maxTokens = count(`${name}.maxTokens`, spec.maxTokens, 1)
  const buffer = positive(`${name}.buffer`, spec.buffer)
  if (buffer > maxTokens) throw new RangeError(`Expected ${name}.buffer to be at most maxTokens (${maxTokens}), found ${buffer}`)
  const factor = number(`${name}.factor`, spec.factor ?? 1)
  if (factor < 0) throw new RangeError(`Expected ${name}.factor to be 0 or more, because it is a price, found ${factor}`)
  return { maxTokens, buffer, factor, clamp: boolean(`${name}.clamp`, spec.clamp ?? true) }
}

/**
 * What the length of a response costs: 0 or less.
 *
 * @param tokens length of the response
 * @example
 * overlongPenalty(14_000, { maxTokens: 16_384, buffer: 2_000 }) // 0
 * overlongPenalty(15_384, { maxTokens: 16_384, buffer: 2_000 }) // -0.5
 * overlongPenalty(20_384, { maxTokens: 16_384, buffer: 2_000 }) // -1
 * overlongPenalty(20_384, { maxTokens: 16_384, buffer: 2_000, clamp: false }) // -3
 */
export function overlongPenalty(tokens: number, spec: OverlongSpec): number {
  const { maxTokens, buffer, factor, clamp } = resolveOverlong('overlong', spec)
  const excess = count('tokens', tokens) - (maxTokens - buffer)
  if (excess <= 0 || factor === 0) return 0
  return -(clamp ? Math.min(1, excess / buffer) : excess / buffer) * factor
}
