/** What is to be written of each row of a file: whether it is kept, and its counts. Nine bytes a row. */
export class RowStates {
  #kept = new Uint8Array(1024)
  #right = new Uint32Array(1024)
  #total = new Uint32Array(1024)

  keep(row: number, rate: readonly [number, number] | undefined): void {
    if (row >= this.#kept.length) this.#grow(row)
    this.#kept[row] = 1
    this.#right[row] = rate?.[0] ?? 0
    this.#total[row] = rate?.[1] ?? 0
  }

  isKept(row: number): boolean {
    return this.#kept[row] === 1
  }

  /** The counts of the rollouts that were judged; `undefined` when there were none. */
  rate(row: number): { readonly right: number; readonly total: number } | undefined {
    const total = this.#total[row] ?? 0
    return total === 0 ? undefined : { right: this.#right[row] ?? 0, total }
  }

  #grow(row: number): void {
    const size = Math.max(row + 1, this.#kept.length * 2)
    const [kept, right, total] = [new Uint8Array(size), new Uint32Array(size), new Uint32Array(size)]
    kept.set(this.#kept)
    right.set(this.#right)
    total.set(this.#total)
    this.#kept = kept
    this.#right = right
    this.#total = total
  }
}
