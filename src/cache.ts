/**
 * A bounded cache by text, in two generations: when the young one is full it becomes the old one, and what is asked again
 * moves back. No clock and no order of keys is involved. Whoever reads an entry charges the steps that it saved, so that
 * no verdict depends on what was asked before.
 */
export class TextCache<T> {
  #young = new Map<string, T>()
  #old = new Map<string, T>()
  readonly #capacity: number

  /** @param capacity entries of one generation */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: string): T | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old !== undefined) this.set(key, old)
    return old
  }

  set(key: string, value: T): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
  }
}

/**
 * What `verify` said of pairs of texts. The rollouts of one question often end in the same answer; the second one costs two
 * look-ups. Bounded by the number of golds, of answers to each, and by their lengths.
 */
export class VerdictMemory {
  readonly #golds = new TextCache<TextCache<boolean>>(1_000)

  /** The verdict on a pair: as it was, else as `decide` says. */
  recall(prediction: string, gold: string, decide: () => boolean): boolean {
    if (prediction.length > longestRemembered || gold.length > longestRemembered) return decide()
    const known = this.#golds.get(gold)
    const before = known?.get(prediction)
    if (before !== undefined) return before
    const verdict = decide()
    const answers = known ?? new TextCache<boolean>(32)
    if (known === undefined) this.#golds.set(gold, answers)
    answers.set(prediction, verdict)
    return verdict
  }
}

const longestRemembered = 500
