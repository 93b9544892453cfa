/**
 * An even choice of a stream in constant memory (Vitter's algorithm R), a number of each group. The draws come from a fixed sequence, so
 * that two runs over the same stream choose the same.
 */
export class Reservoir<Item> {
  readonly #size: number
  readonly #groups = new Map<string, { seen: number; readonly kept: { readonly order: number; readonly item: Item }[] }>()
  #seen = 0
  #state = 0x2545f491

  /** @param size items of each group */
  constructor(size: number) {
    this.#size = size
  }

  /** `make` is called only when the item is kept. */
  offer(group: string, make: () => Item): void {
    this.#seen += 1
    let found = this.#groups.get(group)
    if (found === undefined) {
      found = { seen: 0, kept: [] }
      this.#groups.set(group, found)
    }
    found.seen += 1
    const at = found.kept.length < this.#size ? found.kept.length : this.#draw() % found.seen
    if (at < this.#size) found.kept[at] = { order: this.#seen, item: make() }
  }

  /** How many were offered. */
  get seen(): number {
    return this.#seen
  }

  /** What was kept, in the order of the stream. */
  items(): readonly Item[] {
    return [...this.#groups.values()]
      .flatMap(({ kept }) => kept)
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item)
  }

  /** Marsaglia's 32-bit xorshift. */
  #draw(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state
    return state >>> 0
  }
}
