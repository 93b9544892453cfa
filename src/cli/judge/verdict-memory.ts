import { type Extraction, extract, type Verdict } from '../../index.ts'
import { RecentCache } from '../../limits/recent-cache.ts'
import type { Span } from '../../source/span.ts'
import type { Row } from './rows.ts'

/**
 * Verdicts on answers that were judged before: rollouts of one question often end alike, and runs over the same rows even more often.
 *
 * A verdict depends on the answer that was extracted, on the rule that found it and on the gold; the response around it only says where it
 * stands. So a remembered verdict gets the extraction of this response and its remarks the places in it, and is the one that judging
 * anew would give. Bounded, like every store.
 */
export class VerdictMemory {
  readonly #known = new RecentCache<string, Known>(mostKept)
  readonly #prose: boolean

  constructor(prose: boolean) {
    this.#prose = prose
  }

  recall(row: Row, response: string, finishReason: string | undefined, judge: () => Verdict): Recalled {
    const extraction = extract(response, { prose: this.#prose, ...(finishReason !== undefined && { finishReason }) })
    const key = keyOf(row, extraction)
    if (key === undefined) return { verdict: judge(), told: {} }
    const offset = offsetOf(extraction)
    const before = this.#known.get(key)
    if (before !== undefined) {
      const { verdict, told } = before
      return { verdict: { ...verdict, extraction, diagnostics: moved(verdict.diagnostics, offset - before.offset) }, told }
    }
    const verdict = judge()
    const told: Told = {}
    this.#known.set(key, { verdict: detached(verdict), offset, told })
    return { verdict, told }
  }
}

/** What was said of a verdict, which is the same wherever the answer stands. */
export interface Told {
  reason?: string
}
interface Recalled {
  readonly verdict: Verdict
  readonly told: Told
}
interface Known extends Recalled {
  /** Where the answer stood in its response. */
  readonly offset: number
}
/** A copy that shares no text with the response: a part of a string keeps the whole in memory. */
const detached = ({ extraction: _, ...verdict }: Verdict): Verdict => JSON.parse(JSON.stringify(verdict)) as Verdict

const mostKept = 12_000
const longestKept = 400

/** Everything that decides; `undefined` when it is too long to be kept. */
function keyOf({ references, declared }: Row, extraction: Extraction): string | undefined {
  let key = extraction.found ? `${extraction.rule}\0${extraction.text}` : `\0${extraction.reason}`
  for (const reference of references) key += `\0${reference}`
  if (Object.keys(declared).length > 0) key += `\0\0${JSON.stringify(declared)}`
  return key.length > longestKept ? undefined : key
}

const offsetOf = (extraction: Extraction): number => (extraction.found && extraction.parts.length === 1 ? extraction.span.start : 0)

const moved = <Remark extends { readonly span: Span }>(remarks: readonly Remark[], by: number): readonly Remark[] =>
  by === 0 || remarks.length === 0
    ? remarks
    : remarks.map(remark => ({ ...remark, span: { start: remark.span.start + by, end: remark.span.end + by } }))
