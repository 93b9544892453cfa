import { children, some } from '../../tree/children.ts'
import { kept } from '../../tree/kept.ts'
import type { PowerNode, SubscriptNode, Tree } from '../../tree/tree.ts'
import { knownFunctions } from '../term/property.ts'
import type { Domain } from '../term/term.ts'

/**
 * How both sides are read: which names are functions, where the variables live, whether `i` and `e` are the
 * constants. It is gathered from the two trees together, so that no letter means two things in one comparison.
 *
 * - A name is a function where it is applied and never stands alone (`f(x)`; in `h(a+b)/2` beside `h` it is a factor).
 * - `i` is the imaginary unit unless it is an index, a bound or a vector.
 * - `n!`, `\binom nk` and the ends of sums make natural numbers, indices and exponents of negative numbers integers.
 */
export interface Scope {
  readonly functions: ReadonlySet<string>
  readonly domains: ReadonlyMap<string, Domain>
  readonly imaginary: boolean
  readonly euler: boolean
  /** `\log` without a base is `\ln`, because the other side writes `\ln`. */
  readonly logIsNatural: boolean
  /** Letters that are evidently matrices, whose products keep their order. */
  readonly matrices: ReadonlySet<string>
  /** `C_n^2`, `C(n,2)` are binomials: C stands nowhere else. */
  readonly selects: boolean
}

/** Nothing is declared: every variable is real, `i` and `e` are the constants. */
export const plainScope: Scope = Object.freeze({
  functions: new Set<string>(),
  domains: new Map<string, Domain>(),
  imaginary: true,
  euler: true,
  logIsNatural: false,
  matrices: new Set<string>(),
  selects: false,
})

/** What one side says of its names. Most sides say nothing, and then no table is made. */
class Findings {
  imaginary = true
  euler = true
  /** A `\log` without a base whose argument holds a variable. */
  bareLog = false
  ln = false
  transposes = false
  /** `C_n^k` or `C(n,k)`, and C as anything else. */
  selection = false
  otherC = false
  /** Something is divided by a capital: capitals are numbers. */
  dividesByCapital = false
  #applied: Set<string> | undefined
  #alone: Set<string> | undefined
  #domains: Map<string, Domain> | undefined
  #turned: Set<string> | undefined

  get applied(): Set<string> {
    this.#applied ??= new Set()
    return this.#applied
  }

  get alone(): Set<string> {
    this.#alone ??= new Set()
    return this.#alone
  }

  get domains(): Map<string, Domain> {
    this.#domains ??= new Map()
    return this.#domains
  }

  /** Letters that are transposed or inverted. */
  get turned(): Set<string> {
    this.#turned ??= new Set()
    return this.#turned
  }

  get turnsLetters(): boolean {
    return this.#turned !== undefined
  }

  /** Nothing was found that would change how names are read. */
  get isPlain(): boolean {
    return (
      this.#applied === undefined &&
      this.#domains === undefined &&
      this.#turned === undefined &&
      this.imaginary &&
      this.euler &&
      !this.bareLog &&
      !this.ln &&
      !this.selection
    )
  }
}

const rank: Record<Domain, number> = { real: 0, complex: 1, positive: 2, integer: 3, natural: 4 }
/** The narrower of two domains that are both declared. */
const declare = (domains: Map<string, Domain>, name: string, domain: Domain): void => {
  const known = domains.get(name)
  const positiveInteger = (known === 'positive' && domain === 'integer') || (known === 'integer' && domain === 'positive')
  if (positiveInteger) domains.set(name, 'natural')
  else if (known === undefined || rank[known] < rank[domain]) domains.set(name, domain)
}

/** Every variable in the tree gets the domain. */
const declareAll = (found: Findings, tree: Tree, domain: Domain): void => {
  const stack: Tree[] = [tree]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.type === 'symbol') declare(found.domains, next.name, domain)
    else if (next.type === 'subscript') {
      const name = variableName(next)
      if (name !== undefined) declare(found.domains, name, domain)
    } else if (next.type === 'divide' || next.type === 'root') continue
    else stack.push(...children(next))
  }
}

const holdsVariable = (tree: Tree): boolean => (tree.type === 'symbol' && tree.name !== 'e') || children(tree).some(holdsVariable)

const isImaginaryUnit = (tree: Tree): boolean => tree.type === 'symbol' && tree.name === 'i'

/** `(-1)^{2x}`: letters of unknowns are real wherever they stand. */
const unknowns: ReadonlySet<string> = new Set([...'xyzt'])
const holdsUnknown = (tree: Tree): boolean => (tree.type === 'symbol' && unknowns.has(tree.name)) || children(tree).some(holdsUnknown)

