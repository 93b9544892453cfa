/**
 * Entries by key, in the order in which they came. Most sums have few terms, and most products few factors: these are searched
 * through, since a table costs more to make than such a search; from `few` on a table is made.
 */
export class ByKey<Entry extends { readonly key: string }> {
  readonly entries: Entry[] = []
  #table: Map<string, Entry> | undefined

  get(key: string): Entry | undefined {
    if (this.#table !== undefined) return this.#table.get(key)
    for (const entry of this.entries) if (entry.key === key) return entry
    return undefined
  }

  /** Add an entry whose key is not among them. */
  add(entry: Entry): void {
    this.entries.push(entry)
    if (this.#table !== undefined) this.#table.set(entry.key, entry)
    else if (this.entries.length > few) this.#table = new Map(this.entries.map(each => [each.key, each]))
  }
}

const few = 8
