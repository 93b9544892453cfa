import type { SymbolNode, Tree } from '../../src/tree/tree.ts'

/**
 * Identities and near misses by rewriting: a random expression is rewritten at random places by rules that are theorems
 * (on the domain where the expression is drawn), so that the result is equal to it. A near miss is a rewritten expression in
 * which one numeral was changed, when a naive evaluation in doubles shows that its value changed.
 */

export type Random = () => number
/** A linear congruential sequence in [0, 1): the same on every machine. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) / 16777216
  }
}
const below = (random: Random, n: number): number => Math.floor(random() * n)
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T

/* ---------------------------------------------------------------- trees */

const num = (n: number): Tree => (n < 0 ? { type: 'negate', operand: num(-n) } : { type: 'number', lexeme: `${n}` })
const sym = (name: string): SymbolNode => ({ type: 'symbol', name })
const plus = (...terms: Tree[]): Tree => ({ type: 'plus', terms })
const neg = (operand: Tree): Tree => ({ type: 'negate', operand })
const minus = (a: Tree, b: Tree): Tree => plus(a, neg(b))
const times = (...factors: Tree[]): Tree => ({ type: 'times', factors, written: 'cdot' })
const over = (numerator: Tree, denominator: Tree): Tree => ({ type: 'divide', numerator, denominator, written: 'bar' })
const pow = (base: Tree, exponent: Tree): Tree => ({ type: 'power', base, exponent })
const sqrt = (radicand: Tree): Tree => ({ type: 'root', radicand })
const cbrt = (radicand: Tree): Tree => ({ type: 'root', radicand, degree: num(3) })
const fn = (name: string, ...args: Tree[]): Tree => ({ type: 'apply', head: sym(name), arguments: args })
const pi: Tree = { type: 'constant', name: 'pi' }
const e: Tree = sym('e')

/* ---------------------------------------------------------------- expressions */

export interface Shape {
  readonly variables: readonly string[]
  readonly trigonometric: boolean
  readonly exponential: boolean
  readonly radical: boolean
}
export const shapes: readonly Shape[] = [
  { variables: ['x', 'y'], trigonometric: false, exponential: false, radical: false },
  { variables: ['x'], trigonometric: true, exponential: false, radical: false },
  { variables: ['x'], trigonometric: false, exponential: true, radical: false },
  { variables: ['x'], trigonometric: false, exponential: false, radical: true },
  { variables: [], trigonometric: false, exponential: false, radical: true },
  { variables: [], trigonometric: true, exponential: true, radical: true },
  { variables: ['x', 'a'], trigonometric: true, exponential: true, radical: true },
]

const leaf = (random: Random, shape: Shape): Tree => {
  if (shape.variables.length > 0 && random() < 0.6) return sym(pick(random, shape.variables))
  const n = 1 + below(random, 9)
  if (random() < 0.15) return over(num(n), num(2 + below(random, 7)))
  if ((shape.trigonometric || shape.exponential) && shape.variables.length === 0 && random() < 0.15) return pi
  return num(n)
}

/** An expression that is defined for positive values of its variables (up to isolated points). */
export const expression = (random: Random, shape: Shape, depth: number): Tree => {
  if (depth <= 0) return leaf(random, shape)
  const inner = (): Tree => expression(random, shape, depth - 1 - below(random, 2))
  const positive = (): Tree => plus(pow(inner(), num(2)), num(1 + below(random, 5)))
  const special: (() => Tree)[] = []
  if (shape.trigonometric)
    special.push(
      () => fn(pick(random, ['sin', 'cos']), inner()),
      () => fn('arctan', inner()),
    )
  if (shape.exponential)
    special.push(
      () => pow(e, inner()),
      () => fn('ln', positive()),
      () => pow(num(2 + below(random, 4)), inner()),
    )
  if (shape.radical)
    special.push(
      () => sqrt(positive()),
      () => cbrt(inner()),
      () => sqrt(num(2 + below(random, 11))),
      () => fn('abs', inner()),
    )
  if (special.length > 0 && random() < 0.45) return pick(random, special)()
  switch (below(random, 6)) {
    case 0:
    case 1:
      return plus(inner(), inner())
    case 2:
      return minus(inner(), inner())
    case 3:
      return times(inner(), inner())
    case 4:
      return over(inner(), positive())
    default:
      return pow(inner(), num(2))
  }
}