const setDomains: ReadonlyMap<string, Domain> = new Map([
  ['reals', 'real'],
  ['rationals', 'real'],
  ['integers', 'integer'],
  ['naturals', 'natural'],
  ['primes', 'natural'],
  ['complexes', 'complex'],
])
const domainOfSet = (tree: Tree): Domain | undefined => {
  if (tree.type === 'constant') return setDomains.get(tree.name)
  if (tree.type === 'power' || tree.type === 'subscript') {
    const inner = domainOfSet(tree.base)
    const mark = tree.type === 'power' ? tree.exponent : tree.index
    return inner === 'integer' && mark.type === 'symbol' && mark.name === '+' ? 'natural' : inner
  }
  return undefined
}

const headName = (tree: Tree): string | undefined => {
  switch (tree.type) {
    case 'symbol':
      return tree.name
    case 'prime':
    case 'subscript':
    case 'power':
      return headName(tree.base)
    case 'accent':
      return headName(tree.body)
    default:
      return undefined
  }
}

/** Letters that count. */
const counters: ReadonlySet<string> = new Set([...'nkm'])
/** `\\left(\\frac{1-\\sqrt5}2\\right)^n`: a number that may be negative, under a letter that counts. */
const isSignedNumber = (tree: Tree): boolean =>
  !holdsVariable(tree) && some(tree, part => part.type === 'plus' && part.terms.some(term => term.type === 'negate'))

const isNegativeNumber = (tree: Tree): boolean => {
  if (tree.type === 'fenced' && tree.items.length === 1) return isNegativeNumber(tree.items[0] as Tree)
  return tree.type === 'negate' && (tree.operand.type === 'number' || tree.operand.type === 'divide')
}

const isLetterC = (tree: Tree): boolean => tree.type === 'symbol' && tree.name === 'C'
/** `C_n^k`, as schools write a binomial. */
export const isSelection = (tree: PowerNode): tree is PowerNode & { readonly base: SubscriptNode } =>
  tree.base.type === 'subscript' && isLetterC(tree.base.base)

/** `C_1^2`: nobody chooses two of one; C is a constant with an index. */
const choosesTooMany = ({ base, exponent }: PowerNode & { readonly base: SubscriptNode }): boolean =>
  base.index.type === 'number' && exponent.type === 'number' && Number(base.index.lexeme) < Number(exponent.lexeme)

const capitals = /^[A-Z]$/
/** `A^T`, `x^\top`, `(AB)^T`: no power. */
export const isTransposition = ({ base, exponent }: PowerNode): boolean =>
  exponent.type === 'symbol' &&
  (exponent.name === 'T' || exponent.name === 'top') &&
  (base.type === 'fenced' || (base.type === 'symbol' && transposable.test(base.name)))
/** Letters of matrices and vectors. */
const transposable = /^[A-Za-cu-z]$/
const isMinusOne = (tree: Tree): boolean => tree.type === 'negate' && tree.operand.type === 'number' && tree.operand.lexeme === '1'
/** Capitals that stand for matrices: others are quantities, whose dimensions and units have negative powers (`ML^{-1}T^{-2}`, `R^{-1}C^{-1}`). */
const invertible: ReadonlySet<string> = new Set([...'ABCDMPQSXY'])
const besideInverses: ReadonlySet<string> = new Set([...invertible, 'E', 'I'])

/** Whether a capital is among the factors. */
const hasCapitalFactor = (tree: Tree): boolean => {
  if (tree.type === 'power') return hasCapitalFactor(tree.base)
  return tree.type === 'symbol' ? capitals.test(tree.name) : tree.type === 'times' && tree.factors.some(hasCapitalFactor)
}

/**
 * Letters that are evidently matrices: one of them is transposed, or inverted among letters that stand for matrices, and nothing is
 * divided by one. With it all capitals are matrices.
 */
const matricesIn = (a: Findings, b: Findings): ReadonlySet<string> => {
  if ((!a.turnsLetters && !b.turnsLetters) || a.dividesByCapital || b.dividesByCapital) return plainScope.matrices
  const turned = [...a.turned, ...b.turned]
  const transposes = a.transposes || b.transposes
  if (transposes && (a.alone.has('T') || b.alone.has('T'))) return plainScope.matrices
  const matrices = new Set(turned)
  for (const { alone } of [a, b]) {
    for (const name of alone) {
      if (!capitals.test(name)) continue
      if (!transposes && !besideInverses.has(name)) return plainScope.matrices
      matrices.add(name)
    }
  }
  return matrices
}

