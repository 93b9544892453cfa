/**
 * A reward that follows the length on a cosine (Yeo et al. 2025, "Demystifying Long Chain-of-Thought Reasoning").
 *
 *     right.short ──╮                 wrong.long    ╭──
 *                    ╲                             ╱
 *     right.long      ╰──             wrong.short ──╯
 *             0 … maxTokens                   0 … maxTokens
 *
 * Short right answers earn the most; wrong ones lose less the longer they tried. Behind `maxTokens` there is a price of its own.
 * The cosine is computed with exact operations only, so that it is the same on every engine.
 */
import { count, fields, number } from './check.ts'

export interface CosineLength {
  readonly maxTokens: number
  readonly right: { readonly short: number; readonly long: number }
  readonly wrong: { readonly short: number; readonly long: number }
  /** A response longer than `maxTokens`, whatever it says. */
  readonly exceeded: number
}

/** The values of the defaults are ours; the shape is the paper's. */
export type CosineSpec = Pick<CosineLength, 'maxTokens'> & Partial<CosineLength>

const defaults = Object.freeze({
  right: Object.freeze({ short: 1, long: 0.5 }),
  wrong: Object.freeze({ short: -1, long: -0.5 }),
  exceeded: -1,
})

/** @throws TypeError or RangeError for what is no such setting, or would pay a wrong answer as much as a right one */
export function resolveCosine(name: string, spec: CosineSpec): CosineLength {
  fields(name, spec, ['maxTokens', 'right', 'wrong', 'exceeded'])
  const ends = (side: 'right' | 'wrong'): { readonly short: number; readonly long: number } => {
    const given = spec[side] ?? defaults[side]
    fields(`${name}.${side}`, given, ['short', 'long'])
    return { short: number(`${name}.${side}.short`, given.short), long: number(`${name}.${side}.long`, given.long) }
  }
  const [right, wrong] = [ends('right'), ends('wrong')]
  const exceeded = number(`${name}.exceeded`, spec.exceeded ?? defaults.exceeded)
  const best = Math.max(wrong.short, wrong.long, exceeded)
  if (best >= Math.min(right.short, right.long))
    throw new RangeError(`Expected ${name} to pay every right answer more than any other, found ${best} for one that is not right`)
  return { maxTokens: count(`${name}.maxTokens`, spec.maxTokens, 1), right, wrong, exceeded }
}

/**
 * @param right whether the answer is right
 * @param tokens length of the response
 * @example
 * cosineLengthReward(true, 0, { maxTokens: 1000 }) // 1
 * cosineLengthReward(true, 500, { maxTokens: 1000 }) // 0.75
 * cosineLengthReward(false, 1000, { maxTokens: 1000 }) // -0.5
 * cosineLengthReward(true, 1001, { maxTokens: 1000 }) // -1
 */
export function cosineLengthReward(right: boolean, tokens: number, spec: CosineSpec): number {
  const resolved = resolveCosine('cosine', spec)
  count('tokens', tokens)
  if (tokens > resolved.maxTokens) return resolved.exceeded
  const { short, long } = right ? resolved.right : resolved.wrong
  return long + ((short - long) * (1 + cosineOfPi(tokens / resolved.maxTokens))) / 2
}

/** Twice the quarter of a turn. */
const pi = 2 * 1.5707963267948966

/** cos(πt) for t in [0, 1], folded to the first eighth of a turn, where nine terms of the series reach the last bits of a double. */
export function cosineOfPi(t: number): number {
  if (t > 0.5) return -cosineOfPi(1 - t)
  // cos(πt) = sin(π(1/2 − t)): exactly 0 in the middle.
  return t > 0.25 ? sineSeries(pi * (0.5 - t)) : cosineSeries(pi * t)
}

/** 1 − x²/2! + x⁴/4! − …, from the innermost term outwards. */
function cosineSeries(x: number): number {
  let tail = 0
  for (let k = 9; k >= 1; k--) tail = ((1 - tail) * x * x) / ((2 * k - 1) * (2 * k))
  return 1 - tail
}

/** x − x³/3! + x⁵/5! − …, likewise. */
function sineSeries(x: number): number {
  let tail = 0
  for (let k = 9; k >= 1; k--) tail = ((1 - tail) * x * x) / (2 * k * (2 * k + 1))
  return x * (1 - tail)
}
