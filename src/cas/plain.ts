/**
 * What a computer algebra system is told: trees in a small language that every system has.
 *
 * A system never sees text of a model. Numerals, operations and known functions are passed on by their meaning; each name
 * becomes `v0`, `v1`, … so that no letter can be a unit, a constant or an assignment of the system. What has no meaning
 * that all systems share (words, relations, unknown functions, percent of a sum) gives `undefined`, and nobody is asked.
 */
import { type Scope, variableName } from '../canonical/meaning/scope.ts'
import type { ApplyNode, BigNode, Tree } from '../tree/tree.ts'

/** `root` has radicand and degree, `power` base and exponent, `log` an argument: it is natural. */
export type Operation = 'add' | 'divide' | 'multiply' | 'negate' | 'power' | 'root'

export type Plain =
  /** Digits with at most one point, and an exponent. */
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'constant'; readonly name: 'pi' | 'e' | 'i' }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'operation'; readonly name: Operation; readonly parts: readonly Plain[] }
  | { readonly type: 'function'; readonly name: PlainFunction; readonly parts: readonly Plain[] }
  | {
      readonly type: 'bound'
      readonly operator: 'sum' | 'product' | 'integral'
      readonly variable: string
      readonly lower: Plain
      readonly upper: Plain
      readonly body: Plain
    }

const functionNames = {
  abs: 1,
  arccos: 1,
  arccot: 1,
  arcosh: 1,
  arcsin: 1,
  arctan: 1,
  arsinh: 1,
  artanh: 1,
  binomial: 2,
  ceiling: 1,
  cos: 1,
  cosh: 1,
  cot: 1,
  csc: 1,
  exp: 1,
  factorial: 1,
  floor: 1,
  ln: 1,
  max: 2,
  min: 2,
  mod: 2,
  sec: 1,
  sign: 1,
  sin: 1,
  sinh: 1,
  tan: 1,
  tanh: 1,
} as const
export type PlainFunction = keyof typeof functionNames
const arity: ReadonlyMap<string, number> = new Map(Object.entries(functionNames))
const isPlainFunction = (name: string): name is PlainFunction => arity.has(name)

/** Other spellings. Sorted. */
const spellings: ReadonlyMap<string, PlainFunction> = new Map([
  ['arcctg', 'arccot'],
  ['arctg', 'arctan'],
  ['binom', 'binomial'],
  ['ceil', 'ceiling'],
  ['cosec', 'csc'],
  ['ctg', 'cot'],
  ['sgn', 'sign'],
  ['tg', 'tan'],
])

/** Names of the caller and those that the system is told. Both sides of a question share one. */
export class Names {
  readonly #names = new Map<string, string>()
  /** The new name of a variable, the same each time. */
  of(name: string): string {
    const known = this.#names.get(name) ?? `v${this.#names.size}`
    this.#names.set(name, known)
    return known
  }
  get all(): ReadonlyMap<string, string> {
    return this.#names
  }
}

interface Reading {
  readonly scope: Scope
  readonly names: Names
}
/** Deeper trees are for nobody. */
const deepest = 60

/** A tree in the plain language, or `undefined`. */
export const plainOf = (tree: Tree, scope: Scope, names: Names): Plain | undefined => read(tree, { scope, names }, 0)

const operation = (name: Operation, ...parts: readonly Plain[]): Plain => ({ type: 'operation', name, parts })
const number = (text: string): Plain => ({ type: 'number', text })
const pi: Plain = { type: 'constant', name: 'pi' }

const readAll = (trees: readonly Tree[], at: Reading, depth: number): Plain[] | undefined => {
  const all: Plain[] = []
  for (const tree of trees) {
    const part = read(tree, at, depth)
    if (part === undefined) return undefined
    all.push(part)
  }
  return all
}

