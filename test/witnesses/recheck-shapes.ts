/**
 * Witnesses that are no two values of the whole: a part, an element, an end, a count, a residue, a truth, another kind of answer.
 *
 * Parts are found in the written trees by their place, sets are asked for the element, equations for their truth at the point.
 */
import type { BigNumber } from 'mathjs'
import { variableName } from '../../src/canonical/meaning/scope.ts'
import { mathjsInstance } from '../../src/cas/mathjs-nodes.ts'
import { children } from '../../src/tree/children.ts'
import { parse, type Tree, type Witness } from '../../src/index.ts'
import { evaluatorOf, pointOf, type Recheck, recheckValues, same, showsValues } from './recheck.ts'
import { residueOf } from './residue.ts'

const math = mathjsInstance()
type At = ReadonlyMap<string, BigNumber>
type Evaluate = (tree: Tree | undefined, at: At) => BigNumber | undefined
const nowhere: At = new Map()
const noOpinion: Recheck = { outcome: 'no opinion' }
const told = (holds: boolean | undefined, why: string): Recheck =>
  holds === undefined ? noOpinion : holds ? { outcome: 'holds', values: 2 } : { outcome: 'fails', why }

export const recheckShape = (witness: Witness, reference: Tree, prediction: Tree): Recheck => {
  const { what } = witness
  const evaluate = evaluatorOf(reference, prediction)
  const part = /^([^:]+): (.+)$/s.exec(what)
  if (part !== null) {
    const [, place = '', rest = ''] = part
    const [a, b] = [partAt(reference, place), partAt(prediction, place)]
    const inner = { ...witness, what: rest }
    if (a !== undefined && b !== undefined) return showsValues(inner) ? recheckValues(inner, a, b) : recheckShape(inner, a, b)
    if (!namesIn(reference).includes(place)) return noOpinion
    return solvedFor(witness, place, reference, prediction, evaluate)
  }
  const element = /^the (?:value|point|end|member) (.+)$/s.exec(what)?.[1]
  if (element !== undefined) {
    const value = evaluate(parse(element).tree, nowhere)
    const [left, right] = [reference, prediction].map(tree => value && contains(bare(tree), value, evaluate))
    const holds = left === undefined || right === undefined ? undefined : left !== right && left === (witness.reference === 'inside')
    return told(
      holds,
      `${element} is in ${left === true ? 'the reference' : 'no reference'}, ${right === true ? 'the prediction' : 'no prediction'}`,
    )
  }
  const end = /^end ([0-9]+)$/.exec(what)?.[1]
  if (end !== undefined) return differentEnds(witness, evaluate)
  switch (what) {
    case 'member':
      return strangers(witness, reference, prediction, evaluate)
    case 'number of members':
      return told(
        counts(reference, prediction, witness),
        `the answers have ${membersOf(reference)?.length ?? '?'} and ${membersOf(prediction)?.length ?? '?'} members`,
      )
    case 'equation':
    case 'relation': {
      const point = pointOf(witness)
      if (point === undefined || point.size === 0) return noOpinion
      const [left, right] = [reference, prediction].map(tree => holdsAt(tree, point, evaluate))
      const holds = left === undefined || right === undefined ? undefined : left !== right && left === (witness.reference === 'true')
      return told(holds, `at the point the sides are ${String(left)} and ${String(right)}`)
    }
    case 'kind of answer':
      return told(otherSort(reference, prediction, evaluate), '')
    case 'choice':
      return told(witness.reference !== witness.prediction ? true : undefined, '')
    default:
  }
  const modulus = /^value modulo ([0-9]+)$/.exec(what)?.[1]
  if (modulus === undefined || witness.at !== undefined) return noOpinion
  const [left, right] = [reference, prediction].map(tree => residueOf(bare(tree), BigInt(modulus)))
  const [a, b] = [BigInt(witness.reference), BigInt(witness.prediction)]
  const checked = left === undefined || right === undefined ? undefined : left === a && right === b && a !== b
  return told(checked, `the residues are ${String(left)} and ${String(right)}`)
}

/* ------------------------------------------------------------ parts */