const look = (tree: Tree, found: Findings): void => {
  switch (tree.type) {
    case 'number':
    case 'constant':
    case 'text':
    case 'unread':
      return
    case 'symbol':
      found.alone.add(tree.name)
      return
    case 'accent':
      if (tree.body.type === 'symbol' && tree.body.name === 'i') found.imaginary = false
      // `\\bar z` is the conjugate, as `\\bar x` is a mean.
      if (tree.accent === 'overline' && tree.body.type === 'symbol' && (tree.body.name === 'z' || tree.body.name === 'w'))
        declare(found.domains, tree.body.name, 'complex')
      break
    case 'subscript': {
      if (isLetterC(tree.base)) found.otherC = true
      if (tree.index.type === 'symbol' && tree.index.name === 'i') found.imaginary = false
      if (tree.base.type === 'symbol' && tree.index.type !== 'number') declareAll(found, tree.index, 'integer')
      return
    }
    case 'postfix':
      if (tree.operator === 'factorial' || tree.operator === 'doublefactorial') declareAll(found, tree.operand, 'natural')
      break
    case 'power':
      if (isSelection(tree)) {
        if (choosesTooMany(tree)) found.otherC = true
        else found.selection = true
        look(tree.base.index, found)
        look(tree.exponent, found)
        return
      }
      if (isTransposition(tree)) {
        if (tree.base.type === 'symbol') found.turned.add(tree.base.name)
        found.transposes = true
        look(tree.base, found)
        return
      }
      if (tree.base.type === 'symbol' && invertible.has(tree.base.name) && isMinusOne(tree.exponent)) found.turned.add(tree.base.name)
      if ((isNegativeNumber(tree.base) || isImaginaryUnit(tree.base)) && !holdsUnknown(tree.exponent))
        declareAll(found, tree.exponent, 'integer')
      else if (tree.exponent.type === 'symbol' && counters.has(tree.exponent.name) && isSignedNumber(tree.base))
        declare(found.domains, tree.exponent.name, 'integer')
      break
    case 'modulo':
      declareAll(found, tree.operand, 'integer')
      break
    case 'divide':
      found.dividesByCapital ||= hasCapitalFactor(tree.denominator)
      break
    case 'big':
      if (tree.operator !== 'integral') {
        if (tree.variable?.type === 'symbol' && tree.variable.name === 'i') found.imaginary = false
        if (tree.operator !== 'limit') {
          if (tree.lower !== undefined) declareAll(found, tree.lower, 'natural')
          if (tree.upper !== undefined) declareAll(found, tree.upper, 'natural')
        }
      }
      if (tree.variable?.type === 'symbol' && tree.variable.name === 'e') found.euler = false
      break
    case 'relation': {
      const first = tree.operands[0]
      const second = tree.operands[1]
      const operator = tree.operators[0]
      if (first !== undefined && second !== undefined && operator === 'in') {
        const domain = domainOfSet(second)
        if (domain !== undefined && domain !== 'real') declareAll(found, first, domain)
        if (domain !== undefined && first.type === 'symbol' && first.name === 'i') found.imaginary = false
      }
      break
    }
    case 'apply': {
      const name = headName(tree.head)
      if (name === 'binomial' || name === 'gcd' || name === 'lcm') for (const part of tree.arguments) declareAll(found, part, 'natural')
      else if (name === 'log') {
        if (tree.subscript === undefined && tree.arguments.some(holdsVariable)) found.bareLog = true
      } else if (name === 'ln') found.ln = true
      else if (name === 're' || name === 'im' || name === 'arg') {
        for (const part of tree.arguments) declareAll(found, part, 'complex')
      } else if (name === 'C' && tree.arguments.length === 2) found.selection = true
      else if (name !== undefined && !knownFunctions.has(name)) found.applied.add(name)
      for (const part of tree.arguments) look(part, found)
      if (tree.subscript !== undefined) look(tree.subscript, found)
      return
    }
    default:
  }
  for (const child of children(tree)) look(child, found)
}

/** What a tree says about its names, kept with the tree: golds come again. */
const findings = kept((tree): Findings => {
  const found = new Findings()
  look(tree, found)
  return found
})

const isLeaf = (tree: Tree): boolean => tree.type === 'number' || (tree.type === 'negate' && tree.operand.type === 'number')

/** What is said about letters beside two answers: conditions that were taken off them. */
export interface Declarations {
  /** Sides on which it is said where a letter lives, `n\in\mathbb N`. */
  readonly memberships: readonly Tree[]
  /** Letters that the reference says are positive, `x>0`: it is defined nowhere else. */
  readonly positive: readonly string[]
}
export const noDeclarations: Declarations = Object.freeze({ memberships: [], positive: [] })

