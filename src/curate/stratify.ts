/**
 * Sampling the easy part so that it fills what the hard part lacks.
 *
 * DeepVision keeps all questions of the hard band and prefers, among the easier ones, knowledge points that are rare there.
 * Here each easy row counts for the rarest of its knowledge points. Places go out one at a time to the point that has
 * fewest rows so far (hard ones included) and still has candidates; within a point the rows with the smallest digest of
 * seed and name are taken. Nothing is drawn: the same rows give the same sample, and more places extend a sample.
 */
import { digest } from './digest.ts'

/** Counts the knowledge points of the rows that are kept anyway. */
export class PointCounts {
  readonly #counts = new Map<string, number>()

  add(points: readonly string[]): void {
    for (const point of new Set(points)) this.#counts.set(point, (this.#counts.get(point) ?? 0) + 1)
  }

  of(point: string): number {
    return this.#counts.get(point) ?? 0
  }

  /** The rarest of some points; of equals the first by code units. A row without points belongs to the point `''`. */
  rarest(points: readonly string[]): string {
    let best: string | undefined
    for (const point of points) {
      if (best === undefined || this.of(point) < this.of(best) || (this.of(point) === this.of(best) && point < best)) best = point
    }
    return best ?? ''
  }
}

/** A row that may be sampled. */
export interface SampleCandidate {
  readonly number: number
  readonly point: string
  readonly order: readonly [number, number]
}

/**
 * @param name what tells the row apart and stays the same between runs: its id, or the digest of its question
 * @param points its knowledge points
 */
export function sampleCandidate(number: number, name: string, points: readonly string[], counts: PointCounts, seed = 0): SampleCandidate {
  return { number, point: counts.rarest(points), order: digest(name, seed) }
}

/**
 * Choose at most `places` candidates.
 *
 * @returns the numbers of the chosen rows
 * @example
 * const counts = new PointCounts()
 * counts.add(['algebra'])
 * const easy = [sampleCandidate(1, 'a', ['algebra'], counts), sampleCandidate(2, 'b', ['geometry'], counts)]
 * ;[...fillPlaces(easy, 1, counts)] // [2]
 */
export function fillPlaces(candidates: readonly SampleCandidate[], places: number, counts: PointCounts): ReadonlySet<number> {
  if (!Number.isSafeInteger(places) || places < 0) throw new RangeError(`Expected places to be a non-negative integer, found ${places}`)
  const byPoint = new Map<string, SampleCandidate[]>()
  for (const candidate of candidates) {
    const list = byPoint.get(candidate.point)
    if (list === undefined) byPoint.set(candidate.point, [candidate])
    else list.push(candidate)
  }
  const points = [...byPoint].map(([point, list]) => ({ point, list: list.sort(byOrder), from: counts.of(point), taken: 0 }))
  const level = waterLevel(points, places)
  let left = places
  for (const entry of points) {
    entry.taken = Math.min(entry.list.length, Math.max(0, level - entry.from))
    left -= entry.taken
  }
  // What is left is less than one row for each point that could still take one: the next level, by name.
  points.sort((a, b) => (a.point < b.point ? -1 : 1))
  for (const entry of points) {
    if (left > 0 && entry.taken < entry.list.length && entry.from + entry.taken <= level) {
      entry.taken += 1
      left -= 1
    }
  }
  return new Set(points.flatMap(({ list, taken }) => list.slice(0, taken).map(({ number }) => number)))
}

/** The highest level to which all points can be filled with `places` rows, by halving. */
function waterLevel(points: readonly { readonly list: readonly unknown[]; readonly from: number }[], places: number): number {
  const needed = (level: number): number =>
    points.reduce((sum, { list, from }) => sum + Math.min(list.length, Math.max(0, level - from)), 0)
  let low = 0
  let high = points.reduce((most, { list, from }) => Math.max(most, from + list.length), 0)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (needed(middle) <= places) low = middle
    else high = middle - 1
  }
  return low
}

function byOrder(a: SampleCandidate, b: SampleCandidate): number {
  return a.order[0] - b.order[0] || a.order[1] - b.order[1] || a.number - b.number
}
