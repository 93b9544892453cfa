/**
 * Sample points that depend on nothing but a seed.
 *
 * Points that must not be foreseen (before agreement is called likely) are seeded with a hash of the texts that are compared
 * and, if wanted, a salt; points that only reject may have a fixed seed. The same seed gives the same points on every
 * machine: 32-bit arithmetic only.
 *
 * The hash is FNV-1a over UTF-16 units with the finaliser of MurmurHash3; the sequence is Weyl's with the same finaliser
 * (SplitMix with 32 bits).
 */

/**
 * A number in [0, 2^32) for a text. Not for keeping secrets.
 *
 * @example
 * hashText('') === hashText(' ') // false
 */
export function hashText(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  return mixed(hash)
}

/** Spreads every bit over all bits. */
function mixed(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** An endless sequence of points. */
export interface Points {
  /** The next number in [0, 2^32). */
  next(): number
  /** An integer in [low, high], both safe and less than 2^32 apart. */
  between(low: number, high: number): number
  /** A residue in [2, p - 2] of a prime below 2^26. */
  residue(p: number): number
}

/**
 * The sequence of a seed.
 *
 * @example
 * points(7).next() === points(7).next() // true
 */
export function points(seed: number): Points {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    return mixed(state)
  }
  const between = (low: number, high: number): number => {
    const count = high - low + 1
    // Numbers above the last full run of `count` would make some results more frequent.
    const limit = 4294967296 - (4294967296 % count)
    for (;;) {
      const drawn = next()
      if (drawn < limit) return low + (drawn % count)
    }
  }
  return { next, between, residue: p => between(2, p - 2) }
}
