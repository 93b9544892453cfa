import { type Extraction, extract, type Verdict } from '../../index.ts'
import { RecentCache } from '../../limits/recent-cache.ts'
import type { Span } from '../../source/span.ts'
import type { Row } from './rows.ts'

/**
 * Verdicts on answers that were judged before: rollouts of one question often end alike, and runs over the same rows even more often.
 *
 * A verdict depends on the answer that was extracted, on the rule that found it and on the gold; the response around it only says where it
 * stands. So what is remembered is the verdict without its place, and beside it stands the extraction of this response; together
 * they are the verdict that judging anew would give. Bounded, like every store.
 */
export class VerdictMemory {
  readonly #known = new RecentCache<string, Known>(mostKept)
  readonly #prose: boolean
  /** What was judged since it was told last, where somebody wants to know. */
  #news: Learnt[] | undefined

  constructor(prose: boolean) {
    this.#prose = prose
  }

  recall(row: Row, response: string, finishReason: string | undefined, judge: () => Verdict): Recalled {
    const extraction = extract(response, { prose: this.#prose, ...(finishReason !== undefined && { finishReason }) })
    const key = keyOf(row, extraction)
    if (key === undefined) return { verdict: judge(), extraction, shift: 0, told: {} }
    const offset = offsetOf(extraction)
    const before = this.#known.get(key)
    if (before !== undefined) {
      if (typeof before.verdict === 'string') before.verdict = JSON.parse(before.verdict) as Verdict
      return { verdict: before.verdict, extraction, shift: offset - before.offset, told: before.told }
    }
    const written = writtenVerdict(judge())
    const verdict = JSON.parse(written) as Verdict
    const told: Told = {}
    this.#known.set(key, { verdict, offset, told })
    this.#news?.push({ key, verdict: written, offset })
    return { verdict, extraction, shift: 0, told }
  }

  /** From now on, what is judged can be told to others. */
  collect(): void {
    this.#news = []
  }

  /** What was judged since it was asked last. */
  news(): readonly Learnt[] {
    const news = this.#news ?? []
    if (news.length > 0) this.#news = []
    return news
  }

  /** What others have judged. */
  learn(news: readonly Learnt[]): void {
    for (const { key, verdict, offset } of news) if (this.#known.get(key) === undefined) this.#known.set(key, { verdict, offset, told: {} })
  }
}

/** What was said of a verdict, which is the same wherever the answer stands. */
export interface Told {
  reason?: string
  /** Fields of the records, as they are written. */
  record?: VerdictFields
  info?: string
}
/** Of `X_verdicts.jsonl`, each with the comma in front of it. */
export interface VerdictFields {
  readonly outcome: string
  readonly decision: string
  readonly found: string
  readonly remarks: string
  readonly rules: string
}
export interface Recalled {
  /** Without its place, where it is remembered. */
  readonly verdict: Verdict
  /** How the answer was found in this response. */
  readonly extraction: Extraction
  /** How much further back the remarks of the verdict stand in this response. */
  readonly shift: number
  readonly told: Told
}
/** A verdict as one thread tells it to another. */
export interface Learnt {
  readonly key: string
  /** JSON, which is read when it is needed. */
  readonly verdict: string
  readonly offset: number
}
interface Known {
  verdict: Verdict | string
  /** Where the answer stood in its response. */
  readonly offset: number
  readonly told: Told
}
/** What is read from it shares no text with the response: a part of a string keeps the whole in memory. */
const writtenVerdict = ({ extraction: _, ...verdict }: Verdict): string => JSON.stringify(verdict)

/** The verdict that judging this response anew would give. */
export function placed({
  verdict,
  extraction,
  shift,
}: Pick<Recalled, 'verdict' | 'shift'> & { readonly extraction?: Extraction | undefined }): Verdict {
  return { ...verdict, ...(extraction !== undefined && { extraction }), diagnostics: moved(verdict.diagnostics, shift) }
}

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
