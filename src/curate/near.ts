/**
 * Near duplicates by MinHash (A. Broder, "On the resemblance and containment of documents", 1997) and banded hashing.
 *
 * A text is the set of its runs of three words. For each of 64 hash functions the smallest hash of a run is kept; two
 * texts agree in a place with a probability that is the share of runs they have in common. Texts that agree in all 4 places of
 * one of 16 bands are candidates, and a candidate is a near duplicate when the share that the 64 places suggest is reached.
 *
 * Mathematics needs two rules more: "Find 3 + 5" and "Find 3 + 6" have almost all runs in common and are two questions. So
 * texts are near duplicates only if their numbers are the same, in the same order, and their answers are the same, too: "How much
 * is left?" and "How much was spent?" behind one story are two questions.
 */
import { type Digest, digest, finish } from './digest.ts'

const places = 64
const bandCount = 16
const perBand = places / bandCount
const runLength = 3
/** Runs that are looked at; a longer text is known by its start. */
const mostRuns = 2000

/** 64 smallest hashes, and what has to be equal beside them. */
export interface Signature {
  readonly lows: Uint32Array
  /** Digest of the numbers of the text in order, and of its answer. */
  readonly beside: Digest
}

/** Odd multipliers and offsets of the hash functions, drawn once from a fixed sequence. */
const multipliers = Uint32Array.from({ length: places }, (_, at) => finish(2 * at + 1) | 1)
const offsets = Uint32Array.from({ length: places }, (_, at) => finish(0x51ed27 + at))

/**
 * @param text a normalised question (`normalQuestion`)
 * @param answer its answer, normalised likewise
 */
export function signature(text: string, answer = ''): Signature {
  const words = text.split(' ').filter(word => word !== '')
  const lows = new Uint32Array(places).fill(0xffffffff)
  const runs = Math.min(mostRuns, Math.max(1, words.length - runLength + 1))
  for (let start = 0; start < runs; start += 1) {
    const [hash] = digest(words.slice(start, start + runLength).join(' '))
    for (let place = 0; place < places; place += 1) {
      const value = finish((Math.imul(hash, multipliers[place] ?? 1) + (offsets[place] ?? 0)) | 0)
      if (value < (lows[place] ?? 0)) lows[place] = value
    }
  }
  return { lows, beside: digest(`${(text.match(/\d+/g) ?? []).join(' ')}\n${answer}`) }
}

/** The share of runs in common, as the signatures suggest it. */
export function resemblance(a: Signature, b: Signature): number {
  let same = 0
  for (let place = 0; place < places; place += 1) if (a.lows[place] === b.lows[place]) same += 1
  return same / places
}

/** Texts that came before, found again by what they resemble. Holds about 900 bytes for each text. */
export class NearTexts {
  readonly #threshold: number
  readonly #bands: readonly Map<string, number[]>[] = Array.from({ length: bandCount }, () => new Map<string, number[]>())
  readonly #kept: { readonly signature: Signature; readonly number: number }[] = []

  /** @param threshold share of runs in common from which texts are near duplicates, from 0.5 to 1 */
  constructor(threshold: number) {
    if (!(threshold >= 0.5 && threshold <= 1)) throw new RangeError(`Expected a threshold from 0.5 to 1, found ${threshold}`)
    this.#threshold = threshold
  }

  /** The number of the first text that this one resembles; the text is kept under `number` if there is none. */
  first(text: string, answer: string, number: number): number {
    const found = signature(text, answer)
    const keys = Array.from({ length: bandCount }, (_, band) => found.lows.slice(band * perBand, (band + 1) * perBand).join())
    const seen = new Set<number>()
    for (const [band, key] of keys.entries()) {
      for (const at of this.#bands[band]?.get(key) ?? []) {
        const other = this.#kept[at]
        if (other === undefined || seen.has(at)) continue
        seen.add(at)
        const beside = other.signature.beside[0] === found.beside[0] && other.signature.beside[1] === found.beside[1]
        if (beside && resemblance(other.signature, found) >= this.#threshold) return other.number
      }
    }
    const at = this.#kept.push({ signature: found, number }) - 1
    for (const [band, key] of keys.entries()) {
      const bucket = this.#bands[band]?.get(key)
      if (bucket === undefined) this.#bands[band]?.set(key, [at])
      else if (bucket.length < mostInBucket) bucket.push(at)
    }
    return number
  }
}

/** A template that thousands of rows share must not make every look-up walk all of them. */
const mostInBucket = 200
