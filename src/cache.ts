import { RecentCache } from './limits/recent-cache.ts'

/**
 * What `verify` said of pairs of texts. The rollouts of one question often end in the same answer; the second one costs two
 * look-ups. Bounded by the number of golds, of answers to each, and by their lengths.
 */
export class VerdictMemory {
  readonly #golds = new RecentCache<string, RecentCache<string, boolean>>(1_000)

  /** The verdict on a pair: as it was, else as `decide` says. */
  recall(prediction: string, gold: string, decide: () => boolean): boolean {
    if (prediction.length > longestRemembered || gold.length > longestRemembered) return decide()
    const known = this.#golds.get(gold)
    const before = known?.get(prediction)
    if (before !== undefined) return before
    const verdict = decide()
    const answers = known ?? new RecentCache<string, boolean>(32)
    if (known === undefined) this.#golds.set(gold, answers)
    answers.set(prediction, verdict)
    return verdict
  }
}

/**
 * A part of a text as a text of its own. Engines keep the whole as long as a part of it lives, and what is remembered lives
 * longer than the response that it was found in. Very short parts are copied by themselves.
 */
export function ownText(part: string, whole: string): string {
  return part.length < 13 || whole.length < 2 * part.length ? part : (JSON.parse(JSON.stringify(part)) as string)
}

const longestRemembered = 500