/* ---------------------------------------------------------------- rules */

type Rule = (tree: Tree, random: Random) => Tree | undefined

/** Each is a theorem for real values; roots and logarithms only of what is positive. */
const rules: readonly Rule[] = [
  // commute, group, distribute
  tree => (tree.type === 'plus' ? plus(...[...tree.terms].reverse()) : undefined),
  tree => (tree.type === 'times' ? times(...[...tree.factors].reverse()) : undefined),
  tree => {
    if (tree.type !== 'times' || tree.factors.length !== 2) return undefined
    const [a, b] = tree.factors as [Tree, Tree]
    return b.type === 'plus' ? plus(...b.terms.map(term => times(a, term))) : undefined
  },
  tree => (tree.type === 'plus' && tree.terms.length === 2 ? neg(minus(neg(tree.terms[0] as Tree), tree.terms[1] as Tree)) : undefined),
  // add and subtract, multiply and divide, the square of a binomial
  (tree, random) => (minus(plus(tree, num(3 + below(random, 5))), num(0)).type === 'plus' ? addAndSubtract(tree, random) : undefined),
  (tree, random) => {
    const k = 2 + below(random, 6)
    return over(times(num(k), tree), num(k))
  },
  tree => {
    if (
      tree.type !== 'power' ||
      tree.exponent.type !== 'number' ||
      tree.exponent.lexeme !== '2' ||
      tree.base.type !== 'plus' ||
      tree.base.terms.length !== 2
    )
      return undefined
    const [a, b] = tree.base.terms as [Tree, Tree]
    return plus(pow(a, num(2)), times(num(2), a, b), pow(b, num(2)))
  },
  tree =>
    tree.type === 'power' && tree.exponent.type === 'number' && tree.exponent.lexeme === '2' ? times(tree.base, tree.base) : undefined,
  tree => (tree.type === 'divide' ? times(tree.numerator, pow(tree.denominator, num(-1))) : undefined),
  tree =>
    tree.type === 'divide' && tree.numerator.type === 'plus'
      ? plus(...tree.numerator.terms.map(term => over(term, tree.denominator)))
      : undefined,
  tree => (tree.type === 'number' ? over(pow(tree, num(2)), tree) : undefined),
  // trigonometric
  tree => {
    const u = argument(tree, 'sin')
    return u && times(num(2), fn('sin', over(u, num(2))), fn('cos', over(u, num(2))))
  },
  tree => {
    const u = argument(tree, 'cos')
    return u && minus(num(1), times(num(2), pow(fn('sin', over(u, num(2))), num(2))))
  },
  tree => {
    const u = argument(tree, 'sin')
    return u && fn('cos', minus(over(pi, num(2)), u))
  },
  tree => {
    const u = argument(tree, 'cos')
    return u && neg(fn('cos', plus(u, pi)))
  },
  tree => {
    const u = argument(tree, 'sin')
    if (u?.type !== 'plus' || u.terms.length !== 2) return undefined
    const [a, b] = u.terms as [Tree, Tree]
    return plus(times(fn('sin', a), fn('cos', b)), times(fn('cos', a), fn('sin', b)))
  },
  (tree, random) => {
    const u = random() < 0.5 ? sym('x') : num(1 + below(random, 5))
    return tree.type === 'number' && random() < 0.3 ? times(tree, plus(pow(fn('sin', u), num(2)), pow(fn('cos', u), num(2)))) : undefined
  },
  tree => {
    const u = argument(tree, 'arctan')
    return u && neg(fn('arctan', neg(u)))
  },
  // exponentials and logarithms
  tree => (isPower(tree, 'e') ? pow(pow(e, over(tree.exponent, num(2))), num(2)) : undefined),
  tree => (isPower(tree, 'e') && tree.exponent.type === 'plus' ? times(...tree.exponent.terms.map(term => pow(e, term))) : undefined),
  tree =>
    tree.type === 'power' && tree.base.type === 'number' && tree.base.lexeme !== '1' && tree.exponent.type !== 'number'
      ? pow(e, times(tree.exponent, fn('ln', tree.base)))
      : undefined,
  (tree, random) => {
    const u = argument(tree, 'ln')
    const k = 2 + below(random, 5)
    return u && minus(fn('ln', times(num(k), u)), fn('ln', num(k)))
  },
  tree => {
    const u = argument(tree, 'ln')
    return u && neg(fn('ln', over(num(1), u)))
  },
  tree => (tree.type === 'number' ? fn('ln', pow(e, tree)) : undefined),
  tree => (tree.type === 'number' && Number(tree.lexeme) > 1 ? pow(e, fn('ln', tree)) : undefined),
  // radicals and absolute values
  tree => (tree.type === 'number' ? sqrt(pow(tree, num(2))) : undefined),
  (tree, random) => {
    if (tree.type !== 'root' || tree.degree !== undefined) return undefined
    const k = 2 + below(random, 5)
    return over(sqrt(times(num(k * k), tree.radicand)), num(k))
  },
  tree => (tree.type === 'root' && tree.degree === undefined ? over(tree.radicand, tree) : undefined),
  tree => (tree.type === 'root' && tree.degree?.type === 'number' ? neg({ ...tree, radicand: neg(tree.radicand) }) : undefined),
  tree => {
    const u = argument(tree, 'abs')
    return u && sqrt(pow(u, num(2)))
  },
  tree => {
    const u = argument(tree, 'abs')
    return u && fn('abs', neg(u))
  },
  tree => (tree.type === 'symbol' && tree.name !== 'e' ? cbrt(pow(tree, num(3))) : undefined),
  tree => {
    // 1/(√a + k) = (√a - k)/(a - k²) for numbers
    if (tree.type !== 'root' || tree.radicand.type !== 'number' || tree.degree !== undefined) return undefined
    const a = Number(tree.radicand.lexeme)
    return a === 49 ? undefined : minus(over(num(a - 49), minus(tree, num(7))), num(7))
  },
]
const addAndSubtract: Rule = (tree, random) => {
  const k = 2 + below(random, 7)
  return minus(plus(tree, num(k)), num(k))
}
const argument = (tree: Tree, name: string): Tree | undefined =>
  tree.type === 'apply' && tree.head.type === 'symbol' && tree.head.name === name ? tree.arguments[0] : undefined
