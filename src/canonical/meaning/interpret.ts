/**
 * From what is written to what is meant: the written tree becomes a canonical term.
 *
 * Bound variables are renamed by nesting depth, so that `\sum_k k` and `\sum_j j` are one term. What is no
 * expression (words, relations, lists, sets, unread text) gives `undefined`. Every node type has its reading here, and so
 * this file is long.
 */
import { readDecimal } from '../../exact/decimal.ts'
import { bitLength } from '../../exact/integer.ts'
import type { Budget } from '../../limits/budget.ts'
import type {
  AccentNode,
  ApplyNode,
  BigNode,
  DivideNode,
  FencedNode,
  PostfixNode,
  SubscriptNode,
  TimesNode,
  Tree,
} from '../../tree/tree.ts'
import { bound } from '../calculus/bound.ts'
import { negateTerm, power, product, quotient, root, sum } from '../term/build.ts'
import { derivative } from '../calculus/derivative.ts'
import { crossProduct, isVector } from './cross-product.ts'
import { factorial } from '../term/discrete.ts'
import { apply, logarithm } from '../term/functions.ts'
import { holdsMatrix, matrixPower, matrixProduct, transposed } from './matrix-product.ts'
import { isOperation } from './operations.ts'
import {
  applyNode,
  constant,
  euler,
  fraction,
  imaginary,
  integer,
  isIntegerConstant,
  isZero,
  one,
  pi,
  plusInfinity,
  variable,
  zero,
} from '../term/node.ts'
import { knownFunctions } from '../term/property.ts'
import { indexText, isSelection, isTransposition, type Scope, variableName } from './scope.ts'
import type { Term } from '../term/term.ts'

interface Reading {
  readonly scope: Scope
  readonly budget: Budget
  /** Names that an operator around this place binds, and their terms. */
  readonly bound: ReadonlyMap<string, Term>
}

/**
 * The meaning of an expression, or `undefined` when the tree is none.
 *
 * @param scope how names are read; the same for both sides, see `scopeOf`
 * @example
 * interpret(parse('\\frac{2}{4}').tree, plainScope, budget)?.key // '1/2'
 */
export const interpret = (tree: Tree, scope: Scope, budget: Budget): Term | undefined => read(tree, { scope, budget, bound: noNames })

const noNames: ReadonlyMap<string, Term> = new Map()

/** `\vec a\times\vec b`: the product that is a vector, and no product of numbers. */
const isCrossProduct = (tree: TimesNode): boolean => tree.written === 'cross' && tree.factors.filter(isVector).length > 1
/** `A\times B`: pairs, or a vector; `I\times R` and `a\times b` multiply numbers. */
const isProductOfSets = (tree: TimesNode): boolean => tree.written === 'cross' && tree.factors.every(isSetLetter)
const isSetLetter = (tree: Tree): boolean => tree.type === 'symbol' && setLetters.has(tree.name)
const setLetters: ReadonlySet<string> = new Set([...'ABCGHSTUXYZ'])
const read = (tree: Tree, at: Reading): Term | undefined => {
  const term = readNode(tree, at)
  at.budget.spend(term?.type === 'constant' ? costOfConstant(term) : 2 + costOfLength(term))
  return term
}
/**
 * A definition that names its argument twice (`\sinh u`, `\binom u2`) doubles what stands in it: what is shared in memory is written out
 * in keys and texts, and walked through, as often as it stands there.
 */
const costOfLength = (term: Term | undefined): number => {
  const kilobytes = (term?.key.length ?? 0) >> 10
  return 8 * kilobytes * kilobytes
}
const costOfConstant = (term: Term): number => {
  if (term.type !== 'constant' || (typeof term.value.num === 'number' && typeof term.value.den === 'number')) return 1
  const bits = bitLength(term.value.num) + bitLength(term.value.den)
  return 2 + Math.floor((bits / 256) * (term.value.den === 1 ? 1 : bits / 256))
}