/** Without a name in front, a label and a fence around one. */
const bare = (tree: Tree): Tree => {
  if (tree.type === 'labelled') return bare(tree.body)
  const only = tree.type === 'fenced' && tree.items.length === 1 ? tree.items[0] : undefined
  // `(100,200)` may be a pair.
  if (only !== undefined && !(only.type === 'number' && only.grouped !== undefined)) return bare(only)
  const [name, value] = tree.type === 'relation' && tree.operators.join() === 'eq' ? tree.operands : []
  return name !== undefined && value !== undefined && (variableName(name) !== undefined || name.type === 'apply' || name.type === 'fenced')
    ? bare(value)
    : tree
}

const membersOf = (tree: Tree): readonly Tree[] | undefined => {
  const inner = bare(tree)
  // `27,54,108` may be grouped in other ways.
  if (children(inner).some(item => item.type === 'number' && item.grouped !== undefined)) return undefined
  return inner.type === 'list' || inner.type === 'fenced' || (inner.type === 'set' && inner.condition === undefined)
    ? inner.items
    : undefined
}

const partAt = (tree: Tree, place: string): Tree | undefined => {
  const [row, column] = /^row ([0-9]+), column ([0-9]+)$/.exec(place)?.slice(1).map(Number) ?? []
  const inner = bare(tree)
  if (row !== undefined && column !== undefined)
    return inner.type === 'matrix' ? inner.rows[row - 1]?.[column - 1] : rowsOf(inner)?.[row - 1]?.[column - 1]
  const item = /^item ([0-9]+)$/.exec(place)?.[1]
  if (item === undefined) return undefined
  const members = inner.type === 'matrix' && inner.rows.every(each => each.length === 1) ? inner.rows.flat() : membersOf(tree)
  return members?.[Number(item) - 1]
}
/** `[[1,2],[3,4]]`, `[1,2;3,4]`. */
const rowsOf = (tree: Tree): readonly (readonly Tree[])[] | undefined => {
  const rows = membersOf(tree)?.map(membersOf)
  return rows === undefined || rows.includes(undefined) ? undefined : (rows as readonly (readonly Tree[])[])
}

const sameMember = (a: Tree, b: Tree, evaluate: Evaluate): boolean | undefined => {
  const [left, right] = [membersOf(a), membersOf(b)]
  if (left !== undefined && right !== undefined) {
    const pairs = left.map((item, k) => (right[k] === undefined ? false : sameMember(item, right[k], evaluate)))
    return left.length !== right.length || pairs.includes(false) ? false : pairs.includes(undefined) ? undefined : true
  }
  const [x, y] = [evaluate(bare(a), nowhere), evaluate(bare(b), nowhere)]
  return x === undefined || y === undefined ? undefined : same(x, y)
}
/** How often a member stands in a list. */
const timesIn = (item: Tree, items: readonly Tree[], evaluate: Evaluate): number | undefined => {
  const found = items.map(other => sameMember(item, other, evaluate))
  return found.includes(undefined) ? undefined : found.filter(each => each === true).length
}

/** What is shown of a side is a member there, and one of the two stands more often on its own side. */
const strangers = (witness: Witness, reference: Tree, prediction: Tree, evaluate: Evaluate): Recheck => {
  const [gold, answer] = [membersOf(reference), membersOf(prediction)]
  if (gold === undefined || answer === undefined) return noOpinion
  const [own, other] = [parse(witness.reference).tree, parse(witness.prediction).tree]
  const [a, b] = [timesIn(own, gold, evaluate), timesIn(own, answer, evaluate)]
  const [c, d] = [timesIn(other, answer, evaluate), timesIn(other, gold, evaluate)]
  if (a === undefined || b === undefined || c === undefined || d === undefined) return noOpinion
  return told(a > 0 && c > 0 && (a > b || c > d), 'what is shown is no member of its side, or stands as often on both')
}
const negated = (fact: boolean | undefined): boolean | undefined => (fact === undefined ? undefined : !fact)

/** Members that are written, unless sets may hold one twice. */
const counts = (reference: Tree, prediction: Tree, witness: Witness): boolean | undefined => {
  const [a, b] = [membersOf(reference), membersOf(prediction)]
  if (a === undefined || b === undefined) return undefined
  const shown = [Number(witness.reference), Number(witness.prediction)] as const
  if (shown[0] === shown[1]) return false
  return a.length === shown[0] && b.length === shown[1] ? true : undefined
}