const isPower = (tree: Tree, base: string): tree is Extract<Tree, { type: 'power' }> =>
  tree.type === 'power' && tree.base.type === 'symbol' && tree.base.name === base

/* ---------------------------------------------------------------- rewriting */

const childrenOf = (tree: Tree): readonly Tree[] => {
  switch (tree.type) {
    case 'plus':
      return tree.terms
    case 'times':
      return tree.factors
    case 'negate':
      return [tree.operand]
    case 'divide':
      return [tree.numerator, tree.denominator]
    case 'power':
      return [tree.base, tree.exponent]
    case 'root':
      return [tree.radicand]
    case 'apply':
      return tree.arguments
    default:
      return []
  }
}
const withChildren = (tree: Tree, parts: readonly Tree[]): Tree => {
  const [a, b] = parts as [Tree, Tree]
  switch (tree.type) {
    case 'plus':
      return { ...tree, terms: parts }
    case 'times':
      return { ...tree, factors: parts }
    case 'negate':
      return { ...tree, operand: a }
    case 'divide':
      return { ...tree, numerator: a, denominator: b }
    case 'power':
      return { ...tree, base: a, exponent: b }
    case 'root':
      return { ...tree, radicand: a }
    case 'apply':
      return { ...tree, arguments: parts }
    default:
      return tree
  }
}
const size = (tree: Tree): number => 1 + childrenOf(tree).reduce((total, part) => total + size(part), 0)
/** The tree with `f` applied to the node of that number in prefix order; `undefined` when `f` gives nothing. */
const changedAt = (tree: Tree, index: number, f: (node: Tree) => Tree | undefined): Tree | undefined => {
  if (index === 0) return f(tree)
  let rest = index - 1
  const parts = childrenOf(tree)
  for (let k = 0; k < parts.length; k++) {
    const part = parts[k] as Tree
    const length = size(part)
    if (rest < length) {
      const changed = changedAt(part, rest, f)
      return changed && withChildren(tree, parts.with(k, changed))
    }
    rest -= length
  }
  return undefined
}

