import type { DecidedDifferent, Decision, Witness } from '../canonical/ladder/decision.ts'
import { toText } from '../latex/print/text.ts'
import type { Tree } from '../tree/tree.ts'

/** A prediction that is not the kind of answer that the gold asks for. A class of its own, so that it is known without being printed. */
class OtherKind implements DecidedDifferent {
  readonly outcome = 'different'
  readonly by = 'kind'
  readonly #gold: Tree
  readonly #prediction: Tree

  constructor(gold: Tree, prediction: Tree) {
    this.#gold = gold
    this.#prediction = prediction
  }

  get witness(): Witness {
    return { what: 'kind of answer', reference: toText(this.#gold), prediction: toText(this.#prediction) }
  }
}

export const otherKind = (gold: Tree, prediction: Tree): DecidedDifferent => new OtherKind(gold, prediction)

/** A reading that finds a difference tells more than one that finds another kind of answer. */
export const isOtherKind = (decision: Decision): boolean => decision instanceof OtherKind
