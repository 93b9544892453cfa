import { functions } from '../../latex/lexer/commands.ts'
import { isDenial } from '../../latex/wording/lexicon.ts'
import { children, mapChildren, mentions, some } from '../../tree/children.ts'
import type { RelationNode, Tree } from '../../tree/tree.ts'
import { indexText } from './scope.ts'

/**
 * The name in front of an answer: `x=`, `f(x)=`, `a_n=`, `\angle ABC=`, `|AB|=`, `\frac{NO}{BO}=`, `\frac{dy}{dx}=`,
 * `(p,q)=`, `AB:BC=`.
 *
 *     f(x) = x^2-1 = (x-1)(x+1) \approx …
 *     ^^^^   ^^^^^^^^^^^^^^^^^^         ^
 *     name   chain, last is the value   approximations
 *
 * A name is a letter, a named measure, a function of something, a ratio or a tuple of names; never a sum or a power.
 * What stands in front of `=` without being a name makes a true equation. Whether the members of a chain agree is
 * not asked here: that takes the ladder.
 */
export interface Prefixed {
  /** What was named; absent when nothing was, or when the first member is no name. */
  readonly name?: Tree
  /** The answer itself: the last exact member. The whole tree when it is no chain of equalities. */
  readonly value: Tree
  /** The exact members after the name, in order; the last is `value`. */
  readonly chain: readonly Tree[]
  /** Members from the first `\approx` on. */
  readonly approximations: readonly Tree[]
}

/**
 * Split an answer into name, chain and approximations. `5=x` is read like `x=5`.
 *
 * @example
 * toText(splitPrefix(parse('x=2+3=5').tree).value) // '5'
 */
export function splitPrefix(tree: Tree): Prefixed {
  if (tree.type !== 'relation') return { value: tree, chain: [tree], approximations: [] }
  return splitChain(tree)
}

function splitChain(tree: RelationNode): Prefixed {
  const bare: Prefixed = { value: tree, chain: [tree], approximations: [] }
  const firstApprox = tree.operators.indexOf('approx')
  const exactCount = firstApprox < 0 ? tree.operands.length : firstApprox + 1
  if (tree.operators.some((operator, index) => operator !== 'eq' && (index < exactCount - 1 || operator !== 'approx'))) return bare
  const exact = tree.operands.slice(0, exactCount)
  const approximations = tree.operands.slice(exactCount)
  const first = exact[0]
  const last = exact[exact.length - 1]
  if (first === undefined || last === undefined) return bare
  // `x \approx 11`: nothing exact was given, the decimal is the value.
  if (exact.length === 1 && approximations.length > 0 && isName(first)) {
    const value = approximations[0] as Tree
    return { name: first, value, chain: [value], approximations: approximations.slice(1) }
  }
  if (exact.length > 1 && first.type === 'symbol' && isUnsolved(first.name, last)) return bare
  if (exact.length === 2 && last.type === 'symbol' && !isName(first) && isUnsolved(last.name, first)) return bare
  if (exact.length > 1 && isName(first)) return { name: first, value: last, chain: exact.slice(1), approximations }
  if (exact.length === 2 && approximations.length === 0 && isName(last)) return { name: last, value: first, chain: [first], approximations }
  return { value: last, chain: exact, approximations }
}

/** `x=x+1`: the letter on the left is still asked for on the right. Indices and arguments make other names of it. */
const isUnsolved = (name: string, value: Tree): boolean => {
  if (value.type === 'number') return false
  if (value.type === 'symbol') return value.name === name
  if (value.type === 'subscript' || value.type === 'apply' || value.type === 'text' || value.type === 'set' || value.type === 'matrix')
    return false
  for (const child of children(value)) if (isUnsolved(name, child)) return true
  return false
}

/** A name and its value: `x=5`, `(p,q)=(1,2)`. The shape that lists and tuples of assignments are made of. */
export interface Assignment {
  readonly name: Tree
  readonly value: Tree
}

/** Read an equation whose one side is a name; `undefined` when there is none. */
export function asAssignment(tree: Tree): Assignment | undefined {
  const { name, value, approximations } = splitPrefix(tree)
  return name === undefined || approximations.length > 0 ? undefined : { name, value }
}

