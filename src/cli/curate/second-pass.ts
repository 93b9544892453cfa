/**
 * The second pass, over the journal: duplicates and the sample, for which the other rows count. Then every row has its fate, and
 * the manifest is written in the order of the rows.
 */
import {
  type Band,
  bands,
  type CurationRule,
  Duplicates,
  type DuplicateOptions,
  fillPlaces,
  groupAnswers,
  placeInBand,
  PointCounts,
  type SampleCandidate,
  sampleCandidate,
} from '../../curate.ts'
import type { AtomicFile } from '../atomic-file.ts'
import { entriesOf } from '../journal.ts'
import { groupedEntries, groupsOf } from './groups.ts'
import type { JournalEntry } from './journal-entry.ts'
import type { RowStates } from './row-states.ts'
import type { StageCounts } from './stage-counts.ts'

export interface SampleRule {
  /** Rows inside of this band are all kept; the others are sampled. */
  readonly hard: Band
  readonly places: number
  readonly seed: number
}
type Entries = () => AsyncGenerator<JournalEntry>

export interface FateJob {
  readonly journal: string
  /** The rule by which groups of rows are decided; rows stand for themselves when it is not given. */
  readonly grouped: CurationRule | undefined
  /** Names of the inputs as the manifest shows them. */
  readonly names: readonly string[]
  readonly duplicates: DuplicateOptions | undefined
  readonly sample: SampleRule | undefined
  readonly states: readonly RowStates[]
  readonly counts: StageCounts
  readonly manifest: AtomicFile
  readonly suspects: AtomicFile
}

export async function secondPass(job: FateJob): Promise<void> {
  const groups = job.grouped === undefined ? undefined : await groupsOf(job.journal)
  const entries: Entries = () =>
    groups === undefined || job.grouped === undefined
      ? entriesOf<JournalEntry>(job.journal)
      : groupedEntries(job.journal, groups, job.grouped)
  const { repeated, places } = await findDuplicates(job, entries)
  const chosen = await chooseSample(job, entries, repeated)
  let index = -1
  for await (const entry of entries()) {
    index += 1
    const file = job.names[entry.f] ?? ''
    const drop = entry.drop ?? duplicateDrop(repeated.get(index), places, job.names) ?? sampleDrop(index, chosen)
    job.counts.row(entry, drop)
    if (drop === undefined) job.states[entry.f]?.keep(entry.n, entry.rollouts && entry.rate)
    else await job.manifest.write(line({ file, row: entry.n, id: entry.id, ...drop, pass_rate: entry.rate?.join('/') }))
    if (entry.suspect !== undefined) {
      const { gold, answer, agree, total, right, interval } = entry.suspect
      await job.suspects.write(
        line({
          file,
          row: entry.n,
          id: entry.id,
          gold,
          answer,
          agree,
          right,
          total,
          low: interval.low,
          high: interval.high,
          kept: drop === undefined,
        }),
      )
    }
    if (entry.conflicts !== undefined) {
      const { gold, answers } = entry.conflicts
      await job.suspects.write(line({ file, row: entry.n, id: entry.id, gold, conflicts: answers, kept: drop === undefined }))
    }
  }
}

const line = (value: Readonly<Record<string, unknown>>): string => `${JSON.stringify(value)}\n`

interface Repeat {
  readonly grade: string
  readonly of: number
  readonly answer: string
}
interface Place {
  readonly f: number
  readonly n: number
  readonly answer: string
}

/** Where rows that are repeated stand, by their place in the journal; only those are held. */
async function findDuplicates(
  { duplicates }: FateJob,
  entries: Entries,
): Promise<{
  readonly repeated: ReadonlyMap<number, Repeat>
  readonly places: ReadonlyMap<number, Place>
}> {
  const repeated = new Map<number, Repeat>()
  const places = new Map<number, Place>()
  if (duplicates === undefined) return { repeated, places }
  const seen = new Duplicates(duplicates)
  const wanted = new Set<number>()
  let index = -1
  for await (const { drop, q, i, a } of entries()) {
    index += 1
    if (drop !== undefined || q === undefined || q === '') continue
    const found = seen.first({ question: q, images: i ?? '', answer: a ?? '' }, index)
    if (found === undefined) continue
    repeated.set(index, { ...found, answer: a ?? '' })
    wanted.add(found.of)
  }
  if (wanted.size === 0) return { repeated, places }
  index = -1
  for await (const { f, n, a } of entries()) {
    index += 1
    if (wanted.has(index)) places.set(index, { f, n, answer: a ?? '' })
  }
  return { repeated, places }
}

function duplicateDrop(
  repeat: Repeat | undefined,
  places: ReadonlyMap<number, Place>,
  names: readonly string[],
): { readonly stage: 'duplicate'; readonly rule: string; readonly reason: string } | undefined {
  if (repeat === undefined) return undefined
  const first = places.get(repeat.of)
  // One of the two golds is wrong, or they are written differently.
  const conflict =
    first === undefined || groupAnswers([first.answer, repeat.answer]).length === 1 ? '' : `, whose answer is ${first.answer.slice(0, 60)}`
  return { stage: 'duplicate', rule: repeat.grade, reason: `repeats row ${first?.n ?? '?'} of ${names[first?.f ?? 0] ?? '?'}${conflict}` }
}

/** Rows outside of the hard band that are chosen; `undefined` when nothing is sampled. */
async function chooseSample(
  { sample }: FateJob,
  entries: Entries,
  repeated: ReadonlyMap<number, Repeat>,
): Promise<
  { readonly chosen: ReadonlySet<number>; readonly easy: ReadonlySet<number>; readonly point: ReadonlyMap<number, string> } | undefined
> {
  if (sample === undefined) return undefined
  const counts = new PointCounts()
  const isHard = (entry: JournalEntry): boolean => {
    const rate = entry.rate && { right: entry.rate[0], total: entry.rate[1] }
    return rate !== undefined && placeInBand(rate, sample.hard) === 'inside'
  }
  let index = -1
  for await (const entry of entries()) {
    index += 1
    if (entry.drop === undefined && !repeated.has(index) && isHard(entry)) counts.add(entry.points ?? [])
  }
  const candidates: SampleCandidate[] = []
  index = -1
  for await (const entry of entries()) {
    index += 1
    if (entry.drop !== undefined || repeated.has(index) || isHard(entry)) continue
    candidates.push(
      sampleCandidate(index, `${entry.id ?? ''}\n${entry.q ?? ''}\n${entry.i ?? ''}`, entry.points ?? [], counts, sample.seed),
    )
  }
  return {
    chosen: fillPlaces(candidates, sample.places, counts),
    easy: new Set(candidates.map(({ number }) => number)),
    point: new Map(candidates.map(({ number, point }) => [number, point])),
  }
}

function sampleDrop(
  index: number,
  sample: Awaited<ReturnType<typeof chooseSample>>,
): { readonly stage: 'sample'; readonly rule: string; readonly reason: string } | undefined {
  if (sample === undefined || !sample.easy.has(index) || sample.chosen.has(index)) return undefined
  const point = sample.point.get(index) ?? ''
  return {
    stage: 'sample',
    rule: 'not-chosen',
    reason: point === '' ? 'easier, and not chosen' : `easier, and others of "${point.slice(0, 80)}" were chosen`,
  }
}

/** The hard half of DeepVision, which is kept whole. */
export const usualHardBand = bands.hard
