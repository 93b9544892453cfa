/**
 * Bytes that are written one behind the other and taken all at once: texts as UTF-8, and bytes of the input as they are, which is
 * cheaper than to decode and encode them again.
 */
export class GrowingBytes {
  #bytes: Buffer = nothing
  #length = 0

  get length(): number {
    return this.#length
  }

  text(text: string): void {
    this.#room(text.length * mostPerUnit)
    this.#length += this.#bytes.write(text, this.#length)
  }

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Everything, and from then on nothing. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#bytes = nothing
    this.#length = 0
    return taken
  }

  #room(needed: number): void {
    if (this.#length + needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(smallest, 2 * this.#bytes.length, this.#length + needed))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}

const nothing = Buffer.alloc(0)
const smallest = 16 * 1024
/** Bytes of UTF-8 for a unit of UTF-16 at the most; pairs of surrogates have four for two. */
const mostPerUnit = 3
