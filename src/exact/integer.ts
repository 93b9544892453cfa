/**
 * Integers of any size, fast while they are small.
 *
 * An `Integer` is a `number` exactly when its value is a safe integer (|n| < 2^53), else a `bigint`; never `-0`. Equal
 * values thus have one representation, `===` compares them, and results of arithmetic are brought back by `fromBigInt`.
 * The functions rely on that: a `5n` or a `1.5` is the caller's mistake.
 *
 * An addition or product of two safe integers in doubles is correctly rounded, and rounding is monotone: when the rounded
 * result is safe, so is the true one, and nothing was rounded. This is the whole overflow test.
 *
 * Names end in `Integer` or `Integers`, because the rationals have the plain names.
 */
export type Integer = number | bigint

const MAX = 9007199254740991
const MAX_BIG = 9007199254740991n
const isSafe = (n: number): boolean => n <= MAX && n >= -MAX

/** A power with more bits than this is refused: ask `bitLength` before. */
export const maxPowerBits = 1 << 24

/** The `Integer` of a bigint. */
export function fromBigInt(n: bigint): Integer {
  return n <= MAX_BIG && n >= -MAX_BIG ? Number(n) : n
}

export function toBigInt(n: Integer): bigint {
  return typeof n === 'bigint' ? n : BigInt(n)
}

export function addIntegers(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (isSafe(sum)) return sum
  }
  return fromBigInt(BigInt(a) + BigInt(b))
}

export function subtractIntegers(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (isSafe(difference)) return difference
  }
  return fromBigInt(BigInt(a) - BigInt(b))
}

/**
 * @example
 * multiplyIntegers(4294967296, 4294967296) // 18446744073709551616n
 */
export function multiplyIntegers(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (isSafe(product)) return product + 0 // not -0
  }
  return fromBigInt(BigInt(a) * BigInt(b))
}

export function negateInteger(n: Integer): Integer {
  return typeof n === 'number' ? 0 - n : -n
}

export function absoluteInteger(n: Integer): Integer {
  return n < 0 ? negateInteger(n) : n
}

export function signOfInteger(n: Integer): -1 | 0 | 1 {
  return n > 0 ? 1 : n < 0 ? -1 : 0
}

export function compareIntegers(a: Integer, b: Integer): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

export function equalIntegers(a: Integer, b: Integer): boolean {
  return a === b
}

export function isEven(n: Integer): boolean {
  return typeof n === 'number' ? n % 2 === 0 : (n & 1n) === 0n
}

/** Quotient rounded down, and a remainder with the sign of the divisor. */
export interface QuotientRemainder {
  readonly quotient: Integer
  readonly remainder: Integer
}

/**
 * Divide and round down: `a = quotient * b + remainder`, `0 <= |remainder| < |b|`.
 *
 * @throws RangeError for a divisor 0
 * @example
 * divmodIntegers(-7, 2) // { quotient: -4, remainder: 1 }
 */
export function divmodIntegers(a: Integer, b: Integer): QuotientRemainder {
  if (b === 0) throw new RangeError('Expected a divisor other than 0')
  if (typeof a === 'number' && typeof b === 'number') {
    let remainder = a % b
    let quotient = (a - remainder) / b
    if (remainder !== 0 && remainder < 0 !== b < 0) {
      remainder += b
      quotient -= 1
    }
    return { quotient: quotient + 0, remainder: remainder + 0 }
  }
  const dividend = BigInt(a)
  const divisor = BigInt(b)
  let remainder = dividend % divisor
  let quotient = dividend / divisor
  if (remainder !== 0n && remainder < 0n !== divisor < 0n) {
    remainder += divisor
    quotient -= 1n
  }
  return { quotient: fromBigInt(quotient), remainder: fromBigInt(remainder) }
}

/** `a / b` where b is known to divide a. */
export function exactQuotient(a: Integer, b: Integer): Integer {
  return typeof a === 'number' && typeof b === 'number' ? a / b + 0 : fromBigInt(BigInt(a) / BigInt(b))
}

/** Greatest common divisor, at least 0; `gcd(0, 0)` is 0. */
export function gcdIntegers(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') return gcdOfNumbers(a, b)
  const x = toBigInt(absoluteInteger(a))
  const y = toBigInt(absoluteInteger(b))
  return x < y ? gcdOfBigInts(y, x) : gcdOfBigInts(x, y)
}