/** The letters and segments in front of a value; `y=f(x)=…` speaks of one. */
export function equalNames({ name, chain }: Prefixed): readonly Tree[] {
  const front = name === undefined ? [] : [name, ...chain.slice(0, -1)]
  const end = front.findIndex(tree => !isName(tree))
  return (end < 0 ? front : front.slice(0, end)).filter(tree => tree.type !== 'apply')
}

/** Known functions whose value is no named measure: `\ln x=2` is an equation, `\cos A=\frac12` tells a cosine. */
const unnamed: ReadonlySet<string> = new Set(['log', 'ln', 'lg', 'exp', 'floor', 'ceiling', 'round', 'abs', 'binomial', 'factorial', 'erf'])

/** Signs that make a name of the letters after them: `\odot O`, `\square ABCD`. */
const markers: ReadonlySet<string> = new Set(['odot', 'square', 'parallelogram', 'Delta', 'complement'])

/** Whether this tree can stand as a name in front of `=`. */
export function isName(tree: Tree): boolean {
  switch (tree.type) {
    case 'symbol':
      return true
    case 'text':
      return tree.value !== '' && ![...tree.value].some(isDigit) && !isDenial(tree.value)
    case 'subscript':
    case 'prime':
      return isName(tree.base)
    case 'accent':
      return isName(tree.body)
    case 'apply':
      return isNamedValue(tree.head, tree.arguments)
    case 'divide':
      return isDerivative(tree) || (isName(tree.numerator) && isName(tree.denominator))
    case 'times':
      return isNamedProduct(tree.factors)
    case 'colon':
      return tree.parts.every(isName)
    case 'setoperation':
      return tree.operands.every(isName)
    case 'given':
      // `P(0<X<6)`: the parser sees a condition.
      return tree.body.type === 'symbol'
    case 'fenced':
      return tree.items.length > 0 && tree.items.every(isName)
    default:
      return false
  }
}

function isNamedValue(head: Tree, args: readonly Tree[]): boolean {
  if (head.type !== 'symbol' || !(functions.has(head.name) || unnamed.has(head.name))) return true
  if (head.name === 'abs') return args.every(argument => isName(argument) || isDifferenceOfVectors(argument))
  return !unnamed.has(head.name) && args.every(isName)
}

/** `AB`, `A_1B_1`, `m\angle ABC`, `\vec a\cdot\vec b`. */
function isNamedProduct(factors: readonly Tree[]): boolean {
  if (factors.every(isPoint)) return true
  if (factors.every(factor => factor.type === 'accent')) return true
  const [first, ...rest] = factors
  if (first?.type === 'subscript' && first.base.type === 'symbol' && first.base.name === 'complement') return rest.every(isName)
  if (rest.length === 1 && isArgument(rest[0], first)) return true
  if (rest.length === 1 && isMoment(first as Tree) && isVariate(rest[0] as Tree)) return true
  if (first?.type !== 'symbol') return false
  if (first.name === 'm') return rest.length === 1 && isAngle(rest[0])
  if (markers.has(first.name))
    return rest.length > 0 && rest.every(factor => isPoint(factor) || isLetter(factor) || factor.type === 'number')
  return false
}

/** `\operatorname{Var}(X)`, `E[X]`: names in a fence behind a word or behind the letter of an expectation. */
function isArgument(fence: Tree | undefined, head: Tree | undefined): boolean {
  if (fence?.type !== 'fenced' || !fence.items.every(isName)) return false
  return head?.type === 'text' ? isName(head) : head?.type === 'symbol' && head.name === 'E' && fence.open === '['
}

function isAngle(tree: Tree | undefined): boolean {
  return tree?.type === 'apply' && tree.head.type === 'symbol' && tree.head.name === 'angle'
}

/** A capital letter, also with index or marks: the name of a point. */
export function isPoint(tree: Tree): boolean {
  if (tree.type === 'subscript' || tree.type === 'prime') return isPoint(tree.base)
  return tree.type === 'symbol' && tree.name.length === 1 && tree.name >= 'A' && tree.name <= 'Z'
}

function isLetter(tree: Tree): boolean {
  return tree.type === 'symbol' || ((tree.type === 'subscript' || tree.type === 'prime') && isLetter(tree.base))
}