const readAll = (trees: readonly Tree[], at: Reading): Term[] | undefined => {
  const terms: Term[] = []
  for (const tree of trees) {
    const term = read(tree, at)
    if (term === undefined) return undefined
    terms.push(term)
  }
  return terms
}

const readNode = (tree: Tree, at: Reading): Term | undefined => {
  switch (tree.type) {
    case 'number': {
      const numeral = readDecimal(tree.lexeme)
      return numeral && constant(numeral.value)
    }
    case 'symbol':
      // A quantifier is no factor: the order of what it stands in front of counts.
      return tree.name === 'forall' || tree.name === 'exists' ? undefined : symbol(tree.name, at)
    case 'constant':
      return tree.name === 'pi' ? pi : tree.name === 'infinity' ? plusInfinity : undefined
    case 'plus': {
      const terms = readAll(tree.terms, at)
      return terms && sum(terms)
    }
    case 'negate': {
      const operand = read(tree.operand, at)
      return operand && negateTerm(operand)
    }
    case 'times': {
      if (tree.factors.some(isOperation) || isProductOfSets(tree)) return undefined
      if (!isCrossProduct(tree)) return times(tree.factors, at)
      const vectors = readAll(tree.factors, at)
      return vectors && crossProduct(vectors)
    }
    case 'divide':
      return divide(tree, at)
    case 'mixed': {
      const whole = read(tree.whole, at)
      const rest = read(tree.fraction, at)
      return whole && rest && sum([whole, rest])
    }
    case 'power': {
      if (at.scope.selects && isSelection(tree)) {
        const counts = readAll([tree.base.index, tree.exponent], at)
        return counts && apply('binomial', counts)
      }
      const base = read(tree.base, at)
      const { matrices } = at.scope
      const isMatrix = base !== undefined && matrices.size > 0 && holdsMatrix(base, matrices)
      if (isMatrix && isTransposition(tree)) return transposed(base, matrices)
      const exponent = base && read(tree.exponent, at)
      return exponent && ((isMatrix ? matrixPower(base, exponent, matrices) : undefined) ?? power(base, exponent))
    }
    case 'root': {
      const radicand = read(tree.radicand, at)
      const degree = tree.degree === undefined ? integer(2) : read(tree.degree, at)
      return radicand && degree && root(radicand, degree)
    }
    case 'subscript':
      return subscript(tree, at)
    case 'prime':
    case 'accent': {
      if (
        tree.type === 'accent' &&
        tree.accent === 'overline' &&
        tree.body.type === 'symbol' &&
        at.scope.domains.get(tree.body.name) === 'complex'
      )
        return apply('conjugate', [symbol(tree.body.name, at)])
      const name = (tree.type === 'accent' ? rateName(tree) : undefined) ?? variableName(tree)
      if (name !== undefined) return named(name, at)
      // A bar over a complex number.
      const inside = tree.type === 'accent' && tree.accent === 'overline' && at.scope.imaginary ? read(tree.body, at) : undefined
      return inside && apply('conjugate', [inside])
    }
    case 'postfix':
      return postfix(tree, at)
    case 'apply':
      return application(tree, at)
    case 'big':
      return big(tree, at)
    case 'modulo': {
      if (tree.written !== 'bmod') return undefined
      const operand = read(tree.operand, at)
      const modulus = operand && read(tree.modulus, at)
      return modulus && apply('mod', [operand, modulus])
    }
    case 'matrix':
      return tree.fence === '|' ? determinant(tree.rows, at) : undefined
    case 'fenced':
      return tree.items.length === 1 && tree.open !== '⟨' && tree.open !== ']' ? read(tree.items[0] as Tree, at) : undefined
    default:
      return undefined
  }
}

/** `\dot x` is `\frac{dx}{dt}`, `\ddot x` is `\frac{d^2x}{dt^2}`. */
const rateName = ({ accent, body }: AccentNode): string | undefined => {
  const order = accent === 'dot' ? '' : accent === 'ddot' ? '^2' : undefined
  const name = order === undefined ? undefined : variableName(body)
  return name === undefined ? undefined : `d${order} ${name}/d t${order}`
}

