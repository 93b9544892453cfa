/**
 * How often a question is solved: right ÷ rollouts, with the interval that k rollouts leave.
 *
 * A rate is two counts, never a quotient: `2/8` and `25/100` are the same share and not the same knowledge. The interval is
 * E. B. Wilson's (1927), which stays inside [0, 1] and says something at 0/8 and 8/8, where the normal one says nothing.
 */
export interface PassRate {
  readonly right: number
  readonly total: number
}

/** Two-sided quantiles of the normal distribution. */
const quantiles: ReadonlyMap<number, number> = new Map([
  [0.8, 1.2815515655446004],
  [0.9, 1.6448536269514722],
  [0.95, 1.959963984540054],
  [0.99, 2.5758293035489004],
])

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Wilson's interval of a pass rate.
 *
 * @param confidence 0.8, 0.9, 0.95 (the default) or 0.99
 * @throws RangeError for counts that are no counts, no rollouts, or another confidence
 * @example
 * wilsonInterval({ right: 0, total: 8 }).low // 0
 */
export function wilsonInterval({ right, total }: PassRate, confidence = 0.95): Interval {
  requireRate({ right, total })
  const z = quantiles.get(confidence)
  if (z === undefined) throw new RangeError(`Expected confidence to be one of ${[...quantiles.keys()].join(', ')}, found ${confidence}`)
  const share = right / total
  const z2 = z * z
  const centre = share + z2 / (2 * total)
  const spread = z * Math.sqrt((share * (1 - share) + z2 / (4 * total)) / total)
  const scale = 1 + z2 / total
  return {
    low: right === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: right === total ? 1 : Math.min(1, (centre + spread) / scale),
  }
}

/**
 * Read a pass rate as data sets write it: `"2/8"` with its counts.
 *
 * @returns `undefined` for anything else: a quotient alone (`0.25`) does not tell how many rollouts it stands on
 * @example
 * readPassRate('2/8') // { right: 2, total: 8 }
 * readPassRate('0.25') // undefined
 */
export function readPassRate(text: string): PassRate | undefined {
  const found = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/.exec(text)
  if (found === null) return undefined
  const rate = { right: Number(found[1]), total: Number(found[2]) }
  return rate.total > 0 && rate.right <= rate.total ? rate : undefined
}

/** `{ right: 2, total: 8 }` as `"2/8"`. */
export const writePassRate = ({ right, total }: PassRate): string => `${right}/${total}`

/** Throws RangeError unless these are the counts of at least one rollout. */
export function requireRate({ right, total }: PassRate): void {
  if (!Number.isSafeInteger(total) || total <= 0) throw new RangeError(`Expected total to be a positive integer, found ${total}`)
  if (!Number.isSafeInteger(right) || right < 0 || right > total)
    throw new RangeError(`Expected right to be an integer from 0 to ${total}, found ${right}`)
}
