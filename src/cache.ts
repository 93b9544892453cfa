import { type Prefilter, prefilterOf } from './compare/prefilter.ts'
import { RecentCache } from './limits/recent-cache.ts'
import type { Tree } from './tree/tree.ts'

/**
 * What `verify` said of pairs of texts. The rollouts of one question often end in the same answer; the second one costs two
 * look-ups. Bounded by the number of golds, of answers to each, and by their lengths.
 */
export class VerdictMemory {
  readonly #golds = new RecentCache<string, OfGold>(1_000)

  /** What is known of answers to this gold; `undefined` for a long one. */
  of(gold: string, tree: () => Tree): OfGold | undefined {
    if (gold.length > longestRemembered) return undefined
    const known = this.#golds.get(gold)
    if (known !== undefined) return known
    const fresh: OfGold = { texts: new Verdicts(), answers: new Verdicts(), prefilter: prefilterOf(gold, tree) }
    this.#golds.set(gold, fresh)
    return fresh
  }
}

/** Verdicts on texts as they were given, and on the answers that were found inside them. */
export interface OfGold {
  readonly texts: Verdicts
  readonly answers: Verdicts
  readonly prefilter: Prefilter | undefined
}

class Verdicts {
  readonly #known = new RecentCache<string, boolean>(32)

  get(text: string): boolean | undefined {
    return text.length > longestRemembered ? undefined : this.#known.get(text)
  }

  set(text: string, verdict: boolean): void {
    if (text.length <= longestRemembered) this.#known.set(text, verdict)
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
