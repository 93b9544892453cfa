/**
 * One round over a corpus.
 *
 * The core keeps what it read by text, so a round must not meet its own traces: blocks of pairs are measured, and before each block
 * every bounded store is filled with other texts, and a fresh verifier remembers no verdict. For *gold seen before* each gold of the
 * block is then asked once with an answer that nobody gives. Pairs of all operations and the reference loop are
 * interleaved block by block, so that whatever else the machine does falls on all alike.
 */
import type { Built } from './built.ts'
import { timed } from './clock.ts'
import type { Pair } from './corpora.ts'
import { referenceLoop } from './reference-loop.ts'

export const operations = ['seen', 'cold', 'lex'] as const
export type Operation = (typeof operations)[number]
export interface Times {
  readonly of: Readonly<Record<Operation, number[][]>>
  /** Microseconds of one reference loop. */
  readonly reference: number[]
}

const blockLength = 250
/** More than any cache of the core holds in both its generations. */
const fillers = { predictions: 1_100, golds: 4_100 }

export function emptyTimes(pairs: readonly Pair[]): Times {
  const none = (): number[][] => pairs.map(() => [])
  return { of: { seen: none(), cold: none(), lex: none() }, reference: [] }
}

export function runRound({ core, lex }: Built, pairs: readonly Pair[], into: Times | undefined, wanted: readonly Operation[]): void {
  for (let start = 0; start < pairs.length; start += blockLength) {
    const block = pairs.slice(start, start + blockLength)
    for (const operation of wanted) {
      const call = caller(operation, core, lex, block)
      for (const [at, pair] of block.entries()) {
        const time = timed(() => call(pair))
        into?.of[operation][start + at]?.push(time)
      }
      const loop = timed(referenceLoop)
      into?.reference.push(loop)
    }
  }
}

export function caller(operation: Operation, core: Built['core'], lex: Built['lex'], block: readonly Pair[]): (pair: Pair) => unknown {
  if (operation === 'lex') return ({ answer, text }) => lex(answer).tokens.length + lex(text).tokens.length
  const verifiers = { auto: core.createVerifier(), response: core.createVerifier({ as: 'response' }) }
  if (operation === 'seen') {
    for (const { gold, as } of block) verifiers[as].verify('\\boxed{\\text{nothing that anyone writes}}', gold)
    fill(core, fillers.predictions, at => [`x+${at}`, '7y'])
  } else fill(core, fillers.golds, at => ['7y', `x+${at}`])
  return ({ text, gold, as }) => verifiers[as].verify(text, gold)
}

let filled = 0
/** Texts that were never asked before. */
function fill(core: Built['core'], count: number, pairOf: (at: number) => readonly [string, string]): void {
  const verifier = core.createVerifier()
  for (let at = 0; at < count; at++) verifier.verify(...pairOf(filled++))
}
