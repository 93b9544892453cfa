import { bitLength, exactRoot, fromBigInt, type Integer } from './integer.ts'

/**
 * Bounded factoring: trial division by the primes below 1000 (below 2^14 while the number is a safe one),
 * then a test for perfect powers. What is left is kept whole and treated as a prime by the callers; two
 * such leftovers may share a factor, so unequal forms built from them prove nothing.
 */
export interface Factor {
  readonly base: Integer
  readonly exponent: number
}

const smallPrimes: number[] = []
for (let n = 2; n < 1000; n++) if (smallPrimes.every(p => n % p !== 0)) smallPrimes.push(n)
/** Products of runs of small primes, below 2^53, so that one long remainder serves many primes. */
const runs: { product: bigint; primes: number[] }[] = []
{
  let product = 1
  let primes: number[] = []
  for (const p of smallPrimes) {
    if (product * p > 9007199254740991) {
      runs.push({ product: BigInt(product), primes })
      product = 1
      primes = []
    }
    product *= p
    primes.push(p)
  }
  runs.push({ product: BigInt(product), primes })
}

const trialLimit = 1 << 14

const withPerfectPower = (rest: Integer, factors: Factor[]): void => {
  if (rest === 1) return
  if (typeof rest === 'number' && rest < trialLimit * trialLimit) {
    factors.push({ base: rest, exponent: 1 })
    return
  }
  let value = rest
  let exponent = 1
  // No factor below 1000 is left, so an exponent is below bits / 9.
  const bits = bitLength(rest)
  if (bits <= 4096)
    for (const k of smallPrimes) {
      if (k * 9 > bits) break
      for (let root = exactRoot(value, k); root !== undefined; root = exactRoot(value, k)) {
        value = root
        exponent *= k
      }
    }
  factors.push({ base: value, exponent })
}

/** All factors p taken out, by squares of squares: as many divisions as the exponent has bits. */
const dividedOut = (value: bigint, p: bigint): { readonly rest: bigint; readonly exponent: number } => {
  if (value % p !== 0n) return { rest: value, exponent: 0 }
  const { rest, exponent } = dividedOut(value / p, p * p)
  return rest % p === 0n ? { rest: rest / p, exponent: 2 * exponent + 2 } : { rest, exponent: 2 * exponent + 1 }
}

/** Factor `n > 0`. The bases are ascending, and pairwise coprime. @example factor(360) // 2^3 · 3^2 · 5 */
export const factor = (n: Integer): readonly Factor[] => {
  const factors: Factor[] = []
  const big = n
  if (typeof big === 'bigint') {
    let value: bigint = big
    for (const run of runs) {
      const residue = Number(value % run.product)
      for (const p of run.primes) {
        if (residue % p !== 0) continue
        const found = dividedOut(value, BigInt(p))
        value = found.rest
        factors.push({ base: p, exponent: found.exponent })
      }
      if (value === 1n) break
    }
    withPerfectPower(fromBigInt(value), factors)
    return factors.sort((a, b) => (a.base < b.base ? -1 : 1))
  }
  let rest: number = big
  const divideOut = (p: number): void => {
    let exponent = 0
    while (rest % p === 0) {
      rest /= p
      exponent++
    }
    if (exponent > 0) factors.push({ base: p, exponent })
  }
  divideOut(2)
  divideOut(3)
  for (let p = 5, step = 2; p < trialLimit && p * p <= rest; p += step, step = 6 - step) divideOut(p)
  withPerfectPower(rest, factors)
  return factors
}

/** Euler's φ, by trial division: at most the square root of n steps, for numbers of one word. */
export const totient = (n: number): number => {
  let result = n
  let rest = n
  for (let p = 2; p * p <= rest; p++) {
    if (rest % p !== 0) continue
    result -= result / p
    while (rest % p === 0) rest /= p
  }
  return rest > 1 ? result - result / rest : result
}
