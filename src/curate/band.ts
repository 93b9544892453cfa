/**
 * Difficulty bands: which pass rates are worth training on. Bounds are fractions of integers and compared as such, so that
 * 1/8 of 8 and of 1000 rollouts mean the same and nothing depends on rounding.
 */
import { show } from '../reward/check.ts'
import { type PassRate, requireRate } from './pass-rate.ts'

export interface Band {
  readonly from: PassRate
  readonly to: PassRate
}

/** Bands of published pipelines. Both ends belong to a band. */
export const bands = Object.freeze({
  /** DeepVision-103K, mathematics: solved at least once and failed at least once in 8. */
  deepvision: band(1, 8, 7, 8),
  /** DeepVision-103K, visual logic. */
  'visual-logic': band(3, 8, 4, 8),
  /** DeepVision-103K, the hard half, which is kept whole before the easier one is sampled. */
  hard: band(1, 8, 4, 8),
  /** Everything. */
  all: band(0, 1, 1, 1),
})
export type BandName = keyof typeof bands

function band(low: number, lowOf: number, high: number, highOf: number): Band {
  return Object.freeze({ from: Object.freeze({ right: low, total: lowOf }), to: Object.freeze({ right: high, total: highOf }) })
}

/**
 * Read a band: a name of `bands`, or its ends (`1/8..7/8`, `1/8,7/8`, `[3/8, 4/8]`).
 *
 * @throws RangeError that says what was expected
 * @example
 * readBand('3/8..4/8') // { from: { right: 3, total: 8 }, to: { right: 4, total: 8 } }
 */
export function readBand(text: string): Band {
  const named = Object.entries(bands).find(([name]) => name === text)
  if (named !== undefined) return named[1]
  const ends = /^\s*\[?\s*(\d{1,9})(?:\/(\d{1,9}))?\s*(?:\.\.|,)\s*(\d{1,9})(?:\/(\d{1,9}))?\s*\]?\s*$/.exec(text)
  if (ends !== null) {
    const read = band(Number(ends[1]), Number(ends[2] ?? 1), Number(ends[3]), Number(ends[4] ?? 1))
    if (isShare(read.from) && isShare(read.to) && order(read.from, read.to) <= 0) return read
  }
  throw new RangeError(`Expected a band as ${Object.keys(bands).join(', ')} or two shares such as 1/8..7/8, found '${text}'`)
}

const isShare = ({ right, total }: PassRate): boolean => total > 0 && right <= total

/**
 * Where a pass rate lies.
 *
 * @throws TypeError or RangeError for what is no rate or no band; `readBand` reads one
 * @example
 * placeInBand({ right: 0, total: 8 }, bands.deepvision) // 'below'
 */
export function placeInBand(rate: PassRate, band: Band): 'below' | 'inside' | 'above' {
  requireRate(rate)
  if (typeof band !== 'object' || band === null) throw new TypeError(`Expected a band as { from, to }, found ${show(band)}`)
  const { from, to } = band
  if (order(rate, from) < 0) return 'below'
  return order(rate, to) > 0 ? 'above' : 'inside'
}

/** Exact: cross products of counts below 10^9 may pass 2^53, so they are big integers. */
function order(a: PassRate, b: PassRate): number {
  const left = BigInt(a.right) * BigInt(b.total)
  const right = BigInt(b.right) * BigInt(a.total)
  return left < right ? -1 : left > right ? 1 : 0
}