const differentEnds = (witness: Witness, evaluate: Evaluate): Recheck => {
  const point = pointOf(witness)
  const [a, b] = [witness.reference, witness.prediction].map(text => point && evaluate(parse(text).tree, point))
  return told(a === undefined || b === undefined ? undefined : !same(a, b), 'the ends that are shown are equal')
}

/* ------------------------------------------------------------ sets and truths */

const infinite = (tree: Tree): 1 | -1 | undefined => {
  if (tree.type === 'constant' && tree.name === 'infinity') return 1
  if (tree.type !== 'negate') return tree.type === 'plus' && tree.terms.length === 1 ? infinite(tree.terms[0] as Tree) : undefined
  return infinite(tree.operand) === 1 ? -1 : undefined
}
/** Sums that vanish leave what 64 digits leave. */
const near = (a: BigNumber, b: BigNumber): boolean => same(a, b) || a.minus(b).abs().lte(math.bignumber('1e-45'))
/** The sign of a - b. */
const compareAt = (a: Tree, b: Tree, at: At, evaluate: Evaluate): number | undefined => {
  const [left, right] = [infinite(a) ?? 0, infinite(b) ?? 0]
  if (left !== 0 || right !== 0) return left === right ? undefined : left - right
  const [x, y] = [evaluate(a, at), evaluate(b, at)]
  return x === undefined || y === undefined ? undefined : near(x, y) ? 0 : x.gt(y) ? 1 : -1
}
const all = (facts: readonly (boolean | undefined)[]): boolean | undefined =>
  facts.includes(false) ? false : facts.includes(undefined) ? undefined : true
const any = (facts: readonly (boolean | undefined)[]): boolean | undefined =>
  facts.includes(true) ? true : facts.includes(undefined) ? undefined : false

/** Whether a relation is true; a side without a value makes nothing true. */
const holdsAt = (tree: Tree, at: At, evaluate: Evaluate): boolean | undefined => {
  if (tree.type === 'logic' && tree.operator !== 'xor') {
    const facts = tree.operands.map(each => holdsAt(each, at, evaluate))
    return tree.operator === 'and' ? all(facts) : tree.operator === 'or' ? any(facts) : negated(facts[0])
  }
  if (tree.type === 'list' && tree.separator === 'or') return any(tree.items.map(each => holdsAt(each, at, evaluate)))
  if (tree.type === 'list' && tree.separator === 'and') return all(tree.items.map(each => holdsAt(each, at, evaluate)))
  if (tree.type !== 'relation') return undefined
  return all(
    tree.operators.map((operator, k) => {
      const sign = compareAt(tree.operands[k] as Tree, tree.operands[k + 1] as Tree, at, evaluate)
      if (sign === undefined) return undefined
      switch (operator) {
        case 'eq':
          return sign === 0
        case 'neq':
          return sign !== 0
        case 'lt':
          return sign < 0
        case 'leq':
          return sign <= 0
        case 'gt':
          return sign > 0
        case 'geq':
          return sign >= 0
        default:
          return undefined
      }
    }),
  )
}

const namesIn = (tree: Tree): readonly string[] => {
  const name = variableName(tree)
  return name !== undefined && tree.type !== 'constant' ? [name] : children(tree).flatMap(namesIn)
}