const read = (tree: Tree, at: Reading, depth: number): Plain | undefined => {
  if (depth > deepest) return undefined
  const inner = (part: Tree): Plain | undefined => read(part, at, depth + 1)
  const both = (name: Operation, a: Tree, b: Tree): Plain | undefined => {
    const first = inner(a)
    const second = first && inner(b)
    return second && operation(name, first, second)
  }
  switch (tree.type) {
    case 'number':
      return /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,4})?$/.test(tree.lexeme) && tree.lexeme.length < 400
        ? number(tree.lexeme)
        : undefined
    case 'constant':
      return tree.name === 'pi' ? pi : undefined
    case 'symbol':
      if (tree.name === 'e' && at.scope.euler) return { type: 'constant', name: 'e' }
      if (tree.name === 'i' && at.scope.imaginary) return { type: 'constant', name: 'i' }
      return { type: 'variable', name: at.names.of(tree.name) }
    case 'subscript': {
      const name = variableName(tree)
      return name === undefined ? undefined : { type: 'variable', name: at.names.of(name) }
    }
    case 'fenced':
      return tree.items.length === 1 && (tree.open === '(' || tree.open === '[') ? inner(tree.items[0] as Tree) : undefined
    case 'plus': {
      const terms = readAll(tree.terms, at, depth + 1)
      return terms && operation('add', ...terms)
    }
    case 'times': {
      // `f(x)` of an unknown function and `d/dx` are written as products.
      if (tree.factors.some((factor, k) => isOperatorLike(factor) || isApplied(factor, tree.factors[k + 1], at.scope))) return undefined
      const factors = readAll(tree.factors, at, depth + 1)
      return factors && operation('multiply', ...factors)
    }
    case 'negate': {
      const operand = inner(tree.operand)
      return operand && operation('negate', operand)
    }
    case 'divide':
      return isOperatorLike(tree) ? undefined : both('divide', tree.numerator, tree.denominator)
    case 'mixed':
      return both('add', tree.whole, tree.fraction)
    case 'power':
      return both('power', tree.base, tree.exponent)
    case 'root':
      return both('root', tree.radicand, tree.degree ?? { type: 'number', lexeme: '2' })
    case 'postfix': {
      const operand = inner(tree.operand)
      if (operand === undefined) return undefined
      if (tree.operator === 'factorial') return { type: 'function', name: 'factorial', parts: [operand] }
      if (tree.operator === 'percent') return operation('divide', operand, number('100'))
      if (tree.operator === 'degree') return operation('divide', operation('multiply', operand, pi), number('180'))
      return undefined
    }
    case 'apply':
      return application(tree, at, depth + 1)
    case 'big':
      return big(tree, at, depth + 1)
    default:
      return undefined
  }
}

/** `\frac{d}{dx}`, `\frac{dy}{dx}` are no quotients. */
const isOperatorLike = (tree: Tree): boolean =>
  tree.type === 'divide' &&
  tree.denominator.type === 'times' &&
  tree.denominator.factors[0]?.type === 'symbol' &&
  (tree.denominator.factors[0].name === 'd' || tree.denominator.factors[0].name === 'partial')
const isApplied = (factor: Tree, next: Tree | undefined, scope: Scope): boolean => {
  const name = next?.type === 'fenced' ? variableName(factor) : undefined
  return name !== undefined && scope.functions.has(name)
}

const application = (tree: ApplyNode, at: Reading, depth: number): Plain | undefined => {
  const { head } = tree
  if (head.type !== 'symbol') return undefined
  const parts = readAll(tree.arguments, at, depth)
  const [first] = parts ?? []
  if (parts === undefined || first === undefined) return undefined
  const natural = (part: Plain): Plain => ({ type: 'function', name: 'ln', parts: [part] })
  const name = spellings.get(head.name) ?? head.name
  if ((name === 'log' || name === 'ln' || name === 'lg') && parts.length === 1) {
    if (tree.subscript !== undefined) {
      const base = read(tree.subscript, at, depth)
      return base && operation('divide', natural(first), natural(base))
    }
    return name === 'ln' || (name === 'log' && at.scope.logIsNatural)
      ? natural(first)
      : operation('divide', natural(first), natural(number('10')))
  }
  if (tree.subscript !== undefined) return undefined
  if (name === 'sqrt' && parts.length === 1) return operation('root', first, number('2'))
  if (name === 'cbrt' && parts.length === 1) return operation('root', first, number('3'))
  return isPlainFunction(name) && arity.get(name) === parts.length ? { type: 'function', name, parts } : undefined
}

const big = (tree: BigNode, at: Reading, depth: number): Plain | undefined => {
  const { operator } = tree
  if (operator !== 'sum' && operator !== 'product' && operator !== 'integral') return undefined
  if (tree.variable?.type !== 'symbol' || tree.lower === undefined || tree.upper === undefined) return undefined
  const lower = read(tree.lower, at, depth)
  const upper = lower && read(tree.upper, at, depth)
  const body = upper && read(tree.body, at, depth)
  return lower && upper && body && { type: 'bound', operator, variable: at.names.of(tree.variable.name), lower, upper, body }
}
