/** From a corpus to spreads: rounds, medians, and the shares that are right and wrong. */
import { allocations } from './allocations.ts'
import type { Built } from './built.ts'
import { median, type Spread, spread } from './clock.ts'
import type { Corpus, Pair } from './corpora.ts'
import { emptyTimes, type Operation, operations, runRound } from './passes.ts'

export interface Measured {
  readonly name: string
  readonly rounds: number
  /** Microseconds. */
  readonly reference: number
  readonly rows: readonly Row[]
}
export interface Row {
  readonly name: string
  readonly spread: Spread
  /** Median as a multiple of the median of lexing both texts of the same pairs, and of the reference loop. */
  readonly overLexing?: number
  readonly overReference: number
  /** Median of the bytes that a call allocates. */
  readonly bytes?: number
}

const warmUp = 3

export function measureCorpus(
  built: Built,
  { name, pairs }: Corpus,
  settings: { readonly rounds: number; readonly slowest: number; readonly only?: readonly Operation[] },
): Measured {
  const wanted = settings.only === undefined ? operations : operations.filter(one => one === 'lex' || settings.only?.includes(one))
  for (let round = 0; round < warmUp; round++) runRound(built, pairs, undefined, wanted)
  const times = emptyTimes(pairs)
  for (let round = 0; round < settings.rounds; round++) runRound(built, pairs, times, wanted)
  const reference = median(times.reference)
  const timesOf = (operation: Operation): readonly number[] => times.of[operation].map(median)
  const lexed = timesOf('lex')
  const row = (label: string, operation: Operation, chosen: readonly number[]): Row => {
    const own = timesOf(operation)
    const found = spread(
      chosen.map(at => ({ id: pairs[at]?.id ?? '', time: own[at] ?? Number.NaN })),
      settings.slowest,
    )
    const floor = median(chosen.map(at => lexed[at] ?? Number.NaN))
    return {
      name: label,
      spread: found,
      overReference: found.median / reference,
      ...(operation === 'lex'
        ? {}
        : {
            overLexing: found.median / floor,
            bytes: allocations(
              built,
              chosen.map(at => pairs[at] as Pair),
              operation,
            ),
          }),
    }
  }
  const all = [...pairs.keys()]
  const rows = [row('lexing both texts', 'lex', all)]
  const labels = { seen: 'verify, gold seen before', cold: 'verify, cold' }
  for (const operation of wanted) if (operation !== 'lex') rows.push(row(labels[operation], operation, all))
  if (wanted.includes('seen')) {
    for (const [kind, chosen] of byKind(built, pairs)) rows.push(row(`  ${kind}`, 'seen', chosen))
  }
  return { name, rounds: settings.rounds, reference, rows }
}

/** Pairs that are right, wrong, not decided, and by the kind of their gold. */
function byKind({ core }: Built, pairs: readonly Pair[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>(['equivalent', 'different', 'undecided'].map(name => [name, []]))
  const kinds = new Map<string, number[]>()
  for (const [at, { text, gold, as }] of pairs.entries()) {
    const { outcome, kind } = core.judge(as === 'response' ? { response: text, reference: gold } : { prediction: text, reference: gold })
    groups.get(outcome)?.push(at)
    const name = kind ?? 'no kind'
    const group = kinds.get(name) ?? []
    group.push(at)
    kinds.set(name, group)
  }
  const sorted = [...kinds].sort(([, a], [, b]) => b.length - a.length)
  return new Map([...[...groups].filter(([, chosen]) => chosen.length > 0), ...sorted])
}
