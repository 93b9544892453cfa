/**
 * Residues of integers that nobody writes out, by Euler's theorem in its general form: for b of at least log2(m),
 * a^b = a^(b mod φ(m) + φ(m)) modulo m. Towers of powers come down by one φ for each storey.
 */
import type { Tree } from '../../src/index.ts'

const phi = (m: bigint): bigint => {
  let [rest, result] = [m, m]
  for (let p = 2n; p * p <= rest; p++) {
    if (rest % p !== 0n) continue
    while (rest % p === 0n) rest /= p
    result -= result / p
  }
  return rest > 1n ? result - result / rest : result
}
const powerModulo = (base: bigint, exponent: bigint, m: bigint): bigint => {
  let [result, square] = [1n % m, base % m]
  for (let e = exponent; e > 0n; e >>= 1n) {
    if ((e & 1n) === 1n) result = (result * square) % m
    square = (square * square) % m
  }
  return result
}

/** The value if it is below 2^64, else that it is not; `undefined` for what is no natural number. */
const small = (tree: Tree): bigint | 'large' | undefined => {
  switch (tree.type) {
    case 'number':
      return /^[0-9]{1,18}$/.test(tree.lexeme) ? BigInt(tree.lexeme) : /^[0-9]+$/.test(tree.lexeme) ? 'large' : undefined
    case 'fenced':
      return tree.items.length === 1 ? small(tree.items[0] as Tree) : undefined
    case 'power': {
      const [base, exponent] = [small(tree.base), small(tree.exponent)]
      if (base === undefined || exponent === undefined) return undefined
      if (base === 0n || base === 1n) return exponent === 0n ? 1n : base
      if (base === 'large' || exponent === 'large' || exponent > 64n) return exponent === 0n ? 1n : 'large'
      const value = base ** exponent
      return value < 1n << 64n ? value : 'large'
    }
    default:
      return undefined
  }
}

/** The residue of a natural number, or of sums, products and negatives of such. */
export const residueOf = (tree: Tree, m: bigint): bigint | undefined => {
  if (m === 1n) return 0n
  const all = (parts: readonly Tree[], join: (a: bigint, b: bigint) => bigint): bigint | undefined => {
    const values = parts.map(part => residueOf(part, m))
    return values.includes(undefined) ? undefined : (values as bigint[]).reduce((a, b) => join(a, b) % m)
  }
  switch (tree.type) {
    case 'number':
      return /^[0-9]+$/.test(tree.lexeme) ? BigInt(tree.lexeme) % m : undefined
    case 'fenced':
      return tree.items.length === 1 ? residueOf(tree.items[0] as Tree, m) : undefined
    case 'plus':
      return all(tree.terms, (a, b) => a + b)
    case 'times':
      return all(tree.factors, (a, b) => a * b)
    case 'negate': {
      const inner = residueOf(tree.operand, m)
      return inner === undefined ? undefined : (m - inner) % m
    }
    case 'power': {
      const base = residueOf(tree.base, m)
      const exponent = small(tree.exponent)
      if (base === undefined || exponent === undefined) return undefined
      if (exponent !== 'large') return powerModulo(base, exponent, m)
      const order = phi(m)
      const reduced = residueOf(tree.exponent, order)
      return reduced === undefined ? undefined : powerModulo(base, reduced + order, m)
    }
    default:
      return undefined
  }
}