/** The tree after `steps` rewritings. */
export const rewritten = (tree: Tree, random: Random, steps: number): Tree => {
  let result = tree
  for (let tries = 0, done = 0; done < steps && tries < 200; tries++) {
    const rule = pick(random, rules)
    const next = changedAt(result, below(random, size(result)), node => rule(node, random))
    if (next === undefined) continue
    result = next
    done++
  }
  return result
}
/** One numeral changed. */
export const perturbed = (tree: Tree, random: Random): Tree | undefined => {
  for (let tries = 0; tries < 50; tries++) {
    const next = changedAt(tree, below(random, size(tree)), node => (node.type === 'number' ? num(Number(node.lexeme) + 1) : undefined))
    if (next !== undefined) return next
  }
  return undefined
}

/* ---------------------------------------------------------------- a naive second opinion */

/** The value in doubles. */
export const naive = (tree: Tree, values: Readonly<Record<string, number>>): number => {
  switch (tree.type) {
    case 'number':
      return Number(tree.lexeme)
    case 'constant':
      return Math.PI
    case 'symbol':
      return tree.name === 'e' ? Math.E : (values[tree.name] ?? Number.NaN)
    case 'negate':
      return -naive(tree.operand, values)
    case 'plus':
      return tree.terms.reduce((total, term) => total + naive(term, values), 0)
    case 'times':
      return tree.factors.reduce((total, factor) => total * naive(factor, values), 1)
    case 'divide':
      return naive(tree.numerator, values) / naive(tree.denominator, values)
    case 'power':
      return realPower(naive(tree.base, values), naive(tree.exponent, values))
    case 'root':
      return naiveRoot(naive(tree.radicand, values), tree.degree === undefined ? 2 : naive(tree.degree, values))
    case 'apply': {
      const value = naive(tree.arguments[0] as Tree, values)
      switch ((tree.head as SymbolNode).name) {
        case 'sin':
          return Math.sin(value)
        case 'cos':
          return Math.cos(value)
        case 'arctan':
          return Math.atan(value)
        case 'ln':
          return Math.log(value)
        case 'abs':
          return Math.abs(value)
        default:
          return Number.NaN
      }
    }
    default:
      return Number.NaN
  }
}
/** An exponent next to an integer is that integer: doubles cannot say more. */
const realPower = (base: number, exponent: number): number =>
  Math.abs(exponent - Math.round(exponent)) < 1e-9 ? base ** Math.round(exponent) : base ** exponent
const naiveRoot = (radicand: number, degree: number): number =>
  degree === 2 ? Math.sqrt(radicand) : degree === 3 ? Math.cbrt(radicand) : radicand ** (1 / degree)

/** Whether doubles show that two expressions differ, by much more than rounding can move even a root of a root of zero. */
export const clearlyDiffer = (a: Tree, b: Tree): boolean =>
  [1.37, 2.61, 0.43].some(x => {
    const values = { x, y: x * 1.71, a: x * 0.57 + 1 }
    const first = naive(a, values)
    const second = naive(b, values)
    return Number.isFinite(first) && Number.isFinite(second) && Math.abs(first - second) > 0.02 * (1 + Math.abs(first))
  })
/** Whether doubles agree, so that a wrong rule or a wrong drawing would be noticed. */
export const seemEqual = (a: Tree, b: Tree): boolean => !clearlyDiffer(a, b)
