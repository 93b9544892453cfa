/** Where two verifiers agree and where not, sorted by the reason of our verdict. */
import type { Verdict } from '../../index.ts'
import type { TheirVerdict } from './math-verify.ts'

export const sides = ['both accept', 'both refuse', 'only mathverdict accepts', 'only Math-Verify accepts'] as const
export type Agreement = (typeof sides)[number]

export interface Difference {
  readonly row: string
  readonly gold: string
  readonly prediction: string
  readonly said: TheirVerdict
  readonly reason: string
}
export interface Group {
  readonly agreement: Agreement
  /** Why our verdict is what it is, in a few words. */
  readonly because: string
  readonly count: number
  readonly examples: readonly Difference[]
}

export class Comparison {
  readonly counts: Record<Agreement, number> = {
    'both accept': 0,
    'both refuse': 0,
    'only mathverdict accepts': 0,
    'only Math-Verify accepts': 0,
  }
  /** What Math-Verify said nothing about, by why; these count as refused. */
  readonly silent: Record<'error' | 'hung' | 'unreadable gold', number> = { error: 0, hung: 0, 'unreadable gold': 0 }
  readonly #groups = new Map<string, { agreement: Agreement; because: string; count: number; examples: Difference[] }>()
  readonly #shown: number

  constructor(shown: number) {
    this.#shown = shown
  }

  /** @returns on which side the row stands */
  add(row: string, verdict: Verdict, said: TheirVerdict, explain: () => string): Agreement {
    if (typeof said === 'string') this.silent[said] += 1
    const ours = verdict.outcome === 'equivalent'
    const theirs = said === true
    const agreement = sides[ours ? (theirs ? 0 : 2) : theirs ? 3 : 1] as Agreement
    this.counts[agreement] += 1
    if (ours === theirs) return agreement
    const because = reasonOf(verdict, said)
    const group = this.#groups.get(`${agreement}\n${because}`) ?? { agreement, because, count: 0, examples: [] }
    this.#groups.set(`${agreement}\n${because}`, group)
    group.count += 1
    if (group.examples.length < this.#shown)
      group.examples.push({ row, gold: verdict.reference, prediction: verdict.prediction, said, reason: explain() })
    return agreement
  }

  /** The differences, those that matter most first: what only they accept is a point lost, or a false one that they paid. */
  get groups(): readonly Group[] {
    const order = (group: Group): number => sides.indexOf(group.agreement)
    return [...this.#groups.values()].sort((a, b) => order(b) - order(a) || b.count - a.count || (a.because < b.because ? -1 : 1))
  }

  get rows(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0)
  }
}

function reasonOf(verdict: Verdict, said: TheirVerdict): string {
  const silent =
    typeof said === 'string'
      ? `, where Math-Verify has ${said === 'unreadable gold' ? 'an unreadable gold' : said === 'hung' ? 'hung' : 'failed'}`
      : ''
  const kind = verdict.kind ?? 'no kind'
  switch (verdict.outcome) {
    case 'equivalent':
      return `${kind}: ${verdict.by}, ${verdict.certainty}${silent}`
    case 'different':
      return `${kind}: different by ${verdict.by}${silent}`
    case 'undecided': {
      const detail = verdict.cause === 'no-answer' && verdict.detail !== undefined ? ` (${verdict.detail})` : ''
      return `undecided: ${verdict.cause}${detail}, ${verdict.side}${silent}`
    }
  }
}
