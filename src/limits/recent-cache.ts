/**
 * A bounded cache in two generations: when the young one is full it becomes the old one, and what is asked again moves back.
 * No clock and no order of keys is involved. Keys are texts, or trees by identity. Whoever reads an entry charges the steps
 * that it saved, so that no verdict depends on what was asked before.
 */
export class RecentCache<Key extends string | object, Value> {
  #young = new Map<Key, Value>()
  #old: Map<Key, Value> | undefined
  readonly #capacity: number

  /** @param capacity entries of one generation */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key)
    if (young !== undefined || this.#old === undefined) return young
    const old = this.#old.get(key)
    if (old !== undefined) this.set(key, old)
    return old
  }

  set(key: Key, value: Value): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
  }
}

/**
 * Keep by text what a pure reading of a short text gave: words and units come again in all answers. Only for readings that
 * spend no steps.
 *
 * @example
 * const lengthOnce = remembered(text => text.length, 100)
 * lengthOnce('km/h') // 4
 */
export function remembered<T>(read: (text: string) => T, capacity: number): (text: string) => T {
  const known = new RecentCache<string, { readonly value: T }>(capacity)
  return text => {
    if (text.length > longestRemembered) return read(text)
    const before = known.get(text)
    if (before !== undefined) return before.value
    const value = read(text)
    known.set(text, { value })
    return value
  }
}

const longestRemembered = 40