/** `|\vec a-\vec b|` and `|\overrightarrow{AB}+2\vec c|` tell a length. */
function isDifferenceOfVectors(tree: Tree): boolean {
  return (tree.type === 'plus' || tree.type === 'times' || tree.type === 'negate') && some(tree, node => node.type === 'accent')
}

/** `\frac{dy}{dx}`, `\frac{d^2y}{dx^2}`, `\frac{\partial f}{\partial x}`. */
export function isDerivative(tree: Tree): boolean {
  return tree.type === 'divide' && startsWithDifferential(tree.numerator) && startsWithDifferential(tree.denominator)
}

function startsWithDifferential(tree: Tree): boolean {
  if (tree.type === 'times') return tree.factors[0] !== undefined && startsWithDifferential(tree.factors[0])
  if (tree.type === 'power') return startsWithDifferential(tree.base)
  return tree.type === 'symbol' && (tree.name === 'd' || tree.name === 'partial')
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

/**
 * Whether two names name the same. Fonts do not matter, nor do bars around a segment (`|AB|` = `\overline{AB}` = `BA`),
 * the direction of an angle (`\angle ABC` = `\angle CBA`), or `y` for `f(x)`.
 */
export function sameName(a: Tree, b: Tree): boolean {
  return (
    nameKey(a) === nameKey(b) || isGraphOf(a, b) || isGraphOf(b, a) || isDerivativeOf(a, b) || isDerivativeOf(b, a) || isExtremeOf(a, b)
  )
}

/** `f_{\max}` and `y_{\max}` for `f(x)_{\max}`. */
function isExtremeOf(a: Tree, b: Tree): boolean {
  if (a.type !== 'subscript' || b.type !== 'subscript') return false
  const index = indexText(a.index)
  if ((index !== 'max' && index !== 'min') || indexText(b.index) !== index) return false
  return isGraphOf(a.base, b.base) || isGraphOf(b.base, a.base)
}

/**
 * The prediction's value under the reference's names; `undefined` when the names differ. The argument of a function
 * and the index of a sequence are renamed: `f(z)=z` gives `x` for `f(x)=x`. A side without a name takes any.
 */
export function alignValues(gold: Prefixed, prediction: Prefixed): Tree | undefined {
  if (gold.name === undefined || prediction.name === undefined) return prediction.value
  if (sameName(gold.name, prediction.name)) return isByOther(gold, prediction) ? undefined : prediction.value
  const renaming = renamingOf(gold.name, prediction.name)
  if (renaming === undefined) return undefined
  const isIndex = gold.name.type === 'subscript'
  const meaningful = renaming.every(([from, to]) => {
    if (!usual.has(from) || !usual.has(to)) return false
    const [here, there] = [mentions(prediction.value, from), mentions(gold.value, to)]
    // `f_q=0.2`: the index of a value that does not depend on it is a name.
    return here === there && (here || !isIndex || (counters.has(from) && counters.has(to)))
  })
  return meaningful ? renameSymbols(prediction.value, new Map(renaming)) : undefined
}

/** Letters that a function's argument or a sequence's index is usually called: `f(a)=5` and `f(b)=5` stay apart. */
const usual: ReadonlySet<string> = new Set([...'xyztuvwsijklmnpqr', 'theta', 'alpha', 'phi'])

/** Letters that number the terms of a sequence. */
export const counters: ReadonlySet<string> = new Set([...'ijkmn'])

function renamingOf(gold: Tree, prediction: Tree): readonly (readonly [string, string])[] | undefined {
  if (gold.type === 'apply' && prediction.type === 'apply' && nameKey(gold.head) === nameKey(prediction.head)) {
    // `\tan x=-7` tells the tangent of x, not of any letter.
    if (gold.head.type === 'symbol' && functions.has(gold.head.name)) return undefined
    return pairSymbols(prediction.arguments, gold.arguments)
  }
  if (gold.type === 'subscript' && prediction.type === 'subscript' && nameKey(gold.base) === nameKey(prediction.base)) {
    return pairSymbols([prediction.index], [gold.index])
  }
  return undefined
}

function pairSymbols(from: readonly Tree[], to: readonly Tree[]): readonly (readonly [string, string])[] | undefined {
  if (from.length !== to.length) return undefined
  const pairs: (readonly [string, string])[] = []
  for (const [index, node] of from.entries()) {
    const other = to[index]
    if (node.type !== 'symbol' || other?.type !== 'symbol') return undefined
    pairs.push([node.name, other.name])
  }
  return new Set(pairs.map(([name]) => name)).size === pairs.length ? pairs : undefined
}

/** Rename symbols everywhere, all at once. */
export function renameSymbols(tree: Tree, names: ReadonlyMap<string, string>): Tree {
  if (tree.type === 'symbol') {
    const name = names.get(tree.name)
    return name === undefined || name === tree.name ? tree : { ...tree, name }
  }
  return mapChildren(tree, child => renameSymbols(child, names))
}

/** `y` for `f(x)`, and any name for its value at a variable: `s` for `s(t)`. */
function isGraphOf(a: Tree, b: Tree): boolean {
  if (b.type !== 'apply' || !b.arguments.every(isVariable)) return false
  if (nameKey(a) === nameKey(b.head)) return true
  const [argument] = b.arguments
  if (a.type !== 'symbol' || a.name !== 'y' || b.arguments.length !== 1 || argument?.type !== 'symbol') return false
  return b.head.type === 'symbol' && 'fgh'.includes(b.head.name) && argument.name !== 'y'
}

const isVariable = (tree: Tree): boolean => tree.type === 'symbol' && usual.has(tree.name)

/** `y'` for `\frac{dy}{dx}`, by whatever variable; `\dot x` for `\frac{dx}{dt}`, by time. */
/** `y'=xy` beside `\frac{dy}{dt}=xy`: a mark does not say by which variable, but what is said of it does. */
function isByOther(gold: Prefixed, prediction: Prefixed): boolean {
  const mark = gold.name?.type === 'prime' ? gold.name : prediction.name
  const quotient = mark === gold.name ? prediction.name : gold.name
  if (mark?.type !== 'prime' || mark.base.type !== 'symbol' || quotient?.type !== 'divide') return false
  const own = [mark.base.name, differentiated(quotient.denominator)?.name]
  return ['t', 'x'].some(name => !own.includes(name) && (mentions(gold.value, name) || mentions(prediction.value, name)))
}

function isDerivativeOf(mark: Tree, quotient: Tree): boolean {
  if (quotient.type !== 'divide') return false
  const [above, below] = [differentiated(quotient.numerator), differentiated(quotient.denominator)]
  if (above === undefined || below === undefined || above.order !== below.order) return false
  if (mark.type === 'prime') return mark.order === above.order && mark.base.type === 'symbol' && mark.base.name === above.name
  const order = mark.type !== 'accent' ? 0 : mark.accent === 'dot' ? 1 : mark.accent === 'ddot' ? 2 : 0
  return (
    mark.type === 'accent' && order === above.order && mark.body.type === 'symbol' && mark.body.name === above.name && below.name === 't'
  )
}

/** `dx`, `d^2x`, `dt^2`. */
function differentiated(tree: Tree): { readonly name: string; readonly order: number } | undefined {
  const [sign, letter, more] = tree.type === 'times' ? tree.factors : []
  if (sign === undefined || letter === undefined || more !== undefined) return undefined
  const [d, first] = powerOf(sign)
  const [name, second] = powerOf(letter)
  const isD = d.type === 'symbol' && d.name === 'd' && name.type === 'symbol'
  return isD && (first === 1 || second === 1) ? { name: name.name, order: first * second } : undefined
}

const powerOf = (tree: Tree): readonly [base: Tree, exponent: number] =>
  tree.type === 'power' && tree.exponent.type === 'number' && /^[1-9]$/.test(tree.exponent.lexeme)
    ? [tree.base, Number(tree.exponent.lexeme)]
    : [tree, 1]

/** `A\cap B` and `B\cap A` name one set. */
const inAnyOrder = (operator: string, keys: string[]): string[] =>
  operator === 'union' || operator === 'intersection' ? keys.sort() : keys

/** A text that is equal for equal names. */
function nameKey(tree: Tree): string {
  switch (tree.type) {
    case 'symbol':
      return tree.name
    case 'text':
      return tree.value.split(' ').join('')
    case 'number':
      return tree.lexeme
    case 'subscript':
      return `${nameKey(tree.base)}_{${nameKey(tree.index)}}`
    case 'prime':
      return nameKey(tree.base) + "'".repeat(tree.order)
    case 'accent':
      if (isSegment(tree.body) && tree.accent === 'overline') return nameKey(tree.body)
      if (isSegment(tree.body) && tree.accent === 'arc') return `arc{${nameKey(tree.body)}}`
      // The direction of a vector counts.
      return `${tree.accent === 'overrightarrow' ? 'vec' : tree.accent}{${tree.body.type === 'times' ? tree.body.factors.map(nameKey).join('') : nameKey(tree.body)}}`
    case 'negate':
      return `-${nameKey(tree.operand)}`
    case 'plus':
      return `{${tree.terms.map(nameKey).join('+')}}`
    case 'times':
      // `\vec a\times\vec b` is no number, `\vec a\cdot\vec b` is.
      return tree.written === 'cross' ? tree.factors.map(nameKey).join('×') : productKey(tree.factors)
    case 'divide':
      return `{${nameKey(tree.numerator)}}/{${nameKey(tree.denominator)}}`
    case 'power':
      return `${nameKey(tree.base)}^{${nameKey(tree.exponent)}}`
    case 'apply': {
      const only = tree.arguments.length === 1 ? tree.arguments[0] : undefined
      if (tree.head.type === 'symbol' && only !== undefined) {
        if (tree.head.name === 'abs' && isSegment(only)) return nameKey(only)
        if (tree.head.name === 'angle' || tree.head.name === 'triangle') return figureKey(tree.head.name, only)
      }
      // `EX`, `E(X)`, `E[X]`
      if (only !== undefined && isMoment(tree.head) && isVariate(only)) return nameKey(tree.head) + nameKey(only)
      return `${nameKey(tree.head)}(${tree.arguments.map(nameKey).join(',')})`
    }
    case 'fenced':
      return tree.items.length === 1 && tree.items[0] !== undefined ? nameKey(tree.items[0]) : `(${tree.items.map(nameKey).join(',')})`
    case 'colon':
      return tree.parts.map(nameKey).join(':')
    case 'setoperation':
      return `{${inAnyOrder(tree.operator, tree.operands.map(nameKey)).join(tree.operator)}}`
    default:
      return JSON.stringify(tree, (key, value: unknown) => (key === 'span' ? undefined : value))
  }
}

/** The letter of an expectation or a variance, and that of what it is taken of. */
const isMoment = (tree: Tree): boolean => tree.type === 'symbol' && (tree.name === 'E' || tree.name === 'D')
const isVariate = (tree: Tree): boolean =>
  tree.type === 'fenced' && tree.items.length === 1
    ? isVariate(tree.items[0] as Tree)
    : tree.type === 'symbol' && ['X', 'Y', 'Z', 'xi', 'eta'].includes(tree.name)

/** `AB` or `\overline{AB}`, whose letters may be swapped. */
function isSegment(tree: Tree): boolean {
  if (tree.type === 'accent') return tree.accent === 'overline' && isSegment(tree.body)
  return tree.type === 'times' && tree.factors.length === 2 && tree.factors.every(isPoint)
}

function productKey(factors: readonly Tree[]): string {
  if (factors.length === 2 && isAngle(factors[1])) return nameKey(factors[1] as Tree)
  const keys = factors.map(nameKey)
  if (keys.length === 2 && isMoment(factors[0] as Tree) && isVariate(factors[1] as Tree)) return keys.join('')
  return (keys.length === 2 && factors.every(isPoint) ? keys.sort() : keys).join('')
}

/** `\angle ABC` has its vertex in the middle; a triangle's letters stand in any order. */
function figureKey(name: string, figure: Tree): string {
  const keys = figure.type === 'times' ? figure.factors.map(nameKey) : [nameKey(figure)]
  if (name === 'angle' && keys.length === 3 && String(keys[0]) > String(keys[2])) keys.reverse()
  return `${name} ${(name === 'triangle' ? keys.sort() : keys).join('')}`
}