/**
 * Lehmer's algorithm, for x >= y: as many of Euclid's steps as the leading 50 bits determine are done at once.
 * D. E. Knuth, The Art of Computer Programming 2, 4.5.2, algorithm L.
 */
function gcdOfBigInts(x: bigint, y: bigint): Integer {
  let length = bitLength(x)
  while (y > MAX_BIG) {
    let shift = length - 50
    let high = Number(x >> BigInt(shift))
    if (high < 35184372088832) {
      length = high === 0 ? bitLength(x) : shift + bitLength(high)
      shift = length - 50
      high = Number(x >> BigInt(shift))
    }
    let low = Number(y >> BigInt(shift))
    // The pair after the steps is a·x + b·y, c·x + d·y.
    let [a, b, c, d] = [1, 0, 0, 1]
    while (low + c !== 0 && low + d !== 0) {
      const quotient = Math.floor((high + a) / (low + c))
      if (quotient !== Math.floor((high + b) / (low + d))) break
      ;[a, c] = [c, a - quotient * c]
      ;[b, d] = [d, b - quotient * d]
      ;[high, low] = [low, high - quotient * low]
    }
    if (b === 0) [x, y] = [y, x % y]
    else [x, y] = [BigInt(a) * x + BigInt(b) * y, BigInt(c) * x + BigInt(d) * y]
  }
  return y === 0n ? fromBigInt(x) : gcdOfNumbers(Number(y), Number(x % y))
}

function gcdOfNumbers(a: number, b: number): number {
  if (a < 0) a = -a
  if (b < 0) b = -b
  while (b > 0) {
    const rest = a % b
    a = b
    b = rest
  }
  return a
}

/** Least common multiple, at least 0. */
export function lcmIntegers(a: Integer, b: Integer): Integer {
  if (a === 0 || b === 0) return 0
  return absoluteInteger(multiplyIntegers(exactQuotient(a, gcdIntegers(a, b)), b))
}

/**
 * `base` to a non-negative exponent; 0 to the 0 is 1.
 *
 * @throws RangeError for an exponent that is negative or no safe integer, or a result beyond `maxPowerBits` bits
 */
export function powerInteger(base: Integer, exponent: number): Integer {
  if (!Number.isSafeInteger(exponent) || exponent < 0) throw new RangeError(`Expected a non-negative safe exponent, found ${exponent}`)
  if (exponent === 0 || base === 1) return 1
  if (exponent === 1 || base === 0) return base
  if (base === -1) return exponent % 2 === 0 ? 1 : -1
  if ((bitLength(base) - 1) * exponent > maxPowerBits) throw new RangeError(`Expected a power of at most ${maxPowerBits} bits`)
  if (typeof base === 'number' && exponent < 53) {
    let power = base
    let left = exponent - 1
    while (left > 0 && isSafe(power)) {
      power *= base
      left -= 1
    }
    if (left === 0 && isSafe(power)) return power
  }
  return fromBigInt(BigInt(base) ** BigInt(exponent))
}

/** Bits of |n|; 0 for 0. `2^(bitLength - 1) <= |n| < 2^bitLength`. */
export function bitLength(n: Integer): number {
  if (typeof n === 'number') {
    const size = n < 0 ? -n : n
    const high = Math.floor(size / 4294967296)
    return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(size)
  }
  const size = n < 0n ? -n : n
  const rounded = Number(size)
  if (rounded <= MAX) return bitLength(rounded)
  if (rounded < largeDouble) {
    // The exponent of the double; rounding may have carried it to the next power of two.
    scratch.setFloat64(0, rounded)
    const high = scratch.getUint32(0)
    const bits = (high >>> 20) - 1022
    if ((high & 0xfffff) !== 0 || scratch.getUint32(4) !== 0) return bits
    return size >> BigInt(bits - 1) === 0n ? bits - 1 : bits
  }
  return longBitLength(size)
}

