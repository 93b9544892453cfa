import type { Tree } from '../../tree/tree.ts'
import { sameName } from '../meaning/prefix.ts'
import { combine, complementOf, intervalSet, type RealSet } from './realset.ts'
import { orderOfConstants as order } from './lattice.ts'
import type { SetReading } from './reading.ts'

/** Unions, intersections and differences of sets that were read, as far as they speak of one quantity. */

/** A union is joined half by half, so that many pieces take n·log n steps; an intersection as written. */
export function fold(operator: 'union' | 'intersection', readings: readonly SetReading[]): SetReading | undefined {
  const [first, ...rest] = readings
  if (operator === 'intersection' || readings.length < 4)
    return rest.reduce<SetReading | undefined>((left, right) => left && join(operator, left, right), first)
  const half = readings.length >> 1
  const left = fold(operator, readings.slice(0, half))
  const right = fold(operator, readings.slice(half))
  return left && right && join(operator, left, right)
}

/** Combine two readings of the same quantity. */
export function join(operator: 'union' | 'intersection' | 'difference', left: SetReading, right: SetReading): SetReading | undefined {
  const [own, other] = [nameOf(left), nameOf(right)]
  if (own !== undefined && other !== undefined && !sameName(own, other)) return undefined
  const name = own ?? other ?? left.name
  const parts = operator === 'union' ? uniteParts([...left.parts, ...right.parts]) : combineParts(operator, left.parts, right.parts)
  return parts && { ...(name && { name }), parts }
}

/** `x>1 and <2`: the side that was left out goes on with the name. */
const nameOf = ({ name }: SetReading): Tree | undefined => (name?.type === 'symbol' && name.name === '' ? undefined : name)

function uniteParts(parts: readonly RealSet[]): readonly RealSet[] {
  const united: RealSet[] = []
  for (const part of parts) {
    let merged: RealSet | undefined
    const index = united.findIndex(other => {
      merged = combine('union', other, part, order)
      return merged !== undefined
    })
    if (merged === undefined) united.push(part)
    else united[index] = merged
  }
  return united
}

function combineParts(
  operator: 'intersection' | 'difference',
  left: readonly RealSet[],
  right: readonly RealSet[],
): readonly RealSet[] | undefined {
  const [a] = left
  const [b] = right
  if (a === undefined || b === undefined || left.length > 1 || right.length > 1) return undefined
  const result = combine(operator, a, b, order) ?? (operator === 'intersection' ? (betweenRays(a, b) ?? betweenRays(b, a)) : undefined)
  return result && [result]
}

/** `x>a` and `x<b` with ends whose order is not known: the interval from a to b, as written. */
function betweenRays(above: RealSet, below: RealSet): RealSet | undefined {
  const [lower] = above.cuts
  const [upper] = below.cuts
  const opposite =
    above.cuts.length === 1 &&
    below.cuts.length === 1 &&
    above.inside[2] === true &&
    above.inside[0] === false &&
    below.inside[0] === true &&
    below.inside[2] === false
  if (!opposite || lower === undefined || upper === undefined || above.lattice || below.lattice) return undefined
  return intervalSet(lower, above.inside[1] === true, upper, below.inside[1] === true)
}

export function complementReading(reading: SetReading): SetReading | undefined {
  const [part] = reading.parts
  const complement = part !== undefined && reading.parts.length === 1 ? complementOf(part) : undefined
  return complement && { ...reading, parts: [complement] }
}