const contains = (tree: Tree, value: BigNumber, evaluate: Evaluate): boolean | undefined => {
  const inside = (part: Tree): boolean | undefined => contains(bare(part), value, evaluate)
  switch (tree.type) {
    case 'fenced': {
      const [a, b] = tree.items
      if (tree.items.length !== 2 || a === undefined || b === undefined) return undefined
      const x: Tree = { type: 'symbol', name: 'x' }
      const at: At = new Map([['x', value]])
      const [low, high] = [compareAt(a, x, at, evaluate), compareAt(x, b, at, evaluate)]
      const closed = [tree.open === '[' && infinite(a) === undefined, tree.close === ']' && infinite(b) === undefined] as const
      return all([within(low, closed[0]), within(high, closed[1])])
    }
    case 'relation': {
      if (tree.operators.join() === 'in') return inside(tree.operands[1] as Tree)
      const congruence = congruent(tree, value, evaluate)
      if (congruence !== undefined) return congruence
      const names = new Set(namesIn(tree).filter(name => name !== 'e'))
      return names.size === 1 ? holdsAt(tree, new Map([...names].map(name => [name, value])), evaluate) : undefined
    }
    case 'set':
      if (tree.condition === undefined) return any(tree.items.map(inside))
      return all([...tree.items.filter(item => item.type !== 'symbol'), tree.condition].map(inside))
    case 'list':
      // Between commas, conditions may hold together or be cases.
      if (tree.separator === 'comma' && tree.items.some(item => item.type === 'relation')) return undefined
      return tree.separator === 'and' && tree.items.some(item => item.type === 'relation')
        ? all(tree.items.map(inside))
        : any(tree.items.map(inside))
    case 'logic':
      return tree.operator === 'and' ? all(tree.operands.map(inside)) : tree.operator === 'or' ? any(tree.operands.map(inside)) : undefined
    case 'setoperation': {
      const facts = tree.operands.map(inside)
      if (tree.operator === 'union') return any(facts)
      if (tree.operator === 'intersection') return all(facts)
      return tree.operator === 'difference' ? all([facts[0], negated(facts[1])]) : undefined
    }
    case 'constant':
      if (tree.name === 'integers') return value.isInteger()
      if (tree.name === 'naturals') return value.isZero() ? undefined : value.isInteger() && value.gt(0)
      return tree.name === 'reals' ? true : undefined
    case 'modulo':
      return congruent(tree, value, evaluate)
    default: {
      const own = evaluate(tree, nowhere)
      return own && same(own, value)
    }
  }
}
const within = (sign: number | undefined, closed: boolean): boolean | undefined =>
  sign === undefined ? undefined : sign < 0 || (sign === 0 && closed)

/** `x \equiv 1 \pmod 3`. */
const congruent = (tree: Tree, value: BigNumber, evaluate: Evaluate): boolean | undefined => {
  const modulo = tree.type === 'modulo' ? tree : tree.type === 'relation' ? tree.operands.find(each => each.type === 'modulo') : undefined
  if (modulo?.type !== 'modulo') return undefined
  const residue = modulo.operand.type === 'relation' ? modulo.operand.operands[1] : modulo.operand
  const [a, m] = [evaluate(residue, nowhere), evaluate(modulo.modulus, nowhere)]
  return a && m && (value.minus(a).mod(m) as BigNumber).isZero()
}

/** `x: value at y = 4`: each side is true for its own value, and the reference not for the other one. */
const solvedFor = (witness: Witness, name: string, reference: Tree, prediction: Tree, evaluate: Evaluate): Recheck => {
  const point = pointOf(witness)
  const [own, other] = [witness.reference, witness.prediction].map(text => evaluate(parse(text).tree, nowhere))
  if (point === undefined || own === undefined || other === undefined) return noOpinion
  const at = (value: BigNumber): At => new Map([...point, [name, value]])
  const [mine, theirs] = [at(own), at(other)]
  const facts = [holdsAt(reference, mine, evaluate), holdsAt(prediction, theirs, evaluate), negated(holdsAt(reference, theirs, evaluate))]
  return told(all(facts), 'an equation is not true where it is said to be')
}

/* ------------------------------------------------------------ kinds */

/** What sort of answer is written, as far as its outermost shape says it. */
const sortOf = (tree: Tree, evaluate: Evaluate): string | undefined => {
  const inner = bare(tree)
  switch (inner.type) {
    case 'set':
    case 'matrix':
    case 'text':
    case 'setoperation':
    case 'cases':
      return inner.type
    case 'fenced':
    case 'list':
      return inner.items.length > 1 ? 'several' : undefined
    case 'relation':
      return inner.operators.includes('eq') ? 'equation' : 'relation'
    case 'plusminus':
      return 'several'
    default:
      if (evaluate(inner, nowhere) !== undefined) return 'number'
      return evaluate(inner, new Map(namesIn(inner).map(name => [name, math.bignumber('1.5')]))) === undefined ? undefined : 'formula'
  }
}
const otherSort = (reference: Tree, prediction: Tree, evaluate: Evaluate): boolean | undefined => {
  const [a, b] = [sortOf(reference, evaluate), sortOf(prediction, evaluate)]
  return a !== undefined && b !== undefined && a !== b ? true : undefined
}