const named = (name: string, at: Reading): Term => at.bound.get(name) ?? variable(name, at.scope.domains.get(name) ?? 'real')

const symbol = (name: string, at: Reading): Term => {
  const bound = at.bound.get(name)
  if (bound !== undefined) return bound
  if (name === 'e' && at.scope.euler) return euler
  if (name === 'i' && at.scope.imaginary) return imaginary
  return variable(name, at.scope.domains.get(name) ?? 'real')
}

const subscript = (tree: SubscriptNode, at: Reading): Term | undefined => {
  const base = variableName(tree.base)
  if (base === undefined) return undefined
  const plain = indexText(tree.index)
  if (plain !== undefined && !at.bound.has(plain)) return named(`${base}_${plain}`, at)
  // `a_{n+1}`: an index with arithmetic, or one that is bound, is an argument.
  const index = read(tree.index, at)
  return index && applyNode(`${base}_`, [index])
}

const times = (factors: readonly Tree[], at: Reading): Term | undefined => {
  const terms: Term[] = []
  for (let index = 0; index < factors.length; index++) {
    const factor = factors[index] as Tree
    const next = factors[index + 1]
    const operator = next === undefined ? undefined : differentiationOf(factor)
    if (operator !== undefined) {
      const rest = times(factors.slice(index + 1), at)
      let slope = rest
      for (let order = 0; order < operator.order && slope !== undefined; order++) slope = derivative(slope, operator.variable)
      if (slope === undefined) return undefined
      terms.push(slope)
      break
    }
    const name = next?.type === 'fenced' && next.open === '(' ? variableName(factor) : undefined
    if (name !== undefined && next?.type === 'fenced' && (at.scope.functions.has(name) || isInitialValue(factor, next))) {
      const args = readAll(next.items, at)
      if (args === undefined) return undefined
      terms.push(apply(name, args))
      index++
      continue
    }
    const term = read(factor, at)
    if (term === undefined) return undefined
    terms.push(term)
  }
  at.budget.spend(costOfLongNumbers(terms))
  const { matrices } = at.scope
  return matrices.size > 0 && terms.filter(term => holdsMatrix(term, matrices)).length > 1 ? matrixProduct(terms, matrices) : product(terms)
}
/** Long numbers are multiplied out, which takes more than as many steps as they have digits. */
const costOfLongNumbers = (terms: readonly Term[]): number => {
  let bits = 0
  for (const term of terms)
    if (term.type === 'constant' && typeof term.value.num === 'bigint') bits += bitLength(term.value.num) + bitLength(term.value.den)
  return bits < 2_000 ? 0 : Math.floor((bits * Math.sqrt(bits)) / 3_500)
}
/** The variable of `\frac{d}{dx}`, and the order of `\frac{d^2}{dx^2}`. */
const differentiationOf = (tree: Tree): { readonly variable: string; readonly order: number } | undefined => {
  if (tree.type !== 'divide' || tree.denominator.type !== 'times' || tree.denominator.factors.length !== 2) return undefined
  const [sign, below] = tree.denominator.factors as [Tree, Tree]
  const [head, times] = tree.numerator.type === 'power' ? [tree.numerator.base, indexText(tree.numerator.exponent)] : [tree.numerator, '1']
  const above = differentialOf(head)
  if ((above !== 'd' && above !== 'partial') || differentialOf(sign) !== above) return undefined
  const [name, repeated] = below.type === 'power' && times !== '1' ? [below.base, indexText(below.exponent)] : [below, '1']
  const order = orders.indexOf(times ?? '')
  const variable = variableName(name)
  return variable === undefined || order < 1 || repeated !== times ? undefined : { variable, order }
}
/** Higher derivatives stay names. */
const orders = ['0', '1', '2', '3', '4', '5', '6']
/** `T_0(0)`, `S(1)`: nobody writes a product with 0 or 1 like this. */
const isInitialValue = (factor: Tree, fence: FencedNode): boolean => {
  const only = fence.items[0]
  return (
    (factor.type === 'symbol' || factor.type === 'subscript') &&
    fence.items.length === 1 &&
    only?.type === 'number' &&
    (only.lexeme === '0' || only.lexeme === '1')
  )
}