/** By cutting off longer and longer tails while something is left, then shorter ones: no digits are written. */
function longBitLength(size: bigint): number {
  let rest = size
  let taken = 0
  let tail = 1_000
  for (let growing = true; ; ) {
    const head = rest >> BigInt(tail)
    if (head === 0n) growing = false
    else {
      rest = head
      taken += tail
      if (Number(rest) < largeDouble) return taken + bitLength(fromBigInt(rest))
    }
    tail = growing ? 2 * tail : tail >> 1
  }
}

/** Doubles below this are far from overflow. */
const largeDouble = 1e300
const scratch = new DataView(new ArrayBuffer(8))

/**
 * The largest r with `r^k <= n`, for n >= 0 and k >= 1.
 *
 * Newton's iteration from above, begun with the root of the leading half of the bits, so that one or two rounds suffice.
 *
 * @throws RangeError for a negative n or a k that is no positive safe integer
 */
export function floorRoot(n: Integer, k: number): Integer {
  if (n < 0) throw new RangeError('Expected a non-negative radicand')
  if (!Number.isSafeInteger(k) || k < 1) throw new RangeError(`Expected a positive safe degree, found ${k}`)
  if (k === 1 || n < 2) return n
  if (k === 2 && typeof n === 'number') {
    const root = Math.floor(Math.sqrt(n))
    return root * root > n ? root - 1 : root
  }
  if (k >= bitLength(n)) return 1
  return fromBigInt(rootOfBits(BigInt(n), k))
}

/** Newton's iteration for square roots, begun with the square root of a double, or of the leading half of the bits. */
function squareRootOf(n: bigint): bigint {
  // Correctly rounded: exact to the floor below 2^52.
  if (n < 4503599627370496n) return BigInt(Math.floor(Math.sqrt(Number(n))))
  const width = bitLength(n)
  const shift = width <= 104 ? 0 : width <= 208 ? (width - 103) >> 1 : width >> 2
  // Above the root, by little: the rounding of a double is undone by its last bits.
  let root =
    shift === 0
      ? BigInt(Math.floor(Math.sqrt(Number(n)) * (1 + 1 / 1125899906842624))) + 1n
      : (squareRootOf(n >> BigInt(2 * shift)) + 1n) << BigInt(shift)
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

function rootOfBits(n: bigint, k: number): bigint {
  if (k === 2) return squareRootOf(n)
  const rootBits = Math.floor((bitLength(n) - 1) / k) + 1
  const degree = BigInt(k)
  // Newton needs a start within a factor 1 + 1/k; below that, bit by bit.
  const slow = 36 - Math.clz32(Math.min(k, 0x7fffffff))
  if (rootBits <= slow) {
    let root = 0n
    for (let bit = rootBits - 1; bit >= 0; bit--) {
      const candidate = root | (1n << BigInt(bit))
      if (candidate ** degree <= n) root = candidate
    }
    return root
  }
  const shift = Math.min(rootBits >> 1, rootBits - slow)
  let root = (rootOfBits(n >> BigInt(shift * k), k) + 1n) << BigInt(shift)
  for (;;) {
    const next = ((degree - 1n) * root + n / root ** (degree - 1n)) / degree
    if (next >= root) return root
    root = next
  }
}

/**
 * The integer whose k-th power is n, or `undefined`. Odd roots of negative numbers are negative.
 *
 * @example
 * exactRoot(-27, 3) // -3
 * exactRoot(8, 2) // undefined
 */
export function exactRoot(n: Integer, k: number): Integer | undefined {
  if (n < 0) {
    if (k % 2 === 0) return undefined
    const root = exactRoot(negateInteger(n), k)
    return root === undefined ? undefined : negateInteger(root)
  }
  if (n < 2) return n
  if (k >= bitLength(n)) return undefined
  const root = floorRoot(n, k)
  return powerInteger(root, k) === n ? root : undefined
}

/** ASCII digits with an optional sign; `undefined` for every other text. */
export function integerFromText(text: string): Integer | undefined {
  const negative = text.charCodeAt(0) === 45
  const start = negative || text.charCodeAt(0) === 43 ? 1 : 0
  if (text.length === start) return undefined
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return undefined
  }
  const digits = start === 0 ? text : text.slice(1)
  const size = digits.length <= 15 ? Number(digits) : fromBigInt(BigInt(digits))
  return negative ? negateInteger(size) : size
}

/** Decimal digits, with `-` in front of a negative number. */
export function integerToText(n: Integer): string {
  return n.toString()
}