/**
 * The letters that a condition says are positive, up to the isolated point 0: `x>0`, `x\ge0`, `0<a<b`, `x>0, y\ge1`,
 * `x\in(0,\infty)`.
 */
export const positiveIn = (condition: Tree): readonly string[] => {
  if (condition.type === 'logic' && condition.operator === 'and') return condition.operands.flatMap(positiveIn)
  if (condition.type === 'list' && condition.separator !== 'or') return condition.items.flatMap(positiveIn)
  if (condition.type !== 'relation') return []
  const { operands, operators } = condition
  const [first, second] = operands
  if (first !== undefined && second?.type === 'fenced' && operators.join() === 'in') {
    const name = variableName(first)
    return name !== undefined && second.items.length === 2 && second.items[0]?.type === 'number' ? [name] : []
  }
  const upwards = operators.every(operator => operator === 'lt' || operator === 'leq')
  if (!upwards && !operators.every(operator => operator === 'gt' || operator === 'geq')) return []
  const [least, ...others] = upwards ? operands : [...operands].reverse()
  return least?.type === 'number' ? others.flatMap(other => variableName(other) ?? []) : []
}

/**
 * The scope that two answers share.
 *
 * @example
 * scopeOf(parse('n!').tree, parse('n(n-1)!').tree).domains.get('n') // 'natural'
 */
export const scopeOf = (gold: Tree, prediction: Tree, declared: Declarations = noDeclarations): Scope => {
  if (isLeaf(gold) && isLeaf(prediction)) return plainScope
  const a = findings(gold)
  const b = findings(prediction)
  if (a.isPlain && b.isPlain && declared === noDeclarations) return plainScope
  const functions = new Set<string>()
  for (const name of [...a.applied, ...b.applied]) if (!a.alone.has(name) && !b.alone.has(name)) functions.add(name)
  const domains = new Map(a.domains)
  for (const more of [b, ...declared.memberships.map(findings)]) for (const [name, domain] of more.domains) declare(domains, name, domain)
  for (const name of declared.positive) declare(domains, name, 'positive')
  const imaginary = a.imaginary && b.imaginary
  const euler = a.euler && b.euler
  const logIsNatural = (a.bareLog && !a.ln && b.ln && !b.bareLog) || (b.bareLog && !b.ln && a.ln && !a.bareLog)
  const matrices = matricesIn(a, b)
  const selects = (a.selection || b.selection) && ![a, b].some(side => side.otherC || side.alone.has('C'))
  if (functions.size === 0 && domains.size === 0 && imaginary && euler && !logIsNatural && matrices.size === 0 && !selects)
    return plainScope
  return { functions, domains, imaginary, euler, logIsNatural, matrices, selects }
}

/** The printed text of an index: fonts and braces do not matter. `undefined` for what is no index. */
export const indexText = (tree: Tree): string | undefined => {
  switch (tree.type) {
    case 'number':
      return tree.lexeme
    case 'symbol':
      return tree.name
    case 'text':
      return tree.value.replaceAll(' ', '')
    case 'constant':
      return tree.name
    case 'fenced':
    case 'list': {
      const parts: string[] = []
      for (const item of tree.items) {
        const text = indexText(item)
        if (text === undefined) return undefined
        parts.push(text)
      }
      return parts.join(',')
    }
    case 'times': {
      let all = ''
      for (const part of tree.factors) {
        const text = indexText(part)
        if (text === undefined) return undefined
        all += text
      }
      return all
    }
    case 'prime': {
      const base = indexText(tree.base)
      return base === undefined ? undefined : base + "'".repeat(Math.min(tree.order, 9))
    }
    case 'subscript':
      return variableName(tree)
    default:
      return undefined
  }
}

/** The name of a variable: a letter, with its index, primes and accents. */
export const variableName = (tree: Tree): string | undefined => {
  switch (tree.type) {
    case 'symbol':
      return tree.name
    case 'subscript': {
      const base = variableName(tree.base)
      const index = indexText(tree.index)
      return base === undefined || index === undefined ? undefined : `${base}_${index}`
    }
    case 'prime': {
      const base = variableName(tree.base)
      return base === undefined ? undefined : base + "'".repeat(Math.min(tree.order, 9))
    }
    case 'accent': {
      const body = indexText(tree.body)
      if (body === undefined) return undefined
      const accent = tree.accent === 'overrightarrow' ? 'vec' : tree.accent
      return `\\${accent}{${body}}`
    }
    default:
      return undefined
  }
}