/** `\frac{dy}{dx}`, `\frac{d}{dx}`, `\frac{\partial z}{\partial x}` are names, not quotients. */
const differentialOf = (tree: Tree): string | undefined => {
  if (tree.type === 'symbol' && (tree.name === 'd' || tree.name === 'partial')) return tree.name
  if (tree.type === 'power') {
    const base = differentialOf(tree.base)
    const order = indexText(tree.exponent)
    return base === undefined || order === undefined ? undefined : `${base}^${order}`
  }
  if (tree.type !== 'times' || tree.written !== 'juxtaposed') return undefined
  const head = differentialOf(tree.factors[0] as Tree)
  if (head === undefined) return undefined
  let text = head
  for (const part of tree.factors.slice(1)) {
    const name = differentialOf(part) ?? variableName(part) ?? (part.type === 'power' ? poweredName(part.base, part.exponent) : undefined)
    if (name === undefined) return undefined
    text += ` ${name}`
  }
  return text
}
const poweredName = (base: Tree, exponent: Tree): string | undefined => {
  const name = variableName(base)
  const order = indexText(exponent)
  return name === undefined || order === undefined ? undefined : `${name}^${order}`
}

const divide = (tree: DivideNode, at: Reading): Term | undefined => {
  if (tree.denominator.type === 'times') {
    const below = differentialOf(tree.denominator)
    const above = below === undefined ? undefined : differentialOf(tree.numerator)
    if (above !== undefined) return named(`${above}/${below}`, at)
  }
  const numerator = read(tree.numerator, at)
  const denominator = numerator && read(tree.denominator, at)
  return denominator && quotient(numerator, denominator)
}

const postfix = (tree: PostfixNode, at: Reading): Term | undefined => {
  const operand = read(tree.operand, at)
  if (operand === undefined) return undefined
  switch (tree.operator) {
    case 'factorial':
      return factorial(operand)
    case 'doublefactorial':
      return apply('doublefactorial', [operand])
    case 'percent':
      return product([operand, fraction(1, 100)])
    case 'permille':
      return product([operand, fraction(1, 1000)])
    case 'degree':
      return product([operand, fraction(1, 180), pi])
    case 'arcminute':
      return product([operand, fraction(1, 10800), pi])
    case 'arcsecond':
      return product([operand, fraction(1, 648000), pi])
  }
}

/** Other spellings of function names. Sorted. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['Re', 're'],
  ['Im', 'im'],
  ['Gamma', 'gamma'],
  ['arcctg', 'arccot'],
  ['arctg', 'arctan'],
  ['binom', 'binomial'],
  ['ceil', 'ceiling'],
  ['cosec', 'csc'],
  ['ctg', 'cot'],
  ['sgn', 'sign'],
  ['tg', 'tan'],
])
const isKnown = (name: string): boolean => knownFunctions.has(name) || name === 'sqrt' || name === 'cbrt' || name === 'lg' || name === 'lb'

const application = (tree: ApplyNode, at: Reading): Term | undefined => {
  const { head } = tree
  const matrix = tree.arguments[0]
  if (head.type === 'symbol' && head.name === 'det' && tree.arguments.length === 1 && matrix?.type === 'matrix')
    return determinant(matrix.rows, at)
  const args = readAll(tree.arguments, at)
  if (args === undefined) return undefined
  if (head.type === 'symbol') {
    const name = aliases.get(head.name) ?? head.name
    const [first] = args
    if ((name === 'log' || name === 'ln' || name === 'lg') && args.length === 1 && first !== undefined) {
      if (tree.subscript !== undefined) {
        const base = read(tree.subscript, at)
        return base && quotient(logarithm(first), logarithm(base))
      }
      if (name === 'log' && at.scope.logIsNatural) return logarithm(first)
      return apply(name, args)
    }
    if (tree.subscript !== undefined) return undefined
    if (name === 'cbrt' && first !== undefined) return power(first, fraction(1, 3))
    // `\ln()` says nothing.
    if (isKnown(name)) return first === undefined ? undefined : apply(name, args)
    if (name === 'C' && ((at.scope.selects && args.length === 2 && !args.every(isIntegerConstant)) || isSelectionOfNumbers(args)))
      return apply('binomial', args)
    if (args.length === 1 && first !== undefined && !at.scope.functions.has(name)) return product([symbol(name, at), first])
    return apply(name, args)
  }
  const name = functionName(head)
  return name === undefined ? undefined : applyNode(name, args)
}
/** `C(10,3)`: two whole numbers, the second not above the first. */
const isSelectionOfNumbers = (args: readonly Term[]): boolean => {
  const [all, chosen] = args.map(arg => (isIntegerConstant(arg) ? arg.value.num : -1))
  return args.length === 2 && all !== undefined && chosen !== undefined && chosen >= 0 && chosen <= all
}
/** Larger determinants are left unread: their expansion grows like a factorial. */
const largestDeterminant = 6

