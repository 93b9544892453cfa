/**
 * Digests of texts: 64 bits, the same on every machine. Two lanes of multiply-and-rotate over UTF-16 units with the
 * finisher of MurmurHash3 (A. Appleby). Not for secrets: whoever wants a collision finds one, and loses a row by it.
 */

/** A digest as two unsigned 32-bit numbers. */
export type Digest = readonly [number, number]

/** @param seed another seed gives an unrelated digest */
export function digest(text: string, seed = 0): Digest {
  let a = (0x9e3779b9 ^ seed) | 0
  let b = (0x85ebca6b ^ Math.imul(seed, 0xc2b2ae35)) | 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 0xcc9e2d51)
    a = (a << 15) | (a >>> 17)
    b = Math.imul(b ^ unit, 0x1b873593)
    b = (b << 13) | (b >>> 19)
    b = (b + a) | 0
  }
  a ^= text.length
  return [finish((a + b) | 0), finish((b ^ Math.imul(a, 0x2c1b3c6d)) | 0)]
}

/** The finisher of MurmurHash3: every bit of the input changes half of the output. */
export function finish(bits: number): number {
  let mixed = bits ^ (bits >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Sixteen hexadecimal digits. */
export const digestText = (text: string, seed = 0): string =>
  digest(text, seed)
    .map(half => half.toString(16).padStart(8, '0'))
    .join('')

/**
 * Digests with a number each, in flat arrays: 12 bytes a place, at most two thirds of them in use, so that a million rows
 * take 25 MB. Open addressing with linear probing.
 */
export class DigestMap {
  #keys = new Uint32Array(2 * 1024)
  #values = new Uint32Array(1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Keep the first number of a digest: returns the number that is kept, `value` itself if the digest is new. */
  first(key: Digest, value: number): number {
    if (this.#size * 3 >= this.#values.length * 2) this.#grow()
    const place = this.#place(key)
    const kept = this.#values[place] ?? 0
    if (kept > 0) return kept - 1
    this.#keys[2 * place] = key[0]
    this.#keys[2 * place + 1] = key[1]
    this.#values[place] = value + 1 // 0 is an empty place
    this.#size += 1
    return value
  }

  #place([high, low]: Digest): number {
    const mask = this.#values.length - 1
    let place = low & mask
    while (this.#values[place] !== 0 && (this.#keys[2 * place] !== high || this.#keys[2 * place + 1] !== low)) place = (place + 1) & mask
    return place
  }

  #grow(): void {
    const keys = this.#keys
    const values = this.#values
    this.#keys = new Uint32Array(keys.length * 2)
    this.#values = new Uint32Array(values.length * 2)
    for (const [at, value] of values.entries()) {
      if (value === 0) continue
      const key: Digest = [keys[2 * at] ?? 0, keys[2 * at + 1] ?? 0]
      const place = this.#place(key)
      this.#keys[2 * place] = key[0]
      this.#keys[2 * place + 1] = key[1]
      this.#values[place] = value
    }
  }
}
