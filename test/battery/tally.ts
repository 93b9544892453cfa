/** The battery, judged: what the theorems of `theorems.ts` come out as. */
import { randomFrom } from '../canonical/battery.ts'
import { judge } from '../../src/index.ts'
import { type Claim, claim, familyNames } from './theorems.ts'

export interface Tally {
  identities: number
  /** Of them: decided `equivalent`. */
  equivalent: number
  /** Of `equivalent`: with a proof. */
  proved: number
  undecided: number
  misses: number
  /** Near misses that were taken for equal. */
  accepted: number
  missesUndecided: number
  /** What went wrong, one line each. */
  readonly failures: string[]
}

/** The claims of one depth: the families in turn. */
export const claims = function* (seed: number, depth: number, count: number): Generator<Claim> {
  for (let index = 0; index < count; index++) {
    const random = randomFrom(seed * 7_919 + depth * 104_729 + index)
    // The first numbers of near seeds are near each other.
    for (let k = 0; k < 5; k++) random()
    yield claim(random, familyNames[index % familyNames.length] as (typeof familyNames)[number], depth)
  }
}

export const tally = (all: Iterable<Claim>, seen?: (claim: Claim, milliseconds: number) => void): Tally => {
  const result: Tally = {
    identities: 0,
    equivalent: 0,
    proved: 0,
    undecided: 0,
    misses: 0,
    accepted: 0,
    missesUndecided: 0,
    failures: [],
  }
  for (const found of all) {
    const started = performance.now()
    const same = judge({ reference: found.left, prediction: found.right })
    seen?.(found, performance.now() - started)
    result.identities++
    if (same.outcome === 'equivalent') {
      result.equivalent++
      if (same.certainty === 'proved') result.proved++
    } else {
      if (same.outcome === 'undecided') result.undecided++
      result.failures.push(`${found.family}, ${same.outcome}: ${found.left} = ${found.right}`)
    }
    const other = judge({ reference: found.left, prediction: found.miss })
    result.misses++
    if (other.outcome === 'undecided') result.missesUndecided++
    if (other.outcome !== 'equivalent') continue
    result.accepted++
    result.failures.push(`${found.family}, accepted: ${found.left} = ${found.miss}`)
  }
  return result
}