/** By expansion along the first row. */
const determinant = (rows: readonly (readonly Tree[])[], at: Reading): Term | undefined => {
  if (rows.length === 0 || rows.length > largestDeterminant || rows.some(row => row.length !== rows.length)) return undefined
  const entries: Term[][] = []
  for (const row of rows) {
    const terms = readAll(row, at)
    if (terms === undefined) return undefined
    entries.push(terms)
  }
  const minor = (row: number, columns: readonly number[]): Term => {
    at.budget.spend(2)
    if (columns.length === 0) return one
    const terms = columns.map((column, index) => {
      const entry = (entries[row] as Term[])[column] as Term
      if (isZero(entry)) return zero
      const rest = minor(row + 1, [...columns.slice(0, index), ...columns.slice(index + 1)])
      return index % 2 === 0 ? product([entry, rest]) : negateTerm(product([entry, rest]))
    })
    return sum(terms)
  }
  return minor(
    0,
    rows.map((_, column) => column),
  )
}
/** The name of a function that is no plain letter: `f'`, `f_1`, `f^{-1}`. */
const functionName = (head: Tree): string | undefined => {
  if (head.type === 'power') {
    const base = functionName(head.base)
    return base === undefined || head.exponent.type !== 'negate' ? undefined : `${base}^-1`
  }
  return variableName(head)
}

const big = (tree: BigNode, at: Reading): Term | undefined => {
  if (tree.operator === 'union' || tree.operator === 'intersection') return undefined
  const lower = tree.lower === undefined ? undefined : read(tree.lower, at)
  const upper = tree.upper === undefined ? undefined : read(tree.upper, at)
  if ((tree.lower !== undefined && lower === undefined) || (tree.upper !== undefined && upper === undefined)) return undefined
  const name = tree.variable === undefined ? undefined : variableName(tree.variable)
  if (name === undefined) return undefined
  const index = variable(`§${at.bound.size}`, tree.operator === 'sum' || tree.operator === 'product' ? 'integer' : 'real')
  const inner = { ...at, bound: new Map([...at.bound, [name, index]]) }
  const body = read(tree.body, inner)
  if (body === undefined) return undefined
  if (tree.operator === 'limit')
    return lower === undefined ? undefined : bound('limit', index, lower, undefined, body, at.budget, tree.side)
  if (tree.operator === 'integral') {
    if (lower === undefined && upper === undefined)
      return bound('antiderivative', named(name, at) as typeof index, undefined, undefined, read(tree.body, at) as Term, at.budget)
    if (lower === undefined || upper === undefined) return undefined
    return bound('integral', index, lower, upper, body, at.budget)
  }
  if (lower === undefined || upper === undefined) return undefined
  return bound(tree.operator, index, lower, upper, body, at.budget)
}
